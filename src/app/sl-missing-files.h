/* The files that a plan names and that cannot be used: a bar that says so, and a list with a way to find each again. */
#pragma once

#include "sl-widgets.h"

G_BEGIN_DECLS

/* Says how many there are and opens the list ("win.missing-files"); hidden while there are none. Floating. */
GtkWidget *sl_missing_files_bar_new (SlBench *bench);
/* The list, over `window`: names, reasons, what shows them, Locate… ("win.locate"). */
void       sl_missing_files_show    (GtkWindow *window, SlBench *bench);
/* The file that the plan calls `name` is at `path`, and others may be near it (sl-missing-assets.h): names them all
 * anew in one step, and says how many were found. */
void       sl_missing_files_locate  (SlBench *bench, const char *name, const char *path);

G_END_DECLS
