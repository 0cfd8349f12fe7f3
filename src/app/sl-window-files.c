#include "sl-window-private.h"

#include "sl-error.h"
#include "sl-file.h"
#include "sl-i18n.h"
#include "sl-viewport.h"

/* --- saving --- */

typedef struct {
  GWeakRef window;
  SlSave  *save;  /* NULL until its turn */
  char    *path;  /* NULL: its own file */
  gboolean over;  /* what somebody else wrote there */
  gboolean close; /* afterwards */
} Saving;

static void
saving_free (gpointer data)
{
  Saving *s = data;

  g_weak_ref_clear (&s->window);
  sl_save_free (s->save);
  g_free (s->path);
  g_free (s);
}

static Saving *
saving_new (SlWindow *w, const char *path, gboolean close)
{
  Saving *s = g_new0 (Saving, 1);

  g_weak_ref_init (&s->window, w);
  s->path = g_strdup (path);
  s->close = close;
  return s;
}

static void ask_for_save (SlWindow *w, const char *path, gboolean over, gboolean close);
static void begin_next   (SlWindow *w);

static void
on_changed_answer (const char *answer, gpointer data)
{
  Saving *s = data;
  g_autoptr (SlWindow) w = g_weak_ref_get (&s->window);

  if (w == NULL)
    return;
  if (g_str_equal (answer, "over"))
    ask_for_save (w, s->path, TRUE, s->close);
  else if (g_str_equal (answer, "other"))
    sl_window_choose_file (w, _("Save the plan as"), s->close);
}

static void
ask_over_changed (SlWindow *w, const char *path, gboolean close)
{
  const SlAnswer answers[] = {
    { "cancel", _("Cancel"), SL_ANSWER_PLAIN },
    { "over", _("Save over it"), SL_ANSWER_DESTRUCTIVE },
    { "other", _("Save as…"), SL_ANSWER_SUGGESTED },
    { NULL },
  };

  sl_ask (gtk_window_get_application (GTK_WINDOW (w)), GTK_WINDOW (w), _("The file was changed by somebody else"),
          _("It is not what was opened or saved here last. Saving over it loses what was written there since; saving "
            "under another name keeps both."), answers, "cancel", on_changed_answer, saving_new (w, path, close),
          saving_free);
}

/* A folder that cannot be written, a full disk: elsewhere it may go. */
static void
ask_over_failure (SlWindow *w, const char *why, gboolean close)
{
  const SlAnswer answers[] = {
    { "cancel", _("Cancel"), SL_ANSWER_PLAIN }, { "other", _("Save as…"), SL_ANSWER_SUGGESTED }, { NULL },
  };

  sl_ask (gtk_window_get_application (GTK_WINDOW (w)), GTK_WINDOW (w), _("The plan cannot be saved"), why, answers,
          "cancel", on_changed_answer, saving_new (w, NULL, close), saving_free);
}

static void
say_saved (SlWindow *w)
{
  g_autofree char *uri = g_filename_to_uri (sl_document_path (sl_editor_document (w->editor)), NULL, NULL);

  if (uri != NULL)
    gtk_recent_manager_add_item (gtk_recent_manager_get_default (), uri);
  sl_window_look_at_file (w);
  sl_window_toast (w, _("Saved"));
}

static gboolean
write_plan (SlWatch *watch, gpointer data, GError **error)
{
  return sl_save_write (((Saving *) data)->save, error);
}

static void
plan_written (const GError *error, gpointer data)
{
  Saving *s = data;
  g_autoptr (SlWindow) w = g_weak_ref_get (&s->window);

  if (w == NULL || w->editor == NULL)
    return;
  w->saving = FALSE;
  if (g_error_matches (error, SL_ERROR, SL_ERROR_CHANGED))
    ask_over_changed (w, s->path, s->close);
  else if (error != NULL)
    ask_over_failure (w, error->message, s->close);
  else
    {
      sl_document_end_save (sl_editor_document (w->editor), s->save);
      sl_sync_start (w->bench->sync); /* the file may be another, with a store of its own */
      say_saved (w);
    }
  begin_next (w);
  if (error == NULL && s->close)
    gtk_window_close (GTK_WINDOW (w)); /* which asks again where there were edits meanwhile */
}

/* Its work has a name, so that a plan on a slow share is seen to be on its way. FALSE where it cannot begin, which is
 * said. Takes `s`. */
