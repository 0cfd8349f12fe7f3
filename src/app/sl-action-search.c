#include "sl-action-search.h"

#include <string.h>

#include "sl-i18n.h"
#include "sl-widgets.h"

enum { THINGS_MAX = 40, WINDOW_W = 520, WINDOW_H = 460, PAGE = 8 };

typedef struct {
  GtkWindow *parent; /* borrowed: this window is transient for it */
  SlEditor  *editor;
  GtkWidget *window, *entry, *list, *scroll;
} Search;

static void
search_free (gpointer data)
{
  Search *s = data;

  g_object_unref (s->editor);
  g_free (s);
}

static char **
wanted_words (const Search *s)
{
  g_autofree char *wanted = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (s->entry)), -1);

  return g_strsplit (wanted, " ", -1);
}

static gboolean
has_words (const char *folded, char **words)
{
  for (; *words != NULL; words++)
    if (strstr (folded, *words) == NULL)
      return FALSE;
  return TRUE;
}

static gboolean
matches (GtkListBoxRow *row, gpointer data)
{
  g_auto (GStrv) words = wanted_words (data);

  return has_words (g_object_get_data (G_OBJECT (row), "text"), words);
}

static void
do_action (Search *s, GtkListBoxRow *row)
{
  g_autofree char *action = row != NULL ? g_strdup (g_object_get_data (G_OBJECT (row), "action")) : NULL;
  GtkWindow *parent = s->parent;
  g_autoptr (GVariant) target = NULL;
  g_autofree char *name = NULL;

  gtk_window_destroy (GTK_WINDOW (s->window)); /* frees the search */
  if (action != NULL && g_action_parse_detailed_name (action, &name, &target, NULL))
    gtk_widget_activate_action_variant (GTK_WIDGET (parent), name, target);
}

static void
on_row (GtkListBox *list, GtkListBoxRow *row, Search *s)
{
  do_action (s, row);
}

/* --- rows --- */

/* With what is said small beside it, and what it is found by. */
static GtkWidget *
add_row (Search *s, const char *text, GtkWidget *beside, const char *found_by, const char *action)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *name = sl_label (text, NULL);

  gtk_widget_set_hexpand (name, TRUE);
  gtk_box_append (GTK_BOX (box), name);
  if (beside != NULL)
    gtk_box_append (GTK_BOX (box), beside);
  gtk_widget_add_css_class (box, "sl-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  sl_set_name (row, text);
  g_object_set_data_full (G_OBJECT (row), "text", g_utf8_casefold (found_by, -1), g_free);
  g_object_set_data_full (G_OBJECT (row), "action", g_strdup (action), g_free);
  gtk_list_box_append (GTK_LIST_BOX (s->list), row);
  return row;
}

static void
add_action (Search *s, const char *group, const char *label, const char *action)
{
  g_autofree char *text = group != NULL ? g_strdup_printf ("%s: %s", group, label) : g_strdup (label);
  g_auto (GStrv) accels = gtk_application_get_accels_for_action (gtk_window_get_application (s->parent), action);

  add_row (s, text, accels[0] != NULL ? gtk_shortcut_label_new (accels[0]) : NULL, text, action);
}

/* "12A" of a shot; "" of what has no number. Free with g_free(). */
static char *
number_of (const SlEntity *entity)
{
  const SlRecordType *type = &sl_kind_info (entity->kind)->record;

  return sl_record_field (type, "number") != NULL ? sl_record_get (type, entity, "number", NULL) : g_strdup ("");
}

static gboolean
add_thing (Search *s, const SlEntity *entity, char **words)
{
  const SlRecordType *type = &sl_kind_info (entity->kind)->record;
  const char *title = sl_entity_title (entity);
  g_autofree char *number = number_of (entity), *found_by = NULL, *folded = NULL, *text = NULL, *what = NULL;
  g_autoptr (GVariant) target = g_variant_ref_sink (g_variant_new_string (entity->id));
  g_autofree char *action = g_action_print_detailed_name ("win.reveal", target);
  GtkWidget *row;

  found_by = g_strdup_printf ("%s %s %s %s %s", number, title, entity->id, _(type->label), type->name);
  folded = g_utf8_casefold (found_by, -1);
  if (!has_words (folded, words))
    return FALSE;
  text = *number != '\0' ? g_strdup_printf ("%s  %s", number, title) : g_strdup (title);
  what = g_strdup_printf ("%s · %s", _(type->label), entity->id);
  row = add_row (s, text, sl_label (what, "sl-dim"), found_by, action);
  g_object_set_data (G_OBJECT (row), "thing", row);
  return TRUE;
}

static void
drop_things (Search *s)
{
  GtkWidget *row = gtk_widget_get_first_child (s->list);

  while (row != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (row);
      if (g_object_get_data (G_OBJECT (row), "thing") != NULL)
        gtk_list_box_remove (GTK_LIST_BOX (s->list), row);
      row = next;
    }
}

/* The first that are found, behind the actions. */
static void
fill_things (Search *s)
{
  const SlPlan *plan = sl_editor_plan (s->editor);
  g_auto (GStrv) words = wanted_words (s);
  guint n = 0;

  drop_things (s);
  if (*gtk_editable_get_text (GTK_EDITABLE (s->entry)) == '\0')
    return;
  for (SlKind kind = 0; kind < SL_N_KINDS; kind++)
    for (guint i = 0; i < sl_plan_count (plan, kind) && n < THINGS_MAX; i++)
      n += add_thing (s, sl_plan_at (plan, kind, i), words);
}

