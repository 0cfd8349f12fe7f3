#include "sl-book-sync.h"

#include <string.h>

#include "sl-account.h"
#include "sl-book-private.h"
#include "sl-error.h"
#include "sl-i18n.h"

enum { OUTBOX_WAIT_S = 5 };

/* --- opening --- */

/* Of a server, as whoever is signed in there. */
static SlBookingStore *
open_server (const SlPlan *plan, const char *url, SlWatch *watch, GError **error)
{
  g_autoptr (GError) inner = NULL;
  g_autoptr (SlAccount) account = sl_account_find (url, &inner);
  char *secret = account != NULL ? sl_account_find_password (account, watch, &inner) : NULL;
  SlBookingStore *store = NULL;

  if (secret != NULL)
    store = sl_book_open (plan, url, &(SlHttpAccount) { account->user, secret, account->ca_file }, NULL, &inner);
  else if (inner == NULL)
    sl_error_set (&inner, SL_ERROR_SERVICE, _("you are not signed in at %s; sign in again"), url);
  sl_account_wipe (secret);
  if (store == NULL)
    g_propagate_error (error, g_steal_pointer (&inner));
  return store;
}

static SlBookingStore *
open_store (const SlPlan *plan, const SlBookSyncOptions *options, SlWatch *watch, GError **error)
{
  SlBookingStore *store = sl_booking_store_is_server (options->store)
                            ? open_server (plan, options->store, watch, error)
                            : sl_book_open (plan, options->store, NULL, NULL, error);

  if (store == NULL)
    return NULL;
  sl_booking_store_set_watch (store, watch);
  sl_booking_store_set_now (store, options->now);
  return store;
}

/* --- the round --- */

static void
sync_init (SlBookSync *sync)
{
  *sync = (SlBookSync) {
    .days = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_stage_day_free),
    .conflicts = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_stage_day_free),
    .waiting = g_ptr_array_new_with_free_func (g_free), .refused = g_ptr_array_new_with_free_func (g_free),
    .problems = g_ptr_array_new_with_free_func (g_free),
    .requests = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_request_free),
  };
}

void
sl_book_sync_clear (SlBookSync *sync)
{
  g_clear_pointer (&sync->days, g_ptr_array_unref);
  g_clear_pointer (&sync->conflicts, g_ptr_array_unref);
  g_clear_pointer (&sync->waiting, g_ptr_array_unref);
  g_clear_pointer (&sync->refused, g_ptr_array_unref);
  g_clear_pointer (&sync->problems, g_ptr_array_unref);
  g_clear_pointer (&sync->requests, g_ptr_array_unref);
}

static void
note_waiting (SlBookSync *sync, const SlOutbox *outbox)
{
  for (guint i = 0; outbox != NULL && i < sl_outbox_count (outbox); i++)
    g_ptr_array_add (sync->waiting, g_strdup (sl_outbox_at (outbox, i)->booking));
}

static void
take_texts (GPtrArray *to, const GPtrArray *from)
{
  for (guint i = 0; from != NULL && i < from->len; i++)
    g_ptr_array_add (to, g_strdup (from->pdata[i]));
}

static gboolean
push (const SlPlan *plan, SlBookingStore *store, const SlBookSyncOptions *options, SlBookSync *sync, GError **error)
{
  SlBookResult result;
  const gboolean fine = sl_book_push (plan, store, &(SlBookOptions) { .file = options->file }, &result, error);

  for (guint i = 0; result.conflicts != NULL && i < result.conflicts->len; i++)
    g_ptr_array_add (sync->conflicts, sl_stage_day_copy (result.conflicts->pdata[i]));
  take_texts (sync->problems, result.remarks);
  sync->pushed = fine;
  sl_book_result_clear (&result);
  return fine;
}

/* What is asked of stages, and what of it waits for this user. */
static void
list_requests (SlBookingStore *store, SlBookSync *sync)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);

  g_ptr_array_unref (sync->requests);
  sync->requests = sl_booking_store_requests (store, NULL, sync->whole ? problems : NULL);
  for (guint i = 0; i < problems->len; i++)
    g_ptr_array_add (sync->problems, g_strdup (((GError *) problems->pdata[i])->message));
  for (guint i = 0; i < sync->requests->len; i++)
    {
      const SlRequest *request = sync->requests->pdata[i];
      sync->to_answer += request->answer == SL_REQUEST_PENDING && sl_booking_store_answers (store, request->day->stage);
    }
}

