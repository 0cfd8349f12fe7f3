/* The director's workspace: shots with pictures, the large picture, the plan with the path, the numbers. */
#pragma once

#include "sl-widgets.h"

/* `edit` is the timeline that stands under the picture. Floating. */
GtkWidget *sl_shots_page_new (SlBench *bench, GtkWidget *edit);
