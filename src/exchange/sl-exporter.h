/* Hand-offs: every exporter is one file and one line of the table. */
#pragma once

#include "sl-scene.h"

G_BEGIN_DECLS

/* What an exporter reads. */
typedef struct {
  const SlPlan *plan;
  SlAssets     *assets;
  const char   *stage_id;
  GCancellable *cancellable;
} SlExportInput;

typedef struct {
  const char *id, *suffix, *label; /* label to be translated */
  gboolean  (*write) (const SlExportInput *input, const char *path, GError **error);
} SlExporter;

/* The table of exporters; NULL when there is none of that id. */
const SlExporter *sl_exporter_find (const char *id);
const SlExporter *sl_exporters     (guint *n);

/* glTF 2.0: the stage with walls, props, people and cameras, and every shot's camera animated. Binary as .glb, or one
 * text as .gltf. */
gboolean sl_gltf_export (const SlExportInput *input, const char *path, GError **error);

G_END_DECLS
