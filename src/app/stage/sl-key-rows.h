/* The keys of what is selected, on the axis of time: a row a track of the current shot; of all its tracks when the
 * shot itself or nothing is selected. Every key is a button: click goes there, Delete takes it out. */
#pragma once

#include "sl-time-axis.h"
#include "sl-widgets.h"

typedef struct SlKeyRows SlKeyRows;

/* Keeps both; free with sl_key_rows_free() before its widgets go. */
SlKeyRows *sl_key_rows_new   (SlEditor *editor, GtkAdjustment *axis);
/* Stops listening. */
void       sl_key_rows_free  (SlKeyRows *rows);
/* The names with the values at the playhead, for the column on the left. Borrowed. */
GtkWidget *sl_key_rows_names (SlKeyRows *rows);
/* The rows beside them. Borrowed. */
GtkWidget *sl_key_rows_tracks (SlKeyRows *rows);
