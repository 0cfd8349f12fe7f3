#include "sl-outliner.h"

#include <math.h>

#include "sl-i18n.h"
#include "sl-tally.h"

/* The order of sections, and an Adwaita icon for each kind. */
static const struct {
  SlKind      kind;
  const char *icon;
} sections[] = {
  { SL_KIND_STAGE, "view-fullscreen-symbolic" },     { SL_KIND_WALL, "view-grid-symbolic" },      { SL_KIND_PROP, "package-x-generic-symbolic" },
  { SL_KIND_PERSON, "avatar-default-symbolic" },     { SL_KIND_LIGHT, "weather-clear-symbolic" }, { SL_KIND_CAMERA, "camera-video-symbolic" },
  { SL_KIND_SHOT, "media-record-symbolic" },         { SL_KIND_SETUP, "view-list-symbolic" },     { SL_KIND_ENVIRONMENT, "image-x-generic-symbolic" },
  { SL_KIND_SCENE, "accessories-text-editor-symbolic" }, { SL_KIND_CAST, "system-users-symbolic" }, { SL_KIND_BOOKING, "x-office-calendar-symbolic" },
  { SL_KIND_PRODUCTION, "video-x-generic-symbolic" }, { SL_KIND_MARK, "mark-location-symbolic" }, { SL_KIND_DIMENSION, "object-flip-horizontal-symbolic" },
  { SL_KIND_RATE, "emblem-documents-symbolic" },     { SL_KIND_ASSERTION, "emblem-ok-symbolic" }, { SL_KIND_UNIT, "system-users-symbolic" },
};

typedef struct {
  SlEditor  *editor;
  GtkWidget *list, *filter, *sums, *scroll;
  gboolean   closed[G_N_ELEMENTS (sections)];
  gboolean   filling;
} Outliner;

/* What a row shows: a thing, or the head of its section. */
typedef struct {
  guint           section;
  const SlEntity *entity; /* NULL for the head */
} Item;

static void
detail (SlEditor *editor, const SlEntity *entity, char *out, gsize size)
{
  *out = '\0';
  if (entity->kind == SL_KIND_WALL)
    g_snprintf (out, size, "%d × %d", (int) ((const SlWall *) entity)->columns, (int) ((const SlWall *) entity)->rows);
  else if (entity->kind == SL_KIND_SHOT)
    g_snprintf (out, size, "%g mm", ((const SlShot *) entity)->focal_mm);
  else if (entity->kind == SL_KIND_LIGHT)
    g_snprintf (out, size, "%g K", ((const SlLight *) entity)->kelvin);
}

static void
on_eye (GtkToggleButton *button, Outliner *o)
{
  sl_editor_set_hidden (o->editor, g_object_get_data (G_OBJECT (button), "id"), gtk_toggle_button_get_active (button));
  gtk_button_set_icon_name (GTK_BUTTON (button), gtk_toggle_button_get_active (button) ? "view-conceal-symbolic" : "view-reveal-symbolic");
}

static void
on_lock (GtkToggleButton *button, Outliner *o)
{
  sl_editor_set_locked (o->editor, g_object_get_data (G_OBJECT (button), "id"), gtk_toggle_button_get_active (button));
  gtk_button_set_icon_name (GTK_BUTTON (button), gtk_toggle_button_get_active (button) ? "changes-prevent-symbolic" : "changes-allow-symbolic");
}

/* An eye or a lock. */
static GtkWidget *
make_toggle (Outliner *o, const SlEntity *entity, gboolean on, const char *on_icon, const char *off_icon, const char *format, GCallback toggled)
{
  GtkWidget *toggle = gtk_toggle_button_new ();
  g_autofree char *name = g_strdup_printf (format, sl_entity_title (entity));

  gtk_button_set_icon_name (GTK_BUTTON (toggle), on ? on_icon : off_icon);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (toggle), on);
  gtk_widget_add_css_class (toggle, "flat");
  gtk_widget_add_css_class (toggle, "sl-toggle");
  gtk_widget_set_tooltip_text (toggle, name);
  sl_set_name (toggle, name);
  g_object_set_data_full (G_OBJECT (toggle), "id", g_strdup (entity->id), g_free);
  g_signal_connect (toggle, "toggled", toggled, o);
  return toggle;
}

