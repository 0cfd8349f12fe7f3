/* What a move asks of the wall (docs/PHYSICS.md §4 and §7): turns by hand, blur and distance found another way. */
#include "coverage-fixture.h"
#include "sl-optics.h"

#define DEG (G_PI / 180)
#define LATENCY "stage-1 latency=<delay name=\"all\" frames=\"6\"/>"

static char *
track (const char *path, const char *keys)
{
  return g_strdup_printf ("<track target=\"cam-a\" path=\"%s\">%s</track>", path, keys);
}

static SlCoverage *
moved (const char *path, const char *keys, const char *pan, const char *tilt, const char *roll)
{
  g_autofree char *tracks = track (path, keys);
  g_autoptr (SlPlan) plan = EDITED (flat (), LATENCY, "cam-a pan", pan, "cam-a tilt", tilt, "cam-a roll", roll,
                                    "shot-1 frames=60", "shot-1 tracks", tracks);
  return analyse (plan, 8, 8, 1);
}

#define SMOOTH_40 "<key frame=\"0\" value=\"0\" ease=\"smooth\"/><key frame=\"48\" value=\"40\"/>"
#define LINEAR_20 "<key frame=\"0\" value=\"0\"/><key frame=\"24\" value=\"20\"/>"

/* A smooth pan: speed and acceleration while it goes, what was really turned while the wall still lags, nothing. */
static void
test_smooth_pan (void)
{
  static const struct { guint frame; double deg; } rows[] = {
    { 0, 1.875 }, { 12, 6.5625 }, { 48, 1.875 }, { 50, .787 }, { 54, 0 },
  };
  g_autoptr (SlCoverage) c = moved ("pan", SMOOTH_40, "0", "0", "0");
  double hfov = 2 * atan (FLAT_TAN_H) / DEG;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    assert_within (c->frames[rows[i].frame].overscan_pan_deg, rows[i].deg, 1e-3 * fmax (.001, rows[i].deg));
  assert_near (c->frames[12].overscan_angle_factor_h, 1 + 2 * 6.5625 / hfov);
  assert_near (c->frames[12].overscan_angle_factor, 1.2470);
  assert_near (c->frames[12].overscan_width_factor, tan (atan (FLAT_TAN_H) + 6.5625 * DEG) / FLAT_TAN_H);
  assert_within (c->frames[54].overscan_angle_factor, 1, 1e-9);
  g_assert_cmpint (c->grades[SL_SUBJECT_OVERSCAN], >=, SL_GRADE_AMBER);
}

/* The first and the last key are one-sided: all of the speed. A jump is no acceleration, but the wall lags it. */
static void
test_ends_and_jumps (void)
{
  g_autoptr (SlCoverage) linear = moved ("pan", LINEAR_20, "0", "0", "0");
  g_autoptr (SlCoverage) jump = moved ("pan", "<key frame=\"0\" value=\"0\" ease=\"hold\"/>"
                                              "<key frame=\"12\" value=\"30\"/>", "0", "0", "0");

  assert_within (linear->frames[0].overscan_pan_deg, 5, 1e-6);
  assert_within (linear->frames[24].overscan_pan_deg, 5, 1e-6);
  assert_within (linear->frames[27].overscan_pan_deg, 2.5, 1e-6);
  assert_within (linear->frames[30].overscan_pan_deg, 0, 1e-6);
  assert_within (jump->frames[11].overscan_pan_deg, 0, 1e-6);
  assert_within (jump->frames[12].overscan_pan_deg, 30, 1e-6);
  assert_within (jump->frames[17].overscan_pan_deg, 30, 1e-6);
  assert_within (jump->frames[18].overscan_pan_deg, 0, 1e-6);
}

