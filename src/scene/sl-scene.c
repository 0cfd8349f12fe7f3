#include "sl-scene-private.h"

#include "sl-error.h"
#include "sl-i18n.h"

SlSceneMesh *
sl_scene_mesh_ref (SlSceneMesh *mesh)
{
  g_atomic_ref_count_inc (&mesh->refs);
  return mesh;
}

void
sl_scene_mesh_unref (SlSceneMesh *mesh)
{
  if (mesh == NULL || !g_atomic_ref_count_dec (&mesh->refs))
    return;
  sl_entity_unref (mesh->entity);
  sl_mesh_unref (mesh->mesh);
  g_free (mesh->stands_in);
  g_free (mesh);
}

void
sl_scene_free (SlScene *scene)
{
  if (scene == NULL)
    return;
  g_clear_pointer (&scene->walls, g_ptr_array_unref);
  g_clear_pointer (&scene->meshes, g_ptr_array_unref);
  g_clear_pointer (&scene->lights, g_array_unref);
  g_clear_pointer (&scene->cameras, g_array_unref);
  g_clear_pointer (&scene->marks, g_array_unref);
  g_clear_pointer (&scene->rigs, g_array_unref);
  g_clear_pointer (&scene->dimensions, g_array_unref);
  sl_entity_unref (scene->shot);
  sl_scene_environment_free (scene->environment);
  sl_entity_unref ((SlEntity *) scene->stage.entity);
  sl_plan_unref (scene->plan);
  g_free (scene);
}

/* --- what stands --- */

static SlSceneMesh *
mesh_new (const SlEntity *entity, SlMesh *mesh, const SlPlaced *placed, SlVec3 scale, guint32 colour, gboolean tinted,
          SlRole role)
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

/* For a model that could not be read: a box as large as the prop is known to be, so that it is missed and still takes
 * its place. NULL while nobody has tried to read it. */
static SlSceneMesh *
stand_in (const SlSceneMaker *maker, const SlProp *prop)
{
  g_autoptr (GError) why = maker->assets != NULL ? sl_assets_mesh_error (maker->assets, prop->model) : NULL;
  SlSceneMesh *box;

  if (why == NULL)
    return NULL;
  box = mesh_new (&prop->entity, sl_mesh_primitive (SL_PRIMITIVE_BOX), &prop->placed,
                  sl_vec3_scale (prop->size, prop->scale), prop->colour, TRUE, prop->role);
  box->stands_in = g_strdup (prop->model);
  return box;
}

/* NULL when the model was not loaded. */
static SlSceneMesh *
prop_mesh (const SlSceneMaker *maker, const SlProp *prop)
{
  static const SlPrimitive primitives[] = { SL_PRIMITIVE_BOX, SL_PRIMITIVE_CYLINDER, SL_PRIMITIVE_SPHERE,
                                            SL_PRIMITIVE_BOX };

  if (prop->shape == SL_SHAPE_MODEL)
    {
      g_autoptr (SlMesh) mesh = maker->assets != NULL ? sl_assets_mesh (maker->assets, prop->model) : NULL;
      SlVec3 scale = sl_vec3 (prop->scale, prop->scale, prop->scale);

      if (mesh == NULL)
        return stand_in (maker, prop);
      return mesh_new (&prop->entity, mesh, &prop->placed, scale, prop->colour, FALSE, prop->role);
    }
  return mesh_new (&prop->entity, sl_mesh_primitive (primitives[prop->shape]), &prop->placed, prop->size, prop->colour,
                   TRUE, prop->role);
}

static SlSceneMesh *
person_mesh (const SlPerson *person)
{
  SlVec3 scale = sl_vec3 (person->height, person->height, person->height);
  return mesh_new (&person->entity, sl_mesh_primitive (SL_PRIMITIVE_PERSON), &person->placed, scale, person->colour,
                   TRUE, SL_ROLE_TALENT);
}

