/* Stages whose facility alone writes days: what would be set is asked for there instead, by way of the same outbox.
 *
 *   wanted ─┬─ just what the booking has ──▶ nothing is asked for any more
 *           └─ else ─▶ its request says so ─▶ SL_ASKED, until the facility answers */
#include "sl-booking-store-private.h"
#include "sl-error.h"
#include "sl-i18n.h"

void
sl_booking_store_set_asks (SlBookingStore *store, gboolean asks)
{
  store->asks = asks;
}

gboolean
sl_store_asks (const SlBookingStore *store, const SlStageCalendar *calendar)
{
  return !store->answers && sl_stage_calendar_settings (calendar)->requests != NULL
         && (store->asks || sl_stage_calendar_is_read_only (calendar));
}

gint64
sl_store_now (const SlBookingStore *store)
{
  return store->now != 0 ? store->now : g_get_real_time () / G_USEC_PER_SEC;
}

const GPtrArray *
sl_booking_store_asked (const SlBookingStore *store)
{
  return store->asked;
}

SlRequests *
sl_store_requests (SlBookingStore *store, const char *stage, GError **error)
{
  SlRequests *requests = g_hash_table_lookup (store->requests, stage);
  const StoreStage *known = g_hash_table_lookup (store->known, stage);
  SlStageCalendar *calendar = requests == NULL ? sl_store_calendar (store, stage, error) : NULL;
  const char *beside;
  SlBackend *backend;

  if (requests != NULL || calendar == NULL
      || (!sl_stage_calendar_is_read (calendar) && !sl_stage_calendar_sync (calendar, store->watch, error)))
    return requests;
  beside = sl_stage_calendar_settings (calendar)->requests;
  if (beside == NULL || store->place->class->open_beside == NULL)
    return NULL;
  backend = store->place->class->open_beside (store->place, stage, known != NULL ? known->name : NULL, beside,
                                              store->watch, error);
  requests = backend != NULL ? sl_requests_new (backend, stage) : NULL;
  if (requests != NULL && !sl_requests_read (requests, store->watch, error))
    g_clear_pointer (&requests, sl_requests_free);
  if (requests != NULL)
    g_hash_table_insert (store->requests, g_strdup (stage), requests);
  return requests;
}

/* --- what is asked for --- */

/* Whether a day that the booking has is what is wanted of it. */
static gboolean
is_same (const SlStageDay *wanted, const SlStageDay *had)
{
  return wanted->day == had->day && (wanted->slot == NULL || g_strcmp0 (wanted->slot, had->slot) == 0)
         && wanted->rank == had->rank && wanted->expires == had->expires && wanted->lapses == had->lapses
         && (wanted->challenge == 0 || MAX (wanted->challenge, 0) == had->challenge) && !had->lapsed
         && g_strcmp0 (wanted->state, had->state) == 0
         && g_strcmp0 (wanted->phase != NULL ? wanted->phase : "shoot", had->phase) == 0;
}

/* Whether the booking has all of the wanted days and no others. */
static gboolean
has_all (const GPtrArray *wanted, const GPtrArray *had)
{
  g_autofree gboolean *met = g_new0 (gboolean, wanted->len + 1);

  for (guint i = 0; i < had->len; i++)
    {
      gboolean any = FALSE;

      for (guint k = 0; k < wanted->len; k++)
        if (is_same (wanted->pdata[k], had->pdata[i]))
          any = met[k] = TRUE;
      if (!any)
        return FALSE;
    }
  for (guint k = 0; k < wanted->len; k++)
    if (!met[k])
      return FALSE;
  return TRUE;
}

/* The booking's own, of a calendar that was read; the days are borrowed. Free with g_ptr_array_unref(). */
static GPtrArray *
days_of (const GPtrArray *days, const char *booking)
{
  GPtrArray *own = g_ptr_array_new ();

  for (guint i = 0; i < days->len; i++)
    if (g_strcmp0 (((SlStageDay *) days->pdata[i])->booking, booking) == 0)
      g_ptr_array_add (own, days->pdata[i]);
  return own;
}

