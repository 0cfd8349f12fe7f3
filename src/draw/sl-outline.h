/* Outlines from above. */
#pragma once

#include "sl-scene.h"

G_BEGIN_DECLS

/* Puts the corners of the points' convex hull in X and Y first, counter-clockwise, and gives their number: 1 when all
 * are one point, 2 when they lie on a line. */
guint   sl_outline_hull (SlVec3 *points, guint n);

/* SlVec3 corners (m, world) of the hull of all vertices of a mesh, as above; vertices that are no numbers are left out.
 * Free with g_array_unref(). */
GArray *sl_outline_mesh (const SlSceneMesh *mesh);

/* The closed outline of a wall that hangs or lies, along its columns' lower and upper ends; likewise. */
GArray *sl_outline_wall (const SlSceneWall *wall);

G_END_DECLS
