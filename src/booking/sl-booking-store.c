#include "sl-booking-store.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sl-error.h"
#include "sl-field.h"
#include "sl-file.h"
#include "sl-i18n.h"

enum { OLD_PART_MOST_S = 3600 };

struct SlBookingStore {
  char       *folder;
  GHashTable *swept; /* stages' folders that were looked through, owned */
};

SlBookingStore *
sl_booking_store_new_folder (const char *folder)
{
  SlBookingStore *store = g_new0 (SlBookingStore, 1);

  store->folder = g_strdup (folder);
  store->swept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return store;
}

void
sl_booking_store_free (SlBookingStore *store)
{
  if (store == NULL)
    return;
  g_hash_table_unref (store->swept);
  g_free (store->folder);
  g_free (store);
}

static int
compare_days (gconstpointer a, gconstpointer b)
{
  const SlStageDay *x = *(SlStageDay *const *) a, *y = *(SlStageDay *const *) b;
  int order = strcmp (x->stage, y->stage);

  if (order != 0)
    return order;
  return x->day != y->day ? (x->day < y->day ? -1 : 1) : x->rank - y->rank;
}

/* NULL without an error only when nothing is called so. A link that leads nowhere, such as to a share that is not
 * mounted, is an error. */
static GDir *
open_folder (const char *path, GError **error)
{
  g_autoptr (GError) inner = NULL;
  GStatBuf info;
  GDir *dir = g_dir_open (path, 0, &inner);

  if (dir == NULL && g_lstat (path, &info) == 0)
    sl_error_set_at (error, SL_ERROR_SERVICE, path, 0,
                     _("the folder cannot be read (%s); check it and its permissions"), inner->message);
  return dir;
}

/* Reads on; FALSE with an error when the folder cannot be read to its end. `name` NULL at the end. */
static gboolean
next_name (GDir *dir, const char *path, const char **name, GError **error)
{
  do
    {
      errno = 0;
      *name = g_dir_read_name (dir);
      if (*name == NULL && errno != 0)
        {
          sl_error_set_at (error, SL_ERROR_SERVICE, path, 0,
                           _("the folder cannot be read (%s); check it and its permissions"), g_strerror (errno));
          return FALSE;
        }
    }
  while (*name != NULL && **name == '.');
  return TRUE;
}

/* "day-2026-11-24.ics", "day-2026-11-24-hold2.ics": what the name alone tells. */
static gboolean
parse_name (const char *name, guint32 *day, int *rank)
{
  g_autofree char *date = NULL;
  char *end = NULL;

  if (!g_str_has_prefix (name, "day-") || strlen (name) < strlen ("day-2026-11-24.ics"))
    return FALSE;
  date = g_strndup (name + 4, strlen ("2026-11-24"));
  name += strlen ("day-2026-11-24");
  *rank = 1;
  if (g_str_has_prefix (name, "-hold"))
    {
      *rank = (int) CLAMP (strtol (name + 5, &end, 10), 1, 9);
      name = end;
    }
  return g_str_equal (name, ".ics") && sl_date_parse (date, day) && *day != 0;
}

static void
take_problem (GPtrArray *problems, GError *error)
{
  if (problems != NULL)
    g_ptr_array_add (problems, error);
  else
    g_error_free (error);
}

static void
list_object (const char *stage, const char *path, const char *name, GPtrArray *days, GPtrArray *problems)
{
  GError *error = NULL;
  SlStageDay *day = sl_stage_day_read (stage, path, &error);
  guint32 julian;
  int rank;

  if (day == NULL && parse_name (name, &julian, &rank))
    day = sl_stage_day_unreadable (stage, julian, rank, path, error->message);
  if (day != NULL)
    g_ptr_array_add (days, day);
  if (error != NULL)
    take_problem (problems, error);
}

