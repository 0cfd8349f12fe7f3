/* What a window works on, without one. */
#include <string.h>

#include "../sl-test.h"
#include "tests.h"
#include "sl-bench.h"
#include "sl-error.h"
#include "sl-lanes.h"
#include "sl-latest.h"
#include "sl-places.h"

/* --- a plan of two stages: shots s1 and s2 on a, t1 on b; s2's setup strikes prop a2 --- */

static void
add (SlCommand *command, SlKind kind, const char *id, const char *const *values)
{
  sl_command_add (command, kind, id);
  for (guint i = 0; values[i] != NULL; i += 2)
    sl_command_set (command, id, values[i], values[i + 1]);
}

#define ADD(kind, id, ...) add (command, SL_KIND_##kind, id, (const char *const[]) { __VA_ARGS__, NULL })

static void
add_stage (SlCommand *command, const char *stage)
{
  g_autofree char *wall = g_strconcat ("wall-", stage, NULL), *camera = g_strconcat ("camera-", stage, NULL);
  g_autofree char *near = g_strconcat (stage, "1", NULL), *side = g_strconcat (stage, "2", NULL);

  ADD (STAGE, stage, "outline", "-10 -10 0, 10 -10 0, 10 10 0, -10 10 0");
  ADD (WALL, wall, "stage", stage, "position", "0 5 0", "cabinet", "roe-bp2v2", "columns", "8", "rows", "6");
  ADD (CAMERA, camera, "stage", stage, "position", "0 -4 1.5", "body", "arri-alexa-35", "mode", "4.6K 16:9", "lenses",
       "arri-signature-prime");
  ADD (PROP, near, "stage", stage, "position", "0 1 0");
  ADD (PROP, side, "stage", stage, "position", "1 1 0");
}

static SlDocument *
make_document (void)
{
  g_autoptr (SlPlan) empty = sl_plan_new ();
  SlDocument *document = sl_document_new_from_plan (empty, SL_OPEN_PLAIN);
  g_autoptr (SlCommand) command = sl_command_new ("Make");
  g_autoptr (GError) error = NULL;

  add_stage (command, "a");
  add_stage (command, "b");
  ADD (LIGHT, "light-a", "stage", "a", "position", "0 0 4");
  ADD (SETUP, "setup-a", "stage", "a");
  ADD (SETUP, "setup-struck", "stage", "a", "absent", "a2");
  ADD (SETUP, "setup-b", "stage", "b");
  ADD (SHOT, "s1", "setup", "setup-a", "camera", "camera-a", "focal_mm", "47", "focus", "4", "frames", "3");
  ADD (SHOT, "s2", "setup", "setup-struck", "camera", "camera-a", "focal_mm", "35", "focus", "4", "frames", "2");
  ADD (SHOT, "t1", "setup", "setup-b", "camera", "camera-b", "focal_mm", "75", "focus", "4", "frames", "2");
  sl_document_apply (document, command, &error);
  g_assert_no_error (error);
  return document;
}

static void
set (SlEditor *editor, const char *id, const char *path, const char *value)
{
  g_autoptr (GError) error = NULL;

  sl_editor_set_field (editor, id, path, value, NULL, &error);
  g_assert_no_error (error);
}

/* Runs the main loop until `what` holds; a minute is a failure. */
static void
wait_until (gboolean (*what) (SlBench *bench), SlBench *bench)
{
  gint64 end = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;

  while (!what (bench))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (1000);
    }
}

static gboolean
all_measured (SlBench *bench)
{
  const SlPlan *plan = sl_editor_plan (bench->editor);

  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_SHOT); i++)
    if (!sl_analysis_is_known (bench->analysis, sl_plan_at (plan, SL_KIND_SHOT, i)->id))
      return FALSE;
  return TRUE;
}

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

/* --- what shots read --- */

