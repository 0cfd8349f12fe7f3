/* How a picture is looked at: pure functions of what hands do. */
#include "tests.h"

#include "../sl-test.h"
#include "sl-picture-zoom.h"

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

void
add_view_tests (void)
{
  g_test_add_func ("/views/picture-zoom", test_picture_zoom);
  g_test_add_func ("/views/picture-zoom-camera", test_picture_zoom_camera);
}
