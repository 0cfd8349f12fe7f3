/* What a shot asks of the inner frustum, the part of a wall that is rendered for its camera: the angle of view, and the
 * overscan that the wall's latency takes (physics.md §7). */
#pragma once

#include "sl-motion.h"
#include "sl-watch.h"

G_BEGIN_DECLS

typedef struct {
  double least, most, first, last;
} SlSpan;

/* Over all frames of a shot. */
typedef struct {
  const SlShot *shot;            /* borrowed from the plan */
  const char   *camera;          /* its title; borrowed likewise */
  gint64        frames;
  double        fps, latency_s;
  SlSpan        focal_mm;
  SlSpan        hfov_deg, vfov_deg; /* of the framing */
  SlSpan        pan_deg, tilt_deg, roll_deg; /* as the plan has them; pan goes on over ±180° without a jump */
  double        pan_side_deg, tilt_side_deg, roll_side_deg; /* that the wall lags by at most, a side */
  double        width_factor, height_factor;         /* of the rendered size, the largest */
  gint64        recorded_w, recorded_h;              /* px of the camera's mode */
} SlInnerFrustum;

/* Of a shot of `plan`. FALSE with an error when it cannot be set up or the work is cancelled; `watch` may be NULL. */
gboolean sl_inner_frustum_measure (const SlPlan *plan, const char *shot_id, SlWatch *watch, SlInnerFrustum *frustum,
                                   GError **error);

G_END_DECLS
