/* A value that is chosen: a button that shows it, and a list that opens under it, with a search where it is long. */
#pragma once

#include "sl-field-spot.h"

G_BEGIN_DECLS

/* Floating. */
GtkWidget *sl_field_choice_new (SlFieldPlace *place, const SlField *field);

G_END_DECLS
