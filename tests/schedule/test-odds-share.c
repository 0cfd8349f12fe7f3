/* The same answer from any number of threads, the same luck for what did not change, and stopping when told. */
#include "odds-tests.h"
#include "sl-error.h"

/* --- a problem that has some of everything --- */

static void
add_factor (SlOddsProblem *problem, const char *id)
{
  const SlOddsFactor factor = { sl_odds_key (id), id };

  g_array_append_val (problem->factors, factor);
}

static void
add_scenes (SlOddsProduction *p, const char *prefix, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("%s-%u", prefix, i);
      SlOddsActivity *a = add_scene (p, id, (SlEstimate) { 40 + (gint32) i, 90, 200, i % SL_SHAPE_CONSTANT });

      a->name = NULL;
      a->setups = i % 4;
      a->setup = (SlEstimate) { 5, 8, 20 };
      a->grade = i % SL_N_GRADES;
      a->load = i % 5 == 4 ? 0 : sl_odds_key (i % 3 == 0 ? "desert" : "city");
      a->wall = sl_odds_key (i % 11 < 6 ? "flat" : "curve");
      a->mode = sl_odds_key (i % 4 ? "slow" : "fast");
      a->stage = sl_odds_key (i % 13 < 8 ? "north" : "south");
      a->calibration = i % 7 == 0 ? 25 : 0;
      a->loadings[0] = (SlOddsLoading) { sl_odds_key ("pace"), .6 };
      a->loadings[1] = (SlOddsLoading) { sl_odds_key ("effects"), i % 2 ? .5 : -.2 };
    }
}

static SlOddsProduction *
add_unit (SlOddsProblem *problem, const char *id, guint scenes)
{
  SlOddsProduction *p = sl_odds_problem_add_production (problem, sl_odds_key (id), id);

  add_dates (p, MONDAY, 5);
  p->weekdays = 31;
  p->overtime = 90;
  p->turnaround = 12 * 60;
  p->warm_up = 30;
  p->day_rate = 100;
  p->overtime_rate = 20;
  add_scenes (p, id, scenes);
  return p;
}

static SlOddsProblem *
whole_problem (void)
{
  const guint64 stunts[] = { sl_odds_key ("film-7"), sl_odds_key ("series-9") };
  SlOddsProblem *problem = sl_odds_problem_new ();
  SlOddsRisk risks[] = { { sl_odds_key ("illness"), "illness", SL_RISK_ONCE, 0, NULL, .3, { 60, 120, 600 } },
                         { sl_odds_key ("stunt"), "stunt", SL_RISK_ACTIVITIES, 0, NULL, .2, { 10, 30, 60 } },
                         { sl_odds_key ("storm"), "storm", SL_RISK_DAYS, 0, NULL, .1, { 30, 60, 700 } } };

  problem->grade_factors[SL_GRADE_RED] = 1.7;
  add_change (problem->loads, "desert", 15);
  add_change (problem->loads, "city", 10);
  add_change (problem->walls, "flat", 60);
  add_change (problem->walls, "curve", 90);
  add_change (problem->modes, "slow", 12);
  add_change (problem->modes, "fast", 8);
  g_array_index (problem->modes, SlOddsChange, 0).minutes = (SlEstimate) { 1, 12, 90 };
  add_change (problem->stages, "north", 30);
  add_change (problem->stages, "south", 30);
  g_array_index (problem->loads, SlOddsChange, 0).minutes = (SlEstimate) { 5, 15, 60 };
  add_factor (problem, "pace");
  add_factor (problem, "effects");
  add_unit (problem, "film", 41);
  add_unit (problem, "series", 23)->load_each_day = TRUE;
  risks[1].activities = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_array_append_vals (risks[1].activities, stunts, G_N_ELEMENTS (stunts));
  g_array_append_vals (problem->risks, risks, G_N_ELEMENTS (risks));
  return problem;
}

