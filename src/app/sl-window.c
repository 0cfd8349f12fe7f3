#include "sl-window-private.h"

#include "sl-arrange.h"
#include "sl-board-menus.h"
#include "sl-file.h"
#include "sl-i18n.h"
#include "sl-inspector.h"
#include "sl-jobs-button.h"
#include "sl-legend.h"
#include "sl-menus.h"
#include "sl-missing-files.h"
#include "sl-outliner.h"
#include "sl-problems-pane.h"
#include "sl-schedule-page.h"
#include "sl-shots-page.h"
#include "sl-timeline.h"
#include "sl-tracked-bar.h"
#include "sl-notices.h"
#include "sl-view-bar.h"
#include "sl-view-panes.h"

enum { NOTICE_S = 6, FILE_NOTICE_S = 12 }; /* time enough to read, and to reach for a button */

G_DEFINE_FINAL_TYPE (SlWindow, sl_window, ADW_TYPE_APPLICATION_WINDOW)

/* --- what changes --- */

void
sl_window_toast (SlWindow *w, const char *text)
{
  sl_notices_show (w->notices, text, NULL, NOTICE_S);
}

static GtkWidget *
file_button (const char *label, const char *action, const char *path)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", path);
  return button;
}

void
sl_window_toast_file (SlWindow *w, const char *text, const char *path)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (box), file_button (_("Open"), "win.open-file", path));
  gtk_box_append (GTK_BOX (box), file_button (_("Show in folder"), "win.show-file", path));
  sl_notices_show (w->notices, text, box, FILE_NOTICE_S);
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

  sl_set_tooltip (button, text);
  sl_set_name (button, text);
}

void
sl_window_look_at_file (SlWindow *w)
{
  const char *path = sl_document_path (sl_editor_document (w->editor));

  w->read_only = path != NULL && !sl_file_can_write (path);
  sl_window_show_state (w);
}

void
sl_window_show_state (SlWindow *w)
{
  SlDocument *document = sl_editor_document (w->editor);
  const SlHistory *history = sl_document_history (document);
  const SlPlan *plan = sl_editor_plan (w->editor);
  const SlEntity *production = sl_plan_count (plan, SL_KIND_PRODUCTION) > 0 ? sl_plan_at (plan, SL_KIND_PRODUCTION, 0)
                                                                            : NULL;
  g_autofree char *file = sl_document_path (document) != NULL ? g_path_get_basename (sl_document_path (document))
                                                              : g_strdup (_("Not saved yet"));
  g_autofree char *mark = g_strdup_printf ("%s%s%s", sl_document_is_changed (document) ? "● " : "", file,
                                           w->read_only ? _(" · read-only") : "");
  g_autofree char *title = g_strdup_printf ("%s – Sightline", file), *end = sl_editor_undo_end (w->editor);

  adw_window_title_set_title (ADW_WINDOW_TITLE (w->title), production != NULL ? sl_entity_title (production) : file);
  adw_window_title_set_subtitle (ADW_WINDOW_TITLE (w->title), mark);
  gtk_window_set_title (GTK_WINDOW (w), title);
  set_enabled (w, "undo", sl_history_undo_label (history) != NULL);
  set_enabled (w, "redo", sl_history_redo_label (history) != NULL);
  set_step_tooltip (w->undo, _("Undo: %s"), end != NULL ? end : _("Undo"), sl_history_undo_label (history));
  set_step_tooltip (w->redo, _("Redo: %s"), _("Redo"), sl_history_redo_label (history));
}

static void
show_selection (SlWindow *w)
{
  sl_arrange_show_selection (G_ACTION_MAP (w), w->editor);
}

/* Of all windows. */
static void
show_units (GSettings *settings, const char *key, SlWindow *w)
{
  g_action_group_change_action_state (G_ACTION_GROUP (w), "imperial",
                                      g_variant_new_boolean (g_settings_get_boolean (settings, "imperial")));
}

/* --- building --- */

