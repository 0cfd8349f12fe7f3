#include "sl-window-private.h"

#include <string.h>

#include "sl-export.h"
#include "sl-file.h"
#include "sl-i18n.h"

/* --- choosing and saving --- */

typedef struct {
  SlWindow *window;
  char     *action; /* of an export; NULL for saving */
  gboolean  close;  /* after saving */
} FileCall;

static void
file_call_free (gpointer data, GClosure *closure)
{
  FileCall *call = data;

  g_free (call->action);
  g_free (call);
}

gboolean
sl_window_save_to (SlWindow *w, const char *path)
{
  g_autoptr (GError) error = NULL;

  if (!sl_document_save (sl_editor_document (w->editor), path, &error))
    {
      sl_window_toast (w, error->message);
      return FALSE;
    }
  g_autoptr (GFile) file = g_file_new_for_path (sl_document_path (sl_editor_document (w->editor)));
  g_autofree char *uri = g_file_get_uri (file);
  gtk_recent_manager_add_item (gtk_recent_manager_get_default (), uri);
  sl_window_show_state (w);
  sl_window_toast (w, _("Saved"));
  return TRUE;
}

static void
on_file_chosen (GtkNativeDialog *dialog, int response, FileCall *call)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

      if (path == NULL)
        sl_window_toast (call->window, _("Only local folders can be written; choose one"));
      else if (call->action != NULL)
        sl_export_start (call->window->bench, call->action, path);
      else if (sl_window_save_to (call->window, path) && call->close)
        {
          call->window->closing = TRUE;
          gtk_window_close (GTK_WINDOW (call->window));
        }
    }
  g_object_unref (dialog);
}

void
sl_window_choose_file (SlWindow *w, const char *title, const char *action, const char *suffix, gboolean close)
{
  SlDocument *document = sl_editor_document (w->editor);
  const SlShot *shot = sl_editor_shot (w->editor);
  gboolean folder = action != NULL && *suffix == '\0';
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (title, GTK_WINDOW (w), folder ? GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER : GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  FileCall *call = g_new0 (FileCall, 1);
  g_autofree char *base = sl_document_path (document) != NULL ? g_path_get_basename (sl_document_path (document)) : g_strdup (_("plan.sightline"));
  g_autoptr (GFile) current = g_file_new_for_path (sl_document_folder (document));

  *call = (FileCall) { w, g_strdup (action), close };
  if (g_str_has_suffix (base, ".sightline") && action != NULL)
    base[strlen (base) - strlen (".sightline")] = '\0';
  g_autofree char *name = action == NULL ? g_strdup (base)
    : g_strdup_printf ("%s-%s%s", base, g_str_equal (action, "clip") && shot != NULL ? shot->entity.id : action, suffix);
  gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (dialog), current, NULL);
  if (!folder)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_file_chosen), call, file_call_free, 0);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* --- closing and recovery --- */

static void
on_close_answer (AdwMessageDialog *dialog, const char *response, SlWindow *w)
{
  if (g_str_equal (response, "cancel"))
    return;
  if (g_str_equal (response, "save"))
    {
      if (sl_document_path (sl_editor_document (w->editor)) == NULL)
        {
          sl_window_choose_file (w, _("Save the plan"), NULL, ".sightline", TRUE);
          return;
        }
      if (!sl_window_save_to (w, NULL))
        return;
    }
  w->closing = TRUE;
  gtk_window_close (GTK_WINDOW (w));
}

static gboolean
is_worth_saving (SlDocument *document)
{
  return sl_document_path (document) != NULL ? sl_document_is_changed (document) : sl_history_position (sl_document_history (document)) > 0;
}

gboolean
sl_window_may_close (SlWindow *w)
{
  GtkWidget *dialog;

  if (w->closing || !is_worth_saving (sl_editor_document (w->editor)))
    return TRUE;
  dialog = adw_message_dialog_new (GTK_WINDOW (w), _("Save the changes?"), _("Without saving, the changes since the last save are lost."));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("Cancel"), "discard", _("Discard"), "save", _("Save"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "save", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "save");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (on_close_answer), w);
  gtk_window_present (GTK_WINDOW (dialog));
  return FALSE;
}

static void
on_recover_answer (AdwMessageDialog *dialog, const char *response, SlWindow *w)
{
  SlDocument *document = sl_editor_document (w->editor);
  g_autoptr (GError) error = NULL;

  if (g_str_equal (response, "recover"))
    {
      guint steps = sl_document_recover (document, 0, NULL, &error);
      g_autofree char *text = error != NULL ? g_strdup (error->message) : g_strdup_printf (ngettext ("%u step brought back", "%u steps brought back", steps), steps);
      sl_window_toast (w, text);
    }
  else
    sl_document_forget_journal (document);
  sl_editor_document_changed (w->editor);
}

void
sl_window_offer_recovery (SlWindow *w)
{
  guint steps = sl_document_recoverable (sl_editor_document (w->editor));
  g_autofree char *body = g_strdup_printf (ngettext ("Sightline ended unexpectedly. %u step after the last save can be brought back.",
                                                     "Sightline ended unexpectedly. %u steps after the last save can be brought back.", steps), steps);
  GtkWidget *dialog;

  if (steps == 0)
    return;
  dialog = adw_message_dialog_new (GTK_WINDOW (w), _("Bring back unsaved work?"), body);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "discard", _("Discard"), "recover", _("Bring back"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "recover", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "recover");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "recover");
  g_signal_connect (dialog, "response", G_CALLBACK (on_recover_answer), w);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* --- dropping files --- */

static void
drop_file (SlWindow *w, GFile *file)
{
  static const char *const models[] = { ".glb", ".gltf", ".obj", ".fbx", ".dae" };
  g_autofree char *path = g_file_get_path (file);

  if (path != NULL && sl_file_has_suffix (path, ".sightline"))
    {
      gtk_widget_activate_action (GTK_WIDGET (w), "app.open-path", "s", path);
      return;
    }
  for (guint i = 0; path != NULL && i < G_N_ELEMENTS (models); i++)
    if (sl_file_has_suffix (path, models[i]))
      {
        gtk_widget_activate_action (GTK_WIDGET (w), "win.add-model", "s", path);
        return;
      }
  sl_window_toast (w, _("Drop a plan (.sightline) or a model (.glb, .gltf, .obj, .fbx, .dae) here"));
}

static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, SlWindow *w)
{
  g_autoptr (GSList) files = gdk_file_list_get_files (g_value_get_boxed (value));

  for (GSList *l = files; l != NULL; l = l->next)
    drop_file (w, l->data);
  return TRUE;
}

void
sl_window_accept_files (SlWindow *w)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect (target, "drop", G_CALLBACK (on_drop), w);
  gtk_widget_add_controller (GTK_WIDGET (w), GTK_EVENT_CONTROLLER (target));
}
