/* A calendar on a real server: that of argv's environment, Radicale by default. */
#include <string.h>
#include <sys/wait.h>

#include "../sl-test.h"
#include "servers.h"
#include "sl-caldav.h"
#include "sl-error.h"
#include "stage-days.h"

static TestServer server;
static char *calendar; /* the stage's address */

/* An object that every server takes; `extra` is a line of it. */
static char *
object (const char *uid, const char *day, const char *extra)
{
  return g_strdup_printf ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Test//EN\r\nBEGIN:VEVENT\r\nUID:%s\r\n"
                          "DTSTAMP:20261101T000000Z\r\nDTSTART;VALUE=DATE:%s\r\nSUMMARY:长江夜航 棚 1\r\n%sEND:VEVENT\r\n"
                          "END:VCALENDAR\r\n", uid, day, extra);
}

static SlBackend *
open_calendar (const char *user)
{
  g_autoptr (GError) error = NULL;
  SlBackend *backend = sl_caldav_new (test_server_open (&server, user), calendar, &error);

  g_assert_no_error (error);
  return backend;
}

static void
make_calendar (const char *path, const char *name)
{
  g_autoptr (SlHttp) http = test_server_open (&server, "facility");
  g_autofree char *body = g_strdup_printf (
    "<?xml version=\"1.0\" encoding=\"utf-8\"?><c:mkcalendar xmlns:d=\"DAV:\" "
    "xmlns:c=\"urn:ietf:params:xml:ns:caldav\"><d:set><d:prop><d:displayname>%s</d:displayname></d:prop></d:set>"
    "</c:mkcalendar>", name);
  const SlHttpRequest request = { .method = "MKCALENDAR", .url = path, .body = body, .type = "application/xml" };
  g_auto (SlHttpAnswer) answer = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (sl_http_send (http, &request, &answer, NULL, &error));
  g_assert_cmpuint (answer.status, ==, 201);
}

static void
test_find (void)
{
  static const char *const addresses[] = { "/facility/", "/facility/stage-1/" };
  g_autoptr (SlHttp) http = test_server_open (&server, "alice");

  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) found = sl_caldav_find (http, addresses[i], NULL, &error);

      g_assert_no_error (error);
      const SlCaldavCalendar *stage = sl_caldav_pick (found, "stage-1", "Stage 1", &error);
      g_assert_no_error (error);
      g_assert_cmpstr (stage->segment, ==, "stage-1");
      g_assert_cmpstr (stage->name, ==, "一号棚");
      g_assert_true (stage->writes);
      g_assert_cmpstr (stage->url, ==, calendar);
    }
}

static void
test_home (void)
{
  g_autoptr (SlHttp) facility = test_server_open (&server, "facility"), alice = test_server_open (&server, "alice");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = sl_caldav_find (facility, "/", NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 3);
  g_assert_nonnull (sl_caldav_pick (found, "x", "Twin", &error) == NULL ? error : NULL); /* two are called so */
  g_clear_error (&error);
  g_assert_null (sl_caldav_pick (found, "stage-9", "Stage 9", &error));
  g_assert_error (error, SL_ERROR, SL_ERROR_REFERENCE);
  g_clear_error (&error);
  g_assert_null (sl_caldav_find (alice, "/", NULL, &error)); /* her home has none */
  g_assert_error (error, SL_ERROR, SL_ERROR_SERVICE);
}

