#include "sl-window-private.h"

#include "sl-action-search.h"
#include "sl-arrange.h"
#include "sl-i18n.h"
#include "sl-inspector.h"
#include "sl-missing-files.h"
#include "sl-operations.h"
#include "sl-problems-pane.h"
#include "sl-reason.h"
#include "sl-schedule-page.h"
#include "sl-shots-page.h"
#include "sl-view-panes.h"
#include "sl-wall-dialog.h"

#define ACTION(name) static void name (GSimpleAction *action, GVariant *value, gpointer data)

ACTION (act_undo) { sl_editor_undo (((SlWindow *) data)->editor); }
ACTION (act_redo) { sl_editor_redo (((SlWindow *) data)->editor); }
ACTION (act_fly) { sl_viewport_fly (SL_VIEWPORT (((SlWindow *) data)->viewport)); }
ACTION (act_reset_view) { sl_viewport_reset (SL_VIEWPORT (((SlWindow *) data)->viewport)); }
ACTION (act_frame_view) { sl_viewport_frame (SL_VIEWPORT (((SlWindow *) data)->viewport)); }
ACTION (act_first) { sl_editor_set_frame (((SlWindow *) data)->editor, 0); }
ACTION (act_select) { sl_editor_select (((SlWindow *) data)->editor, g_variant_get_string (value, NULL)); }
ACTION (act_select_also)
{
  sl_editor_select_toggle (((SlWindow *) data)->editor, g_variant_get_string (value, NULL));
}

ACTION (act_shot) { sl_editor_set_shot (((SlWindow *) data)->editor, g_variant_get_string (value, NULL)); }
ACTION (act_frame) { sl_editor_set_frame (((SlWindow *) data)->editor, g_variant_get_int32 (value)); }
/* The field in the inspector that is seen; where there is none, on the stage. */
ACTION (act_edit_field)
{
  SlWindow *w = data;
  GtkWidget *page = adw_view_stack_get_visible_child (ADW_VIEW_STACK (w->stack));
  GtkWidget *inspector = sl_schedule_page_inspector (page);

  if (page == w->shots && sl_shots_page_focus (page, g_variant_get_string (value, NULL)))
    return;
  if (inspector == NULL)
    {
      inspector = w->inspector;
      adw_view_stack_set_visible_child_name (ADW_VIEW_STACK (w->stack), "stage");
      gtk_widget_set_visible (inspector, TRUE);
    }
  sl_inspector_focus (inspector, g_variant_get_string (value, NULL));
}

/* A thing with one of its fields, which may be "". */
ACTION (act_show_field)
{
  SlWindow *w = data;
  const char *id, *field;

  g_variant_get (value, "(&s&s)", &id, &field);
  sl_editor_select (w->editor, id);
  if (*field != '\0')
    g_action_group_activate_action (G_ACTION_GROUP (w), "edit-field", g_variant_new_string (field));
}

ACTION (act_save_to) { sl_window_save_to (data, g_variant_get_string (value, NULL), FALSE); }

ACTION (act_save)
{
  SlWindow *w = data;

  if (sl_document_path (sl_editor_document (w->editor)) != NULL)
    sl_window_save_to (w, NULL, FALSE);
  else
    sl_window_choose_file (w, _("Save the plan"), FALSE);
}

ACTION (act_save_as) { sl_window_choose_file (data, _("Save the plan as"), FALSE); }

ACTION (act_last)
{
  SlWindow *w = data;
  const SlShot *shot = sl_editor_shot (w->editor);

  if (shot != NULL)
    sl_editor_set_frame (w->editor, (double) shot->frames - 1);
}

static void
go_by (SlWindow *w, double frames)
{
  sl_editor_set_frame (w->editor, sl_editor_frame (w->editor) + frames);
}

ACTION (act_next) { go_by (data, 1); }
ACTION (act_previous) { go_by (data, -1); }

ACTION (act_play)
{
  SlWindow *w = data;
  GtkToggleButton *play = GTK_TOGGLE_BUTTON (w->play);

  if (adw_view_stack_get_visible_child (ADW_VIEW_STACK (w->stack)) == w->shots)
    {
      sl_shots_page_play (w->shots);
      return;
    }
  gtk_toggle_button_set_active (play, !gtk_toggle_button_get_active (play));
}

