/* The shots on the axis of time, one behind the other: a button each with number, lens, length and grade as they find
 * room. Of a long edit only those in sight, and a page on either side, are widgets; more than can be told apart are
 * said by their number. */
#pragma once

#include <gtk/gtk.h>

#include "sl-bench.h"

G_BEGIN_DECLS

/* Keeps both, and listens to neither: the timeline says what changed. */
GtkWidget *sl_shot_row_new          (SlBench *bench, GtkAdjustment *axis);
/* The plan or its grades are others. */
void       sl_shot_row_fill         (GtkWidget *row);
/* The axis moved: makes the shots that came into sight. */
void       sl_shot_row_follow_axis  (GtkWidget *row);
/* Another shot is current. */
void       sl_shot_row_show_current (GtkWidget *row);

G_END_DECLS
