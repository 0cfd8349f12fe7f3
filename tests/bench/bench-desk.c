/* bench-desk PLAN: what a window's bench costs its main thread in a plan of many things, and whether its memory stays
 * as it is. Times are CPU seconds of the main thread.
 * bench-desk PLAN ID.PATH=VALUE…: how many shots each of these edits has measured again.
 * bench-desk PLAN board: what a drag over the first production's board costs at each place that it comes over.
 * Prints "name value" lines for tests/bench/run. */
#include <malloc.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "sl-bench.h"
#include "sl-places.h"

enum { EDITS = 2000, SELECTIONS = 1000, TIMED = 100, DRAG = 300 };

static double
seconds (void)
{
  struct timespec t;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &t);
  return (double) t.tv_sec + (double) t.tv_nsec / 1e9;
}

static double
mebibytes (void)
{
  malloc_trim (0);
  return (double) mallinfo2 ().uordblks / (1 << 20);
}

/* In place of those of the C library, in all that is linked. */
static int main_syncs;

static int
count_sync (long call, int fd)
{
  main_syncs += gettid () == getpid ();
  return (int) syscall (call, fd);
}

__attribute__ ((visibility ("default"))) int
fdatasync (int fd)
{
  return count_sync (SYS_fdatasync, fd);
}

__attribute__ ((visibility ("default"))) int
fsync (int fd)
{
  return count_sync (SYS_fsync, fd);
}

static void
run_events (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* What a window makes anew after each change: the scene and its draw list. */
static void
show (SlEditor *editor)
{
  const SlScene *scene = sl_editor_scene (editor, NULL);
  g_autoptr (GHashTable) selected = sl_editor_selected_set (editor);
  const SlDrawOptions options = { .selected = selected,
                                  .assets = sl_document_assets (sl_editor_document (editor)) };
  g_autoptr (SlDrawList) list = sl_draw_scene (scene, &options);

  g_assert_nonnull (list);
}

static void
edit (SlEditor *editor, guint i)
{
  const SlPlan *plan = sl_editor_plan (editor);
  const char *id = sl_plan_at (plan, SL_KIND_PROP, i % 7)->id;
  g_autofree char *x = g_strdup_printf ("%u.%u", i % 5, i);
  g_autofree char *kept = g_strdup (id);
  g_autoptr (GError) error = NULL;

  sl_editor_set_field (editor, kept, "position.x", x, NULL, &error);
  g_assert_no_error (error);
}

static void
pick (SlEditor *editor, guint i)
{
  const SlPlan *plan = sl_editor_plan (editor);

  sl_editor_select (editor, sl_plan_at (plan, SL_KIND_PROP, i * 37 % sl_plan_count (plan, SL_KIND_PROP))->id);
}

/* The worst of some, in ms. */
static double
worst_ms (SlEditor *editor, void (*change) (SlEditor *editor, guint i))
{
  double worst = 0;

  for (guint i = 0; i < TIMED; i++)
    {
      double start = seconds ();
      change (editor, i);
      show (editor);
      worst = MAX (worst, seconds () - start);
      run_events ();
    }
  return worst * 1000;
}

/* Seconds of the main thread for a step of a drag. */
static double
drag (SlEditor *editor)
{
  g_autofree char *id = g_strdup (sl_plan_at (sl_editor_plan (editor), SL_KIND_PROP, 0)->id);
  const double start = seconds ();

  for (guint i = 0; i < DRAG; i++)
    {
      g_autofree char *x = g_strdup_printf ("%u.25", i % 90);
      g_autoptr (GError) error = NULL;

      sl_editor_set_field (editor, id, "position.x", x, "drag", &error);
      g_assert_no_error (error);
      show (editor);
      run_events ();
    }
  sl_document_break_fold (sl_editor_document (editor));
  return (seconds () - start) / DRAG;
}

/* --- what an edit measures again --- */

static gboolean
all_known (SlBench *bench)
{
  const SlPlan *plan = sl_editor_plan (bench->editor);

  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_SHOT); i++)
    if (!sl_analysis_is_known (bench->analysis, sl_plan_at (plan, SL_KIND_SHOT, i)->id))
      return FALSE;
  return TRUE;
}

