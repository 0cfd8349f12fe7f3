/* The line along the foot of a clip's pictures: who, what, lens, where in time. */
#pragma once

#include "sl-scene.h"

G_BEGIN_DECLS

/* Writes it into RGBA of `width` × `height` px, top row first; in pictures too small for it only what fits. `scene`
 * must be a shot's. */
void sl_burn_in (guint8 *rgba, int width, int height, const SlScene *scene);

G_END_DECLS
