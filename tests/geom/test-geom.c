#include "tests.h"

#include "../sl-test.h"
#include "sl-flat.h"
#include "sl-hull.h"
#include "sl-polygon.h"
#include "sl-ray.h"
#include "sl-wall-curve.h"

static void
test_pose (void)
{
  SlFrame left = sl_frame_from_pose (sl_vec3 (0, 0, 0), 90, 0, 0),
          up = sl_frame_from_pose (sl_vec3 (0, 0, 0), 0, 90, 0),
          rolled = sl_frame_from_pose (sl_vec3 (0, 0, 0), 0, 0, 90);

  assert_within (left.y.x, -1, 1e-12); /* pan + turns left */
  assert_within (up.y.z, 1, 1e-12);    /* tilt + up */
  assert_within (rolled.z.x, 1, 1e-12); /* roll + clockwise from behind: up leans right */
  for (double pan = -170; pan < 180; pan += 35)
    for (double tilt = -85; tilt < 90; tilt += 17)
      for (double roll = -170; roll < 180; roll += 49)
        {
          SlFrame f = sl_frame_from_pose (sl_vec3 (1, 2, 3), pan, tilt, roll);
          double p, t, r;
          sl_frame_to_pose (&f, &p, &t, &r);
          assert_within (p, pan, 1e-9);
          assert_within (t, tilt, 1e-9);
          assert_within (r, roll, 1e-9);
          SlVec3 back = sl_frame_unpoint (&f, sl_frame_point (&f, sl_vec3 (4, -5, 6)));
          assert_within (back.x + back.y + back.z, 5, 1e-9);
        }
}

/* physics.md §9 */
static void
test_radii (void)
{
  static const struct { double width, seam, apothem; } rows[] = {
    { 500, 10, 2857.5 }, { 500, 5, 5725.9 }, { 500, 2.5, 11457.3 }, { 600, 5, 6871.1 }, { 609.6, 6, 5815.9 }
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    assert_near (sl_wall_apothem (rows[i].width, rows[i].seam), rows[i].apothem);
  assert_near (sl_wall_sagitta (500, 5), 5.455);
}

static void
test_flat_wall (void)
{
  SlWallColumn even[4], odd[3];
  const double half[] = { .5, .5, .5, .5 };

  sl_wall_curve_layout (even, 4, half, NULL, 0);
  sl_wall_curve_layout (odd, 3, half, NULL, 0);
  for (guint i = 0; i < 4; i++)
    assert_within (even[i].left.x, -1 + .5 * i, 1e-12);
  assert_within (odd[0].left.x, -.75, 1e-12);
}

/* A closed ring: every column lies on one circle, the ends meet, and positive seams bring them toward the viewer. */
static void
test_ring (void)
{
  SlWallColumn c[36];
  double widths[36];
  const double seam = 10;
  double apothem = sl_wall_apothem (.5, seam);

  for (guint i = 0; i < 36; i++)
    widths[i] = .5;
  sl_wall_curve_layout (c, 36, widths, &seam, 1);
  for (guint i = 0; i < 36; i++)
    {
      double mx = c[i].left.x + cos (c[i].heading_rad) * .25, my = c[i].left.y + sin (c[i].heading_rad) * .25;
      /* the middle of the developed width is a seam at the origin, one circumradius from the axis */
      assert_within (hypot (mx, my + sl_wall_circumradius (.5, seam)), apothem, 1e-9);
    }
  assert_within (c[35].left.x + cos (c[35].heading_rad) * .5, c[0].left.x, 1e-9);
  assert_within (c[35].left.y + sin (c[35].heading_rad) * .5, c[0].left.y, 1e-9);
  g_assert_cmpfloat (c[0].left.y, <, -1);
}

/* One angle a seam, a J: flat on the left, bent on the right. */
static void
test_seams (void)
{
  SlWallColumn c[4];
  const double seams[] = { 0, 0, 30 };

  sl_wall_curve_layout (c, 4, (const double[]) { 1, 1, 1, 1 }, seams, 3);
  assert_within (c[0].left.y, 0, 1e-12);
  assert_within (c[2].heading_rad, 0, 1e-12);
  assert_within (c[3].heading_rad, -G_PI / 6, 1e-12);
}

/* Columns of different widths: the origin is the middle of all of them, be it in a column or at a seam. */
static void
test_uneven_columns (void)
{
  static const struct { double widths[3]; double left[3]; } rows[] = {
    { { 1, 2, 1 }, { -2, -1, 1 } }, { { 1, 1, 2 }, { -2, -1, 0 } }, { { .5, .5, 3 }, { -2, -1.5, -1 } },
  };
  SlWallColumn c[3];
  const double seam = 30;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      sl_wall_curve_layout (c, 3, rows[i].widths, NULL, 0);
      for (guint k = 0; k < 3; k++)
        assert_within (c[k].left.x, rows[i].left[k], 1e-12);
    }
  sl_wall_curve_layout (c, 3, rows[1].widths, &seam, 1); /* the middle is the second seam */
  assert_within (c[2].heading_rad, -G_PI / 12, 1e-12);
  assert_within (c[1].heading_rad, G_PI / 12, 1e-12);
  assert_within (hypot (c[2].left.x, c[2].left.y), 0, 1e-12);
  sl_wall_curve_layout (c, 3, rows[2].widths, &seam, 1); /* it is in the third column */
  assert_within (c[2].heading_rad, 0, 1e-12);
  assert_within (c[2].left.x, -1, 1e-12);
}

