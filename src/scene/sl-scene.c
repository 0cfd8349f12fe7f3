#include "sl-scene.h"

#include <string.h>

#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-optics.h"
#include "sl-track.h"

/* `walls` and `meshes` hold what is the same in every frame; what `moving` names is evaluated for each. */
struct SlSceneMaker {
  SlPlan     *plan;
  SlAssets   *assets;
  GHashTable *overlay;   /* id → SlEntity with the setup's values */
  GHashTable *tracked;   /* id → GPtrArray of SlTrack, borrowed from the shot */
  GHashTable *absent;    /* ids that the setup strikes */
  char       *stage_id, *environment_id;
  const SlShot *shot;    /* borrowed from the plan, NULL for a stage */
  GPtrArray  *walls;     /* SlSceneWall that do not move */
  GPtrArray  *meshes;    /* SlSceneMesh that do not move */
  GPtrArray  *moving;    /* ids of walls, props and persons that do */
};

static void
scene_mesh_unref (SlSceneMesh *mesh)
{
  if (mesh == NULL || !g_atomic_ref_count_dec (&mesh->refs))
    return;
  sl_entity_unref (mesh->entity);
  sl_mesh_unref (mesh->mesh);
  g_free (mesh);
}

void
sl_scene_free (SlScene *scene)
{
  if (scene == NULL)
    return;
  g_ptr_array_unref (scene->walls);
  g_ptr_array_unref (scene->meshes);
  g_ptr_array_unref (scene->lights);
  g_ptr_array_unref (scene->cameras);
  sl_entity_unref (scene->shot);
  sl_entity_unref (scene->environment_owner);
  sl_entity_unref (scene->stage_owner);
  sl_plan_unref (scene->plan);
  g_free (scene);
}

void
sl_scene_maker_free (SlSceneMaker *maker)
{
  if (maker == NULL)
    return;
  g_hash_table_unref (maker->overlay);
  g_hash_table_unref (maker->tracked);
  g_hash_table_unref (maker->absent);
  g_ptr_array_unref (maker->walls);
  g_ptr_array_unref (maker->meshes);
  g_ptr_array_unref (maker->moving);
  g_free (maker->stage_id);
  g_free (maker->environment_id);
  sl_assets_unref (maker->assets);
  sl_plan_unref (maker->plan);
  g_free (maker);
}

/* The entity with the setup's values but without tracks. Borrowed. */
static const SlEntity *
still (const SlSceneMaker *maker, const char *id)
{
  const SlEntity *entity = id != NULL ? g_hash_table_lookup (maker->overlay, id) : NULL;
  return entity != NULL ? entity : sl_plan_find (maker->plan, id);
}

static gboolean
is_tracked (const SlSceneMaker *maker, const char *id)
{
  return g_hash_table_contains (maker->tracked, id);
}

/* The entity at an instant; a new reference. */
static SlEntity *
at_frame (const SlSceneMaker *maker, const SlEntity *entity, double frame, GError **error)
{
  const GPtrArray *tracks = g_hash_table_lookup (maker->tracked, entity->id);
  g_autoptr (SlEntity) moved = NULL;

  if (tracks == NULL)
    return sl_entity_ref (entity);
  moved = sl_entity_edit (entity);
  for (guint i = 0; i < tracks->len; i++)
    if (!sl_track_apply (tracks->pdata[i], frame, moved, error))
      {
        g_prefix_error (error, "%s: ", maker->shot->entity.id);
        return NULL;
      }
  return g_steal_pointer (&moved);
}

static gboolean
apply_setup (SlSceneMaker *maker, const SlSetup *setup, GError **error)
{
  for (guint i = 0; i < sl_list_n (setup->absent); i++)
    g_hash_table_add (maker->absent, *(char **) (setup->absent->data + i * setup->absent->item_size));
  for (guint i = 0; i < sl_list_n (setup->values); i++)
    {
      const SlOverride *value = sl_list_at (setup->values, SlOverride, i);
      SlEntity *entity = value->target != NULL ? g_hash_table_lookup (maker->overlay, value->target) : NULL;
      const SlEntity *original = sl_plan_find (maker->plan, value->target);

      if (original == NULL || value->path == NULL)
        {
          sl_error_set (error, SL_ERROR_REFERENCE, _("%s: a value names “%s”, which the plan does not have; remove it"), setup->entity.id,
                        value->target != NULL ? value->target : "");
          return FALSE;
        }
      if (entity == NULL)
        {
          entity = sl_entity_edit (original);
          g_hash_table_insert (maker->overlay, entity->id, entity);
        }
      if (!sl_entity_set (entity, value->path, value->value != NULL ? value->value : "", FALSE, error))
        {
          g_prefix_error (error, "%s: ", setup->entity.id);
          return FALSE;
        }
    }
  return TRUE;
}