/* --- the same --- */

static void
assert_same_outcome (const SlOddsOutcome *a, const SlOddsOutcome *b)
{
  const gsize size = a->runs * sizeof (gint32);

  g_assert_cmpmem (a->wraps, size, b->wraps, size);
  g_assert_cmpmem (a->dates, size, b->dates, size);
  g_assert_cmpmem (a->days, size, b->days, size);
  g_assert_cmpmem (a->overtime, size, b->overtime, size);
  g_assert_cmpmem (a->curve->data, a->curve->len * sizeof (SlOddsDate), b->curve->data,
                   b->curve->len * sizeof (SlOddsDate));
  g_assert_cmpmem (a->planned->data, a->planned->len * sizeof (SlOddsPlannedDay), b->planned->data,
                   b->planned->len * sizeof (SlOddsPlannedDay));
  g_assert_cmpuint (a->tornado->len, ==, b->tornado->len);
  for (guint i = 0; i < a->tornado->len; i++)
    {
      const SlOddsInput *x = &g_array_index (a->tornado, SlOddsInput, i);
      const SlOddsInput *y = &g_array_index (b->tornado, SlOddsInput, i);

      g_assert_true (x->kind == y->kind && x->key == y->key && x->correlation == y->correlation);
    }
  g_assert_cmpmem (&a->p50, sizeof a->p50, &b->p50, sizeof b->p50);
  g_assert_cmpmem (&a->p90, sizeof a->p90, &b->p90, sizeof b->p90);
  g_assert_cmpfloat (a->mean_days, ==, b->mean_days);
  g_assert_cmpfloat (a->sd_days, ==, b->sd_days);
  g_assert_cmpfloat (a->mean_cost, ==, b->mean_cost);
}

static void
assert_same (const SlOdds *a, const SlOdds *b)
{
  g_assert_cmpuint (a->productions->len, ==, b->productions->len);
  for (guint i = 0; i < a->productions->len; i++)
    assert_same_outcome (a->productions->pdata[i], b->productions->pdata[i]);
  assert_same_outcome (a->last, b->last);
}

static SlOdds *
run_with (const SlOddsProblem *problem, guint runs, guint64 seed, guint threads)
{
  g_autoptr (GError) error = NULL;
  SlOdds *odds = sl_odds_run (problem, runs, seed, threads, NULL, &error);

  g_assert_no_error (error);
  return odds;
}

