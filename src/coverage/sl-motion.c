#include "sl-motion.h"

#define DEG (G_PI / 180)

/* The turn from one pose to another as one rotation, in degrees about the right, view and up axis of either: the axis
 * that it turns about lies alike in both. */
static SlVec3
turn_between (const SlFrame *from, const SlFrame *to)
{
  SlVec3 sine = {
    (sl_vec3_dot (from->z, to->y) - sl_vec3_dot (from->y, to->z)) / 2,
    (sl_vec3_dot (from->x, to->z) - sl_vec3_dot (from->z, to->x)) / 2,
    (sl_vec3_dot (from->y, to->x) - sl_vec3_dot (from->x, to->y)) / 2,
  };
  double cosine = (sl_vec3_dot (from->x, to->x) + sl_vec3_dot (from->y, to->y) + sl_vec3_dot (from->z, to->z) - 1) / 2;
  double length = sl_vec3_length (sine);

  return sl_vec3_scale (sine, length > 0 ? atan2 (length, cosine) / length / DEG : 0);
}

static void
widen (SlOpticsTurn *turn, const SlSceneMotion *motion, double latency_s, SlVec3 really_deg)
{
  SlVec3 speed = motion->turn_deg, gain = motion->turn_acceleration_deg;

  turn->tilt_deg = fmax (turn->tilt_deg, sl_optics_turn_a_side (speed.x, gain.x, latency_s, really_deg.x));
  turn->roll_deg = fmax (turn->roll_deg, sl_optics_turn_a_side (speed.y, gain.y, latency_s, really_deg.y));
  turn->pan_deg = fmax (turn->pan_deg, sl_optics_turn_a_side (speed.z, gain.z, latency_s, really_deg.z));
}

gboolean
sl_motion_measure (const SlSceneMaker *maker, double frame, double fps, double latency_s, SlMotion *motion,
                   GError **error)
{
  SlSceneCamera now, tracked;
  SlVec3 really_deg;

  *motion = (SlMotion) { 0 };
  if (!sl_scene_maker_camera (maker, frame, &now, error)
      || !sl_scene_maker_camera (maker, fmax (0, frame - latency_s * fps), &tracked, error))
    return FALSE;
  really_deg = turn_between (&tracked.frame, &now.frame);
  for (SlSide side = frame > 0 ? SL_SIDE_BEFORE : SL_SIDE_AFTER; side <= SL_SIDE_AFTER; side++)
    {
      SlSceneMotion moves;

      if (!sl_scene_maker_motion (maker, frame, side, &moves, error))
        return FALSE;
      widen (&motion->turn, &moves, latency_s, really_deg);
      motion->velocity[motion->n_velocities++] = moves.velocity;
    }
  if (motion->n_velocities == 2 && sl_vec3_length (sl_vec3_sub (motion->velocity[0], motion->velocity[1])) < 1e-9)
    motion->n_velocities = 1;
  return TRUE;
}
