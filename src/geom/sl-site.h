/* Where a stage stands in a survey's grid: east, north and height in metres, and how it is turned there. Plan and grid
 * are both right-handed with the third axis up, so that one turn about the vertical and a shift lead from one to the
 * other:
 *
 *   east  = origin.east  + x·cos β + y·sin β
 *   north = origin.north − x·sin β + y·cos β      height = origin.height + z
 *
 * with β the bearing of the stage's +Y, clockwise from the grid's north. The fit is the least-squares one of Kabsch
 * (Acta Cryst. A32, 1976, 922) and Umeyama (IEEE PAMI 13(4), 1991, 376) for turns about one axis, where the
 * singular-value decomposition comes down to one arc tangent. */
#pragma once

#include <stddef.h>

#include "sl-vec.h"

typedef struct {
  SlVec3 origin;      /* the plan's origin in the grid: x east, y north, z height (m) */
  double bearing_deg; /* of upstage, clockwise from north */
} SlSite;

/* From the plan into the grid (m). */
SlVec3 sl_site_point   (const SlSite *site, SlVec3 plan);
/* And back. */
SlVec3 sl_site_unpoint (const SlSite *site, SlVec3 grid);

typedef struct {
  SlSite site;
  size_t n_heights;     /* points that have one; without any the origin's is 0 */
  double rms_m;         /* of the points' distances in plan view */
  double scale;         /* by which the grid's distances are longer than the plan's; not applied */
  double likeness;      /* of the two figures that the points make, whatever their size: 1 for the same, at least 0 */
  double mirrored_likeness; /* what it would be if east and north were exchanged */
  double spread_m;      /* root mean square of the points' distances from their middle */
  double width_m;       /* the same of their distances from the line through the middle that is nearest to all */
  double bearing_error_deg; /* standard error that the residuals make of the bearing; NAN for two points */
} SlSiteFit;

/* Lays `n` points of the plan on those of the grid. A grid point's z may be NAN; then it says nothing of the height.
 * False for fewer than two points, and for points that are all in one place. */
bool   sl_site_fit     (const SlVec3 *plan, const SlVec3 *grid, size_t n, SlSiteFit *fit);
