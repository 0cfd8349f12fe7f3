/* Calendars of holidays, most of them odd. */
#include "test-dav.h"

#include <string.h>

#include "../sl-test.h"
#include "sl-error.h"
#include "sl-field.h"
#include "sl-holidays.h"

#define CALENDAR(events) "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" events "END:VCALENDAR\r\n"
#define EVENT(lines) "BEGIN:VEVENT\r\nUID:u\r\n" lines "END:VEVENT\r\n"

static guint32
day_of (const char *text)
{
  guint32 day;

  g_assert_true (sl_date_parse (text, &day));
  return day;
}

/* "10-01..10-07 国庆节; …" of 2026 to 2032, with ! before days that are worked and # and its line for each remark. */
static char *
told (const char *text, gsize length)
{
  g_autofree char *folder = g_dir_make_tmp ("sl-XXXXXX", NULL), *path = g_build_filename (folder, "a.ics", NULL);
  g_autoptr (GPtrArray) remarks = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (SlHolidays) file = NULL;
  g_autoptr (GPtrArray) days = NULL;

  g_assert_true (g_file_set_contents (path, text, (gssize) length, NULL));
  file = sl_holidays_read (path, &error);
  g_assert_true ((file == NULL) == (error != NULL));
  if (file != NULL)
    days = sl_holidays_days (file, day_of ("2026-01-01"), day_of ("2032-12-31"), remarks);
  for (guint i = 0; days != NULL && i < days->len; i++)
    {
      const SlHoliday *day = days->pdata[i];
      g_autofree char *from = sl_date_to_text (day->from), *to = sl_date_to_text (day->to);
      g_string_append_printf (out, "%s%s%s..%s %s", i > 0 ? "; " : "", day->worked ? "!" : "", from, to + 5,
                              day->name != NULL ? day->name : "");
    }
  for (guint i = 0; i < remarks->len; i++)
    {
      const char *line = strpbrk (remarks->pdata[i], "0123456789");
      g_string_append_printf (out, "#%u", line != NULL ? (guint) g_ascii_strtoull (line, NULL, 10) : 0);
    }
  sl_test_remove_tree (folder);
  return error != NULL ? g_strdup ("refused") : g_string_free (g_steal_pointer (&out), FALSE);
}

