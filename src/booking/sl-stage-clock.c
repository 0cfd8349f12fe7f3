#include "sl-stage-clock.h"

#include <stdio.h>
#include <string.h>

#include "sl-field.h"
#include "sl-object-time.h"
#include "sl-recurrence.h"

enum { DAY_S = SL_RECURRENCE_DAY_S, DATE_LENGTH = 10 };

/* Free with g_time_zone_unref(). */
static GTimeZone *
zone_of (const char *name)
{
  GTimeZone *zone = name != NULL ? sl_zone_find_iana (name) : NULL;

  return zone != NULL ? zone : g_time_zone_new_utc ();
}

gint64
sl_stage_instant (const char *zone, guint32 day, gint32 minutes)
{
  g_autoptr (GTimeZone) iana = zone_of (zone);
  const gint64 midnight = ((gint64) day - SL_RECURRENCE_JULIAN) * DAY_S;
  gint64 local = minutes < 0 ? midnight + DAY_S : midnight + minutes * 60;
  const int interval = g_time_zone_adjust_time (iana, G_TIME_TYPE_STANDARD, &local);

  return local - g_time_zone_get_offset (iana, interval);
}

/* What the clock shows, in seconds since 1970 of that clock. */
static gint64
local_of (gint64 at, const char *zone)
{
  g_autoptr (GTimeZone) iana = zone_of (zone);
  const int interval = g_time_zone_find_interval (iana, G_TIME_TYPE_UNIVERSAL, at);

  return at + g_time_zone_get_offset (iana, MAX (interval, 0));
}

/* "", "Z" or "+08:00"; FALSE for anything else. */
static gboolean
parse_offset (const char *text, gboolean *has_offset, int *offset_s)
{
  int hours, minutes, end = 0;

  *has_offset = *text != '\0';
  *offset_s = 0;
  if (*text == '\0' || g_str_equal (text, "Z"))
    return TRUE;
  if ((*text != '+' && *text != '-') || sscanf (text + 1, "%2d:%2d%n", &hours, &minutes, &end) != 2 || end != 5
      || text[6] != '\0' || hours < 0 || hours > 15 || minutes < 0 || minutes > 59)
    return FALSE;
  *offset_s = (hours * 3600 + minutes * 60) * (*text == '-' ? -1 : 1);
  return TRUE;
}

/* "18:00" or "18:00:00" at the beginning; where it ends, NULL for no time. */
static const char *
parse_time (const char *text, int *seconds)
{
  int hours, minutes, rest = 0, end = 0;

  if (sscanf (text, "%2d:%2d%n", &hours, &minutes, &end) != 2 || end != 5)
    return NULL;
  if (text[5] == ':' && (sscanf (text + 5, ":%2d%n", &rest, &end) != 1 || end != 3))
    return NULL;
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || rest < 0 || rest > 59)
    return NULL;
  *seconds = hours * 3600 + minutes * 60 + rest;
  return text + (text[5] == ':' ? 8 : 5);
}

void
sl_stage_moment_of (gint64 at, const char *zone, SlStageMoment *moment)
{
  const gint64 local = local_of (at, zone), days = local / DAY_S - (local % DAY_S < 0);

  moment->day = (guint32) (days + SL_RECURRENCE_JULIAN);
  moment->minutes = (gint32) ((local - days * DAY_S) / 60);
  moment->at = sl_stage_instant (zone, moment->day, moment->minutes); /* plans know no seconds */
}

gboolean
sl_stage_moment_parse (const char *text, const char *zone, SlStageMoment *moment)
{
  g_autofree char *clean = g_strstrip (g_strdup (text)), *date = g_strndup (clean, DATE_LENGTH);
  const char *rest = strlen (clean) > DATE_LENGTH ? clean + DATE_LENGTH : NULL;
  gboolean has_offset;
  int seconds, offset_s;
  guint32 day;

  if (!sl_date_parse (date, &day) || day == 0)
    return FALSE;
  *moment = (SlStageMoment) { day, -1, sl_stage_instant (zone, day, -1) };
  if (rest == NULL)
    return TRUE;
  if ((*rest != 'T' && *rest != ' ') || (rest = parse_time (rest + 1, &seconds)) == NULL
      || !parse_offset (rest, &has_offset, &offset_s))
    return FALSE;
  moment->at = has_offset ? ((gint64) day - SL_RECURRENCE_JULIAN) * DAY_S + seconds - offset_s
                          : sl_stage_instant (zone, day, seconds / 60);
  sl_stage_moment_of (moment->at, zone, moment);
  return TRUE;
}

char *
sl_stage_moment_text (gint64 at, const char *zone)
{
  g_autoptr (GDateTime) local = g_date_time_new_from_unix_utc (local_of (at, zone));

  return local != NULL ? g_date_time_format (local, "%Y-%m-%d %H:%M") : g_strdup ("");
}

char *
sl_instant_to_text (gint64 at)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (at);

  return time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ") : g_strdup ("");
}

gboolean
sl_instant_parse (const char *text, gint64 *at)
{
  g_autofree char *date = g_strndup (text, DATE_LENGTH);
  const char *rest;
  guint32 day;
  int seconds;

  if (!sl_date_parse (date, &day) || day == 0 || strlen (text) != sizeof "2026-12-01T10:00:00Z" - 1
      || text[DATE_LENGTH] != 'T' || (rest = parse_time (text + DATE_LENGTH + 1, &seconds)) == NULL
      || !g_str_equal (rest, "Z"))
    return FALSE;
  *at = ((gint64) day - SL_RECURRENCE_JULIAN) * DAY_S + seconds;
  return TRUE;
}
