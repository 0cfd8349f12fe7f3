/* bench-window PLAN [short|times]: what a person waits for in the real window on a plan of many things: time from an
 * action until what it changed is on the screen, and what the window's memory grows by. Prints "name value" lines for
 * tests/bench/run; times are of the clock, but for those named cpu, and need a display. `short` makes few edits,
 * `times` none, `memory` times nothing; `board` drags a strip over the first production's board and times nothing else.
 */
#include <malloc.h>
#include <math.h>
#include <stdio.h>
#include <time.h>

#include "sl-app.h"
#include "sl-places.h"
#include "sl-view-panes.h"
#include "sl-window-private.h"

enum { TIMED = 10, WARM_UP = 3, ROUNDS = 2 };
static const double QUIET_S = 1, SETTLE_MOST_S = 120;

typedef struct {
  SlWindow  *window;
  SlEditor  *editor; /* the window’s */
  guint      frames; /* painted so far */
} Watched;

/* --- waiting --- */

static void
count_frame (GdkFrameClock *clock, gpointer data)
{
  ((Watched *) data)->frames++;
}

static double
seconds (void)
{
  return (double) g_get_monotonic_time () / 1e6;
}

/* CPU seconds of all threads. */
static double
cpu_seconds (void)
{
  return (double) clock () / CLOCKS_PER_SEC;
}

static void
run_for (double time_s)
{
  for (double end = seconds () + time_s; seconds () < end;)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (500);
}

/* Until the next frame is painted, and what the display was told is carried out. */
static void
wait_for_frame (Watched *w)
{
  const guint before = w->frames;

  while (w->frames == before)
    g_main_context_iteration (NULL, TRUE);
  gdk_display_sync (gdk_display_get_default ());
}

/* --- actions --- */

static const SlEntity *
prop_at (const Watched *w, guint i)
{
  const SlPlan *plan = sl_editor_plan (w->editor);

  return sl_plan_at (plan, SL_KIND_PROP, i * 37 % sl_plan_count (plan, SL_KIND_PROP));
}

static void
pick (Watched *w, guint i)
{
  sl_editor_select (w->editor, prop_at (w, i)->id);
}

static void
edit (Watched *w, guint i)
{
  g_autofree char *x = g_strdup_printf ("%u.25", i % 90), *id = g_strdup (prop_at (w, i)->id);
  g_autoptr (GError) error = NULL;

  sl_editor_set_field (w->editor, id, "position.x", x, NULL, &error);
  g_assert_no_error (error);
}

static void
undo (Watched *w, guint i)
{
  sl_editor_undo (w->editor);
}

static void
next_frame (Watched *w, guint i)
{
  sl_editor_set_frame (w->editor, (double) (i % 20 + 1));
}

static void
another_shot (Watched *w, guint i)
{
  const SlPlan *plan = sl_editor_plan (w->editor);

  sl_editor_set_shot (w->editor, sl_plan_at (plan, SL_KIND_SHOT, i * 7 % sl_plan_count (plan, SL_KIND_SHOT))->id);
}

static const struct {
  const char *name;
  void (*act) (Watched *w, guint i);
} actions[] = {
  { "select", pick }, { "edit", edit }, { "undo", undo }, { "frame", next_frame }, { "shot", another_shot },
};

/* --- measuring --- */

static int
compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* Printed under names with `how` before them. Each `gap_s` after the last one was on the screen, as a person works. */
static void
measure (Watched *w, guint which, const char *how, double gap_s)
{
  double took[TIMED], sum = 0, cpu = 0;

  for (guint i = 0; i < TIMED + WARM_UP; i++)
    {
      double start = seconds (), cpu_start = cpu_seconds ();

      actions[which].act (w, i + 1);
      wait_for_frame (w);
      if (i >= WARM_UP)
        {
          took[i - WARM_UP] = seconds () - start;
          cpu += cpu_seconds () - cpu_start;
        }
      run_for (gap_s);
    }
  qsort (took, TIMED, sizeof *took, compare);
  for (guint i = 0; i < TIMED; i++)
    sum += took[i];
  printf ("%s%s_ms %.1f\n%s%s_worst_ms %.1f\n%s%s_cpu_ms %.1f\n", how, actions[which].name, sum / TIMED * 1000, how,
          actions[which].name, took[TIMED - 1] * 1000, how, actions[which].name, cpu / TIMED * 1000);
}

/* The label below `widget` whose text ends so; NULL when there is none. */
static GtkWidget *
label_that_ends (GtkWidget *widget, const char *end)
{
  GtkWidget *found = GTK_IS_LABEL (widget) && g_str_has_suffix (gtk_label_get_text (GTK_LABEL (widget)), end)
                     ? widget : NULL;

  for (GtkWidget *w = gtk_widget_get_first_child (widget); w != NULL && found == NULL;
       w = gtk_widget_get_next_sibling (w))
    found = label_that_ends (w, end);
  return found;
}

/* Until the inspector has the fields of what was picked; the picture may follow. */
static void
measure_inspector (Watched *w)
{
  double sum = 0;

  for (guint i = 0; i < TIMED + WARM_UP; i++)
    {
      g_autofree char *end = g_strdup_printf (" · %s", prop_at (w, i + 1)->id);
      const double start = seconds ();

      pick (w, i + 1);
      while (label_that_ends (w->window->inspector, end) == NULL)
        g_main_context_iteration (NULL, TRUE);
      if (i >= WARM_UP)
        sum += seconds () - start;
      wait_for_frame (w);
      run_for (.1);
    }
  printf ("inspect_ms %.1f\n", sum / TIMED * 1000);
}

