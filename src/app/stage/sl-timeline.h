/* Play, the frame, and the whole edit on one axis of time: shots in order, the keys of what is selected, the strip
 * charts of coverage and moiré. */
#pragma once

#include "sl-widgets.h"

/* `names_width`: of the column on the left (px). */
GtkWidget *sl_timeline_new (SlBench *bench, int names_width);
