/* Whether what carries a camera can do what the shots want of it: reach, heights, speed and acceleration along the
 * move. */
#pragma once

#include "sl-check.h"
#include "sl-scene.h"
#include "sl-watch.h"

G_BEGIN_DECLS

/* One warning for each limit that a shot breaks, with the first frame at which it does and the worst. NULL `watch` is
 * fine. */
void sl_check_rigs (const SlPlan *plan, SlWatch *watch, GPtrArray *findings);

G_END_DECLS
