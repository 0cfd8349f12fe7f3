/* The odds of a plan's boards: fills the neutral problem of sl-odds.h from what the boards say (sl-board.h).
 *
 *   production with a board ── a row of days each unit ──▶ SlOddsProduction: its scenes not yet shot, in their order
 *   calendars, fixed dates ───▶ working days; the clock starts on the unit's first day not shot
 *   rules ────────────────────▶ day length, overtime, turnaround
 *   what the board says must be done before a scene ──▶ loads, walls, modes, moves, calibrations
 *   grades of the shots ──────▶ minutes that bad set-ups add, as the board adds them
 *
 * With all at their likely minutes and without risks it wraps on the board's own last date, where each of the board's
 * days fits into what its rules allow. A scene is not begun before the day that it is planned for, nor before its
 * earliest date or that of its content; what no day takes goes on to the next.
 *
 * Overtime is what a rule on the longest day leaves beyond the day's length; without such a rule, and where one prices
 * overtime, what the rest before the same call of the next day leaves; else none. Loads, moves, changes of wall and of
 * mode spread as scenes do whose bounds nobody gave: from four fifths to one and a half times what is likely. */
#pragma once

#include "sl-board.h"
#include "sl-check.h"
#include "sl-odds.h"

G_BEGIN_DECLS

/* What is read; all borrowed. */
typedef struct {
  const SlPlan *plan;
  const char   *file;         /* that it was read from, for messages; NULL for none */
  const char   *production;   /* id; NULL: all that have a board */
  const char   *tried;        /* id of a production whose board is read with `strips` in place of its own; NULL: none */
  const SlList *strips;       /* SlStrip */
  SlBoardGrade  grade;        /* NULL: set-ups are as if all shots were green */
  gpointer      data;
  gboolean      without_risks, without_overtime; /* what-ifs */
} SlBoardOddsInput;

/* One production of the problem. Borrowed from the plan where it points there. */
typedef struct {
  const SlProduction *production;
  const SlBoard      *board;
  GArray             *units;   /* guint64: keys of its units in the problem, for sl_odds_join(); owned */
  guint32             wrap;    /* Julian: the last date of the board with something left to shoot; 0: not known */
  guint32             planned; /* Julian: the production's planned wrap where it has one, else `wrap` */
  guint               scenes, shot; /* left; shot already */
  guint               graded;  /* scenes of which a grade is known */
} SlBoardOddsOf;

typedef struct {
  SlPlan        *plan;
  SlOddsProblem *problem;     /* one may change it for a what-if; its names are those of this */
  GPtrArray     *productions; /* SlBoardOddsOf */
  GPtrArray     *findings;    /* SlFinding: what was left out, and what the odds do not know */
  GHashTable    *titles;      /* guint64 → char *, of keys of inputs */
} SlBoardOdds;

/* Free with sl_board_odds_free(). NULL with an error of file, line, what is wrong and what to do: no production with a
 * board and something left to shoot, no first day, a calendar without a working day, a scene that takes too long. */
SlBoardOdds *sl_board_odds_new   (const SlBoardOddsInput *input, GError **error);
/* NULL is fine. */
void         sl_board_odds_free  (SlBoardOdds *odds);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlBoardOdds, sl_board_odds_free)
/* What a bar of the tornado is called, such as "Load of Fog river". Borrowed. */
const char  *sl_board_odds_title (const SlBoardOdds *odds, const SlOddsInput *input);
/* When the production wraps: the last of its units. Free with sl_odds_outcome_free(). */
SlOddsOutcome *sl_board_odds_outcome (const SlBoardOddsOf *of, const SlOdds *odds);

G_END_DECLS
