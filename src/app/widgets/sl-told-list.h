/* What there is to tell of something: findings, each with what to do. */
#pragma once

#include "sl-check.h"
#include "sl-widgets.h"

G_BEGIN_DECLS

/* A line for each of the findings (SlFinding): a mark for how grave it is, what it says and, below, its remedy.
 * Floating. */
GtkWidget *sl_told_list_new (const GPtrArray *findings);

G_END_DECLS
