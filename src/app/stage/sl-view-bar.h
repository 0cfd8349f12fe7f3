/* The bar over the view: frame the selection, where it is looked from, how it is shaded. */
#pragma once

#include "sl-widgets.h"

/* Floating. */
GtkWidget *sl_view_bar_new (void);
