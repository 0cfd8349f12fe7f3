/* The scheduler's workspace: strips of the scenes, the stages' calendar with bookings of all productions, the room
 * left. */
#pragma once

#include "sl-widgets.h"

/* Floating. */
GtkWidget *sl_schedule_page_new (SlBench *bench);
/* Its inspector, borrowed; NULL when it is another page. */
GtkWidget *sl_schedule_page_inspector (GtkWidget *page);
