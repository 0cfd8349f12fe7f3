/* One problem against another. */
#include "odds-tests.h"
#include "sl-error.h"

enum { RUNS = 20000 };

/* Two days that half of the time are too short; the stage is another's for ten days after them, unless it is held. */
static SlOddsProblem *
held (gboolean second_hold)
{
  SlOddsProduction *p;
  SlOddsProblem *problem = even_days (&p, 2);

  g_array_set_size (p->dates, second_hold ? 4 : 2);
  p->weekdays = 127;
  p->later_from = MONDAY + 12;
  p->day_rate = 1000;
  p->waiting_rate = 50;
  problem->cost = second_hold ? 70 : 0;
  return problem;
}

static void
test_second_hold (void)
{
  g_autoptr (SlOddsProblem) without = held (FALSE), with = held (TRUE);
  const SlOddsProblem *const problems[] = { without, with };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = sl_odds_run_scenarios (problems, 2, RUNS, 7, 2, NULL, &error);
  SlOddsDifference d;

  g_assert_no_error (error);
  const SlOdds *a = all->pdata[0], *b = all->pdata[1];
  const double late = 1 - sl_odds_chance (a->last, MONDAY + 1, NULL);
  g_assert_true (sl_odds_compare (a, b, sl_odds_key ("p"), &d, &error));
  g_assert_cmpuint (d.runs, ==, RUNS);
  g_assert_cmpfloat (late, >, .3);
  assert_within (d.better, late, 1e-12); /* each run that is late gains ten days by it, and no other any */
  assert_within (d.better_error, sqrt (late * (1 - late) / RUNS), 1e-12);
  g_assert_cmpfloat (d.worse, ==, 0);
  assert_within (d.mean, -10 * late, 1e-9);
  assert_within (d.error, 10 * sqrt (late * (1 - late) / (RUNS - 1)), 1e-9);
  g_assert_cmpint (d.p50, ==, late > .5 ? -10 : 0);
  g_assert_cmpint (d.p90, ==, 0);
  assert_within (d.mean_cost, -10 * 50 * late, 1e-6); /* the same shooting days; the hold is that of all */
  g_assert_true (sl_odds_compare (a, b, 0, &d, &error));
  assert_within (d.mean_cost, 70 - 10 * 50 * late, 1e-6);
  assert_within (d.mean_cost, b->last->mean_cost - a->last->mean_cost, 1e-6);
  /* against itself there is nothing */
  g_assert_true (sl_odds_compare (a, a, 0, &d, &error));
  g_assert_true (d.mean == 0 && d.error == 0 && d.better == 0 && d.worse == 0 && d.p50 == 0 && d.mean_cost == 0);
}

/* The same luck tells them apart much sooner than luck of their own: its error is a small part. */
static void
test_paired (void)
{
  SlOddsProduction *p;
  g_autoptr (SlOddsProblem) problem = problem_new (&p);

  for (guint i = 0; i < 30; i++)
    add_scene (p, "x", (SlEstimate) { 60, 150, 400 })->key = 1 + i;
  g_autoptr (SlOddsProblem) slower = sl_odds_problem_copy (problem);
  SlOddsProduction *q = slower->productions->pdata[0];
  g_array_index (q->activities, SlOddsActivity, 3).calibration = 30;
  g_autoptr (SlOdds) a = run_problem (problem, 2000), b = run_problem (slower, 2000);
  SlOddsDifference d;
  g_assert_true (sl_odds_compare (a, b, 0, &d, NULL));
  g_assert_cmpfloat (d.mean, >, 0);
  g_assert_cmpfloat (d.mean, >, 4 * d.error);
  g_assert_cmpfloat (d.error * 2, <, a->last->sd_days / sqrt (2000));
  g_assert_cmpfloat (d.worse, >, d.better);
}

