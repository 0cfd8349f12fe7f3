#include "sl-plan.h"

#include <string.h>

/* One ordered list a kind, shared between snapshots until changed. */
typedef struct {
  gatomicrefcount refs;
  GPtrArray      *entities; /* SlEntity, owned */
  GHashTable     *index;    /* id (of the entity) → position */
} EntityList;

struct SlPlan {
  gatomicrefcount refs;
  EntityList     *lists[SL_N_KINDS];
  SlExtra        *extra;
};

static EntityList *
list_new (void)
{
  EntityList *list = g_new (EntityList, 1);

  g_atomic_ref_count_init (&list->refs);
  list->entities = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_entity_unref);
  list->index = g_hash_table_new (g_str_hash, g_str_equal);
  return list;
}

static void
list_unref (EntityList *list)
{
  if (!g_atomic_ref_count_dec (&list->refs))
    return;
  g_hash_table_unref (list->index);
  g_ptr_array_unref (list->entities);
  g_free (list);
}

static void
list_reindex (EntityList *list)
{
  g_hash_table_remove_all (list->index);
  for (guint i = 0; i < list->entities->len; i++)
    g_hash_table_insert (list->index, ((SlEntity *) list->entities->pdata[i])->id, GUINT_TO_POINTER (i));
}

/* The list of a plan that is being built, made private first. */
static EntityList *
own_list (SlPlan *plan, SlKind kind)
{
  EntityList *old = plan->lists[kind], *list;

  if (g_atomic_ref_count_compare (&old->refs, 1))
    return old;
  list = list_new ();
  for (guint i = 0; i < old->entities->len; i++)
    g_ptr_array_add (list->entities, sl_entity_ref (old->entities->pdata[i]));
  list_reindex (list);
  list_unref (old);
  return plan->lists[kind] = list;
}

SlPlan *
sl_plan_new (void)
{
  SlPlan *plan = g_new0 (SlPlan, 1);

  g_atomic_ref_count_init (&plan->refs);
  for (guint kind = 0; kind < SL_N_KINDS; kind++)
    plan->lists[kind] = list_new ();
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
    list_unref (plan->lists[kind]);
  sl_extra_unref (plan->extra);
  g_free (plan);
}

SlPlan *
sl_plan_fork (const SlPlan *plan)
{
  SlPlan *copy = g_new0 (SlPlan, 1);

  g_atomic_ref_count_init (&copy->refs);
  for (guint kind = 0; kind < SL_N_KINDS; kind++)
    {
      copy->lists[kind] = plan->lists[kind];
      g_atomic_ref_count_inc (&copy->lists[kind]->refs);
    }
  copy->extra = sl_extra_ref (plan->extra);
  return copy;
}

guint
sl_plan_count (const SlPlan *plan, SlKind kind)
{
  return plan->lists[kind]->entities->len;
}

const SlEntity *
sl_plan_at (const SlPlan *plan, SlKind kind, guint index)
{
  g_return_val_if_fail (index < plan->lists[kind]->entities->len, NULL);
  return plan->lists[kind]->entities->pdata[index];
}

static gboolean
look_up (const SlPlan *plan, SlKind kind, const char *id, guint *index)
{
  gpointer value;

  if (!g_hash_table_lookup_extended (plan->lists[kind]->index, id, NULL, &value))
    return FALSE;
  *index = GPOINTER_TO_UINT (value);
  return TRUE;
}

const SlEntity *
sl_plan_find (const SlPlan *plan, const char *id)
{
  guint index;

  for (guint kind = 0; id != NULL && kind < SL_N_KINDS; kind++)
    if (look_up (plan, kind, id, &index))
      return sl_plan_at (plan, kind, index);
  return NULL;
}

gconstpointer
sl_plan_get (const SlPlan *plan, SlKind kind, const char *id)
{
  guint index;

  return id != NULL && look_up (plan, kind, id, &index) ? sl_plan_at (plan, kind, index) : NULL;
}

int
sl_plan_index (const SlPlan *plan, const char *id)
{
  const SlEntity *entity = sl_plan_find (plan, id);
  guint index;

  return entity != NULL && look_up (plan, entity->kind, id, &index) ? (int) index : -1;
}

gboolean
sl_plan_same_kind (const SlPlan *a, const SlPlan *b, SlKind kind)
{
  const GPtrArray *x = a->lists[kind]->entities, *y = b->lists[kind]->entities;

  return x == y || (x->len == y->len && memcmp (x->pdata, y->pdata, x->len * sizeof (gpointer)) == 0);
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

typedef struct {
  const char *id;
  gboolean    found;
} Search;

static char *
compare_id (const SlField *field, const char *id, gpointer data)
{
  Search *search = data;

  search->found |= g_str_equal (id, search->id);
  return NULL;
}

GStrv
sl_plan_users (const SlPlan *plan, const char *id)
{
  GPtrArray *users = g_ptr_array_new ();

  for (guint kind = 0; kind < SL_N_KINDS; kind++)
    for (guint i = 0; i < sl_plan_count (plan, kind); i++)
      {
        const SlEntity *entity = sl_plan_at (plan, kind, i);
        Search search = { id, FALSE };

        sl_record_visit_refs (&sl_kind_info (kind)->record, (gpointer) entity, FALSE, compare_id, &search);
        if (search.found && !g_str_equal (entity->id, id))
          g_ptr_array_add (users, g_strdup (entity->id));
      }
  g_ptr_array_add (users, NULL);
  return (GStrv) g_ptr_array_free (users, FALSE);
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
  EntityList *list = own_list (plan, entity->kind);
  guint index;

  if (look_up (plan, entity->kind, entity->id, &index))
    {
      g_hash_table_remove (list->index, entity->id);
      sl_entity_unref (list->entities->pdata[index]);
      list->entities->pdata[index] = entity;
    }
  else
    {
      index = list->entities->len;
      g_ptr_array_add (list->entities, entity);
    }
  g_hash_table_insert (list->index, entity->id, GUINT_TO_POINTER (index));
}

void
sl_plan_take_out (SlPlan *plan, const char *id)
{
  const SlEntity *entity = sl_plan_find (plan, id);
  guint index;

  if (entity == NULL || !look_up (plan, entity->kind, id, &index))
    return;
  EntityList *list = own_list (plan, entity->kind);
  g_hash_table_remove (list->index, id);
  g_ptr_array_remove_index (list->entities, index);
  list_reindex (list);
}

void
sl_plan_move (SlPlan *plan, const char *id, guint index)
{
  const SlEntity *entity = sl_plan_find (plan, id);
  guint at;

  if (entity == NULL || !look_up (plan, entity->kind, id, &at))
    return;
  EntityList *list = own_list (plan, entity->kind);
  gpointer moved = g_ptr_array_steal_index (list->entities, at);
  g_ptr_array_insert (list->entities, (int) MIN (index, list->entities->len), moved);
  list_reindex (list);
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