/* Until all is known, and a second longer: what is measured without need would begin by then. */
static void
wait_until_known (SlBench *bench)
{
  gint64 end = 0;

  while (end == 0 || g_get_monotonic_time () < end)
    {
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (1000);
      if (end == 0 && all_known (bench))
        end = g_get_monotonic_time () + G_USEC_PER_SEC;
    }
}

/* Prints how many shots the edit has measured. */
static void
count_runs (SlBench *bench, const char *edit)
{
  const guint before = sl_analysis_runs (bench->analysis);
  g_auto (GStrv) sides = g_strsplit (edit, "=", 2);
  const char *point = strchr (sides[0], '.');
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (point);
  g_autofree char *id = g_strndup (sides[0], (gsize) (point - sides[0]));
  sl_editor_set_field (bench->editor, id, point + 1, sides[1], NULL, &error);
  g_assert_no_error (error);
  wait_until_known (bench);
  printf ("%s %u\n", id, sl_analysis_runs (bench->analysis) - before);
}

static void
count_all (SlBench *bench, char **edits, int n)
{
  wait_until_known (bench);
  printf ("all %u\n", sl_analysis_runs (bench->analysis));
  for (int i = 0; i < n; i++)
    count_runs (bench, edits[i]);
}

/* A strip is dragged down the board and up again; each place is tried, and its rows are there. */
static void
measure_board (SlBench *bench)
{
  SlBoardDesk *desk = bench->board;
  double sum = 0, worst = 0;
  guint n;

  g_assert_true (sl_board_desk_break (desk, 0, 0));
  n = sl_list_n (sl_board_desk_read (desk)->strips);
  sl_board_desk_step (desk, 0, FALSE);
  for (guint i = 0; i < TIMED; i++)
    {
      const double start = seconds ();

      g_assert_true (sl_board_desk_try (desk, 2 + i * (n - 2) / TIMED));
      g_assert_cmpuint (sl_board_desk_rows (desk)->len, >, n);
      sum += seconds () - start;
      worst = MAX (worst, seconds () - start);
    }
  printf ("strips %u\ntry_ms %.3f\ntry_worst_ms %.3f\n", n, sum / TIMED * 1000, worst * 1000);
}

static void
measure_times (SlBench *bench)
{
  SlDocument *document = sl_editor_document (bench->editor);

  printf ("edit_ms %.3f\n", worst_ms (bench->editor, edit));
  printf ("select_ms %.3f\n", worst_ms (bench->editor, pick));
  main_syncs = 0;
  printf ("drag_ms %.3f\n", drag (bench->editor) * 1000);
  printf ("drag_syncs %d\n", main_syncs);
  sl_document_sync (document);

  double before = mebibytes ();
  for (guint i = 0; i < EDITS; i++)
    {
      edit (bench->editor, i);
      if (i < SELECTIONS)
        pick (bench->editor, i);
      if (i % 16 == 0)
        show (bench->editor);
      run_events ();
    }
  sl_document_sync (document);
  printf ("history_mib %.3f\n", (double) sl_history_bytes (sl_document_history (document)) / (1 << 20));
  printf ("growth_mib %.3f\n", mebibytes () - before);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  SlDocument *document;

  if (argc < 2)
    return 2;
  sl_places_init (argv[0]);
  document = sl_document_open (argv[1], SL_OPEN_EDITING, &error);
  g_assert_no_error (error);
  g_autoptr (SlBench) bench = sl_bench_new (document);
  if (argc > 2 && g_str_equal (argv[2], "board"))
    measure_board (bench);
  else if (argc > 2)
    count_all (bench, argv + 2, argc - 2);
  else
    measure_times (bench);
  return 0;
}
