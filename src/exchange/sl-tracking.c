#include "sl-tracking.h"

#include "sl-check.h"
#include "sl-distortion.h"
#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-shot-gear.h"

struct SlTrackingShot {
  SlPlan          *plan;
  SlSceneMaker    *maker;
  SlTrackingStatic fixed;
};

void
sl_tracking_sample_init (SlTrackingSample *sample)
{
  *sample = (SlTrackingSample) {
    .position = { NAN, NAN, NAN }, .pan = NAN, .tilt = NAN, .roll = NAN, .focal_mm = NAN, .focus_m = NAN,
    .t_stop = NAN, .f_stop = NAN, .pupil_offset_m = NAN, .projection_x_mm = NAN, .projection_y_mm = NAN,
    .distortion.overscan = NAN, .rate = { 0, 1 }, .frame = -1, .sequence = -1, .time_s = NAN,
  };
}

void
sl_tracking_static_init (SlTrackingStatic *fixed)
{
  *fixed = (SlTrackingStatic) {
    .sensor_w_mm = NAN, .sensor_h_mm = NAN, .squeeze = NAN, .iso = NAN, .shutter_deg = NAN, .nominal_focal_mm = NAN,
    .overscan_distort = NAN, .overscan_undistort = NAN,
  };
}

void
sl_tracking_static_clear (SlTrackingStatic *fixed)
{
  char **const texts[] = { &fixed->camera_id, &fixed->shot_id, &fixed->camera, &fixed->make, &fixed->model,
                           &fixed->lens_make, &fixed->lens_model, &fixed->slate, &fixed->source_id,
                           &fixed->sample_seed };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_clear_pointer (texts[i], g_free);
}

gint64
sl_tracking_base (SlRational rate)
{
  return MAX (1, (gint64) llround (sl_rational_to_real (rate)));
}

char *
sl_tracking_urn (const char *name)
{
  /* the namespace of names that are addresses, RFC 9562 section 6.6 */
  static const guint8 space[16] = { 0x6b, 0xa7, 0xb8, 0x11, 0x9d, 0xad, 0x11, 0xd1,
                                    0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8 };
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA1);
  GString *urn = g_string_new ("urn:uuid:");
  guint8 digest[20];
  gsize length = sizeof digest;

  g_checksum_update (sum, space, sizeof space);
  g_checksum_update (sum, (const guchar *) name, -1);
  g_checksum_get_digest (sum, digest, &length);
  digest[6] = (guint8) ((digest[6] & 0x0f) | 0x50);
  digest[8] = (guint8) ((digest[8] & 0x3f) | 0x80);
  for (guint i = 0; i < 16; i++)
    g_string_append_printf (urn, "%s%02x", i == 4 || i == 6 || i == 8 || i == 10 ? "-" : "", digest[i]);
  return g_string_free (urn, FALSE);
}

double
sl_tracking_overscan (const SlTrackingSample *sample, const SlTrackingStatic *fixed)
{
  const SlTrackingDistortion *told = &sample->distortion;
  const double most = fixed == NULL ? NAN : told->distorts ? fixed->overscan_distort : fixed->overscan_undistort;
  SlDistortion lens = { .distorts = told->distorts };
  double length, angle;

  if (!isnan (told->overscan) || !isnan (most))
    return isnan (told->overscan) ? most : told->overscan;
  if (told->n_radial == 0)
    return 1;
  for (guint i = 0; i < told->n_radial; i++)
    lens.k[i] = told->radial[i];
  for (guint i = 0; i < MIN (told->n_tangential, G_N_ELEMENTS (lens.p)); i++)
    lens.p[i] = told->tangential[i];
  if (fixed == NULL || !sl_distortion_overscan (&lens, fixed->sensor_w_mm, fixed->sensor_h_mm, sample->focal_mm,
                                                &length, &angle))
    return NAN;
  return fmax (length, angle);
}

static guint
copy_numbers (const SlList *from, double *to, guint most)
{
  const guint n = MIN (sl_list_n (from), most);

  for (guint i = 0; i < n; i++)
    to[i] = *sl_list_at (from, double, i);
  return n;
}

void
sl_tracking_distortion_of (const SlLens *lens, SlTrackingDistortion *distortion)
{
  *distortion = (SlTrackingDistortion) { .overscan = NAN };
  if (lens == NULL || sl_list_n (lens->radial) == 0)
    return;
  distortion->n_radial = copy_numbers (lens->radial, distortion->radial, SL_TRACKING_RADIAL);
  distortion->n_tangential = copy_numbers (lens->tangential, distortion->tangential, 2);
  distortion->distorts = lens->bends == SL_LENS_DISTORTS;
  distortion->overscan = lens->overscan;
}

