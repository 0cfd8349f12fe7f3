/* Shots in order, the frame, play, and the strip charts of coverage and moiré. */
#pragma once

#include "sl-widgets.h"

GtkWidget *sl_timeline_new (SlEditor *editor);
/* A chart of a shot's coverage and moiré ratio over its frames, with the current frame marked. Click or drag goes there. */
GtkWidget *sl_chart_new    (SlEditor *editor);
