/* Rays against the lines, planes and circles that a hand is held to. World space, metres. */
#pragma once

#include "sl-vec.h"

typedef struct {
  SlVec3 origin;    /* m */
  SlVec3 direction; /* any length but 0; the ray goes on for ever */
} SlRay;

/* How far along `axis` (unit) from `through` (m) the line is nearest to the ray (m). False when they run side by side
 * within a degree, where a slip of the hand would be a long way. */
bool sl_ray_along_line (const SlRay *ray, SlVec3 through, SlVec3 axis, double *along);
/* Where the ray meets the plane through `through` (m) with that normal (unit). False when it lies behind, or the ray
 * is within a degree of the plane. */
bool sl_ray_on_plane   (const SlRay *ray, SlVec3 through, SlVec3 normal, SlVec3 *point);
/* How far about `axis` (unit) from `centre` (m) the ray points (deg, counter-clockwise seen against the axis, from an
 * arbitrary but fixed zero, −180…180). False where sl_ray_on_plane() is, and at the centre. */
bool sl_ray_about_axis (const SlRay *ray, SlVec3 centre, SlVec3 axis, double *deg);
/* The ray's distance from a point (m): that of its nearest point, which is its origin for what lies behind. */
double sl_ray_distance (const SlRay *ray, SlVec3 point);
/* Two unit vectors that are square to `axis` (unit) and to each other, the same for the same axis. */
void sl_axis_square    (SlVec3 axis, SlVec3 *one, SlVec3 *other);