const char *
sl_tracking_distortion_model (gboolean distorts)
{
  return distorts ? "Brown-Conrady U-D" : "Brown-Conrady D-U";
}

/* --- a shot --- */

/* What identifies the plan wherever its file lies. */
static const char *
plan_uid (const SlPlan *plan)
{
  const SlProduction *first = sl_plan_count (plan, SL_KIND_PRODUCTION) > 0
                              ? (gconstpointer) sl_plan_at (plan, SL_KIND_PRODUCTION, 0) : NULL;

  return first != NULL && first->uid != NULL ? first->uid : "";
}

/* The focal length that a prime of the set has and the shot uses; NAN for a zoom, and where no lens is so long. */
static double
nominal_focal (const SlLensSet *set, double focal_mm)
{
  for (guint i = 0; set != NULL && i < sl_list_n (set->lenses); i++)
    {
      const SlLens *lens = sl_list_at (set->lenses, SlLens, i);
      if (isnan (lens->focal_max_mm) && fabs (lens->focal_mm - focal_mm) < .05)
        return lens->focal_mm;
    }
  return NAN;
}

/* As the plan has it, else what the numbers make of the sensor; NAN without distortion, and where nobody can say. */
static double
overscan_of (const SlTrackingDistortion *distortion, const SlTrackingStatic *fixed, double focal_mm)
{
  const SlTrackingSample sample = { .distortion = *distortion, .focal_mm = focal_mm };
  SlTrackingStatic sensor = *fixed;

  sensor.overscan_distort = sensor.overscan_undistort = NAN; /* those are for a reader */
  return distortion->n_radial > 0 ? sl_tracking_overscan (&sample, &sensor) : NAN;
}

static void
fill_overscan (SlTrackingStatic *fixed, const SlSceneCamera *camera)
{
  SlTrackingDistortion distortion;

  sl_tracking_distortion_of (camera->lens, &distortion);
  if (camera->lens != NULL && isnan (camera->lens->focal_max_mm)) /* a zoom has another at each length */
    *(distortion.distorts ? &fixed->overscan_distort : &fixed->overscan_undistort) =
      overscan_of (&distortion, fixed, camera->focal_mm);
}

static void
fill_gear (SlTrackingStatic *fixed, const SlPlan *plan, const SlShot *shot, const SlSceneCamera *camera)
{
  g_auto (SlShotGear) gear = { 0 };
  const SlBody *body;
  const SlLensSet *set;

  sl_shot_gear (plan, shot, &gear);
  if ((body = sl_plan_get (plan, SL_KIND_BODY, gear.body)) != NULL)
    {
      fixed->make = g_strdup (body->device.manufacturer);
      fixed->model = g_strdup (body->device.model);
    }
  if ((set = sl_plan_get (plan, SL_KIND_LENS_SET, gear.lenses)) != NULL)
    {
      fixed->lens_make = g_strdup (set->device.manufacturer);
      fixed->lens_model = g_strdup (set->device.model);
    }
  fixed->nominal_focal_mm = nominal_focal (set, camera->focal_mm);
}

/* The whole mode, which its pixels are of too, whatever the framing leaves of it. */
static void
fill_static (SlTrackingStatic *fixed, const SlPlan *plan, const SlShot *shot, const SlSceneCamera *camera)
{
  sl_tracking_static_init (fixed);
  fixed->camera_id = g_strdup (camera->id);
  fixed->shot_id = g_strdup (shot->entity.id);
  fixed->camera = g_strdup (camera->title);
  fixed->slate = g_strdup (shot->number != NULL ? shot->number : sl_entity_title (&shot->entity));
  fixed->source_id = g_strdup_printf ("%s/%s", plan_uid (plan), camera->id);
  fixed->sample_seed = g_strdup_printf ("%s/%s", plan_uid (plan), shot->entity.id);
  fixed->sensor_w_mm = camera->mode_tan_h * 2 * camera->focal_mm / camera->squeeze;
  fixed->sensor_h_mm = camera->mode_tan_v * 2 * camera->focal_mm;
  fixed->sensor_w_px = camera->recorded_w;
  fixed->sensor_h_px = camera->recorded_h;
  fixed->squeeze = camera->squeeze;
  fixed->iso = camera->iso;
  fixed->shutter_deg = camera->shutter_deg;
  fill_gear (fixed, plan, shot, camera);
  fill_overscan (fixed, camera);
}

