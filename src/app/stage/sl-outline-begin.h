/* How a stage is begun: what there is to add. */
#pragma once

#include "sl-widgets.h"

G_BEGIN_DECLS

/* The menu of a "+". A new reference. */
GMenuModel *sl_outline_add_menu (void);
/* What stands below the list while nothing is on the stage. Floating. */
GtkWidget  *sl_outline_begin_new (void);

G_END_DECLS
