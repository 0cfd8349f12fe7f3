/* What the middle of the schedule shows in place of the facility: a title, and a way back. */
#pragma once

#include "sl-widgets.h"

G_BEGIN_DECLS

/* A box with its head; Escape and the head's last button go back to the facility and to the strips. `title` receives
 * the label of its name, `bar` (may be NULL) a box of the head before that button; both borrowed. Floating. */
GtkWidget *sl_side_page_new  (const char *name, GtkWidget **title, GtkWidget **bar);
/* What stands where there is nothing yet: an icon, what it is for, and a button that does `action` ("win.board-copy");
 * both may be NULL. Floating. */
GtkWidget *sl_side_page_none (const char *icon, const char *title, const char *text, const char *label,
                              const char *action);

G_END_DECLS
