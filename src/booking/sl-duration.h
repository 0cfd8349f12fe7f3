/* How long something takes, as iCalendar says it (RFC 5545, 3.3.6). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* "PT12H", "P5D", "-P1W": whole days by the calendar, and seconds by the clock, both negative with a sign. FALSE for
 * what is none. */
gboolean sl_duration_parse (const char *value, gint64 *days, gint64 *seconds);

G_END_DECLS
