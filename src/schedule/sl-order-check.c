/* Whether pairs and limits can all be kept, and if not, a least set that cannot.
 *
 * What is proved is proved by the dates alone (each block after those before it, and no more between two dates than
 * days have room for), or by looking at all orders, as far as their beginnings leave room for the rest. */
#include <string.h>

#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-order-private.h"
#include "sl-order-room.h"

/* Of few blocks all orders are looked at, of more as many as there are tries. */
enum { FEW_BLOCKS = 8, MOST_SEARCHED = 40, MOST_TRIES = 5000 };

/* --- numbers --- */

static gboolean
are_steps_good (const SlOrderProblem *p, guint first, guint n)
{
  if (first > p->n_steps || n > p->n_steps - first)
    return FALSE;
  for (guint i = first; i < first + n; i++)
    {
      const SlOrderStep *s = &p->steps[i];

      if (s->stage >= (gint32) p->n_stages || s->load >= (gint32) p->n_loads || s->minutes < 0
          || s->minutes > 1000000 || s->wall_minutes < 0 || s->wall_minutes > 1000000
          || s->first_key > p->n_keys || s->n_keys > p->n_keys - s->first_key)
        return FALSE;
    }
  return TRUE;
}

static gboolean
are_indices_good (const SlOrderProblem *p)
{
  const guint words = sl_talent_words (p->n_people);

  for (guint b = 0; b < p->n_blocks; b++)
    if (!are_steps_good (p, p->blocks[b].first, p->blocks[b].n) || (!p->whole_days && p->blocks[b].n != 1))
      return FALSE;
  for (guint i = 0; i < p->n_fixed; i++)
    if (!are_steps_good (p, p->fixed[i].first, p->fixed[i].n))
      return FALSE;
  for (guint i = 0; i < p->n_keys; i++)
    if (p->keys[i] >= p->n_keys_in_all)
      return FALSE;
  for (guint i = 0; i < p->n_pairs; i++)
    if (p->pairs[i].before >= p->n_blocks || p->pairs[i].after >= p->n_blocks)
      return FALSE;
  for (guint i = 0; i < p->n_limits; i++)
    if (p->limits[i].block >= p->n_blocks)
      return FALSE;
  for (guint i = 0; i < p->n_people; i++)
    if (p->people[i].first_off > p->n_off || p->people[i].n_off > p->n_off - p->people[i].first_off)
      return FALSE;
  for (guint b = 0; b < p->n_blocks && p->n_people % 64 != 0; b++)
    if (p->block_people[(gsize) (b + 1) * words - 1] >> p->n_people % 64 != 0)
      return FALSE;
  return TRUE;
}

gboolean
sl_order_check (const SlOrderProblem *p, GError **error)
{
  if (p->n_blocks > SL_ORDER_MOST_BLOCKS || p->n_dates > SL_ORDER_MOST_DATES)
    {
      sl_error_set (error, SL_ERROR_INPUT, _("there is more to order than %d scenes on %d days; order a part of it"),
                    SL_ORDER_MOST_BLOCKS, SL_ORDER_MOST_DATES);
      return FALSE;
    }
  if (p->n_blocks > 0 && p->n_dates == 0)
    {
      sl_error_set (error, SL_ERROR_INPUT, _("no day is left to shoot on; the calendar needs days that are worked"));
      return FALSE;
    }
  if (!are_indices_good (p))
    {
      sl_error_set (error, SL_ERROR_INPUT,
                    _("the problem names a step, block, stage, date or somebody that is not there"));
      return FALSE;
    }
  for (guint d = 1; d < p->n_dates; d++)
    if (p->dates[d] <= p->dates[d - 1])
      {
        sl_error_set (error, SL_ERROR_INPUT, _("the dates do not ascend"));
        return FALSE;
      }
  return TRUE;
}

/* --- by the dates alone --- */

static gboolean
sort_by_pairs (SlOrderDates *d)
{
  const SlOrderProblem *p = d->p;
  g_autofree guint *waits_for = g_new0 (guint, MAX (p->n_blocks, 1));
  guint n = 0;

  for (guint i = 0; i < p->n_pairs; i++)
    waits_for[p->pairs[i].after]++;
  for (guint b = 0; b < p->n_blocks; b++)
    if (waits_for[b] == 0)
      d->sorted[n++] = b;
  for (guint at = 0; at < n; at++)
    for (guint i = 0; i < p->n_pairs; i++)
      if (p->pairs[i].before == d->sorted[at] && --waits_for[p->pairs[i].after] == 0)
        d->sorted[n++] = p->pairs[i].after;
  return n == p->n_blocks;
}

