#include "sl-gltf-private.h"

#include "sl-check.h"
#include "sl-error.h"
#include "sl-groups.h"
#include "sl-i18n.h"

/* The places of one node, a key a frame, so that the hand-off does not depend on how a curve is read. */
typedef struct {
  guint       node;
  gboolean    scaled;
  GArray     *translations, *rotations, *scales; /* float */
  double      previous[4]; /* rotation */
} Motion;

static void
motion_free (gpointer data)
{
  Motion *motion = data;

  g_array_unref (motion->translations);
  g_array_unref (motion->rotations);
  g_array_unref (motion->scales);
  g_free (motion);
}

static Motion *
motion_new (guint node, gboolean scaled)
{
  Motion *motion = g_new0 (Motion, 1);

  motion->node = node;
  motion->scaled = scaled;
  motion->translations = g_array_new (FALSE, FALSE, sizeof (float));
  motion->rotations = g_array_new (FALSE, FALSE, sizeof (float));
  motion->scales = g_array_new (FALSE, FALSE, sizeof (float));
  return motion;
}

static void
append (GArray *array, const double *values, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      float value = (float) values[i];
      g_array_append_val (array, value);
    }
}

static void
motion_add (Motion *motion, const SlAxesPlace *place)
{
  double dot = 0;

  for (guint i = 0; i < 4; i++)
    dot += place->rotation[i] * motion->previous[i];
  for (guint i = 0; i < 4; i++) /* the short way round */
    motion->previous[i] = dot < 0 ? -place->rotation[i] : place->rotation[i];
  append (motion->translations, place->translation, 3);
  append (motion->rotations, motion->previous, 4);
  append (motion->scales, place->scale, 3);
}

/* --- channels --- */

typedef struct {
  JsonArray *channels, *samplers;
} Animation;

static void
add_channel (Animation *animation, guint input, guint output, guint node, const char *path)
{
  JsonObject *sampler = json_object_new (), *channel = json_object_new (), *target = json_object_new ();

  json_object_set_int_member (sampler, "input", input);
  json_object_set_int_member (sampler, "output", output);
  json_object_set_string_member (sampler, "interpolation", "LINEAR");
  json_object_set_int_member (target, "node", node);
  json_object_set_string_member (target, "path", path);
  json_object_set_int_member (channel, "sampler", json_array_get_length (animation->samplers));
  json_array_add_object_element (animation->samplers, sampler);
  json_object_set_object_member (channel, "target", target);
  json_array_add_object_element (animation->channels, channel);
}

static void
add_motion (SlGltfExport *e, Animation *animation, const Motion *motion, guint times)
{
  gsize n = motion->translations->len / 3;
  guint translation = sl_gltf_file_add_accessor (e->file, motion->translations->data, n, 3, SL_GLTF_FLOAT, FALSE);
  guint rotation = sl_gltf_file_add_accessor (e->file, motion->rotations->data, n, 4, SL_GLTF_FLOAT, FALSE);

  add_channel (animation, times, translation, motion->node, "translation");
  add_channel (animation, times, rotation, motion->node, "rotation");
  if (motion->scaled)
    add_channel (animation, times,
                 sl_gltf_file_add_accessor (e->file, motion->scales->data, n, 3, SL_GLTF_FLOAT, FALSE), motion->node,
                 "scale");
}

/* --- what moves in a shot beside its camera --- */

/* `moves`: has a track; others are of interest when the shot's setup puts them elsewhere. */
static void
add_place (SlGltfExport *e, GHashTable *motions, const SlEntity *entity, const SlFrame *frame, gboolean moves)
{
  const SlGltfNode *node = g_hash_table_lookup (e->nodes, entity->id);
  Motion *motion;
  SlAxesPlace place;

  if (node == NULL || !sl_axes_place (SL_AXES_GLTF, frame, !node->scaled, &place))
    return;
  motion = g_hash_table_lookup (motions, GUINT_TO_POINTER (node->index));
  if (motion == NULL && !moves && !sl_axes_place_differs (&place, &node->place))
    return;
  if (motion == NULL)
    {
      motion = motion_new (node->index, node->scaled);
      g_hash_table_insert (motions, GUINT_TO_POINTER (node->index), motion);
    }
  motion_add (motion, &place);
}

/* Whether the shot has keys for what that light is or where. */
static gboolean
has_keys (const SlShot *shot, const char *id)
{
  for (guint i = 0; i < sl_list_n (shot->tracks); i++)
    if (g_strcmp0 (sl_list_at (shot->tracks, SlTrack, i)->target, id) == 0)
      return TRUE;
  return FALSE;
}

