#include "sl-plan.h"

#include <string.h>

#include "sl-entity-list.h"

struct SlPlan {
  gatomicrefcount refs;
  SlEntityList   *lists[SL_N_KINDS];
  SlExtra        *extra;
};

/* The list of a plan that is being built, made private first. */
static SlEntityList *
own_list (SlPlan *plan, SlKind kind)
{
  return plan->lists[kind] = sl_entity_list_own (plan->lists[kind]);
}

SlPlan *
sl_plan_new (void)
{
  SlPlan *plan = g_new0 (SlPlan, 1);

  g_atomic_ref_count_init (&plan->refs);
  for (guint kind = 0; kind < SL_N_KINDS; kind++)
    plan->lists[kind] = sl_entity_list_new ();
  return plan;
}

SlPlan *
sl_plan_ref (const SlPlan *plan)
{
  SlPlan *shared = (SlPlan *) plan;

  g_atomic_ref_count_inc (&shared->refs);
  return shared;
}

void
sl_plan_unref (SlPlan *plan)
{
  if (plan == NULL || !g_atomic_ref_count_dec (&plan->refs))
    return;
  for (guint kind = 0; kind < SL_N_KINDS; kind++)
    sl_entity_list_unref (plan->lists[kind]);
  sl_extra_unref (plan->extra);
  g_free (plan);
}

SlPlan *
sl_plan_fork (const SlPlan *plan)
{
  SlPlan *copy = g_new0 (SlPlan, 1);

  g_atomic_ref_count_init (&copy->refs);
  for (guint kind = 0; kind < SL_N_KINDS; kind++)
    copy->lists[kind] = sl_entity_list_ref (plan->lists[kind]);
  copy->extra = sl_extra_ref (plan->extra);
  return copy;
}

guint
sl_plan_count (const SlPlan *plan, SlKind kind)
{
  return sl_entity_list_count (plan->lists[kind]);
}

const SlEntity *
sl_plan_at (const SlPlan *plan, SlKind kind, guint index)
{
  g_return_val_if_fail (index < sl_plan_count (plan, kind), NULL);
  return sl_entity_list_at (plan->lists[kind], index);
}

const SlEntity *
sl_plan_find (const SlPlan *plan, const char *id)
{
  const SlEntity *entity = NULL;

  for (guint kind = 0; id != NULL && entity == NULL && kind < SL_N_KINDS; kind++)
    entity = sl_entity_list_find (plan->lists[kind], id);
  return entity;
}

gconstpointer
sl_plan_get (const SlPlan *plan, SlKind kind, const char *id)
{
  return id != NULL ? sl_entity_list_find (plan->lists[kind], id) : NULL;
}

int
sl_plan_index (const SlPlan *plan, const char *id)
{
  const SlEntity *entity = sl_plan_find (plan, id);

  return entity != NULL ? (int) sl_entity_list_index (plan->lists[entity->kind], id) : -1;
}

gboolean
sl_plan_same_kind (const SlPlan *a, const SlPlan *b, SlKind kind)
{
  return sl_entity_list_same (a->lists[kind], b->lists[kind]);
}

gsize
sl_plan_bytes_apart (const SlPlan *plan, const SlPlan *from)
{
  gsize bytes = sizeof *plan;

  for (guint kind = 0; kind < SL_N_KINDS; kind++)
    bytes += sl_entity_list_bytes (plan->lists[kind], from->lists[kind]);
  return bytes;
}

gboolean
sl_plan_same (const SlPlan *a, const SlPlan *b)
{
  for (guint kind = 0; kind < SL_N_KINDS; kind++)
    if (!sl_plan_same_kind (a, b, kind))
      return FALSE;
  return a->extra == b->extra;
}

gboolean
sl_plan_equal (const SlPlan *a, const SlPlan *b)
{
  for (guint kind = 0; kind < SL_N_KINDS; kind++)
    {
      if (sl_plan_count (a, kind) != sl_plan_count (b, kind))
        return FALSE;
      for (guint i = 0; i < sl_plan_count (a, kind); i++)
        if (!sl_entity_equal (sl_plan_at (a, kind, i), sl_plan_at (b, kind, i)))
          return FALSE;
    }
  return sl_extra_equal (a->extra, b->extra);
}

char *
sl_plan_free_id (const SlPlan *plan, const char *wanted)
{
  char *id = g_strdup (wanted);

  for (guint n = 2; sl_plan_find (plan, id) != NULL; n++)
    {
      g_free (id);
      id = g_strdup_printf ("%s-%u", wanted, n);
    }
  return id;
}

void
sl_plan_put (SlPlan *plan, SlEntity *entity)
{
  sl_entity_list_put (own_list (plan, entity->kind), entity);
}

void
sl_plan_take_out (SlPlan *plan, const char *id)
{
  const SlEntity *entity = sl_plan_find (plan, id);

  if (entity != NULL)
    sl_entity_list_remove (own_list (plan, entity->kind), id);
}

void
sl_plan_move (SlPlan *plan, const char *id, guint index)
{
  const SlEntity *entity = sl_plan_find (plan, id);

  if (entity != NULL)
    sl_entity_list_move (own_list (plan, entity->kind), id, index);
}

void
sl_plan_rename (SlPlan *plan, const char *id, const char *new_id)
{
  const SlEntity *entity = sl_plan_find (plan, id);
  SlEntity *renamed = sl_entity_edit (entity);

  g_ref_string_release (renamed->id);
  renamed->id = g_ref_string_new (new_id);
  sl_entity_list_exchange (own_list (plan, entity->kind), id, renamed);
}

SlExtra *
sl_plan_extra (const SlPlan *plan)
{
  return plan->extra;
}

void
sl_plan_set_extra (SlPlan *plan, SlExtra *extra)
{
  sl_extra_unref (plan->extra);
  plan->extra = extra;
}

gboolean
sl_field_takes_kind (const SlField *field, SlKind kind)
{
  g_auto (GStrv) names = NULL;

  if (field->refs == NULL || g_str_equal (field->refs, "*"))
    return TRUE;
  names = g_strsplit (field->refs, " ", -1);
  return g_strv_contains ((const char *const *) names, sl_kind_info (kind)->record.name);
}
