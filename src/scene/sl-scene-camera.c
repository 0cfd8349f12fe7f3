/* The shot's camera at an instant, and how it moves there: from the curves of the shot and of the camera alone. */
#include "sl-scene-private.h"

#include <string.h>

#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-optics.h"

#define DEG (G_PI / 180)

/* The parts of a pose that shot or camera may have. */
enum { POSITION, PAN, TILT, ROLL, N_PARTS };

/* Plain copies that own nothing, of the instant or of its derivative. */
typedef struct {
  const SlEntity *entity;            /* the camera without curves */
  SlShot          shot;
  SlCamera        camera;
  gboolean        from_shot[N_PARTS]; /* whose pose counts */
  const SlRig    *rig;                /* that says where it is; NULL: it is placed itself */
} Pair;

const SlMode *
sl_camera_mode (const SlPlan *plan, const SlCamera *camera, GError **error)
{
  const SlBody *body = sl_plan_get (plan, SL_KIND_BODY, camera->body);
  g_autoptr (GString) names = g_string_new (NULL);

  if (body == NULL || sl_list_n (body->modes) == 0)
    {
      sl_error_set (error, SL_ERROR_REFERENCE, _("camera %s has no body with modes; choose one from the catalogue"),
                    camera->entity.id);
      return NULL;
    }
  for (guint i = 0; i < sl_list_n (body->modes); i++)
    {
      const SlMode *mode = sl_list_at (body->modes, SlMode, i);
      if (camera->mode == NULL || g_strcmp0 (mode->name, camera->mode) == 0)
        return mode;
      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", mode->name);
    }
  sl_error_set (error, SL_ERROR_REFERENCE, _("camera %s: the body has no mode “%s”; its modes are %s"),
                camera->entity.id, camera->mode, names->str);
  return NULL;
}

void
sl_scene_write_curves (const SlSceneMaker *maker, const char *id, gboolean overlaid, double frame, SlSide side,
                       SlOrder order, gpointer record)
{
  const SlSceneCurves *curves = g_hash_table_lookup (maker->curves, id);

  if (curves == NULL)
    return;
  for (guint i = overlaid ? curves->n_tracks : 0; i < (overlaid ? curves->curves->len : curves->n_tracks); i++)
    if (sl_curve_is_direct (curves->curves->pdata[i]))
      sl_curve_write (curves->curves->pdata[i], frame, side, order, record);
}

static gboolean
has_track (const SlSceneMaker *maker, const char *id, const char *path)
{
  const SlSceneCurves *curves = g_hash_table_lookup (maker->curves, id);
  gsize length = strlen (path);

  for (guint i = 0; curves != NULL && i < curves->n_tracks; i++)
    {
      const char *name = sl_curve_path (curves->curves->pdata[i]);
      if (strncmp (name, path, length) == 0 && (name[length] == '\0' || name[length] == '.'))
        return TRUE;
    }
  return FALSE;
}

/* The shot's own pose stands for the camera's, part by part, unless it has the camera itself move. */
static void
choose_parts (const SlSceneMaker *maker, Pair *pair)
{
  static const char *const paths[N_PARTS] = { "position", "pan", "tilt", "roll" };
  const double given[N_PARTS] = { pair->shot.position.x, pair->shot.pan, pair->shot.tilt, pair->shot.roll };

  for (guint i = 0; i < N_PARTS; i++)
    pair->from_shot[i] = !isnan (given[i]) && !has_track (maker, pair->entity->id, paths[i]);
  pair->rig = sl_scene_ridden (maker->plan, maker->shot, pair->entity->id);
}

