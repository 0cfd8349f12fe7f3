#include "sl-field-choice.h"

#include <string.h>

#include "sl-field-choices.h"
#include "sl-i18n.h"
#include "sl-rows.h"

#define MANY 8 /* choices from which a search helps */

typedef struct {
  GtkWidget   *box;     /* around the button: what lies in a button, a screen reader does not see */
  GtkWidget   *button, *label;
  SlFieldSpot *spot;    /* the button's */
  GtkWidget   *popover; /* NULL while it is closed */
  SlFieldPicked picked; /* of a list, else NULL */
  gpointer      data;
} Choice;

/* An open list. */
typedef struct {
  Choice    *choice;
  GPtrArray *all; /* SlFieldChoice */
  GtkWidget *popover, *search, *list, *none;
} Popup;

/* --- the button --- */

static void
renew (GtkWidget *widget, gpointer data)
{
  Choice *c = data;
  gboolean mixed;
  g_autofree char *value = sl_field_spot_text (c->spot, &mixed);
  g_autofree char *name = mixed ? g_strdup (_("Mixed")) : sl_field_choice_name (c->spot, value != NULL ? value : "");

  gtk_label_set_text (GTK_LABEL (c->label), c->picked != NULL ? _("Add…") : name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (c->button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, name, -1);
}

/* --- the list --- */

static void
popup_free (gpointer data)
{
  Popup *p = data;

  g_ptr_array_unref (p->all);
  g_free (p);
}

static const SlFieldChoice *
find (const Popup *p, const char *id)
{
  for (guint i = 0; i < p->all->len; i++)
    if (g_str_equal (((const SlFieldChoice *) p->all->pdata[i])->id, id))
      return p->all->pdata[i];
  return NULL;
}

static GtkWidget *
make_row (const char *id, char **spoken, gpointer data)
{
  const SlFieldChoice *choice = find (data, id);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *name = sl_label (choice->name, NULL);

  gtk_widget_set_hexpand (name, TRUE);
  gtk_box_append (GTK_BOX (top), name);
  if (choice->trust != NULL)
    gtk_box_append (GTK_BOX (top), sl_label (choice->trust, "sl-trust"));
  gtk_box_append (GTK_BOX (row), top);
  if (choice->facts != NULL)
    gtk_box_append (GTK_BOX (row), sl_label (choice->facts, "sl-facts"));
  gtk_widget_add_css_class (row, "sl-choice-row");
  *spoken = choice->facts != NULL ? g_strdup_printf ("%s, %s, %s", choice->name, choice->facts, choice->trust)
                                  : g_strdup (choice->name);
  return row;
}

/* Every word stands somewhere in it. */
static gboolean
matches (const SlFieldChoice *choice, char *const *words)
{
  g_autofree char *all = g_strjoin (" ", choice->name, choice->id, choice->facts, NULL);
  g_autofree char *folded = g_utf8_casefold (all, -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (folded, words[i]) == NULL)
      return FALSE;
  return TRUE;
}

/* The first of what was searched for is what Enter takes. */
static void
fill (Popup *p)
{
  g_autofree char *folded = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (p->search)), -1);
  g_auto (GStrv) words = g_strsplit (g_strstrip (folded), " ", -1);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; i < p->all->len; i++)
    if (matches (p->all->pdata[i], words))
      g_ptr_array_add (ids, ((SlFieldChoice *) p->all->pdata[i])->id);
  sl_rows_set (p->list, ids, ids);
  gtk_widget_set_visible (p->none, ids->len == 0);
  if (*folded != '\0')
    sl_rows_select (p->list, ids->len > 0 ? ids->pdata[0] : NULL);
}

static void
on_picked (const char *id, gpointer data)
{
  Popup *p = data;
  Choice *c = p->choice;
  g_autofree char *value = g_strdup (id);

  gtk_popover_popdown (GTK_POPOVER (p->popover));
  if (c->picked != NULL)
    c->picked (value, c->data);
  else
    sl_field_spot_write (c->spot, c->button, value, NULL);
}

static void
on_moved (const char *id, gpointer data)
{
}

static void
on_search_enter (Popup *p)
{
  const char *id;

  fill (p); /* what was typed last is searched for a moment later */
  id = sl_rows_selected (p->list);
  if (id != NULL)
    on_picked (id, p);
}

static gboolean
on_search_key (GtkEventControllerKey *controller, guint keyval, guint code, GdkModifierType state, Popup *p)
{
  return keyval == GDK_KEY_Down && gtk_widget_grab_focus (p->list);
}

static gboolean
unparent (gpointer popover)
{
  gtk_widget_unparent (popover);
  g_object_unref (popover);
  return G_SOURCE_REMOVE;
}

/* Not at once: it is still being handled. */
static void
on_closed (Popup *p)
{
  Choice *c = p->choice;

  if (c->popover == NULL)
    return;
  c->popover = NULL;
  gtk_accessible_update_state (GTK_ACCESSIBLE (c->button), GTK_ACCESSIBLE_STATE_EXPANDED, FALSE, -1);
  gtk_widget_grab_focus (c->button);
  g_idle_add (unparent, g_object_ref (p->popover));
}