/* The same words as those of whoever loaded it, so that it is said once. */
static void
no_model (const SlSceneMaker *maker, const SlProp *prop, GError **error)
{
  GError *why = sl_assets_mesh_error (maker->assets, prop->model);

  if (why != NULL)
    g_propagate_error (error, why);
  else
    sl_error_set (error, SL_ERROR_INPUT, _("It has no model; choose a file, or another shape"));
}

/* Adds what the entity becomes; FALSE with an error when it cannot stand, or another in its place. */
static gboolean
add_entity (const SlSceneMaker *maker, const SlEntity *entity, GPtrArray *walls, GPtrArray *meshes, GError **error)
{
  if (entity->kind == SL_KIND_WALL)
    {
      SlSceneWall *wall = sl_scene_wall_new (maker->plan, entity, error);

      if (wall != NULL)
        g_ptr_array_add (walls, wall);
      return wall != NULL;
    }
  SlSceneMesh *mesh = entity->kind == SL_KIND_PROP ? prop_mesh (maker, (const SlProp *) entity)
                                                   : person_mesh ((const SlPerson *) entity);
  const gboolean ok = mesh != NULL && mesh->stands_in == NULL;

  if (mesh != NULL)
    g_ptr_array_add (meshes, mesh);
  if (!ok && maker->assets != NULL)
    no_model (maker, (const SlProp *) entity, error);
  return ok || maker->assets == NULL;
}

/* One thing for all frames, or a finding that says why it is left out. */
static void
add_still (const SlSceneMaker *maker, SlSceneStill *still, const SlEntity *entity)
{
  g_autoptr (GPtrArray) walls = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_scene_wall_unref);
  g_autoptr (GPtrArray) meshes = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_scene_mesh_unref);
  g_autoptr (GError) error = NULL;
  gboolean moves = g_hash_table_contains (maker->curves, entity->id); /* made anew in each scene */

  if (!sl_scene_maker_stands (maker, entity))
    return;
  if (add_entity (maker, entity, moves ? walls : still->walls, moves ? meshes : still->meshes, &error))
    return;
  sl_findings_add_error (still->findings, SL_SEVERITY_ERROR, entity,
                         entity->kind == SL_KIND_WALL ? "cabinet" : "model", _("Choose another file"), error);
}

const SlSceneStill *
sl_scene_maker_still_things (const SlSceneMaker *maker)
{
  static const SlKind solid[] = { SL_KIND_WALL, SL_KIND_PROP, SL_KIND_PERSON };
  SlSceneStill *still = maker->still;

  g_mutex_lock (&still->lock);
  if (!still->made)
    {
      still->walls = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_scene_wall_unref);
      still->meshes = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_scene_mesh_unref);
      sl_findings_merge (still->findings, still->of_values);
      for (guint k = 0; k < G_N_ELEMENTS (solid); k++)
        for (guint i = 0; i < sl_plan_count (maker->plan, solid[k]); i++)
          add_still (maker, still, sl_scene_maker_still (maker, sl_plan_at (maker->plan, solid[k], i)->id));
      still->made = TRUE;
    }
  g_mutex_unlock (&still->lock);
  return still;
}

/* --- a scene --- */

static void
add_solid (const SlSceneMaker *maker, SlScene *scene)
{
  const SlSceneStill *still = sl_scene_maker_still_things (maker);

  scene->walls = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_scene_wall_unref);
  scene->meshes = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_scene_mesh_unref);
  for (guint i = 0; i < still->walls->len; i++)
    g_ptr_array_add (scene->walls, sl_scene_wall_ref (still->walls->pdata[i]));
  for (guint i = 0; i < still->meshes->len; i++)
    g_ptr_array_add (scene->meshes, sl_scene_mesh_ref (still->meshes->pdata[i]));
  scene->n_still_walls = scene->walls->len;
  scene->n_still_meshes = scene->meshes->len;
  for (guint i = 0; i < maker->moving->len; i++)
    {
      g_autoptr (SlEntity) now = sl_scene_maker_now (maker, sl_scene_maker_still (maker, maker->moving->pdata[i]),
                                                     scene->frame);
      add_entity (maker, now, scene->walls, scene->meshes, NULL);
    }
}

