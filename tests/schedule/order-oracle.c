/* Another reader of orders: days first, then everything about each; and all orders, one after the other. */
#include "order-oracle.h"

#include <math.h>
#include <string.h>

typedef struct {
  guint32 date;
  gint32  call, light;
  guint64 people;
  guint   steps[8], n;
  gboolean own;
  gint32  minutes;
  guint   stages; /* bits */
} Day;

typedef struct {
  const SlOrderProblem *p;
  Day    days[ORACLE_MOST + 3];
  guint  n, own;
  gint32 load[2], wall[2], mode[2], stage;
  gboolean warm, key[3];
  SlOrderFigures f;
} Oracle;

static gint32
shoot (Oracle *o, const SlOrderStep *s, Day *day, gboolean counts)
{
  const SlOrderStage *stage = &o->p->stages[MAX (s->stage, 0)];
  gint32 minutes = s->minutes;
  Oracle before = *o;
  guint keys = 0;

  if (s->stage >= 0)
    {
      if (o->stage >= 0 && o->stage != s->stage)
        {
          minutes += stage->move;
          o->f.moves++;
          o->warm = FALSE;
        }
      o->stage = s->stage;
      if (s->wall >= 0 && o->wall[s->stage] >= 0 && o->wall[s->stage] != s->wall)
        {
          minutes += s->wall_minutes;
          o->f.walls++;
        }
      if (s->mode >= 0 && o->mode[s->stage] >= 0 && o->mode[s->stage] != s->mode)
        minutes += stage->mode;
      if (s->load >= 0 && o->load[s->stage] != s->load)
        {
          minutes += o->p->loads[s->load];
          o->f.loads++;
        }
      o->wall[s->stage] = s->wall >= 0 ? s->wall : o->wall[s->stage];
      o->mode[s->stage] = s->mode >= 0 ? s->mode : o->mode[s->stage];
      o->load[s->stage] = s->load >= 0 ? s->load : o->load[s->stage];
      for (guint k = s->first_key; k < s->first_key + s->n_keys; k++)
        {
          keys += !o->key[o->p->keys[k]];
          o->key[o->p->keys[k]] = TRUE;
        }
      if (keys > 0)
        minutes += (gint32) (keys * stage->calibration + (o->warm ? 0 : stage->warmup));
      o->warm |= keys > 0;
    }
  if (!counts)
    {
      before.f = o->f;
      *o = before;
      return minutes;
    }
  day->minutes += minutes;
  o->f.breaches += day->minutes > s->off_by;
  if (s->stage >= 0 && !(day->stages >> s->stage & 1))
    o->f.cost += stage->pay;
  if (s->stage >= 0)
    day->stages |= 1u << s->stage;
  return minutes;
}

static Day *
begin (Oracle *o, guint32 date, gint32 call, gboolean own)
{
  Day *day = &o->days[o->n++];

  *day = (Day) { .date = date, .call = call, .light = -1, .own = own };
  o->stage = -1;
  o->warm = FALSE;
  o->f.cost += own ? o->p->day_pay : 0;
  return day;
}

static void
bring_fixed (Oracle *o, guint which)
{
  const SlOrderFixed *fixed = &o->p->fixed[which];
  Day *day = begin (o, fixed->date, fixed->call, fixed->after == SL_ORDER_OWN);

  day->people = o->p->fixed_people[which];
  for (guint s = 0; s < fixed->n; s++)
    shoot (o, &o->p->steps[fixed->first + s], day, TRUE);
  o->own += fixed->after == SL_ORDER_OWN;
}

/* All that stands before a day of the unit on that date. */
static void
bring_all (Oracle *o, guint32 date, guint8 *brought)
{
  for (gboolean any = TRUE; any;)
    {
      any = FALSE;
      for (guint k = 0; k < o->p->n_fixed && !any; k++)
        if (!brought[k] && o->p->fixed[k].after != SL_ORDER_OWN && o->p->fixed[k].after <= o->own)
          any = brought[k] = TRUE, bring_fixed (o, k);
      for (guint k = 0; k < o->p->n_fixed && !any; k++)
        if (!brought[k] && o->p->fixed[k].after == SL_ORDER_OWN && o->p->fixed[k].date < date)
          any = brought[k] = TRUE, bring_fixed (o, k);
    }
}

static gboolean
may (const SlOrderProblem *p, guint block, guint date)
{
  for (guint k = 0; k < p->n_limits; k++)
    if (p->limits[k].block == block && !(p->limits[k].dates[0] >> date & 1))
      return FALSE;
  return TRUE;
}

