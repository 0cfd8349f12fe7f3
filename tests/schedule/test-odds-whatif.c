/* Curves, slips, risks, the tornado. */
#include "odds-tests.h"

enum { RUNS = 20000 };

/* --- the curve --- */

static void
test_curve (void)
{
  SlOddsProduction *p;
  g_autoptr (SlOddsProblem) problem = even_days (&p, 1);
  g_autoptr (SlOdds) odds = run_problem (problem, RUNS);
  const SlOddsOutcome *o = odds->productions->pdata[0];
  const SlOddsDate *first = &g_array_index (o->curve, SlOddsDate, 0), *second = first + 1;
  double error;

  g_assert_cmpuint (o->curve->len, ==, 2);
  g_assert_cmpuint (first->date, ==, MONDAY);
  assert_within (first->chance, .5, 4 * sqrt (.25 / RUNS));
  assert_within (first->error, sqrt (first->chance * (1 - first->chance) / RUNS), 1e-12);
  g_assert_cmpuint (second->runs + first->runs, ==, RUNS);
  g_assert_cmpfloat (second->chance, ==, 1);
  g_assert_cmpfloat (sl_odds_chance (o, MONDAY - 1, &error), ==, 0);
  g_assert_cmpfloat (error, ==, 0);
  g_assert_cmpfloat (sl_odds_chance (o, MONDAY, &error), ==, first->chance);
  g_assert_cmpfloat (error, ==, first->error);
  g_assert_cmpfloat (sl_odds_chance (o, MONDAY + 100, NULL), ==, 1);
  g_assert_cmpuint (o->p80.date, ==, MONDAY + 1);
  g_assert_cmpuint (o->p80.days, ==, 2);
  assert_within (o->mean_days, 2 - first->chance, 1e-9);
  assert_within (o->sd_days, .5, .01);
}

/* The interval of a percentile is where counting says, and holds the true one 19 times out of 20. */
static void
test_percentiles (void)
{
  enum { ROUNDS = 400, FEW = 200 };
  SlOddsProduction *p;
  g_autoptr (SlOddsProblem) problem = problem_new (&p);
  guint holds = 0;

  /* even over 0…1,000 days of which none is off */
  g_array_set_size (p->dates, 0);
  add_dates (p, MONDAY, 1100);
  p->day_length = 1000;
  add_scene (p, "a", (SlEstimate) { 0, 0, SL_ESTIMATE_MOST, SL_SHAPE_UNIFORM });
  problem->ranked = 0;
  for (guint seed = 0; seed < ROUNDS; seed++)
    {
      g_autoptr (SlOdds) odds = sl_odds_run (problem, FEW, seed, 1, NULL, NULL);
      const SlOddsPercentile *p80 = &odds->last->p80;

      g_assert_true (p80->from <= p80->date && p80->date <= p80->to);
      holds += p80->from <= MONDAY + 800 && MONDAY + 800 <= p80->to;
    }
  assert_within ((double) holds / ROUNDS, .95, 4 * sqrt (.95 * .05 / ROUNDS));
  g_autoptr (SlOdds) many = sl_odds_run (problem, RUNS, 1, 1, NULL, NULL);
  const SlOddsPercentile p25 = sl_odds_percentile (many->last, .25);
  assert_within (p25.date, MONDAY + 250, 4 * 1000 * sqrt (.25 * .75 / RUNS));
  g_assert_cmpfloat (sl_odds_chance (many->last, p25.date, NULL), >=, .25);
  g_assert_cmpfloat (sl_odds_chance (many->last, p25.date - 1, NULL), <, .25);
  g_assert_cmpuint (p25.days, ==, p25.date - MONDAY + 1);
}

/* --- planned days --- */

