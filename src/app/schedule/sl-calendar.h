/* The calendar of the stages, over all productions: a picture of the days in sight, and the same bookings as a list for
 * keyboard and screen reader. Both show the editor's selection. */
#pragma once

#include "sl-widgets.h"

/* Floating. */
GtkWidget *sl_calendar_new (SlBench *bench);
