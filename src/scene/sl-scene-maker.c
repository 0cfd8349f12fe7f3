#include "sl-scene-private.h"

#include "sl-barred.h"
#include "sl-error.h"
#include "sl-groups.h"
#include "sl-i18n.h"

static void
curves_unref (SlSceneCurves *curves)
{
  if (!g_atomic_ref_count_dec (&curves->refs))
    return;
  g_ptr_array_unref (curves->curves);
  g_free (curves);
}

static SlSceneCurves *
curves_new (void)
{
  SlSceneCurves *curves = g_new0 (SlSceneCurves, 1);

  g_atomic_ref_count_init (&curves->refs);
  curves->curves = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_curve_unref);
  return curves;
}

static void
still_unref (SlSceneStill *still)
{
  if (still == NULL || !g_atomic_ref_count_dec (&still->refs))
    return;
  g_mutex_clear (&still->lock);
  g_clear_pointer (&still->walls, g_ptr_array_unref);
  g_clear_pointer (&still->meshes, g_ptr_array_unref);
  g_ptr_array_unref (still->findings);
  g_ptr_array_unref (still->of_values);
  g_free (still);
}

/* Both are taken. */
static SlSceneStill *
still_new (GPtrArray *findings, GPtrArray *of_values)
{
  SlSceneStill *still = g_new0 (SlSceneStill, 1);

  g_atomic_ref_count_init (&still->refs);
  g_mutex_init (&still->lock);
  still->findings = findings;
  still->of_values = of_values;
  return still;
}

void
sl_scene_maker_free (SlSceneMaker *maker)
{
  if (maker == NULL)
    return;
  g_hash_table_unref (maker->overlay);
  g_hash_table_unref (maker->absent);
  g_hash_table_unref (maker->curves);
  g_ptr_array_unref (maker->moving);
  g_free (maker->stage_id);
  g_free (maker->environment_id);
  still_unref (maker->still);
  sl_assets_unref (maker->assets);
  sl_plan_unref (maker->plan);
  g_free (maker);
}

const SlEntity *
sl_scene_maker_still (const SlSceneMaker *maker, const char *id)
{
  const SlEntity *entity = id != NULL ? g_hash_table_lookup (maker->overlay, id) : NULL;
  return entity != NULL ? entity : sl_plan_find (maker->plan, id);
}

/* --- the setup --- */

/* Adds what stands in the way of `entity`'s part as a finding; takes the error. */
static void
leave_out (SlSceneMaker *maker, const SlEntity *entity, const char *field, const char *remedy, GError *error)
{
  sl_findings_add_error (maker->still->of_values, SL_SEVERITY_ERROR, entity, field, remedy, error);
  g_error_free (error);
}

static void
apply_value (SlSceneMaker *maker, const SlSetup *setup, const SlOverride *value)
{
  const SlEntity *original = sl_plan_find (maker->plan, value->target);
  SlEntity *entity = original != NULL ? g_hash_table_lookup (maker->overlay, original->id) : NULL;
  GError *error = NULL;

  if (original == NULL)
    {
      sl_error_set (&error, SL_ERROR_REFERENCE, _("a value names “%s”, which the plan does not have"),
                    value->target != NULL ? value->target : "");
      leave_out (maker, &setup->entity, "values", _("Remove the value, or name what it is for"), error);
      return;
    }
  if (entity == NULL)
    {
      entity = sl_entity_edit (original);
      g_hash_table_insert (maker->overlay, entity->id, entity);
    }
  if (!sl_override_apply (value, entity, &error))
    leave_out (maker, &setup->entity, "values", _("Correct the value, or remove it"), error);
}

static void
strike (SlSceneMaker *maker, const SlList *ids)
{
  g_autoptr (GPtrArray) things = sl_groups_expand_list (maker->plan, ids);

  for (guint i = 0; i < things->len; i++)
    g_hash_table_add (maker->absent, things->pdata[i]);
}

