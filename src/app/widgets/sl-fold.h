/* What opens and closes under a line that says what lies there. A GtkExpander hides what lies in it from screen
 * readers, open or not. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Closed. Floating. */
GtkWidget *sl_fold_new       (const char *label, GtkWidget *content);
/* What its line says. */
void       sl_fold_set_label (GtkWidget *fold, const char *label);

G_END_DECLS
