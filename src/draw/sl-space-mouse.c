#include "sl-space-mouse.h"

#include "sl-flight.h"

#define REST     12.  /* of what a driver tells: a cap that nobody touches */
#define FULL     350.
#define MOST_MS  100
#define SLIDES   1.   /* heights of the picture a second */
#define NEARS    1.2  /* e to that power times as far in a second */
#define TURNS    100. /* deg a second */
#define LOOKS    60.

/* Slow near its rest, so that little is done finely. */
static double
bend (int value)
{
  const double beyond = fmax (0, fabs ((double) value) - REST), part = fmin (1, beyond / (FULL - REST));

  return value < 0 ? -part * part : part * part;
}

gboolean
sl_space_motion (const int axes[6], guint ms, SlSpaceMotion *out)
{
  const double seconds = MIN (ms, MOST_MS) / 1000.;
  double parts[6], most = 0;

  for (guint i = 0; i < 6; i++)
    {
      parts[i] = bend (axes[i]) * seconds;
      most = fmax (most, fabs (parts[i]));
    }
  *out = (SlSpaceMotion) { parts[0], parts[1], parts[2], parts[3], parts[4], parts[5] };
  return most > 0;
}

void
sl_space_motion_add (SlSpaceMotion *motion, const SlSpaceMotion *more)
{
  motion->right += more->right;
  motion->up += more->up;
  motion->forward += more->forward;
  motion->tilt += more->tilt;
  motion->pan += more->pan;
  motion->roll += more->roll;
}

void
sl_view_space (SlView *view, const SlSpaceMotion *motion)
{
  if (view->kind == SL_VIEW_PERSPECTIVE) /* of others the eye stays turned as it is */
    sl_view_turn (view, -motion->pan * TURNS, -motion->tilt * TURNS);
  sl_view_slide (view, motion->right * SLIDES, -motion->up * SLIDES);
  sl_view_zoom (view, exp (motion->forward * NEARS), 0, 0, 1);
}

void
sl_view_space_fly (SlView *view, const SlSpaceMotion *motion, double speed)
{
  const SlFrame eye = sl_view_camera (view, 1).frame;
  const SlVec3 aside = sl_vec3_mad (sl_vec3 (0, 0, motion->up * speed), eye.x, motion->right * speed);

  if (view->kind != SL_VIEW_PERSPECTIVE || !isfinite (speed))
    return;
  view->target = sl_vec3_add (view->target, sl_vec3_mad (aside, eye.y, motion->forward * speed));
  sl_view_look (view, motion->pan * LOOKS, motion->tilt * LOOKS);
}

void
sl_picture_zoom_space (SlPictureZoom *zoom, const SlSpaceMotion *motion)
{
  sl_picture_zoom_by (zoom, exp (-motion->forward * NEARS), 0, 0);
  sl_picture_zoom_slide (zoom, motion->right * SLIDES, -motion->up * SLIDES);
}