static void
apply_setup (SlSceneMaker *maker, const SlSetup *setup)
{
  strike (maker, setup->absent);
  for (guint i = 0; i < sl_list_n (setup->values); i++)
    apply_value (maker, setup, sl_list_at (setup->values, SlOverride, i));
}

/* --- curves --- */

static gboolean
is_solid (SlKind kind)
{
  return kind == SL_KIND_WALL || kind == SL_KIND_PROP || kind == SL_KIND_PERSON;
}

/* The entity's curves, to be added to. */
static SlSceneCurves *
curves_of (SlSceneMaker *maker, const SlEntity *entity)
{
  SlSceneCurves *curves = g_hash_table_lookup (maker->curves, entity->id);

  if (curves == NULL)
    {
      curves = curves_new ();
      g_hash_table_insert (maker->curves, entity->id, curves);
      if (is_solid (entity->kind) && sl_scene_maker_stands (maker, entity))
        g_ptr_array_add (maker->moving, entity->id);
    }
  return curves;
}

/* `curve` itself, or NULL when its path leads into a list of the entity that lacks the item. */
static SlCurve *
fits (SlCurve *curve, const SlEntity *entity, GError **error)
{
  g_autoptr (SlEntity) trial = NULL;

  if (curve == NULL || sl_curve_is_direct (curve))
    return curve;
  trial = sl_entity_edit (entity);
  if (!sl_curve_apply (curve, 0, trial, error))
    g_clear_pointer (&curve, sl_curve_unref);
  return curve;
}

static void
add_track (SlSceneMaker *maker, const SlTrack *track)
{
  const SlEntity *target = sl_scene_maker_still (maker, track->target);
  GError *error = NULL;
  SlCurve *curve;

  if (target == NULL)
    {
      sl_error_set (&error, SL_ERROR_REFERENCE, _("a track names “%s”, which the plan does not have"),
                    track->target != NULL ? track->target : "");
      leave_out (maker, &maker->shot->entity, "tracks", _("Remove the track, or name what moves"), error);
      return;
    }
  curve = fits (sl_curve_new (target->kind, track, &error), target, &error);
  if (curve == NULL)
    {
      leave_out (maker, &maker->shot->entity, "tracks", _("Correct the track's keys, or remove it"), error);
      return;
    }
  SlSceneCurves *curves = curves_of (maker, target);
  g_ptr_array_add (curves->curves, curve);
  curves->n_tracks++;
}

static void
collect_tracks (SlSceneMaker *maker)
{
  for (guint i = 0; maker->shot != NULL && i < sl_list_n (maker->shot->tracks); i++)
    {
      const SlTrack *track = sl_list_at (maker->shot->tracks, SlTrack, i);

      if (track->target != NULL && track->path != NULL && sl_list_n (track->keys) > 0)
        add_track (maker, track);
    }
}

SlEntity *
sl_scene_maker_now (const SlSceneMaker *maker, const SlEntity *entity, double frame)
{
  const SlSceneCurves *curves = g_hash_table_lookup (maker->curves, entity->id);
  SlEntity *now;

  if (curves == NULL)
    return sl_entity_ref (entity);
  now = sl_entity_edit (entity);
  for (guint i = 0; i < curves->curves->len; i++)
    sl_curve_apply (curves->curves->pdata[i], frame, now, NULL); /* tried when the maker was made */
  return now;
}

/* --- makers --- */

static SlSceneMaker *
maker_alloc (const SlPlan *plan, SlAssets *assets)
{
  SlSceneMaker *maker = g_new0 (SlSceneMaker, 1);

  maker->plan = sl_plan_ref (plan);
  maker->assets = assets != NULL ? sl_assets_ref (assets) : NULL;
  maker->overlay = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) sl_entity_unref);
  maker->absent = g_hash_table_new (g_str_hash, g_str_equal);
  maker->curves = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) curves_unref);
  maker->moving = g_ptr_array_new ();
  maker->still = still_new (g_ptr_array_new_with_free_func ((GDestroyNotify) sl_finding_free),
                            g_ptr_array_new_with_free_func ((GDestroyNotify) sl_finding_free));
  return maker;
}

