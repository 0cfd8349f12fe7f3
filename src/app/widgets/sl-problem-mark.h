/* A mark on what something is wrong with. */
#pragma once

#include "sl-widgets.h"

G_BEGIN_DECLS

/* For what is wrong with the thing `id`, which it says when it is pointed at; NULL when nothing is. Floating. */
GtkWidget  *sl_problem_mark_new  (SlBench *bench, const char *id);
/* Of that severity, with `text` as its name and tooltip. Floating. */
GtkWidget  *sl_severity_mark_new (SlSeverity severity, const char *text);
/* What rows show of it, for keys of rows: another text when the mark is another. */
void        sl_problem_mark_key  (GString *key, SlBench *bench, const char *id);
/* "Error", translated. Static. */
const char *sl_severity_label    (SlSeverity severity);

G_END_DECLS
