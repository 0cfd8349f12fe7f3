/* Calendars that can only be read: whose days they are, what they keep busy, and that nothing is written into them. */
#include "test-dav.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "../sl-test.h"
#include "sl-booking-store.h"
#include "sl-field.h"
#include "sl-error.h"

#define TODAY 739890 /* 2026-10-01 */

#define CALENDAR(inner) "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x\r\n" inner "END:VCALENDAR\r\n"
#define EVENT(lines)    "BEGIN:VEVENT\r\n" lines "END:VEVENT\r\n"
#define DAY(date)       "DTSTART;VALUE=DATE:" date "\r\n"
#define ALARM           "BEGIN:VALARM\r\nUID:alarm\r\nTRIGGER:-PT1H\r\nEND:VALARM\r\n"
#define ZONE            "BEGIN:VTIMEZONE\r\nTZID:Here\r\nBEGIN:STANDARD\r\nDTSTART:20000101T000000\r\n" \
                        "TZOFFSETFROM:+0800\r\nTZOFFSETTO:+0800\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"

static SlBookingStore *
store_of (const char *path, const char *own)
{
  g_autoptr (GError) error = NULL;
  SlBookingStore *store = sl_booking_store_open (path, NULL, own, TODAY, &error);

  g_assert_no_error (error);
  sl_booking_store_add_stage (store, "stage-1", "一号棚", "Asia/Shanghai");
  sl_booking_store_add_stage (store, "stage-2", "Stage 2", "Asia/Shanghai");
  return store;
}

/* "2026-10-05 2026-10-06", with a ! behind what cannot be read; "?" where there is no calendar of the stage. */
static char *
days_in (const char *path, const char *own, const char *stage)
{
  g_autoptr (SlBookingStore) store = store_of (path, own);
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
  gboolean whole;
  g_autoptr (GPtrArray) days = sl_booking_store_list (store, stage, problems, &whole);
  GString *text = g_string_new (NULL);

  if (!whole)
    {
      g_assert_cmpuint (problems->len, ==, 1);
      g_string_append (text, g_error_matches (problems->pdata[0], SL_ERROR, SL_ERROR_REFERENCE) ? "?" : "!");
    }
  for (guint i = 0; i < days->len; i++)
    {
      const SlStageDay *day = days->pdata[i];
      g_autofree char *date = sl_date_to_text (day->day);

      g_string_append_printf (text, "%s%s%s", text->len > 0 ? " " : "", date,
                              g_str_equal (day->state, SL_STAGE_DAY_UNREADABLE) ? "!" : "");
    }
  return g_string_free (text, FALSE);
}

static void
test_days (void)
{
  static const struct { const char *text, *own, *days; } rows[] = {
    { CALENDAR (EVENT ("UID:a\r\n" DAY ("20261005") "DTEND;VALUE=DATE:20261007\r\n" ALARM)), "stage-1",
      "2026-10-05 2026-10-06" },
    /* whose it is: nobody says; it does */
    { CALENDAR (EVENT ("UID:a\r\n" DAY ("20261005"))), NULL, "?" },
    { CALENDAR (EVENT ("UID:a\r\nLOCATION:一号棚\r\n" DAY ("20261005"))), NULL, "2026-10-05" },
    { CALENDAR (EVENT ("UID:a\r\nLOCATION:stage-1\r\n" DAY ("20261005"))
                EVENT ("UID:b\r\nLOCATION:Stage 2\r\n" DAY ("20261006"))
                EVENT ("UID:c\r\n" DAY ("20261007"))), NULL, "2026-10-05 2026-10-07" },
    /* a building is no stage: all of it counts */
    { CALENDAR (EVENT ("UID:a\r\nLOCATION:Building 3\r\n" DAY ("20261005"))), "stage-1", "2026-10-05" },
    /* an event with its exceptions is one, wherever they stand */
    { CALENDAR (EVENT ("UID:a\r\nRECURRENCE-ID;VALUE=DATE:20261012\r\n" DAY ("20261014"))
                EVENT ("UID:b\r\n" DAY ("20261006"))
                EVENT ("UID:a\r\nRRULE:FREQ=WEEKLY;COUNT=3\r\n" DAY ("20261005"))), "stage-1",
      "2026-10-05 2026-10-06 2026-10-14 2026-10-19" },
    { CALENDAR (ZONE EVENT ("UID:a\r\nDTSTART;TZID=Here:20261005T080000\r\nDTEND;TZID=Here:20261005T200000\r\n")),
      "stage-1", "2026-10-05" },
    /* without a UID, twice */
    { CALENDAR (EVENT (DAY ("20261005")) EVENT (DAY ("20261006"))), "stage-1", "2026-10-05 2026-10-06" },
    { CALENDAR (EVENT ("UID:a\r\nTRANSP:TRANSPARENT\r\n" DAY ("20261005"))
                "BEGIN:VTODO\r\nUID:t\r\n" DAY ("20261006") "END:VTODO\r\n"), "stage-1", "" },
    { CALENDAR (""), "stage-1", "" },
    { "", "stage-1", "!" },
    { "BEGIN:VCARD\r\nEND:VCARD\r\n", "stage-1", "!" },
    { "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VCALENDAR\r\n", "stage-1", "!" },
    { "<!DOCTYPE html><html></html>", "stage-1", "!" },
    { "\xff\xfe", "stage-1", "!" },
  };
  g_autofree char *folder = g_dir_make_tmp ("sl-feed-XXXXXX", NULL), *path = g_build_filename (folder, "x.ics", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%u: %s", i, rows[i].days);
      g_assert_true (g_file_set_contents (path, rows[i].text, -1, NULL));
      g_autofree char *days = days_in (path, rows[i].own, "stage-1");
      g_assert_cmpstr (days, ==, rows[i].days);
    }
  g_unlink (path);
  g_autofree char *gone = days_in (path, "stage-1", "stage-1");
  g_assert_cmpstr (gone, ==, "!");
  g_rmdir (folder);
}

