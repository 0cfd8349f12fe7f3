/* The row of a drawn canvas to a screen reader: a child that takes a place, a name and the focus, and draws nothing. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Its action "strip.choose" tells `chosen` that a screen reader wants it. Floating. */
GtkWidget *sl_strip_twin_new  (void (*chosen) (GtkWidget *twin, gpointer data), gpointer data);
/* What it is now; tells only what changed. */
void       sl_strip_twin_set  (GtkWidget *twin, const char *id, const char *name);
/* Whether it is chosen. */
void       sl_strip_twin_mark (GtkWidget *twin, gboolean selected);
/* As it was set; borrowed. */
const char *sl_strip_twin_id  (GtkWidget *twin);

G_END_DECLS
