/* A board, or its boneyard, as one drawn canvas: hands and keys choose, move and put strips off. Each row also has a
 * child that is never drawn, so that screen readers and tests find every strip by its name, with what it is and whether
 * it is chosen. */
#pragma once

#include "sl-widgets.h"

G_BEGIN_DECLS

#define SL_TYPE_STRIPBOARD (sl_stripboard_get_type ())
G_DECLARE_FINAL_TYPE (SlStripboard, sl_stripboard, SL, STRIPBOARD, GtkWidget)

/* For a scrolled window; keeps the bench. Floating. */
GtkWidget *sl_stripboard_new       (SlBench *bench, gboolean boneyard);
/* Another board beside it, which is looked at alone: picks choose, nothing is moved. Keeps both. Floating. */
GtkWidget *sl_stripboard_new_beside (SlBench *bench, SlBoardDesk *desk);
/* In a scrolled window that it follows. Floating. */
GtkWidget *sl_stripboard_scrolled  (SlStripboard *board);
/* Where strips that are dragged on the board are put off: widgets that live as long. */
void       sl_stripboard_add_off   (SlStripboard *board, GtkWidget *widget);
/* What is dragged from this boneyard is put on that board, which lives as long. */
void       sl_stripboard_put_on    (SlStripboard *boneyard, SlStripboard *board);
/* Letters that are typed on the board begin a search in that entry, which lives as long. */
void       sl_stripboard_search_in (SlStripboard *board, GtkWidget *entry);
/* Where the carried rows, else the cursor's row, are in `widget`. FALSE where they are not to be seen. */
gboolean   sl_stripboard_place     (SlStripboard *board, GtkWidget *widget, graphene_rect_t *place);
/* Asks for the fields of the row's day or banner, or goes to its scene's breakdown sheet, else to the inspector. */
void       sl_stripboard_edit      (SlStripboard *board, const char *id, gboolean sheet);
/* The heads of its columns. Floating. */
GtkWidget *sl_stripboard_heading   (void);

G_END_DECLS
