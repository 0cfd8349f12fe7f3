#include "sl-rcpsp-sgs.h"

#include <string.h>

#define LANES 4
#define GUARD G_GUINT64_CONSTANT (0x8000800080008000) /* of each lane: it stays as long as nothing is borrowed */

typedef struct {
  int     word;
  guint64 amount;
} Packed;

struct SlSgs {
  const SlCore *core; /* borrowed */
  int           words;
  int           room;      /* units that `left` has for each word */
  int          *filled;    /* units of each word that are set up */
  guint64     **left;      /* by word and unit: what is free, with the guards */
  guint64      *whole;     /* by word: all that there is */
  int          *first;     /* by activity, into `packed` */
  Packed       *packed;
  guint64      *key;       /* for sorting */
  int          *list, *limit, *saved; /* scratch */
  guint64       count;
};

/* --- set up --- */

static void
pack_uses (SlSgs *sgs)
{
  const SlCore *c = sgs->core;
  int n = 0;

  sgs->first = g_new0 (int, c->n + 1);
  sgs->packed = g_new0 (Packed, c->uses.first[c->n]);
  for (int a = 0; a < c->n; a++)
    {
      for (int i = c->uses.first[a]; i < c->uses.first[a + 1]; i++) /* in the order of resources */
        {
          const SlCoreUse use = c->uses.items[i];
          if (n == sgs->first[a] || sgs->packed[n - 1].word != use.other / LANES)
            sgs->packed[n++].word = use.other / LANES;
          sgs->packed[n - 1].amount |= (guint64) use.amount << 16 * (use.other % LANES);
        }
      sgs->first[a + 1] = n;
    }
}

SlSgs *
sl_sgs_new (const SlCore *core)
{
  SlSgs *sgs = g_new0 (SlSgs, 1);

  sgs->core = core;
  sgs->words = (core->m + LANES - 1) / LANES;
  sgs->left = g_new0 (guint64 *, sgs->words);
  sgs->whole = g_new (guint64, sgs->words);
  sgs->filled = g_new0 (int, sgs->words + 1); /* not NULL for memset() */
  for (int w = 0; w < sgs->words; w++)
    sgs->whole[w] = GUARD;
  for (int r = 0; r < core->m; r++)
    sgs->whole[r / LANES] |= (guint64) core->capacity[r] << 16 * (r % LANES);
  sgs->key = g_new (guint64, core->n);
  sgs->list = g_new (int, core->n);
  sgs->limit = g_new (int, core->n);
  sgs->saved = g_new (int, core->n);
  pack_uses (sgs);
  return sgs;
}

void
sl_sgs_free (SlSgs *sgs)
{
  if (sgs == NULL)
    return;
  for (int w = 0; w < sgs->words; w++)
    g_free (sgs->left[w]);
  g_free (sgs->left);
  g_free (sgs->whole);
  g_free (sgs->filled);
  g_free (sgs->first);
  g_free (sgs->packed);
  g_free (sgs->key);
  g_free (sgs->list);
  g_free (sgs->limit);
  g_free (sgs->saved);
  g_free (sgs);
}

/* --- what is free --- */

static void
clear (SlSgs *sgs)
{
  memset (sgs->filled, 0, (gsize) sgs->words * sizeof (int));
  sgs->count++;
}

static void
grow (SlSgs *sgs, int end)
{
  sgs->room = MAX (2 * sgs->room, end + 64);
  for (int w = 0; w < sgs->words; w++)
    sgs->left[w] = g_renew (guint64, sgs->left[w], sgs->room);
}

/* Word `w` is set up before `end`. */
static inline guint64 *
open_word (SlSgs *sgs, int w, int end)
{
  if (G_UNLIKELY (end > sgs->room))
    grow (sgs, end);
  for (int *t = &sgs->filled[w]; *t < end; (*t)++)
    sgs->left[w][*t] = sgs->whole[w];
  return sgs->left[w];
}

/* The last unit in from…to − 1 where the activity lacks room, or −1. */
static inline int
last_lack (SlSgs *sgs, int activity, int from, int to)
{
  int lack = -1;

  for (int i = sgs->first[activity]; i < sgs->first[activity + 1]; i++)
    {
      const Packed need = sgs->packed[i];
      const guint64 *left = open_word (sgs, need.word, to);

      for (int t = to - 1; t >= from && t > lack; t--)
        if (((left[t] - need.amount) & GUARD) != GUARD)
          lack = t;
    }
  return lack;
}

static inline int
first_lack (SlSgs *sgs, int activity, int from, int to)
{
  int lack = to;

  for (int i = sgs->first[activity]; i < sgs->first[activity + 1]; i++)
    {
      const Packed need = sgs->packed[i];
      const guint64 *left = open_word (sgs, need.word, to);

      for (int t = from; t < lack; t++)
        if (((left[t] - need.amount) & GUARD) != GUARD)
          lack = t;
    }
  return lack < to ? lack : -1;
}

