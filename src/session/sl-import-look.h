/* What an import brings into a plan, found out on a snapshot that is thrown away. */
#pragma once

#include "sl-export-changes.h"
#include "sl-importer.h"

G_BEGIN_DECLS

typedef struct {
  SlCommand      *command;  /* that brings it in */
  char           *id;       /* what it adds, or the first of that */
  SlPlan         *plan;     /* the snapshot that it was found out on: for another one it must be found out again */
  SlExportChanges changes;  /* what is new, another or gone: "Wall: Ceiling A"; `same` is not counted */
  GPtrArray      *findings; /* SlFinding: what there is to tell of it */
  guint           lost;     /* how many of them say that something of the file is not kept, or not as it is there */
} SlImportLook;

/* Makes the command of `importer` with a record of its `options` and sees what it does to the input's plan, whose
 * findings are not looked at. What stands somewhere moves aside where it would stand in another thing, with `settles`.
 * On any thread. NULL with an error (see SlImporter's make, and sl_plan_apply()). Free with sl_import_look_free(). */
SlImportLook *sl_import_look      (const SlImporter *importer, const SlImportInput *input, gconstpointer options,
                                   gboolean settles, GError **error);
/* NULL is fine. */
void          sl_import_look_free (SlImportLook *look);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlImportLook, sl_import_look_free)

G_END_DECLS
