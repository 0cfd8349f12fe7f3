#include "sl-shot-list.h"

#include "sl-badge.h"
#include "sl-i18n.h"
#include "sl-listed.h"
#include "sl-problem-mark.h"
#include "sl-rows.h"
#include "sl-shot-film.h"

enum { THUMB_W = 96, THUMB_H = 54 };

typedef struct {
  SlBench      *bench;
  SlEditor     *editor;  /* the bench’s */
  SlShotThumbs *thumbs;  /* borrowed */
  GActionGroup *actions; /* borrowed */
  GtkWidget    *panel, *filter, *list, *none, *sum, *counts;
} List;

static List *
list_of (GtkWidget *panel)
{
  return g_object_get_data (G_OBJECT (panel), "shot-list");
}

static SlShotSort
sort_of (List *l)
{
  g_autoptr (GVariant) state = g_action_group_get_action_state (l->actions, "shot-sort");

  return state != NULL ? sl_shot_sort_find (g_variant_get_string (state, NULL)) : SL_SHOT_SORT_EDIT;
}

static const SlCoverage *
known (const char *id, gpointer data)
{
  return sl_analysis_grades (((List *) data)->bench->analysis, id);
}

/* --- dragging: shots are put before or after the one that they are dropped on --- */

static const char drag_prefix[] = "sl-shot:";

static GdkContentProvider *
on_drag_prepare (GtkDragSource *source, double x, double y, List *l)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));
  const char *id = g_object_get_data (G_OBJECT (row), "id");
  g_autofree char *text = g_strconcat (drag_prefix, id, NULL);
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (row);

  if (!sl_editor_is_selected (l->editor, id))
    sl_editor_select (l->editor, id);
  gtk_drag_source_set_icon (source, paintable, (int) x, (int) y);
  return gdk_content_provider_new_typed (G_TYPE_STRING, text);
}

static void
show_drop (GtkWidget *row, gboolean above, gboolean below)
{
  void (*set_above) (GtkWidget *, const char *) = above ? gtk_widget_add_css_class : gtk_widget_remove_css_class;
  void (*set_below) (GtkWidget *, const char *) = below ? gtk_widget_add_css_class : gtk_widget_remove_css_class;

  set_above (row, "sl-drop-above");
  set_below (row, "sl-drop-below");
}

static GdkDragAction
on_drag_motion (GtkDropTarget *target, double x, double y, gpointer data)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));
  const gboolean above = y < gtk_widget_get_height (row) / 2.;

  show_drop (row, above, !above);
  return GDK_ACTION_MOVE;
}

static void
on_drag_leave (GtkDropTarget *target, gpointer data)
{
  show_drop (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target)), FALSE, FALSE);
}

static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, List *l)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));
  const char *id = g_object_get_data (G_OBJECT (row), "id");

  show_drop (row, FALSE, FALSE);
  if (!g_str_has_prefix (g_value_get_string (value), drag_prefix) || sl_editor_is_selected (l->editor, id))
    return FALSE;
  gtk_widget_activate_action (row, "win.shot-move", "(ss)", y < gtk_widget_get_height (row) / 2. ? "before" : "after",
                              id);
  return TRUE;
}

static void
make_draggable (List *l, GtkWidget *row, const char *id)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_STRING, GDK_ACTION_MOVE);

  g_object_set_data_full (G_OBJECT (row), "id", g_strdup (id), g_free);
  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (on_drag_prepare), l);
  g_signal_connect (target, "motion", G_CALLBACK (on_drag_motion), NULL);
  g_signal_connect (target, "leave", G_CALLBACK (on_drag_leave), NULL);
  g_signal_connect (target, "drop", G_CALLBACK (on_drop), l);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (source));
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (target));
}

/* --- rows --- */

/* A track moves the shot's camera. */
static gboolean
moves (const SlShot *shot)
{
  for (guint i = 0; i < sl_list_n (shot->tracks); i++)
    {
      const char *target = sl_list_at (shot->tracks, SlTrack, i)->target;

      if (g_strcmp0 (target, shot->camera) == 0 || g_strcmp0 (target, shot->entity.id) == 0)
        return TRUE;
    }
  return FALSE;
}

