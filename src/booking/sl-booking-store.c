#include "sl-booking-store.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <libical/ical.h>
#include <string.h>
#include <stdlib.h>
#include <unistd.h>

#include "sl-error.h"
#include "sl-field.h"
#include "sl-file.h"
#include "sl-i18n.h"

/* What is taken from outside before libical sees it: it does not stand larger or deeper input. */
enum { MAX_OBJECT = 256 * 1024, MAX_LINE = 64 * 1024, MAX_NESTING = 4 };

struct SlBookingStore {
  char *folder;
};

void
sl_stage_day_free (SlStageDay *day)
{
  g_free (day->stage);
  g_free (day->booking);
  g_free (day->title);
  g_free (day->owner);
  g_free (day->state);
  g_free (day->phase);
  g_free (day->path);
  g_free (day);
}

SlStageDay *
sl_stage_day_copy (const SlStageDay *day)
{
  SlStageDay *copy = g_memdup2 (day, sizeof *day);

  copy->stage = g_strdup (day->stage);
  copy->booking = g_strdup (day->booking);
  copy->title = g_strdup (day->title);
  copy->owner = g_strdup (day->owner);
  copy->state = g_strdup (day->state);
  copy->phase = g_strdup (day->phase);
  copy->path = g_strdup (day->path);
  return copy;
}

SlBookingStore *
sl_booking_store_new_folder (const char *folder)
{
  SlBookingStore *store = g_new0 (SlBookingStore, 1);

  store->folder = g_strdup (folder);
  return store;
}

void
sl_booking_store_free (SlBookingStore *store)
{
  if (store == NULL)
    return;
  g_free (store->folder);
  g_free (store);
}

/* --- iCalendar objects --- */

static icaltimetype
ical_date (guint32 julian)
{
  icaltimetype date = icaltime_null_date ();
  GDate day;

  g_date_clear (&day, 1);
  g_date_set_julian (&day, julian);
  date.year = g_date_get_year (&day);
  date.month = g_date_get_month (&day);
  date.day = g_date_get_day (&day);
  date.is_date = 1;
  return date;
}

/* 0 for an impossible date. */
static guint32
julian_of (icaltimetype date)
{
  GDate day;

  if (date.year < SL_DATE_FIRST_YEAR || date.year > SL_DATE_LAST_YEAR
      || !g_date_valid_dmy ((GDateDay) date.day, (GDateMonth) date.month, (GDateYear) date.year))
    return 0;
  g_date_clear (&day, 1);
  g_date_set_dmy (&day, (GDateDay) date.day, (GDateMonth) date.month, (GDateYear) date.year);
  return g_date_get_julian (&day);
}

static void
add_x (icalcomponent *event, const char *name, const char *value)
{
  icalproperty *property = icalproperty_new_x (value != NULL ? value : "");

  icalproperty_set_x_name (property, name);
  icalcomponent_add_property (event, property);
}

static const char *
get_x (icalcomponent *event, const char *name)
{
  for (icalproperty *p = icalcomponent_get_first_property (event, ICAL_X_PROPERTY); p != NULL;
       p = icalcomponent_get_next_property (event, ICAL_X_PROPERTY))
    if (g_strcmp0 (icalproperty_get_x_name (p), name) == 0)
      return icalproperty_get_x (p);
  return NULL;
}

