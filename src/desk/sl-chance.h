/* The odds of the boards, found out in the background: each production's wrap as planned and under other circumstances,
 * and what a drop would do to it. What is known is kept until something that it was made of is another: an edit of
 * walls' colours asks nothing, and a run that has become stale is stopped.
 *
 * Signal: "changed" (what is known, or what is tried). */
#pragma once

#include "sl-analysis.h"
#include "sl-hold-price.h"
#include "sl-scenarios.h"

G_BEGIN_DECLS

enum { SL_CHANCE_RUNS = 20000, SL_CHANCE_SEED = 7 };

/* One set of odds. */
typedef struct {
  SlBoardOdds *board;
  SlOdds      *odds;
  GPtrArray   *outcomes; /* SlOddsOutcome: of each of the board's productions; owned */
} SlChanceOdds;

/* When a production wraps with other strips, and as it is, by the same runs. */
typedef struct {
  guint         runs;
  SlOddsPercentile p50, p80, p90;
  double        planned;  /* 0…1: chance of the planned date */
  GArray       *curve;    /* SlOddsDate, ascending; borrowed */
} SlChanceTry;

#define SL_TYPE_CHANCE (sl_chance_get_type ())
G_DECLARE_FINAL_TYPE (SlChance, sl_chance, SL, CHANCE, GObject)

/* Listens to both, which it keeps; works in `queue` until sl_chance_stop(). Nothing runs before somebody needs it. */
SlChance           *sl_chance_new     (SlEditor *editor, SlAnalysis *analysis, SlQueue *queue);
/* Before the queue goes. What is known stays. */
void                sl_chance_stop    (SlChance *chance);
/* Somebody looks: from now on odds are found out. */
void                sl_chance_need    (SlChance *chance);
/* Perhaps of before the last edit; NULL until known, where there is nothing to bet on, and of what does not fit the
 * plan. Borrowed until "changed". */
const SlChanceOdds *sl_chance_odds    (SlChance *chance, SlScenario scenario);
/* Why there are none; NULL where there are, or while that is not known. Borrowed likewise. */
const char         *sl_chance_trouble (SlChance *chance);
/* Whether they are of the plan as it is. */
gboolean            sl_chance_is_known (SlChance *chance);
/* The place among the odds' productions; −1 where it is not there. */
int                 sl_chance_find    (const SlChanceOdds *odds, const char *production);

/* What if the production's board had these strips (SlStrip)? A tenth of the runs at first, then all; the newest wish
 * counts. NULL ends it. */
void                sl_chance_try     (SlChance *chance, const char *production, const SlList *strips);
/* What is known of that; NULL while nothing is tried or known of it. Borrowed until "changed". */
const SlChanceTry  *sl_chance_tried   (SlChance *chance);
/* Whose board is tried; NULL for none. Borrowed likewise. */
const char         *sl_chance_tries   (SlChance *chance);

/* --- sl-chance-hold.c --- */

/* What would it be worth to hold the stage for so many days (1…366) right behind the production's planned ones? Looked
 * for in the background, and again after edits; the newest wish counts. */
void                sl_chance_hold    (SlChance *chance, const char *production, guint days);
/* Whether that is looked for. */
gboolean            sl_chance_is_holding (SlChance *chance);
/* NULL while it is not known. Borrowed until "changed". */
const SlHoldPrice  *sl_chance_hold_price (SlChance *chance);
/* Why it cannot be told; NULL where it can, or nobody asked. Borrowed likewise. */
const char         *sl_chance_hold_trouble (SlChance *chance);

G_END_DECLS
