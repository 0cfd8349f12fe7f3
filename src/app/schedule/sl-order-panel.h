/* Other orders for the board that is shown: a curve and a list of them that choose one and the same, what the chosen
 * one changes, and the button that applies it. The board shows it meanwhile. */
#pragma once

#include "sl-widgets.h"

G_BEGIN_DECLS

/* Floating. */
GtkWidget *sl_order_panel_new   (SlBench *bench);
/* It comes into sight: searches, unless what is known is of the board as it is. */
void       sl_order_panel_begin (GtkWidget *panel);
/* It goes out of sight: nothing is searched or shown on the board any more. */
void       sl_order_panel_end   (GtkWidget *panel);

G_END_DECLS
