#include "sl-window-private.h"

#include "sl-i18n.h"
#include "sl-weak.h"

void
sl_window_ask (SlWindow *w, const char *title, const char *body, const SlAnswer *answers, const char *escape,
               SlAnswered answered)
{
  sl_ask (gtk_window_get_application (GTK_WINDOW (w)), GTK_WINDOW (w), title, body, answers, escape, answered,
          sl_weak_new (w), sl_weak_free);
}

void
sl_window_take_typed (SlWindow *w)
{
  GtkWidget *now = gtk_window_get_focus (GTK_WINDOW (w));
  g_autoptr (GtkWidget) focus = now != NULL ? g_object_ref (now) : NULL;

  if (focus == NULL)
    return;
  gtk_window_set_focus (GTK_WINDOW (w), NULL); /* fields write what stands in them when they are left */
  if (gtk_widget_get_root (focus) == GTK_ROOT (w))
    gtk_window_set_focus (GTK_WINDOW (w), focus);
}

/* --- closing: first unsaved changes, then what is being written --- */

void
sl_window_close_now (SlWindow *w)
{
  w->closing = TRUE;
  gtk_window_close (GTK_WINDOW (w));
}

/* An export that failed keeps its window, which says why. */
static void
on_jobs_changed (SlQueue *queue, gpointer data)
{
  SlWindow *w = data;

  if (w->saving || sl_bench_exports (w->bench) > 0)
    return;
  sl_queue_unlisten (queue, w->closing_listener);
  w->closing_listener = 0;
  w->closes = FALSE;
  if (w->bench->failed_exports == 0)
    gtk_window_close (GTK_WINDOW (w));
}

static void
close_when_written (SlWindow *w)
{
  if (w->closes)
    return;
  w->closes = TRUE;
  w->closing_listener = sl_queue_listen (w->bench->queue, on_jobs_changed, w);
  sl_window_toast (w, _("The window closes when everything is written"));
  on_jobs_changed (w->bench->queue, w); /* it may all be written since the question was put */
}

static void
on_export_answer (const char *answer, gpointer weak)
{
  g_autoptr (SlWindow) w = g_weak_ref_get (weak);

  if (w == NULL || w->editor == NULL)
    return;
  if (g_str_equal (answer, "finish"))
    close_when_written (w);
  else if (g_str_equal (answer, "stop"))
    sl_window_close_now (w);
  else
    w->discards = FALSE;
}

static void
ask_over_exports (SlWindow *w)
{
  guint n = sl_bench_exports (w->bench);
  const char *text = ngettext ("%u export is not finished yet. Stopped, it leaves nothing behind.",
                               "%u exports are not finished yet. Stopped, they leave nothing behind.", n);
  g_autofree char *body = g_strdup_printf (text, n);
  const SlAnswer answers[] = {
    { "cancel", _("Cancel"), SL_ANSWER_PLAIN },
    { "stop", _("Stop and close"), SL_ANSWER_DESTRUCTIVE },
    { "finish", _("Finish, then close"), SL_ANSWER_SUGGESTED },
    { NULL },
  };

  sl_window_ask (w, _("Close while something is being written?"), body, answers, "cancel", on_export_answer);
}

static void
on_save_answer (const char *answer, gpointer weak)
{
  g_autoptr (SlWindow) w = g_weak_ref_get (weak);

  if (w == NULL || w->editor == NULL)
    return;
  if (g_str_equal (answer, "discard"))
    {
      w->discards = TRUE;
      gtk_window_close (GTK_WINDOW (w));
    }
  else if (g_str_equal (answer, "save") && sl_document_path (sl_editor_document (w->editor)) == NULL)
    sl_window_choose_file (w, _("Save the plan"), TRUE);
  else if (g_str_equal (answer, "save"))
    sl_window_save_to (w, NULL, TRUE);
}

static void
ask_over_changes (SlWindow *w)
{
  const SlAnswer answers[] = {
    { "cancel", _("Cancel"), SL_ANSWER_PLAIN },
    { "discard", _("Discard"), SL_ANSWER_DESTRUCTIVE },
    { "save", _("Save"), SL_ANSWER_SUGGESTED },
    { NULL },
  };

  sl_window_ask (w, _("Save the changes?"), _("Without saving, the changes since the last save are lost."), answers,
                 "cancel", on_save_answer);
}

static gboolean
is_worth_saving (SlDocument *document)
{
  return sl_document_path (document) != NULL ? sl_document_is_changed (document)
                                             : sl_history_position (sl_document_history (document)) > 0;
}

/* --- a take that is recorded --- */

static gboolean
close_again (gpointer window)
{
  gtk_window_close (GTK_WINDOW (window));
  return G_SOURCE_REMOVE;
}

static void
on_tracked (SlTracked *tracked, SlWindow *w)
{
  if (sl_tracked_holds (tracked))
    return;
  g_signal_handlers_disconnect_by_func (tracked, on_tracked, w);
  w->keeps_take = FALSE;
  g_idle_add_full (G_PRIORITY_DEFAULT, close_again, g_object_ref (w), g_object_unref);
}

/* TRUE while one is on its way into the plan, which is asked about like any other change. */
static gboolean
keep_take (SlWindow *w)
{
  SlTracked *tracked = w->bench->tracked;

  sl_tracked_record (tracked, FALSE);
  if (!sl_tracked_holds (tracked))
    return FALSE;
  w->discards = FALSE;
  if (!w->keeps_take)
    g_signal_connect_object (tracked, "told", G_CALLBACK (on_tracked), w, 0);
  w->keeps_take = TRUE;
  return TRUE;
}

gboolean
sl_window_may_close (SlWindow *w)
{
  if (w->closing)
    return TRUE;
  sl_window_take_typed (w);
  if (keep_take (w))
    return FALSE;
  if (!w->closes)
    w->bench->failed_exports = 0;
  if (w->saving)
    close_when_written (w);
  else if (!w->discards && is_worth_saving (sl_editor_document (w->editor)))
    ask_over_changes (w);
  else if (w->closes)
    return FALSE;
  else if (sl_bench_exports (w->bench) > 0)
    ask_over_exports (w);
  else
    return TRUE;
  return FALSE;
}
