/* A 3D mouse: how far its cap is pushed and twisted, and what that does to a view. Pure functions. */
#pragma once

#include "sl-picture-zoom.h"
#include "sl-view.h"

G_BEGIN_DECLS

/* Each the part of all that the cap goes, −1…1, times the seconds that it was held so. */
typedef struct {
  double right, up, forward; /* pushed */
  double tilt, pan, roll;    /* twisted: its front up, to the left, clockwise from behind */
} SlSpaceMotion;

/* From what a driver tells: x right, y up, z away, and the twists about these, each within about ±350 where it rests at
 * 0; `ms` since the last. What hardly moves does not; what is larger than a cap goes is as far as it goes, and no event
 * counts for more than a tenth of a second. FALSE where nothing moves, `out` then being 0. */
gboolean sl_space_motion  (const int axes[6], guint ms, SlSpaceMotion *out);
/* Both one after the other. */
void     sl_space_motion_add (SlSpaceMotion *motion, const SlSpaceMotion *more);
/* As if the cap were what the view looks at: pushed aside, away, turned about the view's middle. */
void     sl_view_space    (SlView *view, const SlSpaceMotion *motion);
/* As if it were the eye, at up to `speed` (m/s); of a perspective. */
void     sl_view_space_fly (SlView *view, const SlSpaceMotion *motion, double speed);
/* As if it were a camera's picture, which is only magnified and moved. */
void     sl_picture_zoom_space (SlPictureZoom *zoom, const SlSpaceMotion *motion);

G_END_DECLS
