/* The director's workspace: shots with pictures, the large picture, the plan with the path, the numbers. */
#pragma once

#include "sl-widgets.h"

/* `edit` is the timeline that stands under the picture; `actions` are the window's, borrowed. Floating. */
GtkWidget *sl_shots_page_new   (SlBench *bench, GtkWidget *edit, GActionGroup *actions);
/* Puts the focus into the control of a field of the shown shot, such as "name"; FALSE when it has none for it. */
gboolean   sl_shots_page_focus (GtkWidget *page, const char *path);
