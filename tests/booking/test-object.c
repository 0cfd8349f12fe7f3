/* Objects that others wrote, most of them bad, and the days that they take. Right values by hand and from zoneinfo. */
#include "../sl-test.h"
#include "sl-backend.h"
#include "sl-error.h"
#include "sl-field.h"
#include "sl-object.h"
#include "sl-content-lines.h"
#include "test-recurrence.h"

#define HEAD "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
#define TAIL "END:VCALENDAR\r\n"
#define EVENT(lines) "BEGIN:VEVENT\r\nUID:u\r\n" lines "END:VEVENT\r\n"
#define ONE(lines) HEAD EVENT (lines) TAIL
#define DAYS(from, to) "DTSTART;VALUE=DATE:" from "\r\nDTEND;VALUE=DATE:" to "\r\n"
#define TIMES(zone, from, to) "DTSTART" zone ":" from "\r\nDTEND" zone ":" to "\r\n"
#define LA ";TZID=America/Los_Angeles"
/* As Outlook defines them, with names of its own. */
#define CHINA "BEGIN:VTIMEZONE\r\nTZID:China Standard Time\r\nBEGIN:STANDARD\r\nDTSTART:16010101T000000\r\n" \
              "TZOFFSETFROM:+0800\r\nTZOFFSETTO:+0800\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
#define PACIFIC "BEGIN:VTIMEZONE\r\nTZID:Pacific Standard Time\r\nBEGIN:STANDARD\r\nDTSTART:16011104T020000\r\n" \
                "RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11\r\nTZOFFSETFROM:-0700\r\nTZOFFSETTO:-0800\r\nEND:STANDARD\r\n" \
                "BEGIN:DAYLIGHT\r\nDTSTART:16010311T020000\r\nRRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3\r\n" \
                "TZOFFSETFROM:-0800\r\nTZOFFSETTO:-0700\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\n"

static guint32
julian (const char *date)
{
  guint32 day;

  g_assert_true (sl_date_parse (date, &day));
  return day;
}

