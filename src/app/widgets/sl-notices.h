/* Short messages over the lower edge of what they are about: the newest for a while, then the one before it for what is
 * left of its time. Not libadwaita's toasts: in its 1.2 a toast that another displaces ends the program when that one
 * is closed before the first has faded. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Over `child`. Floating. */
GtkWidget *sl_notices_new  (GtkWidget *child);
/* Says `text` for some seconds; `beside` (floating; NULL for nothing) are buttons that stand behind it. */
void       sl_notices_show (GtkWidget *notices, const char *text, GtkWidget *beside, guint seconds);

G_END_DECLS
