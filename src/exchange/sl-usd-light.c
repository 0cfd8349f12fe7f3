/* Places, and lights: UsdLux as luminances (nits) of surfaces of a known size, so that no reader has to guess.
 *
 * A prim's own opinion is stronger than its variants'. So that one who reads no variants sees what moves where it is
 * built, and not at the origin, the place is the prim's own, and a variant that has it elsewhere undoes that in the
 * prim's shape and puts the shape there:
 *
 *   scale:undo · orient:undo · translate (from where it is built) · orient · scale
 */
#include "sl-usd-private.h"

/* m: of the globe that stands for a point or a spot, and of a soft source's side. The plan knows candela alone. */
static const double GLOBE = .05, SOFT_SIDE = 1;

gboolean
sl_usd_place (const SlFrame *frame, gboolean camera, SlUsdSample *sample)
{
  *sample = (SlUsdSample) { 0 };
  return sl_axes_place (SL_AXES_USD, frame, camera, &sample->place);
}

gboolean
sl_usd_moves (const SlUsdSample *a, const SlUsdSample *b)
{
  return sl_axes_place_differs (&a->place, &b->place);
}

gboolean
sl_usd_dims (const SlUsdSample *a, const SlUsdSample *b)
{
  return a->candela != b->candela || a->kelvin != b->kelvin || a->beam != b->beam;
}

static void
put_turns (SlUsdText *t, const SlUsdSample *samples, guint n, double step)
{
  g_autofree double *values = g_new (double, 4 * (gsize) n);
  double last[4] = { 0, 0, 0, 0 };

  for (guint i = 0; i < n; i++)
    {
      const double *q = samples[i].place.rotation;
      const double sign = q[0] * last[0] + q[1] * last[1] + q[2] * last[2] + q[3] * last[3] < 0 ? -1 : 1;

      for (guint k = 0; k < 4; k++) /* the short way round; w comes first */
        values[4 * i + (k + 1) % 4] = last[k] = sign * q[k];
    }
  sl_usd_values (t, "quatf xformOp:orient", values, n, 4, step);
}

/* From `origin`, in the target's units. */
static void
put_places (SlUsdText *t, const SlUsdSample *samples, guint n, const double origin[3], gboolean scaled, double step)
{
  g_autofree double *values = g_new (double, 3 * (gsize) n);

  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < 3; k++)
      values[3 * i + k] = samples[i].place.translation[k] - origin[k];
  sl_usd_values (t, "double3 xformOp:translate", values, n, 3, step);
  put_turns (t, samples, n, step);
  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < 3; k++)
      values[3 * i + k] = samples[i].place.scale[k];
  if (scaled)
    sl_usd_values (t, "float3 xformOp:scale", values, n, 3, step);
}

void
sl_usd_put_places (SlUsdText *t, const SlUsdSample *samples, guint n, double step)
{
  const double nowhere[3] = { 0, 0, 0 };

  put_places (t, samples, n, nowhere, FALSE, step);
  sl_usd_line (t, "uniform token[] xformOpOrder = [\"xformOp:translate\", \"xformOp:orient\"]");
}

/* Of a surface that gives so much on its axis. */
static double
luminance (SlLightForm form, double candela)
{
  return candela / (form == SL_LIGHT_SOFT ? SOFT_SIDE * SOFT_SIDE : G_PI * GLOBE * GLOBE);
}

static void
put_light (SlUsdText *t, const SlSceneLight *light, const SlUsdSample *samples, guint n, double step)
{
  g_autofree double *intensity = g_new (double, n), *kelvin = g_new (double, n), *angle = g_new (double, n);

  for (guint i = 0; i < n; i++)
    {
      intensity[i] = luminance (light->form, samples[i].candela);
      kelvin[i] = samples[i].kelvin;
      angle[i] = samples[i].beam / 2;
    }
  sl_usd_values (t, "float inputs:intensity", intensity, n, 1, step);
  sl_usd_values (t, "float inputs:colorTemperature", kelvin, n, 1, step);
  if (light->form == SL_LIGHT_SPOT)
    sl_usd_values (t, "float inputs:shaping:cone:angle", angle, n, 1, step);
}

