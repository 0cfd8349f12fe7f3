/* A GLB is a 12-byte header, a JSON chunk padded with blanks and a BIN chunk padded with zeros. Axes: (x, y, z) of the
 * plan become (x, z, −y); cameras look along their own −Z (docs/UNITS.md). */
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "sl-error.h"
#include "sl-exporter.h"
#include "sl-file.h"
#include "sl-i18n.h"

enum { FLOAT = 5126, UNSIGNED_INT = 5125 };

typedef struct {
  const SlExportInput *input;
  GByteArray *bin;
  JsonArray  *nodes, *meshes, *materials, *accessors, *views, *cameras, *animations, *images, *textures, *roots;
  GHashTable *known_meshes;    /* stamp and colour → mesh index */
} Export;

/* --- small JSON helpers --- */

static JsonArray *
numbers (const double *values, guint n)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < n; i++)
    json_array_add_double_element (array, values[i]);
  return array;
}

static guint
push (JsonArray *array, JsonObject *object)
{
  json_array_add_object_element (array, object);
  return json_array_get_length (array) - 1;
}

/* --- data --- */

static guint
add_view (Export *e, gconstpointer data, gsize length)
{
  static const guint8 zeros[4] = { 0 };
  JsonObject *view = json_object_new ();

  json_object_set_int_member (view, "buffer", 0);
  json_object_set_int_member (view, "byteOffset", e->bin->len);
  json_object_set_int_member (view, "byteLength", (gint64) length);
  g_byte_array_append (e->bin, data, (guint) length);
  g_byte_array_append (e->bin, zeros, (4 - e->bin->len % 4) % 4);
  return push (e->views, view);
}

static guint
add_accessor (Export *e, gconstpointer data, guint n, guint parts, int component, gboolean bounds)
{
  static const char *const types[] = { "", "SCALAR", "VEC2", "VEC3", "VEC4" };
  JsonObject *accessor = json_object_new ();

  json_object_set_int_member (accessor, "bufferView", add_view (e, data, (gsize) n * parts * 4));
  json_object_set_int_member (accessor, "componentType", component);
  json_object_set_int_member (accessor, "count", n);
  json_object_set_string_member (accessor, "type", types[parts]);
  if (bounds)
    {
      double low[4], high[4];
      for (guint k = 0; k < parts; k++)
        {
          low[k] = INFINITY;
          high[k] = -INFINITY;
          for (guint i = 0; i < n; i++)
            {
              double v = (double) ((const float *) data)[i * parts + k];
              low[k] = fmin (low[k], v);
              high[k] = fmax (high[k], v);
            }
        }
      json_object_set_array_member (accessor, "min", numbers (low, parts));
      json_object_set_array_member (accessor, "max", numbers (high, parts));
    }
  return push (e->accessors, accessor);
}

/* --- frames --- */

static SlVec3
to_gltf (SlVec3 v)
{
  return sl_vec3 (v.x, v.z, -v.y);
}

/* Unit quaternion x, y, z, w of an orthonormal frame given by its columns in glTF's axes. */
static void
quaternion (SlVec3 x, SlVec3 y, SlVec3 z, double q[4])
{
  double trace = x.x + y.y + z.z;

  if (trace > 0)
    {
      double s = sqrt (trace + 1) * 2;
      q[0] = (y.z - z.y) / s, q[1] = (z.x - x.z) / s, q[2] = (x.y - y.x) / s, q[3] = s / 4;
    }
  else if (x.x > y.y && x.x > z.z)
    {
      double s = sqrt (1 + x.x - y.y - z.z) * 2;
      q[0] = s / 4, q[1] = (y.x + x.y) / s, q[2] = (z.x + x.z) / s, q[3] = (y.z - z.y) / s;
    }
  else if (y.y > z.z)
    {
      double s = sqrt (1 + y.y - x.x - z.z) * 2;
      q[0] = (y.x + x.y) / s, q[1] = s / 4, q[2] = (z.y + y.z) / s, q[3] = (z.x - x.z) / s;
    }
  else
    {
      double s = sqrt (1 + z.z - x.x - y.y) * 2;
      q[0] = (z.x + x.z) / s, q[1] = (z.y + y.z) / s, q[2] = s / 4, q[3] = (x.y - y.x) / s;
    }
  double length = sqrt (q[0] * q[0] + q[1] * q[1] + q[2] * q[2] + q[3] * q[3]);
  for (int i = 0; i < 4; i++)
    q[i] /= length;
}

