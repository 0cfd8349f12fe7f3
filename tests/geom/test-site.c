/* A stage in a survey's grid: there and back, and found again from points. */
#include "tests.h"

#include "../sl-test.h"
#include "sl-site.h"

/* By hand: upstage is east, right is south. */
static void
test_there_and_back (void)
{
  const SlSite site = { { 500000, 4000000, 50 }, 90 };
  const SlVec3 q = sl_site_point (&site, sl_vec3 (2, 5, 1));

  assert_within (q.x, 500005, 1e-9);
  assert_within (q.y, 3999998, 1e-9);
  assert_within (q.z, 51, 0);
  const SlVec3 p = sl_site_unpoint (&site, q);
  assert_within (p.x, 2, 1e-9);
  assert_within (p.y, 5, 1e-9);
  assert_within (p.z, 1, 1e-9);
}

/* Twelve of the sum of which is about normal, with a spread of 1. */
static double
noise (GRand *random)
{
  double sum = -6;

  for (guint i = 0; i < 12; i++)
    sum += g_rand_double (random);
  return sum;
}

static double
turn_between (double a, double b)
{
  return fabs (remainder (a - b, 360));
}

/* Any turn and place, to what a double holds of coordinates as large as a country's. */
static void
test_exact (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (guint round = 0; round < 400; round++)
    {
      const guint n = (guint) g_rand_int_range (random, 2, 12);
      const SlVec3 origin = sl_vec3 (g_rand_double_range (random, 1e5, 9e5),
                                     g_rand_double_range (random, -3.5e6, 3.5e6),
                                     g_rand_double_range (random, -50, 4000));
      const SlSite site = { origin, g_rand_double_range (random, -180, 180) };
      SlVec3 plan[12], grid[12];
      SlSiteFit fit;

      for (guint i = 0; i < n; i++)
        {
          plan[i] = sl_vec3 (g_rand_double_range (random, -30, 30), g_rand_double_range (random, -30, 30),
                             g_rand_double_range (random, 0, 8));
          grid[i] = sl_site_point (&site, plan[i]);
        }
      g_assert_true (sl_site_fit (plan, grid, n, &fit));
      assert_within (fit.site.origin.x, site.origin.x, 2e-9);
      assert_within (fit.site.origin.y, site.origin.y, 2e-9);
      assert_within (fit.site.origin.z, site.origin.z, 2e-9);
      assert_within (turn_between (fit.site.bearing_deg, site.bearing_deg), 0, 2e-8);
      assert_within (fit.scale, 1, 1e-8);
      assert_within (fit.rms_m, 0, 2e-9);
      g_assert_cmpuint (fit.n_heights, ==, n);
    }
}

static double
cost (const SlSite *site, const SlVec3 *plan, const SlVec3 *grid, guint n)
{
  double sum = 0;

  for (guint i = 0; i < n; i++)
    {
      const SlVec3 d = sl_vec3_sub (sl_site_point (site, plan[i]), grid[i]);
      sum += sl_vec3_dot (d, d);
    }
  return sum;
}

/* With errors of measuring: no neighbour of what is found is nearer to the points, and the error that it tells of its
 * bearing is the one that it has. */
static void
test_least_squares (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (11);
  const SlSite site = { { 354000.123, 3456000.456, 12.5 }, -147 };
  double errors = 0, told = 0;
  enum { ROUNDS = 2000, N = 6 };

  for (guint round = 0; round < ROUNDS; round++)
    {
      static const SlVec3 plan[N] = { { -8, 0, 0 }, { 8, 0, 0 }, { 9, 12, 0 }, { -9, 12, .2 }, { 0, 6, 3 },
                                      { 2, 1, 0 } };
      SlVec3 grid[N];
      SlSiteFit fit;

      for (guint i = 0; i < N; i++)
        grid[i] = sl_vec3_add (sl_site_point (&site, plan[i]),
                               sl_vec3_scale (sl_vec3 (noise (random), noise (random), noise (random)), .003));
      g_assert_true (sl_site_fit (plan, grid, N, &fit));
      for (int d = 0; d < 8; d++)
        {
          SlSite near = fit.site;
          const double step = d % 2 == 0 ? 1e-4 : -1e-4;

          near.origin.x += d / 2 == 0 ? step : 0;
          near.origin.y += d / 2 == 1 ? step : 0;
          near.origin.z += d / 2 == 2 ? step : 0;
          near.bearing_deg += d / 2 == 3 ? step * 10 : 0;
          g_assert_cmpfloat (cost (&near, plan, grid, N), >, cost (&fit.site, plan, grid, N));
        }
      errors += pow (turn_between (fit.site.bearing_deg, site.bearing_deg), 2) / ROUNDS;
      told += pow (fit.bearing_error_deg, 2) / ROUNDS;
    }
  assert_within (told / errors, 1, .1);
}

/* What the figures beside the fit say. */
static void
test_figures (void)
{
  static const SlVec3 plan[] = { { 0, 0, 0 }, { 4, 0, 0 }, { 0, 3, 0 } };
  static const SlVec3 line[] = { { 0, 0, 0 }, { 1, 1, 0 }, { 5, 5, 0 } };
  SlVec3 grid[3];
  SlSiteFit fit;

  for (guint i = 0; i < 3; i++) /* in millimetres, east and north exchanged */
    grid[i] = sl_vec3 (plan[i].y * 1000 + 7e6, plan[i].x * 1000 + 2e6, NAN);
  g_assert_true (sl_site_fit (plan, grid, 3, &fit));
  g_assert_cmpuint (fit.n_heights, ==, 0);
  assert_within (fit.site.origin.z, 0, 0);
  g_assert_cmpfloat (fit.likeness, <, .9);
  assert_within (fit.mirrored_likeness, 1, 1e-12);
  for (guint i = 0; i < 3; i++)
    grid[i] = sl_vec3 (plan[i].y + 7e6, plan[i].x + 2e6, 4 + i);
  g_assert_true (sl_site_fit (plan, grid, 3, &fit));
  g_assert_cmpfloat (fit.rms_m, >, 1);
  g_assert_cmpfloat (fit.likeness, <, .9);
  assert_within (fit.mirrored_likeness, 1, 1e-12);
  for (guint i = 0; i < 3; i++)
    grid[i] = sl_vec3 (plan[i].x * 1.001, plan[i].y * 1.001, 0);
  g_assert_true (sl_site_fit (plan, grid, 3, &fit));
  assert_within (fit.scale, 1.001, 1e-12);
  g_assert_true (sl_site_fit (line, line, 3, &fit));
  assert_within (fit.width_m, 0, 1e-7);
  assert_within (fit.spread_m, sqrt (2 * (4 + 1 + 9) / 3.), 1e-12);
  g_assert_false (sl_site_fit (plan, grid, 1, &fit));
  g_assert_false (sl_site_fit (plan, grid, 0, &fit));
  for (guint i = 0; i < 3; i++)
    grid[i] = sl_vec3 (7, 8, 9);
  g_assert_false (sl_site_fit (plan, grid, 3, &fit));
  g_assert_false (sl_site_fit (grid, plan, 3, &fit));
}

void
add_site_tests (void)
{
  g_test_add_func ("/geom/site/there-and-back", test_there_and_back);
  g_test_add_func ("/geom/site/exact", test_exact);
  g_test_add_func ("/geom/site/least-squares", test_least_squares);
  g_test_add_func ("/geom/site/figures", test_figures);
}
