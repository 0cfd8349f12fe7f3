/* What the files of the stripboard share. */
#pragma once

#include "sl-stripboard-paint.h"
#include "sl-stripboard.h"

G_BEGIN_DECLS

enum { SL_BOARD_PAD = 4 }; /* px above the first row */

struct _SlStripboard {
  GtkWidget       parent;
  SlBench        *bench;
  SlBoardDesk    *desk;     /* owned: the bench’s, or another that is only read */
  gboolean        reads;    /* nothing is moved, put or asked for */
  gboolean        boneyard;
  GtkWidget      *scroll, *search; /* borrowed; NULL at first */
  SlStripPainter *painter;
  GPtrArray      *twins;    /* GtkWidget, owned as children; one a row */
  guint           idle, tick;
  guint           shown;    /* rows that it was measured for */
  /* the hand */
  SlStripboard   *target;   /* whose rows it is over; itself for a board. Borrowed */
  GPtrArray      *offs;     /* GtkWidget, borrowed */
  GtkGesture     *drag;
  gboolean        dragging;
  gboolean        chooses;  /* the strip that was pressed alone when it comes up, as it may be a drag of several */
  double          x, y;     /* where it is (px of the window) */
  gboolean        entered;  /* it has been between the edges of the board that scrolls under it */
};

/* --- sl-stripboard.c --- */

/* Of the board, or of its boneyard. Borrowed. */
const GPtrArray  *sl_stripboard_rows   (SlStripboard *board);
/* The row there; NULL for none. */
const SlBoardRow *sl_stripboard_row_at (SlStripboard *board, double y);
/* Brings a row into sight. */
void              sl_stripboard_show   (SlStripboard *board, guint row);
/* How many rows fit. */
int               sl_stripboard_page   (SlStripboard *board);
/* Whether a row has the focus, and not the fields of one. */
gboolean          sl_stripboard_has_focus (SlStripboard *board);
/* Puts the focus on the cursor's row. */
void              sl_stripboard_focus  (SlStripboard *board);

/* --- sl-stripboard-hands.c, sl-stripboard-keys.c --- */

/* Picks and drags. */
void              sl_stripboard_add_hands (SlStripboard *board);
/* While a row has the focus. */
void              sl_stripboard_add_keys  (SlStripboard *board);
/* Nothing is dragged any more, and nothing has moved. */
void              sl_stripboard_give_up   (SlStripboard *board);

G_END_DECLS
