/* What assimp does not check: a glTF file's own promises. */
#pragma once

#include <glib.h>

/* TRUE for a file that is no glTF, or one whose required extensions are known and whose buffers, views and accessors
 * stay inside their files. Otherwise the error says what is wrong. */
gboolean sl_gltf_guard (const char *path, GError **error);
