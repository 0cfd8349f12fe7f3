/* Dates and times of iCalendar, and the zones that they are in. */
#pragma once

#include "sl-content-lines.h"

G_BEGIN_DECLS

/* The zones of an object. */
typedef struct SlZones SlZones;

typedef struct SlZone SlZone;

typedef struct {
  gint64        local;   /* seconds since 1970 of the local clock; of a date its midnight */
  gboolean      is_date;
  const SlZone *zone;    /* borrowed from the zones; NULL for a date */
} SlMoment;

/* `lines` hold the definitions (VTIMEZONE); borrowed as long as the zones. Times without a zone are in `zone` (IANA;
 * else UTC). Rules are followed up to the local time `to` within `budget`. Free with sl_zones_free(). */
SlZones *sl_zones_new      (const GPtrArray *lines, const char *zone, gint64 to, guint *budget);
void     sl_zones_free     (SlZones *zones); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlZones, sl_zones_free)

/* What a line says ("DTSTART;TZID=Asia/Shanghai:20261103T070000"), whose value may be one of several. FALSE for what is
 * no date or time of the years 1900 to 2999. */
gboolean sl_moment_parse   (SlZones *zones, const SlContentLine *line, const char *value, SlMoment *moment);

/* By its name (IANA), before which programs put their own mark, as in "/mozilla.org/20050126_1/Europe/Berlin". NULL for
 * none; free with g_time_zone_unref(). */
GTimeZone *sl_zone_find_iana (const char *name);

/* Of a local time in a zone. */
gint64   sl_zone_to_utc    (const SlZone *zone, gint64 local);
/* And back. */
gint64   sl_zone_from_utc  (const SlZone *zone, gint64 utc);
/* Local time where times without a zone are. */
gint64   sl_zones_from_utc (const SlZones *zones, gint64 utc);
/* By how much its times may be wrong either way, in seconds: 0 for a zone that is known. */
int      sl_zone_slack_s   (const SlZone *zone);

G_END_DECLS
