/* The shot's camera in a hand that looks through it: turned, moved and dollied, laid over the scene meanwhile, and one
 * command at the end, where it shows at the frame (sl-keyed.h).
 *
 *   begin ──▶ orbit, look, truck, dolly … ──▶ finish: one step of the history
 *                                        └──▶ free: nothing happened */
#pragma once

#include "sl-editor.h"
#include "sl-space-mouse.h"

G_BEGIN_DECLS

typedef struct SlSteer SlSteer;

/* With a locked horizon the picture is level, and up is up; else moves go along the picture's own sides, and it may be
 * rolled. NULL with an error when the shot that is shown has no camera that can be looked through, or it is locked.
 * Free with sl_steer_free(). */
SlSteer *sl_steer_begin  (SlEditor *editor, gboolean level, GError **error);
/* Gives up what is not finished: the camera is where it was. NULL is fine. */
void     sl_steer_free   (SlSteer *steer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlSteer, sl_steer_free)

/* About what is in focus, or ten metres ahead where that is farther (deg, + left, + up). */
void     sl_steer_orbit  (SlSteer *steer, double pan, double tilt);
/* About itself (deg, + left, + up). */
void     sl_steer_look   (SlSteer *steer, double pan, double tilt);
/* To the right and up (m). */
void     sl_steer_truck  (SlSteer *steer, double right, double up);
/* Along the line of sight (m); with a locked horizon at the same height. */
void     sl_steer_dolly  (SlSteer *steer, double forward);
/* About the line of sight (deg, + clockwise); nothing with a locked horizon. */
void     sl_steer_roll   (SlSteer *steer, double roll);
/* What a 3D mouse does, the cap being the camera. */
void     sl_steer_space  (SlSteer *steer, const SlSpaceMotion *motion);
/* How far away what it orbits is (m): what a hand's way in the picture is measured by. */
double   sl_steer_reach  (const SlSteer *steer);
/* Does it. FALSE with an error that leaves the plan as it was, as when it was changed meanwhile; one that moved nothing
 * does nothing and is TRUE. It is over in either case. */
gboolean sl_steer_finish (SlSteer *steer, GError **error);

/* --- without a hand --- */

/* The shot's camera stands there, seen from the stage. FALSE, with a message, where there is none. */
gboolean sl_camera_pose  (SlEditor *editor, SlVec3 position, double pan, double tilt);
/* It looks at what is selected, and is focused on it. FALSE likewise, or where nothing else is selected. */
gboolean sl_camera_aim   (SlEditor *editor);
/* It looks at that through the whole shot, by keys of pan and tilt twice a second. FALSE likewise. */
gboolean sl_camera_follow (SlEditor *editor);
/* Why one cannot look through the shot's camera, translated, with what would help: the id of a camera that could take
 * it, "" for a new one, NULL for none of both. NULL when one can. Free with g_free(). */
char    *sl_camera_lacks (SlEditor *editor, const char **offer);
/* That camera, or a new one, takes the shot; without a shot there is one afterwards. */
void     sl_camera_give  (SlEditor *editor);

G_END_DECLS
