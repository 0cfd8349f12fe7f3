/* What days of the stage held behind the wrap would be worth: how many, the question, and what comes of it. */
#pragma once

#include <gtk/gtk.h>

#include "sl-bench.h"

G_BEGIN_DECLS

/* Floating; keeps the bench. */
GtkWidget *sl_hold_list_new  (SlBench *bench);
/* As is known of the production (id; borrowed). */
void       sl_hold_list_fill (GtkWidget *list, const char *production);

G_END_DECLS