static inline void
occupy (SlSgs *sgs, int activity, int from, int to)
{
  for (int i = sgs->first[activity]; i < sgs->first[activity + 1]; i++)
    {
      const Packed need = sgs->packed[i];
      guint64 *left = open_word (sgs, need.word, to);

      for (int t = from; t < to; t++)
        left[t] -= need.amount;
    }
}

/* --- generation --- */

static void
place_early (SlSgs *sgs, int activity, int *start)
{
  const SlCore *c = sgs->core;
  int at = c->release[activity], end, lack;

  for (int k = c->before.first[activity]; k < c->before.first[activity + 1]; k++)
    {
      const SlCoreArc arc = c->before.items[k];
      at = MAX (at, sl_core_end (c, arc.other, start[arc.other]) + arc.lag);
    }
  for (at = sl_core_up (c, activity, at);; at = sl_core_up (c, activity, lack + 1))
    {
      end = sl_core_end (c, activity, at);
      if ((lack = last_lack (sgs, activity, at, end)) < 0)
        break;
    }
  occupy (sgs, activity, at, end);
  start[activity] = at;
}

static gint64
generate (SlSgs *sgs, const int *list, int *start)
{
  clear (sgs);
  for (int i = 0; i < sgs->core->n; i++)
    place_early (sgs, list[i], start);
  return sl_sgs_cost (sgs, start);
}

gint64
sl_sgs_forward (SlSgs *sgs, const int *list, int *start)
{
  return generate (sgs, list, start);
}

gint64
sl_sgs_cost (const SlSgs *sgs, const int *start)
{
  const SlCore *c = sgs->core;
  gint64 late = 0;
  int last = 0;

  for (int a = 0; a < c->n; a++)
    {
      const int end = sl_core_end (c, a, start[a]);
      last = MAX (last, end);
      late += MAX (0, end - c->deadline[a]);
    }
  return late * SL_SGS_LATE + last;
}

/* Shell sort with Ciura's gaps: rows are short, and nearly in order. */
static void
sort_keys (guint64 *key, int n)
{
  static const int gaps[] = { 8861, 3938, 1750, 701, 301, 132, 57, 23, 10, 4, 1 };

  for (guint g = 0; g < G_N_ELEMENTS (gaps); g++)
    for (int i = gaps[g]; i < n; i++)
      {
        const guint64 moved = key[i];
        int k = i;
        for (; k >= gaps[g] && key[k - gaps[g]] > moved; k -= gaps[g])
          key[k] = key[k - gaps[g]];
        key[k] = moved;
      }
}

/* By `time`, and where that is the same by the order of arcs. */
static void
sort_by (const SlSgs *sgs, const int *time, int *list)
{
  const SlCore *c = sgs->core;

  for (int a = 0; a < c->n; a++)
    sgs->key[a] = (guint64) time[a] << 32 | (guint32) c->place[a];
  sort_keys (sgs->key, c->n);
  for (int i = 0; i < c->n; i++)
    list[i] = c->order[sgs->key[i] & G_MAXUINT32];
}

void
sl_sgs_list (const SlSgs *sgs, const int *start, int *list)
{
  sort_by (sgs, start, list);
}

/* As late as possible before `end`: those that are over last come first. What is late already gets no later. */
static void
push_right (SlSgs *sgs, int *start, int last)
{
  const SlCore *c = sgs->core;

  for (int a = 0; a < c->n; a++)
    sgs->limit[a] = sl_core_end (c, a, start[a]);
  sort_by (sgs, sgs->limit, sgs->list);
  clear (sgs);
  for (int i = c->n - 1; i >= 0; i--)
    {
      const int a = sgs->list[i];
      int latest = MAX (sgs->limit[a], MIN (last, c->deadline[a])), at, lack;

      for (int k = c->after.first[a]; k < c->after.first[a + 1]; k++)
        latest = MIN (latest, start[c->after.items[k].other] - c->after.items[k].lag);
      for (at = sl_core_last_start (c, a, latest);
           (lack = first_lack (sgs, a, at, sl_core_end (c, a, at))) >= 0;
           at = sl_core_last_start (c, a, lack))
        ;
      occupy (sgs, a, at, sl_core_end (c, a, at));
      start[a] = at;
    }
}

static int
last_end (const SlCore *c, const int *start)
{
  int last = 0;

  for (int a = 0; a < c->n; a++)
    last = MAX (last, sl_core_end (c, a, start[a]));
  return last;
}

gint64
sl_sgs_justify (SlSgs *sgs, int *start)
{
  const SlCore *c = sgs->core;
  const gsize size = (gsize) c->n * sizeof (int);
  gint64 cost = sl_sgs_cost (sgs, start), next;

  for (;; cost = next)
    {
      memcpy (sgs->saved, start, size);
      push_right (sgs, start, last_end (c, start));
      sort_by (sgs, start, sgs->list);
      next = generate (sgs, sgs->list, start);
      if (next >= cost)
        break;
    }
  if (next > cost) /* only where deadlines are missed */
    memcpy (start, sgs->saved, size);
  return MIN (cost, next);
}

guint64
sl_sgs_count (const SlSgs *sgs)
{
  return sgs->count;
}
