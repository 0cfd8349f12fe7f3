/* The plan curve of a wall of flat cabinets: where each column stands (physics.md §9).
 *
 * Wall frame, seen from above, for positive seams:
 *
 *      +Y   ____----^----____
 *       |  /   0  1 | 2  3   \      origin: the middle of the developed width
 *       | /         o         \     columns count from the viewer's left
 *       +---- +X    viewer at −Y
 */
#pragma once

#include <stddef.h>

#include "sl-vec.h"

typedef struct {
  SlVec3 left;        /* the column's left edge at the foot (m, wall frame) */
  double heading_rad; /* direction of its X from the wall's X, + toward +Y */
} SlWallColumn;

/* Fills `columns` entries for columns of these widths (m, > 0). `seams_deg` holds none (flat), one angle for every
 * seam, or one a seam from the viewer's left; missing ones are 0; positive angles bring the ends toward the viewer.
 * Where the middle is a seam, the wall's X halves its angle; else it lies along the column that the middle is in. */
void   sl_wall_curve_layout (SlWallColumn *out, size_t columns, const double *widths_m, const double *seams_deg,
                             size_t n_seams);

/* Of equal cabinets `width_m` wide with `seam_deg` between neighbours (physics.md §9): from the middle of a cabinet
 * to the axis (m). INFINITY for a seam of 0. */
double sl_wall_apothem      (double width_m, double seam_deg);
/* From a seam to the axis (m). INFINITY for a seam of 0. */
double sl_wall_circumradius (double width_m, double seam_deg);
/* How far a seam lies behind the middle of its cabinets (m); 0 for a seam of 0. */
double sl_wall_sagitta      (double width_m, double seam_deg);
