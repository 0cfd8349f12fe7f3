/* What an order says by a reader that shares no code with the one that is tested. */
#pragma once

#include "sl-order.h"

enum { ORACLE_MOST = 7 }; /* blocks */

typedef void (*Each) (const guint *order, const SlOrderFigures *f, gpointer data);

/* The figures of an order of the problem's blocks, at most ORACLE_MOST. */
SlOrderFigures oracle     (const SlOrderProblem *p, const guint *order);
/* Tells of each order there is. */
void           all_orders (const SlOrderProblem *p, Each each, gpointer data);
