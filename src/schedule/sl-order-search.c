/* Large neighbourhoods: runs of blocks change places, all of one load or one person gather, a few that belong together
 * are taken out and put back where they do least harm. Each spell of it has a wish of its own (a weight for each
 * figure), begins at the point of the front that grants it best, and lets the order get a little worse on the way; what
 * it passes goes into the front, whatever the wish was. */
#include <math.h>
#include <string.h>

#include "sl-order.h"
#include "sl-random.h"

enum { SPELL = 400, OUT_MOST = 6, TOLD_US = 400000 };

/* What a unit of each figure weighs. */
typedef struct {
  double hold, loads, walls, moves, days, cost;
} Wish;

typedef struct {
  const SlOrderProblem *p;
  const SlOrderEffort  *effort;
  SlOrderFront  *front;
  SlOrderReader *reader;
  guint          n, words;
  guint         *now, *tried, *best; /* orders */
  guint         *when;         /* dates of `now` */
  SlOrderFigures figures;      /* of `now` */
  guint64        seed, drawn, reads;
  gint64         begun_us, until_us, told_us;
  gboolean       over, told;
  double         day_cost;     /* what a hold day costs about */
} Search;

/* --- chance --- */

static guint
below (Search *s, guint n)
{
  return (guint) ((sl_random_mix (s->seed + s->drawn++) >> 32) * n >> 32);
}

static double
chance (Search *s)
{
  return (double) (sl_random_mix (s->seed + s->drawn++) >> 11) * 0x1p-53;
}

/* --- what is better --- */

static double
score (const Wish *w, const SlOrderFigures *f)
{
  return 1e7 * f->unkept + 1e4 * f->breaches + w->hold * f->hold + w->loads * f->loads + w->walls * f->walls
         + w->moves * f->moves + w->days * f->days + w->cost * (double) f->cost;
}

static Wish
next_wish (Search *s, guint spell)
{
  const double cost = .01 / s->day_cost;
  const double changes = exp2 (6 * chance (s) - 3), days = exp2 (6 * chance (s) - 3), moves = exp2 (5 * chance (s) - 3);

  switch (spell % 8)
    {
    case 0: case 4: return (Wish) { 10, .1, .1, .05, .1, cost };
    case 1: return (Wish) { .1, 10, 10, .1, .1, cost };
    case 2: return (Wish) { .1, .1, .1, .1, 10, cost };
    case 3: return (Wish) { .1, .05, .05, .05, .05, 100 * cost };
    case 5: return (Wish) { .2, .5, .5, 10, .1, cost };
    default: return (Wish) { 1, changes, changes * exp2 (2 * chance (s) - 1), moves, days, cost };
    }
}

/* --- reading --- */

static void
tell (Search *s)
{
  const gint64 now = g_get_monotonic_time ();

  sl_watch_tell (s->effort->watch, (double) (now - s->begun_us) / (double) MAX (s->until_us - s->begun_us, 1));
  s->over = s->over || now >= s->until_us || sl_watch_is_cancelled (s->effort->watch);
  if (s->effort->better == NULL || !s->told || now < s->told_us)
    return;
  s->told = FALSE;
  s->effort->better (s->front, s->effort->data);
  s->told_us = g_get_monotonic_time () + TOLD_US;
}

static void
read_order (Search *s, const guint *order, guint *when, SlOrderFigures *f)
{
  sl_order_read (s->reader, order, s->n, when, f);
  s->reads++;
  if (f->unkept == 0 && f->breaches <= s->effort->breaches && sl_order_front_add (s->front, order, f))
    s->told = TRUE;
  s->over = s->over || (s->effort->rounds > 0 && s->reads >= s->effort->rounds);
  if (s->reads % 64 == 0 && !s->over)
    tell (s);
}

/* --- neighbours of `now`, made in `tried` --- */

/* The run [from, from + len) comes before what stands at `to` outside of it. */
static void
move_run (const Search *s, guint from, guint len, guint to)
{
  memcpy (s->tried, s->now, s->n * sizeof (guint));
  if (to <= from)
    {
      memcpy (s->tried + to, s->now + from, len * sizeof (guint));
      memcpy (s->tried + to + len, s->now + to, (from - to) * sizeof (guint));
    }
  else if (to >= from + len)
    {
      memcpy (s->tried + from, s->now + from + len, (to - from - len) * sizeof (guint));
      memcpy (s->tried + to - len, s->now + from, len * sizeof (guint));
    }
}

