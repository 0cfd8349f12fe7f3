/* Which way a face of triangles stands. Of this room alone. */
#pragma once

#include "sl-wall-fit.h"

G_BEGIN_DECLS

/* Of the triangle whose first corner is the face's `corner`; as long as its doubled area (m²). */
SlVec3   sl_wall_face_normal (const SlWallFace *face, guint corner);
/* `up` receives the unit direction (world) that all of it runs along: what it was told, the axis of its curve, or where
 * its picture rises. FALSE with SL_ERROR_INPUT when it is neither flat nor curved about one axis. */
gboolean sl_wall_up          (const SlWallFace *face, SlVec3 *up, GError **error);

G_END_DECLS
