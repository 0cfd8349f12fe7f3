/* Fields that stand still in a shot: what its tracks may not move, and what the values of its setup may not change. */
#pragma once

#include "sl-plan.h"

G_BEGIN_DECLS

/* TRUE unless the field is one for the whole shot (SL_FIELD_WHOLE); says so of `path` of `target`, which is of that
 * kind and may be NULL, otherwise. */
gboolean sl_field_may_differ   (const SlField *field, SlKind kind, const char *target, const char *path,
                                GError **error);
/* TRUE unless the field is one for the whole shot, or shapes a grid or a count (SL_FIELD_STRUCTURAL); says so
 * likewise. */
gboolean sl_field_may_move     (const SlField *field, SlKind kind, const char *target, const char *path,
                                GError **error);

/* TRUE when the track moves a field that may not move. Commands refuse such a track, sl_plan_check() finds it, and
 * whoever makes a scene leaves it out. */
gboolean sl_track_is_barred    (const SlPlan *plan, const SlTrack *track);
/* TRUE when a setup gives another value to a field that may not differ: refused, found and left out as such a track. */
gboolean sl_override_is_barred (const SlPlan *plan, const SlOverride *value);
/* Sets what a setup's value names in `entity`, a version of its target that the caller owns alone. FALSE with an error,
 * and `entity` as it was, when it names no field, its text does not fit, or the field may not differ. */
gboolean sl_override_apply     (const SlOverride *value, SlEntity *entity, GError **error);

G_END_DECLS
