/* Which files scenes want. Setups and tracks may name others than the entities themselves, and may change what form a
 * thing has, so that a file which is not wanted now is wanted then. */
#include "sl-scene.h"

/* What is being collected, and what is there already. */
typedef struct {
  const SlPlan *plan;
  GArray       *assets;  /* SlSceneAsset */
  GHashTable   *known;   /* of what is in it: "ID NAME", owned */
  GHashTable   *touched; /* ids that a setup or a track changes */
} Assets;

static void
add (Assets *a, const SlEntity *entity, const char *field, const char *name)
{
  SlSceneAsset asset = { entity, field, name };

  if (name != NULL && *name != '\0' && g_hash_table_add (a->known, g_strconcat (entity->id, "\n", name, NULL)))
    g_array_append_val (a->assets, asset);
}

/* A value that `path` of the entity may have. */
static void
add_value (Assets *a, const char *id, const char *path, const char *value)
{
  const SlEntity *entity = sl_plan_find (a->plan, id);
  const SlField *field = NULL;

  if (entity != NULL && path != NULL)
    field = sl_record_field (&sl_kind_info (entity->kind)->record, path);
  if (field != NULL && field->type == SL_TYPE_ASSET && entity->kind != SL_KIND_LIGHT) /* no scene looks into a GDTF */
    add (a, entity, field->name, value);
}

/* Whether the entity as it is built shows the file that it names. */
static gboolean
shows_it (const SlEntity *entity)
{
  if (entity->kind == SL_KIND_PROP)
    return ((const SlProp *) entity)->shape == SL_SHAPE_MODEL;
  if (entity->kind == SL_KIND_ENVIRONMENT)
    return ((const SlEnvironment *) entity)->content == SL_CONTENT_PICTURE;
  return TRUE;
}

static void
add_own (Assets *a, const SlEntity *entity)
{
  const SlRecordType *type = &sl_kind_info (entity->kind)->record;

  if (!shows_it (entity) && !g_hash_table_contains (a->touched, entity->id))
    return;
  for (guint i = 0; i < type->n_fields; i++)
    if (type->fields[i].type == SL_TYPE_ASSET)
      add (a, entity, type->fields[i].name, *(char *const *) SL_CONST_MEMBER (entity, &type->fields[i]));
}

static void
add_setups (Assets *a)
{
  for (guint i = 0; i < sl_plan_count (a->plan, SL_KIND_SETUP); i++)
    {
      const SlSetup *setup = (const SlSetup *) sl_plan_at (a->plan, SL_KIND_SETUP, i);

      for (guint k = 0; k < sl_list_n (setup->values); k++)
        {
          const SlOverride *value = sl_list_at (setup->values, SlOverride, k);

          if (value->target != NULL)
            g_hash_table_add (a->touched, value->target);
          add_value (a, value->target, value->path, value->value);
        }
    }
}

static void
add_tracks (Assets *a, const SlShot *shot)
{
  for (guint i = 0; i < sl_list_n (shot->tracks); i++)
    {
      const SlTrack *track = sl_list_at (shot->tracks, SlTrack, i);

      if (track->target != NULL)
        g_hash_table_add (a->touched, track->target);
      for (guint k = 0; k < sl_list_n (track->keys); k++)
        add_value (a, track->target, track->path, sl_list_at (track->keys, SlKey, k)->value);
    }
}

GArray *
sl_scene_assets (const SlPlan *plan)
{
  static const SlKind kinds[] = { SL_KIND_PROP, SL_KIND_ENVIRONMENT };
  Assets a = {
    .plan = plan,
    .assets = g_array_new (FALSE, FALSE, sizeof (SlSceneAsset)),
    .known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .touched = g_hash_table_new (g_str_hash, g_str_equal),
  };

  add_setups (&a);
  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_SHOT); i++)
    add_tracks (&a, (const SlShot *) sl_plan_at (plan, SL_KIND_SHOT, i));
  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    for (guint i = 0; i < sl_plan_count (plan, kinds[k]); i++)
      add_own (&a, sl_plan_at (plan, kinds[k], i));
  g_hash_table_unref (a.known);
  g_hash_table_unref (a.touched);
  return a.assets;
}
