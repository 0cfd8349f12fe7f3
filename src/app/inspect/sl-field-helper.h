/* What helps to fill an entry: a file chooser, a calendar, a colour chooser. */
#pragma once

#include "sl-field-spot.h"

G_BEGIN_DECLS

/* The entry (sl_field_entry_new()) with what helps its type beside it, or itself where nothing does. Floating. */
GtkWidget *sl_field_with_helper (GtkWidget *entry);

G_END_DECLS