/* Local axes change with the world's: a mesh's X, Z, −Y stand where its X, Y, Z stood. */
static void
set_placement (JsonObject *node, const SlFrame *frame, gboolean camera)
{
  double scale[3] = { sl_vec3_length (frame->x), sl_vec3_length (frame->z), sl_vec3_length (frame->y) }, q[4];
  SlVec3 x = to_gltf (sl_vec3_normalize (frame->x)), up = to_gltf (sl_vec3_normalize (frame->z));
  SlVec3 back = to_gltf (sl_vec3_scale (sl_vec3_normalize (frame->y), -1)), o = to_gltf (frame->o);
  const double t[3] = { o.x, o.y, o.z };

  quaternion (x, up, back, q);
  json_object_set_array_member (node, "translation", numbers (t, 3));
  json_object_set_array_member (node, "rotation", numbers (q, 4));
  if (!camera && (fabs (scale[0] - 1) > 1e-9 || fabs (scale[1] - 1) > 1e-9 || fabs (scale[2] - 1) > 1e-9))
    json_object_set_array_member (node, "scale", numbers (scale, 3));
}

static JsonObject *
node_new (const SlEntity *entity)
{
  JsonObject *node = json_object_new (), *extras = json_object_new (), *ours = json_object_new ();

  json_object_set_string_member (node, "name", sl_entity_title (entity));
  json_object_set_string_member (ours, "id", entity->id);
  json_object_set_string_member (ours, "kind", sl_kind_info (entity->kind)->record.name);
  json_object_set_object_member (extras, "sightline", ours);
  json_object_set_object_member (node, "extras", extras);
  return node;
}

static guint
add_root (Export *e, JsonObject *node)
{
  guint index = push (e->nodes, node);
  json_array_add_int_element (e->roots, index);
  return index;
}

/* --- materials and meshes --- */

static double
linear (guint32 byte)
{
  double c = byte / 255.;
  return c <= .04045 ? c / 12.92 : pow ((c + .055) / 1.055, 2.4);
}

static guint
add_material (Export *e, const double *colour, double roughness, int texture, gboolean emissive)
{
  JsonObject *material = json_object_new (), *pbr = json_object_new ();

  json_object_set_array_member (pbr, "baseColorFactor", numbers (colour, 4));
  json_object_set_double_member (pbr, "metallicFactor", 0);
  json_object_set_double_member (pbr, "roughnessFactor", CLAMP (roughness, 0, 1));
  if (texture >= 0)
    {
      JsonObject *info = json_object_new ();
      json_object_set_int_member (info, "index", texture);
      json_object_set_object_member (pbr, "baseColorTexture", info);
    }
  json_object_set_object_member (material, "pbrMetallicRoughness", pbr);
  if (emissive)
    {
      const double glow[3] = { .6, .6, .6 };
      json_object_set_array_member (material, "emissiveFactor", numbers (glow, 3));
    }
  else
    json_object_set_boolean_member (material, "doubleSided", TRUE);
  return push (e->materials, material);
}

/* Embeds a texture as PNG; −1 when it cannot be packed. */
static int
add_texture (Export *e, const SlMesh *mesh, int index)
{
  const SlTexture *t = &mesh->textures[index];
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new_from_data (mesh->pixels + t->offset, GDK_COLORSPACE_RGB, TRUE, 8, (int) t->width, (int) t->height, (int) t->width * 4, NULL, NULL);
  g_autofree char *data = NULL;
  gsize length;

  if (!gdk_pixbuf_save_to_buffer (pixbuf, &data, &length, "png", NULL, NULL))
    return -1;
  JsonObject *image = json_object_new (), *texture = json_object_new ();
  json_object_set_int_member (image, "bufferView", add_view (e, data, length));
  json_object_set_string_member (image, "mimeType", "image/png");
  json_object_set_int_member (texture, "source", push (e->images, image));
  return (int) push (e->textures, texture);
}

static JsonObject *
primitive (Export *e, guint position, guint normal, guint uv, guint indices, guint material)
{
  JsonObject *object = json_object_new (), *attributes = json_object_new ();

  json_object_set_int_member (attributes, "POSITION", position);
  json_object_set_int_member (attributes, "NORMAL", normal);
  json_object_set_int_member (attributes, "TEXCOORD_0", uv);
  json_object_set_object_member (object, "attributes", attributes);
  json_object_set_int_member (object, "indices", indices);
  json_object_set_int_member (object, "material", material);
  return object;
}

