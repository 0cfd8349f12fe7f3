#include "sl-completing-entry.h"

#include <string.h>

#include "sl-widgets.h"

enum { LIST_MAX_H = 220, LIST_MAX = 100 };

typedef struct {
  GtkEntry  *entry;
  GtkWidget *popover, *scroll, *list;
  GPtrArray *names;
  char      *typed;   /* what the person typed, without what was added to it */
  char      *added;   /* behind it, selected; NULL for nothing, or once the person took it */
  guint      pending; /* the completion that waits for the next frame; 0 for none */
  gboolean   ours;    /* the text changes by this */
} Completion;

/* How many bytes of `name` say what `start` says, whatever its case; 0 where it begins otherwise. */
static gsize
bytes_alike (const char *name, const char *start)
{
  const char *p = name;

  for (; *start != '\0'; start = g_utf8_next_char (start), p = g_utf8_next_char (p))
    if (*p == '\0' || g_unichar_tolower (g_utf8_get_char (p)) != g_unichar_tolower (g_utf8_get_char (start)))
      return 0;
  return p - name;
}

/* What all names that begin with `typed` go on with; "" where they differ at once, or none does. Free with g_free(). */
static char *
common_rest (const GPtrArray *names, const char *typed)
{
  g_autofree char *rest = NULL;

  for (guint i = 0; i < names->len; i++)
    {
      const gsize alike = bytes_alike (names->pdata[i], typed);
      if (alike == 0)
        continue;
      const char *more = (const char *) names->pdata[i] + alike;
      if (rest == NULL)
        rest = g_strdup (more);
      char *p = rest;
      for (; *p != '\0' && g_utf8_get_char (p) == g_utf8_get_char (more); p = g_utf8_next_char (p))
        more = g_utf8_next_char (more);
      *p = '\0';
    }
  return rest != NULL ? g_steal_pointer (&rest) : g_strdup ("");
}

static void
set_text (Completion *c, const char *text)
{
  c->ours = TRUE;
  g_clear_pointer (&c->added, g_free);
  gtk_editable_set_text (GTK_EDITABLE (c->entry), text);
  gtk_editable_set_position (GTK_EDITABLE (c->entry), -1);
  c->ours = FALSE;
}

/* --- the list --- */

static void
list_names (Completion *c)
{
  GtkWidget *child;
  guint n = 0;

  while ((child = gtk_widget_get_first_child (c->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (c->list), child);
  for (guint i = 0; i < c->names->len && n < LIST_MAX; i++)
    {
      if (*c->typed != '\0' && bytes_alike (c->names->pdata[i], c->typed) == 0)
        continue;
      GtkWidget *row = gtk_list_box_row_new ();
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), sl_label (c->names->pdata[i], NULL));
      sl_set_name (row, c->names->pdata[i]);
      g_object_set_data (G_OBJECT (row), "name", c->names->pdata[i]);
      gtk_list_box_append (GTK_LIST_BOX (c->list), row);
      n++;
    }
}

static guint
listed (Completion *c)
{
  guint n = 0;

  while (gtk_list_box_get_row_at_index (GTK_LIST_BOX (c->list), n) != NULL)
    n++;
  return n;
}

static void
open_list (Completion *c, guint least)
{
  list_names (c);
  gtk_widget_set_size_request (c->popover, gtk_widget_get_width (GTK_WIDGET (c->entry)), -1);
  if (listed (c) >= least)
    gtk_popover_popup (GTK_POPOVER (c->popover));
  else
    gtk_popover_popdown (GTK_POPOVER (c->popover));
}

/* The next row, round past the text itself. */
static void
move (Completion *c, int by)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (c->list));
  const int n = listed (c), from = row != NULL ? gtk_list_box_row_get_index (row) + 1 : 0;

  row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (c->list), (from + by + n + 1) % (n + 1) - 1);
  sl_select_row (c->list, row, c->scroll);
  set_text (c, row != NULL ? g_object_get_data (G_OBJECT (row), "name") : c->typed);
}

static void
on_row (GtkListBox *list, GtkListBoxRow *row, Completion *c)
{
  set_text (c, g_object_get_data (G_OBJECT (row), "name"));
  gtk_popover_popdown (GTK_POPOVER (c->popover));
  gtk_widget_activate (GTK_WIDGET (c->entry));
}

/* --- typing --- */

/* Adds the rest, selected: the next letter takes its place. */
static gboolean
complete (gpointer data)
{
  Completion *c = data;
  g_autofree char *rest = common_rest (c->names, c->typed);
  const int length = g_utf8_strlen (c->typed, -1);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (c->entry));

  c->pending = 0;
  if ((*rest != '\0' || !g_str_equal (text, c->typed))
      && gtk_editable_get_position (GTK_EDITABLE (c->entry)) == length)
    {
      g_autofree char *whole = g_strconcat (c->typed, rest, NULL);
      set_text (c, whole);
      gtk_editable_select_region (GTK_EDITABLE (c->entry), length, -1);
      c->added = g_steal_pointer (&rest);
    }
  open_list (c, 2);
  return G_SOURCE_REMOVE;
}

static void
forget_pending (Completion *c)
{
  g_clear_handle_id (&c->pending, g_source_remove);
}

/* What the person typed by now. A letter took the place of what was added; but where the selection was gone, as X tells
 * a program late that its own one before is none any more, it stands before that. Free with g_free(). */
static char *
typed_in (const Completion *c, const char *text)
{
  const gsize length = strlen (text), typed = strlen (c->typed), added = c->added != NULL ? strlen (c->added) : 0;

  if (added == 0 || length <= typed + added || !g_str_has_prefix (text, c->typed)
      || !g_str_has_suffix (text, c->added))
    return g_strdup (text);
  return g_strndup (text, length - added);
}

