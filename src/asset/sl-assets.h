/* The meshes and pictures that a plan names, loaded once. Filled before analysis and read-only during it. */
#pragma once

#include <gio/gio.h>

#include "sl-mesh.h"

G_BEGIN_DECLS

typedef struct SlAssets SlAssets;

typedef struct {
  gatomicrefcount refs;
  guint64         stamp;
  int             width, height; /* px */
  guint8         *rgba;          /* sRGB rows, top first */
} SlImage;

SlImage  *sl_image_ref   (SlImage *image);
void      sl_image_unref (SlImage *image);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlImage, sl_image_unref)

/* Writes RGBA rows (top first) as PNG, whole or not at all. */
gboolean  sl_image_write_png (const char *path, const guint8 *rgba, int width, int height, GError **error);

/* `importer` is the path of the helper sightline-import; `cache` a folder that it may fill. */
SlAssets *sl_assets_new   (const char *importer, const char *cache);
SlAssets *sl_assets_ref   (SlAssets *assets);
void      sl_assets_unref (SlAssets *assets);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlAssets, sl_assets_unref)

/* Loads `name` (a path relative to `folder`) unless it is there. Thread-safe; may take seconds. What could not be read is
 * not tried again, but fails with the same error, until its file or that one's folder changes. */
gboolean  sl_assets_load_mesh  (SlAssets *assets, const char *folder, const char *name, GCancellable *cancellable, GError **error);
gboolean  sl_assets_load_image (SlAssets *assets, const char *folder, const char *name, GError **error);
/* It is there, or loading it would fail as it did before. */
gboolean  sl_assets_is_settled (SlAssets *assets, const char *folder, const char *name);
/* What was loaded, or NULL. A new reference. */
SlMesh   *sl_assets_mesh  (SlAssets *assets, const char *name);
SlImage  *sl_assets_image (SlAssets *assets, const char *name);

G_END_DECLS