static char *
print_day (const SlStageDay *day)
{
  icalcomponent *calendar = icalcomponent_new_vcalendar (), *event = icalcomponent_new_vevent ();
  g_autofree char *uid = g_uuid_string_random (), *rank = g_strdup_printf ("%d", day->rank);
  g_autofree char *expires = sl_date_to_text (day->expires);
  icaltimetype now = icaltime_from_timet_with_zone (time (NULL), 0, icaltimezone_get_utc_timezone ());
  gboolean confirmed = g_strcmp0 (day->state, "confirmed") == 0;
  char *text;

  icalcomponent_add_property (calendar, icalproperty_new_version ("2.0"));
  icalcomponent_add_property (calendar, icalproperty_new_prodid ("-//Sightline//Stage bookings//EN"));
  icalcomponent_add_property (event, icalproperty_new_uid (uid));
  icalcomponent_add_property (event, icalproperty_new_dtstamp (now));
  icalcomponent_add_property (event, icalproperty_new_dtstart (ical_date (day->day)));
  icalcomponent_add_property (event, icalproperty_new_dtend (ical_date (day->day + 1)));
  icalcomponent_add_property (event, icalproperty_new_summary (day->title != NULL ? day->title : day->booking));
  icalcomponent_add_property (event, icalproperty_new_status (confirmed ? ICAL_STATUS_CONFIRMED
                                                                        : ICAL_STATUS_TENTATIVE));
  icalcomponent_add_property (event, icalproperty_new_categories (day->phase != NULL ? day->phase : "shoot"));
  add_x (event, "X-SIGHTLINE-BOOKING", day->booking);
  add_x (event, "X-SIGHTLINE-OWNER", day->owner);
  add_x (event, "X-SIGHTLINE-STATE", day->state);
  add_x (event, "X-SIGHTLINE-RANK", rank);
  if (day->expires != 0)
    add_x (event, "X-SIGHTLINE-EXPIRES", expires);
  icalcomponent_add_component (calendar, event);
  text = g_strdup (icalcomponent_as_ical_string (calendar));
  icalcomponent_free (calendar);
  return text;
}

static gboolean
is_safe (const char *text, gsize length)
{
  gsize line = 0;
  int depth = 0;

  if (strlen (text) != length || !g_utf8_validate (text, (gssize) length, NULL))
    return FALSE;
  for (const char *p = text; *p != '\0'; p++)
    {
      if ((p == text || p[-1] == '\n') && g_ascii_strncasecmp (p, "BEGIN:", 6) == 0 && ++depth > MAX_NESTING)
        return FALSE;
      if ((p == text || p[-1] == '\n') && g_ascii_strncasecmp (p, "END:", 4) == 0)
        depth--;
      gboolean folded = *p == '\n' && (p[1] == ' ' || p[1] == '\t'); /* goes on */
      line = *p == '\n' && !folded ? 0 : line + 1;
      if (line > MAX_LINE)
        return FALSE;
    }
  return TRUE;
}

/* What the event says; fields of ours that a stranger's lacks are filled from what it has. */
static SlStageDay *
day_of_event (icalcomponent *event, const char *stage, const char *path)
{
  const char *booking = get_x (event, "X-SIGHTLINE-BOOKING"), *owner = get_x (event, "X-SIGHTLINE-OWNER");
  const char *state = get_x (event, "X-SIGHTLINE-STATE"), *rank = get_x (event, "X-SIGHTLINE-RANK");
  const char *expires = get_x (event, "X-SIGHTLINE-EXPIRES"), *summary = icalcomponent_get_summary (event);
  const char *uid = icalcomponent_get_uid (event);
  icalproperty *categories = icalcomponent_get_first_property (event, ICAL_CATEGORIES_PROPERTY);
  gboolean confirmed = icalcomponent_get_status (event) == ICAL_STATUS_CONFIRMED;
  SlStageDay *day = g_new0 (SlStageDay, 1);

  day->stage = g_strdup (stage);
  day->path = g_strdup (path);
  day->day = julian_of (icalcomponent_get_dtstart (event));
  day->booking = g_strdup (booking != NULL ? booking : uid != NULL ? uid : path);
  day->title = g_strdup (summary != NULL ? summary : "");
  day->owner = g_strdup (owner != NULL ? owner : "");
  day->state = g_strdup (state != NULL ? state : confirmed ? "confirmed" : "hold");
  day->phase = g_strdup (categories != NULL ? icalproperty_get_categories (categories) : "shoot");
  day->rank = rank != NULL ? CLAMP (atoi (rank), 1, 9) : 1;
  if (expires == NULL || !sl_date_parse (expires, &day->expires))
    day->expires = 0;
  return day;
}

