/* Rules by which events come again (RFC 5545, RRULE), followed within a budget of work, since a rule may be made so
 * that it never ends or never gives anything. Local times are seconds of the local clock since 1970, as if it were
 * UTC. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SL_RECURRENCE_DAY_S 86400
/* Days from 1970-01-01 to Julian days as GDate has them. */
#define SL_RECURRENCE_JULIAN 719163

typedef enum {
  SL_RECURRENCE_YEARLY, SL_RECURRENCE_MONTHLY, SL_RECURRENCE_WEEKLY, SL_RECURRENCE_DAILY,
  SL_RECURRENCE_HOURLY, SL_RECURRENCE_MINUTELY, SL_RECURRENCE_SECONDLY,
} SlRecurrenceStep;

/* The sets are bits: bit n is the value n. Those that count from the end stand beside them. 0: the part is missing. */
typedef struct {
  SlRecurrenceStep step;
  int     interval;     /* ≥ 1 */
  int     count;        /* 0 for none */
  gboolean has_until, until_is_date, until_is_utc;
  gint64  until;        /* local, or UTC; the whole day where it is a date */
  int     week_start;   /* 0 Monday … 6 Sunday */
  guint32 months, month_days, month_days_back, hours;
  guint64 minutes, seconds, weeks, weeks_back;
  guint64 year_days[6], year_days_back[6];
  guint32 weekdays;     /* bit 0 Monday */
  int     n_nth;
  struct { int weekday, n; } nth[64]; /* the n-th of that weekday, from the end where negative */
  int     n_set_pos;
  int     set_pos[64];
} SlRecurrence;

/* --- sl-recurrence-parse.c --- */

/* "FREQ=WEEKLY;BYDAY=MO,TU". FALSE with SL_ERROR_INPUT for what is no rule, or none that can be followed. */
gboolean sl_recurrence_parse  (const char *text, SlRecurrence *rule, GError **error);

/* --- sl-recurrence.c --- */

/* FALSE: enough. */
typedef gboolean (*SlRecurrenceEach) (gint64 local, gpointer data);

/* Tells `each` the local times of a rule, ascending, from `start` up to `to`; `start` itself only where the rule gives
 * it. Each day and each time that is looked at is taken from `budget`. FALSE when that was not enough. `until` is taken
 * as local. */
gboolean sl_recurrence_follow (const SlRecurrence *rule, gint64 start, gint64 to, guint *budget, SlRecurrenceEach each,
                               gpointer data);

/* Days since 1970 of a date of the Gregorian calendar, and back. */
gint64   sl_days_from_date    (int year, int month, int day);
void     sl_date_from_days    (gint64 days, int *year, int *month, int *day); /* the other way */

G_END_DECLS
