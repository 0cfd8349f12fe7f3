#include "sl-booking-store.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <libical/ical.h>
#include <string.h>
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
  for (icalproperty *p = icalcomponent_get_first_property (event, ICAL_X_PROPERTY); p != NULL; p = icalcomponent_get_next_property (event, ICAL_X_PROPERTY))
    if (g_strcmp0 (icalproperty_get_x_name (p), name) == 0)
      return icalproperty_get_x (p);
  return NULL;
}

static char *
print_day (const SlStageDay *day)
{
  icalcomponent *calendar = icalcomponent_new_vcalendar (), *event = icalcomponent_new_vevent ();
  g_autofree char *uid = g_uuid_string_random (), *rank = g_strdup_printf ("%d", day->rank), *expires = sl_date_to_text (day->expires);
  char *text;

  icalcomponent_add_property (calendar, icalproperty_new_version ("2.0"));
  icalcomponent_add_property (calendar, icalproperty_new_prodid ("-//Sightline//Stage bookings//EN"));
  icalcomponent_add_property (event, icalproperty_new_uid (uid));
  icalcomponent_add_property (event, icalproperty_new_dtstamp (icaltime_from_timet_with_zone (time (NULL), 0, icaltimezone_get_utc_timezone ())));
  icalcomponent_add_property (event, icalproperty_new_dtstart (ical_date (day->day)));
  icalcomponent_add_property (event, icalproperty_new_dtend (ical_date (day->day + 1)));
  icalcomponent_add_property (event, icalproperty_new_summary (day->title != NULL ? day->title : day->booking));
  icalcomponent_add_property (event, icalproperty_new_status (g_strcmp0 (day->state, "confirmed") == 0 ? ICAL_STATUS_CONFIRMED : ICAL_STATUS_TENTATIVE));
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

static SlStageDay *
parse_day (const char *stage, const char *path, GError **error)
{
  g_autofree char *text = NULL;
  icalcomponent *calendar, *event;
  SlStageDay *day = NULL;
  gsize length;

  if (!sl_file_read (path, MAX_OBJECT, &text, &length, error))
    return NULL;
  calendar = is_safe (text, length) ? icalparser_parse_string (text) : NULL;
  event = calendar != NULL ? icalcomponent_get_first_component (calendar, ICAL_VEVENT_COMPONENT) : NULL;
  if (event != NULL && julian_of (icalcomponent_get_dtstart (event)) != 0)
    {
      const char *booking = get_x (event, "X-SIGHTLINE-BOOKING"), *owner = get_x (event, "X-SIGHTLINE-OWNER"), *state = get_x (event, "X-SIGHTLINE-STATE");
      const char *rank = get_x (event, "X-SIGHTLINE-RANK"), *expires = get_x (event, "X-SIGHTLINE-EXPIRES"), *summary = icalcomponent_get_summary (event);
      icalproperty *categories = icalcomponent_get_first_property (event, ICAL_CATEGORIES_PROPERTY);

      day = g_new0 (SlStageDay, 1);
      day->stage = g_strdup (stage);
      day->path = g_strdup (path);
      day->day = julian_of (icalcomponent_get_dtstart (event));
      day->booking = g_strdup (booking != NULL ? booking : icalcomponent_get_uid (event) != NULL ? icalcomponent_get_uid (event) : path);
      day->title = g_strdup (summary != NULL ? summary : "");
      day->owner = g_strdup (owner != NULL ? owner : "");
      day->state = g_strdup (state != NULL ? state : icalcomponent_get_status (event) == ICAL_STATUS_CONFIRMED ? "confirmed" : "hold");
      day->phase = g_strdup (categories != NULL ? icalproperty_get_categories (categories) : "shoot");
      day->rank = rank != NULL ? CLAMP (atoi (rank), 1, 9) : 1;
      if (expires == NULL || !sl_date_parse (expires, &day->expires))
        day->expires = 0;
    }
  else
    sl_error_set_at (error, SL_ERROR_INPUT, path, 0, _("this is no iCalendar event of a day; remove it or move it elsewhere"));
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

static void
list_stage (SlBookingStore *store, const char *stage, GPtrArray *days, GPtrArray *problems)
{
  g_autofree char *folder = g_build_filename (store->folder, stage, NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GError *error = NULL;
      SlStageDay *day;

      if (!g_str_has_suffix (name, ".ics") || *name == '.')
        continue;
      day = parse_day (stage, path, &error);
      if (day != NULL)
        g_ptr_array_add (days, day);
      else if (problems != NULL)
        g_ptr_array_add (problems, error);
      else
        g_error_free (error);
    }
}

GPtrArray *
sl_booking_store_list (SlBookingStore *store, const char *stage, GPtrArray *problems, GError **error)
{
  g_autoptr (GPtrArray) days = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_stage_day_free);
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (stage != NULL)
    list_stage (store, stage, days, problems);
  else if (g_file_test (store->folder, G_FILE_TEST_EXISTS))
    {
      if ((dir = g_dir_open (store->folder, 0, error)) == NULL)
        return NULL;
      while ((name = g_dir_read_name (dir)) != NULL)
        if (*name != '.')
          list_stage (store, name, days, problems);
    }
  g_ptr_array_sort (days, compare_days);
  return g_steal_pointer (&days);
}

static char *
day_path (SlBookingStore *store, const SlStageDay *day)
{
  g_autofree char *date = sl_date_to_text (day->day);
  g_autofree char *name = day->rank > 1 ? g_strdup_printf ("day-%s-hold%d.ics", date, day->rank) : g_strdup_printf ("day-%s.ics", date);

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
      sl_error_set_at (error, SL_ERROR_SERVICE, folder, 0, _("the booking store cannot be written (%s); check its folder"), g_strerror (errno));
      return SL_STORE_FAILED;
    }
  if (!sl_file_write (temporary, text, -1, error))
    return SL_STORE_FAILED;
  if (link (temporary, path) != 0)
    {
      result = errno == EEXIST ? SL_CONFLICT : SL_STORE_FAILED;
      if (result == SL_STORE_FAILED)
        sl_error_set_at (error, SL_ERROR_SERVICE, path, 0, _("the booking store cannot be written (%s); check its folder"), g_strerror (errno));
    }
  g_unlink (temporary);
  return result;
}