static SlSceneMaker *
maker_new (const SlPlan *plan, SlAssets *assets, const SlShot *shot, const char *stage_id, const char *setup_id,
           GError **error)
{
  const SlSetup *setup = sl_plan_get (plan, SL_KIND_SETUP, setup_id);
  g_autoptr (SlSceneMaker) maker = NULL;

  stage_id = setup != NULL ? setup->stage : stage_id;
  if (sl_plan_get (plan, SL_KIND_STAGE, stage_id) == NULL)
    {
      if (sl_plan_count (plan, SL_KIND_STAGE) == 0)
        sl_error_set (error, SL_ERROR_REFERENCE, _("the plan has no stage; add one"));
      else
        sl_error_set (error, SL_ERROR_REFERENCE, _("“%s” is no stage of the plan; name one"),
                      stage_id != NULL ? stage_id : "");
      return NULL;
    }
  maker = maker_alloc (plan, assets);
  maker->shot = shot;
  maker->stage_id = g_strdup (stage_id);
  maker->environment_id = setup != NULL ? g_strdup (setup->environment) : NULL;
  if (setup != NULL)
    apply_setup (maker, setup);
  if (shot != NULL)
    strike (maker, shot->absent);
  collect_tracks (maker);
  return g_steal_pointer (&maker);
}

SlSceneMaker *
sl_scene_maker_new_stage (const SlPlan *plan, SlAssets *assets, const char *stage_id, const char *setup_id,
                          GError **error)
{
  return maker_new (plan, assets, NULL, stage_id, setup_id, error);
}

SlSceneMaker *
sl_scene_maker_new_shot (const SlPlan *plan, SlAssets *assets, const char *shot_id, GError **error)
{
  const SlShot *shot = sl_plan_get (plan, SL_KIND_SHOT, shot_id);

  if (shot == NULL)
    {
      sl_error_set (error, SL_ERROR_REFERENCE, _("the plan has no shot “%s”; “show” lists them"), shot_id);
      return NULL;
    }
  if (sl_plan_get (plan, SL_KIND_SETUP, shot->setup) == NULL)
    {
      sl_error_set (error, SL_ERROR_REFERENCE, _("shot %s names no setup; choose one"), shot_id);
      return NULL;
    }
  return maker_new (plan, assets, shot, NULL, shot->setup, error);
}

/* --- overlaid makers --- */

static gpointer
copy_curve_ref (gconstpointer curve, gpointer data)
{
  return sl_curve_ref ((SlCurve *) curve);
}

/* The entity's curves in a set of the maker's own, which it may add to. */
static SlSceneCurves *
own_curves (SlSceneMaker *maker, const SlEntity *entity)
{
  SlSceneCurves *shared = g_hash_table_lookup (maker->curves, entity->id);
  SlSceneCurves *own;

  if (shared == NULL)
    return curves_of (maker, entity);
  if (g_atomic_ref_count_compare (&shared->refs, 1))
    return shared;
  own = curves_new ();
  g_ptr_array_unref (own->curves);
  own->curves = g_ptr_array_copy (shared->curves, copy_curve_ref, NULL);
  own->n_tracks = shared->n_tracks;
  g_hash_table_replace (maker->curves, entity->id, own);
  return own;
}

static gboolean
lay_over (SlSceneMaker *maker, const SlOverlay *value, GError **error)
{
  const SlEntity *entity = sl_scene_maker_still (maker, value->id);
  SlSceneCurves *curves;
  SlCurve *curve;

  if (entity == NULL)
    {
      sl_error_set (error, SL_ERROR_REFERENCE, _("the plan has no “%s”; “show” lists what it has"), value->id);
      return FALSE;
    }
  curve = fits (sl_curve_new_constant (entity->kind, value->path, value->number, error), entity, error);
  if (curve == NULL)
    return FALSE;
  curves = own_curves (maker, entity);
  g_ptr_array_add (curves->curves, curve);
  return TRUE;
}

