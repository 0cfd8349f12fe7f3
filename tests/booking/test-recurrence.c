/* Rules by which events come again: right values from python3-dateutil 2.8.2, most of the others bad. */
#include "test-recurrence.h"

#include <stdio.h>
#include <string.h>

#include "../sl-test.h"
#include "sl-error.h"
#include "sl-recurrence.h"

enum { PLENTY = 3000000 };

typedef struct {
  GPtrArray *texts;
  gboolean   timed;
} Told;

static gboolean
tell (gint64 local, gpointer data)
{
  Told *told = data;
  const gint64 days = local / SL_RECURRENCE_DAY_S - (local % SL_RECURRENCE_DAY_S < 0);
  const int at = (int) (local - days * SL_RECURRENCE_DAY_S);
  int year, month, day;

  sl_date_from_days (days, &year, &month, &day);
  g_ptr_array_add (told->texts, told->timed ? g_strdup_printf ("%04d%02d%02dT%02d%02d%02d", year, month, day, at / 3600,
                                                               at / 60 % 60, at % 60)
                                            : g_strdup_printf ("%04d%02d%02d", year, month, day));
  return TRUE;
}

static gint64
moment (const char *text)
{
  int year, month, day, hour = 0, minute = 0, second = 0;

  g_assert_cmpint (sscanf (text, "%4d%2d%2dT%2d%2d%2d", &year, &month, &day, &hour, &minute, &second), >=, 3);
  return sl_days_from_date (year, month, day) * SL_RECURRENCE_DAY_S + hour * 3600 + minute * 60 + second;
}

/* "8 20261115 20261116 20261129 20261228": how many up to the end of 2036, the first three and the last, or all of up
 * to six. */
static char *
follow (const char *start, const char *text)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  Told told = { texts, strchr (start, 'T') != NULL };
  guint budget = PLENTY;
  SlRecurrence rule;

  g_assert_true (sl_recurrence_parse (text, &rule, &error));
  g_assert_no_error (error);
  g_assert_true (sl_recurrence_follow (&rule, moment (start), moment ("20361231"), &budget, tell, &told));
  g_string_printf (out, "%u", texts->len);
  for (guint i = 0; i < texts->len; i++)
    if (texts->len <= 6 || i < 3 || i == texts->len - 1)
      g_string_append_printf (out, " %s", (char *) texts->pdata[i]);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