/* Runs that are no multiple of anything. */
static void
test_threads (void)
{
  static const guint threads[] = { 0, 2, 7 };
  g_autoptr (SlOddsProblem) problem = whole_problem ();
  g_autoptr (SlOdds) one = run_with (problem, 3333, 99, 1);
  g_autoptr (SlOdds) other = run_with (problem, 3333, 100, 1);
  g_autofree gint32 *sums = g_new (gint32, 3333), *again = g_new (gint32, 3333);

  g_assert_cmpuint (one->last->curve->len, >, 3); /* it does vary */
  g_assert_true (memcmp (one->last->wraps, other->last->wraps, 3333 * sizeof (gint32)) != 0);
  g_assert_true (sl_odds_sums (problem, sl_odds_key ("film"), 3333, 99, 1, NULL, sums, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      g_autoptr (SlOdds) many = run_with (problem, 3333, 99, threads[i]);

      assert_same (one, many);
      g_assert_true (sl_odds_sums (problem, sl_odds_key ("film"), 3333, 99, threads[i], NULL, again, NULL));
      g_assert_cmpmem (again, 3333 * sizeof *again, sums, 3333 * sizeof *sums);
    }
}

/* More runs begin with the fewer ones. */
static void
test_more_runs (void)
{
  g_autoptr (SlOddsProblem) problem = whole_problem ();
  g_autoptr (SlOdds) few = run_with (problem, 101, 5, 1), many = run_with (problem, 500, 5, 2);

  g_assert_cmpmem (few->last->wraps, 101 * sizeof (gint32), many->last->wraps, 101 * sizeof (gint32));
}

/* What came out where this was written: so it does on any machine, from any compiler. */
static void
test_same_everywhere (void)
{
  g_autoptr (SlOddsProblem) problem = whole_problem ();
  g_autoptr (SlOdds) odds = run_with (problem, 1000, 20261127, 2);
  guint64 hash = 0xcbf29ce484222325u;

  for (guint i = 0; i < odds->runs; i++)
    hash = (hash ^ (guint32) odds->last->wraps[i]) * 0x100000001b3u;
  g_assert_cmphex (hash, ==, 0xe32a527dff704abau);
}

static void
test_copy (void)
{
  SlOddsProblem *problem = whole_problem ();

  problem->ranked = 200;
  problem->cost = 5;
  g_autoptr (SlOddsProblem) copy = sl_odds_problem_copy (problem);
  g_autoptr (SlOdds) odds = run_with (problem, 300, 1, 1);

  sl_odds_problem_free (problem);
  g_autoptr (SlOdds) again = run_with (copy, 300, 1, 1);
  assert_same (odds, again);
}

/* --- the same luck --- */

/* Each scene is a production of its own, so that its wrap tells its minutes. */
static SlOddsProblem *
lone_scenes (const char *const *names)
{
  SlOddsProblem *problem = sl_odds_problem_new ();

  add_factor (problem, "pace");
  for (; *names != NULL; names++)
    {
      SlOddsProduction *p = sl_odds_problem_add_production (problem, sl_odds_key (*names), *names);
      SlOddsActivity *a = add_scene (p, *names, (SlEstimate) { 20, 90, 400 });

      a->loadings[0] = (SlOddsLoading) { sl_odds_key ("pace"), .5 };
      a->setups = 2;
      a->setup = (SlEstimate) { 1, 5, 20 };
      add_dates (p, MONDAY, 2);
    }
  return problem;
}

static void
test_luck (void)
{
  static const char *const before[] = { "a", "b", "c", "d", NULL }, *const after[] = { "d", "x", "c", "a", "y", NULL };
  enum { RUNS = 500 };
  g_autoptr (SlOddsProblem) problem = lone_scenes (before), changed = lone_scenes (after);
  SlOddsProduction *c = sl_odds_problem_get_production (changed, sl_odds_key ("c"));

  g_array_index (c->activities, SlOddsActivity, 0).work = (SlEstimate) { 10, 50, 60, SL_SHAPE_TRIANGULAR };
  g_array_index (c->activities, SlOddsActivity, 0).loadings[0].loading = .9;
  g_autoptr (SlOdds) first = run_with (problem, RUNS, 3, 1), second = run_with (changed, RUNS, 3, 2);
  for (guint i = 0; before[i] != NULL; i++)
    {
      const SlOddsOutcome *x = sl_odds_get (first, sl_odds_key (before[i]));
      const SlOddsOutcome *y = sl_odds_get (second, sl_odds_key (before[i]));

      if (*before[i] == 'b')
        g_assert_null (y);
      else if (*before[i] == 'c')
        g_assert_true (memcmp (x->wraps, y->wraps, RUNS * sizeof (gint32)) != 0);
      else
        g_assert_cmpmem (x->wraps, RUNS * sizeof (gint32), y->wraps, RUNS * sizeof (gint32));
    }
  /* and luck is not shared by scenes: they differ where all hang together by a quarter only */
  const SlOddsOutcome *a = sl_odds_get (first, sl_odds_key ("a")), *b = sl_odds_get (first, sl_odds_key ("b"));
  guint same = 0;
  for (guint i = 0; i < RUNS; i++)
    same += a->wraps[i] == b->wraps[i];
  g_assert_cmpuint (same, <, RUNS / 20);
}

/* --- watching --- */

static gpointer
cancel_soon (gpointer watch)
{
  g_usleep (100000);
  sl_watch_cancel (watch);
  return GSIZE_TO_POINTER ((gsize) g_get_monotonic_time ());
}

enum { STOPS = 3 };

/* The clock is that of a machine on which other tests run: the best of so many counts, until one is soon enough. */
static void
assert_stops (const SlOddsProblem *problem)
{
  double best = INFINITY;

  for (guint round = 0; round < STOPS && best >= .1; round++)
    {
      g_autoptr (SlWatch) watch = sl_watch_new (NULL, NULL);
      g_autoptr (GError) error = NULL;
      GThread *thread = g_thread_new ("cancel", cancel_soon, watch);
      SlOdds *odds = sl_odds_run (problem, 1000000, 1, 2, watch, &error);
      const gint64 stopped = g_get_monotonic_time ();

      g_assert_null (odds);
      g_assert_error (error, SL_ERROR, SL_ERROR_CANCELLED);
      best = fmin (best, (double) (stopped - (gint64) GPOINTER_TO_SIZE (g_thread_join (thread))) / 1e6);
    }
  g_assert_cmpfloat (best, <, .1);
}

/* As many scenes as there may be, of which no two are alike. */
static void
test_cancel (void)
{
  g_autoptr (SlOddsProblem) problem = sl_odds_problem_new ();

  add_factor (problem, "pace");
  add_factor (problem, "effects");
  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *id = g_strdup_printf ("p-%u", i);
      SlOddsProduction *p = sl_odds_problem_add_production (problem, sl_odds_key (id), NULL);

      add_dates (p, MONDAY, 5);
      p->weekdays = 31;
      add_scenes (p, id, SL_ODDS_ACTIVITIES / 4);
      for (guint k = 0; k < p->activities->len; k++)
        {
          SlOddsActivity *a = &g_array_index (p->activities, SlOddsActivity, k);

          a->load = a->wall = a->mode = a->stage = 0;
          a->work = (SlEstimate) { (gint32) k, (gint32) k * 2, 20000 };
        }
    }
  assert_stops (problem);
}