/* One pose in both, then the numbers that the caller lays over either. */
static void
settle (const SlSceneMaker *maker, Pair *pair, double frame, SlSide side, SlOrder order)
{
  SlShot *shot = &pair->shot;
  SlPlaced *placed = &pair->camera.placed;

  placed->position = pair->from_shot[POSITION] ? shot->position : placed->position;
  if (pair->rig != NULL)
    placed->position = sl_scene_ride (maker, pair->rig, frame, side, order);
  placed->pan = pair->from_shot[PAN] ? shot->pan : placed->pan;
  placed->tilt = pair->from_shot[TILT] ? shot->tilt : placed->tilt;
  placed->roll = pair->from_shot[ROLL] ? shot->roll : placed->roll;
  sl_scene_write_curves (maker, pair->entity->id, TRUE, frame, side, order, &pair->camera);
  shot->position = placed->position;
  shot->pan = placed->pan;
  shot->tilt = placed->tilt;
  shot->roll = placed->roll;
  sl_scene_write_curves (maker, maker->shot->entity.id, TRUE, frame, side, order, shot);
  placed->position = shot->position;
  placed->pan = shot->pan;
  placed->tilt = shot->tilt;
  placed->roll = shot->roll;
}

/* The shot and its camera as they are. */
static gboolean
take (const SlSceneMaker *maker, double frame, SlSide side, Pair *now, GError **error)
{
  if (maker->shot == NULL)
    {
      sl_error_set (error, SL_ERROR_INPUT, _("a stage without a shot has no camera picture; name a shot"));
      return FALSE;
    }
  now->shot = *(const SlShot *) sl_scene_maker_still (maker, maker->shot->entity.id);
  sl_scene_write_curves (maker, maker->shot->entity.id, FALSE, frame, side, SL_ORDER_VALUE, &now->shot);
  now->entity = sl_scene_maker_still (maker, now->shot.camera);
  if (now->entity == NULL || now->entity->kind != SL_KIND_CAMERA || !sl_scene_maker_stands (maker, now->entity))
    {
      sl_error_set (error, SL_ERROR_REFERENCE,
                    _("shot %s names no camera that stands on its stage; choose one"), maker->shot->entity.id);
      return FALSE;
    }
  now->camera = *(const SlCamera *) now->entity;
  sl_scene_write_curves (maker, now->entity->id, FALSE, frame, side, SL_ORDER_VALUE, &now->camera);
  choose_parts (maker, now);
  settle (maker, now, frame, side, SL_ORDER_VALUE);
  return TRUE;
}

/* How fast the numbers of `now` change, by time. */
static void
derive (const SlSceneMaker *maker, const Pair *now, double frame, SlSide side, SlOrder order, Pair *out)
{
  memset (out, 0, sizeof *out);
  out->entity = now->entity;
  memcpy (out->from_shot, now->from_shot, sizeof out->from_shot);
  out->rig = now->rig;
  sl_scene_write_curves (maker, maker->shot->entity.id, FALSE, frame, side, order, &out->shot);
  sl_scene_write_curves (maker, now->entity->id, FALSE, frame, side, order, &out->camera);
  settle (maker, out, frame, side, order);
}

const SlEntity *
sl_scene_camera_pose (const SlSceneMaker *maker, double frame, SlPlaced *pose)
{
  Pair now;

  if (!take (maker, frame, SL_SIDE_AFTER, &now, NULL))
    return NULL;
  *pose = now.camera.placed;
  return now.entity;
}

static double
focus_from_pupil (const SlShot *shot, const SlCamera *camera)
{
  if (isnan (shot->focus) || shot->focus <= 0)
    return INFINITY;
  return fmax (shot->focal_mm / 1000 * 1.01, shot->focus - camera->pupil_offset_mm / 1000);
}

static void
fill_picture (SlSceneCamera *out, const SlMode *mode, const SlShot *shot)
{
  SlSensorArea area = sl_optics_extraction (mode->sensor_w_mm, mode->sensor_h_mm, out->squeeze, shot->ratio);

  out->sensor_w_mm = area.w_mm;
  out->sensor_h_mm = area.h_mm;
  out->ratio = shot->ratio;
  out->hfov_deg = sl_optics_fov_deg (area.w_mm, out->squeeze, shot->focal_mm);
  out->vfov_deg = sl_optics_fov_deg (area.h_mm, 1, shot->focal_mm);
  out->tan_h = area.w_mm * out->squeeze / (2 * shot->focal_mm);
  out->tan_v = area.h_mm / (2 * shot->focal_mm);
  out->mode_tan_h = mode->sensor_w_mm * out->squeeze / (2 * shot->focal_mm);
  out->mode_tan_v = mode->sensor_h_mm / (2 * shot->focal_mm);
  out->photosite_mm = isnan (mode->photosite_um) ? mode->sensor_w_mm / (double) mode->photosites_w
                                                 : mode->photosite_um / 1000;
  out->recorded_w = mode->photosites_w;
  out->recorded_h = mode->photosites_h;
}

