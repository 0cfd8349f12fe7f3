/* The keys of what is selected, on the axis of time: a row a track of the current shot; of all its tracks when the shot itself
 * or nothing is selected. Every key is a button: click goes there, Delete takes it out. */
#pragma once

#include "sl-time-axis.h"
#include "sl-widgets.h"

typedef struct SlKeyRows SlKeyRows;

SlKeyRows *sl_key_rows_new   (SlEditor *editor, GtkAdjustment *axis);
void       sl_key_rows_free  (SlKeyRows *rows);
/* The names with the values at the playhead, for the column on the left, and the rows beside them. Borrowed. */
GtkWidget *sl_key_rows_names (SlKeyRows *rows);
GtkWidget *sl_key_rows_tracks (SlKeyRows *rows);
