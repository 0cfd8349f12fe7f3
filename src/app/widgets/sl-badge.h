/* A grade as a mark: shape and colour say how good, the letter of what. */
#pragma once

#include <gtk/gtk.h>

#include "sl-reason.h"

G_BEGIN_DECLS

/* Says the reason when it is pointed at and when it is read aloud; `large` beside a headline. Floating. */
GtkWidget *sl_badge_new  (const SlReason *reason, gboolean large);
/* The colour of a grade, for charts and stripes; static. */
const GdkRGBA *sl_grade_colour (SlGrade grade);

G_END_DECLS
