/* The vectors of docs/PHYSICS.md, section by section. */
#include "../sl-test.h"
#include "sl-distortion.h"
#include "sl-optics.h"

static void
test_field_of_view (void)
{
  SlSensorArea a;

  assert_near (sl_optics_fov_deg (27.99, 1, 32), 47.244);
  assert_near (sl_optics_fov_deg (19.22, 1, 32), 33.431);
  assert_near (sl_optics_fov_deg (36.70, 1, 40), 49.287);
  assert_near (sl_optics_fov_deg (20.22, 2, 50), 44.037);
  assert_near (sl_optics_fov_deg (16.95, 1, 50), 19.240);
  assert_near (sl_optics_fov_deg (36, 1, 50), 39.598);
  assert_near (sl_optics_fov_deg (36, 1, sl_optics_image_distance (50, 1000)), 37.761);
  a = sl_optics_extraction (27.99, 19.22, 1, 2.39);
  assert_near (a.w_mm, 27.99);
  assert_near (a.h_mm, 11.711);
  a = sl_optics_extraction (27.99, 19.22, 1, 9. / 16);
  assert_near (a.w_mm, 10.811);
  assert_near (a.h_mm, 19.22);
  assert_near (sl_optics_fov_deg (a.w_mm, 1, 32), 19.176);
  a = sl_optics_extraction (20.22, 16.95, 2, 2.39);
  assert_near (a.h_mm, 16.921);
  a = sl_optics_extraction (20, 10, 1, 0);
  assert_near (a.w_mm * a.h_mm, 200);
}

static void
test_focus (void)
{
  assert_near (sl_optics_hyperfocal (50, 2.8, .025), 35764.3);
  assert_near (sl_optics_near_limit (50, 2.8, .025, 3000), 2771.1);
  assert_near (sl_optics_far_limit (50, 2.8, .025, 3000), 3270.1);
  assert_near (sl_optics_hyperfocal (25, 5.6, .025), 4489.3);
  assert_near (sl_optics_near_limit (25, 5.6, .025, 3000), 1800.3);
  assert_near (sl_optics_far_limit (25, 5.6, .025, 3000), 8992.8);
  g_assert_true (isinf (sl_optics_far_limit (25, 5.6, .025, 5000)));
  assert_near (sl_optics_blur_disc (50, 2.8, 3000, 5000), .12107);
}

static void
test_moire (void)
{
  static const double table[][2] = {
    { .25, .925 }, { .5, .722 }, { .75, .449 }, { 1, .181 }, { 1.2197, 0 },
    { 1.5, .120 }, { 1.635, .132 }, { 2, .068 }, { 2.2331, 0 }, { 3, .038 },
  };
  static const struct { double p, f, n, s, gap; } gaps[] = {
    { 2.84, 50, 2.8, 3000, 582 }, { 2.84, 25, 4, 3000, 1663 }, { 1.5625, 25, 4, 3000, 915 },
    { 1.9531, 35, 2, 4000, 545 }, { 2.604, 32, 5.6, 4000, 2224 },
  };
  double near, far;

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    assert_within (sl_optics_grid_modulation (table[i][0]), table[i][1], 6e-4);
  for (guint i = 0; i < G_N_ELEMENTS (gaps); i++)
    assert_near (sl_optics_min_wall_gap (gaps[i].f, gaps[i].n, gaps[i].p, gaps[i].s), gaps[i].gap);
  sl_optics_moire_zone (2.84, 50, 2.8, 5000, &near, &far);
  assert_near (near, 4188);
  assert_near (far, 6204);
  sl_optics_moire_zone (1.5625, 25, 4, 4000, &near, &far);
  assert_near (near, 3065);
  assert_near (far, 5755);
  /* §3 */
  double v = sl_optics_image_distance (32, 2500);
  assert_near (sl_optics_sampling_ratio (2.84, v, 3000, 1, 1, .006074), 5.052);
  assert_near (sl_optics_sampling_ratio (2.84, v, 5000, 1, 1, .006074), 3.031);
  assert_near (sl_optics_sampling_ratio (2.84, v, 8000, 1, 1, .006074), 1.894);
  assert_near (sl_optics_sampling_ratio (1, 1, 1, 1, cos (35 * G_PI / 180), 1), 1.2208);
}

