/* Other orders for a board: what each of them holds, changes and costs, to choose from.
 *
 * Days are kept whole, or opened: then scenes find their days anew, as long as the board's own breaks make them. Either
 * way precedence, windows, content, cast, elements and stages hold; days with a date, of other units, without a scene,
 * and days of which some is shot stay. Scenes keep the call of their day, and exteriors off the stages their light,
 * where the board does not mix it already; banners go with the scene behind them.
 *
 *   board ── fill ──▶ sl-talent.h (whole days, proved) ──┬─▶ strips ── sl_board_read() ──▶ orders
 *                └──▶ sl-order.h (days, scenes: a front) ─┘                                            */
#pragma once

#include "sl-board.h"
#include "sl-edit.h"
#include "sl-watch.h"

G_BEGIN_DECLS

typedef enum {
  SL_ORDER_AS_IS,
  SL_ORDER_HOLD,    /* least hold days */
  SL_ORDER_PAY,     /* least pay for who waits */
  SL_ORDER_LOADS,   /* fewest loads and wall changes */
  SL_ORDER_DAYS,    /* fewest days */
  SL_ORDER_MOVES,   /* fewest company moves */
  SL_ORDER_COST,    /* cheapest */
  SL_ORDER_BETWEEN, /* the best in nothing, beaten by none in all */
  SL_N_ORDER_AIMS,
} SlOrderAim;

/* One order, with all that it changes. */
typedef struct {
  SlOrderAim aim;
  gboolean   whole_days;
  SlList    *strips;      /* SlStrip, of the whole board; owned */
  SlBoardSum sum;         /* as the board would be read */
  gint64     waiting;     /* what the aim counts: of HOLD of whole days, days of cast that waits, without days off and
                           * gaps that release it; of PAY that as money, in hundredths; else as in `sum` */
  gint64     lower_bound; /* no order (of whole days, where they are kept) has less; −1 where it is not known */
  gboolean   optimal;     /* proved */
} SlBoardOrder;

typedef struct {
  GArray *orders;         /* SlBoardOrder: as it is, then of whole days by HOLD and PAY, then others by hold days */
  char   *whole_days;     /* why days cannot stay whole; NULL where they can */
  char   *undecided;      /* that no order of single scenes was found, nor that there is none; NULL else */
} SlBoardOrders;

typedef struct {
  double  seconds;        /* to search in; 0 or more */
  guint64 rounds;         /* reads of orders that each search may take; 0: by the board's size */
  guint64 seed;
} SlBoardOrderEffort;

/* "as-is", "hold-days", … as the JSON has it. Static. */
const char    *sl_order_aim_id         (SlOrderAim aim);
/* "As it is", "Least hold days", … translated. Static. */
const char    *sl_order_aim_label      (SlOrderAim aim);

/* The watch is offered an SlBoardOrders now and then, and the best once more when it is cancelled. NULL with
 * SL_ERROR_INPUT where rules cannot all be kept (the message names a least set), and with SL_ERROR_CANCELLED. */
SlBoardOrders *sl_board_orders         (const SlBoardInput *input, const SlBoardOrderEffort *effort, SlWatch *watch,
                                        GError **error);
/* NULL is fine. */
void           sl_board_orders_free    (SlBoardOrders *orders);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlBoardOrders, sl_board_orders_free)
/* The one with the least of what the aim is about; of equals that which breaks fewer rules, then the earlier. Borrowed;
 * NULL for BETWEEN. */
const SlBoardOrder *sl_board_orders_by (const SlBoardOrders *orders, SlOrderAim aim);
/* The edit that gives a board the strips of an order; the caller's. */
SlCommand     *sl_board_order_command  (const SlBoard *board, const SlBoardOrder *order);
/* The one that is meant where nobody says which: of whole days with the least hold days, else of single scenes. */
const SlBoardOrder *sl_board_orders_best (const SlBoardOrders *orders);

G_END_DECLS
