#include "sl-board-order-private.h"

#include <string.h>

#include "sl-error.h"
#include "sl-i18n.h"

/* --- fronts --- */

static double
left_s (const SlOrdering *o)
{
  const gint64 left = o->until_us - g_get_monotonic_time ();

  return left > 0 ? (double) left / G_USEC_PER_SEC : 0;
}

static void
offer (const SlOrderFront *front, gpointer data)
{
  sl_ordering_offer (data);
}

static void
way_begin (SlOrdering *o, guint which)
{
  SlOrderingWay *way = &o->ways[which];

  way->fill = sl_order_fill_new (o->input, o->read, which == SL_ORDERING_DAYS);
  way->front = sl_order_front_new (way->fill->blocks->len);
  way->known = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, sl_ordering_free);
}

static void
way_end (SlOrderingWay *way)
{
  sl_order_reader_free (way->reader);
  sl_order_front_free (way->front);
  sl_order_fill_free (way->fill);
  g_clear_pointer (&way->known, g_hash_table_unref);
}

/* Whether the way can be gone at all; else `why` is what contradicts itself. */
static gboolean
can_go (SlOrderingWay *way, guint *first, char **why, gboolean *undecided, GError **error)
{
  g_autoptr (GArray) conflict = g_array_new (FALSE, FALSE, sizeof (guint));

  if (!sl_order_check (&way->fill->problem, error))
    return FALSE;
  way->reader = sl_order_reader_new (&way->fill->problem);
  for (guint i = 0; i < way->fill->blocks->len; i++)
    first[i] = i;
  const SlOrderCan can = sl_order_can (&way->fill->problem, first, conflict);
  if (can == SL_ORDER_IMPOSSIBLE)
    *why = sl_order_fill_name (way->fill, conflict);
  *undecided = can == SL_ORDER_UNKNOWN;
  return TRUE;
}

/* The order of blocks as they stand on the board, as scenes of the orders of whole days do. */
static void
add_flat (const SlOrdering *o, const SlOrderPoint *point, GPtrArray *starts)
{
  const SlOrderFill *days = o->ways[SL_ORDERING_DAYS].fill, *scenes = o->ways[SL_ORDERING_SCENES].fill;
  guint *order = g_new (guint, MAX (scenes->blocks->len, 1));
  guint n = 0;

  for (guint i = 0; i < days->blocks->len; i++)
    {
      const guint day = g_array_index (days->day_of_block, guint, point->order[i]);
      const SlBoardDay *of = &g_array_index (o->read->days, SlBoardDay, day);

      for (guint b = 0; b < scenes->blocks->len; b++)
        {
          const GArray *strips = ((const SlOrderStrips *) scenes->block_strips->pdata[b])->strips;
          const guint strip = g_array_index (strips, guint, 0);
          if (strip >= of->first && strip < of->first + of->n)
            order[n++] = b;
        }
    }
  if (n < scenes->blocks->len) /* the last day, which whole days leave where it is */
    for (guint b = n; b < scenes->blocks->len; b++)
      order[b] = b;
  g_ptr_array_add (starts, order);
}

/* How much of the time is gone in so many seconds: 0…1. */
static double
share_gone (const SlOrdering *o, double seconds)
{
  const double all = (double) MAX (o->until_us - o->begun_us, 1);
  const double gone = (double) (g_get_monotonic_time () - o->begun_us) + seconds * G_USEC_PER_SEC;

  return CLAMP (gone / all, 0, 1);
}

static int
compare_stages (gconstpointer a, gconstpointer b, gpointer data)
{
  const SlOrderProblem *p = data;
  const guint x = *(const guint *) a, y = *(const guint *) b;
  const SlOrderStep *of_x = &p->steps[p->blocks[x].first], *of_y = &p->steps[p->blocks[y].first];

  if (p->blocks[x].call != p->blocks[y].call)
    return p->blocks[x].call - p->blocks[y].call;
  if (of_x->stage != of_y->stage)
    return of_x->stage - of_y->stage;
  if (of_x->load != of_y->load)
    return of_x->load - of_y->load;
  return of_x->wall != of_y->wall ? of_x->wall - of_y->wall : (x > y) - (x < y);
}

/* What is shot on one stage with one load comes together, as far as nothing must come first. */
static void
add_gathered (const SlOrderProblem *p, GPtrArray *starts)
{
  g_autofree guint *sorted = g_new (guint, MAX (p->n_blocks, 1));
  g_autofree guint8 *placed = g_new0 (guint8, MAX (p->n_blocks, 1));
  guint *order = g_new (guint, MAX (p->n_blocks, 1)), n = 0;

  for (guint i = 0; i < p->n_blocks; i++)
    sorted[i] = i;
  g_qsort_with_data (sorted, (gint) p->n_blocks, sizeof (guint), compare_stages, (gpointer) p);
  for (guint before = G_MAXUINT; n != before;)
    {
      before = n;
      for (guint i = 0; i < p->n_blocks; i++)
        {
          gboolean ready = !placed[sorted[i]];

          for (guint k = 0; k < p->n_pairs && ready; k++)
            ready = p->pairs[k].after != sorted[i] || placed[p->pairs[k].before];
          if (ready)
            {
              placed[sorted[i]] = TRUE;
              order[n++] = sorted[i];
            }
        }
    }
  if (n == p->n_blocks)
    g_ptr_array_add (starts, order);
  else
    g_free (order);
}

