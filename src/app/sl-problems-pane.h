/* Everything that is wrong with the plan, live: what, where, what to do, a button that does it, and one that shows
 * it. */
#pragma once

#include "sl-widgets.h"

G_BEGIN_DECLS

/* Hidden at first; its "visible" says whether it is shown. Floating. */
GtkWidget *sl_problems_pane_new    (SlBench *bench);
/* Shows the next problem, or the one before, and the thing that it is of; the pane appears. */
void       sl_problems_pane_step   (GtkWidget *pane, gboolean back);
/* A button with a mark and the number of problems, which shows and hides the pane ("win.show-problems"). Floating. */
GtkWidget *sl_problems_button_new  (SlBench *bench);

G_END_DECLS
