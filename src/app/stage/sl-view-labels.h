/* The names of things over the view, each beside its thing and none over another. */
#pragma once

#include <gtk/gtk.h>

#include "sl-draw-list.h"

/* `list` has its camera; the widget, whose fonts are taken, is `width` × `height` px. */
void sl_view_draw_labels (GtkWidget *widget, cairo_t *cr, const SlDrawList *list, double width, double height);
