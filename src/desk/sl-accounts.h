/* The accounts of booking servers as a person sees them: who is signed in where, and what is being asked of a server.
 * The keyring and the servers are asked in jobs, one a server at a time.
 *
 * Signal: "changed" (the list, what one of it says, how far a job is). */
#pragma once

#include "sl-account.h"
#include "sl-queue.h"

G_BEGIN_DECLS

#define SL_TYPE_ACCOUNTS (sl_accounts_get_type ())
G_DECLARE_FINAL_TYPE (SlAccounts, sl_accounts, SL, ACCOUNTS, GObject)

typedef enum {
  SL_ACCOUNT_ASKED,  /* the keyring has not answered yet */
  SL_ACCOUNT_IN,     /* it has the password or token */
  SL_ACCOUNT_OUT,    /* it has none */
  SL_ACCOUNT_UNSURE, /* there is none, or it is locked */
} SlAccountState;

typedef struct {
  SlAccount      *account; /* owned, as all here */
  SlAccountState  state;
  char           *trouble; /* what went wrong last; NULL for nothing */
  char           *outcome; /* what the last check found, in plain words, a line each; NULL: there was none */
  SlJob          *job;     /* what is being done; NULL for nothing */
} SlAccountEntry;

/* Who waits for a sign-in; `error` is NULL when it is done. Once, in the main context. */
typedef void (*SlAccountDone) (const GError *error, gpointer data);

/* Asks nothing yet. It has a queue of its own, and waits for what runs there when it goes. */
SlAccounts      *sl_accounts_new      (void);
/* Reads the list anew, and asks the keyring. */
void             sl_accounts_refresh  (SlAccounts *accounts);
/* SlAccountEntry elements by address; borrowed until "changed". */
const GPtrArray *sl_accounts_list     (SlAccounts *accounts);
/* Why there is no list; NULL where there is one. Borrowed likewise. */
const char      *sl_accounts_trouble  (SlAccounts *accounts);

/* Asks the server and keeps the account; see sl_book_login(). `typed` is a host or an address. `user` NULL: `secret` is
 * a token. Texts are copied; `free_data` (may be NULL) frees `data` after `done`. The job is borrowed until then. */
SlJob           *sl_accounts_sign_in  (SlAccounts *accounts, const char *typed, const char *user, const char *secret,
                                       const char *ca_file, SlAccountDone done, gpointer data,
                                       GDestroyNotify free_data);
/* Tries how far the server at that address of the list prevents double booking; the entry says what is found. */
void             sl_accounts_check    (SlAccounts *accounts, const char *url);
/* Forgets the account and its password or token. */
void             sl_accounts_sign_out (SlAccounts *accounts, const char *url);
/* Ends what is being done there. */
void             sl_accounts_cancel   (SlAccounts *accounts, const char *url);

/* What a person typed, as an address: a host alone is one of https. Free with g_free(). */
char            *sl_accounts_address  (const char *typed);

G_END_DECLS
