#include "import-parts.h"

#include <meshoptimizer.h>
#include <stdlib.h>
#include <string.h>

/* More than this would take longer to look at than it saves. */
enum { TRIANGLES_MAX = 1000000 };

typedef struct {
  guint32  n;        /* indices */
  guint32 *points;   /* a vertex: the point it stands at, shared by those at the same place */
  guint32 *parent;   /* a point: toward the root of its surface */
  double  *volume;   /* a root: six times what the surface holds */
  guint8  *open;     /* a root: the surface has an edge */
} Surfaces;

static guint32
root_of (const Surfaces *s, guint32 point)
{
  while (s->parent[point] != point)
    point = s->parent[point] = s->parent[s->parent[point]];
  return point;
}

static void
join_surfaces (Surfaces *s, const guint32 *indices, guint32 n_vertices)
{
  for (guint32 i = 0; i < n_vertices; i++)
    s->parent[i] = i;
  for (guint32 i = 0; i < s->n; i += 3)
    for (guint32 k = 1; k < 3; k++)
      s->parent[root_of (s, s->points[indices[i + k]])] = root_of (s, s->points[indices[i]]);
}

static int
compare_edges (const void *a, const void *b)
{
  guint64 x = *(const guint64 *) a, y = *(const guint64 *) b;
  return x < y ? -1 : x > y;
}

/* An edge is its two points, the lower first, and in the lowest bit which way it is walked. A closed surface walks each
 * edge as often one way as the other. */
static void
find_open (Surfaces *s, const guint32 *indices)
{
  g_autofree guint64 *edges = g_new (guint64, s->n);

  for (guint32 i = 0; i < s->n; i++)
    {
      guint64 a = s->points[indices[i]], b = s->points[indices[i % 3 == 2 ? i - 2 : i + 1]];
      edges[i] = a < b ? a << 33 | b << 1 : b << 33 | a << 1 | 1;
    }
  qsort (edges, s->n, sizeof *edges, compare_edges);
  for (guint32 i = 0, end; i < s->n; i = end)
    {
      int balance = 0;
      for (end = i; end < s->n && edges[end] >> 1 == edges[i] >> 1; end++)
        balance += edges[end] & 1 ? 1 : -1;
      if (balance != 0)
        s->open[root_of (s, (guint32) (edges[i] >> 33))] = 1;
    }
}

static void
find_volumes (Surfaces *s, const guint32 *indices, const float *positions)
{
  for (guint32 i = 0; i < s->n; i += 3)
    {
      const float *a = positions + 3 * indices[i], *b = positions + 3 * indices[i + 1];
      const float *c = positions + 3 * indices[i + 2];
      double x = (double) b[1] * (double) c[2] - (double) b[2] * (double) c[1];
      double y = (double) b[2] * (double) c[0] - (double) b[0] * (double) c[2];
      double z = (double) b[0] * (double) c[1] - (double) b[1] * (double) c[0];
      s->volume[root_of (s, s->points[indices[i]])] += (double) a[0] * x + (double) a[1] * y + (double) a[2] * z;
    }
}

/* Closed ones first, in their order. */
static guint32
put_closed_first (const Surfaces *s, guint32 *indices)
{
  g_autofree guint32 *before = g_memdup2 (indices, s->n * sizeof *indices);
  guint32 at = 0, n_closed = 0;

  for (guint pass = 0; pass < 2; pass++)
    {
      for (guint32 i = 0; i < s->n; i += 3)
        {
          guint32 root = root_of (s, s->points[before[i]]);
          gboolean flip = pass == 0 && s->volume[root] < 0;
          if (s->open[root] != pass)
            continue;
          indices[at++] = before[i];
          indices[at++] = before[i + (flip ? 2 : 1)];
          indices[at++] = before[i + (flip ? 1 : 2)];
        }
      if (pass == 0)
        n_closed = at;
    }
  return n_closed;
}

guint32
sl_parts_closed_first (guint32 *indices, guint32 n, const float *positions, guint32 n_vertices)
{
  g_autofree guint32 *points = NULL, *parent = NULL;
  g_autofree double *volume = NULL;
  g_autofree guint8 *open = NULL;

  if (n == 0 || n / 3 > TRIANGLES_MAX || n_vertices > G_MAXINT32)
    return 0;
  points = g_new (guint32, n_vertices);
  parent = g_new (guint32, n_vertices);
  volume = g_new0 (double, n_vertices);
  open = g_new0 (guint8, n_vertices);
  Surfaces s = { n, points, parent, volume, open };
  meshopt_generateVertexRemap (points, indices, n, positions, n_vertices, 3 * sizeof *positions);
  join_surfaces (&s, indices, n_vertices);
  find_open (&s, indices);
  find_volumes (&s, indices, positions);
  return put_closed_first (&s, indices);
}
