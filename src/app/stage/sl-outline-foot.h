/* Below the list of things: what the walls take in sum. */
#pragma once

#include "sl-widgets.h"

G_BEGIN_DECLS

/* The walls' sums, what the last step changed of them, and which figures nobody can check. Floating. */
GtkWidget *sl_outline_foot_new (SlBench *bench);

G_END_DECLS
