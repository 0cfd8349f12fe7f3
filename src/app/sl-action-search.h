/* Search over all actions and all things of the plan (Ctrl+K): a list that narrows as one types; arrow keys choose,
 * Enter does it. */
#pragma once

#include "sl-editor.h"

#include <adwaita.h>

/* `models` are menus (GMenuModel); every item of them can be found, under its submenu's name too. Things are found
 * by name, number, id and kind, and shown with "win.reveal". Presents itself. */
void sl_action_search_open (GtkWindow *parent, SlEditor *editor, const GPtrArray *models);
