/* What a facility answers. A request is claimed first, so that of two who approve it only one takes days, and whoever
 * changes or withdraws it is told to wait; then its days are taken as every booking's are, and the answer is written:
 *
 *   claim ─┬─ taken ────▶ approved
 *          ├─ conflict ─▶ pending again
 *          └─ cut off ──▶ the outbox finishes the days; approving it again the answer */
#include <string.h>

#include "sl-booking-store-private.h"
#include "sl-error.h"
#include "sl-i18n.h"

/* --- what may be answered --- */

/* The stage's requests as they are now; NULL with an error, also where this user may not answer. */
static SlRequests *
requests_to_answer (SlBookingStore *store, const char *stage, GError **error)
{
  g_autoptr (GError) inner = NULL;
  SlRequests *requests = sl_store_requests (store, stage, &inner);

  if (requests != NULL && sl_stage_calendar_is_read_only (sl_store_calendar (store, stage, NULL)))
    sl_error_set (error, SL_ERROR_INPUT, _("you may not write the days of “%s”; only its facility's account answers"),
                  stage);
  else if (requests != NULL && sl_requests_read (requests, store->watch, &inner))
    return requests;
  else if (inner != NULL)
    g_propagate_error (error, g_steal_pointer (&inner));
  else
    sl_error_set (error, SL_ERROR_INPUT, _("“%s” takes no requests; let it with “book PLAN stage --requests yes”"),
                  stage);
  return NULL;
}

/* NULL with an error where nothing waits for an answer. */
static const SlRequest *
find_open (SlBookingStore *store, SlRequests *requests, const char *booking, gboolean refuses, GError **error)
{
  const SlRequest *r = sl_requests_find (requests, booking);

  if (r == NULL)
    sl_error_set (error, SL_ERROR_INPUT, _("the request of “%s” is not there any more; it was withdrawn"), booking);
  else if (r->answer == SL_REQUEST_APPROVED)
    sl_error_set (error, SL_ERROR_INPUT, _("the request of “%s” was approved already"), r->day->title);
  else if (r->answer == SL_REQUEST_REFUSED)
    sl_error_set (error, SL_ERROR_INPUT, _("the request of “%s” was refused already"), r->day->title);
  else if (r->answer == SL_REQUEST_TAKING && sl_store_now (store) - r->answered <= SL_REQUESTS_STALE_S)
    sl_error_set (error, SL_ERROR_SERVICE, _("the request of “%s” is being answered in this moment; try again in a "
                                             "minute"), r->day->title);
  else if (r->answer == SL_REQUEST_TAKING && refuses)
    sl_error_set (error, SL_ERROR_INPUT, _("approving “%s” was cut off; approve it once more, which finishes it"),
                  r->day->title);
  else
    return r;
  return NULL;
}

/* FALSE with an error where it was not given. */
static gboolean
is_given (SlAnswered answered, const SlRequest *request, GError **error)
{
  if (answered == SL_ANSWER_CHANGED)
    sl_error_set (error, SL_ERROR_INPUT, _("the request of “%s” was changed, withdrawn or answered in the same moment; "
                                           "look at it again with “book PLAN requests”"), request->day->title);
  return answered == SL_ANSWER_GIVEN;
}

/* --- approving --- */

/* Days of the booking as the calendar has them; for who goes back. Free with g_ptr_array_unref(). */
static GPtrArray *
days_before (SlBookingStore *store, const SlRequest *request, GError **error)
{
  SlStageCalendar *calendar = sl_store_calendar (store, request->day->stage, error);
  GPtrArray *before = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_stage_day_free);
  g_autoptr (GPtrArray) days = NULL;

  if (calendar == NULL || !sl_stage_calendar_sync (calendar, store->watch, error))
    {
      g_ptr_array_unref (before);
      return NULL;
    }
  days = sl_stage_calendar_days (calendar, NULL);
  for (guint i = 0; i < days->len; i++)
    if (g_strcmp0 (((SlStageDay *) days->pdata[i])->booking, request->day->booking) == 0)
      {
        SlStageDay *day = sl_stage_day_copy (days->pdata[i]);
        day->challenge = day->challenge == 0 ? -1 : day->challenge;
        g_ptr_array_add (before, day);
      }
  return before;
}

/* Past every wish to ask: it is the facility's. */
static SlAcquire
set_days (SlBookingStore *store, const SlRequest *request, const GPtrArray *days, SlTaken *taken, GError **error)
{
  SlAcquire outcome;

  store->answers = TRUE;
  outcome = sl_booking_store_set (store, request->day->stage, request->day->booking, days, taken, error);
  store->answers = FALSE;
  return outcome;
}

