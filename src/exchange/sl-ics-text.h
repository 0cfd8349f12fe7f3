/* Lines of an iCalendar object (RFC 5545) and its time zones, as text. A line is "NAME:VALUE", ends in CR LF and is
 * folded: no piece has more than 75 octets, and none ends within a character.
 *
 *   DESCRIPTION:永川一号棚：三天置景\, 一天校色\n排位 2      a text: \ ; , and ends of lines are escaped
 *    的保留
 *   DTSTART;TZID=Asia/Shanghai:20261124T080000               what is no text stands as it is */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Appends a line whose value needs no escape. `name` has its parameters with it. */
void sl_ics_line (GString *out, const char *name, const char *value);
/* Appends a line of a text (UTF-8), or nothing for NULL and "". Control characters are left out but for tabs; any end
 * of a line is one. */
void sl_ics_text (GString *out, const char *name, const char *text);
/* "20261124" of a Julian day. Free with g_free(). */
char *sl_ics_date (guint32 julian);

/* The zone of that IANA name, or NULL where it is unknown here or no name. Free with g_time_zone_unref(). */
GTimeZone *sl_ics_zone_find (const char *name);
/* Appends the zone as it is between `from` and `to` (s since 1970), with the year before. */
void       sl_ics_zone      (GString *out, const char *name, GTimeZone *zone, gint64 from, gint64 to);

G_END_DECLS
