/* What is refused, in which words; and what is only odd and not refused. */
#include "odds-tests.h"
#include "sl-error.h"

/* A sound problem of one production "p" with scenes "a" and "b", a load, a factor and a risk; each row spoils it. */
typedef struct {
  SlOddsProblem    *problem;
  SlOddsProduction *p;
  SlOddsActivity   *a;
  SlOddsRisk       *risk;
} Sound;

#define SPOIL(name, code) static void name (Sound *s) { code; }

SPOIL (spoil_nothing, (void) s)
SPOIL (spoil_productions, g_ptr_array_set_size (s->problem->productions, 0))
SPOIL (spoil_activities, g_array_set_size (s->p->activities, 0))
SPOIL (spoil_dates, g_array_set_size (s->p->dates, 0))
SPOIL (spoil_dates_but_weekdays, g_array_set_size (s->p->dates, 0); s->p->weekdays = 127)
SPOIL (spoil_date_order, g_array_index (s->p->dates, guint32, 3) = MONDAY)
SPOIL (spoil_date_zero, g_array_index (s->p->dates, guint32, 0) = 0)
SPOIL (spoil_date_far, g_array_index (s->p->dates, guint32, 19) = SL_ODDS_LAST_DATE + 1)
SPOIL (spoil_negative, s->a->work.low = -5)
SPOIL (spoil_fixed_negative, s->a->work = SL_ESTIMATE_FIXED (-1))
SPOIL (spoil_huge, s->a->work.high = SL_ESTIMATE_MOST + 1)
SPOIL (spoil_low, s->a->work.low = 100)
SPOIL (spoil_likely, s->a->work.likely = 200)
SPOIL (spoil_uniform, s->a->work = ((SlEstimate) { 30, 0, 20, SL_SHAPE_UNIFORM }))
SPOIL (spoil_lognormal, s->a->work = ((SlEstimate) { 30, 30, 40, SL_SHAPE_LOGNORMAL }))
SPOIL (spoil_shape, s->a->work.shape = 77)
SPOIL (spoil_setup, s->a->setup.likely = -1)
SPOIL (spoil_setups, s->a->setups = SL_ODDS_SETUPS + 1)
SPOIL (spoil_grade, s->a->grade = SL_N_GRADES)
SPOIL (spoil_calibration, s->a->calibration = -30)
SPOIL (spoil_load, s->a->load = 12345)
SPOIL (spoil_wall, s->a->wall = 12345)
SPOIL (spoil_mode, s->a->mode = 12345)
SPOIL (spoil_stage, s->a->stage = 12345)
SPOIL (spoil_factor, s->a->loadings[0].factor = 12345)
SPOIL (spoil_loading_nan, s->a->loadings[0].loading = NAN)
SPOIL (spoil_loading, s->a->loadings[0].loading = 1.01)
SPOIL (spoil_loadings, s->a->loadings[0].loading = s->a->loadings[1].loading = .8)
SPOIL (spoil_loading_twice, s->a->loadings[1].factor = s->a->loadings[0].factor)
SPOIL (spoil_key, s->a->key = 0)
SPOIL (spoil_same_key, s->a[1].key = s->a->key)
SPOIL (spoil_days, s->a->day = 2; s->a[1].day = 1)
SPOIL (spoil_length, s->p->day_length = 0)
SPOIL (spoil_warm_up, s->p->warm_up = 600)
SPOIL (spoil_turnaround, s->p->turnaround = 5000)
SPOIL (spoil_call, s->p->call = -1)
SPOIL (spoil_overtime, s->p->overtime = -60)
SPOIL (spoil_weekdays, s->p->weekdays = 128)
SPOIL (spoil_rate, s->p->overtime_rate = NAN)
SPOIL (spoil_waiting, s->p->waiting_rate = -1)
SPOIL (spoil_cost, s->problem->cost = NAN)
SPOIL (spoil_change, g_array_index (s->problem->loads, SlOddsChange, 0).minutes = SL_ESTIMATE_FIXED (-1))
SPOIL (spoil_grade_factor, s->problem->grade_factors[SL_GRADE_RED] = NAN)
SPOIL (spoil_grade_minus, s->problem->grade_factors[SL_GRADE_RED] = -1)
SPOIL (spoil_probability, s->risk->probability = 1.2)
SPOIL (spoil_probability_minus, s->risk->probability = -.1)
SPOIL (spoil_probability_nan, s->risk->probability = NAN)
SPOIL (spoil_risk_cost, s->risk->minutes.high = -1)
SPOIL (spoil_risk_production, s->risk->production = 12345)
SPOIL (spoil_risk_scope, s->risk->scope = 9)
SPOIL (spoil_risk_nothing, s->risk->scope = SL_RISK_ACTIVITIES)
SPOIL (spoil_risk_activity, g_array_index (s->risk->activities, guint64, 0) = 1; s->risk->scope = SL_RISK_ACTIVITIES)