/* "WS · 29 mm · Move". */
static char *
facts_of (List *l, const SlShot *shot)
{
  const double focal_mm = sl_scene_shot_focal_mm (sl_editor_plan (l->editor), shot->entity.id);

  return g_strdup_printf ("%s%s%g mm  ·  %s", shot->size != NULL ? shot->size : "", shot->size != NULL ? "  ·  " : "",
                          focal_mm, moves (shot) ? _("Move") : _("Static"));
}

static GtkWidget *
make_words (List *l, const SlShot *shot)
{
  GtkWidget *text = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2), *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *number = sl_label (sl_shot_title (shot), "heading");
  GtkWidget *name = sl_label (sl_entity_title (&shot->entity), NULL);
  g_autofree char *length = sl_shot_length (shot), *facts = facts_of (l, shot);
  GtkWidget *time = sl_label (length, "sl-dim");

  gtk_label_set_ellipsize (GTK_LABEL (number), PANGO_ELLIPSIZE_NONE);
  gtk_label_set_ellipsize (GTK_LABEL (time), PANGO_ELLIPSIZE_NONE);
  gtk_widget_add_css_class (time, "sl-number");
  gtk_widget_set_hexpand (name, TRUE);
  gtk_box_append (GTK_BOX (top), number);
  gtk_box_append (GTK_BOX (top), name);
  gtk_box_append (GTK_BOX (top), time);
  gtk_box_append (GTK_BOX (text), top);
  gtk_box_append (GTK_BOX (text), sl_label (facts, "sl-dim"));
  gtk_box_append (GTK_BOX (text), sl_badges (l->editor, sl_analysis_grades (l->bench->analysis, shot->entity.id)));
  gtk_widget_set_valign (text, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (text, TRUE);
  return text;
}

static GtkWidget *
make_row (const char *id, char **spoken, gpointer data)
{
  List *l = data;
  const SlShot *shot = sl_plan_get (sl_editor_plan (l->editor), SL_KIND_SHOT, id);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10), *clamp = adw_clamp_new (), *picture, *mark;

  if (shot == NULL) /* it went, and the list is about to hear */
    return box;
  picture = sl_shot_thumb_new (l->thumbs, id);
  gtk_widget_set_size_request (picture, THUMB_W, THUMB_H);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), THUMB_W);
  adw_clamp_set_child (ADW_CLAMP (clamp), picture);
  gtk_box_append (GTK_BOX (box), clamp);
  gtk_box_append (GTK_BOX (box), make_words (l, shot));
  if ((mark = sl_problem_mark_new (l->bench, id)) != NULL)
    gtk_box_append (GTK_BOX (box), mark);
  gtk_widget_add_css_class (box, "sl-shot-row");
  make_draggable (l, box, id);
  *spoken = g_strdup_printf ("%s  %s", sl_shot_title (shot), sl_entity_title (&shot->entity));
  return box;
}

/* What a row shows of a shot: a row whose text is the same stays. */
static char *
row_key (List *l, const SlShot *shot)
{
  g_autofree char *facts = facts_of (l, shot), *length = sl_shot_length (shot);
  GString *key = g_string_new (NULL);

  g_string_printf (key, "%s|%s|%s|%s|", sl_shot_title (shot), sl_entity_title (&shot->entity), facts, length);
  sl_badges_key (key, sl_analysis_grades (l->bench->analysis, shot->entity.id));
  sl_problem_mark_key (key, l->bench, shot->entity.id);
  return g_string_free (key, FALSE);
}

/* --- the foot: how many, how long, how good --- */

