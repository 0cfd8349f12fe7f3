/* What is said of a booking server's account, in plain words. */
#pragma once

#include "sl-accounts.h"

G_BEGIN_DECLS

/* Who it is, and whether the keyring has the password: "alice · signed in". Free with g_free(). */
char *sl_account_who        (const SlAccountEntry *entry);
/* What a check found (SlBookCheck), the protection first, a line each. Free with g_free(). */
char *sl_account_check_text (const GPtrArray *checks);
/* What is being done and how far it is; NULL where nothing is. Free with g_free(). */
char *sl_account_doing      (const SlAccountEntry *entry);

G_END_DECLS
