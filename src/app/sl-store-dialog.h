/* Which booking store the plan belongs to: none, the folder beside it, a server where one is signed in, or another
 * folder. */
#pragma once

#include "sl-sync.h"
#include "sl-widgets.h"

/* Over `parent`; keeps `sync`. */
void sl_store_dialog_show (GtkWindow *parent, SlSync *sync);
