/* Handles and snapping: pure functions of a camera, candidates and a ray. */
#include "tests.h"

#include <string.h>

#include "../sl-test.h"
#include "../sl-test-plan.h"
#include "sl-handles.h"
#include "sl-navigation.h"
#include "sl-snap.h"
#include "sl-view.h"

enum { WIDTH = 900, HEIGHT = 600 };

static double
farthest (const GArray *marks, SlVec3 at, const SlDrawCamera *camera)
{
  double x, y, most = 0;

  g_assert_true (sl_draw_camera_project (camera, at, &x, &y));
  for (guint i = 0; i < marks->len; i++)
    {
      const SlHandleMark *mark = &g_array_index (marks, SlHandleMark, i);

      for (guint k = 0; k < mark->n; k++)
        most = fmax (most, hypot (mark->x[k] - x * WIDTH, mark->y[k] - y * HEIGHT));
    }
  return most;
}

/* However far the thing is they are as large, and the middle of each is met as that one. */
static void
test_handles (void)
{
  const SlFrame frame = sl_frame_from_pose (sl_vec3 (1, 2, .5), 0, 0, 0);

  for (SlTool tool = SL_TOOL_MOVE; tool <= SL_TOOL_SCALE; tool++)
    for (SlViewKind kind = 0; kind < SL_N_VIEWS; kind++)
      for (double distance = 3; distance < 200; distance *= 3)
        {
          const SlView view = { .kind = kind, .target = frame.o, .distance = distance, .pan = 30, .tilt = -25 };
          const SlDrawCamera camera = sl_view_camera (&view, 1.5);
          g_autoptr (GArray) marks = sl_handles_new (tool, &frame, &camera, WIDTH, HEIGHT);
          const double size = farthest (marks, frame.o, &camera);

          g_assert_cmpuint (marks->len, >=, tool == SL_TOOL_ROTATE ? 1 : 3);
          g_assert_cmpfloat (size, >, 55);
          g_assert_cmpfloat (size, <, 95);
          for (guint i = 0; i < marks->len; i++)
            {
              const SlHandleMark *mark = &g_array_index (marks, SlHandleMark, i);
              const guint k = mark->n / 2;
              const double x = mark->look == SL_MARK_PATCH ? (mark->x[0] + mark->x[2]) / 2
                               : (mark->x[k] + mark->x[k - 1]) / 2;
              const double y = mark->look == SL_MARK_PATCH ? (mark->y[0] + mark->y[2]) / 2
                               : (mark->y[k] + mark->y[k - 1]) / 2;

              if (tool != SL_TOOL_ROTATE && (mark->look == SL_MARK_PATCH || kind != SL_VIEW_PERSPECTIVE))
                g_assert_cmpint (sl_handles_hit (marks, x, y), ==, mark->handle);
            }
          g_assert_cmpint (sl_handles_hit (marks, 5, 5), ==, SL_HANDLE_NONE);
        }
  for (SlHandle handle = 0; handle < SL_N_HANDLES; handle++)
    g_assert_cmpint (sl_handle_from_id (sl_handle_id (handle)), ==, handle);
  g_assert_cmpint (sl_handle_from_id ("w"), ==, SL_N_HANDLES);
  g_assert_cmpint (sl_tool_from_id ("hammer"), ==, SL_N_TOOLS);
}

/* What points at the eye, lies edge on, or is behind, cannot be taken. */
static void
test_no_handles (void)
{
  const SlFrame frame = sl_frame_from_pose (sl_vec3 (0, 0, 0), 0, 0, 0);
  const SlView top = { .kind = SL_VIEW_TOP, .distance = 20 }, beyond = { .target = { 0, 30, 0 }, .distance = 5 };
  const SlDrawCamera above = sl_view_camera (&top, 1.5), past = sl_view_camera (&beyond, 1.5);
  g_autoptr (GArray) seen = sl_handles_new (SL_TOOL_MOVE, &frame, &above, WIDTH, HEIGHT);
  g_autoptr (GArray) behind = sl_handles_new (SL_TOOL_MOVE, &frame, &past, WIDTH, HEIGHT);
  g_autoptr (GArray) none = sl_handles_new (SL_TOOL_SELECT, &frame, &above, WIDTH, HEIGHT);

  for (guint i = 0; i < seen->len; i++)
    {
      const SlHandle handle = g_array_index (seen, SlHandleMark, i).handle;
      g_assert_true (handle != SL_HANDLE_Z && handle != SL_HANDLE_YZ && handle != SL_HANDLE_ZX);
    }
  g_assert_cmpuint (behind->len, ==, 0);
  g_assert_cmpuint (none->len, ==, 0);
}

