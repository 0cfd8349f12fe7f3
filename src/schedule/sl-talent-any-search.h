/* The search: complete anytime beam over layers of partial orders, as dynamic programming, each time wider, until no
 * layer had to be cut. Which end of a partial order grows is free to choose; it is the one where less is held. */
#pragma once

#include "sl-talent-any-bound.h"
#include "sl-talent-any-room.h"

/* Bytes that one pass may take for partial orders. */
static const gsize MOST_BYTES = (gsize) 768 << 20;

static inline guint
set_size (Set a)
{
  guint n = 0;

  for (guint i = 0; i < WORDS; i++)
    for (guint64 left = a.w[i]; left != 0; left &= left - 1)
      n++;
  return n;
}

/* Whether the places from `place` on can still be filled in time, earliest deadline first. */
static gboolean
fits_windows (const Search *s, Set left, guint place)
{
  for (; !set_is_empty (left); place++)
    {
      guint best = s->n;

      for (Set all = left; !set_is_empty (all);)
        {
          const guint b = set_pop (&all);
          if (s->core->earliest[b] <= place && (best == s->n || s->core->latest[b] < s->core->latest[best]))
            best = b;
        }
      if (best == s->n || s->core->latest[best] < place)
        return FALSE;
      Set one = { 0 };
      set_add (&one, best);
      left = set_less (left, one);
    }
  return TRUE;
}

static gboolean
may_place (const Search *s, const State *state, const Group *group, gboolean at_back)
{
  const Set *first = at_back ? s->after : s->before;

  if (!group->ruled)
    return TRUE;
  Set members = group->members;
  const guint block = set_pop (&members), place = s->n - set_size (state->left);
  if (!set_is_empty (set_and (first[block], state->left)))
    return FALSE;
  return !s->core->windows || (s->core->earliest[block] <= place && place <= s->core->latest[block]
                               && fits_windows (s, set_less (state->left, group->members), place + 1));
}

/* What is paid for waiting during the group itself, and later for those who are held at both ends from now on. */
static gint64
step_cost (const Search *s, const Child *child, Set near)
{
  const Group *group = &s->groups[child->placed];
  gint64 cost = group->duration * wages_of (s, set_less (near, group->cast));

  if (set_is_empty (child->settled))
    return cost;
  for (guint t = 0; t < s->n_groups; t++)
    if (t != child->placed)
      cost += s->groups[t].duration * wages_of (s, set_less (child->settled, s->groups[t].cast));
  return cost;
}

/* Puts a new state into its layer unless it cannot be better than the best order. */
static void
keep (Search *s, Layer *layer, guint32 *slot, const State *state)
{
  if (estimate (state) >= s->run->waiting)
    return;
  if (layer->n == layer->room)
    {
      layer_grow (layer);
      slot = layer_slot (layer, state);
    }
  layer->states[layer->n++] = *state;
  *slot = layer->n;
  if (layer->n >= 2 * s->width)
    s->dropped = MIN (s->dropped, layer_cut (layer, s->width));
}

static void
try_group (Search *s, const State *state, guint32 index, guint placed, gboolean at_back)
{
  const Group *group = &s->groups[placed];
  const Set near = at_back ? s->back : s->front, far = at_back ? s->front : s->back;
  const Set remain = set_less (s->everybody, set_and (group->all, s->lonely));
  Child child = { .placed = placed, .settled = set_and (group->cast, far) };
  State next = { .left = set_less (state->left, group->members), .parent = index, .at_back = at_back,
                 .parent_left = (guint16) set_size (state->left) };

  child.new_held = set_and (set_less (set_less (group->cast, near), far), remain);
  child.far = set_and (set_less (far, group->cast), remain);
  child.near = set_and (set_or (near, child.new_held), remain);
  next.cost = state->cost + step_cost (s, &child, near);
  if (next.cost >= s->run->waiting)
    return;
  next.front = set_and (at_back ? state->front : set_or (state->front, group->cast), remain);
  next.back = set_and (at_back ? set_or (state->back, group->cast) : state->back, remain);
  if (s->mirrored && set_is_above (next.front, next.back))
    {
      const Set front = next.front;
      next.front = next.back;
      next.back = front;
      next.swapped = TRUE;
    }
  Layer *layer = &s->layers[set_size (next.left)];
  layer_grow (layer);
  guint32 *slot = layer_slot (layer, &next);
  next.bound = MAX (0, estimate (state) - next.cost);
  if (*slot > 0)
    {
      State *known = &layer->states[*slot - 1];
      next.bound = MAX (next.bound, known->bound);
      if (next.cost < known->cost)
        *known = next;
      return;
    }
  if (WORDS <= 2 && estimate (&next) < s->run->waiting)
    next.bound = MAX (next.bound, child_bound (s, &child, s->run->waiting - next.cost));
  keep (s, layer, slot, &next);
}

