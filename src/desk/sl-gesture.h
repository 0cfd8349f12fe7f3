/* What a hand does with a tool, from taking a handle to letting go: followed as rays, laid over the scene meanwhile,
 * and one command at the end.
 *
 *   begin ──▶ follow, lock, type … ──▶ finish: one step of the history
 *                                 └──▶ free: nothing happened
 *
 * It knows no pixels: a script that has points in metres feeds it as a mouse does. */
#pragma once

#include "sl-editor.h"
#include "sl-handles.h"
#include "sl-snap.h"

G_BEGIN_DECLS

typedef struct SlGesture SlGesture;

/* A hand: its ray, and how near to it something has to be to be meant. */
typedef struct {
  SlRay       ray;
  SlSnapReach reach;
  gboolean    magnet; /* it snaps */
} SlHand;

/* Where the handles of what is selected are: at the origin of one thing, in the middle of several; the axes are the
 * stage's, or, for `tool` ROTATE and SCALE of one thing, its own. FALSE when nothing is selected that stands on the
 * stage that is shown. */
gboolean   sl_gesture_place  (SlEditor *editor, SlTool tool, SlFrame *frame);

/* Takes a handle of what is selected, by MOVE, ROTATE or SCALE; MEASURE takes nothing and begins where the hand is.
 * `grabbed` is the point that the hand took hold of (m), NULL for the handles' middle. NULL with an error when
 * something of it is locked or stands nowhere. Free with sl_gesture_free(). */
SlGesture *sl_gesture_begin  (SlEditor *editor, SlTool tool, SlHandle handle, const SlHand *hand,
                              const SlVec3 *grabbed, GError **error);
/* Gives up what is not finished: the scene is as it was. NULL is fine. */
void       sl_gesture_free   (SlGesture *gesture);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlGesture, sl_gesture_free)

/* What it does goes into that frame, though it lies behind the shot's last, where a key may stand. */
void       sl_gesture_at     (SlGesture *gesture, gint64 frame);
/* The hand goes on. */
void       sl_gesture_follow (SlGesture *gesture, const SlHand *hand);
/* Holds it to axis 0…2 of the stage; the same again, to the own axis of the thing that was picked last; once more, to
 * nothing. */
void       sl_gesture_lock   (SlGesture *gesture, int axis);
/* One more character of a length, an angle or a factor that is typed; '\b' takes one back. FALSE for what is no part of
 * a number. While there are some they stand for the hand. */
gboolean   sl_gesture_type   (SlGesture *gesture, char character);
/* FALSE when the plan or the shot became another under it: it must be freed. */
gboolean   sl_gesture_holds  (const SlGesture *gesture);
/* The tool it was begun with. */
SlTool     sl_gesture_tool   (const SlGesture *gesture);
/* What it is held to now. */
SlHandle   sl_gesture_handle (const SlGesture *gesture);
/* The handles as they have gone along. */
SlFrame    sl_gesture_frame  (const SlGesture *gesture);
/* What it snapped to last; SL_SNAP_NONE for nothing. Borrowed. */
const SlSnapPoint *sl_gesture_snapped (const SlGesture *gesture);
/* Of MEASURE: from and to (m). */
void       sl_gesture_span   (const SlGesture *gesture, SlVec3 *from, SlVec3 *to);
/* What a person reads at the pointer: how far, what was typed, the gap to the wall, what it snapped to, or what is
 * wrong. Free with g_free(). */
char      *sl_gesture_text   (SlGesture *gesture);
/* Does it: one command. With `copies` the things stay and copies go there, which are then selected; MOVE alone has
 * them. What MEASURE found becomes a dimension when `copies` is set, else nothing. FALSE with an error that leaves the
 * plan as it was; a gesture that moved nothing does nothing and is TRUE. The gesture is over in either case. */
gboolean   sl_gesture_finish (SlGesture *gesture, gboolean copies, GError **error);

G_END_DECLS
