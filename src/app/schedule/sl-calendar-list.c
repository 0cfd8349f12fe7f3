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
  const SlPlan *plan = sl_editor_plan (c->editor);
  const SlBooking *b = sl_plan_get (plan, SL_KIND_BOOKING, id);
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
  *spoken = g_strdup_printf ("%s, %s, %s, %s, %s, %s", sl_entity_title (&b->entity),
                             production != NULL ? sl_entity_title (production) : "", label_of ("phase", b->phase),
                             state, where, days);
  return row;
}

static void
on_selected (const char *id, gpointer data)
{
  sl_editor_select (((SlCalendarPage *) data)->editor, id);
}

static void
on_activated (const char *id, gpointer data)
{
  gtk_widget_activate_action (((SlCalendarPage *) data)->area, "win.edit-field", "s", "from");
}

void
sl_calendar_list_fill (SlCalendarPage *c)
{
  const SlPlan *plan = sl_editor_plan (c->editor);
  g_autoptr (GPtrArray) ids = g_ptr_array_new (), keys = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_BOOKING); i++)
    {
      const SlEntity *booking = sl_plan_at (plan, SL_KIND_BOOKING, i);
      g_ptr_array_add (ids, booking->id);
      g_ptr_array_add (keys, g_strdup_printf ("%" G_GUINT64_FORMAT, booking->stamp));
    }
  sl_rows_set (c->list, ids, keys);
}

GtkWidget *
sl_calendar_list_new (SlCalendarPage *c)
{
  GtkWidget *scroll = gtk_scrolled_window_new ();

  c->list = sl_rows_new (make_row, on_selected, on_activated, c);
  gtk_widget_add_css_class (c->list, "sl-list");
  sl_set_name (c->list, _("Bookings"));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_size_request (scroll, -1, LIST_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), c->list);
  return scroll;
}
