/* Orders as a list: a line each, with its figures and how they differ from those of the board as it is. */
#pragma once

#include "sl-widgets.h"

G_BEGIN_DECLS

/* Its selection is the chosen order. Keeps `orders`. Floating. */
GtkWidget *sl_order_rows_new     (SlOrders *orders);
/* What stands over its columns. Floating. */
GtkWidget *sl_order_rows_heading (void);
/* Shows what is found now. */
void       sl_order_rows_fill    (GtkWidget *list, SlOrders *orders);
/* "Least hold days, days kept: 47 hold days, −34…", as it is read aloud; free with g_free(). */
char      *sl_order_row_text     (const SlBoardOrders *orders, guint at);

G_END_DECLS
