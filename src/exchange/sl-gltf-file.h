/* A glTF 2.0 file while it is put together: its lists, its numbers, and how both are written.
 *
 * A GLB is a 12-byte header, a JSON chunk padded with blanks and a BIN chunk padded with zeros; all its lengths have 32
 * bits. */
#pragma once

#include <json-glib/json-glib.h>

#include "sl-watch.h"

G_BEGIN_DECLS

/* The lists of the file's root, by their names there. */
typedef enum {
  SL_GLTF_NODES, SL_GLTF_MESHES, SL_GLTF_MATERIALS, SL_GLTF_ACCESSORS, SL_GLTF_VIEWS, SL_GLTF_CAMERAS,
  SL_GLTF_ANIMATIONS, SL_GLTF_IMAGES, SL_GLTF_SAMPLERS, SL_GLTF_TEXTURES,
  SL_GLTF_LIGHTS, /* of KHR_lights_punctual, which the file says that it uses where there are any */
  SL_GLTF_N_LISTS,
} SlGltfList;

enum { SL_GLTF_UNSIGNED_INT = 5125, SL_GLTF_FLOAT = 5126 };
/* What the numbers are for. */
enum { SL_GLTF_VERTICES = 34962, SL_GLTF_INDICES = 34963 };

typedef struct SlGltfFile SlGltfFile;

/* `most_bytes` is what its numbers may take up; 0 for the most that a file can hold. */
SlGltfFile *sl_gltf_file_new  (gsize most_bytes);
/* NULL is fine. */
void        sl_gltf_file_free (SlGltfFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlGltfFile, sl_gltf_file_free)

/* Takes `object` as the list's next element; its index. */
guint       sl_gltf_file_push (SlGltfFile *file, SlGltfList list, JsonObject *object);
/* Takes `node`, which stands in the scene itself; its index. */
guint       sl_gltf_file_push_root (SlGltfFile *file, JsonObject *node);
/* Copies `length` bytes of numbers; index of the view. Beyond the most bytes nothing is read, and writing will fail. */
guint       sl_gltf_file_add_view (SlGltfFile *file, gconstpointer data, gsize length);
/* `n` elements of `parts` (1…4) numbers of 4 bytes each; with `bounds`, floats with their least and most. Index of the
 * accessor. */
guint       sl_gltf_file_add_accessor (SlGltfFile *file, gconstpointer data, gsize n, guint parts, int component,
                                       gboolean bounds);
/* Says what the accessor's numbers are for: of meshes alone. */
void        sl_gltf_file_aim (SlGltfFile *file, guint accessor, int target);
/* FALSE with an error when the numbers are more than the file can hold. */
gboolean    sl_gltf_file_fits (const SlGltfFile *file, GError **error);
/* Writes ".gltf" as one text and anything else as GLB. */
gboolean    sl_gltf_file_write (SlGltfFile *file, const char *path, SlWatch *watch, GError **error);
/* The same as GLB in memory; NULL with an error. Free with g_bytes_unref(). */
GBytes     *sl_gltf_file_bytes (SlGltfFile *file, SlWatch *watch, GError **error);

/* An array of finite numbers, for whoever takes it. */
JsonArray  *sl_gltf_numbers (const double *values, guint n);

G_END_DECLS
