/* Pointer and keys over the facility: bars are moved and stretched, new ones drawn, the range is moved and zoomed. */
#include <math.h>

#include "sl-calendar-private.h"
#include "sl-i18n.h"

enum { THRESHOLD = 4, NEW_DAYS = 5, LINE_STEP = 40 }; /* px that a hand may tremble; days; px */
static const double ZOOM = 1.25;

static void
spot_at (SlCalendarPage *c, double x, double y, SlCalendarSpot *spot)
{
  const SlCalendarView view = sl_calendar_view (c);

  *spot = (SlCalendarSpot) { 0 };
  if (c->lanes != NULL)
    sl_calendar_pick (c->painter, &view, gtk_widget_get_width (c->area), gtk_widget_get_height (c->area), x, y, spot);
}

static const SlBooking *
booking_of (SlCalendarPage *c, const char *id)
{
  return sl_plan_get (sl_editor_plan (c->editor), SL_KIND_BOOKING, id);
}

static void
give_up (SlCalendarPage *c)
{
  sl_booking_hand_clear (&c->hand);
  gtk_widget_queue_draw (c->area);
}

/* --- drags --- */

/* A day under the pointer, which may have left the picture: the range follows it then. */
static guint32
day_at (SlCalendarPage *c, double x)
{
  const double names = SL_CALENDAR_NAMES, width = MAX (1, gtk_widget_get_width (c->area) - names);
  const double from = gtk_adjustment_get_value (c->days), days = gtk_adjustment_get_page_size (c->days);

  return (guint32) fmax (1, floor (from + CLAMP ((x - names) / width, 0, 1 - 1e-9) * days));
}

static void
on_drag_begin (GtkGestureDrag *gesture, double x, double y, SlCalendarPage *c)
{
  c->x = x;
  c->y = y;
  give_up (c);
}

/* Takes hold once the pointer has gone further than a hand trembles. */
static void
take (SlCalendarPage *c)
{
  SlCalendarSpot spot;

  spot_at (c, c->x, c->y, &spot);
  const SlBooking *b = booking_of (c, spot.id);
  if (c->painter != &sl_stages_painter || spot.day == 0 || spot.stage == NULL)
    return;
  if (spot.id != NULL && b == NULL) /* others have it in the store */
    return;
  if (b == NULL)
    sl_booking_hand_draw (&c->hand, spot.stage, spot.day);
  else if (!sl_editor_is_locked (c->editor, b->entity.id))
    sl_booking_hand_take (&c->hand, b,
                          spot.edge < 0   ? SL_BOOKING_HAND_FROM
                          : spot.edge > 0 ? SL_BOOKING_HAND_TO : SL_BOOKING_HAND_MOVE, spot.day);
}

static void
on_drag_update (GtkGestureDrag *gesture, double dx, double dy, SlCalendarPage *c)
{
  const int width = gtk_widget_get_width (c->area);
  SlCalendarSpot spot;

  if (c->hand.form == SL_BOOKING_HAND_NONE)
    {
      if (g_object_get_data (G_OBJECT (gesture), "over") != NULL || hypot (dx, dy) < THRESHOLD)
        return;
      take (c);
      if (c->hand.form == SL_BOOKING_HAND_NONE)
        return;
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
      gtk_widget_grab_focus (c->area); /* for Escape */
    }
  if (c->x + dx < SL_CALENDAR_NAMES || c->x + dx > width)
    sl_calendar_go_by (c, c->x + dx > width ? 1 : -1);
  spot_at (c, c->x + dx, c->y + dy, &spot);
  sl_booking_hand_to (&c->hand, day_at (c, c->x + dx), spot.stage);
  gtk_widget_queue_draw (c->area);
}

static void
on_drag_end (GtkGestureDrag *gesture, double dx, double dy, SlCalendarPage *c)
{
  g_object_set_data (G_OBJECT (gesture), "over", NULL);
  if (c->hand.form == SL_BOOKING_HAND_NONE)
    return;
  g_autofree char *id = g_strdup (c->hand.id);
  sl_booking_hand_drop (&c->hand, c->editor);
  if (id != NULL)
    sl_editor_select (c->editor, id);
  give_up (c);
}

/* --- clicks --- */

static void
on_press (GtkGestureClick *gesture, int n, double x, double y, SlCalendarPage *c)
{
  SlCalendarSpot spot;

  spot_at (c, x, y, &spot);
  g_autofree char *id = g_strdup (spot.id), *stage = g_strdup (spot.stage);
  gtk_widget_grab_focus (c->area);
  if (n == 2 && id == NULL && stage != NULL && spot.day > 0 && c->painter == &sl_stages_painter)
    {
      sl_booking_hand_draw (&c->hand, stage, spot.day);
      sl_booking_hand_to (&c->hand, spot.day + NEW_DAYS - 1, stage);
      sl_booking_hand_drop (&c->hand, c->editor);
    }
  else if (c->painter == &sl_gantt_painter && spot.day == 0 && id != NULL)
    sl_calendar_open (c, id);
  else
    sl_calendar_choose (c, id != NULL ? id : spot.day == 0 ? stage : NULL);
}

static void
on_menu (GtkGestureClick *gesture, int n, double x, double y, SlCalendarPage *c)
{
  const GdkRectangle at = { (int) x, (int) y, 1, 1 };
  SlCalendarSpot spot;

  spot_at (c, x, y, &spot);
  gtk_widget_grab_focus (c->area);
  if (spot.id == NULL)
    return;
  g_autofree char *id = g_strdup (spot.id);
  sl_calendar_choose (c, id);
  if (booking_of (c, id) == NULL && c->painter == &sl_stages_painter)
    return;
  gtk_popover_set_pointing_to (GTK_POPOVER (c->menu), &at);
  gtk_popover_popup (GTK_POPOVER (c->menu));
}

