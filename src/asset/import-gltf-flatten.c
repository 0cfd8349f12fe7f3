#include "import-gltf-private.h"

#include <string.h>

#include "import-limits.h"
#include "sl-error.h"
#include "sl-i18n.h"

/* Copies may make a mesh larger than its file: so many vertices and triangles more than the file can hold by itself,
 * where a vertex takes four bytes or more and a triangle one or more. */
static const guint64 COPIES_MOST = (guint64) 2 << 20;
static const double METRES_MOST = 1e7;

/* A vertex where it stands in the plan. */
typedef struct {
  SlVec3   position, normal;
  gboolean good, mirrored;
} Vertex;

typedef struct {
  Gltf            *g;
  const GltfShape *shape;
  const GltfDraw  *draw;
  SlFrame         *joints; /* NULL: the draw's frame places all */
  guint            n_joints;
  guint32         *numbers; /* a vertex's in the builder, G_MAXUINT32 until it is there */
  guint            first;   /* the first vertex in the builder */
  gboolean         lacking; /* some vertex has no normal of its own */
} Flattening;

static double
determinant (const SlFrame *f)
{
  return sl_vec3_dot (f->x, sl_vec3_cross (f->y, f->z));
}

/* Normals go by the inverse transpose, which is the cofactors over the determinant. */
static SlVec3
transform_normal (const SlFrame *f, SlVec3 n)
{
  SlVec3 yz = sl_vec3_cross (f->y, f->z), zx = sl_vec3_cross (f->z, f->x), xy = sl_vec3_cross (f->x, f->y);
  SlVec3 sum = sl_vec3_mad (sl_vec3_mad (sl_vec3_scale (yz, n.x), zx, n.y), xy, n.z);

  return sl_vec3_normalize (sl_vec3_scale (sum, determinant (f) < 0 ? -1 : 1));
}

static void
add_scaled (SlFrame *sum, const SlFrame *frame, double share)
{
  sum->x = sl_vec3_mad (sum->x, frame->x, share);
  sum->y = sl_vec3_mad (sum->y, frame->y, share);
  sum->z = sl_vec3_mad (sum->z, frame->z, share);
  sum->o = sl_vec3_mad (sum->o, frame->o, share);
}

/* Where a vertex's joints put it: the mean of their frames by its weights. One without weights follows its first. */
static SlFrame
joint_frame (Flattening *f, guint32 vertex)
{
  const GltfShape *s = f->shape;
  const guint32 *joints = s->joints + (gsize) vertex * s->n_weights;
  const float *weights = s->weights + (gsize) vertex * s->n_weights;
  SlFrame sum = { 0 };
  double total = 0;

  for (guint k = 0; k < s->n_weights; k++)
    {
      double weight = (double) weights[k];

      if (!(weight > 0))
        continue;
      if (joints[k] >= f->n_joints)
        {
          gltf_fail (f->g, _("a vertex of mesh %d names a joint that is not there"), f->draw->mesh);
          return sum;
        }
      total += weight;
    }
  for (guint k = 0; k < s->n_weights; k++)
    if ((double) weights[k] > 0)
      add_scaled (&sum, &f->joints[joints[k]], (double) weights[k] / total);
  return total > 0 ? sum : f->joints[MIN (joints[0], f->n_joints - 1)];
}

static SlVec3
vec3_at (const float *values, guint32 i)
{
  const float *v = values + 3 * (gsize) i;
  return sl_vec3 ((double) v[0], (double) v[1], (double) v[2]);
}

/* Whether all of it is a number, and one that a stage could hold. */
static gboolean
is_good (SlVec3 p)
{
  return fabs (p.x) <= METRES_MOST && fabs (p.y) <= METRES_MOST && fabs (p.z) <= METRES_MOST;
}

static Vertex
place (Flattening *f, guint32 i)
{
  SlFrame frame = f->joints != NULL ? joint_frame (f, i) : f->draw->frame;
  Vertex v = { .position = sl_frame_point (&frame, vec3_at (f->shape->positions, i)) };

  v.good = is_good (v.position);
  v.mirrored = determinant (&frame) < 0;
  if (f->shape->normals != NULL)
    v.normal = transform_normal (&frame, vec3_at (f->shape->normals, i));
  if (!(sl_vec3_length (v.normal) > .5)) /* none, or no number */
    v.normal = sl_vec3 (0, 0, 0);
  return v;
}

