/* The booking that is chosen: what it is, what can be done to it, and what that would do to others, told before. */
#include "sl-calendar-private.h"
#include "sl-day-text.h"
#include "sl-holds.h"
#include "sl-i18n.h"

enum { GAP = 6, CHALLENGE_DAYS = 2 };

GMenuModel *
sl_booking_menu (void)
{
  GMenu *menu = g_menu_new ();

  g_menu_append (menu, _("Confirm"), "win.booking-confirm");
  g_menu_append (menu, _("Challenge"), "win.booking-challenge");
  g_menu_append (menu, _("Release"), "win.booking-release");
  g_menu_append (menu, _("Hold again"), "win.booking-hold-again");
  g_menu_append (menu, _("Rank up"), "win.booking-up");
  g_menu_append (menu, _("Rank down"), "win.booking-down");
  g_menu_append (menu, _("Hold days of a stage"), "win.booking-new");
  g_menu_append (menu, _("Send the bookings"), "win.book-send");
  return G_MENU_MODEL (menu);
}

static GtkWidget *
action_button (const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

/* Only while a booking is picked: the calendar has the room otherwise. */
GtkWidget *
sl_booking_card_new (SlCalendarPage *c)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4), *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, GAP);
  GtkWidget *title = sl_label ("", "heading"), *then = sl_label ("", "sl-dim");

  gtk_widget_set_hexpand (title, TRUE);
  gtk_box_append (GTK_BOX (line), action_button (_("Confirm"), "win.booking-confirm"));
  gtk_box_append (GTK_BOX (line), action_button (_("Challenge"), "win.booking-challenge"));
  gtk_box_append (GTK_BOX (line), action_button (_("Release"), "win.booking-release"));
  gtk_box_append (GTK_BOX (line), sl_button ("go-up-symbolic", _("Rank up"), "win.booking-up"));
  gtk_box_append (GTK_BOX (line), sl_button ("go-down-symbolic", _("Rank down"), "win.booking-down"));
  gtk_box_append (GTK_BOX (card), title);
  gtk_box_append (GTK_BOX (card), then);
  gtk_box_append (GTK_BOX (card), line);
  g_object_set (card, "margin-start", 2 * GAP, "margin-end", 2 * GAP, "margin-top", GAP, "margin-bottom", GAP, NULL);
  g_object_set_data (G_OBJECT (card), "title", title);
  g_object_set_data (G_OBJECT (card), "then", then);
  g_object_set_data (G_OBJECT (card), "line", line);
  return card;
}

static char *
title_of (const SlBooking *b)
{
  const SlField *states = sl_record_field (&sl_kind_info (SL_KIND_BOOKING)->record, "state");
  g_autofree char *days = b->from != 0 && b->to >= b->from ? sl_span_text (b->from, b->to)
                                                           : g_strdup (_("no days yet"));

  return g_strdup_printf ("%s · %s · %s", sl_entity_title (&b->entity), _(states->values[b->state].label), days);
}

/* What releasing, and of holds what challenging, would do. */
static char *
consequences (const SlPlan *plan, const SlBooking *b)
{
  g_autoptr (GArray) moves = sl_holds_without (plan, b);
  g_autofree char *released = NULL, *challenged = NULL;
  const guint32 deadline = b->state == SL_BOOKING_CHALLENGED ? b->expires : sl_date_today () + CHALLENGE_DAYS;

  if (!sl_booking_counts (b))
    return g_strdup ("");
  released = sl_holds_say_released (plan, b);
  if (moves->len == 0 || b->state == SL_BOOKING_CONFIRMED)
    return g_strdup_printf (_("Released: %s"), released);
  challenged = sl_holds_say_challenged (plan, b, deadline);
  return b->state == SL_BOOKING_CHALLENGED ? g_strdup_printf (_("Challenged, %s"), challenged)
                                           : g_strdup_printf (_("Released or challenged, %s"), challenged);
}

/* Of others' nothing can be changed here: who has it, and until when. */
static void
fill_others (SlCalendarPage *c)
{
  const SlPlan *seen = sl_sync_seen (c->bench->sync);
  const SlBooking *b = sl_plan_get (seen, SL_KIND_BOOKING, c->other);
  g_autofree char *text = b != NULL ? sl_others_text (seen, b) : NULL;

  gtk_widget_set_visible (c->chosen, b != NULL);
  if (b == NULL)
    return;
  gtk_label_set_text (g_object_get_data (G_OBJECT (c->chosen), "title"), text);
  gtk_label_set_text (g_object_get_data (G_OBJECT (c->chosen), "then"),
                      _("Others have it in the booking store; it is theirs to move."));
}

void
sl_booking_card_fill (SlCalendarPage *c)
{
  const SlPlan *plan = sl_editor_plan (c->editor);
  const SlBooking *b = sl_plan_get (plan, SL_KIND_BOOKING, sl_editor_selected (c->editor));
  g_autofree char *title = b != NULL ? title_of (b) : NULL, *then = b != NULL ? consequences (plan, b) : NULL;

  gtk_widget_set_visible (g_object_get_data (G_OBJECT (c->chosen), "line"), b != NULL);
  gtk_widget_set_visible (c->chosen, b != NULL);
  if (b == NULL)
    {
      fill_others (c);
      return;
    }
  gtk_label_set_text (g_object_get_data (G_OBJECT (c->chosen), "title"), title);
  gtk_label_set_text (g_object_get_data (G_OBJECT (c->chosen), "then"), then);
  sl_set_tooltip (g_object_get_data (G_OBJECT (c->chosen), "then"), then);
}
