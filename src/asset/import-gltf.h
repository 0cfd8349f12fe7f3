/* glTF 2.0 as its specification says (ISO/IEC 12113), flattened as it stands in its file: skins and morph targets in
 * their rest pose, copies placed. What is not shown as the file says is noted in the mesh. */
#pragma once

#include "import-files.h"
#include "sl-mesh.h"

G_BEGIN_DECLS

/* Whether a file is glTF, by its first bytes or by its name. `head` may hold less than four bytes. */
gboolean import_is_gltf (const char *path, const guint8 *head, gsize length);

/* Adds the model of `files` to `builder`: metres, Z up, one part for each look. FALSE with an error (SL_ERROR_INPUT or
 * SL_ERROR_IO) that says what is wrong; what `builder` holds is then of no use. */
gboolean import_gltf    (SlMeshBuilder *builder, ImportFiles *files, GError **error);

G_END_DECLS
