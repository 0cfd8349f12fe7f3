/* Whether the lens of a shot can do what the shot wants of it: its stop and its focus, in every frame. */
#pragma once

#include "sl-check.h"
#include "sl-watch.h"

G_BEGIN_DECLS

/* A warning for a stop wider than the lens opens and for a focus nearer than it focuses, each with the first frame. Of
 * a focal length that no lens of the camera's set has nothing is known. NULL `watch` is fine. */
void sl_check_lenses (const SlPlan *plan, SlWatch *watch, GPtrArray *findings);

G_END_DECLS
