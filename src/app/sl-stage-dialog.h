/* Where on the stage the shown shot is played to: an address, and whether it goes on until it is stopped. */
#pragma once

#include "sl-widgets.h"

/* Asks over `parent`; then the action "win.play-on-stage-to" of it does it. `settings` remembers the address. */
void sl_stage_dialog_show (GtkWindow *parent, GSettings *settings);