/* What the corner sees of the pupil: of the lens that covers the focal length, the least where several do and the shot
 * does not say which; 1 where no lens tells. */
static double
corner_of (const SlLensSet *set, double focal_mm)
{
  double least = 1;

  for (guint i = 0; set != NULL && i < sl_list_n (set->lenses); i++)
    {
      const SlLens *lens = sl_list_at (set->lenses, SlLens, i);
      double longest = isnan (lens->focal_max_mm) ? lens->focal_mm : lens->focal_max_mm;

      if (!isnan (lens->corner) && focal_mm > lens->focal_mm - .05 && focal_mm < longest + .05)
        least = fmin (least, lens->corner);
    }
  return least;
}

static const SlLens *
lens_of (const SlLensSet *set, double focal_mm)
{
  const SlLens *found = NULL;

  for (guint i = 0; set != NULL && i < sl_list_n (set->lenses); i++)
    {
      const SlLens *lens = sl_list_at (set->lenses, SlLens, i);
      const gboolean prime = isnan (lens->focal_max_mm);
      const double longest = prime ? lens->focal_mm : lens->focal_max_mm;

      if (focal_mm > lens->focal_mm - .05 && focal_mm < longest + .05
          && (found == NULL || (prime && !isnan (found->focal_max_mm))))
        found = lens;
    }
  return found;
}

gboolean
sl_scene_maker_camera (const SlSceneMaker *maker, double frame, SlSceneCamera *out, GError **error)
{
  const SlLensSet *lenses;
  const SlMode *mode;
  Pair now;

  if (!take (maker, frame, SL_SIDE_AFTER, &now, error))
    return FALSE;
  mode = sl_camera_mode (maker->plan, &now.camera, error);
  if (mode == NULL)
    return FALSE;
  lenses = sl_plan_get (maker->plan, SL_KIND_LENS_SET, now.camera.lenses);
  out->id = now.entity->id;
  out->title = sl_entity_title (now.entity);
  sl_scene_add_sway (maker, now.camera.rig, frame, SL_ORDER_VALUE, &now.camera.placed);
  out->pan = now.camera.placed.pan;
  out->tilt = now.camera.placed.tilt;
  out->roll = now.camera.placed.roll;
  out->frame = sl_frame_from_pose (now.camera.placed.position, out->pan, out->tilt, out->roll);
  out->focal_mm = now.shot.focal_mm;
  out->stop = now.shot.stop;
  out->squeeze = lenses != NULL ? lenses->squeeze : 1;
  out->lens = lens_of (lenses, now.shot.focal_mm);
  out->corner = corner_of (lenses, now.shot.focal_mm);
  out->focus_m = focus_from_pupil (&now.shot, &now.camera);
  out->pupil_offset_mm = now.camera.pupil_offset_mm;
  out->shutter_deg = now.shot.shutter;
  out->iso = now.camera.iso;
  fill_picture (out, mode, &now.shot);
  return TRUE;
}

double
sl_scene_shot_focal_mm (const SlPlan *plan, const char *shot_id)
{
  const SlShot *shot = sl_plan_get (plan, SL_KIND_SHOT, shot_id);
  g_autoptr (SlSceneMaker) maker = shot != NULL ? sl_scene_maker_new_shot (plan, NULL, shot_id, NULL) : NULL;
  g_autoptr (SlEntity) now = maker != NULL ? sl_scene_maker_entity (maker, shot_id, 0, NULL) : NULL;

  if (now != NULL)
    return ((const SlShot *) now)->focal_mm;
  return shot != NULL ? shot->focal_mm : NAN;
}

