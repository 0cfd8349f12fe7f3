#include <string.h>

#include "../sl-test.h"
#include "../sl-test-plan.h"
#include "sl-draw-scene.h"
#include "sl-drawing.h"
#include "sl-view.h"

static guint
count (const char *text, const char *word)
{
  guint n = 0;

  for (const char *p = text; (p = strstr (p, word)) != NULL; p++)
    n++;
  return n;
}

static void
test_list (void)
{
  g_autoptr (SlPlan) plan = sl_test_plan (SAMPLE ("small-flat.sightline"));
  g_autoptr (SlSceneMaker) maker = sl_scene_maker_new_shot (plan, NULL, "shot-1", NULL);
  g_autoptr (SlScene) scene = sl_scene_maker_at (maker, 0, NULL);
  SlDrawOptions options = { .selected = "wall" };
  g_autoptr (SlDrawList) list = sl_draw_scene (scene, &options);
  g_autofree char *dump = sl_draw_list_dump (list);

  g_assert_cmpuint (count (dump, "\npanel "), ==, 144);
  g_assert_nonnull (strstr (dump, "panel -4.000 4.000 4.000 uv 0.0000 0.0000 pick wall\n")); /* top left, column 0, row 0 */
  g_assert_nonnull (strstr (dump, "pick cam-a"));
  g_assert_nonnull (strstr (dump, "label Flat wall  8.0 × 4.5 m · 16 × 9"));
  options.picture = TRUE;
  g_autoptr (SlDrawList) picture = sl_draw_scene (scene, &options);
  g_assert_cmpuint (picture->labels->len, ==, 0);
  g_assert_cmpuint (picture->lines->len, ==, 0);
  g_assert_true (picture->hatch_background);
}

static void
test_views (void)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (SlVec3));

  for (guint k = 0; k < 8; k++)
    {
      SlVec3 corner = sl_vec3 (k & 1 ? 5 : -5, k & 2 ? 8 : -4, k & 4 ? 3 : 0);
      g_array_append_val (points, corner);
    }
  for (SlViewKind kind = 0; kind < SL_N_VIEWS; kind++)
    for (double aspect = .5; aspect < 4; aspect *= 2)
      {
        SlView view = { .kind = kind, .pan = 30, .tilt = -20 };
        SlDrawCamera camera;
        double x, y, left = 1, right = 0, top = 1, bottom = 0;

        sl_view_frame (&view, points, aspect);
        camera = sl_view_camera (&view, aspect);
        for (guint k = 0; k < 8; k++)
          {
            g_assert_true (sl_draw_camera_project (&camera, g_array_index (points, SlVec3, k), &x, &y));
            left = MIN (left, x);
            right = MAX (right, x);
            top = MIN (top, y);
            bottom = MAX (bottom, y);
          }
        /* all of it, and as large as it goes: it fills one way */
        g_assert_true (left >= 0 && right <= 1 && top >= 0 && bottom <= 1);
        g_assert_cmpfloat (MAX (right - left, bottom - top), >, .9);
        g_assert_cmpint (sl_view_from_id (sl_view_id (kind)), ==, kind);
      }
  g_assert_cmpint (sl_view_from_id ("below"), ==, SL_N_VIEWS);
}

/* Zooming to the pointer keeps what is under it, in parallel views exactly. */
static void
test_zoom (void)
{
  SlView view = { .kind = SL_VIEW_TOP, .distance = 10 };
  SlDrawCamera before = sl_view_camera (&view, 2), after;
  SlVec3 under = sl_vec3 (3, 1, 0);
  double x, y, x2, y2;

  sl_draw_camera_project (&before, under, &x, &y);
  sl_view_zoom (&view, .5, x * 2 - 1, 1 - y * 2, 2);
  after = sl_view_camera (&view, 2);
  sl_draw_camera_project (&after, under, &x2, &y2);
  assert_within (x2, x, 1e-9);
  assert_within (y2, y, 1e-9);
}

static void
test_ground_plan (void)
{
  g_autoptr (SlPlan) plan = sl_test_plan (SAMPLE ("small-flat.sightline"));
  g_autoptr (GError) error = NULL;
  g_autoptr (SlDrawing) drawing = sl_draw_ground_plan (plan, NULL, "stage-1", NULL, &error);
  g_assert_no_error (error);
  g_autofree char *dump = sl_drawing_dump (drawing);

  g_assert_nonnull (strstr (dump, "STAGE closed -8.000,-8.000 8.000,-8.000 8.000,6.000 -8.000,6.000\n"));
  g_assert_nonnull (strstr (dump, "LED-WALL -4.000,4.000 -3.500,4.000")); /* the face runs from the left */
  g_assert_nonnull (strstr (dump, "FRUSTUM closed 0.000,-4.000 -4.000,4.000")); /* the view's edge meets the wall's end */
  g_assert_null (sl_draw_ground_plan (plan, NULL, "nowhere", NULL, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/draw/list", test_list);
  g_test_add_func ("/draw/views", test_views);
  g_test_add_func ("/draw/zoom", test_zoom);
  g_test_add_func ("/draw/ground-plan", test_ground_plan);
  return g_test_run ();
}