/* FALSE when the stage's folder cannot be read. */
static gboolean
list_stage (SlBookingStore *store, const char *stage, GPtrArray *days, GPtrArray *problems)
{
  g_autofree char *folder = g_build_filename (store->folder, stage, NULL);
  GError *error = NULL;
  g_autoptr (GDir) dir = open_folder (folder, &error);
  const char *name = NULL;

  while (dir != NULL && next_name (dir, folder, &name, &error) && name != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      if (g_str_has_suffix (name, ".ics"))
        list_object (stage, path, name, days, problems);
    }
  if (error == NULL)
    return TRUE;
  take_problem (problems, error);
  return FALSE;
}

/* What lies beside the stages' folders is none of them. */
static gboolean
is_plain_file (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return g_file_test (path, G_FILE_TEST_IS_REGULAR);
}

/* FALSE when a folder cannot be read; the others are read all the same. */
static gboolean
list_all (SlBookingStore *store, GPtrArray *days, GPtrArray *problems)
{
  GError *error = NULL;
  g_autoptr (GDir) dir = open_folder (store->folder, &error);
  gboolean whole = TRUE;
  const char *name = NULL;

  while (dir != NULL && next_name (dir, store->folder, &name, &error) && name != NULL)
    if (!is_plain_file (store->folder, name))
      whole &= list_stage (store, name, days, problems);
  if (error != NULL)
    take_problem (problems, error);
  return whole && error == NULL;
}

GPtrArray *
sl_booking_store_list (SlBookingStore *store, const char *stage, GPtrArray *problems, gboolean *whole)
{
  GPtrArray *days = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_stage_day_free);
  gboolean all = stage != NULL ? list_stage (store, stage, days, problems) : list_all (store, days, problems);

  if (whole != NULL)
    *whole = all;
  g_ptr_array_sort (days, compare_days);
  return days;
}

static char *
day_path (SlBookingStore *store, const SlStageDay *day)
{
  g_autofree char *date = sl_date_to_text (day->day);
  g_autofree char *name = day->rank > 1 ? g_strdup_printf ("day-%s-hold%d.ics", date, day->rank)
                                        : g_strdup_printf ("day-%s.ics", date);

  return g_build_filename (store->folder, day->stage, name, NULL);
}

/* What earlier versions left when they were killed before a day was taken: .new-PID-RANDOM, without the machine that
 * PID is of. It lived for moments, so its age tells. */
static gboolean
is_old_part (const char *path, const char *name)
{
  GStatBuf info;
  guint random;
  int pid, end = 0;

  return sscanf (name, ".new-%d-%8x%n", &pid, &random, &end) == 2 && name[end] == '\0' && g_lstat (path, &info) == 0
         && S_ISREG (info.st_mode) && g_get_real_time () / G_USEC_PER_SEC - info.st_mtime > OLD_PART_MOST_S;
}

/* Once a folder in the life of a store. */
static void
sweep_old_parts (SlBookingStore *store, const char *folder)
{
  g_autoptr (GDir) dir = g_hash_table_add (store->swept, g_strdup (folder)) ? g_dir_open (folder, 0, NULL) : NULL;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      if (is_old_part (path, name))
        g_unlink (path);
    }
}

/* Creates the day's file unless there is one: a link of a finished, synced file, which fails when the name is taken. */
static SlAcquire
create_day (SlBookingStore *store, const char *path, const char *text, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *temporary = NULL;
  SlAcquire result = SL_ACQUIRED;

  if (g_mkdir_with_parents (folder, 0777) != 0)
    {
      sl_error_set_at (error, SL_ERROR_SERVICE, folder, 0,
                       _("the booking store cannot be written (%s); check its folder"), g_strerror (errno));
      return SL_STORE_FAILED;
    }
  sweep_old_parts (store, folder);
  temporary = sl_file_aside (path);
  if (!sl_file_write (temporary, text, -1, error))
    return SL_STORE_FAILED;
  if (link (temporary, path) != 0)
    {
      result = errno == EEXIST ? SL_CONFLICT : SL_STORE_FAILED;
      if (result == SL_STORE_FAILED)
        sl_error_set_at (error, SL_ERROR_SERVICE, path, 0,
                         _("the booking store cannot be written (%s); check its folder"), g_strerror (errno));
    }
  g_unlink (temporary);
  return result;
}