static const struct { void (*spoil) (Sound *s); const char *says; } rows[] = {
  { spoil_productions, "There is no production" },
  { spoil_activities, "p: it has no activity; add scenes" },
  { spoil_dates, "p: its calendar has no working day" },
  { spoil_dates_but_weekdays, "p: its calendar has no working day" },
  { spoil_date_order, "p: working day 4 is not after the one before" },
  { spoil_date_zero, "p: working day 1 is not after" },
  { spoil_date_far, "p: working day 20 is not after" },
  { spoil_negative, "p, a, work: -5 min is negative" },
  { spoil_fixed_negative, "p, a, work: -1 min is negative" },
  { spoil_huge, "p, a, work: 1000001 min is more" },
  { spoil_low, "p, a, work: low 100, likely 60 and high 90 min are not in order" },
  { spoil_likely, "p, a, work: low 30, likely 200 and high 90 min are not in order" },
  { spoil_uniform, "p, a, work: low 30, likely 0 and high 20 min are not in order" },
  { spoil_lognormal, "p, a, work: a lognormal needs three different points (10, 50 and 90 %), not 30, 30 and 40 min" },
  { spoil_shape, "p, a, work: no such shape" },
  { spoil_setup, "p, a, set-up: -1 min is negative" },
  { spoil_setups, "p, a: its number of set-ups is 1001; it must be a number from 0 to 1000" },
  { spoil_grade, "p, a: its coverage grade is 4" },
  { spoil_calibration, "p, a: its calibration is -30" },
  { spoil_load, "p, a: its content load is not in the problem" },
  { spoil_wall, "p, a: its wall configuration is not in the problem" },
  { spoil_mode, "p, a: its processing mode is not in the problem" },
  { spoil_stage, "p, a: its stage is not in the problem" },
  { spoil_factor, "p, a: its factor is not in the problem" },
  { spoil_loading_nan, "p, a: its loading is nan" },
  { spoil_loading, "p, a: its loading is 1.01; it must be a number from -1 to 1" },
  { spoil_loadings, "p, a: its sum of squared loadings is 1.28" },
  { spoil_loading_twice, "p, a: it hangs on one factor twice" },
  { spoil_key, "p, a: it has no key" },
  { spoil_same_key, "p, b: another one has the same key" },
  { spoil_days, "p, b: planned for day 1 after one of day 2" },
  { spoil_length, "p: its day length is 0" },
  { spoil_warm_up, "p: its warm-up is 600; it must be a number from 0 to 599" },
  { spoil_turnaround, "p: its turnaround is 5000" },
  { spoil_call, "p: its call is -1" },
  { spoil_overtime, "p: its overtime is -60" },
  { spoil_weekdays, "p: its set of weekdays is 128" },
  { spoil_rate, "p: its overtime rate is nan" },
  { spoil_waiting, "p: its waiting rate is -1" },
  { spoil_cost, "scenario: its cost is nan" },
  { spoil_change, "desert, change: -1 min is negative" },
  { spoil_grade_factor, "its factor of set-ups is nan" },
  { spoil_grade_minus, "its factor of set-ups is -1" },
  { spoil_probability, "storm: its probability is 1.2; it must be a number from 0 to 1" },
  { spoil_probability_minus, "storm: its probability is -0.1" },
  { spoil_probability_nan, "storm: its probability is nan" },
  { spoil_risk_cost, "storm, cost: -1 min is negative" },
  { spoil_risk_production, "storm: its production is not in the problem" },
  { spoil_risk_scope, "storm: its scope is 9" },
  { spoil_risk_nothing, "storm: it names no activity" },
  { spoil_risk_activity, "storm: its activity is not in the problem" },
};

static SlOddsProblem *
spoilt (void (*spoil) (Sound *s))
{
  Sound s = { 0 };
  const SlOddsFactor factors[] = { { sl_odds_key ("pace"), "pace" }, { sl_odds_key ("effects"), "effects" } };
  const SlOddsRisk risk = { sl_odds_key ("storm"), "storm", SL_RISK_DAYS, 0, NULL, .5, { 10, 20, 30 } };
  const guint64 a = sl_odds_key ("a");

  s.problem = problem_new (&s.p);
  g_array_append_vals (s.problem->factors, factors, 2);
  g_array_append_val (s.problem->risks, risk);
  s.risk = &g_array_index (s.problem->risks, SlOddsRisk, 0);
  add_change (s.problem->loads, "desert", 20);
  add_scene (s.p, "a", (SlEstimate) { 30, 60, 90 });
  add_scene (s.p, "b", (SlEstimate) { 30, 60, 90 });
  s.a = &g_array_index (s.p->activities, SlOddsActivity, 0);
  s.a->load = sl_odds_key ("desert");
  s.a->loadings[0] = (SlOddsLoading) { sl_odds_key ("pace"), .5 };
  s.a->loadings[1] = (SlOddsLoading) { sl_odds_key ("effects"), .5 };
  if (spoil == spoil_risk_activity)
    {
      s.risk->activities = g_array_new (FALSE, FALSE, sizeof (guint64));
      g_array_append_val (s.risk->activities, a);
    }
  spoil (&s);
  return s.problem;
}

