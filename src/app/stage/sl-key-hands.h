/* What hands do to the rows of keys: a click chooses, with Shift more, with Ctrl by turns; dragging a key moves all
 * that are chosen, with Alt it scales the time between them; dragging beside keys draws a box around those that are
 * meant. The arrows move what is chosen by a frame, with Shift by ten; Delete takes it out; Ctrl+A, X, C
 * and V as everywhere; Ctrl and the arrows go from key to key. */
#pragma once

#include <gtk/gtk.h>

#include "sl-bench.h"

G_BEGIN_DECLS

/* `rows` holds rows of sl-key-row.h. Returns what they are to be shown in, floating. */
GtkWidget *sl_key_hands_new    (SlBench *bench, GtkAdjustment *axis, GtkWidget *rows);
/* The plan or the shot became another: what a hand began is over. */
void       sl_key_hands_cancel (GtkWidget *hands);

G_END_DECLS
