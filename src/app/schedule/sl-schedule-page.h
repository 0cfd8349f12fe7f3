/* The workspace of the schedule: the board, the calendar of the stages, the inspector. */
#pragma once

#include "sl-widgets.h"

/* Floating. */
GtkWidget *sl_schedule_page_new       (SlBench *bench);
/* The inspector of the page, NULL for any other widget. */
GtkWidget *sl_schedule_page_inspector (GtkWidget *page);
/* The page's board (sl-board-panel.h). */
GtkWidget *sl_schedule_page_board     (GtkWidget *page);
/* Its view of the facility, borrowed; NULL likewise. */
GtkWidget *sl_schedule_page_calendar (GtkWidget *page);
/* Other orders of the board come in the facility's place, or go. */
void       sl_schedule_page_show_order (GtkWidget *page, gboolean shown);
