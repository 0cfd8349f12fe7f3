/* A partial order with all that its children need: what is left of it is a smaller problem of the same kind. */
#pragma once

#include "sl-talent-any-layer.h"
#include "sl-talent-private.h"

/* Blocks that are left and have the same cast now, so that they stand side by side in some best order. */
typedef struct {
  Set      cast;     /* actors that it matters to */
  Set      all;      /* and those to whom nothing can happen any more */
  Set      members;  /* blocks */
  gint64   duration;
  gboolean ruled;    /* one block that may not be moved freely */
} Group;

typedef struct {
  const SlTalentCore *core;
  SlTalentRun        *run;
  guint               n, m;
  Set                *cast;           /* n, of blocks */
  Set                *before, *after; /* n: blocks that must stand before, after it */
  gboolean            ends;           /* orders grow from both ends; else from the front */
  gboolean            mirrored;       /* an order may as well be read from its end */
  gboolean            slow;           /* a partial order takes so long that time is looked at for each child */
  gboolean            over;           /* time is up */
  guint               bits;           /* of fractions in bounds */
  Layer              *layers;         /* n + 1, by blocks left */
  guint               width;
  gint64              dropped;        /* least estimate of what was cut off in this pass */
  /* of the node that is looked into */
  Group              *groups;         /* n_groups of n */
  guint               n_groups;
  Set                 front, back;    /* held at one end only */
  Set                 lonely;         /* actors of one group only */
  Set                 everybody;      /* actors of all groups */
  guint              *at_front, *at_back; /* groups to try: room for n each */
  Set                *meets;          /* m: actors that it meets in what is left */
  gint64             *flow;           /* of groups, see sl-talent-any-bound.h */
  gint64             *spare;          /* n × m */
  gint64             *spare_child;    /* n × m */
  gint64            **rows;           /* n: rows of the two above, borrowed */
  gint64             *matrix;         /* m × m */
} Search;

static inline gint64
wages_of (const Search *search, Set actors)
{
  gint64 sum = 0;

  while (!set_is_empty (actors))
    sum += search->core->wages[set_pop (&actors)];
  return sum;
}

/* Puts a block into the group of its cast. Large problems do without: comparing takes longer than it saves. */
static void
group_block (Search *search, guint block, Set idle)
{
  const Set cast = set_less (search->cast[block], idle);
  const gboolean ruled = search->core->ruled[block] || search->core->windows;
  guint k = ruled || WORDS > 2 ? search->n_groups : 0;

  while (k < search->n_groups && (search->groups[k].ruled || !set_equal (search->groups[k].cast, cast)))
    k++;
  Group *group = &search->groups[k];
  if (k == search->n_groups)
    {
      *group = (Group) { .cast = cast, .ruled = ruled };
      search->n_groups++;
    }
  group->all = set_or (group->all, search->cast[block]);
  set_add (&group->members, block);
  group->duration += search->core->durations[block];
}

/* Actors that are held at both ends wait whatever comes; those of one group that nobody holds never wait. Without them
 * more blocks have the same cast. */
static void
make_groups (Search *search, const State *state)
{
  const Set held = set_or (state->front, state->back);
  Set idle = set_and (state->front, state->back), more = { 0 };

  do
    {
      Set once = { 0 }, twice = { 0 };

      idle = set_or (idle, more);
      search->n_groups = 0;
      for (Set left = state->left; !set_is_empty (left);)
        group_block (search, set_pop (&left), idle);
      for (guint i = 0; i < search->n_groups; i++)
        {
          twice = set_or (twice, set_and (once, search->groups[i].all));
          once = set_or (once, search->groups[i].all);
        }
      search->everybody = once;
      search->lonely = set_less (once, twice);
      more = set_less (set_less (search->lonely, held), idle);
    }
  while (!set_is_empty (more));
  search->front = set_less (state->front, state->back);
  search->back = set_less (state->back, state->front);
}

/* Whether a group may come next at the end where `near` are held: not when another one is to be preferred. With U the
 * actors that are there with this group: if the other needs nobody beyond U, and all of this one's actors are in the
 * other or held at the far end, then either the other may be moved here or this one to the other's place at no cost,
 * whichever of the two places has the cheaper crowd (Qin, Zhang, Lim & Liang, EJOR 250, 2016, section 4). */
static gboolean
is_worth (const Search *search, guint i, Set near, Set far)
{
  const Group *group = &search->groups[i];
  const Set there = set_or (group->cast, near);

  if (group->ruled)
    return TRUE;
  for (guint k = 0; k < search->n_groups; k++)
    {
      const Group *other = &search->groups[k];
      if (k != i && !other->ruled && set_is_within (other->cast, there)
          && set_is_within (group->cast, set_or (other->cast, far)))
        return FALSE;
    }
  return TRUE;
}

/* The groups to try at one end; one alone where it costs nothing and leaves nobody behind. */
static guint
choose_groups (const Search *search, Set near, Set far, guint *chosen, gboolean *free_step)
{
  guint n = 0;

  *free_step = FALSE;
  for (guint i = 0; i < search->n_groups; i++)
    if (!search->groups[i].ruled && set_equal (search->groups[i].cast, near))
      {
        chosen[0] = i;
        *free_step = TRUE;
        return 1;
      }
  for (guint i = 0; i < search->n_groups; i++)
    if (WORDS > 2 || is_worth (search, i, near, far))
      chosen[n++] = i;
  return n;
}
