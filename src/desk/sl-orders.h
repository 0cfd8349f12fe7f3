/* Other orders for the board that is shown, looked for in the background: the best so far, which of them is chosen and
 * seen on the board and in the odds, and the edit that takes it.
 *
 * Signal: "changed" (what is found, how far the search is, which is chosen, whether they are of the board as it is). */
#pragma once

#include "sl-board-desk.h"
#include "sl-board-order.h"
#include "sl-chance.h"

G_BEGIN_DECLS

#define SL_TYPE_ORDERS (sl_orders_get_type ())
G_DECLARE_FINAL_TYPE (SlOrders, sl_orders, SL, ORDERS, GObject)

/* Keeps all but the queue, in which it works until sl_orders_close(). */
SlOrders            *sl_orders_new        (SlBoardDesk *desk, SlChance *chance, SlAnalysis *analysis, SlQueue *queue);
/* Before the queue goes. */
void                 sl_orders_close      (SlOrders *orders);

/* Searches anew, for so many seconds. Nothing where no board is shown. */
void                 sl_orders_search     (SlOrders *orders, double seconds);
/* Ends the search; what is found stays. */
void                 sl_orders_stop       (SlOrders *orders);
/* Whether it goes on, or waits for its turn. */
gboolean             sl_orders_is_running (SlOrders *orders);
/* How far the search is, 0…1. */
double               sl_orders_fraction   (SlOrders *orders);
/* The best so far; NULL for none. Borrowed until "changed". */
const SlBoardOrders *sl_orders_found      (SlOrders *orders);
/* Why there are none; NULL where there are, or none were looked for. Borrowed likewise. */
const char          *sl_orders_trouble    (SlOrders *orders);
/* Whether they are of the board that is shown, as it is. */
gboolean             sl_orders_is_current (SlOrders *orders);

/* The order at that place is chosen and seen on the board; the first is the board as it is. */
void                 sl_orders_choose     (SlOrders *orders, guint at);
/* 0 while there are none. */
guint                sl_orders_chosen     (SlOrders *orders);
/* The board is seen as it is; which one is chosen stays. */
void                 sl_orders_leave      (SlOrders *orders);
/* Gives the board the chosen order, in one step. FALSE where that changes nothing, or is refused, which is said. */
gboolean             sl_orders_apply      (SlOrders *orders);

G_END_DECLS
