/* Everything in the plan by kind, with a filter, an eye a row and the sums at the foot. */
#pragma once

#include "sl-widgets.h"

GtkWidget *sl_outliner_new (SlEditor *editor);