static void
collect_tracks (SlSceneMaker *maker)
{
  for (guint i = 0; maker->shot != NULL && i < sl_list_n (maker->shot->tracks); i++)
    {
      const SlTrack *track = sl_list_at (maker->shot->tracks, SlTrack, i);
      GPtrArray *tracks;

      if (track->target == NULL || track->path == NULL || sl_list_n (track->keys) == 0)
        continue;
      tracks = g_hash_table_lookup (maker->tracked, track->target);
      if (tracks == NULL)
        {
          tracks = g_ptr_array_new ();
          g_hash_table_insert (maker->tracked, track->target, tracks);
        }
      g_ptr_array_add (tracks, (gpointer) track);
    }
}

static SlSceneMesh *
mesh_new (const SlEntity *entity, SlMesh *mesh, const SlPlaced *placed, SlVec3 scale, guint32 colour, gboolean tinted, SlRole role)
{
  SlSceneMesh *result = g_new0 (SlSceneMesh, 1);
  SlFrame frame = sl_frame_from_pose (placed->position, placed->pan, placed->tilt, placed->roll);

  g_atomic_ref_count_init (&result->refs);
  result->entity = sl_entity_ref (entity);
  result->mesh = sl_mesh_ref (mesh);
  result->frame = sl_frame_scaled (&frame, scale);
  result->colour = colour;
  result->tinted = tinted;
  result->role = role;
  return result;
}

/* NULL when the model was not loaded. */
static SlSceneMesh *
prop_mesh (const SlSceneMaker *maker, const SlProp *prop)
{
  static const SlPrimitive primitives[] = { SL_PRIMITIVE_BOX, SL_PRIMITIVE_CYLINDER, SL_PRIMITIVE_SPHERE, SL_PRIMITIVE_BOX };

  if (prop->shape == SL_SHAPE_MODEL)
    {
      g_autoptr (SlMesh) mesh = maker->assets != NULL ? sl_assets_mesh (maker->assets, prop->model) : NULL;
      SlVec3 scale = sl_vec3 (prop->scale, prop->scale, prop->scale);
      return mesh != NULL ? mesh_new (&prop->entity, mesh, &prop->placed, scale, prop->colour, FALSE, prop->role) : NULL;
    }
  return mesh_new (&prop->entity, sl_mesh_primitive (primitives[prop->shape]), &prop->placed, prop->size, prop->colour, TRUE, prop->role);
}

static SlSceneMesh *
person_mesh (const SlPerson *person)
{
  SlVec3 scale = sl_vec3 (person->height, person->height, person->height);
  return mesh_new (&person->entity, sl_mesh_primitive (SL_PRIMITIVE_PERSON), &person->placed, scale, person->colour, TRUE, SL_ROLE_TALENT);
}

/* Adds what the entity becomes; walls that cannot stand fail, missing models are left out. */
static gboolean
add_entity (const SlSceneMaker *maker, const SlEntity *entity, GPtrArray *walls, GPtrArray *meshes, GError **error)
{
  if (entity->kind == SL_KIND_WALL)
    {
      SlSceneWall *wall = sl_scene_wall_new (maker->plan, entity, error);
      if (wall == NULL)
        return FALSE;
      g_ptr_array_add (walls, wall);
      return TRUE;
    }
  SlSceneMesh *mesh = entity->kind == SL_KIND_PROP ? prop_mesh (maker, (const SlProp *) entity) : person_mesh ((const SlPerson *) entity);
  if (mesh != NULL)
    g_ptr_array_add (meshes, mesh);
  return TRUE;
}

static gboolean
stands (const SlSceneMaker *maker, const SlEntity *entity)
{
  const SlPlaced *placed = sl_entity_placed (entity);
  return g_strcmp0 (placed->stage, maker->stage_id) == 0 && !g_hash_table_contains (maker->absent, entity->id);
}

