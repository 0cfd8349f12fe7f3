/* How large a model is, said and asked: files that are in other units than they say come in a thousand times too large
 * or too small, and some lie on their back. */
#pragma once

#include "sl-importer.h"
#include "sl-widgets.h"

G_BEGIN_DECLS

/* Width, depth and height as people of this window read lengths, of the model as the options of sl_import_model turn
 * and scale it. Free with g_free(). */
char    *sl_import_size_text   (SlEditor *editor, const SlMesh *mesh, gconstpointer options);
/* As those options scale it, it is larger than any set or smaller than any prop. */
gboolean sl_import_looks_wrong (const SlMesh *mesh, gconstpointer options);
/* Asks over `window` how large the file `name` is and which way up, and changes `options`; `agreed` comes when the
 * person says so, and `free_data` frees `data` in any case, with the `options` if they are in it. */
void     sl_import_ask_size    (GtkWindow *window, SlEditor *editor, const char *name, SlMesh *mesh, gpointer options,
                                void (*agreed) (gpointer data), gpointer data, GDestroyNotify free_data);

G_END_DECLS