/* --- the chosen row --- */

static GtkListBoxRow *
row_from (Search *s, int index, int step)
{
  GtkListBoxRow *row;

  for (; (row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (s->list), index)) != NULL; index += step)
    if (gtk_widget_get_child_visible (GTK_WIDGET (row)))
      return row;
  return NULL;
}

/* The focus stays in the entry, so that one can type on. */
static void
move (Search *s, int by)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (s->list));

  for (int n = ABS (by); n > 0; n--)
    {
      GtkListBoxRow *next = row == NULL ? row_from (s, 0, 1)
                            : row_from (s, gtk_list_box_row_get_index (row) + (by > 0 ? 1 : -1), by > 0 ? 1 : -1);
      if (next == NULL)
        break;
      row = next;
    }
  sl_select_row (s->list, row, s->scroll);
}

static void
on_typed (GtkEditable *entry, Search *s)
{
  fill_things (s);
  gtk_list_box_invalidate_filter (GTK_LIST_BOX (s->list));
  sl_select_row (s->list, row_from (s, 0, 1), s->scroll);
}

static void
on_activate (GtkSearchEntry *entry, Search *s)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (s->list));

  if (row == NULL || !gtk_widget_get_child_visible (GTK_WIDGET (row)))
    row = row_from (s, 0, 1);
  if (row != NULL)
    do_action (s, row);
}

static void
add_model (Search *s, const char *group, GMenuModel *model)
{
  for (int i = 0; i < g_menu_model_get_n_items (model); i++)
    {
      g_autofree char *label = NULL, *name = NULL, *action = NULL;
      g_autoptr (GVariant) target = g_menu_model_get_item_attribute_value (model, i, G_MENU_ATTRIBUTE_TARGET, NULL);
      g_autoptr (GMenuModel) section = g_menu_model_get_item_link (model, i, G_MENU_LINK_SECTION);
      g_autoptr (GMenuModel) submenu = g_menu_model_get_item_link (model, i, G_MENU_LINK_SUBMENU);

      g_menu_model_get_item_attribute (model, i, G_MENU_ATTRIBUTE_LABEL, "s", &label);
      if (section != NULL)
        add_model (s, group, section);
      if (submenu != NULL)
        add_model (s, label, submenu);
      if (label == NULL || !g_menu_model_get_item_attribute (model, i, G_MENU_ATTRIBUTE_ACTION, "s", &name))
        continue;
      action = g_action_print_detailed_name (name, target);
      add_action (s, group, label, action);
    }
}

static gboolean
on_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, Search *s)
{
  switch (key)
    {
    case GDK_KEY_Escape:
      gtk_window_destroy (GTK_WINDOW (s->window));
      return TRUE;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      move (s, 1);
      return TRUE;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      move (s, -1);
      return TRUE;
    case GDK_KEY_Page_Down:
      move (s, PAGE);
      return TRUE;
    case GDK_KEY_Page_Up:
      move (s, -PAGE);
      return TRUE;
    default:
      return FALSE;
    }
}

static void
connect_search (Search *s)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect (s->entry, "changed", G_CALLBACK (on_typed), s);
  g_signal_connect (s->entry, "activate", G_CALLBACK (on_activate), s);
  g_signal_connect (s->list, "row-activated", G_CALLBACK (on_row), s);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), s);
  gtk_widget_add_controller (s->window, keys);
}

void
sl_action_search_open (GtkWindow *parent, SlEditor *editor, const GPtrArray *models)
{
  Search *s = g_new0 (Search, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  *s = (Search) { parent, g_object_ref (editor), adw_window_new (), gtk_search_entry_new (), gtk_list_box_new (),
                  gtk_scrolled_window_new () };
  gtk_window_set_title (GTK_WINDOW (s->window), _("Search actions and things"));
  gtk_window_set_transient_for (GTK_WINDOW (s->window), parent);
  gtk_window_set_modal (GTK_WINDOW (s->window), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (s->window), WINDOW_W, WINDOW_H);
  g_object_set (s->entry, "placeholder-text", _("Search actions and things"), NULL);
  sl_set_name (s->entry, _("Search actions and things"));
  sl_set_name (s->list, _("Found"));
  for (guint i = 0; i < models->len; i++)
    add_model (s, NULL, models->pdata[i]);
  gtk_list_box_set_filter_func (GTK_LIST_BOX (s->list), matches, s, NULL);
  gtk_list_box_set_activate_on_single_click (GTK_LIST_BOX (s->list), TRUE);
  gtk_list_box_set_placeholder (GTK_LIST_BOX (s->list), gtk_label_new (_("Nothing is called that.")));
  gtk_widget_add_css_class (s->list, "navigation-sidebar");
  gtk_widget_add_css_class (s->list, "sl-found");
  connect_search (s);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (s->scroll), s->list);
  gtk_widget_set_vexpand (s->scroll, TRUE);
  gtk_widget_set_margin_top (s->entry, 12);
  gtk_widget_set_margin_start (s->entry, 12);
  gtk_widget_set_margin_end (s->entry, 12);
  gtk_box_append (GTK_BOX (box), s->entry);
  gtk_box_append (GTK_BOX (box), s->scroll);
  adw_window_set_content (ADW_WINDOW (s->window), box);
  g_object_set_data_full (G_OBJECT (s->window), "search", s, search_free);
  gtk_window_present (GTK_WINDOW (s->window));
  gtk_widget_grab_focus (s->entry);
}
