/* What the tests of the odds share: small problems in few words. */
#pragma once

#include "../sl-test.h"
#include "sl-odds.h"

enum { MONDAY = 740006 }; /* Julian */

void add_number_tests (void); /* estimates and known distributions */
void add_bad_tests    (void); /* what is refused */
void add_share_tests  (void); /* threads, luck, cancelling */
void add_whatif_tests (void); /* curve, risks, slips, tornado */
void add_compare_tests (void); /* scenarios */

/* `n` days in a row from `from`. */
static inline void
add_dates (SlOddsProduction *p, guint32 from, guint n)
{
  for (guint32 date = from; date < from + n; date++)
    g_array_append_val (p->dates, date);
}

/* The last one added to it; stays where it is until the next is added. */
static inline SlOddsActivity *
add_scene (SlOddsProduction *p, const char *id, SlEstimate work)
{
  const SlOddsActivity scene = { .key = sl_odds_key (id), .name = id, .work = work };

  g_array_append_val (p->activities, scene);
  return &g_array_index (p->activities, SlOddsActivity, p->activities->len - 1);
}

static inline void
add_change (GArray *changes, const char *id, gint32 minutes)
{
  const SlOddsChange change = { sl_odds_key (id), id, SL_ESTIMATE_FIXED (minutes) };

  g_array_append_val (changes, change);
}

/* One production "p" with twenty days in a row from MONDAY, without scenes. */
static inline SlOddsProblem *
problem_new (SlOddsProduction **p)
{
  SlOddsProblem *problem = sl_odds_problem_new ();

  *p = sl_odds_problem_add_production (problem, sl_odds_key ("p"), "p");
  add_dates (*p, MONDAY, 20);
  return problem;
}

static inline SlOdds *
run_problem (const SlOddsProblem *problem, guint runs)
{
  g_autoptr (GError) error = NULL;
  SlOdds *odds = sl_odds_run (problem, runs, 1, 1, NULL, &error);

  g_assert_no_error (error);
  return odds;
}

/* One scene of 5 to 15 hours a planned day: half of the days are too short. */
static inline SlOddsProblem *
even_days (SlOddsProduction **p, guint days)
{
  SlOddsProblem *problem = problem_new (p);

  for (guint i = 0; i < days; i++)
    add_scene (*p, &"a\0b\0c\0d"[i * 2], (SlEstimate) { 300, 0, 900, SL_SHAPE_UNIFORM })->day = i + 1;
  return problem;
}
