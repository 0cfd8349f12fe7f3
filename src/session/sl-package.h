/* What a stage needs for a booking, in one folder or one zip file: hand-offs, drawings, clips, the plan with its
 * models, and a manifest with a checksum a file. The same plan gives the same bytes.
 *
 *   parts[] ─ write each beside the target ─▶ checksums ─▶ compare with what stands there ─▶ move what changed
 */
#pragma once

#include "sl-exports.h"

G_BEGIN_DECLS

/* Whom it is for: the parts that only others read stay away. */
typedef enum {
  SL_PACKAGE_ALL,
  SL_PACKAGE_UNREAL,   /* nDisplay */
  SL_PACKAGE_DISGUISE,
  SL_PACKAGE_RESOLUME, /* Arena */
  SL_PACKAGE_SCREENS,  /* other media servers */
  SL_PACKAGE_LIGHTING, /* lighting desks */
} SlPackageTarget;

typedef struct {
  const char     *stage;   /* NULL: the booking's, else as of the source */
  const char     *booking; /* whose stage and days it is for; NULL for none */
  SlPackageTarget target;
  gboolean        clips;   /* the previs of each shot too */
} SlPackageOptions;

/* Writes the package into the folder `path`, or the file where it ends in ".zip". Where a package stands there already,
 * only what is another is written, and what it has no more is removed. What cannot be made is left out and told among
 * the source's omissions. `changes`, empty, receives what is another, by names within the package. FALSE with an error
 * where nothing can be made, what stands there is no package, a link stands where a file or folder of it is to be, or
 * it cannot be written; then that is as it was. Where it goes wrong while files move into an older package, or this
 * program is killed then, each file is a whole one, of then or of now; sl_package_check() tells, and the next one
 * mends it. */
gboolean sl_package_write (const SlExportSource *source, const SlPackageOptions *options, const char *path,
                           SlExportChanges *changes, GError **error);

/* Whether something at `path` is to be taken for a package: a folder with a manifest, or a zip file. */
gboolean sl_package_is_one (const char *path);
/* Compares a package with its manifest: `findings` (SlFinding) receives what is missing, another, or not in it. FALSE
 * with an error where it is none or cannot be read. */
gboolean sl_package_check (const char *path, SlWatch *watch, GPtrArray *findings, GError **error);

G_END_DECLS
