/* What an export would write, beside its options: found out again whenever they change, while nothing is written. */
#pragma once

#include "sl-export.h"
#include "sl-widgets.h"

G_BEGIN_DECLS

/* Empty until the first sl_export_look_show(). Keeps the bench. Floating. */
GtkWidget *sl_export_look_new  (SlBench *bench, const SlExportKind *kind);
/* Takes `options`; NULL where they are not good yet. `path` is where it would go. */
void       sl_export_look_show (GtkWidget *look, gpointer options, const char *path);

G_END_DECLS
