#include "sl-recurrence.h"

enum { DAY_S = SL_RECURRENCE_DAY_S, MAX_TIMES = 1440 };

/* What is known of a day. */
typedef struct {
  gint64 days;               /* since 1970 */
  int    year, month, day;
  int    weekday;            /* 0 Monday */
  int    year_day, year_length, month_length; /* year_day from 1 */
} Day;

typedef struct {
  const SlRecurrence *rule;
  SlRecurrence filled;       /* with what the rule takes from its start */
  gint64   start, to;        /* `to` is no later than until */
  guint   *budget;
  gint64   times[MAX_TIMES]; /* of a day, ascending; seconds */
  guint    n_times;
  int      told;
  GArray  *found;            /* of one period, gint64 */
  SlRecurrenceEach each;
  gpointer data;
} Follow;

/* --- the calendar --- */

gint64
sl_days_from_date (int year, int month, int day)
{
  /* years from March on, so that the leap day is the last; 400 of them are 146,097 days */
  const gint64 y = month <= 2 ? (gint64) year - 1 : year, era = (y >= 0 ? y : y - 399) / 400, of_era = y - era * 400;
  const gint64 of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

void
sl_date_from_days (gint64 days, int *year, int *month, int *day)
{
  const gint64 z = days + 719468, era = (z >= 0 ? z : z - 146096) / 146097, of_era = z - era * 146097;
  const gint64 y = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  const gint64 of_year = of_era - (365 * y + y / 4 - y / 100), m = (5 * of_year + 2) / 153;

  *day = (int) (of_year - (153 * m + 2) / 5 + 1);
  *month = (int) (m < 10 ? m + 3 : m - 9);
  *year = (int) (y + era * 400 + (*month <= 2));
}

static gint64
floor_div (gint64 a, gint64 b)
{
  return a / b - (a % b < 0);
}

static int
weekday_of (gint64 days)
{
  return (int) (((days + 3) % 7 + 7) % 7); /* 1970-01-01 was a Thursday */
}

static Day
day_at (gint64 days)
{
  Day d = { .days = days, .weekday = weekday_of (days) };

  sl_date_from_days (days, &d.year, &d.month, &d.day);
  const gint64 first = sl_days_from_date (d.year, 1, 1);
  d.year_day = (int) (days - first) + 1;
  d.year_length = (int) (sl_days_from_date (d.year + 1, 1, 1) - first);
  d.month_length = (int) (sl_days_from_date (d.month == 12 ? d.year + 1 : d.year, d.month % 12 + 1, 1)
                          - sl_days_from_date (d.year, d.month, 1));
  return d;
}

/* The first day of the first week of a year, which is the one with 4 January in it. */
static gint64
first_week (int year, int week_start)
{
  const gint64 fourth = sl_days_from_date (year, 1, 4);

  return fourth - (weekday_of (fourth) - week_start + 7) % 7;
}

/* --- whether a day is in the sets --- */

static gboolean
has_bit (const guint64 *bits, int n)
{
  return (bits[n / 64] >> (n % 64)) & 1;
}

static gboolean
is_empty (const guint64 *bits)
{
  return (bits[0] | bits[1] | bits[2] | bits[3] | bits[4] | bits[5]) == 0;
}

static gboolean
week_matches (const SlRecurrence *r, const Day *d)
{
  const gint64 week = d->days - (d->weekday - r->week_start + 7) % 7;
  int year, month, day;

  sl_date_from_days (week + 3, &year, &month, &day);
  const gint64 first = first_week (year, r->week_start), next = first_week (year + 1, r->week_start);
  const int n = (int) ((week - first) / 7) + 1, back = (int) ((next - week) / 7);
  return has_bit (&r->weeks, n) || has_bit (&r->weeks_back, back);
}

/* The first, the last Monday… of its month or year. */
static gboolean
nth_matches (const SlRecurrence *r, const Day *d)
{
  const gboolean of_month = r->step == SL_RECURRENCE_MONTHLY || (r->step == SL_RECURRENCE_YEARLY && r->months != 0);
  const gboolean counts = r->step <= SL_RECURRENCE_MONTHLY && (r->weeks | r->weeks_back) == 0;
  const int at = of_month ? d->day : d->year_day, length = of_month ? d->month_length : d->year_length;

  for (int i = 0; i < r->n_nth; i++)
    if (r->nth[i].weekday == d->weekday
        && (!counts || r->nth[i].n == (at - 1) / 7 + 1 || r->nth[i].n == -((length - at) / 7 + 1)))
      return TRUE;
  return FALSE;
}

static gboolean
day_matches (const SlRecurrence *r, const Day *d)
{
  if (r->months != 0 && !((r->months >> d->month) & 1))
    return FALSE;
  if ((r->month_days | r->month_days_back) != 0 && !((r->month_days >> d->day) & 1)
      && !((r->month_days_back >> (d->month_length - d->day + 1)) & 1))
    return FALSE;
  if ((!is_empty (r->year_days) || !is_empty (r->year_days_back)) && !has_bit (r->year_days, d->year_day)
      && !has_bit (r->year_days_back, d->year_length - d->year_day + 1))
    return FALSE;
  if ((r->weekdays != 0 || r->n_nth > 0) && !((r->weekdays >> d->weekday) & 1) && !nth_matches (r, d))
    return FALSE;
  return (r->weeks | r->weeks_back) == 0 || week_matches (r, d);
}

/* What the rule does not say is as at its start. */
static SlRecurrence
fill (const SlRecurrence *rule, gint64 start)
{
  SlRecurrence r = *rule;
  const Day d = day_at (floor_div (start, DAY_S));
  const gboolean has_days = (r.month_days | r.month_days_back) != 0 || r.weekdays != 0 || r.n_nth > 0
                            || !is_empty (r.year_days) || !is_empty (r.year_days_back);

  if (!has_days && (r.weeks | r.weeks_back) != 0)
    r.weekdays = 1u << d.weekday;
  else if (!has_days && r.step == SL_RECURRENCE_WEEKLY)
    r.weekdays = 1u << d.weekday;
  else if (!has_days && r.step <= SL_RECURRENCE_MONTHLY)
    {
      r.month_days = 1u << d.day;
      if (r.step == SL_RECURRENCE_YEARLY && r.months == 0)
        r.months = 1u << d.month;
    }
  return r;
}

/* --- telling --- */

static gboolean
spend (Follow *f)
{
  if (*f->budget == 0)
    return FALSE;
  --*f->budget;
  return TRUE;
}

/* FALSE: that was the last. */
static gboolean
tell (Follow *f, gint64 time)
{
  if (time > f->to)
    return FALSE;
  if (time < f->start)
    return TRUE;
  if (!f->each (time, f->data))
    return FALSE;
  f->told++;
  return f->rule->count == 0 || f->told < f->rule->count;
}

/* What the positions choose of a period's times. FALSE: that was the last. */
static gboolean
tell_found (Follow *f)
{
  const SlRecurrence *r = f->rule;
  const int n = (int) f->found->len;

  for (int i = 0; i < n; i++)
    {
      gboolean chosen = r->n_set_pos == 0;
      for (int p = 0; p < r->n_set_pos && !chosen; p++)
        chosen = r->set_pos[p] == i + 1 || r->set_pos[p] == i - n;
      if (chosen && !tell (f, g_array_index (f->found, gint64, i)))
        return FALSE;
    }
  return TRUE;
}

/* --- years, months, weeks, days --- */

/* First day of the n-th period, and of the one after it. */
static void
period_at (const Follow *f, gint64 n, gint64 *from, gint64 *to)
{
  const Day d = day_at (floor_div (f->start, DAY_S));
  const gint64 step = n * f->filled.interval, months = (gint64) d.year * 12 + d.month - 1 + step;

  switch (f->filled.step)
    {
    case SL_RECURRENCE_YEARLY:
      *from = sl_days_from_date ((int) MIN (d.year + step, 9999), 1, 1);
      *to = sl_days_from_date ((int) MIN (d.year + step, 9999) + 1, 1, 1);
      break;
    case SL_RECURRENCE_MONTHLY:
      *from = sl_days_from_date ((int) MIN (months / 12, 9999), (int) (months % 12) + 1, 1);
      *to = sl_days_from_date ((int) MIN ((months + 1) / 12, 9999), (int) ((months + 1) % 12) + 1, 1);
      break;
    case SL_RECURRENCE_WEEKLY:
      *from = d.days - (d.weekday - f->filled.week_start + 7) % 7 + 7 * step;
      *to = *from + 7;
      break;
    default:
      *from = d.days + step;
      *to = *from + 1;
    }
}

/* FALSE: nothing more. `short_of` is set when the budget is spent. */
static gboolean
follow_period (Follow *f, gint64 from, gint64 to, gboolean *short_of)
{
  g_array_set_size (f->found, 0);
  for (gint64 days = from; days < to; days++)
    {
      const Day d = day_at (days);
      if ((*short_of = !spend (f)))
        return FALSE;
      for (guint i = 0; day_matches (&f->filled, &d) && i < f->n_times; i++)
        {
          const gint64 time = days * DAY_S + f->times[i];
          if ((*short_of = i > 0 && !spend (f)))
            return FALSE;
          g_array_append_val (f->found, time);
        }
    }
  return tell_found (f);
}

/* All times of a day that the rule names; FALSE when they are too many. */
static gboolean
fill_times (Follow *f)
{
  const SlRecurrence *r = f->rule;
  const gint64 at = f->start - floor_div (f->start, DAY_S) * DAY_S;
  const guint32 hours = r->hours != 0 ? r->hours : 1u << (at / 3600);
  const guint64 one = 1, minutes = r->minutes != 0 ? r->minutes : one << (at / 60 % 60);
  const guint64 seconds = r->seconds != 0 ? r->seconds : one << (at % 60);

  for (int h = 0; h < 24; h++)
    for (int m = 0; m < 60 && ((hours >> h) & 1); m++)
      for (int s = 0; s < 60 && ((minutes >> m) & 1); s++)
        if ((seconds >> s) & 1)
          {
            if (f->n_times >= MAX_TIMES)
              return FALSE;
            f->times[f->n_times++] = h * 3600 + m * 60 + s;
          }
  return TRUE;
}

static gboolean
follow_days (Follow *f)
{
  gboolean short_of = FALSE;
  gint64 from, to;

  if (!fill_times (f))
    return FALSE;
  period_at (f, 0, &from, &to);
  for (gint64 n = 1; from * DAY_S <= f->to && follow_period (f, from, to, &short_of); n++)
    period_at (f, n, &from, &to);
  return !short_of;
}

/* --- hours, minutes, seconds --- */

/* The next time of the rule's own steps at or after `from`. */
static gint64
step_to (gint64 time, gint64 from, gint64 step)
{
  return time + (from - time + step - 1) / step * step;
}

/* Where `time` is none of the rule's, the first moment that may be one; else `time`. Parts that are finer than the step
 * come in tell_within(). */
static gint64
may_be_from (const Follow *f, gint64 time)
{
  const SlRecurrence *r = f->rule;
  const gint64 days = floor_div (time, DAY_S), at = time - days * DAY_S;
  const Day d = day_at (days);

  if (!day_matches (&f->filled, &d))
    return (days + 1) * DAY_S;
  if (r->hours != 0 && !((r->hours >> (at / 3600)) & 1))
    return days * DAY_S + (at / 3600 + 1) * 3600;
  if (r->step >= SL_RECURRENCE_MINUTELY && r->minutes != 0 && !((r->minutes >> (at / 60 % 60)) & 1))
    return days * DAY_S + (at / 60 + 1) * 60;
  if (r->step == SL_RECURRENCE_SECONDLY && r->seconds != 0 && !((r->seconds >> (at % 60)) & 1))
    return time + 1;
  return time;
}

/* The minutes and seconds of one hour, or the seconds of one minute. FALSE: nothing more. */
static gboolean
tell_within (Follow *f, gint64 time, gboolean *short_of)
{
  const SlRecurrence *r = f->rule;
  const gint64 length = r->step == SL_RECURRENCE_HOURLY ? 3600 : 60, base = floor_div (time, length) * length;
  const gint64 at = time - floor_div (time, 3600) * 3600;
  const guint64 one = 1, seconds = r->seconds != 0 ? r->seconds : one << (at % 60);
  const guint64 minutes = r->step != SL_RECURRENCE_HOURLY ? 1 : r->minutes != 0 ? r->minutes : one << (at / 60);

  if (r->step == SL_RECURRENCE_SECONDLY)
    return tell (f, time);
  for (int m = 0; m < 60; m++)
    for (int s = 0; s < 60 && ((minutes >> m) & 1); s++)
      {
        if (!((seconds >> s) & 1))
          continue;
        if ((*short_of = !spend (f)))
          return FALSE;
        if (!tell (f, base + m * 60 + s))
          return FALSE;
      }
  return TRUE;
}

static gboolean
follow_clock (Follow *f)
{
  static const int lengths[] = { 3600, 60, 1 };
  const gint64 step = (gint64) lengths[f->rule->step - SL_RECURRENCE_HOURLY] * f->rule->interval;
  gboolean short_of = FALSE;

  for (gint64 time = f->start; time - 3600 <= f->to && !short_of;)
    {
      const gint64 from = may_be_from (f, time);

      short_of = !spend (f);
      if (from > time)
        time = step_to (time, from, step);
      else if (!short_of && !tell_within (f, time, &short_of))
        break;
      else
        time += step;
    }
  return !short_of;
}

gboolean
sl_recurrence_follow (const SlRecurrence *rule, gint64 start, gint64 to, guint *budget, SlRecurrenceEach each,
                      gpointer data)
{
  Follow f = { .rule = rule, .filled = fill (rule, start), .start = start, .to = to, .budget = budget, .each = each,
               .data = data };
  gboolean whole;

  if (rule->has_until)
    f.to = MIN (to, rule->until + (rule->until_is_date ? DAY_S - 1 : 0));
  f.found = g_array_new (FALSE, FALSE, sizeof (gint64));
  whole = rule->step <= SL_RECURRENCE_DAILY ? follow_days (&f) : follow_clock (&f);
  g_array_unref (f.found);
  return whole;
}
