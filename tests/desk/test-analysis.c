/* Each shot is measured when what it reads changes and not otherwise. */
#include <string.h>

#include "../sl-test.h"
#include "sl-reason.h"
#include "tests.h"

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

/* What no shot reads measures none: a lamp, a picture on the walls, what stands where nobody shoots. */
static void
test_nothing_to_measure (void)
{
  static const struct { const char *id, *path, *value; } edits[] = {
    { "light-a", "kelvin", "3200" }, { "sky", "colour", "#102040" }, { "far", "position", "0 3 0" },
    { "far", "stage", "" },
  };
  g_autoptr (SlBench) bench = sl_bench_new (make_document ());
  g_autoptr (SlCommand) command = sl_command_new ("Add");

  ADD (STAGE, "c", "outline", "-10 -10 0, 10 -10 0, 10 10 0, -10 10 0");
  ADD (PROP, "far", "stage", "c", "position", "0 1 0");
  ADD (ENVIRONMENT, "sky", "content", "colour");
  sl_command_set (command, "setup-a", "environment", "sky");
  g_assert_true (sl_editor_apply (bench->editor, command));
  wait_until (all_measured, bench);
  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      const guint runs = sl_analysis_runs (bench->analysis);
      const gint64 end = g_get_monotonic_time () + 600 * 1000; /* longer than an edit rests */

      g_test_message ("%s.%s", edits[i].id, edits[i].path);
      set (bench->editor, edits[i].id, edits[i].path, edits[i].value);
      g_assert_true (all_measured (bench));
      while (g_get_monotonic_time () < end)
        if (!g_main_context_iteration (NULL, FALSE))
          g_usleep (1000);
      g_assert_cmpuint (sl_analysis_runs (bench->analysis), ==, runs);
    }
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

static gboolean
leaves_is_there (SlBench *bench)
{
  return sl_analysis_leaves (bench->analysis) != NULL;
}

/* Of any frame that misses it is told where, and of none that does not. */
static void
test_leaves (void)
{
  g_autoptr (SlBench) bench = sl_bench_new (make_document ());

  set (bench->editor, "s1", "focal_mm", "100");
  set (bench->editor, "s1", "frames", "10");
  set (bench->editor, "s1", "tracks[+].target", "s1");
  set (bench->editor, "s1", "tracks[#0].path", "tilt");
  set (bench->editor, "s1", "tracks[#0].keys[+].frame", "0");
  set (bench->editor, "s1", "tracks[#0].keys[#0].value", "8");
  set (bench->editor, "s1", "tracks[#0].keys[+].frame", "8");
  set (bench->editor, "s1", "tracks[#0].keys[#1].value", "14");
  wait_until (all_measured, bench);
  for (int frame = 0; frame < 9; frame += 4)
    {
      sl_editor_set_frame (bench->editor, frame);
      wait_until (leaves_is_there, bench);
      g_assert_cmpint (sl_analysis_leaves (bench->analysis)->cause, ==, SL_MISS_OVER);
    }
  const SlMissPlace *worst = sl_analysis_leaves (bench->analysis);
  g_autofree char *text = sl_reason_leaves (sl_editor_plan (bench->editor), worst, FALSE);
  g_autofree char *miss = sl_analysis_miss (bench->analysis);
  g_assert_nonnull (strstr (text, "over the top edge of"));
  g_assert_true (g_str_has_prefix (miss, "Miss ") && g_str_has_suffix (miss, text));
  set (bench->editor, "s1", "tracks[#0].keys[#0].value", "0");
  set (bench->editor, "s1", "tracks[#0].keys[#1].value", "0");
  wait_until (all_measured, bench);
  g_assert_null (sl_analysis_leaves (bench->analysis));
  g_assert_null (sl_analysis_miss (bench->analysis));
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

void
add_analysis_tests (void)
{
  g_test_add_func ("/desk/analysis", test_analysis);
  g_test_add_func ("/desk/nothing-to-measure", test_nothing_to_measure);
  g_test_add_func ("/desk/live-frame", test_live_frame);
  g_test_add_func ("/desk/leaves", test_leaves);
  g_test_add_func ("/desk/drag", test_drag);
  g_test_add_func ("/desk/stale-run", test_stale_run);
  g_test_add_func ("/desk/unfinished-shot", test_unfinished_shot);
  g_test_add_func ("/desk/bounded", test_bounded);
  g_test_add_func ("/desk/shot-goes", test_shot_goes);
}
