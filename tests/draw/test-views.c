/* How a picture is looked at: pure functions of what hands do. */
#include "tests.h"

#include "../sl-test.h"
#include "sl-flight.h"
#include "sl-picture-zoom.h"
#include "sl-space-mouse.h"

#define N ((double) NAN)

static void
test_picture_zoom (void)
{
  static const struct {
    const char *what;
    double      by[2][3];  /* factor, x, y; 0 for none */
    double      slide[2];
    double      factor, x, y;
    const char *text;
  } rows[] = {
    { "nothing", { { 0 } }, { 0 }, 1, 0, 0, NULL },
    { "to the middle", { { 2, 0, 0 } }, { 0 }, 2, 0, 0, "200 %" },
    { "to a corner", { { 2, 1, 1 } }, { 0 }, 2, .5, .5, "200 %" },
    { "there and back", { { 2, 1, 1 }, { .5, -.3, .2 } }, { 0 }, 1, 0, 0, NULL },
    { "nearly back", { { 2, 1, 1 }, { .501, 0, 0 } }, { 0 }, 1, 0, 0, NULL },
    { "no farther than the picture", { { 2, 0, 0 } }, { 5, -5 }, 2, -.5, -.5, "200 %" },
    { "moved", { { 4, 0, 0 } }, { .25, .5 }, 4, -.125, .25, "400 %" },
    { "the whole is not moved", { { 0 } }, { .4, .4 }, 1, 0, 0, NULL },
    { "what lies around it", { { .25, .3, .3 } }, { 0 }, .5, 0, 0, "50 %" },
    { "too much", { { 1e9, 0, 0 } }, { 0 }, 32, 0, 0, "3200 %" },
    { "no factor", { { N, 1, 1 }, { -2, 1, 1 } }, { 0 }, 1, 0, 0, NULL },
    { "endless", { { INFINITY, 1, 1 } }, { 0 }, 1, 0, 0, NULL },
    { "no place", { { 2, N, INFINITY } }, { N, -INFINITY }, 2, 0, 0, "200 %" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SlPictureZoom zoom = sl_picture_zoom_none ();

      for (guint k = 0; k < 2 && rows[i].by[k][0] != 0; k++)
        sl_picture_zoom_by (&zoom, rows[i].by[k][0], rows[i].by[k][1], rows[i].by[k][2]);
      sl_picture_zoom_slide (&zoom, rows[i].slide[0], rows[i].slide[1]);
      g_autofree char *text = sl_picture_zoom_text (&zoom);
      if (fabs (zoom.factor - rows[i].factor) > 1e-9 || fabs (zoom.x - rows[i].x) > 1e-9
          || fabs (zoom.y - rows[i].y) > 1e-9 || g_strcmp0 (text, rows[i].text) != 0)
        g_error ("%s: %g at %g %g, %s", rows[i].what, zoom.factor, zoom.x, zoom.y, text);
    }
}

/* What is under the pointer stays there, and is met there by its ray. */
static void
test_picture_zoom_camera (void)
{
  const SlDrawCamera whole = { sl_frame_from_pose (sl_vec3 (1, 2, 3), 20, -5, 3), FALSE, .8, .45, .05, 500 };
  const SlVec3 point = sl_frame_point (&whole.frame, sl_vec3 (1.5, 5, -.7));
  SlPictureZoom zoom = sl_picture_zoom_none ();
  double x, y;

  g_assert_true (sl_draw_camera_project (&whole, point, &x, &y));
  for (guint i = 0; i < 12; i++)
    {
      SlDrawCamera camera = whole;
      SlVec3 from, way;
      double now_x, now_y;

      sl_picture_zoom_by (&zoom, 1.3, 2 * x - 1, 1 - 2 * y);
      sl_picture_zoom_camera (&zoom, &camera);
      g_assert_true (sl_draw_camera_project (&camera, point, &now_x, &now_y));
      g_assert_cmpfloat_with_epsilon (now_x, x, 1e-9);
      g_assert_cmpfloat_with_epsilon (now_y, y, 1e-9);
      sl_draw_camera_ray (&camera, x, y, &from, &way);
      const SlVec3 met = sl_vec3_mad (from, way, 5);
      g_assert_cmpfloat (sl_vec3_length (sl_vec3_sub (met, point)), <, 1e-9);
    }
}

static SlVec3
eye_of (const SlView *view)
{
  return sl_view_camera (view, 1.5).frame.o;
}

static void
test_flight (void)
{
  static const struct {
    const char *what;
    SlViewKind  kind;
    double      tilt;
    guint       keys;
    double      speed, seconds;
    double      moved[3], pan, turned; /* m of the eye; deg */
  } rows[] = {
    { "nothing held", 0, 0, 0, 3, .1, { 0 }, 0, 0 },
    { "forward", 0, 0, SL_FLY_FORWARD, 2, .25, { 0, .5, 0 }, 0, 0 },
    { "down the line of sight", 0, -30, SL_FLY_FORWARD, 2, .25, { 0, .43301270, -.25 }, 0, 0 },
    { "both ways", 0, 0, SL_FLY_FORWARD | SL_FLY_BACK, 2, .25, { 0 }, 0, 0 },
    { "askew, no faster", 0, 0, SL_FLY_FORWARD | SL_FLY_RIGHT, 2, .25, { .35355339, .35355339, 0 }, 0, 0 },
    { "up stays up", 0, -45, SL_FLY_UP, 2, .25, { 0, 0, .5 }, 0, 0 },
    { "down, and up too", 0, -89.9, SL_FLY_FORWARD | SL_FLY_UP, 2, .25, { 0, .00087266, 0 }, 0, 0 },
    { "faster", 0, 0, SL_FLY_LEFT | SL_FLY_FAST, 2, .25, { -2, 0, 0 }, 0, 0 },
    { "only faster", 0, 0, SL_FLY_FAST, 2, .25, { 0 }, 0, 0 },
    { "a look about itself", 0, 0, SL_FLY_TURN_LEFT | SL_FLY_LOOK_UP, 2, .25, { 0 }, 15, 15 },
    { "not past the zenith", 0, 89, SL_FLY_LOOK_UP, 2, .5, { 0 }, 0, .9 },
    { "a breath held", 0, 0, SL_FLY_FORWARD, 2, 3600, { 0, 1, 0 }, 0, 0 },
    { "no time", 0, 0, SL_FLY_FORWARD, 2, 0, { 0 }, 0, 0 },
    { "back in time", 0, 0, SL_FLY_FORWARD, 2, -1, { 0 }, 0, 0 },
    { "no number of seconds", 0, 0, SL_FLY_FORWARD, 2, N, { 0 }, 0, 0 },
    { "no number of metres", 0, 0, SL_FLY_FORWARD, N, .25, { 0 }, 0, 0 },
    { "endless", 0, 0, SL_FLY_FORWARD, INFINITY, .25, { 0 }, 0, 0 },
    { "a flat view", SL_VIEW_TOP, 0, SL_FLY_FORWARD, 2, .25, { 0 }, 0, 0 },
    { "keys that are none", 0, 0, ~0u & ~(SL_FLY_FAST * 2u - 1), 2, .25, { 0 }, 0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SlView view = { .kind = rows[i].kind, .target = { 1, 2, 3 }, .distance = 5, .tilt = rows[i].tilt };
      const SlVec3 before = eye_of (&view);

      sl_view_fly (&view, rows[i].keys, rows[i].speed, rows[i].seconds);
      const SlVec3 moved = sl_vec3_sub (eye_of (&view), before), *want = (const SlVec3 *) rows[i].moved;
      if (!(sl_vec3_length (sl_vec3_sub (moved, *want)) < 1e-5) || fabs (view.pan - rows[i].pan) > 1e-9
          || fabs (view.tilt - rows[i].tilt - rows[i].turned) > 1e-9)
        g_error ("%s: %g %g %g, %g %g", rows[i].what, moved.x, moved.y, moved.z, view.pan, view.tilt);
    }
}

/* Sixty frames a second or five: as far; and never anywhere that is no place. */
static void
test_flight_far (void)
{
  const guint keys = SL_FLY_FORWARD | SL_FLY_LEFT | SL_FLY_UP;
  SlView slow = { .distance = 4, .pan = 30, .tilt = -20 }, quick = slow, lost = slow;

  for (guint i = 0; i < 10; i++)
    sl_view_fly (&slow, keys, 3, .2);
  for (guint i = 0; i < 120; i++)
    sl_view_fly (&quick, keys, 3, 2. / 120);
  g_assert_cmpfloat (sl_vec3_length (sl_vec3_sub (slow.target, quick.target)), <, 1e-9);
  for (guint i = 0; i < 5000; i++)
    sl_view_fly (&lost, keys | SL_FLY_FAST, 200, .5);
  const SlVec3 eye = eye_of (&lost);
  g_assert_true (isfinite (eye.x) && isfinite (eye.y) && isfinite (eye.z));
  g_assert_cmpfloat (sl_vec3_length (eye), <, 2e5);
  g_assert_cmpfloat_with_epsilon (sl_flight_speed (4, 2), 6.25, 1e-9);
  g_assert_cmpfloat_with_epsilon (sl_flight_speed (4, -1), 3.2, 1e-9);
  g_assert_cmpfloat_with_epsilon (sl_flight_speed (4, 1e6), SL_FLY_SPEED, 1e-9); /* what has no end begins anew */
  g_assert_cmpfloat_with_epsilon (sl_flight_speed (4, -80), .05, 1e-9);
  g_assert_cmpfloat_with_epsilon (sl_flight_speed (4, 80), 200, 1e-9);
  g_assert_cmpfloat_with_epsilon (sl_flight_speed (4, N), 4, 1e-9);
}

static void
test_space_motion (void)
{
  static const struct {
    const char *what;
    int         axes[6];
    guint       ms;
    double      motion[6];
  } rows[] = {
    { "rest", { 0 }, 16, { 0 } },
    { "hardly", { 12, -12, 5, 0, -3, 9 }, 16, { 0 } },
    { "half way", { 181, 0, 0, 0, 0, 0 }, 50, { .0125 } },
    { "all the way", { 350, -350, 350, -350, 350, -350 }, 100, { .1, -.1, .1, -.1, .1, -.1 } },
    { "farther than a cap goes", { G_MAXINT, G_MININT, 0, 0, G_MININT, G_MAXINT }, 100, { .1, -.1, 0, 0, -.1, .1 } },
    { "after a long rest", { 350 }, G_MAXUINT, { .1 } },
    { "no time", { 350 }, 0, { 0 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SlSpaceMotion motion;
      const gboolean moves = sl_space_motion (rows[i].axes, rows[i].ms, &motion);
      const double out[6] = { motion.right, motion.up, motion.forward, motion.tilt, motion.pan, motion.roll };
      gboolean any = FALSE;

      for (guint k = 0; k < 6; k++)
        {
          any = any || out[k] != 0;
          if (!(fabs (out[k] - rows[i].motion[k]) < 1e-9))
            g_error ("%s: %u is %g", rows[i].what, k, out[k]);
        }
      g_assert_true (moves == any);
    }
}

/* The cap is what is looked at, the eye, or a picture; always a place, however long it is pushed. */
static void
test_space_views (void)
{
  const SlSpaceMotion push = { .1, .05, .1, 0, 0, 0 }, twist = { .tilt = -.1, .pan = .1, .roll = .1 };
  const SlView first = { .target = { 1, 2, 3 }, .distance = 10, .tilt = -20 };
  SlView view = first, flown = first, flat = first, far = first;

  sl_view_space (&view, &push);
  g_assert_cmpfloat (view.distance, >, first.distance); /* away */
  g_assert_cmpfloat (view.target.x, <, first.target.x); /* what is looked at goes right: the eye left */
  view = first;
  sl_view_space (&view, &twist);
  g_assert_cmpfloat (view.pan, ==, -10);
  g_assert_cmpfloat (view.tilt, ==, -10); /* its front goes down: one sees it more from its side */
  sl_view_space_fly (&flown, &push, 5);
  const SlVec3 moved = sl_vec3_sub (eye_of (&flown), eye_of (&first));
  g_assert_cmpfloat_with_epsilon (moved.x, .5, 1e-9);
  g_assert_cmpfloat_with_epsilon (moved.y, .5 * cos (20 * G_PI / 180), 1e-9);
  sl_view_space_fly (&flown, &twist, 5);
  g_assert_cmpfloat_with_epsilon (sl_vec3_length (sl_vec3_sub (sl_vec3_sub (eye_of (&flown), eye_of (&first)), moved)),
                                  0, 1e-9);
  g_assert_cmpfloat_with_epsilon (flown.pan, 6, 1e-9);
  flat.kind = SL_VIEW_TOP;
  sl_view_space (&flat, &twist);
  g_assert_cmpfloat (flat.pan, ==, 0); /* nor does the perspective turn that is not seen */
  for (guint i = 0; i < 100000; i++)
    {
      sl_view_space (&far, &(SlSpaceMotion) { .1, .1, .1, .1, .1, .1 });
      sl_view_space_fly (&far, &(SlSpaceMotion) { .1, .1, .1, .1, .1, .1 }, 200);
    }
  const SlVec3 eye = eye_of (&far);
  g_assert_true (isfinite (eye.x) && isfinite (eye.y) && isfinite (eye.z));
  SlPictureZoom zoom = sl_picture_zoom_none ();
  sl_picture_zoom_space (&zoom, &(SlSpaceMotion) { .forward = -.5 });
  g_assert_cmpfloat_with_epsilon (zoom.factor, exp (.6), 1e-9); /* nearer is larger */
}

void
add_view_tests (void)
{
  g_test_add_func ("/views/flight", test_flight);
  g_test_add_func ("/views/flight-far", test_flight_far);
  g_test_add_func ("/views/space-motion", test_space_motion);
  g_test_add_func ("/views/space-views", test_space_views);
  g_test_add_func ("/views/picture-zoom", test_picture_zoom);
  g_test_add_func ("/views/picture-zoom-camera", test_picture_zoom_camera);
}