/* A turn is split in the camera's own frame: looking up, a pan is partly a roll; lying on its side, it is a tilt. */
static void
test_split (void)
{
  static const struct { const char *path, *tilt, *roll; double pan_deg, tilt_deg, roll_deg; } rows[] = {
    { "pan", "0", "0", 5, 0, 0 }, { "pan", "30", "0", 4.330127, 0, 2.5 }, { "pan", "0", "90", 0, 5, 0 },
    { "pan", "0", "45", 3.535534, 3.535534, 0 }, { "tilt", "0", "0", 0, 5, 0 }, { "tilt", "0", "90", 5, 0, 0 },
    { "roll", "0", "0", 0, 0, 5 }, { "roll", "20", "0", 0, 0, 5 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SlCoverage) c = moved (rows[i].path, LINEAR_20, "0", rows[i].tilt, rows[i].roll);
      const SlFrameCoverage *f = &c->frames[0];

      assert_within (f->overscan_pan_deg, rows[i].pan_deg, 1e-5);
      assert_within (f->overscan_tilt_deg, rows[i].tilt_deg, 1e-5);
      assert_within (f->overscan_roll_deg, rows[i].roll_deg, 1e-5);
    }
}

/* A tilt of 20°/s needs its height; the width only for the corners; the grade is of the worse. */
static void
test_tilt (void)
{
  g_autoptr (SlCoverage) c = moved ("tilt", LINEAR_20, "0", "0", "0");
  const SlFrameCoverage *f = &c->frames[0];
  double half_v = atan (FLAT_TAN_V);

  assert_near (f->overscan_angle_factor_v, 1 + 5 * DEG / half_v);
  assert_near (f->overscan_height_factor, tan (half_v + 5 * DEG) / FLAT_TAN_V);
  assert_near (f->overscan_width_factor, cos (half_v) / cos (half_v + 5 * DEG));
  assert_within (f->overscan_angle_factor, f->overscan_angle_factor_v, 1e-12);
  g_assert_cmpint (f->grades[SL_SUBJECT_OVERSCAN], ==, SL_GRADE_AMBER);
  g_autoptr (SlCoverage) roll = moved ("roll", LINEAR_20, "0", "0", "0");
  assert_near (roll->frames[0].overscan_width_factor, cos (5 * DEG) + FLAT_TAN_V / FLAT_TAN_H * sin (5 * DEG));
  assert_near (roll->frames[0].overscan_height_factor, cos (5 * DEG) + FLAT_TAN_H / FLAT_TAN_V * sin (5 * DEG));
}

/* Pixels that content at infinity is off by: everywhere alike for a dolly, most in the corners for a push-in. */
static void
test_swim (void)
{
  double v_px = sl_optics_image_distance (28, 4000) / .006076;
  g_autofree char *across = track ("position", "<key frame=\"0\" value=\"-0.25 -4 2.25\"/>"
                                               "<key frame=\"24\" value=\"0.25 -4 2.25\"/>");
  g_autofree char *in = track ("position", "<key frame=\"0\" value=\"0 -4 2.25\"/>"
                                           "<key frame=\"24\" value=\"0 -2 2.25\"/>");
  g_autoptr (SlPlan) dolly = EDITED (flat (), LATENCY, "shot-1 frames=30", "shot-1 tracks", across);
  g_autoptr (SlPlan) deep = EDITED (sl_plan_ref (dolly), "grid depth=16");
  g_autoptr (SlPlan) push = EDITED (flat (), LATENCY, "shot-1 frames=30", "shot-1 tracks", in);
  g_autoptr (SlCoverage) d = analyse (dolly, 8, 8, 1), e = analyse (deep, 8, 8, 1), p = analyse (push, 8, 8, 1);

  assert_near (d->frames[0].swim_px, .5 * .25 / 8 * v_px);
  assert_near (d->frames[12].swim_px, .5 * .25 / 8 * v_px);
  assert_near (d->frames[24].swim_px, .5 * .25 / 8 * v_px);
  g_assert_cmpfloat (d->frames[25].swim_px, ==, 0);
  assert_near (e->frames[12].swim_px, .5 * .25 / 8 * v_px / 2);
  assert_near (p->frames[0].swim_px, 2 * .25 / 8 * v_px * hypot (FLAT_TAN_H, FLAT_TAN_V));
  assert_near (p->frames[24].swim_px, 2 * .25 / 6 * v_px * hypot (FLAT_TAN_H, FLAT_TAN_V));
}

/* --- blur, found from where LEDs come to lie in the image --- */

/* Of a LED and its neighbours a pitch to the right and up, in the image (mm). */
typedef struct {
  double x, z;
} Spot;

static Spot
image_of (const SlFrame *camera, SlVec3 at, double v_mm)
{
  SlVec3 p = sl_frame_unpoint (camera, at);
  return (Spot) { p.x / p.y * v_mm, p.z / p.y * v_mm };
}

