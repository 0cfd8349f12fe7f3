/* Walls by intention: the figures of a wall of equal flat cabinets, each of which follows from others (physics.md §9).
 * As a person gives one, the others are renewed in whole cabinets.
 *
 * An arc has three: its length, how tight it bends (radius or seam), and how far it turns. Two of them make the third,
 * so the one that was given longest ago follows. Other bends turn as far as said, in a whole number of seams that are
 * no sharper than said, and their wall is as long as said. */
#pragma once

#include "sl-wall-shape.h"

typedef enum {
  SL_WALL_WIDTH,   /* m, developed */
  SL_WALL_HEIGHT,  /* m */
  SL_WALL_COLUMNS,
  SL_WALL_ROWS,
  SL_WALL_RADIUS,  /* m, from the axis to the middle of the LED faces; + opens toward the viewer, like those below */
  SL_WALL_SWEEP,   /* deg, of a bend: as SlWallBend has it */
  SL_WALL_SEAM,    /* deg, between two cabinets of a bend */
  SL_N_WALL_FIGURES,
} SlWallFigure;

/* Of the figures of an arc, what belongs together. */
typedef enum { SL_WALL_LENGTH, SL_WALL_TIGHT, SL_WALL_TURN } SlWallGroup;

typedef struct {
  SlWallShape shape;
  double      cabinet_w, cabinet_h; /* m, > 0 */
  double      seam_limit;           /* deg: the largest that the cabinet can do; NAN where it is not known */
  double      columns, rows;        /* whole, 1 at least */
  double      seam_deg;             /* of the bend; 0 for a flat wall */
  double      bent;                 /* seams of one bend, whole; of an arc its columns */
  SlWallGroup last, before;         /* of an arc: what was given last, and before that */
} SlWallFigures;

/* A flat wall of that many cabinets; `cabinet_w` × `cabinet_h` in metres, `seam_limit` in degrees or NAN. */
void   sl_wall_figures_init      (SlWallFigures *figures, double cabinet_w, double cabinet_h, double seam_limit,
                                  double columns, double rows);
/* Takes another shape as long and as high: an arc of 90°, other bends of 90° as sharp as the cabinet can do (5° a seam
 * where that is not known, and a corner then in one). The shape that it has already changes nothing. */
void   sl_wall_figures_set_shape (SlWallFigures *figures, SlWallShape shape);
/* Gives one figure, and renews the others. False, and nothing changes, for what makes no wall: lengths and counts that
 * are not above 0, a bend of nothing, a bend of a flat wall, a million cabinets in a row, more than a full turn. */
bool   sl_wall_figures_set       (SlWallFigures *figures, SlWallFigure which, double value);
/* What it is now; NAN for a bend of a flat wall. */
double sl_wall_figures_get       (const SlWallFigures *figures, SlWallFigure which);
/* Whether it is the one that would give way when another is given. */
bool   sl_wall_figures_follows   (const SlWallFigures *figures, SlWallFigure which);
/* The same wall of other cabinets: as long and as high as those allow. */
void   sl_wall_figures_recabinet (SlWallFigures *figures, double cabinet_w, double cabinet_h, double seam_limit);

/* What shape `columns` − 1 seams (deg) are, as sl_wall_shape_seams() makes them; `before` and `left` as there. False,
 * and flat, where they are none of them. */
bool   sl_wall_figures_read      (SlWallFigures *figures, const double *seams_deg, size_t columns, size_t *before,
                                  bool *left);
