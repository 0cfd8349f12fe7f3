/* Convex polygons in camera space, clipped by a picture's edges. */
#pragma once

#include <stddef.h>

#include "sl-vec.h"

enum { SL_POLYGON_MAX = 16 };

/* Clips the convex polygon `in` (camera frame: X right, Y forward, Z up; m) by the five planes of a picture with
 * half widths `tan_h`, `tan_v` (tangents) and the near plane y ≥ `near_m`. `out` holds SL_POLYGON_MAX points;
 * `n` at most SL_POLYGON_MAX − 5. Returns the number of points left, 0 when nothing is in the picture. */
size_t sl_polygon_clip_to_picture (const SlVec3 *in, size_t n, double tan_h, double tan_v, double near_m, SlVec3 *out);

/* The share of the picture that a clipped polygon fills, 0…1 (planar projection, as a sensor sees it). */
double sl_polygon_picture_share   (const SlVec3 *points, size_t n, double tan_h, double tan_v);
/* The point of a plane convex polygon that is nearest to the origin; `n` at least 1. */
SlVec3 sl_polygon_nearest         (const SlVec3 *points, size_t n);
/* Whether (x, y) lies within a polygon of any shape, seen along Z: inside where a way out crosses its edges an odd
 * number of times. */
bool   sl_polygon_around          (const SlVec3 *points, size_t n, double x, double y);
