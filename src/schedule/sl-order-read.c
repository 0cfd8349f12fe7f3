/* An order as days: what each block asks for before it, where a day is full, and what all of it comes to. The same
 * rules as those by which a board is read, without a plan. */
#include <math.h>
#include <string.h>

#include "sl-order-private.h"

/* Where the unit is. */
typedef struct {
  SlOrderFigures *f;
  gboolean open, warm;
  gint32   minutes, call, light, stage;
  guint    date, next;         /* of the open day; the first that is free */
  guint    own, fixed, other;  /* days of the unit so far; the next fixed ones */
  guint32  last_date;          /* 0: none */
  gint32   last_wrap;          /* min after midnight of that day */
} Now;

/* What comes before a step. */
typedef struct {
  gint32   minutes;
  guint    loads, walls, moves;
  gboolean warm;
} Change;

/* --- making --- */

guint64 *
sl_order_allowed (const SlOrderProblem *p)
{
  const guint words = sl_talent_words (p->n_dates);
  guint64 *allowed = g_new (guint64, MAX ((gsize) p->n_blocks * words, 1));

  memset (allowed, 0xff, (gsize) p->n_blocks * words * sizeof (guint64));
  for (guint b = 0; b < p->n_blocks && p->n_dates % 64 != 0; b++)
    allowed[(gsize) (b + 1) * words - 1] = (1ull << p->n_dates % 64) - 1;
  for (guint i = 0; i < p->n_limits; i++)
    for (guint w = 0; w < words; w++)
      allowed[(gsize) p->limits[i].block * words + w] &= p->limits[i].dates[w];
  return allowed;
}

guint
sl_order_next_date (const SlOrderProblem *p, const guint64 *allowed, guint b, guint from)
{
  const guint words = sl_talent_words (p->n_dates);

  for (guint w = from / 64; from < p->n_dates && w < words; w++)
    {
      const guint64 left = allowed[(gsize) b * words + w] & (w == from / 64 ? ~0ull << from % 64 : ~0ull);

      if (left != 0)
        return w * 64 + (guint) __builtin_ctzll (left);
    }
  return p->n_dates;
}

static void
find_pairs (SlOrderReader *r)
{
  const SlOrderProblem *p = r->p;

  r->first_pair = g_new0 (guint, p->n_blocks + 2);
  r->befores = g_new (guint, MAX (p->n_pairs, 1));
  for (guint i = 0; i < p->n_pairs; i++)
    r->first_pair[p->pairs[i].after + 2]++;
  for (guint b = 2; b < p->n_blocks + 2; b++)
    r->first_pair[b] += r->first_pair[b - 1];
  for (guint i = 0; i < p->n_pairs; i++)
    r->befores[r->first_pair[p->pairs[i].after + 1]++] = p->pairs[i].before;
}

SlOrderReader *
sl_order_reader_new (const SlOrderProblem *p)
{
  SlOrderReader *r = g_new0 (SlOrderReader, 1);
  const guint most = p->n_blocks + p->n_fixed + 1;

  r->p = p;
  r->words = sl_talent_words (p->n_people);
  r->date_words = sl_talent_words (p->n_dates);
  r->allowed = sl_order_allowed (p);
  find_pairs (r);
  r->placed = g_new (guint8, MAX (p->n_blocks, 1));
  r->load = g_new (gint32, 3 * MAX (p->n_stages, 1));
  r->wall = r->load + p->n_stages;
  r->mode = r->wall + p->n_stages;
  r->stage_day = g_new (guint, MAX (p->n_stages, 1));
  r->calibrated = g_new (guint8, MAX (p->n_keys_in_all, 1));
  r->day_date = g_new (guint32, most);
  r->day_fixed = g_new (const guint64 *, most);
  r->day_people = g_new (guint64, (gsize) most * MAX (r->words, 1));
  r->sorted = g_new (guint, most);
  r->last = g_new (guint, MAX (p->n_people, 1));
  for (guint i = 0; i < p->n_fixed; i++)
    r->has_others |= p->fixed[i].after != SL_ORDER_OWN;
  return r;
}

void
sl_order_reader_free (SlOrderReader *r)
{
  if (r == NULL)
    return;
  g_free (r->allowed);
  g_free (r->first_pair);
  g_free (r->befores);
  g_free (r->placed);
  g_free (r->load);
  g_free (r->stage_day);
  g_free (r->calibrated);
  g_free (r->day_date);
  g_free (r->day_fixed);
  g_free (r->day_people);
  g_free (r->sorted);
  g_free (r->last);
  g_free (r);
}