/* A ray through where a point is seen passes the point. */
static void
test_rays (void)
{
  for (SlViewKind kind = 0; kind < SL_N_VIEWS; kind++)
    for (guint i = 0; i < 200; i++)
      {
        const SlView view = { .kind = kind, .distance = 20, .pan = 30, .tilt = -25 };
        const SlDrawCamera camera = sl_view_camera (&view, 1.5);
        const SlVec3 point = { g_test_rand_double_range (-4, 4), g_test_rand_double_range (-4, 4),
                               g_test_rand_double_range (-4, 4) };
        double x, y;
        SlRay ray;

        g_assert_true (sl_draw_camera_project (&camera, point, &x, &y));
        sl_draw_camera_ray (&camera, x, y, &ray.origin, &ray.direction);
        g_assert_cmpfloat (sl_ray_distance (&ray, point), <, 1e-9);
      }
}

static void
test_nearest (void)
{
  const SlSnapPoint points[] = {
    { SL_SNAP_CORNER, { 0, 0, 0 }, { 0, 0, 1 }, "a" }, { SL_SNAP_EDGE, { 1, 0, 0 }, { 0, 0, 1 }, "a" },
    { SL_SNAP_CORNER, { 2, 0, 0 }, { 0, 0, 1 }, "b" }, { SL_SNAP_MARK, { 5, 0, 0 }, { 0, 0, 1 }, "m" },
    { SL_SNAP_CORNER, { 9, 9, 80 }, { 0, 0, 1 }, "above" },
  };
  static const struct { double x, y, fixed, slope; int found; } rows[] = {
    { .05, 0, .1, 0, 0 },   { .11, 0, .1, 0, -1 },  /* just out of reach */
    { .06, .06, .1, 0, 0 }, { .95, 0, .1, 0, 1 },
    { .92, 0, .1, 0, -1 },                          /* an edge has less reach than a corner */
    { .55, 0, 1, 0, 0 },                            /* nearer to the edge, but not by enough */
    { .8, 0, 1, 0, 1 },     { 1.6, 0, 1, 0, 2 },    { 4.9, .1, 0, .003, 3 },
    { 4.9, .1, 0, .002, -1 },                       /* reach grows with the way: 50 m off */
    { 9, 9, 1, 0, -1 },                             /* behind the eye */
    { 20, 20, .1, 0, -1 },  { 0, 0, 0, 0, -1 },
  };
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (SlSnapPoint));

  g_array_append_vals (all, points, G_N_ELEMENTS (points));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const SlRay ray = { { rows[i].x, rows[i].y, 50 }, { 0, 0, -3 } };
      const SlSnapReach reach = { rows[i].fixed, rows[i].slope };
      SlSnapPoint found;

      g_test_message ("row %u", i);
      g_assert_cmpint (sl_snap_nearest (all, &ray, &reach, &found), ==, rows[i].found >= 0);
      g_assert_cmpstr (found.id, ==, rows[i].found >= 0 ? points[rows[i].found].id : NULL);
      if (rows[i].found >= 0)
        g_assert_cmpint (found.kind, ==, points[rows[i].found].kind);
    }
}

