/* The odds of the wrap: the curve of a production's chances with what it is planned for, what moves it most, and how it
 * stands under other circumstances. It shows the production of what is selected, else the first that has odds. */
#pragma once

#include "sl-widgets.h"

/* Floating. */
GtkWidget *sl_odds_panel_new (SlBench *bench);
