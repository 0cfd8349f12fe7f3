#include <string.h>

#include "sl-day-object.h"
#include "sl-error.h"
#include "sl-stage-take-private.h"

void
sl_taken_clear (SlTaken *taken)
{
  g_clear_pointer (&taken->conflicts, g_ptr_array_unref);
  g_clear_pointer (&taken->strangers, g_ptr_array_unref);
}

/* --- who else is there --- */

/* Whether an object that is not refused by its name has the day all the same: an event of several days, or moved from
 * the day of its name; a whole day over a slot. */
static gboolean
stands_in_the_way (const SlTake *t, const SlStageDay *day, const SlEntry *entry)
{
  if (sl_take_has (t, entry) || sl_entry_is_free (t->c, entry) || (entry->is_day && entry->rank > 1))
    return FALSE;
  if (entry->is_day && entry->day == day->day)
    return (entry->slot == NULL) != (day->slot == NULL);
  return sl_entry_takes (entry, day->day);
}

/* Those over a day that is the booking's in the first place. */
static void
find_strangers (SlTake *t, const SlStageDay *day, GPtrArray *strangers)
{
  GHashTableIter at;
  gpointer value;

  if (day->rank > 1)
    return;
  g_hash_table_iter_init (&at, t->c->entries);
  while (g_hash_table_iter_next (&at, NULL, &value))
    if (stands_in_the_way (t, day, value))
      sl_add_conflict (strangers, t->c, value, day->day);
}

/* Those who wait for the day by an entry of `entries`. */
static gboolean
gives_way_to (SlTake *t, const SlStageDay *day, const SlEntry *entry)
{
  const char *other = sl_entry_booking (entry);

  if (sl_entry_is_free (t->c, entry) || (other != NULL && sl_is_same_production (t->booking, other)))
    return FALSE;
  sl_add_conflict (t->taken->conflicts, t->c, entry, day->day);
  return TRUE;
}

/* Whether others wait for a day that is to be taken in a better place, and no worse than the booking itself; as of the
 * last sync. */
static gboolean
has_waiting (SlTake *t, const SlStageDay *day)
{
  for (int rank = day->rank + 1; rank <= SL_DAY_LAST_RANK; rank++)
    {
      g_autofree char *name = sl_day_object_name (day->day, day->slot, rank);
      const SlEntry *entry = g_hash_table_lookup (t->c->entries, name);

      if (entry != NULL && sl_take_has (t, entry))
        return FALSE;
      if (entry != NULL && gives_way_to (t, day, entry))
        return TRUE;
    }
  return FALSE;
}

/* --- the whole --- */

/* Whether the booking has the day already, as of the last sync. */
static const SlEntry *
find_had (const SlTake *t, const char *name)
{
  const SlEntry *entry = g_hash_table_lookup (t->c->entries, name);

  return entry != NULL && sl_take_has (t, entry) ? entry : NULL;
}

static char *
name_of (const SlStageDay *day)
{
  return sl_day_object_name (day->day, day->slot, day->rank);
}

/* Each slot of each wanted day. */
static void
fill_wanted (SlTake *t, const GPtrArray *wanted)
{
  for (guint i = 0; i < wanted->len; i++)
    for (guint k = 0; k < t->c->settings.slots->len; k++)
      {
        const SlStageDay *day = wanted->pdata[i];
        const char *slot = t->c->settings.slots->pdata[k];
        SlStageDay *one;

        if (day->slot != NULL && g_strcmp0 (day->slot, slot) != 0)
          continue;
        one = sl_stage_day_copy (day);
        g_free (one->slot);
        one->slot = g_strdup (slot);
        g_ptr_array_add (t->wanted, one);
        g_hash_table_add (t->names, name_of (one));
      }
}

/* Before anything is written: strangers and those who wait stand in the way of days that are not had yet. */
static SlStep
look_before (SlTake *t)
{
  for (guint i = 0; i < t->wanted->len; i++)
    {
      const SlStageDay *day = t->wanted->pdata[i];
      g_autofree char *name = name_of (day);

      const SlEntry *had = find_had (t, name);

      if (had != NULL && !sl_entry_is_free (t->c, had)) /* one that has lapsed is taken anew */
        continue;
      find_strangers (t, day, t->taken->conflicts);
      has_waiting (t, day);
    }
  return t->taken->conflicts->len > 0 ? SL_STEP_CONFLICT : SL_STEP_DONE;
}

static SlStep
take_days (SlTake *t, GError **error)
{
  SlStep step = SL_STEP_DONE;

  for (guint i = 0; i < t->wanted->len && step == SL_STEP_DONE; i++)
    {
      g_autofree char *name = name_of (t->wanted->pdata[i]);
      if (find_had (t, name) == NULL)
        step = sl_watch_stops (t->watch, error) ? SL_STEP_FAILED : sl_take_create (t, t->wanted->pdata[i], name, error);
    }
  for (guint i = 0; i < t->wanted->len && step == SL_STEP_DONE; i++)
    {
      g_autofree char *name = name_of (t->wanted->pdata[i]);
      const SlEntry *had = find_had (t, name);
      if (had != NULL)
        step = sl_watch_stops (t->watch, error) ? SL_STEP_FAILED : sl_take_change (t, t->wanted->pdata[i], had, error);
    }
  return step;
}