/* --- steps --- */

static Change
change_of (const SlOrderReader *r, const SlOrderStep *s, const Now *now)
{
  const SlOrderStage *stage = &r->p->stages[MAX (s->stage, 0)];
  Change c = { .warm = now->warm };
  guint keys = 0;

  if (s->stage < 0)
    return c;
  if (now->stage >= 0 && now->stage != s->stage)
    {
      c.minutes += stage->move;
      c.moves = 1;
      c.warm = FALSE;
    }
  if (s->wall >= 0 && r->wall[s->stage] >= 0 && r->wall[s->stage] != s->wall)
    {
      c.minutes += s->wall_minutes;
      c.walls = 1;
    }
  if (s->mode >= 0 && r->mode[s->stage] >= 0 && r->mode[s->stage] != s->mode)
    c.minutes += stage->mode;
  if (s->load >= 0 && r->load[s->stage] != s->load)
    {
      c.minutes += r->p->loads[s->load];
      c.loads = 1;
    }
  for (guint k = s->first_key; k < s->first_key + s->n_keys; k++)
    keys += !r->calibrated[r->p->keys[k]];
  if (keys > 0)
    c.minutes += (gint32) lround (keys * stage->calibration + (c.warm ? 0 : stage->warmup));
  c.warm = c.warm || keys > 0;
  return c;
}

static void
take_step (SlOrderReader *r, Now *now, const SlOrderStep *s)
{
  const Change c = change_of (r, s, now);

  now->minutes += c.minutes + s->minutes;
  now->warm = c.warm;
  now->f->breaches += now->minutes > s->off_by;
  if (s->stage < 0)
    return;
  now->f->loads += c.loads;
  now->f->walls += c.walls;
  now->f->moves += c.moves;
  now->stage = s->stage;
  r->wall[s->stage] = s->wall >= 0 ? s->wall : r->wall[s->stage];
  r->mode[s->stage] = s->mode >= 0 ? s->mode : r->mode[s->stage];
  r->load[s->stage] = s->load >= 0 ? s->load : r->load[s->stage];
  for (guint k = s->first_key; k < s->first_key + s->n_keys; k++)
    r->calibrated[r->p->keys[k]] = TRUE;
  if (r->stage_day[s->stage] != r->n_days)
    now->f->cost += r->p->stages[s->stage].pay;
  r->stage_day[s->stage] = r->n_days;
}

/* --- days --- */

static void
begin_day (SlOrderReader *r, Now *now, guint32 date, gint32 call, const guint64 *fixed)
{
  const guint at = r->n_days++;

  r->day_date[at] = date;
  r->day_fixed[at] = fixed;
  if (fixed == NULL)
    memset (r->day_people + (gsize) at * r->words, 0, r->words * sizeof (guint64));
  now->minutes = 0;
  now->warm = FALSE;
  now->stage = -1;
  now->call = call;
  now->light = -1;
}

static void
end_day (SlOrderReader *r, Now *now, guint32 date)
{
  const SlOrderProblem *p = r->p;
  const gint32 meals = p->meal_every > 0 && now->minutes > 0 ? (now->minutes - 1) / p->meal_every * p->meal : 0;

  now->open = FALSE;
  now->last_date = date;
  now->last_wrap = now->call + now->minutes + meals;
}

static void
rest_before (const SlOrderReader *r, Now *now, guint32 date, gint32 call)
{
  if (r->p->rest > 0 && now->last_date != 0 && date > now->last_date && date - now->last_date <= 7)
    now->f->breaches += (gint32) (date - now->last_date) * 1440 + call - now->last_wrap < r->p->rest;
}

static void
shoot_fixed (SlOrderReader *r, Now *now, guint i)
{
  const SlOrderFixed *fixed = &r->p->fixed[i];

  begin_day (r, now, fixed->date, fixed->call, r->p->fixed_people + (gsize) i * r->words);
  for (guint s = fixed->first; s < fixed->first + fixed->n; s++)
    take_step (r, now, &r->p->steps[s]);
}