static SlFrame
frame_of (const SlEntity *entity)
{
  const SlPlaced *placed = sl_entity_placed (entity);

  return sl_frame_from_pose (placed->position, placed->pan, placed->tilt, placed->roll);
}

static void
place_clear (gpointer data)
{
  sl_entity_unref (((SlScenePlace *) data)->entity);
}

static void
light_clear (gpointer data)
{
  sl_entity_unref (((SlSceneLight *) data)->entity);
}

/* Cameras or marks of the stage. */
static GArray *
places (const SlSceneMaker *maker, SlKind kind, double frame)
{
  GArray *out = g_array_new (FALSE, FALSE, sizeof (SlScenePlace));

  g_array_set_clear_func (out, place_clear);
  for (guint i = 0; i < sl_plan_count (maker->plan, kind); i++)
    {
      const SlEntity *entity = sl_scene_maker_still (maker, sl_plan_at (maker->plan, kind, i)->id);

      if (!sl_scene_maker_stands (maker, entity))
        continue;
      SlScenePlace place = { .entity = sl_scene_maker_entity (maker, entity->id, frame, NULL) };
      place.frame = frame_of (place.entity);
      g_array_append_val (out, place);
    }
  return out;
}

/* The shot's own camera with its sway, as its picture has it. */
static void
stand_camera (SlScene *scene)
{
  for (guint i = 0; scene->has_camera && i < scene->cameras->len; i++)
    {
      SlScenePlace *place = &g_array_index (scene->cameras, SlScenePlace, i);

      if (g_str_equal (place->entity->id, scene->camera.id))
        place->frame = scene->camera.frame;
    }
}

/* The camera that it carries: the shot's own rather than another. */
static const SlScenePlace *
carried_by (const SlScene *scene, const char *rig_id)
{
  const SlScenePlace *found = NULL;

  for (guint i = 0; i < scene->cameras->len; i++)
    {
      const SlScenePlace *place = &g_array_index (scene->cameras, SlScenePlace, i);
      const gboolean own = scene->has_camera && g_str_equal (scene->camera.id, place->entity->id);

      if (g_strcmp0 (((const SlCamera *) place->entity)->rig, rig_id) == 0 && (found == NULL || own))
        found = place;
    }
  return found;
}

static void
rig_clear (gpointer data)
{
  sl_entity_unref (((SlSceneRig *) data)->entity);
}

static GArray *
rigs_of (const SlSceneMaker *maker, const SlScene *scene, double frame)
{
  GArray *out = g_array_new (FALSE, FALSE, sizeof (SlSceneRig));

  g_array_set_clear_func (out, rig_clear);
  for (guint i = 0; i < sl_plan_count (maker->plan, SL_KIND_RIG); i++)
    {
      const SlRig *rig = (const SlRig *) sl_plan_at (maker->plan, SL_KIND_RIG, i);

      if (!sl_scene_maker_stands (maker, &rig->entity))
        continue;
      SlSceneRig place = { .entity = sl_scene_maker_entity (maker, rig->entity.id, frame, NULL) };
      const SlScenePlace *camera = carried_by (scene, rig->entity.id);
      place.frame = frame_of (place.entity);
      sl_scene_rig_points (maker, rig, frame, &place.pivot, &place.head);
      place.carries = camera != NULL;
      place.head = camera != NULL ? camera->frame.o : place.head;
      g_array_append_val (out, place);
    }
  return out;
}

