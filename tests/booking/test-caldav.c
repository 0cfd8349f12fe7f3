/* A stage's calendar on each real server that this machine has, over TLS. */
#include <string.h>
#include <sys/wait.h>

#include "../sl-test.h"
#include "servers.h"
#include "sl-caldav.h"
#include "sl-error.h"
#include "stage-days.h"

static TestServer server; /* the one that is asked */
static const char *program; /* this one */

/* An object that every server takes; `extra` is a line of it. */
static char *
object (const char *uid, const char *day, const char *extra)
{
  return g_strdup_printf ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Test//EN\r\nBEGIN:VEVENT\r\nUID:%s\r\n"
                          "DTSTAMP:20261101T000000Z\r\nDTSTART;VALUE=DATE:%s\r\nSUMMARY:长江夜航 棚 1\r\n%sEND:VEVENT\r\n"
                          "END:VCALENDAR\r\n", uid, day, extra);
}

static SlBackend *
open_calendar (const char *user, const char *name)
{
  g_autofree char *calendar = test_server_calendar (&server, user, name);
  g_autoptr (GError) error = NULL;
  SlBackend *backend = sl_caldav_new (test_server_open (&server, user), calendar, &error);

  g_assert_no_error (error);
  return backend;
}

/* What `alice` finds at an address, asked by its own name or by the plan's. */
static void
check_find (SlHttp *http, const char *address, gboolean there)
{
  g_autofree char *calendar = test_server_calendar (&server, "alice", "stage-1");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = sl_caldav_find (http, address, NULL, &error);
  const SlCaldavCalendar *stage = found != NULL ? sl_caldav_pick (found, "stage-1", "一号棚", &error) : NULL;

  g_test_message ("%s", address);
  if (!there)
    {
      g_assert_null (stage);
      g_assert_nonnull (error);
      return;
    }
  g_assert_no_error (error);
  g_assert_cmpstr (stage->name, ==, "一号棚");
  g_assert_true (stage->writes);
  g_assert_cmpstr (stage->url, ==, calendar);
}

/* By the address of the calendar, that where the facility made it (a server may send elsewhere from there), the
 * facility's folder, and the server's alone. */
static void
test_find (void)
{
  g_autoptr (SlHttp) http = test_server_open (&server, "alice");
  g_autofree char *seen = test_server_calendar (&server, "alice", "stage-1");
  g_autofree char *made = test_server_calendar (&server, "facility", "stage-1");
  g_autofree char *folder = g_path_get_dirname (seen), *home = g_path_get_dirname (folder);
  g_autofree char *around = g_strconcat (home, "/", NULL);

  check_find (http, seen, TRUE);
  check_find (http, made, TRUE);
  check_find (http, around, server.kind->listed);
  check_find (http, "/", server.kind->at_home);
}

