/* The cameras of a glTF file, .glb or .gltf: where they stand and what they see. */
#pragma once

#include "sl-axes.h"

G_BEGIN_DECLS

typedef struct {
  char   *name;   /* the node's; owned, NULL for none */
  SlFrame frame;  /* in the plan's axes, of unit columns, as if the file's origin were the stage's */
  double  yfov;   /* vertical angle of view (rad) */
  double  aspect; /* width over height; NAN for not said */
  gboolean moves; /* an animation moves it, or what it stands on */
} SlGltfCamera;

/* What else a file has. */
typedef struct {
  guint cameras; /* without perspective, or without a place */
  guint meshes, lights; /* nodes that have one */
} SlGltfOthers;

/* SlGltfCamera elements in the order of their nodes; free with g_array_unref(). `others` receives what is left out.
 * NULL with an error: SL_ERROR_IO where the file cannot be read, SL_ERROR_INPUT where it is no glTF 2. */
GArray *sl_gltf_cameras_read (const char *path, SlGltfOthers *others, GError **error);
/* The same of `data`, `length` bytes and a 0 behind them, which are changed; `file` is for the error. */
GArray *sl_gltf_cameras_parse (char *data, gsize length, const char *file, SlGltfOthers *others, GError **error);

G_END_DECLS
