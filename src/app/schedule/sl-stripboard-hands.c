/* Hands over the stripboard: picks, and a drag that tries each place it comes over.
 *
 *   pressed ── more than a threshold away ──▶ dragging ── let go ──▶ dropped
 *                                                └── Escape, or the grab is lost ──▶ as it was
 *
 * The place follows the pointer once a frame; near an edge the board is scrolled under it. */
#include "sl-stripboard-private.h"

#include <math.h>

#include "sl-board-menus.h"

enum { EDGE = 44, MOST_SPEED = 26 }; /* px; px a frame */

/* Places are kept as the window has them: what a strip leaves or comes to changes its size, and what is below moves
 * under a pointer that rests. */
static GtkWidget *
root_of (SlStripboard *b)
{
  return GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (b)));
}

static void
take_point (SlStripboard *b, double x, double y)
{
  gtk_widget_translate_coordinates (GTK_WIDGET (b), root_of (b), x, y, &b->x, &b->y);
}

static gboolean
is_over (SlStripboard *b, GtkWidget *widget)
{
  double x, y;

  return gtk_widget_get_mapped (widget)
         && gtk_widget_translate_coordinates (root_of (b), widget, b->x, b->y, &x, &y) && x >= 0 && y >= 0
         && x < gtk_widget_get_width (widget) && y < gtk_widget_get_height (widget);
}

/* Where what is dragged would be put. */
static guint
place_of (SlStripboard *b)
{
  SlStripboard *board = b->target;
  const GPtrArray *rows = sl_stripboard_rows (board);
  const int height = sl_strip_row_height ();
  double x, y;

  for (guint i = 0; i < b->offs->len; i++)
    if (is_over (b, b->offs->pdata[i]))
      return SL_BOARD_OFF;
  if (rows->len == 0 || !gtk_widget_translate_coordinates (root_of (b), GTK_WIDGET (board), b->x, b->y, &x, &y))
    return 0;
  const SlBoardRow *row = sl_stripboard_row_at (board, y);
  if (row == NULL)
    return sl_board_desk_place_at (b->desk, y < SL_BOARD_PAD ? rows->pdata[0] : rows->pdata[rows->len - 1],
                                   y >= SL_BOARD_PAD);
  return sl_board_desk_place_at (b->desk, row, fmod (y - SL_BOARD_PAD, height) >= height / 2.);
}

static void
scroll_at_edges (SlStripboard *b)
{
  GtkWidget *scroll = b->target->scroll;
  GtkAdjustment *lines = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroll));
  double x, y, deep = 0;

  if (!gtk_widget_translate_coordinates (root_of (b), scroll, b->x, b->y, &x, &y))
    return;
  if (y < EDGE)
    deep = y - EDGE;
  else if (y > gtk_widget_get_height (scroll) - EDGE && !is_over (b, scroll) && b->offs->len > 0 && b->target != b)
    return;
  else if (y > gtk_widget_get_height (scroll) - EDGE)
    deep = y - gtk_widget_get_height (scroll) + EDGE;
  b->entered |= deep == 0;
  if (deep == 0 || !b->entered) /* who comes in over an edge does not want it to scroll */
    return;
  const double by = CLAMP (deep / EDGE, -1.5, 1.5) * MOST_SPEED;
  gtk_adjustment_set_value (lines, gtk_adjustment_get_value (lines) + by); /* the pointer stays, the board goes */
}

/* A place that is tried once stays while the pointer is on what is carried. */
static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  SlStripboard *b = SL_STRIPBOARD (widget);
  guint place;

  if (!b->dragging)
    return G_SOURCE_REMOVE;
  scroll_at_edges (b);
  place = place_of (b);
  if (place != SL_BOARD_STAYS && !sl_board_desk_try (b->desk, place))
    sl_stripboard_give_up (b);
  return b->dragging;
}

void
sl_stripboard_give_up (SlStripboard *b)
{
  if (!b->dragging)
    return;
  b->dragging = FALSE;
  gtk_widget_set_cursor (GTK_WIDGET (b), NULL);
  sl_board_desk_try (b->desk, SL_BOARD_STAYS);
  gtk_gesture_set_state (b->drag, GTK_EVENT_SEQUENCE_DENIED);
}

/* --- picks --- */

static gboolean
is_held (GtkGesture *gesture, GdkModifierType key)
{
  return (gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture)) & key) != 0;
}

static void
on_pressed (GtkGestureClick *click, int n, double x, double y, SlStripboard *b)
{
  const SlBoardRow *row = sl_stripboard_row_at (b, y);
  const gboolean also = is_held (GTK_GESTURE (click), GDK_CONTROL_MASK);
  const gboolean up_to = is_held (GTK_GESTURE (click), GDK_SHIFT_MASK);

  b->chooses = FALSE;
  if (row != NULL && n == 2)
    sl_stripboard_edit (b, row->id, TRUE);
  else if (row != NULL && (also || up_to))
    sl_board_desk_choose (b->desk, row->id, also ? SL_CHOOSE_TOGGLE : SL_CHOOSE_UP_TO);
  else if (row != NULL && sl_board_desk_is_chosen (b->desk, row->id))
    b->chooses = TRUE;
  else
    sl_board_desk_choose (b->desk, row != NULL ? row->id : NULL, SL_CHOOSE_ONE);
  sl_stripboard_focus (b);
}

