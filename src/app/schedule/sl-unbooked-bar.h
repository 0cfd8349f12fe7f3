/* Says where bookings do not follow the board, and opens what mends it ("win.book-days"). */
#pragma once

#include "sl-board.h"
#include "sl-widgets.h"

G_BEGIN_DECLS

/* Hidden until there is something to say. Floating. */
GtkWidget *sl_unbooked_bar_new  (void);
/* What the board needs as it is read; `read` may be NULL. */
void       sl_unbooked_bar_show (GtkWidget *bar, const SlBoardRead *read);

G_END_DECLS
