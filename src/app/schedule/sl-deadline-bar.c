/* Which holds lapse within days, above all other lists of the calendar: the time left counts down while one looks. */
#include "sl-calendar-private.h"
#include "sl-deadlines.h"
#include "sl-i18n.h"

enum { SOON_S = 3 * 24 * 3600, EACH_S = 60, MOST = 3 /* holds that are named */ };

static void
on_show (GtkButton *button, SlCalendarPage *c)
{
  const char *booking = g_object_get_data (G_OBJECT (button), "booking");

  if (booking != NULL)
    gtk_widget_activate_action (GTK_WIDGET (button), "win.reveal", "s", booking);
}

void
sl_deadline_bar_fill (SlCalendarPage *c)
{
  const gint64 now = sl_deadlines_now ();
  g_autoptr (GArray) soon = sl_deadlines (sl_editor_plan (c->editor), now, SOON_S);
  g_autoptr (GString) text = g_string_new (NULL);

  gtk_widget_set_visible (c->deadlines, soon->len > 0);
  if (soon->len == 0)
    return;
  for (guint i = 0; i < MIN (soon->len, MOST); i++)
    {
      g_autofree char *one = sl_deadline_text (&g_array_index (soon, SlDeadline, i), now);
      g_string_append_printf (text, "%s%s", i > 0 ? " · " : "", one);
    }
  if (soon->len > MOST)
    g_string_append (text, " · …");
  g_autofree char *whole = g_strdup_printf (_("Lapses soon: %s"), text->str);
  gtk_label_set_text (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (c->deadlines))), whole);
  sl_set_name (c->deadlines, whole);
  sl_set_tooltip (c->deadlines, whole);
  g_object_set_data_full (G_OBJECT (c->deadlines), "booking",
                          g_strdup (g_array_index (soon, SlDeadline, 0).booking->entity.id), g_free);
}

static gboolean
count_down (gpointer data)
{
  SlCalendarPage *c = data;

  if (gtk_widget_get_mapped (c->box))
    {
      sl_deadline_bar_fill (c);
      gtk_widget_queue_draw (c->area);
    }
  return G_SOURCE_CONTINUE;
}

GtkWidget *
sl_deadline_bar_new (SlCalendarPage *c)
{
  GtkWidget *label = sl_label ("", "warning");

  c->deadlines = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (c->deadlines), label);
  gtk_widget_add_css_class (c->deadlines, "flat");
  gtk_widget_set_visible (c->deadlines, FALSE);
  g_signal_connect (c->deadlines, "clicked", G_CALLBACK (on_show), c);
  c->clock = g_timeout_add_seconds (EACH_S, count_down, c);
  return c->deadlines;
}
