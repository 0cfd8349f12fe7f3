/* The file of accounts, a group a server; brackets, which groups cannot have, are escaped:
 *
 *   [https://calendar.example/facility/]
 *   user=alice
 *   ca=/etc/ssl/facility.pem
 *
 * Who has a token stands there as auth=bearer, without a user.
 */
#include "sl-account.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sl-error.h"
#include "sl-file.h"
#include "sl-http.h"
#include "sl-i18n.h"
#include "sl-key-file.h"

#define BEARER "bearer"

enum { MOST_BYTES = 1 << 20, WAIT_S = 5 };

SlAccount *
sl_account_new (const char *url, const char *user, const char *ca_file)
{
  SlAccount *account = g_new (SlAccount, 1);

  *account = (SlAccount) { g_strdup (url), g_strdup (user),
                           ca_file != NULL ? g_canonicalize_filename (ca_file, NULL) : NULL };
  return account;
}

void
sl_account_free (SlAccount *account)
{
  if (account == NULL)
    return;
  g_free (account->url);
  g_free (account->user);
  g_free (account->ca_file);
  g_free (account);
}

/* --- addresses --- */

char *
sl_account_address (const char *url, GError **error)
{
  g_autoptr (SlHttp) http = sl_http_new (url, NULL, error);
  g_autoptr (GUri) uri = NULL;
  g_autofree char *host = NULL, *path = NULL;

  if (http == NULL)
    return NULL;
  uri = g_uri_parse (sl_http_url (http), G_URI_FLAGS_ENCODED | G_URI_FLAGS_SCHEME_NORMALIZE, error);
  if (uri == NULL)
    return NULL;
  host = g_ascii_strdown (g_uri_get_host (uri), -1);
  path = g_strconcat (g_uri_get_path (uri), g_str_has_suffix (g_uri_get_path (uri), "/") ? "" : "/", NULL);
  return g_uri_join (G_URI_FLAGS_ENCODED | G_URI_FLAGS_SCHEME_NORMALIZE, g_uri_get_scheme (uri), NULL, host,
                     g_uri_get_port (uri), path, NULL, NULL);
}

static char *
group_of (const char *address)
{
  return g_uri_escape_string (address, "/:@", FALSE);
}

/* --- the file --- */

static char *
file_name (void)
{
  return g_build_filename (g_get_user_config_dir (), "sightline", "servers", NULL);
}

/* Empty where there is no file. */
static GKeyFile *
read_file (const char *path, GError **error)
{
  g_autoptr (GError) inner = NULL;
  GKeyFile *file = sl_key_file_read (path, MOST_BYTES, &inner, error);

  if (inner != NULL)
    sl_error_set_at (error, SL_ERROR_INPUT, path, 0,
                     _("the accounts of servers cannot be read (%s); mend the file, or remove it and log in again"),
                     inner->message);
  return file;
}

/* A new file is its user's alone, and so is an old one again; what replaces it has the same mode. */
static gboolean
make_private (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = -1;

  if (g_mkdir_with_parents (folder, 0700) == 0)
    fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd >= 0 && fchmod (fd, 0600) == 0)
    return close (fd) == 0;
  sl_error_set_at (error, SL_ERROR_IO, path, 0, _("cannot be written (%s); choose another folder or free some space"),
                   g_strerror (errno));
  if (fd >= 0)
    close (fd);
  return FALSE;
}

/* Sets or removes a group while nobody else writes. */
static gboolean
change (const SlAccount *account, gboolean set, GError **error)
{
  g_autofree char *path = file_name (), *group = group_of (account->url), *text = NULL;
  g_autoptr (SlFileLock) lock = NULL;
  g_autoptr (GKeyFile) file = NULL;
  gsize length;

  if (!make_private (path, error) || (lock = sl_file_lock (path, WAIT_S, error)) == NULL
      || (file = read_file (path, error)) == NULL)
    return FALSE;
  g_key_file_remove_group (file, group, NULL);
  if (set && account->user != NULL)
    g_key_file_set_string (file, group, "user", account->user);
  else if (set)
    g_key_file_set_string (file, group, "auth", BEARER);
  if (set && account->ca_file != NULL)
    g_key_file_set_string (file, group, "ca", account->ca_file);
  text = g_key_file_to_data (file, &length, NULL);
  return sl_file_write (path, text, (gssize) length, error);
}

gboolean
sl_account_remember (const SlAccount *account, GError **error)
{
  return change (account, TRUE, error);
}

gboolean
sl_account_forget (const SlAccount *account, GError **error)
{
  return change (account, FALSE, error);
}

/* NULL where that address has none. */
static SlAccount *
account_at (GKeyFile *file, const char *address)
{
  g_autofree char *group = group_of (address), *user = g_key_file_get_string (file, group, "user", NULL);
  g_autofree char *auth = g_key_file_get_string (file, group, "auth", NULL);
  g_autofree char *ca = g_key_file_get_string (file, group, "ca", NULL);

  if (g_strcmp0 (auth, BEARER) == 0)
    return sl_account_new (address, NULL, ca);
  return user != NULL && *user != '\0' ? sl_account_new (address, user, ca) : NULL;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(SlAccount *const *) a)->url, (*(SlAccount *const *) b)->url);
}

GPtrArray *
sl_account_list (GError **error)
{
  g_autofree char *path = file_name ();
  g_autoptr (GKeyFile) file = read_file (path, error);
  g_auto (GStrv) groups = file != NULL ? g_key_file_get_groups (file, NULL) : NULL;
  GPtrArray *accounts;

  if (file == NULL)
    return NULL;
  accounts = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_account_free);
  for (guint i = 0; groups[i] != NULL; i++)
    {
      g_autofree char *address = g_uri_unescape_string (groups[i], NULL);
      SlAccount *account = address != NULL ? account_at (file, address) : NULL;
      if (account != NULL)
        g_ptr_array_add (accounts, account);
    }
  g_ptr_array_sort (accounts, compare);
  return accounts;
}

/* Cuts the last part of an address; FALSE where only the server is left. */
static gboolean
go_up (char *address)
{
  char *path = strchr (strstr (address, "://") + 3, '/'), *end = address + strlen (address) - 1;

  if (end <= path)
    return FALSE;
  do
    *end-- = '\0';
  while (*end != '/');
  return TRUE;
}

SlAccount *
sl_account_find (const char *url, GError **error)
{
  g_autofree char *address = sl_account_address (url, error), *path = file_name ();
  g_autoptr (GKeyFile) file = address != NULL ? read_file (path, error) : NULL;
  SlAccount *account = NULL;

  if (file == NULL)
    return NULL;
  do
    account = account_at (file, address);
  while (account == NULL && go_up (address));
  return account;
}