/* The least blur over the period of the columns and of the rows, over a grid of points that the picture shows. */
static void
least_blur (const SlFrame *camera, const SlFrame *wall, double w, double h, double focal, double stop, double focus_mm,
            double pitch_mm, double tan_h, double tan_v, double *columns, double *rows)
{
  double v = focal * focus_mm / (focus_mm - focal);

  *columns = *rows = INFINITY;
  for (double x = -w / 2; x <= w / 2; x += .05)
    for (double z = 0; z <= h; z += .05)
      {
        SlVec3 at = sl_frame_point (wall, sl_vec3 (x, 0, z)), p = sl_frame_unpoint (camera, at);
        if (p.y <= 0 || fabs (p.x) > tan_h * p.y || fabs (p.z) > tan_v * p.y)
          continue;
        Spot o = image_of (camera, at, v);
        Spot r = image_of (camera, sl_vec3_mad (at, wall->x, 1e-6), v);
        Spot u = image_of (camera, sl_vec3_mad (at, wall->z, 1e-6), v);
        double ax = (r.x - o.x) * pitch_mm * 1000, az = (r.z - o.z) * pitch_mm * 1000;
        double bx = (u.x - o.x) * pitch_mm * 1000, bz = (u.z - o.z) * pitch_mm * 1000, area = fabs (ax * bz - az * bx);
        double disc = sl_optics_blur_disc (focal, stop, focus_mm, p.y * 1000);
        *columns = fmin (*columns, disc / (area / hypot (bx, bz)));
        *rows = fmin (*rows, disc / (area / hypot (ax, az)));
      }
}


static SlPlan *
ceiling (const char *position, const char *pan, const char *columns, const char *rows)
{
  return EDITED (flat (), "roe-bp2v2 pitch_mm=5", "cam-a position=0 -8 1.5", "shot-1 focal_mm=35", "shot-1 focus=10",
                 "shot-1 stop=5.6", "wall position", position, "wall pan", pan, "wall tilt=90", "wall columns", columns,
                 "wall rows", rows);
}

/* The same LEDs over the same place, the cabinets laid one way and the other; and the camera rolled. */
static void
test_blur_of_a_ceiling (void)
{
  g_autoptr (SlPlan) along = ceiling ("0 12 4", "0", "40", "30"), across = ceiling ("-10 4.5 4", "90", "30", "40");
  SlFrame camera = sl_frame_from_pose (sl_vec3 (0, -8, 1.5), 0, 0, 0);
  SlFrame wall = sl_frame_from_pose (sl_vec3 (0, 12, 4), 0, 90, 0);
  g_autoptr (SlCoverage) a = analyse (along, 60, 34, 1), b = analyse (across, 60, 34, 1);
  double columns, rows;

  least_blur (&camera, &wall, 20, 15, 35, 5.6, 10000, 5, .4, 15.7 / 70, &columns, &rows);
  assert_within (a->frames[0].blur_pitch_ratio_h, columns, columns * .02 + .01);
  assert_within (a->frames[0].blur_pitch_ratio_v, rows, rows * .02 + .01);
  assert_within (b->frames[0].blur_pitch_ratio_h, a->frames[0].blur_pitch_ratio_v, 1e-6);
  assert_within (b->frames[0].blur_pitch_ratio_v, a->frames[0].blur_pitch_ratio_h, 1e-6);
  g_assert_cmpint (a->grades[SL_SUBJECT_MOIRE], ==, b->grades[SL_SUBJECT_MOIRE]);
}

/* A lens that carries a corner factor blurs less in the corner of the mode; another lens of the set changes nothing. */
static void
test_corner_of_the_lens (void)
{
  /* the framing is all of the mode, so that its corner is the mode's */
  g_autoptr (SlPlan) plain = EDITED (flat (), "wall rows=40", "cam-a position=0 -3 10", "shot-1 ratio=0",
                                     "shot-1 focal_mm=29");
  g_autoptr (SlPlan) with = EDITED (sl_plan_ref (plain), "arri-signature-prime lenses[29].corner=0.7");
  g_autoptr (SlPlan) other = EDITED (sl_plan_ref (plain), "arri-signature-prime lenses[35].corner=0.7");
  g_autoptr (SlCoverage) p = analyse (plain, 8, 8, 1), w = analyse (with, 8, 8, 1), o = analyse (other, 8, 8, 1);

  assert_near (w->frames[0].blur_pitch_ratio_h, p->frames[0].blur_pitch_ratio_h * .7);
  assert_near (w->frames[0].blur_pitch_ratio_v, p->frames[0].blur_pitch_ratio_v * .7);
  g_assert_cmpfloat (o->frames[0].blur_pitch_ratio_h, ==, p->frames[0].blur_pitch_ratio_h);
}

