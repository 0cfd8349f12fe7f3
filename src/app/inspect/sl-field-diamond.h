/* A diamond beside a field that can be keyed: hollow where nothing moves it in the shot, half where keys are at other
 * frames, full at a key. A click makes a key of the value of the moment, or takes the key out; Alt+K in the line does
 * the same, so it is not in the chain of Tab. */
#pragma once

#include "sl-field-spot.h"

G_BEGIN_DECLS

/* Of a line of the things themselves; as wide, and nothing, where the field cannot be keyed. NULL where the things have
 * no such field at all. Floating. */
GtkWidget *sl_field_diamond_new      (SlFieldPlace *place, const SlField *field);
/* Alt+K anywhere in `line` is a click on the diamond. */
void       sl_field_diamond_add_keys (GtkWidget *diamond, GtkWidget *line);

G_END_DECLS
