/* What a window works on, without one. */
#include <string.h>

#include "../sl-test.h"
#include "tests.h"
#include "sl-bench.h"
#include "sl-error.h"
#include "sl-lanes.h"
#include "sl-latest.h"
#include "sl-places.h"

/* --- selection --- */

static void
test_selection (void)
{
  g_autoptr (SlBench) bench = sl_bench_new (make_document ());
  SlEditor *e = bench->editor;

  g_assert_cmpstr (sl_editor_shot (e)->entity.id, ==, "s1");
  sl_editor_select (e, "nobody");
  g_assert_null (sl_editor_selected (e));
  sl_editor_select (e, "s2"); /* a shot that is selected is shown */
  g_assert_cmpstr (sl_editor_shot (e)->entity.id, ==, "s2");
  sl_editor_set_frame (e, 17);
  g_assert_cmpfloat (sl_editor_frame (e), ==, 1);
  sl_editor_set_frame (e, -3);
  g_assert_cmpfloat (sl_editor_frame (e), ==, 0);

  g_autoptr (SlCommand) command = sl_command_new ("Remove");
  sl_command_remove (command, "s2");
  g_assert_true (sl_editor_apply (e, command));
  g_assert_null (sl_editor_selected (e));
  g_assert_cmpstr (sl_editor_shot (e)->entity.id, ==, "t1"); /* which took its place */
  sl_editor_undo (e);
  g_assert_cmpstr (sl_editor_shot (e)->entity.id, ==, "t1");
}

/* What is hidden is not in the scene, and what is left is still told apart into still and moving. */
static void
test_hidden (void)
{
  g_autoptr (SlBench) bench = sl_bench_new (make_document ());
  const SlScene *scene = sl_editor_scene (bench->editor, NULL);
  guint meshes = scene->meshes->len;

  g_assert_cmpuint (scene->n_still_meshes, ==, meshes);
  sl_editor_set_hidden (bench->editor, "a1", TRUE);
  sl_editor_set_hidden (bench->editor, "wall-a", TRUE);
  scene = sl_editor_scene (bench->editor, NULL);
  g_assert_cmpuint (scene->meshes->len, ==, meshes - 1);
  g_assert_cmpuint (scene->n_still_meshes, ==, meshes - 1);
  g_assert_cmpuint (scene->walls->len, ==, 0);
  g_assert_cmpuint (scene->n_still_walls, ==, 0);
  sl_editor_set_hidden (bench->editor, "a1", FALSE);
  g_assert_cmpuint (sl_editor_scene (bench->editor, NULL)->meshes->len, ==, meshes);
}

static void
count (int *n)
{
  ++*n;
}

static void
test_locked (void)
{
  g_autoptr (SlBench) bench = sl_bench_new (make_document ());
  int messages = 0;

  g_signal_connect_swapped (bench->editor, "message", G_CALLBACK (count), &messages);
  g_assert_false (sl_editor_refuse_locked (bench->editor, "a1"));
  sl_editor_set_locked (bench->editor, "a1", TRUE);
  g_assert_true (sl_editor_refuse_locked (bench->editor, "a1"));
  g_assert_cmpint (messages, ==, 1);
}

/* An edit that changes nothing tells nobody. */
static void
test_silence (void)
{
  g_autoptr (SlBench) bench = sl_bench_new (make_document ());
  int changes = 0;

  g_signal_connect_swapped (bench->editor, "plan-changed", G_CALLBACK (count), &changes);
  set (bench->editor, "a1", "pan", "0");
  g_assert_cmpint (changes, ==, 0);
  set (bench->editor, "a1", "pan", "1");
  g_assert_cmpint (changes, ==, 1);
}

/* --- sums --- */

static gboolean
sums_are_there (SlBench *bench)
{
  return sl_figures_tally (bench->figures) != NULL;
}

static gboolean
hundred_and_two (SlBench *bench)
{
  const SlTally *tally = sl_figures_tally (bench->figures);

  return tally != NULL && tally->totals.panels == 102;
}

