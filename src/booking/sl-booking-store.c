#include "sl-booking-store-private.h"

#include <string.h>

#include "sl-error.h"
#include "sl-i18n.h"

/* --- kinds of stores --- */

typedef struct {
  const char *scheme; /* of its addresses */
  gboolean    server; /* which knows users */
  SlPlace  *(*open) (const SlPlaceOptions *options, GError **error);
} StoreKind;

static const StoreKind kinds[] = {
  { "https", TRUE, sl_place_server_new },
  { "http", TRUE, sl_place_server_new },
  { "file", FALSE, sl_place_file_new },
  { "webcal", FALSE, sl_place_webcal_new },
  { "webcals", FALSE, sl_place_webcal_new },
};
static const StoreKind folder_kind = { NULL, FALSE, sl_place_folder_new };
static const StoreKind ics_kind = { NULL, FALSE, sl_place_ics_new };

/* NULL for an address of something else. */
static const StoreKind *
kind_of (const char *url)
{
  const char *scheme = g_uri_peek_scheme (url);

  for (guint i = 0; scheme != NULL && i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].scheme, scheme))
      return &kinds[i];
  if (*url == '\0' || strstr (url, "://") != NULL)
    return NULL;
  return g_str_has_suffix (url, ".ics") && !g_file_test (url, G_FILE_TEST_IS_DIR) ? &ics_kind : &folder_kind;
}

gboolean
sl_booking_store_is_server (const char *url)
{
  const StoreKind *kind = kind_of (url);

  return kind != NULL && kind->server;
}

/* --- stores --- */

static void
stage_free (gpointer data)
{
  StoreStage *stage = data;

  g_free (stage->name);
  g_free (stage->zone);
  g_free (stage);
}

static SlBookingStore *
store_at (SlPlace *place, guint32 today)
{
  SlBookingStore *store = g_new0 (SlBookingStore, 1);

  store->place = place;
  store->today = today;
  store->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, stage_free);
  store->requests = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) sl_requests_free);
  store->asked = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_request_free);
  store->calendars = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) sl_stage_calendar_free);
  return store;
}

SlBookingStore *
sl_booking_store_new_folder (const char *folder, guint32 today)
{
  return store_at (sl_place_folder_new (&(SlPlaceOptions) { .url = folder }, NULL), today);
}

SlBookingStore *
sl_booking_store_open (const char *url, const SlHttpAccount *account, const char *own, guint32 today, GError **error)
{
  const SlPlaceOptions options = { url, account, own };
  const StoreKind *kind = kind_of (url);
  SlPlace *place;

  if (kind == NULL)
    {
      sl_error_set (error, SL_ERROR_INPUT, _("“%s” is no booking store; give a folder, or the https address of a "
                                             "calendar server; to read only, a webcal address or an .ics file"), url);
      return NULL;
    }
  place = kind->open (&options, error);
  return place != NULL ? store_at (place, today) : NULL;
}

void
sl_booking_store_free (SlBookingStore *store)
{
  if (store == NULL)
    return;
  g_hash_table_unref (store->known);
  g_hash_table_unref (store->calendars);
  g_hash_table_unref (store->requests);
  g_ptr_array_unref (store->asked);
  store->place->class->free (store->place);
  g_clear_error (&store->away);
  if (store->watch != NULL)
    sl_watch_unref (store->watch);
  g_free (store);
}

void
sl_booking_store_set_now (SlBookingStore *store, gint64 now)
{
  GHashTableIter at;
  gpointer calendar;

  store->now = now;
  g_hash_table_iter_init (&at, store->calendars);
  while (g_hash_table_iter_next (&at, NULL, &calendar))
    sl_stage_calendar_set_now (calendar, now);
}

void
sl_booking_store_set_watch (SlBookingStore *store, SlWatch *watch)
{
  SlWatch *old = store->watch;

  store->watch = watch != NULL ? sl_watch_ref (watch) : NULL;
  if (old != NULL)
    sl_watch_unref (old);
}

void
sl_booking_store_add_stage (SlBookingStore *store, const char *stage, const char *name, const char *zone)
{
  StoreStage *known = g_new (StoreStage, 1);

  *known = (StoreStage) { g_strdup (name), g_strdup (zone) };
  g_hash_table_replace (store->known, g_strdup (stage), known);
}

