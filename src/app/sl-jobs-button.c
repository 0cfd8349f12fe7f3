#include "sl-jobs-button.h"

#include "sl-i18n.h"

enum { RING = 18 /* px */, POPOVER_WIDTH = 320 };

typedef struct {
  SlEditor  *editor;
  GtkWidget *button, *ring, *box;
} Jobs;

/* The share of all running work that is done; below 0 when none can say. */
static double
whole_fraction (Jobs *j)
{
  GPtrArray *jobs = sl_jobs_list (sl_editor_jobs (j->editor));
  double sum = 0;

  for (guint i = 0; i < jobs->len; i++)
    sum += ((SlJob *) jobs->pdata[i])->fraction;
  return jobs->len > 0 && sum > 0 ? sum / jobs->len : -1;
}

static void
draw_ring (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  Jobs *j = data;
  double done = whole_fraction (j), radius = MIN (width, height) / 2. - 2;
  GdkRGBA colour;

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (area)), &colour);
  cairo_set_line_width (cr, 3);
  cairo_arc (cr, width / 2., height / 2., radius, 0, 2 * G_PI);
  cairo_set_source_rgba (cr, colour.red, colour.green, colour.blue, .2);
  cairo_stroke (cr);
  cairo_arc (cr, width / 2., height / 2., radius, -G_PI / 2, -G_PI / 2 + 2 * G_PI * (done < 0 ? .08 : done));
  gdk_cairo_set_source_rgba (cr, &colour);
  cairo_stroke (cr);
}

static void
on_cancel (GtkButton *button, GCancellable *cancellable)
{
  g_cancellable_cancel (cancellable);
}

static GtkWidget *
make_row (guint index, gpointer data)
{
  Jobs *j = data;
  const SlJob *job = sl_jobs_list (sl_editor_jobs (j->editor))->pdata[index];
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10), *text = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2), *bar = gtk_progress_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_label (_("Cancel")), *left = sl_label ("", "sl-dim");

  sl_set_name (bar, job->name);
  gtk_box_append (GTK_BOX (text), sl_label (job->name, NULL));
  gtk_box_append (GTK_BOX (text), bar);
  gtk_box_append (GTK_BOX (text), left);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_widget_set_valign (cancel, GTK_ALIGN_CENTER);
  g_signal_connect_object (cancel, "clicked", G_CALLBACK (on_cancel), job->cancellable, 0);
  gtk_box_append (GTK_BOX (row), text);
  gtk_box_append (GTK_BOX (row), cancel);
  g_object_set_data (G_OBJECT (row), "bar", bar);
  g_object_set_data (G_OBJECT (row), "left", left);
  return row;
}

static void
show_progress (GtkWidget *row, const SlJob *job)
{
  GtkProgressBar *bar = g_object_get_data (G_OBJECT (row), "bar");
  double spent = (double) (g_get_monotonic_time () - job->started_us) / 1e6;
  g_autofree char *left = job->fraction > .02 ? g_strdup_printf (_("%.0f %%, %.0f s left"), job->fraction * 100, spent / job->fraction - spent) : g_strdup (_("Working…"));

  if (job->fraction > 0)
    gtk_progress_bar_set_fraction (bar, job->fraction);
  else
    gtk_progress_bar_pulse (bar);
  gtk_label_set_text (g_object_get_data (G_OBJECT (row), "left"), left);
}

/* Rows stay while their job runs, so that Cancel can be pressed. */
static void
show (Jobs *j)
{
  GPtrArray *jobs = sl_jobs_list (sl_editor_jobs (j->editor));
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < jobs->len; i++)
    g_ptr_array_add (keys, g_strdup_printf ("%p %" G_GINT64_FORMAT, jobs->pdata[i], ((const SlJob *) jobs->pdata[i])->started_us));
  sl_sync_children (j->box, keys, make_row, j);
  GtkWidget *row = gtk_widget_get_first_child (j->box);
  for (guint i = 0; i < jobs->len && row != NULL; i++, row = gtk_widget_get_next_sibling (row))
    show_progress (row, jobs->pdata[i]);
  gtk_widget_set_visible (j->button, jobs->len > 0);
  gtk_widget_queue_draw (j->ring);
}

static void
jobs_free (gpointer data)
{
  Jobs *j = data;

  g_signal_handlers_disconnect_by_data (j->editor, j);
  g_object_unref (j->editor);
  g_free (j);
}

GtkWidget *
sl_jobs_button_new (SlEditor *editor)
{
  Jobs *j = g_new0 (Jobs, 1);
  GtkWidget *popover = gtk_popover_new ();

  *j = (Jobs) { g_object_ref (editor), gtk_menu_button_new (), gtk_drawing_area_new (), gtk_box_new (GTK_ORIENTATION_VERTICAL, 10) };
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (j->ring), draw_ring, j, NULL);
  gtk_widget_set_size_request (j->ring, RING, RING);
  gtk_widget_set_valign (j->ring, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (j->ring, "sl-ring");
  gtk_menu_button_set_child (GTK_MENU_BUTTON (j->button), j->ring);
  gtk_widget_set_size_request (j->box, POPOVER_WIDTH, -1);
  gtk_popover_set_child (GTK_POPOVER (popover), j->box);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (j->button), popover);
  sl_set_name (j->button, _("Running jobs"));
  gtk_widget_set_tooltip_text (j->button, _("Running jobs"));
  g_object_set_data_full (G_OBJECT (j->button), "jobs", j, jobs_free);
  g_signal_connect_swapped (editor, "jobs-changed", G_CALLBACK (show), j);
  show (j);
  return j->button;
}
