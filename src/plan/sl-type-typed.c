/* What people type where files hold the plain form: days without a year or with a month's name, pages in eighths. */
#include "sl-types.h"

#include <stdlib.h>
#include <string.h>

#define DAY "(?<d>\\d{1,2})"
#define MONTH "(?<m>\\d{1,2})"
#define NAME "(?<name>[A-Za-z]{3,9})"
#define YEAR "(?<y>\\d{4})"

/* The day before the month where both are numbers, as everywhere but in one country. */
static const char *const forms[] = {
  "^" YEAR "([-/.])" MONTH "\\2" DAY "$",
  "^" DAY "([-/.])" MONTH "(\\2((?<y>\\d{4}|\\d{2}))?)?$",
  "^" DAY "(st|nd|rd|th|\\.)?[ -]*" NAME "\\.?([ ,-]+" YEAR ")?$",
  "^" NAME "\\.? *" DAY "(st|nd|rd|th)?([ ,]+" YEAR ")?$",
  "^(" YEAR " *年 *)?" MONTH " *月 *" DAY " *(日|号)?$",
};

static const char *const months[] = {
  "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
  "december",
};

/* 1 to 12 for a month's name or at least three letters of it; 0 for anything else. */
static guint
month_of (const char *name)
{
  g_autofree char *small = g_ascii_strdown (name, -1);

  for (guint i = 0; i < G_N_ELEMENTS (months); i++)
    if (strlen (small) >= 3 && g_str_has_prefix (months[i], small))
      return i + 1;
  return g_str_equal (small, "sept") ? 9 : 0;
}

static guint
number_of (GMatchInfo *match, const char *group)
{
  g_autofree char *text = g_match_info_fetch_named (match, group);

  return text != NULL ? (guint) strtoul (text, NULL, 10) : 0;
}

/* The day of that month and year that is nearest to `near`, among those that exist; 0 when none does. */
static guint32
nearest (guint day, guint month, guint32 near)
{
  enum { LEAP = 8 }; /* years that may lie between two days of February 29 */
  GDate date;
  guint32 best = 0;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, near);
  for (guint year = g_date_get_year (&date) - LEAP, last = year + 2 * LEAP; year <= last; year++)
    if (g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
      {
        g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
        const guint32 julian = g_date_get_julian (&date);
        if (best == 0 || ABS ((gint64) julian - near) < ABS ((gint64) best - near))
          best = julian;
      }
  return best;
}

static gboolean
take_date (GMatchInfo *match, guint32 near, guint32 *julian)
{
  g_autofree char *name = g_match_info_fetch_named (match, "name");
  const guint day = number_of (match, "d"), month = name != NULL ? month_of (name) : number_of (match, "m");
  guint year = number_of (match, "y");
  GDate date;

  if (year > 0 && year < 100)
    year += 2000;
  if (day < 1 || day > 31 || month < 1 || month > 12)
    return FALSE;
  if (year == 0)
    {
      const guint32 found = nearest (day, month, near);
      *julian = found != 0 ? found : *julian;
      return found != 0;
    }
  if (year < SL_DATE_FIRST_YEAR || year > SL_DATE_LAST_YEAR
      || !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return FALSE;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  *julian = g_date_get_julian (&date);
  return TRUE;
}

gboolean
sl_date_typed (const char *text, guint32 near, guint32 *julian)
{
  g_autofree char *clean = g_strstrip (g_strdup (text));

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autoptr (GRegex) form = g_regex_new (forms[i], G_REGEX_DUPNAMES, 0, NULL);
      g_autoptr (GMatchInfo) match = NULL;

      if (g_regex_match (form, clean, 0, &match))
        return take_date (match, near, julian);
    }
  return FALSE;
}

guint32
sl_date_today (void)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_time_t (&date, time (NULL));
  return g_date_get_julian (&date);
}

gboolean
sl_eighths_typed (const char *text, gint64 *eighths)
{
  g_autofree char *clean = g_strstrip (g_strdup (text));
  g_autoptr (GRegex) form = g_regex_new ("^((?<whole>\\d{1,4}) +)?(?<part>\\d{1,4}) */ *(?<of>[248])$", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  if (!g_regex_match (form, clean, 0, &match))
    return FALSE;
  g_autofree char *has_whole = g_match_info_fetch_named (match, "whole");
  const guint whole = number_of (match, "whole"), part = number_of (match, "part"), of = number_of (match, "of");
  if (part >= of && (of != 8 || (has_whole != NULL && *has_whole != '\0')))
    return FALSE;
  *eighths = whole * 8 + part * (8 / of);
  return TRUE;
}
