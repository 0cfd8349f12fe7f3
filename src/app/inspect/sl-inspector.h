/* The fields of what is selected, made from its table; `verdict` puts what the current frame sees above them. */
#pragma once

#include "sl-widgets.h"

/* Floating. */
GtkWidget *sl_inspector_new (SlBench *bench, gboolean verdict);
/* Puts the focus into the control of a field, such as "name" or "position.x"; FALSE when it is not shown. */
gboolean   sl_inspector_focus (GtkWidget *inspector, const char *path);
