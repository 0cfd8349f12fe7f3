#include "sl-window.h"

#include <string.h>

#include "sl-action-search.h"
#include "sl-export.h"
#include "sl-i18n.h"
#include "sl-inspector.h"
#include "sl-operations.h"
#include "sl-outliner.h"
#include "sl-schedule-page.h"
#include "sl-shots-page.h"
#include "sl-timeline.h"
#include "sl-view-bar.h"
#include "sl-viewport.h"

struct _SlWindow {
  AdwApplicationWindow parent;
  SlEditor  *editor;
  GSettings *settings;
  GtkWidget *toasts, *stack, *title, *viewport, *inspector, *jobs_button, *jobs_box, *undo, *redo, *play;
  GPtrArray *menus;   /* GMenuModel: what the search over actions finds */
  gboolean   closing;
};

G_DEFINE_FINAL_TYPE (SlWindow, sl_window, ADW_TYPE_APPLICATION_WINDOW)

/* --- what changes --- */

void
sl_window_toast (SlWindow *w, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (escaped);

  adw_toast_set_timeout (toast, 6);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (w->toasts), toast);
}

static void
on_message (SlEditor *editor, const char *text, SlWindow *w)
{
  sl_window_toast (w, text);
}

static void
set_enabled (SlWindow *w, const char *name, gboolean enabled)
{
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (w), name)), enabled);
}

static void
set_step_tooltip (GtkWidget *button, const char *format, const char *plain, const char *label)
{
  g_autofree char *text = label != NULL ? g_strdup_printf (format, label) : g_strdup (plain);

  gtk_widget_set_tooltip_text (button, text);
  sl_set_name (button, text);
}

static void
show_state (SlWindow *w)
{
  SlDocument *document = sl_editor_document (w->editor);
  const SlHistory *history = sl_document_history (document);
  const SlPlan *plan = sl_editor_plan (w->editor);
  const SlEntity *production = sl_plan_count (plan, SL_KIND_PRODUCTION) > 0 ? sl_plan_at (plan, SL_KIND_PRODUCTION, 0) : NULL;
  g_autofree char *file = sl_document_path (document) != NULL ? g_path_get_basename (sl_document_path (document)) : g_strdup (_("Not saved yet"));
  g_autofree char *mark = g_strdup_printf ("%s%s", sl_document_is_changed (document) ? "● " : "", file);
  g_autofree char *title = g_strdup_printf ("%s – Sightline", file);

  adw_window_title_set_title (ADW_WINDOW_TITLE (w->title), production != NULL ? sl_entity_title (production) : file);
  adw_window_title_set_subtitle (ADW_WINDOW_TITLE (w->title), mark);
  gtk_window_set_title (GTK_WINDOW (w), title);
  set_enabled (w, "undo", sl_history_undo_label (history) != NULL);
  set_enabled (w, "redo", sl_history_redo_label (history) != NULL);
  set_step_tooltip (w->undo, _("Undo: %s"), _("Undo"), sl_history_undo_label (history));
  set_step_tooltip (w->redo, _("Redo: %s"), _("Redo"), sl_history_redo_label (history));
}

static void
show_selection (SlWindow *w)
{
  set_enabled (w, "remove", sl_editor_selected (w->editor) != NULL);
  set_enabled (w, "duplicate", sl_editor_selected (w->editor) != NULL);
}

static void
on_cancel_job (GtkButton *button, GCancellable *cancellable)
{
  g_cancellable_cancel (cancellable);
}

static void
show_jobs (SlWindow *w)
{
  GPtrArray *jobs = sl_editor_jobs (w->editor);

  gtk_widget_set_visible (w->jobs_button, jobs->len > 0);
  sl_clear_box (w->jobs_box);
  for (guint i = 0; i < jobs->len; i++)
    {
      SlJob *job = jobs->pdata[i];
      GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10), *text = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2), *bar = gtk_progress_bar_new (), *cancel = gtk_button_new_with_label (_("Cancel"));
      double spent = (double) (g_get_monotonic_time () - job->started_us) / 1e6;
      g_autofree char *left = job->fraction > .02 ? g_strdup_printf (_("%.0f %%, %.0f s left"), job->fraction * 100, spent / job->fraction - spent) : g_strdup (_("Working…"));

      if (job->fraction > 0)
        gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (bar), job->fraction);
      else
        gtk_progress_bar_pulse (GTK_PROGRESS_BAR (bar));
      sl_set_name (bar, job->name);
      gtk_box_append (GTK_BOX (text), sl_label (job->name, NULL));
      gtk_box_append (GTK_BOX (text), bar);
      gtk_box_append (GTK_BOX (text), sl_label (left, "sl-dim"));
      gtk_widget_set_hexpand (text, TRUE);
      gtk_widget_set_valign (cancel, GTK_ALIGN_CENTER);
      g_signal_connect_object (cancel, "clicked", G_CALLBACK (on_cancel_job), job->cancellable, 0);
      gtk_box_append (GTK_BOX (line), text);
      gtk_box_append (GTK_BOX (line), cancel);
      gtk_box_append (GTK_BOX (w->jobs_box), line);
    }
}

