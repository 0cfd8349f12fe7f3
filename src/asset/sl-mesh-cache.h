/* The folder in which meshes are kept that the import helper made, each under the checksum of the files that it was
 * made of. Everything in it can be made again. */
#pragma once

#include "sl-inputs.h"
#include "sl-mesh.h"

G_BEGIN_DECLS

/* What was made of the model at `path`, if its files still hold what they held then; else NULL. `inputs` takes what it
 * was made of (full transfer). What is damaged is none. */
SlMesh   *sl_mesh_cache_find  (const char *cache, const char *path, const SlWatch *watch, SlInputs **inputs);

/* A name in the folder, which is made if need be, for the helper to write to; free with g_free(). NULL with an error
 * (SL_ERROR_IO). What is left of it when this process is killed goes with the next such name that a program takes. */
char     *sl_mesh_cache_begin (const char *cache, GError **error);
/* Keeps the file of sl_mesh_cache_begin() as what was made of `inputs` of the model at `path`, and maps it. NULL with
 * an error when it is no mesh. */
SlMesh   *sl_mesh_cache_keep  (const char *cache, const char *path, const char *file, const SlInputs *inputs,
                               GError **error);

/* Removes what was not used for `most_days`, then what was used longest ago until `most_bytes` are left, and what
 * killed processes began. */
void      sl_mesh_cache_prune (const char *cache, guint64 most_bytes, guint most_days);

G_END_DECLS
