/* Where a picture leaves the walls, as people say it: over which edge of which wall, and how far. */
#pragma once

#include "sl-tracer.h"

G_BEGIN_DECLS

typedef enum {
  SL_MISS_NONE,  /* nothing misses, or so little that it was not found */
  SL_MISS_OVER,  /* past an edge of a wall */
  SL_MISS_GAP,   /* between cabinets of one */
  SL_MISS_BACK,  /* one is seen from behind */
  SL_MISS_FLOOR, /* the stage's floor, where that is no set */
  SL_MISS_AWAY,  /* no wall stands there */
} SlMissCause;

/* As its viewer sees a standing wall; of one that lies, near and far are as the camera sees them. */
typedef enum {
  SL_WALL_EDGE_LEFT,
  SL_WALL_EDGE_RIGHT,
  SL_WALL_EDGE_TOP,
  SL_WALL_EDGE_BOTTOM,
  SL_WALL_EDGE_NEAR,
  SL_WALL_EDGE_FAR,
  SL_N_WALL_EDGES,
} SlWallEdge;

typedef struct {
  SlMissCause cause;
  const char *wall;   /* id, interned: it stays as long as the program runs; NULL for none */
  SlWallEdge  edge;   /* of SL_MISS_OVER */
  double      over_m; /* how far at most past it, on the plane of the nearest cabinets; > 0 */
} SlMissPlace;

/* Where most of what misses is, in the picture of half size `tan_h` × `tan_v` (tangents) around the axis of the scene's
 * camera: looked for on a grid and, more finely, along the picture's border. `tracer` is of `scene`. */
SlMissPlace sl_miss_place_find (const SlTracer *tracer, const SlScene *scene, double tan_h, double tan_v);
/* "left", for files. Static. */
const char *sl_wall_edge_id    (SlWallEdge edge);

G_END_DECLS
