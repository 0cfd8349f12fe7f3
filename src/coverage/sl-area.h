/* How much of a picture misses, exactly. A picture is cut along every edge at which walls and floor may change what is
 * seen; one ray tells what a part between edges shows, so that its area counts whole, however thin it is. Where props
 * or persons stand before a part that would miss, it is cut into small pieces and sampled, finer where they differ. */
#pragma once

#include "sl-tracer.h"

G_BEGIN_DECLS

enum { SL_EDGE_LEFT, SL_EDGE_RIGHT, SL_EDGE_TOP, SL_EDGE_BOTTOM, SL_N_EDGES };

/* The pictures that are measured together, all about the camera's axis. */
typedef enum { SL_PICTURE_FRAMING, SL_PICTURE_OVERSCAN, SL_PICTURE_MODE, SL_N_PICTURES } SlPictureKind;

typedef struct {
  double tan_h, tan_v; /* half the size, tangents */
} SlPictureSize;

typedef struct {
  double   miss[SL_N_PICTURES];  /* fractions of each picture */
  double   miss_edge[SL_N_EDGES]; /* of the framing: by the edge that is nearest, in fractions of width and height */
  double   led;                  /* of the framing, outside of `crowded` */
  SlCells  crowded;              /* the part of the framing's cells in which rays are needed */
} SlAreas;

/* `tracer` is of `scene`, which has a camera; sizes are positive. Rays through the framing would be shot for cells of
 * `samples_w` × `samples_h`: they are needed where something stands before the walls, and all over where several walls,
 * or one from behind, come into the framing and may hide each other's panels. */
void sl_areas_measure (const SlTracer *tracer, const SlScene *scene, const SlPictureSize sizes[SL_N_PICTURES],
                       guint samples_w, guint samples_h, SlAreas *areas);

G_END_DECLS
