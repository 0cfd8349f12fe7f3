/* The card that says what the current frame of the shot sees. */
#pragma once

#include "sl-widgets.h"

/* Hidden while the plan has no shots. Floating. */
GtkWidget *sl_verdict_new (SlBench *bench);