/* Who has the day that could not be created: NULL when it is gone again. */
static SlStageDay *
read_holder (const SlStageDay *day, const char *path)
{
  g_autoptr (GError) error = NULL;
  SlStageDay *holder = sl_stage_day_read (day->stage, path, &error);
  GStatBuf info;

  if (holder != NULL || g_lstat (path, &info) != 0)
    return holder;
  return sl_stage_day_unreadable (day->stage, day->day, day->rank, path, error->message);
}

enum { TRIES = 3 }; /* while others take the day and give it back */

/* Takes one day; what the same booking holds is rewritten in place. */
static SlAcquire
acquire_day (SlBookingStore *store, const SlStageDay *day, GPtrArray *made, GPtrArray *conflicts, GError **error)
{
  g_autofree char *path = day_path (store, day), *text = sl_stage_day_print (day);
  SlAcquire result = SL_CONFLICT;
  SlStageDay *holder = NULL;

  for (guint i = 0; i < TRIES && result == SL_CONFLICT && holder == NULL; i++)
    {
      result = create_day (store, path, text, error);
      if (result == SL_CONFLICT)
        holder = read_holder (day, path);
    }
  if (result == SL_ACQUIRED)
    g_ptr_array_add (made, g_steal_pointer (&path));
  if (result != SL_CONFLICT)
    return result;
  if (holder == NULL)
    holder = sl_stage_day_unreadable (day->stage, day->day, day->rank, path, _("it changes while it is read"));
  if (*holder->booking != '\0' && g_strcmp0 (holder->booking, day->booking) == 0)
    {
      sl_stage_day_free (holder);
      return sl_file_write (path, text, -1, error) ? SL_ACQUIRED : SL_STORE_FAILED;
    }
  if (conflicts != NULL)
    g_ptr_array_add (conflicts, holder);
  else
    sl_stage_day_free (holder);
  return SL_CONFLICT;
}

SlAcquire
sl_booking_store_acquire (SlBookingStore *store, const GPtrArray *days, GPtrArray *conflicts, GError **error)
{
  g_autoptr (GPtrArray) made = g_ptr_array_new_with_free_func (g_free);
  SlAcquire result = SL_ACQUIRED;

  for (guint i = 0; i < days->len && result == SL_ACQUIRED; i++)
    result = acquire_day (store, days->pdata[i], made, conflicts, error);
  for (guint i = 0; i < made->len && result != SL_ACQUIRED; i++) /* all or nothing */
    g_unlink (made->pdata[i]);
  return result;
}

static gboolean
is_kept (const GPtrArray *keep, const SlStageDay *day)
{
  for (guint i = 0; keep != NULL && i < keep->len; i++)
    {
      const SlStageDay *k = keep->pdata[i];
      if (k->day == day->day && k->rank == day->rank && g_str_equal (k->stage, day->stage)
          && g_strcmp0 (k->booking, day->booking) == 0)
        return TRUE;
    }
  return FALSE;
}

int
sl_booking_store_release (SlBookingStore *store, const char *booking, const GPtrArray *keep, GError **error)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
  gboolean whole;
  g_autoptr (GPtrArray) days = sl_booking_store_list (store, NULL, problems, &whole);
  int released = 0;

  for (guint i = 0; !whole && i < problems->len; i++) /* it may hold days there */
    if (g_error_matches (problems->pdata[i], SL_ERROR, SL_ERROR_SERVICE))
      {
        g_propagate_error (error, g_error_copy (problems->pdata[i]));
        return -1;
      }
  for (guint i = 0; i < days->len; i++)
    {
      const SlStageDay *day = days->pdata[i];
      if (g_strcmp0 (day->booking, booking) != 0 || is_kept (keep, day))
        continue;
      if (g_unlink (day->path) != 0)
        {
          sl_error_set_at (error, SL_ERROR_SERVICE, day->path, 0,
                           _("the day cannot be given back (%s); check the folder"), g_strerror (errno));
          return -1;
        }
      released++;
    }
  return released;
}
