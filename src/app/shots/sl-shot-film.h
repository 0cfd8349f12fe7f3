/* The edit as a filmstrip: the shots with their pictures, as long as they are, the playhead over them; played, looped
 * and limited to a part of it. Of a long edit only the shots in sight are widgets and have pictures. */
#pragma once

#include "sl-shot-thumbs.h"

G_BEGIN_DECLS

/* Keeps the bench; `thumbs` and `actions` are borrowed for as long as it lives: it follows "loop". Floating. */
GtkWidget *sl_shot_film_new    (SlBench *bench, SlShotThumbs *thumbs, GActionGroup *actions);
/* The plan or its grades are others. */
void       sl_shot_film_fill   (GtkWidget *film);
/* Another frame is shown. */
void       sl_shot_film_follow (GtkWidget *film);
/* Plays, or stops. */
void       sl_shot_film_play   (GtkWidget *film);
/* In that list the space bar plays too, which it would take for choosing. */
void       sl_shot_film_add_space (GtkWidget *list);
/* Playing begins ("in") or ends ("out") at the shown frame from now on; anywhere else for any other text. */
void       sl_shot_film_mark   (GtkWidget *film, const char *end);

G_END_DECLS
