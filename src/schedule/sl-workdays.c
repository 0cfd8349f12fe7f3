#include "sl-workdays.h"

#define TEN_YEARS 3660

static const SlCalendarSpan *
span_of (const SlCalendar *calendar, guint32 day)
{
  for (guint i = calendar != NULL ? sl_list_n (calendar->spans) : 0; i-- > 0;)
    {
      const SlCalendarSpan *span = sl_list_at (calendar->spans, SlCalendarSpan, i);

      if (span->from != 0 && day >= span->from && day <= MAX (span->from, span->to))
        return span;
    }
  return NULL;
}

/* 0 Monday … 6 Sunday: the first day of the Julian count was a Monday. */
static int
weekday (guint32 day)
{
  return (int) ((day - 1) % 7);
}

SlDayUse
sl_calendar_use (const SlCalendar *calendar, guint32 day)
{
  const SlCalendarSpan *span = span_of (calendar, day);

  if (span != NULL)
    return (SlDayUse) span->is;
  for (guint i = 0; calendar != NULL && i < sl_list_n (calendar->week); i++)
    if (*sl_list_at (calendar->week, int, i) == weekday (day))
      return SL_DAY_OFF;
  return SL_DAY_WORKED;
}

const char *
sl_calendar_name (const SlCalendar *calendar, guint32 day)
{
  const SlCalendarSpan *span = span_of (calendar, day);

  return span != NULL ? span->name : NULL;
}

gboolean
sl_calendar_works (const SlCalendar *calendar, guint32 day)
{
  return sl_calendar_use (calendar, day) == SL_DAY_WORKED;
}

guint32
sl_calendar_next (const SlCalendar *calendar, guint32 day)
{
  for (guint32 d = day; d < day + TEN_YEARS; d++)
    if (sl_calendar_works (calendar, d))
      return d;
  return 0;
}

const SlCalendar *
sl_unit_calendar (const SlPlan *plan, const SlProduction *production, const SlUnitEntity *unit)
{
  const char *id = unit != NULL && unit->calendar != NULL ? unit->calendar
                   : production != NULL                   ? production->calendar : NULL;

  return id != NULL ? sl_plan_get (plan, SL_KIND_CALENDAR, id) : NULL;
}

const SlUnitEntity *
sl_production_unit (const SlPlan *plan, const char *production)
{
  const SlUnitEntity *first = NULL;

  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_UNIT); i++)
    {
      const SlUnitEntity *unit = (const SlUnitEntity *) sl_plan_at (plan, SL_KIND_UNIT, i);

      if (g_strcmp0 (unit->production, production) != 0)
        continue;
      if (unit->role == SL_CREW_MAIN)
        return unit;
      first = first != NULL ? first : unit;
    }
  return first;
}
