#include "sl-check-rigs.h"

#include <math.h>

#include "sl-i18n.h"
#include "sl-pace.h"

#define SLACK 1e-3 /* m, m/s: what rounding makes */

typedef enum { ALONG, ASIDE, LOW, HIGH, SPEED, ACCELERATION, STANDS, N_LIMITS } Limit;

/* What is broken, and where first and worst. */
typedef struct {
  gboolean broken;
  gint64   first, worst;
  double   most; /* there */
} Breach;

typedef struct {
  const SlPlan   *plan;
  const SlShot   *shot;
  const SlEntity *camera;
  const SlRig    *rig;
  SlVec3          begun; /* where the camera is in the first frame (m) */
  Breach          breaches[N_LIMITS];
} Run;

/* `value` where at most (or, for LOW, at least) `limit` is allowed; NAN is no limit. */
static void
hold_against (Run *run, Limit what, double value, double limit, gint64 frame)
{
  Breach *b = &run->breaches[what];
  const gboolean under = what == LOW;

  if (isnan (limit) || (under ? value >= limit - SLACK : value <= limit + SLACK))
    return;
  if (!b->broken)
    b->first = frame;
  if (!b->broken || (under ? value < b->most : value > b->most))
    {
      b->most = value;
      b->worst = frame;
    }
  b->broken = TRUE;
}

static gboolean
has_track (const SlRig *rig)
{
  return rig->form == SL_RIG_DOLLY || rig->form == SL_RIG_SLIDER;
}

/* Where the move has the camera from the rig's foot, without sway, which no rig is asked for; what has a length alone
 * is not asked for more. */
static void
check_place (Run *run, const SlFrame *foot, SlVec3 at, gint64 frame)
{
  const SlVec3 p = sl_frame_unpoint (foot, at);
  const SlRig *rig = run->rig;

  if (has_track (rig))
    {
      hold_against (run, ALONG, 2 * fabs (p.x), rig->reach, frame);
      hold_against (run, ASIDE, fabs (p.y), rig->aside, frame);
    }
  else
    hold_against (run, ALONG, hypot (p.x, p.y), rig->reach, frame);
  if (rig->form == SL_RIG_STATIC)
    hold_against (run, STANDS, sl_vec3_length (sl_vec3_sub (at, run->begun)), 0, frame);
  hold_against (run, LOW, p.z, rig->low, frame);
  hold_against (run, HIGH, p.z, rig->high, frame);
}

static void
check_motion (Run *run, const SlSceneMaker *maker, gint64 frame)
{
  SlPace pace;

  if (!sl_pace_at (maker, frame, &pace))
    return;
  hold_against (run, SPEED, pace.numbers[SL_PACE_SPEED], sl_pace_limit (run->rig, SL_PACE_SPEED), frame);
  hold_against (run, ACCELERATION, pace.numbers[SL_PACE_ACCELERATION], sl_pace_limit (run->rig, SL_PACE_ACCELERATION),
                frame);
}

static void
check_frames (Run *run, const SlSceneMaker *maker, SlWatch *watch)
{
  const gint64 step = sl_pace_step (run->shot);

  for (gint64 frame = 0; frame < run->shot->frames && !sl_watch_is_cancelled (watch); frame += step)
    {
      SlScenePose rig, camera;

      if (!sl_scene_maker_pose (maker, run->rig->entity.id, (double) frame, &rig)
          || !sl_scene_maker_pose (maker, run->camera->id, (double) frame, &camera))
        return;
      const SlFrame foot = sl_frame_from_pose (rig.position, rig.pan, rig.tilt, rig.roll);
      run->begun = frame == 0 ? camera.position : run->begun;
      check_place (run, &foot, camera.position, frame);
      check_motion (run, maker, frame);
    }
}

/* --- what is said --- */

static double
limit_of (const SlRig *rig, Limit what)
{
  const double limits[N_LIMITS] = {
    [ALONG] = rig->reach, [ASIDE] = rig->aside, [LOW] = rig->low, [HIGH] = rig->high, [SPEED] = rig->speed,
    [ACCELERATION] = rig->acceleration, [STANDS] = 0,
  };

  return limits[what];
}

/* To be translated, with the shot, the first frame, the camera, its figure, the rig and its limit. */
static const char *
sentence_of (const SlRig *rig, Limit what)
{
  static const char *const sentences[N_LIMITS] = {
    [ALONG] = N_("Shot %s, from frame %d: %s goes %s m from the foot of %s, which reaches %s m"),
    [ASIDE] = N_("Shot %s, from frame %d: %s is %s m beside the track of %s, which allows %s m"),
    [LOW] = N_("Shot %s, from frame %d: %s is only %s m above the foot of %s, which goes down to %s m"),
    [HIGH] = N_("Shot %s, from frame %d: %s is %s m above the foot of %s, which goes up to %s m"),
    [SPEED] = N_("Shot %s, from frame %d: %s goes %s m/s, and %s at most %s m/s"),
    [ACCELERATION] = N_("Shot %s, from frame %d: %s gathers %s m/s², and %s at most %s m/s²"),
    [STANDS] = N_("Shot %s, from frame %d: %s moves %s m on %s, which stands still (%s m)"),
  };

  if (what == ALONG && has_track (rig))
    return _("Shot %s, from frame %d: %s needs a track of %s m, and %s has %s m");
  return _(sentences[what]);
}

static void
say (const Run *run, Limit what, GPtrArray *findings)
{
  const Breach *b = &run->breaches[what];
  const SlShot *shot = run->shot;
  g_autofree char *figure = sl_number_fixed (b->most, 2), *limit = sl_number_fixed (limit_of (run->rig, what), 2);
  g_autofree char *text = g_strdup_printf (sentence_of (run->rig, what),
                                           shot->number != NULL ? shot->number : shot->entity.id, (int) b->first,
                                           sl_entity_title (run->camera), figure, sl_entity_title (&run->rig->entity),
                                           limit);
  g_autofree char *remedy = what == SPEED || what == ACCELERATION
    ? g_strdup_printf (_("Leave more time between the keys about frame %d, or choose another rig"), (int) b->worst)
    : g_strdup_printf (_("Move the key about frame %d, the rig, or choose another rig"), (int) b->worst);

  sl_findings_add (findings, SL_SEVERITY_WARNING, &shot->entity, "tracks", remedy, "%s", text);
}

void
sl_check_rigs (const SlPlan *plan, SlWatch *watch, GPtrArray *findings)
{
  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_SHOT) && !sl_watch_is_cancelled (watch); i++)
    {
      const SlShot *shot = (const SlShot *) sl_plan_at (plan, SL_KIND_SHOT, i);
      const SlCamera *camera = sl_plan_get (plan, SL_KIND_CAMERA, shot->camera);
      const SlRig *rig = camera != NULL ? sl_plan_get (plan, SL_KIND_RIG, camera->rig) : NULL;
      g_autoptr (SlSceneMaker) maker = rig != NULL ? sl_scene_maker_new_shot (plan, NULL, shot->entity.id, NULL) : NULL;
      Run run = { plan, shot, rig != NULL ? &camera->entity : NULL, rig };

      if (maker == NULL)
        continue;
      check_frames (&run, maker, watch);
      for (Limit what = 0; what < N_LIMITS; what++)
        if (run.breaches[what].broken)
          say (&run, what, findings);
    }
}
