#include "sl-ray.h"

#define DEG     (3.14159265358979323846 / 180)
#define SIN_1   .0174524064372835 /* of a degree */
#define NEAREST 1e-9              /* m, from a centre about which there is no angle */

bool
sl_ray_along_line (const SlRay *ray, SlVec3 through, SlVec3 axis, double *along)
{
  const SlVec3 d = sl_vec3_normalize (ray->direction), w = sl_vec3_sub (through, ray->origin);
  const double both = sl_vec3_dot (d, axis), square = 1 - both * both;

  if (square < SIN_1 * SIN_1)
    return false;
  *along = (both * sl_vec3_dot (d, w) - sl_vec3_dot (axis, w)) / square;
  return true;
}

bool
sl_ray_on_plane (const SlRay *ray, SlVec3 through, SlVec3 normal, SlVec3 *point)
{
  const SlVec3 d = sl_vec3_normalize (ray->direction);
  const double toward = sl_vec3_dot (d, normal);
  const double t = sl_vec3_dot (sl_vec3_sub (through, ray->origin), normal) / toward;

  if (fabs (toward) < SIN_1 || t < 0)
    return false;
  *point = sl_vec3_mad (ray->origin, d, t);
  return true;
}

void
sl_axis_square (SlVec3 axis, SlVec3 *one, SlVec3 *other)
{
  const SlVec3 far = fabs (axis.z) < .9 ? sl_vec3 (0, 0, 1) : sl_vec3 (0, 1, 0);

  *one = sl_vec3_normalize (sl_vec3_cross (far, axis));
  *other = sl_vec3_cross (axis, *one);
}

bool
sl_ray_about_axis (const SlRay *ray, SlVec3 centre, SlVec3 axis, double *deg)
{
  SlVec3 one, other, point;

  if (!sl_ray_on_plane (ray, centre, axis, &point))
    return false;
  point = sl_vec3_sub (point, centre);
  if (sl_vec3_length (point) < NEAREST)
    return false;
  sl_axis_square (axis, &one, &other);
  *deg = atan2 (sl_vec3_dot (point, other), sl_vec3_dot (point, one)) / DEG;
  return true;
}

double
sl_ray_distance (const SlRay *ray, SlVec3 point)
{
  const SlVec3 d = sl_vec3_normalize (ray->direction), w = sl_vec3_sub (point, ray->origin);
  const double t = fmax (0, sl_vec3_dot (w, d));

  return sl_vec3_length (sl_vec3_sub (w, sl_vec3_scale (d, t)));
}
