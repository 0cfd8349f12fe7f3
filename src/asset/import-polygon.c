/* Ear clipping: a corner is an ear when it turns the polygon's way and nothing of the polygon lies in the triangle that
 * it makes with its neighbours; only corners that turn the other way can lie there. Those stand in a grid, so that a
 * corner is asked about its surroundings only. */
#include "import-polygon.h"

#include <math.h>
#include <string.h>

typedef struct {
  double x, y;
} Point;

typedef struct {
  const Point *p;
  guint32     *prev, *next; /* a corner's neighbours as far as the polygon still stands */
  guint8      *gone;
  guint32     *cell_start, *cell_corners; /* of the grid: cell → corners that turned the other way at first */
  guint        columns, rows;
  Point        least, cell;               /* the grid's corner and the size of a cell */
} Cutter;

/* Twice the area of a, b, c, positive counter-clockwise. Its sign is right: Kahan's difference of products is within
 * two units of its last place (Jeannerod, Louvet, Muller 2013), and coordinates that were read as single numbers have
 * exact differences. */
static double
turn (Point a, Point b, Point c)
{
  const double ux = b.x - a.x, uy = b.y - a.y, vx = c.x - a.x, vy = c.y - a.y;
  const double product = uy * vx;

  return fma (ux, vy, -product) - fma (uy, vx, -product);
}

static gboolean
same (Point a, Point b)
{
  return a.x == b.x && a.y == b.y;
}

static double
turn_at (const Cutter *c, guint32 i)
{
  return turn (c->p[c->prev[i]], c->p[i], c->p[c->next[i]]);
}

/* --- the grid --- */

static guint
cell_of (double value, double least, double size, guint n)
{
  const double at = size > 0 ? (value - least) / size : 0;

  return (guint) CLAMP (at, 0, n - 1);
}

static guint
cell_at (const Cutter *c, Point p)
{
  return cell_of (p.y, c->least.y, c->cell.y, c->rows) * c->columns + cell_of (p.x, c->least.x, c->cell.x, c->columns);
}

static void
find_grid (Cutter *c, guint n, guint n_reflex)
{
  enum { CORNERS_A_CELL = 2, SIDE_MOST = 1024 };
  const guint side = (guint) CLAMP (sqrt ((double) n_reflex / CORNERS_A_CELL), 1, SIDE_MOST);
  Point most = c->p[0];

  c->least = most;
  for (guint32 i = 1; i < n; i++)
    {
      c->least = (Point) { MIN (c->least.x, c->p[i].x), MIN (c->least.y, c->p[i].y) };
      most = (Point) { MAX (most.x, c->p[i].x), MAX (most.y, c->p[i].y) };
    }
  c->columns = c->rows = side;
  c->cell = (Point) { (most.x - c->least.x) / side, (most.y - c->least.y) / side };
}

static void
fill_grid (Cutter *c, guint n)
{
  g_autofree guint8 *reflex = g_new (guint8, n);
  guint n_reflex = 0;

  for (guint32 i = 0; i < n; i++)
    n_reflex += reflex[i] = turn_at (c, i) <= 0;
  find_grid (c, n, n_reflex);
  c->cell_start = g_new0 (guint32, (gsize) c->columns * c->rows + 1);
  c->cell_corners = g_new (guint32, MAX (n_reflex, 1));
  for (guint32 i = 0; i < n; i++)
    if (reflex[i])
      c->cell_start[cell_at (c, c->p[i]) + 1]++;
  for (guint k = 0; k < c->columns * c->rows; k++)
    c->cell_start[k + 1] += c->cell_start[k];
  g_autofree guint32 *at = g_memdup2 (c->cell_start, ((gsize) c->columns * c->rows + 1) * sizeof *at);
  for (guint32 i = 0; i < n; i++)
    if (reflex[i])
      c->cell_corners[at[cell_at (c, c->p[i])]++] = i;
}

/* --- ears --- */

/* Whether the polygon, where it passes through q, which stands at the triangle's corner b between a and c, enters
 * it. */
static gboolean
enters (const Cutter *c, guint32 q, Point a, Point b, Point next)
{
  const Point ends[] = { c->p[c->prev[q]], c->p[c->next[q]] };

  for (guint k = 0; k < G_N_ELEMENTS (ends); k++)
    if (turn (a, b, ends[k]) > 0 && turn (b, next, ends[k]) > 0)
      return TRUE;
  return FALSE;
}

/* Whether corner `q` keeps a, b, c (counter-clockwise) from being an ear. */
static gboolean
blocks (const Cutter *c, guint32 q, const guint32 ear[3])
{
  const Point t[3] = { c->p[ear[0]], c->p[ear[1]], c->p[ear[2]] };
  const Point p = c->p[q];

  if (c->gone[q] || q == ear[0] || q == ear[1] || q == ear[2] || turn_at (c, q) > 0)
    return FALSE;
  for (guint k = 0; k < 3; k++)
    if (same (p, t[k]))
      return enters (c, q, t[(k + 2) % 3], t[k], t[(k + 1) % 3]);
  return turn (t[0], t[1], p) >= 0 && turn (t[1], t[2], p) >= 0 && turn (t[2], t[0], p) >= 0;
}