static void
test_days (void)
{
  static const struct { const char *text, *is; } cases[] = {
    { CALENDAR (EVENT ("DTSTART;VALUE=DATE:20261001\r\nDTEND;VALUE=DATE:20261008\r\nSUMMARY:国庆节\r\n")),
      "2026-10-01..10-07 国庆节" },
    { CALENDAR (EVENT ("DTSTART;VALUE=DATE:20261001\r\nDURATION:P2D\r\nSUMMARY:a\r\n")), "2026-10-01..10-02 a" },
    { CALENDAR (EVENT ("DTSTART;VALUE=DATE:20261001\r\nSUMMARY:a\r\n")), "2026-10-01..10-01 a" },
    { CALENDAR (EVENT ("DTSTART:20261001T000000\r\nDTEND:20261003T000000\r\nSUMMARY:a\r\n")), "2026-10-01..10-02 a" },
    { CALENDAR (EVENT ("DTSTART:20261001T090000\r\nDTEND:20261001T170000\r\nSUMMARY:a\r\n")), "2026-10-01..10-01 a" },
    { CALENDAR (EVENT ("DTSTART;VALUE=DATE:20261010\r\nSUMMARY:国庆节（班）\r\n")), "!2026-10-10..10-10 国庆节（班）" },
    { CALENDAR (EVENT ("DTSTART;VALUE=DATE:20261010\r\nSUMMARY:x\r\nX-APPLE-SPECIAL-DAY:ALTERNATE-WORKDAY\r\n")),
      "!2026-10-10..10-10 x" },
    { CALENDAR (EVENT ("DTSTART;VALUE=DATE:20261010\r\nSUMMARY:x 班\r\nX-APPLE-SPECIAL-DAY:WORK-HOLIDAY\r\n")),
      "2026-10-10..10-10 x 班" },
    { CALENDAR (EVENT ("DTSTART;VALUE=DATE:20261010\r\nSUMMARY:x\r\nSTATUS:CANCELLED\r\n")), "" },
    { CALENDAR (EVENT ("DTSTART;VALUE=DATE:20261010\r\nSUMMARY:x\r\nDESCRIPTION:Observance\\nTo hide\r\n")), "" },
    { CALENDAR (EVENT ("DTSTART;VALUE=DATE:20260501\r\nSUMMARY:x\r\nRRULE:FREQ=YEARLY;COUNT=3\r\n"
                       "EXDATE;VALUE=DATE:20270501\r\n")), "2026-05-01..05-01 x; 2028-05-01..05-01 x" },
    /* a time of its own for one of them, in whichever order; one that is called off; one of another event */
    { CALENDAR (EVENT ("UID:a\r\nDTSTART;VALUE=DATE:20270503\r\nSUMMARY:y\r\nRECURRENCE-ID;VALUE=DATE:20270501\r\n")
                EVENT ("UID:a\r\nDTSTART;VALUE=DATE:20260501\r\nSUMMARY:x\r\nRRULE:FREQ=YEARLY;COUNT=3\r\n")
                EVENT ("UID:b\r\nDTSTART;VALUE=DATE:20280601\r\nSUMMARY:z\r\nRECURRENCE-ID;VALUE=DATE:20260501\r\n")),
      "2026-05-01..05-01 x; 2027-05-03..05-03 y; 2028-05-01..05-01 x; 2028-06-01..06-01 z" },
    { CALENDAR (EVENT ("UID:a\r\nDTSTART;VALUE=DATE:20260501\r\nSUMMARY:x\r\nRRULE:FREQ=YEARLY;COUNT=3\r\n")
                EVENT ("UID:a\r\nSUMMARY:x\r\nSTATUS:CANCELLED\r\nRECURRENCE-ID;VALUE=DATE:20270501\r\n")),
      "2026-05-01..05-01 x; 2028-05-01..05-01 x" },
    { CALENDAR (EVENT ("UID:a\r\nDTSTART;VALUE=DATE:20260501\r\nSUMMARY:x\r\nRECURRENCE-ID:nonsense\r\n")),
      "2026-05-01..05-01 x" },
    { CALENDAR (EVENT ("DTSTART;VALUE=DATE:20280229\r\nSUMMARY:x\r\nRRULE:FREQ=YEARLY;COUNT=5\r\n")),
      "2028-02-29..02-29 x; 2032-02-29..02-29 x" },
    { CALENDAR (EVENT ("DTSTART;VALUE=DATE:20260501\r\nSUMMARY:x\r\nRRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30\r\n")),
      "2026-05-01..05-01 x#7" },
    { CALENDAR (EVENT ("SUMMARY:x\r\n")), "#3" },
    { CALENDAR (EVENT ("DTSTART;VALUE=DATE:20260501\r\nDTEND;VALUE=DATE:20990501\r\nSUMMARY:x\r\n")), "#3" },
    { CALENDAR (EVENT ("DTSTART;VALUE=DATE:20261399\r\nSUMMARY:x\r\n")), "#3" },
    /* folded inside a character, with a mark, with line feeds alone, with an escape for a terminal */
    { CALENDAR (EVENT ("DTSTART;VALUE=DATE:20261001\r\nSUMMARY:\xe5\r\n \x9b\xbd\xe5\xba\x86\r\n")),
      "2026-10-01..10-01 国庆" },
    { "\xef\xbb\xbf" CALENDAR (EVENT ("DTSTART;VALUE=DATE:20261001\r\nSUMMARY:a\r\n")), "2026-10-01..10-01 a" },
    { "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:u\nDTSTART;VALUE=DATE:20261001\nSUMMARY:a\x1b[2Jb\nEND:VEVENT\n"
      "END:VCALENDAR\n",
      "2026-10-01..10-01 a [2Jb" },
    { CALENDAR (""), "" },
    { "", "refused" }, { "x", "refused" }, { "BEGIN:VCALENDAR", "refused" }, { "\xff\xfe", "refused" },
    { "BEGIN:VCARD\r\nEND:VCARD\r\n", "refused" },
    { "END:X\r\nBEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "refused" }, { "<html></html>", "refused" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *is = told (cases[i].text, strlen (cases[i].text));

      g_test_message ("%u", i);
      g_assert_cmpstr (is, ==, cases[i].is);
    }
}

/* Days of rules from 2026 to 2032, as python-dateutil has them; the first day comes in any case. */
static void
test_rules (void)
{
  static const struct { const char *start, *rule, *days; } cases[] = {
    { "20261126", "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH",
      "2026-11-26 2027-11-25 2028-11-23 2029-11-22 2030-11-28 2031-11-27 2032-11-25" },
    { "19700101", "FREQ=YEARLY",
      "2026-01-01 2027-01-01 2028-01-01 2029-01-01 2030-01-01 2031-01-01 2032-01-01" },
    { "19700301", "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU;UNTIL=20281231",
      "2026-03-29 2027-03-28 2028-03-26" },
    { "19980101", "FREQ=YEARLY;COUNT=30",
      "2026-01-01 2027-01-01" },
    { "20200120", "FREQ=YEARLY;BYMONTH=1;BYDAY=3MO;INTERVAL=4",
      "2028-01-17 2032-01-19" },
    { "20260105", "FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=4",
      "2026-01-05 2026-01-31 2026-02-28 2026-03-31 2026-04-30" },
    { "20260101", "FREQ=YEARLY;BYYEARDAY=1,-1;COUNT=5",
      "2026-01-01 2026-12-31 2027-01-01 2027-12-31 2028-01-01" },
    { "20260102", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=3",
      "2026-01-02 2026-01-30 2026-02-27 2026-03-31" },
    { "20260113", "FREQ=YEARLY;BYMONTHDAY=13;BYDAY=FR;UNTIL=20271231",
      "2026-01-13 2026-02-13 2026-03-13 2026-11-13 2027-08-13" },
    { "20260106", "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=TU,SU;COUNT=5",
      "2026-01-06 2026-01-18 2026-01-20 2026-02-01 2026-02-03" },
    { "20260106", "FREQ=WEEKLY;INTERVAL=2;WKST=MO;BYDAY=TU,SU;COUNT=5",
      "2026-01-06 2026-01-11 2026-01-20 2026-01-25 2026-02-03" },
    { "20260101", "FREQ=DAILY;INTERVAL=10;BYMONTH=1;UNTIL=20261231",
      "2026-01-01 2026-01-11 2026-01-21 2026-01-31" },
    { "20260131", "FREQ=MONTHLY;COUNT=4",
      "2026-01-31 2026-03-31 2026-05-31 2026-07-31" },
    { "20260105", "FREQ=WEEKLY;COUNT=3",
      "2026-01-05 2026-01-12 2026-01-19" },
    { "20260101", "FREQ=YEARLY;BYDAY=20MO;COUNT=3",
      "2026-01-01 2026-05-18 2027-05-17 2028-05-15" },
    { "20260201", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
      "2026-02-01" },
    { "20260704", "FREQ=YEARLY;BYMONTH=2,7;COUNT=4",
      "2026-07-04 2027-02-04 2027-07-04 2028-02-04" },
    { "20250101", "FREQ=WEEKLY;INTERVAL=53",
      "2026-01-07 2027-01-13 2028-01-19 2029-01-24 2030-01-30 2031-02-05 2032-02-11" },
    { "20240105", "FREQ=MONTHLY;INTERVAL=13;BYDAY=-1FR",
      "2026-03-27 2027-04-30 2028-05-26 2029-06-29 2030-07-26 2031-08-29 2032-09-24" },
    { "20260101", "FREQ=YEARLY;BYWEEKNO=20",
      "2026-01-01 2026-05-14 2027-05-20 2028-05-18 2029-05-17 2030-05-16 2031-05-15 2032-05-13" },
    { "20400101", "FREQ=YEARLY",
      "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf (CALENDAR (EVENT ("DTSTART;VALUE=DATE:%s\r\nRRULE:%s\r\n")),
                                               cases[i].start, cases[i].rule);
      g_autofree char *is = told (text, strlen (text));
      g_autoptr (GString) meant = g_string_new (NULL);
      g_auto (GStrv) days = g_strsplit (cases[i].days, " ", -1);

      for (guint k = 0; days[k] != NULL && *days[k] != '\0'; k++)
        g_string_append_printf (meant, "%s%s..%s ", k > 0 ? "; " : "", days[k], days[k] + 5);
      g_test_message ("%s", cases[i].rule);
      g_assert_cmpstr (is, ==, meant->str);
    }
}

/* What is refused is said with the rule's line, what could take for ever does not. */
static void
test_hostile_rules (void)
{
  static const struct { const char *lines, *is; } cases[] = {
    { "RRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30\r\n", "2026-01-01..01-01 x#6" },
    { "RRULE:FREQ=MINUTELY\r\n", "2026-01-01..01-01 x#6" },
    { "RRULE:FREQ=HOURLY;COUNT=2\r\n", "2026-01-01..01-01 x#6" },
    { "RRULE:FREQ=YEARLY;BYHOUR=1,2\r\n", "2026-01-01..01-01 x#6" },
    { "RRULE:FREQ=YEARLY;BYWEEKNO=54\r\n", "2026-01-01..01-01 x#6" },
    { "RRULE:RSCALE=CHINESE;FREQ=YEARLY\r\n", "2026-01-01..01-01 x#6" },
    { "X-A:a\r\n b\r\nRRULE:FREQ=DAI\r\n LY;BYSECOND=1\r\n", "2026-01-01..01-01 x#8" },
    { "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\r\n", "2026-01-01..01-01 x" },
    { "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30\r\n", "2026-01-01..01-01 x" },
    { "RRULE:FREQ=DAILY;COUNT=1000000;BYMONTH=2;BYMONTHDAY=30\r\n", "2026-01-01..01-01 x" },
    { "RRULE:FREQ=YEARLY;UNTIL=20250101\r\n", "2026-01-01..01-01 x" },
    { "RRULE:FREQ=YEARLY;INTERVAL=32767\r\n", "2026-01-01..01-01 x" },
    { "RRULE:FREQ=WEEKLY;INTERVAL=32767\r\n", "2026-01-01..01-01 x" },
    { "RRULE:FREQ=YEARLY;BYSETPOS=400\r\n", "2026-01-01..01-01 x#6" },
    { "RDATE;VALUE=DATE:20270505,20270606\r\nEXDATE;VALUE=DATE:20260101\r\n",
      "2027-05-05..05-05 x; 2027-06-06..06-06 x" },
    { "RDATE;VALUE=DATE:20270505\r\nRDATE;VALUE=DATE:20270505\r\nRRULE:FREQ=YEARLY;COUNT=2\r\n"
      "EXDATE;VALUE=DATE:20270101\r\n", "2026-01-01..01-01 x; 2027-05-05..05-05 x" },
    { "RDATE;VALUE=DATE:99999999\r\nEXDATE:x\r\n", "2026-01-01..01-01 x" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strconcat ("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:u\r\nSUMMARY:x\r\n"
                                           "DTSTART;VALUE=DATE:20260101\r\n", cases[i].lines,
                                           "END:VEVENT\r\nEND:VCALENDAR\r\n", NULL);
      const gint64 began = g_get_monotonic_time ();
      g_autofree char *is = told (text, strlen (text));

      g_test_message ("%s", cases[i].lines);
      g_assert_cmpstr (is, ==, cases[i].is);
      g_assert_cmpint (g_get_monotonic_time () - began, <, 2 * G_USEC_PER_SEC);
    }
}

/* A file full of rules that each take long: bounded, and said once for each that was not followed to its end. */
static void
test_many_rules (void)
{
  g_autoptr (GString) text = g_string_new ("BEGIN:VCALENDAR\r\n");
  const gint64 began = g_get_monotonic_time ();

  for (guint i = 0; i < 20000; i++)
    g_string_append (text, EVENT ("SUMMARY:x\r\nDTSTART;VALUE=DATE:19000101\r\n"
                                  "RRULE:FREQ=DAILY;COUNT=99999;BYMONTH=2;BYMONTHDAY=30\r\n"));
  g_string_append (text, "END:VCALENDAR\r\n");
  g_autofree char *is = told (text->str, text->len);
  g_assert_nonnull (strstr (is, "#6"));
  g_assert_cmpint (g_get_monotonic_time () - began, <, 30 * (gint64) G_USEC_PER_SEC); /* sanitizers, a busy machine */
}

static void
test_hostile (void)
{
  g_autoptr (GString) nested = g_string_new (NULL), line = g_string_new ("BEGIN:VCALENDAR\r\nX:");
  g_autofree char *deep = NULL, *wide = NULL, *nul = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append (nested, "BEGIN:VEVENT\r\n");
  for (guint i = 0; i < 200000; i++)
    g_string_append_c (line, 'x');
  g_string_append (line, "\r\nEND:VCALENDAR\r\n");
  deep = told (nested->str, nested->len);
  wide = told (line->str, line->len);
  nul = told ("BEGIN:VCALENDAR\0", 16);
  g_assert_cmpstr (deep, ==, "refused");
  g_assert_cmpstr (wide, ==, "refused");
  g_assert_cmpstr (nul, ==, "refused");
}

void
add_holiday_tests (void)
{
  g_test_add_func ("/booking/holidays/days", test_days);
  g_test_add_func ("/booking/holidays/rules", test_rules);
  g_test_add_func ("/booking/holidays/hostile-rules", test_hostile_rules);
  g_test_add_func ("/booking/holidays/many-rules", test_many_rules);
  g_test_add_func ("/booking/holidays/hostile", test_hostile);
}
