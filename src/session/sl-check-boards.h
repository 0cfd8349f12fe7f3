/* What the boards that count break: rules of work, and what their scenes ask for on their days. */
#pragma once

#include "sl-check.h"
#include "sl-watch.h"

G_BEGIN_DECLS

/* Adds a finding for each breach of each production's board: about the scene where it is one's, else about the board,
 * with its strip as the field. */
void sl_check_boards (const SlPlan *plan, SlWatch *watch, GPtrArray *findings);

G_END_DECLS
