/* One track on the axis of time: a line from its first key to its last, and a button for each key. */
#pragma once

#include <gtk/gtk.h>

#include "sl-bench.h"

G_BEGIN_DECLS

/* Floating. */
GtkWidget *sl_key_row_new     (SlBench *bench, GtkAdjustment *axis);
/* Shows the track at `at` of the shot, which is called `title`. */
void       sl_key_row_show    (GtkWidget *row, const SlShot *shot, guint at, const char *title);
/* Which keys are chosen is shown; they are drawn where they would go: `by` frames later, or `factor` as far from
 * `about`. */
void       sl_key_row_preview (GtkWidget *row, const SlShot *shot, gint64 by, double factor, gint64 about);
/* The button of the key that is called `name`; NULL when it is not in the row. Borrowed. */
GtkWidget *sl_key_row_find    (GtkWidget *row, const char *name);
/* What the key of a button is called; NULL for another widget. Borrowed. */
const char *sl_key_row_name_of (GtkWidget *button);
/* Its frame. */
int        sl_key_row_frame_of (GtkWidget *button);

G_END_DECLS
