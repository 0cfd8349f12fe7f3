#include "sl-site.h"

static const double DEG = 57.295779513082320876798;
static const double SAME_PLACE_M = 1e-3;

SlVec3
sl_site_point (const SlSite *site, SlVec3 p)
{
  const double c = cos (site->bearing_deg / DEG), s = sin (site->bearing_deg / DEG);

  return sl_vec3 (site->origin.x + (p.x * c + p.y * s), site->origin.y + (p.y * c - p.x * s), site->origin.z + p.z);
}

SlVec3
sl_site_unpoint (const SlSite *site, SlVec3 grid)
{
  const double c = cos (site->bearing_deg / DEG), s = sin (site->bearing_deg / DEG);
  const SlVec3 d = sl_vec3_sub (grid, site->origin);

  return sl_vec3 (d.x * c - d.y * s, d.x * s + d.y * c, d.z);
}

/* The middle of points, as a distance from the first of them: grids have large numbers. */
static SlVec3
middle_of (const SlVec3 *points, size_t n)
{
  SlVec3 sum = { 0, 0, 0 };

  for (size_t i = 0; i < n; i++)
    sum = sl_vec3_add (sum, sl_vec3_sub (points[i], points[0]));
  return sl_vec3_add (points[0], sl_vec3_scale (sum, 1. / (double) n));
}

/* Sums over points about their middles: plan x, y and grid e, n. */
typedef struct {
  double plan, grid;        /* of squares */
  double along, across;     /* ex + ny, ey − nx */
  double along_m, across_m; /* the same with east and north exchanged */
  double xx, xy, yy;        /* of the plan's */
} Sums;

static Sums
sums_of (const SlVec3 *plan, const SlVec3 *grid, size_t n, SlVec3 plan_middle, SlVec3 grid_middle)
{
  Sums s = { 0 };

  for (size_t i = 0; i < n; i++)
    {
      const SlVec3 p = sl_vec3_sub (plan[i], plan_middle), q = sl_vec3_sub (grid[i], grid_middle);

      s.plan += p.x * p.x + p.y * p.y;
      s.grid += q.x * q.x + q.y * q.y;
      s.along += q.x * p.x + q.y * p.y;
      s.across += q.x * p.y - q.y * p.x;
      s.along_m += q.y * p.x + q.x * p.y;
      s.across_m += q.y * p.y - q.x * p.x;
      s.xx += p.x * p.x;
      s.xy += p.x * p.y;
      s.yy += p.y * p.y;
    }
  return s;
}

static double
height_of (const SlVec3 *plan, const SlVec3 *grid, size_t n, size_t *n_heights)
{
  double first = NAN, sum = 0;

  *n_heights = 0;
  for (size_t i = 0; i < n; i++)
    if (!isnan (grid[i].z))
      {
        const double off = grid[i].z - plan[i].z;

        first = *n_heights == 0 ? off : first;
        sum += off - first;
        (*n_heights)++;
      }
  return *n_heights > 0 ? first + sum / (double) *n_heights : 0;
}

bool
sl_site_fit (const SlVec3 *plan, const SlVec3 *grid, size_t n, SlSiteFit *fit)
{
  if (n < 2)
    return false;
  const SlVec3 p = middle_of (plan, n), q = middle_of (grid, n);
  const Sums s = sums_of (plan, grid, n, p, q);
  const double count = (double) n, cosine = hypot (s.along, s.across);
  const double least = SAME_PLACE_M * SAME_PLACE_M * count;
  SlSite turned = { { 0, 0, 0 }, 0 };
  SlVec3 shift;
  double squares = 0;

  if (!(s.plan > least) || !(s.grid > least) || !(cosine > 0))
    return false;
  turned.bearing_deg = atan2 (s.across, s.along) * DEG;
  shift = sl_site_point (&turned, sl_vec3 (p.x, p.y, 0));
  *fit = (SlSiteFit) { .site = { sl_vec3 (q.x - shift.x, q.y - shift.y, 0), turned.bearing_deg } };
  fit->site.origin.z = height_of (plan, grid, n, &fit->n_heights);
  for (size_t i = 0; i < n; i++) /* not s.plan + s.grid − 2 cosine, whose digits cancel */
    {
      const SlVec3 d = sl_vec3_sub (sl_site_point (&fit->site, plan[i]), grid[i]);
      squares += d.x * d.x + d.y * d.y;
    }
  fit->rms_m = sqrt (squares / count);
  fit->likeness = fmin (cosine / sqrt (s.plan * s.grid), 1);
  fit->mirrored_likeness = fmin (hypot (s.along_m, s.across_m) / sqrt (s.plan * s.grid), 1);
  fit->scale = cosine / s.plan;
  fit->spread_m = sqrt (s.plan / count);
  fit->width_m = sqrt (fmax ((s.plan - hypot (s.xx - s.yy, 2 * s.xy)) / 2, 0) / count);
  fit->bearing_error_deg = n > 2 ? sqrt (squares / (2 * count - 3) / s.plan) * DEG : NAN;
  return true;
}
