/* Bookings that the store refused: who has their days, day by day, and what can be done about each. */
#pragma once

#include "sl-widgets.h"

/* Over `parent`; keeps the bench. Nothing where no booking is refused. */
void sl_conflict_dialog_show (GtkWindow *parent, SlBench *bench);
