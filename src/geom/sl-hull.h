/* The convex hull of a few points in space, such as what a camera sees from one frame to the next. */
#pragma once

#include <stddef.h>

#include "sl-vec.h"

enum { SL_HULL_MAX = 64 };

/* The hull of `n` points, at most SL_HULL_MAX and no two the same, as a closed surface of triangles that are
 * counter-clockwise from without: `triangles` receives three indices each, room for 2·n of them. Points count as up to
 * `eps` (m, well above rounding) beside where they are, so that no four lie in one plane: where they do, what is nearer
 * to a face than that may be a corner of it or not. Takes time by the fourth power of `n`. Returns how many there are;
 * 0 for fewer than four points. */
size_t sl_hull (const SlVec3 *points, size_t n, double eps, unsigned *triangles);
