#include "sl-flight.h"

#define MOST_STEP  .5   /* s */
#define FAST       4.
#define TURN_A_S   60.  /* deg */
#define FARTHEST   1e5  /* m */
#define SPEED_STEP 1.25

static double
way (guint keys, guint plus, guint minus)
{
  return ((keys & plus) != 0) - ((keys & minus) != 0);
}

static double
within (double at)
{
  return fmax (-FARTHEST, fmin (FARTHEST, at));
}

static SlFrame
eye_of (const SlView *view)
{
  return sl_frame_from_pose (view->target, view->pan, view->tilt, 0);
}

void
sl_view_look (SlView *view, double pan, double tilt)
{
  const SlVec3 eye = sl_vec3_mad (view->target, eye_of (view).y, -view->distance);

  if (!isfinite (pan) || !isfinite (tilt))
    return;
  sl_view_turn (view, pan, tilt);
  view->target = sl_vec3_mad (eye, eye_of (view).y, view->distance);
}

void
sl_view_fly (SlView *view, guint keys, double speed, double seconds)
{
  const SlFrame eye = eye_of (view);
  const double right = way (keys, SL_FLY_RIGHT, SL_FLY_LEFT), ahead = way (keys, SL_FLY_FORWARD, SL_FLY_BACK);
  const double up = way (keys, SL_FLY_UP, SL_FLY_DOWN);
  SlVec3 course = sl_vec3_mad (sl_vec3_mad (sl_vec3 (0, 0, up), eye.x, right), eye.y, ahead);

  if (!isfinite (speed) || !(seconds > 0) || view->kind != SL_VIEW_PERSPECTIVE)
    return;
  seconds = fmin (seconds, MOST_STEP);
  const double metres = speed * (keys & SL_FLY_FAST ? FAST : 1) * seconds;
  const SlVec3 to = sl_vec3_mad (view->target, course, metres / fmax (1, sl_vec3_length (course)));
  view->target = sl_vec3 (within (to.x), within (to.y), within (to.z));
  sl_view_look (view, way (keys, SL_FLY_TURN_LEFT, SL_FLY_TURN_RIGHT) * TURN_A_S * seconds,
                way (keys, SL_FLY_LOOK_UP, SL_FLY_LOOK_DOWN) * TURN_A_S * seconds);
}

double
sl_flight_speed (double speed, double steps)
{
  const double next = speed * pow (SPEED_STEP, isfinite (steps) ? steps : 0);

  return fmax (.05, fmin (200, isfinite (next) && next > 0 ? next : SL_FLY_SPEED));
}