static void
test_clipping (void)
{
  const SlVec3 square[4] = { { -1, 2, -1 }, { 1, 2, -1 }, { 1, 2, 1 }, { -1, 2, 1 } },
               behind[4] = { { -1, -2, -1 }, { 1, -2, -1 }, { 1, -2, 1 }, { -1, -2, 1 } };
  SlVec3 out[SL_POLYGON_MAX];
  size_t n;

  n = sl_polygon_clip_to_picture (square, 4, 1, 1, .01, out);
  assert_within (sl_polygon_picture_share (out, n, 1, 1), .25, 1e-12); /* half the width, half the height */
  n = sl_polygon_clip_to_picture (square, 4, .25, .25, .01, out);
  assert_within (sl_polygon_picture_share (out, n, .25, .25), 1, 1e-12); /* fills it */
  g_assert_cmpuint (sl_polygon_clip_to_picture (behind, 4, 1, 1, .01, out), ==, 0);
  const SlVec3 aside[4] = { { 5, 2, -1 }, { 6, 2, -1 }, { 6, 2, 1 }, { 5, 2, 1 } },
               through[4] = { { -1, -1, 0 }, { 1, -1, 0 }, { 1, 3, 0 }, { -1, 3, 0 } };
  g_assert_cmpuint (sl_polygon_clip_to_picture (aside, 4, 1, 1, .01, out), ==, 0);
  g_assert_cmpuint (sl_polygon_clip_to_picture (through, 4, 1, 1, .01, out), >=, 3); /* crosses the camera's plane */
}

/* Cut any way, the parts have the whole's area and lie on their sides; a line beside it cuts nothing. */
static void
test_flat_split (void)
{
  const SlFlat whole = sl_flat_rectangle (2, 1);
  static const SlVec2 lines[][2] = {
    { { 0, -1 }, { 0, 1 } }, { { -2, -1 }, { 2, 1 } },    { { -3, .5 }, { 1, -4 } },
    { { -2, 0 }, { 2, 1 } }, { { 1.5, -9 }, { 1.7, 9 } },
  };
  SlFlat front, back;

  assert_within (sl_flat_area (&whole), 8, 1e-12);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      SlLine line = sl_line_through (lines[i][0], lines[i][1]);

      sl_flat_split (&whole, line, 0, &front, &back);
      assert_within (sl_flat_area (&front) + sl_flat_area (&back), 8, 1e-12);
      g_assert_true (front.n >= 3 && back.n >= 3);
      g_assert_cmpfloat (sl_line_distance (line, sl_flat_middle (&front)), >, 0);
      g_assert_cmpfloat (sl_line_distance (line, sl_flat_middle (&back)), <, 0);
    }
  sl_flat_split (&whole, (SlLine) { 1, 0, 2 }, 1e-12, &front, &back); /* its own edge */
  g_assert_cmpuint (front.n, ==, 0);
  assert_within (sl_flat_area (&back), 8, 1e-12);
  sl_flat_split (&front, (SlLine) { 1, 0, 0 }, 0, &back, NULL);
  g_assert_cmpuint (back.n, ==, 0);
}

/* The nearest of a fine grid of points of a slanted rectangle, wherever the origin lies about it. */
static void
test_nearest (void)
{
  for (double x = -3; x <= 3; x += .75)
    for (double y = -2; y <= 2; y += .5)
      {
        const SlVec3 corner = { x - .5, 1.3 + .2 * y, y - .5 }, right = { 2, .7, 0 }, up = { -.1, .4, 1.5 };
        const SlVec3 across = sl_vec3_add (corner, right), top = sl_vec3_add (corner, up);
        const SlVec3 points[4] = { corner, across, sl_vec3_add (across, up), top };
        double least = INFINITY, found = sl_vec3_length (sl_polygon_nearest (points, 4));

        for (int i = 0; i <= 200; i++)
          for (int k = 0; k <= 200; k++)
            least = fmin (least, sl_vec3_length (sl_vec3_mad (sl_vec3_mad (corner, right, i / 200.), up, k / 200.)));
        g_assert_cmpfloat (found, <=, least + 1e-12);
        assert_within (found, least, 2e-4);
      }
}

