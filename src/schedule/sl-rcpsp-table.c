/* The time-table of a resource: an activity whose latest start comes before its earliest end surely goes on between
 * the two. Where that alone takes more than there is, nothing is possible; where it leaves less than another
 * activity needs, that one does not go on there. Each step is explained at one unit of time (Schutt et al. 2011,
 * §4). */
#include "sl-rcpsp-learn-private.h"

typedef struct { int from, to, height; } Segment; /* units from…to − 1 */

typedef struct {
  int  n;
  int *late, *early; /* places among the users, by the begin and by the end of what is sure */
} Order;

struct SlTables {
  const SlCore *core;   /* borrowed */
  Order        *orders; /* by resource */
  int          *begin, *end; /* of what is sure, by place among the users; begin ≥ end: nothing is */
  Segment      *segments;
  int           n;
  int           peak;   /* the greatest height */
  GArray       *because; /* SlLiteral */
  GArray       *amounts; /* int, by pair of literals in `because` */
};

SlTables *
sl_tables_new (const SlCore *core)
{
  SlTables *t = g_new0 (SlTables, 1);
  int most = 0;

  t->core = core;
  t->orders = g_new (Order, core->m);
  for (int r = 0; r < core->m; r++)
    {
      const int n = core->users.first[r + 1] - core->users.first[r];
      t->orders[r] = (Order) { n, g_new (int, n), g_new (int, n) };
      for (int i = 0; i < n; i++)
        t->orders[r].late[i] = t->orders[r].early[i] = i;
      most = MAX (most, n);
    }
  t->begin = g_new (int, most);
  t->end = g_new (int, most);
  t->segments = g_new (Segment, 2 * most + 1);
  t->because = g_array_new (FALSE, FALSE, sizeof (SlLiteral));
  t->amounts = g_array_new (FALSE, FALSE, sizeof (int));
  return t;
}

void
sl_tables_free (SlTables *t)
{
  for (int r = 0; r < t->core->m; r++)
    {
      g_free (t->orders[r].late);
      g_free (t->orders[r].early);
    }
  g_free (t->orders);
  g_free (t->begin);
  g_free (t->end);
  g_free (t->segments);
  g_array_unref (t->because);
  g_array_unref (t->amounts);
  g_free (t);
}

/* --- what is sure --- */

/* Insertion: little changes from one time to the next. */
static void
sort_by (int *row, int n, const int *time)
{
  for (int i = 1; i < n; i++)
    {
      const int moved = row[i];
      int k = i;
      for (; k > 0 && time[row[k - 1]] > time[moved]; k--)
        row[k] = row[k - 1];
      row[k] = moved;
    }
}

static void
fill (SlTables *t, const SlLearn *learn, int resource)
{
  const SlCoreUse *users = t->core->users.items + t->core->users.first[resource];
  const Order *o = &t->orders[resource];
  int height = 0, from = 0, begun = 0, ended = 0;

  for (int i = 0; i < o->n; i++)
    {
      t->begin[i] = sl_learn_latest (learn, users[i].other);
      t->end[i] = sl_core_end (t->core, users[i].other, sl_learn_first (learn, users[i].other));
    }
  sort_by (o->late, o->n, t->begin);
  sort_by (o->early, o->n, t->end);
  t->n = t->peak = 0;
  while (ended < o->n)
    {
      const int a = begun < o->n ? o->late[begun] : -1, b = o->early[ended];
      const gboolean begins = a >= 0 && t->begin[a] < t->end[b];
      const int i = begins ? a : b, at = begins ? t->begin[a] : t->end[b];

      begun += begins;
      ended += !begins;
      if (t->begin[i] >= t->end[i])
        continue;
      if (at > from && height > 0)
        t->segments[t->n++] = (Segment) { from, at, height };
      from = at;
      height += begins ? users[i].amount : -users[i].amount;
      t->peak = MAX (t->peak, height);
    }
}

/* --- reasons --- */

static void
because (SlTables *t, int side, int value)
{
  const SlLiteral literal = { side, value };
  g_array_append_val (t->because, literal);
}

/* The activities beside `self` (place among the users, −1 for none) that surely take more than `most` at `at`, no more
 * of them than needed; adds to `because`. */
