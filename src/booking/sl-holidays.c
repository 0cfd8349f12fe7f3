#include "sl-holidays.h"

#include <libical/ical.h>
#include <string.h>

#include "sl-error.h"
#include "sl-field.h"
#include "sl-file.h"
#include "sl-i18n.h"

enum { MAX_LINE = 64 << 10, MAX_NESTING = 4, MAX_DAYS = 366, YEARS = 30 };

static void
holiday_free (gpointer data)
{
  g_free (((SlHoliday *) data)->name);
  g_free (data);
}

/* --- before libical sees it --- */

/* Without folds, which may lie inside a character; lines end in "\n". */
static char *
unfold (const char *text, gsize length)
{
  GString *out = g_string_sized_new (length);

  for (gsize i = 0; i < length; i++)
    {
      const gsize end = text[i] == '\r' && text[i + 1] == '\n' ? i + 1 : i;

      if (text[end] == '\n' && (text[end + 1] == ' ' || text[end + 1] == '\t'))
        i = end + 1;
      else if (end == i)
        g_string_append_c (out, text[i]);
    }
  return g_string_free (out, FALSE);
}

/* Whether a line is of that property, with parameters or without. */
static gboolean
is_property (const char *line, const char *name)
{
  const gsize length = strlen (name);

  return g_ascii_strncasecmp (line, name, length) == 0 && (line[length] == ':' || line[length] == ';');
}

/* Lines and nesting as libical can bear them. */
static gboolean
is_safe (const char *text)
{
  int depth = 0;

  for (const char *p = text; *p != '\0';)
    {
      const char *end = strchrnul (p, '\n');

      depth += is_property (p, "BEGIN") - is_property (p, "END");
      if (end - p > MAX_LINE || depth < 0 || depth > MAX_NESTING)
        return FALSE;
      p = *end == '\n' ? end + 1 : end;
    }
  return TRUE;
}

static icalcomponent *
parse (const char *path, GError **error)
{
  g_autofree char *bytes = NULL, *text = NULL;
  icalcomponent *calendar = NULL;
  gsize length;

  if (!sl_file_read (path, SL_HOLIDAYS_MAX_BYTES, &bytes, &length, error))
    return NULL;
  text = strlen (bytes) == length ? unfold (bytes, length) : NULL;
  const char *start = text != NULL && g_str_has_prefix (text, "\xef\xbb\xbf") ? text + 3 : text;
  if (start != NULL && g_utf8_validate (start, -1, NULL) && is_safe (start))
    calendar = icalparser_parse_string (start);
  if (calendar == NULL || icalcomponent_isa (calendar) != ICAL_VCALENDAR_COMPONENT)
    {
      if (calendar != NULL)
        icalcomponent_free (calendar);
      sl_error_set_at (error, SL_ERROR_INPUT, path, 0,
                       _("this is no calendar in UTF-8; export it as iCalendar (.ics) again"));
      return NULL;
    }
  return calendar;
}

/* --- events --- */

/* 0 for none, or a day beyond what plans know. */
static guint32
julian_of (icaltimetype date)
{
  GDate day;

  if (icaltime_is_null_time (date) || date.year < SL_DATE_FIRST_YEAR || date.year > SL_DATE_LAST_YEAR
      || !g_date_valid_dmy ((GDateDay) date.day, (GDateMonth) date.month, (GDateYear) date.year))
    return 0;
  g_date_clear (&day, 1);
  g_date_set_dmy (&day, (GDateDay) date.day, (GDateMonth) date.month, (GDateYear) date.year);
  return g_date_get_julian (&day);
}

/* One line without control characters, NULL for nothing. */
static char *
plain (const char *text)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (const char *p = text; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    g_string_append_unichar (out, g_unichar_iscntrl (g_utf8_get_char (p)) ? ' ' : g_utf8_get_char (p));
  g_strstrip (out->str);
  return *out->str != '\0' ? g_strdup (out->str) : NULL;
}

static gboolean
is_worked (icalcomponent *event, const char *name)
{
  static const char *const words[] = { "补班", "上班", "（班）", "(班)", "调休上班" };
  g_autofree char *lower = name != NULL ? g_utf8_strdown (name, -1) : g_strdup ("");

  for (icalproperty *p = icalcomponent_get_first_property (event, ICAL_X_PROPERTY); p != NULL;
       p = icalcomponent_get_next_property (event, ICAL_X_PROPERTY))
    if (g_strcmp0 (icalproperty_get_x_name (p), "X-APPLE-SPECIAL-DAY") == 0)
      return g_strcmp0 (icalproperty_get_x (p), "ALTERNATE-WORKDAY") == 0;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (lower, words[i]) != NULL)
      return TRUE;
  return g_str_has_suffix (lower, " 班") || strstr (lower, "working day") != NULL || strstr (lower, "workday") != NULL;
}

static gboolean
is_left_out (icalcomponent *event)
{
  const char *description = icalcomponent_get_description (event);

  return icalcomponent_get_status (event) == ICAL_STATUS_CANCELLED
         || (description != NULL && g_str_has_prefix (description, "Observance"));
}

