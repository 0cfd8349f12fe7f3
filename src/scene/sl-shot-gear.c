#include "sl-shot-gear.h"

#include "sl-groups.h"

/* What the setup says of the camera's field, else the camera's own. */
static const char *
as_set (const SlSetup *setup, const char *camera, const char *path, const char *own)
{
  for (guint i = 0; setup != NULL && i < sl_list_n (setup->values); i++)
    {
      const SlOverride *value = sl_list_at (setup->values, SlOverride, i);

      if (g_strcmp0 (value->target, camera) == 0 && g_strcmp0 (value->path, path) == 0)
        return value->value;
    }
  return own;
}

static void
strike (const SlPlan *plan, GHashTable *absent, const SlList *ids)
{
  if (sl_list_n (ids) == 0)
    return;
  g_autoptr (GPtrArray) all = sl_groups_expand_list (plan, ids);
  for (guint i = 0; i < all->len; i++)
    g_hash_table_add (absent, all->pdata[i]);
}

void
sl_shot_gear (const SlPlan *plan, const SlShot *shot, SlShotGear *gear)
{
  const SlSetup *setup = shot->setup != NULL ? sl_plan_get (plan, SL_KIND_SETUP, shot->setup) : NULL;
  const SlCamera *camera = shot->camera != NULL ? sl_plan_get (plan, SL_KIND_CAMERA, shot->camera) : NULL;
  g_autoptr (GHashTable) absent = g_hash_table_new (g_str_hash, g_str_equal);

  *gear = (SlShotGear) { .walls = g_ptr_array_new () };
  if (camera != NULL)
    {
      gear->body = as_set (setup, shot->camera, "body", camera->body);
      gear->lenses = as_set (setup, shot->camera, "lenses", camera->lenses);
    }
  if (setup == NULL)
    return;
  gear->stage = setup->stage;
  gear->environment = setup->environment;
  strike (plan, absent, setup->absent);
  strike (plan, absent, shot->absent);
  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_WALL); i++)
    {
      const SlWall *wall = (const SlWall *) sl_plan_at (plan, SL_KIND_WALL, i);

      if (g_strcmp0 (wall->placed.stage, setup->stage) == 0 && !g_hash_table_contains (absent, wall->entity.id))
        g_ptr_array_add (gear->walls, wall->entity.id);
    }
}

void
sl_shot_gear_clear (SlShotGear *gear)
{
  g_clear_pointer (&gear->walls, g_ptr_array_unref);
}
