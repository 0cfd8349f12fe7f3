#include "sl-order-panel.h"

#include "sl-board-card.h"
#include "sl-i18n.h"
#include "sl-order-paint.h"
#include "sl-order-rows.h"

enum { CHART_W = 230, CHART_H = 210, SIDE_W = 250, LIST_H = 150, GAP = 12, SECONDS = 10, LONGER = 60 }; /* px; s */

typedef struct {
  SlBench   *bench;
  SlOrders  *orders;  /* the bench's */
  GtkWidget *panel, *state, *progress, *stop, *search, *stack, *trouble, *area, *effects, *proof, *list, *apply;
  guint      idle;
} Panel;

static Panel *
panel_of (GtkWidget *panel)
{
  return g_object_get_data (G_OBJECT (panel), "order-panel");
}

static const SlBoardOrder *
chosen (const Panel *p)
{
  const SlBoardOrders *found = sl_orders_found (p->orders);

  return found != NULL ? &g_array_index (found->orders, SlBoardOrder, sl_orders_chosen (p->orders)) : NULL;
}

/* --- the curve --- */

static void
draw (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  const Panel *p = data;
  const SlOrderView view = { sl_orders_found (p->orders), sl_orders_chosen (p->orders) };

  if (view.orders != NULL)
    sl_order_paint (GTK_WIDGET (area), cr, &view, width, height);
}

static void
on_pressed (GtkGestureClick *click, int n, double x, double y, Panel *p)
{
  const SlOrderView view = { sl_orders_found (p->orders), 0 };
  const int at = view.orders != NULL ? sl_order_at (&view, gtk_widget_get_width (p->area),
                                                    gtk_widget_get_height (p->area), x, y) : -1;

  gtk_widget_grab_focus (p->area);
  if (at >= 0)
    sl_orders_choose (p->orders, (guint) at);
}

static gboolean
on_key (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state, Panel *p)
{
  const SlBoardOrders *found = sl_orders_found (p->orders);
  const guint at = sl_orders_chosen (p->orders);

  if (found == NULL)
    return FALSE;
  if ((key == GDK_KEY_Left || key == GDK_KEY_Up) && at > 0)
    sl_orders_choose (p->orders, at - 1);
  else if ((key == GDK_KEY_Right || key == GDK_KEY_Down) && at + 1 < found->orders->len)
    sl_orders_choose (p->orders, at + 1);
  else
    return key == GDK_KEY_Left || key == GDK_KEY_Right;
  return TRUE;
}

/* --- keeping up --- */

static char *
state_text (const Panel *p)
{
  const SlBoardOrders *found = sl_orders_found (p->orders);
  const guint n = found != NULL ? found->orders->len - 1 : 0;

  if (found != NULL && !sl_orders_is_current (p->orders))
    return g_strdup (_("The board has changed since; search again"));
  if (sl_orders_is_running (p->orders))
    return n == 0 ? g_strdup (_("Searching…"))
                  : g_strdup_printf (ngettext ("Searching, %u other order so far", "Searching, %u other orders so far",
                                               n), n);
  if (found == NULL)
    return g_strdup ("");
  g_autofree char *others = g_strdup_printf (ngettext ("%u other order", "%u other orders", n), n);
  return found->undecided != NULL ? g_strdup_printf ("%s · %s", others, found->undecided) : g_steal_pointer (&others);
}

/* What is known of the chosen one's aim. */
static char *
proof_text (const SlBoardOrder *o)
{
  const double bound = o->aim == SL_ORDER_PAY ? (double) o->lower_bound / 100 : (double) o->lower_bound;

  if (o->aim == SL_ORDER_AS_IS)
    return g_strdup (_("Choose a point or a line to see that order on the board"));
  if (o->optimal)
    return g_strdup (o->whole_days ? _("Proved: no order of these days has less") : _("Proved: no order has less"));
  if (o->lower_bound < 0)
    return g_strdup (_("The best that was found; none is better in all"));
  return g_strdup_printf (_("The best that was found; none has less than %.0f"), bound);
}

static void
fill_chosen (Panel *p)
{
  const SlBoardOrder *o = chosen (p);
  g_autoptr (GPtrArray) effects = NULL;
  g_autofree char *proof = proof_text (o), *spoken = sl_order_row_text (sl_orders_found (p->orders),
                                                                        sl_orders_chosen (p->orders));

  if (sl_orders_is_current (p->orders))
    effects = sl_board_effects (sl_board_desk_read (p->bench->board), sl_board_desk_seen (p->bench->board));
  sl_effects_grid_set (p->effects, effects);
  gtk_widget_set_visible (p->effects, effects != NULL);
  gtk_label_set_text (GTK_LABEL (p->proof), proof);
  gtk_accessible_update_property (GTK_ACCESSIBLE (p->area), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, spoken, -1);
  gtk_widget_queue_draw (p->area);
}

