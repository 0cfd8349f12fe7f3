/* What a dead end teaches: resolved back to the first bound of the last decision that all of it goes through (Marques-
 * Silva & Sakallah, "GRASP", 1999), over bounds: of one side only the strongest bound that is needed counts. */
#include "sl-rcpsp-learn-private.h"

#define NOT_NEEDED G_MININT

struct SlLearnAnalysis {
  int    *need;      /* by side: the bound that the dead end needs */
  int    *begin;     /* by side: its bound before the last decision, where `seen` */
  guint  *seen;      /* by side: the number of the dead end */
  guint   number;
  int     open;      /* needed bounds of the last level */
  GArray *sides;     /* int: those with a need, also of former ones */
  GArray *because;   /* SlLiteral, scratch */
  GArray *clause;    /* SlLiteral */
  GArray *entries;   /* int, by literal of the clause */
};

SlLearnAnalysis *
sl_learn_analysis_new (int sides)
{
  SlLearnAnalysis *a = g_new0 (SlLearnAnalysis, 1);

  a->need = g_new (int, sides);
  a->begin = g_new (int, sides);
  a->seen = g_new0 (guint, sides);
  for (int s = 0; s < sides; s++)
    a->need[s] = NOT_NEEDED;
  a->sides = g_array_new (FALSE, FALSE, sizeof (int));
  a->because = g_array_new (FALSE, FALSE, sizeof (SlLiteral));
  a->clause = g_array_new (FALSE, FALSE, sizeof (SlLiteral));
  a->entries = g_array_new (FALSE, FALSE, sizeof (int));
  return a;
}

void
sl_learn_analysis_free (SlLearnAnalysis *a)
{
  g_free (a->need);
  g_free (a->begin);
  g_free (a->seen);
  g_array_unref (a->sides);
  g_array_unref (a->because);
  g_array_unref (a->clause);
  g_array_unref (a->entries);
  g_free (a);
}

/* The side's bound before the last decision. */
static int
begin_of (const SlLearn *learn, int side)
{
  const int from = g_array_index (learn->levels, int, learn->levels->len - 1);
  int bound = learn->bound[side];

  for (int at = learn->last[side]; at >= from; at = sl_trail_entry (learn, at)->before)
    bound = sl_trail_entry (learn, at)->old;
  return bound;
}

static void
add_need (SlLearnAnalysis *a, SlLearn *learn, SlLiteral literal)
{
  const int side = literal.side;

  if (literal.value <= learn->root[side] || literal.value <= a->need[side])
    return;
  if (a->seen[side] != a->number)
    {
      a->seen[side] = a->number;
      a->begin[side] = begin_of (learn, side);
      g_array_append_val (a->sides, side);
    }
  a->open += literal.value > a->begin[side] && a->need[side] <= a->begin[side];
  a->need[side] = literal.value;
  sl_choice_bump (learn->choice, literal);
}

/* Goes back over the last level until one needed bound of it is left; its entry. */
static int
resolve (SlLearnAnalysis *a, SlLearn *learn)
{
  for (int at = (int) learn->trail->len - 1;; at--)
    {
      const SlTrailEntry *e = sl_trail_entry (learn, at);
      const SlLiteral literal = { e->side, a->need[e->side] };

      if (literal.value == NOT_NEEDED || literal.value <= e->old)
        continue;
      if (a->open == 1)
        return at;
      a->open--;
      a->need[e->side] = NOT_NEEDED;
      g_array_set_size (a->because, 0);
      sl_learn_explain (learn, e, literal, a->because);
      if (e->why == SL_WHY_CLAUSE)
        sl_clauses_bump (learn->clauses, e->of);
      for (guint i = 0; i < a->because->len; i++)
        add_need (a, learn, g_array_index (a->because, SlLiteral, i));
    }
}

/* Whether a needed bound follows from the others. */
static gboolean
follows (SlLearnAnalysis *a, const SlLearn *learn, SlLiteral literal)
{
  const SlTrailEntry *e = sl_trail_entry (learn, sl_learn_entry_of (learn, literal));

  if (e->why == SL_WHY_DECIDED)
    return FALSE;
  g_array_set_size (a->because, 0);
  sl_learn_explain (learn, e, literal, a->because);
  for (guint i = 0; i < a->because->len; i++)
    {
      const SlLiteral l = g_array_index (a->because, SlLiteral, i);
      if (l.value > learn->root[l.side] && (l.side == literal.side || a->need[l.side] < l.value))
        return FALSE;
    }
  return TRUE;
}