static void
add_count (List *l, SlGrade grade, guint n)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  const GdkRGBA *colour = sl_grade_colour (grade);
  g_autofree char *mark = g_strdup_printf ("<span foreground=\"#%02x%02x%02x\">%s</span> %u",
                                           (guint) (colour->red * 255), (guint) (colour->green * 255),
                                           (guint) (colour->blue * 255),
                                           ((const char *[]) { "○", "■", "⬟", "◆" })[grade], n);
  g_autofree char *name = g_strdup_printf ("%s: %u", sl_grade_label (grade), n);
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_markup (GTK_LABEL (label), mark);
  gtk_widget_add_css_class (label, "sl-number");
  sl_set_name (label, name);
  sl_set_tooltip (label, name);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (l->counts), box);
}

static void
show_foot (List *l)
{
  const SlPlan *plan = sl_editor_plan (l->editor);
  g_autofree char *sum = sl_shots_sum (plan);
  guint counts[SL_N_GRADES] = { 0 };

  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_SHOT); i++)
    {
      const SlCoverage *coverage = known (sl_plan_at (plan, SL_KIND_SHOT, i)->id, l);
      if (coverage != NULL)
        counts[coverage->grade]++;
    }
  gtk_label_set_text (GTK_LABEL (l->sum), sum);
  sl_clear_box (l->counts);
  for (guint grade = 0; grade < SL_N_GRADES; grade++)
    if (counts[grade] > 0)
      add_count (l, grade, counts[grade]);
}

/* --- keeping up --- */

void
sl_shot_list_fill (GtkWidget *panel)
{
  List *l = list_of (panel);
  const SlPlan *plan = sl_editor_plan (l->editor);
  g_autoptr (GPtrArray) ids = sl_shots_listed (plan, gtk_editable_get_text (GTK_EDITABLE (l->filter)), sort_of (l),
                                               known, l);
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < ids->len; i++)
    g_ptr_array_add (keys, row_key (l, sl_plan_get (plan, SL_KIND_SHOT, ids->pdata[i])));
  sl_rows_set (l->list, ids, keys);
  gtk_widget_set_visible (l->none, ids->len == 0);
  show_foot (l);
  sl_shot_list_follow (panel);
}

void
sl_shot_list_follow (GtkWidget *panel)
{
  List *l = list_of (panel);

  sl_rows_select_set (l->list, sl_editor_selection (l->editor));
}

static void
on_one (const char *id, gpointer data)
{
  sl_editor_select (((List *) data)->editor, id);
}

static void
on_several (const GPtrArray *ids, gpointer data)
{
  sl_editor_select_set (((List *) data)->editor, (const char *const *) ids->pdata, ids->len);
}

static void
on_sort (List *l)
{
  sl_shot_list_fill (l->panel);
}

/* --- the panel --- */

static GMenuModel *
sort_menu (void)
{
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < SL_N_SHOT_SORTS; i++)
    {
      g_autofree char *action = g_strdup_printf ("win.shot-sort::%s", sl_shot_sort_id (i));
      g_menu_append (menu, sl_shot_sort_label (i), action);
    }
  return G_MENU_MODEL (menu);
}

static GMenuModel *
more_menu (void)
{
  GMenu *menu = g_menu_new (), *edit = g_menu_new (), *order = g_menu_new ();

  g_menu_append (edit, _("Duplicate"), "win.duplicate");
  g_menu_append (edit, _("Remove"), "win.remove");
  g_menu_append (order, _("Earlier in the edit"), "win.shot-by(-1)");
  g_menu_append (order, _("Later in the edit"), "win.shot-by(1)");
  g_menu_append (order, _("Renumber…"), "win.shot-operate::shot-number");
  g_menu_append (order, _("Trim…"), "win.shot-operate::shot-trim");
  g_menu_append (order, _("Begin at this frame"), "win.trim-in");
  g_menu_append (order, _("End at this frame"), "win.trim-out");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (edit));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (order));
  g_object_unref (edit);
  g_object_unref (order);
  return G_MENU_MODEL (menu);
}

static GtkWidget *
menu_button (const char *icon, const char *name, GMenuModel *menu)
{
  GtkWidget *button = gtk_menu_button_new ();

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), icon);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), menu);
  gtk_widget_add_css_class (button, "flat");
  sl_set_name (button, name);
  sl_set_tooltip (button, name);
  g_object_unref (menu);
  return button;
}

