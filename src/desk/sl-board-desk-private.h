/* What the files of the board's desk share. */
#pragma once

#include "sl-board-desk.h"

G_BEGIN_DECLS

/* What is tried, and what comes of it. */
typedef struct {
  gboolean     whole;   /* another order of all strips, none of which a hand carries */
  guint        place;
  SlList      *strips;  /* owned; NULL, the empty list, where all went */
  SlBoardRead *read;    /* owned */
  GArray      *from;    /* guint: places that they had, ascending */
  guint        first, n; /* where they are then */
  char        *title;
  GPtrArray   *effects;
} SlBoardTry;

struct _SlBoardDesk {
  GObject       parent;
  SlEditor     *editor;
  SlAnalysis   *analysis;
  char         *production, *board; /* ids as chosen, NULL: the first; perhaps of what has gone */
  SlPlan       *plan;     /* that `read` is of; NULL while there is none */
  guint64       grades;   /* a digest of those that were read */
  SlList       *unmade;   /* the strips of a board that is not made yet; owned */
  SlBoardRead  *read;     /* owned; NULL: to be read */
  SlBoardTry   *tried;    /* owned; NULL for none */
  GPtrArray    *rows, *bones; /* owned; NULL: to be made */
  SlBoardFilter filter;
  GPtrArray    *chosen;   /* char *: ids of rows, the last is the cursor */
  char         *anchor;
  gboolean      choosing; /* what the editor selects now comes from here */
};

enum { SL_BOARD_CHANGED, SL_BOARD_CHOSEN, SL_N_BOARD_SIGNALS };

/* What is read; `strips` in place of the board's where `tries`. */
SlBoardInput    sl_board_desk_input    (SlBoardDesk *desk, const SlList *strips, gboolean tries);
/* Emits it. */
void            sl_board_desk_tell     (SlBoardDesk *desk, guint signal);
/* Nothing is tried any more; without telling. */
void            sl_board_desk_end_try  (SlBoardDesk *desk);
/* Places (guint, ascending) of the chosen strips on the board; free with g_array_unref(). */
GArray         *sl_board_desk_places   (SlBoardDesk *desk);
/* Chooses the rows of strips at [first, first + n) of the board as it is now. */
void            sl_board_desk_choose_places (SlBoardDesk *desk, guint first, guint n);
/* TRUE, with a message, where the board may not be edited or there is none. */
gboolean        sl_board_desk_refuse   (SlBoardDesk *desk);

/* --- sl-board-do.c --- */

/* Adds a board of the production that is shown; its id, to be freed. */
char           *sl_board_desk_add_board    (SlBoardDesk *desk, SlCommand *command);
/* The board that is shown, made where there is none yet; its id, to be freed. */
char           *sl_board_desk_made_board   (SlBoardDesk *desk, SlCommand *command);
/* Gives the board these strips, under `label`. */
gboolean        sl_board_desk_apply_strips (SlBoardDesk *desk, const char *label, const SlList *strips);

G_END_DECLS
