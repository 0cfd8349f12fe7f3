/* The line along the foot of a clip's pictures: who, what, lens, where in time. */
#pragma once

#include "sl-coverage.h"
#include "sl-scene.h"

G_BEGIN_DECLS

typedef enum {
  SL_BURN_PRODUCTION = 1 << 0,
  SL_BURN_NUMBER = 1 << 1,
  SL_BURN_LENS = 1 << 2,
  SL_BURN_GRADE = 1 << 3, /* where it is known */
  SL_BURN_DATE = 1 << 4,
  SL_BURN_TIMECODE = 1 << 5,
  SL_BURN_FRAME = 1 << 6,
  SL_BURN_USUAL = SL_BURN_PRODUCTION | SL_BURN_NUMBER | SL_BURN_LENS | SL_BURN_TIMECODE | SL_BURN_FRAME,
} SlBurn;

typedef struct {
  guint                  what;     /* SlBurn bits; 0 leaves the picture as it is */
  const SlFrameCoverage *coverage; /* of this frame; may be NULL */
  guint32                day;      /* julian, 0 for none */
} SlBurnIn;

/* Writes it into RGBA of `width` × `height` px, top row first; in pictures too small for it only what fits. `scene`
 * must be a shot's. */
void sl_burn_in (guint8 *rgba, int width, int height, const SlScene *scene, const SlBurnIn *burn);

G_END_DECLS