/* Vertices with the axes changed; zero normals, which glTF forbids, point up. */
static void
change_axes (const float *in, guint n, gboolean normals, float *out)
{
  for (guint i = 0; i < n; i++)
    {
      SlVec3 v = to_gltf (sl_vec3 ((double) in[3 * i], (double) in[3 * i + 1], (double) in[3 * i + 2]));
      if (normals)
        v = sl_vec3_length (v) > 1e-6 ? sl_vec3_normalize (v) : sl_vec3 (0, 1, 0);
      out[3 * i] = (float) v.x;
      out[3 * i + 1] = (float) v.y;
      out[3 * i + 2] = (float) v.z;
    }
}

static guint
add_mesh (Export *e, const SlSceneMesh *item)
{
  const SlMesh *m = item->mesh;
  g_autofree char *key = g_strdup_printf ("%" G_GUINT64_FORMAT " %06x %d", m->stamp, item->tinted ? item->colour : 0, item->tinted);
  g_autofree float *buffer = g_new (float, 3 * (gsize) m->n_vertices);
  JsonArray *primitives;
  JsonObject *mesh;
  gpointer known;

  if (g_hash_table_lookup_extended (e->known_meshes, key, NULL, &known))
    return GPOINTER_TO_UINT (known);
  change_axes (m->positions, m->n_vertices, FALSE, buffer);
  guint position = add_accessor (e, buffer, m->n_vertices, 3, FLOAT, TRUE);
  change_axes (m->normals, m->n_vertices, TRUE, buffer);
  guint normal = add_accessor (e, buffer, m->n_vertices, 3, FLOAT, FALSE);
  guint uv = add_accessor (e, m->uvs, m->n_vertices, 2, FLOAT, FALSE);
  g_autofree int *textures = g_new (int, m->n_textures + 1);
  for (guint i = 0; i < m->n_textures; i++)
    textures[i] = item->tinted ? -1 : add_texture (e, m, (int) i);
  primitives = json_array_new ();
  for (guint i = 0; i < m->n_submeshes; i++)
    {
      const SlSubmesh *part = &m->submeshes[i];
      const double tint[4] = { linear (item->colour >> 16 & 255), linear (item->colour >> 8 & 255), linear (item->colour & 255), 1 };
      const double own[4] = { CLAMP ((double) part->colour[0], 0, 1), CLAMP ((double) part->colour[1], 0, 1), CLAMP ((double) part->colour[2], 0, 1), 1 };
      gboolean tinted = item->tinted && !part->own_colour;
      if (part->n_indices == 0)
        continue;
      guint material = add_material (e, tinted ? tint : own, (double) part->roughness, part->texture >= 0 ? textures[part->texture] : -1, FALSE);
      guint indices = add_accessor (e, m->indices + part->first_index, part->n_indices, 1, UNSIGNED_INT, FALSE);
      json_array_add_object_element (primitives, primitive (e, position, normal, uv, indices, material));
    }
  mesh = json_object_new ();
  json_object_set_array_member (mesh, "primitives", primitives);
  guint index = push (e->meshes, mesh);
  g_hash_table_insert (e->known_meshes, g_steal_pointer (&key), GUINT_TO_POINTER (index));
  return index;
}

static void
put (GArray *array, SlVec3 v)
{
  float f[3] = { (float) v.x, (float) v.y, (float) v.z };
  g_array_append_vals (array, f, 3);
}