/* The board as it is, what whole days came to, and an order that keeps all. */
static GPtrArray *
starts_of (const SlOrdering *o, guint which, const guint *first)
{
  const SlOrderFront *days = o->ways[SL_ORDERING_DAYS].front;
  const guint n = o->ways[which].fill->blocks->len;
  GPtrArray *starts = g_ptr_array_new_with_free_func (g_free);
  guint *same = g_new (guint, MAX (n, 1));

  for (guint i = 0; i < n; i++)
    same[i] = i;
  g_ptr_array_add (starts, same);
  for (guint i = 0; which == SL_ORDERING_SCENES && i < days->points->len; i++)
    add_flat (o, days->points->pdata[i], starts);
  g_ptr_array_add (starts, g_memdup2 (first, MAX (n, 1) * sizeof (guint)));
  add_gathered (&o->ways[which].fill->problem, starts);
  return starts;
}

/* Rests and hours that the board does not keep as it is; no order is to have more. */
static guint
breaches_now (const SlOrdering *o)
{
  const SlOrderingWay *days = &o->ways[SL_ORDERING_DAYS];
  const guint n = days->fill->blocks->len;
  g_autofree guint *same = g_new (guint, MAX (n, 1));
  SlOrderFigures is;

  for (guint i = 0; i < n; i++)
    same[i] = i;
  sl_order_read (days->reader, same, n, NULL, &is);
  return is.breaches;
}

static void
search (SlOrdering *o, guint which, const SlBoardOrderEffort *effort, const guint *first, double seconds)
{
  const SlOrderingWay *way = &o->ways[which];
  const guint n = way->fill->blocks->len;
  g_autoptr (GPtrArray) starts = starts_of (o, which, first);
  g_autoptr (SlWatch) part = sl_watch_new_part (o->watch, share_gone (o, 0), share_gone (o, seconds));
  const SlOrderEffort how = {
    .seconds = seconds, .seed = effort->seed + which, .breaches = breaches_now (o), .watch = part, .better = offer,
    .rounds = effort->rounds > 0 ? effort->rounds : 4000 * (guint64) n * n, .data = o,
  };
  sl_order_search (&way->fill->problem, way->front, (const guint *const *) starts->pdata, starts->len, &how);
}

static gboolean
refuse (const char *why, GError **error)
{
  if (*why != '\0')
    sl_error_set (error, SL_ERROR_INPUT, _("no order keeps all of these rules: %s; give one of them up"), why);
  else
    sl_error_set (error, SL_ERROR_INPUT,
                  _("there are not enough days to shoot on; the calendar needs more that are worked"));
  return FALSE;
}

static gboolean
run (SlOrdering *o, const SlBoardOrderEffort *effort, GError **error)
{
  SlOrderingWay *days = &o->ways[SL_ORDERING_DAYS], *scenes = &o->ways[SL_ORDERING_SCENES];
  g_autofree guint *first_days = g_new (guint, MAX (days->fill->blocks->len, 1));
  g_autofree guint *first_scenes = g_new (guint, MAX (scenes->fill->blocks->len, 1));
  g_autofree char *why = NULL;

  gboolean open_days;

  if (!can_go (scenes, first_scenes, &why, &o->undecided, error)
      || !can_go (days, first_days, &o->whole_days, &open_days, error))
    return FALSE;
  if (why != NULL)
    return refuse (why, error);
  if (o->whole_days == NULL && days->fill->blocks->len > 1)
    {
      if (days->fill->people->len > 0 && !sl_ordering_prove (o, left_s (o) / 2, error))
        return FALSE;
      search (o, SL_ORDERING_DAYS, effort, first_days, left_s (o) / 4);
    }
  if (scenes->fill->blocks->len > 1)
    search (o, SL_ORDERING_SCENES, effort, first_scenes, left_s (o));
  return !sl_watch_stops (o->watch, error);
}

SlBoardOrders *
sl_board_orders (const SlBoardInput *input, const SlBoardOrderEffort *effort, SlWatch *watch, GError **error)
{
  SlOrdering o = { .input = input, .read = sl_board_read (input), .watch = watch, .proved = sl_ordering_list () };
  SlBoardOrders *orders = NULL;

  o.begun_us = g_get_monotonic_time ();
  o.until_us = o.begun_us + (gint64) (CLAMP (effort->seconds, 0, 1e6) * G_USEC_PER_SEC);
  SlBoardOrder is = { .strips = sl_list_ref (o.read->strips), .whole_days = TRUE, .sum = o.read->sum,
                      .waiting = o.read->sum.hold_days, .lower_bound = -1 };
  g_array_append_val (o.proved, is);
  way_begin (&o, SL_ORDERING_DAYS);
  way_begin (&o, SL_ORDERING_SCENES);
  if (o.read->days->len == 0 || run (&o, effort, error))
    orders = sl_ordering_collect (&o);
  else if (sl_watch_is_cancelled (watch))
    sl_ordering_offer (&o);
  way_end (&o.ways[SL_ORDERING_DAYS]);
  way_end (&o.ways[SL_ORDERING_SCENES]);
  sl_board_read_free (o.read);
  g_array_unref (o.proved);
  g_free (o.whole_days);
  return orders;
}

