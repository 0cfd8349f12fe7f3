/* What is still to be sent: kept over kills, refused where it is none. */
#include "test-dav.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../sl-test.h"
#include "sl-booking-store.h"
#include "sl-error.h"
#include "sl-outbox.h"

static char *folder, *path;

static SlOutbox *
reopen (SlOutbox *old)
{
  g_autoptr (GError) error = NULL;
  SlOutbox *outbox;

  sl_outbox_free (old);
  outbox = sl_outbox_open (path, 0, &error);
  g_assert_no_error (error);
  return outbox;
}

static GPtrArray *
days_of (guint32 first, guint n)
{
  GPtrArray *days = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_stage_day_free);

  for (guint i = 0; i < n; i++)
    {
      SlStageDay *day = g_new0 (SlStageDay, 1);
      *day = (SlStageDay) { .day = first + i, .rank = 2, .challenge = -1, .lapses = 1890000000 };
      day->state = g_strdup ("hold");
      day->title = g_strdup ("长江, “夜航” 100%\n;");
      g_ptr_array_add (days, day);
    }
  return days;
}

static void
want (SlOutbox *o, const char *booking, const char *stage, guint n)
{
  g_autoptr (GPtrArray) days = days_of (739890, n);
  g_autoptr (GError) error = NULL;

  const SlOutboxWish wish = { .booking = booking, .stage = stage, .days = days, .mark = "m", .group = 7 };
  sl_outbox_want (o, &wish, &error);
  g_assert_no_error (error);
}

