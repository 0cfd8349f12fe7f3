#include "servers.h"

#include <string.h>

static char *
run (const char *const *argv, const char *environment)
{
  g_auto (GStrv) env = g_get_environ ();
  g_autofree char *out = NULL, *err = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) pair = environment != NULL ? g_strsplit (environment, "=", 2) : NULL;
  int status;

  if (pair != NULL)
    env = g_environ_setenv (env, pair[0], pair[1], TRUE);
  g_spawn_sync (NULL, (char **) argv, env, G_SPAWN_DEFAULT, NULL, NULL, &out, &err, &status, &error);
  g_assert_no_error (error);
  if (status != 0)
    g_error ("%s: %s", argv[0], err);
  return g_strstrip (g_steal_pointer (&out));
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
