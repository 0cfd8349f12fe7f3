/* The large picture of the shown shot at its frame: in one of several modes, with frame lines, safe areas, a second
 * delivery, slate and lens line as the window's actions say, and where it misses told in it. */
#pragma once

#include "sl-widgets.h"

G_BEGIN_DECLS

/* `actions` are the window's, borrowed for as long as the widget lives: it follows "picture-mode", "frame-lines",
 * "safe-areas", "second-ratio", "slate" and "lens-line". Floating. */
GtkWidget *sl_shot_picture_new  (SlBench *bench, GActionGroup *actions);
/* Another frame, another plan: asks for the picture, and shows what stands around it. */
void       sl_shot_picture_show (GtkWidget *picture);
/* Other grades: shows what is told of them. */
void       sl_shot_picture_show_grades (GtkWidget *picture);
/* The buttons that choose all that. Floating. */
GtkWidget *sl_shot_picture_bar  (void);

G_END_DECLS