static void
test_reads (void)
{
  /* which of s1, s2, t1 have another coverage, and another picture, after the edit */
  static const struct {
    const char *id, *path, *value, *coverage, *picture;
  } edits[] = {
    { "a1", "pan", "5", "s1 s2 ", "s1 s2 " },
    { "a2", "pan", "5", "s1 ", "s1 " }, /* struck in the setup of s2 */
    { "b1", "position", "0 2 0", "t1 ", "t1 " },
    { "b1", "stage", "a", "s1 s2 t1 ", "s1 s2 t1 " },
    { "light-a", "kelvin", "3200", "", "s1 s2 " },
    { "wall-b", "columns", "9", "t1 ", "t1 " },
    { "camera-a", "iso", "400", "s1 s2 ", "s1 s2 " },
    { "s2", "focal_mm", "47", "s2 ", "s2 " },
    { "setup-struck", "absent", "", "s2 ", "s2 " },
    { "roe-bp2v2", "pitch_mm", "3", "s1 s2 t1 ", "s1 s2 t1 " },
    { "arri-signature-prime", "squeeze", "2", "s1 s2 t1 ", "s1 s2 t1 " },
  };
  static const char *const shots[] = { "s1", "s2", "t1" };
  g_autoptr (SlEditor) e = sl_editor_new (make_document ());

  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      g_autoptr (GString) coverage = g_string_new (NULL), picture = g_string_new (NULL);
      guint64 before[3][2];

      for (guint k = 0; k < 3; k++)
        {
          before[k][0] = sl_scene_reads_coverage (sl_editor_reads (e), shots[k]);
          before[k][1] = sl_scene_reads_picture (sl_editor_reads (e), shots[k]);
          g_assert_cmpuint (before[k][0], !=, 0);
        }
      set (e, edits[i].id, edits[i].path, edits[i].value);
      for (guint k = 0; k < 3; k++)
        {
          if (sl_scene_reads_coverage (sl_editor_reads (e), shots[k]) != before[k][0])
            g_string_append_printf (coverage, "%s ", shots[k]);
          if (sl_scene_reads_picture (sl_editor_reads (e), shots[k]) != before[k][1])
            g_string_append_printf (picture, "%s ", shots[k]);
        }
      g_test_message ("%s.%s", edits[i].id, edits[i].path);
      g_assert_cmpstr (coverage->str, ==, edits[i].coverage);
      g_assert_cmpstr (picture->str, ==, edits[i].picture);
      sl_editor_undo (e);
      for (guint k = 0; k < 3; k++)
        g_assert_cmpuint (sl_scene_reads_coverage (sl_editor_reads (e), shots[k]), ==, before[k][0]);
    }
  g_assert_cmpuint (sl_scene_reads_coverage (sl_editor_reads (e), "nobody"), ==, 0);
}

/* A value of a setup may give a wall other cabinets: those are read too. */
static void
test_reads_of_overlay (void)
{
  g_autoptr (SlEditor) e = sl_editor_new (make_document ());
  g_autoptr (SlCommand) command = sl_command_new ("Overlay");
  g_autoptr (GError) error = NULL;

  sl_command_set (command, "setup-b", "values[+]", "");
  sl_command_set (command, "setup-b", "values[0].target", "wall-b");
  sl_command_set (command, "setup-b", "values[0].path", "cabinet");
  sl_command_set (command, "setup-b", "values[0].value", "roe-cb5mk2");
  ADD (WALL, "spare", "stage", "a", "cabinet", "roe-cb5mk2");
  sl_document_apply (sl_editor_document (e), command, &error);
  g_assert_no_error (error);
  sl_editor_document_changed (e);
  guint64 before = sl_scene_reads_coverage (sl_editor_reads (e), "t1");
  set (e, "roe-cb5mk2", "pitch_mm", "4");
  g_assert_cmpuint (sl_scene_reads_coverage (sl_editor_reads (e), "t1"), !=, before);
}

/* --- analysis --- */

