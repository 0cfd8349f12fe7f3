#include "sl-device-facts.h"

#include <math.h>

#include "sl-i18n.h"

char *
sl_device_name (const SlEntity *device)
{
  if (device->kind < SL_KIND_FIRST_DEVICE)
    return NULL;
  g_autofree char *maker = sl_entity_get (device, "manufacturer", NULL);
  g_autofree char *model = sl_entity_get (device, "model", NULL);
  g_autofree char *name = g_strdup_printf ("%s %s", maker != NULL ? maker : "", model != NULL ? model : "");

  g_strstrip (name);
  return g_strdup (*name != '\0' ? name : sl_entity_title (device));
}

/* " · 2.6 mm"; nothing for what is not known. */
static void
add_fact (GString *out, double value, const char *format)
{
  if (isnan (value) || value <= 0)
    return;
  g_autofree char *number = sl_number_brief (value);
  if (out->len > 0)
    g_string_append (out, " · ");
  g_string_append_printf (out, format, number);
}

/* With the unit as the form has it, which is a word of the language for some. */
static void
add_measure (GString *out, double value, SlUnit unit)
{
  add_fact (out, value, "%s");
  if (value > 0)
    g_string_append_printf (out, " %s", sl_unit_symbol (unit));
}

static void
add_pair (GString *out, double a, double b, const char *format)
{
  g_autofree char *one = sl_number_brief (a), *other = sl_number_brief (b);

  if (out->len > 0)
    g_string_append (out, " · ");
  g_string_append_printf (out, format, one, other);
}

static void
add_panel (GString *out, const SlPanel *panel)
{
  add_measure (out, panel->pitch_mm, SL_UNIT_MILLIMETRE);
  add_pair (out, panel->width_mm, panel->height_mm, "%s × %s mm");
  add_measure (out, panel->nits, SL_UNIT_NIT);
}

static void
add_processor (GString *out, const SlProcessor *processor)
{
  add_fact (out, round ((double) processor->pixels / 1e4) / 100, _("%s Mpx"));
  add_fact (out, (double) processor->ports, _("%s 1G ports"));
}

static void
add_body (GString *out, const SlBody *body)
{
  const SlMode *largest = NULL;

  for (guint i = 0; i < sl_list_n (body->modes); i++)
    {
      const SlMode *mode = sl_list_at (body->modes, SlMode, i);
      if (largest == NULL || mode->sensor_w_mm * mode->sensor_h_mm > largest->sensor_w_mm * largest->sensor_h_mm)
        largest = mode;
    }
  if (largest == NULL)
    return;
  add_pair (out, round (largest->sensor_w_mm * 100) / 100, round (largest->sensor_h_mm * 100) / 100, "%s × %s mm");
  g_string_append (out, " · ");
  g_string_append_printf (out, ngettext ("%u mode", "%u modes", body->modes->n), body->modes->n);
}

static void
add_lens_set (GString *out, const SlLensSet *set)
{
  double shortest = INFINITY, longest = 0, widest = INFINITY;

  for (guint i = 0; i < sl_list_n (set->lenses); i++)
    {
      const SlLens *lens = sl_list_at (set->lenses, SlLens, i);
      shortest = fmin (shortest, lens->focal_mm);
      longest = fmax (longest, isnan (lens->focal_max_mm) ? lens->focal_mm : lens->focal_max_mm);
      widest = fmin (widest, isnan (lens->t_stop) ? INFINITY : lens->t_stop);
    }
  if (longest <= 0)
    return;
  if (shortest < longest)
    add_pair (out, shortest, longest, "%s–%s mm");
  else
    add_fact (out, longest, "%s mm");
  if (isfinite (widest))
    add_fact (out, widest, "T%s");
  g_string_append (out, " · ");
  g_string_append_printf (out, ngettext ("%u lens", "%u lenses", set->lenses->n), set->lenses->n);
  if (fabs (set->squeeze - 1) > 1e-9)
    add_fact (out, set->squeeze, _("anamorphic %s×"));
  if (set->mount != NULL)
    g_string_append_printf (out, " · %s", set->mount);
}

char *
sl_device_facts (const SlEntity *device)
{
  g_autoptr (GString) out = g_string_new (NULL);

  switch (device->kind)
    {
    case SL_KIND_PANEL:
      add_panel (out, (const SlPanel *) device);
      break;
    case SL_KIND_PROCESSOR:
      add_processor (out, (const SlProcessor *) device);
      break;
    case SL_KIND_BODY:
      add_body (out, (const SlBody *) device);
      break;
    case SL_KIND_LENS_SET:
      add_lens_set (out, (const SlLensSet *) device);
      break;
    default:
      return NULL;
    }
  return g_strdup (out->str);
}

/* All devices begin alike. */
typedef struct {
  SlEntity entity;
  SlDevice device;
} AnyDevice;

const char *
sl_device_trust (const SlEntity *device, gboolean *verified)
{
  static const char *const confidences[] = { N_("Sure figures"), N_("Fairly sure figures"), N_("Doubtful figures"),
                                             N_("Assumed figures") };
  const SlDevice *head = &((const AnyDevice *) device)->device;

  if (device->kind < SL_KIND_FIRST_DEVICE)
    return NULL;
  if (verified != NULL)
    *verified = head->recalled == NULL && head->confidence == 0;
  if (head->recalled != NULL)
    return _("Unverified figures");
  return _(confidences[CLAMP (head->confidence, 0, 3)]);
}
