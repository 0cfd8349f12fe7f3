#include "sl-entity-list.h"

#include "sl-entity-block.h"

/* Entities stand in blocks by rank, a number that rises along the list with gaps to insert into. A second set of
 * blocks, chosen by the hash of the id, gives the rank of an id, and the rank gives the place:
 *
 *   order    [ r0 r1 r2 … ] [ r8 r9 … ] …        own their entities
 *   buckets  [ r9 r1 … ] [ r2 r0 … ] …           borrow them
 */
enum { BLOCK_MAX = 128, BUCKET_MEAN = 32 };
#define RANK_GAP ((gint64) 1 << 24)

struct SlEntityList {
  gatomicrefcount refs;
  guint      n;
  GPtrArray *order;   /* SlEntityBlock, none empty */
  GArray    *starts;  /* guint: position of each block's first */
  GPtrArray *buckets; /* SlEntityBlock; a power of two of them */
};

/* --- the list --- */

SlEntityList *
sl_entity_list_new (void)
{
  SlEntityList *list = g_new0 (SlEntityList, 1);

  g_atomic_ref_count_init (&list->refs);
  list->order = g_ptr_array_new_with_free_func (sl_entity_block_unref);
  list->starts = g_array_new (FALSE, FALSE, sizeof (guint));
  list->buckets = g_ptr_array_new_with_free_func (sl_entity_block_unref);
  g_ptr_array_add (list->buckets, sl_entity_block_new (FALSE, 0));
  return list;
}

SlEntityList *
sl_entity_list_ref (SlEntityList *list)
{
  g_atomic_ref_count_inc (&list->refs);
  return list;
}

void
sl_entity_list_unref (SlEntityList *list)
{
  if (!g_atomic_ref_count_dec (&list->refs))
    return;
  g_ptr_array_unref (list->buckets);
  g_array_unref (list->starts);
  g_ptr_array_unref (list->order);
  g_free (list);
}

static GPtrArray *
share_blocks (GPtrArray *blocks)
{
  GPtrArray *copy = g_ptr_array_new_full (blocks->len, sl_entity_block_unref);

  for (guint i = 0; i < blocks->len; i++)
    {
      g_atomic_ref_count_inc (&((SlEntityBlock *) blocks->pdata[i])->refs);
      g_ptr_array_add (copy, blocks->pdata[i]);
    }
  return copy;
}

SlEntityList *
sl_entity_list_own (SlEntityList *list)
{
  SlEntityList *copy;

  if (g_atomic_ref_count_compare (&list->refs, 1))
    return list;
  copy = g_new0 (SlEntityList, 1);
  g_atomic_ref_count_init (&copy->refs);
  copy->n = list->n;
  copy->order = share_blocks (list->order);
  copy->starts = g_array_copy (list->starts);
  copy->buckets = share_blocks (list->buckets);
  sl_entity_list_unref (list);
  return copy;
}

guint
sl_entity_list_count (const SlEntityList *list)
{
  return list->n;
}

static const SlEntityBlock *
block_at (const SlEntityList *list, guint index)
{
  return list->order->pdata[index];
}

static guint
start_of (const SlEntityList *list, guint block)
{
  return g_array_index (list->starts, guint, block);
}

const SlEntity *
sl_entity_list_at (const SlEntityList *list, guint index)
{
  guint low = 0, high = list->order->len;

  while (high - low > 1)
    {
      guint middle = (low + high) / 2;
      if (start_of (list, middle) <= index)
        low = middle;
      else
        high = middle;
    }
  return block_at (list, low)->slots[index - start_of (list, low)].entity;
}

/* --- places --- */

static guint
bucket_of (const SlEntityList *list, guint hash)
{
  return hash & (list->buckets->len - 1);
}

/* Where the id stands in its bucket; the bucket's length when it does not. */
static guint
place_in_bucket (const SlEntityBlock *bucket, guint hash, const char *id)
{
  guint at = 0;

  while (at < bucket->n && (bucket->slots[at].hash != hash || !g_str_equal (bucket->slots[at].entity->id, id)))
    at++;
  return at;
}

static const SlEntitySlot *
find_slot (const SlEntityList *list, const char *id)
{
  guint hash = g_str_hash (id);
  const SlEntityBlock *bucket = list->buckets->pdata[bucket_of (list, hash)];
  guint at = place_in_bucket (bucket, hash, id);

  return at < bucket->n ? &bucket->slots[at] : NULL;
}

const SlEntity *
sl_entity_list_find (const SlEntityList *list, const char *id)
{
  const SlEntitySlot *slot = find_slot (list, id);

  return slot != NULL ? slot->entity : NULL;
}

typedef struct {
  guint block, at;
} Place;

