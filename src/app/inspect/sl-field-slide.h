/* Numbers are slid: by the letter or name before them with the pointer, and by Up and Down in their entry. */
#pragma once

#include "sl-field-spot.h"

G_BEGIN_DECLS

/* Dragging `handle` to the right makes the number of `entry` (sl_field_entry_new()) larger: of each thing by as
 * much, in one step; with Shift finely, with Ctrl in coarse steps, and Escape brings it back. */
void sl_field_slide_add      (GtkWidget *handle, GtkWidget *entry);
/* The same by keys in the entry. */
void sl_field_slide_add_keys (GtkWidget *entry);

G_END_DECLS
