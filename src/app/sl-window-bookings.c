/* What is done to the booking that is selected, wherever it is asked for, and how the facility is looked at. */
#include "sl-window-private.h"

#include "sl-booking-hand.h"
#include "sl-calendar.h"
#include "sl-i18n.h"
#include "sl-schedule-page.h"

#define ACTION(name) static void name (GSimpleAction *action, GVariant *value, gpointer data)
enum { NEW_DAYS = 5, CHALLENGE_DAYS = 2, LEVEL_SECONDS = 5 };
static const double ZOOM = 1.5;

/* NULL, with a message, where none is selected, or it is locked. */
static const SlBooking *
chosen (SlWindow *w)
{
  const SlBooking *b = sl_plan_get (sl_editor_plan (w->editor), SL_KIND_BOOKING, sl_editor_selected (w->editor));

  if (b == NULL)
    sl_editor_message (w->editor, _("Pick a booking first"));
  else if (sl_editor_refuse_locked (w->editor, b->entity.id))
    return NULL;
  return b;
}

static GtkWidget *
calendar_of (SlWindow *w)
{
  return sl_schedule_page_calendar (adw_view_stack_get_child_by_name (ADW_VIEW_STACK (w->stack), "schedule"));
}

/* --- making --- */

/* The selected one, the selected booking's, else the first; NULL without any. Borrowed from the plan. */
static const char *
stage_of (SlWindow *w)
{
  const SlPlan *plan = sl_editor_plan (w->editor);
  const char *selected = sl_editor_selected (w->editor);
  const SlBooking *b = sl_plan_get (plan, SL_KIND_BOOKING, selected);

  if (sl_plan_get (plan, SL_KIND_STAGE, selected) != NULL)
    return selected;
  if (b != NULL && b->stage != NULL)
    return b->stage;
  return sl_plan_count (plan, SL_KIND_STAGE) > 0 ? sl_plan_at (plan, SL_KIND_STAGE, 0)->id : NULL;
}

/* From today on, and then into the inspector. */
ACTION (act_new)
{
  SlWindow *w = data;
  g_autofree char *stage = g_strdup (stage_of (w)), *from = sl_date_to_text (sl_date_today ());
  g_autofree char *days = g_strdup_printf ("%d", NEW_DAYS);

  if (stage == NULL)
    g_action_group_activate_action (G_ACTION_GROUP (w), "add", g_variant_new_string ("booking"));
  else if (!sl_booking_operate (w->editor, "booking-hold", stage, "from", from, "days", days, NULL))
    return;
  g_action_group_activate_action (G_ACTION_GROUP (w), "edit-field", g_variant_new_string ("from"));
}

/* Stage, first day, days. */
ACTION (act_hold)
{
  const char *stage, *from;
  int days;

  g_variant_get (value, "(&s&si)", &stage, &from, &days);
  g_autofree char *text = g_strdup_printf ("%d", days);
  if (sl_plan_get (sl_editor_plan (((SlWindow *) data)->editor), SL_KIND_STAGE, stage) != NULL)
    sl_booking_operate (((SlWindow *) data)->editor, "booking-hold", stage, "from", from, "days", text, NULL);
}

ACTION (act_book_days) { sl_window_book_days (data); }

/* --- moving --- */

ACTION (act_by)
{
  SlWindow *w = data;
  const SlBooking *b = chosen (w);
  g_autofree char *by = g_strdup_printf ("%d", g_variant_get_int32 (value));

  if (b != NULL)
    sl_booking_operate (w->editor, "booking-move", b->entity.id, "by", by, NULL);
}

/* The last day; a booking keeps one. */
ACTION (act_stretch)
{
  SlWindow *w = data;
  const SlBooking *b = chosen (w);

  if (b == NULL || b->from == 0 || b->to < b->from)
    return;
  const gint64 to = MAX ((gint64) b->to + g_variant_get_int32 (value), b->from);
  g_autofree char *text = sl_date_to_text ((guint32) to);
  sl_booking_operate (w->editor, "booking-days", b->entity.id, "to", text, NULL);
}

ACTION (act_stage_by)
{
  SlWindow *w = data;
  const SlPlan *plan = sl_editor_plan (w->editor);
  const SlBooking *b = chosen (w);
  const int at = b != NULL ? sl_plan_index (plan, b->stage) + g_variant_get_int32 (value) : -1;

  if (at >= 0 && at < (int) sl_plan_count (plan, SL_KIND_STAGE))
    sl_booking_operate (w->editor, "booking-move", b->entity.id, "stage",
                        sl_plan_at (plan, SL_KIND_STAGE, (guint) at)->id, NULL);
}

