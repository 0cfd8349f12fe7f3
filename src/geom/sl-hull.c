#include "sl-hull.h"

#include <stdint.h>

/* Six times the volume of the four: > 0 where d lies to the side from which a, b, c go round clockwise. */
static double
side_of (SlVec3 a, SlVec3 b, SlVec3 c, SlVec3 d)
{
  return sl_vec3_dot (sl_vec3_cross (sl_vec3_sub (b, a), sl_vec3_sub (c, a)), sl_vec3_sub (a, d));
}

/* The same offsets every time, so that the same points have the same hull. */
static void
spread (const SlVec3 *points, size_t n, double eps, SlVec3 *out)
{
  uint32_t state = 1;
  double r[3];

  for (size_t i = 0; i < n; i++)
    {
      for (int k = 0; k < 3; k++)
        {
          state = state * 1664525u + 1013904223u;
          r[k] = ((state >> 8) / 8388608. - 1) * eps / 2;
        }
      out[i] = sl_vec3_add (points[i], sl_vec3 (r[0], r[1], r[2]));
    }
}

/* 1 when all others lie behind a, b, c, −1 when all lie before, 0 when it is no face. */
static int
facing (const SlVec3 *p, size_t n, size_t a, size_t b, size_t c)
{
  int side = 0;

  for (size_t i = 0; i < n; i++)
    {
      if (i == a || i == b || i == c)
        continue;
      const int here = side_of (p[a], p[b], p[c], p[i]) > 0 ? 1 : -1;
      if (side == -here)
        return 0;
      side = here;
    }
  return side;
}

size_t
sl_hull (const SlVec3 *points, size_t n, double eps, unsigned *triangles)
{
  SlVec3 p[SL_HULL_MAX];
  size_t count = 0;

  if (n < 4)
    return 0;
  spread (points, n, eps, p);
  for (size_t a = 0; a < n; a++)
    for (size_t b = a + 1; b < n; b++)
      for (size_t c = b + 1; c < n && count < 2 * n; c++)
        {
          const int side = facing (p, n, a, b, c);
          if (side == 0)
            continue;
          triangles[3 * count] = (unsigned) a;
          triangles[3 * count + 1] = (unsigned) (side > 0 ? b : c);
          triangles[3 * count + 2] = (unsigned) (side > 0 ? c : b);
          count++;
        }
  return count;
}
