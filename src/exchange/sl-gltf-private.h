/* What the parts of the glTF exporter share. */
#pragma once

#include "sl-axes.h"
#include "sl-exporter.h"
#include "sl-gltf-file.h"

G_BEGIN_DECLS

typedef struct {
  const SlExportInput *input;
  SlGltfFile          *file;
  GHashTable          *meshes; /* stamp and colour of what is there → mesh index + 1 */
  GHashTable          *nodes;  /* id (borrowed from the plan) → SlGltfNode of what stands */
  SlBox                walls;  /* around all of them (m), empty for none */
  guint                glass;  /* index of what frustums are made of + 1 */
} SlGltfExport;

typedef struct {
  guint       index;
  SlAxesPlace place;
  gboolean    scaled; /* it may have a scale of its own */
  JsonObject *object; /* borrowed from the file */
  const SlSceneLight *light; /* as built, borrowed from the scene; NULL for another thing */
} SlGltfNode;

/* A vector in glTF's axes. */
SlVec3      sl_gltf_axes (SlVec3 v);
/* Sets translation, rotation and, where it is not 1, scale. */
void        sl_gltf_set_place (JsonObject *node, const SlAxesPlace *place);
/* A node with the entity's title, and its id and kind in `extras`. */
JsonObject *sl_gltf_node (const SlEntity *entity);
/* "extras.sightline" of such a node; borrowed. */
JsonObject *sl_gltf_extras (JsonObject *node);
/* Names the entity in the export's omissions. */
void        sl_gltf_omit (const SlGltfExport *e, const SlEntity *entity, const char *remedy, const char *message);

/* --- sl-gltf-mesh.c --- */

/* Index of the mesh, −1 when there is nothing of it; one that is there already is used again. */
int         sl_gltf_add_mesh (SlGltfExport *e, const SlSceneMesh *item);
/* Index of a wall's mesh in the wall's frame, u by developed width, v from the top. It must have cabinets. */
guint       sl_gltf_add_wall (SlGltfExport *e, const SlSceneWall *wall);

/* --- sl-gltf-light.c --- */

/* Makes the node that light, which looks along its −Z. */
void        sl_gltf_set_light (SlGltfExport *e, JsonObject *node, const SlSceneLight *light);

/* --- sl-gltf-lens.c --- */

/* Makes the node a camera as the first of `n` frames has it, and tells of all of them in `extras`. `shot` is what a
 * zoom is said of, NULL where n is 1. */
void        sl_gltf_set_lens (SlGltfExport *e, JsonObject *node, const SlEntity *shot, const SlSceneCamera *lenses,
                              guint n);

/* --- sl-gltf-frustum.c --- */

/* The frustum of the first of `n` frames, in the node `camera`, and that of all of them. */
void        sl_gltf_add_frustums (SlGltfExport *e, JsonObject *camera, const SlShot *shot, const SlSceneCamera *lenses,
                                  guint n);

/* --- sl-gltf-shot.c --- */

/* A shot's camera and an animation of it and of what else moves in the shot. FALSE with an error. */
gboolean    sl_gltf_add_shot (SlGltfExport *e, const char *shot_id, GError **error);

G_END_DECLS