static void
test_slips (void)
{
  SlOddsProduction *p;
  g_autoptr (SlOddsProblem) problem = even_days (&p, 3);
  g_autoptr (SlOdds) odds = run_problem (problem, RUNS);
  const SlOddsOutcome *o = odds->productions->pdata[0];
  const SlOddsPlannedDay *days = &g_array_index (o->planned, SlOddsPlannedDay, 0);

  g_assert_cmpuint (o->planned->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      g_assert_cmpuint (days[i].day, ==, i + 1);
      g_assert_cmpuint (days[i].date, ==, MONDAY + i);
      g_assert_cmpuint (days[i].first, ==, i);
      g_assert_cmpuint (days[i].last, ==, i);
    }
  assert_within (days[0].slip, .5, 4 * sqrt (.25 / RUNS));
  assert_within (days[0].error, sqrt (days[0].slip * (1 - days[0].slip) / RUNS), 1e-12);
  g_assert_cmpfloat (days[1].slip, >, days[0].slip); /* what slipped is in its way */
  g_assert_cmpfloat (days[2].slip, >, days[1].slip);
  assert_within (1 - days[2].slip, sl_odds_chance (o, MONDAY + 2, NULL), 1e-12);
}

/* Without days of their own they are those of a run with likely minutes. */
static void
test_likely_days (void)
{
  SlOddsProduction *p;
  g_autoptr (SlOddsProblem) problem = problem_new (&p);

  for (guint i = 0; i < 4; i++)
    add_scene (p, &"a\0b\0c\0d"[i * 2], (SlEstimate) { 200, 290, 500 });
  g_autoptr (SlOdds) odds = run_problem (problem, 500);
  const SlOddsOutcome *o = odds->productions->pdata[0];
  g_assert_cmpuint (o->planned->len, ==, 2);
  g_assert_cmpuint (g_array_index (o->planned, SlOddsPlannedDay, 0).last, ==, 1);
  g_assert_cmpuint (g_array_index (o->planned, SlOddsPlannedDay, 1).first, ==, 2);
  g_assert_cmpfloat (g_array_index (o->planned, SlOddsPlannedDay, 0).slip, >, .3);
}

/* --- risks --- */

static SlOdds *
run_risk (SlRiskScope scope, double probability, gint32 minutes, guint runs)
{
  SlOddsProduction *p;
  g_autoptr (SlOddsProblem) problem = problem_new (&p);
  SlOddsRisk risk = { sl_odds_key ("storm"), "storm", scope, 0, NULL, probability, SL_ESTIMATE_FIXED (minutes) };

  for (guint i = 0; i < 4; i++)
    add_scene (p, &"a\0b\0c\0d"[i * 2], SL_ESTIMATE_FIXED (100));
  if (scope == SL_RISK_ACTIVITIES)
    {
      const guint64 keys[] = { sl_odds_key ("b"), sl_odds_key ("d") };

      risk.activities = g_array_new (FALSE, FALSE, sizeof (guint64));
      g_array_append_vals (risk.activities, keys, 2);
    }
  g_array_append_val (problem->risks, risk);
  return run_problem (problem, runs);
}

static double
mean_minutes (const SlOdds *odds)
{
  double sum = 0;

  for (guint i = 0; i < odds->runs; i++)
    sum += odds->last->wraps[i] - MONDAY * 24 * 60 - 480;
  return sum / odds->runs;
}

static void
test_risks (void)
{
  static const struct { SlRiskScope scope; double times; } table[] = {
    { SL_RISK_ONCE, 1 }, { SL_RISK_ACTIVITIES, 2 }, { SL_RISK_DAYS, 1 } };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      const double times = table[i].times;
      g_autoptr (SlOdds) never = run_risk (table[i].scope, 0, 50, 1000);
      g_autoptr (SlOdds) always = run_risk (table[i].scope, 1, 50, 1000);
      g_autoptr (SlOdds) some = run_risk (table[i].scope, .3, 50, RUNS);
      const SlOddsInput *bar = &g_array_index (some->last->tornado, SlOddsInput, 0);

      g_assert_cmpfloat (mean_minutes (never), ==, 400);
      g_assert_cmpfloat (mean_minutes (always), ==, 400 + 50 * times);
      assert_within (mean_minutes (some), 400 + 15 * times, 4 * 50 * sqrt (.21 * times / RUNS));
      g_assert_cmpuint (never->last->tornado->len, ==, 0);
      g_assert_cmpuint (some->last->tornado->len, ==, 1);
      g_assert_cmpint (bar->kind, ==, SL_ODDS_RISK);
      assert_within (bar->correlation, 1, 1e-9);
    }
  /* a day that is lost is gone, and those after it may be too */
  g_autoptr (SlOdds) lost = run_risk (SL_RISK_DAYS, .25, 2000, RUNS);
  g_assert_cmpfloat (lost->last->mean_overtime, ==, 0);
  assert_within (sl_odds_chance (lost->last, MONDAY, NULL), .75, 4 * sqrt (.1875 / RUNS));
  assert_within (sl_odds_chance (lost->last, MONDAY + 1, NULL), 15 / 16., 4 * sqrt (15 / 256. / RUNS));
}

