/* A wall as it is drawn on the floor, point by point: straight pieces, or an arc through three points; shown as it
 * would stand, and one command at the end. It knows no pixels: a script that has points in metres feeds it as a mouse
 * does.
 *
 *   begin ──▶ follow, type, put … ──▶ finish: one step of the history
 *                                └──▶ free: nothing happened
 */
#pragma once

#include "sl-gesture.h"

G_BEGIN_DECLS

typedef struct SlStroke SlStroke;

/* On the stage that is shown; as high as its first wall that stands upright, of the same cabinets, else 5 m of the
 * usual one. NULL with an error when there is nothing to draw on. Free with sl_stroke_free(). */
SlStroke     *sl_stroke_begin    (SlEditor *editor, GError **error);
/* Gives up what is not finished. NULL is fine. */
void          sl_stroke_free     (SlStroke *stroke);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlStroke, sl_stroke_free)

/* Where the hand points is where the next point would be: at a point that it snaps to, or on the floor's grid. */
void          sl_stroke_follow   (SlStroke *stroke, const SlHand *hand);
/* One more character of the length of this piece, in the hand's direction; '\b' takes one back. FALSE for what is no
 * part of a number. */
gboolean      sl_stroke_type     (SlStroke *stroke, char character);
/* Whether something is typed. */
gboolean      sl_stroke_is_typed (const SlStroke *stroke);
/* Takes the point. FALSE with an error, and nothing is taken, when it lies on the one before or what is typed is no
 * length. */
gboolean      sl_stroke_put      (SlStroke *stroke, GError **error);
/* Takes back what is typed, else the last point; FALSE when there is neither. */
gboolean      sl_stroke_back     (SlStroke *stroke);
/* An arc through three points, or pieces from point to point, as at first. */
void          sl_stroke_set_arc  (SlStroke *stroke, gboolean arc);
/* What it is. */
gboolean      sl_stroke_is_arc   (const SlStroke *stroke);
/* The LEDs face the other side: at first whoever sees the points from left to right. */
void          sl_stroke_turn     (SlStroke *stroke);
/* An arc has its three points: nothing is left to draw. */
gboolean      sl_stroke_is_whole (const SlStroke *stroke);
/* FALSE when the plan or the stage became another under it: it must be freed. */
gboolean      sl_stroke_holds    (const SlStroke *stroke);

/* The points that were taken and, last, where the next would be (SlVec3, m); borrowed until the next change. */
const GArray *sl_stroke_points   (SlStroke *stroke);
/* What it snapped to last. Borrowed. */
const SlSnapPoint *sl_stroke_snapped (const SlStroke *stroke);
/* The wall as it would stand; NULL while there is none, or where it cannot be. Borrowed likewise. */
const SlSceneWall *sl_stroke_wall (SlStroke *stroke);
/* What a person reads at the pointer: the length of the piece, what it will be, or why it cannot be. Free with
 * g_free(). */
char         *sl_stroke_text     (SlStroke *stroke);
/* Does it with the points that were taken: one command; the wall is selected. FALSE with an error that leaves the plan
 * and the points as they were. */
gboolean      sl_stroke_finish   (SlStroke *stroke, GError **error);

G_END_DECLS
