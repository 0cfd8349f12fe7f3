/* Where on the stage the shown shot is played to, or its tracker is heard. */
#pragma once

#include "sl-widgets.h"

typedef enum {
  SL_STAGE_PLAY,   /* then the action "win.play-on-stage-to" does it */
  SL_STAGE_LISTEN, /* then "win.listen-to-stage-at" does */
} SlStageTask;

/* Asks over `parent`, whose action does it. `settings` remembers the answers; NULL where nothing does. */
void sl_stage_dialog_show (GtkWindow *parent, GSettings *settings, SlStageTask task);