/* --- motion --- */

/* Turning about the frame's own axes (right-handed) at pan, tilt, roll that change as `speed` says; and how fast that
 * changes: ω = roll′·y + Ry(−roll)·(tilt′·x + Rx(−tilt)·pan′·z), and its derivative. */
static void
turning (const SlPlaced *pose, const SlPlaced *speed, const SlPlaced *bend, SlVec3 *turn, SlVec3 *change)
{
  double st = sin (pose->tilt * DEG), ct = cos (pose->tilt * DEG);
  double sr = sin (pose->roll * DEG), cr = cos (pose->roll * DEG);
  double p = speed->pan, t = speed->tilt, r = speed->roll;
  double dt = t * DEG, dr = r * DEG; /* radians, where sines and cosines change */

  *turn = sl_vec3 (t * cr - p * ct * sr, r + p * st, t * sr + p * ct * cr);
  *change = sl_vec3 (bend->tilt * cr - t * dr * sr - bend->pan * ct * sr + p * dt * st * sr - p * ct * dr * cr,
                     bend->roll + bend->pan * st + p * dt * ct,
                     bend->tilt * sr + t * dr * cr + bend->pan * ct * cr - p * dt * st * cr - p * ct * dr * sr);
}

/* World to the frame's own axes. */
static SlVec3
turn_in (const SlFrame *frame, SlVec3 v)
{
  return sl_vec3 (sl_vec3_dot (v, frame->x), sl_vec3_dot (v, frame->y), sl_vec3_dot (v, frame->z));
}

/* The pose and its derivatives, swaying if wanted. */
static gboolean
take_all (const SlSceneMaker *maker, double frame, SlSide side, gboolean sways, Pair all[SL_N_ORDERS], GError **error)
{
  if (!take (maker, frame, side, &all[SL_ORDER_VALUE], error))
    return FALSE;
  derive (maker, &all[0], frame, side, SL_ORDER_SPEED, &all[SL_ORDER_SPEED]);
  derive (maker, &all[0], frame, side, SL_ORDER_ACCELERATION, &all[SL_ORDER_ACCELERATION]);
  for (SlOrder order = 0; sways && order < SL_N_ORDERS; order++)
    sl_scene_add_sway (maker, all[0].camera.rig, frame, order, &all[order].camera.placed);
  return TRUE;
}

static gboolean
measure_motion (const SlSceneMaker *maker, double frame, SlSide side, gboolean sways, SlSceneMotion *motion,
                GError **error)
{
  Pair all[SL_N_ORDERS];

  if (!take_all (maker, frame, side, sways, all, error))
    return FALSE;
  const SlPlaced *pose = &all[0].camera.placed, *speed = &all[1].camera.placed, *bend = &all[2].camera.placed;
  SlFrame axes = sl_frame_from_pose (pose->position, pose->pan, pose->tilt, pose->roll);
  double fps = sl_rational_to_real (all[0].shot.fps);

  turning (pose, speed, bend, &motion->turn_deg, &motion->turn_acceleration_deg);
  motion->turn_deg = sl_vec3_scale (motion->turn_deg, fps);
  motion->turn_acceleration_deg = sl_vec3_scale (motion->turn_acceleration_deg, fps * fps);
  motion->velocity = turn_in (&axes, sl_vec3_scale (speed->position, fps));
  motion->acceleration = turn_in (&axes, sl_vec3_scale (bend->position, fps * fps));
  return TRUE;
}

gboolean
sl_scene_maker_motion (const SlSceneMaker *maker, double frame, SlSide side, SlSceneMotion *motion, GError **error)
{
  return measure_motion (maker, frame, side, TRUE, motion, error);
}

gboolean
sl_scene_maker_move (const SlSceneMaker *maker, double frame, SlSide side, SlSceneMotion *motion, GError **error)
{
  return measure_motion (maker, frame, side, FALSE, motion, error);
}
