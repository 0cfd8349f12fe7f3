#include "sl-gltf-private.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

#include "sl-i18n.h"

/* --- materials --- */

static double
linear (guint32 byte)
{
  double c = byte / 255.;
  return c <= .04045 ? c / 12.92 : pow ((c + .055) / 1.055, 2.4);
}

typedef struct {
  double      colour[4]; /* linear, with alpha */
  double      roughness;
  int         texture;   /* −1 for none */
  SlAlphaMode alpha_mode;
  double      cutoff;
  gboolean    glows;
} Material;

static void
set_alpha (JsonObject *material, const Material *m)
{
  if (m->alpha_mode == SL_ALPHA_OPAQUE)
    return;
  json_object_set_string_member (material, "alphaMode", m->alpha_mode == SL_ALPHA_MASK ? "MASK" : "BLEND");
  if (m->alpha_mode == SL_ALPHA_MASK)
    json_object_set_double_member (material, "alphaCutoff", m->cutoff);
}

static guint
add_material (SlGltfExport *e, const Material *m)
{
  static const double glow[3] = { .6, .6, .6 };
  JsonObject *material = json_object_new (), *pbr = json_object_new ();

  json_object_set_array_member (pbr, "baseColorFactor", sl_gltf_numbers (m->colour, 4));
  json_object_set_double_member (pbr, "metallicFactor", 0);
  json_object_set_double_member (pbr, "roughnessFactor", isfinite (m->roughness) ? CLAMP (m->roughness, 0, 1) : 1);
  if (m->texture >= 0)
    {
      JsonObject *info = json_object_new ();
      json_object_set_int_member (info, "index", m->texture);
      json_object_set_object_member (pbr, "baseColorTexture", info);
    }
  json_object_set_object_member (material, "pbrMetallicRoughness", pbr);
  set_alpha (material, m);
  if (m->glows)
    json_object_set_array_member (material, "emissiveFactor", sl_gltf_numbers (glow, 3));
  else
    json_object_set_boolean_member (material, "doubleSided", TRUE);
  return sl_gltf_file_push (e->file, SL_GLTF_MATERIALS, material);
}

static guint
add_sampler (SlGltfExport *e, const SlTexture *t)
{
  static const int wraps[] = { [SL_WRAP_REPEAT] = 10497, [SL_WRAP_MIRROR] = 33648, [SL_WRAP_CLAMP] = 33071 };
  JsonObject *sampler = json_object_new ();

  json_object_set_int_member (sampler, "wrapS", wraps[t->wrap_u]);
  json_object_set_int_member (sampler, "wrapT", wraps[t->wrap_v]);
  return sl_gltf_file_push (e->file, SL_GLTF_SAMPLERS, sampler);
}

/* Embeds a texture as PNG; −1 when it cannot be packed. */
static int
add_texture (SlGltfExport *e, const SlMesh *mesh, guint index)
{
  const SlTexture *t = &mesh->textures[index];
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new_from_data (mesh->pixels + t->offset, GDK_COLORSPACE_RGB, TRUE, 8,
                                                           (int) t->width, (int) t->height, (int) t->width * 4, NULL,
                                                           NULL);
  g_autofree char *data = NULL;
  JsonObject *image, *texture;
  gsize length;

  if (!gdk_pixbuf_save_to_buffer (pixbuf, &data, &length, "png", NULL, "compression", "4", NULL))
    return -1;
  image = json_object_new ();
  json_object_set_int_member (image, "bufferView", sl_gltf_file_add_view (e->file, data, length));
  json_object_set_string_member (image, "mimeType", "image/png");
  texture = json_object_new ();
  json_object_set_int_member (texture, "source", sl_gltf_file_push (e->file, SL_GLTF_IMAGES, image));
  json_object_set_int_member (texture, "sampler", add_sampler (e, t));
  return (int) sl_gltf_file_push (e->file, SL_GLTF_TEXTURES, texture);
}

/* --- meshes --- */

/* Indices of accessors. */
typedef struct {
  guint position, normal, uv;
} Vertices;