/* Takes one day; what the same booking holds is rewritten in place. */
static SlAcquire
acquire_day (SlBookingStore *store, const SlStageDay *day, GPtrArray *made, GPtrArray *conflicts, GError **error)
{
  g_autofree char *path = day_path (store, day), *text = print_day (day);
  SlAcquire result = create_day (path, text, error);
  SlStageDay *other;

  if (result == SL_ACQUIRED)
    g_ptr_array_add (made, g_steal_pointer (&path));
  if (result != SL_CONFLICT)
    return result;
  other = parse_day (day->stage, path, NULL);
  if (other != NULL && g_strcmp0 (other->booking, day->booking) == 0)
    {
      sl_stage_day_free (other);
      return sl_file_write (path, text, -1, error) ? SL_ACQUIRED : SL_STORE_FAILED;
    }
  if (other != NULL && conflicts != NULL)
    g_ptr_array_add (conflicts, other);
  else if (other != NULL)
    sl_stage_day_free (other);
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
      if (k->day == day->day && k->rank == day->rank && g_str_equal (k->stage, day->stage) && g_strcmp0 (k->booking, day->booking) == 0)
        return TRUE;
    }
  return FALSE;
}

int
sl_booking_store_release (SlBookingStore *store, const char *booking, const GPtrArray *keep, GError **error)
{
  g_autoptr (GPtrArray) days = sl_booking_store_list (store, NULL, NULL, error);
  int released = 0;

  for (guint i = 0; days != NULL && i < days->len; i++)
    {
      const SlStageDay *day = days->pdata[i];
      if (g_strcmp0 (day->booking, booking) != 0 || is_kept (keep, day))
        continue;
      if (g_unlink (day->path) != 0)
        {
          sl_error_set_at (error, SL_ERROR_SERVICE, day->path, 0, _("the day cannot be given back (%s); check the folder"), g_strerror (errno));
          return -1;
        }
      released++;
    }
  return days != NULL ? released : -1;
}