/* An action that shows and hides a panel, with its state for the menu's tick. */
static void
add_panel_action (SlWindow *w, const char *name, GtkWidget *panel)
{
  g_autoptr (GPropertyAction) action = g_property_action_new (name, panel, "visible");
  g_action_map_add_action (G_ACTION_MAP (w), G_ACTION (action));
}

/* As narrow as need be: what has no room is scrolled to. */
static GtkWidget *
sideways (GtkWidget *bar)
{
  GtkWidget *scroll = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), bar);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroll), TRUE);
  return scroll;
}

static GtkWidget *
build_stage_page (SlWindow *w)
{
  GtkWidget *outer = gtk_paned_new (GTK_ORIENTATION_HORIZONTAL);
  GtkWidget *inner = gtk_paned_new (GTK_ORIENTATION_HORIZONTAL);
  GtkWidget *upright = gtk_paned_new (GTK_ORIENTATION_VERTICAL);
  GtkWidget *middle = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *timeline = sl_timeline_new (w->bench, 232);
  GtkWidget *outliner = sl_outliner_new (w->bench);
  g_autoptr (GMenuModel) arrange = sl_arrange_menu ();

  w->panes = sl_view_panes_new (w->bench, sl_window_choose_pane, w);
  w->viewport = GTK_WIDGET (sl_view_panes_active (w->panes));
  w->play = g_object_get_data (G_OBJECT (timeline), "play");
  gtk_box_append (GTK_BOX (middle), sideways (sl_view_bar_new (arrange)));
  gtk_box_append (GTK_BOX (middle), sl_legend_over (w->panes, w->bench));
  gtk_paned_set_start_child (GTK_PANED (inner), middle);
  gtk_paned_set_shrink_start_child (GTK_PANED (inner), FALSE);
  w->inspector = sl_inspector_new (w->bench, TRUE);
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

/* Where there is room it says what it is for; else its picture must do. */
static GtkWidget *
build_search (void)
{
  GtkWidget *squeezer = adw_squeezer_new (), *wide = gtk_button_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *keys = gtk_label_new ("Ctrl K");
  const char *name = _("Search actions and things (Ctrl+K)");

  gtk_widget_add_css_class (keys, "sl-keys");
  gtk_box_append (GTK_BOX (line), gtk_image_new_from_icon_name ("system-search-symbolic"));
  gtk_box_append (GTK_BOX (line), gtk_label_new (_("Search actions")));
  gtk_box_append (GTK_BOX (line), keys);
  gtk_button_set_child (GTK_BUTTON (wide), line);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (wide), "win.search");
  gtk_widget_add_css_class (wide, "sl-search");
  sl_set_name (wide, name);
  sl_set_tooltip (wide, name);
  adw_squeezer_set_homogeneous (ADW_SQUEEZER (squeezer), FALSE);
  adw_squeezer_add (ADW_SQUEEZER (squeezer), wide);
  adw_squeezer_add (ADW_SQUEEZER (squeezer), sl_button ("system-search-symbolic", name, "win.search"));
  gtk_widget_set_valign (squeezer, GTK_ALIGN_CENTER);
  return squeezer;
}

static GtkWidget *
build_header (SlWindow *w, GMenuModel *exports)
{
  GtkWidget *header = adw_header_bar_new (), *switcher = adw_view_switcher_new ();
  GtkWidget *menu = gtk_menu_button_new (), *export = gtk_menu_button_new ();
  g_autoptr (GMenuModel) model = sl_menu_main ();

  w->menus = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (w->menus, g_object_ref (exports));
  g_ptr_array_add (w->menus, sl_menu_other_actions ());
  g_ptr_array_add (w->menus, sl_arrange_menu ());
  g_ptr_array_add (w->menus, sl_board_menu_searched ());
  g_ptr_array_add (w->menus, sl_window_booking_menu ());
  g_ptr_array_add (w->menus, sl_window_store_menu ());
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
  sl_set_tooltip (menu, _("Menu"));
  gtk_menu_button_set_label (GTK_MENU_BUTTON (export), _("Export"));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (export), exports);
  gtk_widget_add_css_class (export, "suggested-action");
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), menu);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), export);
  w->jobs = sl_jobs_button_new (w->bench);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), w->jobs);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), sl_problems_button_new (w->bench));
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), build_search ());
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
keep_size (SlWindow *w)
{
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (w), &width, &height);
  if (w->settings == NULL)
    return;
  g_settings_set (w->settings, "window-size", "(ii)", width, height);
  g_settings_set_boolean (w->settings, "window-maximized", gtk_window_is_maximized (GTK_WINDOW (w)));
}