/* The cursor gets to its place only after this. What becomes shorter is being taken back, and stays as it is. */
static void
on_changed (GtkEditable *editable, Completion *c)
{
  const char *text = gtk_editable_get_text (editable);

  if (c->ours)
    return;
  const gboolean longer = strlen (text) > strlen (c->typed);
  char *typed = typed_in (c, text);
  g_free (c->typed);
  c->typed = typed;
  if (longer)
    g_clear_pointer (&c->added, g_free); /* of a letter in its place one hears twice: first what goes */
  forget_pending (c);
  if (longer)
    c->pending = sl_before_redraw (complete, c);
  else if (*text == '\0')
    gtk_popover_popdown (GTK_POPOVER (c->popover));
  else
    open_list (c, 2);
}

static void
on_activate (GtkEntry *entry, Completion *c)
{
  if (c->pending != 0)
    {
      forget_pending (c);
      complete (c);
    }
  gtk_popover_popdown (GTK_POPOVER (c->popover));
}

/* By the cursor or by the pointer: what was added is the person's own now. */
static void
take_added (Completion *c)
{
  g_clear_pointer (&c->added, g_free);
}

static gboolean
moves_cursor (guint key)
{
  return (key >= GDK_KEY_Home && key <= GDK_KEY_End) || (key >= GDK_KEY_KP_Home && key <= GDK_KEY_KP_End);
}

static gboolean
on_key (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state, Completion *c)
{
  const gboolean open = gtk_widget_get_visible (c->popover);

  if (moves_cursor (key))
    take_added (c);
  if ((state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return FALSE;
  if (key == GDK_KEY_Escape && open)
    gtk_popover_popdown (GTK_POPOVER (c->popover));
  else if ((key == GDK_KEY_Down || key == GDK_KEY_KP_Down) && !open)
    open_list (c, 1);
  else if (open && (key == GDK_KEY_Down || key == GDK_KEY_KP_Down))
    move (c, 1);
  else if (open && (key == GDK_KEY_Up || key == GDK_KEY_KP_Up))
    move (c, -1);
  else
    return FALSE;
  return TRUE;
}

static void
on_leave (GtkEventControllerFocus *focus, Completion *c)
{
  forget_pending (c);
  gtk_popover_popdown (GTK_POPOVER (c->popover));
}

/* --- the widget --- */

static void
completion_free (gpointer data)
{
  Completion *c = data;

  forget_pending (c);
  g_ptr_array_unref (c->names);
  g_free (c->typed);
  g_free (c->added);
  g_free (c);
}

static GtkWidget *
make_popover (Completion *c)
{
  GtkWidget *popover = gtk_popover_new (), *scroll = c->scroll = gtk_scrolled_window_new ();

  c->list = gtk_list_box_new ();
  gtk_widget_add_css_class (c->list, "sl-found");
  gtk_widget_set_can_focus (c->list, FALSE);
  g_signal_connect (c->list, "row-activated", G_CALLBACK (on_row), c);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroll), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroll), LIST_MAX_H);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), c->list);
  gtk_popover_set_autohide (GTK_POPOVER (popover), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_popover_set_position (GTK_POPOVER (popover), GTK_POS_BOTTOM);
  gtk_popover_set_child (GTK_POPOVER (popover), scroll);
  gtk_widget_add_css_class (popover, "menu");
  return popover;
}

GtkWidget *
sl_completing_entry_new (GtkEntry **entry)
{
  Completion *c = g_new0 (Completion, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkEventController *keys = gtk_event_controller_key_new (), *focus = gtk_event_controller_focus_new ();
  GtkEventController *press = GTK_EVENT_CONTROLLER (gtk_gesture_click_new ());

  *c = (Completion) { .entry = GTK_ENTRY (gtk_entry_new ()), .names = g_ptr_array_new_with_free_func (g_free),
                      .typed = g_strdup ("") };
  c->popover = make_popover (c);
  gtk_widget_set_hexpand (GTK_WIDGET (c->entry), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (c->entry));
  gtk_widget_set_parent (c->popover, box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (c->entry), GTK_ACCESSIBLE_PROPERTY_AUTOCOMPLETE,
                                  GTK_ACCESSIBLE_AUTOCOMPLETE_BOTH, -1);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), c);
  g_signal_connect (focus, "leave", G_CALLBACK (on_leave), c);
  gtk_widget_add_controller (GTK_WIDGET (c->entry), keys);
  gtk_widget_add_controller (GTK_WIDGET (c->entry), focus);
  gtk_event_controller_set_propagation_phase (press, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (press, "pressed", G_CALLBACK (take_added), c);
  gtk_widget_add_controller (GTK_WIDGET (c->entry), press);
  g_signal_connect (c->entry, "changed", G_CALLBACK (on_changed), c);
  g_signal_connect (c->entry, "activate", G_CALLBACK (on_activate), c);
  g_signal_connect_swapped (box, "destroy", G_CALLBACK (gtk_widget_unparent), c->popover);
  g_object_set_data_full (G_OBJECT (box), "completion", c, completion_free);
  g_object_set_data (G_OBJECT (c->entry), "completion", c);
  *entry = c->entry;
  return box;
}

void
sl_completing_entry_set_names (GtkEntry *entry, const GPtrArray *names)
{
  Completion *c = g_object_get_data (G_OBJECT (entry), "completion");

  g_ptr_array_set_size (c->names, 0);
  for (guint i = 0; i < names->len; i++)
    g_ptr_array_add (c->names, g_strdup (names->pdata[i]));
  if (gtk_widget_get_visible (c->popover))
    list_names (c);
}
