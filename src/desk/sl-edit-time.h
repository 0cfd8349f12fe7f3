/* Time along the edit: the shots in order, one behind the other. */
#pragma once

#include "sl-plan.h"

G_BEGIN_DECLS

/* Of one shot (s). */
double        sl_edit_shot_length (const SlShot *shot);
/* Of all of them (s). */
double        sl_edit_length (const SlPlan *plan);
/* Where a shot's first frame begins (s); 0 for one that is not there. */
double        sl_edit_start  (const SlPlan *plan, const char *shot_id);
/* The shot at a time (s) and the frame in it; the first or the last shot beyond the ends, NULL without shots. */
const SlShot *sl_edit_at     (const SlPlan *plan, double seconds, double *frame);

/* A part of it (s); `to` ≤ `from`: all of it. */
typedef struct {
  double from, to;
} SlEditSpan;

/* Where playing is (s) that began at `from` (s) `elapsed` s ago: at the end of the span (NULL: of the edit) it goes on
 * at its beginning where it loops, and is over else: FALSE then, with the end. */
gboolean      sl_edit_play   (const SlPlan *plan, double from, double elapsed, const SlEditSpan *span, gboolean loop,
                              double *seconds);

G_END_DECLS
