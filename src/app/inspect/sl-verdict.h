/* The card that says what the current frame of the shot sees. */
#pragma once

#include "sl-widgets.h"

GtkWidget *sl_verdict_new (SlBench *bench);