/* As tight as the corners one by one, in frames that turn, scale and mirror. */
static void
test_frame_box (void)
{
  const SlBox box = { { -1, -2, 0 }, { 3, .5, 4 } };

  for (int turn = 0; turn < 40; turn++)
    {
      SlFrame pose = sl_frame_from_pose (sl_vec3 (turn, -3, 2), turn * 37, turn * 11 - 90, turn * 5);
      SlFrame frame = sl_frame_scaled (&pose, sl_vec3 (1 + turn * .1, turn % 3 - 1, 2));
      SlBox corners = sl_box_empty (), found = sl_frame_box (&frame, &box);

      for (int k = 0; k < 8; k++)
        sl_box_add (&corners, sl_frame_point (&frame, sl_vec3 (k & 1 ? box.max.x : box.min.x,
                                                               k & 2 ? box.max.y : box.min.y,
                                                               k & 4 ? box.max.z : box.min.z)));
      g_assert_cmpfloat (sl_vec3_length (sl_vec3_sub (corners.min, found.min)), <, 1e-10);
      g_assert_cmpfloat (sl_vec3_length (sl_vec3_sub (corners.max, found.max)), <, 1e-10);
    }
  SlBox empty = sl_box_empty ();
  SlFrame frame = sl_frame_from_pose (sl_vec3 (1, 2, 3), 0, 0, 0);
  empty = sl_frame_box (&frame, &empty);
  g_assert_true (sl_box_is_empty (&empty));
}

/* From the whole line, also behind the ray. */
static double
line_distance (const SlRay *ray, SlVec3 point)
{
  const SlVec3 d = sl_vec3_normalize (ray->direction);

  return sl_vec3_length (sl_vec3_cross (sl_vec3_sub (point, ray->origin), d));
}

/* Against the least of many samples along the line, about the axis, on the plane. */
static void
test_rays (void)
{
  for (int i = 0; i < 2000; i++)
    {
      const SlFrame frame = sl_frame_from_pose (sl_vec3 (g_test_rand_double_range (-9, 9),
                                                         g_test_rand_double_range (-9, 9), 1),
                                                g_test_rand_double_range (-180, 180),
                                                g_test_rand_double_range (-89, 89),
                                                g_test_rand_double_range (-180, 180));
      const SlVec3 aim = sl_frame_point (&frame, sl_vec3 (g_test_rand_double_range (-3, 3),
                                                          g_test_rand_double_range (-3, 3), 0));
      const SlVec3 from = sl_vec3 (1, 2, g_test_rand_double_range (1, 9));
      const SlVec3 eye = sl_vec3_add (aim, sl_frame_direction (&frame, from));
      const SlRay ray = { eye, sl_vec3_scale (sl_vec3_sub (aim, eye), g_test_rand_double_range (.1, 5)) };
      SlVec3 met, one, other;
      double along, deg;

      g_assert_true (sl_ray_on_plane (&ray, frame.o, frame.z, &met));
      g_assert_cmpfloat (sl_vec3_length (sl_vec3_sub (met, aim)), <, 1e-9);
      g_assert_cmpfloat (sl_ray_distance (&ray, aim), <, 1e-9);
      g_assert_true (sl_ray_along_line (&ray, frame.o, frame.x, &along));
      const double least = line_distance (&ray, sl_vec3_mad (frame.o, frame.x, along));
      for (double step = -1; step <= 1; step += .25)
        g_assert_cmpfloat (line_distance (&ray, sl_vec3_mad (frame.o, frame.x, along + step)), >=, least - 1e-9);
      g_assert_true (sl_ray_about_axis (&ray, frame.o, frame.z, &deg));
      sl_axis_square (frame.z, &one, &other);
      const double reach = sl_vec3_length (sl_vec3_sub (aim, frame.o)), turn = deg * 3.14159265358979323846 / 180;
      const SlVec3 there = sl_vec3_mad (sl_vec3_mad (frame.o, one, reach * cos (turn)), other, reach * sin (turn));
      g_assert_cmpfloat (sl_vec3_length (sl_vec3_sub (there, aim)), <, 1e-9);
    }
}

