/* Bookings are set through an outbox: what is wanted is written there, sent, and closed.
 *
 *   want ─▶ what it had ─▶ calendar ─┬─ acquired ─▶ sent, and closed with the last of its group
 *                                    ├─ refused ──▶ closed; the others of its group get back what they had
 *                                    └─ no answer ▶ stays
 *
 * A store without an outbox has one for the while that is kept nowhere, so that there is one way. */
#include "sl-booking-store-private.h"
#include "sl-day-object.h"
#include "sl-error.h"

/* --- one entry --- */

static const SlOutboxEntry *
find (SlBookingStore *store, const SlOutboxWish *wish)
{
  return sl_outbox_find (store->outbox, wish->booking, wish->stage);
}

/* What the booking has before anything is sent, so that who refuses it after a kill knows what to leave. */
static gboolean
note_had (SlBookingStore *store, SlStageCalendar *calendar, const SlOutboxEntry *entry, GError **error)
{
  g_autoptr (GPtrArray) had = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_stage_day_free), days = NULL;

  if (entry->before != NULL)
    return TRUE;
  if (!sl_stage_calendar_is_read (calendar) && !sl_stage_calendar_sync (calendar, store->watch, error))
    return FALSE;
  days = sl_stage_calendar_days (calendar, NULL);
  for (guint i = 0; i < days->len; i++)
    {
      SlStageDay *day = days->pdata[i];

      if (g_strcmp0 (day->booking, entry->booking) != 0)
        continue;
      day = sl_stage_day_copy (day);
      day->challenge = day->challenge == 0 ? -1 : day->challenge; /* as it is stored: none */
      g_ptr_array_add (had, day);
    }
  return sl_outbox_had (store->outbox, entry->booking, entry->stage, had, error);
}

/* Days that a copy of the plan placed from another file refuse an entry that minds. */
static gboolean
is_of_copy (const SlOutboxEntry *entry, SlTaken *taken)
{
  for (guint i = 0; entry->mark != NULL && i < entry->before->len; i++)
    {
      const SlStageDay *day = entry->before->pdata[i];
      if (day->plan != NULL && !g_str_equal (day->plan, entry->mark))
        g_ptr_array_add (taken->conflicts, sl_stage_day_copy (day));
    }
  return taken->conflicts->len > 0;
}

/* Free with g_ptr_array_unref(). */
static GPtrArray *
names_of (const GPtrArray *days)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < days->len; i++)
    {
      const SlStageDay *day = days->pdata[i];
      g_ptr_array_add (names, sl_day_object_name (day->day, day->slot, day->rank));
    }
  return names;
}

static SlAcquire
send (SlBookingStore *store, const SlOutboxWish *wish, SlTaken *taken, GError **error)
{
  SlStageCalendar *calendar;
  const SlOutboxEntry *entry;

  *taken = (SlTaken) { .conflicts = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_stage_day_free),
                       .strangers = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_stage_day_free) };
  taken->undone = TRUE;
  if (!sl_outbox_try (store->outbox, wish->booking, wish->stage, error)
      || (calendar = sl_store_calendar (store, wish->stage, error)) == NULL
      || !note_had (store, calendar, find (store, wish), error))
    return SL_STORE_FAILED;
  entry = find (store, wish);
  if (is_of_copy (entry, taken))
    return SL_CONFLICT;
  if (sl_store_asks (store, calendar))
    return sl_store_ask (store, calendar, entry, taken, error);
  g_autoptr (GPtrArray) names = names_of (entry->before);
  sl_taken_clear (taken);
  return sl_stage_calendar_set (calendar, entry->booking, entry->days, names, taken, store->watch, error);
}

/* The same; where no answer comes, the entry waits for another time. */
static SlAcquire
send_or_queue (SlBookingStore *store, const SlOutboxWish *wish, SlTaken *taken, GError **error)
{
  g_autoptr (GError) inner = NULL;
  SlAcquire outcome = SL_QUEUED;

  *taken = (SlTaken) { 0 };
  if (store->away != NULL)
    return SL_QUEUED;
  outcome = send (store, wish, taken, &inner);
  if (outcome == SL_STORE_FAILED)
    sl_store_note_away (store, inner);
  if (store->away != NULL && outcome == SL_STORE_FAILED)
    return SL_QUEUED;
  if (inner != NULL)
    g_propagate_error (error, g_steal_pointer (&inner));
  return outcome;
}

/* --- groups --- */

static gboolean
is_of_group (const SlOutboxEntry *entry, guint group)
{
  return group != 0 && entry->group == group;
}

/* An entry that is done waits for the others of its group. */
static gboolean
close_sent (SlBookingStore *store, const SlOutboxWish *wish, guint group, GError **error)
{
  SlOutbox *outbox = store->outbox;

  if (group == 0)
    return sl_outbox_done (outbox, wish->booking, wish->stage, error);
  if (!sl_outbox_sent (outbox, wish->booking, wish->stage, error))
    return FALSE;
  for (guint i = 0; i < sl_outbox_count (outbox); i++)
    if (is_of_group (sl_outbox_at (outbox, i), group) && !sl_outbox_at (outbox, i)->sent)
      return TRUE;
  for (guint i = sl_outbox_count (outbox); i > 0; i--)
    {
      const SlOutboxEntry *entry = sl_outbox_at (outbox, i - 1);
      if (is_of_group (entry, group) && !sl_outbox_done (outbox, entry->booking, entry->stage, error))
        return FALSE;
    }
  return TRUE;
}

