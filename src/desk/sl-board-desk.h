/* The board that a window works on: which one is shown, what is looked for on it, which strips are chosen, and what a
 * drop of them would do. Nothing of it is stored but what its edits make, each of which is one step.
 *
 *   editor ── an edit of what it reads ──▶ read ──▶ rows ──▶ canvas, list twin
 *     ▲                                     ▲
 *     └──── move, off, insert, days …       └── strips that are tried ── a hand over the board
 *
 * Chosen strips have the ids of their rows (sl-board-rows.h). Those of scenes and the editor's selection are one: what
 * is chosen here is selected there, and the other way round.
 *
 * A production without a board is shown with its scenes in the plan's order; the first edit makes that a board.
 *
 * Signals: "changed" (the board, its rows, what is looked for or tried), "chosen" (other strips). */
#pragma once

#include "sl-analysis.h"
#include "sl-board-effects.h"
#include "sl-board-order.h"
#include "sl-board-words.h"

G_BEGIN_DECLS

#define SL_TYPE_BOARD_DESK (sl_board_desk_get_type ())
G_DECLARE_FINAL_TYPE (SlBoardDesk, sl_board_desk, SL, BOARD_DESK, GObject)

/* Keeps and follows both. */
SlBoardDesk         *sl_board_desk_new       (SlEditor *editor, SlAnalysis *analysis);

/* --- what is shown --- */

/* As it is; NULL where the plan has no production. Borrowed until "changed". */
const SlBoardRead   *sl_board_desk_read      (SlBoardDesk *desk);
/* As the hand would make it, else as it is. Borrowed likewise. */
const SlBoardRead   *sl_board_desk_seen      (SlBoardDesk *desk);
/* Shows a board, or the one that counts of a production; an unknown id is ignored. */
void                 sl_board_desk_show      (SlBoardDesk *desk, const char *id);
/* SlBoardRow of the board, empty where there is none. Borrowed until "changed". */
const GPtrArray     *sl_board_desk_rows      (SlBoardDesk *desk);
/* The same of the boneyard. */
const GPtrArray     *sl_board_desk_bones     (SlBoardDesk *desk);
/* The row of that id on the board, else in the boneyard; NULL for none. Borrowed. */
const SlBoardRow    *sl_board_desk_row       (SlBoardDesk *desk, const char *id);
/* What is shown and looked for. Borrowed. */
const SlBoardFilter *sl_board_desk_filter    (SlBoardDesk *desk);
/* Copies it. */
void                 sl_board_desk_set_filter (SlBoardDesk *desk, const SlBoardFilter *filter);
/* How many rows have what is looked for. */
guint                sl_board_desk_found     (SlBoardDesk *desk);

/* Whether boards say the same by both plans. */
gboolean             sl_boards_same          (const SlPlan *a, const SlPlan *b);

/* --- another order --- */

/* Shows the board as it would be with these strips (SlStrip); hands wait until NULL ends that. Any edit ends it too. */
void                 sl_board_desk_preview   (SlBoardDesk *desk, const SlList *strips);
/* Whether that is what is seen. */
gboolean             sl_board_desk_is_previewing (SlBoardDesk *desk);
/* Gives the board the strips of that order in one step. FALSE where it may not be edited, which is said. */
gboolean             sl_board_desk_take      (SlBoardDesk *desk, const SlBoardOrder *order);

/* --- held against another board --- */

/* Rows tell from now on what is different from that board of the production; NULL for none. Nothing of it is stored. */
void                 sl_board_desk_hold_against (SlBoardDesk *desk, const char *board);
/* That board as it is; NULL for none. Borrowed until "changed". */
const SlBoardRead   *sl_board_desk_other     (SlBoardDesk *desk);
/* What is different from it on the board as it is seen; NULL likewise. Borrowed likewise. */
const SlBoardDrift  *sl_board_desk_drift     (SlBoardDesk *desk);

/* --- chosen strips --- */

typedef enum {
  SL_CHOOSE_ONE,    /* this alone */
  SL_CHOOSE_TOGGLE, /* this too, or no longer */
  SL_CHOOSE_UP_TO,  /* all from the one that was chosen alone last */
} SlBoardChoose;

