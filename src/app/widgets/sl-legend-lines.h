/* What the colours of a shading mean, a line each. */
#pragma once

#include "sl-shading.h"
#include "sl-widgets.h"

G_BEGIN_DECLS

/* Puts them into the GtkBox, in place of what is in it, and names it; nothing for a shading without. With `why` (may
 * be NULL) it says that instead. */
void sl_legend_lines_fill (GtkWidget *box, SlShading shading, const char *why);

G_END_DECLS
