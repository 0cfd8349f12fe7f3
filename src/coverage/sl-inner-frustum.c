#include "sl-inner-frustum.h"

static void
take (SlSpan *span, double value, gboolean first)
{
  if (first)
    *span = (SlSpan) { value, value, value, value };
  span->least = fmin (span->least, value);
  span->most = fmax (span->most, value);
  span->last = value;
}

/* The same angle, less than half a turn from the one before. */
static double
unwrapped (double deg, double before)
{
  return deg + 360 * round ((before - deg) / 360);
}

static gboolean
measure_frame (const SlSceneMaker *maker, double frame, SlInnerFrustum *f, GError **error)
{
  const gboolean first = frame == 0;
  SlSceneCamera camera;
  SlMotion motion;
  SlOpticsOverscan wider;

  if (!sl_scene_maker_camera (maker, frame, &camera, error)
      || !sl_motion_measure (maker, frame, f->fps, f->latency_s, &motion, error))
    return FALSE;
  take (&f->focal_mm, camera.focal_mm, first);
  take (&f->hfov_deg, camera.hfov_deg, first);
  take (&f->vfov_deg, camera.vfov_deg, first);
  take (&f->pan_deg, first ? camera.pan : unwrapped (camera.pan, f->pan_deg.last), first);
  take (&f->tilt_deg, camera.tilt, first);
  take (&f->roll_deg, first ? camera.roll : unwrapped (camera.roll, f->roll_deg.last), first);
  wider = sl_optics_overscan (camera.tan_h, camera.tan_v, motion.turn);
  f->pan_side_deg = fmax (f->pan_side_deg, motion.turn.pan_deg);
  f->tilt_side_deg = fmax (f->tilt_side_deg, motion.turn.tilt_deg);
  f->roll_side_deg = fmax (f->roll_side_deg, motion.turn.roll_deg);
  f->width_factor = fmax (f->width_factor, wider.width);
  f->height_factor = fmax (f->height_factor, wider.height);
  f->recorded_w = camera.recorded_w;
  f->recorded_h = camera.recorded_h;
  return TRUE;
}

/* The stage's, as the shot's setup has it. */
static gboolean
find_latency (const SlSceneMaker *maker, const SlPlan *plan, const SlShot *shot, SlInnerFrustum *f, GError **error)
{
  const SlSetup *setup = sl_plan_get (plan, SL_KIND_SETUP, shot->setup);
  SlEntity *stage = sl_scene_maker_entity (maker, setup->stage, 0, error);
  SlSceneStage built;

  if (stage == NULL)
    return FALSE;
  sl_scene_stage_init (&built, stage);
  f->latency_s = built.latency_s;
  sl_entity_unref (stage);
  return TRUE;
}

gboolean
sl_inner_frustum_measure (const SlPlan *plan, const char *shot_id, SlWatch *watch, SlInnerFrustum *f, GError **error)
{
  g_autoptr (SlSceneMaker) maker = sl_scene_maker_new_shot (plan, NULL, shot_id, error);
  const SlShot *shot;
  SlSceneCamera camera;

  *f = (SlInnerFrustum) { .width_factor = 1, .height_factor = 1 };
  if (maker == NULL || !sl_scene_maker_camera (maker, 0, &camera, error))
    return FALSE;
  shot = sl_scene_maker_shot (maker);
  f->shot = sl_plan_get (plan, SL_KIND_SHOT, shot_id);
  f->camera = sl_entity_title (sl_plan_find (plan, camera.id));
  f->frames = shot->frames;
  f->fps = sl_rational_to_real (shot->fps);
  if (!find_latency (maker, plan, shot, f, error))
    return FALSE;
  for (gint64 i = 0; i < f->frames; i++)
    {
      if (sl_watch_stops (watch, error) || !measure_frame (maker, (double) i, f, error))
        return FALSE;
      sl_watch_tell (watch, (double) i / (double) f->frames);
    }
  return TRUE;
}
