/* Floors and ceilings that dock to a wall go with it: what a command does to the wall, it does to them. */
#pragma once

#include "sl-edit.h"

G_BEGIN_DECLS

/* The command with what is docked to the walls that it moves, turns or shapes laid anew, in the same step; a new
 * reference on the same one when nothing is. Something docked that it moves by itself keeps to its wall with another
 * gap where that does it, and else is docked no more; so is what docks to a wall that goes. What was let go is put into
 * `said` (char *, translated; may be NULL). Unref the result. */
SlCommand *sl_command_dock (const SlCommand *command, const SlPlan *plan, GPtrArray *said);

G_END_DECLS
