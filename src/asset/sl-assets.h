/* The meshes and pictures that a plan names, loaded once, and again when their files change. Filled before analysis and
 * read-only during it. */
#pragma once

#include "sl-image.h"
#include "sl-mesh.h"
#include "sl-watch.h"

G_BEGIN_DECLS

typedef struct SlAssets SlAssets;

/* `importer` is the path of the helper sightline-import; `cache` a folder that it may fill. Both are copied. */
SlAssets *sl_assets_new   (const char *importer, const char *cache);
SlAssets *sl_assets_ref   (SlAssets *assets); /* a new reference */
void      sl_assets_unref (SlAssets *assets); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlAssets, sl_assets_unref)

/* Loads the model `name` (a path, relative to `folder` or absolute), unless it is there and none of its files was
 * touched. Thread-safe; may take seconds, and stops within 100 ms of being cancelled. What could not be read is not
 * tried again, but fails with the same error, until one of its files is touched. FALSE with an error that names the
 * file: SL_ERROR_IO when it is missing or cannot be opened, SL_ERROR_INPUT when it is not what it should be,
 * SL_ERROR_CANCELLED. */
gboolean  sl_assets_load_mesh  (SlAssets *assets, const char *folder, const char *name, const SlWatch *watch,
                                GError **error);
/* The same for a picture, PNG or JPEG, turned as it is to be shown. */
gboolean  sl_assets_load_image (SlAssets *assets, const char *folder, const char *name, const SlWatch *watch,
                                GError **error);
/* It is there and untouched, or loading it would fail as it did before. Asks the disk. */
gboolean  sl_assets_is_settled (SlAssets *assets, const char *folder, const char *name);
/* What was loaded, or NULL. A new reference. Asks no disk. */
SlMesh   *sl_assets_mesh  (SlAssets *assets, const char *name);
/* Why that model could not be loaded; NULL when it was, or when nobody tried. A copy. */
GError   *sl_assets_mesh_error (SlAssets *assets, const char *name);
/* What was loaded of a picture, as sl_assets_mesh(). */
SlImage  *sl_assets_image (SlAssets *assets, const char *name);
/* Why not, as sl_assets_mesh_error(). */
GError   *sl_assets_image_error (SlAssets *assets, const char *name);
/* The paths of the files that a model or a picture was loaded from, the one that is named first: char *, free with
 * g_ptr_array_unref(). Empty for what was not loaded. */
GPtrArray *sl_assets_files (SlAssets *assets, const char *name);

G_END_DECLS
