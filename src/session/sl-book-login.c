#include "sl-book-login.h"

#include "sl-error.h"
#include "sl-i18n.h"

/* The account of exactly that address; NULL, without an error, where there is none. */
static SlAccount *
find_exactly (const char *address, GError **error)
{
  g_autoptr (SlAccount) account = sl_account_find (address, error);

  return account != NULL && g_str_equal (account->url, address) ? g_steal_pointer (&account) : NULL;
}

/* The secret first: without a keyring nothing is remembered. */
static gboolean
keep (const SlAccount *account, const char *secret, SlWatch *watch, GError **error)
{
  g_autoptr (GError) inner = NULL;
  g_autoptr (SlAccount) old = find_exactly (account->url, &inner);

  if (inner != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&inner));
      return FALSE;
    }
  if (!sl_account_keep_password (account, secret, watch, error))
    return FALSE;
  if (!sl_account_remember (account, error))
    {
      sl_account_remove_password (account, NULL, NULL);
      return FALSE;
    }
  if (old != NULL && g_strcmp0 (old->user, account->user) != 0)
    sl_account_remove_password (old, NULL, NULL);
  return TRUE;
}

GPtrArray *
sl_book_login (const SlAccount *account, const char *secret, SlWatch *watch, GError **error)
{
  const SlHttpAccount who = { account->user, (char *) secret, account->ca_file };
  g_autoptr (SlHttp) http = sl_http_new (account->url, &who, error);
  g_autoptr (GPtrArray) calendars = http != NULL ? sl_caldav_find (http, account->url, watch, error) : NULL;

  return calendars != NULL && keep (account, secret, watch, error) ? g_steal_pointer (&calendars) : NULL;
}

gboolean
sl_book_logout (const char *url, const char *user, SlWatch *watch, GError **error)
{
  g_autofree char *address = sl_account_address (url, error);
  g_autoptr (GError) inner = NULL;
  g_autoptr (SlAccount) account = address != NULL ? find_exactly (address, &inner) : NULL;

  if (address == NULL)
    return FALSE;
  if (account != NULL && (user == NULL || g_strcmp0 (user, account->user) == 0))
    return sl_account_remove_password (account, watch, error) && sl_account_forget (account, error);
  if (inner != NULL)
    g_propagate_error (error, g_steal_pointer (&inner));
  else if (account == NULL)
    sl_error_set (error, SL_ERROR_INPUT, _("nobody is logged in at %s; give the address of the login"), address);
  else if (account->user == NULL)
    sl_error_set (error, SL_ERROR_INPUT, _("it is a token that logs in at %s; leave --user out"), address);
  else
    sl_error_set (error, SL_ERROR_INPUT, _("it is “%s” who is logged in at %s; give that user"), account->user,
                  address);
  return FALSE;
}
