/* What the search tries next: the bound that had the most part in late dead ends (VSIDS, Moskewicz et al. 2001), as
 * "before"; where no such bound is open, the activity that can start first starts at once. */
#include "sl-rcpsp-learn-private.h"

#define DECAY (1 / .95)
#define TOO_MUCH 1e100

/* "variable starts at or after value", or not. */
typedef struct {
  int      variable, value;
  double   weight;
  int      place;      /* in the heap, or −1 */
} Bound;

typedef struct {
  int   bound;
  guint level;
} Popped;

struct SlChoice {
  const SlCore *core;   /* borrowed */
  GArray       *bounds; /* Bound */
  GHashTable   *known;  /* variable and value → place in `bounds`, + 1 */
  GArray       *heap;   /* int, the heaviest first */
  GArray       *popped; /* Popped: known at that level, to come back */
  double        step;
};

SlChoice *
sl_choice_new (const SlCore *core)
{
  SlChoice *choice = g_new0 (SlChoice, 1);

  choice->core = core;
  choice->bounds = g_array_new (FALSE, FALSE, sizeof (Bound));
  choice->known = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  choice->heap = g_array_new (FALSE, FALSE, sizeof (int));
  choice->popped = g_array_new (FALSE, FALSE, sizeof (Popped));
  choice->step = 1;
  return choice;
}

void
sl_choice_free (SlChoice *choice)
{
  g_array_unref (choice->bounds);
  g_hash_table_unref (choice->known);
  g_array_unref (choice->heap);
  g_array_unref (choice->popped);
  g_free (choice);
}

/* --- the heap --- */

static inline Bound *
bound_at (const SlChoice *choice, int index)
{
  return &g_array_index (choice->bounds, Bound, index);
}

static inline Bound *
heap_at (const SlChoice *choice, int place)
{
  return bound_at (choice, g_array_index (choice->heap, int, place));
}

static void
heap_set (SlChoice *choice, int place, int index)
{
  g_array_index (choice->heap, int, place) = index;
  bound_at (choice, index)->place = place;
}

static void
heap_rise (SlChoice *choice, int place)
{
  const int index = g_array_index (choice->heap, int, place);
  const double weight = bound_at (choice, index)->weight;

  for (; place > 0 && heap_at (choice, (place - 1) / 2)->weight < weight; place = (place - 1) / 2)
    heap_set (choice, place, g_array_index (choice->heap, int, (place - 1) / 2));
  heap_set (choice, place, index);
}

static void
heap_sink (SlChoice *choice, int place)
{
  const int index = g_array_index (choice->heap, int, place), n = (int) choice->heap->len;
  const double weight = bound_at (choice, index)->weight;

  for (int child; (child = 2 * place + 1) < n; place = child)
    {
      if (child + 1 < n && heap_at (choice, child + 1)->weight > heap_at (choice, child)->weight)
        child++;
      if (heap_at (choice, child)->weight <= weight)
        break;
      heap_set (choice, place, g_array_index (choice->heap, int, child));
    }
  heap_set (choice, place, index);
}

static void
heap_add (SlChoice *choice, int index)
{
  if (bound_at (choice, index)->place >= 0)
    return;
  g_array_append_val (choice->heap, index);
  heap_rise (choice, (int) choice->heap->len - 1);
}

static int
heap_pop (SlChoice *choice)
{
  const int index = g_array_index (choice->heap, int, 0);

  bound_at (choice, index)->place = -1;
  heap_set (choice, 0, g_array_index (choice->heap, int, choice->heap->len - 1));
  g_array_set_size (choice->heap, choice->heap->len - 1);
  bound_at (choice, index)->place = -1;
  if (choice->heap->len > 0)
    heap_sink (choice, 0);
  return index;
}

/* --- weights --- */

static int
find_bound (SlChoice *choice, int variable, int value)
{
  gint64 key = (gint64) variable << 32 | (guint32) value;
  int index = GPOINTER_TO_INT (g_hash_table_lookup (choice->known, &key)) - 1;

  if (index >= 0)
    return index;
  const Bound bound = { variable, value, 0, -1 };
  index = (int) choice->bounds->len;
  g_array_append_val (choice->bounds, bound);
  g_hash_table_insert (choice->known, g_memdup2 (&key, sizeof key), GINT_TO_POINTER (index + 1));
  heap_add (choice, index);
  return index;
}

void
sl_choice_bump (SlChoice *choice, SlLiteral literal)
{
  const int index = find_bound (choice, literal.side / 2, (literal.side & 1) == 0 ? literal.value : 1 - literal.value);
  Bound *bound = bound_at (choice, index);

  bound->weight += choice->step;
  if (bound->place >= 0)
    heap_rise (choice, bound->place);
  if (bound->weight < TOO_MUCH)
    return;
  for (guint i = 0; i < choice->bounds->len; i++)
    bound_at (choice, (int) i)->weight /= TOO_MUCH;
  choice->step /= TOO_MUCH;
}

void
sl_choice_decay (SlChoice *choice)
{
  choice->step *= DECAY;
}

void
sl_choice_back (SlChoice *choice, guint level)
{
  while (choice->popped->len > 0 && g_array_index (choice->popped, Popped, choice->popped->len - 1).level > level)
    {
      heap_add (choice, g_array_index (choice->popped, Popped, choice->popped->len - 1).bound);
      g_array_set_size (choice->popped, choice->popped->len - 1);
    }
}

/* --- choosing --- */

static gboolean
next_by_conflicts (SlChoice *choice, const SlLearn *learn, SlLiteral *literal)
{
  while (choice->heap->len > 0)
    {
      const int index = heap_pop (choice);
      const Bound *bound = bound_at (choice, index);
      const Popped popped = { index, learn->levels->len + 1 };
      const SlLiteral after = { 2 * bound->variable, bound->value };

      if (!sl_literal_true (learn, after) && !sl_literal_false (learn, after))
        {
          g_array_append_val (choice->popped, popped);
          *literal = sl_literal_not (after);
          return TRUE;
        }
      const Popped known = { index, learn->levels->len };
      g_array_append_val (choice->popped, known);
    }
  return FALSE;
}

/* The activity that can start first, and of those that has the least choice, starts at once. */
static gboolean
next_by_time (const SlCore *core, const SlLearn *learn, SlLiteral *literal)
{
  int best = -1;

  for (int a = 0; a < core->n; a++)
    {
      const int first = sl_learn_first (learn, a), latest = sl_learn_latest (learn, a);
      if (first == latest)
        continue;
      if (best < 0 || first < sl_learn_first (learn, best)
          || (first == sl_learn_first (learn, best) && latest < sl_learn_latest (learn, best)))
        best = a;
    }
  if (best < 0)
    return FALSE;
  *literal = (SlLiteral) { 2 * best + 1, -sl_learn_first (learn, best) };
  return TRUE;
}

gboolean
sl_choice_next (SlChoice *choice, const SlLearn *learn, SlLiteral *literal)
{
  return next_by_conflicts (choice, learn, literal) || next_by_time (choice->core, learn, literal);
}
