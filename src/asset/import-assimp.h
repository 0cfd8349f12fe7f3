/* FBX, OBJ, DAE and 3DS, read by assimp, posed and flattened by us. */
#pragma once

#include <assimp/scene.h>

#include "import-files.h"
#include "sl-mesh.h"

G_BEGIN_DECLS

/* Adds the model's surfaces in the plan's frame: axes and units as the file says, skins and morphs as they are posed in
 * it, polygons cut exactly. FALSE with an error (SL_ERROR_INPUT, SL_ERROR_IO). */
gboolean import_assimp      (SlMeshBuilder *builder, ImportFiles *files, GError **error);

/* --- for the reader's own files --- */

/* A matrix as a frame; its last row is left out. */
SlFrame  import_frame       (const struct aiMatrix4x4 *m);

/* The file's axes and unit into the plan's: Y up and metres, but where an FBX says otherwise. */
SlFrame  import_axes        (const struct aiScene *scene, const char *path);

/* Where the vertices of a mesh are in its file's pose. */
typedef struct {
  SlVec3 *shape;   /* in a frame in which flat faces are as flat as the file has them, for cutting them; owned */
  SlVec3 *points;  /* in the plan, m; owned */
  SlVec3 *normals; /* in the plan, unit or zero; owned, NULL where the file has none */
} ImportPose;

/* `frames`: SlFrame of each node, by name; `frame` is the mesh's own. All are in the plan's frame. */
void     import_pose_init   (ImportPose *pose, const struct aiMesh *mesh, const SlFrame *frame, GHashTable *frames);
void     import_pose_clear  (ImportPose *pose); /* frees what it owns */
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ImportPose, import_pose_clear)

/* Unit normals for the corners of faces, one after another, where the file has none: faces that meet at less than 50°
 * are smooth, so that the edges of boxes stay edges. `corners`: where each stands; `starts`: n_faces + 1 numbers of
 * corners. */
void     import_smooth      (const SlVec3 *corners, const guint32 *starts, guint32 n_faces, SlVec3 *normals);

/* How a material's picture lies on its surface. */
typedef struct {
  double  scale[2], offset[2]; /* of u and v, v up */
  double  turn;                /* radians counter-clockwise about the picture's middle, between the two */
  guint   uv_set;
  gboolean clamp;
} ImportUv;

/* The looks of the materials of one scene. */
typedef struct ImportLooks ImportLooks;

/* All three are borrowed as long as it lives. */
ImportLooks *import_looks_new    (SlMeshBuilder *builder, ImportFiles *files, const struct aiScene *scene);
void         import_looks_free   (ImportLooks *looks); /* not NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ImportLooks, import_looks_free)
/* What an MTL file says that assimp leaves out: the scale and offset of pictures. */
void         import_looks_mtl    (ImportLooks *looks, GBytes *mtl);
/* Colour, picture and alpha of a material; `uv` is how its picture lies. */
void         import_looks_apply  (ImportLooks *looks, guint material, SlSubmesh *submesh, ImportUv *uv);

G_END_DECLS