static void
test_figures (void)
{
  g_autoptr (SlBench) bench = sl_bench_new (make_document ());

  wait_until (sums_are_there, bench);
  g_assert_cmpint (sl_figures_tally (bench->figures)->totals.panels, ==, 96);
  g_assert_cmpuint (sl_figures_capacity (bench->figures)->len, ==, 2);
  set (bench->editor, "wall-a", "columns", "9");
  wait_until (hundred_and_two, bench);
}

/* --- the calendar --- */

static SlDocument *
make_bookings (void)
{
  /* stage, from, to, state; a line that nobody could have booked is left out, whatever its years */
  static const char *const lines[][4] = {
    { "a", "2026-11-24", "2026-11-27", "confirmed" },
    { "a", "2026-11-26", "2026-11-30", "hold" }, /* overlaps */
    { "a", "2026-11-28", "2026-11-28", "confirmed" }, /* after the first, in its line */
    { "a", "1900-01-01", "1900-01-02", "confirmed" },
    { "b", "2999-12-01", "2999-12-31", "confirmed" },
    { "b", "2026-11-24", "2026-11-27", "released" },
    { NULL, "2026-11-24", "2026-11-27", "confirmed" },
    { "b", "2026-11-27", "2026-11-24", "confirmed" },
    { "b", NULL, NULL, "confirmed" },
  };
  SlDocument *document = make_document ();
  g_autoptr (SlCommand) command = sl_command_new ("Book");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *id = g_strdup_printf ("k%u", i);
      static const char *const fields[] = { "stage", "from", "to", "state" };

      sl_command_add (command, SL_KIND_BOOKING, id);
      for (guint k = 0; k < 4; k++)
        if (lines[i][k] != NULL)
          sl_command_set (command, id, fields[k], lines[i][k]);
    }
  sl_document_apply (document, command, &error);
  g_assert_no_error (error);
  return document;
}

static void
test_lanes (void)
{
  g_autoptr (SlDocument) document = make_bookings ();
  g_autoptr (SlLanes) lanes = sl_lanes_new (sl_document_plan (document));
  static const struct { const char *id; guint stage, lane; } expected[] = {
    { "k3", 0, 0 }, { "k0", 0, 0 }, { "k1", 0, 1 }, { "k2", 0, 0 }, { "k4", 1, 0 },
  };

  g_assert_cmpuint (lanes->bars->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < lanes->bars->len; i++)
    {
      const SlBar *bar = &g_array_index (lanes->bars, SlBar, i);
      g_assert_cmpstr (bar->booking->entity.id, ==, expected[i].id);
      g_assert_cmpuint (bar->stage, ==, expected[i].stage);
      g_assert_cmpuint (bar->lane, ==, expected[i].lane);
    }
  g_assert_cmpuint (g_array_index (lanes->counts, guint, 0), ==, 2);
  g_assert_cmpuint (g_array_index (lanes->counts, guint, 1), ==, 1);
  g_assert_cmpuint (lanes->to - lanes->from, >, 401000); /* days */
}

/* --- the newest wish --- */

typedef struct {
  GString *log;
  char     word;
} Wish;

static gboolean
work (SlWatch *watch, gpointer data, GError **error)
{
  g_usleep (20000);
  return TRUE;
}

static void
done (const GError *error, gpointer data)
{
  Wish *wish = data;

  g_assert_no_error (error);
  g_string_append_c (wish->log, wish->word);
}

static void
ask (SlLatest *latest, GString *log, char word)
{
  Wish *wish = g_new (Wish, 1);

  *wish = (Wish) { log, word };
  sl_latest_ask (latest, work, done, wish, g_free);
}

