#include "sl-distortion.h"

#include <math.h>

enum { MAX_STEPS = 100, ALONG = 16 /* points of half a side */ };

#define NEAR_MM 1e-9

bool
sl_distortion_map (const SlDistortion *d, double x, double y, double *to_x, double *to_y)
{
  const double r2 = x * x + y * y, r4 = r2 * r2, r6 = r4 * r2;
  const double above = 1 + d->k[0] * r2 + d->k[2] * r4 + d->k[4] * r6;
  const double below = 1 + d->k[1] * r2 + d->k[3] * r4 + d->k[5] * r6;

  if (!(below > 0))
    return false;
  *to_x = x * above / below + 2 * d->p[0] * x * y + d->p[1] * (r2 + 2 * x * x);
  *to_y = y * above / below + d->p[0] * (r2 + 2 * y * y) + 2 * d->p[1] * x * y;
  return isfinite (*to_x) && isfinite (*to_y);
}

bool
sl_distortion_unmap (const SlDistortion *d, double x, double y, double *from_x, double *from_y)
{
  double at_x = x, at_y = y, got_x, got_y;

  for (int i = 0; i < MAX_STEPS; i++)
    {
      if (!sl_distortion_map (d, at_x, at_y, &got_x, &got_y))
        return false;
      if (fabs (got_x - x) < NEAR_MM && fabs (got_y - y) < NEAR_MM)
        {
          *from_x = at_x;
          *from_y = at_y;
          return true;
        }
      at_x += x - got_x;
      at_y += y - got_y;
    }
  return false;
}

static bool
undistort (const SlDistortion *d, double x, double y, double *to_x, double *to_y)
{
  return d->distorts ? sl_distortion_unmap (d, x, y, to_x, to_y) : sl_distortion_map (d, x, y, to_x, to_y);
}

/* Grows both factors by a point of the border. */
static bool
grow (const SlDistortion *d, double x, double y, double half_w, double half_h, double focal_mm, double *length,
      double *angle)
{
  double to_x, to_y;

  if (!undistort (d, x, y, &to_x, &to_y))
    return false;
  *length = fmax (*length, fmax (fabs (to_x) / half_w, fabs (to_y) / half_h));
  *angle = fmax (*angle, fmax (atan (fabs (to_x) / focal_mm) / atan (half_w / focal_mm),
                               atan (fabs (to_y) / focal_mm) / atan (half_h / focal_mm)));
  return true;
}

bool
sl_distortion_overscan (const SlDistortion *d, double w_mm, double h_mm, double focal_mm, double *length,
                        double *angle)
{
  const double half_w = w_mm / 2, half_h = h_mm / 2;

  *length = *angle = 1;
  if (!(half_w > 0 && half_h > 0 && focal_mm > 0))
    return false;
  for (int i = -ALONG; i <= ALONG; i++)
    for (int side = -1; side <= 1; side += 2)
      {
        const double share = (double) i / ALONG;

        if (!grow (d, share * half_w, side * half_h, half_w, half_h, focal_mm, length, angle)
            || !grow (d, side * half_w, share * half_h, half_w, half_h, focal_mm, length, angle))
          return false;
      }
  return true;
}
