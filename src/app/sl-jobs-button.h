/* The ring in the header while jobs run, with a popover that lists them: name, progress, time left, Cancel. */
#pragma once

#include "sl-widgets.h"

/* Floating. */
GtkWidget *sl_jobs_button_new (SlBench *bench);
