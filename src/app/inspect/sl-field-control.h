/* The control that shows and writes one value of the things that a panel shows, made from the field's line in its
 * table: an entry, a switch or a list to choose from, with a helper beside it where one is of use. */
#pragma once

#include "sl-field-spot.h"

G_BEGIN_DECLS

/* `field` outlives it. The first widget in it, or itself, has the spot and takes the focus. Floating. */
GtkWidget  *sl_field_control_new   (SlFieldPlace *place, const SlField *field, char axis);
/* The entry in it whose number can be slid; NULL when there is none. Borrowed. */
GtkWidget  *sl_field_control_number (GtkWidget *control);
/* A mark that tells whether the value is the default, and brings it back; a number of a vector has it for all. Not in
 * the chain of Tab: Alt+Delete does the same in an entry. Floating. */
GtkWidget  *sl_field_reset_new     (SlFieldPlace *place, const SlField *field);
/* The control with its unit at its end. Floating. */
GtkWidget  *sl_field_with_unit     (GtkWidget *control, const char *unit);

G_END_DECLS
