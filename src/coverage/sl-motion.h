/* What a camera's move asks of the wall, which shows what was tracked a while ago (physics.md §7). */
#pragma once

#include "sl-optics.h"
#include "sl-scene.h"

G_BEGIN_DECLS

typedef struct {
  SlOpticsTurn turn;          /* that the overscan has to take */
  SlVec3       velocity[2];   /* m/s in the camera's own frame: right, forward, up; at a key on either side */
  guint        n_velocities;  /* 1 or 2 */
} SlMotion;

/* Of the shot's camera at `frame`; `latency_s` from tracker to panel. Before the first frame the camera stands. FALSE
 * with an error when the shot has no camera. */
gboolean sl_motion_measure (const SlSceneMaker *maker, double frame, double fps, double latency_s, SlMotion *motion,
                            GError **error);

G_END_DECLS
