/* An entry that knows names: it finishes the one that is being typed, and lists all that begin so. GTK's own
 * completion finishes some moments later what stood there before, which makes "Passsenger" of fast fingers. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The entry in a box, which is floating; `*entry` is the box's. What was typed when Return is pressed is finished
 * before its "activate"; so is what was chosen in the list. */
GtkWidget *sl_completing_entry_new       (GtkEntry **entry);
/* The names it knows (char*, UTF-8), which it copies. */
void       sl_completing_entry_set_names (GtkEntry *entry, const GPtrArray *names);

G_END_DECLS