/* Of a rank that is there, or the place in an existing block where it belongs. */
static Place
place_of_rank (const SlEntityList *list, gint64 rank)
{
  guint low = 0, high = list->order->len;

  while (high - low > 1)
    {
      guint middle = (low + high) / 2;
      if (block_at (list, middle)->slots[0].rank <= rank)
        low = middle;
      else
        high = middle;
    }
  Place place = { low, 0 };
  while (place.at < block_at (list, low)->n && block_at (list, low)->slots[place.at].rank < rank)
    place.at++;
  return place;
}

guint
sl_entity_list_index (const SlEntityList *list, const char *id)
{
  Place place = place_of_rank (list, find_slot (list, id)->rank);

  return start_of (list, place.block) + place.at;
}

/* --- changing --- */

static void
renew_starts (SlEntityList *list, guint from)
{
  g_array_set_size (list->starts, list->order->len);
  for (guint i = from; i < list->order->len; i++)
    g_array_index (list->starts, guint, i) = i == 0 ? 0 : start_of (list, i - 1) + block_at (list, i - 1)->n;
}

static void
add_to_bucket (SlEntityList *list, SlEntitySlot slot)
{
  SlEntityBlock *bucket = sl_entity_block_own (list->buckets, bucket_of (list, slot.hash), 1);

  sl_entity_block_insert (bucket, bucket->n, slot);
}

static void
remove_from_bucket (SlEntityList *list, const char *id)
{
  guint hash = g_str_hash (id);
  SlEntityBlock *bucket = sl_entity_block_own (list->buckets, bucket_of (list, hash), 0);

  sl_entity_block_remove (bucket, place_in_bucket (bucket, hash, id));
}

static void
renew_buckets (SlEntityList *list, guint n)
{
  g_ptr_array_set_size (list->buckets, 0);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (list->buckets, sl_entity_block_new (FALSE, 0));
  for (guint b = 0; b < list->order->len; b++)
    for (guint i = 0; i < block_at (list, b)->n; i++)
      add_to_bucket (list, block_at (list, b)->slots[i]);
}

/* Full blocks and even ranks: when many small ones are left, or no rank is free between two. */
static void
rebuild (SlEntityList *list)
{
  g_autoptr (GPtrArray) old = g_steal_pointer (&list->order);
  gint64 rank = 0;

  list->order = g_ptr_array_new_with_free_func (sl_entity_block_unref);
  for (guint b = 0; b < old->len; b++)
    for (guint i = 0; i < ((SlEntityBlock *) old->pdata[b])->n; i++)
      {
        SlEntitySlot slot = ((SlEntityBlock *) old->pdata[b])->slots[i];
        SlEntityBlock *last = list->order->len > 0 ? list->order->pdata[list->order->len - 1] : NULL;

        if (last == NULL || last->n == BLOCK_MAX)
          g_ptr_array_add (list->order, last = sl_entity_block_new (TRUE, BLOCK_MAX));
        slot.rank = rank += RANK_GAP;
        sl_entity_ref (slot.entity);
        sl_entity_block_insert (last, last->n, slot);
      }
  renew_starts (list, 0);
  renew_buckets (list, list->buckets->len);
}

/* Makes the block at `at` two. */
static void
split_block (SlEntityList *list, guint at)
{
  const SlEntityBlock *full = block_at (list, at);
  guint half = full->n / 2;
  SlEntityBlock *first = sl_entity_block_copy (full, 0, half, BLOCK_MAX);
  SlEntityBlock *second = sl_entity_block_copy (full, half, full->n - half, BLOCK_MAX);

  sl_entity_block_unref (list->order->pdata[at]);
  list->order->pdata[at] = first;
  g_ptr_array_insert (list->order, (int) at + 1, second);
  renew_starts (list, at);
}

/* Puts a slot whose rank is free where it belongs. */
static void
insert (SlEntityList *list, SlEntitySlot slot)
{
  guint last = list->order->len - 1;
  Place place = { 0, 0 };

  if (list->order->len == 0 || (slot.rank > block_at (list, last)->slots[block_at (list, last)->n - 1].rank
                                && block_at (list, last)->n == BLOCK_MAX))
    g_ptr_array_add (list->order, sl_entity_block_new (TRUE, 4));
  else
    {
      place = place_of_rank (list, slot.rank);
      if (block_at (list, place.block)->n == BLOCK_MAX)
        {
          split_block (list, place.block);
          place = place_of_rank (list, slot.rank);
        }
    }
  if (block_at (list, list->order->len - 1)->n == 0)
    place = (Place) { list->order->len - 1, 0 };
  sl_entity_block_insert (sl_entity_block_own (list->order, place.block, 1), place.at, slot);
  renew_starts (list, place.block);
  list->n++;
  if (list->n > BUCKET_MEAN * list->buckets->len)
    renew_buckets (list, list->buckets->len * 4);
  else
    add_to_bucket (list, slot);
}

static gint64
rank_behind_last (const SlEntityList *list)
{
  const SlEntityBlock *last = list->order->len > 0 ? block_at (list, list->order->len - 1) : NULL;

  return last != NULL ? last->slots[last->n - 1].rank + RANK_GAP : 0;
}

