#include "sl-outliner.h"

#include "sl-groups.h"
#include "sl-i18n.h"
#include "sl-outline-begin.h"
#include "sl-outline-drag.h"
#include "sl-outline-foot.h"
#include "sl-outline-tree.h"
#include "sl-problem-mark.h"
#include "sl-rows.h"

/* The order of sections, and an Adwaita icon for each kind. */
static const struct {
  SlKind      kind;
  const char *icon;
} sections[] = {
  { SL_KIND_STAGE, "view-fullscreen-symbolic" },
  { SL_KIND_WALL, "view-grid-symbolic" },
  { SL_KIND_PROP, "package-x-generic-symbolic" },
  { SL_KIND_PERSON, "avatar-default-symbolic" },
  { SL_KIND_LIGHT, "weather-clear-symbolic" },
  { SL_KIND_CAMERA, "camera-video-symbolic" },
  { SL_KIND_RIG, "object-flip-vertical-symbolic" },
  { SL_KIND_GROUP, "folder-symbolic" },
  { SL_KIND_SHOT, "media-record-symbolic" },
  { SL_KIND_SETUP, "view-list-symbolic" },
  { SL_KIND_ENVIRONMENT, "image-x-generic-symbolic" },
  { SL_KIND_SCENE, "accessories-text-editor-symbolic" },
  { SL_KIND_CAST, "system-users-symbolic" },
  { SL_KIND_BOOKING, "x-office-calendar-symbolic" },
  { SL_KIND_PRODUCTION, "video-x-generic-symbolic" },
  { SL_KIND_MARK, "mark-location-symbolic" },
  { SL_KIND_DIMENSION, "object-flip-horizontal-symbolic" },
  { SL_KIND_RATE, "emblem-documents-symbolic" },
  { SL_KIND_ASSERTION, "emblem-ok-symbolic" },
  { SL_KIND_UNIT, "system-users-symbolic" },
  { SL_KIND_BOARD, "view-continuous-symbolic" },
  { SL_KIND_ELEMENT, "view-grid-symbolic" },
  { SL_KIND_CREW, "system-users-symbolic" },
  { SL_KIND_CALENDAR, "x-office-calendar-symbolic" },
  { SL_KIND_RULE, "emblem-important-symbolic" },
  { SL_KIND_RISK, "dialog-warning-symbolic" },
};

typedef struct {
  SlBench  *bench;
  SlEditor  *editor; /* the bench’s */
  GtkWidget *list, *filter, *none; /* none: how to begin, while nothing stands on the stage */
  gboolean   closed[G_N_ELEMENTS (sections)];
  GHashTable *folded;    /* ids of the groups that show nothing of what lies in them */
  SlOutlineTree *tree;
} Outliner;

enum { INDENT_PX = 14, MOST_DEPTH = 8 };

/* What stands behind a name, as it is at the moment shown. */
static void
detail (Outliner *o, const SlEntity *entity, char *out, gsize size)
{
  SlEditor *editor = o->editor;
  g_autoptr (SlEntity) now = NULL;

  *out = '\0';
  if (entity->kind == SL_KIND_GROUP)
    g_snprintf (out, size, "%u", sl_outline_tree_count (o->tree, entity->id));
  if (entity->kind == SL_KIND_SHOT)
    g_snprintf (out, size, "%g mm", sl_scene_shot_focal_mm (sl_editor_plan (editor), entity->id));
  if (entity->kind != SL_KIND_WALL && entity->kind != SL_KIND_LIGHT)
    return;
  now = sl_editor_entity_now (editor, entity->id);
  const SlEntity *shown = now != NULL ? now : entity;
  const char *const fields[] = { entity->kind == SL_KIND_WALL ? "columns" : "kelvin", "rows" };
  g_autofree char *first = sl_entity_get (shown, fields[0], NULL);
  g_autofree char *second = entity->kind == SL_KIND_WALL ? sl_entity_get (shown, fields[1], NULL) : NULL;
  if (second != NULL)
    g_snprintf (out, size, "%s × %s", first, second);
  else
    g_snprintf (out, size, "%s K", first);
}

static void
on_eye (GtkToggleButton *button, Outliner *o)
{
  sl_editor_set_hidden (o->editor, g_object_get_data (G_OBJECT (button), "id"), gtk_toggle_button_get_active (button));
  gtk_button_set_icon_name (GTK_BUTTON (button),
                            gtk_toggle_button_get_active (button) ? "view-conceal-symbolic" : "view-reveal-symbolic");
}

