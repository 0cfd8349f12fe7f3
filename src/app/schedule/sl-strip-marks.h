/* The small marks of a stripboard: light, grade, warning, hatching. Points in px. */
#pragma once

#include <gtk/gtk.h>

#include "sl-grade.h"

G_BEGIN_DECLS

/* `light` is an SlHour: a ring, a moon, a sun that rises or sets. */
void sl_strip_light   (GtkSnapshot *snapshot, int light, double x, double y, double radius, const GdkRGBA *colour);
/* As the marks of shots, on a strip's light ground. */
void sl_strip_grade   (GtkSnapshot *snapshot, SlGrade grade, double x, double y, double radius);
/* A triangle. */
void sl_strip_warning (GtkSnapshot *snapshot, double x, double y, double radius, gboolean error);
/* Lines from below left to above right. */
void sl_strip_hatch   (GtkSnapshot *snapshot, const graphene_rect_t *box, const GdkRGBA *colour);
/* A dashed frame. */
void sl_strip_dashes  (GtkSnapshot *snapshot, const graphene_rect_t *box, const GdkRGBA *colour);

G_END_DECLS
