/* Orders as a list to choose from: what the board itself says of each, which are worth showing, and what each is the
 * best in. */
#include "sl-board-order-private.h"

#include <math.h>

#include "sl-i18n.h"
#include "sl-strip-list.h"

enum { MOST_SHOWN = 24 };

void
sl_ordering_clear (gpointer order)
{
  g_clear_pointer (&((SlBoardOrder *) order)->strips, sl_list_unref);
}

void
sl_ordering_free (gpointer order)
{
  sl_ordering_clear (order);
  g_free (order);
}

void
sl_board_orders_free (SlBoardOrders *orders)
{
  if (orders == NULL)
    return;
  g_array_unref (orders->orders);
  g_free (orders->whole_days);
  g_free (orders->undecided);
  g_free (orders);
}

const char *
sl_order_aim_id (SlOrderAim aim)
{
  static const char *const ids[] = { "as-is", "hold-days", "pay", "loads", "days", "moves", "cost", "between" };

  return ids[aim];
}

const char *
sl_order_aim_label (SlOrderAim aim)
{
  static const char *const labels[] = {
    N_("As it is"), N_("Least hold days"), N_("Least pay for waiting"), N_("Fewest loads and wall changes"),
    N_("Fewest days"), N_("Fewest company moves"), N_("Cheapest"), N_("In between"),
  };

  return _(labels[aim]);
}

SlCommand *
sl_board_order_command (const SlBoard *board, const SlBoardOrder *order)
{
  g_autofree char *label = g_strdup_printf (_("Order of %s: %s"), sl_entity_title (&board->entity),
                                            sl_order_aim_label (order->aim));
  SlCommand *command = sl_command_new (label);

  sl_command_set_strips (command, board->entity.id, order->strips);
  return command;
}

/* --- orders that are found --- */

static SlBoardOrder
order_of (const SlOrdering *o, SlList *strips, gboolean whole_days)
{
  SlBoardInput tried = *o->input;
  SlBoardOrder order = { .aim = SL_ORDER_BETWEEN, .whole_days = whole_days, .strips = strips, .lower_bound = -1 };

  tried.tries = TRUE;
  tried.strips = strips;
  g_autoptr (SlBoardRead) read = sl_board_read (&tried);
  order.sum = read->sum;
  order.waiting = read->sum.hold_days;
  return order;
}

SlBoardOrder
sl_ordering_read (const SlOrdering *o, const SlOrderingWay *way, const guint *blocks)
{
  g_autofree guint *when = g_new (guint, MAX (way->fill->blocks->len, 1));
  SlOrderFigures figures;

  sl_order_read (way->reader, blocks, way->fill->blocks->len, when, &figures);
  return order_of (o, sl_order_fill_strips (way->fill, blocks, when), way->fill->whole_days);
}

/* What the board itself says of the point; what breaks more rules than the board does now has no strips. Borrowed. */
static const SlBoardOrder *
confirmed (const SlOrdering *o, const SlOrderingWay *way, const SlOrderPoint *point)
{
  SlBoardOrder *order = g_hash_table_lookup (way->known, &point->id);

  if (order != NULL)
    return order;
  order = g_new (SlBoardOrder, 1);
  *order = sl_ordering_read (o, way, point->order);
  if (order->sum.breaches > o->read->sum.breaches)
    sl_ordering_clear (order);
  g_hash_table_insert (way->known, g_memdup2 (&point->id, sizeof point->id), order);
  return order;
}

/* --- what each is the best in --- */

static double
aimed (const SlBoardOrder *o, SlOrderAim aim)
{
  const SlBoardSum *sum = &o->sum;

  switch (aim)
    {
    case SL_ORDER_HOLD: return sum->hold_days;
    case SL_ORDER_LOADS: return sum->loads + sum->walls;
    case SL_ORDER_DAYS: return sum->days;
    case SL_ORDER_MOVES: return sum->moves;
    case SL_ORDER_COST: return sum->cost;
    default: return NAN;
    }
}

static SlOrderFigures
figures_of (const SlBoardSum *sum)
{
  return (SlOrderFigures) { .hold = sum->hold_days, .loads = sum->loads, .walls = sum->walls, .moves = sum->moves,
                            .days = sum->days, .cost = (gint64) llround (fmin (sum->cost, 1e15) * 100) };
}

