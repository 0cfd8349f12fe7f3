/* Everything in the plan by kind, with a filter, an eye a row and the sums at the foot. */
#pragma once

#include "sl-widgets.h"

/* Floating. */
GtkWidget *sl_outliner_new (SlBench *bench);