static JsonObject *
primitive (SlGltfExport *e, const Vertices *vertices, guint indices, guint material)
{
  JsonObject *object = json_object_new (), *attributes = json_object_new ();

  json_object_set_int_member (attributes, "POSITION", vertices->position);
  json_object_set_int_member (attributes, "NORMAL", vertices->normal);
  json_object_set_int_member (attributes, "TEXCOORD_0", vertices->uv);
  json_object_set_object_member (object, "attributes", attributes);
  json_object_set_int_member (object, "indices", indices);
  json_object_set_int_member (object, "material", material);
  sl_gltf_file_aim (e->file, vertices->position, SL_GLTF_VERTICES);
  sl_gltf_file_aim (e->file, vertices->normal, SL_GLTF_VERTICES);
  sl_gltf_file_aim (e->file, vertices->uv, SL_GLTF_VERTICES);
  sl_gltf_file_aim (e->file, indices, SL_GLTF_INDICES);
  return object;
}

static guint
push_mesh (SlGltfExport *e, const SlEntity *entity, JsonArray *primitives)
{
  JsonObject *mesh = json_object_new ();

  json_object_set_string_member (mesh, "name", sl_entity_title (entity));
  json_object_set_array_member (mesh, "primitives", primitives);
  return sl_gltf_file_push (e->file, SL_GLTF_MESHES, mesh);
}

static gboolean
is_finite (SlVec3 v)
{
  return isfinite (v.x) && isfinite (v.y) && isfinite (v.z);
}

/* Positions with the axes changed; TRUE when all of them are numbers, others stand at the origin. */
static gboolean
change_positions (const float *in, guint n, float *out)
{
  gboolean all = TRUE;

  for (guint i = 0; i < n; i++)
    {
      SlVec3 v = sl_gltf_axes (sl_vec3 ((double) in[3 * i], (double) in[3 * i + 1], (double) in[3 * i + 2]));
      if (!is_finite (v))
        {
          all = FALSE;
          v = sl_vec3 (0, 0, 0);
        }
      out[3 * i] = (float) v.x;
      out[3 * i + 1] = (float) v.y;
      out[3 * i + 2] = (float) v.z;
    }
  return all;
}

/* Normals likewise; those that glTF forbids, zero or no numbers, point up. */
static void
change_normals (const float *in, guint n, float *out)
{
  for (guint i = 0; i < n; i++)
    {
      SlVec3 v = sl_gltf_axes (sl_vec3 ((double) in[3 * i], (double) in[3 * i + 1], (double) in[3 * i + 2]));
      double length = sl_vec3_length (v);
      v = isfinite (length) && length > 1e-6 ? sl_vec3_scale (v, 1 / length) : sl_vec3 (0, 1, 0);
      out[3 * i] = (float) v.x;
      out[3 * i + 1] = (float) v.y;
      out[3 * i + 2] = (float) v.z;
    }
}

static Vertices
add_vertices (SlGltfExport *e, const SlSceneMesh *item)
{
  const SlMesh *m = item->mesh;
  g_autofree float *buffer = g_new (float, 3 * (gsize) m->n_vertices);
  Vertices vertices;

  if (!change_positions (m->positions, m->n_vertices, buffer))
    sl_gltf_omit (e, item->entity, _("Repair the model file"),
                  _("vertices of the model that are no numbers stand at its origin"));
  vertices.position = sl_gltf_file_add_accessor (e->file, buffer, m->n_vertices, 3, SL_GLTF_FLOAT, TRUE);
  change_normals (m->normals, m->n_vertices, buffer);
  vertices.normal = sl_gltf_file_add_accessor (e->file, buffer, m->n_vertices, 3, SL_GLTF_FLOAT, FALSE);
  for (gsize i = 0; i < 2 * (gsize) m->n_vertices; i++)
    buffer[i] = isfinite (m->uvs[i]) ? m->uvs[i] : 0;
  vertices.uv = sl_gltf_file_add_accessor (e->file, buffer, m->n_vertices, 2, SL_GLTF_FLOAT, FALSE);
  return vertices;
}

static Material
material_of (const SlSceneMesh *item, const SlSubmesh *part, const int *textures)
{
  Material m = { .roughness = (double) part->roughness, .texture = -1 };

  if (item->tinted && !part->own_colour)
    {
      for (guint i = 0; i < 3; i++)
        m.colour[i] = linear (item->colour >> (16 - 8 * i) & 255);
      m.colour[3] = 1;
      return m;
    }
  for (guint i = 0; i < 4; i++)
    m.colour[i] = CLAMP ((double) part->colour[i], 0, 1);
  if (part->texture >= 0 && !item->tinted)
    m.texture = textures[part->texture];
  m.alpha_mode = part->alpha_mode;
  m.cutoff = (double) part->alpha_cutoff;
  if (m.alpha_mode == SL_ALPHA_OPAQUE)
    m.colour[3] = 1;
  return m;
}

