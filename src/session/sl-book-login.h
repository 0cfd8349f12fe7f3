/* Logging in to a calendar server and out of it. */
#pragma once

#include "sl-account.h"
#include "sl-caldav.h"

G_BEGIN_DECLS

/* Asks the server for the account's calendars, and keeps the account only when it shows some: the secret (a password;
 * of an account without a user, a token) in the keyring, the rest in the user's settings. What another user of that
 * address had is forgotten. SlCaldavCalendar
 * elements, at least one; free with g_ptr_array_unref(). NULL with an error, and nothing kept. */
GPtrArray *sl_book_login  (const SlAccount *account, const char *secret, SlWatch *watch, GError **error);
/* Forgets the account of exactly that address, and its secret; `user` (NULL: whoever it is) must be its user. */
gboolean   sl_book_logout (const char *url, const char *user, SlWatch *watch, GError **error);

G_END_DECLS