/* A corner that stands where its neighbour does, or from which the polygon goes back as it came: it hides what its
 * neighbours are, and nothing is lost with it. */
static gboolean
is_spike (const Point t[3])
{
  return (t[1].x - t[0].x) * (t[2].x - t[1].x) + (t[1].y - t[0].y) * (t[2].y - t[1].y) <= 0;
}

static gboolean
is_ear (const Cutter *c, guint32 i)
{
  const guint32 ear[3] = { c->prev[i], i, c->next[i] };
  const Point t[3] = { c->p[ear[0]], c->p[ear[1]], c->p[ear[2]] };
  const double area = turn (t[0], t[1], t[2]);

  if (area <= 0)
    return area == 0 && is_spike (t);
  const guint left = cell_of (MIN (MIN (t[0].x, t[1].x), t[2].x), c->least.x, c->cell.x, c->columns);
  const guint right = cell_of (MAX (MAX (t[0].x, t[1].x), t[2].x), c->least.x, c->cell.x, c->columns);
  const guint low = cell_of (MIN (MIN (t[0].y, t[1].y), t[2].y), c->least.y, c->cell.y, c->rows);
  const guint high = cell_of (MAX (MAX (t[0].y, t[1].y), t[2].y), c->least.y, c->cell.y, c->rows);

  for (guint row = low; row <= high; row++)
    for (guint k = c->cell_start[row * c->columns + left]; k < c->cell_start[row * c->columns + right + 1]; k++)
      if (blocks (c, c->cell_corners[k], ear))
        return FALSE;
  return TRUE;
}

static guint
clip (Cutter *c, guint32 i, guint32 *out)
{
  out[0] = c->prev[i];
  out[1] = i;
  out[2] = c->next[i];
  c->next[c->prev[i]] = c->next[i];
  c->prev[c->next[i]] = c->prev[i];
  c->gone[i] = TRUE;
  return 3;
}

/* Where there is no ear the polygon crosses itself or has collapsed: a corner that turns its way, else any, must go. */
static guint32
least_bad (const Cutter *c, guint32 from)
{
  guint32 i = from;

  do
    if (turn_at (c, i) > 0)
      return i;
  while ((i = c->next[i]) != from);
  return from;
}

static guint
cut (Cutter *c, guint n, guint32 *out)
{
  guint filled = 0, left = n, failed = 0;
  guint32 at = 1; /* the first ear of a convex polygon is 0, 1, 2 */

  while (left >= 3)
    {
      const gboolean ear = left == 3 || is_ear (c, at);
      guint32 tip = at;

      if (!ear && ++failed <= left)
        {
          at = c->next[at];
          continue;
        }
      if (!ear)
        tip = least_bad (c, at);
      at = c->next[c->next[tip]]; /* the next but one: fewer slivers */
      filled += clip (c, tip, out + filled);
      left--;
      failed = 0;
    }
  return filled;
}

/* --- the plane --- */

/* Newell's: twice the area seen along each axis. */
static SlVec3
twice_area (const SlVec3 *v, guint n)
{
  SlVec3 sum = sl_vec3 (0, 0, 0);

  for (guint i = 0; i < n; i++)
    {
      const SlVec3 a = sl_vec3_sub (v[i], v[0]), b = sl_vec3_sub (v[(i + 1) % n], v[0]);
      sum = sl_vec3_add (sum, sl_vec3_cross (a, b));
    }
  return sum;
}

/* Into the coordinate plane that shows most of it, so that coordinates stay what they are; mirrored where it is needed
 * to make it counter-clockwise. FALSE when it has no area. */
static gboolean
flatten (const SlVec3 *v, guint n, Point *p)
{
  const SlVec3 area = twice_area (v, n), size = sl_vec3 (fabs (area.x), fabs (area.y), fabs (area.z));
  const gboolean along_x = size.x >= size.y && size.x >= size.z, along_y = !along_x && size.y >= size.z;
  const double most = along_x ? area.x : along_y ? area.y : area.z, sign = most < 0 ? -1 : 1;

  for (guint i = 0; i < n; i++)
    p[i] = along_x   ? (Point) { sign * v[i].y, v[i].z }
           : along_y ? (Point) { sign * v[i].z, v[i].x }
                     : (Point) { sign * v[i].x, v[i].y };
  return most != 0 && isfinite (most);
}

guint
import_polygon_cut (const SlVec3 *corners, guint n, guint32 *out)
{
  if (n < 3)
    return 0;
  if (n == 3)
    {
      memcpy (out, (const guint32[]) { 0, 1, 2 }, 3 * sizeof *out);
      return 3;
    }
  g_autofree Point *points = g_new (Point, n);
  g_autofree guint32 *links = g_new (guint32, 2 * (gsize) n);
  g_autofree guint8 *gone = g_new0 (guint8, n);
  Cutter c = { .p = points, .prev = links, .next = links + n, .gone = gone };

  if (!flatten (corners, n, points))
    return 0;
  for (guint32 i = 0; i < n; i++)
    {
      c.prev[i] = (i + n - 1) % n;
      c.next[i] = (i + 1) % n;
    }
  fill_grid (&c, n);
  guint filled = cut (&c, n, out);
  g_free (c.cell_start);
  g_free (c.cell_corners);
  return filled;
}