void
sl_booking_store_set_outbox (SlBookingStore *store, SlOutbox *outbox)
{
  store->outbox = outbox;
}

/* --- a store that gives no answer --- */

gboolean
sl_booking_store_queues (const SlBookingStore *store)
{
  return store->outbox != NULL;
}

const GError *
sl_booking_store_away (const SlBookingStore *store)
{
  return store->away;
}

void
sl_store_note_away (SlBookingStore *store, const GError *error)
{
  if (store->outbox != NULL && store->away == NULL && g_error_matches (error, SL_ERROR, SL_ERROR_OFFLINE))
    store->away = g_error_copy (error);
}

gboolean
sl_store_is_away (SlBookingStore *store, GError **error)
{
  if (store->away != NULL)
    g_propagate_error (error, g_error_copy (store->away));
  return store->away != NULL;
}

gboolean
sl_booking_store_check (SlBookingStore *store, GError **error)
{
  g_autoptr (GError) inner = NULL;

  if (sl_store_is_away (store, error))
    return FALSE;
  if (store->place->class->check (store->place, store->watch, &inner))
    return TRUE;
  sl_store_note_away (store, inner);
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

/* --- stages --- */

SlStageCalendar *
sl_store_calendar (SlBookingStore *store, const char *stage, GError **error)
{
  SlStageCalendar *calendar = g_hash_table_lookup (store->calendars, stage);
  const StoreStage *known = g_hash_table_lookup (store->known, stage);
  SlBackend *backend;

  if (calendar != NULL)
    return calendar;
  backend = store->place->class->open (store->place, stage, known != NULL ? known->name : NULL, store->watch, error);
  if (backend == NULL)
    return NULL;
  calendar = sl_stage_calendar_new (backend, stage, known != NULL ? known->zone : NULL, store->today);
  if (store->now != 0)
    sl_stage_calendar_set_now (calendar, store->now);
  g_hash_table_insert (store->calendars, g_strdup (stage), calendar);
  return calendar;
}

gboolean
sl_store_stages (SlBookingStore *store, GPtrArray *stages, GError **error)
{
  return !sl_store_is_away (store, error)
         && store->place->class->stages (store->place, store->known, stages, store->watch, error);
}

/* --- lists --- */

/* Takes the error. */
static void
take_problem (SlBookingStore *store, GPtrArray *problems, GError *error)
{
  sl_store_note_away (store, error);
  if (problems != NULL)
    g_ptr_array_add (problems, error);
  else
    g_error_free (error);
}

/* FALSE when the stage's calendar cannot be read. */
static gboolean
list_stage (SlBookingStore *store, const char *stage, GPtrArray *days, GPtrArray *problems)
{
  GError *error = NULL;
  SlStageCalendar *calendar = sl_store_is_away (store, &error) ? NULL : sl_store_calendar (store, stage, &error);
  g_autoptr (GPtrArray) of_stage = NULL;

  if (calendar == NULL || !sl_stage_calendar_sync (calendar, store->watch, &error))
    {
      take_problem (store, problems, error);
      return FALSE;
    }
  of_stage = sl_stage_calendar_days (calendar, problems);
  for (guint i = 0; i < of_stage->len; i++)
    g_ptr_array_add (days, sl_stage_day_copy (of_stage->pdata[i]));
  return TRUE;
}

GPtrArray *
sl_booking_store_list (SlBookingStore *store, const char *stage, GPtrArray *problems, gboolean *whole)
{
  GPtrArray *days = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_stage_day_free);
  g_autoptr (GPtrArray) stages = g_ptr_array_new_with_free_func (g_free);
  GError *error = NULL;
  gboolean all = TRUE;

  if (stage != NULL)
    g_ptr_array_add (stages, g_strdup (stage));
  else if (!sl_store_stages (store, stages, &error))
    {
      take_problem (store, problems, error);
      all = FALSE;
    }
  for (guint i = 0; i < stages->len; i++)
    all &= list_stage (store, stages->pdata[i], days, problems);
  if (whole != NULL)
    *whole = all;
  return days;
}