/* --- file dialogs --- */

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

static gboolean
save_to (SlWindow *w, const char *path)
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
  show_state (w);
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
        sl_export_start (call->window->editor, call->action, path);
      else if (save_to (call->window, path) && call->close)
        {
          call->window->closing = TRUE;
          gtk_window_close (GTK_WINDOW (call->window));
        }
    }
  g_object_unref (dialog);
}

static void
choose_file (SlWindow *w, const char *title, const char *action, const char *suffix, gboolean close)
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

/* --- actions --- */

#define ACTION(name) static void name (GSimpleAction *action, GVariant *value, gpointer data)

ACTION (act_undo) { sl_editor_undo (((SlWindow *) data)->editor); }
ACTION (act_redo) { sl_editor_redo (((SlWindow *) data)->editor); }
ACTION (act_frame_view) { sl_viewport_frame (SL_VIEWPORT (((SlWindow *) data)->viewport)); }
ACTION (act_first) { sl_editor_set_frame (((SlWindow *) data)->editor, 0); }
ACTION (act_select) { sl_editor_select (((SlWindow *) data)->editor, g_variant_get_string (value, NULL)); }
ACTION (act_shot) { sl_editor_set_shot (((SlWindow *) data)->editor, g_variant_get_string (value, NULL)); }
ACTION (act_frame) { sl_editor_set_frame (((SlWindow *) data)->editor, g_variant_get_int32 (value)); }
ACTION (act_edit_field) { sl_inspector_focus (((SlWindow *) data)->inspector, g_variant_get_string (value, NULL)); }
ACTION (act_save_to) { save_to (data, g_variant_get_string (value, NULL)); }

ACTION (act_save)
{
  SlWindow *w = data;

  if (sl_document_path (sl_editor_document (w->editor)) != NULL)
    save_to (w, NULL);
  else
    choose_file (w, _("Save the plan"), NULL, ".sightline", FALSE);
}

ACTION (act_save_as) { choose_file (data, _("Save the plan as"), NULL, ".sightline", FALSE); }

ACTION (act_last)
{
  SlWindow *w = data;
  const SlShot *shot = sl_editor_shot (w->editor);

  if (shot != NULL)
    sl_editor_set_frame (w->editor, (double) shot->frames - 1);
}

ACTION (act_next) { sl_editor_set_frame (((SlWindow *) data)->editor, sl_editor_frame (((SlWindow *) data)->editor) + 1); }
ACTION (act_previous) { sl_editor_set_frame (((SlWindow *) data)->editor, sl_editor_frame (((SlWindow *) data)->editor) - 1); }
ACTION (act_play) { gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (((SlWindow *) data)->play), !gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (((SlWindow *) data)->play))); }

ACTION (act_worst)
{
  SlWindow *w = data;
  const SlShot *shot = sl_editor_shot (w->editor);
  const SlCoverage *coverage = shot != NULL ? sl_editor_coverage (w->editor, shot->entity.id) : NULL;

  if (coverage != NULL)
    sl_editor_set_frame (w->editor, coverage->frames[coverage->worst_frame].frame);
}

static const char *
current_stage (SlWindow *w)
{
  const SlScene *scene = sl_editor_scene (w->editor, NULL);
  return scene != NULL ? scene->stage->entity.id : NULL;
}

ACTION (act_add)
{
  SlWindow *w = data;
  SlKind kind = sl_kind_from_name (g_variant_get_string (value, NULL));
  g_autofree char *id = NULL;
  g_autoptr (SlCommand) command = NULL;

  if (kind == SL_N_KINDS)
    return;
  command = sl_operation_add (sl_editor_plan (w->editor), kind, current_stage (w), sl_editor_selected (w->editor), &id);
  if (sl_editor_apply (w->editor, command))
    sl_editor_select (w->editor, id);
}