static gboolean
collect_entities (SlSceneMaker *maker, GError **error)
{
  static const SlKind solid[] = { SL_KIND_WALL, SL_KIND_PROP, SL_KIND_PERSON };

  for (guint k = 0; k < G_N_ELEMENTS (solid); k++)
    for (guint i = 0; i < sl_plan_count (maker->plan, solid[k]); i++)
      {
        const SlEntity *entity = still (maker, sl_plan_at (maker->plan, solid[k], i)->id);
        if (!stands (maker, entity))
          continue;
        if (is_tracked (maker, entity->id))
          g_ptr_array_add (maker->moving, entity->id);
        else if (!add_entity (maker, entity, maker->walls, maker->meshes, error))
          return FALSE;
      }
  return TRUE;
}

static SlSceneMaker *
maker_new (const SlPlan *plan, SlAssets *assets, const SlShot *shot, const char *stage_id, const char *setup_id, GError **error)
{
  g_autoptr (SlSceneMaker) maker = g_new0 (SlSceneMaker, 1);
  const SlSetup *setup = sl_plan_get (plan, SL_KIND_SETUP, setup_id);

  maker->plan = sl_plan_ref (plan);
  maker->assets = assets != NULL ? sl_assets_ref (assets) : NULL;
  maker->overlay = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) sl_entity_unref);
  maker->tracked = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  maker->absent = g_hash_table_new (g_str_hash, g_str_equal);
  maker->walls = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_scene_wall_unref);
  maker->meshes = g_ptr_array_new_with_free_func ((GDestroyNotify) scene_mesh_unref);
  maker->moving = g_ptr_array_new ();
  maker->shot = shot;
  maker->stage_id = g_strdup (setup != NULL ? setup->stage : stage_id);
  maker->environment_id = setup != NULL ? g_strdup (setup->environment) : NULL;
  if (sl_plan_get (plan, SL_KIND_STAGE, maker->stage_id) == NULL)
    {
      if (sl_plan_count (plan, SL_KIND_STAGE) == 0)
        sl_error_set (error, SL_ERROR_REFERENCE, _("the plan has no stage; add one"));
      else
        sl_error_set (error, SL_ERROR_REFERENCE, _("“%s” is no stage of the plan; name one"), maker->stage_id != NULL ? maker->stage_id : "");
      return NULL;
    }
  collect_tracks (maker);
  if ((setup != NULL && !apply_setup (maker, setup, error)) || !collect_entities (maker, error))
    return NULL;
  return g_steal_pointer (&maker);
}

SlSceneMaker *
sl_scene_maker_new_stage (const SlPlan *plan, SlAssets *assets, const char *stage_id, const char *setup_id, GError **error)
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
      sl_error_set (error, SL_ERROR_REFERENCE, _("shot %s names no setup; set its “setup”"), shot_id);
      return NULL;
    }
  return maker_new (plan, assets, shot, NULL, shot->setup, error);
}

gboolean
sl_scene_maker_is_still (const SlSceneMaker *maker)
{
  return maker->moving->len == 0;
}

gboolean
sl_scene_same_shot (const SlPlan *a, const SlPlan *b, const char *shot_id)
{
  static const SlKind read[] = { SL_KIND_STAGE, SL_KIND_SETUP, SL_KIND_ENVIRONMENT, SL_KIND_WALL, SL_KIND_PROP, SL_KIND_PERSON, SL_KIND_LIGHT, SL_KIND_CAMERA,
                                 SL_KIND_PANEL, SL_KIND_PROCESSOR, SL_KIND_BODY, SL_KIND_LENS_SET };

  for (guint i = 0; i < G_N_ELEMENTS (read); i++)
    if (!sl_plan_same_kind (a, b, read[i]))
      return FALSE;
  return sl_plan_get (a, SL_KIND_SHOT, shot_id) == sl_plan_get (b, SL_KIND_SHOT, shot_id);
}

const SlMode *
sl_camera_mode (const SlPlan *plan, const SlCamera *camera, GError **error)
{
  const SlBody *body = sl_plan_get (plan, SL_KIND_BODY, camera->body);
  g_autoptr (GString) names = g_string_new (NULL);

  if (body == NULL || sl_list_n (body->modes) == 0)
    {
      sl_error_set (error, SL_ERROR_REFERENCE, _("camera %s has no body with modes; choose one from the catalogue"), camera->entity.id);
      return NULL;
    }
  for (guint i = 0; i < sl_list_n (body->modes); i++)
    {
      const SlMode *mode = sl_list_at (body->modes, SlMode, i);
      if (camera->mode == NULL || g_strcmp0 (mode->name, camera->mode) == 0)
        return mode;
      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", mode->name);
    }
  sl_error_set (error, SL_ERROR_REFERENCE, _("camera %s: the body has no mode “%s”; its modes are %s"), camera->entity.id, camera->mode, names->str);
  return NULL;
}

