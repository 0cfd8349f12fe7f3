#include "sl-scene-reads.h"

#include <string.h>

#include "sl-groups.h"
#include "sl-random.h"

/* Sums of what stands on a stage. A sum, not a chain: what a setup strikes can be taken out again. */
typedef struct {
  guint64 solid, lights; /* what rays meet; what is only to be seen: lights, and what walls show */
} Sums;

struct SlSceneReads {
  SlPlan     *plan;
  SlAssets   *assets; /* may be NULL */
  GHashTable *stages; /* id, borrowed from the plan → Sums */
  GHashTable *setups; /* likewise, those that were asked for */
};

static guint64
chain (guint64 key, guint64 stamp)
{
  return sl_random_mix (key ^ sl_random_mix (stamp)); /* so that sums of different stamps differ */
}

static guint64
stamp_of (const SlPlan *plan, SlKind kind, const char *id)
{
  const SlEntity *entity = sl_plan_get (plan, kind, id);

  return entity != NULL ? entity->facts : 0;
}

static guint64
wall_key (const SlPlan *plan, const SlWall *wall)
{
  guint64 key = chain (wall->entity.facts, stamp_of (plan, SL_KIND_PANEL, wall->cabinet));

  key = chain (key, stamp_of (plan, SL_KIND_PROCESSOR, wall->processor));
  for (guint i = 0; i < sl_list_n (wall->patches); i++)
    key = chain (key, stamp_of (plan, SL_KIND_PANEL, sl_list_at (wall->patches, SlPatch, i)->cabinet));
  return key;
}

/* Beside the stamps of meshes, which begin at 1. */
static const guint64 STANDS_IN = G_MAXUINT64;

/* 0 while nobody tried to load it. */
static guint64
mesh_stamp (SlAssets *assets, const char *name)
{
  g_autoptr (SlMesh) mesh = assets != NULL ? sl_assets_mesh (assets, name) : NULL;

  if (mesh != NULL)
    return mesh->stamp;
  g_autoptr (GError) why = assets != NULL ? sl_assets_mesh_error (assets, name) : NULL;
  return why != NULL ? STANDS_IN : 0;
}

/* 0 where it is not there: then all pictures look alike. */
static guint64
picture_stamp (SlAssets *assets, const char *name)
{
  g_autoptr (SlImage) picture = assets != NULL ? sl_assets_image (assets, name) : NULL;

  return picture != NULL ? picture->stamp : 0;
}

static guint64
prop_key (SlAssets *assets, const SlProp *prop)
{
  guint64 mesh = prop->shape == SL_SHAPE_MODEL ? mesh_stamp (assets, prop->model) : 0;

  return mesh != 0 ? chain (prop->entity.facts, mesh) : prop->entity.facts;
}

/* Of something that stands: itself and what it is made of. */
static guint64
own_key (const SlSceneReads *reads, const SlEntity *entity)
{
  if (entity->kind == SL_KIND_WALL)
    return sl_random_mix (wall_key (reads->plan, (const SlWall *) entity));
  if (entity->kind == SL_KIND_PROP)
    return sl_random_mix (prop_key (reads->assets, (const SlProp *) entity));
  return sl_random_mix (entity->facts);
}

static const SlKind standing[] = { SL_KIND_WALL, SL_KIND_PROP, SL_KIND_PERSON, SL_KIND_LIGHT };

static void
add (Sums *sums, const SlEntity *entity, guint64 key)
{
  if (entity->kind == SL_KIND_LIGHT)
    sums->lights += key;
  else
    sums->solid += key;
}

static void
sum_stages (SlSceneReads *reads)
{
  for (guint k = 0; k < G_N_ELEMENTS (standing); k++)
    for (guint i = 0; i < sl_plan_count (reads->plan, standing[k]); i++)
      {
        const SlEntity *entity = sl_plan_at (reads->plan, standing[k], i);
        const char *stage = sl_entity_placed (entity)->stage;
        Sums *sums = stage != NULL ? g_hash_table_lookup (reads->stages, stage) : NULL;

        if (stage == NULL)
          continue;
        if (sums == NULL)
          {
            sums = g_new0 (Sums, 1);
            g_hash_table_insert (reads->stages, (gpointer) stage, sums);
          }
        add (sums, entity, own_key (reads, entity));
      }
}