static GArray *
lights_of (const SlSceneMaker *maker, double frame)
{
  GArray *out = g_array_new (FALSE, FALSE, sizeof (SlSceneLight));

  g_array_set_clear_func (out, light_clear);
  for (guint i = 0; i < sl_plan_count (maker->plan, SL_KIND_LIGHT); i++)
    {
      const SlEntity *entity = sl_scene_maker_still (maker, sl_plan_at (maker->plan, SL_KIND_LIGHT, i)->id);

      if (!sl_scene_maker_stands (maker, entity))
        continue;
      SlEntity *now = sl_scene_maker_now (maker, entity, frame);
      const SlLight *l = (const SlLight *) now;
      SlSceneLight light = { now, frame_of (now), (SlLightForm) l->form, l->beam, l->kelvin, l->candela };
      g_array_append_val (out, light);
    }
  return out;
}

/* A camera, with what is laid over it, on its rig; takes it and returns it as it stands. */
static SlEntity *
stood_on (const SlSceneMaker *maker, const SlRig *rig, double frame, SlEntity *now)
{
  SlEntity *camera = sl_entity_edit (now);

  sl_entity_unref (now);
  ((SlCamera *) camera)->placed.position = sl_scene_ride (maker, rig, frame, SL_SIDE_AFTER, SL_ORDER_VALUE);
  sl_scene_write_curves (maker, camera->id, TRUE, frame, SL_SIDE_AFTER, SL_ORDER_VALUE, camera);
  return camera;
}

SlEntity *
sl_scene_maker_entity (const SlSceneMaker *maker, const char *id, double frame, GError **error)
{
  const SlEntity *entity = sl_scene_maker_still (maker, id);
  SlEntity *now = entity != NULL ? sl_scene_maker_now (maker, entity, frame) : NULL;
  const SlRig *rig;
  SlPlaced pose;

  if (entity == NULL)
    sl_error_set (error, SL_ERROR_REFERENCE, _("the plan has no “%s”; “show” lists what it has"), id);
  if (now != NULL && now->kind == SL_KIND_CAMERA && maker->shot != NULL
      && sl_scene_camera_pose (maker, frame, &pose) == entity)
    {
      SlEntity *camera = sl_entity_edit (now);
      SlPlaced *placed = &((SlCamera *) camera)->placed;

      sl_entity_unref (now);
      now = camera;
      *placed = (SlPlaced) { placed->stage, pose.position, pose.pan, pose.tilt, pose.roll, placed->group };
    }
  else if (now != NULL && (rig = sl_scene_ridden (maker->plan, maker->shot, id)) != NULL)
    now = stood_on (maker, rig, frame, now);
  return now;
}

gboolean
sl_scene_maker_pose (const SlSceneMaker *maker, const char *id, double frame, SlScenePose *pose)
{
  g_autoptr (SlEntity) now = sl_scene_maker_entity (maker, id, frame, NULL);
  const SlPlaced *placed = now != NULL ? sl_entity_placed (now) : NULL;

  if (placed != NULL)
    *pose = (SlScenePose) { placed->position, placed->pan, placed->tilt, placed->roll };
  return placed != NULL;
}

SlScene *
sl_scene_maker_at (const SlSceneMaker *maker, double frame, GError **error)
{
  g_autoptr (SlScene) scene = g_new0 (SlScene, 1);

  scene->plan = sl_plan_ref (maker->plan);
  scene->frame = frame;
  if (maker->shot != NULL)
    {
      scene->shot = sl_scene_maker_now (maker, sl_scene_maker_still (maker, maker->shot->entity.id), frame);
      scene->has_camera = sl_scene_maker_camera (maker, frame, &scene->camera, error);
      if (!scene->has_camera)
        return NULL;
    }
  sl_scene_stage_init (&scene->stage,
                       sl_scene_maker_now (maker, sl_scene_maker_still (maker, maker->stage_id), frame));
  scene->environment = sl_scene_environment_new (maker, frame);
  add_solid (maker, scene);
  scene->lights = lights_of (maker, frame);
  scene->cameras = places (maker, SL_KIND_CAMERA, frame);
  stand_camera (scene);
  scene->marks = places (maker, SL_KIND_MARK, frame);
  scene->rigs = rigs_of (maker, scene, frame);
  scene->dimensions = sl_scene_dimensions (maker, frame);
  return g_steal_pointer (&scene);
}

