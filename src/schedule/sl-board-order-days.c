/* Whole days as scenes of a talent scheduling problem, whose optimum can be proved. */
#include <string.h>

#include "sl-board-order-private.h"

static gboolean
stays (const SlOrdering *o, guint day)
{
  return sl_order_fill_stays (o->ways[SL_ORDERING_DAYS].fill, day);
}

/* Windows of places: those that stay have one, others lie between the first and the last date that they may have. */
static GArray *
windows_of (const SlOrdering *o)
{
  const SlOrderProblem *p = &o->ways[SL_ORDERING_DAYS].fill->problem;
  const GArray *day_of_block = o->ways[SL_ORDERING_DAYS].fill->day_of_block;
  GArray *windows = g_array_new (FALSE, FALSE, sizeof (SlTalentWindow));

  for (guint i = 0; i < o->read->days->len; i++)
    if (stays (o, i))
      {
        const SlTalentWindow window = { i, i, i };
        g_array_append_val (windows, window);
      }
  for (guint i = 0; i < p->n_limits; i++)
    {
      SlTalentWindow window = { g_array_index (day_of_block, guint, p->limits[i].block), G_MAXUINT, 0 };

      for (guint d = 0; d < p->n_dates; d++)
        if (p->limits[i].dates[d / 64] >> d % 64 & 1)
          {
            window.earliest = MIN (window.earliest, g_array_index (day_of_block, guint, d));
            window.latest = g_array_index (day_of_block, guint, d);
          }
      g_array_append_val (windows, window);
    }
  return windows;
}

static GArray *
pairs_of (const SlOrdering *o)
{
  const SlOrderFill *fill = o->ways[SL_ORDERING_DAYS].fill;
  GArray *pairs = g_array_new (FALSE, FALSE, sizeof (SlTalentPair));

  for (guint i = 0; i < fill->pairs->len; i++)
    {
      const SlTalentPair *of = &g_array_index (fill->pairs, SlTalentPair, i);
      const SlTalentPair pair = { g_array_index (fill->day_of_block, guint, of->before),
                                  g_array_index (fill->day_of_block, guint, of->after) };
      g_array_append_val (pairs, pair);
    }
  return pairs;
}

/* Who is there, a row a day of the board. */
static guint64 *
cast_of (const SlOrdering *o)
{
  const SlOrderProblem *p = &o->ways[SL_ORDERING_DAYS].fill->problem;
  const guint words = sl_talent_words (p->n_people), n = o->read->days->len;
  guint64 *cast = g_new0 (guint64, MAX ((gsize) n * words, 1));
  guint fixed = 0, block = 0;

  for (guint i = 0; i < n; i++)
    if (stays (o, i))
      memcpy (cast + (gsize) i * words, p->fixed_people + (gsize) fixed++ * words, words * sizeof (guint64));
    else
      memcpy (cast + (gsize) i * words, p->block_people + (gsize) block++ * words, words * sizeof (guint64));
  return cast;
}

static void
add_proved (SlOrdering *o, SlOrderAim aim, const SlTalentResult *result)
{
  const GArray *day_of_block = o->ways[SL_ORDERING_DAYS].fill->day_of_block;
  g_autofree guint *blocks = g_new (guint, MAX (day_of_block->len, 1));
  guint n = 0;

  for (guint i = 0; i < result->n_scenes; i++)
    for (guint b = 0; b < day_of_block->len; b++)
      if (g_array_index (day_of_block, guint, b) == result->order[i])
        blocks[n++] = b;
  SlOrderFigures figures;
  sl_order_read (o->ways[SL_ORDERING_DAYS].reader, blocks, n, NULL, &figures);
  if (figures.unkept > 0) /* a date between the first and the last that are allowed is not */
    return;
  SlBoardOrder order = sl_ordering_read (o, &o->ways[SL_ORDERING_DAYS], blocks);
  order.aim = aim;
  order.waiting = result->waiting;
  order.lower_bound = result->lower_bound - (result->total - result->waiting);
  order.optimal = result->optimal;
  g_array_append_val (o->proved, order);
  sl_order_front_add (o->ways[SL_ORDERING_DAYS].front, blocks, &figures);
}

static gboolean
prove (SlOrdering *o, SlOrderAim aim, const gint64 *wages, double seconds, GError **error)
{
  const SlOrderProblem *p = &o->ways[SL_ORDERING_DAYS].fill->problem;
  const guint n = o->read->days->len;
  g_autoptr (GArray) windows = windows_of (o), pairs = pairs_of (o);
  g_autofree guint64 *cast = cast_of (o);
  g_autofree gint64 *ones = g_new (gint64, MAX (n, 1));
  g_autoptr (SlWatch) part = sl_watch_new_part (o->watch, 0, 0);

  for (guint i = 0; i < n; i++)
    ones[i] = 1;
  const SlTalent talent = {
    .n_scenes = n, .n_actors = p->n_people, .durations = ones, .wages = wages, .cast = cast,
    .n_pairs = pairs->len, .pairs = (const SlTalentPair *) (gpointer) pairs->data,
    .n_windows = windows->len, .windows = (const SlTalentWindow *) (gpointer) windows->data,
  };
  g_autoptr (SlTalentResult) result = sl_talent_solve (&talent, seconds, part, NULL);
  if (result == NULL) /* too many days, or what they must keep is beyond that search: the other one goes on alone */
    return !sl_watch_stops (o->watch, error);
  add_proved (o, aim, result);
  sl_ordering_offer (o);
  return TRUE;
}

gboolean
sl_ordering_prove (SlOrdering *o, double seconds, GError **error)
{
  const SlOrderProblem *p = &o->ways[SL_ORDERING_DAYS].fill->problem;
  g_autofree gint64 *wages = g_new0 (gint64, MAX (p->n_people, 1));
  gint64 sum = 0;

  for (guint i = 0; i < p->n_people; i++)
    wages[i] = p->people[i].held;
  if (!prove (o, SL_ORDER_HOLD, wages, seconds, error))
    return FALSE;
  for (guint i = 0; i < p->n_people; i++)
    sum += wages[i] = p->people[i].held ? p->people[i].pay : 0;
  return sum == 0 || prove (o, SL_ORDER_PAY, wages, seconds / 4, error);
}

void
sl_ordering_offer (const SlOrdering *o)
{
  if (o->watch != NULL)
    sl_watch_offer (o->watch, sl_ordering_collect (o), (GDestroyNotify) sl_board_orders_free);
}
