#include "sl-stage-day.h"

#include <libical/ical.h>
#include <stdlib.h>
#include <string.h>

#include "sl-error.h"
#include "sl-field.h"
#include "sl-file.h"
#include "sl-i18n.h"

/* What is taken from outside before libical sees it: it does not stand larger or deeper input. */
enum { MAX_OBJECT = 256 * 1024, MAX_LINE = 64 * 1024, MAX_NESTING = 4 };

void
sl_stage_day_free (SlStageDay *day)
{
  g_free (day->stage);
  g_free (day->slot);
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
  copy->slot = g_strdup (day->slot);
  copy->booking = g_strdup (day->booking);
  copy->title = g_strdup (day->title);
  copy->owner = g_strdup (day->owner);
  copy->state = g_strdup (day->state);
  copy->phase = g_strdup (day->phase);
  copy->path = g_strdup (day->path);
  return copy;
}

SlStageDay *
sl_stage_day_unreadable (const char *stage, guint32 julian, int rank, const char *path, const char *why)
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

char *
sl_stage_day_print (const SlStageDay *day)
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

/* Whether a line is of that property, with parameters or without. */
static gboolean
is_property (const char *line, const char *name)
{
  const gsize length = strlen (name);

  return g_ascii_strncasecmp (line, name, length) == 0 && (line[length] == ':' || line[length] == ';');
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
      if (p == text || p[-1] == '\n')
        depth += is_property (p, "BEGIN") - is_property (p, "END");
      if (depth < 0 || depth > MAX_NESTING)
        return FALSE;
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

SlStageDay *
sl_stage_day_read (const char *stage, const char *path, GError **error)
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