/* A file called after its stage is that stage's. */
static void
test_called_after_the_stage (void)
{
  static const struct { const char *file, *days; } rows[] = {
    { "stage-1.ics", "2026-10-05" }, { "一号棚.ics", "2026-10-05" }, { "stage-2.ics", "?" }, { "stage-10.ics", "?" },
  };
  g_autofree char *folder = g_dir_make_tmp ("sl-feed-XXXXXX", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_build_filename (folder, rows[i].file, NULL);
      g_assert_true (g_file_set_contents (path, CALENDAR (EVENT ("UID:a\r\n" DAY ("20261005"))), -1, NULL));
      g_autofree char *days = days_in (path, NULL, "stage-1");
      g_test_message ("%s", rows[i].file);
      g_assert_cmpstr (days, ==, rows[i].days);
      g_unlink (path);
    }
  g_rmdir (folder);
}

/* A zone's definition is repeated for each event: many of both are refused, not multiplied. */
static void
test_too_much (void)
{
  g_autofree char *folder = g_dir_make_tmp ("sl-feed-XXXXXX", NULL), *path = g_build_filename (folder, "x.ics", NULL);
  g_autoptr (GString) text = g_string_new ("BEGIN:VCALENDAR\r\n");

  for (guint i = 0; i < 1000; i++)
    g_string_append (text, ZONE);
  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (text, EVENT ("UID:%u\r\n" DAY ("20261005")), i);
  g_string_append (text, "END:VCALENDAR\r\n");
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
  g_autofree char *days = days_in (path, "stage-1", "stage-1");
  g_assert_cmpstr (days, ==, "!");
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_nothing_is_written (void)
{
  static const char before[] = CALENDAR (EVENT ("UID:a\r\n" DAY ("20261005")));
  g_autofree char *folder = g_dir_make_tmp ("sl-feed-XXXXXX", NULL), *path = g_build_filename (folder, "x.ics", NULL);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) days = g_ptr_array_new ();
  SlStageDay day = { .stage = (char *) "stage-1", .day = TODAY + 9, .booking = (char *) "p/b", .title = (char *) "b",
                     .owner = (char *) "p", .state = (char *) "confirmed", .phase = (char *) "shoot", .rank = 1 };
  SlTaken taken;

  g_assert_true (g_file_set_contents (path, before, -1, NULL));
  g_autoptr (SlBookingStore) store = store_of (path, "stage-1");
  g_ptr_array_add (days, &day);
  g_assert_cmpint (sl_booking_store_set (store, "stage-1", "p/b", days, &taken, &error), ==, SL_STORE_FAILED);
  g_assert_error (error, SL_ERROR, SL_ERROR_INPUT);
  g_assert_nonnull (strstr (error->message, "only be read"));
  sl_taken_clear (&taken);
  g_assert_true (g_file_get_contents (path, &after, NULL, NULL));
  g_assert_cmpstr (after, ==, before);
  g_unlink (path);
  g_rmdir (folder);
}

void
add_feed_tests (void)
{
  g_test_add_func ("/booking/feed/days", test_days);
  g_test_add_func ("/booking/feed/called-after-the-stage", test_called_after_the_stage);
  g_test_add_func ("/booking/feed/too-much", test_too_much);
  g_test_add_func ("/booking/feed/nothing-is-written", test_nothing_is_written);
}
