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

/* The column in which the middle of the developed width lies, and how far in (m); 0 where it is a seam, but for the
 * first. */
static size_t
find_middle (const double *widths_m, size_t columns, double *inside_m)
{
  double total = 0, before = 0;
  size_t middle = 0;

  for (size_t i = 0; i < columns; i++)
    total += widths_m[i];
  while (middle + 1 < columns && before + widths_m[middle] <= total / 2 + 1e-9)
    before += widths_m[middle++];
  *inside_m = total / 2 - before;
  if (fabs (*inside_m) < 1e-9)
    *inside_m = 0;
  return middle;
}

void
sl_wall_curve_layout (SlWallColumn *out, size_t columns, const double *widths_m, const double *seams_deg,
                      size_t n_seams)
{
  double heading = 0, inside;
  size_t middle;

  if (columns == 0)
    return;
  middle = find_middle (widths_m, columns, &inside);
  if (inside == 0 && middle > 0) /* the middle is a seam, and turns half to each side */
    heading = -seam_rad (seams_deg, n_seams, middle - 1) / 2;

  SlVec3 foot = sl_vec3_scale (along (heading, inside), -1), right = foot;
  for (size_t i = middle; i < columns; i++)
    {
      if (i > middle)
        heading -= seam_rad (seams_deg, n_seams, i - 1);
      out[i] = (SlWallColumn) { right, heading };
      right = sl_vec3_add (right, along (heading, widths_m[i]));
    }

  SlVec3 left = foot;
  heading = out[middle].heading_rad;
  for (size_t i = middle; i-- > 0;)
    {
      heading += seam_rad (seams_deg, n_seams, i);
      left = sl_vec3_sub (left, along (heading, widths_m[i]));
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