static gboolean
has_track (const SlSceneMaker *maker, const char *id, const char *path)
{
  const GPtrArray *tracks = g_hash_table_lookup (maker->tracked, id);
  gsize length = strlen (path);

  for (guint i = 0; tracks != NULL && i < tracks->len; i++)
    {
      const char *name = ((const SlTrack *) tracks->pdata[i])->path;
      if (strncmp (name, path, length) == 0 && (name[length] == '\0' || name[length] == '.'))
        return TRUE;
    }
  return FALSE;
}

static double
pick (const SlSceneMaker *maker, const SlCamera *camera, const char *path, double of_shot, double of_camera)
{
  return isnan (of_shot) || has_track (maker, camera->entity.id, path) ? of_camera : of_shot;
}

/* Where the shot has its camera: its own pose stands for the camera's, field by field, unless it has the camera itself move. */
static SlPlaced
camera_pose (const SlSceneMaker *maker, const SlShot *shot, const SlCamera *camera)
{
  SlPlaced pose = camera->placed;

  if (!isnan (shot->position.x) && !has_track (maker, camera->entity.id, "position"))
    pose.position = shot->position;
  pose.pan = pick (maker, camera, "pan", shot->pan, pose.pan);
  pose.tilt = pick (maker, camera, "tilt", shot->tilt, pose.tilt);
  pose.roll = pick (maker, camera, "roll", shot->roll, pose.roll);
  return pose;
}

static gboolean
fill_camera (const SlSceneMaker *maker, const SlShot *shot, const SlCamera *camera, SlSceneCamera *out, GError **error)
{
  const SlMode *mode = sl_camera_mode (maker->plan, camera, error);
  const SlLensSet *lenses = sl_plan_get (maker->plan, SL_KIND_LENS_SET, camera->lenses);
  SlPlaced pose = camera_pose (maker, shot, camera);
  SlSensorArea area;

  if (mode == NULL)
    return FALSE;
  out->camera = camera;
  out->squeeze = lenses != NULL ? lenses->squeeze : 1;
  area = sl_optics_extraction (mode->sensor_w_mm, mode->sensor_h_mm, out->squeeze, shot->ratio);
  out->frame = sl_frame_from_pose (pose.position, pose.pan, pose.tilt, pose.roll);
  out->focal_mm = shot->focal_mm;
  out->stop = shot->stop;
  out->focus_m = isnan (shot->focus) || shot->focus <= 0 ? INFINITY : fmax (shot->focal_mm / 1000 * 1.01, shot->focus - camera->pupil_offset_mm / 1000);
  out->shutter_deg = shot->shutter;
  out->iso = camera->iso;
  out->sensor_w_mm = area.w_mm;
  out->sensor_h_mm = area.h_mm;
  out->hfov_deg = sl_optics_fov_deg (area.w_mm, out->squeeze, shot->focal_mm);
  out->vfov_deg = sl_optics_fov_deg (area.h_mm, 1, shot->focal_mm);
  out->tan_h = area.w_mm * out->squeeze / (2 * shot->focal_mm);
  out->tan_v = area.h_mm / (2 * shot->focal_mm);
  out->mode_tan_h = mode->sensor_w_mm * out->squeeze / (2 * shot->focal_mm);
  out->mode_tan_v = mode->sensor_h_mm / (2 * shot->focal_mm);
  out->photosite_mm = isnan (mode->photosite_um) ? mode->sensor_w_mm / (double) mode->photosites_w : mode->photosite_um / 1000;
  out->recorded_w = mode->photosites_w;
  out->recorded_h = mode->photosites_h;
  return TRUE;
}

static gboolean
add_placed (const SlSceneMaker *maker, SlKind kind, double frame, GPtrArray *out, GError **error)
{
  for (guint i = 0; i < sl_plan_count (maker->plan, kind); i++)
    {
      const SlEntity *entity = still (maker, sl_plan_at (maker->plan, kind, i)->id);
      SlEntity *now;

      if (!stands (maker, entity))
        continue;
      if ((now = at_frame (maker, entity, frame, error)) == NULL)
        return FALSE;
      g_ptr_array_add (out, now);
    }
  return TRUE;
}

