/* bench-hand PLAN N: drags N props of the plan over its floor. How many pictures of the stage come a second, and how
 * soon the frame's coverage is known after a step. Prints "name value" lines for tests/bench/run. */
#include <stdio.h>
#include <stdlib.h>

#include "sl-bench.h"
#include "sl-gesture.h"
#include "sl-gpu.h"
#include "sl-places.h"
#include "sl-view.h"

enum { STEPS = 40, WIDTH = 1280, HEIGHT = 800, MONITOR = 320, MONITOR_MS = 100 /* as the window asks */ };

static double
seconds (void)
{
  return (double) g_get_monotonic_time () / G_USEC_PER_SEC;
}

static void
run_events (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static SlHand
hand_at (double x, double y)
{
  return (SlHand) { { sl_vec3 (x, y, 60), sl_vec3 (0, 0, -1) }, { .1, 0 }, FALSE };
}

static void
pick (SlEditor *editor, guint n)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  const SlPlan *plan = sl_editor_plan (editor);

  for (guint i = 0; i < n && i < sl_plan_count (plan, SL_KIND_PROP); i++)
    g_ptr_array_add (ids, sl_plan_at (plan, SL_KIND_PROP, i)->id);
  sl_editor_select_set (editor, (const char *const *) ids->pdata, ids->len);
}

static void
draw (SlBench *bench, SlOffscreen *offscreen, SlDrawCamera camera)
{
  g_autoptr (GHashTable) selected = sl_editor_selected_set (bench->editor);
  const SlDrawOptions options = { .selected = selected,
                                  .assets = sl_document_assets (sl_editor_document (bench->editor)) };
  g_autoptr (SlDrawList) list = sl_draw_scene (sl_editor_scene (bench->editor, NULL), &options);
  g_autoptr (GError) error = NULL;

  list->camera = camera;
  g_free (sl_pending_finish (sl_offscreen_begin (offscreen, list, WIDTH, HEIGHT, 1), &error));
  g_assert_no_error (error);
}

static void
keep_no_picture (GObject *owner, guint8 *rgba, int width, int height, gpointer data)
{
  ++*(guint *) data;
  g_free (rgba);
}

/* What the shot's camera sees, as the corner of the view shows it. */
static void
show_monitor (SlBench *bench, GObject *owner, double *last, guint *shown)
{
  const SlShot *shot = sl_editor_shot (bench->editor);

  if (seconds () - *last < MONITOR_MS / 1e3)
    return;
  *last = seconds ();
  sl_pictures_ask (bench->pictures, owner, shot->entity.id, sl_editor_frame (bench->editor), NULL, MONITOR,
                   keep_no_picture, shown);
}

static void
count (guint *n)
{
  ++*n;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  SlDocument *document;
  guint told = 0, shown = 0;
  double asked = 0;
  g_autoptr (GObject) monitor = g_object_new (G_TYPE_OBJECT, NULL);

  if (argc != 3)
    return 2;
  sl_places_init (argv[0]);
  document = sl_document_open (argv[1], SL_OPEN_EDITING, &error);
  g_assert_no_error (error);
  g_autoptr (SlBench) bench = sl_bench_new (document);
  SlOffscreen *offscreen = sl_offscreen_new (SL_GL_ANY, &error);
  g_assert_no_error (error);
  run_events ();
  pick (bench->editor, (guint) atoi (argv[2]));
  SlView view = { .kind = SL_VIEW_PERSPECTIVE, .pan = 24, .tilt = -20 };
  g_autoptr (GArray) extent = sl_draw_extent (sl_editor_scene (bench->editor, NULL), NULL);
  sl_view_frame (&view, extent, 1.6);
  const SlDrawCamera camera = sl_view_camera (&view, 1.6);
  SlHand hand = hand_at (0, 0);
  double start = seconds ();
  g_autoptr (SlGesture) gesture = sl_gesture_begin (bench->editor, SL_TOOL_MOVE, SL_HANDLE_FREE, &hand, NULL, &error);
  g_assert_no_error (error);
  printf ("begin_ms %g\n", (seconds () - start) * 1e3);
  draw (bench, offscreen, camera);
  start = seconds ();
  for (guint i = 1; i <= STEPS; i++)
    {
      hand = hand_at (i * .02, i * .01);
      sl_gesture_follow (gesture, &hand);
      show_monitor (bench, monitor, &asked, &shown);
      draw (bench, offscreen, camera);
      g_main_context_iteration (NULL, FALSE);
    }
  printf ("redraws_a_second %g\nmonitor_a_second %g\n", STEPS / (seconds () - start), shown / (seconds () - start));
  run_events ();
  g_signal_connect_swapped (bench->analysis, "changed", G_CALLBACK (count), &told);
  double sum = 0;
  for (guint i = 1; i <= STEPS; i++)
    {
      hand = hand_at (1 - i * .02, 1);
      start = seconds ();
      sl_gesture_follow (gesture, &hand); /* which tells once that the scene is another */
      told = 0;
      while (told == 0)
        g_main_context_iteration (NULL, TRUE);
      sum += seconds () - start;
    }
  printf ("coverage_ms %g\n", sum / STEPS * 1e3);
  sl_offscreen_free (offscreen);
  return 0;
}