SlSceneReads *
sl_scene_reads_new (const SlPlan *plan, SlAssets *assets)
{
  SlSceneReads *reads = g_new0 (SlSceneReads, 1);

  reads->plan = sl_plan_ref (plan);
  reads->assets = assets != NULL ? sl_assets_ref (assets) : NULL;
  reads->stages = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  reads->setups = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  sum_stages (reads);
  return reads;
}

void
sl_scene_reads_free (SlSceneReads *reads)
{
  if (reads == NULL)
    return;
  g_hash_table_unref (reads->stages);
  g_hash_table_unref (reads->setups);
  sl_assets_unref (reads->assets);
  sl_plan_unref (reads->plan);
  g_free (reads);
}

static gboolean
is_standing (const SlEntity *entity, const char *stage)
{
  for (guint k = 0; k < G_N_ELEMENTS (standing); k++)
    if (entity->kind == standing[k])
      return g_strcmp0 (sl_entity_placed (entity)->stage, stage) == 0;
  return FALSE;
}

/* --- what setups and tracks change --- */

/* The files that something shows where `path` of it has a value: its own, as it may become what shows them, and the one
 * that the value names. */
static guint64
files_key (const SlSceneReads *reads, const SlEntity *entity, const char *path, const char *value)
{
  const SlField *field = path != NULL ? sl_record_field (&sl_kind_info (entity->kind)->record, path) : NULL;
  const char *named = field != NULL && field->type == SL_TYPE_ASSET ? value : NULL;

  if (entity->kind == SL_KIND_PROP)
    return chain (mesh_stamp (reads->assets, ((const SlProp *) entity)->model), mesh_stamp (reads->assets, named));
  if (entity->kind == SL_KIND_ENVIRONMENT)
    return chain (picture_stamp (reads->assets, ((const SlEnvironment *) entity)->picture),
                  picture_stamp (reads->assets, named));
  return 0;
}

/* The sum that something counts in. */
static guint64 *
sum_of (Sums *sums, const SlEntity *entity)
{
  return entity->kind == SL_KIND_LIGHT || entity->kind == SL_KIND_ENVIRONMENT ? &sums->lights : &sums->solid;
}

/* A wall may have other cabinets in this setup: what a value names is read too. */
static void
add_value (const SlSceneReads *reads, Sums *sums, const SlOverride *value)
{
  const SlEntity *entity = sl_plan_find (reads->plan, value->target);
  const SlEntity *named = sl_plan_find (reads->plan, value->value);
  guint64 *sum = entity != NULL ? sum_of (sums, entity) : &sums->solid;

  *sum = chain (*sum, entity != NULL ? own_key (reads, entity) : 0);
  if (entity != NULL)
    *sum = chain (*sum, files_key (reads, entity, value->path, value->value));
  if (named != NULL)
    *sum = chain (*sum, named->facts);
}

/* Of the shot's tracks only the files: their keys are the shot's own, and what they move stands on its stage. */
static void
add_tracks (const SlSceneReads *reads, Sums *sums, const SlShot *shot)
{
  for (guint i = 0; i < sl_list_n (shot->tracks); i++)
    {
      const SlTrack *track = sl_list_at (shot->tracks, SlTrack, i);
      const SlEntity *entity = sl_plan_find (reads->plan, track->target);

      for (guint k = 0; entity != NULL && k < sl_list_n (track->keys); k++)
        *sum_of (sums, entity) = chain (*sum_of (sums, entity), files_key (reads, entity, track->path,
                                                                          sl_list_at (track->keys, SlKey, k)->value));
    }
}

/* Takes out what is struck; what is in `before` (may be NULL) was. */
static void
strike (const SlSceneReads *reads, Sums *sums, const char *stage, const SlList *ids, const SlList *before)
{
  g_autoptr (GPtrArray) things = sl_groups_expand_list (reads->plan, ids);
  g_autoptr (GPtrArray) others = sl_groups_expand_list (reads->plan, before);
  g_autoptr (GHashTable) out = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < others->len; i++)
    g_hash_table_add (out, others->pdata[i]);
  for (guint i = 0; i < things->len; i++)
    {
      const SlEntity *entity = sl_plan_find (reads->plan, things->pdata[i]);

      if (is_standing (entity, stage) && !g_hash_table_contains (out, entity->id))
        add (sums, entity, -own_key (reads, entity));
    }
}

