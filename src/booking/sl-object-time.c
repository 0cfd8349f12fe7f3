#include "sl-object-time.h"

#include <stdio.h>
#include <string.h>

#include "sl-field.h"
#include "sl-recurrence.h"

enum { DAY_S = SL_RECURRENCE_DAY_S, MAX_ZONES = 64, FIRST_YEAR = 1970, MOST_OFFSET_S = 14 * 3600 };

/* From a local time on, an offset. */
typedef struct {
  gint64 local;
  int    offset_s;
} Onset;

struct SlZone {
  char      *name;
  GTimeZone *iana;   /* owned; NULL where a definition tells, or nobody */
  GArray    *onsets; /* Onset, ascending; owned; NULL without a definition */
  int        before_s, slack_s;
};

struct SlZones {
  const GPtrArray *lines;
  GPtrArray *zones;  /* SlZone; the first is UTC, the second that of times without one */
  gint64     to;
  guint     *budget;
};

static void
zone_free (gpointer data)
{
  SlZone *zone = data;

  g_free (zone->name);
  g_clear_pointer (&zone->iana, g_time_zone_unref);
  g_clear_pointer (&zone->onsets, g_array_unref);
  g_free (zone);
}

void
sl_zones_free (SlZones *zones)
{
  if (zones == NULL)
    return;
  g_ptr_array_unref (zones->zones);
  g_free (zones);
}

/* --- by name --- */

/* Nothing that leads out of where zones are kept. */
static gboolean
is_zone_name (const char *name)
{
  for (const char *p = name; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && strchr ("/_+-", *p) == NULL)
      return FALSE;
  return g_ascii_isalpha (*name) && strlen (name) < 64;
}

GTimeZone *
sl_zone_find_iana (const char *name)
{
  for (const char *at = name; at != NULL; at = strchr (at, '/'))
    {
      at += *at == '/';
      GTimeZone *zone = is_zone_name (at) ? g_time_zone_new_identifier (at) : NULL;
      if (zone != NULL)
        return zone;
    }
  return NULL;
}

static SlZone *
zone_new (const char *name, GTimeZone *iana)
{
  SlZone *zone = g_new0 (SlZone, 1);

  zone->name = g_strdup (name);
  zone->iana = iana;
  return zone;
}

SlZones *
sl_zones_new (const GPtrArray *lines, const char *zone, gint64 to, guint *budget)
{
  SlZones *zones = g_new0 (SlZones, 1);
  GTimeZone *stage = zone != NULL ? sl_zone_find_iana (zone) : NULL;

  zones->lines = lines;
  zones->to = to;
  zones->budget = budget;
  zones->zones = g_ptr_array_new_with_free_func (zone_free);
  g_ptr_array_add (zones->zones, zone_new ("UTC", g_time_zone_new_utc ()));
  g_ptr_array_add (zones->zones, zone_new ("", stage != NULL ? stage : g_time_zone_new_utc ()));
  return zones;
}

/* --- by definition --- */

/* "+0800", "-023015" */
static gboolean
parse_offset (const char *text, int *offset_s)
{
  int hours, minutes, seconds = 0, n = 0;

  if ((*text != '+' && *text != '-') || sscanf (text + 1, "%2d%2d%n", &hours, &minutes, &n) != 2 || n != 4
      || (text[5] != '\0' && sscanf (text + 5, "%2d", &seconds) != 1) || hours < 0 || hours > 23 || minutes < 0
      || minutes > 59)
    return FALSE;
  *offset_s = (hours * 3600 + minutes * 60 + CLAMP (seconds, 0, 59)) * (*text == '-' ? -1 : 1);
  return TRUE;
}