/* A storm over all is one storm; one of a production's own leaves the other alone. */
static void
test_shared_risk (void)
{
  for (guint own = 0; own < 2; own++)
    {
      g_autoptr (SlOddsProblem) problem = sl_odds_problem_new ();
      const SlOddsRisk risk = { sl_odds_key ("storm"), "storm", SL_RISK_DAYS, own ? sl_odds_key ("b") : 0, NULL, .5,
                                SL_ESTIMATE_FIXED (60) };

      for (guint i = 0; i < 2; i++)
        {
          SlOddsProduction *p = sl_odds_problem_add_production (problem, sl_odds_key (&"a\0b"[i * 2]), NULL);

          add_dates (p, MONDAY, 1);
          add_scene (p, &"x\0y"[i * 2], SL_ESTIMATE_FIXED (100));
        }
      g_array_append_val (problem->risks, risk);
      g_autoptr (SlOdds) odds = run_problem (problem, 200);
      const SlOddsOutcome *a = odds->productions->pdata[0], *b = odds->productions->pdata[1];
      for (guint i = 0; i < 200; i++)
        g_assert_cmpint (a->wraps[i] - MONDAY * 24 * 60, ==, own ? 580 : b->wraps[i] - MONDAY * 24 * 60);
      g_assert_cmpuint (b->tornado->len, ==, 1);
      g_assert_cmpuint (a->tornado->len, ==, !own);
    }
}

/* --- the tornado --- */

static void
test_tornado (void)
{
  SlOddsProduction *p;
  g_autoptr (SlOddsProblem) problem = problem_new (&p);
  const SlOddsFactor pace = { sl_odds_key ("pace"), "pace" };

  g_array_append_val (problem->factors, pace);
  add_change (problem->loads, "desert", 20);
  g_array_index (problem->loads, SlOddsChange, 0).minutes = (SlEstimate) { 5, 20, 90 };
  for (guint i = 0; i < 4; i++)
    {
      static const SlEstimate work[] = { { 100, 110, 120 }, { 100, 110, 115 }, { 50, 100, 600 }, { 60, 60, 60 } };
      SlOddsActivity *a = add_scene (p, &"a\0b\0c\0d"[i * 2], work[i]);

      a->load = sl_odds_key ("desert");
      a->loadings[0] = (SlOddsLoading) { pace.key, i == 2 ? .8 : 0 };
    }
  problem->ranked = 5000;
  g_autoptr (SlOdds) odds = run_problem (problem, 8000);
  const GArray *tornado = odds->last->tornado;
  const SlOddsInput *bars = &g_array_index (tornado, SlOddsInput, 0);
  g_assert_cmpuint (tornado->len, ==, 5); /* "d" never varies */
  g_assert_cmpint (bars[0].kind, ==, SL_ODDS_ACTIVITY);
  g_assert_cmpuint (bars[0].key, ==, sl_odds_key ("c"));
  g_assert_cmpfloat (bars[0].correlation, >, .9);
  g_assert_cmpint (bars[1].kind, ==, SL_ODDS_FACTOR);
  assert_within (bars[1].correlation, .78, .05);
  g_assert_cmpint (bars[2].kind, ==, SL_ODDS_LOAD);
  g_assert_cmpfloat (bars[2].correlation, >, .05);
  for (guint i = 1; i < tornado->len; i++)
    g_assert_cmpfloat (fabs (bars[i - 1].correlation), >=, fabs (bars[i].correlation));
  problem->ranked = 0;
  g_autoptr (SlOdds) plain = run_problem (problem, 100);
  g_assert_cmpuint (plain->last->tornado->len, ==, 0);
}

