/* What the parts of the package share: sl-package.c makes it, sl-package-plan.c takes the plan with its
 * models in, sl-package-put.c compares it with what stands there,
 * sl-package-gone.c takes away what it has no more, sl-package-sum.c counts and sums up. */
#pragma once

#include "sl-file.h"
#include "sl-manifest.h"
#include "sl-package.h"
#include "sl-zip.h"

G_BEGIN_DECLS

enum { SL_PACKAGE_MANIFEST_BYTES = 64 << 20 };

typedef struct {
  const SlExportSource *source;
  const char           *root;     /* the folder in which the package is made */
  SlManifest           *manifest; /* what is in it so far */
  SlPackageTarget       target;
  gboolean              dry;      /* it is made for a look */
  GPtrArray            *named;    /* names (char *) of what a look does not make, since it is dear */
} SlPackage;

/* --- sl-package-sum.c --- */

/* The checksum of a file in hexadecimal, and its bytes; NULL with an error. Free with g_free(). */
char       *sl_package_checksum (const char *path, guint64 *bytes, SlWatch *watch, GError **error);
/* Puts the file at `path` down in the manifest, as `name` within the package. FALSE with an error. */
gboolean    sl_package_enter    (SlPackage *package, const char *path, const char *name, const char *kind,
                                 const char *of, GError **error);

/* --- sl-package-plan.c --- */

/* The plan, as "plan/NAME.sightline", and the files of its models and pictures below "plan/assets", which it names.
 * What cannot be taken along is an omission. FALSE with an error where it cannot be written. */
gboolean    sl_package_add_plan (SlPackage *package, GError **error);

/* --- sl-package-put.c --- */

/* The manifest of the package that stands at `path`; NULL where nothing or an empty folder does, and, with an error,
 * where something else does. */
SlManifest *sl_package_before   (const char *path, GError **error);
/* What is another than at `path`. What was only named is as before where all that it is made of is, the plan and its
 * models. */
void        sl_package_compare  (SlPackage *package, const SlManifest *before, const char *path,
                                 SlExportChanges *changes);
/* Moves what is another to `path`. FALSE with an error. */
gboolean    sl_package_put      (SlPackage *package, const SlManifest *before, const char *path,
                                 SlExportChanges *changes, GError **error);
/* Waits for others who write into the package, or the folder of files that belong together, at `path`, up to half a
 * minute; sl_file_unlock() it. NULL with an error. */
SlFileLock *sl_package_lock     (const char *path, SlWatch *watch, GError **error);
/* The files of the manifest, which stand below `folder`, added to a zip file. FALSE with an error. */
gboolean    sl_package_zip_files (SlZip *zip, const SlManifest *manifest, const char *folder, SlWatch *watch,
                                  GError **error);
/* A zip file, mapped; free with sl_zip_free(). NULL with an error. */
SlZip      *sl_package_open_zip (const char *path, GError **error);
/* Its manifest; NULL with an error. */
SlManifest *sl_package_zip_manifest (const SlZip *zip, const char *path, GError **error);

/* --- sl-package-gone.c --- */

/* Whether the file at `path` holds just what the manifest says. */
gboolean    sl_package_holds    (const char *path, const SlManifestFile *file);
/* Files of `before` (may be NULL) in the folder `path` that `manifest` has under names of another case or notation of
 * accents get these, where the disk takes both for one. */
void        sl_package_recase   (const SlManifest *before, const SlManifest *manifest, const char *path);
/* Names (char *) of what `before` (may be NULL) has and `manifest` has not, and still stands in the folder `path` as it
 * was written: what somebody changed since, and what a link leads to, is not ours. Free with g_ptr_array_unref(). */
GPtrArray  *sl_package_gone     (const SlManifest *before, const SlManifest *manifest, const char *path);
/* Takes these away, and the folders that are empty then; `gone` receives the names of those that went. */
void        sl_package_remove   (const GPtrArray *names, const char *path, GPtrArray *gone);

G_END_DECLS
