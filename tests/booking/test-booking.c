#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utime.h>

#include "../sl-test.h"
#include "test-dav.h"
#include "sl-book.h"
#include "sl-capacity.h"
#include "sl-error.h"
#include "sl-plan-xml.h"

#define TODAY 739890 /* 2026-10-01 */

static SlStageDay *
day (const char *date, const char *booking, int rank)
{
  SlStageDay *d = g_new0 (SlStageDay, 1);

  g_assert_true (sl_date_parse (date, &d->day));
  d->stage = g_strdup ("stage-1");
  d->booking = g_strdup (booking);
  d->title = g_strdup ("长江夜航; Night, Passage");
  d->owner = g_strdup (booking);
  d->state = g_strdup ("confirmed");
  d->phase = g_strdup ("shoot");
  d->rank = rank;
  return d;
}

static GPtrArray *
days (const char *booking, guint first, guint n)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_stage_day_free);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *date = g_strdup_printf ("2026-11-%02u", first + i);
      g_ptr_array_add (list, day (date, booking, 1));
    }
  return list;
}

/* One booking's days, all of one stage. */
static SlAcquire
acquire (SlBookingStore *store, const GPtrArray *days, GPtrArray *conflicts, GError **error)
{
  const SlStageDay *first = days->pdata[0];
  SlTaken taken;
  const SlAcquire result = sl_booking_store_set (store, first->stage, first->booking, days, &taken, error);

  for (guint i = 0; conflicts != NULL && i < taken.conflicts->len; i++)
    g_ptr_array_add (conflicts, sl_stage_day_copy (taken.conflicts->pdata[i]));
  sl_taken_clear (&taken);
  return result;
}

static void
test_all_or_nothing (void)
{
  g_autofree char *folder = g_dir_make_tmp ("sl-XXXXXX", NULL);
  g_autoptr (SlBookingStore) store = sl_booking_store_new_folder (folder, TODAY);
  g_autoptr (GPtrArray) first = days ("p/one", 3, 2), second = days ("q/two", 1, 5),
                        conflicts = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_stage_day_free);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (acquire (store, first, NULL, &error), ==, SL_ACQUIRED);
  /* once more is no conflict */
  g_assert_cmpint (acquire (store, first, NULL, &error), ==, SL_ACQUIRED);
  g_assert_cmpint (acquire (store, second, conflicts, &error), ==, SL_CONFLICT);
  g_assert_cmpuint (conflicts->len, ==, 1);
  g_assert_cmpstr (((SlStageDay *) conflicts->pdata[0])->booking, ==, "p/one");
  g_autoptr (GPtrArray) list = sl_booking_store_list (store, NULL, NULL, NULL);
  g_assert_cmpuint (list->len, ==, 2); /* the loser's first two days are gone again */
  const SlStageDay *d = list->pdata[0];
  g_assert_cmpstr (d->title, ==, "长江夜航; Night, Passage");
  g_assert_cmpstr (d->state, ==, "confirmed");
  g_assert_cmpstr (d->phase, ==, "shoot");
  g_assert_cmpint (sl_booking_store_release (store, "p/one", NULL, &error), ==, 2);
  g_assert_cmpint (acquire (store, second, NULL, &error), ==, SL_ACQUIRED);
  sl_test_remove_tree (folder);
}

/* Four processes want overlapping days; exactly one of any two that overlap gets them, whole. */
static void
test_races (void)
{
  guint rounds = g_strcmp0 (g_getenv ("SL_LONG"), "1") == 0 ? 300 : 25;

  for (guint round = 0; round < rounds; round++)
    {
      g_autofree char *folder = g_dir_make_tmp ("sl-XXXXXX", NULL);
      g_autoptr (SlBookingStore) store = sl_booking_store_new_folder (folder, TODAY);
      pid_t children[4];
      guint counts[4] = { 0 };

      for (guint i = 0; i < 4; i++)
        if ((children[i] = fork ()) == 0)
          {
            g_autofree char *name = g_strdup_printf ("p/%u", i);
            g_autoptr (GPtrArray) wanted = days (name, 1 + 2 * i, 7);
            _exit (acquire (store, wanted, NULL, NULL) == SL_STORE_FAILED ? 1 : 0);
          }
      for (guint i = 0; i < 4; i++)
        {
          int status;
          waitpid (children[i], &status, 0);
          g_assert_cmpint (status, ==, 0);
        }
      g_autoptr (GPtrArray) list = sl_booking_store_list (store, "stage-1", NULL, NULL);
      for (guint i = 0; i < list->len; i++)
        counts[((SlStageDay *) list->pdata[i])->booking[2] - '0']++;
      for (guint i = 0; i < 4; i++)
        g_assert_true (counts[i] == 0 || counts[i] == 7);
      g_assert_cmpuint (list->len, <=, 7); /* all of them overlap */
      sl_test_remove_tree (folder);
    }
}

