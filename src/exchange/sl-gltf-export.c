#include "sl-check.h"
#include "sl-error.h"
#include "sl-file.h"
#include "sl-gltf-private.h"
#include "sl-i18n.h"

/* --- places --- */

SlVec3
sl_gltf_axes (SlVec3 v)
{
  return sl_axes_direction (SL_AXES_GLTF, v);
}

void
sl_gltf_set_place (JsonObject *node, const SlAxesPlace *place)
{
  json_object_set_array_member (node, "translation", sl_gltf_numbers (place->translation, 3));
  json_object_set_array_member (node, "rotation", sl_gltf_numbers (place->rotation, 4));
  if (place->scale[0] != 1 || place->scale[1] != 1 || place->scale[2] != 1)
    json_object_set_array_member (node, "scale", sl_gltf_numbers (place->scale, 3));
}

/* --- nodes --- */

JsonObject *
sl_gltf_node (const SlEntity *entity)
{
  JsonObject *node = json_object_new (), *extras = json_object_new (), *ours = json_object_new ();

  json_object_set_string_member (node, "name", sl_entity_title (entity));
  json_object_set_string_member (ours, "id", entity->id);
  json_object_set_string_member (ours, "kind", sl_kind_info (entity->kind)->record.name);
  json_object_set_object_member (extras, "sightline", ours);
  json_object_set_object_member (node, "extras", extras);
  return node;
}

JsonObject *
sl_gltf_extras (JsonObject *node)
{
  return json_object_get_object_member (json_object_get_object_member (node, "extras"), "sightline");
}

void
sl_gltf_omit (const SlGltfExport *e, const SlEntity *entity, const char *remedy, const char *message)
{
  sl_findings_add (e->input->omissions, SL_SEVERITY_WARNING, entity, NULL, remedy, "%s", message);
}

/* A root node at `frame`, remembered by its entity. `mesh` −1 for none. Borrowed. */
static JsonObject *
add_node (SlGltfExport *e, const SlEntity *entity, const SlAxesPlace *place, gboolean scaled, int mesh)
{
  const SlEntity *owner = sl_plan_find (e->input->plan, entity->id);
  JsonObject *node = sl_gltf_node (entity);
  SlGltfNode *known = g_new (SlGltfNode, 1);

  sl_gltf_set_place (node, place);
  if (mesh >= 0)
    json_object_set_int_member (node, "mesh", mesh);
  *known = (SlGltfNode) { sl_gltf_file_push_root (e->file, node), *place, scaled, node, NULL };
  g_hash_table_insert (e->nodes, owner->id, known);
  return node;
}

static gboolean
find_place (SlGltfExport *e, const SlEntity *entity, const SlFrame *frame, gboolean rigid, SlAxesPlace *place)
{
  if (sl_axes_place (SL_AXES_GLTF, frame, rigid, place))
    return TRUE;
  sl_gltf_omit (e, entity, _("Correct its place or its size"), _("it has no place that can be handed on"));
  return FALSE;
}

static void
add_walls (SlGltfExport *e, const SlScene *scene)
{
  for (guint i = 0; i < scene->walls->len; i++)
    {
      const SlSceneWall *wall = scene->walls->pdata[i];
      SlAxesPlace place;

      for (guint k = 0; k < wall->n_panels; k++)
        {
          const SlVec3 corner = wall->panels[k].corner;
          sl_box_add (&e->walls, corner);
          sl_box_add (&e->walls, sl_vec3_add (sl_vec3_add (corner, wall->panels[k].right), wall->panels[k].up));
        }
      if (find_place (e, wall->entity, &wall->frame, TRUE, &place))
        add_node (e, wall->entity, &place, FALSE, wall->n_panels > 0 ? (int) sl_gltf_add_wall (e, wall) : -1);
    }
}

