/* The curve of a keyed field over the shots' time, with handles that hands drag, its speed and its acceleration. A page
 * of the timeline. */
#pragma once

#include <gtk/gtk.h>

#include "sl-bench.h"

G_BEGIN_DECLS

/* Its names are `names_width` px wide. Floating. */
GtkWidget *sl_curve_page_new (SlBench *bench, GtkAdjustment *axis, int names_width);

G_END_DECLS