static void
on_lock (GtkToggleButton *button, Outliner *o)
{
  sl_editor_set_locked (o->editor, g_object_get_data (G_OBJECT (button), "id"), gtk_toggle_button_get_active (button));
  gtk_button_set_icon_name (GTK_BUTTON (button),
                            gtk_toggle_button_get_active (button) ? "changes-prevent-symbolic"
                                                                  : "changes-allow-symbolic");
}

/* An eye or a lock. */
static GtkWidget *
make_toggle (Outliner *o, const SlEntity *entity, gboolean on, const char *on_icon, const char *off_icon,
             const char *format, GCallback toggled)
{
  GtkWidget *toggle = gtk_toggle_button_new ();
  g_autofree char *name = g_strdup_printf (format, sl_entity_title (entity));

  gtk_button_set_icon_name (GTK_BUTTON (toggle), on ? on_icon : off_icon);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (toggle), on);
  gtk_widget_add_css_class (toggle, "flat");
  gtk_widget_add_css_class (toggle, "sl-toggle");
  sl_set_tooltip (toggle, name);
  sl_set_name (toggle, name);
  gtk_widget_set_focusable (toggle, FALSE); /* H and Alt+L do the same */
  g_object_set_data_full (G_OBJECT (toggle), "id", g_strdup (entity->id), g_free);
  g_signal_connect (toggle, "toggled", toggled, o);
  return toggle;
}

static guint
section_of (SlKind kind)
{
  guint s = 0;

  while (s + 1 < G_N_ELEMENTS (sections) && sections[s].kind != kind)
    s++;
  return s;
}

static void fill (Outliner *o);

static void
set_closed (Outliner *o, guint section, gboolean closed)
{
  o->closed[section] = closed;
  fill (o);
}

static void
on_head_clicked (GtkButton *button, Outliner *o)
{
  guint section = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "section"));

  set_closed (o, section, !o->closed[section]);
}

/* Heads are known as "#wall" and the like, as no thing is. */
#define HEAD '#'

static char *
head_id (guint section)
{
  return g_strdup_printf ("%c%s", HEAD, sl_kind_info (sections[section].kind)->record.name);
}

static guint
section_of_head (const char *id)
{
  guint s = 0;

  while (s + 1 < G_N_ELEMENTS (sections) && !g_str_equal (id + 1, sl_kind_info (sections[s].kind)->record.name))
    s++;
  return s;
}

static GtkWidget *
make_head (Outliner *o, guint section, char **spoken)
{
  const char *plural = _(sl_kind_info (sections[section].kind)->plural);
  GtkWidget *button = gtk_button_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *name = sl_label (plural, "sl-heading");
  g_autofree char *count = g_strdup_printf ("%u", sl_outline_tree_section (o->tree, sections[section].kind));

  gtk_widget_set_hexpand (name, TRUE);
  gtk_box_append (GTK_BOX (box),
                  gtk_image_new_from_icon_name (o->closed[section] ? "pan-end-symbolic" : "pan-down-symbolic"));
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), sl_label (count, "sl-heading"));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "sl-section");
  gtk_widget_set_focusable (button, FALSE); /* the row has the focus, and Enter acts on it */
  gtk_accessible_update_state (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_STATE_EXPANDED, !o->closed[section], -1);
  sl_set_name (button, plural);
  g_object_set_data (G_OBJECT (button), "section", GUINT_TO_POINTER (section));
  g_signal_connect (button, "clicked", G_CALLBACK (on_head_clicked), o);
  sl_outline_drag_add_out (button, o->editor);
  *spoken = g_strdup (plural);
  return button;
}

/* "Wall main, Wall": what is read aloud, and what the filter looks into. */
static char *
spoken_of (const SlEntity *entity)
{
  return g_strdup_printf ("%s, %s", sl_entity_title (entity), _(sl_kind_info (entity->kind)->record.label));
}

static void
on_fold (GtkButton *button, Outliner *o)
{
  const char *id = g_object_get_data (G_OBJECT (button), "id");

  if (!g_hash_table_remove (o->folded, id))
    g_hash_table_add (o->folded, g_strdup (id));
  fill (o);
}

