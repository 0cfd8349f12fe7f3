/* Calendars of holidays, most of them odd. */
#include "test-dav.h"

#include <string.h>

#include "../sl-test.h"
#include "sl-error.h"
#include "sl-field.h"
#include "sl-holidays.h"

#define CALENDAR(events) "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" events "END:VCALENDAR\r\n"
#define EVENT(lines) "BEGIN:VEVENT\r\nUID:u\r\n" lines "END:VEVENT\r\n"

/* "10-01..10-07 国庆节; …", with ! before days that are worked and # for each remark. */
static char *
told (const char *text, gsize length)
{
  g_autofree char *folder = g_dir_make_tmp ("sl-XXXXXX", NULL), *path = g_build_filename (folder, "a.ics", NULL);
  g_autoptr (GPtrArray) remarks = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) days = NULL;

  g_assert_true (g_file_set_contents (path, text, (gssize) length, NULL));
  days = sl_holidays_read (path, remarks, &error);
  g_assert_true ((days == NULL) == (error != NULL));
  for (guint i = 0; days != NULL && i < days->len; i++)
    {
      const SlHoliday *day = days->pdata[i];
      g_autofree char *from = sl_date_to_text (day->from), *to = sl_date_to_text (day->to);
      g_string_append_printf (out, "%s%s%s..%s %s", i > 0 ? "; " : "", day->worked ? "!" : "", from, to + 5,
                              day->name != NULL ? day->name : "");
    }
  for (guint i = 0; i < remarks->len; i++)
    g_string_append (out, "#");
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
    { CALENDAR (EVENT ("DTSTART;VALUE=DATE:20280229\r\nSUMMARY:x\r\nRRULE:FREQ=YEARLY;COUNT=5\r\n")),
      "2028-02-29..02-29 x; 2032-02-29..02-29 x" },
    { CALENDAR (EVENT ("DTSTART;VALUE=DATE:20260501\r\nSUMMARY:x\r\nRRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30\r\n")),
      "2026-05-01..05-01 x#" },
    { CALENDAR (EVENT ("SUMMARY:x\r\n")), "#" },
    { CALENDAR (EVENT ("DTSTART;VALUE=DATE:20260501\r\nDTEND;VALUE=DATE:20990501\r\nSUMMARY:x\r\n")), "#" },
    { CALENDAR (EVENT ("DTSTART;VALUE=DATE:20261399\r\nSUMMARY:x\r\n")), "#" },
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
  g_test_add_func ("/booking/holidays/hostile", test_hostile);
}
