/* Where names go: each tries places around its point, near ones first, and takes the one that costs least. A grid of
 * the paper says what a place costs: the more lines in a cell, the more; another name most of all. */
#include "sl-sheet-private.h"

enum { CELL_LABEL = 120, CELL_LINE = 4, CELL_THIN = 1, CELL_MAX = 250 };
enum { DIRECTIONS = 16 };

#define GAP_MM     1.  /* between a name and what it names */
#define AIR_MM     .6  /* around a name */
#define BESIDE_MM  3.5 /* a name that is farther from its point has a line to it */
static const double distances_mm[] = { 1.5, 3, 5, 8, 12, 17, 23, 30, 40, 55 };

typedef struct {
  const SlPaper  *paper;
  const SlLayout *layout;
  SlArea          frame;  /* units of the context, which are mm here */
  int             w, h;   /* cells of a millimetre */
  guint8         *cells;  /* owned */
} Map;

/* NULL outside the frame. */
static guint8 *
cell_at (const Map *m, double x, double y)
{
  const int column = (int) floor (x - m->frame.x), row = (int) floor (y - m->frame.y);

  return column >= 0 && row >= 0 && column < m->w && row < m->h ? m->cells + row * m->w + column : NULL;
}

static void
add_to (Map *m, double x, double y, int weight)
{
  guint8 *cell = cell_at (m, x, y);

  if (cell != NULL)
    *cell = (guint8) MIN (CELL_MAX, *cell + weight);
}

/* Every cell that it goes through counts once, or nearly. */
static void
add_segment (Map *m, double x1, double y1, double x2, double y2, int weight)
{
  const double length = hypot (x2 - x1, y2 - y1);
  const int n = (int) ceil (fmin (length, 4 * (m->w + m->h)));

  for (int i = 0; i <= n; i++)
    add_to (m, x1 + (x2 - x1) * i / MAX (1, n), y1 + (y2 - y1) * i / MAX (1, n), weight);
}

static void
add_area (Map *m, SlArea a, int weight)
{
  for (double y = a.y; y < a.y + a.h; y++)
    for (double x = a.x; x < a.x + a.w; x++)
      add_to (m, x, y, weight);
}

static void
add_shape (Map *m, const SlStroke *shape)
{
  const SlPaper *p = m->paper;
  const SlVec3 *v = (const SlVec3 *) (const void *) shape->points->data;
  const int weight = shape->layer == SL_LAYER_FRUSTUM || shape->layer == SL_LAYER_ZONE ? CELL_THIN : CELL_LINE;
  double w, h;

  if (shape->kind == SL_STROKE_TEXT)
    {
      sl_paper_measure (p, SL_SHEET_TEXT_MM, FALSE, shape->text, &w, &h);
      const double turn = shape->angle * G_PI / 180, x = sl_paper_x (p, v[0]), y = sl_paper_y (p, v[0]);
      for (double along = -w / 2; along <= w / 2; along++)
        for (double up = 0; up <= h; up++)
          add_to (m, x + along * cos (turn) - up * sin (turn), y - along * sin (turn) - up * cos (turn), CELL_LABEL);
      return;
    }
  if (shape->kind == SL_STROKE_CIRCLE)
    {
      const double r = shape->radius * p->per_metre;
      add_area (m, (SlArea) { sl_paper_x (p, v[0]) - r, sl_paper_y (p, v[0]) - r, 2 * r, 2 * r }, weight);
      return;
    }
  for (guint i = 0; i + 1 < shape->points->len + shape->closed; i++)
    {
      const SlVec3 a = v[i], b = v[(i + 1) % shape->points->len];
      add_segment (m, sl_paper_x (p, a), sl_paper_y (p, a), sl_paper_x (p, b), sl_paper_y (p, b), weight);
    }
}

/* INFINITY where it leaves the frame. */
static double
cost_of_area (const Map *m, SlArea a)
{
  double cost = 0;

  if (a.x < m->frame.x + GAP_MM || a.y < m->frame.y + GAP_MM || a.x + a.w > m->frame.x + m->frame.w - GAP_MM
      || a.y + a.h > m->frame.y + m->frame.h - GAP_MM)
    return INFINITY;
  for (double y = a.y - AIR_MM; y < a.y + a.h + AIR_MM; y++)
    for (double x = a.x - AIR_MM; x < a.x + a.w + AIR_MM; x++)
      {
        const guint8 *cell = cell_at (m, x, y);
        cost += cell != NULL ? *cell : 0;
      }
  return cost;
}

/* The point of the area that is nearest to x, y. */
static void
nearest (SlArea a, double x, double y, double *nx, double *ny)
{
  *nx = CLAMP (x, a.x, a.x + a.w);
  *ny = CLAMP (y, a.y, a.y + a.h);
}

/* Names that a line to the point would go through. */
static double
cost_of_leader (const Map *m, SlArea a, double x, double y)
{
  double nx, ny, cost = 0;

  nearest (a, x, y, &nx, &ny);
  const int n = (int) ceil (hypot (nx - x, ny - y));
  for (int i = 0; i < n; i++)
    {
      const guint8 *cell = cell_at (m, x + (nx - x) * i / n, y + (ny - y) * i / n);
      cost += cell != NULL && *cell >= CELL_LABEL ? CELL_LABEL / 2. : 0;
    }
  return cost;
}

