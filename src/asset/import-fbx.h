/* What an FBX says that assimp does not pass on: how far each of its morphs is dialled in. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The weights of the morphs of an FBX, text or binary: "MESH/SHAPE" → double *, where MESH is the geometry's or the
 * model's name. Empty for what cannot be read. Free with g_hash_table_unref(). */
GHashTable *import_fbx_morphs (GBytes *fbx);

/* The key for a shape of a mesh. Free with g_free(). */
char       *import_fbx_key    (const char *mesh, const char *shape);

G_END_DECLS
