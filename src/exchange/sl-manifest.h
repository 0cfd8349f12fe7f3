/* The manifest of a package: which files it has, with their sizes and checksums, what it is of, and what is not in it.
 *
 *   { "sightline_package": 1, "plan": "harbour", "uid": "…", "stage": "stage-1", "booking": "shoot",
 *     "from": "2031-11-03", "to": "2031-11-07",
 *     "files": [ { "name": "scene/stage-1.glb", "kind": "gltf", "of": "stage-1", "bytes": 1, "sha256": "…" } ],
 *     "omissions": [ { "id": "…", "message": "…", "remedy": "…" } ] } */
#pragma once

#include "sl-check.h"

G_BEGIN_DECLS

#define SL_MANIFEST_NAME "manifest.json"

/* All owned. */
typedef struct {
  char   *name;   /* within the package, with "/" between its parts */
  char   *kind;   /* of the export: "gltf"; "plan", "asset" */
  char   *of;     /* the id of what it is of; NULL for the whole plan */
  char   *sha256; /* hexadecimal */
  guint64 bytes;
} SlManifestFile;

/* All owned; NULL where there is none. */
typedef struct {
  char      *plan, *uid, *stage, *booking, *from, *to;
  GPtrArray *files;     /* SlManifestFile, by name */
  GPtrArray *omissions; /* SlFinding; not read back */
} SlManifest;

/* Without files. Free with sl_manifest_free(). */
SlManifest     *sl_manifest_new   (void);
/* NULL is fine. */
void            sl_manifest_free  (SlManifest *manifest);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlManifest, sl_manifest_free)

/* Adds a file, `bytes` long; texts are copied, `of` may be NULL. */
void            sl_manifest_add   (SlManifest *manifest, const char *name, const char *kind, const char *of,
                                   guint64 bytes, const char *sha256);
/* The file of that name; NULL for none. Borrowed. */
const SlManifestFile *sl_manifest_find (const SlManifest *manifest, const char *name);
/* As a text, files by name. Free with g_free(). */
char           *sl_manifest_print (SlManifest *manifest);
/* From a text; `file` is for the error. NULL with SL_ERROR_INPUT for what is none, is of a newer version, or names
 * files outside the package, or one twice. Free with sl_manifest_free(). */
SlManifest     *sl_manifest_parse (const char *text, const char *file, GError **error);
/* Whether `name` may stand in a package: relative, without "." and ".." and empty parts, and without what some systems
 * cannot have in a name. */
gboolean        sl_manifest_takes (const char *name);

G_END_DECLS
