/* Which files of an export are new, others than before, or gone. */
#pragma once

#include "sl-export-changes.h"
#include "sl-widgets.h"

G_BEGIN_DECLS

/* A line a file: its name, and in a word what it is. Floating. */
GtkWidget *sl_change_list_new (const SlExportChanges *changes);

G_END_DECLS