static void
add_literal (SlLearnAnalysis *a, const SlLearn *learn, int side)
{
  const SlLiteral need = { side, a->need[side] }, literal = sl_literal_not (need);
  const int entry = sl_learn_entry_of (learn, need);

  g_array_append_val (a->clause, literal);
  g_array_append_val (a->entries, entry);
}

/* The clause, its first literal that of `side`, its second the one that became false last of the others. */
static void
collect (SlLearnAnalysis *a, const SlLearn *learn, int side)
{
  guint latest = 1;

  g_array_set_size (a->clause, 0);
  g_array_set_size (a->entries, 0);
  for (guint i = 0; i < a->sides->len; i++)
    {
      const int s = g_array_index (a->sides, int, i);
      if (s != side && a->need[s] != NOT_NEEDED && follows (a, learn, (SlLiteral) { s, a->need[s] }))
        a->need[s] = NOT_NEEDED;
    }
  add_literal (a, learn, side);
  a->need[side] = NOT_NEEDED;
  for (guint i = 0; i < a->sides->len; i++)
    {
      const int s = g_array_index (a->sides, int, i);
      if (a->need[s] == NOT_NEEDED)
        continue;
      add_literal (a, learn, s);
      a->need[s] = NOT_NEEDED;
      if (g_array_index (a->entries, int, a->entries->len - 1) > g_array_index (a->entries, int, latest))
        latest = a->entries->len - 1;
    }
  if (a->clause->len < 2)
    return;
  SlLiteral *literals = (SlLiteral *) (gpointer) a->clause->data;
  int *entries = (int *) (gpointer) a->entries->data;
  const SlLiteral l = literals[1];
  const int e = entries[1];
  literals[1] = literals[latest];
  entries[1] = entries[latest];
  literals[latest] = l;
  entries[latest] = e;
}

/* How many levels the clause links. */
static guint
count_levels (const SlLearnAnalysis *a, const SlLearn *learn)
{
  guint n = 0;

  for (guint i = 0; i < a->entries->len; i++)
    {
      const guint level = sl_learn_level_of (learn, g_array_index (a->entries, int, i));
      gboolean known = FALSE;
      for (guint k = 0; k < i && !known; k++)
        known = sl_learn_level_of (learn, g_array_index (a->entries, int, k)) == level;
      n += !known;
    }
  return n;
}

gboolean
sl_learn_analysis_run (SlLearnAnalysis *a, SlLearn *learn)
{
  const SlLiteral *literals;
  guint levels, last = 0;
  int side, clause;

  for (guint i = 0; i < learn->conflict->len; i++)
    {
      const int entry = sl_learn_entry_of (learn, g_array_index (learn->conflict, SlLiteral, i));
      last = MAX (last, sl_learn_level_of (learn, entry));
    }
  if (last == 0)
    {
      learn->impossible = TRUE;
      return FALSE;
    }
  sl_learn_back (learn, last);
  a->number++;
  a->open = 0;
  g_array_set_size (a->sides, 0);
  for (guint i = 0; i < learn->conflict->len; i++)
    add_need (a, learn, g_array_index (learn->conflict, SlLiteral, i));
  side = sl_trail_entry (learn, resolve (a, learn))->side;
  collect (a, learn, side);
  sl_choice_decay (learn->choice);
  literals = (const SlLiteral *) (gpointer) a->clause->data;
  if (a->clause->len == 1)
    {
      sl_learn_back (learn, 0);
      return sl_learn_enqueue (learn, literals[0], SL_WHY_DECIDED, 0, 0) || (learn->impossible = TRUE, FALSE);
    }
  levels = count_levels (a, learn);
  sl_learn_back (learn, sl_learn_level_of (learn, g_array_index (a->entries, int, 1)));
  clause = sl_clauses_add (learn->clauses, literals, a->clause->len, levels);
  return sl_learn_enqueue (learn, literals[0], SL_WHY_CLAUSE, clause, 0);
}
