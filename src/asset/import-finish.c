#include "import-finish.h"

#include <meshoptimizer.h>
#include <string.h>

#include "import-parts.h"
#include "sl-error.h"
#include "sl-i18n.h"

/* Above the second, the first coarser form is found by a grid, which takes a tenth of the time. */
enum { LOD_LEAST_TRIANGLES = 200, LOD_EXACT_TRIANGLES = 250000 };

static gboolean
is_degenerate (const SlMeshBuilder *builder)
{
  SlBox box = sl_box_empty ();

  for (guint i = 0; i + 2 < builder->positions->len; i += 3)
    {
      const float *p = &g_array_index (builder->positions, float, i);
      if (!isfinite (p[0]) || !isfinite (p[1]) || !isfinite (p[2]))
        return TRUE;
      sl_box_add (&box, sl_vec3 (p[0], p[1], p[2]));
    }
  return sl_box_is_empty (&box) || sl_vec3_length (sl_vec3_sub (box.max, box.min)) < 1e-6;
}

static void
remap_array (GArray *array, guint components, const guint32 *remap, gsize n_vertices, gsize n_unique)
{
  meshopt_remapVertexBuffer (array->data, array->data, n_vertices, components * sizeof (float), remap);
  g_array_set_size (array, (guint) n_unique * components);
}

/* Readers of face lists give each corner a vertex of its own: equal ones become one. */
static void
join_vertices (SlMeshBuilder *builder)
{
  gsize n_vertices = builder->positions->len / 3, n = builder->indices->len;
  struct meshopt_Stream streams[] = {
    { builder->positions->data, 3 * sizeof (float), 3 * sizeof (float) },
    { builder->normals->data, 3 * sizeof (float), 3 * sizeof (float) },
    { builder->uvs->data, 2 * sizeof (float), 2 * sizeof (float) },
  };
  g_autofree guint32 *remap = NULL;
  guint32 *indices = (guint32 *) (void *) builder->indices->data;
  gsize n_unique;

  if (n_vertices * 2 < n) /* they are shared already */
    return;
  remap = g_new (guint32, n_vertices);
  n_unique = meshopt_generateVertexRemapMulti (remap, indices, n, n_vertices, streams, G_N_ELEMENTS (streams));
  meshopt_remapIndexBuffer (indices, indices, n, remap);
  remap_array (builder->positions, 3, remap, n_vertices, n_unique);
  remap_array (builder->normals, 3, remap, n_vertices, n_unique);
  remap_array (builder->uvs, 2, remap, n_vertices, n_unique);
}

/* A part's triangles and the vertices that they use, numbered from 0: what is done to a part costs as much as the part,
 * however large the model around it. */
typedef struct {
  guint32 *indices;
  gsize    n;
  float   *positions;
  guint32 *vertices; /* their numbers in the model */
  gsize    n_vertices;
} Part;

static void
part_clear (Part *part)
{
  g_free (part->indices);
  g_free (part->positions);
  g_free (part->vertices);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Part, part_clear)

/* Drops the vertices that its triangles do not use. */
static void
part_compact (Part *part)
{
  g_autofree guint32 *remap = g_new (guint32, part->n_vertices);
  gsize n_used = meshopt_optimizeVertexFetchRemap (remap, part->indices, part->n, part->n_vertices);

  meshopt_remapIndexBuffer (part->indices, part->indices, part->n, remap);
  meshopt_remapVertexBuffer (part->positions, part->positions, part->n_vertices, 3 * sizeof (float), remap);
  meshopt_remapVertexBuffer (part->vertices, part->vertices, part->n_vertices, sizeof (guint32), remap);
  part->n_vertices = n_used;
}

static void
part_init (Part *part, const SlMeshBuilder *builder, const SlSubmesh *submesh)
{
  const guint32 *indices = &g_array_index (builder->indices, guint32, submesh->first_index);
  guint32 first = G_MAXUINT32, last = 0;

  for (guint32 i = 0; i < submesh->n_indices; i++)
    {
      first = MIN (first, indices[i]);
      last = MAX (last, indices[i]);
    }
  part->n = submesh->n_indices;
  part->n_vertices = last - first + 1;
  part->indices = g_new (guint32, part->n);
  part->vertices = g_new (guint32, part->n_vertices);
  part->positions = g_memdup2 (&g_array_index (builder->positions, float, (gsize) first * 3),
                               part->n_vertices * 3 * sizeof (float));
  for (gsize i = 0; i < part->n; i++)
    part->indices[i] = indices[i] - first;
  for (guint32 i = 0; i < part->n_vertices; i++)
    part->vertices[i] = first + i;
  part_compact (part);
}