/* Runs that never end: thousands of storms on each of thousands of days. */
static void
test_cancel_hopeless (void)
{
  SlOddsProduction *p;
  g_autoptr (SlOddsProblem) problem = problem_new (&p);

  add_scene (p, "a", (SlEstimate) { 30, 60, 90 });
  p->weekdays = 127;
  for (guint i = 0; i < 5000; i++)
    {
      const SlOddsRisk storm = { i + 1, NULL, SL_RISK_DAYS, 0, NULL, .9, { 500, 600, 700 } };

      g_array_append_val (problem->risks, storm);
    }
  assert_stops (problem);
}

static void
note_progress (double fraction, gpointer data)
{
  double *last = data;

  g_assert_cmpfloat (fraction, >=, *last);
  *last = fraction;
}

static void
test_progress (void)
{
  double last = 0;
  g_autoptr (SlOddsProblem) problem = whole_problem ();
  g_autoptr (SlWatch) watch = sl_watch_new (note_progress, &last);
  g_autoptr (SlOdds) odds = sl_odds_run (problem, 1000, 1, 1, watch, NULL);

  g_assert_nonnull (odds);
  g_assert_cmpfloat (last, ==, 1);
}

void
add_share_tests (void)
{
  g_test_add_func ("/odds/threads", test_threads);
  g_test_add_func ("/odds/more-runs", test_more_runs);
  g_test_add_func ("/odds/same-everywhere", test_same_everywhere);
  g_test_add_func ("/odds/copy", test_copy);
  g_test_add_func ("/odds/luck", test_luck);
  g_test_add_func ("/odds/cancel/many", test_cancel);
  g_test_add_func ("/odds/cancel/hopeless", test_cancel_hopeless);
  g_test_add_func ("/odds/progress", test_progress);
}
