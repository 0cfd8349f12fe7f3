/* A field's line in a panel: its name, its control, and a button that brings the default back. */
#pragma once

#include "sl-field-control.h"

G_BEGIN_DECLS

/* The width of all labels, in characters. */
enum { SL_FIELD_LABEL_CHARS = 13 };

/* The field's name; several values of one unit have it beside their name, a single one behind its value. */
GtkWidget *sl_field_label   (SlFieldHost *host, const SlField *field);
/* `record` (the entity or one of its records) holds the field, and `path` leads there from the entity; `name` is what a
 * screen reader says. The host and the field's table outlive it. */
GtkWidget *sl_field_row_new (SlFieldHost *host, const SlEntity *entity, gconstpointer record, const SlField *field,
                             const char *path, const char *name);

G_END_DECLS
