/* The names of things over the view, each beside its thing and none over another. */
#pragma once

#include <gtk/gtk.h>

#include "sl-draw-list.h"

G_BEGIN_DECLS

/* Where a name was painted (px), and the number of what it names; 0 where none may be painted. */
typedef struct {
  double  x, y, w, h;
  guint32 pick;
} SlViewName;

/* `list` has its camera; the widget, whose fonts are taken, is `width` × `height` px. Appends an SlViewName for each
 * name that found a place. */
void sl_view_draw_labels (GtkWidget *widget, cairo_t *cr, const SlDrawList *list, double width, double height,
                          GArray *names);
/* No name is painted into that rectangle (px). Before sl_view_draw_labels(). */
void sl_view_keep_clear  (GArray *names, double x, double y, double w, double h);
/* A line of text in a dark pill from x (px) on, its middle at y, kept within the width. */
void sl_view_draw_pill   (GtkWidget *widget, cairo_t *cr, const char *text, double x, double y, double width);

G_END_DECLS
