/* The ring in the header, with a popover that lists the jobs (name, progress, time left, Cancel) and what was
 * written. */
#pragma once

#include "sl-export-changes.h"
#include "sl-widgets.h"

/* Floating. */
GtkWidget *sl_jobs_button_new      (SlBench *bench);
/* Keeps what ended in the list: what there is to say, and the file or folder that was written, NULL for none; which of
 * its files are others than before (may be NULL). */
void       sl_jobs_button_add_done (GtkWidget *button, const char *text, const char *path,
                                    const SlExportChanges *changes);
