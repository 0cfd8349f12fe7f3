/* Estimates against their formulas, and sums of them against known distributions. */
#include <stdlib.h>

#include "odds-tests.h"
#include "sl-estimate-table.h"

/* Mean and variance (min) of what a table gives to normal numbers, by the share of all between its steps. */
static double
table_mean (const gint32 *nodes, double *variance)
{
  double mean = 0, squares = 0;

  for (int i = 0; i < SL_TABLE_NODES; i++)
    {
      const double z = (double) i / SL_TABLE_STEPS - SL_TABLE_REACH, next = z + 1. / SL_TABLE_STEPS;
      const double share = z < 0 ? sl_normal_upper (-next) - sl_normal_upper (-z)
                                 : sl_normal_upper (z) - sl_normal_upper (next);
      const double middle = (nodes[i] + nodes[i + 1]) / 2. / SL_TABLE_MINUTE;

      mean += share * middle;
      squares += share * middle * middle;
    }
  *variance = squares - mean * mean;
  return mean;
}

static double
formula_mean (const SlEstimate *e, double *variance)
{
  const double a = e->low, m = e->likely, b = e->high, alpha = 1 + 4 * (m - a) / (b - a), beta = 6 - alpha;

  switch (e->shape)
    {
    case SL_SHAPE_PERT:
      *variance = alpha * beta / (36 * 7) * (b - a) * (b - a);
      return (a + 4 * m + b) / 6;
    case SL_SHAPE_TRIANGULAR:
      *variance = (a * a + m * m + b * b - a * m - a * b - m * b) / 18;
      return (a + m + b) / 3;
    case SL_SHAPE_UNIFORM:
      *variance = (b - a) * (b - a) / 12;
      return (a + b) / 2;
    case SL_SHAPE_EXPONENTIAL:
      *variance = m * m;
      return m;
    default:
      *variance = 0;
      return m;
    }
}

static void
test_means (void)
{
  static const SlEstimate table[] = {
    { 100, 400, 1000 }, { 0, 0, 1000 }, { 0, 1000, 1000 }, { 30, 31, 900 }, { 500, 500, 500 }, { 0, 500, 1000 },
    { 100, 400, 1000, SL_SHAPE_TRIANGULAR }, { 0, 0, 1000, SL_SHAPE_TRIANGULAR },
    { 0, 1000, 1000, SL_SHAPE_TRIANGULAR }, { 200, 0, 900, SL_SHAPE_UNIFORM },
    { 0, 300, 0, SL_SHAPE_EXPONENTIAL }, { 9, 70, 3, SL_SHAPE_CONSTANT },
    { 0, 400000, SL_ESTIMATE_MOST }, { 0, 0, 0 }, { 0, 0, 0, SL_SHAPE_LOGNORMAL }, { 7, 7, 7, SL_SHAPE_TRIANGULAR },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      const SlEstimate *e = &table[i];
      g_autoptr (SlEstimateTables) tables = sl_estimate_tables_new ();
      const gint32 *nodes = sl_estimate_tables_get (tables, e);
      const double scale = fmax (e->high, e->likely);
      double variance, wanted_variance = 0;
      const double mean = table_mean (nodes, &variance);
      const double wanted = sl_estimate_is_fixed (e) ? e->likely : formula_mean (e, &wanted_variance);

      g_assert_true (sl_estimate_check (e, "x", NULL));
      assert_within (mean, wanted, 2e-4 * scale + 1e-9);
      assert_within (variance, wanted_variance, 5e-4 * scale * scale + 1e-9);
      for (int k = 0; k < SL_TABLE_NODES; k++)
        g_assert_cmpint (nodes[k], <=, nodes[k + 1]);
      g_assert_true (sl_estimate_tables_get (tables, e) == nodes);
    }
}

static double
pert_share (int mode, double x) /* below x; the mode is 0, ½ or 1 */
{
  return mode == 0 ? 1 - pow (1 - x, 5) : mode == 2 ? pow (x, 5) : x * x * x * (10 - 15 * x + 6 * x * x);
}

/* Where the beta has a plain formula. */
static void
test_pert_shares (void)
{
  static const SlEstimate table[] = { { 0, 0, 100000 }, { 0, 50000, 100000 }, { 0, 100000, 100000 } };

  for (int mode = 0; mode < 3; mode++)
    {
      g_autoptr (SlEstimateTables) tables = sl_estimate_tables_new ();
      const gint32 *nodes = sl_estimate_tables_get (tables, &table[mode]);

      for (double z = -5; z < 5; z += .013)
        {
          const gint32 minutes = sl_estimate_table_read (nodes, (gint32) (z * SL_NORMAL_ONE));
          const double x = minutes / 1e5 / SL_TABLE_MINUTE;

          assert_within (pert_share (mode, x), sl_normal_upper (-z), 5e-5);
        }
      g_assert_cmpint (sl_estimate_table_read (nodes, -20 * SL_NORMAL_ONE), >=, 0);
      g_assert_cmpint (sl_estimate_table_read (nodes, 20 * SL_NORMAL_ONE), <=, 100000 * SL_TABLE_MINUTE);
    }
}

