/* The picture in the corner of the view: what the shot's camera sees or, while the view looks through it, the stage.
 * The two can be swapped, and the monitor closed. */
#pragma once

#include "sl-view.h"
#include "sl-widgets.h"

/* Floating. */
GtkWidget *sl_monitor_new       (SlBench *bench);
/* The shot's picture at the current frame; with `stage`, its stage from there. */
void       sl_monitor_show      (GtkWidget *monitor, const SlView *stage);
/* Closes it, or lets it show what comes next. */
void       sl_monitor_set_shown (GtkWidget *monitor, gboolean shown);