/* The last day of an event that begins on `from`: its end is not part of it. */
static guint32
last_day (icalcomponent *event, guint32 from)
{
  const icaltimetype end = icalcomponent_get_dtend (event);
  const guint32 to = julian_of (end);
  const gboolean midnight = end.is_date || (end.hour == 0 && end.minute == 0 && end.second == 0);

  return to > from ? to - (midnight ? 1 : 0) : from;
}

static gboolean
is_excepted (icalcomponent *event, guint32 day)
{
  for (icalproperty *p = icalcomponent_get_first_property (event, ICAL_EXDATE_PROPERTY); p != NULL;
       p = icalcomponent_get_next_property (event, ICAL_EXDATE_PROPERTY))
    if (julian_of (icalproperty_get_exdate (p)) == day)
      return TRUE;
  return FALSE;
}

static void
add (GPtrArray *days, icalcomponent *event, guint32 from, guint32 to, const char *name)
{
  SlHoliday *holiday = g_new (SlHoliday, 1);

  if (days->len >= SL_HOLIDAYS_MAX || is_excepted (event, from))
    {
      g_free (holiday);
      return;
    }
  *holiday = (SlHoliday) { from, to, is_worked (event, name), g_strdup (name) };
  g_ptr_array_add (days, holiday);
}

/* A rule that says no more than each so many years; others could take for ever to follow. */
static gboolean
is_yearly (const struct icalrecurrencetype *rule)
{
  return rule->freq == ICAL_YEARLY_RECURRENCE && rule->interval >= 1 && rule->by_second[0] == ICAL_RECURRENCE_ARRAY_MAX
         && rule->by_minute[0] == ICAL_RECURRENCE_ARRAY_MAX && rule->by_hour[0] == ICAL_RECURRENCE_ARRAY_MAX
         && rule->by_day[0] == ICAL_RECURRENCE_ARRAY_MAX && rule->by_year_day[0] == ICAL_RECURRENCE_ARRAY_MAX
         && rule->by_week_no[0] == ICAL_RECURRENCE_ARRAY_MAX && rule->by_set_pos[0] == ICAL_RECURRENCE_ARRAY_MAX;
}

/* The same day of later years. FALSE where the rule is another. */
static gboolean
repeat (GPtrArray *days, icalcomponent *event, icaltimetype start, guint32 length, const char *name)
{
  icalproperty *property = icalcomponent_get_first_property (event, ICAL_RRULE_PROPERTY);
  struct icalrecurrencetype rule;
  guint32 until;

  if (property == NULL)
    return TRUE;
  rule = icalproperty_get_rrule (property);
  if (!is_yearly (&rule))
    return FALSE;
  until = julian_of (rule.until);
  for (int n = 1, year = start.year; n < (rule.count > 0 ? MIN (rule.count, YEARS) : YEARS); n++)
    {
      icaltimetype date = start;
      date.year = year += rule.interval;
      const guint32 from = julian_of (date);
      if (from != 0 && (until == 0 || from <= until))
        add (days, event, from, from + length, name);
    }
  return TRUE;
}

static void
read_event (icalcomponent *event, GPtrArray *days, GPtrArray *remarks)
{
  const icaltimetype start = icalcomponent_get_dtstart (event);
  const guint32 from = julian_of (start), to = from != 0 ? last_day (event, from) : 0;
  g_autofree char *name = plain (icalcomponent_get_summary (event));
  const char *called = name != NULL ? name : "?";

  if (is_left_out (event))
    return;
  if (from == 0 || to - from >= MAX_DAYS)
    {
      g_ptr_array_add (remarks, g_strdup_printf (_("“%s” has no days that can be read, and was left out"), called));
      return;
    }
  add (days, event, from, to, name);
  if (!repeat (days, event, start, to - from, name))
    g_ptr_array_add (remarks,
                     g_strdup_printf (_("“%s” comes again by a rule that is not yearly; only its first day came"),
                                      called));
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const SlHoliday *one = *(SlHoliday *const *) a, *other = *(SlHoliday *const *) b;

  if (one->from != other->from)
    return one->from < other->from ? -1 : 1;
  return g_strcmp0 (one->name, other->name);
}

GPtrArray *
sl_holidays_read (const char *path, GPtrArray *remarks, GError **error)
{
  icalcomponent *calendar = parse (path, error);
  GPtrArray *days;

  if (calendar == NULL)
    return NULL;
  days = g_ptr_array_new_with_free_func (holiday_free);
  for (icalcomponent *event = icalcomponent_get_first_component (calendar, ICAL_VEVENT_COMPONENT); event != NULL;
       event = icalcomponent_get_next_component (calendar, ICAL_VEVENT_COMPONENT))
    read_event (event, days, remarks);
  icalcomponent_free (calendar);
  if (days->len >= SL_HOLIDAYS_MAX)
    g_ptr_array_add (remarks, g_strdup_printf (_("only the first %d days came"), SL_HOLIDAYS_MAX));
  g_ptr_array_sort (days, compare);
  return days;
}
