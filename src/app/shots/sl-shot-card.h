/* The fields of a shot that a director changes, made from its table: of what is selected, else of the shown shot. */
#pragma once

#include "sl-widgets.h"

G_BEGIN_DECLS

/* Floating. */
GtkWidget *sl_shot_card_new   (SlBench *bench);
/* Puts the focus into the control of a field, such as "name"; FALSE when it has none for it. */
gboolean   sl_shot_card_focus (GtkWidget *card, const char *path);

G_END_DECLS