/* Shows or hides what lies in a group. */
static GtkWidget *
make_fold (Outliner *o, const SlEntity *group)
{
  const gboolean folded = g_hash_table_contains (o->folded, group->id);
  GtkWidget *button = gtk_button_new_from_icon_name (folded ? "pan-end-symbolic" : "pan-down-symbolic");
  g_autofree char *name = g_strdup_printf (folded ? _("Unfold %s") : _("Fold %s"), sl_entity_title (group));

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "sl-toggle");
  sl_set_name (button, name);
  g_object_set_data_full (G_OBJECT (button), "id", g_strdup (group->id), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (on_fold), o);
  return button;
}

static GtkWidget *
make_row (const char *id, char **spoken, gpointer data)
{
  Outliner *o = data;
  const SlEntity *entity = sl_plan_find (sl_editor_plan (o->editor), id);
  GtkWidget *box, *name, *mark;
  char text[64];

  if (*id == HEAD)
    return make_head (o, section_of_head (id), spoken);
  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  name = sl_label (entity != NULL ? sl_entity_title (entity) : id, NULL);
  gtk_widget_add_css_class (box, "sl-row");
  gtk_widget_set_hexpand (name, TRUE);
  if (entity != NULL)
    gtk_widget_set_margin_start (box, (int) MIN (sl_outline_tree_depth (o->tree, entity), MOST_DEPTH) * INDENT_PX);
  if (entity != NULL && entity->kind == SL_KIND_GROUP)
    gtk_box_append (GTK_BOX (box), make_fold (o, entity));
  if (entity != NULL)
    gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (sections[section_of (entity->kind)].icon));
  gtk_box_append (GTK_BOX (box), name);
  *spoken = entity != NULL ? spoken_of (entity) : g_strdup (id);
  if (entity == NULL) /* it went, and the list is about to hear */
    return box;
  sl_outline_drag_add (box, o->editor, entity);
  if (!sl_editor_is_shown (o->editor, id))
    gtk_widget_add_css_class (box, "sl-unseen");
  detail (o, entity, text, sizeof text);
  if (*text != '\0')
    gtk_box_append (GTK_BOX (box), sl_label (text, "sl-facts"));
  if ((mark = sl_problem_mark_new (o->bench, id)) != NULL)
    gtk_box_append (GTK_BOX (box), mark);
  if (entity->kind == SL_KIND_WALL || entity->kind == SL_KIND_PROP || entity->kind == SL_KIND_PERSON
      || entity->kind == SL_KIND_GROUP)
    gtk_box_append (GTK_BOX (box),
                    make_toggle (o, entity, sl_editor_is_hidden (o->editor, entity->id), "view-conceal-symbolic",
                                 "view-reveal-symbolic", _("Hide %s"), G_CALLBACK (on_eye)));
  if (sl_entity_placed (entity) != NULL || entity->kind == SL_KIND_STAGE || entity->kind == SL_KIND_GROUP)
    gtk_box_append (GTK_BOX (box),
                    make_toggle (o, entity, sl_editor_is_locked (o->editor, entity->id), "changes-prevent-symbolic",
                                 "changes-allow-symbolic", _("Lock %s"), G_CALLBACK (on_lock)));
  return box;
}

/* Opens the section and the groups that it lies in. */
static void
open_up (Outliner *o, const SlEntity *entity)
{
  const guint section = section_of (sl_outline_tree_home (o->tree, entity));
  const SlPlan *plan = sl_editor_plan (o->editor);
  gboolean opened = o->closed[section];
  guint depth = sl_outline_tree_depth (o->tree, entity);

  o->closed[section] = FALSE;
  for (const SlGroup *g = sl_group_of (plan, entity); g != NULL && depth-- > 0; g = sl_group_of (plan, &g->entity))
    opened = g_hash_table_remove (o->folded, g->entity.id) || opened;
  if (opened)
    fill (o);
}

/* What was picked elsewhere is brought into sight. */
static void
show_selection (Outliner *o)
{
  const char *id = sl_editor_selected (o->editor);
  const SlEntity *entity = id != NULL ? sl_plan_find (sl_editor_plan (o->editor), id) : NULL;

  if (entity != NULL)
    open_up (o, entity);
  sl_rows_select_set (o->list, sl_editor_selection (o->editor));
}

static gboolean
has_text (const SlEntity *entity, const char *wanted)
{
  g_autofree char *spoken = spoken_of (entity), *folded = g_utf8_casefold (spoken, -1);

  return strstr (folded, wanted) != NULL;
}

