#include "sl-limits.h"

#include "sl-barred.h"
#include "sl-error.h"
#include "sl-i18n.h"

static gint64
cabinets (const SlEntity *entity)
{
  const SlWall *wall = (const SlWall *) entity;

  return wall->columns * wall->rows;
}

/* How many cabinets more a setup makes of the walls that it overlays. */
static gint64
more_in_setup (const SlPlan *plan, const SlSetup *setup)
{
  GDestroyNotify unref = (GDestroyNotify) sl_entity_unref;
  g_autoptr (GHashTable) changed = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, unref);
  GHashTableIter iter;
  gpointer id, wall;
  gint64 more = 0;

  for (guint i = 0; i < sl_list_n (setup->values); i++)
    {
      const SlOverride *value = sl_list_at (setup->values, SlOverride, i);
      const SlEntity *original = sl_plan_get (plan, SL_KIND_WALL, value->target);
      SlEntity *own = original != NULL ? g_hash_table_lookup (changed, original->id) : NULL;

      if (original == NULL)
        continue;
      if (own == NULL)
        {
          own = sl_entity_edit (original);
          g_hash_table_insert (changed, original->id, own);
        }
      sl_override_apply (value, own, NULL);
    }
  g_hash_table_iter_init (&iter, changed);
  while (g_hash_table_iter_next (&iter, &id, &wall))
    more += cabinets (wall) - cabinets (sl_plan_get (plan, SL_KIND_WALL, id));
  return more;
}

static gboolean
check_count (const SlEntity *entity, gint64 count, const SlEntity **culprit, GError **error)
{
  if (count <= SL_PLAN_MAX_CABINETS)
    return TRUE;
  if (culprit != NULL)
    *culprit = entity;
  sl_error_set (error, SL_ERROR_INPUT,
                _("with “%s” the walls hold %.0f cabinets, and a plan at most %d; reduce columns or rows"),
                entity->id, (double) count, SL_PLAN_MAX_CABINETS);
  return FALSE;
}

gboolean
sl_plan_check_limits (const SlPlan *plan, const SlEntity **culprit, GError **error)
{
  gint64 total = 0;

  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_WALL); i++)
    {
      const SlEntity *wall = sl_plan_at (plan, SL_KIND_WALL, i);

      total += cabinets (wall);
      if (!check_count (wall, total, culprit, error))
        return FALSE;
    }
  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_SETUP); i++)
    {
      const SlEntity *setup = sl_plan_at (plan, SL_KIND_SETUP, i);

      if (!check_count (setup, total + more_in_setup (plan, (const SlSetup *) setup), culprit, error))
        return FALSE;
    }
  return TRUE;
}