test_rules (void)
{
  static const struct { const char *start, *rule, *times; } rows[] = {
    { "20261105", "FREQ=DAILY;COUNT=3",
      "3 20261105 20261106 20261107" },
    { "20261105", "FREQ=WEEKLY;BYDAY=TU,TH;COUNT=5",
      "5 20261105 20261110 20261112 20261117 20261119" },
    { "20261105", "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=MO,SU;UNTIL=20261231",
      "8 20261115 20261116 20261129 20261228" },
    { "20261105", "FREQ=WEEKLY;INTERVAL=2;WKST=MO;BYDAY=MO,SU;UNTIL=20261231",
      "8 20261108 20261116 20261122 20261228" },
    { "20260131", "FREQ=MONTHLY;COUNT=4",
      "4 20260131 20260331 20260531 20260731" },
    { "20260101", "FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=4",
      "4 20260131 20260228 20260331 20260430" },
    { "20260101", "FREQ=MONTHLY;BYDAY=1MO,-1FR;COUNT=6",
      "6 20260105 20260130 20260202 20260227 20260302 20260327" },
    { "20260101", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=4",
      "4 20260130 20260227 20260331 20260430" },
    { "20240229", "FREQ=YEARLY;COUNT=3",
      "3 20240229 20280229 20320229" },
    { "20260101", "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU;COUNT=3",
      "3 20260329 20270328 20280326" },
    { "20260101", "FREQ=YEARLY;BYDAY=20MO;COUNT=3",
      "3 20260518 20270517 20280515" },
    { "20260101", "FREQ=YEARLY;BYWEEKNO=53;BYDAY=FR;COUNT=2",
      "2 20270101 20321231" },
    { "20260101", "FREQ=YEARLY;BYYEARDAY=1,100,-1;COUNT=6",
      "6 20260101 20260410 20261231 20270101 20270410 20271231" },
    { "20260213", "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;COUNT=4",
      "4 20260213 20260313 20261113 20270813" },
    { "20260105", "FREQ=DAILY;INTERVAL=10;BYMONTH=2,3",
      "66 20260204 20260214 20260224 20360323" },
    { "20260105", "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8;COUNT=2",
      "2 20261103 20301105" },
    { "20260105T220000", "FREQ=HOURLY;INTERVAL=5;COUNT=4",
      "4 20260105T220000 20260106T030000 20260106T080000 20260106T130000" },
    { "20260105T090000", "FREQ=DAILY;BYHOUR=9,14;BYMINUTE=0,30;COUNT=6",
      "6 20260105T090000 20260105T093000 20260105T140000 20260105T143000 20260106T090000 20260106T093000" },
    { "20260105T090000", "FREQ=MINUTELY;INTERVAL=90;BYHOUR=9,10,11,12;COUNT=4",
      "4 20260105T090000 20260105T103000 20260105T120000 20260106T090000" },
    { "20260105T090000", "FREQ=SECONDLY;INTERVAL=30;BYMINUTE=59;COUNT=3",
      "3 20260105T095900 20260105T095930 20260105T105900" },
    { "20260105", "FREQ=MONTHLY;INTERVAL=18;COUNT=3",
      "3 20260105 20270705 20290105" },
    { "20260105", "FREQ=WEEKLY;UNTIL=20260105",
      "1 20260105" },
    { "20260105", "FREQ=WEEKLY;UNTIL=20260104",
      "0" },
    { "19000105", "FREQ=YEARLY;INTERVAL=60",
      "3 19000105 19600105 20200105" },
    { "20260105", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
      "0" },
    /* by hand: the weekday is the start's, as RFC 5545 has it, and a set is of a whole week */
    { "20260101", "FREQ=YEARLY;BYWEEKNO=20;COUNT=2",
      "2 20260514 20270520" },
    { "20260108", "FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=1;COUNT=2",
      "2 20260112 20260119" },
    { "20260101", "FREQ=MONTHLY;BYDAY=1MO,TH;UNTIL=20260115",
      "4 20260101 20260105 20260108 20260115" },
    { "20260101", "freq=weekly;byday=th;until=20260108T000000;", "2 20260101 20260108" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *times = follow (rows[i].start, rows[i].rule);

      g_test_message ("%s %s", rows[i].start, rows[i].rule);
      g_assert_cmpstr (times, ==, rows[i].times);
    }
}

static void
test_bad (void)
{
  static const char *const rows[] = {
    "", ";", "FREQ", "FREQ=", "FREQ=FORTNIGHTLY", "INTERVAL=2", "FREQ=DAILY;INTERVAL=0", "FREQ=DAILY;INTERVAL=-1",
    "FREQ=DAILY;INTERVAL=99999999999", "FREQ=DAILY;COUNT=0", "FREQ=DAILY;COUNT=x", "FREQ=DAILY;COUNT=3;UNTIL=20270101",
    "FREQ=DAILY;UNTIL=2027", "FREQ=DAILY;UNTIL=20270230", "FREQ=DAILY;UNTIL=20270101T250000Z",
    "FREQ=DAILY;UNTIL=20270101T000000X", "FREQ=DAILY;BYMONTH=13", "FREQ=DAILY;BYMONTH=0", "FREQ=DAILY;BYMONTH=-1",
    "FREQ=DAILY;BYMONTH=", "FREQ=DAILY;BYMONTH=1,,2", "FREQ=MONTHLY;BYMONTHDAY=32", "FREQ=MONTHLY;BYMONTHDAY=0",
    "FREQ=MONTHLY;BYMONTHDAY=-32", "FREQ=MONTHLY;BYDAY=XX", "FREQ=MONTHLY;BYDAY=0MO", "FREQ=MONTHLY;BYDAY=54MO",
    "FREQ=MONTHLY;BYDAY=M", "FREQ=YEARLY;BYYEARDAY=367", "FREQ=YEARLY;BYWEEKNO=54", "FREQ=MONTHLY;BYWEEKNO=2",
    "FREQ=DAILY;BYHOUR=24", "FREQ=DAILY;BYMINUTE=60", "FREQ=DAILY;BYSECOND=-1", "FREQ=HOURLY;BYMINUTE=1,2;BYSETPOS=1",
    "FREQ=DAILY;BYSETPOS=0", "FREQ=DAILY;BYSETPOS=367", "FREQ=DAILY;WKST=XX", "FREQ=YEARLY;RSCALE=CHINESE",
    "FREQ=DAILY;SKIP=OMIT", "FREQ=DAILY INTERVAL=2", "\xff",
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      SlRecurrence rule;

      g_test_message ("%s", rows[i]);
      g_assert_false (sl_recurrence_parse (rows[i], &rule, &error));
      g_assert_error (error, SL_ERROR, SL_ERROR_INPUT);
    }
}

static gboolean
count (gint64 local, gpointer data)
{
  (void) local;
  ++*(guint *) data;
  return TRUE;
}

/* Rules that never end or never give anything: followed whole, or no further than the budget. */
static void
test_endless (void)
{
  static const struct { const char *rule; gboolean whole; } rows[] = {
    { "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30", TRUE }, { "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", TRUE },
    { "FREQ=SECONDLY", FALSE }, { "FREQ=SECONDLY;BYHOUR=3;BYMINUTE=59;BYSECOND=58", TRUE },
    { "FREQ=SECONDLY;INTERVAL=2;BYSECOND=59", FALSE }, { "FREQ=DAILY", TRUE },
    { "FREQ=DAILY;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23;BYMINUTE=0,1,2,3,4,5,6,7,8,9,10,"
      "11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30;BYSECOND=0,1", FALSE },
    { "FREQ=MINUTELY;BYDAY=MO", TRUE }, { "FREQ=YEARLY;INTERVAL=100000", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const gint64 began = g_get_monotonic_time ();
      guint budget = PLENTY, n = 0;
      SlRecurrence rule;

      g_test_message ("%s", rows[i].rule);
      g_assert_true (sl_recurrence_parse (rows[i].rule, &rule, NULL));
      g_assert_cmpint (sl_recurrence_follow (&rule, moment ("20260101"), moment ("20361231"), &budget, count, &n), ==,
                       rows[i].whole);
      g_assert_cmpuint (n, <=, PLENTY);
      g_assert_cmpint (g_get_monotonic_time () - began, <, 20 * G_USEC_PER_SEC);
    }
}

void
add_recurrence_tests (void)
{
  g_test_add_func ("/booking/recurrence/rules", test_rules);
  g_test_add_func ("/booking/recurrence/bad", test_bad);
  g_test_add_func ("/booking/recurrence/endless", test_endless);
}
