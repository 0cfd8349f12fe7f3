/* Signing in to a booking server: its address, who, the password or token, and whose certificates to believe. */
#pragma once

#include "sl-accounts.h"
#include "sl-widgets.h"

/* Over `parent`. `like` (may be NULL) is the account that is to be signed in again; it is copied. */
void sl_account_dialog_show (GtkWindow *parent, SlAccounts *accounts, const SlAccount *like);