/* "11-02..11-06 11-09": the days of all events; "?" where something is doubtful, "!" a remark; "-" for no object. */
static char *
days_of (const char *text, gsize length, const char *zone, int begins_h)
{
  const SlObjectView view = { zone, begins_h * 3600, julian ("2026-01-01"), julian ("2026-12-31") };
  g_autoptr (GError) error = NULL;
  g_autoptr (SlObject) object = sl_object_read (text, length, &view, &error);
  g_autoptr (GString) out = g_string_new (NULL);

  if (object == NULL)
    {
      g_assert_error (error, SL_ERROR, SL_ERROR_INPUT);
      return g_strdup ("-");
    }
  for (guint i = 0; i < object->events->len; i++)
    {
      const SlEvent *event = object->events->pdata[i];
      for (guint k = 0; k < event->spans->len; k++)
        {
          const SlSpan span = g_array_index (event->spans, SlSpan, k);
          g_autofree char *from = sl_date_to_text (span.from), *to = sl_date_to_text (span.to);
          g_string_append_printf (out, "%s%s", out->len > 0 ? " " : "", from + 5);
          if (span.to > span.from)
            g_string_append_printf (out, "..%s", to + 5);
        }
    }
  if (object->doubtful)
    g_string_append_c (out, '?');
  for (guint i = 0; i < object->remarks->len; i++)
    {
      g_assert_cmpstr (object->remarks->pdata[i], !=, "");
      g_string_append_c (out, '!');
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

typedef struct {
  const char *text, *days;
  const char *zone; /* NULL: Asia/Shanghai */
  int         begins_h;
} Row;

static void
check (const Row *rows, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      const char *zone = rows[i].zone != NULL ? rows[i].zone : "Asia/Shanghai";
      g_autofree char *days = days_of (rows[i].text, strlen (rows[i].text), zone, rows[i].begins_h);

      g_test_message ("%.600s", rows[i].text);
      g_assert_cmpstr (days, ==, rows[i].days);
    }
}

static void
test_spans (void)
{
  static const Row rows[] = {
    { ONE (DAYS ("20261102", "20261107")), "11-02..11-06" },
    { ONE ("DTSTART;VALUE=DATE:20261102\r\nDURATION:P5D\r\n"), "11-02..11-06" },
    { ONE ("DTSTART;VALUE=DATE:20261102\r\nDURATION:P1W\r\n"), "11-02..11-08" },
    { ONE ("DTSTART;VALUE=DATE:20261102\r\nDURATION:PT36H\r\n"), "11-02..11-03" },
    { ONE ("DTSTART;VALUE=DATE:20261102\r\n"), "11-02" },
    { ONE (DAYS ("20261102", "20261102")), "11-02" }, /* programs that forget that the end is none of it */
    { ONE (DAYS ("20261102", "20261101")), "11-02?!" },
    { ONE ("DTSTART:20261102\r\n"), "11-02" },
    { ONE ("DTSTART:20261103T200000\r\n"), "11-03" },
    { ONE (TIMES ("", "20261103T200000", "20261104T000000")), "11-03" },
    { ONE (TIMES ("", "20261103T200000", "20261104T000001")), "11-03..11-04" },
    { ONE (TIMES ("", "20261103T200000", "20261103T200000")), "11-03" },
    { ONE (TIMES ("", "20261103T200000", "20261103T190000")), "11-03?!" },
    { ONE ("DTSTART:20261103T200000\r\nDTEND;VALUE=DATE:20261105\r\n"), "11-03?!" },
    { ONE ("DTSTART:20261103T200000\r\nDTEND:soon\r\n"), "11-03?!" },
    { ONE ("DTSTART:20261103T200000\r\nDURATION:PT5H\r\n"), "11-03..11-04" },
    { ONE ("DTSTART:20261103T200000\r\nDURATION:P1DT5H\r\n"), "11-03..11-05" },
    { ONE ("DTSTART:20261103T200000\r\nDURATION:-PT5H\r\n"), "11-03?!" },
    { ONE ("DTSTART:20261103T200000\r\nDURATION:P\r\n"), "11-03?!" },
    { ONE ("DTSTART:20261103T200000\r\nDURATION:P5\r\n"), "11-03?!" },
    { ONE ("DTSTART:20261103T200000\r\nDURATION:PT\r\n"), "11-03?!" },
    { ONE ("DTSTART:20261103T200000\r\nDURATION:P5H\r\n"), "11-03?!" },
    { ONE ("DTSTART:20261103T200000\r\nDURATION:P99999999D\r\n"), "11-03?!" },
    { ONE (DAYS ("20251102", "20270107")), "01-01..12-31" }, /* no more of it is asked */
    { ONE ("SUMMARY:no start\r\n"), "?!" },
    { ONE ("DTSTART;VALUE=DATE:20261345\r\n"), "?!" },
    { ONE ("DTSTART;VALUE=DATE:20260229\r\n"), "?!" },
    { ONE ("DTSTART:00261102T070000\r\n"), "?!" },
    { ONE ("DTSTART:30261102T070000\r\n"), "?!" },
    { ONE ("DTSTART:20261102T250000\r\n"), "?!" },
    { ONE ("DTSTART:20261102T070000+0800\r\n"), "?!" },
    { ONE ("DTSTART:20261102T0700\r\n"), "?!" },
    { ONE ("DTSTART:2026-11-02\r\n"), "?!" },
    { ONE ("DTSTART:\r\n"), "?!" },
    { ONE ("DTSTART:20261102T235960\r\n"), "11-02" },
    { ONE ("STATUS:CANCELLED\r\n" DAYS ("20261102", "20261107")), "" },
    { ONE ("status:cancelled\r\n" DAYS ("20261102", "20261107")), "" },
    { ONE ("STATUS:TENTATIVE\r\n" DAYS ("20261102", "20261107")), "11-02..11-06" },
    { ONE ("TRANSP:TRANSPARENT\r\n" DAYS ("20261102", "20261107")), "" },
    { ONE ("TRANSP:OPAQUE\r\n" DAYS ("20261102", "20261107")), "11-02..11-06" },
    { ONE (DAYS ("20261102", "20261103") "BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT15M\r\nDURATION:P9D\r\n"
           "STATUS:CANCELLED\r\nDTSTART:20260101\r\nEND:VALARM\r\n"), "11-02" },
    { HEAD EVENT (DAYS ("20261102", "20261103")) EVENT (DAYS ("20261109", "20261111")) TAIL, "11-02 11-09..11-10" },
    { HEAD EVENT (DAYS ("20261102", "20261103")) EVENT ("DTSTART:x\r\n") TAIL, "11-02?!" },
    { HEAD EVENT (DAYS ("20261102", "20261103")) TAIL HEAD EVENT (DAYS ("20261105", "20261106")) TAIL, "11-02 11-05" },
  };

  check (rows, G_N_ELEMENTS (rows));
}

static void
test_zones (void)
{
  static const Row rows[] = {
    { ONE (TIMES ("", "20261102T230000Z", "20261103T110000Z")), "11-03" },
    { ONE (TIMES (LA, "20261102T150000", "20261103T030000")), "11-03" }, /* the day after its clocks changed */
    { ONE (TIMES (";TZID=\"America/Los_Angeles\"", "20261102T150000", "20261103T030000")), "11-03" },
    { ONE (TIMES (";TZID=/freeassociation.sourceforge.net/America/Los_Angeles", "20261102T150000", "20261103T030000")),
      "11-03" },
    { ONE (TIMES (";TZID=Asia/Shanghai", "20261103T070000", "20261103T190000")), "11-03" },
    { HEAD CHINA EVENT (TIMES (";TZID=China Standard Time", "20261102T000000", "20261105T000000")) TAIL,
      "11-02..11-04" },
    { ONE (TIMES (";TZID=China Standard Time", "20261102T000000", "20261105T000000")), "11-01..11-05!" },
    { ONE (TIMES (";TZID=\"(UTC+08:00) Beijing, Chongqing\"", "20261102T000000", "20261105T000000")
           "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE\r\n"), "11-02..11-04" },
    { ONE (TIMES (";TZID=\"(UTC+08:00) Beijing, Chongqing\"", "20261102T070000", "20261104T190000")), "11-02..11-04!" },
    { ONE (TIMES (";TZID=\"(UTC+08:00) Beijing, Chongqing\"", "20261102T003000", "20261104T190000")), "11-01..11-04!" },
    { ONE (TIMES (";TZID=\"(UTC-08:00) Pacific\"", "20261102T070000", "20261102T080000")), "11-02..11-03!" },
    { ONE (TIMES (";TZID=\"(UTC+99:00)\"", "20261102T120000", "20261102T130000")), "11-02..11-03!" },
    { ONE (TIMES (";TZID=../../../etc/passwd", "20261102T000000", "20261105T000000")), "11-01..11-05!" },
    { ONE (TIMES (";TZID=", "20261102T120000", "20261102T130000")), "11-02..11-03!" },
    { HEAD "BEGIN:VTIMEZONE\r\nTZID:Odd\r\nBEGIN:STANDARD\r\nDTSTART:x\r\nTZOFFSETTO:9\r\nEND:STANDARD\r\n"
      "END:VTIMEZONE\r\n"
      EVENT (TIMES (";TZID=Odd", "20261102T120000", "20261102T130000")) TAIL, "11-02..11-03!" },
    { HEAD "BEGIN:VTIMEZONE\r\nTZID:Odd\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nRRULE:FREQ=SECONDLY\r\n"
      "TZOFFSETFROM:+0800\r\nTZOFFSETTO:+0800\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
      EVENT (TIMES (";TZID=Odd", "20261102T000000", "20261103T000000")) TAIL, "11-02" },
    /* 8:30 there is half an hour before midnight here in summer, half an hour after in winter */
    { ONE (TIMES (LA, "20261026T083000", "20261026T084500") "RRULE:FREQ=WEEKLY;COUNT=2\r\n"), "10-26 11-03" },
    { HEAD PACIFIC EVENT (TIMES (";TZID=Pacific Standard Time", "20261026T083000", "20261026T084500")
                          "RRULE:FREQ=WEEKLY;COUNT=2\r\n") TAIL, "10-26 11-03" },
    { HEAD PACIFIC EVENT (TIMES (";TZID=Pacific Standard Time", "20260302T083000", "20260302T084500")
                          "RRULE:FREQ=WEEKLY;COUNT=2\r\n") TAIL, "03-03 03-09" },
    /* a day of 25 hours */
    { ONE (TIMES ("", "20261024T230000Z", "20261026T000000Z")), "10-25", "Europe/London" },
    { ONE (TIMES ("", "20261024T225959Z", "20261026T000000Z")), "10-24..10-25", "Europe/London" },
    { ONE (TIMES ("", "20261024T230000Z", "20261026T000001Z")), "10-25..10-26", "Europe/London" },
    { ONE ("DTSTART;TZID=Europe/London:20261024T120000\r\nDURATION:P1D\r\n"), "10-24", "Europe/London", 12 },
    { ONE ("DTSTART;TZID=Europe/London:20261024T120000\r\nDURATION:PT25H\r\n"), "10-24", "Europe/London", 12 },
    { ONE ("DTSTART;TZID=Europe/London:20261024T120000\r\nDURATION:PT25H1S\r\n"), "10-24..10-25", "Europe/London", 12 },
    { ONE (DAYS ("20261102", "20261103")), "11-02", "America/Los_Angeles" }, /* a date is that of the stage */
    { ONE (TIMES ("", "20261102T230000", "20261103T110000")), "11-02..11-03", "No/Where" },
    /* days that begin at six */
    { ONE (TIMES ("", "20261103T220000", "20261104T060000")), "11-03", NULL, 6 },
    { ONE (TIMES ("", "20261103T220000", "20261104T070000")), "11-03..11-04", NULL, 6 },
    { ONE (TIMES ("", "20261103T050000", "20261103T055900")), "11-02", NULL, 6 },
    { ONE (DAYS ("20261102", "20261103")), "11-02", NULL, 6 },
  };

  check (rows, G_N_ELEMENTS (rows));
}

static void
test_recurring (void)
{
  static const Row rows[] = {
    { ONE (DAYS ("20261102", "20261104") "RRULE:FREQ=WEEKLY;COUNT=3\r\n"), "11-02..11-03 11-09..11-10 11-16..11-17" },
    { ONE (DAYS ("20261102", "20261103") "RRULE:FREQ=DAILY;UNTIL=20261104\r\n"), "11-02..11-04" },
    { ONE (DAYS ("20251225", "20251226") "RRULE:FREQ=YEARLY\r\n"), "12-25" },
    { ONE (DAYS ("20261103", "20261104") "RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=1\r\n"), "11-03 11-09" },
    { ONE (TIMES (";TZID=Asia/Shanghai", "20261102T070000", "20261102T080000")
           "RRULE:FREQ=DAILY;UNTIL=20261103T230000Z\r\n"),
      "11-02..11-04" },
    { ONE (TIMES (";TZID=Asia/Shanghai", "20261102T070000", "20261102T080000")
           "RRULE:FREQ=DAILY;UNTIL=20261103T225959Z\r\n"),
      "11-02..11-03" },
    { ONE (DAYS ("20261102", "20261103") "RRULE:FREQ=WEEKLY;COUNT=4\r\nEXDATE;VALUE=DATE:20261109,20261123\r\n"),
      "11-02 11-16" },
    { ONE (TIMES (LA, "20261102T150000", "20261102T160000")
           "RRULE:FREQ=WEEKLY;COUNT=3\r\nEXDATE:20261109T230000Z\r\n"),
      "11-03 11-17" },
    { ONE (TIMES (LA, "20261102T150000", "20261102T160000")
           "RRULE:FREQ=WEEKLY;COUNT=3\r\nEXDATE" LA ":20261109T150000\r\n"),
      "11-03 11-17" },
    { ONE (TIMES (LA, "20261102T150000", "20261102T160000")
           "RRULE:FREQ=WEEKLY;COUNT=3\r\nEXDATE;VALUE=DATE:20261109\r\n"),
      "11-03 11-17" },
    { ONE (DAYS ("20261102", "20261103") "RRULE:FREQ=WEEKLY;COUNT=2\r\nEXDATE:never\r\n"), "11-02 11-09" },
    { ONE (DAYS ("20261102", "20261103") "RDATE;VALUE=DATE:20261105,20261109\r\n"), "11-02 11-05 11-09" },
    { ONE (DAYS ("20261102", "20261103") "RDATE:x\r\n"), "11-02?!" },
    { ONE (DAYS ("20261102", "20261103") "RDATE;VALUE=DATE:,20261105\r\n"), "11-02 11-05?!" },
    { ONE (DAYS ("20261102", "20261103") "RDATE:20261105T000000Z/\r\n"), "11-02 11-05" },
    { ONE (DAYS ("20261102", "20261103") "RDATE:\r\nRRULE:\r\nEXDATE:\r\n"), "11-01..12-31!" },
    { ONE (TIMES ("", "20261102T070000", "20261102T080000")
           "RDATE;VALUE=PERIOD:20261104T160000Z/PT8H,20261106T160000Z/20261108T160000Z\r\n"),
      "11-02 11-05 11-07..11-08" },
    { HEAD EVENT (DAYS ("20261102", "20261103") "RRULE:FREQ=WEEKLY;COUNT=3\r\n")
      EVENT ("RECURRENCE-ID;VALUE=DATE:20261109\r\n" DAYS ("20261112", "20261113")) TAIL, "11-02 11-16 11-12" },
    { HEAD EVENT ("RECURRENCE-ID;VALUE=DATE:20261109\r\nSTATUS:CANCELLED\r\n" DAYS ("20261109", "20261110"))
      EVENT (DAYS ("20261102", "20261103") "RRULE:FREQ=WEEKLY;COUNT=3\r\n") TAIL, "11-02 11-16" },
    { HEAD EVENT (DAYS ("20261102", "20261103") "RRULE:FREQ=WEEKLY;COUNT=3\r\n")
      "BEGIN:VEVENT\r\nUID:other\r\nRECURRENCE-ID;VALUE=DATE:20261109\r\n" DAYS ("20261112", "20261113")
      "END:VEVENT\r\n" TAIL, "11-02 11-09 11-16 11-12" },
    { ONE (DAYS ("20261102", "20261103") "RRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30\r\n"), "11-02" },
    { ONE (DAYS ("20261102", "20261103") "RRULE:FREQ=SOMETIMES\r\n"), "11-01..12-31!" },
    { ONE (TIMES ("", "20261102T000000", "20261102T000001") "RRULE:FREQ=SECONDLY\r\n"), "11-02..12-31!" },
    { ONE ("DTSTART:x\r\nRRULE:FREQ=DAILY\r\n"), "?!" },
    { ONE ("STATUS:CANCELLED\r\n" DAYS ("20261102", "20261103") "RRULE:FREQ=DAILY\r\n"), "" },
  };

  check (rows, G_N_ELEMENTS (rows));
}

static void
test_texts (void)
{
  g_autofree char *line = g_strnfill ((64 << 10) + 1, 'a'), *fine = g_strnfill (60 << 10, 'a');
  g_autofree char *long_line = g_strconcat (HEAD "BEGIN:VEVENT\r\nX-A:", line,
                                            "\r\nDTSTART:20261102\r\nEND:VEVENT\r\n" TAIL, NULL);
  g_autofree char *fine_line = g_strconcat (HEAD "BEGIN:VEVENT\r\nX-A:", fine,
                                            "\r\nDTSTART:20261102\r\nEND:VEVENT\r\n" TAIL, NULL);
  g_autoptr (GString) folds = g_string_new (HEAD "BEGIN:VEVENT\r\nX-A:");
  const Row rows[] = {
    { "", "-" }, { "hello", "-" }, { "BEGIN:VCALENDAR\nEND:VCALENDAR\n", "-" }, { "\xff\xfe", "-" },
    { "BEGIN:VEVENT\nDTSTART:20261102\nEND:VEVENT\n", "-" },
    { HEAD "BEGIN:VTODO\r\nDTSTART:20261102\r\nEND:VTODO\r\n" TAIL, "-" },
    { HEAD "BEGIN:VEVENT\r\nDTSTART:20261102\r\n", "-" },
    { HEAD "BEGIN:VEVENT\r\nDTSTART:20261102\r\n" TAIL, "-" },
    { HEAD "BEGIN:VEVENT\r\nDTSTART:20261102\r\n" TAIL "END:VEVENT\r\n", "-" },
    { HEAD "END:VEVENT\r\nBEGIN:VEVENT\r\n" TAIL, "-" },
    { HEAD "BEGIN:A\nBEGIN:B\nBEGIN:C\nBEGIN:D\nEND:D\nEND:C\nEND:B\nEND:A\n" EVENT ("DTSTART:20261102\r\n") TAIL,
      "-" },
    { HEAD "BEGIN:A\nBEGIN:B\nBEGIN:C\nEND:C\nEND:B\nEND:A\n" EVENT ("DTSTART:20261102\r\n") TAIL, "11-02" },
    { ONE ("SUMMARY:\xe6\x97\r\nDTSTART:20261102\r\n"), "-" }, /* half a character */
    { ONE ("SUMMARY:\xe6\x97\r\n \xa5 a\r\nDTSTART:20261102\r\n"), "11-02" }, /* folded within one */
    { "\xef\xbb\xbf" ONE ("DTSTART:20261102\r\n"), "11-02" },
    { "\xef\xbb\xbf\xef\xbb\xbf" ONE ("DTSTART:20261102\r\n"), "11-02" }, { "\xef\xbb\xbf\xef\xbb\xbf", "-" },
    { "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE\n =DATE:2026\n\t1102\nEND:VEVENT\nEND:VCALENDAR", "11-02" },
    { "begin:vcalendar\nbegin:vevent\ndtstart:20261102\nend:vevent\nend:vcalendar", "11-02" },
    { ONE ("DESCRIPTION:broken\r\nwithout a fold\r\n: odd\r\n\r\nDTSTART:20261102\r\n"), "11-02" },
    { ONE ("X-A;B=\"BEGIN:VEVENT;:\":x\r\nDTSTART;X=\"a:b\":20261102\r\n"), "11-02" },
    { long_line, "-" }, { fine_line, "11-02" },
  };

  check (rows, G_N_ELEMENTS (rows));
  for (guint i = 0; i < 2000; i++)
    g_string_append (folds, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n ");
  g_string_append (folds, "\r\nDTSTART:20261102\r\nEND:VEVENT\r\n" TAIL);
  g_autofree char *of_folds = days_of (folds->str, folds->len, NULL, 0), *of_nul = days_of ("BEGIN\0:x", 8, NULL, 0);
  g_assert_cmpstr (of_folds, ==, "-");
  g_assert_cmpstr (of_nul, ==, "-");
}

/* What people are shown is one line without anything that a terminal obeys, and not endless. */
static void
test_fields (void)
{
  const SlObjectView view = { "Asia/Shanghai", 0, julian ("2026-01-01"), julian ("2026-12-31") };
  g_autofree char *many = g_strnfill (5000, 'x');
  g_autofree char *text = g_strconcat (ONE ("SUMMARY:长江夜航\\; A\\, B\\n\x1b[2J\\\\\r\nX-SIGHTLINE-BOOKING:p/one\r\n"
    "X-SIGHTLINE-RANK:99\r\nX-SIGHTLINE-EXPIRES:2026-11-01\r\nX-SIGHTLINE-STATE:hold\r\nCATEGORIES:build\r\n"
    "STATUS:CONFIRMED\r\nDTSTART:20261102\r\n"), HEAD, "BEGIN:VEVENT\r\nSUMMARY:", many, "\r\nEND:VEVENT\r\n",
    TAIL, NULL);
  g_autoptr (SlObject) object = sl_object_read (text, strlen (text), &view, NULL);
  const SlEvent *event = object->events->pdata[0], *other = object->events->pdata[1];

  g_assert_cmpstr (event->title, ==, "长江夜航; A, B  [2J\\");
  g_assert_cmpstr (event->booking, ==, "p/one");
  g_assert_cmpstr (event->state, ==, "hold");
  g_assert_cmpstr (event->phase, ==, "build");
  g_assert_cmpint (event->rank, ==, 9);
  g_assert_cmpuint (event->expires, ==, julian ("2026-11-01"));
  g_assert_true (event->confirmed);
  g_assert_cmpuint (strlen (other->title), ==, 1000);
  g_assert_null (other->booking);
}

/* Lines come back as they were, in folds that no character is cut by. */
static void
test_lines (void)
{
  const char *text = ONE ("SUMMARY;LANGUAGE=zh:长江夜航长江夜航长江夜航长江夜航长江夜航长江夜航长江夜航\r\nX-ODD;A=\"b:c\":d\\,e\r\n"
                          "BEGIN:VALARM\r\nTRIGGER:-PT5M\r\nEND:VALARM\r\n");
  g_autoptr (GPtrArray) lines = sl_content_lines_read (text, strlen (text), NULL);
  g_autofree char *once = sl_content_lines_print (lines);
  g_autoptr (GPtrArray) again = sl_content_lines_read (once, strlen (once), NULL);
  g_autofree char *twice = sl_content_lines_print (again);
  g_auto (GStrv) pieces = g_strsplit (once, "\r\n", -1);

  g_assert_cmpstr (once, ==, twice);
  g_assert_cmpuint (lines->len, ==, again->len);
  for (guint i = 0; i < lines->len; i++)
    g_assert_cmpstr (((SlContentLine *) lines->pdata[i])->rest, ==, ((SlContentLine *) again->pdata[i])->rest);
  for (guint i = 0; pieces[i] != NULL; i++)
    {
      g_assert_cmpuint (strlen (pieces[i]), <=, 75);
      g_assert_true (g_utf8_validate (pieces[i], -1, NULL));
    }
  g_autofree char *quoted = sl_content_line_param (lines->pdata[5], "a");
  g_assert_cmpstr (quoted, ==, "b:c");
  g_assert_cmpstr (sl_content_line_value (lines->pdata[5]), ==, "d\\,e");
}

/* As much as an object may hold, of what costs most, is read in time. */
static void
test_large (void)
{
  static const char *const lines[] = {
    "BEGIN:VEVENT\nDTSTART:19000101\nRRULE:FREQ=DAILY\nEND:VEVENT\n", "BEGIN:VEVENT\nEND:VEVENT\n",
    "BEGIN:VEVENT\nDTSTART:19000101T000000\nRRULE:FREQ=SECONDLY;BYSECOND=59\nEND:VEVENT\n",
    "BEGIN:VTIMEZONE\nTZID:a\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETTO:+0800\nRRULE:FREQ=YEARLY\n"
    "END:STANDARD\nEND:VTIMEZONE\nBEGIN:VEVENT\nDTSTART;TZID=a:20260101T000000\nEND:VEVENT\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (GString) text = g_string_new ("BEGIN:VCALENDAR\n");
      const gint64 began = g_get_monotonic_time ();

      while (text->len + strlen (lines[i]) + 20 < SL_RESOURCE_MAX_BYTES)
        g_string_append (text, lines[i]);
      g_string_append (text, "END:VCALENDAR\n");
      g_autofree char *days = days_of (text->str, text->len, "Asia/Shanghai", 0);
      g_test_message ("%s: %.2f s", lines[i], (double) (g_get_monotonic_time () - began) / G_USEC_PER_SEC);
      g_assert_cmpint (g_get_monotonic_time () - began, <, 20 * G_USEC_PER_SEC);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_recurrence_tests ();
  g_test_add_func ("/object/spans", test_spans);
  g_test_add_func ("/object/zones", test_zones);
  g_test_add_func ("/object/recurring", test_recurring);
  g_test_add_func ("/object/texts", test_texts);
  g_test_add_func ("/object/fields", test_fields);
  g_test_add_func ("/object/lines", test_lines);
  g_test_add_func ("/object/large", test_large);
  return g_test_run ();
}
