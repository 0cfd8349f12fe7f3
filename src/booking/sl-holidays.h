/* Days off and days worked in exchange for them, from a calendar file (iCalendar, RFC 5545) such as countries and
 * programs publish them. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

enum { SL_HOLIDAYS_MAX_BYTES = 4 << 20, SL_HOLIDAYS_MAX = 5000 };

typedef struct {
  guint32  from, to; /* Julian, both included */
  gboolean worked;   /* a day of the weekend that is worked instead ("补班") */
  char    *name;     /* one line; NULL for none */
} SlHoliday;

/* SlHoliday elements by first day; `remarks` (char *, translated) takes what was left out and why. Days that are told
 * of but are not free (observances), and cancelled ones, are left out. Free with g_ptr_array_unref(). NULL with
 * SL_ERROR_INPUT where it is no calendar, or too large. */
GPtrArray *sl_holidays_read (const char *path, GPtrArray *remarks, GError **error);

G_END_DECLS