static void
add_meshes (SlGltfExport *e, const SlScene *scene)
{
  for (guint i = 0; i < scene->meshes->len; i++)
    {
      const SlSceneMesh *mesh = scene->meshes->pdata[i];
      SlAxesPlace place;
      if (mesh->stands_in == NULL && find_place (e, mesh->entity, &mesh->frame, FALSE, &place))
        add_node (e, mesh->entity, &place, TRUE, sl_gltf_add_mesh (e, mesh));
    }
}

static void
add_cameras (SlGltfExport *e, const SlScene *scene)
{
  for (guint i = 0; i < scene->cameras->len; i++)
    {
      const SlScenePlace *camera = &g_array_index (scene->cameras, SlScenePlace, i);
      SlAxesPlace place;
      if (find_place (e, camera->entity, &camera->frame, TRUE, &place))
        add_node (e, camera->entity, &place, FALSE, -1);
    }
}

static void
add_lights (SlGltfExport *e, const SlScene *scene)
{
  for (guint i = 0; i < scene->lights->len; i++)
    {
      const SlSceneLight *light = &g_array_index (scene->lights, SlSceneLight, i);
      SlAxesPlace place;
      if (!find_place (e, light->entity, &light->frame, TRUE, &place))
        continue;
      sl_gltf_set_light (e, add_node (e, light->entity, &place, FALSE, -1), light);
      ((SlGltfNode *) g_hash_table_lookup (e->nodes, light->entity->id))->light = light;
    }
}

/* FALSE with an error only when the work is to stop. */
static gboolean
add_shots (SlGltfExport *e, GError **error)
{
  const SlExportInput *input = e->input;
  guint n = sl_plan_count (input->plan, SL_KIND_SHOT);

  for (guint i = 0; i < n; i++)
    {
      const SlShot *shot = (const SlShot *) sl_plan_at (input->plan, SL_KIND_SHOT, i);
      const SlSetup *setup = sl_plan_get (input->plan, SL_KIND_SETUP, shot->setup);
      g_autoptr (GError) why = NULL;

      if (sl_watch_stops (input->watch, error) || !sl_gltf_file_fits (e->file, error))
        return FALSE;
      sl_watch_tell (input->watch, .9 * i / n);
      if (setup == NULL)
        sl_gltf_omit (e, &shot->entity, _("Complete the shot"), _("the shot has no setup"));
      else if (g_strcmp0 (setup->stage, input->stage_id) == 0 && !sl_gltf_add_shot (e, shot->entity.id, &why)
               && !sl_watch_is_cancelled (input->watch))
        sl_findings_add_error (input->omissions, SL_SEVERITY_WARNING, &shot->entity, NULL, _("Complete the shot"), why);
    }
  return !sl_watch_stops (input->watch, error);
}

static gboolean
add_scene (SlGltfExport *e, GError **error)
{
  const SlExportInput *input = e->input;
  g_autoptr (SlSceneMaker) maker = sl_scene_maker_new_stage (input->plan, input->assets, input->stage_id, NULL, error);
  g_autoptr (SlScene) scene = maker != NULL ? sl_scene_maker_at (maker, 0, error) : NULL;

  if (scene == NULL)
    return FALSE;
  sl_findings_merge (input->omissions, sl_scene_maker_findings (maker));
  add_walls (e, scene);
  add_meshes (e, scene);
  add_lights (e, scene);
  add_cameras (e, scene);
  return add_shots (e, error);
}

gboolean
sl_gltf_export (const SlExportInput *input, const char *path, GError **error)
{
  SlGltfExport e = { .input = input, .walls = sl_box_empty () };
  gboolean ok;

  if (!sl_file_has_suffix (path, ".gltf") && !sl_file_has_suffix (path, ".glb"))
    {
      sl_error_set_at (error, SL_ERROR_INPUT, path, 0, _("the name must end in .glb or .gltf"));
      return FALSE;
    }
  e.file = sl_gltf_file_new (0);
  e.meshes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  e.nodes = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  ok = add_scene (&e, error) && sl_gltf_file_write (e.file, path, input->watch, error);
  g_hash_table_unref (e.meshes);
  g_hash_table_unref (e.nodes);
  sl_gltf_file_free (e.file);
  return ok;
}
