/* What a shot's camera sees, as meshes to build around: of its first frame, which goes with its camera, and of all its
 * frames, which stands on the stage. The latter is made of convex pieces that overlap, each around a few frames one
 * after the other, so that it holds what is seen between them. */
#include "sl-gltf-private.h"

#include <string.h>

#include "sl-hull.h"

enum {
  RIM = 5,        /* points of a frame: the pupil and the far corners */
  TOGETHER = 5,   /* frames in a piece at most */
  MOST_TRIANGLES = 2 * RIM * TOGETHER,
};

/* m: how far corners move before a frame counts as another, and within one piece. */
static const double STILL = .005, PIECE = .5;
/* m: as deep as the farthest of the walls, else so. */
static const double DEPTH = 10, LEAST_DEPTH = 1;

typedef struct {
  GArray *points;  /* float, 3 each */
  GArray *indices; /* guint32 */
} Solid;

static double
depth_of (const SlGltfExport *e, const SlSceneCamera *lenses, guint n)
{
  const SlBox *box = &e->walls;
  double depth = 0;

  for (guint i = 0; i < n && !sl_box_is_empty (box); i++)
    for (guint k = 0; k < 8; k++)
      {
        const SlVec3 corner = { k & 1 ? box->max.x : box->min.x, k & 2 ? box->max.y : box->min.y,
                                k & 4 ? box->max.z : box->min.z };
        depth = fmax (depth, sl_vec3_dot (lenses[i].frame.y, sl_vec3_sub (corner, lenses[i].frame.o)));
      }
  return depth >= LEAST_DEPTH ? depth : DEPTH;
}

/* In the camera's own frame, which looks along +Y. */
static void
rim_of (const SlSceneCamera *lens, double depth, SlVec3 rim[RIM])
{
  const double w = lens->tan_h * depth, h = lens->tan_v * depth;

  rim[0] = sl_vec3 (0, 0, 0);
  rim[1] = sl_vec3 (-w, depth, -h);
  rim[2] = sl_vec3 (w, depth, -h);
  rim[3] = sl_vec3 (w, depth, h);
  rim[4] = sl_vec3 (-w, depth, h);
}

static double
farthest (const SlVec3 *a, const SlVec3 *b)
{
  double most = 0;

  for (guint i = 0; i < RIM; i++)
    most = fmax (most, sl_vec3_length (sl_vec3_sub (a[i], b[i])));
  return most;
}

/* The hull of the points, of which some may be the same. */
static void
add_piece (Solid *solid, const SlVec3 *points, guint n)
{
  SlVec3 own[RIM * TOGETHER];
  unsigned triangles[3 * MOST_TRIANGLES];
  guint m = 0;
  const guint32 first = solid->points->len / 3;

  for (guint i = 0; i < n; i++)
    {
      gboolean known = FALSE;
      for (guint k = 0; k < m && !known; k++)
        known = sl_vec3_length (sl_vec3_sub (own[k], points[i])) < 1e-4;
      if (!known)
        own[m++] = points[i];
    }
  for (guint i = 0; i < m; i++)
    {
      const float f[3] = { (float) own[i].x, (float) own[i].y, (float) own[i].z };
      g_array_append_vals (solid->points, f, 3);
    }
  const size_t count = sl_hull (own, m, 1e-5, triangles);
  for (size_t i = 0; i < 3 * count; i++)
    {
      const guint32 index = first + triangles[i];
      g_array_append_val (solid->indices, index);
    }
}

/* In glTF's axes. */
static void
add_all (Solid *solid, const SlSceneCamera *lenses, guint n, double depth)
{
  SlVec3 piece[TOGETHER][RIM];
  guint held = 0;

  for (guint i = 0; i < n; i++)
    {
      SlVec3 rim[RIM];

      rim_of (&lenses[i], depth, rim);
      for (guint k = 0; k < RIM; k++)
        rim[k] = sl_axes_point (SL_AXES_GLTF, sl_frame_point (&lenses[i].frame, rim[k]));
      if (held > 0 && i + 1 < n && farthest (rim, piece[held - 1]) < STILL)
        continue;
      memcpy (piece[held++], rim, sizeof rim);
      if (held < TOGETHER && i + 1 < n && (held < 2 || farthest (rim, piece[0]) < PIECE))
        continue;
      add_piece (solid, piece[0], held * RIM);
      memcpy (piece[0], rim, sizeof rim); /* the next one begins where this ends */
      held = 1;
    }
}

