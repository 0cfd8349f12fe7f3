#include "sl-schedule-page.h"

#include "sl-board-panel.h"
#include "sl-breakdown-page.h"
#include "sl-calendar.h"
#include "sl-compare-page.h"
#include "sl-inspector.h"
#include "sl-odds-panel.h"
#include "sl-order-panel.h"
#include "sl-places-page.h"

enum { BOARD_W = 530, BOARD_LEAST_W = 340, MIDDLE_LEAST_W = 280 }; /* px */

/* The facility, or the orders of the board, over the odds; a small screen or large letters scroll them. */
static GtkWidget *
facility_new (GtkWidget *calendar, GtkWidget *order, GtkWidget *odds)
{
  GtkWidget *upper = gtk_stack_new ();
  GtkWidget *both = gtk_paned_new (GTK_ORIENTATION_VERTICAL), *facility = gtk_scrolled_window_new ();

  gtk_stack_set_vhomogeneous (GTK_STACK (upper), FALSE);
  gtk_stack_set_hhomogeneous (GTK_STACK (upper), FALSE);
  gtk_stack_add_named (GTK_STACK (upper), calendar, "calendar");
  gtk_stack_add_named (GTK_STACK (upper), order, "order");
  gtk_paned_set_start_child (GTK_PANED (both), upper);
  gtk_paned_set_end_child (GTK_PANED (both), odds);
  gtk_paned_set_shrink_start_child (GTK_PANED (both), FALSE);
  gtk_paned_set_shrink_end_child (GTK_PANED (both), FALSE);
  gtk_paned_set_resize_end_child (GTK_PANED (both), FALSE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (facility), both);
  return facility;
}

static GtkWidget *
middle_new (SlBench *bench, GtkWidget *calendar, GtkWidget *order)
{
  GtkWidget *middle = gtk_stack_new ();

  gtk_stack_add_named (GTK_STACK (middle), facility_new (calendar, order, sl_odds_panel_new (bench)), "facility");
  gtk_stack_add_named (GTK_STACK (middle), sl_breakdown_page_new (bench), "breakdown");
  gtk_stack_add_named (GTK_STACK (middle), sl_compare_page_new (bench), "compare");
  gtk_stack_add_named (GTK_STACK (middle), sl_places_page_new (bench), "places");
  gtk_stack_set_hhomogeneous (GTK_STACK (middle), FALSE);
  gtk_stack_set_vhomogeneous (GTK_STACK (middle), FALSE);
  gtk_widget_set_size_request (middle, MIDDLE_LEAST_W, -1);
  return middle;
}

GtkWidget *
sl_schedule_page_new (SlBench *bench)
{
  GtkWidget *outer = gtk_paned_new (GTK_ORIENTATION_HORIZONTAL), *inner = gtk_paned_new (GTK_ORIENTATION_HORIZONTAL);
  GtkWidget *board = sl_board_panel_new (bench), *calendar = sl_calendar_new (bench);
  GtkWidget *inspector = sl_inspector_new (bench, FALSE), *order = sl_order_panel_new (bench);
  GtkWidget *middle = middle_new (bench, calendar, order);

  gtk_widget_set_size_request (board, BOARD_LEAST_W, -1);
  gtk_paned_set_position (GTK_PANED (outer), BOARD_W);
  gtk_widget_set_hexpand (calendar, TRUE);
  gtk_paned_set_start_child (GTK_PANED (outer), board);
  gtk_paned_set_shrink_start_child (GTK_PANED (outer), FALSE);
  gtk_paned_set_end_child (GTK_PANED (outer), inner);
  gtk_paned_set_shrink_end_child (GTK_PANED (outer), FALSE);
  gtk_paned_set_resize_start_child (GTK_PANED (outer), FALSE);
  gtk_paned_set_start_child (GTK_PANED (inner), middle);
  gtk_paned_set_shrink_start_child (GTK_PANED (inner), FALSE);
  gtk_paned_set_end_child (GTK_PANED (inner), inspector);
  gtk_paned_set_shrink_end_child (GTK_PANED (inner), FALSE);
  gtk_paned_set_resize_end_child (GTK_PANED (inner), FALSE);
  g_object_set_data (G_OBJECT (outer), "inspector", inspector);
  g_object_set_data (G_OBJECT (outer), "board", board);
  g_object_set_data (G_OBJECT (outer), "calendar", calendar);
  g_object_set_data (G_OBJECT (outer), "order", order);
  g_object_set_data (G_OBJECT (outer), "middle", middle);
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

/* --- what the middle shows --- */

static GtkStack *
middle_of (GtkWidget *page)
{
  return GTK_STACK (g_object_get_data (G_OBJECT (page), "middle"));
}

void
sl_schedule_page_show_order (GtkWidget *page, gboolean shown)
{
  GtkWidget *order = g_object_get_data (G_OBJECT (page), "order");

  gtk_stack_set_visible_child_name (GTK_STACK (gtk_widget_get_parent (order)), shown ? "order" : "calendar");
  if (shown)
    {
      sl_schedule_page_show (page, "facility");
      sl_order_panel_begin (order);
    }
  else
    sl_order_panel_end (order);
}

gboolean
sl_schedule_page_show (GtkWidget *page, const char *view)
{
  GtkWidget *child = gtk_stack_get_child_by_name (middle_of (page), view);

  if (child != NULL)
    gtk_stack_set_visible_child (middle_of (page), child);
  return child != NULL;
}

void
sl_schedule_page_set (GtkWidget *page, const char *what)
{
  GtkWidget *child = gtk_stack_get_visible_child (middle_of (page));

  if (child == gtk_stack_get_child_by_name (middle_of (page), "compare"))
    sl_compare_page_set (child, what);
  else if (child == gtk_stack_get_child_by_name (middle_of (page), "places"))
    sl_places_page_set (child, what);
}

void
sl_schedule_page_focus (GtkWidget *page)
{
  GtkWidget *child = gtk_stack_get_visible_child (middle_of (page));

  if (child == gtk_stack_get_child_by_name (middle_of (page), "breakdown"))
    sl_breakdown_page_focus (child);
  else if (child == gtk_stack_get_child_by_name (middle_of (page), "places"))
    sl_places_page_focus (child);
}
