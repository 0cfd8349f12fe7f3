#include "sl-groups.h"

const char *
sl_entity_group (const SlEntity *entity)
{
  const SlPlaced *placed = sl_entity_placed (entity);

  return placed != NULL ? placed->group : entity->kind == SL_KIND_GROUP ? ((const SlGroup *) entity)->group : NULL;
}

const SlGroup *
sl_group_of (const SlPlan *plan, const SlEntity *entity)
{
  const char *id = sl_entity_group (entity);

  return id != NULL ? sl_plan_get (plan, SL_KIND_GROUP, id) : NULL;
}

/* No way up is longer than there are groups, but in a circle. */
#define FOR_EACH_GROUP_OF(g, plan, thing) \
  guint g##_left = sl_plan_count (plan, SL_KIND_GROUP); \
  for (const SlGroup *g = sl_group_of (plan, thing); g != NULL && g##_left-- > 0; g = sl_group_of (plan, &g->entity))

gboolean
sl_group_holds (const SlPlan *plan, const char *group, const char *id)
{
  const SlEntity *entity = sl_plan_find (plan, id);

  if (entity == NULL || g_str_equal (group, id))
    return entity != NULL;
  FOR_EACH_GROUP_OF (g, plan, entity)
    if (g_str_equal (g->entity.id, group))
      return TRUE;
  return FALSE;
}

const char *
sl_group_top (const SlPlan *plan, const char *id, const char *within)
{
  const SlEntity *entity = sl_plan_find (plan, id);
  const char *top = entity != NULL ? entity->id : NULL;

  if (entity == NULL)
    return NULL;
  FOR_EACH_GROUP_OF (g, plan, entity)
    {
      if (g_strcmp0 (g->entity.id, within) == 0)
        return top;
      top = g->entity.id;
    }
  return top;
}

gboolean
sl_group_is_circular (const SlPlan *plan, const SlGroup *group)
{
  FOR_EACH_GROUP_OF (g, plan, &group->entity)
    if (g == group)
      return TRUE;
  return FALSE;
}

/* --- many at once --- */

GHashTable *
sl_groups_members (const SlPlan *plan)
{
  GHashTable *members = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);

  for (SlKind kind = 0; kind < SL_N_KINDS; kind++)
    for (guint i = 0; i < sl_plan_count (plan, kind); i++)
      {
        const SlEntity *entity = sl_plan_at (plan, kind, i);
        const char *group = sl_entity_group (entity);
        GPtrArray *ids = group != NULL ? g_hash_table_lookup (members, group) : NULL;

        if (group == NULL)
          continue;
        if (ids == NULL)
          g_hash_table_insert (members, (gpointer) group, ids = g_ptr_array_new ());
        g_ptr_array_add (ids, entity->id);
      }
  return members;
}

static void
push_reversed (GPtrArray *stack, gpointer *ids, guint n)
{
  for (guint i = n; i > 0; i--)
    g_ptr_array_add (stack, ids[i - 1]);
}

GPtrArray *
sl_groups_expand (const SlPlan *plan, const char *const *ids, guint n, gboolean with_groups)
{
  GPtrArray *out = g_ptr_array_new ();
  g_autoptr (GHashTable) met = g_hash_table_new (g_str_hash, g_str_equal), members = NULL;
  g_autoptr (GPtrArray) stack = g_ptr_array_new ();

  push_reversed (stack, (gpointer *) ids, n);
  while (stack->len > 0)
    {
      const SlEntity *entity = sl_plan_find (plan, g_ptr_array_steal_index (stack, stack->len - 1));
      GPtrArray *inside = NULL;

      if (entity == NULL || !g_hash_table_add (met, entity->id))
        continue;
      if (entity->kind != SL_KIND_GROUP || with_groups)
        g_ptr_array_add (out, entity->id);
      if (entity->kind != SL_KIND_GROUP)
        continue;
      if (members == NULL)
        members = sl_groups_members (plan);
      if ((inside = g_hash_table_lookup (members, entity->id)) != NULL)
        push_reversed (stack, inside->pdata, inside->len);
    }
  return out;
}

GPtrArray *
sl_groups_expand_list (const SlPlan *plan, const SlList *ids)
{
  const guint n = sl_list_n (ids);

  return sl_groups_expand (plan, n > 0 ? (const char *const *) (gconstpointer) ids->data : NULL, n, FALSE);
}

GPtrArray *
sl_groups_reduce (const SlPlan *plan, const char *const *ids, guint n)
{
  GPtrArray *out = g_ptr_array_new ();
  g_autoptr (GHashTable) groups = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < n; i++)
    if (sl_plan_get (plan, SL_KIND_GROUP, ids[i]) != NULL)
      g_hash_table_add (groups, (gpointer) ids[i]);
  for (guint i = 0; i < n; i++)
    {
      const SlEntity *entity = sl_plan_find (plan, ids[i]);
      gboolean held = FALSE;

      if (entity == NULL)
        continue;
      if (g_hash_table_size (groups) > 0)
        {
          FOR_EACH_GROUP_OF (g, plan, entity)
            held = held || (g_hash_table_contains (groups, g->entity.id) && &g->entity != entity);
        }
      if (!held)
        g_ptr_array_add (out, entity->id);
    }
  return out;
}
