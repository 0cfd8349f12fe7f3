/* What a file of holidays says, as it was read. */
#pragma once

#include "sl-holidays.h"
#include "sl-recurrence.h"

G_BEGIN_DECLS

enum { SL_HOLIDAYS_MAX_STEPS = 20000000 /* of following rules */ };

typedef struct {
  guint32  from, to;  /* Julian; of the first time */
  char    *name;
  gboolean worked;
  guint    line, rule_line;
  char    *rule;      /* as it stands; NULL for none */
  GArray  *more, *not; /* guint32: days on which it comes too, or does not come */
  char    *uid;       /* NULL for none */
  guint32  instead;   /* the day of the event of that UID which this one stands for; 0 for none */
  gboolean dropped;   /* it does not come itself */
} SlHolidayEvent;

struct SlHolidays {
  GPtrArray *events;  /* SlHolidayEvent */
  GPtrArray *remarks; /* char * */
};

/* Of a time by the clock of wherever it is (seconds since 1970): what is free there is free here. */
static inline guint32
sl_holidays_julian (gint64 local)
{
  return (guint32) (local / SL_RECURRENCE_DAY_S - (local % SL_RECURRENCE_DAY_S < 0) + SL_RECURRENCE_JULIAN);
}

G_END_DECLS
