/* How fast the camera of a shot goes and turns, as its move is meant: what a rig is checked for, and what is shown of
 * it. */
#pragma once

#include "sl-scene.h"
#include "sl-watch.h"

G_BEGIN_DECLS

typedef enum { SL_PACE_SPEED, SL_PACE_ACCELERATION, SL_PACE_PAN, SL_PACE_TILT, SL_N_PACES } SlPaceOf;

/* m/s, m/s², degrees a second about the camera's own upright and its own level axis; none below 0. */
typedef struct {
  double numbers[SL_N_PACES];
} SlPace;

/* The most of each in the shot, and the first frame that has it. */
typedef struct {
  SlPace most;
  gint64 frames[SL_N_PACES];
} SlPaceMost;

/* At a frame. At a key the faster side counts, and where the speed jumps it has a frame's time to do so; what was
 * before the first frame nobody sees. FALSE when the shot has no camera that can be made. */
gboolean sl_pace_at    (const SlSceneMaker *maker, gint64 frame, SlPace *pace);
/* Over the shot; of more than 20,000 frames some are skipped. FALSE likewise, or when it was cancelled; NULL `watch` is
 * fine. */
gboolean sl_pace_most  (const SlSceneMaker *maker, SlWatch *watch, SlPaceMost *most);
/* Frames from one that is looked at to the next. */
gint64   sl_pace_step  (const SlShot *shot);
/* What a rig allows of it; NAN for any. `rig` may be NULL. */
double   sl_pace_limit (const SlRig *rig, SlPaceOf what);
/* Whether that is more than it allows, beyond what rounding makes. */
gboolean sl_pace_is_over (double value, double limit);

G_END_DECLS
