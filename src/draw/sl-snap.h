/* What a hand snaps to: points of other things, faces of walls, surfaces, the grid. Pure functions of candidates and a
 * ray. */
#pragma once

#include "sl-ray.h"
#include "sl-tracer.h"

G_BEGIN_DECLS

typedef enum {
  SL_SNAP_NONE,
  SL_SNAP_GRID,    /* a step of the grid */
  SL_SNAP_ANGLE,   /* a step of the angle */
  SL_SNAP_FLOOR,
  SL_SNAP_SURFACE, /* what one can stand on */
  SL_SNAP_FACE,    /* of an LED wall: to stand against, or to hang from */
  SL_SNAP_MARK,
  SL_SNAP_CORNER,
  SL_SNAP_EDGE,    /* the middle of one */
  SL_SNAP_MIDDLE,  /* of a thing, of its top, of its underside */
  SL_N_SNAPS,
} SlSnapKind;

typedef struct {
  SlSnapKind  kind;
  SlVec3      at;     /* m, world */
  SlVec3      normal; /* unit, of a face or a surface, toward whoever stands there */
  const char *id;     /* of what it belongs to, borrowed from the scene; NULL for the floor and what is not known */
} SlSnapPoint;

/* How far a ray may pass a point: `fixed` metres and `slope` metres for each along the ray. */
typedef struct {
  double fixed, slope;
} SlSnapReach;

/* SlSnapPoint elements of all that stands in the scene but for what is in `moving` (a set of ids, may be NULL): marks,
 * and the corners, edges and middles of props, persons and walls. Free with g_array_unref(). */
GArray  *sl_snap_points  (const SlScene *scene, GHashTable *moving);
/* The point nearest to the ray within reach, by its share of the reach; marks and corners are taken before edges and
 * middles that are hardly nearer. FALSE when there is none. */
gboolean sl_snap_nearest (const GArray *points, const SlRay *ray, const SlSnapReach *reach, SlSnapPoint *found);
/* The surface that the ray meets: the face of an LED wall; what is level enough to stand on; the stage floor within its
 * outline, or anywhere where it has none. `tracer` is of the scene without what moves, and may be NULL for the floor
 * alone. FALSE, with the kind SL_SNAP_NONE, for a steep surface and for a floor beyond its outline, of which `found`
 * holds the point, and where there is nothing at all, when the point is NAN. */
gboolean sl_snap_surface (const SlTracer *tracer, const SlScene *scene, const SlRay *ray, SlSnapPoint *found);
/* The nearest multiple of `step`; `value` itself for a step of 0. */
double   sl_snap_step    (double value, double step);
/* "Corner of Sofa", translated; `title` (may be NULL) names the thing. "" for SL_SNAP_NONE. Free with g_free(). */
char    *sl_snap_text    (SlSnapKind kind, const char *title);

G_END_DECLS
