/* The keys of what is selected, a row for each track: a button for each key, at its frame. The rows stay while what
 * they show changes, so that the focus does. */
#pragma once

#include <gtk/gtk.h>

#include "sl-bench.h"

G_BEGIN_DECLS

typedef struct SlKeyRows SlKeyRows;

/* Follows the bench's editor and its chosen keys; free with sl_key_rows_free(). */
SlKeyRows *sl_key_rows_new    (SlBench *bench, GtkAdjustment *axis);
void       sl_key_rows_free   (SlKeyRows *rows); /* once its widgets are gone */
/* Names and values of the rows, with a button that adds a key to each. Floating at first. */
GtkWidget *sl_key_rows_names  (SlKeyRows *rows);
/* The rows themselves, on the axis. Floating at first. */
GtkWidget *sl_key_rows_tracks (SlKeyRows *rows);

G_END_DECLS
