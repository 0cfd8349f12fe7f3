/* Running jobs: a ring that fills in the header bar, and a popover with each one's name, progress, time left and Cancel. */
#pragma once

#include "sl-widgets.h"

GtkWidget *sl_jobs_button_new (SlEditor *editor);
