/* Meshes ready to draw and to trace: the plan's frame (metres, Z up), one index list cut into materials.
 * A mesh lives in one flat block, so that the import helper can write it and later starts can map it. */
#pragma once

#include <glib.h>

#include "sl-vec.h"

G_BEGIN_DECLS

/* Coarser forms of a part, for drawing it small. */
enum { SL_MESH_LODS = 6 };

typedef struct {
  guint32 first_index, n_indices; /* into lod_indices; n 0: there is none */
  float   error;                  /* m, at most so far from the true surface */
} SlMeshLod;

typedef struct {
  guint32 first_index, n_indices;
  float   colour[4];  /* linear base colour */
  gint32  texture;    /* into textures, −1 for none */
  float   roughness;  /* 0…1 */
  guint32 own_colour; /* 1: keeps its colour where the rest is tinted */
  guint32 closed;     /* 1: a closed surface, wound counter-clockwise from without */
  SlMeshLod lods[SL_MESH_LODS]; /* finest first */
} SlSubmesh;

typedef struct {
  guint32 width, height; /* px */
  gsize   offset;        /* of RGBA8 sRGB rows, top first, in the block */
} SlTexture;

typedef struct {
  gatomicrefcount  refs;
  guint64          stamp;      /* new for each mesh: what caches key on */
  guint32          n_vertices, n_indices, n_lod_indices, n_submeshes, n_textures;
  const float     *positions;  /* 3 a vertex, m */
  const float     *normals;    /* 3 a vertex, unit */
  const float     *uvs;        /* 2 a vertex, v down */
  const guint32   *indices, *lod_indices;
  const SlSubmesh *submeshes;
  const SlTexture *textures;
  const guint8    *pixels;     /* start of the textures' bytes */
  SlBox            box;
  GBytes          *block;      /* owns all of the above */
} SlMesh;

SlMesh  *sl_mesh_ref   (SlMesh *mesh);
void     sl_mesh_unref (SlMesh *mesh);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlMesh, sl_mesh_unref)

/* Collects triangles; indices may repeat. Used by the primitives and by the importer. */
typedef struct {
  GArray *positions, *normals, *uvs; /* float */
  GArray *indices, *lod_indices;     /* guint32 */
  GArray *submeshes;                 /* SlSubmesh */
  GArray *textures;                  /* SlTexture */
  GByteArray *pixels;
} SlMeshBuilder;

SlMeshBuilder *sl_mesh_builder_new  (void);
void           sl_mesh_builder_free (SlMeshBuilder *builder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlMeshBuilder, sl_mesh_builder_free)
guint32        sl_mesh_builder_vertex (SlMeshBuilder *builder, SlVec3 position, SlVec3 normal, float u, float v);
void           sl_mesh_builder_triangle (SlMeshBuilder *builder, guint32 a, guint32 b, guint32 c);
/* The flat block (the file format of the cache, this machine's byte order). */
GBytes        *sl_mesh_builder_pack (const SlMeshBuilder *builder);
/* NULL with an error when the block is cut or lies about its sizes. */
SlMesh        *sl_mesh_from_block   (GBytes *block, GError **error);

typedef enum { SL_PRIMITIVE_BOX, SL_PRIMITIVE_CYLINDER, SL_PRIMITIVE_SPHERE, SL_PRIMITIVE_PERSON, SL_PRIMITIVE_CAMERA, SL_N_PRIMITIVES } SlPrimitive;

/* Shared meshes of unit size standing on z = 0, centred in x and y: 1 m wide, deep and high (the person: 1 m tall;
 * the camera: life size, looking along +Y from the origin). Borrowed; live as long as the program. */
SlMesh  *sl_mesh_primitive (SlPrimitive primitive);

G_END_DECLS
