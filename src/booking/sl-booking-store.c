#include "sl-booking-store.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "sl-backend-folder.h"
#include "sl-error.h"
#include "sl-i18n.h"

struct SlBookingStore {
  char       *folder;
  guint32     today;
  gint64      now;       /* 0: nobody has told */
  GHashTable *zones;     /* by stage; owned */
  GHashTable *calendars; /* SlStageCalendar by stage; owned */
};

SlBookingStore *
sl_booking_store_new_folder (const char *folder, guint32 today)
{
  SlBookingStore *store = g_new0 (SlBookingStore, 1);

  store->folder = g_strdup (folder);
  store->today = today;
  store->zones = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  store->calendars = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) sl_stage_calendar_free);
  return store;
}

void
sl_booking_store_free (SlBookingStore *store)
{
  if (store == NULL)
    return;
  g_hash_table_unref (store->zones);
  g_hash_table_unref (store->calendars);
  g_free (store->folder);
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
sl_booking_store_set_zone (SlBookingStore *store, const char *stage, const char *zone)
{
  g_hash_table_replace (store->zones, g_strdup (stage), g_strdup (zone));
}

/* Borrowed; NULL with an error for what names no folder of the store. */
static SlStageCalendar *
calendar_of (SlBookingStore *store, const char *stage, GError **error)
{
  SlStageCalendar *calendar = g_hash_table_lookup (store->calendars, stage);
  const char *zone = g_hash_table_lookup (store->zones, stage);
  g_autofree char *folder = g_build_filename (store->folder, stage, NULL);

  if (*stage == '\0' || *stage == '.' || strchr (stage, '/') != NULL)
    {
      sl_error_set (error, SL_ERROR_INPUT, _("“%s” is no stage of a booking store"), stage);
      return NULL;
    }
  if (calendar == NULL)
    {
      calendar = sl_stage_calendar_new (sl_backend_folder_new (folder), stage, zone, store->today);
      if (store->now != 0)
        sl_stage_calendar_set_now (calendar, store->now);
      g_hash_table_insert (store->calendars, g_strdup (stage), calendar);
    }
  return calendar;
}

/* --- stages --- */

/* What lies beside the stages' folders is none of them. */
static gboolean
is_plain_file (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return g_file_test (path, G_FILE_TEST_IS_REGULAR);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* Names of the folders, sorted; FALSE with an error when they cannot be read to the end, what was read stays. No folder
 * at all is an empty store; a link that leads nowhere, such as to a share that is not mounted, is none. */
static gboolean
list_stages (const SlBookingStore *store, GPtrArray *stages, GError **error)
{
  g_autoptr (GError) inner = NULL;
  g_autoptr (GDir) dir = g_dir_open (store->folder, 0, &inner);
  const char *name;
  GStatBuf info;

  if (dir == NULL && g_lstat (store->folder, &info) != 0 && errno == ENOENT)
    return TRUE;
  errno = 0;
  while (dir != NULL && (errno = 0, name = g_dir_read_name (dir)) != NULL)
    if (*name != '.' && !is_plain_file (store->folder, name))
      g_ptr_array_add (stages, g_strdup (name));
  g_ptr_array_sort (stages, compare_names);
  if (dir != NULL && errno == 0)
    return TRUE;
  sl_error_set_at (error, SL_ERROR_SERVICE, store->folder, 0,
                   _("the folder cannot be read (%s); check it and its permissions"),
                   inner != NULL ? inner->message : g_strerror (errno));
  return FALSE;
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

/* FALSE when the stage's folder cannot be read. */
static gboolean
list_stage (SlBookingStore *store, const char *stage, GPtrArray *days, GPtrArray *problems)
{
  GError *error = NULL;
  SlStageCalendar *calendar = calendar_of (store, stage, &error);
  g_autoptr (GPtrArray) of_stage = NULL;

  if (calendar == NULL || !sl_stage_calendar_sync (calendar, NULL, &error))
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

SlAcquire
sl_booking_store_set (SlBookingStore *store, const char *stage, const char *booking, const GPtrArray *days,
                      SlTaken *taken, GError **error)
{
  SlStageCalendar *calendar = calendar_of (store, stage, error);

  *taken = (SlTaken) { 0 };
  return calendar != NULL ? sl_stage_calendar_set (calendar, booking, days, NULL, taken, NULL, error) : SL_STORE_FAILED;
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
      SlTaken taken;
      SlAcquire result;

      if (g_strcmp0 (stages->pdata[i], except) == 0)
        continue;
      result = sl_booking_store_set (store, stages->pdata[i], booking, nothing, &taken, error);
      released += (int) taken.released;
      sl_taken_clear (&taken);
      if (result != SL_ACQUIRED)
        return -1;
    }
  return released;
}
