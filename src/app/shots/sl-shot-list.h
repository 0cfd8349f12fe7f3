/* The list of shots: number, name, picture, lens and grades of each; filtered, sorted, reordered by dragging. What is
 * selected in it is the window's selection. */
#pragma once

#include "sl-shot-thumbs.h"

G_BEGIN_DECLS

/* `actions` are the window's, borrowed for as long as the list lives: it follows "shot-sort". `thumbs` is borrowed
 * likewise. Floating. */
GtkWidget *sl_shot_list_new    (SlBench *bench, SlShotThumbs *thumbs, GActionGroup *actions);
/* The plan, its grades or its problems are others. */
void       sl_shot_list_fill   (GtkWidget *list);
/* Another shot, or others, are selected. */
void       sl_shot_list_follow (GtkWidget *list);

G_END_DECLS
