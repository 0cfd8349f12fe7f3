#include "sl-wall-cells.h"

#include <math.h>
#include <string.h>

/* The rectangle is cut along every corner's x and y into cells. A cell is covered by a triangle or it is not, up to
 * slanted edges, for which there are cells enough:
 *
 *    ┌──┬─────┬──┐   what is bare is a gap where it is narrow and covered on both sides,
 *    │##│     │##│   a notch where it reaches the rectangle's edge, else a hole
 *    ├──┼─────┼──┤
 *    │##│#####│##│
 *    └──┴─────┴──┘
 */

static const double SAME_M = 3e-4, SLANT_M = .02, LEAST_M2 = 1e-4;
/* Off the diagonals of a cell, which are edges of triangles. */
static const double IN_X = .4619397, IN_Y = .5137412;

enum { MOST_LINES = 3000, MOST_CELLS = 3000000, MOST_VISITS = 200000000, SLANTED = 1000, LONG = 4 };

typedef struct {
  GArray *xs, *ys;   /* double: the cells' lines, rising */
  guint   nx, ny;    /* cells */
  guint8 *covered;   /* times, 2 for more; row by row */
  guint8 *kind;      /* of bare cells: what is known by now */
} Cells;

enum { BARE, THICK, THIN, GAP, SEEN };

static double
line_at (const GArray *lines, guint i)
{
  return g_array_index (lines, double, i);
}

/* --- the lines --- */