/* A stranger's or broken object is reported, and the rest is still usable. */
static void
test_hostile_objects (void)
{
  g_autofree char *folder = g_dir_make_tmp ("sl-XXXXXX", NULL), *stage = g_build_filename (folder, "stage-1", NULL);
  g_autoptr (SlBookingStore) store = sl_booking_store_new_folder (folder, TODAY);
  g_autoptr (GPtrArray) mine = days ("p/one", 3, 1),
                        problems = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
  g_autoptr (GString) nested = g_string_new (NULL), line = g_string_new ("BEGIN:VCALENDAR\nX-A:");

  g_assert_cmpint (acquire (store, mine, NULL, NULL), ==, SL_ACQUIRED);
  for (guint i = 0; i < 20000; i++)
    g_string_append (nested, "BEGIN:A\n");
  for (guint i = 0; i < 200000; i++)
    g_string_append_c (line, 'a');
  const char *const bad[] = {
    "",          "hello",   "BEGIN:VCALENDAR\nEND:VCALENDAR\n",
    nested->str, line->str, "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20261345\nEND:VEVENT\nEND:VCALENDAR\n",
    "\xff\xfe"
  };
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/bad-%u.ics", stage, i);
      g_assert_true (g_file_set_contents (path, bad[i], -1, NULL));
    }
  g_autofree char *foreign = g_build_filename (stage, "foreign.ics", NULL);
  g_assert_true (
      g_file_set_contents (foreign,
                           "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:x@y\nDTSTART;VALUE=DATE:20261105\nRRULE:"
                           "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30\nSUMMARY:Open day\nEND:VEVENT\nEND:VCALENDAR\n",
                           -1, NULL));
  g_autoptr (GPtrArray) list = sl_booking_store_list (store, NULL, problems, NULL);
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_cmpuint (problems->len, ==, G_N_ELEMENTS (bad));
  g_assert_cmpstr (((SlStageDay *) list->pdata[1])->title, ==, "Open day");
  sl_test_remove_tree (folder);
}

/* What may stand where a day's file belongs; each is taken by somebody, whoever that is. */
static void
put_hostile (guint which, const char *path)
{
  static const char *const texts[] = { "", "garbage", "\x01\x02\xff", "BEGIN:VCALENDAR\nEND:VCALENDAR\n",
                                       "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20261345\nEND:VEVENT\n" };
  g_autofree char *large = NULL;

  if (which < G_N_ELEMENTS (texts))
    g_assert_true (g_file_set_contents (path, texts[which], -1, NULL));
  else if (which == G_N_ELEMENTS (texts))
    g_assert_cmpint (g_mkdir (path, 0777), ==, 0);
  else if (which == G_N_ELEMENTS (texts) + 1)
    g_assert_cmpint (mkfifo (path, 0666), ==, 0);
  else if (which == G_N_ELEMENTS (texts) + 2)
    g_assert_cmpint (symlink ("nowhere", path), ==, 0);
  else if (which == G_N_ELEMENTS (texts) + 3)
    g_assert_cmpint (symlink ("/dev/zero", path), ==, 0);
  else
    {
      large = g_strnfill (300 * 1024, 'a');
      g_assert_true (g_file_set_contents (path, large, -1, NULL));
    }
}

enum { HOSTILE = 10 };

