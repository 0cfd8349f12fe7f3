#include <unistd.h>

#include "cli-book.h"
#include "sl-account.h"
#include "sl-error.h"
#include "sl-i18n.h"

/* Whom the server knows; NULL after saying why. */
static SlAccount *
find_account (const char *url, int *exit_code)
{
  g_autoptr (GError) error = NULL;
  SlAccount *account = sl_account_find (url, &error);

  if (error != NULL)
    *exit_code = cli_fail (error);
  else if (account == NULL)
    *exit_code = cli_fail_text (_("you are not logged in at %s; write: sightline-cli book PLAN login --store %s --user "
                                  "NAME"), url, url);
  return account;
}

/* From the keyring; who sits at a terminal is asked where it has none. NULL after saying why. */
static char *
find_password (const SlAccount *account, int *exit_code)
{
  g_autoptr (GError) error = NULL;
  char *password = sl_account_find_password (account, cli_watch (), &error);

  if (password != NULL)
    return password;
  if (error == NULL && account->user == NULL)
    sl_error_set (&error, SL_ERROR_SERVICE, _("the keyring has no token for %s; log in again"), account->url);
  else if (error == NULL)
    sl_error_set (&error, SL_ERROR_SERVICE, _("the keyring has no password of %s at %s; log in again"), account->user,
                  account->url);
  *exit_code = cli_fail (error);
  return isatty (STDIN_FILENO) && !sl_watch_is_cancelled (cli_watch ()) ? cli_read_password (account, exit_code) : NULL;
}

SlAccount *
cli_book_account (const char *url, char **secret, int *exit_code)
{
  g_autoptr (SlAccount) account = find_account (url, exit_code);

  *secret = account != NULL ? find_password (account, exit_code) : NULL;
  return *secret != NULL ? g_steal_pointer (&account) : NULL;
}

static SlBookingStore *
open_server (const SlPlan *plan, const char *url, const char *stage, int *exit_code)
{
  char *password;
  g_autoptr (SlAccount) account = cli_book_account (url, &password, exit_code);
  SlBookingStore *store = NULL;
  g_autoptr (GError) error = NULL;

  if (account == NULL)
    return NULL;
  store = sl_book_open (plan, url, &(SlHttpAccount) { account->user, password, account->ca_file }, stage, &error);
  sl_account_wipe (password);
  if (store == NULL)
    *exit_code = cli_fail (error);
  return store;
}

SlBookingStore *
cli_book_open (SlDocument *document, const char *url, const char *stage, int *exit_code)
{
  const SlPlan *plan = sl_document_plan (document);
  g_autofree char *own = url == NULL ? sl_book_default_store (sl_document_path (document)) : NULL;
  g_autoptr (GError) error = NULL;
  SlBookingStore *store;

  if (url != NULL && sl_booking_store_is_server (url))
    store = open_server (plan, url, stage, exit_code);
  else if ((store = url != NULL ? sl_book_open (plan, url, NULL, stage, &error) : sl_book_open_folder (plan, own))
           == NULL)
    *exit_code = cli_fail (error);
  if (store != NULL)
    {
      sl_booking_store_set_watch (store, cli_watch ());
      cli_undo_first ();
    }
  return store;
}
