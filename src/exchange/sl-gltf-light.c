/* Lights, by KHR_lights_punctual: points and cones alone, in candela. */
#include "sl-gltf-private.h"

#include "sl-check.h"
#include "sl-i18n.h"

/* The linear sRGB colour of a black body, its largest part 1: the locus after Kim et al. (US patent 7024034). */
static void
colour_of (double kelvin, double colour[3])
{
  static const double to_rgb[3][3] = { { 3.2406, -1.5372, -.4986 }, { -.9689, 1.8758, .0415 },
                                       { .0557, -.2040, 1.057 } };
  const double t = CLAMP (kelvin, 1667, 25000), i = 1e3 / t;
  const double x = t < 4000 ? ((-.2661239 * i - .2343589) * i + .8776956) * i + .179910
                            : ((-3.0258469 * i + 2.1070379) * i + .2226347) * i + .240390;
  const double y = t < 2222   ? ((-1.1063814 * x - 1.34811020) * x + 2.18555832) * x - .20219683
                   : t < 4000 ? ((-.9549476 * x - 1.37418593) * x + 2.09137015) * x - .16748867
                              : ((3.0817580 * x - 5.8733867) * x + 3.75112997) * x - .37001483;
  const double xyz[3] = { x / y, 1, (1 - x - y) / y };
  double most = 0;

  for (guint k = 0; k < 3; k++)
    {
      colour[k] = fmax (0, to_rgb[k][0] * xyz[0] + to_rgb[k][1] * xyz[1] + to_rgb[k][2] * xyz[2]);
      most = fmax (most, colour[k]);
    }
  for (guint k = 0; k < 3; k++)
    colour[k] /= most;
}

static JsonObject *
light_of (const SlSceneLight *light)
{
  JsonObject *object = json_object_new (), *spot = json_object_new ();
  const double half = light->form == SL_LIGHT_SOFT ? G_PI / 2 : light->beam_deg / 2 * G_PI / 180;
  double colour[3];

  colour_of (light->kelvin, colour);
  json_object_set_string_member (object, "name", sl_entity_title (light->entity));
  json_object_set_string_member (object, "type", light->form == SL_LIGHT_POINT ? "point" : "spot");
  json_object_set_array_member (object, "color", sl_gltf_numbers (colour, 3));
  json_object_set_double_member (object, "intensity", light->candela);
  json_object_set_double_member (spot, "innerConeAngle", 0);
  json_object_set_double_member (spot, "outerConeAngle", fmin (half, G_PI / 2));
  if (light->form == SL_LIGHT_POINT)
    json_object_unref (spot);
  else
    json_object_set_object_member (object, "spot", spot);
  return object;
}

void
sl_gltf_set_light (SlGltfExport *e, JsonObject *node, const SlSceneLight *light)
{
  JsonObject *extensions = json_object_new (), *punctual = json_object_new (), *ours = json_object_new ();

  json_object_set_int_member (punctual, "light", sl_gltf_file_push (e->file, SL_GLTF_LIGHTS, light_of (light)));
  json_object_set_object_member (extensions, "KHR_lights_punctual", punctual);
  json_object_set_object_member (node, "extensions", extensions);
  json_object_set_string_member (ours, "form", light->form == SL_LIGHT_SOFT    ? "soft"
                                               : light->form == SL_LIGHT_POINT ? "point"
                                                                               : "spot");
  json_object_set_double_member (ours, "beam_deg", light->beam_deg);
  json_object_set_double_member (ours, "kelvin", light->kelvin);
  json_object_set_object_member (sl_gltf_extras (node), "light", ours);
  if (light->form == SL_LIGHT_SOFT)
    sl_findings_add (e->input->omissions, SL_SEVERITY_NOTE, light->entity, NULL, _("Hand it on as OpenUSD"), "%s",
                     _("the surface of a soft box is left out: lights of glTF are points"));
}