static void
test_surfaces (void)
{
  g_autoptr (SlPlan) plan = sl_test_plan (SAMPLE ("small-flat.sightline")); /* a wall at y = 4, 8 × 4.5 m */
  g_autoptr (SlSceneMaker) maker = sl_scene_maker_new_shot (plan, NULL, "shot-1", NULL);
  g_autoptr (SlScene) scene = sl_scene_maker_at (maker, 0, NULL);
  g_autoptr (SlTracer) tracer = sl_tracer_new (scene, NULL);
  static const struct { SlRay ray; SlSnapKind kind; double at[3]; } rows[] = {
    { { { 0, -4, 2 }, { 0, 1, 0 } }, SL_SNAP_FACE, { 0, 4, 2 } },
    { { { 0, -4, 2 }, { 0, 0, -1 } }, SL_SNAP_FLOOR, { 0, -4, 0 } },
    { { { 0, -4, 2 }, { 0, 0, 1 } }, SL_SNAP_NONE, { NAN, NAN, NAN } },     /* into the air */
    { { { 20, -4, 2 }, { 0, 0, -1 } }, SL_SNAP_NONE, { 20, -4, 0 } },       /* beyond the stage */
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    for (guint with = 0; with < 2; with++)
      {
        SlSnapPoint found;
        const gboolean ok = sl_snap_surface (with ? tracer : NULL, scene, &rows[i].ray, &found);

        if (!with && rows[i].kind == SL_SNAP_FACE)
          continue;
        g_assert_cmpint (ok, ==, rows[i].kind != SL_SNAP_NONE);
        g_assert_cmpint (found.kind, ==, rows[i].kind);
        if (isnan (rows[i].at[0]))
          g_assert_true (isnan (found.at.x));
        else
          g_assert_cmpfloat (sl_vec3_length (sl_vec3_sub (found.at, sl_vec3 (rows[i].at[0], rows[i].at[1],
                                                                               rows[i].at[2]))), <, 1e-5);
      }
  g_autoptr (GArray) points = sl_snap_points (scene, NULL);
  guint corners = 0;
  for (guint i = 0; i < points->len; i++)
    corners += g_array_index (points, SlSnapPoint, i).kind == SL_SNAP_CORNER;
  g_assert_cmpuint (corners, ==, 64); /* 16 columns, two a side, above and below */
  g_assert_cmpfloat (sl_snap_step (1.13, .25), ==, 1.25);
  g_assert_cmpfloat (sl_snap_step (-1.13, .25), ==, -1.25);
  g_assert_cmpfloat (sl_snap_step (1.13, 0), ==, 1.13);
}

static void
test_navigation (void)
{
  static const struct { SlNavigation navigation; guint button, keys; SlViewDrag drag; } rows[] = {
    { SL_NAVIGATION_SIGHTLINE, 1, 0, SL_DRAG_TURN }, { SL_NAVIGATION_SIGHTLINE, 2, 0, SL_DRAG_TURN },
    { SL_NAVIGATION_SIGHTLINE, 2, SL_KEY_SHIFT, SL_DRAG_SLIDE }, { SL_NAVIGATION_SIGHTLINE, 3, 0, SL_DRAG_SLIDE },
    { SL_NAVIGATION_SIGHTLINE, 1, SL_KEY_CTRL, SL_DRAG_BOX }, { SL_NAVIGATION_BLENDER, 1, 0, SL_DRAG_BOX },
    { SL_NAVIGATION_BLENDER, 2, 0, SL_DRAG_TURN }, { SL_NAVIGATION_BLENDER, 3, 0, SL_DRAG_NOTHING },
    { SL_NAVIGATION_CAD, 2, 0, SL_DRAG_SLIDE }, { SL_NAVIGATION_CAD, 2, SL_KEY_SHIFT, SL_DRAG_TURN },
    { SL_NAVIGATION_MAYA, 1, SL_KEY_ALT, SL_DRAG_TURN }, { SL_NAVIGATION_MAYA, 2, SL_KEY_ALT, SL_DRAG_SLIDE },
    { SL_NAVIGATION_MAYA, 3, SL_KEY_ALT, SL_DRAG_ZOOM }, { SL_NAVIGATION_MAYA, 1, 0, SL_DRAG_BOX },
    { SL_NAVIGATION_MAYA, 1, SL_KEY_ALT | SL_KEY_CTRL, SL_DRAG_NOTHING }, { SL_NAVIGATION_CAD, 9, 0, SL_DRAG_NOTHING },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (sl_navigation_drag (rows[i].navigation, rows[i].button, rows[i].keys), ==, rows[i].drag);
  g_assert_true (sl_navigation_first (SL_NAVIGATION_MAYA, 1, SL_KEY_ALT));
  g_assert_false (sl_navigation_first (SL_NAVIGATION_SIGHTLINE, 1, SL_KEY_ALT)); /* which leaves a copy */
}

void
add_hands_tests (void)
{
  g_test_add_func ("/hands/navigation", test_navigation);
  g_test_add_func ("/hands/handles", test_handles);
  g_test_add_func ("/hands/no-handles", test_no_handles);
  g_test_add_func ("/hands/rays", test_rays);
  g_test_add_func ("/hands/nearest", test_nearest);
  g_test_add_func ("/hands/surfaces", test_surfaces);
}
