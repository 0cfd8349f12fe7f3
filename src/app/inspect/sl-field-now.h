/* What editing a field does where it is not the thing's own value that shows: in a shot that moves it, in a setup where
 * it differs. */
#pragma once

#include "sl-field-spot.h"

G_BEGIN_DECLS

/* A line under the field, hidden where editing just sets it; it does not come and go with the frames. Floating. */
GtkWidget *sl_field_now_new (SlFieldPlace *place, const SlField *field);

G_END_DECLS
