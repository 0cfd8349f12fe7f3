/* What a field is at the current frame, where a shot's tracks or its setup make it something else. */
#pragma once

#include "sl-field-spot.h"

G_BEGIN_DECLS

/* A line under the field, hidden where nothing moves it. Floating. */
GtkWidget *sl_field_now_new  (SlFieldPlace *place, const SlField *field);
/* `now` is the thing at the current frame, NULL for nothing to say. */
void       sl_field_now_show (GtkWidget *line, const SlEntity *now);

G_END_DECLS
