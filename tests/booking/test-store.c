/* Addresses of booking stores, which calendar is a stage's, and the file of accounts. */
#include "test-dav.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../sl-test.h"
#include "sl-account.h"
#include "sl-booking-store.h"
#include "sl-caldav.h"
#include "sl-error.h"

#define TODAY 739890 /* 2026-10-01 */

/* --- addresses --- */

typedef enum { BAD, FOLDER, FEED, SERVER } Kind;

static void
test_addresses (void)
{
  static const struct { const char *url; Kind kind; } rows[] = {
    { "store", FOLDER },
    { "/srv/长江/store", FOLDER },
    { "C:store", FOLDER },
    { "a:b", FOLDER },
    { "file:///srv/store", FOLDER },
    { "file://localhost/srv/store", FOLDER },
    { "FILE:///srv/%E6%A3%9A", FOLDER },
    { "https://calendar.example/", SERVER },
    { "https://calendar.example", SERVER },
    { "HTTPS://Calendar.Example:8443/facility/stage-1/", SERVER },
    { "https://[2001:db8::1]:5232/x/", SERVER },
    { "http://127.0.0.1:5232/", SERVER },
    { "http://[::1]/", SERVER },
    { "http://localhost/", SERVER },
    { "", BAD },
    { "file://elsewhere.example/srv", BAD },
    { "file://", BAD },
    { "file:store", BAD },
    { "file:///srv/%zz", BAD },
    { "file:///srv/a%2Fb", BAD },
    { "stage-1.ics", FEED },
    { "/srv/长江/棚.ics", FEED },
    { "webcal://calendar.example/", FEED },
    { "WEBCALS://calendar.example/stage.ics?key=1", FEED },
    { "webcal://127.0.0.1:8080/stage.ics", FEED },
    { "webcal://", BAD },
    { "webcal:stage.ics", BAD },
    { "webcal://alice:secret@calendar.example/", BAD },
    { "caldav://calendar.example/", BAD },
    { "ftp://calendar.example/", BAD },
    { "://calendar.example/", BAD },
    { "https:", BAD },
    { "https:/calendar.example/", BAD },
    { "https://", BAD },
    { "https:///facility/", BAD },
    { "https://calendar.example:port/", BAD },
    { "https://calendar.example:99999/", BAD },
    { "https://calendar example/", BAD },
    { "https://alice:secret@calendar.example/", BAD },
    { "https://alice@calendar.example/", BAD },
    { "http://calendar.example/", BAD },
    { "http://127.0.0.1.example/", BAD },
    { "http://localhost.example/", BAD },
    { "http://10.0.0.1/", BAD },
    { "http://[::2]/", BAD },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SlBookingStore) store = sl_booking_store_open (rows[i].url, NULL, NULL, TODAY, &error);

      g_test_message ("%s", rows[i].url);
      if (rows[i].kind == BAD)
        {
          g_assert_null (store);
          g_assert_error (error, SL_ERROR, SL_ERROR_INPUT);
          g_assert_null (strstr (error->message, "secret"));
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpint (sl_booking_store_is_server (rows[i].url), ==, rows[i].kind == SERVER);
    }
}

