#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-recurrence.h"

enum { MAX_INTERVAL = 100000, MAX_COUNT = 1000000 };

static const char *const steps[] = { "YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY" };
static const char *const weekdays[] = { "MO", "TU", "WE", "TH", "FR", "SA", "SU" };

/* −1 for none of them. */
static int
index_of (const char *const *names, int n, const char *text)
{
  for (int i = 0; i < n; i++)
    if (g_ascii_strcasecmp (names[i], text) == 0)
      return i;
  return -1;
}

static gboolean
parse_number (const char *text, int from, int to, int *number)
{
  char *end;
  const char *digits = *text == '-' || *text == '+' ? text + 1 : text;

  if (!g_ascii_isdigit (*digits) || strlen (digits) > 9)
    return FALSE;
  *number = (int) strtol (text, &end, 10);
  return *end == '\0' && *number >= from && *number <= to;
}

/* Numbers from `from` to `most`, and where `back` is given, from −most to −1, into bits. */
static gboolean
parse_bits (const char *text, int from, int most, guint64 *bits, guint64 *back)
{
  g_auto (GStrv) items = g_strsplit (text, ",", -1);

  for (guint i = 0; items[i] != NULL; i++)
    {
      int n;
      if (!parse_number (items[i], back != NULL ? -most : from, most, &n) || (n == 0 && from > 0))
        return FALSE;
      if (n < 0)
        back[-n / 64] |= G_GUINT64_CONSTANT (1) << (-n % 64);
      else
        bits[n / 64] |= G_GUINT64_CONSTANT (1) << (n % 64);
    }
  return items[0] != NULL;
}

static gboolean
parse_bits_32 (const char *text, int from, int most, guint32 *bits, guint32 *back)
{
  guint64 wide = 0, wide_back = 0;
  const gboolean fine = parse_bits (text, from, most, &wide, back != NULL ? &wide_back : NULL);

  *bits = (guint32) wide;
  if (back != NULL)
    *back = (guint32) wide_back;
  return fine;
}

/* "MO", "1MO", "-1SU" */
static gboolean
parse_weekdays (const char *text, SlRecurrence *rule)
{
  g_auto (GStrv) items = g_strsplit (text, ",", -1);

  for (guint i = 0; items[i] != NULL; i++)
    {
      const gsize length = strlen (items[i]);
      const int weekday = length >= 2 ? index_of (weekdays, 7, items[i] + length - 2) : -1;
      g_autofree char *number = length >= 2 ? g_strndup (items[i], length - 2) : NULL;

      if (weekday < 0)
        return FALSE;
      if (*number == '\0')
        rule->weekdays |= 1u << weekday;
      else
        {
          if (rule->n_nth >= (int) G_N_ELEMENTS (rule->nth)
              || !parse_number (number, -53, 53, &rule->nth[rule->n_nth].n) || rule->nth[rule->n_nth].n == 0)
            return FALSE;
          rule->nth[rule->n_nth++].weekday = weekday;
        }
    }
  return items[0] != NULL;
}

static gboolean
parse_positions (const char *text, SlRecurrence *rule)
{
  g_auto (GStrv) items = g_strsplit (text, ",", -1);

  for (guint i = 0; items[i] != NULL; i++)
    if (rule->n_set_pos >= (int) G_N_ELEMENTS (rule->set_pos)
        || !parse_number (items[i], -366, 366, &rule->set_pos[rule->n_set_pos])
        || rule->set_pos[rule->n_set_pos++] == 0)
      return FALSE;
  return items[0] != NULL;
}

/* "20261231", "20261231T235959", "20261231T155959Z" */
static gboolean
parse_until (const char *text, SlRecurrence *rule)
{
  int year, month, day, hour = 0, minute = 0, second = 0, end = 0;

  if (sscanf (text, "%4d%2d%2d%n", &year, &month, &day, &end) != 3 || end != 8
      || !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return FALSE;
  text += end;
  rule->has_until = TRUE;
  rule->until_is_date = *text == '\0';
  if (!rule->until_is_date)
    {
      if (sscanf (text, "T%2d%2d%2d%n", &hour, &minute, &second, &end) != 3 || end != 7 || hour < 0 || hour > 23
          || minute < 0 || minute > 59 || second < 0 || second > 60)
        return FALSE;
      rule->until_is_utc = g_str_equal (text + end, "Z");
      if (text[end] != '\0' && !rule->until_is_utc)
        return FALSE;
    }
  rule->until = sl_days_from_date (year, month, day) * SL_RECURRENCE_DAY_S + hour * 3600 + minute * 60 + second;
  return TRUE;
}

static gboolean
parse_part (const char *name, const char *value, SlRecurrence *rule)
{
  static const char *const parts[] = { "FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYMONTH", "BYMONTHDAY", "BYDAY",
                                       "BYYEARDAY", "BYWEEKNO", "BYHOUR", "BYMINUTE", "BYSECOND", "BYSETPOS" };
  int n;

  switch (index_of (parts, G_N_ELEMENTS (parts), name))
    {
    case 0:
      n = index_of (steps, G_N_ELEMENTS (steps), value);
      rule->step = (SlRecurrenceStep) MAX (n, 0);
      return n >= 0;
    case 1:
      return parse_number (value, 1, MAX_INTERVAL, &rule->interval);
    case 2:
      return parse_number (value, 1, MAX_COUNT, &rule->count);
    case 3:
      return parse_until (value, rule);
    case 4:
      rule->week_start = index_of (weekdays, 7, value);
      return rule->week_start >= 0;
    case 5:
      return parse_bits_32 (value, 1, 12, &rule->months, NULL);
    case 6:
      return parse_bits_32 (value, 1, 31, &rule->month_days, &rule->month_days_back);
    case 7:
      return parse_weekdays (value, rule);
    case 8:
      return parse_bits (value, 1, 366, rule->year_days, rule->year_days_back);
    case 9:
      return parse_bits (value, 1, 53, &rule->weeks, &rule->weeks_back);
    case 10:
      return parse_bits_32 (value, 0, 23, &rule->hours, NULL);
    case 11:
      return parse_bits (value, 0, 59, &rule->minutes, NULL);
    case 12:
      return parse_bits (value, 0, 59, &rule->seconds, NULL);
    case 13:
      return parse_positions (value, rule);
    default:
      return FALSE;
    }
}

/* What the standard leaves without a meaning, or what nobody needs of a stage. */
static gboolean
has_meaning (const SlRecurrence *rule)
{
  if ((rule->weeks | rule->weeks_back) != 0 && rule->step != SL_RECURRENCE_YEARLY)
    return FALSE;
  if (rule->n_set_pos > 0 && rule->step > SL_RECURRENCE_DAILY)
    return FALSE;
  return rule->count == 0 || !rule->has_until;
}

gboolean
sl_recurrence_parse (const char *text, SlRecurrence *rule, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text, ";", -1);
  gboolean fine = TRUE, has_step = FALSE;

  *rule = (SlRecurrence) { .interval = 1 };
  for (guint i = 0; parts[i] != NULL && fine; i++)
    {
      char *value = strchr (parts[i], '=');
      if (*parts[i] == '\0') /* "…;" at the end */
        continue;
      if (value != NULL)
        *value++ = '\0';
      fine = value != NULL && parse_part (parts[i], value, rule);
      has_step |= fine && g_ascii_strcasecmp (parts[i], "FREQ") == 0;
    }
  if (fine && has_step && has_meaning (rule))
    return TRUE;
  sl_error_set (error, SL_ERROR_INPUT, _("the rule “%.200s” cannot be followed; write the days as single events"),
                text);
  return FALSE;
}
