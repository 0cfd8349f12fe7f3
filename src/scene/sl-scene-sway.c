/* How a hand, a body or the air lets a camera wander about where keys have it. */
#include "sl-scene-private.h"

#include "sl-random.h"

/* The rows of random numbers: of each number of a pose one. */
enum { X, Y, Z, PAN, TILT, ROLL };

/* One number's share of the sway, of that order by time in frames. */
static double
wander (const SlShot *shot, const SlRig *rig, guint row, double frame, SlOrder order)
{
  const double fps = sl_rational_to_real (shot->fps);
  double way[SL_N_ORDERS];

  sl_random_wander (sl_random_mix ((guint64) shot->seed) + row, rig->sway_hz, frame / fps, way);
  return order == SL_ORDER_VALUE ? way[order] : order == SL_ORDER_SPEED ? way[order] / fps : way[order] / (fps * fps);
}

void
sl_scene_add_sway (const SlSceneMaker *maker, const char *rig_id, double frame, SlOrder order, SlPlaced *pose)
{
  const SlRig *rig = sl_plan_get (maker->plan, SL_KIND_RIG, rig_id);
  const SlShot *shot = maker->shot;

  if (rig == NULL || shot == NULL)
    return;
  if (rig->sway > 0)
    {
      pose->position.x += rig->sway * wander (shot, rig, X, frame, order);
      pose->position.y += rig->sway * wander (shot, rig, Y, frame, order);
      pose->position.z += rig->sway * wander (shot, rig, Z, frame, order);
    }
  if (rig->sway_angle > 0)
    {
      pose->pan += rig->sway_angle * wander (shot, rig, PAN, frame, order);
      pose->tilt += rig->sway_angle * wander (shot, rig, TILT, frame, order);
      pose->roll += rig->sway_angle * wander (shot, rig, ROLL, frame, order);
    }
}
