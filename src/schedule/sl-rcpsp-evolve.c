#include "sl-rcpsp-evolve.h"

#include <string.h>

#include "sl-random.h"

#define MEMBERS 80
#define PATIENCE 12    /* times MEMBERS children without a better one: all but the best are made anew */
#define CHANGES 30     /* one place in so many changes with its neighbour */

typedef struct {
  int   *start, *list;
  gint64 cost;
} Member;

struct SlEvolve {
  const SlCore *core; /* borrowed */
  SlSgs        *sgs;  /* borrowed */
  guint64       seed, drawn;
  Member        member[MEMBERS], child, best;
  int           n;    /* members so far */
  int           idle; /* children since the last better one */
  int          *late; /* last starts, for the first lists */
  int          *row, *waits;
  guint8       *taken;
};

static guint
draw (SlEvolve *e, guint below)
{
  return (guint) ((sl_random_mix (e->seed + e->drawn++) >> 32) * below >> 32);
}

static void
member_init (Member *member, int n)
{
  member->start = g_new0 (int, n);
  member->list = g_new0 (int, n);
  member->cost = G_MAXINT64;
}

static void
member_clear (Member *member)
{
  g_free (member->start);
  g_free (member->list);
}

static void
member_copy (Member *to, const Member *from, int n)
{
  memcpy (to->start, from->start, (gsize) n * sizeof (int));
  memcpy (to->list, from->list, (gsize) n * sizeof (int));
  to->cost = from->cost;
}

SlEvolve *
sl_evolve_new (const SlCore *core, SlSgs *sgs, guint64 seed)
{
  SlEvolve *e = g_new0 (SlEvolve, 1);
  g_autofree int *start = g_memdup2 (core->release, (gsize) core->n * sizeof (int));

  e->core = core;
  e->sgs = sgs;
  e->seed = sl_random_mix (seed);
  for (int i = 0; i < MEMBERS; i++)
    member_init (&e->member[i], core->n);
  member_init (&e->child, core->n);
  member_init (&e->best, core->n);
  e->late = g_new (int, core->n);
  e->row = g_new (int, core->n);
  e->waits = g_new (int, core->n);
  e->taken = g_new (guint8, core->n);
  sl_core_push_left (core, sl_core_push_right (core, start), e->late);
  for (int a = 0; a < core->n; a++)
    e->late[a] = sl_core_last_start (core, a, e->late[a]);
  return e;
}

void
sl_evolve_free (SlEvolve *e)
{
  if (e == NULL)
    return;
  for (int i = 0; i < MEMBERS; i++)
    member_clear (&e->member[i]);
  member_clear (&e->child);
  member_clear (&e->best);
  g_free (e->late);
  g_free (e->row);
  g_free (e->waits);
  g_free (e->taken);
  g_free (e);
}

/* --- lists --- */

/* Of those that can come next two or three are drawn, and the one that must start first is taken. */
static void
draw_list (SlEvolve *e, int *list)
{
  const SlCore *c = e->core;
  int ready = 0;

  for (int a = 0; a < c->n; a++)
    if ((e->waits[a] = c->before.first[a + 1] - c->before.first[a]) == 0)
      e->row[ready++] = a;
  for (int i = 0; i < c->n; i++)
    {
      int taken = (int) draw (e, (guint) ready);
      for (int more = 0; more < (e->n == 0 ? ready : 2); more++)
        {
          const int other = e->n == 0 ? more : (int) draw (e, (guint) ready);
          if (e->late[e->row[other]] < e->late[e->row[taken]])
            taken = other;
        }
      const int a = list[i] = e->row[taken];
      e->row[taken] = e->row[--ready];
      for (int k = c->after.first[a]; k < c->after.first[a + 1]; k++)
        if (--e->waits[c->after.items[k].other] == 0)
          e->row[ready++] = c->after.items[k].other;
    }
}

static int
append_from (SlEvolve *e, const int *parent, int upto, int *child, int n)
{
  for (int i = 0; n < upto; i++)
    if (!e->taken[parent[i]])
      {
        e->taken[parent[i]] = 1;
        child[n++] = parent[i];
      }
  return n;
}