static gboolean
is_scaled (const SlUsdThing *thing)
{
  return thing->scope == SL_USD_PROPS || thing->scope == SL_USD_PEOPLE;
}

void
sl_usd_put_built (SlUsdText *t, const SlUsdThing *thing)
{
  const double nowhere[3] = { 0, 0, 0 };
  const gboolean scaled = is_scaled (thing);

  put_places (t, &thing->built, 1, nowhere, scaled, 1);
  sl_usd_line (t, "uniform token[] xformOpOrder = [\"xformOp:translate\", \"xformOp:orient\"%s]",
               scaled ? ", \"xformOp:scale\"" : "");
}

/* What of the thing's shape leads from its own place to those of the samples. */
static void
put_move (SlUsdText *t, const SlUsdThing *thing, const SlUsdSample *samples, guint n, double step)
{
  const SlAxesPlace *built = &thing->built.place;
  const double *q = built->rotation;
  const double back[4] = { q[3], -q[0], -q[1], -q[2] };
  const double shrink[3] = { 1 / built->scale[0], 1 / built->scale[1], 1 / built->scale[2] };
  const gboolean scaled = is_scaled (thing);

  if (scaled)
    sl_usd_values (t, "float3 xformOp:scale:undo", shrink, 1, 3, 1);
  sl_usd_values (t, "quatf xformOp:orient:undo", back, 1, 4, 1);
  put_places (t, samples, n, built->translation, scaled, step);
  sl_usd_line (t, "uniform token[] xformOpOrder = [%s\"xformOp:orient:undo\", \"xformOp:translate\", "
               "\"xformOp:orient\"%s]",
               scaled ? "\"xformOp:scale:undo\", " : "", scaled ? ", \"xformOp:scale\"" : "");
}

void
sl_usd_put_shift (SlUsdText *t, const SlUsdThing *thing, const SlUsdSample *samples, guint n, double step)
{
  gboolean moves = FALSE;

  for (guint i = 0; i < n && !moves; i++)
    moves = sl_usd_moves (&thing->built, &samples[i]);
  if (!moves && !thing->dims)
    return;
  sl_usd_begin (t, "over", thing->scope == SL_USD_LIGHTS ? "Light" : "Shape");
  if (moves)
    put_move (t, thing, samples, n, step);
  if (thing->dims)
    put_light (t, thing->item, samples, n, step);
  sl_usd_end (t);
}

void
sl_usd_put_light (SlUsdExport *e, const SlUsdThing *thing)
{
  SlUsdText *t = &e->text;
  const SlSceneLight *light = thing->item;
  const double scale = sl_axes_row (SL_AXES_USD)->scale;
  const double globe = GLOBE * scale, side = SOFT_SIDE * scale;

  sl_usd_metadata (t, "def Xform", thing->name);
  sl_usd_identity (t, thing->entity, NULL);
  sl_usd_body (t);
  sl_usd_put_built (t, thing);
  sl_usd_metadata (t, light->form == SL_LIGHT_SOFT ? "def RectLight" : "def SphereLight", "Light");
  if (light->form == SL_LIGHT_SPOT)
    sl_usd_line (t, "prepend apiSchemas = [\"ShapingAPI\"]");
  sl_usd_body (t);
  if (!thing->dims)
    put_light (t, light, &thing->built, 1, 1);
  sl_usd_line (t, "bool inputs:enableColorTemperature = 1");
  if (light->form == SL_LIGHT_SOFT)
    {
      sl_usd_values (t, "float inputs:width", &side, 1, 1, 1);
      sl_usd_values (t, "float inputs:height", &side, 1, 1, 1);
    }
  else
    sl_usd_values (t, "float inputs:radius", &globe, 1, 1, 1);
  sl_usd_end (t);
  sl_usd_end (t);
}