static guint
last_date (const SlOrderDates *d, guint b, guint to)
{
  const guint64 *allowed = d->allowed + (gsize) b * sl_talent_words (d->p->n_dates);

  for (guint at = to + 1; at-- > 0;)
    if (allowed[at / 64] >> at % 64 & 1)
      return at;
  return d->p->n_dates;
}

/* FALSE where some block has no date left between those that must be before and those that must be after it. */
static gboolean
narrow (SlOrderDates *d)
{
  const SlOrderProblem *p = d->p;
  const guint gap = p->whole_days ? 1 : 0;

  for (guint b = 0; b < p->n_blocks; b++)
    {
      d->first[b] = 0;
      d->last[b] = p->n_dates - 1;
    }
  for (guint i = 0; i < p->n_blocks; i++)
    {
      const guint b = d->sorted[i];

      d->first[b] = sl_order_next_date (p, d->allowed, b, d->first[b]);
      for (guint k = 0; k < p->n_pairs; k++)
        if (p->pairs[k].before == b)
          d->first[p->pairs[k].after] = MAX (d->first[p->pairs[k].after], d->first[b] + gap);
    }
  for (guint i = p->n_blocks; i-- > 0;)
    {
      const guint b = d->sorted[i];

      d->last[b] = last_date (d, b, d->last[b]);
      if (d->first[b] >= p->n_dates || d->last[b] >= p->n_dates || d->last[b] < d->first[b])
        return FALSE;
      for (guint k = 0; k < p->n_pairs; k++)
        if (p->pairs[k].after == b)
          {
            const guint before = p->pairs[k].before;
            if (d->last[b] < gap)
              return FALSE;
            d->last[before] = MIN (d->last[before], d->last[b] - gap);
          }
    }
  return TRUE;
}

/* Minutes of its day that the block takes at least. */
static gint64
room_of (const SlOrderProblem *p, guint b)
{
  gint64 minutes = 0;

  for (guint s = p->blocks[b].first; s < p->blocks[b].first + p->blocks[b].n; s++)
    minutes += p->steps[s].minutes;
  return p->whole_days ? 1 : MIN (minutes, p->day);
}

/* What is due first, as soon as it may be: good enough wherever days are not nearly full. */
static void
due_first (const SlOrderDates *d, guint *order)
{
  const SlOrderProblem *p = d->p;
  const gint64 day = p->whole_days ? 1 : p->day;
  g_autofree guint8 *placed = g_new0 (guint8, MAX (p->n_blocks, 1));
  g_autofree guint *waits_for = g_new0 (guint, MAX (p->n_blocks, 1));
  guint date = 0, n = 0;
  gint64 room = 0;

  for (guint k = 0; k < p->n_pairs; k++)
    waits_for[p->pairs[k].after]++;
  while (n < p->n_blocks)
    {
      guint best = p->n_blocks, soonest = p->n_dates;

      for (guint i = 0; i < p->n_blocks; i++)
        {
          const guint b = d->sorted[i];

          if (placed[b] || waits_for[b] > 0)
            continue;
          const guint next = sl_order_next_date (p, d->allowed, b, room + room_of (p, b) > day ? date + 1 : date);
          if (next < soonest || (next == soonest && (best == p->n_blocks || d->last[b] < d->last[best])))
            {
              soonest = next;
              best = b;
            }
        }
      if (best == p->n_blocks) /* none is due on any date: whichever is left comes as it stands */
        for (guint i = 0; best == p->n_blocks; i++)
          best = placed[d->sorted[i]] ? best : d->sorted[i];
      room = (soonest > date ? 0 : room) + room_of (p, best);
      date = MIN (soonest, p->n_dates - 1);
      placed[best] = TRUE;
      for (guint k = 0; k < p->n_pairs; k++)
        waits_for[p->pairs[k].after] -= p->pairs[k].before == best && waits_for[p->pairs[k].after] > 0;
      order[n++] = best;
    }
}