static void
test_home (void)
{
  g_autoptr (SlHttp) facility = test_server_open (&server, "facility");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = sl_caldav_find (facility, "/", NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (sl_caldav_pick (found, "stage-1", NULL, &error));
  g_assert_null (sl_caldav_pick (found, "x", "Twin", &error)); /* two are called so */
  g_assert_error (error, SL_ERROR, SL_ERROR_SERVICE);
  g_clear_error (&error);
  g_assert_null (sl_caldav_pick (found, "stage-9", "Stage 9", &error));
  g_assert_error (error, SL_ERROR, SL_ERROR_REFERENCE);
}

static void
test_password (void)
{
  g_autofree char *calendar = test_server_calendar (&server, "alice", "stage-1");
  const SlHttpAccount account = { .user = "alice", .password = "no", .ca_file = server.ca };
  g_autoptr (SlHttp) http = sl_http_new (server.url, &account, NULL);
  g_autoptr (GError) error = NULL, listing = NULL;
  g_autoptr (SlBackend) backend = sl_caldav_new (sl_http_new (server.url, &account, NULL), calendar, NULL);
  g_autofree char *text = object ("u-1", "20261123", "");

  g_assert_null (sl_caldav_find (http, calendar, NULL, &error));
  g_assert_error (error, SL_ERROR, SL_ERROR_SERVICE);
  g_assert_nonnull (strstr (error->message, "log in"));
  g_assert_null (sl_backend_list (backend, NULL, NULL, &listing));
  g_assert_nonnull (strstr (listing->message, "log in"));
  g_clear_error (&listing);
  g_assert_cmpint (sl_backend_create (backend, "day-2026-11-23.ics", text, NULL, &listing), ==, SL_WRITE_FAILED);
  g_assert_nonnull (strstr (listing->message, "log in"));
}

/* Its certificate is another's, for all that this user knows. */
static void
test_certificate (void)
{
  g_autofree char *other_ca = g_build_filename (server.folder, "tls", "other-ca.pem", NULL);
  const SlHttpAccount account = { .user = "alice", .password = "alice-pw", .ca_file = other_ca };
  g_autoptr (SlHttp) http = sl_http_new (server.url, &account, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (sl_caldav_find (http, "/", NULL, &error));
  g_assert_error (error, SL_ERROR, SL_ERROR_SERVICE);
  g_assert_nonnull (strstr (error->message, "certificate"));
}

static void
test_objects (void)
{
  g_autoptr (SlBackend) alice = open_calendar ("alice", "stage-1"), bob = open_calendar ("bob", "stage-1");
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
  /* only over the version that was read; one server's versions are each user's own */
  g_autoptr (SlResource) mine = sl_backend_get (alice, name, NULL, &error);
  g_assert_cmpint (sl_backend_replace (bob, name, "\"another\"", second, NULL, &error), ==, SL_WRITE_REFUSED);
  g_assert_cmpint (sl_backend_replace (alice, name, mine->etag, changed, NULL, &error), ==, SL_WRITE_DONE);
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
  g_autoptr (SlBackend) alice = open_calendar ("alice", "sync"), bob = open_calendar ("bob", "sync");
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
  g_autoptr (SlResource) third = sl_backend_get (alice, "day-2026-12-03.ics", NULL, &error);
  g_assert_cmpint (sl_backend_remove (alice, third->name, third->etag, NULL, &error), ==, SL_WRITE_DONE);
  g_assert_cmpint (sl_backend_create (alice, "夜 1.ics", late, NULL, &error), ==, SL_WRITE_DONE);
  g_autoptr (SlChanges) since = sl_backend_list (bob, all->token, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (since->whole);
  g_assert_nonnull (find (since, "夜 1.ics"));
  for (guint i = 0; i < since->changed->len; i++) /* known ones in their known version */
    {
      const SlResource *r = since->changed->pdata[i], *known = find (all, r->name);
      g_assert_true (known == NULL ? g_str_equal (r->name, "夜 1.ics") : g_strcmp0 (known->etag, r->etag) == 0);
    }
  g_assert_cmpuint (since->removed->len, ==, 1);
  g_assert_cmpstr (since->removed->pdata[0], ==, "day-2026-12-03.ics");
  /* a token that the server does not know is no error; one server tells all then, and does not say that it is all */
  g_autoptr (SlChanges) lost = sl_backend_list (bob, "urn:lost", NULL, &error);
  g_assert_no_error (error);
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

/* This program as one of them: its number, the folder of the server, its address and its kind's number. */
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
  guint n;

  server = (TestServer) { argv[3], argv[4], g_build_filename (argv[3], "tls", "ca.pem", NULL),
                          test_kinds (&n) + atoi (argv[5]) };
  c = sl_stage_calendar_new (open_calendar (number % 2 == 0 ? "alice" : "bob", "race"), "race", NULL,
                             julian ("2026-10-01"));
  result = sl_stage_calendar_set (c, booking, wanted, NULL, &taken, NULL, &error);
  if (result == SL_STORE_FAILED)
    g_printerr ("%s\n", error->message);
  return 10 + (int) result;
}

static GPid
start_program (guint number)
{
  guint n;
  g_autofree char *text = g_strdup_printf ("%u", number);
  g_autofree char *kind = g_strdup_printf ("%u", (guint) (server.kind - test_kinds (&n)));
  const char *const argv[] = { program, "--as-program", text, server.folder, server.url, kind, NULL };
  g_autoptr (GError) error = NULL;
  GPid pid;

  g_spawn_async (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, &error);
  g_assert_no_error (error);
  return pid;
}

/* How a program ended; one that the server did not answer in time asks again until it knows. */
static int
end_of_program (GPid pid, guint number)
{
  for (guint again = 0;; again++)
    {
      int status;

      waitpid (pid, &status, 0);
      g_assert_true (WIFEXITED (status));
      if (WEXITSTATUS (status) != 10 + (int) SL_STORE_FAILED || again == 5)
        return WEXITSTATUS (status);
      pid = start_program (number);
    }
}

/* Each of four wants days that overlap with all others': one has his, whole, and nothing is left of the rest. */
static void
test_races (void)
{
  const guint rounds = g_strcmp0 (g_getenv ("SL_LONG"), "1") == 0 ? 100 : 3;

  for (guint round = 0; round < rounds; round++)
    {
      g_autoptr (SlStageCalendar) c = sl_stage_calendar_new (open_calendar ("facility", "race"), "race", NULL,
                                                             julian ("2026-10-01"));
      g_autoptr (GPtrArray) nothing = g_ptr_array_new ();
      g_autofree char *booking = NULL;
      g_autoptr (GError) error = NULL;
      GPid pids[PROGRAMS];
      int winner = -1;
      SlTaken taken;

      for (guint i = 0; i < PROGRAMS; i++)
        pids[i] = start_program (i);
      for (guint i = 0; i < PROGRAMS; i++)
        {
          const int end = end_of_program (pids[i], i);
          g_assert_cmpint (end, >=, 10 + (int) SL_ACQUIRED);
          g_assert_cmpint (end, <, 10 + (int) SL_STORE_FAILED);
          if (end == 10 + (int) SL_ACQUIRED)
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
}

/* A booking held, confirmed, moved, refused and given back; what the facility adds to a day stays. */
static void
test_booking (void)
{
  g_autoptr (SlStageCalendar) alice = sl_stage_calendar_new (open_calendar ("alice", "booking"), "stage-1",
                                                             "Asia/Shanghai",
                                                             julian ("2026-10-01"));
  g_autoptr (SlStageCalendar) bob = sl_stage_calendar_new (open_calendar ("bob", "booking"), "stage-1", "Asia/Shanghai",
                                                           julian ("2026-10-01"));
  g_autoptr (GPtrArray) hold = wanted_days ("p/one", 3, 5, "hold", 1), late = wanted_days ("q/two", 5, 6, "hold", 1);
  g_autoptr (GPtrArray) nothing = g_ptr_array_new (), firm = wanted_days ("p/one", 4, 6, "confirmed", 1);
  g_autoptr (SlBackend) facility = open_calendar ("facility", "booking");
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
  g_assert_cmpint (sl_stage_calendar_set (alice, "p/one", nothing, NULL, &taken, NULL, &error), ==, SL_ACQUIRED);
  g_assert_cmpuint (taken.released, ==, 3);
  sl_taken_clear (&taken);
  g_assert_cmpint (sl_stage_calendar_set (bob, "q/two", late, NULL, &taken, NULL, &error), ==, SL_ACQUIRED);
  sl_taken_clear (&taken);
  g_assert_true (sl_stage_calendar_sync (alice, NULL, &error));
  g_autoptr (GPtrArray) days = sl_stage_calendar_days (alice, NULL);
  g_assert_cmpuint (days->len, ==, 2);
  for (guint i = 0; i < days->len; i++)
    g_assert_cmpstr (((SlStageDay *) days->pdata[i])->booking, ==, "q/two");
}

/* --- every kind of server --- */

typedef struct {
  TestServer server;
  gboolean   tried;
  char      *why; /* it does not run here; else NULL */
} Running;

typedef struct {
  const TestKind *kind;
  Running        *running;
  void          (*test) (void);
} Case;

/* With the first test that wants it. */
static void
start (const TestKind *kind, Running *running)
{
  static const char *const calendars[][2] = {
    { "stage-1", "一号棚" }, { "sync", "Sync" }, { "booking", "Booking" }, { "race", "Race" }, { "a", "Twin" },
    { "b", "Twin" },
  };
  g_autofree char *said = NULL;

  running->tried = TRUE;
  if (!test_server_try (kind, &running->server, &said))
    {
      running->why = g_strdup_printf ("%s: %s", kind->name, said);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (calendars); i++)
    test_server_make (&running->server, calendars[i][0], calendars[i][1]);
}

static void
run_case (gconstpointer data)
{
  const Case *c = data;

  if (!c->running->tried)
    start (c->kind, c->running);
  server = c->running->server;
  if (c->running->why != NULL)
    g_test_skip (c->running->why);
  else
    c->test ();
}

static void
add_cases (const TestKind *kind, Running *running)
{
  static const struct { const char *name; void (*test) (void); } tests[] = {
    { "find", test_find },       { "home", test_home },       { "password", test_password },
    { "certificate", test_certificate }, { "objects", test_objects }, { "sync", test_sync },
    { "booking", test_booking }, { "races", test_races },
  };

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strdup_printf ("/caldav/%s/%s", kind->name, tests[i].name);
      Case *c = g_new (Case, 1);

      *c = (Case) { kind, running, tests[i].test };
      g_test_add_data_func_full (path, c, run_case, g_free);
    }
}

int
main (int argc, char **argv)
{
  g_autofree Running *running = NULL;
  const TestKind *kinds;
  guint n;
  int code;

  if (argc == 6 && g_str_equal (argv[1], "--as-program"))
    return book_as_program (argv);
  g_test_init (&argc, &argv, NULL);
  program = argv[0];
  kinds = test_kinds (&n);
  running = g_new0 (Running, n);
  for (guint i = 0; i < n; i++)
    add_cases (&kinds[i], &running[i]);
  code = g_test_run ();
  for (guint i = 0; i < n; i++)
    {
      if (running[i].tried && running[i].why == NULL)
        test_server_stop (&running[i].server);
      g_free (running[i].why);
    }
  return code;
}