static const char *
trouble_of (const Panel *p)
{
  const char *trouble = sl_orders_trouble (p->orders);

  if (trouble != NULL)
    return trouble;
  return sl_orders_is_running (p->orders) ? _("Looking for other orders…")
                                          : _("Search for orders that hold the cast less, and change walls less.");
}

static gboolean
fill (gpointer data)
{
  Panel *p = data;
  const SlBoardOrders *found = sl_orders_found (p->orders);
  const gboolean running = sl_orders_is_running (p->orders);
  g_autofree char *state = state_text (p);

  p->idle = 0;
  if (!gtk_widget_get_mapped (p->panel))
    return G_SOURCE_REMOVE;
  gtk_label_set_text (GTK_LABEL (p->state), state);
  sl_set_tooltip (p->state, found == NULL ? NULL : found->undecided != NULL ? found->undecided : found->whole_days);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (p->progress), sl_orders_fraction (p->orders));
  gtk_widget_set_opacity (p->progress, running);
  gtk_widget_set_visible (p->stop, running);
  gtk_widget_set_visible (p->search, !running);
  gtk_button_set_label (GTK_BUTTON (p->search), found != NULL && sl_orders_is_current (p->orders)
                                                ? _("Search longer") : _("Search"));
  gtk_widget_set_visible (p->apply, found != NULL && sl_orders_chosen (p->orders) > 0
                                    && sl_orders_is_current (p->orders));
  gtk_label_set_text (GTK_LABEL (p->trouble), trouble_of (p));
  gtk_stack_set_visible_child_name (GTK_STACK (p->stack), found != NULL ? "orders" : "none");
  sl_order_rows_fill (p->list, p->orders);
  if (found != NULL)
    fill_chosen (p);
  return G_SOURCE_REMOVE;
}

static void
fill_later (Panel *p)
{
  if (p->idle == 0)
    p->idle = sl_before_redraw (fill, p);
}

/* --- building --- */

static void
on_search (GtkButton *button, Panel *p)
{
  const gboolean again = sl_orders_found (p->orders) != NULL && sl_orders_is_current (p->orders);

  sl_orders_search (p->orders, again ? LONGER : SECONDS);
}

static void
on_stop (GtkButton *button, Panel *p)
{
  sl_orders_stop (p->orders);
}

static GtkWidget *
build_head (Panel *p)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, GAP);

  p->state = sl_label ("", "sl-dim");
  p->stop = gtk_button_new_with_label (_("Stop searching"));
  p->search = gtk_button_new_with_label (_("Search"));
  gtk_widget_set_hexpand (p->state, TRUE);
  sl_set_tooltip (p->search, _("Orders of the days as they are, and of single scenes"));
  g_signal_connect (p->stop, "clicked", G_CALLBACK (on_stop), p);
  g_signal_connect (p->search, "clicked", G_CALLBACK (on_search), p);
  gtk_box_append (GTK_BOX (bar), sl_label (_("Order"), "heading"));
  gtk_box_append (GTK_BOX (bar), p->state);
  gtk_box_append (GTK_BOX (bar), p->stop);
  gtk_box_append (GTK_BOX (bar), p->search);
  gtk_box_append (GTK_BOX (bar), sl_button ("window-close-symbolic", _("Close the orders"), "win.board-order-close"));
  gtk_widget_add_css_class (bar, "sl-toolbar");
  return bar;
}

static GtkWidget *
build_area (Panel *p)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  p->area = g_object_new (GTK_TYPE_DRAWING_AREA, "accessible-role", GTK_ACCESSIBLE_ROLE_IMG, "focusable", TRUE,
                          "hexpand", TRUE, "vexpand", TRUE, NULL);
  sl_set_name (p->area, _("Curve of the orders"));
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (p->area), draw, p, NULL);
  gtk_widget_set_size_request (p->area, CHART_W, CHART_H);
  gtk_widget_add_css_class (p->area, "sl-chart");
  g_signal_connect (click, "pressed", G_CALLBACK (on_pressed), p);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), p);
  gtk_widget_add_controller (p->area, GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (p->area, keys);
  return p->area;
}