static SlStageDay *
parse_day (const char *stage, const char *path, GError **error)
{
  g_autofree char *text = NULL;
  icalcomponent *calendar, *event = NULL;
  SlStageDay *day = NULL;
  gsize length;

  if (!sl_file_read (path, MAX_OBJECT, &text, &length, error))
    return NULL;
  calendar = is_safe (text, length) ? icalparser_parse_string (text) : NULL;
  if (calendar != NULL)
    event = icalcomponent_get_first_component (calendar, ICAL_VEVENT_COMPONENT);
  if (event != NULL && julian_of (icalcomponent_get_dtstart (event)) != 0)
    day = day_of_event (event, stage, path);
  else
    sl_error_set_at (error, SL_ERROR_INPUT, path, 0,
                     _("this is no iCalendar event of a day; remove it or move it elsewhere"));
  if (calendar != NULL)
    icalcomponent_free (calendar);
  return day;
}

/* --- the folder --- */

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

/* A day that somebody has, though nobody can say who. */
static SlStageDay *
unreadable_day (const char *stage, guint32 julian, int rank, const char *path, const char *why)
{
  SlStageDay *day = g_new0 (SlStageDay, 1);

  day->stage = g_strdup (stage);
  day->day = julian;
  day->rank = rank;
  day->path = g_strdup (path);
  day->state = g_strdup (SL_STAGE_DAY_UNREADABLE);
  day->booking = g_strdup ("");
  day->owner = g_strdup ("");
  day->phase = g_strdup ("");
  day->title = g_strdup (why);
  return day;
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
  SlStageDay *day = parse_day (stage, path, &error);
  guint32 julian;
  int rank;

  if (day == NULL && parse_name (name, &julian, &rank))
    day = unreadable_day (stage, julian, rank, path, error->message);
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

/* Creates the day's file unless there is one: a link of a finished, synced file, which fails when the name is taken. */
static SlAcquire
create_day (const char *path, const char *text, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *temporary = g_strdup_printf ("%s/.new-%d-%08x", folder, (int) getpid (), g_random_int ());
  SlAcquire result = SL_ACQUIRED;

  if (g_mkdir_with_parents (folder, 0777) != 0)
    {
      sl_error_set_at (error, SL_ERROR_SERVICE, folder, 0,
                       _("the booking store cannot be written (%s); check its folder"), g_strerror (errno));
      return SL_STORE_FAILED;
    }
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
  SlStageDay *holder = parse_day (day->stage, path, &error);
  GStatBuf info;

  if (holder != NULL || g_lstat (path, &info) != 0)
    return holder;
  return unreadable_day (day->stage, day->day, day->rank, path, error->message);
}

enum { TRIES = 3 }; /* while others take the day and give it back */

/* Takes one day; what the same booking holds is rewritten in place. */
static SlAcquire
acquire_day (SlBookingStore *store, const SlStageDay *day, GPtrArray *made, GPtrArray *conflicts, GError **error)
{
  g_autofree char *path = day_path (store, day), *text = print_day (day);
  SlAcquire result = SL_CONFLICT;
  SlStageDay *holder = NULL;

  for (guint i = 0; i < TRIES && result == SL_CONFLICT && holder == NULL; i++)
    {
      result = create_day (path, text, error);
      if (result == SL_CONFLICT)
        holder = read_holder (day, path);
    }
  if (result == SL_ACQUIRED)
    g_ptr_array_add (made, g_steal_pointer (&path));
  if (result != SL_CONFLICT)
    return result;
  if (holder == NULL)
    holder = unreadable_day (day->stage, day->day, day->rank, path, _("it changes while it is read"));
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