static void
assert_as_command_line (SlBench *bench, const char *shot)
{
  const SlCoverageOptions options = { .threads = 1 };
  const SlCoverage *shown = sl_analysis_whole (bench->analysis, shot);
  g_autoptr (GError) error = NULL;
  g_autoptr (SlCoverage) told = sl_coverage_analyse (sl_editor_plan (bench->editor),
                                                     sl_document_assets (sl_editor_document (bench->editor)), shot,
                                                     &options, &error);

  g_assert_no_error (error);
  g_assert_nonnull (shown);
  g_assert_cmpuint (shown->samples_w, ==, told->samples_w);
  g_assert_cmpuint (shown->samples_h, ==, told->samples_h);
  g_assert_cmpuint (shown->n_frames, ==, told->n_frames);
  for (guint i = 0; i < told->n_frames; i++)
    g_assert_cmpfloat (shown->frames[i].coverage, ==, told->frames[i].coverage);
  g_assert_cmpint (shown->grade, ==, told->grade);
}

/* What the window ends with is what the command line says; an edit measures the shots that it touches and no others. */
static void
test_analysis (void)
{
  g_autoptr (SlBench) bench = sl_bench_new (make_document ());
  guint runs;

  wait_until (all_measured, bench);
  g_assert_cmpuint (sl_analysis_runs (bench->analysis), ==, 3);
  assert_as_command_line (bench, "s1");
  assert_as_command_line (bench, "t1");
  g_assert_cmpfloat (sl_analysis_live (bench->analysis)->coverage, ==,
                     sl_analysis_whole (bench->analysis, "s1")->frames[0].coverage);

  runs = sl_analysis_runs (bench->analysis);
  set (bench->editor, "b1", "position", "0 3 0");
  g_assert_false (all_measured (bench));
  g_assert_true (sl_analysis_is_known (bench->analysis, "s1"));
  wait_until (all_measured, bench);
  g_assert_cmpuint (sl_analysis_runs (bench->analysis) - runs, ==, 1);
  assert_as_command_line (bench, "t1");

  runs = sl_analysis_runs (bench->analysis);
  set (bench->editor, "a2", "position", "0 3 0");
  wait_until (all_measured, bench);
  g_assert_cmpuint (sl_analysis_runs (bench->analysis) - runs, ==, 1); /* s2 has it struck */
  assert_as_command_line (bench, "s1");
}

static gboolean
live_is_there (SlBench *bench)
{
  return sl_analysis_live (bench->analysis) != NULL;
}

/* The frame that is shown is measured while whole shots wait, as finely as they are. */
static void
test_live_frame (void)
{
  g_autoptr (SlBench) bench = sl_bench_new (make_document ());
  const SlCoverageOptions options = { .threads = 1 };
  g_autoptr (SlCoverage) told = sl_coverage_analyse (sl_editor_plan (bench->editor), NULL, "s1", &options, NULL);

  wait_until (live_is_there, bench);
  g_assert_cmpfloat (sl_analysis_live (bench->analysis)->coverage, ==, told->frames[0].coverage);
}

/* A drag edits many times a second: whole shots are measured when it rests, once. */
static void
test_drag (void)
{
  g_autoptr (SlBench) bench = sl_bench_new (make_document ());
  guint runs;

  wait_until (all_measured, bench);
  runs = sl_analysis_runs (bench->analysis);
  for (int i = 1; i <= 60; i++)
    {
      g_autofree char *at = g_strdup_printf ("%d 2 0", i);
      g_autoptr (GError) error = NULL;

      sl_editor_set_field (bench->editor, "b1", "position", at, "drag", &error);
      g_assert_no_error (error);
      for (int k = 0; k < 5; k++)
        g_main_context_iteration (NULL, FALSE);
    }
  wait_until (all_measured, bench);
  g_assert_cmpuint (sl_analysis_runs (bench->analysis) - runs, ==, 1);
  assert_as_command_line (bench, "t1");
  sl_editor_undo (bench->editor); /* one step */
  g_assert_null (sl_history_undo_label (sl_document_history (sl_editor_document (bench->editor))) == NULL ? NULL
                 : strstr (sl_history_undo_label (sl_document_history (sl_editor_document (bench->editor))), "b1"));
}

static gboolean
something_runs (SlBench *bench)
{
  return sl_analysis_runs (bench->analysis) > 0;
}