/* Where the day of the block at `at` begins. */
static guint
day_begin (const Search *s, guint at)
{
  while (at > 0 && at < s->n && s->when[at - 1] == s->when[at])
    at--;
  return at;
}

static void
move_some (Search *s)
{
  const guint most = chance (s) < .5 ? 2 : 8, len = 1 + below (s, MIN (s->n - 1, most));
  const guint from = below (s, s->n - len + 1);

  move_run (s, from, len, below (s, s->n + 1));
}

static void
move_day (Search *s)
{
  const guint from = day_begin (s, below (s, s->n)), to = day_begin (s, below (s, s->n + 1));
  guint end = from + 1;

  while (end < s->n && s->when[end] == s->when[from])
    end++;
  move_run (s, from, end - from, to);
}

static void
swap_some (Search *s)
{
  const guint a = below (s, s->n), b = below (s, s->n);

  memcpy (s->tried, s->now, s->n * sizeof (guint));
  s->tried[a] = s->now[b];
  s->tried[b] = s->now[a];
}

static void
turn_some (Search *s)
{
  const guint from = below (s, s->n), end = from + 2 + below (s, 12), to = MIN (s->n, end);

  memcpy (s->tried, s->now, s->n * sizeof (guint));
  for (guint i = from; i < to; i++)
    s->tried[i] = s->now[to - 1 - (i - from)];
}

static gboolean
share_people (const Search *s, guint a, guint b)
{
  guint64 both = 0;

  for (guint w = 0; w < s->words; w++)
    both |= s->p->block_people[(gsize) a * s->words + w] & s->p->block_people[(gsize) b * s->words + w];
  return both != 0;
}

static gboolean
share_stage (const Search *s, guint a, guint b)
{
  const SlOrderBlock *x = &s->p->blocks[a], *y = &s->p->blocks[b];
  const SlOrderStep *of_x = &s->p->steps[x->first], *of_y = &s->p->steps[y->first];

  return x->n > 0 && y->n > 0 && of_x->stage == of_y->stage && of_x->load == of_y->load && of_x->wall == of_y->wall;
}

/* All that have the load and wall, or play with somebody, of one, about as far as `reach`, come to stand behind it. */
static void
gather (Search *s)
{
  const guint at = below (s, s->n), one = s->now[at], reach = 4 + below (s, s->n);
  const gboolean by_stage = chance (s) < .5;
  guint n = 0;

  for (guint i = 0; i < at; i++)
    if (at - i > reach || !(by_stage ? share_stage (s, one, s->now[i]) : share_people (s, one, s->now[i])))
      s->tried[n++] = s->now[i];
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = pass == 0 ? 0 : at + 1; i < s->n; i++)
      {
        const gboolean near = i > at ? i - at <= reach : at - i <= reach;
        const gboolean like = i == at || (near && (by_stage ? share_stage (s, one, s->now[i])
                                                            : share_people (s, one, s->now[i])));
        if (like == (pass == 0))
          s->tried[n++] = s->now[i];
      }
}

/* Puts the block where it does least harm among the `n` that are in `tried`. */
static void
put_back (Search *s, const Wish *wish, guint block, guint n)
{
  double least = INFINITY;
  guint best = n, at = n;

  s->tried[n] = block;
  for (;; at--)
    {
      SlOrderFigures f;

      sl_order_read (s->reader, s->tried, n + 1, NULL, &f);
      if (++s->reads % 64 == 0)
        tell (s);
      if (score (wish, &f) < least)
        {
          least = score (wish, &f);
          best = at;
        }
      if (at == 0 || s->over)
        break;
      s->tried[at] = s->tried[at - 1];
      s->tried[at - 1] = block;
    }
  for (; at < best; at++)
    s->tried[at] = s->tried[at + 1];
  s->tried[best] = block;
}

/* Takes out a few that belong together, and puts each back at the best of all places. */
static void
rebuild (Search *s, const Wish *wish)
{
  const guint one = s->now[below (s, s->n)], most = 2 + below (s, OUT_MOST - 1);
  const guint start = below (s, s->n);
  guint out[OUT_MOST] = { one }, n_out = 1, n = 0;

  for (guint i = 0; i < s->n && n_out < most; i++)
    {
      const guint b = s->now[(start + i) % s->n];
      if (b != one && (share_people (s, one, b) || share_stage (s, one, b)) && chance (s) < .5)
        out[n_out++] = b;
    }
  for (guint i = 0; i < s->n; i++)
    {
      gboolean taken = FALSE;

      for (guint k = 0; k < n_out; k++)
        taken |= out[k] == s->now[i];
      if (!taken)
        s->tried[n++] = s->now[i];
    }
  for (guint k = 0; k < n_out; k++, n++)
    put_back (s, wish, out[k], n);
}

