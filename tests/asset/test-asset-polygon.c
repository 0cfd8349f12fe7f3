/* Polygons into triangles, their area against the shoelace formula. */
#include "test-asset.h"

#include <string.h>

#include "../sl-test.h"
#include "import-polygon.h"

/* Twice the area in the plane of the coordinates `u` and `v`. */
static double
shoelace (const SlVec3 *corners, guint n, guint u, guint v)
{
  double sum = 0;

  for (guint i = 0; i < n; i++)
    {
      const double *a = &corners[i].x, *b = &corners[(i + 1) % n].x;
      sum += a[u] * b[v] - b[u] * a[v];
    }
  return sum;
}

/* Every triangle turns as the polygon does and together they have its area: they overlap nowhere and fill no notch. */
static void
check_cut (const SlVec3 *corners, guint n, guint u, guint v)
{
  g_autofree guint32 *cut = g_new (guint32, 3 * n);
  const guint filled = import_polygon_cut (corners, n, cut);
  const double whole = shoelace (corners, n, u, v);
  double sum = 0;

  g_assert_cmpuint (filled, ==, 3 * (n - 2));
  for (guint i = 0; i < filled; i += 3)
    {
      const SlVec3 t[3] = { corners[cut[i]], corners[cut[i + 1]], corners[cut[i + 2]] };
      const double area = shoelace (t, 3, u, v);

      g_assert_cmpfloat (area * whole, >=, 0);
      sum += area;
    }
  assert_within (sum, whole, 1e-9 * fabs (whole));
}

/* The polygon in each of the three planes, from each of its corners, wound both ways. */
static guint
check_all_ways (const double (*outline)[2], guint n)
{
  g_autofree SlVec3 *corners = g_new (SlVec3, n);
  guint ways = 0;

  for (guint plane = 0; plane < 3; plane++)
    for (guint first = 0; first < n; first++)
      for (guint back = 0; back < 2; back++, ways++)
        {
          for (guint i = 0; i < n; i++)
            {
              const double *p = outline[back ? (2 * n - first - i) % n : (first + i) % n];
              double *corner = &corners[i].x;

              corner[plane] = 5;
              corner[(plane + 1) % 3] = p[0];
              corner[(plane + 2) % 3] = p[1];
            }
          check_cut (corners, n, (plane + 1) % 3, (plane + 2) % 3);
        }
  return ways;
}

#define ALL_WAYS(outline) check_all_ways (outline, G_N_ELEMENTS (outline))

static void
test_right_angles (void)
{
  static const double l[][2] = { { 0, 0 }, { 2, 0 }, { 2, 1 }, { 1, 1 }, { 1, 2 }, { 0, 2 } };
  static const double stair[][2] = { { 0, 0 }, { 3, 0 }, { 3, 1 }, { 2, 1 }, { 2, 2 }, { 1, 2 }, { 1, 3 }, { 0, 3 } };
  static const double u[][2] = { { 0, 0 }, { 3, 0 }, { 3, 2 }, { 2, 2 }, { 2, 1 }, { 1, 1 }, { 1, 2 }, { 0, 2 } };
  static const double t[][2] = { { 1, 0 }, { 2, 0 }, { 2, 2 }, { 3, 2 }, { 3, 3 }, { 0, 3 }, { 0, 2 }, { 1, 2 } };
  static const double plus[][2] = { { 1, 0 }, { 2, 0 }, { 2, 1 }, { 3, 1 }, { 3, 2 }, { 2, 2 },
                                    { 2, 3 }, { 1, 3 }, { 1, 2 }, { 0, 2 }, { 0, 1 }, { 1, 1 } };
  static const double spiral[][2] = { { 0, 0 }, { 5, 0 }, { 5, 5 }, { 1, 5 }, { 1, 2 }, { 3, 2 },
                                      { 3, 3 }, { 2, 3 }, { 2, 4 }, { 4, 4 }, { 4, 1 }, { 0, 1 } };
  static const double midway[][2] = { { 0, 0 }, { 1, 0 }, { 2, 0 }, { 2, 1 }, { 2, 2 }, { 1, 2 }, { 0, 2 }, { 0, 1 } };
  /* a hole, joined by a bridge that is walked both ways */
  static const double hole[][2] = { { 0, 0 }, { 4, 0 }, { 4, 4 }, { 0, 4 }, { 0, 0 },
                                    { 1, 1 }, { 1, 3 }, { 3, 3 }, { 3, 1 }, { 1, 1 } };
  guint ways = 0;

  ways += ALL_WAYS (l) + ALL_WAYS (stair) + ALL_WAYS (u) + ALL_WAYS (t) + ALL_WAYS (plus) + ALL_WAYS (spiral);
  ways += ALL_WAYS (midway);
  g_assert_cmpuint (ways, >=, 348);
  ALL_WAYS (hole);
}