static void
expand (Search *s, const State *state, guint32 index)
{
  gboolean at_back = FALSE, free_front, free_back = FALSE;
  guint n_front, n_back = 0;

  s->run->states++;
  make_groups (s, state);
  n_front = choose_groups (s, s->front, s->back, s->at_front, &free_front);
  if (s->ends && !free_front)
    {
      const gint64 front = wages_of (s, s->front), back = wages_of (s, s->back);

      n_back = choose_groups (s, s->back, s->front, s->at_back, &free_back);
      at_back = free_back || back < front || (back == front && n_back < n_front);
    }
  if (WORDS <= 2)
    make_flows (s);
  for (guint i = 0; i < (at_back ? n_back : n_front); i++)
    {
      const guint group = at_back ? s->at_back[i] : s->at_front[i];

      if (s->slow && (s->over = sl_talent_is_over (s->run)))
        return;
      if (may_place (s, state, &s->groups[group], at_back))
        try_group (s, state, index, group, at_back);
    }
}

/* Walks from the last state back to the first; blocks of a step go to its end of the order. */
static void
take_order (Search *s)
{
  g_autofree const State **steps = g_new (const State *, s->n + 1);
  guint n = 0, first = 0, last = s->n;
  gboolean swapped = FALSE;

  for (const State *at = &s->layers[0].states[0];; at = &s->layers[at->parent_left].states[at->parent])
    {
      steps[n++] = at;
      if (at->parent_left == 0)
        break;
    }
  for (guint i = n - 1; i-- > 0;)
    {
      const gboolean at_back = steps[i]->at_back != swapped;
      for (Set placed = set_less (steps[i + 1]->left, steps[i]->left); !set_is_empty (placed);)
        {
          const guint block = set_pop (&placed);
          if (at_back)
            s->run->best[--last] = block;
          else
            s->run->best[first++] = block;
        }
      swapped ^= steps[i]->swapped;
    }
  s->run->waiting = s->layers[0].states[0].cost;
  s->run->found (s->run->data);
}

/* FALSE when the time was up. */
static gboolean
run_layers (Search *s)
{
  for (guint q = s->n; q > 0; q--)
    {
      Layer *layer = &s->layers[q];

      if (layer->n > s->width)
        s->dropped = MIN (s->dropped, layer_cut (layer, s->width));
      for (guint i = 0; i < layer->n; i++)
        {
          const State state = layer->states[i]; /* layers grow meanwhile */
          if (i % 64 == 0)
            s->over = sl_talent_is_over (s->run);
          if (!s->over && estimate (&state) < s->run->waiting)
            expand (s, &state, i);
          if (s->over)
            return FALSE;
        }
    }
  return TRUE;
}

/* One pass; TRUE when it went through. */
static gboolean
run_pass (Search *s)
{
  State root = { 0 };

  for (guint q = 0; q <= s->n; q++)
    layer_empty (&s->layers[q]);
  for (guint b = 0; b < s->n; b++)
    set_add (&root.left, b);
  s->dropped = G_MAXINT64;
  layer_grow (&s->layers[s->n]);
  keep (s, &s->layers[s->n], layer_slot (&s->layers[s->n], &root), &root);
  if (!run_layers (s))
    return FALSE;
  if (s->n > 0 && s->layers[0].n > 0)
    take_order (s);
  s->run->bound = MAX (s->run->bound, MIN (s->dropped, s->run->waiting));
  return TRUE;
}

void
SEARCH (const SlTalentCore *core, SlTalentRun *run)
{
  Search *s = search_new (core, run);
  const gsize states = MOST_BYTES / (2 * (sizeof (State) + 2 * sizeof (guint32)));
  const guint widest = (guint) MAX (states / MAX (core->n, 1), 1);

  for (s->width = MIN (WORDS <= 2 ? 64 : 1, widest);; s->width = MIN (s->width * 16, widest))
    {
      const gint64 before = run->waiting;

      if (run->bound < run->waiting && !run_pass (s))
        break;
      run->proved = run->bound >= run->waiting;
      if (run->proved || (s->width == widest && run->waiting == before))
        break;
    }
  search_free (s);
}