/* Its three points are percentiles, whichever way it leans. */
static void
test_lognormal (void)
{
  static const SlEstimate table[] = {
    { 100, 200, 400, SL_SHAPE_LOGNORMAL }, { 100, 200, 1000, SL_SHAPE_LOGNORMAL },
    { 100, 300, 400, SL_SHAPE_LOGNORMAL }, { 100, 200, 300, SL_SHAPE_LOGNORMAL },
  };
  const double z90 = 1.2815515655446004;

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      const SlEstimate *e = &table[i];
      g_autoptr (SlEstimateTables) tables = sl_estimate_tables_new ();
      const gint32 *nodes = sl_estimate_tables_get (tables, e);

      for (int k = -1; k <= 1; k++)
        {
          const double minutes = sl_estimate_table_read (nodes, (gint32) floor (k * z90 * SL_NORMAL_ONE));

          assert_within (minutes / SL_TABLE_MINUTE, k < 0 ? e->low : k == 0 ? e->likely : e->high, .002 * e->high);
        }
      g_assert_cmpint (nodes[0], >=, 0);
    }
  /* 100, 200, 400: a plain lognormal of median 200 whose logarithm deviates by ln 2 / z90 */
  g_autoptr (SlEstimateTables) tables = sl_estimate_tables_new ();
  double variance;
  const double sigma = log (2) / z90, mean = table_mean (sl_estimate_tables_get (tables, &table[0]), &variance);
  assert_within (mean, 200 * exp (sigma * sigma / 2), .02);
}

/* --- sums --- */

static gint32 *
sums_of (const SlOddsProblem *problem, guint runs, double *mean, double *sd)
{
  g_autoptr (GError) error = NULL;
  gint32 *minutes = g_new (gint32, runs);
  double sum = 0, squares = 0;

  sl_odds_sums (problem, sl_odds_key ("p"), runs, 20261127, 2, NULL, minutes, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < runs; i++)
    sum += minutes[i];
  *mean = sum / runs;
  for (guint i = 0; i < runs; i++)
    squares += (minutes[i] - *mean) * (minutes[i] - *mean);
  *sd = sqrt (squares / (runs - 1));
  return minutes;
}

/* Table 2 of the cost guide of the US Government Accountability Office, GAO-16-89G: seven activities in a row, days. */
static void
test_gao (void)
{
  static const gint32 days[][3] = { { 3, 4, 6 }, { 1, 1, 2 }, { 3, 5, 6 }, { 1, 1, 2 }, { 2, 3, 4 }, { 2, 3, 4 },
                                    { 2, 3, 5 } };
  enum { RUNS = 1000000, UNIT = 10000 };
  SlOddsProduction *p;
  g_autoptr (SlOddsProblem) problem = problem_new (&p);
  double mean, sd;
  const double exact = sqrt (29 / 18.);

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      const SlEstimate work = { days[i][0] * UNIT, days[i][1] * UNIT, days[i][2] * UNIT, SL_SHAPE_TRIANGULAR };

      add_scene (p, "x", work)->key = i + 1;
    }
  g_free (sums_of (problem, RUNS, &mean, &sd));
  assert_within (mean / UNIT, 21, 4 * exact / sqrt (RUNS));
  assert_within (sd / UNIT, exact, 4 * exact / sqrt (2. * RUNS));
}

/* The sum of n even numbers (J. O. Irwin, P. Hall, Biometrika 19, 1927). */
static void
test_irwin_hall (void)
{
  enum { RUNS = 200000, UNIT = 10000 };
  static const double at[] = { .5, 1, 1.5, 2, 2.5 }, below[] = { 1 / 48., 1 / 6., .5, 5 / 6., 47 / 48. };
  SlOddsProduction *p;
  g_autoptr (SlOddsProblem) problem = problem_new (&p);
  double mean, sd;

  for (guint i = 0; i < 3; i++)
    add_scene (p, &"a\0b\0c"[i * 2], (SlEstimate) { 0, 0, UNIT, SL_SHAPE_UNIFORM });
  g_autofree gint32 *minutes = sums_of (problem, RUNS, &mean, &sd);
  assert_within (mean / UNIT, 1.5, 4 * .5 / sqrt (RUNS));
  assert_within (sd / UNIT, .5, 4 * .5 / sqrt (2. * RUNS));
  for (guint k = 0; k < G_N_ELEMENTS (at); k++)
    {
      guint n = 0;

      for (guint i = 0; i < RUNS; i++)
        n += minutes[i] <= at[k] * UNIT;
      assert_within ((double) n / RUNS, below[k], 4 * sqrt (below[k] * (1 - below[k]) / RUNS) + 1e-4);
    }
}

