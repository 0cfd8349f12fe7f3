/* The one table of what a point, a place and an angle of the plan become in each target: its rows are those of
 * docs/UNITS.md. Every exporter and importer converts through it. */
#pragma once

#include <glib.h>

#include "sl-vec.h"

G_BEGIN_DECLS

typedef enum {
  SL_AXES_GLTF,        /* m, right-handed, Y up, cameras look along −Z */
  SL_AXES_USD,         /* cm, right-handed, Z up, cameras look along −Z with Y up all the same */
  SL_AXES_UNREAL,      /* cm, left-handed, X forward, Y right, Z up; nDisplay too */
  SL_AXES_OBJ,         /* m, right-handed, Y up: what Blender and media servers take an OBJ for */
  SL_AXES_OBJ_MIRROR,  /* m, left-handed, Z into the screen: disguise's own, for what mirrors Z no more */
  SL_AXES_MVR,         /* mm, the plan's axes; models in it are glTF; its "cameras" are fixtures, which shine
                        * along −Z and hang with Y where the plan's light has its Z */
  SL_AXES_OPENTRACKIO, /* m, the plan's axes and angles */
  SL_AXES_FREED,       /* m, the plan's axes; pan is + to the right */
  SL_AXES_LAST
} SlAxes;

typedef struct {
  const char *id;                              /* "gltf" */
  double      scale;                           /* the target's units in a metre */
  SlVec3      x, y, z;                         /* where the plan's X, Y and Z point in the target; unit vectors */
  SlVec3      camera_x, camera_y, camera_z;    /* the axes of the target's camera, told in the plan's camera, which
                                                * looks along +Y with Z up; unit vectors */
  double      pan_sign, tilt_sign, roll_sign;  /* 1 or −1: of the target's angles to the plan's */
} SlAxesRow;

/* Static. */
const SlAxesRow *sl_axes_row (SlAxes axes);

/* A point of the plan (m) in the target's units. */
SlVec3  sl_axes_point       (SlAxes axes, SlVec3 point);
/* A direction, or a normal, as long as it was. */
SlVec3  sl_axes_direction   (SlAxes axes, SlVec3 direction);
/* Lengths along the local axes (m, or scales), each along the target's local axis that it becomes; never negative. */
SlVec3  sl_axes_extent      (SlAxes axes, SlVec3 extent);
/* Where something stands whose own points go through sl_axes_point() too: the frame's columns keep their lengths, its
 * origin is in the target's units. */
SlFrame sl_axes_frame       (SlAxes axes, const SlFrame *frame);
/* The same for a camera, whose own axes are the target's camera's. */
SlFrame sl_axes_camera      (SlAxes axes, const SlFrame *frame);

/* The ways back, for importers. The point of the plan (m) of one in the target's units. */
SlVec3  sl_axes_unpoint     (SlAxes axes, SlVec3 point);
/* The direction of the plan of one of the target, as long. */
SlVec3  sl_axes_undirection (SlAxes axes, SlVec3 direction);
/* Undoes sl_axes_frame(). */
SlFrame sl_axes_unframe     (SlAxes axes, const SlFrame *frame);
/* Undoes sl_axes_camera(). */
SlFrame sl_axes_uncamera    (SlAxes axes, const SlFrame *frame);

/* The unit quaternion x, y, z, w of a right-handed frame, whose columns may have any length; not finite where one is
 * nothing. */
void    sl_axes_quaternion  (const SlFrame *frame, double q[4]);
/* The frame of unit columns of such a quaternion, of any length but 0, at `origin`. */
SlFrame sl_axes_turned      (const double q[4], SlVec3 origin);

/* Where something stands, as the formats that part turn from scale have it. */
typedef struct {
  double translation[3]; /* in the target's units */
  double rotation[4];    /* unit quaternion x, y, z, w */
  double scale[3];
} SlAxesPlace;

/* FALSE when the frame is no place: not finite, or flat. `camera`: it looks along its +Y; scales are left out. Of
 * right-handed targets. */
gboolean sl_axes_place        (SlAxes axes, const SlFrame *frame, gboolean camera, SlAxesPlace *place);
/* Whether they differ by more than rounding does. */
gboolean sl_axes_place_differs (const SlAxesPlace *a, const SlAxesPlace *b);

G_END_DECLS
