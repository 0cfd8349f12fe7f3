#include "sl-entity-block.h"

#include <string.h>

SlEntityBlock *
sl_entity_block_new (gboolean owns, guint room)
{
  SlEntityBlock *block = g_malloc (sizeof *block + room * sizeof (SlEntitySlot));

  g_atomic_ref_count_init (&block->refs);
  block->owns = owns;
  block->n = 0;
  block->room = room;
  return block;
}

void
sl_entity_block_unref (gpointer data)
{
  SlEntityBlock *block = data;

  if (!g_atomic_ref_count_dec (&block->refs))
    return;
  for (guint i = 0; block->owns && i < block->n; i++)
    sl_entity_unref (block->slots[i].entity);
  g_free (block);
}

SlEntityBlock *
sl_entity_block_copy (const SlEntityBlock *from, guint first, guint n, guint room)
{
  SlEntityBlock *copy = sl_entity_block_new (from->owns, room);

  memcpy (copy->slots, from->slots + first, n * sizeof (SlEntitySlot));
  copy->n = n;
  for (guint i = 0; copy->owns && i < n; i++)
    sl_entity_ref (copy->slots[i].entity);
  return copy;
}

SlEntityBlock *
sl_entity_block_own (GPtrArray *blocks, guint at, guint more)
{
  SlEntityBlock *old = blocks->pdata[at], *copy;
  gboolean fits = old->n + more <= old->room;

  if (fits && g_atomic_ref_count_compare (&old->refs, 1))
    return old;
  copy = sl_entity_block_copy (old, 0, old->n, fits ? old->room : MAX (4, old->room * 2));
  sl_entity_block_unref (old);
  blocks->pdata[at] = copy;
  return copy;
}

void
sl_entity_block_insert (SlEntityBlock *block, guint at, SlEntitySlot slot)
{
  memmove (block->slots + at + 1, block->slots + at, (block->n - at) * sizeof (SlEntitySlot));
  block->slots[at] = slot;
  block->n++;
}

void
sl_entity_block_remove (SlEntityBlock *block, guint at)
{
  if (block->owns)
    sl_entity_unref (block->slots[at].entity);
  block->n--;
  memmove (block->slots + at, block->slots + at + 1, (block->n - at) * sizeof (SlEntitySlot));
}
