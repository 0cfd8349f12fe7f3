/* The line that a face of triangles stands on, where it is flat or curved about one axis. Of this room alone. */
#pragma once

#include "sl-wall-fit.h"

G_BEGIN_DECLS

/* Corners (SlVec3, m, z 0) of that line from the viewer's left to the right, at least two, in `frame`, whose Z is the
 * axis, from `low` to `high` along which the face reaches. Free with g_array_unref(). NULL with SL_ERROR_INPUT. */
GArray *sl_wall_line (const SlWallFace *face, SlFrame *frame, double *low, double *high, GError **error);

G_END_DECLS