static GtkWidget *
build_head (List *l)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  l->filter = gtk_search_entry_new ();
  g_object_set (l->filter, "placeholder-text", _("Filter by scene, lens, grade"), NULL);
  sl_set_name (l->filter, _("Filter shots"));
  gtk_widget_set_hexpand (l->filter, TRUE);
  gtk_editable_set_width_chars (GTK_EDITABLE (l->filter), 8);
  g_signal_connect_swapped (l->filter, "search-changed", G_CALLBACK (sl_shot_list_fill), l->panel);
  gtk_box_append (GTK_BOX (head), l->filter);
  gtk_box_append (GTK_BOX (head), menu_button ("view-sort-descending-symbolic", _("Sort shots"), sort_menu ()));
  gtk_box_append (GTK_BOX (head), sl_button ("list-add-symbolic", _("Add another shot"), "win.shot-new"));
  gtk_box_append (GTK_BOX (head), menu_button ("view-more-symbolic", _("What to do with shots"), more_menu ()));
  gtk_widget_add_css_class (head, "sl-shot-head");
  return head;
}

static GtkWidget *
build_foot (List *l)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  l->sum = sl_label ("", "sl-number");
  l->counts = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  gtk_widget_set_hexpand (l->sum, TRUE);
  gtk_box_append (GTK_BOX (foot), l->sum);
  gtk_box_append (GTK_BOX (foot), l->counts);
  gtk_widget_add_css_class (foot, "sl-shot-foot");
  return foot;
}

/* Alt with up and down puts shots elsewhere in the edit. */
static void
add_order_keys (GtkWidget *list)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  for (int by = -1; by <= 1; by += 2)
    {
      GtkShortcut *key = gtk_shortcut_new (gtk_shortcut_trigger_parse_string (by < 0 ? "<alt>Up" : "<alt>Down"),
                                           gtk_named_action_new ("win.shot-by"));

      gtk_shortcut_set_arguments (key, g_variant_new_int32 (by));
      gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), key);
    }
  gtk_widget_add_controller (list, controller);
}

static void
list_free (gpointer data)
{
  List *l = data;

  g_signal_handlers_disconnect_by_data (l->actions, l);
  sl_bench_unref (l->bench);
  g_free (l);
}

GtkWidget *
sl_shot_list_new (SlBench *bench, SlShotThumbs *thumbs, GActionGroup *actions)
{
  List *l = g_new0 (List, 1);
  GtkWidget *scroll = gtk_scrolled_window_new ();

  *l = (List) { .bench = sl_bench_ref (bench), .editor = bench->editor, .thumbs = thumbs, .actions = actions };
  l->panel = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  l->list = sl_rows_new (make_row, on_one, NULL, l);
  sl_rows_allow_several (l->list, on_several);
  l->none = sl_label (_("No shot has all of these words."), "sl-dim");
  gtk_widget_set_halign (l->none, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (l->none, 24);
  gtk_widget_set_visible (l->none, FALSE);
  gtk_widget_add_css_class (l->list, "sl-shot-list");
  sl_add_list_keys (l->list);
  sl_rows_one_stop (l->list);
  add_order_keys (l->list);
  sl_shot_film_add_space (l->list);
  sl_set_name (l->list, _("Shots"));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), l->list);
  gtk_widget_set_vexpand (scroll, TRUE);
  gtk_box_append (GTK_BOX (l->panel), build_head (l));
  gtk_box_append (GTK_BOX (l->panel), l->none);
  gtk_box_append (GTK_BOX (l->panel), scroll);
  gtk_box_append (GTK_BOX (l->panel), build_foot (l));
  g_object_set_data_full (G_OBJECT (l->panel), "shot-list", l, list_free);
  g_signal_connect_swapped (actions, "action-state-changed::shot-sort", G_CALLBACK (on_sort), l);
  return l->panel;
}