static const SlCamera *
find_camera (const SlScene *scene, const char *id)
{
  for (guint i = 0; i < scene->cameras->len; i++)
    if (g_strcmp0 (((SlEntity *) scene->cameras->pdata[i])->id, id) == 0)
      return scene->cameras->pdata[i];
  return NULL;
}

static gboolean
add_shot (const SlSceneMaker *maker, SlScene *scene, GError **error)
{
  const SlCamera *camera;

  scene->shot = at_frame (maker, still (maker, maker->shot->entity.id), scene->frame, error);
  if (scene->shot == NULL)
    return FALSE;
  camera = find_camera (scene, ((SlShot *) scene->shot)->camera);
  if (camera == NULL)
    {
      sl_error_set (error, SL_ERROR_REFERENCE, _("shot %s names no camera that stands on its stage; set its “camera”"), maker->shot->entity.id);
      return FALSE;
    }
  scene->has_camera = fill_camera (maker, (SlShot *) scene->shot, camera, &scene->camera, error);
  return scene->has_camera;
}

SlEntity *
sl_scene_maker_entity (const SlSceneMaker *maker, const char *id, double frame, GError **error)
{
  const SlEntity *entity = still (maker, id);
  g_autoptr (SlEntity) now = entity != NULL ? at_frame (maker, entity, frame, error) : NULL;
  g_autoptr (SlEntity) shot = NULL;

  if (entity == NULL)
    sl_error_set (error, SL_ERROR_REFERENCE, _("the plan has no “%s”; “show” lists what it has"), id);
  if (now == NULL || maker->shot == NULL || now->kind != SL_KIND_CAMERA)
    return g_steal_pointer (&now);
  shot = at_frame (maker, still (maker, maker->shot->entity.id), frame, error);
  if (shot == NULL || g_strcmp0 (((SlShot *) shot)->camera, id) != 0)
    return shot != NULL ? g_steal_pointer (&now) : NULL;
  SlEntity *camera = sl_entity_edit (now);
  ((SlCamera *) camera)->placed = camera_pose (maker, (SlShot *) shot, (SlCamera *) now);
  return camera;
}

SlScene *
sl_scene_maker_at (const SlSceneMaker *maker, double frame, GError **error)
{
  g_autoptr (SlScene) scene = g_new0 (SlScene, 1);
  const SlEntity *environment = still (maker, maker->environment_id);

  scene->plan = sl_plan_ref (maker->plan);
  scene->frame = frame;
  scene->walls = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_scene_wall_unref);
  scene->meshes = g_ptr_array_new_with_free_func ((GDestroyNotify) scene_mesh_unref);
  scene->lights = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_entity_unref);
  scene->cameras = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_entity_unref);
  scene->stage_owner = at_frame (maker, still (maker, maker->stage_id), frame, error);
  if (scene->stage_owner == NULL)
    return NULL;
  scene->stage = (const SlStage *) scene->stage_owner;
  if (environment != NULL && environment->kind == SL_KIND_ENVIRONMENT)
    {
      if ((scene->environment_owner = at_frame (maker, environment, frame, error)) == NULL)
        return NULL;
      scene->environment = (const SlEnvironment *) scene->environment_owner;
    }
  for (guint i = 0; i < maker->walls->len; i++)
    {
      SlSceneWall *wall = maker->walls->pdata[i];
      g_atomic_ref_count_inc (&wall->refs);
      g_ptr_array_add (scene->walls, wall);
    }
  for (guint i = 0; i < maker->meshes->len; i++)
    {
      SlSceneMesh *mesh = maker->meshes->pdata[i];
      g_atomic_ref_count_inc (&mesh->refs);
      g_ptr_array_add (scene->meshes, mesh);
    }
  scene->n_still_walls = scene->walls->len;
  scene->n_still_meshes = scene->meshes->len;
  for (guint i = 0; i < maker->moving->len; i++)
    {
      g_autoptr (SlEntity) now = at_frame (maker, still (maker, maker->moving->pdata[i]), frame, error);
      if (now == NULL || !add_entity (maker, now, scene->walls, scene->meshes, error))
        return NULL;
    }
  if (!add_placed (maker, SL_KIND_LIGHT, frame, scene->lights, error) || !add_placed (maker, SL_KIND_CAMERA, frame, scene->cameras, error))
    return NULL;
  if (maker->shot != NULL && !add_shot (maker, scene, error))
    return NULL;
  return g_steal_pointer (&scene);
}
