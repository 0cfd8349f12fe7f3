/* A camera on its rig: where that holds it, with speed and acceleration, and how it would hold it elsewhere. */
#include "sl-scene-private.h"

#include <string.h>

#define DEG (G_PI / 180)

/* A number with its first and second derivative by time. */
typedef struct { double v, d, dd; } Jet;

static Jet
jet_add (Jet a, Jet b)
{
  return (Jet) { a.v + b.v, a.d + b.d, a.dd + b.dd };
}

static Jet
jet_less (Jet a, Jet b)
{
  return (Jet) { a.v - b.v, a.d - b.d, a.dd - b.dd };
}

static Jet
jet_times (Jet a, Jet b)
{
  return (Jet) { a.v * b.v, a.d * b.v + a.v * b.d, a.dd * b.v + 2 * a.d * b.d + a.v * b.dd };
}

/* Of an angle in degrees. */
static Jet
jet_sin (Jet a)
{
  const double s = sin (a.v * DEG), c = cos (a.v * DEG), d = a.d * DEG, dd = a.dd * DEG;

  return (Jet) { s, c * d, c * dd - s * d * d };
}

/* Of an angle in degrees. */
static Jet
jet_cos (Jet a)
{
  const double s = sin (a.v * DEG), c = cos (a.v * DEG), d = a.d * DEG, dd = a.dd * DEG;

  return (Jet) { c, -s * d, -s * dd - c * d * d };
}

/* The rig at an instant and its derivatives by time, plain copies that own nothing. */
typedef struct {
  SlRig orders[SL_N_ORDERS];
} Rig;

#define JET(rig, member) \
  ((Jet) { (rig)->orders[0].member, (rig)->orders[1].member, (rig)->orders[2].member })

static void
take_rig (const SlSceneMaker *maker, const SlRig *rig, double frame, SlSide side, Rig *out)
{
  memset (out, 0, sizeof *out);
  out->orders[0] = *(const SlRig *) sl_scene_maker_still (maker, rig->entity.id);
  for (SlOrder order = 0; order < SL_N_ORDERS; order++)
    {
      sl_scene_write_curves (maker, rig->entity.id, FALSE, frame, side, order, &out->orders[order]);
      sl_scene_write_curves (maker, rig->entity.id, TRUE, frame, side, order, &out->orders[order]);
    }
}

static gboolean
has_arm (const SlRig *rig)
{
  return rig->form == SL_RIG_CRANE || rig->form == SL_RIG_JIB;
}

static gboolean
has_track (const SlRig *rig)
{
  return rig->form == SL_RIG_DOLLY || rig->form == SL_RIG_SLIDER;
}

/* In the rig's own frame. */
static void
head_from_foot (const Rig *rig, Jet out[3])
{
  const Jet none = { 0, 0, 0 };

  out[0] = out[1] = none;
  out[2] = JET (rig, height);
  if (has_track (&rig->orders[0]))
    out[0] = JET (rig, along);
  if (!has_arm (&rig->orders[0]))
    return;
  const Jet level = jet_times (JET (rig, extension), jet_cos (JET (rig, boom)));
  out[0] = jet_less (none, jet_times (level, jet_sin (JET (rig, swing))));
  out[1] = jet_times (level, jet_cos (JET (rig, swing)));
  out[2] = jet_add (out[2], jet_times (JET (rig, extension), jet_sin (JET (rig, boom))));
}

/* (a, b) turned by an angle in degrees. */
static void
turn (Jet *a, Jet *b, Jet angle)
{
  const Jet s = jet_sin (angle), c = jet_cos (angle), was = *a;

  *a = jet_less (jet_times (was, c), jet_times (*b, s));
  *b = jet_add (jet_times (was, s), jet_times (*b, c));
}

/* Roll, tilt and pan as sl_frame_from_pose() has them. */
static void
head_of (const Rig *rig, Jet out[3])
{
  head_from_foot (rig, out);
  turn (&out[2], &out[0], JET (rig, placed.roll));
  turn (&out[1], &out[2], JET (rig, placed.tilt));
  turn (&out[0], &out[1], JET (rig, placed.pan));
  out[0] = jet_add (out[0], JET (rig, placed.position.x));
  out[1] = jet_add (out[1], JET (rig, placed.position.y));
  out[2] = jet_add (out[2], JET (rig, placed.position.z));
}

SlVec3
sl_scene_ride (const SlSceneMaker *maker, const SlRig *rig, double frame, SlSide side, SlOrder order)
{
  Rig now;
  Jet at[3];

  take_rig (maker, rig, frame, side, &now);
  head_of (&now, at);
  return order == SL_ORDER_VALUE ? sl_vec3 (at[0].v, at[1].v, at[2].v)
         : order == SL_ORDER_SPEED ? sl_vec3 (at[0].d, at[1].d, at[2].d) : sl_vec3 (at[0].dd, at[1].dd, at[2].dd);
}

