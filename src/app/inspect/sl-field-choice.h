/* A value that is chosen: a button that shows it, and a list that opens under it, with a search where it is long. */
#pragma once

#include "sl-field-spot.h"

G_BEGIN_DECLS

/* What was picked, in file notation. */
typedef void (*SlFieldPicked) (const char *value, gpointer data);

/* Floating. */
GtkWidget *sl_field_choice_new (SlFieldPlace *place, const SlField *field);
/* The same for a list of them: it offers what the list has not, and tells `picked` instead of writing. Floating. */
GtkWidget *sl_field_choice_more (SlFieldPlace *place, const SlField *field, SlFieldPicked picked, gpointer data);

G_END_DECLS