static void
test_password (void)
{
  const SlHttpAccount account = { .user = "alice", .password = "no", .ca_file = server.ca };
  g_autoptr (SlHttp) http = sl_http_new (server.url, &account, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (sl_caldav_find (http, "/facility/", NULL, &error));
  g_assert_error (error, SL_ERROR, SL_ERROR_SERVICE);
  g_assert_nonnull (strstr (error->message, "log in"));
}

static void
test_objects (void)
{
  g_autoptr (SlBackend) alice = open_calendar ("alice"), bob = open_calendar ("bob");
  g_autofree char *first = object ("u-1", "20261124", "X-SIGHTLINE-BOOKING:p/one\r\n");
  g_autofree char *second = object ("u-2", "20261124", "");
  g_autofree char *changed = object ("u-1", "20261124", "X-SIGHTLINE-BOOKING:p/one\r\nSTATUS:CONFIRMED\r\n");
  g_autoptr (GError) error = NULL;
  const char *name = "day-2026-11-24.ics";

  g_assert_cmpint (sl_backend_create (alice, name, first, NULL, &error), ==, SL_WRITE_DONE);
  g_assert_no_error (error);
  g_assert_cmpint (sl_backend_create (bob, name, second, NULL, &error), ==, SL_WRITE_REFUSED);
  g_autoptr (SlResource) there = sl_backend_get (bob, name, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (there->text, "X-SIGHTLINE-BOOKING:p/one"));
  g_assert_nonnull (strstr (there->text, "长江夜航"));
  /* only over the version that was read */
  g_assert_cmpint (sl_backend_replace (bob, name, "\"another\"", second, NULL, &error), ==, SL_WRITE_REFUSED);
  g_assert_cmpint (sl_backend_replace (alice, name, there->etag, changed, NULL, &error), ==, SL_WRITE_DONE);
  g_assert_cmpint (sl_backend_remove (bob, name, there->etag, NULL, &error), ==, SL_WRITE_REFUSED);
  g_assert_no_error (error);
  g_assert_cmpint (sl_backend_replace (bob, name, NULL, second, NULL, &error), ==, SL_WRITE_FAILED);
  g_clear_error (&error);
  g_autoptr (SlResource) again = sl_backend_get (bob, name, NULL, &error);
  g_assert_nonnull (strstr (again->text, "STATUS:CONFIRMED"));
  g_assert_cmpint (sl_backend_remove (bob, name, again->etag, NULL, &error), ==, SL_WRITE_DONE);
  g_assert_cmpint (sl_backend_remove (bob, name, again->etag, NULL, &error), ==, SL_WRITE_DONE); /* gone is gone */
  g_assert_no_error (error);
  g_autoptr (SlResource) gone = sl_backend_get (bob, name, NULL, &error);
  g_assert_null (gone->text);
}

static const SlResource *
find (const SlChanges *changes, const char *name)
{
  for (guint i = 0; i < changes->changed->len; i++)
    if (g_str_equal (((const SlResource *) changes->changed->pdata[i])->name, name))
      return changes->changed->pdata[i];
  return NULL;
}

static void
create_days (SlBackend *backend, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *uid = g_strdup_printf ("day-%u", i), *day = g_strdup_printf ("202612%02u", i + 1);
      g_autofree char *text = object (uid, day, ""), *name = g_strdup_printf ("day-2026-12-%02u.ics", i + 1);
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (sl_backend_create (backend, name, text, NULL, &error), ==, SL_WRITE_DONE);
    }
}