static GtkWidget *
build_upper (Panel *p)
{
  GtkWidget *upper = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, GAP), *side = gtk_box_new (GTK_ORIENTATION_VERTICAL, GAP);

  p->effects = sl_effects_grid_new ();
  p->proof = sl_label ("", "sl-dim");
  gtk_label_set_wrap (GTK_LABEL (p->proof), TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (p->proof), PANGO_ELLIPSIZE_NONE);
  gtk_label_set_max_width_chars (GTK_LABEL (p->proof), 30);
  gtk_box_append (GTK_BOX (side), p->effects);
  gtk_box_append (GTK_BOX (side), p->proof);
  gtk_widget_set_size_request (side, (int) (SIDE_W * sl_text_scale ()), -1);
  gtk_box_append (GTK_BOX (upper), build_area (p));
  gtk_box_append (GTK_BOX (upper), side);
  gtk_widget_set_margin_end (upper, GAP);
  return upper;
}

static GtkWidget *
build_orders (Panel *p)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, GAP / 2), *scroll = gtk_scrolled_window_new ();
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, GAP), *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  p->list = sl_order_rows_new (p->orders);
  gtk_box_append (GTK_BOX (lines), sl_order_rows_heading ());
  gtk_box_append (GTK_BOX (lines), p->list);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_AUTOMATIC, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), lines);
  gtk_widget_set_size_request (scroll, -1, LIST_H);
  gtk_widget_set_vexpand (scroll, TRUE);
  p->apply = gtk_button_new_with_label (_("Apply this order"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (p->apply), "win.board-order-apply");
  gtk_widget_set_halign (p->apply, GTK_ALIGN_END);
  gtk_widget_set_hexpand (p->apply, TRUE);
  gtk_box_append (GTK_BOX (foot), p->apply);
  gtk_widget_add_css_class (foot, "sl-board-foot");
  gtk_box_append (GTK_BOX (box), build_upper (p));
  gtk_box_append (GTK_BOX (box), scroll);
  gtk_box_append (GTK_BOX (box), foot);
  return box;
}

static void
panel_free (gpointer data)
{
  Panel *p = data;

  g_clear_handle_id (&p->idle, g_source_remove);
  g_signal_handlers_disconnect_by_data (p->orders, p);
  sl_bench_unref (p->bench);
  g_free (p);
}

GtkWidget *
sl_order_panel_new (SlBench *bench)
{
  Panel *p = g_new0 (Panel, 1);

  p->bench = sl_bench_ref (bench);
  p->orders = bench->orders;
  p->panel = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  p->progress = gtk_progress_bar_new ();
  p->stack = gtk_stack_new ();
  p->trouble = sl_label ("", "sl-dim");
  sl_set_name (p->progress, _("Search for orders"));
  gtk_widget_add_css_class (p->progress, "osd");
  gtk_label_set_wrap (GTK_LABEL (p->trouble), TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (p->trouble), PANGO_ELLIPSIZE_NONE);
  gtk_label_set_max_width_chars (GTK_LABEL (p->trouble), 60);
  gtk_widget_set_halign (p->trouble, GTK_ALIGN_CENTER);
  gtk_widget_set_vexpand (p->stack, TRUE);
  gtk_stack_add_named (GTK_STACK (p->stack), p->trouble, "none");
  gtk_stack_add_named (GTK_STACK (p->stack), build_orders (p), "orders");
  gtk_box_append (GTK_BOX (p->panel), build_head (p));
  gtk_box_append (GTK_BOX (p->panel), p->progress);
  gtk_box_append (GTK_BOX (p->panel), p->stack);
  g_object_set_data_full (G_OBJECT (p->panel), "order-panel", p, panel_free);
  g_signal_connect_swapped (p->orders, "changed", G_CALLBACK (fill_later), p);
  g_signal_connect_swapped (p->panel, "map", G_CALLBACK (fill_later), p);
  return p->panel;
}

void
sl_order_panel_begin (GtkWidget *panel)
{
  Panel *p = panel_of (panel);

  if (!sl_orders_is_current (p->orders) || (sl_orders_found (p->orders) == NULL && !sl_orders_is_running (p->orders)))
    sl_orders_search (p->orders, SECONDS);
  else
    sl_orders_choose (p->orders, sl_orders_chosen (p->orders));
  gtk_widget_grab_focus (p->area);
}

void
sl_order_panel_end (GtkWidget *panel)
{
  sl_orders_stop (panel_of (panel)->orders);
  sl_orders_leave (panel_of (panel)->orders);
}
