#include <libsecret/secret.h>

#include "sl-account.h"
#include "sl-error.h"
#include "sl-i18n.h"

static const SecretSchema schema = {
  "org.sightline.Sightline.Server", SECRET_SCHEMA_NONE,
  { { "server", SECRET_SCHEMA_ATTRIBUTE_STRING }, { "user", SECRET_SCHEMA_ATTRIBUTE_STRING }, { NULL, 0 } },
};

/* What the keyring knows an account by; no user's name has a colon. */
static const char *
user_of (const SlAccount *account)
{
  return account->user != NULL ? account->user : ":bearer";
}

/* `inner` may be NULL: then the user did not unlock it. */
static void
explain (const GError *inner, SlWatch *watch, GError **error)
{
  if (sl_watch_stops (watch, error))
    return;
  if (inner == NULL || g_error_matches (inner, SECRET_ERROR, SECRET_ERROR_IS_LOCKED))
    sl_error_set (error, SL_ERROR_SERVICE, _("the keyring of passwords is locked; unlock it and try again"));
  else
    sl_error_set (error, SL_ERROR_SERVICE,
                  _("there is no keyring for the password (%s); start one, such as GNOME Keyring or KWallet, and log "
                    "in again"), inner->message);
}

gboolean
sl_account_keep_password (const SlAccount *account, const char *password, SlWatch *watch, GError **error)
{
  g_autofree char *label = account->user != NULL
                             ? g_strdup_printf (_("Sightline: %s at %s"), account->user, account->url)
                             : g_strdup_printf (_("Sightline: the token of %s"), account->url);
  g_autoptr (GError) inner = NULL;

  if (secret_password_store_sync (&schema, SECRET_COLLECTION_DEFAULT, label, password, sl_watch_cancellable (watch),
                                  &inner, "server", account->url, "user", user_of (account), NULL))
    return TRUE;
  explain (inner, watch, error);
  return FALSE;
}

/* Whether the keyring has a password of it, locked or not. Of one that stays locked it gives no password, and removes
 * none, without an error. */
static gboolean
is_there (const SlAccount *account, SlWatch *watch, GError **error)
{
  GList *items = secret_password_search_sync (&schema, SECRET_SEARCH_ALL, sl_watch_cancellable (watch), error, "server",
                                              account->url, "user", user_of (account), NULL);
  const gboolean there = items != NULL;

  g_list_free_full (items, g_object_unref);
  return there;
}

char *
sl_account_find_password (const SlAccount *account, SlWatch *watch, GError **error)
{
  g_autoptr (GError) inner = NULL;
  char *password = secret_password_lookup_sync (&schema, sl_watch_cancellable (watch), &inner, "server", account->url,
                                                "user", user_of (account), NULL);
  const gboolean locked = password == NULL && inner == NULL && is_there (account, watch, &inner);

  if (locked || inner != NULL)
    explain (inner, watch, error);
  return password;
}

gboolean
sl_account_remove_password (const SlAccount *account, SlWatch *watch, GError **error)
{
  g_autoptr (GError) inner = NULL;

  secret_password_clear_sync (&schema, sl_watch_cancellable (watch), &inner, "server", account->url, "user",
                              user_of (account), NULL);
  if (inner == NULL && !is_there (account, watch, &inner) && inner == NULL)
    return TRUE;
  explain (inner, watch, error);
  return FALSE;
}

void
sl_account_wipe (char *password)
{
  secret_password_free (password);
}
