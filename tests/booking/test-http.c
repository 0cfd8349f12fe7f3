/* Requests to servers that do not mean well. */
#include <math.h>
#include <string.h>

#include "../sl-test.h"
#include "servers.h"
#include "sl-error.h"

static TestServer hostile;

/* Who was asked what, so far. */
static char *
asked (void)
{
  g_autofree char *path = g_build_filename (hostile.folder, "asked", NULL);
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);
  return text;
}

static gboolean
get (SlHttp *http, const char *url, SlHttpAnswer *answer, double deadline, GError **error)
{
  const SlHttpRequest request = { .method = "GET", .url = url, .deadline_s = deadline };

  return sl_http_send (http, &request, answer, NULL, error);
}

static void
test_addresses (void)
{
  static const struct { const char *url; gboolean good; } cases[] = {
    { "https://calendar.example/", TRUE }, { "https://[::1]:8443/x", TRUE }, { "http://127.0.0.1:5232/", TRUE },
    { "http://localhost/", TRUE },         { "http://[::1]/", TRUE },        { "http://calendar.example/", FALSE },
    { "http://127.0.0.1.example/", FALSE }, { "https://a:b@calendar.example/", FALSE }, { "ftp://x/", FALSE },
    { "calendar.example", FALSE },         { "", FALSE },                    { "https:///x", FALSE },
    { "https://", FALSE },                 { "file:///etc/passwd", FALSE },  { "https://a b/", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SlHttp) http = sl_http_new (cases[i].url, NULL, &error);

      g_test_message ("%s", cases[i].url);
      g_assert_true ((http != NULL) == cases[i].good);
      g_assert_true (cases[i].good || g_error_matches (error, SL_ERROR, SL_ERROR_INPUT));
    }
}