/* The last of k that all end after a time without memory: 1 + 1/2 + … + 1/k of it. Through the rules of the days. */
static void
test_largest (void)
{
  enum { RUNS = 100000, K = 10, MEAN = 60 };
  g_autoptr (SlOddsProblem) problem = sl_odds_problem_new ();
  double wanted = 0, variance = 0, sum = 0;

  for (guint i = 0; i < K; i++)
    {
      g_autofree char *id = g_strdup_printf ("p-%u", i);
      SlOddsProduction *p = sl_odds_problem_add_production (problem, sl_odds_key (id), NULL);

      add_dates (p, MONDAY, 3);
      add_scene (p, id, (SlEstimate) { 0, MEAN, 0, SL_SHAPE_EXPONENTIAL })->name = NULL;
      p->day_length = 24 * 60;
      p->call = 0;
      wanted += (double) MEAN / (i + 1);
      variance += (double) MEAN * MEAN / (i + 1) / (i + 1);
    }
  g_autoptr (SlOdds) odds = run_problem (problem, RUNS);
  for (guint i = 0; i < RUNS; i++)
    sum += odds->last->wraps[i] - MONDAY * 24 * 60;
  assert_within (sum / RUNS, wanted, 4 * sqrt (variance / RUNS));
}

/* --- what hangs together --- */

enum { SCENES = 40, SCENE_RUNS = 20000 };

static int
compare_minutes (const void *a, const void *b)
{
  return *(const gint32 *) a - *(const gint32 *) b;
}

static gint32
p90_of (double loading, double *mean, double *sd)
{
  SlOddsProduction *p;
  g_autoptr (SlOddsProblem) problem = problem_new (&p);
  const SlOddsFactor pace = { sl_odds_key ("pace"), "pace" };

  g_array_append_val (problem->factors, pace);
  for (guint i = 0; i < SCENES; i++)
    {
      g_autofree char *id = g_strdup_printf ("scene-%u", i);
      SlOddsActivity *a = add_scene (p, id, (SlEstimate) { 1000, 1500, 3000 });

      a->name = NULL;
      a->loadings[0] = (SlOddsLoading) { pace.key, loading };
    }
  g_autofree gint32 *minutes = sums_of (problem, SCENE_RUNS, mean, sd);
  qsort (minutes, SCENE_RUNS, sizeof *minutes, compare_minutes);
  return minutes[SCENE_RUNS * 9 / 10];
}

/* The same scenes, each as long as before; but they are late together. */
static void
test_correlation (void)
{
  double mean, sd, mean_free, sd_free, mean_all, sd_all;
  const gint32 free = p90_of (0, &mean_free, &sd_free), together = p90_of (.6, &mean, &sd);

  g_assert_cmpint (together, >, free + 1000);
  assert_within (mean, mean_free, 4 * sd / sqrt (SCENE_RUNS));
  /* by PERT's variance: n scenes that correlate by r deviate by √(1 + (n − 1)·r) times as much. The shape takes a
   * little off the .36 of the normal numbers */
  assert_within (sd_free, sqrt (SCENES) * 2000 * sqrt (2 * 4. / 252), .03 * sd_free);
  const double r = ((sd / sd_free) * (sd / sd_free) - 1) / (SCENES - 1);
  assert_within (r, .355, .02);
  p90_of (1, &mean_all, &sd_all); /* all the same in each run */
  assert_within (sd_all, SCENES * 2000 * sqrt (2 * 4. / 252), .03 * sd_all);
}

void
add_number_tests (void)
{
  g_test_add_func ("/odds/estimates/means", test_means);
  g_test_add_func ("/odds/estimates/pert", test_pert_shares);
  g_test_add_func ("/odds/estimates/lognormal", test_lognormal);
  g_test_add_func ("/odds/sums/gao", test_gao);
  g_test_add_func ("/odds/sums/irwin-hall", test_irwin_hall);
  g_test_add_func ("/odds/largest", test_largest);
  g_test_add_func ("/odds/correlation", test_correlation);
}
