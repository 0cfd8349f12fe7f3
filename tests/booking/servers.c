#include "servers.h"

#include <string.h>
#include <sys/wait.h>

static const TestKind kinds[] = {
  { "radicale", "facility/NAME/", "facility/NAME/", NULL, TRUE, FALSE },
  { "xandikos", "user/calendars/NAME/", "user/calendars/NAME/", NULL, TRUE, TRUE },
  { "cyrus", "dav/calendars/user/facility/NAME/", "dav/calendars/user/USER/facility.NAME/", "cyrus-share",
    FALSE, FALSE },
  { "davical", "caldav.php/facility/NAME/", "caldav.php/facility/NAME/", NULL, TRUE, FALSE },
};

/* The exit status, what it said, and what it complained of. */
static int
attempt (const char *const *argv, const char *environment, char **said, char **why)
{
  g_auto (GStrv) env = g_get_environ ();
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) pair = environment != NULL ? g_strsplit (environment, "=", 2) : NULL;
  int status;

  if (pair != NULL)
    env = g_environ_setenv (env, pair[0], pair[1], TRUE);
  g_spawn_sync (NULL, (char **) argv, env, G_SPAWN_DEFAULT, NULL, NULL, said, why, &status, &error);
  g_assert_no_error (error);
  g_strstrip (*said);
  g_strstrip (*why);
  return WIFEXITED (status) ? WEXITSTATUS (status) : -1;
}

static char *
run (const char *const *argv, const char *environment)
{
  g_autofree char *why = NULL;
  char *said = NULL;

  if (attempt (argv, environment, &said, &why) != 0)
    g_error ("%s: %s", argv[0], why);
  return said;
}

static char *
script (const char *name)
{
  return g_build_filename (g_getenv ("SL_TOP"), "tests/booking/servers", name, NULL);
}

TestServer
test_server_start (const char *name, const char *environment)
{
  TestServer server = { .folder = g_dir_make_tmp ("sl-server-XXXXXX", NULL) };
  g_autofree char *path = script (name);

  server.url = run ((const char *const[]) { path, server.folder, NULL }, environment);
  server.ca = g_build_filename (server.folder, "tls", "ca.pem", NULL);
  return server;
}

const TestKind *
test_kinds (guint *n)
{
  *n = G_N_ELEMENTS (kinds);
  return kinds;
}

gboolean
test_server_try (const TestKind *kind, TestServer *server, char **why)
{
  g_autofree char *path = script (kind->name);
  int status;

  *server = (TestServer) { .folder = g_dir_make_tmp ("sl-server-XXXXXX", NULL), .kind = kind };
  server->ca = g_build_filename (server->folder, "tls", "ca.pem", NULL);
  status = attempt ((const char *const[]) { path, server->folder, NULL }, NULL, &server->url, why);
  if (status == 0)
    return TRUE;
  if (kind == kinds) /* what comes with every machine that tests */
    g_error ("%s: %s", kind->name, *why);
  test_server_stop (server);
  return FALSE;
}

static char *
fill (const char *pattern, const TestServer *server, const char *user, const char *name)
{
  g_autoptr (GString) text = g_string_new (server->url);

  g_string_append (text, pattern);
  g_string_replace (text, "USER", user, 0);
  g_string_replace (text, "NAME", name, 0);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

void
test_server_make (const TestServer *server, const char *name, const char *title)
{
  g_autoptr (SlHttp) http = test_server_open (server, "facility");
  g_autofree char *url = fill (server->kind->made, server, "facility", name);
  g_autofree char *body = g_strdup_printf (
    "<?xml version=\"1.0\" encoding=\"utf-8\"?><c:mkcalendar xmlns:d=\"DAV:\" "
    "xmlns:c=\"urn:ietf:params:xml:ns:caldav\"><d:set><d:prop><d:displayname>%s</d:displayname></d:prop></d:set>"
    "</c:mkcalendar>", title);
  const SlHttpRequest request = { .method = "MKCALENDAR", .url = url, .body = body, .type = "application/xml" };
  g_auto (SlHttpAnswer) answer = { 0 };
  g_autoptr (GError) error = NULL;

  sl_http_send (http, &request, &answer, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (answer.status, ==, 201);
  if (server->kind->share != NULL)
    {
      g_autofree char *path = script (server->kind->share);
      g_free (run ((const char *const[]) { path, server->folder, name, NULL }, NULL));
    }
}

char *
test_server_calendar (const TestServer *server, const char *user, const char *name)
{
  return fill (g_str_equal (user, "facility") ? server->kind->made : server->kind->seen, server, user, name);
}

void
test_server_stop (TestServer *server)
{
  g_autofree char *path = script ("stop");

  g_free (run ((const char *const[]) { path, server->folder, NULL }, NULL));
  g_free (run ((const char *const[]) { "/bin/rm", "-rf", server->folder, NULL }, NULL));
  g_free (server->folder);
  g_free (server->url);
  g_free (server->ca);
}

SlHttpAccount
test_server_account (const TestServer *server, const char *user, char **password)
{
  *password = g_strconcat (user, "-pw", NULL);
  return (SlHttpAccount) { .user = (char *) user, .password = *password, .ca_file = server->ca };
}

SlHttp *
test_server_open (const TestServer *server, const char *user)
{
  g_autofree char *password = NULL;
  const SlHttpAccount account = test_server_account (server, user, &password);
  g_autoptr (GError) error = NULL;
  SlHttp *http = sl_http_new (server->url, &account, &error);

  g_assert_no_error (error);
  return http;
}
