/* Where a floor lies before a wall, or a ceiling hangs over it, and which of its cabinets give way to the wall. */
#pragma once

#include "sl-operations.h"
#include "sl-wall-grid.h"

G_BEGIN_DECLS

#define SL_WALL_CEILING_GAP .1 /* m, unless said; of a floor it is none */

/* What docks, and how. */
typedef struct {
  gboolean       is_floor;      /* else a ceiling */
  const SlPanel *cabinet;       /* of which it is built */
  double         width, depth;  /* m; NAN: from end to end of the wall; up to its ends, three metres at least */
  gint64         columns, rows; /* instead of those, where they are not 0 */
  double         gap;           /* m, from the wall's foot or top; NAN: as usual */
} SlWallDocking;

/* How it lies then. */
typedef struct {
  SlVec3     position;  /* m, world */
  double     pan, tilt; /* deg; it is not rolled */
  SlWallGrid cut;       /* as large as it is; "" where the wall stands */
} SlWallLying;

/* Whether something may dock to it: it stands upright and has cabinets. */
gboolean sl_wall_can_dock   (const SlSceneWall *wall);
/* Lays it out by a wall that may be docked to; clear `lying` with sl_wall_lying_clear(). FALSE with an error where it
 * would be more cabinets than a wall may have, and nothing is to be cleared. */
gboolean sl_wall_dock_lay   (const SlSceneWall *wall, const SlWallDocking *docking, SlWallLying *lying,
                             GError **error);
/* The gap (m) with which it would lie so, `docking` saying its columns and rows; NAN where no gap makes it. */
double   sl_wall_dock_gap   (const SlSceneWall *wall, const SlWallDocking *docking, const SlFrame *frame);
/* The least gap (m) that cuts nothing from a floor so wide (m). */
double   sl_wall_dock_clear (const SlSceneWall *wall, double width_m);
/* Whether both are at one place and turned alike, as far as files tell. */
gboolean sl_frames_alike    (const SlFrame *a, const SlFrame *b);
/* Frees what it owns. */
void     sl_wall_lying_clear (SlWallLying *lying);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SlWallLying, sl_wall_lying_clear)

G_END_DECLS
