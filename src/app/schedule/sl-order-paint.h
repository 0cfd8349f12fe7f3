/* How orders of a board are drawn: one point each, hold days upwards, what is loaded and rebuilt to the right (days,
 * where that is the same for all), a line along those that none beats in both. */
#pragma once

#include "sl-board-order.h"
#include "sl-widgets.h"

typedef struct {
  const SlBoardOrders *orders;
  guint                chosen;
} SlOrderView;

/* In a picture of `width` × `height` px. */
void  sl_order_paint   (GtkWidget *widget, cairo_t *cr, const SlOrderView *view, int width, int height);
/* The order whose point is nearest; −1 for none. */
int   sl_order_at      (const SlOrderView *view, int width, int height, double x, double y);