void
sl_tracking_tell_distortion (const SlPlan *plan, const SlSceneCamera *camera, GPtrArray *omissions)
{
  const SlLens *lens = camera->lens;

  if (lens == NULL)
    return;
  if (sl_list_n (lens->radial) > SL_TRACKING_RADIAL || sl_list_n (lens->tangential) > 2)
    sl_findings_add (omissions, SL_SEVERITY_WARNING, sl_plan_find (plan, camera->id), "lenses",
                     _("Give it six radial and two tangential numbers at most"),
                     _("its lens has more numbers of distortion than the model; those behind are not used"));
  if (sl_list_n (lens->radial) == 0 && sl_list_n (lens->tangential) > 0)
    sl_findings_add (omissions, SL_SEVERITY_WARNING, sl_plan_find (plan, camera->id), "lenses",
                     _("Give it radial numbers too, 0 where there is none"),
                     _("its lens has tangential numbers alone, which nothing is made of"));
  if (sl_list_n (lens->radial) > 0 && isfinite (lens->focal_max_mm))
    sl_findings_add (omissions, SL_SEVERITY_NOTE, sl_plan_find (plan, camera->id), "lenses",
                     _("Measure it at the focal lengths of its shots"),
                     _("its lens is a zoom, which distorts otherwise at each focal length: one set of numbers stands "
                       "for all of them"));
}

SlTrackingShot *
sl_tracking_shot_new (const SlPlan *plan, const char *shot_id, GPtrArray *omissions, GError **error)
{
  const char *id = shot_id != NULL ? shot_id : sl_plan_count (plan, SL_KIND_SHOT) > 0
                                               ? sl_plan_at (plan, SL_KIND_SHOT, 0)->id : NULL;
  g_autoptr (SlSceneMaker) maker = NULL;
  SlTrackingShot *shot;
  SlSceneCamera camera;

  if (id == NULL)
    {
      sl_error_set (error, SL_ERROR_INPUT, _("the plan has no shot; add one with a camera"));
      return NULL;
    }
  if ((maker = sl_scene_maker_new_shot (plan, NULL, id, error)) == NULL
      || !sl_scene_maker_camera (maker, 0, &camera, error))
    return NULL;
  sl_findings_merge (omissions, sl_scene_maker_findings_of_values (maker));
  sl_tracking_tell_distortion (plan, &camera, omissions);
  shot = g_new0 (SlTrackingShot, 1);
  shot->plan = sl_plan_ref (plan);
  shot->maker = g_steal_pointer (&maker);
  fill_static (&shot->fixed, plan, sl_scene_maker_shot (shot->maker), &camera);
  return shot;
}

void
sl_tracking_shot_free (SlTrackingShot *shot)
{
  if (shot == NULL)
    return;
  sl_scene_maker_free (shot->maker);
  sl_tracking_static_clear (&shot->fixed);
  sl_plan_unref (shot->plan);
  g_free (shot);
}

gint64
sl_tracking_shot_frames (const SlTrackingShot *shot)
{
  return MAX (1, sl_scene_maker_shot (shot->maker)->frames);
}

SlRational
sl_tracking_shot_rate (const SlTrackingShot *shot)
{
  return sl_scene_maker_shot (shot->maker)->fps;
}

const SlTrackingStatic *
sl_tracking_shot_static (const SlTrackingShot *shot)
{
  return &shot->fixed;
}

gboolean
sl_tracking_shot_sample (const SlTrackingShot *shot, gint64 frame, SlTrackingSample *sample, GError **error)
{
  SlSceneCamera camera;

  sl_tracking_sample_init (sample);
  if (!sl_scene_maker_camera (shot->maker, (double) frame, &camera, error))
    return FALSE;
  sample->position = camera.frame.o;
  sample->pan = camera.pan;
  sample->tilt = camera.tilt;
  sample->roll = camera.roll;
  sample->focal_mm = camera.focal_mm;
  sample->pupil_offset_m = camera.pupil_offset_mm / 1000;
  sample->focus_m = camera.focus_m + sample->pupil_offset_m;
  sample->t_stop = camera.stop;
  sl_tracking_distortion_of (camera.lens, &sample->distortion);
  sample->distortion.overscan = overscan_of (&sample->distortion, &shot->fixed, camera.focal_mm);
  sample->rate = sl_tracking_shot_rate (shot);
  sample->frame = sample->sequence = frame;
  sample->time_s = (double) frame / sl_rational_to_real (sample->rate);
  if (isfinite (camera.frame.o.x + camera.frame.o.y + camera.frame.o.z + camera.pan + camera.tilt + camera.roll))
    return TRUE;
  sl_error_set (error, SL_ERROR_INPUT, _("its camera stands nowhere; correct its pose"));
  return FALSE;
}