static void
test_accounts (void)
{
  static const SlHttpAccount bad[] = {
    { .user = "a:b", .password = "x" }, { .user = "a\r\nX: y", .password = "x" }, { .user = "a", .password = "x\ny" },
    { .password = "to\nken" },          { .password = "two words" },        { .password = "=" },
    { .ca_file = "/nowhere.pem" },      { .ca_file = "/dev/null" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (sl_http_new ("https://localhost/", &bad[i], &error));
      g_assert_error (error, SL_ERROR, SL_ERROR_INPUT);
    }
}

static void
test_same_server (void)
{
  g_autoptr (SlHttp) http = sl_http_new ("https://calendar.example/dav/x/", NULL, NULL);
  static const struct { const char *reference, *url; } cases[] = {
    { "/a", "https://calendar.example/a" },          { "y", "https://calendar.example/dav/x/y" },
    { "https://calendar.example:443/z", "https://calendar.example/z" }, { "https://CALENDAR.example/z", NULL },
    { "http://calendar.example/z", NULL },           { "https://other.example/", NULL },
    { "//other.example/", NULL },                    { "https://calendar.example:8443/", NULL },
    { "https://u@calendar.example/", NULL },         { "javascript:1", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *url = sl_http_resolve (http, cases[i].reference);

      g_test_message ("%s", cases[i].reference);
      if (i == 3) /* the same host, written otherwise */
        g_assert_nonnull (url);
      else
        g_assert_cmpstr (url, ==, cases[i].url);
    }
}

static void
test_redirects (void)
{
  g_autoptr (SlHttp) http = test_server_open (&hostile, "alice");
  static const char *const bad[] = { "/elsewhere", "/down", "/round" };
  const SlHttpRequest put = { .method = "PUT", .url = "/moved", .body = "day", .type = "text/plain" };
  g_auto (SlHttpAnswer) answer = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *log = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) refused = NULL;
      g_assert_false (get (http, bad[i], &answer, 0, &refused));
      g_assert_error (refused, SL_ERROR, SL_ERROR_SERVICE);
    }
  /* the method and the body go along */
  g_assert_true (sl_http_send (http, &put, &answer, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (answer.status, ==, 200);
  g_assert_cmpstr (answer.body, ==, "PUT day");
  g_assert_true (g_str_has_suffix (answer.url, "/echo"));
  log = asked ();
  g_assert_null (strstr (log, "other ")); /* no credentials went there: nothing did */
  g_assert_nonnull (strstr (log, "first GET /elsewhere Basic "));
}

static void
test_limits (void)
{
  g_autoptr (SlHttp) http = test_server_open (&hostile, "alice");
  static const char *const bad[] = { "/drip", "/endless", "/silent", "/cut" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_auto (SlHttpAnswer) answer = { 0 };
      g_autoptr (GError) error = NULL;
      const gint64 start = g_get_monotonic_time ();

      g_test_message ("%s", bad[i]);
      g_assert_false (get (http, bad[i], &answer, 1, &error));
      if (g_str_equal (bad[i], "/endless")) /* too much, or too late */
        g_assert_true (sl_error_is_service (error));
      else
        g_assert_error (error, SL_ERROR, SL_ERROR_OFFLINE);
      g_assert_cmpfloat ((double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC, <, 5);
    }
}

static gpointer
cancel_soon (gpointer data)
{
  g_usleep (200000);
  sl_watch_cancel (data);
  return NULL;
}

static void
test_cancel (void)
{
  g_autoptr (SlHttp) http = test_server_open (&hostile, "alice");
  g_autoptr (SlWatch) watch = sl_watch_new (NULL, NULL);
  const SlHttpRequest request = { .method = "GET", .url = "/silent" };
  g_auto (SlHttpAnswer) answer = { 0 };
  g_autoptr (GError) error = NULL;
  const gint64 start = g_get_monotonic_time ();
  GThread *thread = g_thread_new ("cancel", cancel_soon, watch);

  g_assert_false (sl_http_send (http, &request, &answer, watch, &error));
  g_assert_error (error, SL_ERROR, SL_ERROR_CANCELLED);
  g_assert_cmpfloat ((double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC, <, 2);
  g_thread_join (thread);
}

static void
test_answers (void)
{
  g_autoptr (SlHttp) http = test_server_open (&hostile, "alice");
  g_auto (SlHttpAnswer) busy = { 0 }, unknown = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (get (http, "/busy", &busy, 0, &error));
  g_assert_cmpuint (busy.status, ==, 503);
  g_assert_cmpfloat (busy.retry_s, ==, 7);
  sl_http_refuse (http, &busy, &error);
  g_assert_error (error, SL_ERROR, SL_ERROR_OFFLINE);
  g_assert_cmpfloat (sl_error_retry (error), ==, 7);
  g_autoptr (GError) same = g_error_copy (error);
  g_assert_cmpfloat (sl_error_retry (same), ==, 7);
  g_clear_error (&error);
  g_assert_true (isnan (sl_error_retry (NULL)));
  g_assert_true (get (http, "/no", &unknown, 0, &error));
  g_assert_cmpuint (unknown.status, ==, 401);
  g_assert_true (isnan (unknown.retry_s));
  sl_http_refuse (http, &unknown, &error);
  g_assert_error (error, SL_ERROR, SL_ERROR_SERVICE);
  g_assert_null (strstr (error->message, "alice-pw"));
}

static void
test_certificates (void)
{
  TestServer wrong = test_server_start ("radicale", "CERTIFICATE=wrong"), good = test_server_start ("radicale", NULL);
  g_autofree char *other_ca = g_build_filename (hostile.folder, "tls", "other-ca.pem", NULL);
  const SlHttpAccount stranger = { .user = "alice", .password = "alice-pw", .ca_file = other_ca },
                      nobody = { .user = "alice", .password = "alice-pw" },
                      right = { .user = "alice", .password = "alice-pw", .ca_file = wrong.ca };
  g_autofree char *password = NULL;
  const SlHttpAccount friend = test_server_account (&good, "alice", &password);
  SlHttp *trusts = sl_http_new (good.url, &friend, NULL);
  g_auto (SlHttpAnswer) trusted = { 0 };
  const struct { const SlHttpAccount *account; const char *url; } cases[] = {
    { &friend, wrong.url }, { &stranger, good.url }, { &nobody, hostile.url }, { &right, wrong.url },
  };

  /* a session that somebody has begun who believes it is nobody else's */
  g_assert_true (get (trusts, "/", &trusted, 0, NULL));
  sl_http_free (trusts);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SlHttp) http = sl_http_new (cases[i].url, cases[i].account, NULL);
      g_auto (SlHttpAnswer) answer = { 0 };
      g_autoptr (GError) error = NULL;

      g_assert_false (get (http, "/", &answer, 0, &error));
      g_assert_error (error, SL_ERROR, SL_ERROR_SERVICE);
      g_assert_nonnull (strstr (error->message, "certificate"));
    }
  test_server_stop (&wrong);
  test_server_stop (&good);
}

int
main (int argc, char **argv)
{
  int code;

  g_test_init (&argc, &argv, NULL);
  hostile = test_server_start ("hostile", NULL);
  g_test_add_func ("/http/addresses", test_addresses);
  g_test_add_func ("/http/accounts", test_accounts);
  g_test_add_func ("/http/same-server", test_same_server);
  g_test_add_func ("/http/redirects", test_redirects);
  g_test_add_func ("/http/limits", test_limits);
  g_test_add_func ("/http/cancel", test_cancel);
  g_test_add_func ("/http/answers", test_answers);
  g_test_add_func ("/http/certificates", test_certificates);
  code = g_test_run ();
  test_server_stop (&hostile);
  return code;
}
