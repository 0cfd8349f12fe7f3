/* What is told above and below a shot's picture: the slate, and how it is taken. */
#pragma once

#include "sl-widgets.h"

G_BEGIN_DECLS

/* Production, scene, shot; camera and its mode; time and frame. Floating. */
GtkWidget *sl_shot_slate_new  (void);
/* Shows the editor's shot and frame. */
void       sl_shot_slate_show (GtkWidget *slate, SlEditor *editor);
/* Lens, stop, focus, height, tilt, speed, and the shot's grades. Floating. */
GtkWidget *sl_shot_lens_new   (void);
/* Shows the bench's shot at its frame. */
void       sl_shot_lens_show  (GtkWidget *lens, SlBench *bench);

G_END_DECLS
