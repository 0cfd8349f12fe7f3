#include "sl-wall-curve.h"

#define DEG (3.14159265358979323846 / 180)

static double
seam_rad (const double *seams_deg, size_t n_seams, size_t seam)
{
  if (n_seams == 1)
    return seams_deg[0] * DEG;
  return seam < n_seams ? seams_deg[seam] * DEG : 0;
}

static SlVec3
along (double heading_rad, double length_m)
{
  return sl_vec3 (cos (heading_rad) * length_m, sin (heading_rad) * length_m, 0);
}

void
sl_wall_curve_layout (SlWallColumn *out, size_t columns, double width_m, const double *seams_deg, size_t n_seams)
{
  size_t half = columns / 2; /* the first column that starts at or right of the middle, for even counts */
  SlVec3 foot = { 0, 0, 0 };
  double heading = 0;

  if (columns == 0)
    return;
  if (columns % 2 == 1)
    foot = sl_vec3 (-width_m / 2, 0, 0);
  else
    heading = -seam_rad (seams_deg, n_seams, half - 1) / 2;

  SlVec3 right = foot;
  for (size_t i = half; i < columns; i++)
    {
      if (i > half)
        heading -= seam_rad (seams_deg, n_seams, i - 1);
      out[i] = (SlWallColumn) { right, heading };
      right = sl_vec3_add (right, along (heading, width_m));
    }

  SlVec3 left = foot;
  heading = out[half].heading_rad;
  for (size_t i = half; i-- > 0;)
    {
      heading += seam_rad (seams_deg, n_seams, i);
      left = sl_vec3_sub (left, along (heading, width_m));
      out[i] = (SlWallColumn) { left, heading };
    }
}

double
sl_wall_apothem (double width_m, double seam_deg)
{
  return width_m / (2 * tan (seam_deg * DEG / 2));
}

double
sl_wall_circumradius (double width_m, double seam_deg)
{
  return width_m / (2 * sin (seam_deg * DEG / 2));
}

double
sl_wall_sagitta (double width_m, double seam_deg)
{
  return seam_deg == 0 ? 0 : sl_wall_circumradius (width_m, seam_deg) - sl_wall_apothem (width_m, seam_deg);
}
