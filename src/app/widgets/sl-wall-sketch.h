/* Walls from above, as a person sees them before they are taken. */
#pragma once

#include "sl-wall-styles.h"
#include "sl-widgets.h"

G_BEGIN_DECLS

/* Empty; shows nothing yet. Floating. */
GtkWidget *sl_wall_sketch_new  (void);
/* The walls (SlSceneWall elements, kept; NULL for none), with the first one's width and depth from above in the units
 * of the editor's person. */
void       sl_wall_sketch_show (GtkWidget *sketch, SlEditor *editor, const GPtrArray *walls);
/* A small picture of what the style is. Floating. */
GtkWidget *sl_wall_icon_new    (const SlWallStyle *style);

G_END_DECLS