static gint64
rank_of (const SlEntityList *list, guint index)
{
  return find_slot (list, sl_entity_list_at (list, index)->id)->rank;
}

/* A free rank that makes its slot the one at `index`. */
static gint64
rank_at (SlEntityList *list, guint index)
{
  if (index >= list->n)
    return rank_behind_last (list);
  for (;;)
    {
      gint64 after = rank_of (list, index);
      gint64 before = index > 0 ? rank_of (list, index - 1) : after - 2 * RANK_GAP;

      if (after - before > 1)
        return before + (after - before) / 2;
      rebuild (list);
    }
}

void
sl_entity_list_exchange (SlEntityList *list, const char *id, SlEntity *entity)
{
  SlEntitySlot slot = { find_slot (list, id)->rank, g_str_hash (entity->id), entity };
  Place place = place_of_rank (list, slot.rank);
  SlEntityBlock *block;

  remove_from_bucket (list, id);
  block = sl_entity_block_own (list->order, place.block, 0);
  sl_entity_unref (block->slots[place.at].entity); /* may give back `id` */
  block->slots[place.at] = slot;
  add_to_bucket (list, slot);
}

void
sl_entity_list_put (SlEntityList *list, SlEntity *entity)
{
  if (find_slot (list, entity->id) != NULL)
    sl_entity_list_exchange (list, entity->id, entity);
  else
    insert (list, (SlEntitySlot) { rank_behind_last (list), g_str_hash (entity->id), entity });
}

void
sl_entity_list_remove (SlEntityList *list, const char *id)
{
  const SlEntitySlot *slot = find_slot (list, id);
  Place place;

  if (slot == NULL)
    return;
  place = place_of_rank (list, slot->rank);
  remove_from_bucket (list, id);
  sl_entity_block_remove (sl_entity_block_own (list->order, place.block, 0), place.at);
  list->n--;
  if (block_at (list, place.block)->n == 0)
    g_ptr_array_remove_index (list->order, place.block);
  renew_starts (list, place.block);
  if (list->order->len > 8 + 4 * list->n / BLOCK_MAX)
    rebuild (list);
}

void
sl_entity_list_move (SlEntityList *list, const char *id, guint index)
{
  SlEntity *entity = sl_entity_ref (sl_entity_list_find (list, id));
  guint hash = g_str_hash (entity->id);

  sl_entity_list_remove (list, entity->id);
  insert (list, (SlEntitySlot) { rank_at (list, index), hash, entity });
}

/* --- comparing --- */

gboolean
sl_entity_list_same (const SlEntityList *a, const SlEntityList *b)
{
  guint shared = 0; /* blocks at the beginning */

  if (a == b)
    return TRUE;
  if (a->n != b->n)
    return FALSE;
  while (shared < a->order->len && shared < b->order->len && block_at (a, shared) == block_at (b, shared))
    shared++;
  for (guint i = shared < a->order->len ? start_of (a, shared) : a->n; i < a->n; i++)
    if (sl_entity_list_at (a, i) != sl_entity_list_at (b, i))
      return FALSE;
  return TRUE;
}

static gsize
entity_bytes (const SlEntity *entity)
{
  const SlRecordType *type = &sl_kind_info (entity->kind)->record;

  return type->size + sl_record_bytes (type, entity) + sl_record_bytes (sl_entity_head (), entity);
}

gsize
sl_entity_list_bytes (const SlEntityList *list, const SlEntityList *other)
{
  g_autoptr (GHashTable) shared = g_hash_table_new (NULL, NULL);
  gsize bytes = 0;

  if (list == other)
    return 0;
  for (guint b = 0; b < other->order->len; b++)
    g_hash_table_add (shared, other->order->pdata[b]);
  for (guint b = 0; b < other->buckets->len; b++)
    g_hash_table_add (shared, other->buckets->pdata[b]);
  bytes += sizeof *list + (list->order->len * 2 + list->buckets->len) * sizeof (gpointer);
  for (guint b = 0; b < list->buckets->len; b++)
    if (!g_hash_table_contains (shared, list->buckets->pdata[b]))
      bytes += sizeof (SlEntityBlock) + ((SlEntityBlock *) list->buckets->pdata[b])->room * sizeof (SlEntitySlot);
  for (guint b = 0; b < list->order->len; b++)
    if (!g_hash_table_contains (shared, list->order->pdata[b]))
      {
        const SlEntityBlock *block = list->order->pdata[b];

        bytes += sizeof *block + block->room * sizeof (SlEntitySlot);
        for (guint i = 0; i < block->n; i++)
          if (sl_entity_list_find (other, block->slots[i].entity->id) != block->slots[i].entity)
            bytes += entity_bytes (block->slots[i].entity);
      }
  return bytes;
}