/* --- the nearest point --- */

static void
test_distance (void)
{
  g_autoptr (SlPlan) near = EDITED (flat (), "cam-a position=1.1 3 1.3");
  g_autoptr (SlPlan) beside = EDITED (flat (), "cam-a position=5 1 2.25", "cam-a pan=30");
  g_autoptr (SlPlan) hidden = EDITED (flat (), "cam-a position=1.1 2 2.25", "+prop post", "post stage=stage-1",
                                      "post position=1.1 3 0", "post size=0.4 0.1 6");
  g_autoptr (SlCoverage) n = analyse (near, 60, 34, 1), b = analyse (beside, 60, 34, 1);
  g_autoptr (SlCoverage) h = analyse (hidden, 240, 135, 1);

  assert_within (n->frames[0].distance_min_m, 1, 1e-9); /* square before the middle of a cabinet */
  assert_within (b->frames[0].distance_min_m, hypot (1, 3), 1e-9); /* the end of the wall, at x = 4 */
  assert_within (h->frames[0].distance_min_m, hypot (2, 2 * .2 / .95), .005); /* past the post's front edge */
}

/* A wall that begins below the floor shows what is above it, be it 3 cm of a cabinet; the nearest point lies there. */
static void
test_wall_through_the_floor (void)
{
  g_autoptr (SlPlan) plan = EDITED (flat (), "wall position=0 4 -0.47", "cam-a position=0 -4 1");
  g_autoptr (SlPlan) low = EDITED (flat (), "wall position=0 4 -4.4", "cam-a position=0 2 1", "cam-a tilt=-20");
  g_autoptr (SlCoverage) c = analyse (plan, 60, 34, 1), l = analyse (low, 60, 34, 1);

  /* up to 1 + 8 · 0.28 m: all rows but the highest */
  g_assert_cmpuint (c->walls[0].panels_seen, ==, 16 * 8);
  assert_within (l->frames[0].distance_min_m, hypot (2, .9), 1e-9); /* its upper edge, at z = 0.1 */
  g_assert_cmpfloat (l->frames[0].depth_min_m, <, hypot (2, 1));
}

/* LED laid on the floor is on it: nothing of it is hidden. */
static void
test_led_floor (void)
{
  g_autoptr (SlPlan) plan = EDITED (flat (), "wall role=floor", "wall tilt=-90", "wall pan=33", "wall position=0 0 0",
                                    "cam-a position=0 0 3", "cam-a tilt=-90");
  g_autoptr (SlCoverage) c = analyse (plan, 60, 34, 1);

  g_assert_cmpfloat (c->frames[0].miss, ==, 0);
  g_assert_cmpfloat (c->frames[0].led, >, .3);
  g_assert_cmpuint (c->walls[0].panels_seen, >, 10);
  assert_within (c->frames[0].distance_min_m, 3, 1e-9);
}

void
add_motion_tests (void)
{
  g_test_add_func ("/coverage/motion/smooth-pan", test_smooth_pan);
  g_test_add_func ("/coverage/motion/ends-and-jumps", test_ends_and_jumps);
  g_test_add_func ("/coverage/motion/split", test_split);
  g_test_add_func ("/coverage/motion/tilt", test_tilt);
  g_test_add_func ("/coverage/motion/swim", test_swim);
  g_test_add_func ("/coverage/motion/blur-of-a-ceiling", test_blur_of_a_ceiling);
  g_test_add_func ("/coverage/motion/corner-of-the-lens", test_corner_of_the_lens);
  g_test_add_func ("/coverage/motion/distance", test_distance);
  g_test_add_func ("/coverage/motion/led-floor", test_led_floor);
  g_test_add_func ("/coverage/motion/wall-through-the-floor", test_wall_through_the_floor);
}