/* By id of a row; unknown ones are ignored. NULL chooses nothing. */
void                 sl_board_desk_choose    (SlBoardDesk *desk, const char *id, SlBoardChoose how);
/* All strips of the board that are shown. */
void                 sl_board_desk_choose_all (SlBoardDesk *desk);
/* The row `by` further than the one that was chosen last, as far as there is one; G_MAXINT either way for the ends. */
void                 sl_board_desk_step      (SlBoardDesk *desk, int by, gboolean extend);
/* The next (or previous) row that has what is looked for. FALSE where none has. */
gboolean             sl_board_desk_find_next (SlBoardDesk *desk, gboolean back);
/* Whether the row of that id is one of them. */
gboolean             sl_board_desk_is_chosen (SlBoardDesk *desk, const char *id);
/* The one that was chosen last; NULL for none. Borrowed until "chosen". */
const char          *sl_board_desk_cursor    (SlBoardDesk *desk);

/* --- what a hand is about to do with the chosen strips --- */

#define SL_BOARD_OFF   G_MAXUINT       /* place: into the boneyard */
#define SL_BOARD_STAYS (G_MAXUINT - 1) /* place: nothing is tried any more */

/* They would stand before the strip that is at `place` now, or behind the last. FALSE when nothing is chosen, or the
 * board is locked or another order is shown, which is said. */
gboolean             sl_board_desk_try       (SlBoardDesk *desk, guint place);
/* The place to try for a hand on the upper or lower half of a row that is seen now; SL_BOARD_STAYS on what it carries.
 */
guint                sl_board_desk_place_at  (SlBoardDesk *desk, const SlBoardRow *row, gboolean below);
/* Whether something is tried. */
gboolean             sl_board_desk_is_trying (SlBoardDesk *desk);
/* And whether it would change the board. */
gboolean             sl_board_desk_would_change (SlBoardDesk *desk);
/* The strips (SlStrip) as they would be; NULL while nothing is tried. Borrowed until "changed". */
const SlList        *sl_board_desk_tried_strips (SlBoardDesk *desk);
/* "Move scene 17 to day 8", translated; NULL while nothing is tried. Borrowed until "changed". */
const char          *sl_board_desk_title     (SlBoardDesk *desk);
/* SlBoardEffect of it; NULL likewise. Borrowed likewise. */
const GPtrArray     *sl_board_desk_effects   (SlBoardDesk *desk);
/* Does it. FALSE where nothing is tried or it is refused. */
gboolean             sl_board_desk_drop      (SlBoardDesk *desk);

/* --- edits, one step each; FALSE, with a message, where they cannot be done --- */

/* The chosen strips before the one at `place`, or SL_BOARD_OFF. */
gboolean             sl_board_desk_move      (SlBoardDesk *desk, guint place);
/* Before the row above, or behind the one below. Nothing at the ends. */
gboolean             sl_board_desk_move_by   (SlBoardDesk *desk, int rows);
/* To the end of the day before, or the beginning of the next. Nothing at the ends. */
gboolean             sl_board_desk_move_days (SlBoardDesk *desk, int days);
/* Behind the strip that was chosen last, or at the end: a day's or week's end, or a banner. `minutes` NAN for none. */
gboolean             sl_board_desk_insert    (SlBoardDesk *desk, SlStripForm form, const char *text, double minutes);
/* Days by themselves: at most so many minutes or eighths each; both 0: as long as the unit's days are. */
gboolean             sl_board_desk_break     (SlBoardDesk *desk, gint32 minutes, gint64 eighths);
/* In the order of the scenes' numbers, or of stage and environment, inside each day. */
gboolean             sl_board_desk_sort      (SlBoardDesk *desk, const char *by);
/* A field ("date", "unit", "call", "text", "minutes") of the strip at `place`, as a person types it. */
gboolean             sl_board_desk_set_strip (SlBoardDesk *desk, guint place, const char *field, const char *text,
                                              GError **error);
/* A new scene with its strip, likewise; the plan's first production is made where there is none. */
gboolean             sl_board_desk_add_scene (SlBoardDesk *desk);
/* Another board of all scenes in the plan's order, or a copy of the one that is shown; it is shown then. */
gboolean             sl_board_desk_add       (SlBoardDesk *desk, gboolean copy);
/* From today on it is what was agreed, or is a draft again. */
gboolean             sl_board_desk_lock      (SlBoardDesk *desk, gboolean lock);
/* The one that counts of its production. */
gboolean             sl_board_desk_use       (SlBoardDesk *desk);

G_END_DECLS
