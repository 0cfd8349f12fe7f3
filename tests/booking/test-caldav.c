/* A calendar on a real server: that of argv's environment, Radicale by default. */
#include <string.h>

#include "../sl-test.h"
#include "servers.h"
#include "sl-caldav.h"
#include "sl-error.h"

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
  g_assert_error (error, SL_ERROR, SL_ERROR_INPUT);
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

int
main (int argc, char **argv)
{
  int code;

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
  code = g_test_run ();
  test_server_stop (&server);
  g_free (calendar);
  return code;
}
