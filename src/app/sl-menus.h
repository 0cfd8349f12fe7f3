/* The window's menus, which the search over actions reads too. */
#pragma once

#include "sl-widgets.h"

/* Owned by the caller. */
GMenuModel *sl_menu_main          (void);
/* What buttons and keys do and no menu has. */
GMenuModel *sl_menu_other_actions (void);