/* Its triangles, in an order that graphics hardware likes, as the model numbers them. */
static void
part_put (Part *part, guint32 *out)
{
  gsize stride = 3 * sizeof (float);

  meshopt_optimizeVertexCache (part->indices, part->indices, part->n, part->n_vertices);
  meshopt_optimizeOverdraw (part->indices, part->indices, part->n, part->positions, part->n_vertices, stride, 1.05f);
  for (gsize i = 0; i < part->n; i++)
    out[i] = part->vertices[part->indices[i]];
}

/* Cuts a part into its closed surfaces and the others. */
static void
split_closed (SlMeshBuilder *builder, guint at)
{
  SlSubmesh *submesh = &g_array_index (builder->submeshes, SlSubmesh, at), open = *submesh;
  g_auto (Part) part = { 0 };
  guint32 *own = &g_array_index (builder->indices, guint32, submesh->first_index), n;

  if (submesh->n_indices == 0 || submesh->alpha_mode != SL_ALPHA_OPAQUE) /* through its holes the inside is seen */
    return;
  part_init (&part, builder, submesh);
  n = sl_parts_closed_first (part.indices, submesh->n_indices, part.positions, (guint32) part.n_vertices);
  if (n == 0)
    return;
  for (gsize i = 0; i < part.n; i++)
    own[i] = part.vertices[part.indices[i]];
  submesh->n_indices = n;
  submesh->closed = 1;
  open.first_index += n;
  open.n_indices -= n;
  if (open.n_indices > 0)
    g_array_append_val (builder->submeshes, open);
}

/* Leaves about half of the triangles where the shape allows that; how far it strays, in metres. FALSE when few would
 * go. */
static gboolean
part_coarsen (Part *part, float allowed, double *strays)
{
  gsize stride = 3 * sizeof (float), fewer;
  float scale = meshopt_simplifyScale (part->positions, part->n_vertices, stride), step = 0;
  g_autofree guint32 *coarse = g_new (guint32, part->n);

  if (scale <= 0)
    return FALSE;
  fewer = part->n / 3 > LOD_EXACT_TRIANGLES
            ? meshopt_simplifySloppy (coarse, part->indices, part->n, part->positions, part->n_vertices, stride,
                                      LOD_EXACT_TRIANGLES * 3, allowed / 5 / scale, &step)
            : meshopt_simplify (coarse, part->indices, part->n, part->positions, part->n_vertices, stride,
                                part->n / 6 * 3, allowed / scale, 0, &step);
  if (fewer == 0 || fewer > part->n * 4 / 5)
    return FALSE;
  *strays = (double) (step * scale);
  memcpy (part->indices, coarse, fewer * sizeof *coarse);
  part->n = fewer;
  part_compact (part);
  return TRUE;
}

/* The part's triangles in a good order, and coarser forms of it, each with half of the triangles of the one before
 * where its shape allows that. `allowed`: how far a form may stray from the one before, m. */
static void
simplify (SlMeshBuilder *builder, SlSubmesh *submesh, float allowed)
{
  g_auto (Part) part = { 0 };
  double error = 0, step;

  if (submesh->n_indices == 0)
    return;
  part_init (&part, builder, submesh);
  part_put (&part, &g_array_index (builder->indices, guint32, submesh->first_index));
  for (guint i = 0; i < SL_MESH_LODS && part.n / 3 >= LOD_LEAST_TRIANGLES && part_coarsen (&part, allowed, &step); i++)
    {
      guint first = builder->lod_indices->len;

      error += step; /* each is measured from the one before */
      g_array_set_size (builder->lod_indices, first + (guint) part.n);
      part_put (&part, &g_array_index (builder->lod_indices, guint32, first));
      submesh->lods[i] = (SlMeshLod) { first, (guint32) part.n, (float) error };
    }
}

static void
put_in_order (SlMeshBuilder *builder)
{
  float allowed;

  join_vertices (builder);
  for (guint i = 0, n = builder->submeshes->len; i < n; i++)
    split_closed (builder, i);
  allowed = .05f * meshopt_simplifyScale ((const float *) (const void *) builder->positions->data,
                                          builder->positions->len / 3, 3 * sizeof (float));
  for (guint i = 0; i < builder->submeshes->len; i++)
    simplify (builder, &g_array_index (builder->submeshes, SlSubmesh, i), allowed);
}

gboolean
import_finish (SlMeshBuilder *builder, GError **error)
{
  if (is_degenerate (builder))
    {
      sl_error_set (error, SL_ERROR_INPUT,
                    _("the model holds no surface of any size; export it again without compression"));
      return FALSE;
    }
  put_in_order (builder);
  return TRUE;
}
