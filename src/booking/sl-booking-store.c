#include "sl-booking-store.h"

#include <string.h>

#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-store-place.h"

typedef struct {
  char *name, *zone; /* owned; NULL where nobody says */
} Stage;

struct SlBookingStore {
  SlPlace    *place;
  guint32     today;
  gint64      now;       /* 0: nobody has told */
  SlWatch    *watch;     /* owned, NULL for none */
  SlOutbox   *outbox;    /* borrowed, NULL for none */
  GHashTable *known;     /* Stage by id; owned */
  GHashTable *calendars; /* SlStageCalendar by stage; owned */
};

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
  Stage *stage = data;

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
  store->place->class->free (store->place);
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
  Stage *known = g_new (Stage, 1);

  *known = (Stage) { g_strdup (name), g_strdup (zone) };
  g_hash_table_replace (store->known, g_strdup (stage), known);
}

void
sl_booking_store_set_outbox (SlBookingStore *store, SlOutbox *outbox)
{
  store->outbox = outbox;
}

gboolean
sl_booking_store_check (SlBookingStore *store, GError **error)
{
  return store->place->class->check (store->place, store->watch, error);
}

/* Borrowed; NULL with an error for what names no calendar of the store. */
static SlStageCalendar *
calendar_of (SlBookingStore *store, const char *stage, GError **error)
{
  SlStageCalendar *calendar = g_hash_table_lookup (store->calendars, stage);
  const Stage *known = g_hash_table_lookup (store->known, stage);
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

/* Ids of the stages whose days are listed and given back; what was read stays when FALSE. */
static gboolean
list_stages (SlBookingStore *store, GPtrArray *stages, GError **error)
{
  return store->place->class->stages (store->place, store->known, stages, store->watch, error);
}

/* --- lists --- */

static void
take_problem (GPtrArray *problems, GError *error)
{
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
  SlStageCalendar *calendar = calendar_of (store, stage, &error);
  g_autoptr (GPtrArray) of_stage = NULL;

  if (calendar == NULL || !sl_stage_calendar_sync (calendar, store->watch, &error))
    {
      take_problem (problems, error);
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
  else if (!list_stages (store, stages, &error))
    {
      take_problem (problems, error);
      all = FALSE;
    }
  for (guint i = 0; i < stages->len; i++)
    all &= list_stage (store, stages->pdata[i], days, problems);
  if (whole != NULL)
    *whole = all;
  return days;
}

/* --- bookings --- */

/* What the booking has before anything is sent, so that a conflict after a kill knows what to give back. */
static gboolean
note_had (SlBookingStore *store, SlStageCalendar *calendar, const char *stage, const char *booking, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new (), days = NULL;

  if (sl_outbox_find (store->outbox, booking, stage)->before != NULL)
    return TRUE;
  if (!sl_stage_calendar_sync (calendar, store->watch, error))
    return FALSE;
  days = sl_stage_calendar_days (calendar, NULL);
  for (guint i = 0; i < days->len; i++)
    {
      SlStageDay *day = days->pdata[i];
      if (g_strcmp0 (day->booking, booking) == 0 && day->path != NULL)
        g_ptr_array_add (names, day->path);
    }
  return sl_outbox_had (store->outbox, booking, stage, names, error);
}

static gboolean
is_final (SlAcquire outcome, const GError *error)
{
  return outcome != SL_STORE_FAILED || g_error_matches (error, SL_ERROR, SL_ERROR_REFERENCE);
}

/* Sends the open entry of the booking, and ends it where it is done. */
static SlAcquire
send_entry (SlBookingStore *store, const char *stage, const char *booking, const GPtrArray *days, SlTaken *taken,
            GError **error)
{
  g_autoptr (GError) inner = NULL;
  SlStageCalendar *calendar = NULL;
  SlAcquire outcome = SL_STORE_FAILED;

  if (sl_outbox_try (store->outbox, booking, stage, &inner)
      && (calendar = calendar_of (store, stage, &inner)) != NULL
      && note_had (store, calendar, stage, booking, &inner))
    {
      const GPtrArray *names = sl_outbox_find (store->outbox, booking, stage)->before;
      outcome = sl_stage_calendar_set (calendar, booking, days, names, taken, store->watch, &inner);
    }
  if (is_final (outcome, inner) && !sl_outbox_done (store->outbox, booking, stage, inner == NULL ? &inner : NULL))
    outcome = SL_STORE_FAILED;
  if (inner != NULL)
    g_propagate_error (error, g_steal_pointer (&inner));
  return outcome;
}

SlAcquire
sl_booking_store_set (SlBookingStore *store, const char *stage, const char *booking, const GPtrArray *days,
                      SlTaken *taken, GError **error)
{
  SlStageCalendar *calendar;

  *taken = (SlTaken) { 0 };
  if (store->outbox != NULL)
    return sl_outbox_want (store->outbox, booking, stage, g_get_real_time () / G_USEC_PER_SEC, days, error)
           ? send_entry (store, stage, booking, days, taken, error) : SL_STORE_FAILED;
  calendar = calendar_of (store, stage, error);
  return calendar != NULL ? sl_stage_calendar_set (calendar, booking, days, NULL, taken, store->watch, error)
                          : SL_STORE_FAILED;
}

gboolean
sl_booking_store_finish (SlBookingStore *store, GPtrArray *conflicts, GError **error)
{
  while (store->outbox != NULL && sl_outbox_count (store->outbox) > 0)
    {
      const SlOutboxEntry *entry = sl_outbox_at (store->outbox, 0);
      g_autofree char *booking = g_strdup (entry->booking), *stage = g_strdup (entry->stage);
      g_autoptr (GPtrArray) days = g_ptr_array_ref (entry->days);
      g_autoptr (GError) inner = NULL;
      SlTaken taken = { 0 };
      const SlAcquire outcome = send_entry (store, stage, booking, days, &taken, &inner);

      for (guint i = 0; outcome == SL_CONFLICT && i < taken.conflicts->len; i++)
        g_ptr_array_add (conflicts, sl_stage_day_copy (taken.conflicts->pdata[i]));
      sl_taken_clear (&taken);
      if (is_final (outcome, inner)) /* a stage that has no calendar there has no days */
        continue;
      g_propagate_error (error, g_steal_pointer (&inner));
      return FALSE;
    }
  return TRUE;
}

int
sl_booking_store_release (SlBookingStore *store, const char *booking, const char *except, GError **error)
{
  g_autoptr (GPtrArray) stages = g_ptr_array_new_with_free_func (g_free), nothing = g_ptr_array_new ();
  int released = 0;

  if (!list_stages (store, stages, error))
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
      if (result == SL_ACQUIRED || g_error_matches (inner, SL_ERROR, SL_ERROR_REFERENCE)) /* no calendar, no days */
        continue;
      g_propagate_error (error, g_steal_pointer (&inner));
      return -1;
    }
  return released;
}