/* What is known of the shot that is shown, with the frames that decide; NULL for nothing yet. */
static const SlCoverage *
current_grades (SlWindow *w)
{
  const SlShot *shot = sl_editor_shot (w->editor);

  return shot != NULL ? sl_analysis_grades (w->bench->analysis, shot->entity.id) : NULL;
}

static void
go_to_worst (SlWindow *w, SlSubject subject)
{
  const SlCoverage *coverage = current_grades (w);

  if (coverage != NULL && coverage->graded[subject])
    sl_editor_set_frame (w->editor, coverage->worst[subject].frame);
}

/* Of what decides the shot. */
ACTION (act_worst)
{
  const SlCoverage *coverage = current_grades (data);

  if (coverage != NULL)
    go_to_worst (data, sl_reason_headline (coverage));
}

ACTION (act_worst_of)
{
  for (guint s = 0; s < SL_N_SUBJECTS; s++)
    if (g_str_equal (sl_subject_id (s), g_variant_get_string (value, NULL)))
      go_to_worst (data, s);
}

ACTION (act_next_problem) { sl_problems_pane_step (((SlWindow *) data)->problems, FALSE); }
ACTION (act_previous_problem) { sl_problems_pane_step (((SlWindow *) data)->problems, TRUE); }

static const char *
current_stage (SlWindow *w)
{
  const SlScene *scene = sl_editor_scene (w->editor, NULL);
  return scene != NULL ? scene->stage.entity->id : NULL;
}

enum { BOOKED_DAYS = 5 };

/* From today on, so that it is seen in the calendar. */
static void
set_days (SlCommand *command, const char *id)
{
  g_autofree char *from = sl_date_to_text (sl_date_today ());
  g_autofree char *to = sl_date_to_text (sl_date_today () + BOOKED_DAYS - 1);

  sl_command_set (command, id, "from", from);
  sl_command_set (command, id, "to", to);
}

ACTION (act_add)
{
  SlWindow *w = data;
  SlKind kind = sl_kind_from_name (g_variant_get_string (value, NULL));
  SlDocument *document = sl_editor_document (w->editor);
  SlVec3 at;
  g_autofree char *id = NULL;
  g_autoptr (SlCommand) command = NULL;

  if (kind == SL_N_KINDS)
    return;
  const gboolean seen = sl_viewport_pointed (SL_VIEWPORT (w->viewport), &at);
  command = sl_operation_add_at (sl_editor_plan (w->editor), sl_document_catalogue (document),
                                 sl_document_assets (document), kind, current_stage (w),
                                 sl_editor_selected (w->editor), seen ? &at : NULL, &id);
  if (kind == SL_KIND_BOOKING)
    set_days (command, id);
  if (sl_editor_apply (w->editor, command))
    sl_editor_select (w->editor, id);
}

ACTION (act_add_wall) { sl_wall_dialog_open (data, ((SlWindow *) data)->editor, NULL); }

/* Of the one that is selected. */
ACTION (act_shape_wall)
{
  SlEditor *editor = ((SlWindow *) data)->editor;
  const char *id = sl_editor_selected (editor);

  if (id == NULL)
    sl_editor_message (editor, _("Pick a wall first; then it can be given another shape"));
  else if (!sl_editor_refuse_locked (editor, id))
    sl_wall_dialog_open (data, editor, id);
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

  g_action_group_activate_action (G_ACTION_GROUP (w), "view",
                                  g_variant_new_string (camera ? sl_viewport_stage_view (SL_VIEWPORT (w->viewport))
                                                               : "camera"));
}

/* On: where the view is looked at best with one. */
static void
change_section (GSimpleAction *action, GVariant *value, gpointer data)
{
  SlViewport *viewport = SL_VIEWPORT (((SlWindow *) data)->viewport);
  g_autoptr (GVariant) state = g_action_get_state (G_ACTION (action));
  SlViewSection section = sl_viewport_usual_section (viewport);

  if (g_variant_equal (state, value)) /* the viewport says it */
    return;
  g_simple_action_set_state (action, value);
  section.on = g_variant_get_boolean (value);
  sl_viewport_set_section (viewport, &section);
}

/* Axis, metres along it, whether the other side shows. */
ACTION (act_section_at)
{
  SlWindow *w = data;
  const char *axis;
  SlViewSection section = { TRUE };

  g_variant_get (value, "(&sdb)", &axis, &section.at, &section.flipped);
  if (*axis < 'x' || *axis > 'z' || !isfinite (section.at))
    return;
  section.axis = *axis - 'x';
  g_simple_action_set_state (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (w), "section")),
                             g_variant_new_boolean (TRUE));
  sl_viewport_set_section (SL_VIEWPORT (w->viewport), &section);
}

