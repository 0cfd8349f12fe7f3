/* All orders of a problem's blocks, as far as their beginnings leave room for the rest. */
#include <string.h>

#include "sl-order-private.h"
#include "sl-order-room.h"

/* Blocks from `n` on have room on the dates that are left behind `date`. */
static gboolean
rest_has_room (const SlOrderDates *d, const guint *order, guint n, guint date)
{
  const SlOrderProblem *p = d->p;
  g_autofree guint *first = g_memdup2 (d->first, p->n_blocks * sizeof (guint));

  for (guint i = n; i < p->n_blocks; i++)
    {
      const guint b = order[i];

      first[b] = sl_order_next_date (p, d->allowed, b, MAX (first[b], date + (p->whole_days ? 1 : 0)));
      if (first[b] > d->last[b])
        return FALSE;
    }
  return sl_order_has_room (p, order + n, p->n_blocks - n, first, d->last);
}

/* Another one like it was tried at this place already: nothing tells them apart. */
static gboolean
is_repeated (const SlOrderDates *d, const guint *order, guint n, guint i)
{
  const SlOrderProblem *p = d->p;
  const gsize words = sl_talent_words (p->n_dates);
  const guint b = order[i];

  for (guint k = n; k < i; k++)
    {
      const guint o = order[k];
      gboolean paired = FALSE;

      if (memcmp (d->allowed + b * words, d->allowed + o * words, words * sizeof (guint64)) != 0
          || p->blocks[b].call != p->blocks[o].call || p->blocks[b].light != p->blocks[o].light
          || memcmp (&p->steps[p->blocks[b].first], &p->steps[p->blocks[o].first], sizeof (SlOrderStep)) != 0)
        continue;
      for (guint at = 0; at < p->n_pairs && !paired; at++)
        paired = p->pairs[at].before == b || p->pairs[at].after == b || p->pairs[at].before == o
                 || p->pairs[at].after == o;
      if (!paired)
        return TRUE;
    }
  return FALSE;
}

typedef struct {
  const SlOrderDates *d;
  SlOrderReader *reader;
  guint         *order, *when;
  guint         *tries;       /* how many more orders are looked at */
} Search;

static SlOrderCan
try_all (Search *s, guint n)
{
  const SlOrderProblem *p = s->d->p;
  guint *order = s->order;
  SlOrderCan is = SL_ORDER_IMPOSSIBLE;
  SlOrderFigures f;

  sl_order_read (s->reader, order, n, s->when, &f);
  if (f.unkept > 0)
    return SL_ORDER_IMPOSSIBLE;
  if (n == p->n_blocks)
    return SL_ORDER_POSSIBLE;
  if (n > 0 && !rest_has_room (s->d, order, n, s->when[n - 1]))
    return SL_ORDER_IMPOSSIBLE;
  if (*s->tries == 0)
    return SL_ORDER_UNKNOWN;
  --*s->tries;
  for (guint i = n; i < p->n_blocks; i++)
    {
      const guint swap = order[i];
      SlOrderCan then;

      if (!p->whole_days && is_repeated (s->d, order, n, i))
        continue;
      order[i] = order[n];
      order[n] = swap;
      then = try_all (s, n + 1);
      if (then == SL_ORDER_POSSIBLE)
        return then;
      is = then == SL_ORDER_UNKNOWN ? then : is;
      order[n] = order[i];
      order[i] = swap;
    }
  return is;
}

SlOrderCan
sl_order_try_all (const SlOrderDates *d, SlOrderReader *reader, guint *order, guint *tries)
{
  g_autofree guint *when = g_new (guint, MAX (d->p->n_blocks, 1));
  Search search = { d, reader, order, when, tries };

  return try_all (&search, 0);
}