/* What a row shows. */
static char *
row_key (Outliner *o, const SlEntity *entity, const char *behind)
{
  GString *key = g_string_new (NULL);

  g_string_printf (key, "%s|%s|%u|%d|%d|%d|%d", sl_entity_title (entity), behind,
                   sl_outline_tree_depth (o->tree, entity), g_hash_table_contains (o->folded, entity->id),
                   sl_editor_is_hidden (o->editor, entity->id), sl_editor_is_shown (o->editor, entity->id),
                   sl_editor_is_locked (o->editor, entity->id));
  sl_problem_mark_key (key, o->bench, entity->id);
  return g_string_free (key, FALSE);
}

static void
add_row (Outliner *o, const SlEntity *entity, GPtrArray *ids, GPtrArray *keys)
{
  char text[64];

  detail (o, entity, text, sizeof text);
  g_ptr_array_add (ids, g_strdup (entity->id));
  g_ptr_array_add (keys, row_key (o, entity, text));
}

/* A row, and below that of a group those of what lies in it. */
static void
add_rows (Outliner *o, const SlEntity *entity, GPtrArray *ids, GPtrArray *keys)
{
  const GPtrArray *inside = sl_outline_tree_inside (o->tree, entity);

  add_row (o, entity, ids, keys);
  for (guint i = 0; inside != NULL && i < inside->len && !g_hash_table_contains (o->folded, entity->id); i++)
    add_rows (o, sl_plan_find (sl_editor_plan (o->editor), inside->pdata[i]), ids, keys);
}

/* Those that the filter finds, wherever they lie. */
static void
add_found (Outliner *o, SlKind kind, const char *wanted, GPtrArray *ids, GPtrArray *keys)
{
  const SlPlan *plan = sl_editor_plan (o->editor);

  for (guint i = 0; i < sl_plan_count (plan, kind); i++)
    if (has_text (sl_plan_at (plan, kind, i), wanted))
      add_row (o, sl_plan_at (plan, kind, i), ids, keys);
}

/* Groups first, each in the section of the first thing that lies in it, then what lies in none. */
static void
add_tree (Outliner *o, SlKind kind, GPtrArray *ids, GPtrArray *keys)
{
  const SlPlan *plan = sl_editor_plan (o->editor);

  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_GROUP); i++)
    {
      const SlEntity *group = sl_plan_at (plan, SL_KIND_GROUP, i);

      if (sl_outline_tree_depth (o->tree, group) == 0 && sl_outline_tree_home (o->tree, group) == kind)
        add_rows (o, group, ids, keys);
    }
  for (guint i = 0; kind != SL_KIND_GROUP && i < sl_plan_count (plan, kind); i++)
    if (sl_outline_tree_depth (o->tree, sl_plan_at (plan, kind, i)) == 0)
      add_row (o, sl_plan_at (plan, kind, i), ids, keys);
}

/* Rows of a section and, when it has any, its head before them. A filter looks into closed sections too. */
static void
add_section (Outliner *o, guint section, const char *wanted, GPtrArray *ids, GPtrArray *keys)
{
  const SlKind kind = sections[section].kind;
  const guint head = ids->len, n = sl_outline_tree_section (o->tree, kind);

  if (*wanted != '\0')
    add_found (o, kind, wanted, ids, keys);
  else if (!o->closed[section])
    add_tree (o, kind, ids, keys);
  if (ids->len > head || (*wanted == '\0' && n > 0))
    {
      g_ptr_array_insert (ids, (int) head, head_id (section));
      g_ptr_array_insert (keys, (int) head, g_strdup_printf ("%u|%d", n, o->closed[section]));
    }
}

static gboolean
anything_stands (const SlPlan *plan)
{
  static const SlKind kinds[] = { SL_KIND_WALL, SL_KIND_PROP, SL_KIND_PERSON, SL_KIND_CAMERA, SL_KIND_LIGHT };
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    n += sl_plan_count (plan, kinds[i]);
  return n > 0;
}

static void
fill (Outliner *o)
{
  g_autofree char *wanted = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (o->filter)), -1);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free), keys = g_ptr_array_new_with_free_func (g_free);

  sl_outline_tree_free (o->tree);
  o->tree = sl_outline_tree_new (sl_editor_plan (o->editor));
  for (guint s = 0; s < G_N_ELEMENTS (sections); s++)
    add_section (o, s, wanted, ids, keys);
  sl_rows_set (o->list, ids, keys);
  gtk_widget_set_visible (o->none, !anything_stands (sl_editor_plan (o->editor)));
  sl_rows_select_set (o->list, sl_editor_selection (o->editor));
}

