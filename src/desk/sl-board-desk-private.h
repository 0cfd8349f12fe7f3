/* What the files of the board's desk share. */
#pragma once

#include "sl-board-desk.h"
#include "sl-strip-list.h"

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
  char         *against;  /* id of the board that it is held against, NULL for none; perhaps of one that has gone */
  SlBoardRead  *other;    /* of that board; owned, NULL: to be read, or for none */
  SlBoardDrift *drift;    /* of what is seen from it; owned, made with the rows */
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

/* --- sl-board-against.c --- */

/* Tells fresh rows what is different of them. */
void            sl_board_desk_mark_rows    (SlBoardDesk *desk);

/* --- sl-board-operate.c: edits, each an operation of the table --- */

/* Operations on the board that is shown, which is made where there is none yet; they become one step. */
typedef struct {
  SlBoardDesk *desk;
  SlCommand   *command;
  SlPlan      *plan;    /* as it would be by now; NULL: something did not fit, and was said */
  char        *board;   /* id of the board */
} SlBoardSteps;

/* The desk has a board or scenes of a production. */
SlBoardSteps   *sl_board_steps_new   (SlBoardDesk *desk);
/* Not NULL. */
void            sl_board_steps_free  (SlBoardSteps *steps);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlBoardSteps, sl_board_steps_free)
/* One more, on `n` things or (NULL) on the board, with options as texts by name up to a NULL; what it adds goes into
 * `added` (may be NULL). FALSE after a message. */
gboolean        sl_board_steps_add   (SlBoardSteps *steps, const char *operation, const char *const *ids, guint n,
                                      GPtrArray *added, ...) G_GNUC_NULL_TERMINATED;
/* The same on the board, with an error in place of the message. */
gboolean        sl_board_steps_try   (SlBoardSteps *steps, const char *operation, GError **error,
                                      ...) G_GNUC_NULL_TERMINATED;
/* What another table makes for the board, such as an order that was found. FALSE as above. */
gboolean        sl_board_steps_take  (SlBoardSteps *steps, SlCommand *command);
/* Does them all; undo calls it `label`, or by the last operation where that is NULL. FALSE as above. */
gboolean        sl_board_steps_apply (SlBoardSteps *steps, const char *label);

/* --- sl-board-do.c --- */

/* "Draft A" and so on, as no board is called; free with g_free(). */
char           *sl_board_desk_free_name    (const SlPlan *plan);

G_END_DECLS
