/* Whether days have room for blocks that must lie between dates: a bound that ignores their order, and all orders. Of
 * the files that say what can be kept. */
#pragma once

#include "sl-order.h"

G_BEGIN_DECLS

/* FALSE where it is proved that they have not. Each of `blocks` (`n`) lies on the dates `first` … `last` (numbers, by
 * block). Blocks of other calls, and of two lights, share no day. */
gboolean sl_order_has_room (const SlOrderProblem *problem, const guint *blocks, guint n, const guint *first,
                            const guint *last);

/* Where each block can lie. */
typedef struct {
  const SlOrderProblem *p;
  guint64 *allowed;        /* as sl_order_allowed() has them */
  guint   *sorted;         /* blocks, those before others first */
  guint   *first, *last;   /* dates between which each must lie */
} SlOrderDates;

/* Looks at all orders of the blocks; `order` holds all blocks, and the one that keeps everything
 * when there is one. UNKNOWN when `tries`, which it uses up, do not suffice (sl-order-try.c). */
SlOrderCan sl_order_try_all (const SlOrderDates *dates, SlOrderReader *reader, guint *order, guint *tries);

G_END_DECLS
