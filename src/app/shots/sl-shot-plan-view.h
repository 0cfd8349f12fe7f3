/* The shown shot from above, following its frame: the stage, the part of the walls that is covered, where the picture
 * leaves over their tops, the camera with its view and path, a scale bar. */
#pragma once

#include "sl-widgets.h"

G_BEGIN_DECLS

/* Floating. */
GtkWidget *sl_shot_plan_view_new  (SlBench *bench);
/* Another plan, or other models. */
void       sl_shot_plan_view_renew (GtkWidget *view);
/* Another frame is shown, or another shot. */
void       sl_shot_plan_view_follow (GtkWidget *view);

G_END_DECLS
