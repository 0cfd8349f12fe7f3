#include "import-gltf-private.h"

#include <math.h>
#include <string.h>

#include "sl-i18n.h"

enum { POINTS = 0, TRIANGLES = 4, TRIANGLE_STRIP, TRIANGLE_FAN, SETS_MOST = 8 };

void
gltf_shape_clear (GltfShape *shape)
{
  g_free (shape->positions);
  g_free (shape->normals);
  g_free (shape->uvs);
  g_free (shape->triangles);
  g_free (shape->joints);
  g_free (shape->weights);
  *shape = (GltfShape) { 0 };
}

/* --- attributes --- */

/* An attribute of as many vertices as the shape has; NULL when it is not given. */
static float *
read_attribute (Gltf *g, ImportValue attributes, const char *name, guint parts, guint n)
{
  gint accessor = gltf_index (g, attributes, name, GLTF_ACCESSORS);
  guint count;
  float *values = accessor >= 0 ? gltf_floats (g, accessor, parts, &count) : NULL;

  if (values != NULL && count != n)
    gltf_fail (g, _("%s has another number of vertices than POSITION"), name);
  return values;
}

static void
read_uvs (Gltf *g, ImportValue attributes, const GltfLook *look, GltfShape *shape)
{
  g_autofree char *name = g_strdup_printf ("TEXCOORD_%u", look->uv_set);

  shape->uvs = read_attribute (g, attributes, name, 2, shape->n);
}

/* Vertices of one colour tint the material; a mesh holds no others. */
static void
read_tint (Gltf *g, ImportValue attributes, GltfShape *shape)
{
  guint parts = gltf_parts (g, gltf_index (g, attributes, "COLOR_0", GLTF_ACCESSORS)) == 3 ? 3 : 4;
  g_autofree float *colours = read_attribute (g, attributes, "COLOR_0", parts, shape->n);

  if (colours == NULL || g->error != NULL)
    return;
  for (gsize i = parts; i < (gsize) shape->n * parts; i++)
    if (!(fabsf (colours[i] - colours[i % parts]) <= 1e-4f))
      {
        sl_mesh_builder_note (g->builder, SL_NOTE_VERTEX_COLOURS, NULL);
        return;
      }
  for (guint k = 0; k < parts && shape->n > 0; k++)
    shape->tint[k] = isfinite (colours[k]) ? CLAMP (colours[k], 0, 1) : 1;
}

/* Another four joints of each vertex beside those that are there. */
static void
add_joints (Gltf *g, GltfShape *shape, const guint32 *joints, const float *weights)
{
  guint had = shape->n_weights, has = had + 4;
  guint32 *all_joints = g_new (guint32, (gsize) shape->n * has + 1);
  float *all_weights = g_new (float, (gsize) shape->n * has + 1);

  for (gsize i = 0; i < shape->n; i++)
    {
      if (had > 0)
        {
          memcpy (all_joints + i * has, shape->joints + i * had, had * sizeof *joints);
          memcpy (all_weights + i * has, shape->weights + i * had, had * sizeof *weights);
        }
      memcpy (all_joints + i * has + had, joints + 4 * i, 4 * sizeof *joints);
      memcpy (all_weights + i * has + had, weights + 4 * i, 4 * sizeof *weights);
    }
  g_free (shape->joints);
  g_free (shape->weights);
  shape->joints = all_joints;
  shape->weights = all_weights;
  shape->n_weights = has;
}

static void
read_joints (Gltf *g, ImportValue attributes, GltfShape *shape)
{
  for (guint set = 0; set < SETS_MOST && g->error == NULL; set++)
    {
      g_autofree char *joints_name = g_strdup_printf ("JOINTS_%u", set);
      g_autofree char *weights_name = g_strdup_printf ("WEIGHTS_%u", set);
      gint accessor = gltf_index (g, attributes, joints_name, GLTF_ACCESSORS);
      guint count = 0;
      g_autofree guint32 *joints = accessor >= 0 ? gltf_unsigned (g, accessor, 4, &count) : NULL;
      g_autofree float *weights = read_attribute (g, attributes, weights_name, 4, shape->n);

      if (accessor < 0)
        return;
      if (joints == NULL || weights == NULL || count != shape->n)
        gltf_fail (g, _("%s and %s do not go together"), joints_name, weights_name);
      else
        add_joints (g, shape, joints, weights);
    }
}

/* --- morph targets --- */

static void
add_target (Gltf *g, ImportValue target, const char *name, guint parts, float weight, guint n, float *values)
{
  g_autofree float *moves = values != NULL ? read_attribute (g, target, name, parts, n) : NULL;

  for (gsize i = 0; moves != NULL && g->error == NULL && i < (gsize) n * parts; i++)
    values[i] += weight * moves[i];
}