static void
add_places (SlGltfExport *e, GHashTable *motions, const SlShot *shot, const SlScene *scene)
{
  for (guint i = 0; i < scene->walls->len; i++)
    {
      const SlSceneWall *wall = scene->walls->pdata[i];
      add_place (e, motions, wall->entity, &wall->frame, i >= scene->n_still_walls);
    }
  for (guint i = 0; i < scene->lights->len; i++)
    {
      const SlSceneLight *light = &g_array_index (scene->lights, SlSceneLight, i);
      add_place (e, motions, light->entity, &light->frame, has_keys (shot, light->entity->id));
    }
  for (guint i = 0; i < scene->meshes->len; i++)
    {
      const SlSceneMesh *mesh = scene->meshes->pdata[i];
      if (mesh->stands_in == NULL)
        add_place (e, motions, mesh->entity, &mesh->frame, i >= scene->n_still_meshes);
    }
}

static gboolean
has_things_elsewhere (const SlGltfExport *e, const SlSceneMaker *maker)
{
  const SlSetup *setup = sl_plan_get (e->input->plan, SL_KIND_SETUP, sl_scene_maker_shot (maker)->setup);

  if (!sl_scene_maker_is_still (maker) || sl_list_n (setup->values) > 0)
    return TRUE;
  for (guint i = 0; i < sl_plan_count (e->input->plan, SL_KIND_LIGHT); i++) /* which leave a scene still */
    if (has_keys (sl_scene_maker_shot (maker), sl_plan_at (e->input->plan, SL_KIND_LIGHT, i)->id))
      return TRUE;
  return FALSE;
}

/* glTF moves places alone: what else keys and the setup change of lights is said, once of each light in `said`. */
static void
omit_light_changes (const SlGltfExport *e, const SlScene *now, const SlShot *shot, GHashTable *said)
{
  for (guint i = 0; i < now->lights->len; i++)
    {
      const SlSceneLight *light = &g_array_index (now->lights, SlSceneLight, i);
      const SlGltfNode *node = g_hash_table_lookup (e->nodes, light->entity->id);
      const SlSceneLight *built = node != NULL ? node->light : NULL;

      if (built != NULL
          && (built->candela != light->candela || built->kelvin != light->kelvin || built->beam_deg != light->beam_deg
              || built->form != light->form)
          && g_hash_table_add (said, (gpointer) node))
        sl_findings_add (e->input->omissions, SL_SEVERITY_WARNING, built->entity, NULL, _("Hand it on as OpenUSD"),
                         _("its light is another in shot %s: that is left out, its place is not"), shot->entity.id);
    }
}

/* --- what does not stand in a shot --- */

/* A scale of zero for all of the shot: glTF lets readers take that for "not drawn", and each shot is an animation. The
 * shot's node names them too. */
static void
strike_absent (SlGltfExport *e, const SlShot *shot, JsonObject *ours, Animation *animation)
{
  static const float start[] = { 0 }, nothing[] = { 0, 0, 0 };
  const SlSetup *setup = sl_plan_get (e->input->plan, SL_KIND_SETUP, shot->setup);
  g_autoptr (GHashTable) struck = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) things = sl_groups_expand_list (e->input->plan, setup->absent);
  g_autoptr (GPtrArray) own = sl_groups_expand_list (e->input->plan, shot->absent);
  JsonArray *ids = json_array_new ();
  guint time = 0, scale = 0;

  g_ptr_array_extend (things, own, NULL, NULL);
  for (guint i = 0; i < things->len; i++)
    {
      const char *id = things->pdata[i];
      const SlGltfNode *node = g_hash_table_lookup (e->nodes, id);

      if (node == NULL || !g_hash_table_add (struck, (gpointer) id))
        continue;
      if (json_array_get_length (ids) == 0)
        {
          time = sl_gltf_file_add_accessor (e->file, start, 1, 1, SL_GLTF_FLOAT, TRUE);
          scale = sl_gltf_file_add_accessor (e->file, nothing, 1, 3, SL_GLTF_FLOAT, FALSE);
        }
      json_array_add_string_element (ids, id);
      add_channel (animation, time, scale, node->index, "scale");
    }
  json_object_set_array_member (ours, "absent", ids);
}

/* --- a shot --- */