static void
change_ceilings (GSimpleAction *action, GVariant *value, gpointer data)
{
  g_simple_action_set_state (action, value);
  sl_viewport_open_ceilings (SL_VIEWPORT (((SlWindow *) data)->viewport), g_variant_get_boolean (value));
}

static void
show_state (SlWindow *w, const char *name, GVariant *state)
{
  g_simple_action_set_state (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (w), name)), state);
}

void
sl_window_choose_pane (SlViewport *pane, gpointer window)
{
  SlWindow *w = window;

  w->viewport = GTK_WIDGET (pane);
  show_state (w, "view", g_variant_new_string (sl_viewport_view (pane)));
  show_state (w, "section", g_variant_new_boolean (sl_viewport_section (pane)->on));
  show_state (w, "open-ceilings", g_variant_new_boolean (sl_viewport_has_open_ceilings (pane)));
  show_state (w, "shading", g_variant_new_string (sl_shading_id (sl_viewport_shading (pane))));
  sl_editor_set_shading (w->editor, sl_viewport_shading (pane));
}

/* "1" to "4". */
static void
change_panes (GSimpleAction *action, GVariant *value, gpointer data)
{
  const guint64 n = g_ascii_strtoull (g_variant_get_string (value, NULL), NULL, 10);
  g_autoptr (GVariant) monitor = NULL;
  SlWindow *w = data;

  if (n < 1 || n > SL_MOST_PANES)
    return;
  g_simple_action_set_state (action, value);
  sl_view_panes_set (w->panes, (guint) n);
  monitor = g_action_group_get_action_state (data, "show-monitor"); /* one of three shows the picture itself */
  sl_viewport_set_monitor (sl_view_panes_at (w->panes, 0), n < 3 && g_variant_get_boolean (monitor));
}

static void
change_monitor (GSimpleAction *action, GVariant *value, gpointer data)
{
  g_simple_action_set_state (action, value);
  sl_viewport_set_monitor (sl_view_panes_at (((SlWindow *) data)->panes, 0), g_variant_get_boolean (value));
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
  if (w->settings != NULL && g_settings_get_boolean (w->settings, "imperial") != g_variant_get_boolean (value))
    g_settings_set_boolean (w->settings, "imperial", g_variant_get_boolean (value));
}

ACTION (act_search)
{
  SlWindow *w = data;
  sl_action_search_open (GTK_WINDOW (w), w->editor, w->menus);
}

ACTION (act_next_pane) { sl_window_next_pane (data, 1); }
ACTION (act_previous_pane) { sl_window_next_pane (data, -1); }

/* Where it is seen: strips and bookings in the schedule, what stands somewhere in the view. */
ACTION (act_reveal)
{
  SlWindow *w = data;
  const SlEntity *entity = sl_plan_find (sl_editor_plan (w->editor), g_variant_get_string (value, NULL));
  const char *now = adw_view_stack_get_visible_child_name (ADW_VIEW_STACK (w->stack));
  gboolean stands;

  if (entity == NULL)
    return;
  stands = sl_record_field (&sl_kind_info (entity->kind)->record, "position") != NULL;
  if (entity->kind == SL_KIND_SCENE || entity->kind == SL_KIND_BOOKING)
    now = "schedule";
  else if (entity->kind != SL_KIND_SHOT || g_str_equal (now, "schedule"))
    now = "stage";
  adw_view_stack_set_visible_child_name (ADW_VIEW_STACK (w->stack), now);
  sl_editor_select (w->editor, entity->id);
  if (stands && entity->kind != SL_KIND_SHOT)
    sl_viewport_frame (SL_VIEWPORT (w->viewport));
}


ACTION (act_import)
{
  const char *const paths[] = { g_variant_get_string (value, NULL), NULL };

  sl_window_import (data, paths, NULL, FALSE);
}

/* Together, as a step. */
ACTION (act_import_files)
{
  g_autofree const char **paths = g_variant_get_strv (value, NULL);

  sl_window_import (data, paths, NULL, FALSE);
}

