/* A grade as a mark: shape and colour say how good, the letter of what. */
#pragma once

#include <gtk/gtk.h>

#include "sl-coverage.h"

G_BEGIN_DECLS

/* Of one subject; `coverage` may be NULL for not known yet. */
GtkWidget *sl_badge_new (SlSubject subject, const SlCoverage *coverage);

G_END_DECLS
