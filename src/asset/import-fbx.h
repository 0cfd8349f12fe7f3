/* What an FBX says that assimp does not pass on, or not in all versions: how far each of its morphs is dialled in, and
 * where its joints held each mesh when it was bound. */
#pragma once

#include "sl-vec.h"

#include <glib.h>

G_BEGIN_DECLS

typedef struct ImportFbx ImportFbx;

/* Reads an FBX, text or binary. What cannot be read of it is not there. */
ImportFbx     *import_fbx_new   (GBytes *fbx);
void           import_fbx_free  (ImportFbx *fbx); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ImportFbx, import_fbx_free)

/* The weight of a mesh's shape, 0 where the file says none. `mesh` is the geometry's or the model's name. */
double         import_fbx_morph (const ImportFbx *fbx, const char *mesh, const char *shape);
/* From the mesh into the joint's own frame as they were bound, in the file's unit; NULL where the file says none.
 * Borrowed. */
const SlFrame *import_fbx_joint (const ImportFbx *fbx, const char *mesh, const char *joint);

G_END_DECLS
