/* The world's axes as the view shows them; a click on an end looks along it. The view's buttons do the same by name. */
#pragma once

#include "sl-vec.h"
#include "sl-widgets.h"

/* Writes the eye's frame, +Y its axis; FALSE to show nothing. */
typedef gboolean (*SlAxisBallFrame) (gpointer data, SlFrame *frame);

/* `data` must live as long as the ball. Floating. */
GtkWidget *sl_axis_ball_new (SlAxisBallFrame frame, gpointer data);