/* Stage ("" for its own), first and last day ("" for as it is): what a drag does, as one step. */
ACTION (act_place)
{
  SlWindow *w = data;
  const SlBooking *b = chosen (w);
  const char *stage, *from, *to;
  guint32 first, last;
  SlBookingHand hand = { 0 };

  g_variant_get (value, "(&s&s&s)", &stage, &from, &to);
  if (b == NULL)
    return;
  first = b->from;
  last = b->to;
  if ((*from != '\0' && !sl_date_parse (from, &first)) || (*to != '\0' && !sl_date_parse (to, &last)))
    return;
  if (*to == '\0' || last - first == b->to - b->from)
    {
      sl_booking_hand_take (&hand, b, SL_BOOKING_HAND_MOVE, b->from);
      sl_booking_hand_to (&hand, first, *stage != '\0' ? stage : NULL);
      sl_booking_hand_drop (&hand, w->editor);
    }
  else
    sl_booking_operate (w->editor, "booking-days", b->entity.id, "from", from, "to", to, NULL);
}

/* --- state --- */

static void
set_state (SlWindow *w, const char *state, guint32 deadline)
{
  const SlBooking *b = chosen (w);
  g_autofree char *day = sl_date_to_text (deadline);

  if (b != NULL)
    sl_booking_operate (w->editor, "booking-state", b->entity.id, "is", state, "deadline", deadline != 0 ? day : NULL,
                        NULL);
}

ACTION (act_confirm) { set_state (data, "confirmed", 0); }
ACTION (act_challenge) { set_state (data, "challenged", sl_date_today () + CHALLENGE_DAYS); }
ACTION (act_release) { set_state (data, "released", 0); }
ACTION (act_again) { set_state (data, "hold", 0); }

static void
rank (SlWindow *w, const char *by)
{
  const SlBooking *b = chosen (w);

  if (b != NULL)
    sl_booking_operate (w->editor, "booking-rank", b->entity.id, "by", by, NULL);
}

ACTION (act_up) { rank (data, "-1"); }
ACTION (act_down) { rank (data, "1"); }

/* --- looking --- */

ACTION (act_view) { sl_calendar_set (calendar_of (data), g_variant_get_string (value, NULL)); }
ACTION (act_open) { sl_calendar_toggle (calendar_of (data), g_variant_get_string (value, NULL)); }
ACTION (act_closer) { sl_calendar_zoom_by (calendar_of (data), 1 / ZOOM); }
ACTION (act_further) { sl_calendar_zoom_by (calendar_of (data), ZOOM); }
ACTION (act_all) { sl_calendar_show_all (calendar_of (data)); }
ACTION (act_today) { sl_calendar_show (calendar_of (data), sl_date_today () - 2, 0); }

/* First day, days. */
ACTION (act_go)
{
  const char *from;
  guint32 day;
  int days;

  g_variant_get (value, "(&si)", &from, &days);
  if (sl_date_parse (from, &day) && days >= 0)
    sl_calendar_show (calendar_of (data), day, (guint) days);
}

/* --- levelling --- */

/* From a day on ("": today), perhaps to earlier days too. */
ACTION (act_level)
{
  SlWindow *w = data;
  guint32 from = sl_date_today ();
  gboolean earlier;
  const char *day;

  g_variant_get (value, "(&sb)", &day, &earlier);
  if (*day != '\0' && !sl_date_parse (day, &from))
    return;
  g_action_group_activate_action (G_ACTION_GROUP (w), "workspace", g_variant_new_string ("schedule"));
  sl_levelling_search (w->bench->levelling, from, earlier, LEVEL_SECONDS);
}

ACTION (act_level_apply)
{
  sl_levelling_apply (((SlWindow *) data)->bench->levelling);
}

ACTION (act_level_close)
{
  sl_levelling_forget (((SlWindow *) data)->bench->levelling);
}

/* Days held behind the wrap of a production. */
ACTION (act_hold_price)
{
  SlWindow *w = data;
  const char *production;
  gint32 days;

  g_variant_get (value, "(&si)", &production, &days);
  g_action_group_activate_action (G_ACTION_GROUP (w), "workspace", g_variant_new_string ("schedule"));
  if (sl_plan_get (sl_editor_plan (w->editor), SL_KIND_PRODUCTION, production) != NULL)
    sl_chance_hold (w->bench->chance, production, (guint) CLAMP (days, 1, 366));
}

static void
show_levelling (SlWindow *w)
{
  GAction *apply = g_action_map_lookup_action (G_ACTION_MAP (w), "facility-level-apply");
  GAction *close = g_action_map_lookup_action (G_ACTION_MAP (w), "facility-level-close");
  const SlLevel *found = sl_levelling_found (w->bench->levelling);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (apply), found != NULL && found->moves->len > 0
                                                        && sl_levelling_is_current (w->bench->levelling));
  g_simple_action_set_enabled (G_SIMPLE_ACTION (close), found != NULL || sl_levelling_is_running (w->bench->levelling)
                                                        || sl_levelling_trouble (w->bench->levelling) != NULL);
}

