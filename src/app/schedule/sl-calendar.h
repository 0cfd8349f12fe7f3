/* The facility: the stages with their bookings on an axis of days, as rows of stages, as productions, or as a heat
 * map of what room is left; below it the booking that is chosen, and the list of all. */
#pragma once

#include "sl-bench.h"

#include <gtk/gtk.h>

/* Floating. */
GtkWidget *sl_calendar_new     (SlBench *bench);
/* Shows it as "stages", "gantt" or "capacity"; nothing for others. */
void       sl_calendar_set     (GtkWidget *calendar, const char *view);
/* Brings so many days from `from` (Julian) on into sight; 0 days: as many as now. */
void       sl_calendar_show    (GtkWidget *calendar, guint32 from, guint days);
/* Shows fewer or more of them. */
void       sl_calendar_zoom_by (GtkWidget *calendar, double factor);
/* All bookings. */
void       sl_calendar_show_all (GtkWidget *calendar);
/* Opens or closes a production's rows of the Gantt view. */
void       sl_calendar_toggle  (GtkWidget *calendar, const char *production);
