#include "sl-wall-facets.h"

/* A column where it stands: at the foot, below its lowest cabinet's left edge. */
typedef struct {
  gboolean stands;
  SlVec3   foot, along, normal; /* m, unit, unit; world */
  double   width;               /* m */
} Column;

struct SlFacetWall {
  const SlSceneWall *wall;    /* borrowed */
  Column            *columns;
  double            *heights; /* m, of rows */
  double            *feet;    /* m, of rows over the wall's foot */
  guint32           *panels;  /* row by row: the cabinet's index + 1, 0 for none */
};

/* Where a place is left out the usual cabinet would be. */
static void
measure (SlFacetWall *f)
{
  const SlSceneWall *wall = f->wall;
  g_autofree guint *in_column = g_new0 (guint, wall->columns), *in_row = g_new0 (guint, wall->rows);
  double foot = wall->height_m;

  for (guint i = 0; i < wall->n_panels; i++)
    {
      const SlScenePanel *p = &wall->panels[i];

      f->panels[(gsize) p->row * wall->columns + p->column] = i + 1;
      f->columns[p->column].width = fmax (f->columns[p->column].width, p->panel->width_mm / 1000);
      f->heights[p->row] = fmax (f->heights[p->row], p->panel->height_mm / 1000);
      in_column[p->column]++;
      in_row[p->row]++;
    }
  for (guint i = 0; i < wall->columns; i++)
    if (in_column[i] < wall->rows)
      f->columns[i].width = fmax (f->columns[i].width, wall->usual->width_mm / 1000);
  for (guint i = 0; i < wall->rows; i++)
    {
      if (in_row[i] < wall->columns)
        f->heights[i] = fmax (f->heights[i], wall->usual->height_mm / 1000);
      foot -= f->heights[i];
      f->feet[i] = foot;
    }
}

static void
place_columns (SlFacetWall *f)
{
  for (guint i = 0; i < f->wall->n_panels; i++)
    {
      const SlScenePanel *p = &f->wall->panels[i];
      Column *column = &f->columns[p->column];

      if (column->stands)
        continue;
      column->stands = TRUE;
      column->foot = sl_vec3_mad (p->corner, f->wall->frame.z, -f->feet[p->row]);
      column->along = sl_vec3_normalize (p->right);
      column->normal = p->normal;
    }
}

SlFacetWall *
sl_facet_wall_new (const SlSceneWall *wall)
{
  SlFacetWall *f = g_new0 (SlFacetWall, 1);

  f->wall = wall;
  f->columns = g_new0 (Column, wall->columns);
  f->heights = g_new0 (double, wall->rows);
  f->feet = g_new0 (double, wall->rows);
  f->panels = g_new0 (guint32, (gsize) wall->columns * wall->rows);
  measure (f);
  place_columns (f);
  return f;
}

void
sl_facet_wall_free (SlFacetWall *f)
{
  if (f == NULL)
    return;
  g_free (f->columns);
  g_free (f->heights);
  g_free (f->feet);
  g_free (f->panels);
  g_free (f);
}

const SlScenePanel *
sl_facet_wall_panel (const SlFacetWall *f, guint column, guint row)
{
  const guint32 index = f->panels[(gsize) row * f->wall->columns + column];

  return index > 0 ? &f->wall->panels[index - 1] : NULL;
}

/* --- cutting --- */

/* Whether as many pixels lie on a metre of both. */
static gboolean
is_even (double length_a, gint64 px_a, double length_b, gint64 px_b)
{
  const double a = length_a * (double) px_b, b = length_b * (double) px_a;

  return fabs (a - b) <= 1e-9 * a;
}

static gboolean
goes_on (const SlFacetWall *f, guint column)
{
  const Column *a = &f->columns[column - 1], *b = &f->columns[column];

  return a->stands && b->stands && sl_vec3_length (sl_vec3_sub (a->along, b->along)) <= 1e-9
         && is_even (a->width, f->wall->columns_px[column - 1], b->width, f->wall->columns_px[column]);
}

/* Whether any cabinet stands there; `whole` receives whether all do and fill their places. */
static gboolean
stands (const SlFacetWall *f, const SlCanvasCut *c, gboolean *whole)
{
  gboolean any = FALSE;

  *whole = TRUE;
  for (guint row = c->row; row < c->row + c->rows; row++)
    for (guint column = c->column; column < c->column + c->columns; column++)
      {
        const SlScenePanel *p = sl_facet_wall_panel (f, column, row);

        any |= p != NULL;
        *whole &= p != NULL && fabs (p->panel->width_mm / 1000 - f->columns[column].width) <= 1e-9
                  && fabs (p->panel->height_mm / 1000 - f->heights[row]) <= 1e-9;
      }
  return any;
}

static void
add_facet (GArray *facets, const SlFacetWall *f, const SlCanvasCut *c, gint64 x, gint64 y)
{
  const Column *first = &f->columns[c->column];
  const guint lowest = c->row + c->rows - 1;
  SlFacet facet = { .normal = first->normal, .x = x, .y = y, .cut = *c };
  double width = 0, height = 0;

  if (!stands (f, c, &facet.whole))
    return;
  for (guint i = c->column; i < c->column + c->columns; i++)
    {
      width += f->columns[i].width;
      facet.w += f->wall->columns_px[i];
    }
  for (guint i = c->row; i <= lowest; i++)
    {
      height += f->heights[i];
      facet.h += f->wall->rows_px[i];
    }
  facet.corner = sl_vec3_mad (first->foot, f->wall->frame.z, f->feet[lowest]);
  facet.right = sl_vec3_scale (first->along, width);
  facet.up = sl_vec3_scale (f->wall->frame.z, height);
  g_array_append_val (facets, facet);
}

/* The facets of columns in one plane, a facet for as many rows as are even. */
static void
cut_columns (GArray *facets, const SlFacetWall *f, guint column, guint columns, const SlCanvasCut *cut, gint64 x,
             gint64 y)
{
  const guint end = cut->row + cut->rows;
  guint row = cut->row;

  while (row < end)
    {
      SlCanvasCut part = { column, row, columns, 0 };
      gint64 h = 0;

      do
        h += f->wall->rows_px[row++];
      while (row < end && is_even (f->heights[row - 1], f->wall->rows_px[row - 1], f->heights[row],
                                   f->wall->rows_px[row]));
      part.rows = row - part.row;
      add_facet (facets, f, &part, x, y);
      y += h;
    }
}

GArray *
sl_facet_wall_cut (const SlFacetWall *f, const SlCanvasCut *cut)
{
  GArray *facets = g_array_new (FALSE, TRUE, sizeof (SlFacet));
  const guint end = cut->column + cut->columns;
  gint64 x = 0, y = 0;
  guint column = cut->column;

  for (guint i = 0; i < cut->column; i++)
    x += f->wall->columns_px[i];
  for (guint i = 0; i < cut->row; i++)
    y += f->wall->rows_px[i];
  while (column < end)
    {
      const guint first = column;
      gint64 w = 0;

      do
        w += f->wall->columns_px[column++];
      while (column < end && goes_on (f, column));
      if (f->columns[first].stands)
        cut_columns (facets, f, first, column - first, cut, x, y);
      x += w;
    }
  return facets;
}