static gboolean
parse_clock (const char *text, gint64 *local, gboolean *is_date, gboolean *is_utc)
{
  int year, month, day, hour = 0, minute = 0, second = 0, end = 0;

  if (sscanf (text, "%4d%2d%2d%n", &year, &month, &day, &end) != 3 || end != 8 || year < 1
      || !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return FALSE;
  *is_date = text[8] == '\0';
  *is_utc = FALSE;
  if (!*is_date
      && (sscanf (text + 8, "T%2d%2d%2d%n", &hour, &minute, &second, &end) != 3 || end != 7 || hour < 0 || hour > 23
          || minute < 0 || minute > 59 || second < 0 || second > 60))
    return FALSE;
  if (!*is_date)
    *is_utc = g_ascii_strcasecmp (text + 15, "Z") == 0;
  if (!*is_date && !*is_utc && text[15] != '\0')
    return FALSE;
  *local = sl_days_from_date (year, month, day) * DAY_S + hour * 3600 + minute * 60 + MIN (second, 59);
  return TRUE;
}

/* One of the definition's parts: since when, and how it comes again. */
typedef struct {
  gint64   start;
  int      from_s, to_s;
  gboolean has_start, has_from, has_to;
  const SlContentLine *rule, *dates[16];
  guint    n_dates;
  GArray  *onsets;
} Part;

static gboolean
add_onset (gint64 local, gpointer data)
{
  Part *part = data;
  const Onset onset = { local, part->to_s };

  g_array_append_val (part->onsets, onset);
  return part->onsets->len < 100000;
}

static void
add_dates (Part *part, const SlContentLine *line)
{
  g_auto (GStrv) values = g_strsplit (sl_content_line_value (line), ",", -1);
  gboolean is_date, is_utc;
  gint64 local;

  for (guint i = 0; values[i] != NULL; i++)
    if (parse_clock (values[i], &local, &is_date, &is_utc))
      add_onset (local, part);
}

/* Rules begin long before anybody books; those that are the same each year may begin later. */
static gint64
later_start (const SlRecurrence *rule, gint64 start)
{
  gint64 days = start / DAY_S - (start % DAY_S < 0);
  int year, month, day;

  sl_date_from_days (days, &year, &month, &day);
  if (rule->step != SL_RECURRENCE_YEARLY || rule->interval != 1 || rule->count != 0 || year >= FIRST_YEAR
      || (month == 2 && day == 29))
    return start;
  return start + (sl_days_from_date (FIRST_YEAR, month, day) - days) * DAY_S;
}

static void
end_part (SlZones *zones, SlZone *zone, Part *part)
{
  SlRecurrence rule;

  if (!part->has_start || !part->has_to)
    return;
  if (zone->onsets->len == 0)
    zone->before_s = part->has_from ? part->from_s : part->to_s;
  part->onsets = zone->onsets;
  add_onset (part->start, part);
  for (guint i = 0; i < part->n_dates; i++)
    add_dates (part, part->dates[i]);
  if (part->rule == NULL || !sl_recurrence_parse (sl_content_line_value (part->rule), &rule, NULL))
    return;
  if (rule.has_until && rule.until_is_utc)
    rule.until += part->from_s;
  sl_recurrence_follow (&rule, later_start (&rule, part->start), zones->to, zones->budget, add_onset, part);
}

static void
read_part_line (Part *part, const SlContentLine *line)
{
  const char *value = sl_content_line_value (line);
  gboolean is_date, is_utc;

  if (g_str_equal (line->name, "DTSTART"))
    part->has_start = parse_clock (value, &part->start, &is_date, &is_utc);
  else if (g_str_equal (line->name, "TZOFFSETFROM"))
    part->has_from = parse_offset (value, &part->from_s);
  else if (g_str_equal (line->name, "TZOFFSETTO"))
    part->has_to = parse_offset (value, &part->to_s);
  else if (g_str_equal (line->name, "RRULE"))
    part->rule = line;
  else if (g_str_equal (line->name, "RDATE") && part->n_dates < G_N_ELEMENTS (part->dates))
    part->dates[part->n_dates++] = line;
}

static int
compare_onsets (gconstpointer a, gconstpointer b)
{
  const Onset *x = a, *y = b;

  return x->local < y->local ? -1 : x->local > y->local;
}

/* The lines from `i` on to END:VTIMEZONE. */
static void
read_definition (SlZones *zones, SlZone *zone, guint i)
{
  Part part = { 0 };

  zone->onsets = g_array_new (FALSE, FALSE, sizeof (Onset));
  for (; i < zones->lines->len && !sl_content_line_ends (zones->lines->pdata[i], "VTIMEZONE"); i++)
    {
      const SlContentLine *line = zones->lines->pdata[i];

      if (g_str_equal (line->name, "BEGIN"))
        part = (Part) { 0 };
      else if (g_str_equal (line->name, "END"))
        end_part (zones, zone, &part);
      else
        read_part_line (&part, line);
    }
  g_array_sort (zone->onsets, compare_onsets);
  if (zone->onsets->len == 0)
    g_clear_pointer (&zone->onsets, g_array_unref);
}

/* Where the definition of that name begins; 0 for none. */
static guint
find_definition (const GPtrArray *lines, const char *name)
{
  guint began = 0;

  for (guint i = 0; i < lines->len; i++)
    {
      const SlContentLine *line = lines->pdata[i];

      if (sl_content_line_begins (line, "VTIMEZONE"))
        began = i + 1;
      else if (began != 0 && g_str_equal (line->name, "TZID") && g_strcmp0 (sl_content_line_value (line), name) == 0)
        return began;
      else if (sl_content_line_ends (line, "VTIMEZONE"))
        began = 0;
    }
  return 0;
}

/* "(UTC+08:00) Beijing, …", as Exchange names zones that it does not define; their summer time is not told. */
static gboolean
find_offset (SlZone *zone)
{
  char sign;
  int hours, minutes;

  if (sscanf (zone->name, "(%*3[A-Z]%c%2d:%2d)", &sign, &hours, &minutes) != 3 || (sign != '+' && sign != '-')
      || hours < 0 || hours > 14 || minutes < 0 || minutes > 59)
    return FALSE;
  zone->iana = g_time_zone_new_offset ((hours * 3600 + minutes * 60) * (sign == '-' ? -1 : 1));
  zone->slack_s = 3600;
  return TRUE;
}

/* Borrowed. */
static const SlZone *
find_zone (SlZones *zones, const char *name)
{
  SlZone *zone;
  guint at;

  for (guint i = 2; i < zones->zones->len; i++)
    if (g_str_equal (((SlZone *) zones->zones->pdata[i])->name, name))
      return zones->zones->pdata[i];
  if (zones->zones->len >= MAX_ZONES)
    name = "?";
  zone = zone_new (name, sl_zone_find_iana (name));
  g_ptr_array_add (zones->zones, zone);
  if (zone->iana == NULL && zones->zones->len < MAX_ZONES && (at = find_definition (zones->lines, name)) != 0)
    read_definition (zones, zone, at);
  if (zone->iana == NULL && zone->onsets == NULL)
    find_offset (zone);
  return zone;
}

/* --- moments --- */

gboolean
sl_moment_parse (SlZones *zones, const SlContentLine *line, const char *value, SlMoment *moment)
{
  g_autofree char *tzid = sl_content_line_param (line, "TZID");
  gboolean is_utc;
  int year, month, day;

  if (!parse_clock (value, &moment->local, &moment->is_date, &is_utc))
    return FALSE;
  sl_date_from_days (moment->local / DAY_S - (moment->local % DAY_S < 0), &year, &month, &day);
  if (year < SL_DATE_FIRST_YEAR || year > SL_DATE_LAST_YEAR)
    return FALSE;
  if (moment->is_date)
    moment->zone = NULL;
  else if (is_utc)
    moment->zone = zones->zones->pdata[0];
  else
    moment->zone = tzid != NULL ? find_zone (zones, tzid) : zones->zones->pdata[1];
  return TRUE;
}

static int
offset_by_definition (const SlZone *zone, gint64 local)
{
  guint from = 0, to = zone->onsets->len;

  while (from < to)
    {
      const guint middle = (from + to) / 2;
      if (g_array_index (zone->onsets, Onset, middle).local <= local)
        from = middle + 1;
      else
        to = middle;
    }
  return from == 0 ? zone->before_s : g_array_index (zone->onsets, Onset, from - 1).offset_s;
}

gint64
sl_zone_to_utc (const SlZone *zone, gint64 local)
{
  gint64 adjusted = local;
  int interval;

  if (zone->iana == NULL)
    return local - (zone->onsets != NULL ? offset_by_definition (zone, local) : 0);
  interval = g_time_zone_adjust_time (zone->iana, G_TIME_TYPE_STANDARD, &adjusted);
  return adjusted - g_time_zone_get_offset (zone->iana, interval);
}

gint64
sl_zone_from_utc (const SlZone *zone, gint64 utc)
{
  const gint64 near = utc + utc - sl_zone_to_utc (zone, utc); /* within the hours around a change of the clock */

  return utc + near - sl_zone_to_utc (zone, near);
}

gint64
sl_zones_from_utc (const SlZones *zones, gint64 utc)
{
  const SlZone *zone = zones->zones->pdata[1];
  const int interval = g_time_zone_find_interval (zone->iana, G_TIME_TYPE_UNIVERSAL, utc);

  return utc + g_time_zone_get_offset (zone->iana, MAX (interval, 0));
}

int
sl_zone_slack_s (const SlZone *zone)
{
  return zone->iana != NULL || zone->onsets != NULL ? zone->slack_s : MOST_OFFSET_S;
}