ACTION (act_duplicate)
{
  SlWindow *w = data;
  g_autofree char *id = NULL;
  g_autoptr (SlCommand) command = sl_editor_selected (w->editor) != NULL ? sl_operation_duplicate (sl_editor_plan (w->editor), sl_editor_selected (w->editor), &id) : NULL;

  if (command != NULL && sl_editor_apply (w->editor, command))
    sl_editor_select (w->editor, id);
}

ACTION (act_remove)
{
  SlWindow *w = data;
  const SlEntity *entity = sl_plan_find (sl_editor_plan (w->editor), sl_editor_selected (w->editor));
  g_autofree char *label = entity != NULL ? g_strdup_printf (_("Remove %s"), sl_entity_title (entity)) : NULL;
  g_autoptr (SlCommand) command = NULL;

  if (entity == NULL || sl_editor_refuse_locked (w->editor, entity->id))
    return;
  command = sl_command_new (label);
  sl_command_remove (command, entity->id);
  sl_editor_apply (w->editor, command);
}

static void
change_view (GSimpleAction *action, GVariant *value, gpointer data)
{
  g_simple_action_set_state (action, value);
  sl_viewport_set_view (SL_VIEWPORT (((SlWindow *) data)->viewport), g_variant_get_string (value, NULL));
}

/* Between the shot's camera and the view of the stage that was last. */
ACTION (act_swap)
{
  SlWindow *w = data;
  gboolean camera = g_str_equal (sl_viewport_view (SL_VIEWPORT (w->viewport)), "camera");

  g_action_group_activate_action (G_ACTION_GROUP (w), "view", g_variant_new_string (camera ? sl_viewport_stage_view (SL_VIEWPORT (w->viewport)) : "camera"));
}

static void
change_monitor (GSimpleAction *action, GVariant *value, gpointer data)
{
  g_simple_action_set_state (action, value);
  sl_viewport_set_monitor (SL_VIEWPORT (((SlWindow *) data)->viewport), g_variant_get_boolean (value));
}

static void
change_shading (GSimpleAction *action, GVariant *value, gpointer data)
{
  for (guint i = 0; i < SL_N_SHADINGS; i++)
    if (g_str_equal (sl_shading_id (i), g_variant_get_string (value, NULL)))
      {
        g_simple_action_set_state (action, value);
        sl_editor_set_shading (((SlWindow *) data)->editor, i);
      }
}

static void
change_imperial (GSimpleAction *action, GVariant *value, gpointer data)
{
  SlWindow *w = data;

  g_simple_action_set_state (action, value);
  sl_editor_set_imperial (w->editor, g_variant_get_boolean (value));
  if (w->settings != NULL)
    g_settings_set_boolean (w->settings, "imperial", g_variant_get_boolean (value));
}

ACTION (act_search) { sl_action_search_open (GTK_WINDOW (data), ((SlWindow *) data)->menus); }

/* A prop that shows a model file. */
ACTION (act_add_model)
{
  SlWindow *w = data;
  g_autofree char *name = sl_document_relative (sl_editor_document (w->editor), g_variant_get_string (value, NULL)), *id = NULL;
  g_autoptr (SlCommand) command = sl_operation_add (sl_editor_plan (w->editor), SL_KIND_PROP, current_stage (w), NULL, &id);

  sl_command_set (command, id, "shape", "model");
  sl_command_set (command, id, "model", name);
  if (sl_editor_apply (w->editor, command))
    sl_editor_select (w->editor, id);
}

ACTION (act_workspace)
{
  SlWindow *w = data;
  GtkWidget *page = adw_view_stack_get_child_by_name (ADW_VIEW_STACK (w->stack), g_variant_get_string (value, NULL));

  if (page != NULL)
    adw_view_stack_set_visible_child (ADW_VIEW_STACK (w->stack), page);
}

