/* Cameras: lens and exposure. Lengths of the lens are tenths of the layer's unit, which makes them millimetres; focus
 * and clipping are in the unit itself. */
#include "sl-usd-private.h"

#include "sl-check.h"
#include "sl-i18n.h"
#include "sl-optics.h"
#include "sl-tracking.h"

/* cm; what is focused at infinity, for readers that need a number. */
static const double FARTHEST = 1e7;

static double
exposure_s (const SlSceneCamera *c, double fps)
{
  return c->shutter_deg / 360 / fps;
}

static double
aperture_w (const SlSceneCamera *c, double fps)
{
  return c->sensor_w_mm * c->squeeze; /* an anamorphic lens sees as much as a wider sensor would */
}

static double
aperture_h (const SlSceneCamera *c, double fps)
{
  return c->sensor_h_mm;
}

static double
focal (const SlSceneCamera *c, double fps)
{
  return c->focal_mm;
}

static double
focus (const SlSceneCamera *c, double fps)
{
  return isfinite (c->focus_m) ? c->focus_m * sl_axes_row (SL_AXES_USD)->scale : FARTHEST;
}

static double
stop (const SlSceneCamera *c, double fps)
{
  return c->stop;
}

static double
shutter (const SlSceneCamera *c, double fps)
{
  return c->shutter_deg / 360;
}

static double
iso (const SlSceneCamera *c, double fps)
{
  return c->iso;
}

/* Mid-grey becomes 0.18: what a picture multiplies nits by, in stops. */
static double
exposure (const SlSceneCamera *c, double fps)
{
  return log2 (.18 / sl_optics_mid_grey_nit (c->stop, exposure_s (c, fps), c->iso));
}

/* Makes ISO, time and stop together 1, so that whoever reads `exposure` alone and whoever reads all five see the same
 * picture. */
static double
responsivity (const SlSceneCamera *c, double fps)
{
  return c->stop * c->stop * 100 / (exposure_s (c, fps) * c->iso);
}

static const struct {
  const char *declaration;
  double    (*value) (const SlSceneCamera *c, double fps);
} attributes[] = {
  { "float horizontalAperture", aperture_w }, { "float verticalAperture", aperture_h }, { "float focalLength", focal },
  { "float focusDistance", focus }, { "float fStop", stop }, { "double shutter:close", shutter },
  { "float exposure", exposure }, { "float exposure:iso", iso }, { "float exposure:time", exposure_s },
  { "float exposure:fStop", stop }, { "float exposure:responsivity", responsivity },
};

static void
put_numbers (SlUsdText *t, const char *name, const double *values, guint n)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      g_string_append (list, i > 0 ? ", " : "");
      sl_usd_number (list, values[i]);
    }
  sl_usd_line (t, "custom uniform double[] sightline:distortion:%s = [%s]", name, list->str);
}

/* OpenUSD has no distortion of its own: as OpenTrackIO has it, r in mm on the sensor. */
static void
put_distortion (SlUsdText *t, const SlLens *lens)
{
  SlTrackingDistortion distortion;

  sl_tracking_distortion_of (lens, &distortion);
  if (distortion.n_radial == 0)
    return;
  sl_usd_line (t, "custom uniform token sightline:distortion:model = \"%s\"",
               sl_tracking_distortion_model (distortion.distorts));
  put_numbers (t, "radial", distortion.radial, distortion.n_radial);
  if (distortion.n_tangential > 0)
    put_numbers (t, "tangential", distortion.tangential, distortion.n_tangential);
}

void
sl_usd_put_lens (SlUsdText *t, const SlSceneCamera *lenses, guint n, double fps, double step)
{
  g_autofree double *values = g_new (double, n);

  sl_usd_line (t, "token projection = \"perspective\"");
  sl_usd_line (t, "float2 clippingRange = (5, 100000)");
  sl_usd_line (t, "double shutter:open = 0");
  for (guint i = 0; i < G_N_ELEMENTS (attributes); i++)
    {
      gboolean known = TRUE;

      for (guint k = 0; k < n; k++)
        known &= isfinite (values[k] = attributes[i].value (&lenses[k], fps));
      if (known)
        sl_usd_values (t, attributes[i].declaration, values, n, 1, step);
    }
  put_distortion (t, lenses->lens);
}

/* --- cameras of the stage --- */

static const SlUsdShot *
first_shot (const SlUsdExport *e, const char *camera)
{
  for (guint i = 0; i < e->shots->len; i++)
    {
      const SlUsdShot *shot = e->shots->pdata[i];
      if (g_str_equal (shot->camera, camera))
        return shot;
    }
  return NULL;
}

void
sl_usd_put_camera (SlUsdExport *e, const SlUsdThing *thing)
{
  const SlUsdShot *shot = first_shot (e, thing->entity->id);

  sl_usd_metadata (&e->text, "def Camera", thing->name);
  sl_usd_identity (&e->text, thing->entity, NULL);
  sl_usd_body (&e->text);
  sl_usd_put_built (&e->text, thing);
  if (shot != NULL)
    {
      const SlSceneCamera *camera = (const SlSceneCamera *) (gpointer) shot->lenses->data;
      sl_usd_put_lens (&e->text, camera, 1, shot->fps, 1);
      sl_tracking_tell_distortion (e->input->plan, camera, e->input->omissions);
    }
  else
    sl_findings_add (e->input->omissions, SL_SEVERITY_NOTE, thing->entity, NULL, _("Give it a shot on this stage"),
                     "%s", _("no shot says which lens it has: its lens is left out"));
  sl_usd_end (&e->text);
}
