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

/* Shows "facility", "breakdown", "compare" or "places" in its middle; FALSE for others. */
gboolean   sl_schedule_page_show      (GtkWidget *page, const char *view);
/* Which view of the comparison, or which kind of the lists, is shown; nothing for others. */
void       sl_schedule_page_set       (GtkWidget *page, const char *what);
/* Puts the focus into the breakdown or the lists. */
void       sl_schedule_page_focus     (GtkWidget *page);
