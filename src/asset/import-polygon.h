/* Polygons into triangles, exactly: notches stay open, whatever corner the polygon begins at and however it is
 * wound. */
#pragma once

#include <glib.h>

#include "sl-vec.h"

G_BEGIN_DECLS

/* Cuts the polygon with these `n` corners into triangles, wound as it is, by clipping ears in the coordinate plane that
 * it lies flattest in. `out` has room for 3·(n − 2) numbers of corners. Returns how many it filled: a multiple of 3, 0
 * for a polygon of no area. Corners may be in line or coincide (holes joined by a bridge); every corner of a polygon
 * with an area is used, so that edges shared with neighbours stay shared. A polygon that crosses itself is cut as well
 * as can be. */
guint import_polygon_cut (const SlVec3 *corners, guint n, guint32 *out);

G_END_DECLS