/* Set-ups of one key are one bar, of their own production's, beside the scenes that they are part of. */
static void
test_tornado_of_setups (void)
{
  SlOddsProduction *p;
  g_autoptr (SlOddsProblem) problem = problem_new (&p);

  for (guint i = 0; i < 6; i++)
    {
      SlOddsActivity *a = add_scene (p, &"a\0b\0c\0d\0e\0f"[i * 2], (SlEstimate) { 60, 60, 60 });

      a->setups = 1;
      a->setup = i < 4 ? (SlEstimate) { 5, 20, 120 } : (SlEstimate) { 5, 10, 15 };
      a->setups_key = i < 4 ? sl_odds_key ("red") : i == 4 ? sl_odds_key ("amber") : 0;
    }
  problem->ranked = 4000;
  g_autoptr (SlOdds) odds = run_problem (problem, 4000);
  const GArray *tornado = ((SlOddsOutcome *) odds->productions->pdata[0])->tornado;
  const SlOddsInput *bars = &g_array_index (tornado, SlOddsInput, 0);
  g_assert_cmpuint (tornado->len, ==, 8); /* six scenes and two sums */
  g_assert_cmpint (bars[0].kind, ==, SL_ODDS_SUM);
  g_assert_cmpuint (bars[0].key, ==, sl_odds_key ("red"));
  g_assert_cmpfloat (bars[0].correlation, >, .99);
  assert_within (bars[1].correlation, .5, .06); /* one of four alike */
}

/* A production hangs on what is its own, even where luck makes another's look alike. */
static void
test_tornado_of_each (void)
{
  g_autoptr (SlOddsProblem) problem = sl_odds_problem_new ();
  const SlOddsRisk risk = { sl_odds_key ("storm"), "storm", SL_RISK_ONCE, sl_odds_key ("q"), NULL, .5,
                            SL_ESTIMATE_FIXED (60) };

  for (guint i = 0; i < 2; i++)
    {
      SlOddsProduction *p = sl_odds_problem_add_production (problem, sl_odds_key (&"p\0q"[i * 2]), NULL);

      add_dates (p, MONDAY, 9);
      add_scene (p, &"a\0b"[i * 2], (SlEstimate) { 60, 120, 300 });
    }
  g_array_append_val (problem->risks, risk);
  g_autoptr (SlOdds) odds = run_problem (problem, 500);
  const GArray *p = sl_odds_get (odds, sl_odds_key ("p"))->tornado, *q = sl_odds_get (odds, sl_odds_key ("q"))->tornado;
  g_assert_cmpuint (p->len, ==, 1);
  g_assert_cmpuint (g_array_index (p, SlOddsInput, 0).key, ==, sl_odds_key ("a"));
  assert_within (g_array_index (p, SlOddsInput, 0).correlation, 1, 1e-9);
  g_assert_cmpuint (q->len, ==, 2);
  g_assert_cmpuint (g_array_index (q, SlOddsInput, 0).key, ==, sl_odds_key ("b"));
  g_assert_cmpint (g_array_index (q, SlOddsInput, 1).kind, ==, SL_ODDS_RISK);
  g_assert_cmpuint (odds->last->tornado->len, ==, 3);
}

void
add_whatif_tests (void)
{
  g_test_add_func ("/odds/curve", test_curve);
  g_test_add_func ("/odds/percentiles", test_percentiles);
  g_test_add_func ("/odds/slips", test_slips);
  g_test_add_func ("/odds/likely-days", test_likely_days);
  g_test_add_func ("/odds/risks", test_risks);
  g_test_add_func ("/odds/shared-risk", test_shared_risk);
  g_test_add_func ("/odds/tornado", test_tornado);
  g_test_add_func ("/odds/tornado-of-each", test_tornado_of_each);
  g_test_add_func ("/odds/tornado-of-setups", test_tornado_of_setups);
}
