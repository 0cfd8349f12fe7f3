#include "sl-polygon.h"

#include <string.h>

/* The half space dot(normal, p) + offset ≥ 0. */
typedef struct {
  SlVec3 normal;
  double offset;
} Plane;

static size_t
clip (const SlVec3 *in, size_t n, Plane plane, SlVec3 *out)
{
  size_t kept = 0;

  for (size_t i = 0; i < n; i++)
    {
      SlVec3 a = in[i], b = in[(i + 1) % n];
      double da = sl_vec3_dot (plane.normal, a) + plane.offset;
      double db = sl_vec3_dot (plane.normal, b) + plane.offset;

      if (da >= 0 && kept < SL_POLYGON_MAX)
        out[kept++] = a;
      if ((da >= 0) != (db >= 0) && kept < SL_POLYGON_MAX)
        out[kept++] = sl_vec3_lerp (a, b, da / (da - db));
    }
  return kept;
}

size_t
sl_polygon_clip_to_picture (const SlVec3 *in, size_t n, double tan_h, double tan_v, double near_m, SlVec3 *out)
{
  const Plane planes[] = {
    { { 0, 1, 0 }, -near_m },    { { 1, tan_h, 0 }, 0 },  { { -1, tan_h, 0 }, 0 },
    { { 0, tan_v, 1 }, 0 },      { { 0, tan_v, -1 }, 0 },
  };
  SlVec3 buffer[SL_POLYGON_MAX];

  memcpy (out, in, n * sizeof *in);
  for (size_t i = 0; i < sizeof planes / sizeof *planes && n > 0; i++)
    {
      memcpy (buffer, out, n * sizeof *out);
      n = clip (buffer, n, planes[i], out);
    }
  return n < 3 ? 0 : n;
}

double
sl_polygon_picture_share (const SlVec3 *points, size_t n, double tan_h, double tan_v)
{
  double twice = 0;

  for (size_t i = 0; i < n; i++)
    {
      SlVec3 a = points[i], b = points[(i + 1) % n];
      twice += a.x / a.y * (b.z / b.y) - b.x / b.y * (a.z / a.y);
    }
  return fabs (twice) / 2 / (4 * tan_h * tan_v);
}

static SlVec3
nearest_on_edge (SlVec3 a, SlVec3 b)
{
  SlVec3 along = sl_vec3_sub (b, a);
  double square = sl_vec3_dot (along, along), t = square > 0 ? -sl_vec3_dot (a, along) / square : 0;

  return sl_vec3_mad (a, along, fmax (0, fmin (1, t)));
}

SlVec3
sl_polygon_nearest (const SlVec3 *points, size_t n)
{
  SlVec3 normal = { 0, 0, 0 }, best = points[0], foot;
  bool inside = n >= 3;

  for (size_t i = 0; i < n; i++)
    {
      SlVec3 a = points[i], b = points[(i + 1) % n], p = nearest_on_edge (a, b);

      normal = sl_vec3_add (normal, sl_vec3_cross (sl_vec3_sub (a, points[0]), sl_vec3_sub (b, points[0])));
      if (sl_vec3_length (p) < sl_vec3_length (best))
        best = p;
    }
  normal = sl_vec3_normalize (normal);
  foot = sl_vec3_scale (normal, sl_vec3_dot (normal, points[0]));
  for (size_t i = 0; i < n && inside; i++)
    {
      SlVec3 a = points[i], b = points[(i + 1) % n];
      inside = sl_vec3_dot (sl_vec3_cross (sl_vec3_sub (b, a), sl_vec3_sub (foot, a)), normal) >= 0;
    }
  return inside && sl_vec3_length (normal) > 0 ? foot : best;
}

bool
sl_polygon_around (const SlVec3 *points, size_t n, double x, double y)
{
  bool inside = false;

  for (size_t i = 0, j = n - 1; i < n; j = i++)
    {
      const SlVec3 a = points[i], b = points[j];

      if ((a.y > y) != (b.y > y) && x < (b.x - a.x) * (y - a.y) / (b.y - a.y) + a.x)
        inside = !inside;
    }
  return inside;
}