static gboolean
begin_save (SlWindow *w, Saving *s)
{
  g_autoptr (GError) error = NULL;

  s->save = sl_document_begin_save (sl_editor_document (w->editor), s->path, s->over, &error);
  if (s->save == NULL)
    {
      if (g_error_matches (error, SL_ERROR, SL_ERROR_CHANGED))
        ask_over_changed (w, s->path, s->close);
      else
        ask_over_failure (w, error->message, s->close);
      saving_free (s);
      return FALSE;
    }
  w->saving = TRUE;
  sl_queue_add (w->bench->queue, &(SlJobSpec) { .lane = SL_LANE_LIVE, .name = _("Saving the plan"), .first = TRUE,
                                                .work = write_plan, .done = plan_written, .data = s,
                                                .free_data = saving_free });
  return TRUE;
}

/* One is written at a time; the next that was asked for meanwhile writes the plan as it is then. */
static void
begin_next (SlWindow *w)
{
  while (!w->saving && !g_queue_is_empty (&w->saves))
    if (begin_save (w, g_queue_pop_head (&w->saves)))
      return;
}

static void
ask_for_save (SlWindow *w, const char *path, gboolean over, gboolean close)
{
  Saving *last = g_queue_peek_tail (&w->saves), *s;

  if (last != NULL && g_strcmp0 (last->path, path) == 0)
    {
      last->over |= over;
      last->close |= close;
      return;
    }
  s = saving_new (w, path, close);
  s->over = over;
  g_queue_push_tail (&w->saves, s);
  begin_next (w);
}

void
sl_window_save_to (SlWindow *w, const char *path, gboolean close)
{
  sl_window_take_typed (w);
  ask_for_save (w, path, FALSE, close);
}

void
sl_window_forget_saves (SlWindow *w)
{
  g_queue_clear_full (&w->saves, saving_free);
}

/* --- choosing --- */

typedef struct {
  GWeakRef window;
  gboolean close; /* afterwards */
} FileCall;

static void
file_call_free (gpointer data)
{
  FileCall *call = data;

  g_weak_ref_clear (&call->window);
  g_free (call);
}

static void
on_file_chosen (GFile *file, gpointer data)
{
  FileCall *call = data;
  g_autoptr (SlWindow) w = g_weak_ref_get (&call->window);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (file == NULL || w == NULL || w->editor == NULL)
    return;
  if (path == NULL)
    sl_window_toast (w, _("Only local folders can be written; choose one"));
  else
    sl_window_save_to (w, path, call->close);
}

void
sl_window_choose_file (SlWindow *w, const char *title, gboolean close)
{
  const char *path = sl_document_path (sl_editor_document (w->editor));
  g_autofree char *name = path != NULL ? g_path_get_basename (path) : g_strdup (_("plan.sightline"));
  const SlFileChoice choice = { .what = SL_CHOOSE_SAVE, .title = title,
                                .folder = sl_document_folder (sl_editor_document (w->editor)), .name = name };
  FileCall *call = g_new0 (FileCall, 1);

  g_weak_ref_init (&call->window, w);
  call->close = close;
  sl_choose_file (GTK_WINDOW (w), &choice, on_file_chosen, call, file_call_free);
}

/* --- dropping files --- */

void
sl_window_take_files (SlWindow *w, const GPtrArray *files, const SlVec3 *at, gboolean asks)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < files->len; i++)
    {
      g_autofree char *path = g_file_get_path (files->pdata[i]);

      if (path == NULL)
        sl_window_toast (w, _("Only files in local folders can be used; copy it to this computer first"));
      else if (sl_file_has_suffix (path, ".sightline"))
        gtk_widget_activate_action (GTK_WIDGET (w), "app.open-path", "s", path);
      else
        g_ptr_array_add (paths, g_steal_pointer (&path));
    }
  g_ptr_array_add (paths, NULL);
  sl_window_import (w, (const char *const *) paths->pdata, at, asks);
}

static gboolean
find_floor (SlWindow *w, double x, double y, SlVec3 *at)
{
  return gtk_widget_get_mapped (w->viewport)
         && gtk_widget_translate_coordinates (GTK_WIDGET (w), w->viewport, x, y, &x, &y)
         && sl_viewport_floor (SL_VIEWPORT (w->viewport), x, y, at);
}

static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, SlWindow *w)
{
  g_autoptr (GSList) list = gdk_file_list_get_files (g_value_get_boxed (value));
  g_autoptr (GPtrArray) files = g_ptr_array_new ();
  SlVec3 at;

  for (GSList *l = list; l != NULL; l = l->next)
    g_ptr_array_add (files, l->data);
  sl_window_take_files (w, files, find_floor (w, x, y, &at) ? &at : NULL, FALSE);
  return TRUE;
}

void
sl_window_accept_files (SlWindow *w)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect (target, "drop", G_CALLBACK (on_drop), w);
  gtk_widget_add_controller (GTK_WIDGET (w), GTK_EVENT_CONTROLLER (target));
}
