/* What the files of the subcommand `book` share. */
#pragma once

#include "cli.h"
#include "sl-account.h"
#include "sl-book.h"

G_BEGIN_DECLS

/* --- cli-book-store.c --- */

/* The store at `url` (NULL: the plan's own folder); `stage` is the only one that is asked for, NULL for all. A server's
 * account is the one that is logged in. NULL after saying why. */
SlBookingStore *cli_book_open   (SlDocument *document, const char *url, const char *stage, int *exit_code);

/* Who is logged in at a server, with the secret, to be wiped by sl_account_wipe(). NULL after saying why, and then
 * without one. */
SlAccount      *cli_book_account (const char *url, char **secret, int *exit_code);

/* --- cli-book-check.c --- */

/* What protection a server's calendars give, those of the plan's stages (`stage` NULL: all); gives the exit code. */
int             cli_book_check_server (SlDocument *document, const char *url, const char *stage, const char *json,
                                       gint64 started_us);

/* --- cli-book-login.c: these give the exit code --- */

typedef struct {
  const char *url, *user, *ca_file, *json; /* the latter three may be NULL */
  gboolean    bearer;                      /* a token in place of a user and a password */
} CliLogin;

/* Reads the password or token from standard input and logs in. */
int             cli_book_login  (SlDocument *document, const CliLogin *login, gint64 started_us);
/* Forgets the account. */
int             cli_book_logout (const CliLogin *login, gint64 started_us);

/* --- cli-password.c --- */

/* The first line of standard input, the secret of an account: its password or token. A terminal is asked and shows
 * nothing. Free with sl_account_wipe(). NULL after saying why. */
char           *cli_read_password (const SlAccount *account, int *exit_code);

G_END_DECLS
