/* The booking servers among what a person prefers: who is signed in where, adding one, checking it, signing out. */
#pragma once

#include "sl-accounts.h"
#include "sl-widgets.h"

/* A page of the preferences; it keeps `accounts`. Floating. */
GtkWidget *sl_accounts_page_new (SlAccounts *accounts);
