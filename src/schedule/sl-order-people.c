/* Who works on the days of an order, and is held between them. */
#include "sl-order-private.h"

#define NEVER G_MAXUINT

static void
sort_days (SlOrderReader *r)
{
  for (guint i = 0; i < r->n_days; i++)
    {
      guint at = i;

      for (; r->has_others && at > 0 && r->day_date[r->sorted[at - 1]] > r->day_date[i]; at--)
        r->sorted[at] = r->sorted[at - 1];
      r->sorted[at] = i;
    }
}

static gboolean
is_off (const SlOrderReader *r, const SlOrderPerson *person, guint32 date)
{
  guint low = person->first_off, high = person->first_off + person->n_off;

  while (low < high)
    {
      const guint middle = (low + high) / 2;

      if (r->p->off[middle] < date)
        low = middle + 1;
      else
        high = middle;
    }
  return low < person->first_off + person->n_off && r->p->off[low] == date;
}

/* Days on which somebody waits between the days at `from` and `to`, each date once. */
static guint
held_between (const SlOrderReader *r, const SlOrderPerson *person, guint from, guint to)
{
  const guint32 first = r->day_date[r->sorted[from]], last = r->day_date[r->sorted[to]];
  guint32 before = first;
  guint held = 0;

  if (person->drop > 0 && (gint64) last - first - 1 >= person->drop)
    return 0;
  if (!r->has_others && person->n_off == 0)
    return to - from - 1;
  for (guint i = from + 1; i < to; i++)
    {
      const guint32 date = r->day_date[r->sorted[i]];

      held += date != before && date != last && !is_off (r, person, date);
      before = date;
    }
  return held;
}

static void
count_person (SlOrderReader *r, SlOrderFigures *f, guint who, guint day)
{
  const SlOrderPerson *person = &r->p->people[who];
  const guint before = r->last[who];

  r->last[who] = day;
  if (before != NEVER && r->day_date[r->sorted[before]] == r->day_date[r->sorted[day]])
    return; /* with two units on one date */
  f->cost += person->pay;
  if (before == NEVER || !person->held)
    return;
  const guint held = held_between (r, person, before, day);
  f->hold += held;
  f->cost += held * person->pay;
}

void
sl_order_count_people (SlOrderReader *r, SlOrderFigures *f)
{
  sort_days (r);
  for (guint i = 0; i < r->p->n_people; i++)
    r->last[i] = NEVER;
  for (guint i = 0; i < r->n_days; i++)
    {
      const guint at = r->sorted[i];
      const guint64 *people = r->day_fixed[at] != NULL ? r->day_fixed[at] : r->day_people + (gsize) at * r->words;

      for (guint w = 0; w < r->words; w++)
        for (guint64 left = people[w]; left != 0; left &= left - 1)
          count_person (r, f, w * 64 + (guint) __builtin_ctzll (left), i);
    }
}