/* What stands on the setup's stage, less what it strikes; with what its values speak of, wherever that stands. */
static const Sums *
setup_sums (const SlSceneReads *reads, const SlSetup *setup)
{
  Sums *sums = g_hash_table_lookup (reads->setups, setup->entity.id);
  const Sums *stage = setup->stage != NULL ? g_hash_table_lookup (reads->stages, setup->stage) : NULL;

  if (sums != NULL)
    return sums;
  sums = g_new0 (Sums, 1);
  if (stage != NULL)
    *sums = *stage;
  strike (reads, sums, setup->stage, setup->absent, NULL);
  for (guint i = 0; i < sl_list_n (setup->values); i++)
    add_value (reads, sums, sl_list_at (setup->values, SlOverride, i));
  g_hash_table_insert (reads->setups, setup->entity.id, sums);
  return sums;
}

static guint64
camera_key (const SlPlan *plan, const char *id)
{
  const SlCamera *camera = sl_plan_get (plan, SL_KIND_CAMERA, id);

  if (camera == NULL)
    return 0;
  return chain (chain (chain (camera->entity.facts, stamp_of (plan, SL_KIND_BODY, camera->body)),
                       stamp_of (plan, SL_KIND_LENS_SET, camera->lenses)), stamp_of (plan, SL_KIND_RIG, camera->rig));
}

/* Of the environment only its depth moves against the wall; its pictures and colours do not. */
static guint64
depth_key (const SlPlan *plan, const char *id)
{
  const SlEnvironment *environment = sl_plan_get (plan, SL_KIND_ENVIRONMENT, id);
  guint64 bits = 0;

  if (environment != NULL)
    memcpy (&bits, &environment->depth, sizeof bits);
  return bits;
}

/* What it sums up goes into `sums` too; the setup may be NULL, and the sums are not there then. */
static guint64
shot_key (const SlSceneReads *reads, const SlShot *shot, const SlSetup *setup, Sums *sums)
{
  guint64 key = chain (shot->entity.facts, camera_key (reads->plan, shot->camera));

  if (setup == NULL)
    return key;
  *sums = *setup_sums (reads, setup);
  strike (reads, sums, setup->stage, shot->absent, setup->absent);
  add_tracks (reads, sums, shot);
  key = chain (key, setup->entity.facts);
  key = chain (key, stamp_of (reads->plan, SL_KIND_STAGE, setup->stage));
  key = chain (key, depth_key (reads->plan, setup->environment));
  return chain (key, sums->solid);
}

guint64
sl_scene_reads_coverage (const SlSceneReads *reads, const char *shot_id)
{
  const SlShot *shot = sl_plan_get (reads->plan, SL_KIND_SHOT, shot_id);
  Sums sums;

  return shot != NULL ? shot_key (reads, shot, sl_plan_get (reads->plan, SL_KIND_SETUP, shot->setup), &sums) : 0;
}

guint64
sl_scene_reads_picture (const SlSceneReads *reads, const char *shot_id)
{
  const SlShot *shot = sl_plan_get (reads->plan, SL_KIND_SHOT, shot_id);
  const SlSetup *setup = shot != NULL ? sl_plan_get (reads->plan, SL_KIND_SETUP, shot->setup) : NULL;
  const SlEnvironment *environment = setup != NULL ? sl_plan_get (reads->plan, SL_KIND_ENVIRONMENT, setup->environment)
                                                   : NULL;
  Sums sums;

  if (setup == NULL)
    return sl_scene_reads_coverage (reads, shot_id);
  guint64 key = shot_key (reads, shot, setup, &sums);

  key = chain (key, sums.lights);
  if (environment == NULL)
    return key;
  return chain (chain (key, environment->entity.facts), picture_stamp (reads->assets, environment->picture));
}
