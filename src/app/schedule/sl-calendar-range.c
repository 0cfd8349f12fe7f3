/* Which days are in sight: by week and month, nearer and further, today, all. */
#include <math.h>

#include "sl-calendar-private.h"
#include "sl-day-text.h"
#include "sl-i18n.h"

/* In days: before the first booking and today, at least and at most (two years), around all that is booked. In px: a
 * day at first. */
enum { LEAD = 2, LEAST = 14, MOST = 731, MARGIN = 731, WEEK = 7, MONTH = 28, AT_FIRST = 35 };
enum { RANGE_CHARS = 12 };
static const double STEP = 1.5;

void
sl_calendar_go (SlCalendarPage *c, double from, double days)
{
  const double lower = gtk_adjustment_get_lower (c->days), upper = gtk_adjustment_get_upper (c->days);

  days = CLAMP (round (days), LEAST, fmin (MOST, upper - lower));
  from = CLAMP (round (from), lower, fmax (lower, upper - days));
  gtk_adjustment_configure (c->days, from, lower, upper, 1, WEEK, days);
}

void
sl_calendar_go_by (SlCalendarPage *c, double days)
{
  sl_calendar_go (c, gtk_adjustment_get_value (c->days) + days, gtk_adjustment_get_page_size (c->days));
}

void
sl_calendar_zoom (SlCalendarPage *c, double factor, double share)
{
  const double from = gtk_adjustment_get_value (c->days), days = gtk_adjustment_get_page_size (c->days);
  const double more = CLAMP (round (days * factor), LEAST, MOST);

  sl_calendar_go (c, from + share * (days - more), more);
}

void
sl_calendar_go_today (SlCalendarPage *c)
{
  sl_calendar_go (c, sl_date_today () - LEAD, gtk_adjustment_get_page_size (c->days));
}

void
sl_calendar_go_all (SlCalendarPage *c)
{
  if (c->lanes != NULL && c->lanes->from > 0)
    sl_calendar_go (c, (double) c->lanes->from - LEAD, (double) c->lanes->to - c->lanes->from + 2 * LEAD + 1);
}

void
sl_calendar_reveal (SlCalendarPage *c, guint32 first, guint32 last)
{
  const double from = gtk_adjustment_get_value (c->days), days = gtk_adjustment_get_page_size (c->days);

  if (first > 0 && (last < from || first >= from + days))
    sl_calendar_go (c, (double) first - LEAD, days);
}

/* Beginning on a Monday, as a calendar does. */
static double
first_start (const SlCalendarPage *c)
{
  const guint32 now = sl_date_today ();
  guint32 start = now >= c->lanes->from && now <= c->lanes->to ? now : c->lanes->from > 0 ? c->lanes->from : now;

  return start - (start + 6) % 7;
}

void
sl_calendar_fit (SlCalendarPage *c)
{
  const guint32 now = sl_date_today (), from = c->lanes->from > 0 ? MIN (c->lanes->from, now) : now;
  const gboolean first = gtk_adjustment_get_upper (c->days) <= 0;

  gtk_adjustment_set_lower (c->days, from > MARGIN ? from - MARGIN : 1);
  gtk_adjustment_set_upper (c->days, MAX (c->lanes->to, now) + MARGIN);
  sl_calendar_go (c, first ? first_start (c) : gtk_adjustment_get_value (c->days),
                  first ? AT_FIRST : gtk_adjustment_get_page_size (c->days));
}

/* --- the bar --- */

static void
show_range (SlCalendarPage *c)
{
  if (c->lanes == NULL || gtk_adjustment_get_page_size (c->days) < 1)
    return;
  const guint32 from = (guint32) gtk_adjustment_get_value (c->days);
  const guint32 to = from + (guint32) gtk_adjustment_get_page_size (c->days) - 1;
  g_autofree char *text = sl_dates_text (from, to);

  gtk_label_set_text (GTK_LABEL (c->range), text);
  sl_set_tooltip (c->range, text);
  g_clear_pointer (&c->heat, sl_heat_free);
  gtk_widget_queue_draw (c->area);
}

/* By a month with Shift. */
static void
step (GtkWidget *widget, SlCalendarPage *c, int by)
{
  GdkDisplay *display = gtk_widget_get_display (widget);
  GdkDevice *keyboard = gdk_seat_get_keyboard (gdk_display_get_default_seat (display));
  const gboolean far = keyboard != NULL && (gdk_device_get_modifier_state (keyboard) & GDK_SHIFT_MASK) != 0;

  sl_calendar_go_by (c, by * (far ? MONTH : WEEK));
}

