/* What the parts of the MVR exporter share. */
#pragma once

#include <libxml/xmlwriter.h>

#include "sl-axes.h"
#include "sl-exporter.h"
#include "sl-zip.h"

G_BEGIN_DECLS

#define SL_MVR_DESCRIPTION "GeneralSceneDescription.xml"

typedef struct {
  const SlExportInput *input;
  const char          *uid;    /* the plan's; "" for none */
  SlZip               *zip;
  GHashTable          *files;  /* what it is of → its name in the zip; both owned */
  xmlTextWriterPtr     xml;
  guint                number; /* of the object that was written last */
} SlMvrExport;

/* --- sl-mvr-files.c; names are borrowed --- */

/* The file of a wall's mesh in the wall's frame; it must have cabinets. NULL with an error when the work is to stop. */
const char *sl_mvr_wall_file (SlMvrExport *m, const SlSceneWall *wall, GError **error);
/* That of a set piece's mesh, which pieces of the same model share; "" where there is nothing of it. NULL likewise. */
const char *sl_mvr_mesh_file (SlMvrExport *m, const SlSceneMesh *mesh, GError **error);
/* That of a light's GDTF, as it is; `mode` (g_free()) receives a DMX mode of it. NULL where the light has none or it
 * cannot be read, which is told in the omissions. */
const char *sl_mvr_gdtf_file (SlMvrExport *m, const SlLight *light, char **mode);

/* --- sl-mvr-xml.c --- */

/* Writes all of the scene as XML into the writer. FALSE with an error when the work is to stop. */
gboolean    sl_mvr_write_scene (SlMvrExport *m, const SlScene *scene, GError **error);

G_END_DECLS