/* What stands at a place in the list; FALSE past its end. Sections of nothing are left out. */
static gboolean
item_at (const SlPlan *plan, guint index, Item *item)
{
  for (guint s = 0; s < G_N_ELEMENTS (sections); s++)
    {
      guint n = sl_plan_count (plan, sections[s].kind), rows = n > 0 ? n + 1 : 0;

      if (index < rows)
        {
          *item = (Item) { s, index > 0 ? sl_plan_at (plan, sections[s].kind, index - 1) : NULL };
          return TRUE;
        }
      index -= rows;
    }
  return FALSE;
}

static guint
section_of (GtkListBoxRow *row)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "section"));
}

static gboolean
is_head (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "id") == NULL;
}

static void
show_closed (const Outliner *o, GtkListBoxRow *head)
{
  gboolean closed = o->closed[section_of (head)];

  gtk_image_set_from_icon_name (g_object_get_data (G_OBJECT (head), "arrow"), closed ? "pan-end-symbolic" : "pan-down-symbolic");
  gtk_accessible_update_state (GTK_ACCESSIBLE (head), GTK_ACCESSIBLE_STATE_EXPANDED, !closed, -1);
}

static GtkWidget *
make_head (Outliner *o, guint section)
{
  const SlKindInfo *info = sl_kind_info (sections[section].kind);
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4), *arrow = gtk_image_new ();
  GtkWidget *name = sl_label (_(info->plural), "sl-heading");
  g_autofree char *count = g_strdup_printf ("%u", sl_plan_count (sl_editor_plan (o->editor), sections[section].kind));

  gtk_widget_set_hexpand (name, TRUE);
  gtk_box_append (GTK_BOX (box), arrow);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), sl_label (count, "sl-heading"));
  gtk_widget_add_css_class (box, "sl-section");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (row), FALSE);
  sl_set_name (row, _(info->plural));
  g_object_set_data (G_OBJECT (row), "section", GUINT_TO_POINTER (section));
  g_object_set_data (G_OBJECT (row), "arrow", arrow);
  show_closed (o, GTK_LIST_BOX_ROW (row));
  return row;
}

static GtkWidget *
make_thing (Outliner *o, const Item *item)
{
  const SlEntity *entity = item->entity;
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *name = sl_label (sl_entity_title (entity), NULL);
  g_autofree char *spoken = g_strdup_printf ("%s, %s", sl_entity_title (entity), _(sl_kind_info (entity->kind)->record.label));
  char text[64];

  detail (o->editor, entity, text, sizeof text);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (sections[item->section].icon));
  gtk_widget_set_hexpand (name, TRUE);
  gtk_box_append (GTK_BOX (box), name);
  if (*text != '\0')
    gtk_box_append (GTK_BOX (box), sl_label (text, "sl-dim"));
  if (entity->kind == SL_KIND_WALL || entity->kind == SL_KIND_PROP || entity->kind == SL_KIND_PERSON)
    gtk_box_append (GTK_BOX (box), make_toggle (o, entity, sl_editor_is_hidden (o->editor, entity->id), "view-conceal-symbolic", "view-reveal-symbolic", _("Hide %s"), G_CALLBACK (on_eye)));
  if (sl_entity_placed (entity) != NULL || entity->kind == SL_KIND_STAGE)
    gtk_box_append (GTK_BOX (box), make_toggle (o, entity, sl_editor_is_locked (o->editor, entity->id), "changes-prevent-symbolic", "changes-allow-symbolic", _("Lock %s"), G_CALLBACK (on_lock)));
  gtk_widget_add_css_class (box, "sl-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  sl_set_name (row, spoken);
  g_object_set_data_full (G_OBJECT (row), "id", g_strdup (entity->id), g_free);
  g_object_set_data_full (G_OBJECT (row), "text", g_utf8_casefold (spoken, -1), g_free);
  g_object_set_data (G_OBJECT (row), "section", GUINT_TO_POINTER (item->section));
  return row;
}

static GtkWidget *
make_row (guint index, gpointer data)
{
  Outliner *o = data;
  Item item = { 0, NULL };

  item_at (sl_editor_plan (o->editor), index, &item);
  return item.entity != NULL ? make_thing (o, &item) : make_head (o, item.section);
}

