#include "sl-survey-export.h"

#include <math.h>

#include "sl-error.h"
#include "sl-file.h"
#include "sl-i18n.h"
#include "sl-survey-align.h"

static const double FINEST_M = 1e-4;

/* A tenth of a millimetre at least. */
static int
decimals_of (double unit_m)
{
  return (int) fmax (ceil (log10 (unit_m / FINEST_M) - 1e-9), 0);
}

static void
append_head (GString *out, const SlSurveyExport *options, gboolean surveyed)
{
  const char *unit = options->unit == 0 ? "m" : sl_survey_units[options->unit].id;
  const char *first = surveyed ? "Easting" : "Right", *second = surveyed ? "Northing" : "Upstage";

  g_string_append_printf (out, "Point,%s (%s),%s (%s),%s (%s),Code,Plan id\r\n", options->north_first ? second : first,
                          unit, options->north_first ? first : second, unit, surveyed ? "Height" : "Up", unit);
}

static void
append_point (GString *out, const SlSurveyExport *options, const SlSite *site, const SlSurveyNamed *named)
{
  const double unit_m = sl_survey_unit_m (options->unit, 0);
  const SlVec3 at = sl_vec3_scale (sl_site_point (site, named->at), 1 / unit_m);
  const double numbers[] = { options->north_first ? at.y : at.x, options->north_first ? at.x : at.y, at.z };

  sl_csv_append (out, named->name, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *text = sl_number_fixed (numbers[i], decimals_of (unit_m));
      g_string_append_printf (out, ",%s", text); /* a minus is no formula here */
    }
  sl_csv_append (out, named->code, FALSE);
  sl_csv_append (out, named->entity->id, FALSE);
  g_string_append (out, "\r\n");
}

gboolean
sl_survey_export (const SlExportInput *input, const SlSurveyExport *options, const char *path, guint *n, GError **error)
{
  g_autoptr (SlSceneMaker) maker = sl_scene_maker_new_stage (input->plan, NULL, input->stage_id, options->setup_id,
                                                             error);
  g_autoptr (SlScene) scene = maker != NULL ? sl_scene_maker_at (maker, 0, error) : NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GPtrArray) places = NULL;
  SlSite site = { { 0, 0, 0 }, 0 };
  gboolean surveyed;

  if (scene == NULL)
    return FALSE;
  sl_findings_merge (input->omissions, sl_scene_maker_findings (maker));
  surveyed = sl_survey_own_site ((const SlStage *) scene->stage.entity, &site);
  if (!surveyed)
    sl_findings_add (input->omissions, SL_SEVERITY_WARNING, scene->stage.entity, "survey_origin",
                     _("Import the facility's survey"),
                     _("the stage has no survey; its points are written in the plan's own axes"));
  places = sl_survey_places (scene, options->columns);
  append_head (out, options, surveyed);
  for (guint i = 0; i < places->len; i++)
    append_point (out, options, &site, places->pdata[i]);
  *n = places->len;
  return !sl_watch_stops (input->watch, error) && sl_file_write (path, out->str, (gssize) out->len, error);
}