/* --- nodes --- */

static guint
material_of (SlGltfExport *e)
{
  static const double colour[4] = { 1, .6, .1, .15 };

  if (e->glass == 0)
    {
      JsonObject *material = json_object_new (), *pbr = json_object_new ();

      json_object_set_array_member (pbr, "baseColorFactor", sl_gltf_numbers (colour, 4));
      json_object_set_double_member (pbr, "metallicFactor", 0);
      json_object_set_string_member (material, "name", "Frustum");
      json_object_set_object_member (material, "pbrMetallicRoughness", pbr);
      json_object_set_string_member (material, "alphaMode", "BLEND");
      json_object_set_boolean_member (material, "doubleSided", TRUE);
      e->glass = sl_gltf_file_push (e->file, SL_GLTF_MATERIALS, material) + 1;
    }
  return e->glass - 1;
}

static guint
add_mesh (SlGltfExport *e, const SlShot *shot, const Solid *solid)
{
  JsonObject *mesh = json_object_new (), *part = json_object_new (), *attributes = json_object_new ();
  JsonArray *parts = json_array_new ();
  const guint points = sl_gltf_file_add_accessor (e->file, solid->points->data, solid->points->len / 3, 3,
                                                  SL_GLTF_FLOAT, TRUE);
  const guint indices = sl_gltf_file_add_accessor (e->file, solid->indices->data, solid->indices->len, 1,
                                                   SL_GLTF_UNSIGNED_INT, FALSE);

  sl_gltf_file_aim (e->file, points, SL_GLTF_VERTICES);
  sl_gltf_file_aim (e->file, indices, SL_GLTF_INDICES);
  json_object_set_int_member (attributes, "POSITION", points);
  json_object_set_object_member (part, "attributes", attributes);
  json_object_set_int_member (part, "indices", indices);
  json_object_set_int_member (part, "material", material_of (e));
  json_array_add_object_element (parts, part);
  json_object_set_string_member (mesh, "name", sl_entity_title (&shot->entity));
  json_object_set_array_member (mesh, "primitives", parts);
  return sl_gltf_file_push (e->file, SL_GLTF_MESHES, mesh);
}

/* NULL where there is nothing of it. */
static JsonObject *
node_of (SlGltfExport *e, const SlShot *shot, const char *kind, double depth, Solid *solid)
{
  JsonObject *node = NULL;

  if (solid->indices->len > 0)
    {
      g_autofree char *name = g_strdup_printf ("%s %s", sl_entity_title (&shot->entity), kind);

      node = sl_gltf_node (&shot->entity);
      json_object_set_string_member (node, "name", name);
      json_object_set_string_member (sl_gltf_extras (node), "kind", kind);
      json_object_set_double_member (sl_gltf_extras (node), "depth_m", depth);
      json_object_set_int_member (node, "mesh", add_mesh (e, shot, solid));
    }
  g_array_unref (solid->points);
  g_array_unref (solid->indices);
  return node;
}

static Solid
solid_new (void)
{
  return (Solid) { g_array_new (FALSE, FALSE, sizeof (float)), g_array_new (FALSE, FALSE, sizeof (guint32)) };
}

void
sl_gltf_add_frustums (SlGltfExport *e, JsonObject *camera, const SlShot *shot, const SlSceneCamera *lenses, guint n)
{
  const SlAxesRow *row = sl_axes_row (SL_AXES_GLTF);
  const double depth = depth_of (e, lenses, n);
  Solid first = solid_new (), all = solid_new ();
  SlVec3 rim[RIM];
  JsonObject *node;

  rim_of (lenses, depth, rim);
  for (guint i = 0; i < RIM; i++)
    rim[i] = sl_vec3 (sl_vec3_dot (row->camera_x, rim[i]), sl_vec3_dot (row->camera_y, rim[i]),
                      sl_vec3_dot (row->camera_z, rim[i]));
  add_piece (&first, rim, RIM);
  if ((node = node_of (e, shot, "frustum", depth, &first)) != NULL)
    {
      JsonArray *children = json_array_new ();
      json_array_add_int_element (children, sl_gltf_file_push (e->file, SL_GLTF_NODES, node));
      json_object_set_array_member (camera, "children", children);
    }
  add_all (&all, lenses, n, depth);
  if ((node = node_of (e, shot, "frustum-of-move", depth, &all)) != NULL)
    sl_gltf_file_push_root (e->file, node);
}