/* An account that no header can carry is refused before anything is asked. */
static void
test_accounts_of_no_use (void)
{
  static const SlHttpAccount rows[] = {
    { "alice:", "x", NULL }, { "alice\n", "x", NULL }, { "alice", "x\r\nEvil: 1", NULL },
    { "alice", "x", "nowhere.pem" }, { "alice", "x", "/dev/null" }, { "alice", "x", "/" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%u", i);
      g_assert_null (sl_booking_store_open ("https://calendar.example/", &rows[i], NULL, TODAY, &error));
      g_assert_error (error, SL_ERROR, SL_ERROR_INPUT);
    }
}

/* --- which calendar is a stage's --- */

/* "SEGMENT=NAME SEGMENT=NAME", a "-" for no name. */
static GPtrArray *
calendars_of (const char *text)
{
  GPtrArray *calendars = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  for (char **word = words; *word != NULL; word++)
    {
      g_auto (GStrv) parts = g_strsplit (*word, "=", 2);
      SlCaldavCalendar *calendar = g_new0 (SlCaldavCalendar, 1);

      calendar->url = (char *) g_intern_string (*word);
      calendar->segment = (char *) g_intern_string (parts[0]);
      calendar->name = g_str_equal (parts[1], "-") ? NULL : (char *) g_intern_string (parts[1]);
      g_ptr_array_add (calendars, calendar);
    }
  return calendars;
}

static void
test_pick (void)
{
  static const struct { const char *calendars, *name, *found; int code; } rows[] = {
    { "stage-1=- stage-2=-", "Big", "stage-1=-", 0 },
    { "x=Big stage-1=Other", "Big", "stage-1=Other", 0 },
    { "x=stage-1 y=-", NULL, "x=stage-1", 0 },
    { "x=Big y=Small", "Big", "x=Big", 0 },
    { "x=Big y=-", NULL, NULL, SL_ERROR_REFERENCE },
    { "stage-10=- STAGE-1=-", "Big", NULL, SL_ERROR_REFERENCE },
    { "x=big", "Big", NULL, SL_ERROR_REFERENCE },
    { "stage-1=A stage-1=B", "A", NULL, SL_ERROR_SERVICE },
    { "x=Big y=Big", "Big", NULL, SL_ERROR_SERVICE },
    { "x=stage-1 y=Big", "Big", NULL, SL_ERROR_SERVICE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GPtrArray) calendars = calendars_of (rows[i].calendars);
      g_autoptr (GError) error = NULL;
      const SlCaldavCalendar *found = sl_caldav_pick (calendars, "stage-1", rows[i].name, &error);

      g_test_message ("%s", rows[i].calendars);
      g_assert_cmpstr (found != NULL ? found->url : NULL, ==, rows[i].found);
      if (found == NULL)
        g_assert_error (error, SL_ERROR, rows[i].code);
    }
}

static void
test_own_address (void)
{
  static const struct { const char *asked, *found; gboolean own; } rows[] = {
    { "https://x/f/a/", "https://x/f/a/", TRUE },       { "https://x/f/a", "https://x/f/a/", TRUE },
    { "https://x/a%40b/c/", "https://x/a@b/c/", TRUE }, { "https://x/f/", "https://x/f/a/", FALSE },
    { "https://x/f/a/", "https://x/f/a/b/", FALSE },    { "https://x", "https://x/", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SlCaldavCalendar calendar = { .url = (char *) rows[i].found };
      g_autoptr (GPtrArray) calendars = g_ptr_array_new ();

      g_test_message ("%s", rows[i].asked);
      g_ptr_array_add (calendars, &calendar);
      g_assert_true (sl_caldav_own (calendars, rows[i].asked) == (rows[i].own ? &calendar : NULL));
      g_ptr_array_add (calendars, &calendar);
      g_assert_null (sl_caldav_own (calendars, rows[i].asked));
    }
}

/* --- accounts --- */

static void
test_known_addresses (void)
{
  static const char *const rows[][2] = {
    { "https://calendar.example", "https://calendar.example/" },
    { "HTTPS://Calendar.EXAMPLE:443/A/b", "https://calendar.example/A/b/" },
    { "https://calendar.example:8443/?x=1#y", "https://calendar.example:8443/" },
    { "http://[::1]:5232/a%20b/", "http://[::1]:5232/a%20b/" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *address = sl_account_address (rows[i][0], &error);

      g_assert_no_error (error);
      g_assert_cmpstr (address, ==, rows[i][1]);
    }
}

static char *
servers_file (void)
{
  return g_build_filename (g_get_user_config_dir (), "sightline", "servers", NULL);
}

static void
remember (const char *url, const char *user, const char *ca)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *address = sl_account_address (url, &error);
  g_autoptr (SlAccount) account = sl_account_new (address, user, ca);

  g_assert_true (sl_account_remember (account, &error));
  g_assert_no_error (error);
}

/* Who is known there; "" for nobody. */
static char *
user_at (const char *url)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlAccount) account = sl_account_find (url, &error);

  g_assert_no_error (error);
  return g_strdup (account != NULL ? account->user : "");
}

