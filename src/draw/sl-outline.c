#include "sl-outline.h"

/* > 0 when `p` lies to the left of the way from `a` to `b`. */
static double
side (SlVec3 a, SlVec3 b, SlVec3 p)
{
  return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);
}

static int
compare_points (gconstpointer a, gconstpointer b)
{
  const SlVec3 *p = a, *q = b;
  return p->x != q->x ? (p->x < q->x ? -1 : 1) : (p->y > q->y) - (p->y < q->y);
}

/* Andrew's monotone chain: the lower side from the left, then the upper side back. */
guint
sl_outline_hull (SlVec3 *points, guint n)
{
  g_autofree SlVec3 *hull = g_new (SlVec3, 2 * (gsize) n + 2);
  guint kept = 0;

  if (n == 0)
    return 0;
  qsort (points, n, sizeof *points, compare_points);
  for (guint pass = 0; pass < 2; pass++)
    {
      guint least = kept + (pass == 0 ? 2 : 1);
      for (guint k = pass; k < n; k++)
        {
          SlVec3 p = points[pass == 0 ? k : n - 1 - k];
          while (kept >= least && side (hull[kept - 2], hull[kept - 1], p) <= 0)
            kept--;
          hull[kept++] = p;
        }
    }
  if (kept > 1) /* the first comes again at the end */
    kept--;
  if (kept == 2 && compare_points (&hull[0], &hull[1]) == 0)
    kept = 1;
  for (guint i = 0; i < kept; i++)
    points[i] = hull[i];
  return kept;
}

static SlVec3
vertex (const SlSceneMesh *mesh, guint i)
{
  const float *p = mesh->mesh->positions + 3 * (gsize) i;

  return sl_frame_point (&mesh->frame, sl_vec3 ((double) p[0], (double) p[1], (double) p[2]));
}

static gboolean
is_finite (SlVec3 p)
{
  return isfinite (p.x) && isfinite (p.y);
}

enum { DIRECTIONS = 8 };

/* The hull of the outermost points in a few directions: most of a model lies inside. Gives the number of corners. */
static guint
inner_hull (const SlSceneMesh *mesh, SlVec3 corners[DIRECTIONS])
{
  double best[DIRECTIONS];
  gboolean any = FALSE;

  for (guint d = 0; d < DIRECTIONS; d++)
    best[d] = -INFINITY;
  for (guint i = 0; i < mesh->mesh->n_vertices; i++)
    {
      SlVec3 p = vertex (mesh, i);
      const double along[DIRECTIONS] = { p.x, p.x + p.y, p.y, p.y - p.x, -p.x, -p.x - p.y, -p.y, p.x - p.y };
      if (!is_finite (p))
        continue;
      any = TRUE;
      for (guint d = 0; d < DIRECTIONS; d++)
        if (along[d] > best[d])
          {
            best[d] = along[d];
            corners[d] = p;
          }
    }
  return any ? sl_outline_hull (corners, DIRECTIONS) : 0;
}

GArray *
sl_outline_mesh (const SlSceneMesh *mesh)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (SlVec3));
  SlVec3 inner[DIRECTIONS];
  guint n = inner_hull (mesh, inner);

  g_array_append_vals (points, inner, n);
  for (guint i = 0; i < mesh->mesh->n_vertices; i++)
    {
      SlVec3 p = vertex (mesh, i);
      gboolean within = n > 2;
      for (guint k = 0; within && k < n; k++)
        within = side (inner[k], inner[(k + 1) % n], p) > 0;
      if (!within && is_finite (p))
        g_array_append_val (points, p);
    }
  g_array_set_size (points, sl_outline_hull ((SlVec3 *) (void *) points->data, points->len));
  return points;
}

/* Of each column the cabinet with the greatest and the one with the smallest row number; NULL where it has none. */
static void
find_ends (const SlSceneWall *wall, const SlScenePanel **lowest, const SlScenePanel **highest)
{
  for (guint i = 0; i < wall->n_panels; i++)
    {
      const SlScenePanel *p = &wall->panels[i];
      const guint c = p->column;

      if (c >= wall->columns)
        continue;
      lowest[c] = lowest[c] == NULL || p->row > lowest[c]->row ? p : lowest[c];
      highest[c] = highest[c] == NULL || p->row < highest[c]->row ? p : highest[c];
    }
}

GArray *
sl_outline_wall (const SlSceneWall *wall)
{
  g_autofree const SlScenePanel **lowest = g_new0 (const SlScenePanel *, wall->columns + 1);
  g_autofree const SlScenePanel **highest = g_new0 (const SlScenePanel *, wall->columns + 1);
  GArray *outline = g_array_new (FALSE, FALSE, sizeof (SlVec3));

  find_ends (wall, lowest, highest);
  for (guint c = 0; c < wall->columns; c++) /* along the foot from the left */
    if (lowest[c] != NULL)
      {
        const SlVec3 ends[] = { lowest[c]->corner, sl_vec3_add (lowest[c]->corner, lowest[c]->right) };
        g_array_append_vals (outline, ends, 2);
      }
  for (guint c = wall->columns; c-- > 0;) /* along the head back from the right */
    if (highest[c] != NULL)
      {
        const SlVec3 left = sl_vec3_add (highest[c]->corner, highest[c]->up);
        const SlVec3 ends[] = { sl_vec3_add (left, highest[c]->right), left };
        g_array_append_vals (outline, ends, 2);
      }
  return outline;
}