/* Moves the vertices as the weights say that the node or else its mesh has. */
static void
apply_targets (Gltf *g, const GltfDraw *draw, const GltfLook *look, GltfShape *shape)
{
  ImportValue of_node = import_json_member (gltf_at (g, GLTF_NODES, draw->node), "weights");
  ImportValue of_mesh = import_json_member (gltf_at (g, GLTF_MESHES, draw->mesh), "weights");
  ImportValue given = import_json_kind (of_node) != IMPORT_JSON_NOTHING ? of_node : of_mesh;
  g_autofree char *uvs = g_strdup_printf ("TEXCOORD_%u", look->uv_set);
  guint n_weights, n_targets;
  g_autofree ImportValue *weights = import_json_items (given, &n_weights);
  g_autofree ImportValue *targets = import_json_items (import_json_member (draw->object, "targets"), &n_targets);

  for (guint i = 0; i < MIN (n_weights, n_targets) && g->error == NULL; i++)
    {
      double weight = 0;

      if (!import_json_number (weights[i], &weight))
        gltf_fail (g, _("%s is no number"), "weights");
      if (weight == 0)
        continue;
      add_target (g, targets[i], "POSITION", 3, (float) weight, shape->n, shape->positions);
      add_target (g, targets[i], "NORMAL", 3, (float) weight, shape->n, shape->normals);
      add_target (g, targets[i], uvs, 2, (float) weight, shape->n, shape->uvs);
    }
}

/* --- triangles --- */

/* The corners of triangle `i` (glTF 2.0, 3.7.2.1), as places in the list of indices. */
static void
corners (gint64 mode, guint i, guint *corner)
{
  guint first = mode == TRIANGLES ? 3 * i : i;

  corner[0] = mode == TRIANGLE_FAN ? first + 1 : first;
  corner[1] = mode == TRIANGLE_FAN ? first + 2 : mode == TRIANGLE_STRIP ? first + 1 + i % 2 : first + 1;
  corner[2] = mode == TRIANGLE_FAN ? 0 : mode == TRIANGLE_STRIP ? first + 2 - i % 2 : first + 2;
}

static void
read_triangles (Gltf *g, const GltfDraw *draw, gint64 mode, GltfShape *shape)
{
  gint accessor = gltf_index (g, draw->object, "indices", GLTF_ACCESSORS);
  guint n = shape->n, n_triangles;
  g_autofree guint32 *indices = accessor >= 0 ? gltf_unsigned (g, accessor, 1, &n) : NULL;

  if (g->error != NULL)
    return;
  n_triangles = mode == TRIANGLES ? n / 3 : n < 3 ? 0 : n - 2;
  shape->triangles = g_new (guint32, (gsize) n_triangles * 3 + 1);
  shape->n_triangles = n_triangles;
  for (guint i = 0; i < n_triangles; i++)
    {
      guint corner[3];

      corners (mode, i, corner);
      for (guint k = 0; k < 3; k++)
        {
          guint32 index = indices != NULL ? indices[corner[k]] : corner[k];

          shape->triangles[3 * (gsize) i + k] = index;
          if (index < shape->n)
            continue;
          gltf_fail (g, _("a triangle of mesh %d names a vertex that is not there"), draw->mesh);
          return;
        }
    }
}

/* Texture coordinates where the material puts them. */
static void
transform_uvs (const GltfLook *look, GltfShape *shape)
{
  const double *m = look->uv;

  for (gsize i = 0; shape->uvs != NULL && i < shape->n; i++)
    {
      double u = (double) shape->uvs[2 * i], v = (double) shape->uvs[2 * i + 1];

      shape->uvs[2 * i] = (float) (m[0] * u + m[1] * v + m[2]);
      shape->uvs[2 * i + 1] = (float) (m[3] * u + m[4] * v + m[5]);
    }
}

void
gltf_shape_read (Gltf *g, const GltfDraw *draw, const GltfLook *look, GltfShape *shape)
{
  ImportValue attributes = import_json_member (draw->object, "attributes");
  gint accessor = gltf_index (g, attributes, "POSITION", GLTF_ACCESSORS);
  gint64 mode = gltf_integer (g, draw->object, "mode", TRIANGLES, POINTS, TRIANGLE_FAN);

  *shape = (GltfShape) { .tint = { 1, 1, 1, 1 } };
  if (g->error == NULL && mode < TRIANGLES)
    sl_mesh_builder_note (g->builder, SL_NOTE_POINTS_AND_LINES, NULL);
  if (g->error != NULL || mode < TRIANGLES || accessor < 0)
    return;
  shape->positions = gltf_floats (g, accessor, 3, &shape->n);
  if (shape->positions == NULL)
    return;
  shape->normals = read_attribute (g, attributes, "NORMAL", 3, shape->n);
  read_uvs (g, attributes, look, shape);
  read_tint (g, attributes, shape);
  if (draw->skin >= 0)
    read_joints (g, attributes, shape);
  apply_targets (g, draw, look, shape);
  if (g->error == NULL)
    transform_uvs (look, shape);
  read_triangles (g, draw, mode, shape);
}
