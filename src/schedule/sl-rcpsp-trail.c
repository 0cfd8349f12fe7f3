/* Bounds with their history, and what follows from arcs; the rest of the search is in sl-rcpsp-learn.c. */
#include "sl-rcpsp-learn-private.h"

#include <string.h>

/* --- bounds and their history --- */

gboolean
sl_learn_enqueue (SlLearn *learn, SlLiteral literal, SlWhy why, int of, int lag)
{
  const int variable = literal.side / 2, side = literal.side;
  SlTrailEntry entry = { side, learn->bound[side], learn->last[side], why, of, lag };

  if (variable < learn->core->n)
    literal.value = (side & 1) == 0 ? sl_core_up (learn->core, variable, literal.value)
                                    : -sl_core_down (learn->core, variable, -literal.value);
  if (literal.value <= learn->bound[side])
    return TRUE;
  learn->bound[side] = literal.value;
  learn->last[side] = (int) learn->trail->len;
  g_array_append_val (learn->trail, entry);
  if (literal.value + learn->bound[side ^ 1] <= 0)
    return TRUE;
  /* the bound itself would say no more than that it contradicts the other: what it follows from does */
  const SlLiteral other = { side ^ 1, learn->bound[side ^ 1] };
  g_array_set_size (learn->conflict, 0);
  sl_learn_explain (learn, &entry, sl_literal_not (other), learn->conflict);
  g_array_append_val (learn->conflict, other);
  return FALSE;
}

gboolean
sl_learn_enqueue_because (SlLearn *learn, SlLiteral literal, const SlLiteral *reason, guint n)
{
  const SlLiteral count = { (int) n, 0 };
  const int at = (int) learn->reasons->len;

  g_array_append_val (learn->reasons, count);
  g_array_append_vals (learn->reasons, reason, n);
  return sl_learn_enqueue (learn, literal, SL_WHY_LITERALS, at, 0);
}

void
sl_learn_back (SlLearn *learn, guint level)
{
  if (learn->levels->len <= level)
    return;
  const guint length = (guint) g_array_index (learn->levels, int, level);

  for (guint i = learn->trail->len; i-- > length;)
    {
      const SlTrailEntry *e = sl_trail_entry (learn, i);
      learn->bound[e->side] = e->old;
      learn->last[e->side] = e->before;
    }
  g_array_set_size (learn->trail, length);
  g_array_set_size (learn->reasons, (guint) g_array_index (learn->reason_marks, int, level));
  g_array_set_size (learn->levels, level);
  g_array_set_size (learn->reason_marks, level);
  learn->head = length;
  memset (learn->stale, 0, (gsize) learn->core->m * sizeof (gboolean));
  sl_choice_back (learn->choice, level);
}

int
sl_learn_entry_of (const SlLearn *learn, SlLiteral literal)
{
  int at = learn->last[literal.side];

  while (at >= 0 && sl_trail_entry (learn, at)->old >= literal.value)
    at = sl_trail_entry (learn, at)->before;
  return at;
}