static void
show_selection (SlWindow *w)
{
  static const struct { const char *name; gboolean any, hold, confirmed, gone; } rows[] = {
    { "booking-confirm", FALSE, TRUE, FALSE, FALSE },   { "booking-challenge", FALSE, TRUE, FALSE, FALSE },
    { "booking-release", FALSE, TRUE, TRUE, FALSE },    { "booking-hold-again", FALSE, FALSE, TRUE, TRUE },
    { "booking-up", FALSE, TRUE, FALSE, FALSE },        { "booking-down", FALSE, TRUE, FALSE, FALSE },
    { "booking-by", TRUE, FALSE, FALSE, FALSE },        { "booking-stretch", TRUE, FALSE, FALSE, FALSE },
    { "booking-stage-by", TRUE, FALSE, FALSE, FALSE },  { "booking-place", TRUE, FALSE, FALSE, FALSE },
  };
  const SlBooking *b = sl_plan_get (sl_editor_plan (w->editor), SL_KIND_BOOKING, sl_editor_selected (w->editor));

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (w), rows[i].name);
      const gboolean fits = b != NULL && (rows[i].any || (b->state < SL_BOOKING_CONFIRMED && rows[i].hold)
                                          || (b->state == SL_BOOKING_CONFIRMED && rows[i].confirmed)
                                          || (b->state > SL_BOOKING_CONFIRMED && rows[i].gone)
                                          || (b->state == SL_BOOKING_CHALLENGED
                                              && g_str_equal (rows[i].name, "booking-hold-again")));
      g_simple_action_set_enabled (G_SIMPLE_ACTION (action), fits);
    }
}

void
sl_window_add_booking_actions (SlWindow *w)
{
  static const GActionEntry entries[] = {
    { "book-days", act_book_days },
    { "booking-new", act_new }, { "booking-hold", act_hold, "(ssi)" }, { "booking-by", act_by, "i" },
    { "booking-stretch", act_stretch, "i" }, { "booking-stage-by", act_stage_by, "i" },
    { "booking-place", act_place, "(sss)" }, { "booking-confirm", act_confirm },
    { "booking-challenge", act_challenge }, { "booking-release", act_release }, { "booking-hold-again", act_again },
    { "booking-up", act_up }, { "booking-down", act_down }, { "facility-view", act_view, "s" },
    { "facility-open", act_open, "s" }, { "facility-closer", act_closer }, { "facility-further", act_further },
        { "facility-all", act_all },
    { "facility-today", act_today }, { "facility-days", act_go, "(si)" }, { "facility-level", act_level, "(sb)" },
    { "facility-level-apply", act_level_apply }, { "facility-level-close", act_level_close },
    { "odds-hold", act_hold_price, "(si)" },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (w), entries, G_N_ELEMENTS (entries), w);
  g_signal_connect_object (w->editor, "selection-changed", G_CALLBACK (show_selection), w, G_CONNECT_SWAPPED);
  g_signal_connect_object (w->editor, "plan-changed", G_CALLBACK (show_selection), w, G_CONNECT_SWAPPED);
  g_signal_connect_object (w->bench->levelling, "changed", G_CALLBACK (show_levelling), w, G_CONNECT_SWAPPED);
  show_selection (w);
  show_levelling (w);
}

GMenuModel *
sl_window_booking_menu (void)
{
  const struct { const char *label, *action; } rows[] = {
    { _("Book these days…"), "win.book-days" },
    { _("Hold days of a stage"), "win.booking-new" }, { _("Confirm the booking"), "win.booking-confirm" },
    { _("Challenge the booking"), "win.booking-challenge" }, { _("Release the booking"), "win.booking-release" },
    { _("Hold again"), "win.booking-hold-again" }, { _("Rank up"), "win.booking-up" },
    { _("Rank down"), "win.booking-down" }, { _("Stages"), "win.facility-view::stages" },
    { _("Gantt"), "win.facility-view::gantt" }, { _("Capacity"), "win.facility-view::capacity" },
    { _("Fewer days"), "win.facility-closer" }, { _("More days"), "win.facility-further" },
    { _("All bookings"), "win.facility-all" }, { _("Today"), "win.facility-today" },
    { _("Level the bookings"), "win.facility-level(('', false))" },
    { _("Level the bookings, earlier days too"), "win.facility-level(('', true))" },
    { _("Apply the levelling"), "win.facility-level-apply" },
  };
  GMenu *menu = g_menu_new (), *top = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_menu_append (menu, rows[i].label, rows[i].action);
  g_menu_append_submenu (top, _("Facility"), G_MENU_MODEL (menu));
  g_object_unref (menu);
  return G_MENU_MODEL (top);
}