/* What was created now must stand: another may have begun to wait, or have written over a day, in the meantime. */
static SlStep
look_after (SlTake *t, GError **error)
{
  if (t->done->len == 0)
    return SL_STEP_DONE;
  if (!sl_stage_calendar_sync (t->c, t->watch, error))
    return SL_STEP_FAILED;
  for (guint i = 0; i < t->done->len; i++)
    {
      const SlDone *done = t->done->pdata[i];
      const SlEntry *entry = g_hash_table_lookup (t->c->entries, done->name);
      SlStageDay day = { 0 };
      g_autofree char *slot = NULL;

      if (done->uid == NULL || !sl_day_object_parse_name (done->name, &day.day, &slot, &day.rank))
        continue;
      day.slot = slot;
      if (entry == NULL)
        sl_take_add_unknown (t, &day, done->name);
      else if (!sl_take_has (t, entry))
        sl_add_conflict (t->taken->conflicts, t->c, entry, day.day);
      else
        has_waiting (t, &day);
    }
  return t->taken->conflicts->len > 0 ? SL_STEP_CONFLICT : SL_STEP_DONE;
}

/* Objects of the booking that are not wanted; on a conflict, those that were not had `before`. */
static SlStep
give_back (SlTake *t, const GPtrArray *before, gboolean conflict, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) kept = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter at;
  gpointer value;
  SlStep step = SL_STEP_DONE;

  for (guint i = 0; before != NULL && i < before->len; i++)
    g_hash_table_add (kept, before->pdata[i]);
  g_hash_table_iter_init (&at, t->c->entries);
  while (g_hash_table_iter_next (&at, NULL, &value))
    {
      const SlEntry *entry = value;
      if (sl_take_has (t, entry) && entry->is_day
          && !g_hash_table_contains (conflict ? kept : t->names, entry->name))
        g_ptr_array_add (names, g_strdup (entry->name));
    }
  for (guint i = 0; i < names->len && step == SL_STEP_DONE; i++)
    {
      const SlEntry *entry = g_hash_table_lookup (t->c->entries, names->pdata[i]);
      g_autofree char *etag = g_strdup (entry->etag);

      step = sl_take_remove (t, names->pdata[i], etag, NULL, error);
      t->taken->released += step == SL_STEP_DONE && !conflict;
      if (step == SL_STEP_DONE)
        g_hash_table_remove (t->c->entries, names->pdata[i]);
    }
  return step;
}

static void
tell_strangers (SlTake *t)
{
  for (guint i = 0; i < t->wanted->len; i++)
    find_strangers (t, t->wanted->pdata[i], t->taken->strangers);
}

static gboolean
go_back (SlTake *t, const GPtrArray *before, GError **error)
{
  return sl_take_undo (t, error) && (before == NULL || give_back (t, before, TRUE, error) == SL_STEP_DONE);
}

/* Where no answer comes any more, who knows what was had `before` goes on another time. */
static SlAcquire
run (SlTake *t, const GPtrArray *before, GError **error)
{
  SlStep step = look_before (t);

  if (step == SL_STEP_DONE)
    step = take_days (t, error);
  if (step == SL_STEP_DONE)
    step = look_after (t, error);
  if (step == SL_STEP_DONE)
    {
      tell_strangers (t);
      /* from here on nothing is undone: days of before may be gone */
      return give_back (t, before, FALSE, error) == SL_STEP_DONE ? SL_ACQUIRED : SL_STORE_FAILED;
    }
  t->taken->taken = t->taken->changed = 0;
  if (step == SL_STEP_CONFLICT)
    return go_back (t, before, error) ? SL_CONFLICT : SL_STORE_FAILED;
  if (before == NULL || error == NULL || !g_error_matches (*error, SL_ERROR, SL_ERROR_OFFLINE))
    t->taken->undone = go_back (t, before, NULL); /* as much as can be; the first error is the one that tells */
  return SL_STORE_FAILED;
}

SlAcquire
sl_stage_calendar_set (SlStageCalendar *c, const char *booking, const GPtrArray *wanted, const GPtrArray *before,
                       SlTaken *taken, SlWatch *watch, GError **error)
{
  SlTake t = { .c = c, .booking = booking, .taken = taken, .watch = watch };
  SlAcquire result = SL_STORE_FAILED;

  *taken = (SlTaken) { .conflicts = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_stage_day_free),
                       .strangers = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_stage_day_free) };
  if (wanted->len > 0)
    sl_stage_calendar_follow (c, ((SlStageDay *) wanted->pdata[0])->day,
                              ((SlStageDay *) wanted->pdata[wanted->len - 1])->day);
  taken->undone = TRUE;
  if (!sl_stage_calendar_sync (c, watch, error))
    return SL_STORE_FAILED;
  taken->undone = FALSE;
  t.wanted = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_stage_day_free);
  t.done = g_ptr_array_new_with_free_func (sl_done_free);
  t.names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  fill_wanted (&t, wanted);
  result = run (&t, before, error);
  g_ptr_array_unref (t.wanted);
  g_ptr_array_unref (t.done);
  g_hash_table_unref (t.names);
  return result;
}
