/* Keys over time, the one mechanism for moves whatever the field: a track is compiled once into numbers and then
 * evaluated at any instant, with derivatives, without text. */
#pragma once

#include "sl-plan.h"

G_BEGIN_DECLS

/* Immutable; safe to evaluate from several threads. */
typedef struct SlCurve SlCurve;

/* How an instant is looked at where the curve has a corner or a jump: as its past or as its future leads there. */
typedef enum { SL_SIDE_BEFORE, SL_SIDE_AFTER } SlSide;

/* How often a value is derived by time. */
typedef enum { SL_ORDER_VALUE, SL_ORDER_SPEED, SL_ORDER_ACCELERATION, SL_N_ORDERS } SlOrder;

/* The value in the field's unit, then per frame, then per frame², one number a component: three of a vector and of a
 * colour (0…255), one of reals and integers (unrounded). */
typedef double SlCurvePoint[SL_N_ORDERS][3];

/* Compiles a track of an entity of `kind`. NULL with an error when it has no key, the kind has not its field, a
 * value does not fit it, frames do not rise strictly or the field stands still in a shot. A new reference. */
SlCurve    *sl_curve_new          (SlKind kind, const SlTrack *track, GError **error);
/* Always `number`, in the field's unit; the path must end at one number: a real, an integer, a part of a vector.
 * NULL with an error when it does not, the number is out of the field's range, or the field is one for the whole shot.
 * A new reference. */
SlCurve    *sl_curve_new_constant (SlKind kind, const char *path, double number, GError **error);
/* Another reference to the same curve. */
SlCurve    *sl_curve_ref          (SlCurve *curve);
/* NULL is fine. */
void        sl_curve_unref        (SlCurve *curve);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlCurve, sl_curve_unref)

/* As the track has it. Borrowed. */
const char *sl_curve_path         (const SlCurve *curve);
/* Numbers a value: 1 or 3; 0 for kinds of value that have no between, which hold from key to key. */
guint       sl_curve_numbers      (const SlCurve *curve);
/* TRUE when the path ends in the entity's own struct, not in a list of it. */
gboolean    sl_curve_is_direct    (const SlCurve *curve);

/* At `frame`, which may lie between frames. Before the first and after the last key their values hold and all
 * derivatives are 0; derivatives hold within a segment, and at a key they are those of the segment on `side`; a jump
 * (a held key) has none. All zero for a curve without numbers. */
void        sl_curve_evaluate     (const SlCurve *curve, double frame, SlSide side, SlCurvePoint out);
/* Writes the value at `frame`, or its derivative of that order, into `record`: a plain copy of a struct of the target's
 * kind that owns nothing and is never cleared. Values are rounded where the field is whole; derivatives of what has no
 * numbers are not written. The curve must be direct. */
void        sl_curve_write        (const SlCurve *curve, double frame, SlSide side, SlOrder order, gpointer record);
/* Sets the field of `entity`, a version that the caller owns alone, of the target's kind, to its value at `frame`.
 * FALSE with an error only where the path leads into a list that lacks the item. */
gboolean    sl_curve_apply        (const SlCurve *curve, double frame, SlEntity *entity, GError **error);

/* TRUE when the plan has the track's target and the track compiles; says what is wrong otherwise. */
gboolean    sl_track_check        (const SlPlan *plan, const SlTrack *track, GError **error);

G_END_DECLS
