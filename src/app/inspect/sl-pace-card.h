/* How fast the camera of the shot goes and turns: at the frame that is shown and at most, with a way there. */
#pragma once

#include "sl-bench.h"
#include "sl-widgets.h"

G_BEGIN_DECLS

/* Hides while what is selected is neither the shot that is shown, nor its camera, nor that one's rig. `settings`
 * remembers whether it is folded; may be NULL. Floating. */
GtkWidget *sl_pace_card_new (SlBench *bench, GSettings *settings);

G_END_DECLS
