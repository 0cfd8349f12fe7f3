/* What is drawn along the axis of time: the ruler, the charts of coverage and moiré, the playhead. Click or drag on the ruler
 * or the charts goes there. */
#pragma once

#include "sl-time-axis.h"
#include "sl-widgets.h"

GtkWidget *sl_ruler_new    (SlBench *bench, GtkAdjustment *axis);
GtkWidget *sl_chart_new    (SlBench *bench, GtkAdjustment *axis, SlSubject subject);
GtkWidget *sl_playhead_new (SlBench *bench, GtkAdjustment *axis);