void
sl_scene_rig_points (const SlSceneMaker *maker, const SlRig *rig, double frame, SlVec3 *pivot, SlVec3 *head)
{
  Rig now;
  Jet at[3];

  take_rig (maker, rig, frame, SL_SIDE_AFTER, &now);
  head_of (&now, at);
  *head = sl_vec3 (at[0].v, at[1].v, at[2].v);
  now.orders[0].extension = 0;
  if (!has_arm (rig))
    now.orders[0].height = 0;
  head_of (&now, at);
  *pivot = sl_vec3 (at[0].v, at[1].v, at[2].v);
}

/* --- who rides --- */

/* Whether the track has keys of where that thing is. */
static gboolean
places (const SlTrack *track, const char *id)
{
  return g_strcmp0 (track->target, id) == 0 && track->path != NULL && sl_list_n (track->keys) > 0
         && g_str_has_prefix (track->path, "position") && (track->path[8] == '\0' || track->path[8] == '.');
}

/* By the shot, its tracks, or a value of its setup. */
static gboolean
is_placed (const SlPlan *plan, const SlShot *shot, const char *id)
{
  const SlSetup *setup = sl_plan_get (plan, SL_KIND_SETUP, shot->setup);
  const gboolean takes_it = g_strcmp0 (shot->camera, id) == 0;

  if (takes_it && !isnan (shot->position.x))
    return TRUE;
  for (guint i = 0; i < sl_list_n (shot->tracks); i++)
    {
      const SlTrack *track = sl_list_at (shot->tracks, SlTrack, i);

      if (places (track, id) || (takes_it && places (track, shot->entity.id)))
        return TRUE;
    }
  for (guint i = 0; setup != NULL && i < sl_list_n (setup->values); i++)
    {
      const SlOverride *value = sl_list_at (setup->values, SlOverride, i);

      if ((g_strcmp0 (value->target, id) == 0 || (takes_it && g_strcmp0 (value->target, shot->entity.id) == 0))
          && value->path != NULL && g_str_has_prefix (value->path, "position"))
        return TRUE;
    }
  return FALSE;
}

const SlRig *
sl_scene_ridden (const SlPlan *plan, const SlShot *shot, const char *camera_id)
{
  const SlCamera *camera = sl_plan_get (plan, SL_KIND_CAMERA, camera_id);
  const SlRig *rig = camera != NULL ? sl_plan_get (plan, SL_KIND_RIG, camera->rig) : NULL;

  if (rig == NULL || g_strcmp0 (rig->placed.stage, camera->placed.stage) != 0)
    return NULL;
  return shot == NULL || !is_placed (plan, shot, camera_id) ? rig : NULL;
}

gboolean
sl_scene_moves_camera (const SlPlan *plan, const SlShot *shot, const SlTrack *track)
{
  const SlRig *rig;

  if (places (track, shot->entity.id) || (shot->camera != NULL && places (track, shot->camera)))
    return TRUE;
  rig = sl_list_n (track->keys) > 0 ? sl_scene_ridden (plan, shot, shot->camera) : NULL;
  return rig != NULL && g_strcmp0 (track->target, rig->entity.id) == 0;
}

/* --- elsewhere --- */

static void
reach_by_arm (SlRig *rig, SlVec3 from_pivot)
{
  const double level = hypot (from_pivot.x, from_pivot.y);

  rig->extension = fmax (sl_vec3_length (from_pivot), .01);
  rig->boom = level > 0 || from_pivot.z != 0 ? atan2 (from_pivot.z, level) / DEG : rig->boom;
  if (level > 1e-9)
    rig->swing += remainder (atan2 (-from_pivot.x, from_pivot.y) / DEG - rig->swing, 360); /* the short way round */
}

gboolean
sl_scene_maker_rig_for (const SlSceneMaker *maker, const char *rig_id, double frame, SlVec3 wanted, SlRigHold *hold)
{
  const SlRig *rig = sl_plan_get (maker->plan, SL_KIND_RIG, rig_id);
  Rig now;
  Jet at[3];

  if (rig == NULL)
    return FALSE;
  take_rig (maker, rig, frame, SL_SIDE_AFTER, &now);
  SlRig *r = &now.orders[0];
  const SlFrame foot = sl_frame_from_pose (r->placed.position, r->placed.pan, r->placed.tilt, r->placed.roll);
  const SlVec3 local = sl_frame_unpoint (&foot, wanted);

  if (has_arm (r))
    reach_by_arm (r, sl_vec3 (local.x, local.y, local.z - r->height));
  else
    r->height = local.z;
  if (has_track (r))
    r->along = local.x;
  else if (!has_arm (r)) /* its carrier goes along */
    r->placed.position = sl_frame_point (&foot, sl_vec3 (local.x, local.y, 0));
  head_of (&now, at);
  *hold = (SlRigHold) { r->placed.position, r->along, r->height, r->swing, r->boom, r->extension,
                        sl_vec3 (at[0].v, at[1].v, at[2].v) };
  return TRUE;
}

const char *const *
sl_rig_holds (SlRigForm form)
{
  static const char *const track[] = { "along", "height", NULL }, *const arm[] = { "swing", "boom", "extension", NULL };
  static const char *const carrier[] = { "position", "height", NULL };
  const SlRig rig = { .form = form };

  return has_track (&rig) ? track : has_arm (&rig) ? arm : carrier;
}
