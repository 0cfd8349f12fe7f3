/* Walls by intention: which seams make a row of equal flat cabinets bend as asked (physics.md §9). */
#pragma once

#include <stdbool.h>
#include <stddef.h>

typedef enum {
  SL_WALL_SHAPE_FLAT,
  SL_WALL_SHAPE_ARC,       /* bends everywhere */
  SL_WALL_SHAPE_CORNER,    /* straight, bend, straight */
  SL_WALL_SHAPE_J,         /* straight, and a bend at one end */
  SL_WALL_SHAPE_HORSESHOE, /* straight, and a bend at both ends */
  SL_N_WALL_SHAPES,
} SlWallShape;

/* How a bend is asked for; NAN where nothing is said. Positive angles and radii bring the ends toward the viewer. The
 * seam has the first word, then the radius, then the sweep. */
typedef struct {
  double seam_deg;  /* between two cabinets */
  double radius_m;  /* from the axis to the middle of the LED faces, not 0 */
  double sweep_deg; /* of the whole bend: of an arc of n cabinets n seams, of every other bend the sum of its seams */
} SlWallBend;

/* The seam (deg) of an arc of `columns` cabinets `width_m` wide; 0 when nothing is said. */
double sl_wall_arc_seam    (const SlWallBend *bend, size_t columns, double width_m);
/* How many cabinets the arc takes when radius or seam and the sweep are given: the nearest whole number, or 0 where
 * they make no arc: nothing turns, or it would take a million. */
size_t sl_wall_arc_columns (const SlWallBend *bend, double width_m);

/* Fills the `columns` − 1 seams (deg) from the viewer's left. `before` is how many columns stand left of a corner (it
 * is spread evenly over the seams around that one); `left` puts a J's bend at the viewer's left. Bends other than arcs
 * sweep 90° unless said; their seams are the ones asked for, drawn together so that a whole number of them makes the
 * sweep. Without seam and radius a corner is one seam. FALSE when there are too few columns for it. */
bool   sl_wall_shape_seams (double *seams_deg, SlWallShape shape, size_t columns, double width_m,
                            const SlWallBend *bend, size_t before, bool left);