/* A wall in its own frame, u by developed width, v from the top. */
static void
add_wall (Export *e, const SlSceneWall *wall)
{
  g_autoptr (GArray) positions = g_array_new (FALSE, FALSE, sizeof (float)), normals = g_array_new (FALSE, FALSE, sizeof (float));
  g_autoptr (GArray) uvs = g_array_new (FALSE, FALSE, sizeof (float)), indices = g_array_new (FALSE, FALSE, sizeof (guint32));
  const double white[4] = { 1, 1, 1, 1 };
  JsonObject *mesh, *node = node_new (wall->entity);
  JsonArray *primitives;

  for (guint i = 0; i < wall->n_panels; i++)
    {
      const SlScenePanel *p = &wall->panels[i];
      const SlFrame axes = { wall->frame.x, wall->frame.y, wall->frame.z, { 0, 0, 0 } };
      guint32 first = positions->len / 3, corners[6] = { first, first + 1, first + 2, first, first + 2, first + 3 };

      for (guint k = 0; k < 4; k++)
        {
          double s = k == 1 || k == 2, t = k >= 2;
          float uv[2] = { (float) ((p->column + s) / wall->columns), (float) ((p->row + 1 - t) / wall->rows) };
          put (positions, to_gltf (sl_frame_unpoint (&wall->frame, sl_vec3_mad (sl_vec3_mad (p->corner, p->right, s), p->up, t))));
          put (normals, sl_vec3_normalize (to_gltf (sl_frame_unpoint (&axes, p->normal))));
          g_array_append_vals (uvs, uv, 2);
        }
      g_array_append_vals (indices, corners, 6);
    }
  set_placement (node, &wall->frame, TRUE);
  if (wall->n_panels > 0)
    {
      guint n = positions->len / 3;
      primitives = json_array_new ();
      guint position = add_accessor (e, positions->data, n, 3, FLOAT, TRUE), normal = add_accessor (e, normals->data, n, 3, FLOAT, FALSE);
      guint uv = add_accessor (e, uvs->data, n, 2, FLOAT, FALSE), index = add_accessor (e, indices->data, indices->len, 1, UNSIGNED_INT, FALSE);
      json_array_add_object_element (primitives, primitive (e, position, normal, uv, index, add_material (e, white, 1, -1, TRUE)));
      mesh = json_object_new ();
      json_object_set_array_member (mesh, "primitives", primitives);
      json_object_set_int_member (node, "mesh", push (e->meshes, mesh));
    }
  add_root (e, node);
}

/* --- cameras and shots --- */

static guint
add_camera (Export *e, double vfov_rad, double aspect)
{
  JsonObject *camera = json_object_new (), *perspective = json_object_new ();

  json_object_set_string_member (camera, "type", "perspective");
  json_object_set_double_member (perspective, "yfov", vfov_rad);
  json_object_set_double_member (perspective, "aspectRatio", aspect);
  json_object_set_double_member (perspective, "znear", .05);
  json_object_set_object_member (camera, "perspective", perspective);
  return push (e->cameras, camera);
}

static void
add_channel (JsonArray *channels, JsonArray *samplers, guint input, guint output, guint node, const char *path)
{
  JsonObject *sampler = json_object_new (), *channel = json_object_new (), *target = json_object_new ();

  json_object_set_int_member (sampler, "input", input);
  json_object_set_int_member (sampler, "output", output);
  json_object_set_string_member (sampler, "interpolation", "LINEAR");
  json_object_set_int_member (target, "node", node);
  json_object_set_string_member (target, "path", path);
  json_object_set_int_member (channel, "sampler", push (samplers, sampler));
  json_object_set_object_member (channel, "target", target);
  json_array_add_object_element (channels, channel);
}

/* Every frame a key, so that the hand-off does not depend on how a curve is read. */
static gboolean
sample_shot (Export *e, const SlSceneMaker *maker, GArray *times, GArray *translations, GArray *rotations, GError **error)
{
  const SlShot *shot = sl_scene_maker_shot (maker);
  double previous[4] = { 0, 0, 0, 1 };

  for (gint64 frame = 0; frame < shot->frames; frame++)
    {
      SlSceneCamera camera;
      double q[4], dot = 0;
      float time = (float) ((double) frame / sl_rational_to_real (shot->fps));

      if (!sl_scene_maker_camera (maker, (double) frame, &camera, error)
          || sl_error_set_if_cancelled (g_cancellable_is_cancelled (e->input->cancellable), error))
        return FALSE;
      const SlFrame *f = &camera.frame;
      quaternion (to_gltf (f->x), to_gltf (f->z), to_gltf (sl_vec3_scale (f->y, -1)), q);
      for (int i = 0; i < 4; i++)
        dot += q[i] * previous[i];
      for (int i = 0; i < 4; i++) /* the short way round */
        {
          previous[i] = dot < 0 ? -q[i] : q[i];
          float part = (float) previous[i];
          g_array_append_val (rotations, part);
        }
      g_array_append_val (times, time);
      put (translations, to_gltf (f->o));
    }
  return TRUE;
}

