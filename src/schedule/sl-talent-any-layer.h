/* Partial orders with the same number of blocks left, each once, found by what is left and who is held. */
#pragma once

#include <string.h>

#include "sl-talent-any-set.h"

/* Blocks stand at the front and at the back; those `left` come between. An actor of `front` has a block at the front
 * and another left, one of `back` has one at the back and another left. What actors of both cost is settled already. */
typedef struct {
  Set     left, front, back;
  gint64  cost;    /* of waiting, as far as it is settled */
  gint64  bound;   /* what comes costs no less */
  guint32 parent;  /* index in the layer of `parent_left` blocks */
  guint16 parent_left;
  guint8  at_back; /* what was placed last */
  guint8  swapped; /* front and back change their names from here on */
} State;

typedef struct {
  State   *states;
  guint    n, room;
  guint32 *slots; /* index + 1, or 0 */
  guint32  mask;
} Layer;

static inline gint64
estimate (const State *state)
{
  return state->cost + state->bound;
}

static void
layer_free (Layer *layer)
{
  g_free (layer->states);
  g_free (layer->slots);
}

static void
layer_empty (Layer *layer)
{
  layer->n = 0;
  if (layer->slots != NULL)
    memset (layer->slots, 0, sizeof (guint32) * (layer->mask + 1));
}

/* The slot of a state, or the free one where it belongs. */
static inline guint32 *
layer_slot (Layer *layer, const State *state)
{
  guint32 at = (guint32) set_hash (state->back, set_hash (state->front, set_hash (state->left, 1))) & layer->mask;

  for (;; at = (at + 1) & layer->mask)
    {
      const State *other = layer->slots[at] > 0 ? &layer->states[layer->slots[at] - 1] : NULL;
      if (other == NULL || (set_equal (other->left, state->left) && set_equal (other->front, state->front)
                            && set_equal (other->back, state->back)))
        return &layer->slots[at];
    }
}

static void
layer_index (Layer *layer)
{
  memset (layer->slots, 0, sizeof (guint32) * (layer->mask + 1));
  for (guint i = 0; i < layer->n; i++)
    *layer_slot (layer, &layer->states[i]) = i + 1;
}

/* Room for one more. */
static void
layer_grow (Layer *layer)
{
  if (layer->n < layer->room)
    return;
  layer->room = MAX (layer->room * 2, 64);
  layer->states = g_renew (State, layer->states, layer->room);
  layer->mask = layer->room * 2 - 1;
  g_free (layer->slots);
  layer->slots = g_new (guint32, (gsize) layer->mask + 1);
  layer_index (layer);
}

/* Moves the `keep` states of the least estimate to the front (Hoare's selection) and drops the rest. Returns the least
 * estimate of what was dropped. */
static gint64
layer_cut (Layer *layer, guint keep)
{
  State *v = layer->states;
  gint64 least = G_MAXINT64;

  for (gint64 low = 0, high = (gint64) layer->n - 1; low < high;)
    {
      const gint64 pivot = estimate (&v[low + (high - low) / 2]);
      gint64 i = low, j = high;

      while (i <= j)
        {
          while (estimate (&v[i]) < pivot)
            i++;
          while (estimate (&v[j]) > pivot)
            j--;
          if (i <= j)
            {
              const State swap = v[i];
              v[i++] = v[j];
              v[j--] = swap;
            }
        }
      if ((gint64) keep <= j)
        high = j;
      else if ((gint64) keep >= i)
        low = i;
      else
        break;
    }
  for (guint i = keep; i < layer->n; i++)
    least = MIN (least, estimate (&v[i]));
  layer->n = keep;
  layer_index (layer);
  return least;
}