/* The money of all is that of each. */
static void
test_compare_money (void)
{
  SlOddsProduction *p, *q;
  g_autoptr (SlOddsProblem) problem = problem_new (&p);
  SlOddsDifference d;

  add_scene (p, "a", SL_ESTIMATE_FIXED (300));
  p->day_rate = 100;
  q = sl_odds_problem_add_production (problem, sl_odds_key ("q"), "q");
  add_dates (q, MONDAY, 5);
  add_scene (q, "b", SL_ESTIMATE_FIXED (300));
  q->day_rate = 7;
  q->overtime_rate = 60;
  q->overtime = 30;
  g_autoptr (SlOdds) a = run_problem (problem, 10);
  add_scene (q, "c", SL_ESTIMATE_FIXED (300));
  add_scene (q, "d", SL_ESTIMATE_FIXED (620));
  g_autoptr (SlOdds) b = run_problem (problem, 10);
  g_assert_true (sl_odds_compare (a, b, 0, &d, NULL));
  assert_within (d.mean_cost, 7 + 20, 1e-9);
  g_assert_cmpfloat (d.cost_error, ==, 0);
  g_assert_true (sl_odds_compare (a, b, sl_odds_key ("p"), &d, NULL));
  g_assert_cmpfloat (d.mean_cost, ==, 0);
}

/* Home earlier is not a day earlier. */
static void
test_same_date (void)
{
  SlOddsProduction *p;
  g_autoptr (SlOddsProblem) problem = problem_new (&p);
  SlOddsDifference d;

  add_scene (p, "a", SL_ESTIMATE_FIXED (300));
  g_autoptr (SlOdds) a = run_problem (problem, 10);
  g_array_index (p->activities, SlOddsActivity, 0).work = SL_ESTIMATE_FIXED (228);
  g_autoptr (SlOdds) b = run_problem (problem, 10);
  g_assert_true (sl_odds_compare (a, b, 0, &d, NULL));
  assert_within (d.mean, -.05, 1e-12);
  g_assert_true (d.better == 0 && d.worse == 0 && d.p50 == 0);
}

static void
test_compare_bad (void)
{
  g_autoptr (SlOddsProblem) problem = held (FALSE), other = held (TRUE), third = held (TRUE);
  const SlOddsProblem *const problems[] = { problem, other, third };
  g_autoptr (SlOdds) a = run_problem (problem, 100), more = run_problem (problem, 101);
  g_autoptr (SlOdds) seeded = sl_odds_run (problem, 100, 2, 1, NULL, NULL);
  g_autoptr (GError) error = NULL;
  SlOddsDifference d;

  g_assert_false (sl_odds_compare (a, more, 0, &d, &error));
  g_assert_error (error, SL_ERROR, SL_ERROR_INPUT);
  g_clear_error (&error);
  g_assert_false (sl_odds_compare (a, seeded, 0, &d, &error));
  g_assert_error (error, SL_ERROR, SL_ERROR_INPUT);
  g_clear_error (&error);
  g_assert_false (sl_odds_compare (a, a, 5, &d, &error));
  g_assert_error (error, SL_ERROR, SL_ERROR_REFERENCE);
  g_clear_error (&error);
  g_array_set_size (((SlOddsProduction *) third->productions->pdata[0])->activities, 0);
  g_assert_null (sl_odds_run_scenarios (problems, 3, 10, 1, 1, NULL, &error));
  g_assert_cmpstr (error->message, ==, "Scenario 3: p: it has no activity; add scenes");
}

/* A run that only one of them ends is won by it; what neither ends counts for nothing. */
static void
test_compare_unfinished (void)
{
  g_autoptr (SlOddsProblem) without = held (FALSE), with = held (TRUE);
  SlOddsDifference d;

  ((SlOddsProduction *) without->productions->pdata[0])->weekdays = 0;
  g_autoptr (SlOdds) a = run_problem (without, 1000), b = run_problem (with, 1000);
  g_assert_true (sl_odds_compare (a, b, 0, &d, NULL));
  g_assert_cmpuint (d.unfinished_a, >, 300);
  g_assert_cmpuint (d.unfinished_b, ==, 0);
  g_assert_cmpuint (d.runs, ==, 1000 - d.unfinished_a);
  assert_within (d.better, d.unfinished_a / 1000., 1e-12);
  g_assert_cmpfloat (d.mean, ==, 0);
}

void
add_compare_tests (void)
{
  g_test_add_func ("/odds/compare/second-hold", test_second_hold);
  g_test_add_func ("/odds/compare/paired", test_paired);
  g_test_add_func ("/odds/compare/money", test_compare_money);
  g_test_add_func ("/odds/compare/same-date", test_same_date);
  g_test_add_func ("/odds/compare/bad", test_compare_bad);
  g_test_add_func ("/odds/compare/unfinished", test_compare_unfinished);
}