/* --- all of it --- */

static SlOrderCan
can_with (SlOrderDates *d, guint *order, guint *tries)
{
  const SlOrderProblem *p = d->p;
  guint few = G_MAXUINT;
  SlOrderFigures f;

  if (!sort_by_pairs (d) || !narrow (d) || !sl_order_has_room (p, d->sorted, p->n_blocks, d->first, d->last))
    return SL_ORDER_IMPOSSIBLE;
  g_autoptr (SlOrderReader) reader = sl_order_reader_new (p);
  due_first (d, order);
  sl_order_read (reader, order, p->n_blocks, NULL, &f);
  if (f.unkept == 0)
    return SL_ORDER_POSSIBLE;
  if (p->n_blocks > MOST_SEARCHED)
    return SL_ORDER_UNKNOWN;
  return sl_order_try_all (d, reader, order, p->n_blocks > FEW_BLOCKS ? tries : &few);
}

static SlOrderCan
can (const SlOrderProblem *p, guint *order, guint *tries)
{
  const guint n = MAX (p->n_blocks, 1);
  SlOrderDates d = { p, sl_order_allowed (p), g_new (guint, n), g_new (guint, n), g_new (guint, n) };
  const SlOrderCan is = p->n_blocks > 0 ? can_with (&d, order, tries) : SL_ORDER_POSSIBLE;

  g_free (d.allowed);
  g_free (d.sorted);
  g_free (d.first);
  g_free (d.last);
  return is;
}

/* --- a least set --- */

static SlOrderCan
can_without (const SlOrderProblem *p, const guint8 *off, guint *order, guint *tries)
{
  g_autofree SlTalentPair *pairs = g_new (SlTalentPair, MAX (p->n_pairs, 1));
  g_autofree SlOrderLimit *limits = g_new (SlOrderLimit, MAX (p->n_limits, 1));
  SlOrderProblem rest = *p;

  rest.n_pairs = rest.n_limits = 0;
  for (guint i = 0; i < p->n_pairs; i++)
    if (!off[i])
      pairs[rest.n_pairs++] = p->pairs[i];
  for (guint i = 0; i < p->n_limits; i++)
    if (!off[p->n_pairs + i])
      limits[rest.n_limits++] = p->limits[i];
  rest.pairs = pairs;
  rest.limits = limits;
  return can (&rest, order, tries);
}

/* Takes rules away as long as the rest is still a contradiction: large groups first, then one by one. */
static void
reduce (const SlOrderProblem *p, guint8 *off, guint *order, guint *tries)
{
  const guint n = p->n_pairs + p->n_limits;
  g_autofree guint *on = g_new (guint, MAX (n, 1));
  guint group = n;

  do
    {
      guint count = 0;

      group = MAX (group / 2, 1);
      for (guint i = 0; i < n; i++)
        if (!off[i])
          on[count++] = i;
      for (guint from = 0; from < count; from += group)
        {
          const guint to = MIN (from + group, count);

          for (guint i = from; i < to; i++)
            off[on[i]] = TRUE;
          if (can_without (p, off, order, tries) != SL_ORDER_IMPOSSIBLE)
            for (guint i = from; i < to; i++)
              off[on[i]] = FALSE;
        }
    }
  while (group > 1);
}

SlOrderCan
sl_order_can (const SlOrderProblem *p, guint *order, GArray *conflict)
{
  g_autofree guint *found = g_new (guint, MAX (p->n_blocks, 1));
  guint tries = MOST_TRIES;
  const SlOrderCan is = can (p, found, &tries);

  if (is == SL_ORDER_POSSIBLE && order != NULL)
    memcpy (order, found, p->n_blocks * sizeof (guint));
  if (is == SL_ORDER_IMPOSSIBLE && conflict != NULL)
    {
      g_autofree guint8 *off = g_new0 (guint8, p->n_pairs + p->n_limits + 1);

      tries = 10 * MOST_TRIES; /* what is not decided by then stays named */
      reduce (p, off, found, &tries);
      for (guint i = 0; i < p->n_pairs + p->n_limits; i++)
        if (!off[i])
          g_array_append_val (conflict, i);
    }
  return is;
}