static const GActionEntry entries[] = {
  { "undo", act_undo }, { "redo", act_redo }, { "save", act_save }, { "save-as", act_save_as }, { "save-to", act_save_to, "s" },
  { "add", act_add, "s" }, { "add-model", act_add_model, "s" }, { "search", act_search }, { "remove", act_remove }, { "duplicate", act_duplicate }, { "select", act_select, "s" }, { "edit-field", act_edit_field, "s" }, { "shot", act_shot, "s" },
  { "frame", act_frame, "i" }, { "first-frame", act_first }, { "last-frame", act_last }, { "next-frame", act_next }, { "previous-frame", act_previous },
  { "worst-frame", act_worst }, { "play", act_play }, { "frame-view", act_frame_view }, { "workspace", act_workspace, "s" },
  { "view", NULL, "s", "'perspective'", change_view }, { "shading", NULL, "s", "'previs'", change_shading },
  { "imperial", NULL, NULL, "false", change_imperial }, { "swap-view", act_swap }, { "show-monitor", NULL, NULL, "true", change_monitor },
};

ACTION (act_export)
{
  const SlExportKind *kind = g_object_get_data (G_OBJECT (action), "kind");
  choose_file (data, _(kind->label), kind->action, kind->suffix, FALSE);
}

ACTION (act_export_to)
{
  const SlExportKind *kind = g_object_get_data (G_OBJECT (action), "kind");
  sl_export_start (((SlWindow *) data)->editor, kind->action, g_variant_get_string (value, NULL));
}

static void
add_export_action (SlWindow *w, const SlExportKind *kind, const char *suffix, const GVariantType *type, GCallback callback)
{
  g_autofree char *name = g_strdup_printf ("export-%s%s", kind->action, suffix);
  g_autoptr (GSimpleAction) action = g_simple_action_new (name, type);

  g_object_set_data (G_OBJECT (action), "kind", (gpointer) kind);
  g_signal_connect (action, "activate", callback, w);
  g_action_map_add_action (G_ACTION_MAP (w), G_ACTION (action));
}

static GMenuModel *
add_exports (SlWindow *w)
{
  GMenu *menu = g_menu_new ();
  guint n;
  const SlExportKind *kinds = sl_export_kinds (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("win.export-%s", kinds[i].action);
      add_export_action (w, &kinds[i], "", NULL, G_CALLBACK (act_export));
      add_export_action (w, &kinds[i], "-to", G_VARIANT_TYPE_STRING, G_CALLBACK (act_export_to));
      g_menu_append (menu, _(kinds[i].label), name);
    }
  return G_MENU_MODEL (menu);
}

/* --- closing --- */

static void
on_close_answer (AdwMessageDialog *dialog, const char *response, SlWindow *w)
{
  if (g_str_equal (response, "cancel"))
    return;
  if (g_str_equal (response, "save"))
    {
      if (sl_document_path (sl_editor_document (w->editor)) == NULL)
        {
          choose_file (w, _("Save the plan"), NULL, ".sightline", TRUE);
          return;
        }
      if (!save_to (w, NULL))
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

static gboolean
sl_window_close_request (GtkWindow *window)
{
  SlWindow *w = SL_WINDOW (window);
  GtkWidget *dialog;

  if (w->closing || !is_worth_saving (sl_editor_document (w->editor)))
    {
      int width, height;
      gtk_window_get_default_size (window, &width, &height);
      if (w->settings != NULL)
        {
          g_settings_set (w->settings, "window-size", "(ii)", width, height);
          g_settings_set_boolean (w->settings, "window-maximized", gtk_window_is_maximized (window));
        }
      return GTK_WINDOW_CLASS (sl_window_parent_class)->close_request (window);
    }
  dialog = adw_message_dialog_new (window, _("Save the changes?"), _("Without saving, the changes since the last save are lost."));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("Cancel"), "discard", _("Discard"), "save", _("Save"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "save", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "save");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (on_close_answer), w);
  gtk_window_present (GTK_WINDOW (dialog));
  return TRUE;
}

static void
on_recover_answer (AdwMessageDialog *dialog, const char *response, SlWindow *w)
{
  SlDocument *document = sl_editor_document (w->editor);
  g_autoptr (GError) error = NULL;

  if (g_str_equal (response, "recover"))
    {
      guint steps = sl_document_recover (document, &error);
      g_autofree char *text = error != NULL ? g_strdup (error->message) : g_strdup_printf (ngettext ("%u step brought back", "%u steps brought back", steps), steps);
      sl_window_toast (w, text);
    }
  else
    sl_document_forget_journal (document);
  sl_editor_document_changed (w->editor);
}

static void
offer_recovery (SlWindow *w)
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
  g_autofree char *lower = path != NULL ? g_ascii_strdown (path, -1) : g_strdup ("");

  if (g_str_has_suffix (lower, ".sightline"))
    {
      gtk_widget_activate_action (GTK_WIDGET (w), "app.open-path", "s", path);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (models); i++)
    if (g_str_has_suffix (lower, models[i]))
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

static void
accept_files (SlWindow *w)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect (target, "drop", G_CALLBACK (on_drop), w);
  gtk_widget_add_controller (GTK_WIDGET (w), GTK_EVENT_CONTROLLER (target));
}

