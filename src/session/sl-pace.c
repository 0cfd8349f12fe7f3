#include "sl-pace.h"

#include <math.h>

#define SLACK 1e-3 /* what rounding makes */
enum { MOST_FRAMES = 20000 /* that are looked at; longer shots in steps */ };

static void
take_more (SlPace *pace, SlPaceOf what, double value)
{
  pace->numbers[what] = fmax (pace->numbers[what], value);
}

gboolean
sl_pace_at (const SlSceneMaker *maker, gint64 frame, SlPace *pace)
{
  SlSceneMotion sides[2];

  *pace = (SlPace) { { 0 } };
  for (SlSide side = SL_SIDE_BEFORE; side <= SL_SIDE_AFTER; side++)
    {
      SlSceneMotion *motion = &sides[side];

      if (!sl_scene_maker_move (maker, (double) frame, side, motion, NULL))
        return FALSE;
      if (frame <= 0 && side == SL_SIDE_BEFORE)
        continue; /* nobody sees how it got there */
      take_more (pace, SL_PACE_SPEED, sl_vec3_length (motion->velocity));
      take_more (pace, SL_PACE_ACCELERATION, sl_vec3_length (motion->acceleration));
      take_more (pace, SL_PACE_PAN, fabs (motion->turn_deg.z));
      take_more (pace, SL_PACE_TILT, fabs (motion->turn_deg.x));
    }
  if (frame > 0)
    take_more (pace, SL_PACE_ACCELERATION,
               sl_vec3_length (sl_vec3_sub (sides[SL_SIDE_AFTER].velocity, sides[SL_SIDE_BEFORE].velocity))
               * sl_rational_to_real (sl_scene_maker_shot (maker)->fps));
  return TRUE;
}

gint64
sl_pace_step (const SlShot *shot)
{
  return MAX (1, shot->frames / MOST_FRAMES);
}

gboolean
sl_pace_most (const SlSceneMaker *maker, SlWatch *watch, SlPaceMost *most)
{
  const SlShot *shot = sl_scene_maker_shot (maker);

  *most = (SlPaceMost) { { { 0 } }, { 0 } };
  if (shot == NULL)
    return FALSE;
  for (gint64 frame = 0; frame < shot->frames; frame += sl_pace_step (shot))
    {
      SlPace pace;

      if (sl_watch_is_cancelled (watch) || !sl_pace_at (maker, frame, &pace))
        return FALSE;
      for (SlPaceOf what = 0; what < SL_N_PACES; what++)
        if (pace.numbers[what] > most->most.numbers[what] + 1e-9)
          {
            most->most.numbers[what] = pace.numbers[what];
            most->frames[what] = frame;
          }
    }
  return TRUE;
}

double
sl_pace_limit (const SlRig *rig, SlPaceOf what)
{
  if (rig == NULL)
    return NAN;
  return what == SL_PACE_SPEED ? rig->speed : what == SL_PACE_ACCELERATION ? rig->acceleration : NAN;
}

gboolean
sl_pace_is_over (double value, double limit)
{
  return !isnan (limit) && value > limit + SLACK;
}
