#include "sl-day-text.h"

#include "sl-i18n.h"

static char *
format_day (guint32 day, const char *format)
{
  char text[64];
  GDate date;

  if (!g_date_valid_julian (day))
    return g_strdup ("");
  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);
  return g_date_strftime (text, sizeof text, format, &date) > 0 ? g_strdup (text) : g_strdup ("");
}

char *
sl_day_text (guint32 day)
{
  return format_day (day, _("%-d %b"));
}

char *
sl_days_text (guint32 from, guint32 to)
{
  g_autofree char *first = sl_day_text (from), *last = sl_day_text (to);
  GDate a, b;

  if (from == to || !g_date_valid_julian (from) || !g_date_valid_julian (to))
    return g_strdup (from != 0 ? first : last);
  g_date_clear (&a, 1);
  g_date_clear (&b, 1);
  g_date_set_julian (&a, from);
  g_date_set_julian (&b, to);
  if (g_date_get_year (&a) != g_date_get_year (&b))
    {
      g_autofree char *early = format_day (from, _("%-d %b %Y")), *late = format_day (to, _("%-d %b %Y"));
      return g_strdup_printf ("%s – %s", early, late);
    }
  if (g_date_get_month (&a) == g_date_get_month (&b))
    {
      /* Translators: the first and the last day of days within one month; the format of the first day alone */
      g_autofree char *one = format_day (from, C_("within a month, first day", "%-d"));
      /* Translators: the format of the last day of days within one month */
      g_autofree char *other = format_day (to, C_("within a month, last day", "%-d %b"));
      return g_strdup_printf ("%s–%s", one, other);
    }
  return g_strdup_printf ("%s – %s", first, last);
}

char *
sl_dates_text (guint32 from, guint32 to)
{
  g_autofree char *days = sl_days_text (from, to);
  GDate a, b;

  if (!g_date_valid_julian (from) || !g_date_valid_julian (to))
    return g_steal_pointer (&days);
  g_date_clear (&a, 1);
  g_date_clear (&b, 1);
  g_date_set_julian (&a, from);
  g_date_set_julian (&b, to);
  if (g_date_get_year (&a) != g_date_get_year (&b))
    return g_steal_pointer (&days);
  /* Translators: days and their year */
  return g_strdup_printf (C_("days", "%1$s %2$d"), days, g_date_get_year (&a));
}

char *
sl_span_text (guint32 from, guint32 to)
{
  g_autofree char *days = sl_days_text (from, to);
  const guint n = to >= from ? to - from + 1 : 0;

  return g_strdup_printf (ngettext ("%s, %u day", "%s, %u days", n), days, n);
}