/* The begin and the end of one, in the middle what is left in the other's order (Hartmann 1998). */
static void
cross (SlEvolve *e, const int *a, const int *b, int *child)
{
  const int n = e->core->n;
  int from = (int) draw (e, (guint) n), to = (int) draw (e, (guint) n);

  if (from > to)
    {
      const int swap = from;
      from = to;
      to = swap;
    }
  memset (e->taken, 0, (gsize) n);
  append_from (e, a, n, child, append_from (e, b, to, child, append_from (e, a, from, child, 0)));
}

static gboolean
must_precede (const SlCore *c, int a, int b)
{
  for (int k = c->after.first[a]; k < c->after.first[a + 1]; k++)
    if (c->after.items[k].other == b)
      return TRUE;
  return FALSE;
}

static void
change (SlEvolve *e, int *list)
{
  for (int i = 0; i + 1 < e->core->n; i++)
    if (draw (e, CHANGES) == 0 && !must_precede (e->core, list[i], list[i + 1]))
      {
        const int swap = list[i];
        list[i] = list[i + 1];
        list[i + 1] = swap;
      }
}

/* --- members --- */

static gboolean
is_known (const SlEvolve *e, const Member *m)
{
  for (int i = 0; i < e->n; i++)
    if (e->member[i].cost == m->cost
        && memcmp (e->member[i].start, m->start, (gsize) e->core->n * sizeof (int)) == 0)
      return TRUE;
  return FALSE;
}

/* The child takes a free place or that of the worst. */
static gboolean
join (SlEvolve *e)
{
  const int n = e->core->n;
  int worst = 0;

  sl_sgs_list (e->sgs, e->child.start, e->child.list);
  e->idle++;
  if (e->n < MEMBERS)
    {
      if (!is_known (e, &e->child))
        member_copy (&e->member[e->n++], &e->child, n);
    }
  else
    {
      for (int i = 1; i < MEMBERS; i++)
        if (e->member[i].cost > e->member[worst].cost)
          worst = i;
      if (e->child.cost <= e->member[worst].cost && !is_known (e, &e->child))
        member_copy (&e->member[worst], &e->child, n);
    }
  if (e->child.cost >= e->best.cost)
    return FALSE;
  member_copy (&e->best, &e->child, n);
  e->idle = 0;
  return TRUE;
}

/* The better one of two; any one is the other parent, which keeps the population apart for longer. */
static void
cross_two (SlEvolve *e)
{
  const Member *a = &e->member[draw (e, MEMBERS)], *b = &e->member[draw (e, MEMBERS)];
  const Member *other = &e->member[draw (e, MEMBERS)];

  cross (e, (a->cost <= b->cost ? a : b)->list, other->list, e->child.list);
}

gboolean
sl_evolve_step (SlEvolve *e)
{
  if (e->idle > PATIENCE * MEMBERS)
    {
      member_copy (&e->member[0], &e->best, e->core->n);
      e->n = 1;
      e->idle = 0;
    }
  if (e->n < MEMBERS && e->idle <= 2 * MEMBERS)
    draw_list (e, e->child.list);
  else if (e->n < MEMBERS)
    {
      memcpy (e->child.list, e->member[draw (e, (guint) e->n)].list, (gsize) e->core->n * sizeof (int));
      change (e, e->child.list);
    }
  else
    {
      cross_two (e);
      change (e, e->child.list);
    }
  sl_sgs_forward (e->sgs, e->child.list, e->child.start);
  e->child.cost = sl_sgs_justify (e->sgs, e->child.start);
  return join (e);
}

void
sl_evolve_take (SlEvolve *e, const int *start)
{
  memcpy (e->child.start, start, (gsize) e->core->n * sizeof (int));
  e->child.cost = sl_sgs_justify (e->sgs, e->child.start);
  join (e);
}

const int *
sl_evolve_best (const SlEvolve *e)
{
  return e->best.start;
}

gint64
sl_evolve_cost (const SlEvolve *e)
{
  return e->best.cost;
}
