/* Before a hold lapses the desktop says so, a day and an hour before, while its plan is open. */
#include "sl-window-private.h"

#include "sl-i18n.h"

enum { EACH_S = 60 };

static void
remind (SlWindow *w, const SlDeadline *deadline, gint64 now)
{
  g_autofree char *text = sl_deadline_text (deadline, now);
  g_autofree char *title = g_strdup_printf (_("A hold lapses: %s"), text);
  g_autofree char *id = g_strdup_printf ("lapses-%s", deadline->booking->entity.id);
  g_autoptr (GNotification) notification = g_notification_new (title);
  const char *path = sl_document_path (sl_editor_document (w->editor));

  g_notification_set_body (notification, _("Confirm it, or hold the days again, before others may take them."));
  if (path != NULL)
    g_notification_set_default_action_and_target (notification, "app.open-path", "s", path);
  g_application_send_notification (G_APPLICATION (gtk_window_get_application (GTK_WINDOW (w))), id, notification);
}

static gboolean
look (gpointer window)
{
  SlWindow *w = window;
  const gint64 now = sl_deadlines_now ();
  g_autoptr (GArray) due = sl_reminders_due (w->reminders, sl_editor_plan (w->editor), now);

  for (guint i = 0; i < due->len; i++)
    remind (w, &g_array_index (due, SlDeadline, i), now);
  return G_SOURCE_CONTINUE;
}

void
sl_window_start_reminders (SlWindow *w)
{
  w->reminders = sl_reminders_new ();
  w->reminder_clock = g_timeout_add_seconds (EACH_S, look, w);
  look (w);
}

void
sl_window_stop_reminders (SlWindow *w)
{
  g_clear_handle_id (&w->reminder_clock, g_source_remove);
  g_clear_pointer (&w->reminders, sl_reminders_free);
}
