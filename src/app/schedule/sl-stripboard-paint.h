/* How the rows of a stripboard look. Each is made once of what it says and kept: scrolling and dragging draw kept
 * ones. */
#pragma once

#include "sl-board-words.h"
#include "sl-widgets.h"

G_BEGIN_DECLS

typedef struct SlStripPainter SlStripPainter;

/* For rows in `widget`, which must live as long. */
SlStripPainter *sl_strip_painter_new     (GtkWidget *widget);
/* NULL is fine. */
void            sl_strip_painter_free    (SlStripPainter *painter);
/* Before a frame: what the rows are of, and how wide they are (px). */
void            sl_strip_painter_begin   (SlStripPainter *painter, const SlBoardRead *read, int width);
/* One row at the snapshot's origin. */
void            sl_strip_painter_row     (SlStripPainter *painter, GtkSnapshot *snapshot, const SlBoardRow *row);
/* Over a row at the origin: it is chosen; `strong` where it is the cursor. */
void            sl_strip_painter_chosen  (SlStripPainter *painter, GtkSnapshot *snapshot, gboolean strong);
/* The heads of the columns, as high as a row. */
void            sl_strip_painter_heading (SlStripPainter *painter, GtkSnapshot *snapshot);
/* Height of a row with the gap below it (px). */
int             sl_strip_row_height      (void);

G_END_DECLS
