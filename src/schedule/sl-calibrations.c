#include "sl-calibrations.h"

char *
sl_calibration_key (const SlPlan *plan, const SlProduction *production, const char *environment, const char *wall,
                    const SlShotGear *gear)
{
  const int per = production != NULL ? production->calibration : SL_CALIBRATION_BODY;
  const gboolean by_lens = per == SL_CALIBRATION_LENS || per == SL_CALIBRATION_LENS_WHITE;
  const gboolean by_white = per == SL_CALIBRATION_WHITE || per == SL_CALIBRATION_LENS_WHITE;
  const SlEnvironment *content = environment != NULL ? sl_plan_get (plan, SL_KIND_ENVIRONMENT, environment) : NULL;
  const char *lens = by_lens && gear->lenses != NULL ? gear->lenses : "";
  const char *white = by_white && content != NULL && content->white != NULL ? content->white : "";

  return g_strjoin ("\n", wall, gear->body, lens, white, NULL);
}

static void
calibration_free (gpointer data)
{
  SlCalibration *calibration = data;

  g_ptr_array_unref (calibration->shots);
  g_free (calibration);
}

/* That of the shot's scene, else the plan's first; NULL for none. */
static const SlProduction *
production_of (const SlPlan *plan, const SlShot *shot)
{
  const SlSceneEntity *scene = shot->scene != NULL ? sl_plan_get (plan, SL_KIND_SCENE, shot->scene) : NULL;
  const SlProduction *production = NULL;

  if (scene != NULL && scene->production != NULL)
    production = sl_plan_get (plan, SL_KIND_PRODUCTION, scene->production);
  if (production == NULL && sl_plan_count (plan, SL_KIND_PRODUCTION) > 0)
    production = (const SlProduction *) sl_plan_at (plan, SL_KIND_PRODUCTION, 0);
  return production;
}

/* The one that `key` stands for, made where it is new. */
static SlCalibration *
need (GPtrArray *all, GHashTable *known, const char *key, const SlPlan *plan, const SlShotGear *gear)
{
  SlCalibration *calibration = g_hash_table_lookup (known, key);
  g_auto (GStrv) parts = NULL;

  if (calibration != NULL)
    return calibration;
  parts = g_strsplit (key, "\n", 4);
  calibration = g_new0 (SlCalibration, 1);
  calibration->wall = sl_plan_get (plan, SL_KIND_WALL, parts[0]);
  calibration->stage = sl_plan_get (plan, SL_KIND_STAGE, gear->stage);
  calibration->body = sl_plan_get (plan, SL_KIND_BODY, gear->body);
  calibration->lenses = *parts[2] != '\0' ? gear->lenses : NULL;
  if (*parts[3] != '\0')
    calibration->white = ((const SlEnvironment *) sl_plan_get (plan, SL_KIND_ENVIRONMENT, gear->environment))->white;
  calibration->shots = g_ptr_array_new ();
  g_ptr_array_add (all, calibration);
  g_hash_table_insert (known, g_strdup (key), calibration);
  return calibration;
}

static int
by_place (gconstpointer a, gconstpointer b, gpointer plan)
{
  const SlCalibration *one = *(SlCalibration *const *) a, *two = *(SlCalibration *const *) b;
  const int stages = sl_plan_index (plan, one->stage->entity.id) - sl_plan_index (plan, two->stage->entity.id);
  const int walls = sl_plan_index (plan, one->wall->entity.id) - sl_plan_index (plan, two->wall->entity.id);

  return stages != 0 ? stages : walls; /* the sort keeps the order of the shots */
}

GPtrArray *
sl_calibrations (const SlPlan *plan, const char *stage_id)
{
  GPtrArray *all = g_ptr_array_new_with_free_func (calibration_free);
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_SHOT); i++)
    {
      const SlShot *shot = (const SlShot *) sl_plan_at (plan, SL_KIND_SHOT, i);
      g_auto (SlShotGear) gear = { 0 };

      sl_shot_gear (plan, shot, &gear);
      if (gear.body == NULL || sl_plan_get (plan, SL_KIND_BODY, gear.body) == NULL
          || sl_plan_get (plan, SL_KIND_STAGE, gear.stage) == NULL
          || (stage_id != NULL && g_strcmp0 (gear.stage, stage_id) != 0))
        continue;
      for (guint w = 0; w < gear.walls->len; w++)
        {
          g_autofree char *key = sl_calibration_key (plan, production_of (plan, shot), gear.environment,
                                                     gear.walls->pdata[w], &gear);
          g_ptr_array_add (need (all, known, key, plan, &gear)->shots, (gpointer) shot);
        }
    }
  g_ptr_array_sort_with_data (all, by_place, (gpointer) plan);
  return all;
}