/* --- building --- */

/* An action that shows and hides a panel, with its state for the menu's tick. */
static void
add_panel_action (SlWindow *w, const char *name, GtkWidget *panel)
{
  g_autoptr (GPropertyAction) action = g_property_action_new (name, panel, "visible");
  g_action_map_add_action (G_ACTION_MAP (w), G_ACTION (action));
}

static GtkWidget *
build_stage_page (SlWindow *w)
{
  GtkWidget *outer = gtk_paned_new (GTK_ORIENTATION_HORIZONTAL), *inner = gtk_paned_new (GTK_ORIENTATION_HORIZONTAL), *upright = gtk_paned_new (GTK_ORIENTATION_VERTICAL);
  GtkWidget *middle = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *timeline = sl_timeline_new (w->editor, 232), *outliner = sl_outliner_new (w->editor);

  w->viewport = sl_viewport_new (w->editor);
  w->play = g_object_get_data (G_OBJECT (timeline), "play");
  gtk_box_append (GTK_BOX (middle), sl_view_bar_new ());
  gtk_box_append (GTK_BOX (middle), w->viewport);
  gtk_paned_set_start_child (GTK_PANED (inner), middle);
  gtk_paned_set_shrink_start_child (GTK_PANED (inner), FALSE);
  w->inspector = sl_inspector_new (w->editor, TRUE);
  gtk_paned_set_end_child (GTK_PANED (inner), w->inspector);
  gtk_paned_set_shrink_end_child (GTK_PANED (inner), FALSE);
  gtk_paned_set_resize_end_child (GTK_PANED (inner), FALSE);
  gtk_paned_set_start_child (GTK_PANED (outer), outliner);
  gtk_paned_set_shrink_start_child (GTK_PANED (outer), FALSE);
  gtk_paned_set_end_child (GTK_PANED (outer), inner);
  gtk_paned_set_shrink_end_child (GTK_PANED (outer), FALSE);
  gtk_paned_set_resize_start_child (GTK_PANED (outer), FALSE);
  gtk_paned_set_start_child (GTK_PANED (upright), outer);
  gtk_paned_set_shrink_start_child (GTK_PANED (upright), FALSE);
  gtk_paned_set_end_child (GTK_PANED (upright), timeline);
  gtk_paned_set_shrink_end_child (GTK_PANED (upright), FALSE);
  gtk_paned_set_resize_end_child (GTK_PANED (upright), FALSE);
  add_panel_action (w, "show-list", outliner);
  add_panel_action (w, "show-inspector", w->inspector);
  add_panel_action (w, "show-timeline", timeline);
  return upright;
}

static GMenuModel *
main_menu (void)
{
  GMenu *menu = g_menu_new (), *file = g_menu_new (), *panels = g_menu_new (), *about = g_menu_new ();

  g_menu_append (file, _("New"), "app.new");
  g_menu_append (file, _("Open…"), "app.open");
  g_menu_append (file, _("Open recent…"), "app.open-recent");
  g_menu_append (file, _("Save"), "win.save");
  g_menu_append (file, _("Save as…"), "win.save-as");
  g_menu_append (panels, _("Show the list"), "win.show-list");
  g_menu_append (panels, _("Show the inspector"), "win.show-inspector");
  g_menu_append (panels, _("Show the timeline"), "win.show-timeline");
  g_menu_append (panels, _("Show the monitor"), "win.show-monitor");
  g_menu_append (about, _("Feet and inches"), "win.imperial");
  g_menu_append (about, _("Light appearance"), "app.light");
  g_menu_append (about, _("Keyboard shortcuts"), "win.show-help-overlay");
  g_menu_append (about, _("About Sightline"), "app.about");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (file));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (panels));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (about));
  g_object_unref (file);
  g_object_unref (panels);
  g_object_unref (about);
  return G_MENU_MODEL (menu);
}

