/* What is known of the camera that the stage tracks: a line over the view, with a button that records it. */
#pragma once

#include "sl-widgets.h"

G_BEGIN_DECLS

/* Seen while it is listened to, and while it says why that cannot be. Floating. */
GtkWidget *sl_tracked_bar_new (SlBench *bench);

G_END_DECLS