/* The days are taken; where the claim was broken meanwhile, and nobody approved the same, they go back. */
static SlAcquire
close_taken (SlBookingStore *store, SlRequests *requests, const SlRequest *claimed, const GPtrArray *before,
             GError **error)
{
  g_autoptr (GError) inner = NULL;
  const SlAnswered answered = sl_requests_answer (requests, claimed->day->booking, SL_REQUEST_APPROVED, claimed->claim,
                                                  NULL, sl_store_now (store), &inner);
  const SlRequest *now = sl_requests_find (requests, claimed->day->booking);
  SlTaken taken;

  if (answered == SL_ANSWER_GIVEN
      || (answered == SL_ANSWER_CHANGED && now != NULL && now->answer == SL_REQUEST_APPROVED
          && sl_request_asks (now, claimed->day, claimed->to)))
    return SL_ACQUIRED;
  if (answered == SL_ANSWER_FAILED) /* its days stand, and approving it again says so */
    {
      g_propagate_error (error, g_steal_pointer (&inner));
      return SL_STORE_FAILED;
    }
  set_days (store, claimed, before, &taken, NULL);
  sl_taken_clear (&taken);
  is_given (answered, claimed, error);
  return SL_STORE_FAILED;
}

/* Of a request that was claimed. */
static SlAcquire
take_claimed (SlBookingStore *store, SlRequests *requests, const SlRequest *claimed, SlTaken *taken, GError **error)
{
  g_autoptr (GPtrArray) days = sl_request_days (claimed), before = days_before (store, claimed, error);
  SlAcquire outcome = before != NULL ? set_days (store, claimed, days, taken, error) : SL_STORE_FAILED;

  if (outcome == SL_ACQUIRED)
    return close_taken (store, requests, claimed, before, error);
  const SlStageDay *day = claimed->day;
  const gboolean nothing = before == NULL || (store->outbox != NULL
                                              && sl_outbox_find (store->outbox, day->booking, day->stage) == NULL);
  if (outcome == SL_CONFLICT || (outcome == SL_STORE_FAILED && nothing))
    sl_requests_answer (requests, day->booking, SL_REQUEST_PENDING, NULL, NULL, sl_store_now (store), NULL);
  return outcome;
}

SlAcquire
sl_booking_store_approve (SlBookingStore *store, const char *stage, const char *booking, SlTaken *taken, GError **error)
{
  SlRequests *requests = requests_to_answer (store, stage, error);
  const SlRequest *open = requests != NULL ? find_open (store, requests, booking, FALSE, error) : NULL;
  g_autofree char *claim = g_uuid_string_random ();
  g_autoptr (SlRequest) claimed = NULL;

  *taken = (SlTaken) { 0 };
  if (open == NULL)
    return SL_STORE_FAILED;
  claimed = sl_request_copy (open);
  if (!is_given (sl_requests_answer (requests, booking, SL_REQUEST_TAKING, claim, NULL, sl_store_now (store), error),
                 claimed, error))
    return SL_STORE_FAILED;
  g_free (claimed->claim);
  claimed->claim = g_steal_pointer (&claim);
  return take_claimed (store, requests, claimed, taken, error);
}

/* --- refusing --- */

gboolean
sl_booking_store_refuse (SlBookingStore *store, const char *stage, const char *booking, const char *why, GError **error)
{
  SlRequests *requests = requests_to_answer (store, stage, error);
  const SlRequest *open = requests != NULL ? find_open (store, requests, booking, TRUE, error) : NULL;
  g_autofree char *claim = g_uuid_string_random ();
  g_autoptr (SlRequest) request = NULL;

  if (open == NULL)
    return FALSE;
  request = sl_request_copy (open);
  return is_given (sl_requests_answer (requests, booking, SL_REQUEST_REFUSED, claim, why, sl_store_now (store), error),
                   request, error);
}

/* --- the stage --- */

gboolean
sl_booking_store_answers (SlBookingStore *store, const char *stage)
{
  SlStageCalendar *calendar = sl_store_calendar (store, stage, NULL);

  return calendar != NULL && sl_stage_calendar_settings (calendar)->requests != NULL && !store->asks
         && !sl_stage_calendar_is_read_only (calendar);
}

char *
sl_booking_store_beside (SlBookingStore *store, const char *stage, GError **error)
{
  SlStageCalendar *calendar = sl_store_calendar (store, stage, error);
  g_autofree char *own = NULL;
  const char *at;

  if (calendar == NULL)
    return NULL;
  own = g_strdup (sl_stage_calendar_title (calendar));
  if (g_str_has_suffix (own, "/"))
    own[strlen (own) - 1] = '\0';
  at = strrchr (own, '/');
  g_autofree char *last = g_uri_unescape_string (at != NULL ? at + 1 : own, NULL);
  return g_strconcat (last != NULL ? last : stage, SL_STAGE_REQUESTS_END, NULL);
}

const SlStageSettings *
sl_booking_store_set_stage (SlBookingStore *store, const char *stage, const SlSettingsChange *change, GError **error)
{
  const gboolean changes = change->slots != NULL || change->begins != NULL || change->requests != NULL;
  SlStageCalendar *calendar = sl_store_calendar (store, stage, error);

  if (calendar == NULL || !(changes ? sl_stage_calendar_change (calendar, change, store->watch, error)
                                    : sl_stage_calendar_sync (calendar, store->watch, error)))
    return NULL;
  g_hash_table_remove (store->requests, stage);
  return sl_stage_calendar_settings (calendar);
}
