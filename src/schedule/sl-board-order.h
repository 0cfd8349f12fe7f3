/* The days of a board in another order: that which holds cast least, or costs least, as far as it can be proved. Days
 * are kept whole; those with a fixed date, of other units, and what is shot already stay in their places. */
#pragma once

#include "sl-board.h"
#include "sl-watch.h"

G_BEGIN_DECLS

typedef enum { SL_ORDER_AS_IS, SL_ORDER_HOLD, SL_ORDER_PAY, SL_ORDER_LOADS } SlOrderAim;

/* One way to order the days, with all that it changes. */
typedef struct {
  SlOrderAim aim;
  SlList    *strips;      /* SlStrip, of the whole board; owned */
  SlBoardSum sum;         /* as the board would be read */
  gint64     waiting;     /* days of cast that waits, without days off and gaps that release it: what is searched for;
                           * of SL_ORDER_PAY money instead, in hundredths */
  gint64     lower_bound; /* no order of these days has less; −1 where it is not known */
  gboolean   optimal;     /* proved */
} SlBoardOrder;

/* Frees what it owns, not itself. */
void    sl_board_order_clear (gpointer order);

/* SlBoardOrder elements: the board as it is, then by hold days, by pay, and with the days of one stage and environment
 * together. `seconds` are shared by the searches. NULL with SL_ERROR_INPUT where rules of order and
 * fixed days cannot all be kept (the message names a least set), and with SL_ERROR_CANCELLED. Free with
 * g_array_unref(). */
GArray *sl_board_order_days  (const SlBoardInput *input, double seconds, SlWatch *watch, GError **error);

G_END_DECLS