static void
on_selected (const GPtrArray *ids, gpointer data)
{
  Outliner *o = data;
  g_autoptr (GPtrArray) things = g_ptr_array_new ();

  /* arrow keys and ranges pass over the heads, which stand for nothing that could be changed */
  for (guint i = 0; i < ids->len; i++)
    if (*(const char *) ids->pdata[i] != HEAD)
      g_ptr_array_add (things, ids->pdata[i]);
  if (things->len > 0)
    sl_editor_select_set (o->editor, (const char *const *) things->pdata, things->len);
  else
    sl_editor_select (o->editor, NULL);
}

static void
on_activated (const char *id, gpointer data)
{
  Outliner *o = data;

  const SlEntity *entity = *id != HEAD ? sl_plan_find (sl_editor_plan (o->editor), id) : NULL;

  if (*id == HEAD)
    set_closed (o, section_of_head (id), !o->closed[section_of_head (id)]);
  else if (entity != NULL && entity->kind == SL_KIND_GROUP)
    sl_editor_enter (o->editor, id);
}

/* Escape shows everything again. */
static void
on_stop_search (GtkEditable *filter, GtkWidget *list)
{
  gtk_editable_set_text (filter, "");
  gtk_widget_grab_focus (list);
}

static void
outliner_free (gpointer data)
{
  Outliner *o = data;

  g_signal_handlers_disconnect_by_data (o->editor, o);
  g_signal_handlers_disconnect_by_data (o->bench->problems, o);
  sl_bench_unref (o->bench);
  sl_outline_tree_free (o->tree);
  g_hash_table_unref (o->folded);
  g_free (o);
}

GtkWidget *
sl_outliner_new (SlBench *bench)
{
  Outliner *o = g_new0 (Outliner, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *scroll = gtk_scrolled_window_new (), *add = gtk_menu_button_new ();
  g_autoptr (GMenuModel) menu = sl_outline_add_menu ();

  o->bench = sl_bench_ref (bench);
  o->editor = bench->editor;
  o->folded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  o->filter = gtk_search_entry_new ();
  g_object_set (o->filter, "placeholder-text", _("Filter"), NULL);
  sl_set_name (o->filter, _("Filter the list"));
  gtk_widget_set_hexpand (o->filter, TRUE);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (add), "list-add-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (add), menu);
  sl_set_tooltip (add, _("Add"));
  sl_set_name (add, _("Add"));
  gtk_box_append (GTK_BOX (top), o->filter);
  gtk_box_append (GTK_BOX (top), add);
  gtk_widget_set_margin_start (top, 8);
  gtk_widget_set_margin_end (top, 8);
  gtk_widget_set_margin_top (top, 6);
  gtk_widget_set_margin_bottom (top, 6);
  o->list = sl_rows_new (make_row, NULL, on_activated, o);
  sl_rows_allow_several (o->list, on_selected);
  gtk_widget_add_css_class (o->list, "sl-list");
  sl_set_name (o->list, _("Things in the plan"));
  sl_add_view_keys (o->list);
  sl_rows_one_stop (o->list);
  g_signal_connect_swapped (o->filter, "search-changed", G_CALLBACK (fill), o);
  g_signal_connect (o->filter, "stop-search", G_CALLBACK (on_stop_search), o->list);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), o->list);
  gtk_widget_set_vexpand (scroll, TRUE);
  o->none = sl_outline_begin_new ();
  gtk_box_append (GTK_BOX (box), top);
  gtk_box_append (GTK_BOX (box), scroll);
  gtk_box_append (GTK_BOX (box), o->none);
  gtk_box_append (GTK_BOX (box), sl_outline_foot_new (bench));
  gtk_widget_set_size_request (box, 256, -1);
  g_object_set_data_full (G_OBJECT (box), "outliner", o, outliner_free);
  g_signal_connect_swapped (o->editor, "plan-changed", G_CALLBACK (fill), o);
  g_signal_connect_swapped (bench->problems, "changed", G_CALLBACK (fill), o);
  g_signal_connect_swapped (o->editor, "selection-changed", G_CALLBACK (show_selection), o);
  g_signal_connect_swapped (o->editor, "view-changed", G_CALLBACK (fill), o); /* hidden by a key */
  fill (o);
  return box;
}
