#include "sl-capacity.h"

static void
month_clear (gpointer month)
{
  g_array_unref (((SlCapacityMonth *) month)->stages);
}

static guint32
last_of_month (guint32 day)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);
  g_date_set_day (&date, g_date_get_days_in_month (g_date_get_month (&date), g_date_get_year (&date)));
  return g_date_get_julian (&date);
}

GArray *
sl_capacity_months (const SlPlan *plan, guint32 from, guint32 to)
{
  GArray *months = g_array_new (FALSE, FALSE, sizeof (SlCapacityMonth));

  g_array_set_clear_func (months, month_clear);
  if (from == 0 && to == 0 && !sl_capacity_span (plan, &from, &to))
    return months;
  for (guint32 day = from, last; day <= to; day = last + 1)
    {
      last = MIN (to, last_of_month (day));
      const SlCapacityMonth month = { day, last, sl_capacity (plan, day, last, 1, NULL) };
      g_array_append_val (months, month);
    }
  return months;
}
