/* The fields of what is selected, made from its table; `verdict` puts what the current frame sees above them. */
#pragma once

#include "sl-widgets.h"

GtkWidget *sl_inspector_new (SlEditor *editor, gboolean verdict);
