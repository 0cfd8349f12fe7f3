/* Over a view through the shot's camera: what steers it, or why there is none and a button that helps. */
#pragma once

#include "sl-widgets.h"

G_BEGIN_DECLS

/* Hidden at first. Floating. */
GtkWidget *sl_camera_bar_new  (SlBench *bench);
/* As the plan, the shot and the frame are now; `through` tells whether the view is through the camera. */
void       sl_camera_bar_show (GtkWidget *bar, gboolean through);

G_END_DECLS
