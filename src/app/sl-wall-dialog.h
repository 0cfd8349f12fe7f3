/* A wall is chosen by its shape and given its figures, each of which renews the others as one types, beside a sketch of
 * it and what it takes. */
#pragma once

#include "sl-widgets.h"

G_BEGIN_DECLS

/* Asks over `parent` for a new wall, or for another shape of the wall `id`; what is wrong with that one is said. */
void sl_wall_dialog_open (GtkWindow *parent, SlEditor *editor, const char *id);

G_END_DECLS
