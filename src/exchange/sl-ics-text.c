#include "sl-ics-text.h"

#include <string.h>

enum { MAX_OCTETS = 75, DAY = 86400, YEAR = 366 * DAY };

void
sl_ics_line (GString *out, const char *name, const char *value)
{
  g_autofree char *line = g_strconcat (name, ":", value, NULL);
  gsize octets = 0;

  for (const char *p = line, *next; *p != '\0'; p = next)
    {
      next = g_utf8_next_char (p);
      const gsize n = (gsize) (next - p);
      if (octets + n > MAX_OCTETS)
        {
          g_string_append (out, "\r\n ");
          octets = 1;
        }
      g_string_append_len (out, p, (gssize) n);
      octets += n;
    }
  g_string_append (out, "\r\n");
}

void
sl_ics_text (GString *out, const char *name, const char *text)
{
  g_autoptr (GString) value = g_string_new (NULL);

  for (const char *p = text; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);

      if (c == '\n' || (c == '\r' && p[1] != '\n') || c == 0x2028 || c == 0x2029 || c == 0x85)
        g_string_append (value, "\\n");
      else if (c == '\\' || c == ';' || c == ',')
        g_string_append_printf (value, "\\%c", (char) c);
      else if (c == '\t' || !g_unichar_iscntrl (c))
        g_string_append_unichar (value, c);
    }
  if (value->len > 0)
    sl_ics_line (out, name, value->str);
}

char *
sl_ics_date (guint32 julian)
{
  GDate day;

  g_date_clear (&day, 1);
  g_date_set_julian (&day, julian);
  return g_strdup_printf ("%04d%02d%02d", g_date_get_year (&day), g_date_get_month (&day), g_date_get_day (&day));
}

/* --- time zones --- */

/* What a clock there shows at an instant, told from universal time. */
typedef struct {
  int         offset; /* s */
  gboolean    summer;
  const char *name;   /* borrowed from the zone */
} Clock;

static Clock
clock_at (GTimeZone *zone, gint64 when)
{
  const int interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, when);

  return (Clock) { g_time_zone_get_offset (zone, interval), g_time_zone_is_dst (zone, interval),
                   g_time_zone_get_abbreviation (zone, interval) };
}

static gboolean
is_other (Clock a, Clock b)
{
  return a.offset != b.offset || a.summer != b.summer;
}

static char *
offset_text (int offset)
{
  const int size = ABS (offset), rest = size % 60;

  return rest != 0 ? g_strdup_printf ("%c%02d%02d%02d", offset < 0 ? '-' : '+', size / 3600, size / 60 % 60, rest)
                   : g_strdup_printf ("%c%02d%02d", offset < 0 ? '-' : '+', size / 3600, size / 60 % 60);
}

/* From `when` on the clock shows `now`, before it `was`. */
static void
observance (GString *out, gint64 when, Clock was, Clock now)
{
  const char *form = now.summer ? "DAYLIGHT" : "STANDARD";
  g_autofree char *from = offset_text (was.offset), *to = offset_text (now.offset), *start = NULL;
  g_autoptr (GDateTime) local = g_date_time_new_from_unix_utc (when + was.offset);

  start = g_date_time_format (local, "%Y%m%dT%H%M%S");
  sl_ics_line (out, "BEGIN", form);
  sl_ics_line (out, "DTSTART", start);
  sl_ics_line (out, "TZOFFSETFROM", from);
  sl_ics_line (out, "TZOFFSETTO", to);
  sl_ics_text (out, "TZNAME", now.name);
  sl_ics_line (out, "END", form);
}

/* The first instant after `before` with another clock; there is one up to `after`. */
static gint64
find_change (GTimeZone *zone, gint64 before, gint64 after)
{
  const Clock was = clock_at (zone, before);

  while (after - before > 1)
    {
      const gint64 middle = before + (after - before) / 2;

      if (is_other (was, clock_at (zone, middle)))
        after = middle;
      else
        before = middle;
    }
  return after;
}

GTimeZone *
sl_ics_zone_find (const char *name)
{
  const gboolean is_name = name != NULL && g_ascii_isalpha (*name)
                           && strspn (name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_+-/")
                                == strlen (name);

  return is_name ? g_time_zone_new_identifier (name) : NULL;
}

void
sl_ics_zone (GString *out, const char *name, GTimeZone *zone, gint64 from, gint64 to)
{
  const gint64 first = from - YEAR; /* with both of a year's clocks, which readers look for */
  Clock now = clock_at (zone, first);

  sl_ics_line (out, "BEGIN", "VTIMEZONE");
  sl_ics_line (out, "TZID", name);
  observance (out, first, now, now);
  for (gint64 at = first; at <= to; at += DAY)
    {
      const Clock next = clock_at (zone, at + DAY);

      if (is_other (now, next))
        observance (out, find_change (zone, at, at + DAY), now, next);
      now = next;
    }
  sl_ics_line (out, "END", "VTIMEZONE");
}
