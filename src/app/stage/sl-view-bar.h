/* The bar over the view: frame the selection, where it is looked from, what is done to the selection, how the stage is
 * shaded. */
#pragma once

#include "sl-widgets.h"

/* `arrange` is the menu of what is done to the selection. Floating. */
GtkWidget *sl_view_bar_new (GMenuModel *arrange);
