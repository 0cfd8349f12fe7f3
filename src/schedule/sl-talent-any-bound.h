/* How much must still be paid for waiting in what is left of a partial order.
 *
 * At any group t the actors that are there separate what came before from what comes after. Take the graph of actors,
 * joined where they meet in a group that is left, without the cast of t: each path from somebody held at the front to
 * somebody held at the back has an actor who is there at t and waits. So a flow from front to back with the actors'
 * wages as capacities is a lower bound of what is paid for waiting during t (Menger; any flow will do, so it is found
 * greedily along direct meetings and those through one actor that nobody holds).
 *
 * Wages that the flow leaves spare may be counted otherwise: of two actors i, k held at one end, the one that is held
 * longer waits while the other works alone. Where several work, each answers for its share by wage. This gives, for
 * each pair, the lesser of two sums; shares are rounded down to `bits` binary places, so all is done in integers. */
#pragma once

#include "sl-talent-any-node.h"

/* Sends what it can from `from` to `to`, directly or through one of `via`; takes it off `spare`. */
static gint64
push_flow (const Search *search, gint64 *spare, Set from, Set to, Set via)
{
  gint64 flow = 0;

  for (Set left = from; !set_is_empty (left);)
    {
      const guint i = set_pop (&left);
      for (Set ends = set_and (search->meets[i], to); spare[i] > 0 && !set_is_empty (ends);)
        {
          const guint k = set_pop (&ends);
          const gint64 sent = MIN (spare[i], spare[k]);
          spare[i] -= sent;
          spare[k] -= sent;
          flow += sent;
        }
    }
  for (Set left = from; !set_is_empty (left);)
    {
      const guint i = set_pop (&left);
      for (Set middles = set_and (search->meets[i], via); spare[i] > 0 && !set_is_empty (middles);)
        {
          const guint j = set_pop (&middles);
          for (Set ends = set_and (search->meets[j], to); spare[i] > 0 && spare[j] > 0 && !set_is_empty (ends);)
            {
              const guint k = set_pop (&ends);
              const gint64 sent = MIN (MIN (spare[i], spare[j]), spare[k]);
              spare[i] -= sent;
              spare[j] -= sent;
              spare[k] -= sent;
              flow += sent;
            }
        }
    }
  return flow;
}

/* Flows of the node itself, on which those of its children build. */
static void
make_flows (Search *search)
{
  const Set held = set_or (search->front, search->back);
  const Set nobody_holds = set_less (search->everybody, held);
  const gboolean any = !set_is_empty (search->front) && !set_is_empty (search->back);

  for (Set left = search->everybody; !set_is_empty (left);)
    search->meets[set_pop (&left)] = (Set) { 0 };
  for (guint i = 0; i < search->n_groups; i++)
    for (Set left = search->groups[i].cast; !set_is_empty (left);)
      {
        const guint a = set_pop (&left);
        search->meets[a] = set_or (search->meets[a], search->groups[i].cast);
      }
  for (guint i = 0; i < search->n_groups; i++)
    {
      const Set cast = search->groups[i].cast;

      search->flow[i] = 0;
      memcpy (search->spare + i * search->m, search->core->wages, search->m * sizeof (gint64));
      if (any)
        search->flow[i] = push_flow (search, search->spare + i * search->m, set_less (search->front, cast),
                                     set_less (search->back, cast), set_less (nobody_holds, cast));
    }
}

/* The bound by pairs of the actors of `held`, with what the rows of the groups leave spare; `placed` is a group that is
 * left no more, and `gone` are actors that are of no interest. */
static gint64
pair_bound (Search *search, guint placed, Set held)
{
  guint ids[64 * WORDS], n = 0;
  gint64 *const matrix = search->matrix, sum = 0;

  for (Set left = held; !set_is_empty (left);)
    ids[n++] = set_pop (&left);
  if (n < 2)
    return 0;
  memset (matrix, 0, sizeof (gint64) * n * n);
  for (guint t = 0; t < search->n_groups; t++)
    {
      const Set work = set_and (search->groups[t].cast, held);
      gint64 pay;

      if (t == placed || set_is_empty (work))
        continue;
      pay = wages_of (search, work);
      for (guint k = 0; k < n; k++)
        {
          const gint64 wage = search->core->wages[ids[k]];
          gint64 share;

          if (!set_has (&work, ids[k]))
            continue;
          share = search->groups[t].duration << search->bits;
          if (wage != pay)
            share = (search->groups[t].duration * wage << search->bits) / pay;
          for (guint i = 0; i < n; i++)
            if (!set_has (&work, ids[i]))
              matrix[i * n + k] += search->rows[t][ids[i]] * share;
        }
    }
  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < i; k++)
      sum += MIN (matrix[i * n + k], matrix[k * n + i]);
  return sum;
}

/* A child: the node with one group placed. */
typedef struct {
  guint  placed;
  Set    new_held; /* held from now on at the end where the group stands */
  Set    settled;  /* held at both ends from now on */
  Set    near, far;
} Child;

/* The flow at group t: the node's, without what went through the settled, and what the new ones can send. */
static gint64
child_flow (Search *search, const Child *child, guint t)
{
  const Set cast = search->groups[t].cast, from = set_less (child->new_held, cast), to = set_less (child->far, cast);
  gint64 *row = search->spare + t * search->m, flow = search->flow[t];

  for (Set left = set_less (child->settled, cast); !set_is_empty (left);)
    {
      const guint a = set_pop (&left);
      flow -= search->core->wages[a] - row[a];
    }
  if (!set_is_empty (from) && !set_is_empty (to))
    {
      const Set via = set_less (set_less (search->everybody, set_or (search->front, search->back)),
                                set_or (cast, child->new_held));
      row = search->spare_child + t * search->m;
      memcpy (row, search->spare + t * search->m, search->m * sizeof (gint64));
      flow += push_flow (search, row, from, to, via);
    }
  search->rows[t] = row;
  return flow;
}

/* A bound of the child; stops at one that is `enough`. */
static gint64
child_bound (Search *search, const Child *child, gint64 enough)
{
  gint64 bound = 0, pairs;

  for (guint t = 0; t < search->n_groups; t++)
    {
      if (t == child->placed)
        continue;
      bound += search->groups[t].duration * child_flow (search, child, t);
      if (bound >= enough)
        return bound;
    }
  pairs = pair_bound (search, child->placed, child->near) + pair_bound (search, child->placed, child->far);
  return bound + ((pairs + (1 << search->bits) - 1) >> search->bits);
}
