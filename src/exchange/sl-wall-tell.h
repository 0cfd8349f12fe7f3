/* What a wall that was laid after a face has not got of it, in words. Of this room alone. */
#pragma once

#include "sl-wall-fit.h"

G_BEGIN_DECLS

typedef struct {
  const SlWallFace *face;
  const SlFrame    *frame;     /* to world; its Z is the wall's up */
  const GArray     *line;      /* SlVec3 in it (m, z 0): what the face stands on, from the viewer's left */
  const GArray     *ground;    /* the same of the wall */
  double            low, high; /* m: what of Z the face takes */
  double            off_m;     /* by how much the wall is larger or smaller */
} SlWallFitted;

/* Adds what there is to tell to `findings` (SlFinding; NULL for none): holes, gaps, another outline, what lies double
 * or turned away, cabinets of several sizes, another curve, another picture. `name` is the wall's. */
void sl_wall_tell (const SlWallFitted *fitted, const char *name, GPtrArray *findings);

G_END_DECLS
