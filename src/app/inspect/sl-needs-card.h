/* What the selected wall takes: its own size and bend, weight, power, ports, price, and what it comes near to. */
#pragma once

#include "sl-needs.h"
#include "sl-widgets.h"

G_BEGIN_DECLS

/* Hidden unless one wall alone is selected; `settings` (NULL: none) remembers whether it is folded. Floating. */
GtkWidget *sl_needs_card_new (SlBench *bench, GSettings *settings);
/* One of its lines: what it is, and how much, in the colour of how near it comes to its limit. Floating. */
GtkWidget *sl_needs_line_new (const SlNeed *need);

G_END_DECLS
