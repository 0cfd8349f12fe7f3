/* What would come into the plan, and what of the file would not: looked at again whenever an option is another. */
#pragma once

#include "sl-incoming.h"
#include "sl-widgets.h"

G_BEGIN_DECLS

/* The person wants what was looked at last; taking it out of `*look` keeps it. */
typedef void (*SlImportWanted) (SlImportLook **look, gpointer data);

/* Of a file; `wanted` is for sl_import_preview_finish(). Nothing is looked at yet. Floating. */
GtkWidget *sl_import_preview_new    (SlBench *bench, SlIncoming *incoming, SlImportWanted wanted, gpointer data);
/* Looks after a pause, with the record `options`, which it takes; NULL while there are none that can be read: then what
 * was found out before stays. */
void       sl_import_preview_show   (GtkWidget *preview, const SlImporter *importer, gpointer options);
/* Looks now and calls `wanted`; what stands in the way is said in the preview. Takes the options. */
void       sl_import_preview_finish (GtkWidget *preview, const SlImporter *importer, gpointer options);

G_END_DECLS
