/* Search over all actions (Ctrl+K): a list that narrows as one types; Enter does the first. */
#pragma once

#include <adwaita.h>

/* `models` are menus (GMenuModel); every item of them can be found, under its submenu's name too. Presents itself. */
void sl_action_search_open (GtkWindow *parent, const GPtrArray *models);