static guint32
add_vertex (Flattening *f, guint32 i, SlVec3 position, SlVec3 normal)
{
  const float *uv = f->shape->uvs != NULL ? f->shape->uvs + 2 * (gsize) i : NULL;
  gboolean good = uv != NULL && isfinite (uv[0]) && isfinite (uv[1]);

  return sl_mesh_builder_vertex (f->g->builder, position, normal, good ? uv[0] : 0, good ? uv[1] : 0);
}

static guint32
shared_vertex (Flattening *f, guint32 i, const Vertex *v)
{
  if (f->numbers[i] == G_MAXUINT32)
    {
      f->numbers[i] = add_vertex (f, i, v->position, v->normal);
      f->lacking |= sl_vec3_dot (v->normal, v->normal) == 0;
    }
  return f->numbers[i];
}

static SlVec3
face_normal (SlVec3 a, SlVec3 b, SlVec3 c)
{
  SlVec3 n = sl_vec3_normalize (sl_vec3_cross (sl_vec3_sub (b, a), sl_vec3_sub (c, a)));
  return sl_vec3_length (n) > .5 ? n : sl_vec3 (0, 0, 1);
}

/* FALSE when a corner stands nowhere. */
static gboolean
add_triangle (Flattening *f, const guint32 *triangle)
{
  Vertex v[3];
  guint32 out[3];
  guint turned[3] = { 0, 1, 2 };

  for (guint k = 0; k < 3; k++)
    v[k] = place (f, triangle[k]);
  if (!v[0].good || !v[1].good || !v[2].good)
    return FALSE;
  if (v[0].mirrored) /* what was to the left is to the right */
    {
      turned[1] = 2;
      turned[2] = 1;
    }
  if (f->shape->normals != NULL)
    for (guint k = 0; k < 3; k++)
      out[k] = shared_vertex (f, triangle[turned[k]], &v[turned[k]]);
  else /* flat (glTF 2.0, 3.7.2.1): each corner has the face's */
    {
      SlVec3 n = face_normal (v[turned[0]].position, v[turned[1]].position, v[turned[2]].position);
      for (guint k = 0; k < 3; k++)
        out[k] = add_vertex (f, triangle[turned[k]], v[turned[k]].position, n);
    }
  sl_mesh_builder_triangle (f->g->builder, out[0], out[1], out[2]);
  return TRUE;
}

/* Vertices whose own normal is none get the mean of the faces around them. */
static void
fill_normals (Flattening *f, guint first_index)
{
  SlMeshBuilder *b = f->g->builder;
  const float *positions = (const float *) (const void *) b->positions->data;
  float *normals = (float *) (void *) b->normals->data;
  guint32 n = b->positions->len / 3 - f->first;
  g_autofree SlVec3 *sums = g_new0 (SlVec3, n + 1);

  for (guint i = first_index; i + 2 < b->indices->len; i += 3)
    {
      const guint32 *t = &g_array_index (b->indices, guint32, i);
      SlVec3 a = vec3_at (positions, t[0]), ab = sl_vec3_sub (vec3_at (positions, t[1]), a);
      SlVec3 across = sl_vec3_cross (ab, sl_vec3_sub (vec3_at (positions, t[2]), a));

      for (guint k = 0; k < 3; k++)
        sums[t[k] - f->first] = sl_vec3_add (sums[t[k] - f->first], across);
    }
  for (guint32 i = 0; i < n; i++)
    {
      float *normal = normals + 3 * (gsize) (f->first + i);
      SlVec3 sum = sl_vec3_normalize (sums[i]);

      if (normal[0] != 0 || normal[1] != 0 || normal[2] != 0)
        continue;
      if (!(sl_vec3_length (sum) > .5))
        sum = sl_vec3 (0, 0, 1);
      normal[0] = (float) sum.x;
      normal[1] = (float) sum.y;
      normal[2] = (float) sum.z;
    }
}