static void
test_refused (void)
{
  g_autoptr (SlOddsProblem) sound = spoilt (spoil_nothing);

  g_assert_true (sl_odds_problem_check (sound, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SlOddsProblem) problem = spoilt (rows[i].spoil);
      g_autoptr (GError) error = NULL, again = NULL;
      gint32 minutes[8];

      if (sl_odds_run (problem, 8, 1, 1, NULL, &error) != NULL || error == NULL || error->domain != SL_ERROR
          || strstr (error->message, rows[i].says) == NULL)
        g_error ("row %u, %s: %s", i, rows[i].says, error != NULL ? error->message : "taken");
      g_assert_false (sl_odds_sums (problem, sl_odds_key ("p"), 8, 1, 1, NULL, minutes, &again));
      g_assert_cmpstr (again->message, ==, error->message);
    }
}

static void
test_names (void)
{
  g_autoptr (SlOddsProblem) problem = spoilt (spoil_negative);
  SlOddsProduction *p = problem->productions->pdata[0];
  g_autoptr (GError) error = NULL;

  p->name = NULL;
  g_array_index (p->activities, SlOddsActivity, 0).name = NULL;
  g_assert_false (sl_odds_problem_check (problem, &error));
  g_assert_cmpstr (error->message, ==, "production 1, activity 1, work: -5 min is negative; durations are 0 or more");
}

static void
test_runs (void)
{
  static const guint bad[] = { 0, SL_ODDS_RUNS + 1, G_MAXUINT };
  g_autoptr (SlOddsProblem) problem = spoilt (spoil_nothing);

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (sl_odds_run (problem, bad[i], 1, 1, NULL, &error));
      g_assert_error (error, SL_ERROR, SL_ERROR_INPUT);
      g_assert_nonnull (strstr (error->message, "choose from 1 to 4000000"));
    }
  g_autoptr (SlOdds) one = run_problem (problem, 1);
  g_assert_cmpuint (one->last->p50.date, ==, one->last->p90.date);
  g_assert_cmpfloat (one->last->sd_days, ==, 0);
}

static void
test_too_many (void)
{
  SlOddsProduction *p;
  g_autoptr (SlOddsProblem) problem = problem_new (&p);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i <= SL_ODDS_ACTIVITIES; i++)
    add_scene (p, "x", SL_ESTIMATE_FIXED (1))->key = i + 1;
  g_assert_false (sl_odds_problem_check (problem, &error));
  g_assert_cmpstr (error->message, ==, "p: more than 20000 activities; split the problem");
  g_clear_error (&error);
  for (guint i = 0; i < SL_ODDS_PRODUCTIONS; i++)
    sl_odds_problem_add_production (problem, 1 + i, NULL);
  g_assert_false (sl_odds_problem_check (problem, &error));
  g_assert_cmpstr (error->message, ==, "production: there are 1001, more than 1000; leave some out");
  g_clear_error (&error);
  for (guint i = 0; i <= SL_ODDS_KEYS; i++)
    add_change (problem->modes, "fast", 1);
  g_assert_false (sl_odds_problem_check (problem, &error));
  g_assert_cmpstr (error->message, ==, "processing mode: there are 10001, more than 10000; leave some out");
}

/* What never ends or costs everything is told as that, and soon. */
static void
test_hopeless (void)
{
  SlOddsProduction *p;
  g_autoptr (SlOddsProblem) problem = problem_new (&p);
  const SlOddsRisk storm = { sl_odds_key ("storm"), "storm", SL_RISK_DAYS, 0, NULL, 1, SL_ESTIMATE_FIXED (100000) };

  add_scene (p, "a", (SlEstimate) { 30, 60, 90 });
  g_array_append_val (problem->risks, storm);
  p->weekdays = 127;
  g_autoptr (SlOdds) odds = run_problem (problem, 100);
  g_assert_cmpuint (odds->last->unfinished, ==, 100);
  g_array_set_size (problem->risks, 0);
  add_scene (p, "b", (SlEstimate) { 1, 1000, SL_ESTIMATE_MOST, SL_SHAPE_LOGNORMAL });
  for (guint i = 0; i < 200; i++)
    add_scene (p, "c", (SlEstimate) { 0, SL_ESTIMATE_MOST, 0, SL_SHAPE_EXPONENTIAL })->key = 1 + i;
  g_autoptr (SlOdds) long_odds = run_problem (problem, 100);
  g_assert_cmpuint (long_odds->last->unfinished, ==, 100);
}

void
add_bad_tests (void)
{
  g_test_add_func ("/odds/bad/refused", test_refused);
  g_test_add_func ("/odds/bad/names", test_names);
  g_test_add_func ("/odds/bad/runs", test_runs);
  g_test_add_func ("/odds/bad/too-many", test_too_many);
  g_test_add_func ("/odds/bad/hopeless", test_hopeless);
}