static void
explain_use (SlTables *t, int resource, int self, int at, int most)
{
  const SlCoreUse *users = t->core->users.items + t->core->users.first[resource];
  const int n = t->orders[resource].n;
  int spare = -most - 1;

  for (int i = 0; i < n; i++)
    if (i != self && t->begin[i] <= at && at < t->end[i])
      spare += users[i].amount;
  for (int i = 0; i < n; i++)
    if (i != self && t->begin[i] <= at && at < t->end[i])
      {
        if (users[i].amount <= spare)
          {
            spare -= users[i].amount;
            continue;
          }
        because (t, 2 * users[i].other, sl_core_first_past (t->core, users[i].other, at));
        because (t, 2 * users[i].other + 1, -at);
      }
}

static gboolean
push (SlTables *t, SlLearn *learn, SlLiteral literal)
{
  return sl_learn_enqueue_because (learn, literal, (const SlLiteral *) (gpointer) t->because->data, t->because->len);
}

/* --- what it forbids --- */

static gboolean
is_over (SlTables *t, SlLearn *learn, int resource)
{
  const int capacity = t->core->capacity[resource];

  for (int s = 0; s < t->n; s++)
    if (t->segments[s].height > capacity)
      {
        g_array_set_size (t->because, 0);
        explain_use (t, resource, -1, (t->segments[s].from + t->segments[s].to) / 2, capacity);
        g_array_set_size (learn->conflict, 0);
        g_array_append_vals (learn->conflict, t->because->data, t->because->len);
        return TRUE;
      }
  return FALSE;
}

/* Whether user i, where it goes on in the segment, would take more than there is. */
static inline gboolean
clashes (const SlTables *t, const Segment *s, int i, int amount, int capacity)
{
  const gboolean own = t->begin[i] < t->end[i] && t->begin[i] <= s->from && s->to <= t->end[i];
  return s->height + (own ? 0 : amount) > capacity;
}

static gboolean
push_first (SlTables *t, SlLearn *learn, int resource, int i)
{
  const SlCoreUse user = t->core->users.items[t->core->users.first[resource] + i];
  const int capacity = t->core->capacity[resource], a = user.other;

  for (int s = 0; s < t->n; s++)
    {
      const Segment *segment = &t->segments[s];
      int end;

      if (segment->to <= sl_learn_first (learn, a) || !clashes (t, segment, i, user.amount, capacity))
        continue;
      while (sl_learn_first (learn, a) < segment->to
             && (end = sl_core_end (t->core, a, sl_learn_first (learn, a))) > segment->from)
        {
          const int at = MIN (segment->to, end) - 1;
          g_array_set_size (t->because, 0);
          explain_use (t, resource, i, at, capacity - user.amount);
          because (t, 2 * a, sl_core_first_past (t->core, a, at));
          if (!push (t, learn, (SlLiteral) { 2 * a, at + 1 }))
            return FALSE;
        }
    }
  return TRUE;
}

static gboolean
push_latest (SlTables *t, SlLearn *learn, int resource, int i)
{
  const SlCoreUse user = t->core->users.items[t->core->users.first[resource] + i];
  const int capacity = t->core->capacity[resource], a = user.other;

  for (int s = t->n - 1; s >= 0; s--)
    {
      const Segment *segment = &t->segments[s];

      if (segment->from >= sl_core_end (t->core, a, sl_learn_latest (learn, a))
          || !clashes (t, segment, i, user.amount, capacity))
        continue;
      while (sl_learn_latest (learn, a) < segment->to
             && sl_core_end (t->core, a, sl_learn_latest (learn, a)) > segment->from)
        {
          const int at = MAX (segment->from, sl_learn_latest (learn, a));
          g_array_set_size (t->because, 0);
          explain_use (t, resource, i, at, capacity - user.amount);
          because (t, 2 * a + 1, -at);
          if (!push (t, learn, (SlLiteral) { 2 * a + 1, 1 - sl_core_first_past (t->core, a, at) }))
            return FALSE;
        }
    }
  return TRUE;
}

gboolean
sl_tables_propagate (SlTables *t, SlLearn *learn, int resource)
{
  const SlCoreUse *users = t->core->users.items + t->core->users.first[resource];
  const int n = t->orders[resource].n, capacity = t->core->capacity[resource];

  fill (t, learn, resource);
  if (t->peak > capacity && is_over (t, learn, resource))
    return FALSE;
  for (int i = 0; i < n; i++)
    {
      const int a = users[i].other;
      if (users[i].amount + t->peak <= capacity || sl_learn_first (learn, a) == sl_learn_latest (learn, a))
        continue;
      if (!push_first (t, learn, resource, i) || !push_latest (t, learn, resource, i))
        return FALSE;
    }
  return TRUE;
}
