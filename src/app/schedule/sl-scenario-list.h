/* The odds under other circumstances side by side, and below what the chosen ones rest on. */
#pragma once

#include "sl-widgets.h"

G_BEGIN_DECLS

/* Keeps the bench. Floating. */
GtkWidget *sl_scenario_list_new  (SlBench *bench);
/* Of a production whose odds are known. */
void       sl_scenario_list_fill (GtkWidget *list, const char *production);

G_END_DECLS