static void
add_choice_item (GMenu *menu, const char *action, const char *id, const char *label)
{
  g_autofree char *detailed = g_strdup_printf ("%s::%s", action, id);
  g_menu_append (menu, label, detailed);
}

/* What buttons and keys do, for the search over actions. */
static GMenuModel *
other_actions (void)
{
  static const char *const views[] = { "perspective", "top", "front", "side", "camera" };
  const char *view_labels[] = { _("Perspective"), _("Top"), _("Front"), _("Side"), _("Camera") };
  GMenu *menu = g_menu_new (), *view = g_menu_new (), *shading = g_menu_new (), *workspace = g_menu_new (), *add = G_MENU (sl_outliner_add_menu ());
  const struct { const char *label, *action; } plain[] = {
    { _("Undo"), "win.undo" }, { _("Redo"), "win.redo" }, { _("Duplicate"), "win.duplicate" }, { _("Remove"), "win.remove" }, { _("Play"), "win.play" },
    { _("First frame"), "win.first-frame" }, { _("Last frame"), "win.last-frame" }, { _("Go to worst frame"), "win.worst-frame" }, { _("Frame the selection"), "win.frame-view" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (plain); i++)
    g_menu_append (menu, plain[i].label, plain[i].action);
  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    add_choice_item (view, "win.view", views[i], view_labels[i]);
  for (guint i = 0; i < SL_N_SHADINGS; i++)
    add_choice_item (shading, "win.shading", sl_shading_id (i), sl_shading_label (i));
  add_choice_item (workspace, "win.workspace", "stage", _("Stage"));
  add_choice_item (workspace, "win.workspace", "shots", _("Shots"));
  add_choice_item (workspace, "win.workspace", "schedule", _("Schedule"));
  g_menu_append_submenu (menu, _("Add"), G_MENU_MODEL (add));
  g_menu_append_submenu (menu, _("View"), G_MENU_MODEL (view));
  g_menu_append_submenu (menu, _("Shading"), G_MENU_MODEL (shading));
  g_menu_append_submenu (menu, _("Workspace"), G_MENU_MODEL (workspace));
  g_object_unref (add);
  g_object_unref (view);
  g_object_unref (shading);
  g_object_unref (workspace);
  return G_MENU_MODEL (menu);
}

static GtkWidget *
build_header (SlWindow *w, GMenuModel *exports)
{
  GtkWidget *header = adw_header_bar_new (), *switcher = adw_view_switcher_new (), *menu = gtk_menu_button_new (), *export = gtk_menu_button_new ();
  GtkWidget *popover = gtk_popover_new ();
  g_autoptr (GMenuModel) model = main_menu ();

  w->menus = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (w->menus, g_object_ref (exports));
  g_ptr_array_add (w->menus, other_actions ());
  g_ptr_array_add (w->menus, g_object_ref (model));
  w->undo = sl_button ("edit-undo-symbolic", _("Undo"), "win.undo");
  w->redo = sl_button ("edit-redo-symbolic", _("Redo"), "win.redo");
  w->title = adw_window_title_new ("", "");
  adw_view_switcher_set_stack (ADW_VIEW_SWITCHER (switcher), ADW_VIEW_STACK (w->stack));
  adw_view_switcher_set_policy (ADW_VIEW_SWITCHER (switcher), ADW_VIEW_SWITCHER_POLICY_WIDE);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), switcher);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), w->undo);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), w->redo);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), w->title);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (menu), "open-menu-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (menu), model);
  gtk_menu_button_set_primary (GTK_MENU_BUTTON (menu), TRUE);
  sl_set_name (menu, _("Menu"));
  gtk_widget_set_tooltip_text (menu, _("Menu"));
  gtk_menu_button_set_label (GTK_MENU_BUTTON (export), _("Export"));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (export), exports);
  gtk_widget_add_css_class (export, "suggested-action");
  w->jobs_button = gtk_menu_button_new ();
  w->jobs_box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  GtkWidget *spinner = gtk_spinner_new ();
  gtk_spinner_start (GTK_SPINNER (spinner));
  gtk_menu_button_set_child (GTK_MENU_BUTTON (w->jobs_button), spinner);
  gtk_widget_set_size_request (w->jobs_box, 320, -1);
  gtk_popover_set_child (GTK_POPOVER (popover), w->jobs_box);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (w->jobs_button), popover);
  gtk_widget_set_visible (w->jobs_button, FALSE);
  sl_set_name (w->jobs_button, _("Running jobs"));
  gtk_widget_set_tooltip_text (w->jobs_button, _("Running jobs"));
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), menu);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), export);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), w->jobs_button);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), sl_button ("system-search-symbolic", _("Search actions (Ctrl+K)"), "win.search"));
  return header;
}

