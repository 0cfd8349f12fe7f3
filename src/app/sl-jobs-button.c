#include "sl-jobs-button.h"

#include <math.h>

#include "sl-change-list.h"
#include "sl-i18n.h"

/* px; and how often the list is renewed at most, so that many short jobs leave time for the rest of the window. */
enum { RING = 18, POPOVER_WIDTH = 380, RENEW_MS = 150, DONE_MAX = 12, CHANGES_HEIGHT = 240 };

typedef struct {
  SlBench   *bench;
  GtkWidget *button, *ring, *box;
  GtkWidget *done, *ended; /* the rows of what ended, and all of that part */
  GPtrArray *jobs; /* SlJob, those that are listed */
  guint      n_done;
  guint      listener, timer;
} Jobs;

static gboolean
is_idle (const Jobs *j)
{
  return j->jobs->len == 0;
}

/* The share of all listed work that is done; below 0 when none can say. */
static double
whole_fraction (const Jobs *j)
{
  double sum = 0;

  for (guint i = 0; i < j->jobs->len; i++)
    sum += sl_watch_fraction (sl_job_watch (j->jobs->pdata[i]));
  return sum > 0 ? sum / j->jobs->len : -1;
}

static void
draw_ring (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  Jobs *j = data;
  double done = is_idle (j) ? 1 : whole_fraction (j), radius = MIN (width, height) / 2. - 2;
  GdkRGBA colour;

  sl_text_colour (GTK_WIDGET (area), &colour);
  cairo_set_line_width (cr, 3);
  cairo_arc (cr, width / 2., height / 2., radius, 0, 2 * G_PI);
  cairo_set_source_rgba (cr, colour.red, colour.green, colour.blue, .2);
  cairo_stroke (cr);
  cairo_arc (cr, width / 2., height / 2., radius, -G_PI / 2, -G_PI / 2 + 2 * G_PI * (done < 0 ? .08 : done));
  gdk_cairo_set_source_rgba (cr, &colour);
  cairo_stroke (cr);
}

static void
on_cancel (GtkButton *button, SlJob *job)
{
  sl_job_cancel (job);
}

static void
drop_job (gpointer job, GClosure *closure)
{
  sl_job_unref (job);
}

static GtkWidget *
make_row (guint index, gpointer data)
{
  Jobs *j = data;
  SlJob *job = j->jobs->pdata[index];
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10), *text = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *bar = gtk_progress_bar_new (), *cancel = gtk_button_new_with_label (_("Cancel"));
  GtkWidget *left = sl_label ("", "sl-dim");

  sl_set_name (bar, sl_job_name (job));
  gtk_box_append (GTK_BOX (text), sl_label (sl_job_name (job), NULL));
  gtk_box_append (GTK_BOX (text), bar);
  gtk_box_append (GTK_BOX (text), left);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_widget_set_valign (cancel, GTK_ALIGN_CENTER);
  g_signal_connect_data (cancel, "clicked", G_CALLBACK (on_cancel), sl_job_ref (job), drop_job, 0);
  gtk_box_append (GTK_BOX (row), text);
  gtk_box_append (GTK_BOX (row), cancel);
  g_object_set_data (G_OBJECT (row), "bar", bar);
  g_object_set_data (G_OBJECT (row), "left", left);
  return row;
}

static char *
progress_text (SlJob *job)
{
  SlWatch *watch = sl_job_watch (job);
  double fraction = sl_watch_fraction (watch), left = sl_watch_remaining_s (watch);

  if (!sl_job_is_running (job))
    return g_strdup (_("Waiting…"));
  return isnan (left) ? g_strdup (_("Working…")) : g_strdup_printf (_("%.0f %%, %.0f s left"), fraction * 100, left);
}

static void
show_progress (GtkWidget *row, SlJob *job)
{
  GtkProgressBar *bar = g_object_get_data (G_OBJECT (row), "bar");
  g_autofree char *text = progress_text (job);
  double fraction = sl_watch_fraction (sl_job_watch (job));

  if (fraction > 0)
    gtk_progress_bar_set_fraction (bar, fraction);
  else if (sl_job_is_running (job))
    gtk_progress_bar_pulse (bar);
  gtk_label_set_text (g_object_get_data (G_OBJECT (row), "left"), text);
}

/* Rows stay while their job runs, so that Cancel can be pressed. */
static gboolean
show (gpointer data)
{
  Jobs *j = data;
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  GtkWidget *row;

  j->timer = 0;
  if (j->bench->queue == NULL) /* its window goes */
    return G_SOURCE_REMOVE;
  g_clear_pointer (&j->jobs, g_ptr_array_unref);
  j->jobs = sl_queue_list (j->bench->queue);
  for (guint i = 0; i < j->jobs->len; i++) /* the rows keep their jobs, so that no address comes back */
    g_ptr_array_add (keys, g_strdup_printf ("%p", j->jobs->pdata[i]));
  sl_sync_children (j->box, keys, make_row, j);
  row = gtk_widget_get_first_child (j->box);
  for (guint i = 0; i < j->jobs->len && row != NULL; i++, row = gtk_widget_get_next_sibling (row))
    show_progress (row, j->jobs->pdata[i]);
  gtk_widget_set_visible (j->button, !is_idle (j) || j->n_done > 0);
  gtk_widget_set_visible (j->box, !is_idle (j));
  gtk_widget_queue_draw (j->ring);
  return G_SOURCE_REMOVE;
}

