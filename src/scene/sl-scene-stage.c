/* The stage itself, what its walls show, and what is measured on it. */
#include "sl-scene-private.h"

static double
latency_s (const SlStage *stage)
{
  double frames = 0;

  for (guint i = 0; i < sl_list_n (stage->latency); i++)
    frames += sl_list_at (stage->latency, SlLatency, i)->frames;
  return frames / sl_rational_to_real (stage->fps);
}

void
sl_scene_stage_init (SlSceneStage *stage, const SlEntity *entity)
{
  const SlStage *s = (const SlStage *) entity;

  *stage = (SlSceneStage) {
    .entity = entity, .outline = s->outline, .floor = (SlFloor) s->floor, .grid = s->grid, .doors = s->doors,
    .zones = s->zones, .latency_s = latency_s (s), .fps = sl_rational_to_real (s->fps), .bits = (int) s->bits,
    .ultra_low_latency = s->ultra_low_latency,
  };
}

SlSceneEnvironment *
sl_scene_environment_new (const SlSceneMaker *maker, double frame)
{
  const SlEntity *still = sl_scene_maker_still (maker, maker->environment_id), *now;
  SlSceneEnvironment *environment;

  if (still == NULL || still->kind != SL_KIND_ENVIRONMENT)
    return NULL;
  now = sl_scene_maker_now (maker, still, frame);
  const SlEnvironment *e = (const SlEnvironment *) now;
  environment = g_new (SlSceneEnvironment, 1);
  *environment = (SlSceneEnvironment) { now, (SlContent) e->content, e->picture, e->colour,
                                        isnan (e->depth) ? INFINITY : e->depth };
  return environment;
}

void
sl_scene_environment_free (SlSceneEnvironment *environment)
{
  if (environment == NULL)
    return;
  sl_entity_unref ((SlEntity *) environment->entity);
  g_free (environment);
}

static void
dimension_clear (gpointer data)
{
  sl_entity_unref (((SlSceneDimension *) data)->entity);
}

GArray *
sl_scene_dimensions (const SlSceneMaker *maker, double frame)
{
  GArray *out = g_array_new (FALSE, FALSE, sizeof (SlSceneDimension));

  g_array_set_clear_func (out, dimension_clear);
  for (guint i = 0; i < sl_plan_count (maker->plan, SL_KIND_DIMENSION); i++)
    {
      const SlEntity *still = sl_scene_maker_still (maker, sl_plan_at (maker->plan, SL_KIND_DIMENSION, i)->id);

      if (g_strcmp0 (((const SlDimension *) still)->stage, maker->stage_id) != 0
          || g_hash_table_contains (maker->absent, still->id))
        continue;
      SlEntity *now = sl_scene_maker_now (maker, still, frame);
      const SlDimension *d = (const SlDimension *) now;
      SlSceneDimension dimension = { now, d->from, d->to, d->offset };
      g_array_append_val (out, dimension);
    }
  return out;
}