/* What one booking had before is wanted again; where nothing of it was sent, nothing is. */
static gboolean
want_back (SlBookingStore *store, const char *booking, const char *stage, GError **error)
{
  const SlOutboxEntry *entry = sl_outbox_find (store->outbox, booking, stage);
  g_autofree char *b = g_strdup (booking), *s = g_strdup (stage); /* the entry's own end with it */
  g_autoptr (GPtrArray) before = entry->before != NULL ? g_ptr_array_ref (entry->before) : NULL;

  if (before == NULL)
    return sl_outbox_done (store->outbox, b, s, error);
  return sl_outbox_want (store->outbox, &(SlOutboxWish) { .booking = b, .stage = s, .days = before }, error);
}

/* Whether the entry only brings back what was. */
static gboolean
is_back (const SlOutboxEntry *entry)
{
  gboolean same = entry->before != NULL && entry->before->len == entry->days->len;

  for (guint i = 0; same && i < entry->days->len; i++)
    {
      const SlStageDay *a = entry->days->pdata[i], *b = entry->before->pdata[i];
      same = a->day == b->day && a->rank == b->rank && g_strcmp0 (a->slot, b->slot) == 0
             && g_strcmp0 (a->state, b->state) == 0 && a->lapses == b->lapses && a->expires == b->expires;
    }
  return same;
}

/* Of an entry that is refused, and was undone: the others of its group get back what they had. `cut`: an earlier
 * attempt of its own may have changed something before it was. */
static gboolean
close_refused (SlBookingStore *store, const SlOutboxWish *wish, guint group, gboolean cut, GError **error)
{
  for (guint i = 0; i < sl_outbox_count (store->outbox);)
    {
      const SlOutboxEntry *entry = sl_outbox_at (store->outbox, i);

      if (!is_of_group (entry, group) || entry == find (store, wish))
        i++;
      else if (!want_back (store, entry->booking, entry->stage, error)) /* it goes, or behind the last */
        return FALSE;
    }
  return cut ? want_back (store, wish->booking, wish->stage, error)
             : sl_outbox_done (store->outbox, wish->booking, wish->stage, error);
}

/* --- the whole --- */

static void
add_taken (SlTaken *sum, SlTaken *one, SlAcquire outcome)
{
  if (outcome == SL_ACQUIRED)
    {
      sum->taken += one->taken;
      sum->changed += one->changed;
      sum->released += one->released;
    }
  if (one->strangers != NULL && outcome == SL_ACQUIRED)
    g_ptr_array_extend_and_steal (sum->strangers, g_steal_pointer (&one->strangers));
  if (one->conflicts != NULL)
    g_ptr_array_extend_and_steal (sum->conflicts, g_steal_pointer (&one->conflicts));
  sl_taken_clear (one);
}

/* Sends one and closes it. `asks`: somebody is told now if the store fails, so that nothing is tried behind his
 * back. */
static SlAcquire
work (SlBookingStore *store, const SlOutboxWish *wish, gboolean asks, SlTaken *sum, GError **error)
{
  const SlOutboxEntry *entry = find (store, wish);
  const guint group = entry->group;
  const gboolean cut = entry->before != NULL && !is_back (entry);
  g_autoptr (GError) inner = NULL;
  SlTaken taken;
  SlAcquire outcome = send_or_queue (store, wish, &taken, &inner);
  const gboolean nowhere = g_error_matches (inner, SL_ERROR, SL_ERROR_REFERENCE);
  gboolean kept = TRUE;

  if (outcome == SL_ACQUIRED || outcome == SL_ASKED)
    kept = close_sent (store, wish, group, error);
  else if (outcome == SL_CONFLICT || (outcome == SL_STORE_FAILED && (nowhere || (asks && taken.undone))))
    kept = close_refused (store, wish, group, cut, inner == NULL ? error : NULL);
  if (inner != NULL)
    g_propagate_error (error, g_steal_pointer (&inner));
  add_taken (sum, &taken, outcome);
  return kept ? outcome : SL_STORE_FAILED;
}

/* The first that is open; NULL for none. */
static const SlOutboxEntry *
first_open (const SlOutbox *outbox)
{
  for (guint i = 0; i < sl_outbox_count (outbox); i++)
    if (!sl_outbox_at (outbox, i)->sent)
      return sl_outbox_at (outbox, i);
  return NULL;
}

static void
taken_init (SlTaken *taken)
{
  *taken = (SlTaken) { .conflicts = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_stage_day_free),
                       .strangers = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_stage_day_free) };
}