static gboolean
add_shot (Export *e, const SlShot *shot, GError **error)
{
  g_autoptr (SlSceneMaker) maker = sl_scene_maker_new_shot (e->input->plan, e->input->assets, shot->entity.id, error);
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (float)), translations = g_array_new (FALSE, FALSE, sizeof (float)), rotations = g_array_new (FALSE, FALSE, sizeof (float));
  JsonObject *node, *extras, *lens, *animation;
  JsonArray *channels, *samplers;
  SlSceneCamera first;

  if (maker == NULL || !sl_scene_maker_camera (maker, 0, &first, error)
      || !sample_shot (e, maker, times, translations, rotations, error))
    return FALSE;
  node = node_new (&shot->entity);
  set_placement (node, &first.frame, TRUE);
  json_object_set_int_member (node, "camera", add_camera (e, 2 * atan (first.tan_v), first.tan_h / first.tan_v));
  extras = json_object_get_object_member (json_object_get_object_member (node, "extras"), "sightline");
  lens = json_object_new ();
  json_object_set_double_member (lens, "focal_length_mm", first.focal_mm);
  json_object_set_double_member (lens, "t_stop", first.stop);
  if (isfinite (first.focus_m))
    json_object_set_double_member (lens, "focus_from_pupil_m", first.focus_m);
  json_object_set_double_member (lens, "sensor_w_mm", first.sensor_w_mm);
  json_object_set_double_member (lens, "sensor_h_mm", first.sensor_h_mm);
  json_object_set_double_member (lens, "squeeze", first.squeeze);
  json_object_set_object_member (extras, "lens", lens);
  json_object_set_string_member (extras, "camera", first.id);
  guint index = add_root (e, node);
  channels = json_array_new ();
  samplers = json_array_new ();
  guint input = add_accessor (e, times->data, times->len, 1, FLOAT, TRUE);
  add_channel (channels, samplers, input, add_accessor (e, translations->data, times->len, 3, FLOAT, FALSE), index, "translation");
  add_channel (channels, samplers, input, add_accessor (e, rotations->data, times->len, 4, FLOAT, FALSE), index, "rotation");
  animation = json_object_new ();
  json_object_set_string_member (animation, "name", sl_entity_title (&shot->entity));
  json_object_set_array_member (animation, "channels", channels);
  json_object_set_array_member (animation, "samplers", samplers);
  json_array_add_object_element (e->animations, animation);
  return TRUE;
}

static gboolean
add_scene (Export *e, GError **error)
{
  const SlExportInput *input = e->input;
  g_autoptr (SlSceneMaker) maker = sl_scene_maker_new_stage (input->plan, input->assets, input->stage_id, NULL, error);
  g_autoptr (SlScene) scene = maker != NULL ? sl_scene_maker_at (maker, 0, error) : NULL;

  if (scene == NULL)
    return FALSE;
  for (guint i = 0; i < scene->walls->len; i++)
    add_wall (e, scene->walls->pdata[i]);
  for (guint i = 0; i < scene->meshes->len; i++)
    {
      const SlSceneMesh *mesh = scene->meshes->pdata[i];
      JsonObject *node = node_new (mesh->entity);
      set_placement (node, &mesh->frame, FALSE);
      json_object_set_int_member (node, "mesh", add_mesh (e, mesh));
      add_root (e, node);
    }
  for (guint i = 0; i < scene->cameras->len; i++)
    {
      const SlScenePlace *camera = &g_array_index (scene->cameras, SlScenePlace, i);
      JsonObject *node = node_new (camera->entity);
      set_placement (node, &camera->frame, TRUE);
      add_root (e, node);
    }
  for (guint i = 0; i < sl_plan_count (input->plan, SL_KIND_SHOT); i++)
    {
      const SlShot *shot = (const SlShot *) sl_plan_at (input->plan, SL_KIND_SHOT, i);
      const SlSetup *setup = sl_plan_get (input->plan, SL_KIND_SETUP, shot->setup);
      if (setup != NULL && g_strcmp0 (setup->stage, input->stage_id) == 0 && !add_shot (e, shot, error))
        return FALSE;
    }
  return TRUE;
}

/* --- the file --- */

static void
set_array (JsonObject *root, const char *name, JsonArray *array)
{
  if (json_array_get_length (array) > 0) /* glTF forbids empty ones */
    json_object_set_array_member (root, name, json_array_ref (array));
}

