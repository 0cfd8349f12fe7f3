/* The list of all bookings: it shares the selection with the picture, and is what a screen reader reads. */
#include "sl-calendar-private.h"
#include "sl-day-text.h"
#include "sl-i18n.h"
#include "sl-rows.h"

enum { LIST_HEIGHT = 84, GAP = 12 };

static const char *
label_of (const char *field, int value)
{
  return _(sl_record_field (&sl_kind_info (SL_KIND_BOOKING)->record, field)->values[value].label);
}

/* "Hold 2", "Confirmed". */
static char *
state_text (const SlBooking *b)
{
  if (b->state == SL_BOOKING_HOLD || b->state == SL_BOOKING_CHALLENGED)
    return g_strdup_printf ("%s %d", label_of ("state", b->state), (int) b->rank);
  return g_strdup (label_of ("state", b->state));
}

static char *
days_text (const SlBooking *b)
{
  if (b->from == 0 || b->to < b->from)
    return g_strdup (_("no days yet"));
  const guint n = b->to - b->from + 1;
  g_autofree char *dates = sl_dates_text (b->from, b->to);
  return g_strdup_printf (ngettext ("%s, %u day", "%s, %u days", n), dates, n);
}

static GtkWidget *
make_row (const char *id, char **spoken, gpointer data)
{
  SlCalendarPage *c = data;
  const SlPlan *plan = sl_sync_seen (c->bench->sync);
  const SlBooking *b = sl_plan_get (plan, SL_KIND_BOOKING, id);
  const gboolean others = sl_plan_get (sl_editor_plan (c->editor), SL_KIND_BOOKING, id) == NULL;
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, GAP), *name;

  if (b == NULL) /* it went, and the list is about to hear */
    return row;
  const SlEntity *stage = sl_plan_get (plan, SL_KIND_STAGE, b->stage);
  const SlEntity *production = sl_plan_get (plan, SL_KIND_PRODUCTION, b->production);
  const char *where = stage != NULL ? sl_entity_title (stage) : _("no stage yet");
  g_autofree char *days = days_text (b), *state = state_text (b);
  name = sl_label (sl_entity_title (&b->entity), NULL);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_box_append (GTK_BOX (row), name);
  gtk_box_append (GTK_BOX (row), sl_label (state, "sl-dim"));
  gtk_box_append (GTK_BOX (row), sl_label (where, "sl-dim"));
  gtk_box_append (GTK_BOX (row), sl_label (days, "sl-number"));
  gtk_widget_add_css_class (row, "sl-row");
  g_autofree char *said = g_strdup_printf ("%s, %s, %s, %s, %s, %s", sl_entity_title (&b->entity),
                                           production != NULL ? sl_entity_title (production) : "",
                                           label_of ("phase", b->phase), state, where, days);
  const char *standing = others ? _("others’ in the store")
                                : sl_standing_words (sl_sync_standing (c->bench->sync, id));
  if (standing != NULL)
    gtk_box_append (GTK_BOX (row), sl_label (standing, others ? "sl-dim" : "warning"));
  *spoken = standing != NULL ? g_strdup_printf ("%s, %s", said, standing) : g_steal_pointer (&said);
  return row;
}

static void
on_selected (const char *id, gpointer data)
{
  sl_calendar_choose (data, id);
}

static void
on_activated (const char *id, gpointer data)
{
  SlCalendarPage *c = data;

  if (sl_plan_find (sl_editor_plan (c->editor), id) != NULL)
    gtk_widget_activate_action (c->area, "win.edit-field", "s", "from");
}

void
sl_calendar_list_fill (SlCalendarPage *c)
{
  const SlPlan *plan = sl_sync_seen (c->bench->sync);
  g_autoptr (GPtrArray) ids = g_ptr_array_new (), keys = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_BOOKING); i++)
    {
      const SlEntity *booking = sl_plan_at (plan, SL_KIND_BOOKING, i);
      g_ptr_array_add (ids, booking->id);
      g_ptr_array_add (keys, g_strdup_printf ("%" G_GUINT64_FORMAT " %d", booking->stamp,
                                              sl_sync_standing (c->bench->sync, booking->id)));
    }
  sl_rows_set (c->list, ids, keys);
  g_autofree char *count = g_strdup_printf (ngettext ("%u booking", "%u bookings", ids->len), ids->len);
  gtk_label_set_text (g_object_get_data (G_OBJECT (c->bookings), "label"), count);
  sl_set_name (c->bookings, count);
}

/* --- folding: the calendar has the room while no booking is picked --- */

static void
on_folded (GtkToggleButton *header, SlCalendarPage *c)
{
  const gboolean open = gtk_toggle_button_get_active (header);
  GtkWidget *arrow = g_object_get_data (G_OBJECT (header), "arrow");

  gtk_image_set_from_icon_name (GTK_IMAGE (arrow), open ? "pan-down-symbolic" : "pan-end-symbolic");
  gtk_widget_set_visible (g_object_get_data (G_OBJECT (header), "content"), open);
  gtk_accessible_update_state (GTK_ACCESSIBLE (header), GTK_ACCESSIBLE_STATE_EXPANDED, open, -1);
  if (!c->folding)
    c->keeps_list = open;
}

void
sl_calendar_list_fold (SlCalendarPage *c, gboolean picked)
{
  c->folding = TRUE;
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (c->bookings), picked || c->keeps_list);
  c->folding = FALSE;
}

/* No GtkExpander: what lies in one is hidden from screen readers. */
static GtkWidget *
make_header (SlCalendarPage *c, GtkWidget *content)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *arrow = gtk_image_new_from_icon_name ("pan-end-symbolic"), *label = sl_label ("", NULL);

  c->bookings = gtk_toggle_button_new ();
  gtk_box_append (GTK_BOX (line), arrow);
  gtk_box_append (GTK_BOX (line), label);
  gtk_button_set_child (GTK_BUTTON (c->bookings), line);
  gtk_widget_add_css_class (c->bookings, "flat");
  gtk_widget_add_css_class (c->bookings, "sl-fold");
  gtk_widget_set_visible (content, FALSE);
  g_object_set_data (G_OBJECT (c->bookings), "arrow", arrow);
  g_object_set_data (G_OBJECT (c->bookings), "label", label);
  g_object_set_data (G_OBJECT (c->bookings), "content", content);
  g_object_set (c->bookings, "margin-start", GAP / 2, "margin-end", GAP / 2, "margin-bottom", GAP / 2, NULL);
  sl_set_tooltip (c->bookings, _("Drag over free days to hold them, a bar to move it, its ends to stretch it"));
  g_signal_connect (c->bookings, "toggled", G_CALLBACK (on_folded), c);
  return c->bookings;
}

GtkWidget *
sl_calendar_list_new (SlCalendarPage *c)
{
  GtkWidget *scroll = gtk_scrolled_window_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  c->list = sl_rows_new (make_row, on_selected, on_activated, c);
  gtk_widget_add_css_class (c->list, "sl-list");
  sl_set_name (c->list, _("Bookings"));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_size_request (scroll, -1, LIST_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), c->list);
  gtk_box_append (GTK_BOX (box), make_header (c, scroll));
  gtk_box_append (GTK_BOX (box), scroll);
  return box;
}