/* What is still in `maker` lacks what has begun to move. */
static SlSceneStill *
still_without_moving (const SlSceneMaker *whole, const SlSceneMaker *maker)
{
  const SlSceneStill *all = sl_scene_maker_still_things (whole);
  SlSceneStill *still = still_new (g_ptr_array_ref (all->findings), g_ptr_array_ref (all->of_values));

  still->made = TRUE;
  still->walls = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_scene_wall_unref);
  still->meshes = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_scene_mesh_unref);
  for (guint i = 0; i < all->walls->len; i++)
    if (!g_hash_table_contains (maker->curves, ((SlSceneWall *) all->walls->pdata[i])->entity->id))
      g_ptr_array_add (still->walls, sl_scene_wall_ref (all->walls->pdata[i]));
  for (guint i = 0; i < all->meshes->len; i++)
    if (!g_hash_table_contains (maker->curves, ((SlSceneMesh *) all->meshes->pdata[i])->entity->id))
      g_ptr_array_add (still->meshes, sl_scene_mesh_ref (all->meshes->pdata[i]));
  return still;
}

static SlSceneMaker *
maker_copy (const SlSceneMaker *maker)
{
  SlSceneMaker *copy = g_new0 (SlSceneMaker, 1);
  GHashTableIter iter;
  gpointer id, curves;

  copy->plan = sl_plan_ref (maker->plan);
  copy->assets = maker->assets != NULL ? sl_assets_ref (maker->assets) : NULL;
  copy->overlay = g_hash_table_ref (maker->overlay);
  copy->absent = g_hash_table_ref (maker->absent);
  copy->curves = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) curves_unref);
  g_hash_table_iter_init (&iter, maker->curves);
  while (g_hash_table_iter_next (&iter, &id, &curves))
    {
      g_atomic_ref_count_inc (&((SlSceneCurves *) curves)->refs);
      g_hash_table_insert (copy->curves, id, curves);
    }
  copy->stage_id = g_strdup (maker->stage_id);
  copy->environment_id = g_strdup (maker->environment_id);
  copy->shot = maker->shot;
  copy->moving = g_ptr_array_copy (maker->moving, NULL, NULL);
  copy->still = maker->still;
  g_atomic_ref_count_inc (&copy->still->refs);
  return copy;
}

SlSceneMaker *
sl_scene_maker_new_overlaid (const SlSceneMaker *maker, const SlOverlay *overlay, guint n, GError **error)
{
  g_autoptr (SlSceneMaker) copy = maker_copy (maker);

  for (guint i = 0; i < n; i++)
    if (!lay_over (copy, &overlay[i], error))
      return NULL;
  if (copy->moving->len > maker->moving->len)
    {
      SlSceneStill *shared = copy->still;
      copy->still = still_without_moving (maker, copy);
      still_unref (shared);
    }
  return g_steal_pointer (&copy);
}

/* --- what a maker tells --- */

gboolean
sl_scene_maker_is_still (const SlSceneMaker *maker)
{
  return maker->moving->len == 0;
}

const SlShot *
sl_scene_maker_shot (const SlSceneMaker *maker)
{
  return maker->shot != NULL ? (const SlShot *) sl_scene_maker_still (maker, maker->shot->entity.id) : NULL;
}

const GPtrArray *
sl_scene_maker_findings (const SlSceneMaker *maker)
{
  return sl_scene_maker_still_things (maker)->findings;
}

const GPtrArray *
sl_scene_maker_findings_of_values (const SlSceneMaker *maker)
{
  return maker->still->of_values;
}

gboolean
sl_scene_maker_stands (const SlSceneMaker *maker, const SlEntity *entity)
{
  const SlPlaced *placed = sl_entity_placed (entity);

  return g_strcmp0 (placed->stage, maker->stage_id) == 0 && !g_hash_table_contains (maker->absent, entity->id);
}
