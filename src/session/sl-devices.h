/* What a command needs beside itself: copies of the catalogue's devices, and marks of new productions. */
#pragma once

#include "sl-edit.h"

G_BEGIN_DECLS

/* The command with copies of the catalogue's devices that it names and `plan` lacks, and marks for productions that
 * it adds; a new reference on the same one when it needs neither. Unref the result. */
SlCommand *sl_command_complete (const SlCommand *command, const SlPlan *plan, const SlPlan *catalogue);

G_END_DECLS