static void
test_accounts (void)
{
  static const char *const rows[][2] = {
    { "https://c.example/facility/", "alice" }, { "https://c.example/facility/stage-1/", "alice" },
    { "https://C.example:443/facility", "alice" }, { "https://c.example/facility/private/x/", "张三=[x]" },
    { "https://c.example/facility2/", "" }, { "https://c.example/", "" }, { "https://d.example/facility/", "" },
    { "https://c.example:444/facility/", "" }, { "http://localhost/facility/", "" }, { "http://[::1]:5/x/", "bob" },
    { "http://[::1]/x/", "" },
  };
  g_autofree char *path = servers_file ();
  struct stat info;

  remember ("https://c.example/facility/", "someone", NULL);
  remember ("https://c.example/facility/", "alice", "ca.pem");
  remember ("https://c.example/facility/private", "张三=[x]", NULL);
  remember ("http://[::1]:5/", "bob", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *user = user_at (rows[i][0]);
      g_test_message ("%s", rows[i][0]);
      g_assert_cmpstr (user, ==, rows[i][1]);
    }
  g_autoptr (SlAccount) account = sl_account_find ("https://c.example/facility/", NULL);
  g_autofree char *ca = g_canonicalize_filename ("ca.pem", NULL);
  g_assert_cmpstr (account->ca_file, ==, ca);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_true (sl_account_forget (account, NULL));
  g_autofree char *gone = user_at ("https://c.example/facility/"), *other = user_at ("http://[::1]:5/");
  g_assert_cmpstr (gone, ==, "");
  g_assert_cmpstr (other, ==, "bob");
  /* what somebody loosened is tightened by the next change */
  g_assert_cmpint (g_chmod (path, 0644), ==, 0);
  remember ("https://c.example/", "carol", NULL);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_unlink (path);
}

/* What cannot be read is neither nobody's account nor overwritten. */
static void
test_bad_accounts (void)
{
  static const char *const rows[] = { "user=alice\n", "[https://c.example/\nuser=alice\n", "garbage\n", "[a]\n=x\n" };
  g_autofree char *path = servers_file (), *folder = g_path_get_dirname (path);
  g_autoptr (SlAccount) account = sl_account_new ("https://c.example/", "alice", NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL, other = NULL;
      g_autofree char *text = NULL;

      g_test_message ("%u", i);
      g_assert_true (g_file_set_contents (path, rows[i], -1, NULL));
      g_assert_null (sl_account_find ("https://c.example/", &error));
      g_assert_error (error, SL_ERROR, SL_ERROR_INPUT);
      g_assert_nonnull (strstr (error->message, path));
      g_assert_false (sl_account_remember (account, &other));
      g_assert_nonnull (other);
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      g_assert_cmpstr (text, ==, rows[i]);
    }
  g_assert_true (g_file_set_contents (path, "[https://c.example/]\nuser=\n[https://d.example/]\n", -1, NULL));
  g_autofree char *empty = user_at ("https://c.example/"), *none = user_at ("https://d.example/");
  g_assert_cmpstr (empty, ==, "");
  g_assert_cmpstr (none, ==, "");
  g_unlink (path);
  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  g_autoptr (GError) error = NULL;
  g_assert_null (sl_account_find ("https://c.example/", &error));
  g_assert_nonnull (error);
  g_rmdir (path);
}

void
add_store_tests (void)
{
  g_test_add_func ("/store/addresses", test_addresses);
  g_test_add_func ("/store/accounts-of-no-use", test_accounts_of_no_use);
  g_test_add_func ("/store/pick", test_pick);
  g_test_add_func ("/store/own-address", test_own_address);
  g_test_add_func ("/store/known-addresses", test_known_addresses);
  g_test_add_func ("/store/accounts", test_accounts);
  g_test_add_func ("/store/bad-accounts", test_bad_accounts);
}
