/* What is drawn along the axis of time: the ruler, the charts of coverage and moiré, the playhead. Click or drag on
 * the ruler or the charts goes there. */
#pragma once

#include "sl-time-axis.h"
#include "sl-widgets.h"

/* Times along the edit. Floating, as the others. */
GtkWidget *sl_ruler_new    (SlBench *bench, GtkAdjustment *axis);
/* How `subject`, coverage or moiré, goes over the shots that are measured. */
GtkWidget *sl_chart_new    (SlBench *bench, GtkAdjustment *axis, SlSubject subject);
/* What the shown frame has of `subject`, kept up. */
GtkWidget *sl_chart_value_new (SlBench *bench, SlSubject subject);
/* A line at the frame that is shown, to be laid over the rest. */
GtkWidget *sl_playhead_new (SlBench *bench, GtkAdjustment *axis);
