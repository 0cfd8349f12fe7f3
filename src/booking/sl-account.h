/* Who logs in to which calendar server. User and certificates are remembered in the user's settings
 * (sightline/servers in the folder of settings), the secret (a password, or a bearer token) in the keyring, and never
 * in a file. */
#pragma once

#include "sl-watch.h"

G_BEGIN_DECLS

typedef struct {
  char *url;     /* as sl_account_address() gives it */
  char *user;    /* NULL: whoever has the token (a bearer, RFC 6750) */
  char *ca_file; /* absolute; NULL: the system's authorities are believed */
} SlAccount;

/* Copies; `user` and `ca_file` may be NULL. Free with sl_account_free(). */
SlAccount *sl_account_new      (const char *url, const char *user, const char *ca_file);
/* NULL is fine. */
void       sl_account_free     (SlAccount *account);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlAccount, sl_account_free)

/* An address as servers are known by: small letters where these do not count, no usual port, query or fragment, a "/"
 * at its end. NULL with SL_ERROR_INPUT where it is no server's. Free with g_free(). */
char      *sl_account_address  (const char *url, GError **error);
/* Every account, by address: SlAccount elements; free with g_ptr_array_unref(). NULL with an error where the file
 * cannot be read. */
GPtrArray *sl_account_list     (GError **error);
/* Who logs in at an address: the account of it, or of the nearest above it. NULL without an error where nobody does. */
SlAccount *sl_account_find     (const char *url, GError **error);
/* Remembers it in place of another of that address. */
gboolean   sl_account_remember (const SlAccount *account, GError **error);
/* Forgets who logs in at exactly that address. */
gboolean   sl_account_forget   (const SlAccount *account, GError **error);

/* --- sl-account-keyring.c; SL_ERROR_SERVICE where there is no keyring, or it stays locked --- */

/* Keeps a password or token, in place of another of that address and user. */
gboolean   sl_account_keep_password   (const SlAccount *account, const char *password, SlWatch *watch, GError **error);
/* The same, to be read; NULL without an error where the keyring has none. Free with sl_account_wipe(). */
char      *sl_account_find_password   (const SlAccount *account, SlWatch *watch, GError **error);
/* What is not there is removed. */
gboolean   sl_account_remove_password (const SlAccount *account, SlWatch *watch, GError **error);
/* Overwrites and frees a text; NULL is fine. */
void       sl_account_wipe            (char *password);

G_END_DECLS