static int
compare (gconstpointer a, gconstpointer b)
{
  const double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static void
tidy (GArray *lines, double most)
{
  guint n = 0;

  g_array_sort (lines, compare);
  for (guint i = 0; i < lines->len; i++)
    {
      const double at = line_at (lines, i);

      if (at >= 0 && at <= most && (n == 0 || at - line_at (lines, n - 1) > SAME_M))
        g_array_index (lines, double, n++) = at;
    }
  g_array_set_size (lines, n);
}

static void
add_even (GArray *lines, double most, guint n)
{
  for (guint i = 0; i <= n; i++)
    {
      const double at = most * i / n;
      g_array_append_val (lines, at);
    }
}

/* Whether two of its edges run along the rectangle's. */
static gboolean
is_straight (const SlFlatTriangle *t)
{
  guint x = 0, y = 0;

  for (guint k = 0; k < 3; k++)
    {
      x += fabs (t->x[k] - t->x[(k + 1) % 3]) <= SAME_M;
      y += fabs (t->y[k] - t->y[(k + 1) % 3]) <= SAME_M;
    }
  return x > 0 && y > 0;
}

static void
make_lines (Cells *c, const GArray *triangles, double width, double height)
{
  gboolean slanted = FALSE;

  for (guint i = 0; i < triangles->len; i++)
    {
      const SlFlatTriangle *t = &g_array_index (triangles, SlFlatTriangle, i);

      slanted |= !is_straight (t);
      g_array_append_vals (c->xs, t->x, 3);
      g_array_append_vals (c->ys, t->y, 3);
    }
  add_even (c->xs, width, slanted ? (guint) CLAMP (ceil (width / SLANT_M), 1, SLANTED) : 1);
  add_even (c->ys, height, slanted ? (guint) CLAMP (ceil (height / SLANT_M), 1, SLANTED) : 1);
  tidy (c->xs, width);
  tidy (c->ys, height);
  if (c->xs->len > MOST_LINES || c->ys->len > MOST_LINES || (guint64) c->xs->len * c->ys->len > MOST_CELLS)
    {
      g_array_set_size (c->xs, 0);
      g_array_set_size (c->ys, 0);
      add_even (c->xs, width, SLANTED);
      add_even (c->ys, height, SLANTED);
    }
  c->nx = c->xs->len > 0 ? c->xs->len - 1 : 0;
  c->ny = c->ys->len > 0 ? c->ys->len - 1 : 0;
}

/* --- covering --- */

/* The first line that is not below `at`. */
static guint
find (const GArray *lines, double at)
{
  guint low = 0, high = lines->len;

  while (low < high)
    {
      const guint middle = (low + high) / 2;

      if (line_at (lines, middle) < at)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* The cells that it may cover, `to` excluded. */
static void
reach (const GArray *lines, guint n, const double *at, guint *from, guint *to)
{
  const double low = fmin (at[0], fmin (at[1], at[2])), high = fmax (at[0], fmax (at[1], at[2]));

  *from = find (lines, low);
  *from -= *from > 0;
  *to = MIN (find (lines, high), n);
}

static gboolean
has (const SlFlatTriangle *t, double x, double y)
{
  guint left = 0, right = 0;

  for (guint k = 0; k < 3; k++)
    {
      const guint next = (k + 1) % 3;
      const double side = (t->x[next] - t->x[k]) * (y - t->y[k]) - (t->y[next] - t->y[k]) * (x - t->x[k]);

      left += side > 0;
      right += side < 0;
    }
  return left == 3 || right == 3;
}

static void
cover (Cells *c, const SlFlatTriangle *t)
{
  guint from_x, to_x, from_y, to_y;

  reach (c->xs, c->nx, t->x, &from_x, &to_x);
  reach (c->ys, c->ny, t->y, &from_y, &to_y);
  for (guint y = from_y; y < to_y; y++)
    for (guint x = from_x; x < to_x; x++)
      {
        const double px = line_at (c->xs, x), py = line_at (c->ys, y);
        guint8 *times = &c->covered[(gsize) y * c->nx + x];

        if (*times < 2 && has (t, px + IN_X * (line_at (c->xs, x + 1) - px), py + IN_Y * (line_at (c->ys, y + 1) - py)))
          (*times)++;
      }
}

static gboolean
is_little_work (const Cells *c, const GArray *triangles)
{
  guint64 visits = 0;

  for (guint i = 0; i < triangles->len && visits <= MOST_VISITS; i++)
    {
      const SlFlatTriangle *t = &g_array_index (triangles, SlFlatTriangle, i);
      guint from_x, to_x, from_y, to_y;

      reach (c->xs, c->nx, t->x, &from_x, &to_x);
      reach (c->ys, c->ny, t->y, &from_y, &to_y);
      visits += to_x > from_x && to_y > from_y ? (guint64) (to_x - from_x) * (to_y - from_y) : 0;
    }
  return visits <= MOST_VISITS;
}

/* --- what is narrow --- */

static double
area_of (const Cells *c, gsize cell)
{
  const guint x = cell % c->nx, y = cell / c->nx;

  return (line_at (c->xs, x + 1) - line_at (c->xs, x)) * (line_at (c->ys, y + 1) - line_at (c->ys, y));
}

/* How many covered cells lie left of and below each line crossing, so that rectangles are counted at once. */
static guint *
count_covered (const Cells *c)
{
  const gsize wide = c->nx + 1;
  guint *sums = g_new0 (guint, wide * (c->ny + 1));

  for (guint y = 0; y < c->ny; y++)
    for (guint x = 0; x < c->nx; x++)
      sums[(y + 1) * wide + x + 1] = sums[y * wide + x + 1] + sums[(y + 1) * wide + x] - sums[y * wide + x]
                                     + (c->covered[(gsize) y * c->nx + x] > 0);
  return sums;
}

/* The cells from `x`, `y` on that are together wider and higher than `narrow`, to the right and up or the other way;
 * FALSE when the rectangle ends before, or one of them is covered. */
static gboolean
spread (const Cells *c, const guint *sums, guint x, guint y, gboolean back_x, gboolean back_y, double narrow,
        guint box[4])
{
  const gsize wide = c->nx + 1;
  guint x0 = x, x1 = x + 1, y0 = y, y1 = y + 1;

  while (line_at (c->xs, x1) - line_at (c->xs, x0) <= narrow)
    if (back_x ? x0 == 0 : x1 == c->nx)
      return FALSE;
    else if (back_x)
      x0--;
    else
      x1++;
  while (line_at (c->ys, y1) - line_at (c->ys, y0) <= narrow)
    if (back_y ? y0 == 0 : y1 == c->ny)
      return FALSE;
    else if (back_y)
      y0--;
    else
      y1++;
  box[0] = x0, box[1] = x1, box[2] = y0, box[3] = y1;
  return sums[y1 * wide + x1] - sums[y0 * wide + x1] - sums[y1 * wide + x0] + sums[y0 * wide + x0] == 0;
}

/* What lies in no bare square of more than `narrow` is thin. */
static void
find_thick (Cells *c, double narrow)
{
  g_autofree guint *sums = count_covered (c);
  guint box[4];

  for (guint y = 0; y < c->ny; y++)
    for (guint x = 0; x < c->nx; x++)
      for (guint turn = 0; turn < 4 && c->covered[(gsize) y * c->nx + x] == 0; turn++)
        if (spread (c, sums, x, y, turn & 1, turn >> 1, narrow, box))
          for (guint v = box[2]; v < box[3]; v++)
            memset (c->kind + (gsize) v * c->nx + box[0], THICK, box[1] - box[0]);
  for (gsize i = 0; i < (gsize) c->nx * c->ny; i++)
    if (c->covered[i] == 0 && c->kind[i] == BARE)
      c->kind[i] = THIN;
}

/* --- parts --- */

typedef struct {
  SlBarePart part;
  gboolean   at_edge;
} Part;

/* The cells of `cells` (gsize, filled) that hang together with `first` and are of `from` become `to`. */
static Part
flood (Cells *c, gsize first, guint8 from, guint8 to, GArray *cells)
{
  double x0 = INFINITY, x1 = -INFINITY, y0 = INFINITY, y1 = -INFINITY;
  Part found = { .at_edge = FALSE };

  g_array_set_size (cells, 0);
  g_array_append_val (cells, first);
  c->kind[first] = to;
  for (guint i = 0; i < cells->len; i++)
    {
      const gsize cell = g_array_index (cells, gsize, i);
      const guint x = cell % c->nx, y = cell / c->nx;
      const gsize beside[4] = { cell - 1, cell + 1, cell - c->nx, cell + c->nx };
      const gboolean there[4] = { x > 0, x + 1 < c->nx, y > 0, y + 1 < c->ny };

      found.part.area_m2 += area_of (c, cell);
      x0 = fmin (x0, line_at (c->xs, x)), x1 = fmax (x1, line_at (c->xs, x + 1));
      y0 = fmin (y0, line_at (c->ys, y)), y1 = fmax (y1, line_at (c->ys, y + 1));
      for (guint k = 0; k < 4; k++)
        if (!there[k])
          found.at_edge = TRUE;
        else if (c->kind[beside[k]] == from && c->covered[beside[k]] == c->covered[first])
          {
            c->kind[beside[k]] = to;
            g_array_append_val (cells, beside[k]);
          }
    }
  found.part.x = x0, found.part.y = y0, found.part.width = x1 - x0, found.part.height = y1 - y0;
  return found;
}

/* How far it is bare from a cell on across, where that is no more than `most` and covered on both sides; else infinity.
 * `at` receives where it begins. */
static double
across (const Cells *c, gsize cell, gboolean up, double most, double *at)
{
  const GArray *lines = up ? c->ys : c->xs;
  const gsize step = up ? c->nx : 1;
  const guint n = up ? c->ny : c->nx, own = up ? (guint) (cell / c->nx) : (guint) (cell % c->nx);
  guint low = own, high = own;

  while (low > 0 && c->covered[cell - (own - low + 1) * step] == 0
         && line_at (lines, own) - line_at (lines, low) <= most)
    low--;
  while (high + 1 < n && c->covered[cell + (high + 1 - own) * step] == 0
         && line_at (lines, high) - line_at (lines, low) <= most)
    high++;
  *at = line_at (lines, low);
  const double wide = low > 0 && high + 1 < n ? line_at (lines, high + 1) - *at : INFINITY;
  return wide <= most ? wide : INFINITY;
}

/* What hangs together and is thin is a gap where it is long for its width. */
static void
take_gap (Cells *c, const GArray *cells, const Part *part, double narrow, GHashTable *places, SlCellsLook *look)
{
  double widest = 0;
  SlVec3 where = { 0, 0, 0 };
  g_autoptr (GHashTable) own = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer key;

  for (guint i = 0; i < cells->len; i++)
    for (gboolean up = FALSE; up <= TRUE; up++)
      {
        const gsize cell = g_array_index (cells, gsize, i);
        double at;
        const double wide = across (c, cell, up, narrow, &at);

        if (isinf (wide) || wide < 2 * SAME_M)
          continue;
        g_hash_table_add (own, g_strdup_printf ("%d %ld", up, lround (at / SAME_M / 4)));
        if (wide > widest)
          where = sl_vec3 (up ? line_at (c->xs, cell % c->nx) : at, up ? at : line_at (c->ys, cell / c->nx), 0);
        widest = fmax (widest, wide);
      }
  if (widest <= 0 || fmax (part->part.width, part->part.height) < LONG * widest)
    return;
  for (guint i = 0; i < cells->len; i++)
    c->kind[g_array_index (cells, gsize, i)] = GAP;
  g_hash_table_iter_init (&iter, own);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_hash_table_add (places, g_strdup (key));
  if (widest > look->gap_m)
    look->gap_at = where;
  look->gap_m = fmax (look->gap_m, widest);
}

static void
find_gaps (Cells *c, double narrow, SlCellsLook *look)
{
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (gsize));
  g_autoptr (GHashTable) places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (gsize i = 0; i < (gsize) c->nx * c->ny; i++)
    if (c->covered[i] == 0 && c->kind[i] == THIN)
      {
        const Part part = flood (c, i, THIN, BARE, cells);
        take_gap (c, cells, &part, narrow, places, look);
      }
  look->gaps = g_hash_table_size (places);
  for (gsize i = 0; i < (gsize) c->nx * c->ny; i++)
    if (c->kind[i] == THICK)
      c->kind[i] = BARE;
}

static void
find_bare (Cells *c, SlCellsLook *look)
{
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (gsize));

  for (gsize i = 0; i < (gsize) c->nx * c->ny; i++)
    if (c->covered[i] == 0 && c->kind[i] == BARE)
      {
        const Part part = flood (c, i, BARE, SEEN, cells);

        if (part.part.area_m2 >= LEAST_M2)
          g_array_append_val (part.at_edge ? look->notches : look->holes, part.part);
      }
}

/* What is covered, once or more often alike. */
static void
find_islands (Cells *c, SlCellsLook *look)
{
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (gsize));
  const gsize n = (gsize) c->nx * c->ny;

  for (gsize i = 0; i < n; i++)
    {
      look->twice_m2 += c->covered[i] > 1 ? area_of (c, i) : 0;
      c->covered[i] = MIN (c->covered[i], 1);
    }
  for (gsize i = 0; i < n; i++)
    if (c->covered[i] > 0 && c->kind[i] == BARE)
      look->islands += flood (c, i, BARE, SEEN, cells).part.area_m2 >= LEAST_M2;
}