/* The days run without a gap, or the first run of them is asked for. */
static guint32
last_of (const GPtrArray *days)
{
  guint32 last = ((SlStageDay *) days->pdata[0])->day;

  for (guint i = 1; i < days->len && ((SlStageDay *) days->pdata[i])->day <= last + 1; i++)
    last = ((SlStageDay *) days->pdata[i])->day;
  return last;
}

/* Asks for the wanted days, or to give back those that the booking had. */
static gboolean
ask (SlBookingStore *store, SlRequests *requests, const GPtrArray *wanted, const GPtrArray *had, GError **error)
{
  const GPtrArray *of = wanted->len > 0 ? wanted : had;
  g_autoptr (SlStageDay) day = sl_stage_day_copy (of->pdata[0]);
  const SlRequest *request;

  if (wanted->len == 0)
    {
      g_free (day->state);
      day->state = g_strdup (SL_REQUEST_RELEASED);
      day->challenge = 0;
    }
  if (!sl_requests_ask (requests, day, last_of (of), sl_store_now (store), error))
    return FALSE;
  request = sl_requests_find (requests, day->booking);
  if (request != NULL)
    g_ptr_array_add (store->asked, sl_request_copy (request));
  return TRUE;
}

SlAcquire
sl_store_ask (SlBookingStore *store, SlStageCalendar *calendar, const SlOutboxEntry *entry, SlTaken *taken,
              GError **error)
{
  SlRequests *requests = sl_store_requests (store, entry->stage, error);
  g_autoptr (GPtrArray) days = NULL, had = NULL;
  const SlRequest *request;

  if (requests == NULL || !sl_stage_calendar_sync (calendar, store->watch, error))
    return SL_STORE_FAILED;
  days = sl_stage_calendar_days (calendar, NULL);
  had = days_of (days, entry->booking);
  request = sl_requests_find (requests, entry->booking);
  taken->undone = TRUE;
  if (has_all (entry->days, had))
    {
      const gboolean approved = request != NULL && request->answer == SL_REQUEST_APPROVED && had->len > 0;

      return approved || sl_requests_withdraw (requests, entry->booking, sl_store_now (store), error)
               ? SL_ACQUIRED : SL_STORE_FAILED;
    }
  if (!ask (store, requests, entry->days, had, error))
    return SL_STORE_FAILED;
  request = sl_requests_find (requests, entry->booking);
  return request != NULL && request->answer == SL_REQUEST_REFUSED ? SL_CONFLICT : SL_ASKED;
}

/* --- lists --- */

/* Takes the error. */
static void
take_problem (GPtrArray *problems, GError *error)
{
  if (problems != NULL && error != NULL)
    g_ptr_array_add (problems, error);
  else
    g_clear_error (&error);
}

static void
add_requests (SlBookingStore *store, const char *stage, GPtrArray *all, GPtrArray *problems)
{
  const gboolean known = g_hash_table_contains (store->requests, stage);
  GError *error = NULL;
  SlRequests *requests = sl_store_requests (store, stage, &error);
  g_autoptr (GPtrArray) of_stage = NULL;

  if (requests == NULL || (known && !sl_requests_read (requests, store->watch, &error)))
    {
      sl_store_note_away (store, error);
      take_problem (problems, error);
      return;
    }
  of_stage = sl_requests_list (requests, problems);
  for (guint i = 0; i < of_stage->len; i++)
    g_ptr_array_add (all, sl_request_copy (of_stage->pdata[i]));
}

GPtrArray *
sl_booking_store_requests (SlBookingStore *store, const char *stage, GPtrArray *problems)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_request_free);
  g_autoptr (GPtrArray) stages = g_ptr_array_new_with_free_func (g_free);
  GError *error = NULL;

  if (stage != NULL)
    g_ptr_array_add (stages, g_strdup (stage));
  else if (!sl_store_stages (store, stages, &error))
    take_problem (problems, error);
  for (guint i = 0; i < stages->len; i++)
    if (sl_store_is_away (store, NULL))
      break;
    else
      add_requests (store, stages->pdata[i], all, problems);
  return all;
}