/* A long run that an edit makes stale is stopped, and what it found is not shown. */
static void
test_stale_run (void)
{
  g_autoptr (SlBench) bench = sl_bench_new (make_document ());

  set (bench->editor, "s1", "frames", "20000");
  wait_until (something_runs, bench);
  set (bench->editor, "s1", "frames", "2");
  gint64 start = g_get_monotonic_time ();
  wait_until (all_measured, bench);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 20 * G_USEC_PER_SEC);
  g_assert_cmpuint (sl_analysis_whole (bench->analysis, "s1")->n_frames, ==, 2);
}

/* Where a shot cannot be measured, that is known with its reason, and the others are measured. */
static void
test_unfinished_shot (void)
{
  g_autoptr (SlBench) bench = sl_bench_new (make_document ());

  set (bench->editor, "s1", "camera", "");
  wait_until (all_measured, bench);
  g_assert_null (sl_analysis_whole (bench->analysis, "s1"));
  g_assert_nonnull (strstr (sl_analysis_trouble (bench->analysis, "s1"), "camera"));
  g_assert_nonnull (sl_analysis_whole (bench->analysis, "s2"));
  g_assert_null (sl_analysis_trouble (bench->analysis, "s2"));
}

/* Only so many frames are kept: the grades of all shots stay, the shown one keeps its frames, and nothing is measured
 * again and again. */
static void
test_bounded (void)
{
  g_autoptr (SlBench) bench = sl_bench_new (make_document ());
  guint runs;

  sl_analysis_set_keeps (bench->analysis, 1);
  wait_until (all_measured, bench);
  g_assert_nonnull (sl_analysis_whole (bench->analysis, "t1")); /* the last one */
  g_assert_null (sl_analysis_whole (bench->analysis, "s2"));
  g_assert_cmpuint (sl_analysis_grades (bench->analysis, "s2")->n_frames, ==, 0);
  g_assert_cmpint (sl_analysis_grades (bench->analysis, "s2")->graded[SL_SUBJECT_COVERAGE], ==, TRUE);
  sl_editor_set_shot (bench->editor, "s2");
  wait_until (all_measured, bench);
  g_assert_nonnull (sl_analysis_whole (bench->analysis, "s2"));
  runs = sl_analysis_runs (bench->analysis);
  for (int i = 0; i < 400; i++)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
  g_assert_cmpuint (sl_analysis_runs (bench->analysis), ==, runs);
}

/* A shot that goes takes its numbers with it. */
static void
test_shot_goes (void)
{
  g_autoptr (SlBench) bench = sl_bench_new (make_document ());
  g_autoptr (SlCommand) command = sl_command_new ("Remove");

  wait_until (all_measured, bench);
  sl_command_remove (command, "s2");
  g_assert_true (sl_editor_apply (bench->editor, command));
  g_assert_null (sl_analysis_grades (bench->analysis, "s2"));
  sl_editor_undo (bench->editor);
  wait_until (all_measured, bench);
  g_assert_nonnull (sl_analysis_whole (bench->analysis, "s2"));
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
  g_test_add_func ("/desk/reads", test_reads);
  g_test_add_func ("/desk/reads-of-overlay", test_reads_of_overlay);
  g_test_add_func ("/desk/analysis", test_analysis);
  g_test_add_func ("/desk/live-frame", test_live_frame);
  g_test_add_func ("/desk/drag", test_drag);
  g_test_add_func ("/desk/stale-run", test_stale_run);
  g_test_add_func ("/desk/unfinished-shot", test_unfinished_shot);
  g_test_add_func ("/desk/bounded", test_bounded);
  g_test_add_func ("/desk/shot-goes", test_shot_goes);
  g_test_add_func ("/desk/figures", test_figures);
  g_test_add_func ("/desk/lanes", test_lanes);
  g_test_add_func ("/desk/latest", test_latest);
  g_test_add_func ("/desk/close", test_close);
  g_test_add_func ("/desk/exports", test_exports_are_counted);
  add_same_numbers_tests ();
  add_several_tests ();
  add_title_tests ();
  add_undo_tests ();
  return g_test_run ();
}
