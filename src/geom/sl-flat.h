/* Convex polygons in a plane, such as the parts of a picture (x right, y up; tangents or any other measure). */
#pragma once

#include <stddef.h>

typedef struct {
  double x, y;
} SlVec2;

enum { SL_FLAT_MAX = 64 };

/* A convex polygon, counter-clockwise or clockwise; empty for n = 0. */
typedef struct {
  SlVec2 at[SL_FLAT_MAX];
  size_t n;
} SlFlat;

/* The line nx·x + ny·y = offset; (nx, ny) has unit length and points to its front. */
typedef struct {
  double nx, ny, offset;
} SlLine;

SlFlat sl_flat_rectangle (double half_w, double half_h); /* around the origin */
/* The line through two points, its front to the left of a → b. They must differ. */
SlLine sl_line_through   (SlVec2 a, SlVec2 b);
/* How far a point lies before (+) or behind the line. */
double sl_line_distance  (SlLine line, SlVec2 point);
/* Cuts along the line; a part that is thinner than `eps` is empty. `front` and `back` may not be `flat`; either may be
 * NULL. A polygon that is full goes whole to the side where it has most. */
void   sl_flat_split     (const SlFlat *flat, SlLine line, double eps, SlFlat *front, SlFlat *back);
/* Never negative; 0 for an empty one. */
double sl_flat_area      (const SlFlat *flat);
/* The middle of the corners, which lies inside; the origin for none. */
SlVec2 sl_flat_middle    (const SlFlat *flat);
/* The box around it; must not be empty. */
void   sl_flat_bounds    (const SlFlat *flat, SlVec2 *least, SlVec2 *most);