static GtkWidget *
make_search (Popup *p)
{
  GtkWidget *search = gtk_search_entry_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  g_autofree char *name = sl_field_spot_name (p->choice->spot), *spoken = g_strdup_printf (_("Search: %s"), name);

  sl_set_name (search, spoken);
  g_object_set (search, "placeholder-text", _("Search"), NULL);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_search_key), p);
  gtk_widget_add_controller (search, keys);
  g_signal_connect_swapped (search, "search-changed", G_CALLBACK (fill), p);
  g_signal_connect_swapped (search, "activate", G_CALLBACK (on_search_enter), p);
  g_signal_connect_swapped (search, "stop-search", G_CALLBACK (gtk_popover_popdown), p->popover);
  return search;
}

static GtkWidget *
make_content (Popup *p)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *scroll = gtk_scrolled_window_new ();
  g_autofree char *name = sl_field_spot_name (p->choice->spot);

  p->search = make_search (p);
  p->list = sl_rows_new (make_row, on_moved, on_picked, p);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (p->list), TRUE);
  gtk_widget_add_css_class (p->list, "sl-list");
  sl_set_name (p->list, name);
  p->none = sl_label (_("Nothing found"), "sl-dim");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroll), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroll), 420);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), p->list);
  gtk_widget_set_visible (p->search, p->all->len >= MANY);
  gtk_widget_add_css_class (box, "sl-choice-list");
  gtk_box_append (GTK_BOX (box), p->search);
  gtk_box_append (GTK_BOX (box), p->none);
  gtk_box_append (GTK_BOX (box), scroll);
  return box;
}

static void
open_list (Choice *c)
{
  Popup *p;
  g_autofree char *value = sl_field_spot_text (c->spot, NULL);

  if (c->popover != NULL)
    return;
  p = g_new0 (Popup, 1);
  p->choice = c;
  p->all = sl_field_choices (c->spot, value != NULL ? value : "");
  p->popover = c->popover = gtk_popover_new ();
  g_object_set_data_full (G_OBJECT (p->popover), "popup", p, popup_free);
  gtk_popover_set_child (GTK_POPOVER (p->popover), make_content (p));
  fill (p);
  sl_rows_select (p->list, value);
  gtk_widget_set_parent (p->popover, c->box);
  gtk_popover_set_position (GTK_POPOVER (p->popover), GTK_POS_BOTTOM);
  g_signal_connect_swapped (p->popover, "closed", G_CALLBACK (on_closed), p);
  gtk_accessible_update_state (GTK_ACCESSIBLE (c->button), GTK_ACCESSIBLE_STATE_EXPANDED, TRUE, -1);
  gtk_popover_popup (GTK_POPOVER (p->popover));
  gtk_widget_grab_focus (p->all->len >= MANY ? p->search : p->list);
}

static gboolean
on_button_key (GtkEventControllerKey *controller, guint keyval, guint code, GdkModifierType state, Choice *c)
{
  if (keyval != GDK_KEY_Down)
    return FALSE;
  open_list (c);
  return TRUE;
}

/* With the button goes its list, open or just closed. */
static void
on_destroy (GtkWidget *box, Choice *c)
{
  GtkWidget *next;

  c->popover = NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (box); child != NULL; child = next)
    {
      next = gtk_widget_get_next_sibling (child);
      if (GTK_IS_POPOVER (child))
        gtk_widget_unparent (child);
    }
}

static GtkWidget *
make_button (SlFieldPlace *place, const SlField *field, SlFieldPicked picked, gpointer data)
{
  Choice *c = g_new0 (Choice, 1);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkEventController *keys = gtk_event_controller_key_new ();

  c->picked = picked;
  c->data = data;
  c->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  c->button = g_object_new (GTK_TYPE_BUTTON, "accessible-role", GTK_ACCESSIBLE_ROLE_COMBO_BOX, NULL);
  c->label = sl_label ("", NULL);
  gtk_widget_set_hexpand (c->label, TRUE);
  gtk_label_set_width_chars (GTK_LABEL (c->label), 4);
  gtk_label_set_max_width_chars (GTK_LABEL (c->label), 8);
  gtk_box_append (GTK_BOX (content), c->label);
  gtk_box_append (GTK_BOX (content), gtk_image_new_from_icon_name ("pan-down-symbolic"));
  gtk_button_set_child (GTK_BUTTON (c->button), content);
  gtk_widget_add_css_class (c->button, "sl-choice");
  gtk_widget_set_hexpand (c->button, TRUE);
  gtk_box_append (GTK_BOX (c->box), c->button);
  g_object_set_data_full (G_OBJECT (c->box), "choice", c, g_free);
  c->spot = sl_field_spot_attach (c->button, place, field, 0);
  g_signal_connect_swapped (c->button, "clicked", G_CALLBACK (open_list), c);
  g_signal_connect (c->box, "destroy", G_CALLBACK (on_destroy), c);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_button_key), c);
  gtk_widget_add_controller (c->button, keys);
  sl_field_on_renew (c->button, renew, c);
  return c->box;
}

GtkWidget *
sl_field_choice_new (SlFieldPlace *place, const SlField *field)
{
  return make_button (place, field, NULL, NULL);
}

GtkWidget *
sl_field_choice_more (SlFieldPlace *place, const SlField *field, SlFieldPicked picked, gpointer data)
{
  return make_button (place, field, picked, data);
}