static void
test_an_unreadable_day_is_taken (void)
{
  for (guint i = 0; i < HOSTILE; i++)
    {
      g_autofree char *folder = g_dir_make_tmp ("sl-XXXXXX", NULL), *stage = g_build_filename (folder, "stage-1", NULL);
      g_autofree char *path = g_build_filename (stage, "day-2026-11-04.ics", NULL);
      g_autoptr (SlBookingStore) store = sl_booking_store_new_folder (folder, TODAY);
      g_autoptr (GPtrArray) mine = days ("p/one", 3, 3);
      g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
      g_autoptr (GPtrArray) conflicts = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_stage_day_free);
      gboolean whole;

      g_assert_cmpint (g_mkdir (stage, 0777), ==, 0);
      put_hostile (i, path);
      g_assert_cmpint (acquire (store, mine, conflicts, NULL), ==, SL_CONFLICT);
      g_assert_cmpuint (conflicts->len, ==, 1);
      g_assert_cmpstr (((SlStageDay *) conflicts->pdata[0])->state, ==, SL_STAGE_DAY_UNREADABLE);
      g_autoptr (GPtrArray) list = sl_booking_store_list (store, NULL, problems, &whole);
      g_assert_true (whole);
      g_assert_cmpuint (problems->len, ==, 1);
      g_assert_cmpuint (list->len, ==, 1); /* ours are gone again */
      g_assert_cmpstr (((SlStageDay *) list->pdata[0])->state, ==, SL_STAGE_DAY_UNREADABLE);
      g_assert_cmpuint (((SlStageDay *) list->pdata[0])->day, ==, ((SlStageDay *) mine->pdata[1])->day);
      sl_test_remove_tree (folder);
    }
}

/* What earlier versions left behind, an hour or more ago, goes too; what is younger or only looks like it stays. */
static void
test_left_by_earlier_versions (void)
{
  static const struct { const char *name; int age_s; gboolean goes; } rows[] = {
    { ".new-4711-0badcafe", 7200, TRUE },  { ".new-1-00000000", 7200, TRUE },      { ".new-4711-0badcaff", 60, FALSE },
    { ".new-4711-0badcafe.ics", 7200, FALSE }, { ".new-moon-0badcafe", 7200, FALSE }, { ".new-4711-", 7200, FALSE },
    { ".news", 7200, FALSE },              { "new-4711-0badcafe", 7200, FALSE },
  };
  g_autofree char *folder = g_dir_make_tmp ("sl-XXXXXX", NULL), *stage = g_build_filename (folder, "stage-1", NULL);
  g_autoptr (SlBookingStore) store = sl_booking_store_new_folder (folder, TODAY);
  g_autoptr (GPtrArray) mine = days ("p/one", 1, 2);

  g_assert_cmpint (g_mkdir (stage, 0777), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_build_filename (stage, rows[i].name, NULL);
      const gint64 then = g_get_real_time () / G_USEC_PER_SEC - rows[i].age_s;

      g_assert_true (g_file_set_contents (path, "BEGIN:VCALENDAR\n", -1, NULL));
      g_assert_cmpint (g_utime (path, &(struct utimbuf) { then, then }), ==, 0);
    }
  g_assert_cmpint (acquire (store, mine, NULL, NULL), ==, SL_ACQUIRED);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_build_filename (stage, rows[i].name, NULL);

      g_test_message ("%s", rows[i].name);
      g_assert_cmpint (g_file_test (path, G_FILE_TEST_EXISTS), !=, rows[i].goes);
    }
  sl_test_remove_tree (folder);
}

