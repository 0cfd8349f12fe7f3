/* A file on its way into a plan: read, and tried on a snapshot, off GTK's thread. */
#pragma once

#include "sl-bench.h"
#include "sl-import-look.h"

G_BEGIN_DECLS

typedef struct SlIncoming SlIncoming;

/* `path` on its way into the plan of `editor`; `stage` is where it goes (NULL: the first). Something moves aside where
 * it would stand in another thing, with `settles`. Free with sl_incoming_unref(). */
SlIncoming *sl_incoming_new   (SlEditor *editor, const char *path, const char *stage, gboolean settles);
SlIncoming *sl_incoming_ref   (SlIncoming *incoming); /* on GTK's thread, as all of it; gives the same */
void        sl_incoming_unref (SlIncoming *incoming); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlIncoming, sl_incoming_unref)

/* The file's own path; borrowed. */
const char *sl_incoming_path  (const SlIncoming *incoming);
/* Its path as the plan has it; borrowed. */
const char *sl_incoming_name  (const SlIncoming *incoming);
/* The model that it is, once it is read; NULL for none. A new reference. */
SlMesh     *sl_incoming_mesh  (const SlIncoming *incoming);
/* The picture that it is, likewise. */
SlImage    *sl_incoming_image (const SlIncoming *incoming);
/* Whether an importer other than the one that was tried first finds something for itself in the file. */
gboolean    sl_incoming_has_more (const SlIncoming *incoming);
/* Whether it could be read as what it was last taken for. */
gboolean    sl_incoming_is_read (const SlIncoming *incoming);

/* `look` is NULL with an error; taking it out of `*look` keeps it. Not called after a cancel. */
typedef void (*SlIncomingTried) (SlImportLook **look, const GError *error, gpointer data);
/* Reads it with `importer`, where that is not done yet, and looks what it does with `options` to the plan as it is now.
 * `key`: a newer one takes an older one's place (NULL: none does); `label`: for the list of jobs (NULL: not in it). The
 * job's reference is the caller's. */
SlJob      *sl_incoming_try   (SlIncoming *incoming, SlBench *bench, const SlImporter *importer, gconstpointer options,
                               const char *key, const char *label, SlIncomingTried tried, gpointer data,
                               GDestroyNotify free_data);

G_END_DECLS