/* What a hand cannot mean. */
static void
test_rays_that_say_nothing (void)
{
  const SlRay down = { { 1, 1, 5 }, { 0, 0, -2 } }, level = { { 1, 1, 5 }, { 1, 0, 0.001 } };
  const SlVec3 origin = { 0, 0, 0 }, z = { 0, 0, 1 }, x = { 1, 0, 0 };
  SlVec3 point;
  double number;

  g_assert_false (sl_ray_along_line (&down, origin, z, &number)); /* side by side */
  g_assert_false (sl_ray_on_plane (&level, origin, z, &point));  /* along it */
  g_assert_false (sl_ray_on_plane (&down, sl_vec3 (0, 0, 6), z, &point)); /* behind */
  g_assert_false (sl_ray_about_axis (&down, sl_vec3 (1, 1, 0), z, &number)); /* at the centre */
  g_assert_true (sl_ray_along_line (&down, origin, x, &number));
  g_assert_cmpfloat_with_epsilon (number, 1, 1e-12);
  g_assert_cmpfloat_with_epsilon (sl_ray_distance (&down, sl_vec3 (1, 1, 9)), 4, 1e-12); /* behind: from its origin */
}

/* Volume of a closed surface: by the divergence of x. */
static double
volume_of (const SlVec3 *points, const unsigned *triangles, size_t n)
{
  double sum = 0;

  for (size_t i = 0; i < n; i++)
    sum += sl_vec3_dot (points[triangles[3 * i]],
                        sl_vec3_cross (points[triangles[3 * i + 1]], points[triangles[3 * i + 2]])) / 6;
  return sum;
}

/* Every edge is walked once each way, and nothing lies without (of what is more than a line). */
static void
assert_closed (const SlVec3 *points, size_t n, const unsigned *triangles, size_t count)
{
  for (size_t i = 0; i < 3 * count; i++)
    {
      unsigned a = triangles[i], b = triangles[i % 3 == 2 ? i - 2 : i + 1], back = 0;
      for (size_t k = 0; k < 3 * count; k++)
        back += triangles[k] == b && triangles[k % 3 == 2 ? k - 2 : k + 1] == a;
      g_assert_cmpuint (back, ==, 1);
    }
  for (size_t i = 0; i < count; i++)
    {
      const SlVec3 a = points[triangles[3 * i]], b = points[triangles[3 * i + 1]], c = points[triangles[3 * i + 2]];
      const SlVec3 out = sl_vec3_normalize (sl_vec3_cross (sl_vec3_sub (b, a), sl_vec3_sub (c, a)));
      for (size_t k = 0; k < n; k++)
        g_assert_cmpfloat (sl_vec3_dot (out, sl_vec3_sub (points[k], a)), <, 1e-8);
    }
}

static void
test_hull (void)
{
  const SlVec3 flat[] = { { 0, 0, 0 }, { 1, 0, 0 }, { 0, 1, 0 }, { 1, 1, 0 } };
  SlVec3 points[SL_HULL_MAX];
  unsigned triangles[6 * SL_HULL_MAX];
  guint32 seed = 1;
  size_t n = 0, count;

  count = sl_hull (flat, 4, 1e-6, triangles); /* without a volume, and closed all the same */
  assert_closed (flat, 4, triangles, count);
  assert_within (volume_of (flat, triangles, count), 0, 1e-12);
  g_assert_cmpuint (sl_hull (flat, 3, 1e-6, triangles), ==, 0);
  /* a block with points in its faces, in its edges and within */
  for (int x = 0; x < 3; x++)
    for (int y = 0; y < 3; y++)
      for (int z = 0; z < 3; z++)
        points[n++] = sl_vec3 (x, y * 2, z * 3);
  count = sl_hull (points, n, 1e-6, triangles);
  assert_closed (points, n, triangles, count);
  assert_within (volume_of (points, triangles, count), 2 * 4 * 6, 1e-9);
  for (guint round = 0; round < 20; round++)
    {
      for (n = 0; n < 4 + 2 * round; n++)
        {
          double r[3];
          for (guint k = 0; k < 3; k++)
            r[k] = ((seed = seed * 1664525u + 1013904223u) >> 8) / 16777216.;
          points[n] = sl_vec3 (r[0], r[1], r[2]);
        }
      count = sl_hull (points, n, 1e-9, triangles);
      assert_closed (points, n, triangles, count);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/geom/pose", test_pose);
  g_test_add_func ("/geom/frame-box", test_frame_box);
  g_test_add_func ("/geom/wall/radii", test_radii);
  g_test_add_func ("/geom/wall/flat", test_flat_wall);
  g_test_add_func ("/geom/wall/ring", test_ring);
  g_test_add_func ("/geom/wall/seams", test_seams);
  g_test_add_func ("/geom/wall/uneven-columns", test_uneven_columns);
  g_test_add_func ("/geom/ray/random", test_rays);
  g_test_add_func ("/geom/ray/says-nothing", test_rays_that_say_nothing);
  g_test_add_func ("/geom/clipping", test_clipping);
  g_test_add_func ("/geom/flat/split", test_flat_split);
  g_test_add_func ("/geom/polygon/nearest", test_nearest);
  add_figures_tests ();
  add_site_tests ();
  g_test_add_func ("/geom/hull", test_hull);
  return g_test_run ();
}