/* --- the menu of a row --- */

static gboolean
drop_menu (gpointer menu)
{
  gtk_widget_unparent (menu);
  return G_SOURCE_REMOVE;
}

static void
on_menu_closed (GtkWidget *menu, SlStripboard *b)
{
  g_idle_add (drop_menu, menu); /* once what was picked in it is done */
}

static void
on_menu (GtkGestureClick *click, int n, double x, double y, SlStripboard *b)
{
  const SlBoardRow *row = sl_stripboard_row_at (b, y);
  g_autoptr (GMenuModel) model = sl_board_menu_row ();
  GtkWidget *menu;

  if (row == NULL || b->reads)
    return;
  if (!sl_board_desk_is_chosen (b->desk, row->id))
    sl_board_desk_choose (b->desk, row->id, SL_CHOOSE_ONE);
  sl_stripboard_focus (b);
  menu = gtk_popover_menu_new_from_model (model);
  gtk_widget_set_parent (menu, GTK_WIDGET (b));
  gtk_popover_set_has_arrow (GTK_POPOVER (menu), FALSE);
  gtk_popover_set_pointing_to (GTK_POPOVER (menu), &(GdkRectangle) { (int) x, (int) y, 1, 1 });
  g_signal_connect (menu, "closed", G_CALLBACK (on_menu_closed), b);
  gtk_popover_popup (GTK_POPOVER (menu));
}

/* --- letting go --- */

static void
on_released (GtkGestureClick *click, int n, double x, double y, SlStripboard *b)
{
  const SlBoardRow *row = sl_stripboard_row_at (b, y);

  if (b->chooses && row != NULL && n == 1)
    sl_board_desk_choose (b->desk, row->id, SL_CHOOSE_ONE);
  b->chooses = FALSE;
}

/* --- drags --- */

static void
on_drag_begin (GtkGestureDrag *drag, double x, double y, SlStripboard *b)
{
  take_point (b, x, y);
  b->dragging = FALSE;
}

static void
begin (SlStripboard *b, double y)
{
  const SlBoardRow *row = sl_stripboard_row_at (b, y);

  if (b->reads || row == NULL || !sl_board_desk_is_chosen (b->desk, row->id))
    return;
  gtk_gesture_set_state (b->drag, GTK_EVENT_SEQUENCE_CLAIMED);
  b->chooses = FALSE;
  b->dragging = TRUE;
  b->entered = b->target == b;
  if (!b->boneyard && !sl_board_desk_try (b->desk, row->place)) /* it is locked */
    b->dragging = FALSE;
  if (!b->dragging)
    return;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (b), "grabbing");
  gtk_widget_add_tick_callback (GTK_WIDGET (b), on_tick, NULL, NULL);
}

static void
on_drag_update (GtkGestureDrag *drag, double dx, double dy, SlStripboard *b)
{
  double x, y;

  gtk_gesture_drag_get_start_point (drag, &x, &y);
  if (!b->dragging && gtk_drag_check_threshold (GTK_WIDGET (b), 0, 0, (int) dx, (int) dy)
      && gtk_gesture_get_sequence_state (b->drag, gtk_gesture_get_last_updated_sequence (b->drag))
         != GTK_EVENT_SEQUENCE_DENIED)
    begin (b, y);
  if (gtk_gesture_get_point (GTK_GESTURE (drag), gtk_gesture_get_last_updated_sequence (GTK_GESTURE (drag)), &x, &y))
    take_point (b, x, y);
}

static void
on_drag_end (GtkGestureDrag *drag, double dx, double dy, SlStripboard *b)
{
  guint place;

  if (!b->dragging)
    return;
  place = place_of (b);
  if (place != SL_BOARD_STAYS)
    sl_board_desk_try (b->desk, place);
  b->dragging = FALSE;
  gtk_widget_set_cursor (GTK_WIDGET (b), NULL);
  sl_board_desk_drop (b->desk);
  sl_stripboard_focus (b->target);
}

static void
on_cancel (GtkGesture *drag, GdkEventSequence *sequence, SlStripboard *b)
{
  sl_stripboard_give_up (b);
}

void
sl_stripboard_add_hands (SlStripboard *b)
{
  GtkGesture *click = gtk_gesture_click_new (), *menu = gtk_gesture_click_new ();

  b->drag = gtk_gesture_drag_new ();
  g_signal_connect (click, "pressed", G_CALLBACK (on_pressed), b);
  g_signal_connect (click, "released", G_CALLBACK (on_released), b);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (menu), GDK_BUTTON_SECONDARY);
  g_signal_connect (menu, "pressed", G_CALLBACK (on_menu), b);
  gtk_widget_add_controller (GTK_WIDGET (b), GTK_EVENT_CONTROLLER (menu));
  g_signal_connect (b->drag, "drag-begin", G_CALLBACK (on_drag_begin), b);
  g_signal_connect (b->drag, "drag-update", G_CALLBACK (on_drag_update), b);
  g_signal_connect (b->drag, "drag-end", G_CALLBACK (on_drag_end), b);
  g_signal_connect (b->drag, "cancel", G_CALLBACK (on_cancel), b);
  gtk_widget_add_controller (GTK_WIDGET (b), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (b), GTK_EVENT_CONTROLLER (b->drag));
}
