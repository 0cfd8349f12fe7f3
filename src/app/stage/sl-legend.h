/* What the colours of the view mean, over it. */
#pragma once

#include "sl-widgets.h"

G_BEGIN_DECLS

/* `view` with the legend over it. Takes the view; floating. */
GtkWidget *sl_legend_over (GtkWidget *view, SlBench *bench);

G_END_DECLS
