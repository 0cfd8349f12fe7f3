/* Lenses: what glTF has of a camera, and all that it has not in `extras`. */
#include "sl-gltf-private.h"

#include "sl-check.h"
#include "sl-i18n.h"
#include "sl-json.h"
#include "sl-tracking.h"

static double focal (const SlSceneCamera *c) { return c->focal_mm; }
static double stop (const SlSceneCamera *c) { return c->stop; }
static double focus (const SlSceneCamera *c) { return c->focus_m; }

/* Those of a lens that are pulled. */
static const struct {
  const char *name;
  double    (*value) (const SlSceneCamera *c);
} pulled[] = { { "focal_length_mm", focal }, { "t_stop", stop }, { "focus_from_pupil_m", focus } };

static guint
add_camera (SlGltfExport *e, const SlSceneCamera *lens)
{
  JsonObject *camera = json_object_new (), *perspective = json_object_new ();

  json_object_set_string_member (camera, "type", "perspective");
  json_object_set_double_member (perspective, "yfov", 2 * atan (lens->tan_v));
  json_object_set_double_member (perspective, "aspectRatio", lens->tan_h / lens->tan_v);
  json_object_set_double_member (perspective, "znear", .05);
  json_object_set_object_member (camera, "perspective", perspective);
  return sl_gltf_file_push (e->file, SL_GLTF_CAMERAS, camera);
}

/* One number a frame of what changes; infinity, which JSON has not, is null. TRUE when the picture's angle changes. */
static gboolean
add_pulls (JsonObject *ours, const SlSceneCamera *lenses, guint n)
{
  JsonObject *samples = json_object_new ();

  for (guint i = 0; i < G_N_ELEMENTS (pulled); i++)
    {
      JsonArray *array = json_array_new ();
      gboolean changes = FALSE;

      for (guint k = 0; k < n; k++)
        {
          const double value = pulled[i].value (&lenses[k]);
          changes |= value != pulled[i].value (&lenses[0]);
          if (isfinite (value))
            json_array_add_double_element (array, value);
          else
            json_array_add_null_element (array);
        }
      if (changes)
        json_object_set_array_member (samples, pulled[i].name, array);
      else
        json_array_unref (array);
    }
  const gboolean zooms = json_object_has_member (samples, "focal_length_mm");
  if (json_object_get_size (samples) > 0)
    json_object_set_object_member (ours, "lens_by_frame", samples);
  else
    json_object_unref (samples);
  return zooms;
}

/* As OpenTrackIO has it, r in mm on the sensor. */
static void
add_distortion (JsonObject *lens, const SlLens *own)
{
  SlTrackingDistortion distortion;
  JsonObject *object;

  sl_tracking_distortion_of (own, &distortion);
  if (distortion.n_radial == 0)
    return;
  object = json_object_new ();
  json_object_set_string_member (object, "model", sl_tracking_distortion_model (distortion.distorts));
  json_object_set_array_member (object, "radial", sl_json_numbers (distortion.radial, distortion.n_radial));
  if (distortion.n_tangential > 0)
    json_object_set_array_member (object, "tangential",
                                  sl_json_numbers (distortion.tangential, distortion.n_tangential));
  if (isfinite (distortion.overscan))
    json_object_set_double_member (object, "overscan", distortion.overscan);
  json_object_set_object_member (lens, "distortion", object);
}

void
sl_gltf_set_lens (SlGltfExport *e, JsonObject *node, const SlEntity *shot, const SlSceneCamera *lenses, guint n)
{
  JsonObject *lens = json_object_new ();

  json_object_set_int_member (node, "camera", add_camera (e, lenses));
  for (guint i = 0; i < G_N_ELEMENTS (pulled); i++)
    if (isfinite (pulled[i].value (lenses)))
      json_object_set_double_member (lens, pulled[i].name, pulled[i].value (lenses));
  json_object_set_double_member (lens, "sensor_w_mm", lenses->sensor_w_mm);
  json_object_set_double_member (lens, "sensor_h_mm", lenses->sensor_h_mm);
  json_object_set_double_member (lens, "squeeze", lenses->squeeze);
  json_object_set_double_member (lens, "pupil_offset_mm", lenses->pupil_offset_mm);
  if (isfinite (lenses->shutter_deg))
    json_object_set_double_member (lens, "shutter_deg", lenses->shutter_deg);
  json_object_set_double_member (lens, "iso", lenses->iso);
  add_distortion (lens, lenses->lens);
  sl_tracking_tell_distortion (e->input->plan, lenses, e->input->omissions);
  json_object_set_object_member (sl_gltf_extras (node), "lens", lens);
  if (add_pulls (sl_gltf_extras (node), lenses, n))
    sl_findings_add (e->input->omissions, SL_SEVERITY_NOTE, shot, NULL, _("Hand it on as OpenUSD"), "%s",
                     _("its zoom stands in the extras alone: cameras of glTF do not zoom"));
}