/* --- all of it --- */

static void
look_at (Cells *c, const GArray *triangles, double narrow, SlCellsLook *look)
{
  c->covered = g_malloc0 ((gsize) c->nx * c->ny);
  c->kind = g_malloc0 ((gsize) c->nx * c->ny);
  for (guint i = 0; i < triangles->len; i++)
    cover (c, &g_array_index (triangles, SlFlatTriangle, i));
  find_thick (c, narrow);
  find_gaps (c, narrow, look);
  find_bare (c, look);
  find_islands (c, look);
}

gboolean
sl_cells_look (const GArray *triangles, double width, double height, double narrow, SlCellsLook *look)
{
  Cells c = { g_array_new (FALSE, FALSE, sizeof (double)), g_array_new (FALSE, FALSE, sizeof (double)) };
  const gboolean any = width > SAME_M && height > SAME_M;
  gboolean ok = TRUE;

  *look = (SlCellsLook) { .holes = g_array_new (FALSE, FALSE, sizeof (SlBarePart)),
                          .notches = g_array_new (FALSE, FALSE, sizeof (SlBarePart)) };
  if (any)
    {
      make_lines (&c, triangles, width, height);
      ok = c.nx > 0 && c.ny > 0 && is_little_work (&c, triangles);
      if (ok)
        look_at (&c, triangles, narrow, look);
    }
  g_array_unref (c.xs);
  g_array_unref (c.ys);
  g_free (c.covered);
  g_free (c.kind);
  return ok;
}

void
sl_cells_look_clear (SlCellsLook *look)
{
  g_clear_pointer (&look->holes, g_array_unref);
  g_clear_pointer (&look->notches, g_array_unref);
}