static void
show_soon (SlQueue *queue, gpointer data)
{
  Jobs *j = data;

  if (j->timer == 0)
    j->timer = g_timeout_add (RENEW_MS, show, j);
}

/* --- what ended --- */

static void
forget_done (GtkButton *button, Jobs *j)
{
  sl_clear_box (j->done);
  j->n_done = 0;
  gtk_widget_set_visible (j->ended, FALSE);
  gtk_popover_popdown (GTK_POPOVER (gtk_menu_button_get_popover (GTK_MENU_BUTTON (j->button))));
  show_soon (j->bench->queue, j);
}

static GtkWidget *
way_to (const char *icon, const char *name, const char *action, const char *path)
{
  GtkWidget *button = sl_button (icon, name, NULL);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", path);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  return button;
}

/* Folded up: how many files are others, and which. */
static GtkWidget *
changes_of (const SlExportChanges *changes)
{
  g_autofree char *text = sl_export_changes_text (changes);
  GtkWidget *expander = gtk_expander_new (text), *scroll = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), sl_change_list_new (changes));
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroll), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroll), CHANGES_HEIGHT);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_expander_set_child (GTK_EXPANDER (expander), scroll);
  return expander;
}

void
sl_jobs_button_add_done (GtkWidget *button, const char *text, const char *path, const SlExportChanges *changes)
{
  Jobs *j = g_object_get_data (G_OBJECT (button), "jobs");
  GtkWidget *whole = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4), *label = sl_label (text, path == NULL ? "error" : NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_NONE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (row), label);
  if (path != NULL)
    {
      gtk_box_append (GTK_BOX (row), way_to ("document-open-symbolic", _("Open"), "win.open-file", path));
      gtk_box_append (GTK_BOX (row), way_to ("folder-symbolic", _("Show in folder"), "win.show-file", path));
    }
  gtk_box_append (GTK_BOX (whole), row);
  if (changes != NULL && changes->came->len + changes->changed->len + changes->gone->len > 0)
    gtk_box_append (GTK_BOX (whole), changes_of (changes));
  gtk_box_prepend (GTK_BOX (j->done), whole);
  if (++j->n_done > DONE_MAX)
    gtk_box_remove (GTK_BOX (j->done), gtk_widget_get_last_child (j->done));
  j->n_done = MIN (j->n_done, DONE_MAX);
  gtk_widget_set_visible (j->ended, TRUE);
  show_soon (NULL, j);
}

static GtkWidget *
build_list (Jobs *j)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10), *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *clear = gtk_button_new_with_label (_("Clear")), *title = sl_label (_("Finished"), "sl-dim");

  j->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  j->done = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  j->ended = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (clear, "flat");
  g_signal_connect (clear, "clicked", G_CALLBACK (forget_done), j);
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), clear);
  gtk_box_append (GTK_BOX (j->ended), head);
  gtk_box_append (GTK_BOX (j->ended), j->done);
  gtk_widget_set_visible (j->ended, FALSE);
  gtk_widget_set_size_request (box, POPOVER_WIDTH, -1);
  gtk_box_append (GTK_BOX (box), j->box);
  gtk_box_append (GTK_BOX (box), j->ended);
  return box;
}

static void
jobs_free (gpointer data)
{
  Jobs *j = data;

  g_clear_handle_id (&j->timer, g_source_remove);
  if (j->bench->queue != NULL)
    sl_queue_unlisten (j->bench->queue, j->listener);
  g_ptr_array_unref (j->jobs);
  sl_bench_unref (j->bench);
  g_free (j);
}

GtkWidget *
sl_jobs_button_new (SlBench *bench)
{
  Jobs *j = g_new0 (Jobs, 1);
  GtkWidget *popover = gtk_popover_new ();

  j->bench = sl_bench_ref (bench);
  j->button = gtk_menu_button_new ();
  j->ring = gtk_drawing_area_new ();
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (j->ring), draw_ring, j, NULL);
  gtk_widget_set_size_request (j->ring, RING, RING);
  gtk_widget_set_valign (j->ring, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (j->ring, "sl-ring");
  gtk_menu_button_set_child (GTK_MENU_BUTTON (j->button), j->ring);
  gtk_popover_set_child (GTK_POPOVER (popover), build_list (j));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (j->button), popover);
  sl_set_name (j->button, _("Jobs"));
  sl_set_tooltip (j->button, _("Running and finished jobs"));
  g_object_set_data_full (G_OBJECT (j->button), "jobs", j, jobs_free);
  j->listener = sl_queue_listen (bench->queue, show_soon, j);
  show (j);
  return j->button;
}
