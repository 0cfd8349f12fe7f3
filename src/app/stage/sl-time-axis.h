/* The edit on one axis of time: shots in order, one behind the other. The axis is a GtkAdjustment in seconds: `value`
 * is the left end of what is shown, the page its length. */
#pragma once

#include <gtk/gtk.h>

#include "sl-edit-time.h"

G_BEGIN_DECLS

/* Where a time (s) is in a widget `width` px wide (px). */
double        sl_axis_to_px   (GtkAdjustment *axis, double seconds, int width);
/* The time (s) that is there. */
double        sl_axis_from_px (GtkAdjustment *axis, double px, int width);
/* Shows 1/`factor` of what is shown now, with `seconds` where it is. */
void          sl_axis_zoom    (GtkAdjustment *axis, double factor, double seconds);

/* Places the children of a widget by their spans on the axis; those outside what is shown are not drawn. */
#define SL_TYPE_TIME_LAYOUT (sl_time_layout_get_type ())
G_DECLARE_FINAL_TYPE (SlTimeLayout, sl_time_layout, SL, TIME_LAYOUT, GtkLayoutManager)

/* Keeps the axis and follows it. */
GtkLayoutManager *sl_time_layout_new (GtkAdjustment *axis);
/* From `start` for `length` (s); of length 0 it stands in the middle of its instant, as wide as it likes. */
void              sl_time_span       (GtkWidget *child, double start, double length);

G_END_DECLS