/* Fills `times` (s), `lenses`, the camera's motion and, by their node, those of what else moves. */
static gboolean
sample (SlGltfExport *e, const SlSceneMaker *maker, GArray *times, GArray *lenses, Motion *camera, GHashTable *motions,
        GError **error)
{
  const SlShot *shot = sl_scene_maker_shot (maker);
  gboolean things = has_things_elsewhere (e, maker);
  g_autoptr (GHashTable) said = g_hash_table_new (NULL, NULL);

  for (gint64 frame = 0; frame < shot->frames; frame++)
    {
      double time = (double) frame / sl_rational_to_real (shot->fps);
      g_autoptr (SlScene) scene = NULL;
      SlSceneCamera now;
      SlAxesPlace place;

      if (sl_watch_stops (e->input->watch, error) || !sl_scene_maker_camera (maker, (double) frame, &now, error))
        return FALSE;
      if (!sl_axes_place (SL_AXES_GLTF, &now.frame, TRUE, &place))
        {
          sl_error_set (error, SL_ERROR_INPUT, _("its camera stands nowhere; correct its pose"));
          return FALSE;
        }
      append (times, &time, 1);
      motion_add (camera, &place);
      if (things && (scene = sl_scene_maker_at (maker, (double) frame, NULL)) != NULL)
        {
          add_places (e, motions, shot, scene);
          omit_light_changes (e, scene, shot, said);
        }
      g_array_append_val (lenses, now);
    }
  return TRUE;
}

static JsonObject *
shot_node (SlGltfExport *e, const SlShot *shot, const SlSceneCamera *lenses, guint n)
{
  JsonObject *node = sl_gltf_node (&shot->entity);
  const SlGltfNode *camera = g_hash_table_lookup (e->nodes, lenses->id);
  SlAxesPlace place;

  if (sl_axes_place (SL_AXES_GLTF, &lenses->frame, TRUE, &place))
    sl_gltf_set_place (node, &place);
  sl_gltf_set_lens (e, node, &shot->entity, lenses, n);
  json_object_set_string_member (sl_gltf_extras (node), "camera", lenses->id);
  json_object_set_int_member (sl_gltf_extras (node), "frames", n);
  json_object_set_double_member (sl_gltf_extras (node), "fps", sl_rational_to_real (shot->fps));
  if (camera != NULL && !json_object_has_member (camera->object, "camera")) /* as its first shot begins */
    sl_gltf_set_lens (e, camera->object, NULL, lenses, 1);
  return node;
}

static int
compare_nodes (gconstpointer a, gconstpointer b)
{
  return (*(Motion *const *) a)->node < (*(Motion *const *) b)->node ? -1 : 1;
}

static void
add_animation (SlGltfExport *e, const SlShot *shot, const GArray *times, Motion *camera, GHashTable *motions,
               JsonObject *ours)
{
  Animation animation = { json_array_new (), json_array_new () };
  JsonObject *object = json_object_new ();
  guint input = sl_gltf_file_add_accessor (e->file, times->data, times->len, 1, SL_GLTF_FLOAT, TRUE);
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer motion;

  add_motion (e, &animation, camera, input);
  g_hash_table_iter_init (&iter, motions);
  while (g_hash_table_iter_next (&iter, NULL, &motion))
    if (((Motion *) motion)->translations->len == times->len * 3) /* seen in every frame */
      g_ptr_array_add (sorted, motion);
  g_ptr_array_sort (sorted, compare_nodes);
  for (guint i = 0; i < sorted->len; i++)
    add_motion (e, &animation, sorted->pdata[i], input);
  strike_absent (e, shot, ours, &animation);
  json_object_set_string_member (object, "name", sl_entity_title (&shot->entity));
  json_object_set_array_member (object, "channels", animation.channels);
  json_object_set_array_member (object, "samplers", animation.samplers);
  sl_gltf_file_push (e->file, SL_GLTF_ANIMATIONS, object);
}

gboolean
sl_gltf_add_shot (SlGltfExport *e, const char *shot_id, GError **error)
{
  g_autoptr (SlSceneMaker) maker = sl_scene_maker_new_shot (e->input->plan, e->input->assets, shot_id, error);
  g_autoptr (GHashTable) motions = g_hash_table_new_full (NULL, NULL, NULL, motion_free);
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (float));
  g_autoptr (GArray) lenses = g_array_new (FALSE, FALSE, sizeof (SlSceneCamera));
  Motion *camera = motion_new (0, FALSE);
  gboolean ok = maker != NULL && sample (e, maker, times, lenses, camera, motions, error);

  if (ok)
    {
      const SlShot *shot = sl_scene_maker_shot (maker);
      const SlSceneCamera *lens = (const SlSceneCamera *) (gpointer) lenses->data;
      sl_findings_merge (e->input->omissions, has_things_elsewhere (e, maker) ? sl_scene_maker_findings (maker)
                                              : sl_scene_maker_findings_of_values (maker));
      JsonObject *node = shot_node (e, shot, lens, lenses->len);
      camera->node = sl_gltf_file_push_root (e->file, node);
      if (e->input->frustums)
        sl_gltf_add_frustums (e, node, shot, lens, lenses->len);
      add_animation (e, shot, times, camera, motions, sl_gltf_extras (node));
    }
  motion_free (camera);
  return ok;
}