static int
compare_orders (gconstpointer a, gconstpointer b)
{
  const SlBoardSum *x = &((const SlBoardOrder *) a)->sum, *y = &((const SlBoardOrder *) b)->sum;
  const guint of_x = x->loads + x->walls, of_y = y->loads + y->walls;

  if (x->hold_days != y->hold_days)
    return (x->hold_days > y->hold_days) - (x->hold_days < y->hold_days);
  if (of_x != of_y)
    return (of_x > of_y) - (of_x < of_y);
  if (x->days != y->days)
    return (x->days > y->days) - (x->days < y->days);
  return (x->cost > y->cost) - (x->cost < y->cost);
}

/* Whether it is in vain to show `b` beside `a`. */
static gboolean
covers (const SlBoardOrder *a, const SlBoardOrder *b)
{
  const SlOrderFigures x = figures_of (&a->sum), y = figures_of (&b->sum);

  return sl_order_covers (&x, &y);
}

/* --- what cannot be less --- */

/* Loads and changes of walls that there are in any order. */
static gint64
least_changes (const SlOrderProblem *p)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autofree guint8 *begun = g_new0 (guint8, MAX (p->n_stages, 1));
  gint64 n = 0;

  for (guint i = 0; i < p->n_steps; i++)
    {
      const SlOrderStep *s = &p->steps[i];
      const guint64 stage = (guint64) MAX (s->stage, 0) << 32; /* and one of its loads or walls below */
      const gint64 load = (gint64) (stage | (guint32) s->load << 1);
      const gint64 wall = (gint64) (stage | (guint32) s->wall << 1 | 1);

      if (s->stage >= 0 && s->load >= 0 && g_hash_table_add (seen, g_memdup2 (&load, sizeof load)))
        n++;
      if (s->stage >= 0 && s->wall >= 0 && g_hash_table_add (seen, g_memdup2 (&wall, sizeof wall)))
        {
          n += begun[s->stage];
          begun[s->stage] = TRUE;
        }
    }
  return n;
}

/* Days that there are in any order: those of each call for themselves. */
static gint64
least_days (const SlOrderProblem *p)
{
  gint64 n = p->n_fixed;

  for (guint b = 0; b < p->n_blocks; b++)
    {
      gint64 minutes = 0;
      gboolean seen = FALSE;

      for (guint k = 0; k < b && !seen; k++)
        seen = p->blocks[k].call == p->blocks[b].call;
      for (guint k = b; k < p->n_blocks && !seen; k++)
        if (p->blocks[k].call == p->blocks[b].call)
          minutes += MIN (p->steps[p->blocks[k].first].minutes, p->day);
      n += seen ? 0 : MAX (1, (minutes + p->day - 1) / MAX (p->day, 1));
    }
  return n;
}

static void
bound (const SlOrdering *o, SlBoardOrder *order)
{
  const SlOrderProblem *p = &o->ways[SL_ORDERING_SCENES].fill->problem;

  order->waiting = order->aim == SL_ORDER_BETWEEN ? order->sum.hold_days : (gint64) aimed (order, order->aim);
  if (order->aim == SL_ORDER_HOLD || order->aim == SL_ORDER_MOVES)
    order->lower_bound = 0;
  else if (order->aim == SL_ORDER_LOADS)
    order->lower_bound = least_changes (p);
  else if (order->aim == SL_ORDER_DAYS && !order->whole_days)
    order->lower_bound = least_days (p);
  order->optimal = order->lower_bound >= 0 && order->waiting <= order->lower_bound;
}

/* --- the list --- */

static void
name_aims (const SlOrdering *o, GArray *orders, guint from)
{
  static const SlOrderAim aims[] = { SL_ORDER_HOLD, SL_ORDER_LOADS, SL_ORDER_DAYS, SL_ORDER_COST, SL_ORDER_MOVES };

  for (guint a = 0; a < G_N_ELEMENTS (aims); a++)
    {
      SlBoardOrder *best = NULL;

      for (guint i = 0; i < orders->len; i++)
        {
          SlBoardOrder *order = &g_array_index (orders, SlBoardOrder, i);
          if (best == NULL || aimed (order, aims[a]) < aimed (best, aims[a]))
            best = order;
        }
      if (best != NULL && best >= &g_array_index (orders, SlBoardOrder, from) && best->aim == SL_ORDER_BETWEEN)
        best->aim = aims[a];
    }
  for (guint i = from; i < orders->len; i++)
    bound (o, &g_array_index (orders, SlBoardOrder, i));
}

static void
add_copy (GArray *orders, const SlBoardOrder *order)
{
  SlBoardOrder copy = *order;

  copy.strips = sl_list_ref (order->strips);
  g_array_append_val (orders, copy);
}