int
sl_gltf_add_mesh (SlGltfExport *e, const SlSceneMesh *item)
{
  const SlMesh *m = item->mesh;
  g_autofree char *key = g_strdup_printf ("%" G_GUINT64_FORMAT " %06x %d", m->stamp, item->tinted ? item->colour : 0,
                                          item->tinted);
  guint known = GPOINTER_TO_UINT (g_hash_table_lookup (e->meshes, key));
  g_autofree int *textures = NULL;
  JsonArray *primitives;

  if (known > 0)
    return (int) known - 1;
  if (m->n_indices == 0)
    return -1;
  Vertices vertices = add_vertices (e, item);
  textures = g_new (int, m->n_textures + 1);
  for (guint i = 0; i < m->n_textures; i++)
    textures[i] = item->tinted ? -1 : add_texture (e, m, i);
  primitives = json_array_new ();
  for (guint i = 0; i < m->n_submeshes; i++)
    {
      const SlSubmesh *part = &m->submeshes[i];
      Material material = material_of (item, part, textures);
      if (part->n_indices == 0)
        continue;
      guint indices = sl_gltf_file_add_accessor (e->file, m->indices + part->first_index, part->n_indices, 1,
                                                 SL_GLTF_UNSIGNED_INT, FALSE);
      json_array_add_object_element (primitives, primitive (e, &vertices, indices, add_material (e, &material)));
    }
  guint index = push_mesh (e, item->entity, primitives);
  g_hash_table_insert (e->meshes, g_steal_pointer (&key), GUINT_TO_POINTER (index + 1));
  return (int) index;
}

/* --- walls --- */

static void
put (GArray *array, SlVec3 v)
{
  float f[3] = { (float) v.x, (float) v.y, (float) v.z };
  g_array_append_vals (array, f, 3);
}

guint
sl_gltf_add_wall (SlGltfExport *e, const SlSceneWall *wall)
{
  const SlFrame axes = { wall->frame.x, wall->frame.y, wall->frame.z, { 0, 0, 0 } };
  const Material screen = { .colour = { 1, 1, 1, 1 }, .roughness = 1, .texture = -1, .glows = TRUE };
  g_autoptr (GArray) positions = g_array_new (FALSE, FALSE, sizeof (float));
  g_autoptr (GArray) normals = g_array_new (FALSE, FALSE, sizeof (float));
  g_autoptr (GArray) uvs = g_array_new (FALSE, FALSE, sizeof (float));
  g_autoptr (GArray) indices = g_array_new (FALSE, FALSE, sizeof (guint32));
  JsonArray *primitives = json_array_new ();

  for (guint i = 0; i < wall->n_panels; i++)
    {
      const SlScenePanel *p = &wall->panels[i];
      guint32 first = positions->len / 3;
      guint32 corners[6] = { first, first + 1, first + 2, first, first + 2, first + 3 };

      for (guint k = 0; k < 4; k++)
        {
          double s = k == 1 || k == 2, t = k >= 2;
          float uv[2] = { s > 0 ? p->right_u : p->left_u, t > 0 ? p->top_v : p->bottom_v };
          SlVec3 corner = sl_vec3_mad (sl_vec3_mad (p->corner, p->right, s), p->up, t);
          put (positions, sl_gltf_axes (sl_frame_unpoint (&wall->frame, corner)));
          put (normals, sl_vec3_normalize (sl_gltf_axes (sl_frame_unpoint (&axes, p->normal))));
          g_array_append_vals (uvs, uv, 2);
        }
      g_array_append_vals (indices, corners, 6);
    }
  guint n = positions->len / 3;
  Vertices vertices = { sl_gltf_file_add_accessor (e->file, positions->data, n, 3, SL_GLTF_FLOAT, TRUE),
                        sl_gltf_file_add_accessor (e->file, normals->data, n, 3, SL_GLTF_FLOAT, FALSE),
                        sl_gltf_file_add_accessor (e->file, uvs->data, n, 2, SL_GLTF_FLOAT, FALSE) };
  guint list = sl_gltf_file_add_accessor (e->file, indices->data, indices->len, 1, SL_GLTF_UNSIGNED_INT, FALSE);
  json_array_add_object_element (primitives, primitive (e, &vertices, list, add_material (e, &screen)));
  return push_mesh (e, wall->entity, primitives);
}
