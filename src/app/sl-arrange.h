/* What a window does to all that is selected: the operations of session/sl-operations.h, with the menu of them, and
 * selecting. */
#pragma once

#include "sl-window.h"

G_BEGIN_DECLS

/* Adds the actions: "operate" (id, options by name), "operate-ask" (id), "remove", "duplicate", "nudge" (x, y, z in
 * steps), "select-all", "select-alike", "select-others", "enter-group", "leave-group", "hide", "show-all" and "isolate"
 * (on or off). The editor is borrowed and outlives the window. */
void        sl_arrange_add_actions (GActionMap *window, SlEditor *editor);
/* Those of the actions that need a selection are there when there is one. */
void        sl_arrange_show_selection (GActionMap *window, SlEditor *editor);
/* A new reference. */
GMenuModel *sl_arrange_menu        (void);

G_END_DECLS
