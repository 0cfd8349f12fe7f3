/* A run of entities that lists share: what a long list is made of. Immutable once shared. Of this room alone. */
#pragma once

#include "sl-kinds.h"

G_BEGIN_DECLS

typedef struct {
  gint64    rank; /* rises along a list, with gaps to insert into */
  guint     hash; /* of the id */
  SlEntity *entity;
} SlEntitySlot;

typedef struct {
  gatomicrefcount refs;
  gboolean        owns; /* its entities */
  guint           n, room;
  SlEntitySlot    slots[];
} SlEntityBlock;

/* Empty, with room for so many; a new reference. */
SlEntityBlock *sl_entity_block_new    (gboolean owns, guint room);
/* An SlEntityBlock, not NULL; from any thread. */
void           sl_entity_block_unref  (gpointer block);
/* Slots `first` … `first` + n − 1 of another block, with room for n or more; a new reference. */
SlEntityBlock *sl_entity_block_copy   (const SlEntityBlock *from, guint first, guint n, guint room);
/* The block at `at` of `blocks`, put there alone and with room for `more`. Borrowed. */
SlEntityBlock *sl_entity_block_own    (GPtrArray *blocks, guint at, guint more);

/* These need an own block. */

/* Before the slot at `at` ≤ n; there is room. Takes the entity where the block owns its entities. */
void           sl_entity_block_insert (SlEntityBlock *block, guint at, SlEntitySlot slot);
/* Takes out the slot at `at` < n, and gives back its entity where the block owns it. */
void           sl_entity_block_remove (SlEntityBlock *block, guint at);

G_END_DECLS
