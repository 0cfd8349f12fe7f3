/* Moments of a stage: what the clock there shows, and the instant that it is. Instants are seconds since 1970, UTC. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  guint32 day;     /* Julian, there */
  gint32  minutes; /* after midnight; −1: the end of the day */
  gint64  at;      /* the instant */
} SlStageMoment;

/* The instant of a local time (`minutes` as above) in a zone (IANA; NULL or one that nobody knows: UTC). A time that
 * the clocks leave out is when they do. */
gint64   sl_stage_instant      (const char *zone, guint32 day, gint32 minutes);
/* What people write: "2026-12-01T18:00+08:00", "2026-12-01T10:00Z", "2026-12-01T18:00" of the zone, "2026-12-01" for
 * the end of that day there; a space may stand for the T, seconds may follow. FALSE for anything else. */
gboolean sl_stage_moment_parse (const char *text, const char *zone, SlStageMoment *moment);
/* An instant there, without its seconds. */
void     sl_stage_moment_of    (gint64 at, const char *zone, SlStageMoment *moment);
/* "2026-12-01 18:00" as the clock there shows it; free with g_free(). */
char    *sl_stage_moment_text  (gint64 at, const char *zone);

/* "2026-12-01T10:00:00Z", as objects have it; free with g_free(). */
char    *sl_instant_to_text    (gint64 at);
/* Exactly that form. FALSE for anything else. */
gboolean sl_instant_parse      (const char *text, gint64 *at);

G_END_DECLS