/* To a point of the stage, in metres. */
ACTION (act_import_at)
{
  const char *paths[] = { NULL, NULL };
  SlVec3 at;

  g_variant_get (value, "(&sddd)", &paths[0], &at.x, &at.y, &at.z);
  sl_window_import (data, paths, &at, FALSE);
}

/* With a look at it before. */
ACTION (act_import_look)
{
  const char *const paths[] = { g_variant_get_string (value, NULL), NULL };

  sl_window_import (data, paths, NULL, TRUE);
}

ACTION (act_import_file) { sl_window_choose_import (data, FALSE); }
ACTION (act_import_options) { sl_window_choose_import (data, TRUE); }

ACTION (act_open_file) { sl_window_open_file (data, g_variant_get_string (value, NULL)); }
ACTION (act_show_file) { sl_window_show_file (data, g_variant_get_string (value, NULL)); }
ACTION (act_missing_files) { sl_missing_files_show (data, ((SlWindow *) data)->bench); }

ACTION (act_locate)
{
  const char *name, *path;

  g_variant_get (value, "(&s&s)", &name, &path);
  sl_missing_files_locate (((SlWindow *) data)->bench, name, path);
}

ACTION (act_workspace)
{
  SlWindow *w = data;
  GtkWidget *page = adw_view_stack_get_child_by_name (ADW_VIEW_STACK (w->stack), g_variant_get_string (value, NULL));

  if (page != NULL)
    adw_view_stack_set_visible_child (ADW_VIEW_STACK (w->stack), page);
}

static const GActionEntry entries[] = {
  { "undo", act_undo }, { "redo", act_redo }, { "save", act_save }, { "save-as", act_save_as },
  { "save-to", act_save_to, "s" }, { "add", act_add, "s" }, { "import", act_import, "s" },
  { "add-wall", act_add_wall }, { "shape-wall", act_shape_wall },
  { "import-at", act_import_at, "(sddd)" }, { "section", NULL, NULL, "false", change_section },
  { "section-at", act_section_at, "(sdb)" }, { "open-ceilings", NULL, NULL, "false", change_ceilings },
  { "import-files", act_import_files, "as" }, { "import-file", act_import_file },
  { "import-options", act_import_options }, { "import-look", act_import_look, "s" },
  { "missing-files", act_missing_files },
  { "open-file", act_open_file, "s" }, { "show-file", act_show_file, "s" }, { "locate", act_locate, "(ss)" },
  { "search", act_search }, { "select", act_select, "s" }, { "reveal", act_reveal, "s" },
  { "next-pane", act_next_pane }, { "previous-pane", act_previous_pane },
  { "select-also", act_select_also, "s" },
  { "edit-field", act_edit_field, "s" }, { "shot", act_shot, "s" }, { "frame", act_frame, "i" },
  { "first-frame", act_first }, { "last-frame", act_last }, { "next-frame", act_next },
  { "previous-frame", act_previous }, { "worst-frame", act_worst }, { "play", act_play },
  { "worst-of", act_worst_of, "s" }, { "show-field", act_show_field, "(ss)" },
  { "next-problem", act_next_problem }, { "previous-problem", act_previous_problem },
  { "frame-view", act_frame_view }, { "fly", act_fly }, { "reset-view", act_reset_view },
  { "workspace", act_workspace, "s" },
  { "panes", NULL, "s", "'1'", change_panes },
  { "view", NULL, "s", "'perspective'", change_view }, { "shading", NULL, "s", "'previs'", change_shading },
  { "imperial", NULL, NULL, "false", change_imperial }, { "swap-view", act_swap },
  { "show-monitor", NULL, NULL, "true", change_monitor },
};

GMenuModel *
sl_window_add_actions (SlWindow *w)
{
  g_action_map_add_action_entries (G_ACTION_MAP (w), entries, G_N_ELEMENTS (entries), w);
  sl_window_add_tool_actions (w);
  sl_window_add_key_actions (w);
  sl_window_add_camera_actions (w);
  sl_window_add_clipboard_actions (w);
  sl_window_add_shot_actions (w);
  sl_window_add_live_actions (w);
  sl_window_add_tracking_actions (w);
  sl_window_add_board_actions (w);
  sl_window_add_schedule_actions (w);
  sl_window_add_booking_actions (w);
  sl_window_add_store_actions (w);
  sl_arrange_add_actions (G_ACTION_MAP (w), w->editor);
  return sl_window_add_exports (w);
}
