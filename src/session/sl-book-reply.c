#include "sl-book-reply.h"

#include "sl-book-private.h"
#include "sl-error.h"
#include "sl-i18n.h"

static void
refuse_conflict (const GPtrArray *conflicts, GError **error)
{
  const SlStageDay *day = conflicts != NULL && conflicts->len > 0 ? conflicts->pdata[0] : NULL;
  g_autofree char *date = day != NULL ? sl_date_to_text (day->day) : NULL;

  if (day == NULL)
    sl_error_set (error, SL_ERROR_INPUT, _("others have these days; the request waits on"));
  else
    sl_error_set (error, SL_ERROR_INPUT, _("%s has %s; the request waits on until that is given back"),
                  day->owner != NULL && *day->owner != '\0' ? day->owner : day->title, date);
}

static gboolean
approve (SlBookingStore *store, const SlBookReply *reply, GError **error)
{
  SlTaken taken;
  const SlAcquire outcome = sl_booking_store_approve (store, reply->stage, reply->booking, &taken, error);

  if (outcome == SL_CONFLICT)
    refuse_conflict (taken.conflicts, error);
  sl_taken_clear (&taken);
  return outcome == SL_ACQUIRED;
}

gboolean
sl_book_reply (const SlPlan *plan, const SlBookSyncOptions *options, const SlBookReply *reply, SlWatch *watch,
               GError **error)
{
  g_autoptr (SlOutbox) outbox = NULL;
  g_autoptr (SlBookingStore) store = sl_book_open_to_sync (plan, options, watch, &outbox, error);

  if (store == NULL)
    return FALSE;
  return reply->approves ? approve (store, reply, error)
                         : sl_booking_store_refuse (store, reply->stage, reply->booking, reply->why, error);
}
