#include "sl-tracked-bar.h"

#include "sl-i18n.h"

enum { GAP = 10 };

typedef struct {
  SlBench   *bench;
  GtkWidget *box, *words, *recorded, *record, *end;
} Bar;

static void
show (Bar *bar)
{
  SlTracked *tracked = bar->bench->tracked;
  const gboolean listens = sl_tracked_is_listening (tracked);
  const gboolean wrong = sl_tracked_trouble (tracked) != NULL || sl_tracked_is_silent (tracked);
  g_autofree char *words = sl_tracked_words (tracked), *recorded = sl_tracked_recorded (tracked);

  gtk_widget_set_visible (bar->box, listens || sl_tracked_trouble (tracked) != NULL);
  gtk_label_set_text (GTK_LABEL (bar->words), words);
  gtk_label_set_text (GTK_LABEL (bar->recorded), recorded != NULL ? recorded : "");
  gtk_widget_set_visible (bar->recorded, recorded != NULL);
  gtk_widget_set_visible (bar->record, listens);
  gtk_button_set_label (GTK_BUTTON (bar->end), listens ? _("Stop listening") : _("Close"));
  if (wrong)
    gtk_widget_add_css_class (bar->box, "sl-bar");
  else
    gtk_widget_remove_css_class (bar->box, "sl-bar");
}

static void
bar_free (gpointer data)
{
  Bar *bar = data;

  g_signal_handlers_disconnect_by_data (bar->bench->tracked, bar);
  sl_bench_unref (bar->bench);
  g_free (bar);
}

static void
on_end (Bar *bar)
{
  sl_tracked_end (bar->bench->tracked);
}

static GtkWidget *
make_words (void)
{
  GtkWidget *label = sl_label ("", "sl-number");

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_NONE);
  gtk_widget_set_hexpand (label, TRUE);
  return label;
}

GtkWidget *
sl_tracked_bar_new (SlBench *bench)
{
  Bar *bar = g_new0 (Bar, 1);

  bar->bench = sl_bench_ref (bench);
  bar->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, GAP);
  bar->words = make_words ();
  bar->recorded = sl_label ("", "sl-number");
  gtk_label_set_ellipsize (GTK_LABEL (bar->recorded), PANGO_ELLIPSIZE_NONE);
  bar->record = gtk_toggle_button_new_with_label (_("Record a take"));
  bar->end = gtk_button_new ();
  gtk_actionable_set_action_name (GTK_ACTIONABLE (bar->record), "win.record-take");
  sl_set_tooltip (bar->record, _("What the tracker sends is kept, and becomes a new shot beside the planned one"));
  gtk_widget_add_css_class (bar->record, "sl-record-take");
  gtk_widget_add_css_class (bar->box, "sl-tracked-bar");
  gtk_box_append (GTK_BOX (bar->box), bar->words);
  gtk_box_append (GTK_BOX (bar->box), bar->recorded);
  gtk_box_append (GTK_BOX (bar->box), bar->record);
  gtk_box_append (GTK_BOX (bar->box), bar->end);
  g_signal_connect_swapped (bar->end, "clicked", G_CALLBACK (on_end), bar);
  g_signal_connect_swapped (bench->tracked, "told", G_CALLBACK (show), bar);
  g_object_set_data_full (G_OBJECT (bar->box), "tracked-bar", bar, bar_free);
  show (bar);
  return bar->box;
}