static void
build (SlWindow *w)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autoptr (GMenuModel) exports = NULL;

  exports = sl_window_add_actions (w);
  w->stack = adw_view_stack_new ();
  gtk_widget_set_vexpand (w->stack, TRUE);
  add_page (w, build_stage_page (w), "stage", _("Stage"), "view-grid-symbolic");
  w->shots = sl_shots_page_new (w->bench, G_ACTION_GROUP (w));
  add_page (w, w->shots, "shots", _("Shots"), "camera-video-symbolic");
  add_page (w, sl_schedule_page_new (w->bench), "schedule", _("Schedule"), "x-office-calendar-symbolic");
  w->notices = sl_notices_new (w->stack);
  w->header = build_header (w, exports);
  gtk_box_append (GTK_BOX (box), w->header);
  gtk_box_append (GTK_BOX (box), sl_missing_files_bar_new (w->bench));
  gtk_box_append (GTK_BOX (box), sl_tracked_bar_new (w->bench));
  gtk_box_append (GTK_BOX (box), w->notices);
  w->problems = sl_problems_pane_new (w->bench);
  add_panel_action (w, "show-problems", w->problems);
  gtk_box_append (GTK_BOX (box), w->problems);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (w), box);
  sl_window_accept_files (w);
}

static gboolean
sl_window_close_request (GtkWindow *window)
{
  SlWindow *w = SL_WINDOW (window);

  if (!sl_window_may_close (w))
    return TRUE;
  keep_size (w);
  return GTK_WINDOW_CLASS (sl_window_parent_class)->close_request (window);
}

static void
sl_window_dispose (GObject *object)
{
  SlWindow *w = SL_WINDOW (object);

  sl_window_leave_space_mouse (w);
  sl_window_stop_reminders (w);
  if (w->editor != NULL)
    {
      g_signal_handlers_disconnect_by_data (w->editor, w);
      if (w->closing_listener != 0)
        sl_queue_unlisten (w->bench->queue, w->closing_listener);
      sl_bench_close (w->bench);
    }
  w->editor = NULL;
  g_clear_pointer (&w->take_left, sl_take_left_free);
  sl_window_forget_saves (w);
  if (w->settings != NULL)
    g_signal_handlers_disconnect_by_data (w->settings, w);
  g_clear_pointer (&w->bench, sl_bench_unref);
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
  g_autoptr (GSettingsSchema) schema = source != NULL
    ? g_settings_schema_source_lookup (source, "org.sightline.Sightline", TRUE) : NULL;

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
  g_autofree char *trouble = sl_document_journal_trouble (document);

  w->bench = sl_bench_new (document);
  w->editor = w->bench->editor;
  build (w);
  restore_size (w);
  if (w->settings != NULL)
    {
      show_units (w->settings, "imperial", w);
      sl_window_follow_hands (w);
      g_signal_connect (w->settings, "changed::imperial", G_CALLBACK (show_units), w);
    }
  sl_window_follow_space_mouse (w);
  sl_window_start_reminders (w);
  sl_sync_start (w->bench->sync);
  g_signal_connect (w->editor, "message", G_CALLBACK (on_message), w);
  g_signal_connect_swapped (w->editor, "plan-changed", G_CALLBACK (sl_window_show_state), w);
  g_signal_connect_swapped (w->editor, "selection-changed", G_CALLBACK (show_selection), w);
  sl_window_look_at_file (w);
  show_selection (w);
  gtk_window_present (GTK_WINDOW (w));
  sl_window_offer_recovery (w);
  if (trouble != NULL)
    sl_window_toast (w, trouble);
  if (sl_document_is_shared (document))
    sl_window_toast (w, _("This plan is open in another program; save under another name to keep both"));
  return GTK_WIDGET (w);
}
