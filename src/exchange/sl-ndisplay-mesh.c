/* The meshes of viewports of a mesh: one a feed. */
#include "sl-axes.h"
#include "sl-error.h"
#include "sl-gltf-file.h"
#include "sl-ndisplay.h"
#include "sl-wall-facets.h"

typedef struct {
  GArray *positions, *normals, *uvs; /* float */
  GArray *indices;                   /* guint32 */
} Mesh;

static void
put (GArray *array, SlVec3 v)
{
  const float f[3] = { (float) v.x, (float) v.y, (float) v.z };

  g_array_append_vals (array, f, 3);
}

/* Two triangles; u and v over the feed's canvas, v from the top. */
static void
add_facet (const Mesh *mesh, const SlFacet *facet, const SlFeed *feed)
{
  const guint32 first = mesh->positions->len / 3;
  const guint32 corners[6] = { first, first + 1, first + 2, first, first + 2, first + 3 };

  for (guint k = 0; k < 4; k++)
    {
      const gboolean right = k == 1 || k == 2, top = k >= 2;
      const SlVec3 at = sl_vec3_mad (sl_vec3_mad (facet->corner, facet->right, right), facet->up, top);
      const float uv[2] = { (float) ((double) (facet->x - feed->x + (right ? facet->w : 0)) / (double) feed->w),
                            (float) ((double) (facet->y - feed->y + (top ? 0 : facet->h)) / (double) feed->h) };

      put (mesh->positions, sl_axes_point (SL_AXES_GLTF, at));
      put (mesh->normals, sl_vec3_normalize (sl_axes_direction (SL_AXES_GLTF, facet->normal)));
      g_array_append_vals (mesh->uvs, uv, 2);
    }
  g_array_append_vals (mesh->indices, corners, 6);
}

static guint
push_mesh (SlGltfFile *file, const Mesh *mesh, const char *name, guint material)
{
  JsonObject *object = json_object_new (), *primitive = json_object_new (), *attributes = json_object_new ();
  JsonArray *primitives = json_array_new ();
  const guint n = mesh->positions->len / 3;

  json_object_set_int_member (attributes, "POSITION", sl_gltf_file_add_accessor (file, mesh->positions->data, n, 3,
                                                                                SL_GLTF_FLOAT, TRUE));
  json_object_set_int_member (attributes, "NORMAL", sl_gltf_file_add_accessor (file, mesh->normals->data, n, 3,
                                                                              SL_GLTF_FLOAT, FALSE));
  json_object_set_int_member (attributes, "TEXCOORD_0", sl_gltf_file_add_accessor (file, mesh->uvs->data, n, 2,
                                                                                  SL_GLTF_FLOAT, FALSE));
  json_object_set_object_member (primitive, "attributes", attributes);
  json_object_set_int_member (primitive, "indices", sl_gltf_file_add_accessor (file, mesh->indices->data,
                                                                              mesh->indices->len, 1,
                                                                              SL_GLTF_UNSIGNED_INT, FALSE));
  json_object_set_int_member (primitive, "material", material);
  json_array_add_object_element (primitives, primitive);
  json_object_set_string_member (object, "name", name);
  json_object_set_array_member (object, "primitives", primitives);
  return sl_gltf_file_push (file, SL_GLTF_MESHES, object);
}

static guint
push_material (SlGltfFile *file)
{
  static const double white[4] = { 1, 1, 1, 1 };
  JsonObject *material = json_object_new (), *pbr = json_object_new ();

  json_object_set_array_member (pbr, "baseColorFactor", sl_gltf_numbers (white, 4));
  json_object_set_object_member (material, "pbrMetallicRoughness", pbr);
  return sl_gltf_file_push (file, SL_GLTF_MATERIALS, material);
}

static void
push_node (SlGltfFile *file, const char *name, guint mesh, const SlEntity *wall)
{
  JsonObject *node = json_object_new (), *extras = json_object_new (), *ours = json_object_new ();

  json_object_set_string_member (node, "name", name);
  json_object_set_int_member (node, "mesh", mesh);
  json_object_set_string_member (ours, "id", wall->id);
  json_object_set_string_member (ours, "kind", sl_kind_info (wall->kind)->record.name);
  json_object_set_object_member (extras, "sightline", ours);
  json_object_set_object_member (node, "extras", extras);
  sl_gltf_file_push_root (file, node);
}

static void
add_feed (SlGltfFile *file, const SlFeeds *feeds, guint index, guint material)
{
  const SlFeed *feed = sl_feeds_at (feeds, index);
  const SlSceneWall *wall = sl_feeds_wall (feeds, feed->wall)->scene;
  g_autoptr (SlFacetWall) facets = sl_facet_wall_new (wall);
  g_autoptr (GArray) list = sl_facet_wall_cut (facets, &feed->cut);
  g_autofree char *name = sl_feeds_name (feeds, index);
  const Mesh mesh = { g_array_new (FALSE, FALSE, sizeof (float)), g_array_new (FALSE, FALSE, sizeof (float)),
                      g_array_new (FALSE, FALSE, sizeof (float)), g_array_new (FALSE, FALSE, sizeof (guint32)) };

  for (guint i = 0; i < list->len; i++)
    add_facet (&mesh, &g_array_index (list, SlFacet, i), feed);
  if (list->len > 0)
    push_node (file, name, push_mesh (file, &mesh, name, material), wall->entity);
  g_array_unref (mesh.positions);
  g_array_unref (mesh.normals);
  g_array_unref (mesh.uvs);
  g_array_unref (mesh.indices);
}

gboolean
sl_ndisplay_meshes (const SlNdisplay *input, const char *path, GError **error)
{
  g_autoptr (SlGltfFile) file = sl_gltf_file_new (0);
  const guint material = push_material (file);

  for (guint i = 0; i < input->feeds->feeds->len; i++)
    {
      if (sl_watch_stops (input->watch, error))
        return FALSE;
      add_feed (file, input->feeds, i, material);
    }
  return sl_gltf_file_write (file, path, input->watch, error);
}