/* FALSE where no calendar can be read because the store cannot be had. */
static gboolean
list (SlBookingStore *store, SlWatch *watch, SlBookSync *sync, GError **error)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);

  g_ptr_array_unref (sync->days);
  sync->days = sl_booking_store_list (store, NULL, problems, &sync->whole);
  if (sl_watch_stops (watch, error))
    return FALSE;
  for (guint i = 0; i < problems->len; i++)
    {
      const GError *problem = problems->pdata[i];

      if (sl_error_is_service (problem) && sync->days->len == 0)
        {
          g_propagate_error (error, g_error_copy (problem));
          return FALSE;
        }
      g_ptr_array_add (sync->problems, g_strdup (problem->message));
    }
  list_requests (store, sync);
  return TRUE;
}

static gboolean
is_among (const GPtrArray *texts, const char *text)
{
  for (guint i = 0; texts != NULL && i < texts->len; i++)
    if (g_str_equal (texts->pdata[i], text))
      return TRUE;
  return FALSE;
}

/* What of a booking was sent: with another stage, other days or another rank it is not what was refused. */
static char *
sent_key (const SlPlan *plan, const SlBooking *b)
{
  g_autofree char *id = sl_book_id (plan, b);

  return g_strdup_printf ("%s %s %u %u %d %d", id, b->stage != NULL ? b->stage : "", b->from, b->to, (int) b->state,
                          (int) b->rank);
}

/* What was sent, is not in the outbox, and is not there. */
static void
note_refused (const SlPlan *plan, const SlBookSyncOptions *options, SlBookSync *sync)
{
  g_autoptr (GHashTable) standings = sl_book_standings (plan, options->file, sync, NULL);
  GHashTableIter at;
  gpointer id, standing;

  g_hash_table_iter_init (&at, standings);
  while (g_hash_table_iter_next (&at, &id, &standing))
    if (GPOINTER_TO_INT (standing) == SL_BOOK_TO_SEND)
      g_ptr_array_add (sync->refused, sent_key (plan, sl_plan_get (plan, SL_KIND_BOOKING, id)));
}