/* Opens or closes the section that the row heads. */
static void
on_activated (GtkListBox *list, GtkListBoxRow *row, Outliner *o)
{
  if (!is_head (row))
    return;
  o->closed[section_of (row)] = !o->closed[section_of (row)];
  show_closed (o, row);
  gtk_list_box_invalidate_filter (list);
}

/* Brings what was picked elsewhere into sight. */
static void
reveal (Outliner *o, GtkListBoxRow *row)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (o->scroll));
  GtkListBoxRow *head;
  double y;

  for (int i = 0; o->closed[section_of (row)] && (head = gtk_list_box_get_row_at_index (GTK_LIST_BOX (o->list), i)) != NULL; i++)
    if (is_head (head) && section_of (head) == section_of (row))
      on_activated (GTK_LIST_BOX (o->list), head, o);
  if (gtk_widget_translate_coordinates (GTK_WIDGET (row), o->list, 0, 0, NULL, &y))
    gtk_adjustment_clamp_page (adjustment, y, y + gtk_widget_get_height (GTK_WIDGET (row)));
}

static void
show_selection (Outliner *o)
{
  const char *id = sl_editor_selected (o->editor);
  GtkListBoxRow *row;

  if (o->filling)
    return;
  o->filling = TRUE;
  gtk_list_box_unselect_all (GTK_LIST_BOX (o->list));
  for (int i = 0; id != NULL && (row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (o->list), i)) != NULL; i++)
    if (g_strcmp0 (g_object_get_data (G_OBJECT (row), "id"), id) == 0)
      {
        gtk_list_box_select_row (GTK_LIST_BOX (o->list), row);
        reveal (o, row);
      }
  o->filling = FALSE;
}

static void
show_sums (Outliner *o)
{
  g_autoptr (SlTally) tally = sl_tally_new (sl_editor_plan (o->editor), NULL);
  g_autoptr (GString) text = g_string_new (NULL);

  if (tally != NULL)
    {
      const SlWallTally *t = &tally->totals;
      g_string_append_printf (text, _("%d cabinets · %.2f Mpx"), (int) t->panels, (double) t->pixels / 1e6);
      if (t->ports >= 0)
        g_string_append_printf (text, _(" · %d ports"), (int) t->ports);
      if (!isnan (t->power_max_w))
        g_string_append_printf (text, _("\n%.0f kW max"), t->power_max_w / 1000);
      if (!isnan (tally->cost))
        {
          g_autofree char *cost = sl_number_grouped (tally->cost);
          g_string_append_printf (text, " · %s %s", tally->currency, cost);
        }
      if (t->unverified)
        g_string_append (text, _(" · unverified figures"));
    }
  gtk_label_set_text (GTK_LABEL (o->sums), text->str);
}

static void
fill (Outliner *o)
{
  const SlPlan *plan = sl_editor_plan (o->editor);
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  Item item;
  char text[64];

  for (guint i = 0; item_at (plan, i, &item); i++)
    if (item.entity != NULL)
      {
        detail (o->editor, item.entity, text, sizeof text);
        g_ptr_array_add (keys, g_strdup_printf ("%s|%s|%u|%s", item.entity->id, sl_entity_title (item.entity), item.section, text));
      }
    else
      g_ptr_array_add (keys, g_strdup_printf ("|%u|%u", item.section, sl_plan_count (plan, sections[item.section].kind)));
  o->filling = TRUE;
  sl_sync_children (o->list, keys, make_row, o);
  o->filling = FALSE;
  show_selection (o);
  show_sums (o);
}

static void
on_selected (GtkListBox *list, GtkListBoxRow *row, Outliner *o)
{
  if (o->filling || row == NULL)
    return;
  o->filling = TRUE; /* the list shows it already */
  sl_editor_select (o->editor, g_object_get_data (G_OBJECT (row), "id"));
  o->filling = FALSE;
}

static gboolean
has_text (GtkListBoxRow *row, const char *wanted)
{
  return strstr (g_object_get_data (G_OBJECT (row), "text"), wanted) != NULL;
}