static void
on_motion (GtkEventControllerMotion *motion, double x, double y, SlCalendarPage *c)
{
  SlCalendarSpot spot;

  if (c->hand.form != SL_BOOKING_HAND_NONE)
    return;
  spot_at (c, x, y, &spot);
  const SlBooking *b = spot.id != NULL && c->lanes != NULL ? sl_plan_get (c->lanes->plan, SL_KIND_BOOKING, spot.id)
                                                           : NULL;
  const gboolean others = b != NULL && booking_of (c, spot.id) == NULL;
  g_autofree char *tip = others ? sl_others_text (c->lanes->plan, b) : NULL;

  sl_set_tooltip (c->area, tip);
  gtk_widget_set_cursor_from_name (c->area, others || c->painter != &sl_stages_painter ? NULL
                                            : spot.edge != 0                  ? "ew-resize"
                                            : spot.id != NULL                 ? "grab" : NULL);
}

/* The wheel goes through the rows, with Shift along the days, with Ctrl it shows more or fewer of them. */
static gboolean
on_scroll (GtkEventControllerScroll *controller, double dx, double dy, SlCalendarPage *c)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));
  const double days = gtk_adjustment_get_page_size (c->days);

  if (state & GDK_CONTROL_MASK)
    sl_calendar_zoom (c, pow (ZOOM, dy), .5);
  else if (dx != 0 || (state & GDK_SHIFT_MASK))
    sl_calendar_go_by (c, (dx + dy) * fmax (1, round (days / 14)));
  else
    gtk_adjustment_set_value (c->lines, gtk_adjustment_get_value (c->lines) + dy * LINE_STEP);
  return TRUE;
}

/* --- keys --- */

static void
go_to_booking (SlCalendarPage *c, int across, int down)
{
  const char *id = c->lanes != NULL ? sl_lanes_step (c->lanes, sl_calendar_chosen (c), across, down) : NULL;

  if (id != NULL)
    {
      g_autofree char *own = g_strdup (id);
      sl_calendar_choose (c, own);
    }
}

/* With Alt the booking moves, with Shift its end does: with Alt too, or alone where the desktop keeps that for
 * itself. */
static void
push (SlCalendarPage *c, int across, int down, gboolean stretch)
{
  const char *action = down != 0 ? "win.booking-stage-by" : stretch ? "win.booking-stretch" : "win.booking-by";

  gtk_widget_activate_action (c->area, action, "i", down != 0 ? down : across);
}

static gboolean
on_arrow (SlCalendarPage *c, guint key, GdkModifierType state)
{
  const int across = key == GDK_KEY_Left ? -1 : key == GDK_KEY_Right ? 1 : 0;
  const int down = key == GDK_KEY_Up ? -1 : key == GDK_KEY_Down ? 1 : 0;

  if (across == 0 && down == 0)
    return FALSE;
  if ((state & GDK_ALT_MASK) || ((state & GDK_SHIFT_MASK) && across != 0))
    push (c, across, down, (state & GDK_SHIFT_MASK) != 0);
  else if (state & GDK_CONTROL_MASK)
    sl_calendar_go_by (c, across * 7);
  else
    go_to_booking (c, across, down);
  return TRUE;
}

static gboolean
on_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, SlCalendarPage *c)
{
  const double days = gtk_adjustment_get_page_size (c->days);

  if (on_arrow (c, key, state))
    return TRUE;
  switch (key)
    {
    case GDK_KEY_Escape:
      if (c->hand.form == SL_BOOKING_HAND_NONE)
        return FALSE;
      give_up (c);
      g_object_set_data (g_object_get_data (G_OBJECT (c->area), "drag"), "over", c);
      return TRUE;
    case GDK_KEY_Return: case GDK_KEY_KP_Enter:
      if (booking_of (c, sl_editor_selected (c->editor)) == NULL)
        return FALSE;
      gtk_widget_activate_action (c->area, "win.edit-field", "s", "from");
      return TRUE;
    case GDK_KEY_Home:
      sl_calendar_go_today (c);
      return TRUE;
    case GDK_KEY_Page_Up: case GDK_KEY_Page_Down:
      sl_calendar_go_by (c, key == GDK_KEY_Page_Up ? -days : days);
      return TRUE;
    case GDK_KEY_plus: case GDK_KEY_equal: case GDK_KEY_KP_Add:
      sl_calendar_zoom (c, 1 / ZOOM, .5);
      return TRUE;
    case GDK_KEY_minus: case GDK_KEY_KP_Subtract:
      sl_calendar_zoom (c, ZOOM, .5);
      return TRUE;
    default:
      return FALSE;
    }
}

void
sl_calendar_add_hands (SlCalendarPage *c)
{
  GtkGesture *click = gtk_gesture_click_new (), *menu = gtk_gesture_click_new (), *drag = gtk_gesture_drag_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  GtkEventController *keys = gtk_event_controller_key_new (), *motion = gtk_event_controller_motion_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (menu), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (on_press), c);
  g_signal_connect (menu, "pressed", G_CALLBACK (on_menu), c);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin), c);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag_update), c);
  g_signal_connect (drag, "drag-end", G_CALLBACK (on_drag_end), c);
  g_signal_connect (scroll, "scroll", G_CALLBACK (on_scroll), c);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), c);
  g_signal_connect (motion, "motion", G_CALLBACK (on_motion), c);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_object_set_data (G_OBJECT (c->area), "drag", drag);
  gtk_widget_add_controller (c->area, GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (c->area, GTK_EVENT_CONTROLLER (menu));
  gtk_widget_add_controller (c->area, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (c->area, scroll);
  gtk_widget_add_controller (c->area, keys);
  gtk_widget_add_controller (c->area, motion);
}
