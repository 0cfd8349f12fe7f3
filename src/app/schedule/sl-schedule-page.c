#include "sl-schedule-page.h"

#include "sl-board-panel.h"
#include "sl-calendar.h"
#include "sl-inspector.h"
#include "sl-odds-panel.h"
#include "sl-order-panel.h"

enum { BOARD_W = 530, BOARD_LEAST_W = 340, MIDDLE_LEAST_W = 280 }; /* px */

/* The facility, or the orders of the board, over the odds; a small screen or large letters scroll them. */
static GtkWidget *
middle_new (GtkWidget *calendar, GtkWidget *order, GtkWidget *odds)
{
  GtkWidget *upper = gtk_stack_new ();
  GtkWidget *both = gtk_paned_new (GTK_ORIENTATION_VERTICAL), *middle = gtk_scrolled_window_new ();

  gtk_stack_set_vhomogeneous (GTK_STACK (upper), FALSE);
  gtk_stack_set_hhomogeneous (GTK_STACK (upper), FALSE);
  gtk_stack_add_named (GTK_STACK (upper), calendar, "calendar");
  gtk_stack_add_named (GTK_STACK (upper), order, "order");
  gtk_paned_set_start_child (GTK_PANED (both), upper);
  gtk_paned_set_end_child (GTK_PANED (both), odds);
  gtk_paned_set_shrink_start_child (GTK_PANED (both), FALSE);
  gtk_paned_set_shrink_end_child (GTK_PANED (both), FALSE);
  gtk_paned_set_resize_end_child (GTK_PANED (both), FALSE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (middle), both);
  gtk_widget_set_size_request (middle, MIDDLE_LEAST_W, -1);
  return middle;
}

GtkWidget *
sl_schedule_page_new (SlBench *bench)
{
  GtkWidget *outer = gtk_paned_new (GTK_ORIENTATION_HORIZONTAL), *inner = gtk_paned_new (GTK_ORIENTATION_HORIZONTAL);
  GtkWidget *board = sl_board_panel_new (bench), *calendar = sl_calendar_new (bench);
  GtkWidget *inspector = sl_inspector_new (bench, FALSE), *order = sl_order_panel_new (bench);

  gtk_widget_set_size_request (board, BOARD_LEAST_W, -1);
  gtk_paned_set_position (GTK_PANED (outer), BOARD_W);
  gtk_widget_set_hexpand (calendar, TRUE);
  gtk_paned_set_start_child (GTK_PANED (outer), board);
  gtk_paned_set_shrink_start_child (GTK_PANED (outer), FALSE);
  gtk_paned_set_end_child (GTK_PANED (outer), inner);
  gtk_paned_set_shrink_end_child (GTK_PANED (outer), FALSE);
  gtk_paned_set_resize_start_child (GTK_PANED (outer), FALSE);
  gtk_paned_set_start_child (GTK_PANED (inner), middle_new (calendar, order, sl_odds_panel_new (bench)));
  gtk_paned_set_shrink_start_child (GTK_PANED (inner), FALSE);
  gtk_paned_set_end_child (GTK_PANED (inner), inspector);
  gtk_paned_set_shrink_end_child (GTK_PANED (inner), FALSE);
  gtk_paned_set_resize_end_child (GTK_PANED (inner), FALSE);
  g_object_set_data (G_OBJECT (outer), "inspector", inspector);
  g_object_set_data (G_OBJECT (outer), "board", board);
  g_object_set_data (G_OBJECT (outer), "calendar", calendar);
  g_object_set_data (G_OBJECT (outer), "order", order);
  return outer;
}

GtkWidget *
sl_schedule_page_inspector (GtkWidget *page)
{
  return g_object_get_data (G_OBJECT (page), "inspector");
}

GtkWidget *
sl_schedule_page_board (GtkWidget *page)
{
  return g_object_get_data (G_OBJECT (page), "board");
}

GtkWidget *
sl_schedule_page_calendar (GtkWidget *page)
{
  return g_object_get_data (G_OBJECT (page), "calendar");
}

void
sl_schedule_page_show_order (GtkWidget *page, gboolean shown)
{
  GtkWidget *order = g_object_get_data (G_OBJECT (page), "order");

  gtk_stack_set_visible_child_name (GTK_STACK (gtk_widget_get_parent (order)), shown ? "order" : "calendar");
  if (shown)
    sl_order_panel_begin (order);
  else
    sl_order_panel_end (order);
}