/* Of those that would be too many, ones with next to the same figures go. */
static void
thin (GArray *orders)
{
  while (orders->len > MOST_SHOWN)
    {
      guint worst = 1;
      double least = INFINITY;

      for (guint i = 1; i + 1 < orders->len; i++)
        {
          const SlBoardSum *a = &g_array_index (orders, SlBoardOrder, i - 1).sum;
          const SlBoardSum *b = &g_array_index (orders, SlBoardOrder, i).sum;
          const SlBoardSum *c = &g_array_index (orders, SlBoardOrder, i + 1).sum;
          const double by = fabs ((double) c->hold_days - a->hold_days)
                            + fabs ((double) c->loads + c->walls - a->loads - a->walls)
                            + 2 * fabs ((double) c->days - a->days);
          if (by < least && b->days >= MIN (a->days, c->days))
            {
              least = by;
              worst = i;
            }
        }
      g_array_remove_index (orders, worst);
    }
}

GArray *
sl_ordering_list (void)
{
  GArray *orders = g_array_new (FALSE, FALSE, sizeof (SlBoardOrder));

  g_array_set_clear_func (orders, sl_ordering_clear);
  return orders;
}

SlBoardOrders *
sl_ordering_collect (const SlOrdering *o)
{
  SlBoardOrders *all = g_new0 (SlBoardOrders, 1);
  g_autoptr (GArray) found = sl_ordering_list ();

  all->orders = sl_ordering_list ();
  all->whole_days = g_strdup (o->whole_days);
  if (o->undecided && o->ways[SL_ORDERING_SCENES].front->points->len == 0)
    all->undecided = g_strdup (_("no order of single scenes was found that keeps all rules, nor is it proved that "
                                 "there is none; look longer, or give up a rule of the scenes that are bound to few "
                                 "days"));
  for (guint i = 0; i < o->proved->len; i++)
    add_copy (all->orders, &g_array_index (o->proved, SlBoardOrder, i));
  for (guint w = 0; w < SL_N_ORDERINGS; w++)
    for (guint i = 0; o->ways[w].front != NULL && i < o->ways[w].front->points->len; i++)
      {
        const SlBoardOrder *order = confirmed (o, &o->ways[w], o->ways[w].front->points->pdata[i]);
        gboolean covered = order->strips == NULL;

        for (guint k = 0; k < all->orders->len && !covered; k++)
          covered = covers (&g_array_index (all->orders, SlBoardOrder, k), order);
        for (guint k = 0; k < found->len && !covered; k++)
          covered = covers (&g_array_index (found, SlBoardOrder, k), order);
        for (guint k = found->len; k-- > 0 && !covered;)
          if (covers (order, &g_array_index (found, SlBoardOrder, k)))
            g_array_remove_index (found, k);
        if (!covered)
          add_copy (found, order);
      }
  g_array_sort (found, compare_orders);
  thin (found);
  for (guint i = 0; i < found->len; i++)
    add_copy (all->orders, &g_array_index (found, SlBoardOrder, i));
  name_aims (o, all->orders, all->orders->len - found->len);
  return all;
}

/* Of equals the one that breaks fewer rules. */
static gboolean
is_nearer (const SlBoardOrder *a, const SlBoardOrder *b, SlOrderAim aim)
{
  if (aim == SL_ORDER_AS_IS || aim == SL_ORDER_PAY)
    return a->aim == aim && b == NULL;
  return b == NULL || aimed (a, aim) < aimed (b, aim)
         || (aimed (a, aim) <= aimed (b, aim) && a->sum.breaches < b->sum.breaches);
}

const SlBoardOrder *
sl_board_orders_by (const SlBoardOrders *orders, SlOrderAim aim)
{
  const SlBoardOrder *best = NULL;

  for (guint i = 0; aim != SL_ORDER_BETWEEN && i < orders->orders->len; i++)
    {
      const SlBoardOrder *order = &g_array_index (orders->orders, SlBoardOrder, i);

      if (is_nearer (order, best, aim))
        best = order;
    }
  return best;
}

const SlBoardOrder *
sl_board_orders_best (const SlBoardOrders *orders)
{
  for (guint i = 0; i < orders->orders->len; i++)
    if (g_array_index (orders->orders, SlBoardOrder, i).aim == SL_ORDER_HOLD
        && g_array_index (orders->orders, SlBoardOrder, i).whole_days)
      return &g_array_index (orders->orders, SlBoardOrder, i);
  return sl_board_orders_by (orders, SL_ORDER_HOLD);
}
