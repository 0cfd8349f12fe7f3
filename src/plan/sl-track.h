/* Keys over time: the one mechanism for moves, whatever the field. */
#pragma once

#include "sl-plan.h"

G_BEGIN_DECLS

/* Sets the track's field of `entity` (a version that the caller owns alone, of the track's target) to its value at
 * `frame`, which may lie between frames. Before the first and after the last key their values hold. */
gboolean sl_track_apply (const SlTrack *track, double frame, SlEntity *entity, GError **error);
/* TRUE when the target has the field, every key's value fits it and frames rise strictly. */
gboolean sl_track_check (const SlPlan *plan, const SlTrack *track, GError **error);

G_END_DECLS