guint
sl_learn_level_of (const SlLearn *learn, int entry)
{
  guint low = 0, high = learn->levels->len;

  while (low < high)
    {
      const guint middle = (low + high) / 2;
      if (g_array_index (learn->levels, int, middle) <= entry)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* --- what follows --- */

/* The others start after the end of `a`. */
static gboolean
follow_first (SlLearn *learn, int a)
{
  const SlCore *c = learn->core;
  const int end = a < c->n ? sl_core_end (c, a, sl_learn_first (learn, a)) : 0;

  if (a == c->n)
    return TRUE;
  for (int k = c->after.first[a]; k < c->after.first[a + 1]; k++)
    {
      const SlCoreArc arc = c->after.items[k];
      if (end + arc.lag > sl_learn_first (learn, arc.other)
          && !sl_learn_enqueue (learn, (SlLiteral) { 2 * arc.other, end + arc.lag }, SL_WHY_ARC, a, arc.lag))
        return FALSE;
    }
  return end <= sl_learn_first (learn, c->n)
         || sl_learn_enqueue (learn, (SlLiteral) { 2 * c->n, end }, SL_WHY_ARC, a, 0);
}

static gboolean
end_by (SlLearn *learn, int a, int latest, int of, int lag)
{
  const int start = sl_core_last_start (learn->core, a, latest - lag);
  return start >= sl_learn_latest (learn, a)
         || sl_learn_enqueue (learn, (SlLiteral) { 2 * a + 1, -start }, SL_WHY_ARC, of, lag);
}

/* The others end before the latest start of `a`, or the end of all. */
static gboolean
follow_latest (SlLearn *learn, int a)
{
  const SlCore *c = learn->core;
  const int latest = sl_learn_latest (learn, a);

  if (a == c->n)
    for (int i = 0; i < c->n; i++)
      {
        if (!end_by (learn, i, latest, a, 0))
          return FALSE;
      }
  else
    for (int k = c->before.first[a]; k < c->before.first[a + 1]; k++)
      if (!end_by (learn, c->before.items[k].other, latest, a, c->before.items[k].lag))
        return FALSE;
  return TRUE;
}

static void
mark_stale (SlLearn *learn, int a)
{
  const SlCore *c = learn->core;

  if (a < c->n)
    for (int k = c->uses.first[a]; k < c->uses.first[a + 1]; k++)
      learn->stale[c->uses.items[k].other] = TRUE;
}

static gboolean
propagate_entry (SlLearn *learn, guint at)
{
  const int side = sl_trail_entry (learn, at)->side;

  if (learn->last[side] != (int) at) /* a later one says more */
    return TRUE;
  mark_stale (learn, side / 2);
  return sl_clauses_propagate (learn->clauses, learn, side)
         && ((side & 1) == 0 ? follow_first (learn, side / 2) : follow_latest (learn, side / 2));
}

gboolean
sl_learn_propagate (SlLearn *learn)
{
  for (int r = 0; r < learn->core->m;)
    {
      while (learn->head < learn->trail->len)
        if (!propagate_entry (learn, learn->head++))
          return FALSE;
      for (r = 0; r < learn->core->m && !learn->stale[r]; r++)
        ;
      if (r == learn->core->m)
        break;
      learn->stale[r] = FALSE;
      if (!sl_tables_propagate (learn->tables, learn, r))
        return FALSE;
      r = 0;
    }
  return TRUE;
}

/* The least bound at the arc's other end from which `literal` follows. */
static SlLiteral
explain_arc (const SlCore *c, const SlTrailEntry *entry, SlLiteral literal)
{
  const int variable = literal.side / 2;

  if ((literal.side & 1) == 0)
    {
      const int open = variable < c->n ? sl_core_down (c, variable, literal.value - 1) : literal.value - 1;
      const int past = open - entry->lag;
      return (SlLiteral) { 2 * entry->of, past < 0 ? 0 : sl_core_first_past (c, entry->of, past) };
    }
  const int next = sl_core_up (c, variable, MAX (0, 1 - literal.value));
  return (SlLiteral) { 2 * entry->of + 1, 1 - sl_core_end (c, variable, next) - entry->lag };
}

void
sl_learn_explain (const SlLearn *learn, const SlTrailEntry *entry, SlLiteral literal, GArray *out)
{
  const SlLiteral *literals;
  guint n;

  if (entry->why == SL_WHY_ARC)
    {
      const SlLiteral one = explain_arc (learn->core, entry, literal);
      g_array_append_val (out, one);
    }
  else if (entry->why == SL_WHY_CLAUSE)
    {
      literals = sl_clauses_get (learn->clauses, entry->of, &n);
      for (guint i = 1; i < n; i++)
        {
          const SlLiteral one = sl_literal_not (literals[i]);
          g_array_append_val (out, one);
        }
    }
  else
    {
      literals = &g_array_index (learn->reasons, SlLiteral, entry->of);
      g_array_append_vals (out, literals + 1, (guint) literals->side);
    }
}
