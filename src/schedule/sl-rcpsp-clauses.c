/* The no-goods that were learned, with two watched literals each (Moskewicz, Madigan, Zhao, Zhang & Malik, "Chaff:
 * engineering an efficient SAT solver", 2001). */
#include "sl-rcpsp-learn-private.h"

#define FIRST_LIMIT 4000 /* clauses */
#define SHORT_LEVELS 2   /* clauses of so few levels are never forgotten */

typedef struct {
  int at;      /* of its first literal */
  int n;
  int levels;  /* between which it links: the fewer, the more it is worth */
  int used;    /* when it was of use last */
} Clause;

typedef struct {
  int clause, value; /* value of the watched literal, whose side is the watching one's opposite */
} Watch;

struct SlClauses {
  int     sides;
  GArray *clauses;  /* Clause */
  GArray *literals; /* SlLiteral */
  GArray **watches; /* Watch, by the side whose bounds make the literal false */
  guint   limit;
  int     now;      /* counts uses */
};

SlClauses *
sl_clauses_new (int sides)
{
  SlClauses *clauses = g_new0 (SlClauses, 1);

  clauses->sides = sides;
  clauses->clauses = g_array_new (FALSE, FALSE, sizeof (Clause));
  clauses->literals = g_array_new (FALSE, FALSE, sizeof (SlLiteral));
  clauses->watches = g_new (GArray *, sides);
  for (int s = 0; s < sides; s++)
    clauses->watches[s] = g_array_new (FALSE, FALSE, sizeof (Watch));
  clauses->limit = FIRST_LIMIT;
  return clauses;
}

void
sl_clauses_free (SlClauses *clauses)
{
  for (int s = 0; s < clauses->sides; s++)
    g_array_unref (clauses->watches[s]);
  g_free (clauses->watches);
  g_array_unref (clauses->clauses);
  g_array_unref (clauses->literals);
  g_free (clauses);
}

static void
watch (SlClauses *clauses, SlLiteral literal, int clause)
{
  const Watch w = { clause, literal.value };
  g_array_append_val (clauses->watches[literal.side ^ 1], w);
}

static int
append (SlClauses *clauses, const SlLiteral *literals, Clause clause)
{
  const int index = (int) clauses->clauses->len;

  clause.at = (int) clauses->literals->len;
  g_array_append_vals (clauses->literals, literals, (guint) clause.n);
  g_array_append_val (clauses->clauses, clause);
  watch (clauses, literals[0], index);
  watch (clauses, literals[1], index);
  return index;
}

int
sl_clauses_add (SlClauses *clauses, const SlLiteral *literals, guint n, guint levels)
{
  return append (clauses, literals, (Clause) { 0, (int) n, (int) levels, clauses->now++ });
}

const SlLiteral *
sl_clauses_get (const SlClauses *clauses, int at, guint *n)
{
  const Clause *clause = &g_array_index (clauses->clauses, Clause, at);

  *n = (guint) clause->n;
  return &g_array_index (clauses->literals, SlLiteral, clause->at);
}

void
sl_clauses_bump (SlClauses *clauses, int at)
{
  g_array_index (clauses->clauses, Clause, at).used = clauses->now++;
}

/* Puts a literal that is not false in the place of the second, which is; FALSE when there is none. */
static gboolean
move_watch (SlClauses *clauses, const SlLearn *learn, int index, SlLiteral *literals, int n)
{
  for (int k = 2; k < n; k++)
    if (!sl_literal_false (learn, literals[k]))
      {
        const SlLiteral other = literals[k];
        literals[k] = literals[1];
        literals[1] = other;
        watch (clauses, other, index);
        return TRUE;
      }
  return FALSE;
}

gboolean
sl_clauses_propagate (SlClauses *clauses, SlLearn *learn, int side)
{
  GArray *row = clauses->watches[side];
  guint kept = 0;
  gboolean possible = TRUE;

  for (guint i = 0; i < row->len; i++)
    {
      const Watch w = g_array_index (row, Watch, i);
      const Clause *clause = &g_array_index (clauses->clauses, Clause, w.clause);
      SlLiteral *literals = &g_array_index (clauses->literals, SlLiteral, clause->at);

      g_array_index (row, Watch, kept++) = w;
      if (!possible || 1 - w.value > learn->bound[side])
        continue;
      if (literals[0].side == (side ^ 1) && literals[0].value == w.value)
        {
          literals[0] = literals[1];
          literals[1] = (SlLiteral) { side ^ 1, w.value };
        }
      if (sl_literal_true (learn, literals[0]))
        continue;
      if (move_watch (clauses, learn, w.clause, literals, clause->n))
        kept--;
      else
        possible = sl_learn_enqueue (learn, literals[0], SL_WHY_CLAUSE, w.clause, 0);
    }
  g_array_set_size (row, kept);
  return possible;
}

/* --- forgetting --- */

static int
compare_worth (gconstpointer a, gconstpointer b)
{
  const Clause *x = a, *y = b;
  const gboolean x_short = x->levels <= SHORT_LEVELS, y_short = y->levels <= SHORT_LEVELS;

  if (x_short != y_short)
    return y_short - x_short;
  return (x->used < y->used) - (x->used > y->used);
}

static gboolean
is_satisfied (const SlLearn *learn, const SlLiteral *literals, int n)
{
  for (int i = 0; i < n; i++)
    if (sl_literal_true (learn, literals[i]))
      return TRUE;
  return FALSE;
}

void
sl_clauses_reduce (SlClauses *clauses, const SlLearn *learn)
{
  g_autoptr (GArray) old = NULL, literals = NULL;

  if (clauses->clauses->len < clauses->limit)
    return;
  old = clauses->clauses;
  literals = clauses->literals;
  clauses->clauses = g_array_new (FALSE, FALSE, sizeof (Clause));
  clauses->literals = g_array_new (FALSE, FALSE, sizeof (SlLiteral));
  for (int s = 0; s < clauses->sides; s++)
    g_array_set_size (clauses->watches[s], 0);
  g_array_sort (old, compare_worth);
  for (guint i = 0; i < old->len; i++)
    {
      const Clause clause = g_array_index (old, Clause, i);
      const SlLiteral *first = &g_array_index (literals, SlLiteral, clause.at);
      if ((i < old->len / 2 || clause.levels <= SHORT_LEVELS) && !is_satisfied (learn, first, clause.n))
        append (clauses, first, clause);
    }
  clauses->limit = MAX (clauses->limit, clauses->clauses->len + FIRST_LIMIT / 2) + FIRST_LIMIT / 8;
}