static void
test_sync (void)
{
  g_autoptr (SlBackend) alice = open_calendar ("alice"), bob = open_calendar ("bob");
  g_autoptr (GError) error = NULL;
  g_autofree char *late = object ("late", "20270101", "");

  create_days (alice, 5);
  g_autoptr (SlChanges) all = sl_backend_list (bob, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (all->whole);
  g_assert_cmpuint (all->changed->len, ==, 5);
  g_assert_nonnull (all->token);
  g_assert_true (sl_backend_fetch (bob, all->changed, NULL, &error));
  g_assert_no_error (error);
  g_assert_nonnull (strstr (find (all, "day-2026-12-03.ics")->text, "20261203"));
  const char *etag = find (all, "day-2026-12-03.ics")->etag;
  g_assert_cmpint (sl_backend_remove (alice, "day-2026-12-03.ics", etag, NULL, &error), ==, SL_WRITE_DONE);
  g_assert_cmpint (sl_backend_create (alice, "夜 1.ics", late, NULL, &error), ==, SL_WRITE_DONE);
  g_autoptr (SlChanges) since = sl_backend_list (bob, all->token, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (since->whole);
  g_assert_cmpuint (since->changed->len, ==, 1);
  g_assert_nonnull (find (since, "夜 1.ics"));
  g_assert_cmpuint (since->removed->len, ==, 1);
  g_assert_cmpstr (since->removed->pdata[0], ==, "day-2026-12-03.ics");
  /* a token that the server does not know is no error */
  g_autoptr (SlChanges) lost = sl_backend_list (bob, "urn:lost", NULL, &error);
  g_assert_no_error (error);
  g_assert_true (lost->whole);
  g_assert_cmpuint (lost->changed->len, ==, 5);
  /* what has gone meanwhile is no error either */
  g_ptr_array_add (all->changed, sl_resource_new ("never.ics", "\"x\"", "x"));
  g_assert_true (sl_backend_fetch (bob, all->changed, NULL, &error));
  g_assert_no_error (error);
  g_assert_null (find (all, "never.ics")->text);
  g_assert_null (find (all, "day-2026-12-03.ics")->text);
  g_assert_nonnull (find (all, "day-2026-12-04.ics")->text);
}

/* --- programs that race --- */

enum { PROGRAMS = 4, LENGTH = 7 };

/* This program as one of them: its number, the folder of the server, its address and the calendar's. */
static int
book_as_program (char **argv)
{
  const int number = atoi (argv[2]);
  g_autofree char *booking = g_strdup_printf ("%d/one", number);
  const guint first = 1 + 2 * (guint) number;
  g_autoptr (GPtrArray) wanted = wanted_days (booking, first, first + LENGTH - 1, "hold", 1);
  g_autoptr (SlStageCalendar) c = NULL;
  g_autoptr (GError) error = NULL;
  SlTaken taken;
  SlAcquire result;

  server = (TestServer) { argv[3], argv[4], g_build_filename (argv[3], "tls", "ca.pem", NULL) };
  calendar = argv[5];
  c = sl_stage_calendar_new (open_calendar (number % 2 == 0 ? "alice" : "bob"), "race", NULL, julian ("2026-10-01"));
  result = sl_stage_calendar_set (c, booking, wanted, NULL, &taken, NULL, &error);
  if (result == SL_STORE_FAILED)
    g_printerr ("%s\n", error->message);
  return 10 + (int) result;
}

static GPid
start_program (const char *program, guint number)
{
  g_autofree char *text = g_strdup_printf ("%u", number);
  const char *const argv[] = { program, "--as-program", text, server.folder, server.url, calendar, NULL };
  g_autoptr (GError) error = NULL;
  GPid pid;

  g_spawn_async (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, &error);
  g_assert_no_error (error);
  return pid;
}

/* Each of four wants days that overlap with all others': one has his, whole, and nothing is left of the rest. */
static void
test_races (gconstpointer program)
{
  const guint rounds = g_strcmp0 (g_getenv ("SL_LONG"), "1") == 0 ? 100 : 3;
  g_autofree char *stage = calendar;

  calendar = g_strconcat (server.url, "facility/race/", NULL);
  make_calendar ("/facility/race/", "Race");
  for (guint round = 0; round < rounds; round++)
    {
      g_autoptr (SlStageCalendar) c = sl_stage_calendar_new (open_calendar ("facility"), "race", NULL,
                                                             julian ("2026-10-01"));
      g_autoptr (GPtrArray) nothing = g_ptr_array_new ();
      g_autofree char *booking = NULL;
      g_autoptr (GError) error = NULL;
      GPid pids[PROGRAMS];
      int winner = -1;
      SlTaken taken;

      for (guint i = 0; i < PROGRAMS; i++)
        pids[i] = start_program (program, i);
      for (guint i = 0; i < PROGRAMS; i++)
        {
          int status;
          waitpid (pids[i], &status, 0);
          g_assert_true (WIFEXITED (status));
          g_assert_cmpint (WEXITSTATUS (status), >=, 10 + (int) SL_ACQUIRED);
          g_assert_cmpint (WEXITSTATUS (status), <, 10 + (int) SL_STORE_FAILED);
          if (WEXITSTATUS (status) == 10 + (int) SL_ACQUIRED)
            {
              g_assert_cmpint (winner, ==, -1);
              winner = (int) i;
            }
        }
      g_assert_true (sl_stage_calendar_sync (c, NULL, &error));
      g_autoptr (GPtrArray) days = sl_stage_calendar_days (c, NULL);
      g_assert_cmpint (winner, >=, 0);
      g_assert_cmpuint (days->len, ==, LENGTH);
      for (guint i = 0; i < days->len; i++)
        g_assert_cmpint (((SlStageDay *) days->pdata[i])->booking[0], ==, '0' + winner);
      booking = g_strdup_printf ("%d/one", winner);
      g_assert_cmpint (sl_stage_calendar_set (c, booking, nothing, NULL, &taken, NULL, &error), ==, SL_ACQUIRED);
      g_assert_cmpuint (taken.released, ==, LENGTH);
      sl_taken_clear (&taken);
    }
  g_free (calendar);
  calendar = g_steal_pointer (&stage);
}

/* A booking held, confirmed, moved and refused; what the facility adds to a day in its own program stays. */
static void
test_booking (void)
{
  g_autoptr (SlStageCalendar) alice = sl_stage_calendar_new (open_calendar ("alice"), "stage-1", "Asia/Shanghai",
                                                             julian ("2026-10-01"));
  g_autoptr (SlStageCalendar) bob = sl_stage_calendar_new (open_calendar ("bob"), "stage-1", "Asia/Shanghai",
                                                           julian ("2026-10-01"));
  g_autoptr (GPtrArray) hold = wanted_days ("p/one", 3, 5, "hold", 1), late = wanted_days ("q/two", 5, 6, "hold", 1);
  g_autoptr (GPtrArray) firm = wanted_days ("p/one", 4, 6, "confirmed", 1);
  g_autoptr (SlBackend) facility = open_calendar ("facility");
  g_autoptr (GError) error = NULL;
  SlTaken taken;

  g_assert_cmpint (sl_stage_calendar_set (alice, "p/one", hold, NULL, &taken, NULL, &error), ==, SL_ACQUIRED);
  g_assert_no_error (error);
  sl_taken_clear (&taken);
  g_autoptr (SlResource) day = sl_backend_get (facility, "day-2026-11-04.ics", NULL, &error);
  const char *end = strstr (day->text, "END:VEVENT");
  g_autofree char *noted = g_strdup_printf ("%.*sX-FACILITY-NOTE:钥匙在前台\r\n%s", (int) (end - day->text), day->text, end);
  g_assert_cmpint (sl_backend_replace (facility, day->name, day->etag, noted, NULL, &error), ==, SL_WRITE_DONE);
  g_assert_cmpint (sl_stage_calendar_set (bob, "q/two", late, NULL, &taken, NULL, &error), ==, SL_CONFLICT);
  g_assert_cmpstr (((SlStageDay *) taken.conflicts->pdata[0])->booking, ==, "p/one");
  sl_taken_clear (&taken);
  g_assert_cmpint (sl_stage_calendar_set (alice, "p/one", firm, NULL, &taken, NULL, &error), ==, SL_ACQUIRED);
  g_assert_cmpuint (taken.taken, ==, 1);
  g_assert_cmpuint (taken.changed, ==, 2);
  g_assert_cmpuint (taken.released, ==, 1);
  sl_taken_clear (&taken);
  g_autoptr (SlResource) after = sl_backend_get (facility, "day-2026-11-04.ics", NULL, &error);
  g_assert_nonnull (strstr (after->text, "X-FACILITY-NOTE:钥匙在前台"));
  g_assert_nonnull (strstr (after->text, "STATUS:CONFIRMED"));
}

int
main (int argc, char **argv)
{
  int code;

  if (argc == 6 && g_str_equal (argv[1], "--as-program"))
    return book_as_program (argv);
  g_test_init (&argc, &argv, NULL);
  server = test_server_start ("radicale", NULL);
  calendar = g_strconcat (server.url, "facility/stage-1/", NULL);
  make_calendar ("/facility/stage-1/", "一号棚");
  make_calendar ("/facility/a/", "Twin");
  make_calendar ("/facility/b/", "Twin");
  g_test_add_func ("/caldav/find", test_find);
  g_test_add_func ("/caldav/home", test_home);
  g_test_add_func ("/caldav/password", test_password);
  g_test_add_func ("/caldav/objects", test_objects);
  g_test_add_func ("/caldav/sync", test_sync);
  g_test_add_func ("/caldav/booking", test_booking);
  g_test_add_data_func ("/caldav/races", argv[0], test_races);
  code = g_test_run ();
  test_server_stop (&server);
  g_free (calendar);
  return code;
}