static void on_earlier (GtkWidget *it, SlCalendarPage *c) { step (it, c, -1); }
static void on_later (GtkWidget *it, SlCalendarPage *c) { step (it, c, 1); }
static void on_today (GtkWidget *it, SlCalendarPage *c) { sl_calendar_go_today (c); }
static void on_closer (GtkWidget *it, SlCalendarPage *c) { sl_calendar_zoom (c, 1 / STEP, .5); }
static void on_further (GtkWidget *it, SlCalendarPage *c) { sl_calendar_zoom (c, STEP, .5); }
static void on_all (GtkWidget *it, SlCalendarPage *c) { sl_calendar_go_all (c); }

static GtkWidget *
button (SlCalendarPage *c, const char *icon, const char *name, GCallback clicked)
{
  GtkWidget *it = sl_button (icon, name, NULL);

  g_signal_connect (it, "clicked", clicked, c);
  return it;
}

GtkWidget *
sl_calendar_zoom_buttons (SlCalendarPage *c)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_box_append (GTK_BOX (box), button (c, "zoom-out-symbolic", _("More days"), G_CALLBACK (on_further)));
  gtk_box_append (GTK_BOX (box), button (c, "zoom-in-symbolic", _("Fewer days"), G_CALLBACK (on_closer)));
  gtk_box_append (GTK_BOX (box), button (c, "zoom-fit-best-symbolic", _("All bookings"), G_CALLBACK (on_all)));
  return box;
}

static void
on_view (GtkToggleButton *it, SlCalendarPage *c)
{
  if (gtk_toggle_button_get_active (it))
    sl_calendar_show_as (c, g_object_get_data (G_OBJECT (it), "name"));
}

static GtkWidget *
view_buttons (SlCalendarPage *c)
{
  const struct { const char *name, *label; } views[] = {
    { "stages", _("Stages") }, { "gantt", _("Gantt") }, { "capacity", _("Capacity") },
  };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), *first = NULL;

  gtk_widget_add_css_class (box, "linked");
  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    {
      GtkWidget *it = gtk_toggle_button_new_with_label (views[i].label);

      if (first != NULL)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (it), GTK_TOGGLE_BUTTON (first));
      else
        gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (first = it), TRUE);
      g_object_set_data (G_OBJECT (it), "name", (gpointer) views[i].name);
      g_signal_connect (it, "toggled", G_CALLBACK (on_view), c);
      gtk_box_append (GTK_BOX (box), it);
    }
  g_object_set_data (G_OBJECT (c->box), "views", box);
  return box;
}

GtkWidget *
sl_calendar_bar (SlCalendarPage *c)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2), *now = gtk_button_new_with_label (_("Today"));
  GtkWidget *add = sl_button ("list-add-symbolic", _("Hold days of a stage"), "win.booking-new");

  c->range = sl_label (NULL, "heading"); /* shorter before the bar is wider than the middle */
  gtk_label_set_width_chars (GTK_LABEL (c->range), RANGE_CHARS);
  gtk_widget_set_hexpand (add, TRUE);
  gtk_widget_set_halign (add, GTK_ALIGN_END);
  gtk_widget_add_css_class (now, "flat");
  g_signal_connect (now, "clicked", G_CALLBACK (on_today), c);
  gtk_box_append (GTK_BOX (bar), view_buttons (c));
  gtk_box_append (GTK_BOX (bar), button (c, "go-previous-symbolic", _("A week earlier (with Shift a month)"),
                                         G_CALLBACK (on_earlier)));
  gtk_box_append (GTK_BOX (bar), c->range);
  gtk_box_append (GTK_BOX (bar), button (c, "go-next-symbolic", _("A week later (with Shift a month)"),
                                         G_CALLBACK (on_later)));
  gtk_box_append (GTK_BOX (bar), now);
  gtk_box_append (GTK_BOX (bar), add);
  gtk_widget_add_css_class (bar, "sl-toolbar");
  gtk_widget_add_css_class (bar, "sl-views");
  g_signal_connect_swapped (c->days, "value-changed", G_CALLBACK (show_range), c);
  g_signal_connect_swapped (c->days, "changed", G_CALLBACK (show_range), c);
  return bar;
}