/* With its nearest edge or corner so far from the point. */
static SlArea
candidate (double x, double y, double w, double h, int direction, double distance)
{
  const double turn = 2 * G_PI * direction / DIRECTIONS, dx = cos (turn), dy = -sin (turn);
  const double sx = fabs (dx) < .2 ? .5 : dx > 0 ? 0 : 1, sy = fabs (dy) < .2 ? .5 : dy > 0 ? 0 : 1;

  return (SlArea) { x + dx * distance - sx * w, y + dy * distance - sy * h, w, h };
}

static SlArea
best_place (const Map *m, double x, double y, double w, double h)
{
  SlArea best = { x, y, w, h };
  double least = INFINITY;

  for (guint d = 0; d < G_N_ELEMENTS (distances_mm); d++)
    for (int direction = 0; direction < DIRECTIONS; direction++)
      {
        const SlArea a = candidate (x, y, w, h, direction, distances_mm[d]);
        const double cost = cost_of_area (m, a) + 2.5 * distances_mm[d] + .01 * direction;
        if (cost < least && cost + cost_of_leader (m, a, x, y) < least)
          {
            best = a;
            least = cost + cost_of_leader (m, a, x, y);
          }
      }
  return best;
}

static void
place_label (Map *m, const SlStroke *label, GArray *placed)
{
  const SlPaper *p = m->paper;
  const SlVec3 at = g_array_index (label->points, SlVec3, 0);
  SlLabelPlace place = { .label = label, .x = sl_paper_x (p, at), .y = sl_paper_y (p, at) };
  double w, h;

  if (cell_at (m, place.x, place.y) == NULL) /* what it names is cut off */
    return;
  sl_paper_measure (p, SL_SHEET_TEXT_MM, FALSE, label->text, &w, &h);
  place.area = best_place (m, place.x, place.y, w, h);
  nearest (place.area, place.x, place.y, &place.nx, &place.ny);
  place.leader = hypot (place.nx - place.x, place.ny - place.y) > BESIDE_MM;
  if (place.leader)
    add_segment (m, place.x, place.y, place.nx, place.ny, CELL_LINE);
  add_area (m, place.area, CELL_LABEL);
  g_array_append_val (placed, place);
}

static void
paint_leader (const SlPaper *p, const SlLabelPlace *place)
{
  sl_paper_set_ink (p, place->label->layer, .9);
  cairo_set_line_width (p->cr, .13 * p->mm);
  cairo_set_dash (p->cr, NULL, 0, 0);
  cairo_move_to (p->cr, place->x, place->y);
  cairo_line_to (p->cr, place->nx, place->ny);
  cairo_stroke (p->cr);
  cairo_arc (p->cr, place->x, place->y, .4 * p->mm, 0, 2 * G_PI);
  cairo_fill (p->cr);
}

gboolean
sl_sheet_shows (const SlLayout *l, const SlStroke *shape)
{
  return (l->options->hidden & 1u << shape->layer) == 0
         && (shape->kind != SL_STROKE_TEXT || shape->layer == SL_LAYER_DIMENSION || !l->options->no_names);
}

GArray *
sl_sheet_place_labels (const SlPaper *paper, const SlDrawing *drawing, const SlLayout *l)
{
  static const SlLayer order[] = { /* those that may least be missed first */
    SL_LAYER_WALL, SL_LAYER_LED_FLOOR, SL_LAYER_LED_CEILING, SL_LAYER_CAMERA, SL_LAYER_PEOPLE, SL_LAYER_STAGE,
    SL_LAYER_ZONE, SL_LAYER_MARK, SL_LAYER_SET,
  };
  const SlArea frame = sl_sheet_frame (l);
  GArray *placed = g_array_new (FALSE, FALSE, sizeof (SlLabelPlace));
  Map m = { paper, l, frame, (int) frame.w, (int) frame.h, NULL };

  m.cells = g_malloc0 ((gsize) MAX (1, m.w) * (gsize) MAX (1, m.h));
  for (guint i = 0; i < drawing->shapes->len; i++)
    if (sl_sheet_shows (l, drawing->shapes->pdata[i]) && !((SlStroke *) drawing->shapes->pdata[i])->free)
      add_shape (&m, drawing->shapes->pdata[i]);
  for (guint k = 0; k < G_N_ELEMENTS (order); k++)
    for (guint i = 0; i < drawing->shapes->len; i++)
      {
        const SlStroke *shape = drawing->shapes->pdata[i];
        if (shape->free && shape->layer == order[k] && sl_sheet_shows (l, shape))
          place_label (&m, shape, placed);
      }
  g_free (m.cells);
  return placed;
}

/* Lines first, so that none goes over a name. */
void
sl_sheet_labels (const SlPaper *p, const SlDrawing *drawing, const SlLayout *l)
{
  g_autoptr (GArray) placed = sl_sheet_place_labels (p, drawing, l);

  for (guint i = 0; i < placed->len; i++)
    if (g_array_index (placed, SlLabelPlace, i).leader)
      paint_leader (p, &g_array_index (placed, SlLabelPlace, i));
  for (guint i = 0; i < placed->len; i++)
    {
      const SlLabelPlace *place = &g_array_index (placed, SlLabelPlace, i);
      sl_paper_set_ink (p, place->label->layer, 1);
      sl_paper_text (p, place->area.x, place->area.y, 0, SL_SHEET_TEXT_MM, FALSE, TRUE, place->label->text);
    }
}
