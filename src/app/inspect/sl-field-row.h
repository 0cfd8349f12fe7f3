/* A field's line in a panel: its name, its control, and a mark that brings the default back. */
#pragma once

#include "sl-field-control.h"

G_BEGIN_DECLS

/* The width of all labels, in characters. */
enum { SL_FIELD_LABEL_CHARS = 11 };

/* The field's name; several values of one unit have it beside their name, a single one behind its value. Floating. */
GtkWidget *sl_field_label   (SlFieldHost *host, const SlField *field);
/* The line; its field's table outlives it. Floating. */
GtkWidget *sl_field_row_new (SlFieldPlace *place, const SlField *field);

G_END_DECLS
