#include "sl-wall-shape.h"

#include <math.h>

#define DEG (3.14159265358979323846 / 180)

/* The seam that was asked for, by itself or by the radius; NAN when neither was. */
static double
asked_seam (const SlWallBend *bend, double width_m)
{
  if (!isnan (bend->seam_deg))
    return bend->seam_deg;
  return isnan (bend->radius_m) ? NAN : 2 * atan (width_m / (2 * bend->radius_m)) / DEG;
}

double
sl_wall_arc_seam (const SlWallBend *bend, size_t columns, double width_m)
{
  const double seam = asked_seam (bend, width_m);

  if (!isnan (seam))
    return seam;
  return isnan (bend->sweep_deg) || columns == 0 ? 0 : bend->sweep_deg / (double) columns;
}

size_t
sl_wall_arc_columns (const SlWallBend *bend, double width_m)
{
  const double seam = asked_seam (bend, width_m), n = round (fabs (bend->sweep_deg / seam));

  return n >= 1 && n < 1e6 ? (size_t) n : 0;
}

/* `sweep` over a whole number of seams; gives how many. */
static size_t
share_out (const SlWallBend *bend, double width_m, double *seam_deg)
{
  const double sweep = isnan (bend->sweep_deg) ? 90 : bend->sweep_deg, seam = asked_seam (bend, width_m);
  const double n = isnan (seam) || seam == 0 ? 1 : fmax (1, round (fabs (sweep / seam)));

  /* the side that a seam or a radius names counts when no sweep does */
  *seam_deg = (isnan (bend->sweep_deg) && seam < 0 ? -sweep : sweep) / n;
  return n < 1e6 ? (size_t) n : (size_t) 1e6;
}

static void
fill (double *seams, size_t from, size_t n, double seam_deg)
{
  for (size_t i = from; i < from + n; i++)
    seams[i] = seam_deg;
}

bool
sl_wall_shape_seams (double *seams, SlWallShape shape, size_t columns, double width_m, const SlWallBend *bend,
                     size_t before, bool left)
{
  const size_t n = columns > 0 ? columns - 1 : 0;
  double seam_deg;
  size_t bent;

  fill (seams, 0, n, 0);
  if (shape == SL_WALL_SHAPE_FLAT)
    return true;
  if (shape == SL_WALL_SHAPE_ARC)
    {
      fill (seams, 0, n, sl_wall_arc_seam (bend, columns, width_m));
      return true;
    }
  bent = share_out (bend, width_m, &seam_deg);
  if (bent * (shape == SL_WALL_SHAPE_HORSESHOE ? 2 : 1) > n)
    return false;
  if (shape == SL_WALL_SHAPE_CORNER)
    {
      /* the seam behind `before` columns is the middle of the bend, as far as the ends let it */
      const size_t middle = before > 0 ? before - 1 : 0, half = (bent - 1) / 2;
      const size_t from = middle > half ? middle - half : 0;
      fill (seams, from + bent > n ? n - bent : from, bent, seam_deg);
      return true;
    }
  if (shape == SL_WALL_SHAPE_HORSESHOE || left)
    fill (seams, 0, bent, seam_deg);
  if (shape == SL_WALL_SHAPE_HORSESHOE || !left)
    fill (seams, n - bent, bent, seam_deg);
  return true;
}