static void
add_page (SlWindow *w, GtkWidget *page, const char *name, const char *title, const char *icon)
{
  adw_view_stack_add_titled (ADW_VIEW_STACK (w->stack), page, name, title);
  adw_view_stack_page_set_icon_name (adw_view_stack_get_page (ADW_VIEW_STACK (w->stack), page), icon);
}

static void
restore_size (SlWindow *w)
{
  int width = 1440, height = 900;

  if (w->settings != NULL)
    g_settings_get (w->settings, "window-size", "(ii)", &width, &height);
  gtk_window_set_default_size (GTK_WINDOW (w), width, height);
  if (w->settings != NULL && g_settings_get_boolean (w->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (w));
}

static void
build (SlWindow *w)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autoptr (GMenuModel) exports = NULL;

  g_action_map_add_action_entries (G_ACTION_MAP (w), entries, G_N_ELEMENTS (entries), w);
  exports = add_exports (w);
  w->stack = adw_view_stack_new ();
  gtk_widget_set_vexpand (w->stack, TRUE);
  add_page (w, build_stage_page (w), "stage", _("Stage"), "view-grid-symbolic");
  add_page (w, sl_shots_page_new (w->editor), "shots", _("Shots"), "camera-video-symbolic");
  add_page (w, sl_schedule_page_new (w->editor), "schedule", _("Schedule"), "x-office-calendar-symbolic");
  w->toasts = adw_toast_overlay_new ();
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (w->toasts), w->stack);
  gtk_box_append (GTK_BOX (box), build_header (w, exports));
  gtk_box_append (GTK_BOX (box), w->toasts);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (w), box);
  accept_files (w);
}

static void
sl_window_dispose (GObject *object)
{
  SlWindow *w = SL_WINDOW (object);

  if (w->editor != NULL)
    {
      g_signal_handlers_disconnect_by_data (w->editor, w);
      sl_editor_close (w->editor);
    }
  g_clear_object (&w->editor);
  g_clear_object (&w->settings);
  g_clear_pointer (&w->menus, g_ptr_array_unref);
  G_OBJECT_CLASS (sl_window_parent_class)->dispose (object);
}

static void
sl_window_class_init (SlWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sl_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = sl_window_close_request;
}

static void
sl_window_init (SlWindow *w)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = source != NULL ? g_settings_schema_source_lookup (source, "org.sightline.Sightline", TRUE) : NULL;

  if (schema != NULL) /* an uninstalled program may run without */
    w->settings = g_settings_new ("org.sightline.Sightline");
}

SlDocument *
sl_window_document (SlWindow *w)
{
  return sl_editor_document (w->editor);
}

GtkWidget *
sl_window_new (AdwApplication *application, SlDocument *document)
{
  SlWindow *w = g_object_new (SL_TYPE_WINDOW, "application", application, NULL);

  w->editor = sl_editor_new (document);
  build (w);
  restore_size (w);
  if (w->settings != NULL && g_settings_get_boolean (w->settings, "imperial"))
    g_action_group_change_action_state (G_ACTION_GROUP (w), "imperial", g_variant_new_boolean (TRUE));
  g_signal_connect (w->editor, "message", G_CALLBACK (on_message), w);
  g_signal_connect_swapped (w->editor, "plan-changed", G_CALLBACK (show_state), w);
  g_signal_connect_swapped (w->editor, "selection-changed", G_CALLBACK (show_selection), w);
  g_signal_connect_swapped (w->editor, "jobs-changed", G_CALLBACK (show_jobs), w);
  show_state (w);
  show_selection (w);
  show_jobs (w);
  gtk_window_present (GTK_WINDOW (w));
  offer_recovery (w);
  if (sl_document_is_shared (document))
    sl_window_toast (w, _("This plan is open in another window or program; save under another name to keep both"));
  return GTK_WIDGET (w);
}