static const SlOpticsVector X = { 1, 0, 0 }, Y = { 0, 1, 0 }, Z = { 0, 0, 1 }, MINUS_Y = { 0, -1, 0 };

/* Of a square wall on the axis, d behind the pupil (mm). */
static double
ratio_on_axis (const SlOpticsLens *lens, double pitch, double d)
{
  return sl_optics_blur_pitch_ratios (lens, (SlOpticsVector) { 0, d / 1000, 0 }, X, Z, pitch).rows;
}

/* What the camera sees of `v` once it is rolled, clockwise from behind. */
static SlOpticsVector
rolled (SlOpticsVector v, double deg)
{
  double c = cos (deg * G_PI / 180), s = sin (deg * G_PI / 180);
  return (SlOpticsVector) { v.right * c - v.up * s, v.forward, v.right * s + v.up * c };
}

/* The general form: columns and rows of the LEDs, not axes of the picture. */
static void
test_blur (void)
{
  const double c45 = sqrt (.5), c60 = .5, s60 = sqrt (.75);
  const SlOpticsVector turned = { c45, c45, 0 }, beside = { -c45, c45, 0 }, wing = { c60, s60, 0 };
  const SlOpticsLens a = { 50, 2.8, 1, 3000, 1, 1 }, b = { 35, 5.6, 1, 10000, 1, 1 }, c = { 50, 2.8, 1, 4000, 1, 1 };
  const SlOpticsLens wide = { 50, 2.8, 2, 3000, 1, 1 };
  const struct {
    const SlOpticsLens *lens;
    double              pitch, roll;
    SlOpticsVector      point, right, up;
    double              columns, rows;
  } rows[] = {
    { &a, 2.84, 0, { 0, 5, 0 }, X, Z, 4.1918, 4.1918 },
    { &a, 2.84, 0, { 2, 5, 0 }, X, Z, 4.1918, 4.1918 },
    { &b, 5, 0, { 1, 14, 2.5 }, X, Y, .5385, 2.8 },
    { &b, 5, 0, { 1, 14, 2.5 }, MINUS_Y, X, 2.8, .5385 },
    { &b, 5, 0, { 1, 14, 2.5 }, turned, beside, 2.1506, 1.8722 },
    { &c, 2.84, 0, { .3, 8, .5 }, wing, Z, 13.449, 6.3297 },
    { &c, 2.84, 37, { .3, 8, .5 }, wing, Z, 13.449, 6.3297 },
    { &c, 2.84, 90, { .3, 8, .5 }, wing, Z, 13.449, 6.3297 },
    { &wide, 2.84, 0, { .5, 5, .3 }, X, Z, 2.0959, 4.1918 },
    { &wide, 2.84, 30, { .5, 5, .3 }, X, Z, 2.7726, 3.7785 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SlOpticsVector point = rolled (rows[i].point, rows[i].roll), right = rolled (rows[i].right, rows[i].roll);
      SlOpticsVector up = rolled (rows[i].up, rows[i].roll);
      SlBlurRatios r = sl_optics_blur_pitch_ratios (rows[i].lens, point, right, up, rows[i].pitch);
      if (fabs (r.columns / rows[i].columns - 1) > 1e-4 || fabs (r.rows / rows[i].rows - 1) > 1e-4)
        g_error ("row %u: %.5f, %.5f", i, r.columns, r.rows);
    }
  /* at the least gap the ratio is 1.22; focused at infinity it is the pupil over the pitch */
  assert_near (ratio_on_axis (&a, 2.84, 3000 + sl_optics_min_wall_gap (50, 2.8, 2.84, 3000)), 1.22);
  const SlOpticsLens far = { 50, 2.8, 1, INFINITY, 1, 1 };
  assert_near (ratio_on_axis (&far, 2.84, 5000), 50 / 2.8 / 2.84);
  g_assert_true (isinf (sl_optics_blur_pitch_ratios (&a, (SlOpticsVector) { 0, 5, 0 }, Y, Z, 2.84).columns));
}

/* A corner factor shrinks the pupil with the square of the distance from the middle, to c at half the diagonal. */
static void
test_corner (void)
{
  const SlOpticsLens lens = { 50, 2.8, 1, 3000, .7, .5 }, whole = { 50, 2.8, 1, 3000, 1, .5 };
  static const struct { double x, z, factor; } rows[] = {
    { 0, 0, 1 }, { .25, 0, 1 - .3 / 4 }, { 0, -.25, 1 - .3 / 4 }, { .3, .4, .7 }, { .5, 0, .7 }, { .9, .9, .7 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const SlOpticsVector p = { rows[i].x * 5, 5, rows[i].z * 5 };
      SlBlurRatios with = sl_optics_blur_pitch_ratios (&lens, p, X, Z, 2.84);
      SlBlurRatios without = sl_optics_blur_pitch_ratios (&whole, p, X, Z, 2.84);
      assert_within (with.columns / without.columns, rows[i].factor, 1e-12);
      assert_within (with.rows / without.rows, rows[i].factor, 1e-12);
    }
  /* the squeeze makes the sensor's corner narrower than the picture's */
  const SlOpticsLens wide = { 50, 2.8, 2, 3000, .7, .5 };
  SlBlurRatios edge = sl_optics_blur_pitch_ratios (&wide, (SlOpticsVector) { 5, 5, 0 }, X, Z, 2.84);
  assert_near (edge.rows, 4.1918 * .7);
}

static void
test_scan (void)
{
  static const struct { double fps, shutter, refresh, cycles, ripple; } rows[] = {
    { 24, 180, 3840, 80, 0 }, { 24, 172.8, 3840, 76.8, .0132 }, { 25, 180, 3840, 76.8, .0132 },
    { 25, 180, 7680, 153.6, .0065 }, { 30, 180, 3840, 64, 0 }, { 24000. / 1001, 180, 3840, 80.080, .0125 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      double cycles = sl_optics_scan_cycles (rows[i].shutter, rows[i].fps, rows[i].refresh);
      assert_near (cycles, rows[i].cycles);
      assert_within (sl_optics_scan_ripple (cycles), rows[i].ripple, 6e-5);
    }
}

static void
test_off_axis (void)
{
  static const struct { double view, at45, at60; } rows[] = {
    { 120, .707, .5 }, { 140, .799, .639 }, { 160, .872, .760 }, { 170, .906, .821 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      assert_within (sl_optics_off_axis (45, rows[i].view), rows[i].at45, 6e-4);
      assert_within (sl_optics_off_axis (60, rows[i].view), rows[i].at60, 6e-4);
    }
}

static SlOpticsOverscan
overscan_deg (double hfov, double vfov, double pan, double tilt, double roll)
{
  double tan_h = tan (hfov / 2 * G_PI / 180), tan_v = tan (vfov / 2 * G_PI / 180);

  return sl_optics_overscan (tan_h, tan_v, (SlOpticsTurn) { pan, tilt, roll });
}

static void
test_latency (void)
{
  /* 40°, 17.4°/s, 11 frames at 24; 47.2°, 20°/s, 6 frames */
  double a_side = sl_optics_turn_a_side (-17.4, 0, 11. / 24, 0);
  SlOpticsOverscan o = overscan_deg (40, 23, a_side, 0, 0);
  assert_near (40 * o.angle_h, 55.95);
  assert_near (o.angle_h, 1.399);
  assert_near (o.width, 1.459);
  o = overscan_deg (47.2, 27, sl_optics_turn_a_side (20, 0, 6. / 24, 0), 0, 0);
  assert_near (o.angle_h, 1.212);
  assert_near (o.width, 1.248);
  /* a smooth pan of 40° in 2 s at a quarter of it: 22.5°/s and 30°/s² of 120·u·(1−u) and 60·(1−2u) */
  assert_near (sl_optics_turn_a_side (22.5, 30, .25, 4.7), 6.5625);
  assert_near (sl_optics_turn_a_side (0, -60, .25, 1.72), 1.875);
  assert_near (sl_optics_turn_a_side (0, 0, .25, -.787), .787);
  /* keystone, and a roll */
  o = overscan_deg (53.13, 31.42, 5, 0, 0);
  assert_near (o.tan_h, .6144);
  assert_near (o.tan_v, .2952);
  o = sl_optics_overscan (.5, .28125, (SlOpticsTurn) { 0, 0, 5 });
  assert_near (o.tan_h, .5226);
  assert_near (o.tan_v, .3237);
  assert_near (o.height, .3237 / .28125);
  /* a tilt of 20°/s, 0.25 s: the height needs 1.32, which the corners widen a little more at the sides */
  o = overscan_deg (53.13, 31.3, 0, 5, 0);
  assert_within (o.angle_v, 1 + 10 / 31.3, 1e-9);
  assert_near (o.tan_h, .5 * cos (15.65 * G_PI / 180) / cos (20.65 * G_PI / 180));
}

/* At rest nothing widens; a turn about the view axis needs no more than the diagonal; half angles stay below 90°. */
static void
test_overscan_limits (void)
{
  SlOpticsOverscan o = sl_optics_overscan (.5, .28125, (SlOpticsTurn) { 0, 0, 0 });

  assert_within (o.angle_h, 1, 1e-12);
  assert_within (o.angle_v, 1, 1e-12);
  assert_within (o.width * o.height, 1, 1e-12);
  o = sl_optics_overscan (.5, .28125, (SlOpticsTurn) { 0, 0, 90 });
  assert_within (o.tan_h, hypot (.5, .28125), 1e-12);
  assert_within (o.tan_v, hypot (.5, .28125), 1e-12);
  o = sl_optics_overscan (.5, .28125, (SlOpticsTurn) { 400, 0, 0 });
  assert_near (o.tan_h, tan (89.5 * G_PI / 180));
  g_assert_true (isfinite (o.tan_v) && o.tan_v > .28125);
}

static void
test_swim (void)
{
  const SlOpticsVector dolly = { .5, 0, 0 }, push = { 0, 2, 0 }, middle = { 0, 5, 0 }, corner = { 2.5, 5, 1.40625 };
  double v_px = sl_optics_image_distance (32, 2500) / .006074;

  assert_near (sl_optics_swim_m (.5, 6. / 24, 0), .125);
  assert_near (sl_optics_swim_m (.5, 6. / 24, .5), .0625);
  g_assert_cmpfloat (sl_optics_swim_m (.5, 6. / 24, 1), ==, 0);
  assert_near (sl_optics_swim_px (dolly, middle, .25, v_px, 1, INFINITY), .125 / 5 * v_px);
  assert_near (sl_optics_swim_px (dolly, middle, .25, v_px, 1, 10), .0625 / 5 * v_px);
  assert_near (sl_optics_swim_px (dolly, middle, .25, v_px, 2, INFINITY), .0625 / 5 * v_px);
  /* pushing in stands still in the middle and swims outward in the corner */
  g_assert_cmpfloat (sl_optics_swim_px (push, middle, .25, v_px, 1, INFINITY), ==, 0);
  assert_near (sl_optics_swim_px (push, corner, .25, v_px, 1, INFINITY), v_px / 5 * .25 * 2 * hypot (.5, .28125));
}

static void
test_ports (void)
{
  g_assert_cmpint (sl_optics_port_pixels (SL_PORT_NOVASTAR, 60, 8, FALSE), ==, 659722);
  g_assert_cmpint (sl_optics_port_pixels (SL_PORT_NOVASTAR, 60, 10, FALSE), ==, 494791);
  g_assert_cmpint (sl_optics_port_pixels (SL_PORT_NOVASTAR, 60, 12, FALSE), ==, 329861);
  g_assert_cmpint (sl_optics_port_pixels (SL_PORT_BROMPTON, 60, 8, FALSE), ==, 525000);
  g_assert_cmpint (sl_optics_port_pixels (SL_PORT_BROMPTON, 60, 10, FALSE), ==, 420000);
  g_assert_cmpint (sl_optics_port_pixels (SL_PORT_BROMPTON, 60, 12, FALSE), ==, 350000);
  g_assert_cmpint (sl_optics_port_pixels (SL_PORT_BROMPTON, 60, 12, TRUE), ==, 175000);
  g_assert_cmpint (sl_optics_port_pixels (SL_PORT_HELIOS, 60, 10, FALSE), ==, 510000);
  g_assert_cmpint (sl_optics_port_pixels (SL_PORT_HELIOS, 60, 12, FALSE), ==, 425000);
}

static void
test_exposure (void)
{
  assert_within (sl_optics_mid_grey_nit (2.8, 1. / 48, 800), 5.88, .006);
  assert_within (sl_optics_mid_grey_nit (4, 1. / 48, 800), 12, .05);
  assert_within (sl_optics_mid_grey_nit (5.6, 1. / 50, 800), 24.5, .05);
  assert_within (sl_optics_mid_grey_nit (2, 1. / 48, 1280), 1.88, .006);
  assert_within (sl_optics_stops_over (1500, sl_optics_mid_grey_nit (2.8, 1. / 48, 800)), 8.0, .05);
}

/* Just in and just out of each band of §15. */
static void
test_grades (void)
{
  g_assert_cmpint (sl_grade_of_miss (0, 0), ==, SL_GRADE_GREEN);
  g_assert_cmpint (sl_grade_of_miss (0, .01), ==, SL_GRADE_AMBER);
  g_assert_cmpint (sl_grade_of_miss (.019, .1), ==, SL_GRADE_ORANGE);
  g_assert_cmpint (sl_grade_of_miss (.021, .1), ==, SL_GRADE_RED);
  g_assert_cmpint (sl_grade_of_moire (2.233), ==, SL_GRADE_GREEN);
  g_assert_cmpint (sl_grade_of_moire (2.232), ==, SL_GRADE_AMBER);
  g_assert_cmpint (sl_grade_of_moire (1.219), ==, SL_GRADE_ORANGE);
  g_assert_cmpint (sl_grade_of_moire (.749), ==, SL_GRADE_RED);
  g_assert_cmpint (sl_grade_of_incidence (29.9), ==, SL_GRADE_GREEN);
  g_assert_cmpint (sl_grade_of_incidence (44.9), ==, SL_GRADE_AMBER);
  g_assert_cmpint (sl_grade_of_incidence (60), ==, SL_GRADE_ORANGE);
  g_assert_cmpint (sl_grade_of_incidence (60.1), ==, SL_GRADE_RED);
  g_assert_cmpint (sl_grade_of_overscan (1.2), ==, SL_GRADE_GREEN);
  g_assert_cmpint (sl_grade_of_overscan (1.61), ==, SL_GRADE_RED);
  g_assert_cmpint (sl_grade_of_ripple (0), ==, SL_GRADE_GREEN);
  g_assert_cmpint (sl_grade_of_ripple (.0132), ==, SL_GRADE_ORANGE);
  g_assert_cmpint (sl_grade_of_exposure (5.9), ==, SL_GRADE_AMBER);
  g_assert_cmpint (sl_grade_of_focus (50, 2.8, .025, 2.84, 3000, 9000), ==, SL_GRADE_GREEN);
  g_assert_cmpint (sl_grade_of_focus (50, 2.8, .025, 2.84, 4500, 5000), ==, SL_GRADE_ORANGE); /* inside 4188…6204 */
  g_assert_cmpint (sl_grade_of_focus (25, 8, .025, 1, 4000, 5000), ==, SL_GRADE_ORANGE);
  g_assert_cmpint (sl_grade_of_focus (50, 2.8, .025, 2.84, 5000, 5000), ==, SL_GRADE_RED);
}

/* --- distortion --- */

static void
test_distortion (void)
{
  /* x, y: r² = 25; k1…k6, p1, p2; where it goes by the formula of the header, written out */
  static const struct { SlDistortion lens; double x, y; } cases[] = {
    { { { 0 }, { 0 }, false }, 3, 4 },
    { { { .01 }, { 0 }, false }, 3 * 1.25, 4 * 1.25 },
    { { { 0, .01 }, { 0 }, false }, 3 / 1.25, 4 / 1.25 },
    { { { .01, .02, .0004, .0008, .000016, .000032 }, { 0 }, false }, 3 * 1.75 / 2.5, 4 * 1.75 / 2.5 },
    { { { 0 }, { .001, 0 }, false }, 3 + .024, 4 + .001 * (25 + 32) },
    { { { 0 }, { 0, .001 }, false }, 3 + .001 * (25 + 18), 4 + .024 },
  };
  static const SlDistortion undefined[] = {
    { { 0, -.04 }, { 0 }, false },  /* nought over nought on the circle of r² = 25 */
    { { 0, -.05 }, { 0 }, false },  /* and below it beyond */
    { { NAN }, { 0 }, false }, { { 0, NAN }, { 0 }, false },
  };
  double x, y, length, angle;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_true (sl_distortion_map (&cases[i].lens, 3, 4, &x, &y));
      assert_within (x, cases[i].x, 1e-12);
      assert_within (y, cases[i].y, 1e-12);
      g_assert_true (sl_distortion_unmap (&cases[i].lens, .3, -.4, &x, &y));
      g_assert_true (sl_distortion_map (&cases[i].lens, x, y, &x, &y));
      assert_within (x, .3, 1e-8);
      assert_within (y, -.4, 1e-8);
    }
  for (guint i = 0; i < G_N_ELEMENTS (undefined); i++)
    {
      g_assert_false (sl_distortion_map (&undefined[i], 3, 4, &x, &y));
      g_assert_false (sl_distortion_overscan (&undefined[i], 36, 24, 50, &length, &angle));
    }
}

/* Both equations: by lengths 1.0468 in the corner of 36 × 24 mm, by angles less, at 50 mm; a barrel needs none. */
static void
test_distortion_overscan (void)
{
  const SlDistortion pincushion = { { 1e-4 }, { 0 }, false }, barrel = { { -1e-4 }, { 0 }, false };
  const SlDistortion other_way = { { -1e-4 }, { 0 }, true };
  double length, angle, x, y;

  g_assert_true (sl_distortion_overscan (&pincushion, 36, 24, 50, &length, &angle));
  assert_within (length, 1.0468, 1e-12);
  assert_within (angle, atan (1.0468 * 12 / 50) / atan (12. / 50), 1e-12);
  g_assert_true (sl_distortion_overscan (&barrel, 36, 24, 50, &length, &angle));
  assert_within (length, 1, 0);
  assert_within (angle, 1, 0);
  g_assert_true (sl_distortion_overscan (&other_way, 36, 24, 50, &length, &angle));
  g_assert_true (sl_distortion_map (&other_way, 18 * length, 12 * length, &x, &y)); /* the corner is filled */
  assert_within (x, 18, 1e-8);
  g_assert_false (sl_distortion_overscan (&barrel, 0, 24, 50, &length, &angle));
  g_assert_false (sl_distortion_overscan (&barrel, 36, 24, NAN, &length, &angle));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/optics/1-field-of-view", test_field_of_view);
  g_test_add_func ("/optics/2-focus", test_focus);
  g_test_add_func ("/optics/4-moire", test_moire);
  g_test_add_func ("/optics/4-blur", test_blur);
  g_test_add_func ("/optics/4-corner", test_corner);
  g_test_add_func ("/optics/5-scan", test_scan);
  g_test_add_func ("/optics/6-off-axis", test_off_axis);
  g_test_add_func ("/optics/7-latency", test_latency);
  g_test_add_func ("/optics/7-overscan-limits", test_overscan_limits);
  g_test_add_func ("/optics/7-swim", test_swim);
  g_test_add_func ("/optics/10-ports", test_ports);
  g_test_add_func ("/optics/11-exposure", test_exposure);
  g_test_add_func ("/optics/15-grades", test_grades);
  g_test_add_func ("/optics/distortion", test_distortion);
  g_test_add_func ("/optics/distortion-overscan", test_distortion_overscan);
  return g_test_run ();
}