/* A filter looks into closed sections too; heads stay where something under them does. */
static gboolean
is_shown (GtkListBoxRow *row, gpointer data)
{
  Outliner *o = data;
  g_autofree char *wanted = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (o->filter)), -1);
  GtkListBoxRow *below;

  if (*wanted == '\0')
    return is_head (row) || !o->closed[section_of (row)];
  if (!is_head (row))
    return has_text (row, wanted);
  for (int i = gtk_list_box_row_get_index (row) + 1; (below = gtk_list_box_get_row_at_index (GTK_LIST_BOX (o->list), i)) != NULL && !is_head (below); i++)
    if (has_text (below, wanted))
      return TRUE;
  return FALSE;
}

GMenuModel *
sl_outliner_add_menu (void)
{
  static const SlKind kinds[] = { SL_KIND_WALL, SL_KIND_PROP, SL_KIND_PERSON, SL_KIND_CAMERA, SL_KIND_SHOT, SL_KIND_LIGHT, SL_KIND_STAGE, SL_KIND_SETUP,
                                  SL_KIND_ENVIRONMENT, SL_KIND_SCENE, SL_KIND_BOOKING, SL_KIND_MARK, SL_KIND_DIMENSION };
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *action = g_strdup_printf ("win.add::%s", sl_kind_info (kinds[i])->record.name);
      g_menu_append (menu, _(sl_kind_info (kinds[i])->record.label), action);
    }
  return G_MENU_MODEL (menu);
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
  g_object_unref (o->editor);
  g_free (o);
}

GtkWidget *
sl_outliner_new (SlEditor *editor)
{
  Outliner *o = g_new0 (Outliner, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *scroll, *add = gtk_menu_button_new ();
  g_autoptr (GMenuModel) menu = sl_outliner_add_menu ();

  o->editor = g_object_ref (editor);
  o->scroll = scroll = gtk_scrolled_window_new ();
  o->filter = gtk_search_entry_new ();
  g_object_set (o->filter, "placeholder-text", _("Filter"), NULL);
  sl_set_name (o->filter, _("Filter the list"));
  gtk_widget_set_hexpand (o->filter, TRUE);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (add), "list-add-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (add), menu);
  gtk_widget_set_tooltip_text (add, _("Add"));
  sl_set_name (add, _("Add"));
  gtk_box_append (GTK_BOX (top), o->filter);
  gtk_box_append (GTK_BOX (top), add);
  gtk_widget_set_margin_start (top, 8);
  gtk_widget_set_margin_end (top, 8);
  gtk_widget_set_margin_top (top, 6);
  gtk_widget_set_margin_bottom (top, 6);
  o->list = gtk_list_box_new ();
  gtk_widget_add_css_class (o->list, "sl-list");
  sl_set_name (o->list, _("Things in the plan"));
  sl_add_shortcuts (o->list);
  gtk_list_box_set_filter_func (GTK_LIST_BOX (o->list), is_shown, o, NULL);
  g_signal_connect (o->list, "row-activated", G_CALLBACK (on_activated), o);
  g_signal_connect (o->list, "row-selected", G_CALLBACK (on_selected), o);
  g_signal_connect_swapped (o->filter, "search-changed", G_CALLBACK (gtk_list_box_invalidate_filter), o->list);
  g_signal_connect (o->filter, "stop-search", G_CALLBACK (on_stop_search), o->list);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), o->list);
  gtk_widget_set_vexpand (scroll, TRUE);
  o->sums = sl_label ("", "sl-number");
  gtk_label_set_ellipsize (GTK_LABEL (o->sums), PANGO_ELLIPSIZE_NONE);
  gtk_label_set_wrap (GTK_LABEL (o->sums), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (o->sums), 26);
  gtk_widget_set_margin_start (o->sums, 12);
  gtk_widget_set_margin_top (o->sums, 8);
  gtk_widget_set_margin_bottom (o->sums, 8);
  gtk_box_append (GTK_BOX (box), top);
  gtk_box_append (GTK_BOX (box), scroll);
  gtk_box_append (GTK_BOX (box), o->sums);
  gtk_widget_set_size_request (box, 256, -1);
  g_object_set_data_full (G_OBJECT (box), "outliner", o, outliner_free);
  g_signal_connect_swapped (editor, "plan-changed", G_CALLBACK (fill), o);
  g_signal_connect_swapped (editor, "selection-changed", G_CALLBACK (show_selection), o);
  fill (o);
  return box;
}
