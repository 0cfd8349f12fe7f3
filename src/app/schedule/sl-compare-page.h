/* The board that is shown held against another one, and what was planned against what was shot. */
#pragma once

#include "sl-widgets.h"

G_BEGIN_DECLS

/* While it is seen, the board's strips tell what is different. Keeps the bench. Floating. */
GtkWidget *sl_compare_page_new (SlBench *bench);
/* "changes", "beside" or "shot"; nothing for others. */
void       sl_compare_page_set (GtkWidget *page, const char *view);

/* --- sl-compare-lists.c: what fills its lists --- */

/* Scenes that are not where they were; one that is picked is selected. Keeps the bench. Floating. */
GtkWidget *sl_compare_list_new  (SlBench *bench);
/* From the bench's board as it is seen. */
void       sl_compare_list_fill (GtkWidget *list);
/* Days as they were planned and as they were. Floating. */
GtkWidget *sl_shot_list_days_new (void);
/* From the plan as `planned` has it; days after `until` (Julian) are still to come. */
void       sl_shot_list_days_fill (GtkWidget *list, const SlBoardRead *planned, guint32 until);

G_END_DECLS
