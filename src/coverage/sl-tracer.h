/* A scene made ready for rays. What a ray counts as is the first thing on its way: the front of an LED panel; set (a
 * prop, a person, a practical floor); or nothing that may be in the picture (physics.md §14). Holes that a material's
 * picture cuts are holes; what is see-through by a share lets that share of the ray go on. */
#pragma once

#include "sl-scene.h"

G_BEGIN_DECLS

typedef enum { SL_HIT_MISS, SL_HIT_LED, SL_HIT_SET } SlHit;

typedef struct {
  SlHit  hit;
  gint32 wall, panel; /* what is hit, from either side: indices into scene->walls and its panels; −1 for no panel */
  double distance;    /* in lengths of the ray's direction; INFINITY for nothing at all */
  double share;       /* 0…1: how much of the ray gets there; the rest belongs to set that is see-through before it */
} SlRayHit;

/* Rays start this far (m) from the pupil, so that a panel in whose plane the camera stands hides nothing. */
#define SL_TRACER_NEAR 1e-3

/* Several threads may trace one. It keeps references to what it shows of the scene, not to the scene. */
typedef struct SlTracer SlTracer;

/* All of a scene. NULL with an error when the ray tracer cannot start or has not enough memory. */
SlTracer *sl_tracer_new       (const SlScene *scene, GError **error);
/* Only what stands still in the scene's shot, made ready by `threads` threads, one at least. Errors as above. */
SlTracer *sl_tracer_new_still (const SlScene *scene, guint threads, GError **error);
/* A frame of the same maker over `still`, which must outlive it: builds what moves alone. Errors as above. */
SlTracer *sl_tracer_new_over  (const SlTracer *still, const SlScene *scene, GError **error);
/* NULL is fine. */
void      sl_tracer_free      (SlTracer *tracer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlTracer, sl_tracer_free)

/* Along `direction` from `origin` (m, world; any length but 0). */
SlRayHit  sl_tracer_ray       (const SlTracer *tracer, SlVec3 origin, SlVec3 direction);
/* The same as if only walls and the floor stood there. */
SlRayHit  sl_tracer_bare_ray  (const SlTracer *tracer, SlVec3 origin, SlVec3 direction);

/* Some of a picture's cells, counted from the top left: `left` ≤ x < `right`, `top` ≤ y < `bottom`. */
typedef struct {
  guint left, right, top, bottom;
} SlCells;

/* A picture of w×h equal cells with the half widths tan_h, tan_v (tangents). */
typedef struct {
  double tan_h, tan_v;
  guint  w, h;
} SlRaster;

/* Told of the ray through the middle of cell x, y. */
typedef void (*SlTraced) (guint x, guint y, const SlRayHit *hit, gpointer data);
/* A ray through each of `cells`, always in the same order. */
void      sl_tracer_picture   (const SlTracer *tracer, const SlFrame *camera, const SlRaster *raster,
                               const SlCells *cells, SlTraced traced, gpointer data);

/* For pictures that follow each other, such as a viewport's: keeps what stands still of the scenes of one maker, so
 * that a new frame builds what moves alone. For one thread. */
typedef struct SlTracerStore SlTracerStore;

/* Empty: the first scene fills it. The caller frees it. */
SlTracerStore  *sl_tracer_store_new  (void);
/* NULL is fine; what it gave is gone with it. */
void            sl_tracer_store_free (SlTracerStore *store);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlTracerStore, sl_tracer_store_free)
/* Of that scene, from any maker. Borrowed until the next call; NULL with an error. */
const SlTracer *sl_tracer_store_get  (SlTracerStore *store, const SlScene *scene, GError **error);

/* --- for this room --- */

/* An edge of a wall's surface at which what a ray meets may change. */
typedef struct {
  SlVec3 a, b;            /* m, world */
  guint  panel, neighbour; /* of the wall; neighbour G_MAXUINT at the surface's end, else the two meet at a fold */
} SlOutlineEdge;

/* Of scene->walls[wall]: SlOutlineEdge. Borrowed. */
const GArray *sl_tracer_outline (const SlTracer *tracer, guint wall);
/* Those of one wall; edges that go on straight are one. The caller's; empty for a wall without panels. */
GArray       *sl_outline_new    (const SlSceneWall *wall);

G_END_DECLS
