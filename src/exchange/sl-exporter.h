/* Hand-offs: every exporter is one file and one line of the table. */
#pragma once

#include "sl-scene.h"
#include "sl-watch.h"

G_BEGIN_DECLS

/* What an exporter reads; all borrowed. */
typedef struct {
  const SlPlan *plan;
  SlAssets     *assets;    /* may be NULL or lack models */
  const char   *stage_id;
  SlWatch      *watch;     /* may be NULL */
  GPtrArray    *omissions; /* SlFinding: what is left out because it is unfinished; may be NULL */
  gboolean      frustums;  /* meshes of what shots see, where the format has a place for them */
  const char   *folder;    /* what the plan's files are relative to, absolute; NULL where it has none */
} SlExportInput;

typedef struct {
  const char *id, *suffix, *label; /* label to be translated */
  /* Writes all that can be written; FALSE with an error, and what was at `path` is as it was, when the stage is not
   * there, the work is cancelled or the file cannot be written. */
  gboolean  (*write) (const SlExportInput *input, const char *path, GError **error);
} SlExporter;

/* The exporter of that id, static; NULL when there is none. */
const SlExporter *sl_exporter_find (const char *id);
/* The table, static; `n` receives its length. */
const SlExporter *sl_exporters     (guint *n);

/* glTF 2.0: the stage as built with walls, props, people and cameras; every shot's camera, animated with what moves in
 * the shot, where what its setup strikes has a scale of zero. Binary as .glb, or one text as .gltf. As
 * SlExporter.write. */
gboolean sl_gltf_export (const SlExportInput *input, const char *path, GError **error);

/* OpenUSD: the same in centimetres, Z up, with a camera a shot (lens and exposure in every frame) and a variant a shot
 * of what moves or is struck. As a text, .usda, or packed with its pictures, .usdz. As SlExporter.write. */
gboolean sl_usd_export  (const SlExportInput *input, const char *path, GError **error);
/* MVR 1.6: walls as video screens, set pieces and people as scene objects, truss, lights as fixtures with their GDTF
 * files, marks as focus points, of the stage as built. As SlExporter.write. */
gboolean sl_mvr_export (const SlExportInput *input, const char *path, GError **error);

G_END_DECLS
