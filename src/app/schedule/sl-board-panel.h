/* The board in the window: its bar, its strips, its boneyard and its sums. */
#pragma once

#include "sl-widgets.h"

G_BEGIN_DECLS

/* Keeps the bench. Floating. */
GtkWidget *sl_board_panel_new      (SlBench *bench);
/* Shows or hides the boneyard. */
void       sl_board_panel_boneyard (GtkWidget *panel, gboolean shown);
/* Puts the focus on the strips, or into the search. */
void       sl_board_panel_focus    (GtkWidget *panel, gboolean search);

G_END_DECLS