static void
test_latest (void)
{
  g_autoptr (SlQueue) queue = sl_queue_new ();
  SlLatest *latest = sl_latest_new (queue, SL_LANE_LIVE), *gone = sl_latest_new (queue, SL_LANE_LIVE);
  g_autoptr (GString) log = g_string_new (NULL);

  for (char word = 'a'; word <= 'e'; word++)
    ask (latest, log, word);
  ask (gone, log, 'x');
  ask (gone, log, 'y');
  sl_latest_free (gone);
  sl_queue_wait (queue);
  g_assert_cmpstr (log->str, ==, "ae");
  ask (latest, log, 'f');
  sl_queue_wait (queue);
  g_assert_cmpstr (log->str, ==, "aef");
  sl_latest_stop (latest);
  ask (latest, log, 'g');
  sl_queue_wait (queue);
  g_assert_cmpstr (log->str, ==, "aef");
  sl_latest_free (latest);
}

/* --- the bench --- */

/* Closing while all of it works: nothing is told any more, and the rest can still be asked. */
static void
test_close (void)
{
  g_autoptr (SlBench) bench = sl_bench_new (make_document ());
  int changes = 0;

  set (bench->editor, "s1", "frames", "20000");
  wait_until (something_runs, bench);
  g_signal_connect_swapped (bench->analysis, "changed", G_CALLBACK (count), &changes);
  g_signal_connect_swapped (bench->figures, "changed", G_CALLBACK (count), &changes);
  gint64 start = g_get_monotonic_time ();
  sl_bench_close (bench);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 10 * G_USEC_PER_SEC);
  set (bench->editor, "b1", "pan", "3");
  for (int i = 0; i < 400; i++)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
  g_assert_cmpint (changes, ==, 0);
  g_assert_cmpuint (sl_bench_exports (bench), ==, 0);
}

static gboolean
wait_for_cancel (SlWatch *watch, gpointer data, GError **error)
{
  while (!sl_watch_stops (watch, error))
    g_usleep (1000);
  return FALSE;
}

static void
test_exports_are_counted (void)
{
  g_autoptr (SlBench) bench = sl_bench_new (make_document ());

  sl_queue_add (bench->queue, &(SlJobSpec) { .lane = SL_LANE_ANALYSIS, .name = "Measuring", .work = wait_for_cancel });
  g_assert_cmpuint (sl_bench_exports (bench), ==, 0);
  sl_queue_add (bench->queue, &(SlJobSpec) { .lane = SL_LANE_EXPORT, .name = "Clip", .work = wait_for_cancel });
  sl_queue_add (bench->queue, &(SlJobSpec) { .lane = SL_LANE_EXPORT, .name = "Plan", .work = wait_for_cancel });
  g_assert_cmpuint (sl_bench_exports (bench), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  sl_places_init (argv[0]);
  g_test_add_func ("/desk/selection", test_selection);
  g_test_add_func ("/desk/hidden", test_hidden);
  g_test_add_func ("/desk/locked", test_locked);
  g_test_add_func ("/desk/silence", test_silence);
  g_test_add_func ("/desk/figures", test_figures);
  g_test_add_func ("/desk/lanes", test_lanes);
  g_test_add_func ("/desk/latest", test_latest);
  g_test_add_func ("/desk/close", test_close);
  g_test_add_func ("/desk/exports", test_exports_are_counted);
  add_reads_tests ();
  add_analysis_tests ();
  add_chance_tests ();
  add_drift_tests ();
  add_edit_time_tests ();
  add_gesture_tests ();
  add_keyed_tests ();
  add_list_match_tests ();
  add_listed_tests ();
  add_needs_tests ();
  add_orders_tests ();
  add_levelling_tests ();
  add_pace_tests ();
  add_problem_tests ();
  add_range_tests ();
  add_ride_tests ();
  add_same_numbers_tests ();
  add_several_tests ();
  add_board_desk_tests ();
  add_booking_hand_tests ();
  add_cabinet_tests ();
  add_stroke_tests ();
  add_steer_tests ();
  add_shot_chart_tests ();
  add_title_tests ();
  add_tracked_tests ();
  add_undo_tests ();
  add_wall_design_tests ();
  add_wall_view_tests ();
  return g_test_run ();
}
