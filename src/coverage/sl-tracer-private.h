/* What a tracer is made of: how it is built and how it is asked are two files. */
#pragma once

#include "sl-embree.h"
#include "sl-tracer.h"

/* The parts of a mesh that are not opaque everywhere: one geometry, its triangles with the part each belongs to. */
typedef struct {
  SlMesh *mesh;      /* owned */
  GArray *triangles; /* SlSheerTriangle */
} SlSheer;

typedef struct {
  guint32 first; /* into the mesh's indices */
  guint32 part;  /* of the mesh's submeshes */
} SlSheerTriangle;

/* The geometries are the walls of its own, then the meshes. Over a still tracer each of the two scenes also holds one
 * instance of the still one. */
struct SlTracer {
  RTCDevice       device;
  RTCScene        scene;      /* all of it */
  RTCScene        bare;       /* the walls alone */
  const SlTracer *still;      /* borrowed; NULL */
  guint           first_wall, n_walls; /* its own among the scene's walls */
  GPtrArray      *walls;      /* SlSceneWall of the whole scene */
  GPtrArray      *outlines;   /* GArray of SlOutlineEdge, of its own walls */
  GPtrArray      *sheer;      /* SlSheer of each mesh geometry, NULL for opaque ones */
  gboolean        practical_floor;
  SlVec3         *outline;    /* of the floor, NULL for everywhere */
  guint           n_outline;
};

/* How much of a ray goes on through a triangle of `sheer` at the barycentric u, v: 0…1. */
double sl_sheer_through   (const SlSheer *sheer, guint triangle, double u, double v);