/* Stairs with random steps up and down: a skyline. */
static void
test_random_skylines (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (4);

  for (guint round = 0; round < 400; round++)
    {
      double outline[64][2] = { { 0 } };
      const guint towers = (guint) g_rand_int_range (random, 1, 24);
      guint n = 0;

      for (guint i = 0; i < towers; i++)
        {
          const double height = g_rand_int_range (random, 1, 9);
          outline[n][0] = i;
          outline[n++][1] = height;
          outline[n][0] = i + 1;
          outline[n++][1] = height;
        }
      outline[n][0] = towers;
      outline[n++][1] = 0;
      outline[n][0] = 0;
      outline[n++][1] = 0;
      SlVec3 corners[64];
      for (guint i = 0; i < n; i++)
        corners[i] = sl_vec3 (outline[i][0], 0, outline[i][1]);
      check_cut (corners, n, 0, 2);
    }
}

/* Single numbers that hit nothing evenly, in a plane that lies askew: stars about a point. */
static void
test_random_stars (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (5);

  for (guint round = 0; round < 400; round++)
    {
      SlVec3 corners[100];
      const guint n = (guint) g_rand_int_range (random, 4, 100);
      const SlFrame askew = sl_frame_from_pose (sl_vec3 (100, -3, 7), g_rand_double_range (random, 0, 360),
                                                g_rand_double_range (random, -40, 40), 10);

      for (guint i = 0; i < n; i++)
        {
          const double angle = 2 * G_PI * i / n, r = g_rand_double_range (random, .1, 10);
          const SlVec3 p = sl_frame_point (&askew, sl_vec3 (r * cos (angle), r * sin (angle), 0));
          corners[i] = sl_vec3 ((double) (float) p.x, (double) (float) p.y, (double) (float) p.z);
        }
      check_cut (corners, n, 0, 1);
    }
}

/* What has no area, or crosses itself, harms nothing. */
static void
test_degenerate (void)
{
  static const SlVec3 line[] = { { 0, 0, 0 }, { 1, 1, 1 }, { 2, 2, 2 }, { 3, 3, 3 } };
  static const SlVec3 point[] = { { 1, 1, 1 }, { 1, 1, 1 }, { 1, 1, 1 }, { 1, 1, 1 } };
  static const SlVec3 tie[] = { { 0, 0, 0 }, { 2, 2, 0 }, { 2, 0, 0 }, { 0, 3, 0 } };
  static const SlVec3 odd[] = { { 0, 0, 0 }, { NAN, 2, 0 }, { 2, 0, 0 }, { 0, INFINITY, 0 } };
  static const SlVec3 spike[] = { { 0, 0, 0 }, { 2, 0, 0 }, { 4, 0, 0 }, { 2, 0, 0 }, { 2, 2, 0 }, { 0, 2, 0 } };
  guint32 cut[12];
  double area = 0;

  g_assert_cmpuint (import_polygon_cut (line, 4, cut), ==, 0);
  g_assert_cmpuint (import_polygon_cut (point, 4, cut), ==, 0);
  g_assert_cmpuint (import_polygon_cut (odd, 4, cut), ==, 0);
  g_assert_cmpuint (import_polygon_cut (line, 2, cut), ==, 0);
  g_assert_cmpuint (import_polygon_cut (tie, 4, cut), ==, 6);
  g_assert_cmpuint (import_polygon_cut (spike, 6, cut), ==, 12);
  for (guint i = 0; i < 12; i += 3)
    area += shoelace ((const SlVec3[]) { spike[cut[i]], spike[cut[i + 1]], spike[cut[i + 2]] }, 3, 0, 1) / 2;
  assert_within (area, 4, 1e-12);
}

/* Twice the corners take little more than twice the time: a gear with 60,000 corners is cut at once. */
static void
test_large (void)
{
  enum { TEETH = 30000 };
  g_autofree SlVec3 *corners = g_new (SlVec3, 2 * TEETH);
  g_autoptr (GTimer) timer = g_timer_new ();

  for (guint i = 0; i < 2 * TEETH; i++)
    {
      const double angle = G_PI * i / TEETH, r = i % 2 ? 10 : 13;
      corners[i] = sl_vec3 (r * cos (angle), r * sin (angle), 0);
    }
  check_cut (corners, 2 * TEETH, 0, 1);
  g_assert_cmpfloat (g_timer_elapsed (timer, NULL), <, 5);
}

void
test_asset_polygon (void)
{
  g_test_add_func ("/asset/polygon/right-angles", test_right_angles);
  g_test_add_func ("/asset/polygon/random-skylines", test_random_skylines);
  g_test_add_func ("/asset/polygon/random-stars", test_random_stars);
  g_test_add_func ("/asset/polygon/degenerate", test_degenerate);
  g_test_add_func ("/asset/polygon/large", test_large);
}