/* `uri`: where the numbers are; NULL for the chunk beside the text. */
static char *
build_json (Export *e, const char *uri)
{
  JsonObject *root = json_object_new (), *asset = json_object_new (), *buffer = json_object_new (), *scene = json_object_new ();
  JsonArray *scenes = json_array_new (), *buffers = json_array_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  char *text;

  json_object_set_string_member (asset, "version", "2.0");
  json_object_set_string_member (asset, "generator", "Sightline");
  json_object_set_object_member (root, "asset", asset);
  if (json_array_get_length (e->roots) > 0)
    json_object_set_array_member (scene, "nodes", json_array_ref (e->roots));
  json_array_add_object_element (scenes, scene);
  json_object_set_int_member (root, "scene", 0);
  json_object_set_array_member (root, "scenes", scenes);
  json_object_set_int_member (buffer, "byteLength", MAX (1, e->bin->len));
  if (uri != NULL)
    json_object_set_string_member (buffer, "uri", uri);
  json_array_add_object_element (buffers, buffer);
  if (e->bin->len > 0)
    json_object_set_array_member (root, "buffers", buffers);
  else
    json_array_unref (buffers);
  set_array (root, "nodes", e->nodes);
  set_array (root, "meshes", e->meshes);
  set_array (root, "materials", e->materials);
  set_array (root, "accessors", e->accessors);
  set_array (root, "bufferViews", e->views);
  set_array (root, "cameras", e->cameras);
  set_array (root, "animations", e->animations);
  set_array (root, "images", e->images);
  set_array (root, "textures", e->textures);
  json_node_take_object (node, root);
  text = json_to_string (node, FALSE);
  json_node_unref (node);
  return text;
}

static void
append_u32 (GByteArray *out, guint32 value)
{
  guint32 little = GUINT32_TO_LE (value);
  g_byte_array_append (out, (const guint8 *) &little, sizeof little);
}

static gboolean
write_glb (Export *e, const char *path, GError **error)
{
  g_autofree char *json = build_json (e, NULL);
  g_autoptr (GByteArray) out = g_byte_array_new ();
  guint32 json_length = (guint32) strlen (json), padding = (4 - json_length % 4) % 4;

  g_byte_array_append (out, (const guint8 *) "glTF", 4);
  append_u32 (out, 2);
  append_u32 (out, 12 + 8 + json_length + padding + (e->bin->len > 0 ? 8 + e->bin->len : 0));
  append_u32 (out, json_length + padding);
  g_byte_array_append (out, (const guint8 *) "JSON", 4);
  g_byte_array_append (out, (const guint8 *) json, json_length);
  g_byte_array_append (out, (const guint8 *) "    ", padding);
  if (e->bin->len > 0)
    {
      append_u32 (out, e->bin->len);
      g_byte_array_append (out, (const guint8 *) "BIN\0", 4);
      g_byte_array_append (out, e->bin->data, e->bin->len);
    }
  return sl_file_write (path, (const char *) out->data, out->len, error);
}

/* The same as one text, the numbers within. */
static gboolean
write_gltf (Export *e, const char *path, GError **error)
{
  g_autofree char *numbers = g_base64_encode (e->bin->data, e->bin->len);
  g_autofree char *uri = g_strconcat ("data:application/octet-stream;base64,", numbers, NULL);
  g_autofree char *json = build_json (e, uri);

  return sl_file_write (path, json, -1, error);
}

gboolean
sl_gltf_export (const SlExportInput *input, const char *path, GError **error)
{
  gboolean text = sl_file_has_suffix (path, ".gltf"), ok;

  if (!text && !sl_file_has_suffix (path, ".glb"))
    {
      sl_error_set_at (error, SL_ERROR_INPUT, path, 0, _("the name must end in .glb or .gltf"));
      return FALSE;
    }
  Export e = { input, g_byte_array_new () };
  JsonArray **arrays[] = { &e.nodes, &e.meshes, &e.materials, &e.accessors, &e.views, &e.cameras, &e.animations, &e.images, &e.textures, &e.roots };
  for (guint i = 0; i < G_N_ELEMENTS (arrays); i++)
    *arrays[i] = json_array_new ();
  e.known_meshes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  ok = add_scene (&e, error) && (text ? write_gltf (&e, path, error) : write_glb (&e, path, error));
  for (guint i = 0; i < G_N_ELEMENTS (arrays); i++)
    json_array_unref (*arrays[i]);
  g_hash_table_unref (e.known_meshes);
  g_byte_array_unref (e.bin);
  return ok;
}
