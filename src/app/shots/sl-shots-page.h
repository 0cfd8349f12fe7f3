/* The director's workspace: shots with pictures, the large picture, the plan with the path, the numbers. */
#pragma once

#include "sl-widgets.h"

/* `actions` are the window's, borrowed. Floating. */
GtkWidget *sl_shots_page_new   (SlBench *bench, GActionGroup *actions);
/* Plays the edit, or stops. */
void       sl_shots_page_play  (GtkWidget *page);
/* Playing begins ("in") or ends ("out") at the shown frame; all of the edit is played again for any other text. */
void       sl_shots_page_mark  (GtkWidget *page, const char *end);
/* Puts the focus into the control of a field of the shown shot, such as "name", for "remarks" into that of
 * a new one; FALSE when it has none for it. */
gboolean   sl_shots_page_focus (GtkWidget *page, const char *path);