static void
make_neighbour (Search *s, const Wish *wish)
{
  const double kind = chance (s);

  if (kind < .45)
    move_some (s);
  else if (kind < .6)
    move_day (s);
  else if (kind < .75)
    swap_some (s);
  else if (kind < .85)
    turn_some (s);
  else if (kind < .85 + .14 || s->n < 3)
    gather (s);
  else
    rebuild (s, wish);
}

/* --- spells --- */

/* The point that grants the wish best; FALSE where there is none yet. */
static gboolean
take_best (Search *s, const Wish *wish)
{
  const SlOrderPoint *best = NULL;

  for (guint i = 0; i < s->front->points->len; i++)
    {
      const SlOrderPoint *point = s->front->points->pdata[i];

      if (best == NULL || score (wish, &point->figures) < score (wish, &best->figures))
        best = point;
    }
  if (best != NULL)
    memcpy (s->now, best->order, s->n * sizeof (guint));
  return best != NULL;
}

static double
heaviest (const Search *s, const Wish *w)
{
  return fmax (fmax (fmax (w->hold, w->loads), fmax (w->days, w->moves)), w->cost * s->day_cost);
}

static void
spell (Search *s, const Wish *wish)
{
  SlOrderFigures f;
  double now, best, heat;

  read_order (s, s->now, s->when, &s->figures);
  now = best = score (wish, &s->figures);
  memcpy (s->best, s->now, s->n * sizeof (guint));
  heat = .4 * heaviest (s, wish) * exp2 (2 * chance (s) - 2);
  for (guint i = 0; i < SPELL && !s->over; i++)
    {
      make_neighbour (s, wish);
      read_order (s, s->tried, NULL, &f);
      const double is = score (wish, &f);
      if (is > now && (is - now > 1e4 || chance (s) >= exp ((now - is) / (heat * (1 - i / (SPELL + 1.))))))
        continue;
      memcpy (s->now, s->tried, s->n * sizeof (guint));
      now = is;
      sl_order_read (s->reader, s->now, s->n, s->when, &s->figures);
      if (now < best)
        {
          best = now;
          memcpy (s->best, s->now, s->n * sizeof (guint));
        }
    }
  memcpy (s->now, s->best, s->n * sizeof (guint));
}

static double
cost_of_a_day (const SlOrderProblem *p)
{
  double sum = 0;
  guint n = 0;

  for (guint i = 0; i < p->n_people; i++)
    if (p->people[i].held && p->people[i].pay > 0)
      {
        sum += (double) p->people[i].pay;
        n++;
      }
  return n > 0 ? MAX (sum / n, 1) : 1e5;
}

void
sl_order_search (const SlOrderProblem *p, SlOrderFront *front, const guint *const *starts, guint n_starts,
                 const SlOrderEffort *effort)
{
  Search s = { p, effort, front, sl_order_reader_new (p), p->n_blocks, sl_talent_words (p->n_people) };

  s.now = g_new (guint, 4 * MAX (s.n, 1));
  s.tried = s.now + s.n;
  s.best = s.tried + s.n;
  s.when = s.best + s.n;
  s.seed = sl_random_mix (effort->seed + 1);
  s.begun_us = g_get_monotonic_time ();
  s.until_us = s.begun_us + (gint64) (CLAMP (effort->seconds, 0, 1e6) * G_USEC_PER_SEC);
  s.told_us = s.begun_us + TOLD_US / 4;
  s.day_cost = cost_of_a_day (p);
  for (guint i = 0; i < s.n; i++)
    s.now[i] = i;
  for (guint i = 0; i < n_starts; i++)
    {
      memcpy (s.now, starts[i], s.n * sizeof (guint));
      read_order (&s, s.now, NULL, &s.figures);
    }
  for (guint i = 0; !s.over && s.n > 1; i++)
    {
      const Wish wish = next_wish (&s, i);

      if (i % 3 != 2) /* some spells go on from where the last one ended */
        take_best (&s, &wish);
      spell (&s, &wish);
      tell (&s);
    }
  if (effort->better != NULL && s.told)
    effort->better (front, effort->data);
  sl_order_reader_free (s.reader);
  g_free (s.now);
}