/* Other units' days that stand behind as many of its own as there are. */
static void
shoot_others (SlOrderReader *r, Now *now, guint own)
{
  while (now->other < r->p->n_fixed && (r->p->fixed[now->other].after == SL_ORDER_OWN
                                        || r->p->fixed[now->other].after <= own))
    {
      if (r->p->fixed[now->other].after != SL_ORDER_OWN)
        shoot_fixed (r, now, now->other);
      now->other++;
    }
}

/* The unit's own days that are fixed, before the date. */
static void
shoot_until (SlOrderReader *r, Now *now, guint32 date)
{
  const SlOrderProblem *p = r->p;

  shoot_others (r, now, now->own);
  for (; now->fixed < p->n_fixed; now->fixed++)
    if (p->fixed[now->fixed].after == SL_ORDER_OWN)
      {
        const SlOrderFixed *fixed = &p->fixed[now->fixed];

        if (fixed->date >= date)
          return;
        rest_before (r, now, fixed->date, fixed->call);
        shoot_fixed (r, now, now->fixed);
        now->f->cost += p->day_pay;
        end_day (r, now, fixed->date);
        shoot_others (r, now, ++now->own);
      }
}

/* --- blocks --- */

static gboolean
may_on (const SlOrderReader *r, guint block, guint date)
{
  return r->allowed[(gsize) block * r->date_words + date / 64] >> date % 64 & 1;
}

static gboolean
fits (const SlOrderReader *r, const Now *now, guint b)
{
  const SlOrderBlock *block = &r->p->blocks[b];

  if (!now->open || r->p->whole_days || block->call != now->call || !may_on (r, b, now->date)
      || (block->light >= 0 && now->light >= 0 && block->light != now->light))
    return FALSE;
  const SlOrderStep *step = &r->p->steps[block->first];
  const gint32 minutes = now->minutes + change_of (r, step, now).minutes + step->minutes;
  return minutes <= MIN (r->p->day, step->off_by);
}

static void
begin_for (SlOrderReader *r, Now *now, guint b)
{
  const SlOrderProblem *p = r->p;
  guint date = sl_order_next_date (p, r->allowed, b, now->next);

  if (now->open)
    {
      end_day (r, now, p->dates[now->date]);
      now->own++;
    }
  if (date == p->n_dates)
    {
      now->f->unkept++;
      date = MIN (now->next, p->n_dates - 1);
    }
  shoot_until (r, now, p->dates[date]);
  rest_before (r, now, p->dates[date], p->blocks[b].call);
  begin_day (r, now, p->dates[date], p->blocks[b].call, NULL);
  now->f->cost += p->day_pay;
  now->open = TRUE;
  now->date = date;
  now->next = date + 1;
}

static void
shoot_block (SlOrderReader *r, Now *now, guint b)
{
  const SlOrderProblem *p = r->p;
  const SlOrderBlock *block = &p->blocks[b];

  for (guint i = r->first_pair[b]; i < r->first_pair[b + 1]; i++)
    now->f->unkept += !r->placed[r->befores[i]];
  r->placed[b] = TRUE;
  if (!fits (r, now, b))
    begin_for (r, now, b);
  for (guint s = block->first; s < block->first + block->n; s++)
    take_step (r, now, &p->steps[s]);
  now->light = block->light >= 0 ? block->light : now->light;
  for (guint w = 0; w < r->words; w++)
    r->day_people[(gsize) (r->n_days - 1) * r->words + w] |= p->block_people[(gsize) b * r->words + w];
}

void
sl_order_read (SlOrderReader *r, const guint *order, guint n, guint *when, SlOrderFigures *figures)
{
  Now now = { .f = figures, .stage = -1 };

  *figures = (SlOrderFigures) { 0 };
  memset (r->placed, 0, r->p->n_blocks);
  memset (r->calibrated, 0, r->p->n_keys_in_all);
  memset (r->load, 0xff, 3 * r->p->n_stages * sizeof (gint32));
  memset (r->stage_day, 0, r->p->n_stages * sizeof (guint));
  r->n_days = 0;
  for (guint i = 0; i < n; i++)
    {
      shoot_block (r, &now, order[i]);
      if (when != NULL)
        when[i] = now.date;
    }
  if (now.open)
    {
      end_day (r, &now, r->p->dates[now.date]);
      now.own++;
    }
  shoot_until (r, &now, G_MAXUINT32);
  shoot_others (r, &now, G_MAXUINT - 1);
  figures->days = r->n_days;
  sl_order_count_people (r, figures);
}