/* Until nothing runs in the background for a while: what was begun ends, and what was found is shown. */
static void
settle (Watched *w)
{
  const double give_up = seconds () + SETTLE_MOST_S;

  for (double quiet = seconds (); seconds () - quiet < QUIET_S && seconds () < give_up;)
    {
      if (sl_queue_pending (w->window->bench->queue) > 0)
        quiet = seconds ();
      run_for (.05);
    }
}

/* In use beside the history, always in the same state: the first thing selected, everything measured. */
static double
mebibytes (Watched *w)
{
  pick (w, 0);
  settle (w);
  malloc_trim (0);
  return (double) mallinfo2 ().uordblks / (1 << 20)
         - (double) sl_history_bytes (sl_document_history (sl_editor_document (w->editor))) / (1 << 20);
}

/* What is in use after the edits and selections `from` ≤ i < `to`, MiB. */
static double
after_edits (Watched *w, guint from, guint to)
{
  for (guint i = from; i < to; i++)
    {
      edit (w, i);
      if (i % 2 == 0)
        pick (w, i);
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
  return mebibytes (w);
}

/* A leak shows in every round, a cache that fills in one or two: so the least of them counts. Frames of shots that were
 * measured have a bound of their own and are no part of it. */
static void
measure_growth (Watched *w, guint edits)
{
  double least = INFINITY, before;

  sl_analysis_set_keeps (w->window->bench->analysis, 0);
  before = after_edits (w, 0, edits / 2); /* caches fill */
  for (guint i = 0; i < ROUNDS; i++)
    {
      const double now = after_edits (w, i * edits, (i + 1) * edits);

      printf ("growth_%u_mib %.3f\n", i + 1, now - before);
      fflush (stdout);
      least = fmin (least, now - before);
      before = now;
    }
  printf ("growth_least_mib %.3f\n", least);
}

/* Each place that a strip is dragged over, until it is on the screen. */
static void
measure_board (Watched *w)
{
  SlBoardDesk *desk = w->window->bench->board;
  double took[TIMED], sum = 0, cpu = 0;
  guint n;

  g_action_group_activate_action (G_ACTION_GROUP (w->window), "workspace", g_variant_new_string ("schedule"));
  g_assert_true (sl_board_desk_break (desk, 0, 0));
  n = sl_list_n (sl_board_desk_read (desk)->strips);
  sl_board_desk_step (desk, 0, FALSE);
  run_for (2);
  for (guint i = 0; i < TIMED + WARM_UP; i++)
    {
      const double start = seconds (), cpu_start = cpu_seconds ();

      g_assert_true (sl_board_desk_try (desk, 2 + (i * 7) % MIN (n - 2, 20)));
      wait_for_frame (w);
      if (i < WARM_UP)
        continue;
      took[i - WARM_UP] = seconds () - start;
      cpu += cpu_seconds () - cpu_start;
    }
  qsort (took, TIMED, sizeof *took, compare);
  for (guint i = 0; i < TIMED; i++)
    sum += took[i];
  printf ("strips %u\ndrag_ms %.1f\ndrag_worst_ms %.1f\ndrag_cpu_ms %.1f\n", n, sum / TIMED * 1000,
          took[TIMED - 1] * 1000, cpu / TIMED * 1000);
}

static void
on_added (GtkApplication *app, GtkWindow *window, gpointer data)
{
  Watched *w = data;

  if (SL_IS_WINDOW (window) && w->window == NULL)
    w->window = SL_WINDOW (window);
}

int
main (int argc, char **argv)
{
  Watched w = { 0 };
  const char *how = argc > 2 ? argv[2] : "";
  const guint edits = g_str_equal (how, "short") ? 20 : 1000;
  g_autoptr (AdwApplication) app = NULL;
  g_autoptr (GError) error = NULL;

  if (argc < 2)
    return 2;
  sl_places_init (argv[0]);
  gtk_disable_setlocale ();
  app = sl_app_new (G_APPLICATION_NON_UNIQUE);
  g_signal_connect (app, "window-added", G_CALLBACK (on_added), &w);
  g_application_register (G_APPLICATION (app), NULL, &error);
  g_assert_no_error (error);
  g_autoptr (GFile) file = g_file_new_for_path (argv[1]);
  g_application_open (G_APPLICATION (app), &file, 1, "");
  double start = seconds ();
  while (w.window == NULL || !gtk_widget_get_mapped (GTK_WIDGET (w.window)))
    g_main_context_iteration (NULL, TRUE);
  w.editor = w.window->editor;
  g_signal_connect (gtk_widget_get_frame_clock (GTK_WIDGET (w.window)), "after-paint", G_CALLBACK (count_frame), &w);
  wait_for_frame (&w);
  printf ("open_ms %.1f\n", (seconds () - start) * 1000);
  run_for (*how != '\0' ? 1 : 8); /* it settles: pictures, the first analysis */
  if (g_str_equal (how, "board"))
    {
      measure_board (&w);
      return 0;
    }
  if (g_str_equal (how, "memory"))
    {
      measure_growth (&w, edits);
      return 0;
    }
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    measure (&w, i, "", .1);
  measure_inspector (&w);
  g_action_group_change_action_state (G_ACTION_GROUP (w.window), "panes", g_variant_new_string ("4"));
  for (guint i = 1; i < 4; i++) /* the same view as in one: what another costs is no matter of panes */
    sl_viewport_set_view (sl_view_panes_at (w.window->panes, i), "perspective");
  run_for (*how != '\0' ? 1 : 3);
  for (guint i = 0; i < 2; i++)
    measure (&w, i, "four_", .1);
  g_action_group_change_action_state (G_ACTION_GROUP (w.window), "panes", g_variant_new_string ("1"));
  run_for (1);
  fflush (stdout);
  if (g_str_equal (how, "times"))
    return 0;
  measure_growth (&w, edits);
  return 0;
}
