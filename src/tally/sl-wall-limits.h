/* What a wall is beside its sums: its bend, what it comes near to, and which figures of its devices nobody can
 * check. */
#pragma once

#include "sl-scene.h"

G_BEGIN_DECLS

typedef enum {
  SL_LIMIT_SEAM,   /* the largest angle between cabinets, against what they can do (deg) */
  SL_LIMIT_HANG,   /* rows, against those that can hang; of ceilings and of walls off the floor */
  SL_LIMIT_STACK,  /* rows, against those that can stand on each other; of walls on the floor */
  SL_LIMIT_HEIGHT, /* its top, against the stage's clear height (m) */
  SL_LIMIT_PORTS,  /* ports, against those of its processors */
  SL_N_LIMITS,
} SlLimitKind;

/* NAN where it is not known, or no question. */
typedef struct {
  double value, limit;
} SlLimit;

typedef enum { SL_LIMIT_UNKNOWN, SL_LIMIT_FAR, SL_LIMIT_NEAR, SL_LIMIT_OVER } SlLimitState;

/* Near is from nine tenths of the limit on. */
SlLimitState sl_limit_state (const SlLimit *limit);

/* A figure without a public source. */
typedef struct {
  char *device, *field; /* id; name in its table */
  char *source;         /* where the device's other figures come from; NULL for nowhere */
} SlDoubt;

/* NULL is fine. */
void         sl_doubt_free  (SlDoubt *doubt);
/* Of all devices that the wall is built of and driven by, each once: SlDoubt, free with g_ptr_array_unref(). */
GPtrArray   *sl_wall_doubts (const SlPlan *plan, const SlSceneWall *wall);

typedef struct {
  double  radius_m;   /* from the axis to the LED faces where it bends most; NAN for a flat one */
  double  sweep_deg;  /* that its faces turn from one end to the other, + toward the viewer */
  gboolean even;      /* bends alike everywhere */
  SlLimit limits[SL_LIMIT_PORTS]; /* without ports, which processors decide */
} SlWallForm;

/* Of a wall as it stands; `plan` has its stage. */
SlWallForm   sl_wall_form   (const SlPlan *plan, const SlSceneWall *wall);

G_END_DECLS
