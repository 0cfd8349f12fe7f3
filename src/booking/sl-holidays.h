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

/* What a file says, without the days of its rules. */
typedef struct SlHolidays SlHolidays;

/* Reads it; days that are told of but are not free (observances), and cancelled ones, are left out. Free with
 * sl_holidays_free(). NULL with SL_ERROR_INPUT where it is no calendar, or too large. */
SlHolidays *sl_holidays_read   (const char *path, GError **error);
/* NULL is fine. */
void        sl_holidays_free   (SlHolidays *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlHolidays, sl_holidays_free)
/* Whether any of it comes again by a rule. */
gboolean    sl_holidays_repeat (const SlHolidays *file);
/* SlHoliday elements by first day: all that stand by themselves, and those that come again between `from` and `to`
 * (Julian, both included). `remarks` (char *, translated) takes what was left out, with its line, and why. Work is
 * bounded whatever the file says. Free with g_ptr_array_unref(). */
GPtrArray  *sl_holidays_days   (const SlHolidays *file, guint32 from, guint32 to, GPtrArray *remarks);

G_END_DECLS
