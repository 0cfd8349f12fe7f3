/* The properties of a calendar object's first event, as lines that are edited in place. */
#pragma once

#include "sl-content-lines.h"

G_BEGIN_DECLS

/* The value of one property: at most `most` characters of `text`, escaped; NULL where there is none. Free with
 * g_free(). */
char    *sl_event_value      (const char *text, glong most);
/* A day (Julian) as a value: "20261124". Free with g_free(). */
char    *sl_event_date       (guint32 day);
/* The first event's own lines are [from, to); FALSE where there is none. */
gboolean sl_event_lines_find (const GPtrArray *lines, guint *from, guint *to);
/* Where in the event's own lines, not in those of its alarms, `name` stands; `to` for nowhere. */
guint    sl_event_lines_at   (const GPtrArray *lines, guint from, guint to, const char *name);
/* Sets one property, whose parameters stay; NULL removes it. TRUE where that changed something; then `to` follows. */
gboolean sl_event_lines_set  (GPtrArray *lines, guint from, guint *to, const char *name, const char *value);

G_END_DECLS
