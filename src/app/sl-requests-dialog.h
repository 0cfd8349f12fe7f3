/* What productions ask for of stages whose days only their facility writes, and the answers to it. */
#pragma once

#include <adwaita.h>

#include "sl-bench.h"

/* Nothing where no store was read. */
void sl_requests_dialog_show (GtkWindow *parent, SlBench *bench);
