#include "sl-book-seen.h"
#include "sl-sync-private.h"

static void
forget_derived (SlSync *sync)
{
  g_clear_pointer (&sync->standings, g_hash_table_unref);
  g_clear_pointer (&sync->seen, sl_plan_unref);
  g_clear_pointer (&sync->seen_of, sl_plan_unref);
}

void
sl_sync_forget (SlSync *sync)
{
  forget_derived (sync);
  sl_book_sync_clear (&sync->read);
  sync->has_read = FALSE;
  sync->last = 0;
}

void
sl_sync_know (SlSync *sync, SlBookSync *read)
{
  if (sync->has_read && !read->pushed && read->refused->len == 0)
    {
      g_ptr_array_unref (read->refused);
      read->refused = g_ptr_array_ref (sync->read.refused);
      g_ptr_array_unref (read->conflicts);
      read->conflicts = g_ptr_array_ref (sync->read.conflicts);
    }
  sl_sync_forget (sync);
  sync->read = *read;
  sync->has_read = TRUE;
  *read = (SlBookSync) { 0 };
}

void
sl_sync_know_waiting (SlSync *sync, SlBookSync *read)
{
  if (read->waiting == NULL)
    return;
  g_clear_pointer (&sync->read.waiting, g_ptr_array_unref);
  sync->read.waiting = g_ptr_array_ref (read->waiting);
  forget_derived (sync);
}

/* As the plan is now. */
static void
derive (SlSync *sync)
{
  const SlPlan *plan = sl_editor_plan (sync->editor);

  if (sync->seen_of == plan)
    return;
  forget_derived (sync);
  sync->gone = 0;
  sync->serial++;
  sync->seen_of = sl_plan_ref (plan);
  sync->seen = sync->has_read ? sl_book_seen (plan, sync->read.days) : sl_plan_ref (plan);
  sync->standings = sl_book_standings (plan, sync->file, &sync->read, &sync->gone);
}

const SlBookSync *sl_sync_read (SlSync *sync) { return sync->has_read ? &sync->read : NULL; }

const SlPlan *
sl_sync_seen (SlSync *sync)
{
  derive (sync);
  return sync->seen;
}

guint
sl_sync_serial (SlSync *sync)
{
  derive (sync);
  return sync->serial;
}

SlBookStanding
sl_sync_standing (SlSync *sync, const char *booking)
{
  derive (sync);
  return (SlBookStanding) GPOINTER_TO_INT (g_hash_table_lookup (sync->standings, booking));
}

guint
sl_sync_to_send (SlSync *sync)
{
  derive (sync);
  return g_hash_table_size (sync->standings) + sync->gone;
}

static guint
count_standing (SlSync *sync, SlBookStanding wanted)
{
  GHashTableIter at;
  gpointer standing;
  guint n = 0;

  derive (sync);
  g_hash_table_iter_init (&at, sync->standings);
  while (g_hash_table_iter_next (&at, NULL, &standing))
    n += GPOINTER_TO_INT (standing) == (int) wanted;
  return n;
}

guint
sl_sync_refused (SlSync *sync)
{
  return count_standing (sync, SL_BOOK_REFUSED);
}

guint
sl_sync_asked (SlSync *sync)
{
  return count_standing (sync, SL_BOOK_ASKED);
}
