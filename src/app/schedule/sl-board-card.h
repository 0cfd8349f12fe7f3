/* What a drop would change, as a card beside what is dragged. */
#pragma once

#include "sl-widgets.h"

G_BEGIN_DECLS

/* Over `child`, which it takes; keeps the bench. `place` (data) tells where in the overlay the rows are that are
 * carried, FALSE where they are not seen. Floating. */
GtkWidget *sl_board_card_over (SlBench *bench, GtkWidget *child,
                               gboolean (*place) (GtkWidget *overlay, graphene_rect_t *place, gpointer data),
                               gpointer data);
/* The lines of effects as a grid, for the card and for comparing. Floating. */
GtkWidget *sl_effects_grid_new (void);
/* Fills it; NULL empties it. */
void       sl_effects_grid_set (GtkWidget *grid, const GPtrArray *effects);

G_END_DECLS