/* Goes on with the last part where the look is the same. */
static void
begin_part (Gltf *g, const GltfLook *look, const GltfShape *shape)
{
  GArray *parts = g->builder->submeshes;
  SlSubmesh part = look->part, *last = parts->len > 0 ? &g_array_index (parts, SlSubmesh, parts->len - 1) : NULL;

  for (guint k = 0; k < 4; k++)
    part.colour[k] *= shape->tint[k];
  part.first_index = g->builder->indices->len;
  if (last != NULL)
    {
      SlSubmesh same = part;

      same.first_index = last->first_index;
      same.n_indices = last->n_indices;
      if (memcmp (&same, last, sizeof same) == 0)
        return;
    }
  g_array_append_val (parts, part);
}

/* FALSE, after failing, when copies would make more than the file can stand for. */
static gboolean
has_room (Gltf *g, const GltfShape *shape)
{
  guint64 vertices = g->builder->positions->len / 3, triangles = g->builder->indices->len / 3;

  if (vertices + 3 * (guint64) shape->n_triangles <= COPIES_MOST + 3 * g->bytes
      && triangles + shape->n_triangles <= COPIES_MOST + 2 * g->bytes
      && (vertices + 3 * (guint64) shape->n_triangles) * 3 < G_MAXUINT32 / sizeof (float))
    return TRUE;
  gltf_fail_with (g, g_error_new (SL_ERROR, SL_ERROR_INPUT,
                                  _("the model's copies of its meshes make too many triangles; simplify it first")));
  return FALSE;
}

static void
flatten (Gltf *g, const GltfDraw *draw, const GltfLook *look, const GltfShape *shape)
{
  Flattening f = { .g = g, .shape = shape, .draw = draw, .first = g->builder->positions->len / 3 };
  g_autofree guint32 *numbers = NULL;
  g_autofree SlFrame *joints = NULL;
  guint first_index = g->builder->indices->len;
  SlSubmesh *part;

  if (shape->n_triangles == 0 || !has_room (g, shape))
    return;
  if (shape->n_weights > 0)
    joints = gltf_joints (g, draw->skin, &f.n_joints);
  if (g->error != NULL)
    return;
  f.joints = joints;
  f.numbers = numbers = g_new (guint32, shape->n);
  memset (numbers, 0xff, shape->n * sizeof *numbers);
  begin_part (g, look, shape);
  for (guint i = 0; i < shape->n_triangles && g->error == NULL; i++)
    if (!add_triangle (&f, shape->triangles + 3 * (gsize) i))
      sl_mesh_builder_note (g->builder, SL_NOTE_NO_NUMBERS, NULL);
  if (f.lacking)
    fill_normals (&f, first_index);
  part = &g_array_index (g->builder->submeshes, SlSubmesh, g->builder->submeshes->len - 1);
  part->n_indices = g->builder->indices->len - part->first_index;
}

/* Whether what was read for one draw is what the other needs too. */
static gboolean
is_same_shape (Gltf *g, const GltfDraw *a, const GltfDraw *b)
{
  if (a->mesh != b->mesh || a->primitive != b->primitive || (a->skin >= 0) != (b->skin >= 0))
    return FALSE;
  for (guint i = 0; i < 2; i++)
    {
      ImportValue node = gltf_at (g, GLTF_NODES, i == 0 ? a->node : b->node);
      if (import_json_kind (import_json_member (node, "weights")) != IMPORT_JSON_NOTHING)
        return FALSE;
    }
  return TRUE;
}

void
gltf_flatten (Gltf *g)
{
  g_autoptr (GArray) draws = gltf_draws (g);
  GltfShape shape = { 0 };

  for (guint i = 0; i < draws->len && g->error == NULL; i++)
    {
      const GltfDraw *draw = &g_array_index (draws, GltfDraw, i);
      const GltfLook *look = gltf_look (g, draw->material);

      if (i == 0 || !is_same_shape (g, draw - 1, draw))
        {
          gltf_shape_clear (&shape);
          gltf_shape_read (g, draw, look, &shape);
        }
      if (g->error == NULL)
        flatten (g, draw, look, &shape);
    }
  gltf_shape_clear (&shape);
}
