#include "import-gltf-private.h"

#include <string.h>

#include "sl-i18n.h"

enum { DRAWS_MOST = 1 << 20 };

/* Y up and −Z ahead into the plan's Z up and +Y ahead. */
static const SlFrame plan_frame = { { 1, 0, 0 }, { 0, 0, 1 }, { 0, -1, 0 }, { 0, 0, 0 } };

/* --- transforms --- */

/* Columns of an affine matrix, one after the other as glTF has them. */
static SlFrame
frame_from_matrix (const double *m)
{
  return (SlFrame) { { m[0], m[1], m[2] }, { m[4], m[5], m[6] }, { m[8], m[9], m[10] }, { m[12], m[13], m[14] } };
}

/* `q`: x, y, z, w. A quaternion of no length turns nothing. */
static SlFrame
frame_from_trs (const double *t, const double *q, const double *s)
{
  double length = q[0] * q[0] + q[1] * q[1] + q[2] * q[2] + q[3] * q[3], f = length > 0 ? 2 / length : 0;
  double xx = f * q[0] * q[0], yy = f * q[1] * q[1], zz = f * q[2] * q[2], xy = f * q[0] * q[1], xz = f * q[0] * q[2];
  double yz = f * q[1] * q[2], wx = f * q[3] * q[0], wy = f * q[3] * q[1], wz = f * q[3] * q[2];
  SlFrame turned = { { 1 - yy - zz, xy + wz, xz - wy }, { xy - wz, 1 - xx - zz, yz + wx },
                     { xz + wy, yz - wx, 1 - xx - yy }, { t[0], t[1], t[2] } };

  return sl_frame_scaled (&turned, sl_vec3 (s[0], s[1], s[2]));
}

static SlFrame
local_frame (Gltf *g, ImportValue node)
{
  double m[16], t[3] = { 0, 0, 0 }, q[4] = { 0, 0, 0, 1 }, s[3] = { 1, 1, 1 };

  if (gltf_numbers (g, node, "matrix", m, 16))
    return frame_from_matrix (m);
  gltf_numbers (g, node, "translation", t, 3);
  gltf_numbers (g, node, "rotation", q, 4);
  gltf_numbers (g, node, "scale", s, 3);
  return frame_from_trs (t, q, s);
}

/* --- the tree --- */

/* Each node's parent, −1 for a root; fails when a node has two. */
static gint *
find_parents (Gltf *g)
{
  guint n = g->lists[GLTF_NODES].n;
  gint *parents = g_new (gint, n + 1);

  for (guint i = 0; i < n; i++)
    parents[i] = -1;
  for (guint i = 0; i < n && g->error == NULL; i++)
    {
      guint n_children;
      ImportValue node = gltf_at (g, GLTF_NODES, (gint) i);
      g_autofree ImportValue *children = import_json_items (import_json_member (node, "children"), &n_children);

      for (guint k = 0; k < n_children && g->error == NULL; k++)
        {
          gint child = gltf_index_of (g, children[k], GLTF_NODES);

          if (child >= 0 && parents[child] >= 0)
            gltf_fail (g, _("node %d hangs in two places"), child);
          else if (child >= 0)
            parents[child] = (gint) i;
        }
    }
  return parents;
}

/* The nodes, each behind its parent; fewer than there are when some hang in a circle. */
static GArray *
from_the_roots (Gltf *g, const gint *parents)
{
  GArray *order = g_array_new (FALSE, FALSE, sizeof (gint));

  for (gint i = 0; (guint) i < g->lists[GLTF_NODES].n; i++)
    if (parents[i] < 0)
      g_array_append_val (order, i);
  for (guint at = 0; at < order->len && g->error == NULL; at++)
    {
      guint n;
      ImportValue node = gltf_at (g, GLTF_NODES, g_array_index (order, gint, at));
      g_autofree ImportValue *children = import_json_items (import_json_member (node, "children"), &n);

      for (guint k = 0; k < n; k++)
        {
          gint child = gltf_index_of (g, children[k], GLTF_NODES);
          g_array_append_val (order, child);
        }
    }
  return order;
}

