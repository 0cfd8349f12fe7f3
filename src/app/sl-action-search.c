#include "sl-action-search.h"

#include <string.h>

#include "sl-i18n.h"
#include "sl-widgets.h"

typedef struct {
  GtkWindow *parent; /* borrowed: this window is transient for it */
  GtkWidget *window, *entry, *list;
} Search;

static gboolean
matches (GtkListBoxRow *row, gpointer data)
{
  Search *s = data;
  g_autofree char *wanted = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (s->entry)), -1);
  g_auto (GStrv) words = g_strsplit (wanted, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (g_object_get_data (G_OBJECT (row), "text"), words[i]) == NULL)
      return FALSE;
  return TRUE;
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

static GtkListBoxRow *
first_row (Search *s)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (s->list), i)) != NULL; i++)
    if (gtk_widget_get_child_visible (GTK_WIDGET (row)))
      return row;
  return NULL;
}

static void
on_search (GtkSearchEntry *entry, Search *s)
{
  gtk_list_box_invalidate_filter (GTK_LIST_BOX (s->list));
  gtk_list_box_select_row (GTK_LIST_BOX (s->list), first_row (s));
}

static void
on_activate (GtkSearchEntry *entry, Search *s)
{
  GtkListBoxRow *row;

  gtk_list_box_invalidate_filter (GTK_LIST_BOX (s->list)); /* the entry waits a moment before it tells */
  if ((row = first_row (s)) != NULL)
    do_action (s, row);
}

static void
add_row (Search *s, const char *group, const char *label, const char *action)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *name, *keys;
  g_autofree char *text = group != NULL ? g_strdup_printf ("%s: %s", group, label) : g_strdup (label);
  g_auto (GStrv) accels = gtk_application_get_accels_for_action (gtk_window_get_application (s->parent), action);

  name = sl_label (text, NULL);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_box_append (GTK_BOX (box), name);
  if (accels[0] != NULL)
    {
      keys = gtk_shortcut_label_new (accels[0]);
      gtk_box_append (GTK_BOX (box), keys);
    }
  gtk_widget_add_css_class (box, "sl-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  sl_set_name (row, text);
  g_object_set_data_full (G_OBJECT (row), "text", g_utf8_casefold (text, -1), g_free);
  g_object_set_data_full (G_OBJECT (row), "action", g_strdup (action), g_free);
  gtk_list_box_append (GTK_LIST_BOX (s->list), row);
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
      add_row (s, group, label, action);
    }
}

static gboolean
on_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, Search *s)
{
  if (key == GDK_KEY_Escape)
    gtk_window_destroy (GTK_WINDOW (s->window));
  return key == GDK_KEY_Escape;
}

void
sl_action_search_open (GtkWindow *parent, const GPtrArray *models)
{
  Search *s = g_new0 (Search, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *scroll = gtk_scrolled_window_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  s->parent = parent;
  s->window = adw_window_new ();
  s->entry = gtk_search_entry_new ();
  s->list = gtk_list_box_new ();
  gtk_window_set_title (GTK_WINDOW (s->window), _("Search actions"));
  gtk_window_set_transient_for (GTK_WINDOW (s->window), parent);
  gtk_window_set_modal (GTK_WINDOW (s->window), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (s->window), 460, 420);
  g_object_set (s->entry, "placeholder-text", _("Search actions"), NULL);
  sl_set_name (s->entry, _("Search actions"));
  sl_set_name (s->list, _("Actions"));
  for (guint i = 0; i < models->len; i++)
    add_model (s, NULL, models->pdata[i]);
  gtk_list_box_set_filter_func (GTK_LIST_BOX (s->list), matches, s, NULL);
  gtk_list_box_set_activate_on_single_click (GTK_LIST_BOX (s->list), TRUE);
  gtk_list_box_set_placeholder (GTK_LIST_BOX (s->list), gtk_label_new (_("No action is called that.")));
  gtk_widget_add_css_class (s->list, "navigation-sidebar");
  g_signal_connect (s->entry, "search-changed", G_CALLBACK (on_search), s);
  g_signal_connect (s->entry, "activate", G_CALLBACK (on_activate), s);
  g_signal_connect (s->list, "row-activated", G_CALLBACK (on_row), s);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), s);
  gtk_widget_add_controller (s->window, keys);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), s->list);
  gtk_widget_set_vexpand (scroll, TRUE);
  gtk_widget_set_margin_top (s->entry, 12);
  gtk_widget_set_margin_start (s->entry, 12);
  gtk_widget_set_margin_end (s->entry, 12);
  gtk_box_append (GTK_BOX (box), s->entry);
  gtk_box_append (GTK_BOX (box), scroll);
  adw_window_set_content (ADW_WINDOW (s->window), box);
  g_object_set_data_full (G_OBJECT (s->window), "search", s, g_free);
  gtk_window_present (GTK_WINDOW (s->window));
  gtk_widget_grab_focus (s->entry);
}
