/* A list of what is chosen: the cast of a scene, days off of a week. Each has a line with its name and a button that
 * takes it out; the last button adds one, with a search where there are many. */
#pragma once

#include "sl-field-spot.h"

G_BEGIN_DECLS

/* Floating. */
GtkWidget *sl_field_many_new (SlFieldPlace *place, const SlField *field);

G_END_DECLS