/* The nodes that the scene names; without a scene, all roots. */
static void
mark_scene (Gltf *g, const gint *parents)
{
  gint index = gltf_index (g, import_json_root (g->json), "scene", GLTF_SCENES);
  ImportValue scene = gltf_at (g, GLTF_SCENES, MAX (index, 0));
  guint n;
  g_autofree ImportValue *roots = import_json_items (import_json_member (scene, "nodes"), &n);

  for (guint i = 0; i < n && g->error == NULL; i++)
    {
      gint root = gltf_index_of (g, roots[i], GLTF_NODES);
      if (root >= 0)
        g->shown[root] = TRUE;
    }
  for (guint i = 0; g->lists[GLTF_SCENES].n == 0 && i < g->lists[GLTF_NODES].n; i++)
    g->shown[i] = parents[i] < 0;
}

static gboolean
is_hidden (ImportValue node)
{
  ImportValue visible = import_json_member (gltf_extension (node, "KHR_node_visibility"), "visible");

  return import_json_kind (visible) == IMPORT_JSON_FALSE;
}

void
gltf_place_nodes (Gltf *g)
{
  guint n = g->lists[GLTF_NODES].n;
  g_autofree gint *parents = find_parents (g);
  g_autoptr (GArray) order = g->error == NULL ? from_the_roots (g, parents) : NULL;

  g->frames = g_new0 (SlFrame, n + 1);
  g->shown = g_new0 (gboolean, n + 1);
  if (g->error != NULL)
    return;
  if (order->len < n)
    {
      gltf_fail (g, _("nodes hang in a circle"));
      return;
    }
  mark_scene (g, parents);
  for (guint at = 0; at < n && g->error == NULL; at++)
    {
      gint i = g_array_index (order, gint, at), parent = parents[i];
      ImportValue node = gltf_at (g, GLTF_NODES, i);
      SlFrame local = local_frame (g, node);

      g->frames[i] = sl_frame_compose (parent >= 0 ? &g->frames[parent] : &plan_frame, &local);
      g->shown[i] = (g->shown[i] || (parent >= 0 && g->shown[parent])) && !is_hidden (node);
    }
}

/* --- what is drawn --- */

static void
add_draw (Gltf *g, GArray *draws, GltfDraw draw)
{
  draw.order = draws->len;
  if (draws->len >= DRAWS_MOST)
    gltf_fail (g, _("it shows more than %d single things"), DRAWS_MOST);
  else
    g_array_append_val (draws, draw);
}

/* One of an instance's three places: `n` copies of `parts` numbers, NULL where it is not given. */
static float *
read_instances (Gltf *g, ImportValue attributes, const char *name, guint parts, guint *n)
{
  gint accessor = gltf_index (g, attributes, name, GLTF_ACCESSORS);
  guint count;
  float *values = accessor >= 0 ? gltf_floats (g, accessor, parts, &count) : NULL;

  if (values != NULL && *n != G_MAXUINT && *n != count)
    gltf_fail (g, _("copies of a mesh have unequal numbers of places"));
  if (values != NULL)
    *n = count;
  return values;
}

static double *
widen (double *out, const float *values, gsize at, guint parts)
{
  for (guint i = 0; values != NULL && i < parts; i++)
    out[i] = (double) values[at * parts + i];
  return out;
}