static goffset
size_of (const char *file)
{
  GStatBuf info;

  g_assert_cmpint (g_stat (file, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  return info.st_size;
}

static void
test_kept (void)
{
  SlOutbox *o = reopen (NULL);
  g_autoptr (GPtrArray) had = days_of (739880, 1);
  const SlOutboxEntry *e;

  want (o, "U/b", "s", 2);
  want (o, "U/a", "s", 0);
  want (o, "U/b", "棚 二", 1);
  g_assert_true (sl_outbox_had (o, "U/b", "s", had, NULL));
  g_assert_true (sl_outbox_try (o, "U/b", "s", NULL));
  g_assert_true (sl_outbox_sent (o, "U/b", "棚 二", NULL));
  o = reopen (o);
  g_assert_cmpuint (sl_outbox_count (o), ==, 3);
  e = sl_outbox_at (o, 0);
  g_assert_cmpstr (e->booking, ==, "U/b");
  g_assert_cmpuint (e->attempts, ==, 1);
  g_assert_cmpint (e->since, >, 1780000000);
  g_assert_cmpuint (e->group, ==, 7);
  g_assert_cmpstr (e->mark, ==, "m");
  g_assert_false (e->sent);
  g_assert_true (sl_outbox_find (o, "U/b", "棚 二")->sent);
  g_assert_cmpuint (sl_outbox_free_group (o), ==, 8);
  g_assert_cmpuint (((SlStageDay *) e->before->pdata[0])->day, ==, 739880);
  const SlStageDay *day = e->days->pdata[1];
  g_assert_cmpuint (day->day, ==, 739891);
  g_assert_cmpstr (day->title, ==, "长江, “夜航” 100%\n;");
  g_assert_cmpint (day->challenge, ==, -1);
  g_assert_cmpint (day->lapses, ==, 1890000000);
  g_assert_null (day->owner);
  g_assert_null (sl_outbox_find (o, "U/b", "棚 二")->before);
  want (o, "U/b", "s", 1); /* a later wish takes its place, behind the others, and knows what was had */
  g_assert_cmpuint (sl_outbox_count (o), ==, 3);
  g_assert_cmpuint (sl_outbox_at (o, 2)->before->len, ==, 1);
  g_assert_true (sl_outbox_done (o, "U/b", "s", NULL));
  g_assert_true (sl_outbox_done (o, "U/a", "s", NULL));
  g_assert_cmpint (size_of (path), >, 0);
  g_assert_true (sl_outbox_done (o, "U/b", "棚 二", NULL));
  g_assert_cmpint (size_of (path), ==, 0);
  sl_outbox_free (o);
}

static void
test_torn (void)
{
  g_autofree char *text = NULL;
  gsize length, whole;

  SlOutbox *o = reopen (NULL);
  want (o, "U/a", "s", 1);
  whole = (gsize) size_of (path);
  want (o, "U/b", "s", 3);
  sl_outbox_free (o);
  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  for (gsize cut = 0; cut <= length; cut++)
    {
      g_assert_true (g_file_set_contents (path, text, (gssize) cut, NULL));
      o = reopen (NULL);
      const guint left = cut == length ? 2 : cut >= whole ? 1 : 0;
      g_assert_cmpuint (sl_outbox_count (o), ==, left);
      want (o, "U/c", "s", 1);
      o = reopen (o);
      g_assert_nonnull (sl_outbox_find (o, "U/c", "s"));
      sl_outbox_free (o);
    }
  g_unlink (path);
}

static void
test_hostile (void)
{
  static const char *const rows[] = {
    "\n", "want\n", "want a\n", "want a s\n", "want a s 1\n", "want a s 1 0\n", "want a s x 0 *\n",
    "want a s -1 0 *\n", "want a s 1 -1 *\n", "want a s 1 0 * \n", "want a s 1 0 %FF\n", "want a s 1 0 * 5\n",
    "want a s 1 0 * 0,1,0,0,0,*,*,*,hold,*,*,*\n", "want a s 1 0 * 5,0,0,0,0,*,*,*,hold,*,*,*\n",
    "want a s 1 0 * 5,1,0,0,0,*,*,*,*,*,*,*\n", "want a s 1 0 * 5,1,0,0,-2,*,*,*,hold,*,*,*\n",
    "want a s 1 0 * 5,1,0,0,0,*,%FF,*,hold,*,*,*\n", "want a s 1 0 * 5,1,0,0,0,*,%,*,hold,*,*,*\n",
    "want a s 1 0 * 6,1,0,0,0,*,*,*,hold,*,*,* 5,1,0,0,0,*,*,*,hold,*,*,*\n", "want * s 1 0 *\n", "done a s\n",
    "try a s\n", "had a s\n", "sent a s\n", "want a s 1 0 *\nhad a s *\n", "want a s 1 0 *\nhad a s day.ics\n",
    "want a s 1 0 *\ntry a s 2\n", "want a s 1 0 *\nother a s\n", "want a s 99999999999999999999 0 *\n",
    "<sightline/>\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", rows[i]);
      g_assert_true (g_file_set_contents (path, rows[i], -1, NULL));
      g_assert_null (sl_outbox_open (path, 0, &error));
      g_assert_error (error, SL_ERROR, SL_ERROR_INPUT);
      g_assert_nonnull (strstr (error->message, path));
    }
  g_autoptr (GError) error = NULL;
  g_assert_true (g_file_set_contents (path, "want a s 1 0 *\0\n", 16, NULL));
  g_assert_null (sl_outbox_open (path, 0, NULL));
  g_assert_cmpint (truncate (path, (off_t) SL_OUTBOX_MAX_BYTES + 1), ==, 0);
  g_assert_null (sl_outbox_open (path, 0, &error));
  g_assert_error (error, SL_ERROR, SL_ERROR_INPUT);
  g_unlink (path);
  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  g_assert_null (sl_outbox_open (path, 0, NULL));
  g_rmdir (path);
}

static void
test_locked (void)
{
  g_autoptr (SlOutbox) o = reopen (NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (sl_outbox_open (path, 0.1, &error));
  g_assert_error (error, SL_ERROR, SL_ERROR_IO);
  g_assert_nonnull (strstr (error->message, "another program"));
}

static void
take (SlBookingStore *store, const char *booking, guint32 first, guint n)
{
  g_autoptr (GPtrArray) days = days_of (first, n);
  g_autoptr (GError) error = NULL;
  SlTaken taken;

  g_assert_cmpint (sl_booking_store_set (store, "s", booking, days, &taken, &error), ==, SL_ACQUIRED);
  g_assert_no_error (error);
  sl_taken_clear (&taken);
}

/* How many days the booking has. */
static guint
count_days (SlBookingStore *store, const char *booking)
{
  g_autoptr (GPtrArray) days = sl_booking_store_list (store, "s", NULL, NULL);
  guint n = 0;

  for (guint i = 0; i < days->len; i++)
    n += g_strcmp0 (((SlStageDay *) days->pdata[i])->booking, booking) == 0;
  return n;
}

/* A program that was killed after its first day: the next one takes the rest, or gives the first back where others have
 * one of them. */
static void
test_finished_or_gone (void)
{
  for (guint others = 0; others < 2; others++)
    {
      g_autofree char *at = g_strdup_printf ("%s/store-%u", folder, others);
      g_autoptr (SlBookingStore) store = sl_booking_store_new_folder (at, 739890);
      g_autoptr (GPtrArray) none = g_ptr_array_new (), conflicts = NULL;
      g_autoptr (SlOutbox) o = reopen (NULL);
      g_autoptr (GError) error = NULL;

      conflicts = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_stage_day_free);
      if (others == 1)
        take (store, "V/a", 739892, 1);
      take (store, "U/a", 739890, 1);
      want (o, "U/a", "s", 3);
      g_assert_true (sl_outbox_had (o, "U/a", "s", none, NULL));
      sl_booking_store_set_outbox (store, o);
      g_assert_true (sl_booking_store_finish (store, conflicts, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (count_days (store, "U/a"), ==, others == 1 ? 0u : 3u);
      g_assert_cmpuint (count_days (store, "V/a"), ==, others);
      g_assert_cmpuint (conflicts->len, ==, others);
      g_assert_cmpuint (sl_outbox_count (o), ==, 0);
    }
}

/* Two stages in one go, of which the second is refused: the first, which was sent before the kill, gets back what it
 * had, and the third is never sent. */
static void
test_group (void)
{
  g_autofree char *at = g_build_filename (folder, "group", NULL);
  g_autoptr (SlBookingStore) store = sl_booking_store_new_folder (at, 739890);
  g_autoptr (GPtrArray) conflicts = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_stage_day_free);
  g_autoptr (GPtrArray) long_days = days_of (739890, 3), one = days_of (739890, 1);
  g_autoptr (SlOutbox) o = reopen (NULL);
  g_autoptr (GError) error = NULL;
  SlTaken taken;

  take (store, "U/s", 739890, 1);
  for (guint i = 0; i < 3; i++)
    {
      const char *stages[] = { "s", "t", "u" };
      const SlOutboxWish wish = { .booking = "U/s", .stage = stages[i], .days = long_days, .group = 3 };
      g_assert_true (sl_outbox_want (o, &wish, &error));
    }
  g_assert_true (sl_outbox_had (o, "U/s", "s", one, NULL)); /* it was sent, and the program was killed */
  g_assert_cmpint (sl_booking_store_set (store, "s", "U/s", long_days, &taken, &error), ==, SL_ACQUIRED);
  sl_taken_clear (&taken);
  g_assert_true (sl_outbox_sent (o, "U/s", "s", NULL));
  g_assert_cmpint (sl_booking_store_set (store, "t", "V/t", one, &taken, &error), ==, SL_ACQUIRED);
  sl_taken_clear (&taken);
  o = reopen (g_steal_pointer (&o));
  sl_booking_store_set_outbox (store, o);
  g_assert_true (sl_booking_store_finish (store, conflicts, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (conflicts->len, ==, 1);
  g_assert_cmpstr (((SlStageDay *) conflicts->pdata[0])->booking, ==, "V/t");
  g_assert_cmpuint (sl_outbox_count (o), ==, 0);
  g_assert_cmpuint (count_days (store, "U/s"), ==, 1);
  g_autoptr (GPtrArray) others = sl_booking_store_list (store, NULL, NULL, NULL);
  g_assert_cmpuint (others->len, ==, 2); /* U/s on s, V/t on t */
}

/* Days that another file of the same plan placed refuse what was queued unseen. */
static void
test_copy (void)
{
  g_autofree char *at = g_build_filename (folder, "copy", NULL);
  g_autoptr (SlBookingStore) store = sl_booking_store_new_folder (at, 739890);
  g_autoptr (GPtrArray) conflicts = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_stage_day_free);
  g_autoptr (GPtrArray) days = days_of (739890, 1), none = g_ptr_array_new ();
  g_autoptr (SlOutbox) o = reopen (NULL);
  SlTaken taken;

  ((SlStageDay *) days->pdata[0])->plan = g_strdup ("other");
  g_assert_cmpint (sl_booking_store_set (store, "s", "U/c", days, &taken, NULL), ==, SL_ACQUIRED);
  sl_taken_clear (&taken);
  sl_booking_store_set_outbox (store, o);
  for (guint i = 0; i < 2; i++)
    {
      const SlOutboxWish wish = { .booking = "U/c", .stage = "s", .days = none, .mark = i == 0 ? "own" : "other" };
      g_assert_true (sl_outbox_want (o, &wish, NULL));
      g_assert_true (sl_booking_store_finish (store, conflicts, NULL));
      g_assert_cmpuint (conflicts->len, ==, 1);
      g_assert_cmpuint (count_days (store, "U/c"), ==, 1 - i);
    }
}

static void
test_path (void)
{
  g_autofree char *a = sl_outbox_path ("/x/../p", "https://s/"), *b = sl_outbox_path ("/p", "https://s/");
  g_autofree char *slash = sl_outbox_path ("/p", "https://s"), *e = sl_outbox_path ("/p", "/q/../f/");
  g_autofree char *f = sl_outbox_path ("/p", "/f");
  g_autofree char *c = sl_outbox_path ("/p", "https://t/"), *d = sl_outbox_path ("/q", "https://s/");

  g_assert_cmpstr (a, ==, b);
  g_assert_cmpstr (a, ==, slash);
  g_assert_cmpstr (e, ==, f);
  g_assert_cmpstr (b, !=, c);
  g_assert_cmpstr (b, !=, d);
}

static void
at_end (void)
{
  sl_test_remove_tree (folder);
  g_free (folder);
  g_free (path);
}

void
add_outbox_tests (void)
{
  folder = g_dir_make_tmp ("sl-XXXXXX", NULL);
  path = g_build_filename (folder, "outbox", "x", NULL);
  atexit (at_end);
  g_test_add_func ("/booking/outbox/kept", test_kept);
  g_test_add_func ("/booking/outbox/torn", test_torn);
  g_test_add_func ("/booking/outbox/hostile", test_hostile);
  g_test_add_func ("/booking/outbox/locked", test_locked);
  g_test_add_func ("/booking/outbox/finished-or-gone", test_finished_or_gone);
  g_test_add_func ("/booking/outbox/group", test_group);
  g_test_add_func ("/booking/outbox/copy", test_copy);
  g_test_add_func ("/booking/outbox/path", test_path);
}
