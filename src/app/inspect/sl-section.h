/* A section of a panel that folds, and remembers it. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* `title` is translated; `key` ("camera/Pose") is what it is remembered by in `settings` (NULL: it is not).
 * Floating. */
GtkWidget *sl_section_new  (const char *title, const char *key, GSettings *settings);
/* The GtkBox inside. Borrowed. */
GtkWidget *sl_section_content (GtkWidget *section);
/* Opens the section that `widget` lies in, if it lies in one. */
void       sl_section_reveal (GtkWidget *widget);

G_END_DECLS