/* A store that gives no answer is told by the list; until then it keeps what it is told. */
static gboolean
finish (SlBookingStore *store, SlBookSync *sync, GError **error)
{
  g_autoptr (GError) inner = NULL;

  if (sl_booking_store_finish (store, sync->conflicts, &inner) || sl_booking_store_away (store) != NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

SlBookingStore *
sl_book_open_to_sync (const SlPlan *plan, const SlBookSyncOptions *options, SlWatch *watch, SlOutbox **outbox,
                      GError **error)
{
  g_autofree char *path = sl_outbox_path (options->file, options->store);
  SlBookingStore *store;

  if ((*outbox = sl_outbox_open (path, OUTBOX_WAIT_S, error)) == NULL)
    return NULL;
  store = open_store (plan, options, watch, error);
  if (store != NULL)
    sl_booking_store_set_outbox (store, *outbox);
  return store;
}

gboolean
sl_book_sync (const SlPlan *plan, const SlBookSyncOptions *options, SlWatch *watch, SlBookSync *sync, GError **error)
{
  g_autoptr (SlOutbox) outbox = NULL;
  g_autoptr (SlBookingStore) store = sl_book_open_to_sync (plan, options, watch, &outbox, error);
  gboolean fine;

  sync_init (sync);
  fine = store != NULL && finish (store, sync, error) && (!options->push || push (plan, store, options, sync, error))
         && list (store, watch, sync, error);
  note_waiting (sync, outbox);
  if (fine && sync->pushed && sync->whole)
    note_refused (plan, options, sync);
  return fine;
}

/* --- how the plan's bookings stand --- */

/* Whether `had` (SlStageDay of one booking, by stage and day; slots of a day are several) is just what is wanted. */
static gboolean
is_stored (const GPtrArray *wanted, const GPtrArray *had)
{
  guint at = 0;

  for (guint i = 0; had != NULL && i < had->len; i++)
    {
      const SlStageDay *day = had->pdata[i];

      while (at < wanted->len && ((SlStageDay *) wanted->pdata[at])->day < day->day)
        at++;
      if (at == wanted->len || ((SlStageDay *) wanted->pdata[at])->day != day->day
          || !sl_book_same_day (wanted->pdata[at], day)
          || (i == 0 && at > 0) || (i > 0 && at > 0 && ((SlStageDay *) had->pdata[i - 1])->day + 1 < day->day))
        return FALSE;
    }
  return had == NULL || had->len == 0 ? wanted->len == 0 : at + 1 == wanted->len;
}

/* How what was asked of the stage stands, where it is just what the plan wants; else that is to be sent. */
static SlBookStanding
asked_standing (const SlBookSync *sync, const SlBooking *b, const char *id, const GPtrArray *wanted)
{
  for (guint i = 0; sync->requests != NULL && i < sync->requests->len; i++)
    {
      const SlRequest *r = sync->requests->pdata[i];
      const gboolean same = wanted == NULL ? FALSE
                            : wanted->len == 0 ? g_str_equal (r->day->state, SL_REQUEST_RELEASED)
                            : sl_request_asks (r, wanted->pdata[0],
                                               ((SlStageDay *) wanted->pdata[wanted->len - 1])->day);

      if (same && r->answer != SL_REQUEST_APPROVED && g_str_equal (r->day->booking, id)
          && g_strcmp0 (r->day->stage, b->stage) == 0)
        return r->answer == SL_REQUEST_REFUSED ? SL_BOOK_REFUSED : SL_BOOK_ASKED;
    }
  return SL_BOOK_TO_SEND;
}

/* SlStageDay elements by the booking's id in the store; both borrowed. */
static GHashTable *
days_by_booking (const GPtrArray *days)
{
  GHashTable *by = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; days != NULL && i < days->len; i++)
    {
      SlStageDay *day = days->pdata[i];
      GPtrArray *of = day->booking != NULL ? g_hash_table_lookup (by, day->booking) : NULL;

      if (day->booking == NULL)
        continue;
      if (of == NULL)
        g_hash_table_insert (by, day->booking, of = g_ptr_array_new ());
      g_ptr_array_add (of, day);
    }
  return by;
}

/* Those that are left, which this file placed. */
static guint
count_gone (const SlPlan *plan, const char *file, GHashTable *left)
{
  g_autofree char *mark = sl_book_mark (file);
  GHashTableIter at;
  gpointer id, days;
  guint n = 0;

  g_hash_table_iter_init (&at, left);
  while (g_hash_table_iter_next (&at, &id, &days))
    n += mark != NULL && sl_book_is_of_plan (plan, id)
         && g_strcmp0 (((SlStageDay *) g_ptr_array_index ((GPtrArray *) days, 0))->plan, mark) == 0;
  return n;
}

GHashTable *
sl_book_standings (const SlPlan *plan, const char *file, const SlBookSync *sync, guint *gone)
{
  GHashTable *standings = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) had = days_by_booking (sync->days);

  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_BOOKING); i++)
    {
      const SlBooking *b = (const SlBooking *) sl_plan_at (plan, SL_KIND_BOOKING, i);
      g_autofree char *id = sl_book_id (plan, b), *key = sent_key (plan, b);
      g_autoptr (GPtrArray) wanted = sl_book_days (plan, b);
      SlBookStanding standing = SL_BOOK_STORED;

      if (is_among (sync->waiting, id))
        standing = SL_BOOK_WAITING;
      else if (sync->days != NULL && (wanted == NULL || !is_stored (wanted, g_hash_table_lookup (had, id))))
        standing = is_among (sync->refused, key) ? SL_BOOK_REFUSED : asked_standing (sync, b, id, wanted);
      if (standing != SL_BOOK_STORED)
        g_hash_table_insert (standings, b->entity.id, GINT_TO_POINTER (standing));
      g_hash_table_remove (had, id);
    }
  if (gone != NULL)
    *gone = count_gone (plan, file, had);
  return standings;
}