/* EXT_mesh_gpu_instancing: a copy for each translation, rotation and scale. */
static void
add_instances (Gltf *g, GArray *draws, GltfDraw draw, ImportValue instancing)
{
  ImportValue attributes = import_json_member (instancing, "attributes");
  guint n = G_MAXUINT;
  g_autofree float *moves = read_instances (g, attributes, "TRANSLATION", 3, &n);
  g_autofree float *turns = read_instances (g, attributes, "ROTATION", 4, &n);
  g_autofree float *scales = read_instances (g, attributes, "SCALE", 3, &n);

  for (guint i = 0; n != G_MAXUINT && i < n && g->error == NULL; i++)
    {
      double t[3] = { 0, 0, 0 }, q[4] = { 0, 0, 0, 1 }, s[3] = { 1, 1, 1 };
      SlFrame own = frame_from_trs (widen (t, moves, i, 3), widen (q, turns, i, 4), widen (s, scales, i, 3));

      draw.frame = sl_frame_compose (&g->frames[draw.node], &own);
      add_draw (g, draws, draw);
    }
}

static void
add_node (Gltf *g, GArray *draws, gint index)
{
  ImportValue node = gltf_at (g, GLTF_NODES, index), instancing = gltf_extension (node, "EXT_mesh_gpu_instancing");
  gint mesh = gltf_index (g, node, "mesh", GLTF_MESHES), skin = gltf_index (g, node, "skin", GLTF_SKINS);
  guint n;
  ImportValue listed = import_json_member (gltf_at (g, GLTF_MESHES, mesh), "primitives");
  g_autofree ImportValue *primitives = import_json_items (listed, &n);

  for (guint i = 0; i < n && g->error == NULL; i++)
    {
      GltfDraw draw = { .object = primitives[i], .mesh = mesh, .primitive = i, .node = index, .skin = skin,
                        .frame = g->frames[index] };

      draw.material = gltf_index (g, primitives[i], "material", GLTF_MATERIALS);
      if (import_json_kind (instancing) == IMPORT_JSON_OBJECT && skin < 0)
        add_instances (g, draws, draw, instancing);
      else
        add_draw (g, draws, draw);
    }
}

static int
compare_draws (gconstpointer a, gconstpointer b)
{
  const GltfDraw *x = a, *y = b;

  if (x->material != y->material)
    return x->material < y->material ? -1 : 1;
  if (x->mesh != y->mesh)
    return x->mesh < y->mesh ? -1 : 1;
  if (x->primitive != y->primitive)
    return x->primitive < y->primitive ? -1 : 1;
  return x->order < y->order ? -1 : x->order > y->order;
}

GArray *
gltf_draws (Gltf *g)
{
  GArray *draws = g_array_new (FALSE, FALSE, sizeof (GltfDraw));

  for (guint i = 0; i < g->lists[GLTF_NODES].n && g->error == NULL; i++)
    if (g->shown[i])
      add_node (g, draws, (gint) i);
  g_array_sort (draws, compare_draws);
  return draws;
}

/* --- skins --- */

SlFrame *
gltf_joints (Gltf *g, gint index, guint *n)
{
  ImportValue skin = gltf_at (g, GLTF_SKINS, index);
  gint accessor = gltf_index (g, skin, "inverseBindMatrices", GLTF_ACCESSORS);
  g_autofree ImportValue *joints = import_json_items (import_json_member (skin, "joints"), n);
  guint n_matrices = *n;
  g_autofree float *matrices = accessor >= 0 ? gltf_floats (g, accessor, 16, &n_matrices) : NULL;
  g_autofree SlFrame *frames = g_new0 (SlFrame, *n + 1);

  if (*n == 0)
    gltf_fail (g, _("skin %d has no joints"), index);
  else if (n_matrices < *n)
    gltf_fail (g, _("skin %d has more joints than matrices"), index);
  for (guint i = 0; i < *n && g->error == NULL; i++)
    {
      gint joint = gltf_index_of (g, joints[i], GLTF_NODES);
      double m[16] = { 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1 };
      SlFrame bind = frame_from_matrix (widen (m, matrices, i, 16));

      if (joint >= 0)
        frames[i] = sl_frame_compose (&g->frames[joint], &bind);
    }
  return g->error == NULL ? g_steal_pointer (&frames) : NULL;
}