gboolean
sl_booking_store_finish (SlBookingStore *store, GPtrArray *conflicts, GError **error)
{
  const SlOutboxEntry *entry;

  while (store->outbox != NULL && (entry = first_open (store->outbox)) != NULL)
    {
      g_autofree char *booking = g_strdup (entry->booking), *stage = g_strdup (entry->stage);
      const SlOutboxWish wish = { .booking = booking, .stage = stage };
      SlAcquire outcome;
      SlTaken taken;

      taken_init (&taken);
      outcome = work (store, &wish, FALSE, &taken, error);
      g_ptr_array_extend_and_steal (conflicts, g_steal_pointer (&taken.conflicts));
      sl_taken_clear (&taken);
      if (outcome == SL_QUEUED)
        sl_store_is_away (store, error);
      if (outcome == SL_QUEUED || outcome == SL_STORE_FAILED)
        return FALSE;
    }
  return TRUE;
}

/* After a refusal those of the group that were sent are sent as they were before. */
static gboolean
put_back (SlBookingStore *store, const SlOutboxWish *wishes, guint n, GError **error)
{
  SlTaken taken;
  gboolean fine = TRUE;

  taken_init (&taken);
  for (guint i = 0; i < n; i++)
    if (find (store, &wishes[i]) != NULL)
      {
        const SlAcquire outcome = work (store, &wishes[i], FALSE, &taken, fine ? error : NULL);
        fine &= outcome == SL_ACQUIRED || outcome == SL_QUEUED || outcome == SL_ASKED;
      }
  sl_taken_clear (&taken);
  return fine;
}

static SlAcquire
set_all (SlBookingStore *store, const SlOutboxWish *wishes, guint n, SlTaken *taken, GError **error)
{
  const guint group = n > 1 ? sl_outbox_free_group (store->outbox) : 0;
  SlAcquire outcome = SL_ACQUIRED;
  gboolean asked = FALSE;

  for (guint i = 0; i < n; i++)
    {
      SlOutboxWish wish = wishes[i];
      wish.group = group;
      if (!sl_outbox_want (store->outbox, &wish, error))
        return SL_STORE_FAILED;
    }
  for (guint i = 0; i < n && (outcome == SL_ACQUIRED || outcome == SL_ASKED); i++)
    {
      outcome = work (store, &wishes[i], TRUE, taken, error);
      asked |= outcome == SL_ASKED;
    }
  if (outcome == SL_CONFLICT && !put_back (store, wishes, n, error))
    return SL_STORE_FAILED;
  if (outcome == SL_STORE_FAILED) /* as much as can be; the first error is the one that tells */
    put_back (store, wishes, n, NULL);
  if (outcome == SL_ACQUIRED && asked)
    return SL_ASKED;
  if (outcome != SL_ACQUIRED && outcome != SL_ASKED)
    g_ptr_array_set_size (taken->strangers, 0);
  return outcome;
}

SlAcquire
sl_booking_store_set_all (SlBookingStore *store, const SlOutboxWish *wishes, guint n, SlTaken *taken, GError **error)
{
  g_autoptr (SlOutbox) own = store->outbox == NULL ? sl_outbox_new () : NULL;
  SlAcquire outcome;

  taken_init (taken);
  if (own == NULL)
    return set_all (store, wishes, n, taken, error);
  store->outbox = own;
  outcome = set_all (store, wishes, n, taken, error);
  store->outbox = NULL;
  if (outcome == SL_QUEUED) /* nobody would send it later */
    {
      g_propagate_error (error, g_steal_pointer (&store->away));
      return SL_STORE_FAILED;
    }
  return outcome;
}

SlAcquire
sl_booking_store_set (SlBookingStore *store, const char *stage, const char *booking, const GPtrArray *days,
                      SlTaken *taken, GError **error)
{
  const SlOutboxWish wish = { .booking = booking, .stage = stage, .days = days };

  return sl_booking_store_set_all (store, &wish, 1, taken, error);
}

gboolean
sl_booking_store_forget (SlBookingStore *store, const SlOutboxWish *wishes, guint n, GError **error)
{
  for (guint i = 0; store->outbox != NULL && i < n; i++)
    if (find (store, &wishes[i]) != NULL && !want_back (store, wishes[i].booking, wishes[i].stage, error))
      return FALSE;
  return TRUE;
}

int
sl_booking_store_release (SlBookingStore *store, const char *booking, const char *except, GError **error)
{
  g_autoptr (GPtrArray) stages = g_ptr_array_new_with_free_func (g_free), nothing = g_ptr_array_new ();
  int released = 0;

  if (!sl_store_stages (store, stages, error))
    return -1;
  for (guint i = 0; i < stages->len; i++)
    {
      g_autoptr (GError) inner = NULL;
      SlTaken taken;
      SlAcquire result;

      if (g_strcmp0 (stages->pdata[i], except) == 0)
        continue;
      result = sl_booking_store_set (store, stages->pdata[i], booking, nothing, &taken, &inner);
      released += (int) taken.released;
      sl_taken_clear (&taken);
      if (result == SL_ACQUIRED || result == SL_QUEUED || result == SL_ASKED
          || g_error_matches (inner, SL_ERROR, SL_ERROR_REFERENCE)) /* no calendar, no days */
        continue;
      g_propagate_error (error, g_steal_pointer (&inner));
      return -1;
    }
  return released;
}