/* A stage's or the store's own folder: links in a circle, and one to what is not mounted. */
static void
test_an_unreadable_folder_is_not_free (void)
{
  static const struct { const char *folder, *leads_to; } rows[] = {
    { "stage-1", "stage-1" }, { "stage-1", "../gone" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *folder = g_dir_make_tmp ("sl-XXXXXX", NULL),
                      *link = g_build_filename (folder, rows[i].folder, NULL);
      g_autoptr (SlBookingStore) store = sl_booking_store_new_folder (folder, TODAY);
      g_autoptr (SlBookingStore) inner = sl_booking_store_new_folder (link, TODAY);
      g_autoptr (GPtrArray) mine = days ("p/one", 3, 1);
      g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
      g_autoptr (GError) error = NULL, refused = NULL;
      gboolean whole, all, own;

      g_assert_cmpint (symlink (rows[i].leads_to, link), ==, 0);
      g_ptr_array_unref (sl_booking_store_list (store, "stage-1", problems, &whole));
      g_ptr_array_unref (sl_booking_store_list (store, NULL, problems, &all));
      g_ptr_array_unref (sl_booking_store_list (inner, NULL, problems, &own));
      g_assert_false (whole || all || own);
      g_assert_cmpuint (problems->len, ==, 3);
      g_assert_cmpint (acquire (store, mine, NULL, &refused), ==, SL_STORE_FAILED);
      g_assert_cmpint (sl_booking_store_release (store, "p/one", NULL, &error), ==, -1);
      g_assert_error (error, SL_ERROR, SL_ERROR_SERVICE);
      sl_test_remove_tree (folder);
    }
}

static void
test_store_that_cannot_be_written (void)
{
  g_autoptr (SlBookingStore) store = sl_booking_store_new_folder ("/proc/sightline", TODAY);
  g_autoptr (GPtrArray) mine = days ("p/one", 3, 1);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (acquire (store, mine, NULL, &error), ==, SL_STORE_FAILED);
  g_assert_nonnull (error);
}

/* The schedule finds a conflict where the store refuses, and nowhere else: all pairs of states, ranks and
 * productions. */
static void
test_schedule_and_store_agree (void)
{
  static const char *const firm[] = { "state=\"confirmed\"", "rank=\"1\"", "rank=\"2\"", "rank=\"3\"",
                                      "state=\"confirmed\" phase=\"closed\"", "state=\"released\"" };
  guint refused = 0;

  for (guint i = 0; i < G_N_ELEMENTS (firm) * G_N_ELEMENTS (firm) * 2; i++)
    {
      g_autofree char *folder = g_dir_make_tmp ("sl-XXXXXX", NULL);
      g_autoptr (SlBookingStore) store = sl_booking_store_new_folder (folder, TODAY);
      g_autofree char *text = g_strdup_printf (
        "<sightline version=\"1.0\"><production id=\"p\"/><production id=\"q\"/><stage id=\"s\"/>"
        "<booking id=\"a\" stage=\"s\" production=\"p\" from=\"2026-11-02\" to=\"2026-11-05\" %s/>"
        "<booking id=\"b\" stage=\"s\" production=\"%s\" from=\"2026-11-04\" to=\"2026-11-07\" %s/></sightline>",
        firm[i / 2 % G_N_ELEMENTS (firm)], i % 2 == 0 ? "p" : "q", firm[i / 2 / G_N_ELEMENTS (firm)]);
      g_autoptr (GError) error = NULL;
      g_autoptr (SlPlan) plan = sl_plan_parse (text, strlen (text), "x", NULL, &error);
      g_assert_no_error (error);
      g_autoptr (GArray) stages = sl_capacity (plan, 0, 0, 1, NULL);
      SlBookResult result;
      g_assert_true (sl_book_push (plan, store, NULL, &result, &error));
      g_assert_cmpint (g_array_index (stages, SlStageCapacity, 0).conflicts->len > 0, ==, result.conflicts->len > 0);
      refused += result.conflicts->len > 0;
      sl_book_result_clear (&result);
      sl_test_remove_tree (folder);
    }
  g_assert_cmpuint (refused, ==, 2 * (3 * 3 + 2)); /* in the first place nine pairs, in the others one each */
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/booking/all-or-nothing", test_all_or_nothing);
  g_test_add_func ("/booking/races", test_races);
  g_test_add_func ("/booking/left-by-earlier-versions", test_left_by_earlier_versions);
  g_test_add_func ("/booking/hostile-objects", test_hostile_objects);
  g_test_add_func ("/booking/an-unreadable-day-is-taken", test_an_unreadable_day_is_taken);
  g_test_add_func ("/booking/an-unreadable-folder-is-not-free", test_an_unreadable_folder_is_not_free);
  g_test_add_func ("/booking/schedule-and-store-agree", test_schedule_and_store_agree);
  g_test_add_func ("/booking/unwritable", test_store_that_cannot_be_written);
  add_dav_tests ();
  add_feed_tests ();
  add_holiday_tests ();
  add_outbox_tests ();
  add_push_tests ();
  add_store_tests ();
  add_verb_tests ();
  return g_test_run ();
}