static void
count_rests (Oracle *o)
{
  const Day *last = NULL;

  for (guint d = 0; d < o->n; d++)
    {
      const Day *day = &o->days[d];

      if (!day->own)
        continue;
      if (last != NULL && o->p->rest > 0 && day->date > last->date && day->date - last->date <= 7)
        {
          const gint32 meals = last->minutes > 0 ? (last->minutes - 1) / o->p->meal_every * o->p->meal : 0;
          o->f.breaches += (gint32) (day->date - last->date) * 1440 + day->call - last->call - last->minutes - meals
                           < o->p->rest;
        }
      last = day;
    }
}

static gboolean
works (const Oracle *o, guint who, guint32 date)
{
  for (guint d = 0; d < o->n; d++)
    if (o->days[d].date == date && o->days[d].people >> who & 1)
      return TRUE;
  return FALSE;
}

static gboolean
is_a_day (const Oracle *o, guint32 date)
{
  for (guint d = 0; d < o->n; d++)
    if (o->days[d].date == date)
      return TRUE;
  return FALSE;
}

static void
count_person (Oracle *o, guint who)
{
  const SlOrderPerson *person = &o->p->people[who];
  guint32 last = 0;

  for (guint32 date = 1; date < 60; date++)
    {
      if (!works (o, who, date))
        continue;
      o->f.cost += person->pay;
      for (guint32 between = last + 1; last != 0 && person->held && between < date
           && (person->drop == 0 || date - last - 1 < person->drop); between++)
        {
          gboolean off = FALSE;

          for (guint k = 0; k < person->n_off; k++)
            off |= o->p->off[person->first_off + k] == between;
          if (is_a_day (o, between) && !off)
            {
              o->f.hold++;
              o->f.cost += person->pay;
            }
        }
      last = date;
    }
}

SlOrderFigures
oracle (const SlOrderProblem *p, const guint *order)
{
  Oracle o = { .p = p, .load = { -1, -1 }, .wall = { -1, -1 }, .mode = { -1, -1 }, .stage = -1 };
  guint8 brought[2] = { 0 };
  guint next = 0;
  Day *day = NULL;
  guint date = 0;

  for (guint i = 0; i < p->n_blocks; i++)
    {
      const SlOrderBlock *b = &p->blocks[order[i]];
      gboolean fits = day != NULL && !p->whole_days && b->call == day->call && may (p, order[i], date)
                      && !(b->light >= 0 && day->light >= 0 && b->light != day->light);

      for (guint k = 0; k < p->n_pairs; k++)
        if (p->pairs[k].after == order[i])
          {
            gboolean before = FALSE;
            for (guint q = 0; q < i; q++)
              before |= order[q] == p->pairs[k].before;
            o.f.unkept += !before;
          }
      if (fits)
        {
          const SlOrderFigures f = o.f;
          const gint32 then = day->minutes + shoot (&o, &p->steps[b->first], day, FALSE);
          o.f = f;
          fits = then <= p->day && then <= p->steps[b->first].off_by;
        }
      if (!fits)
        {
          o.own += day != NULL;
          for (date = next; date < p->n_dates && !may (p, order[i], date);)
            date++;
          if (date >= p->n_dates)
            {
              o.f.unkept++;
              date = MIN (next, p->n_dates - 1);
            }
          next = date + 1;
          bring_all (&o, p->dates[date], brought);
          day = begin (&o, p->dates[date], b->call, TRUE);
        }
      for (guint s = 0; s < b->n; s++)
        shoot (&o, &p->steps[b->first + s], day, TRUE);
      day->light = b->light >= 0 ? b->light : day->light;
      day->people |= p->block_people[order[i]];
    }
  o.own += day != NULL;
  bring_all (&o, G_MAXUINT32, brought);
  for (guint k = 0; k < p->n_fixed; k++)
    if (!brought[k])
      bring_fixed (&o, k);
  count_rests (&o);
  o.f.days = o.n;
  for (guint who = 0; who < p->n_people; who++)
    count_person (&o, who);
  return o.f;
}

/* --- all orders --- */

static void
each_order (const SlOrderProblem *p, guint *order, guint n, Each each, gpointer data)
{
  if (n == p->n_blocks)
    {
      const SlOrderFigures f = oracle (p, order);
      each (order, &f, data);
      return;
    }
  for (guint i = n; i < p->n_blocks; i++)
    {
      guint swap = order[n];
      order[n] = order[i];
      order[i] = swap;
      each_order (p, order, n + 1, each, data);
      swap = order[n];
      order[n] = order[i];
      order[i] = swap;
    }
}

void
all_orders (const SlOrderProblem *p, Each each, gpointer data)
{
  guint order[ORACLE_MOST] = { 0 };

  for (guint i = 0; i < p->n_blocks; i++)
    order[i] = i;
  each_order (p, order, 0, each, data);
}
