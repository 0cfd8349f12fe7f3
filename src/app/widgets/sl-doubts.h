/* Which figures nobody can check: a button that counts them, and a list with where each stands and comes from. */
#pragma once

#include "sl-needs.h"
#include "sl-widgets.h"

G_BEGIN_DECLS

/* Hidden until it has something to tell. Floating. */
GtkWidget *sl_doubts_button_new  (void);
/* `doubts` (SlDoubt) may be NULL for none. */
void       sl_doubts_button_show (GtkWidget *button, const SlPlan *plan, const GPtrArray *doubts);

G_END_DECLS
