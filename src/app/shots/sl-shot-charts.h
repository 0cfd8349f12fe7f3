/* What every frame of the shown shot sees: a chart a subject with its limits, the worst frame marked, the figure at
 * the playhead. A click or the arrow keys go to a frame, Enter to the worst. */
#pragma once

#include "sl-widgets.h"

G_BEGIN_DECLS

/* Floating. */
GtkWidget *sl_shot_charts_new    (SlBench *bench);
/* Other figures, or another shot. */
void       sl_shot_charts_fill   (GtkWidget *charts);
/* Another frame is shown. */
void       sl_shot_charts_follow (GtkWidget *charts);

G_END_DECLS
