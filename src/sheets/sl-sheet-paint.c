#include "sl-sheet-private.h"

#include <pango/pangocairo.h>

static const double POINTS_A_MM = 72 / 25.4;
static const double HATCH_MM = 2.5;

typedef struct {
  double r, g, b;
} Ink;

/* How a layer is drawn on paper and on a dark screen; widths in mm. */
static const struct {
  double width;
  Ink    paper, screen;
  double fill;
} styles[SL_N_LAYERS] = {
  [SL_LAYER_STAGE] = { .5, { 0, 0, 0 }, { .75, .75, .75 }, 0 },
  [SL_LAYER_GRID] = { .08, { .75, .78, .82 }, { .22, .23, .25 }, 0 },
  [SL_LAYER_ZONE] = { .25, { .75, .35, .1 }, { .90, .72, .23 }, 0 },
  [SL_LAYER_LED_FLOOR] = { .35, { 0, .4, .4 }, { .36, .75, .75 }, 0 },
  [SL_LAYER_WALL] = { .7, { .05, .25, .6 }, { .47, .68, .93 }, 0 },
  [SL_LAYER_LED_CEILING] = { .35, { .45, .15, .55 }, { .72, .55, .85 }, 0 },
  [SL_LAYER_SET] = { .2, { .25, .2, .15 }, { .55, .5, .45 }, .12 },
  [SL_LAYER_PEOPLE] = { .3, { .6, .1, .1 }, { .94, .5, .4 }, .2 },
  [SL_LAYER_CAMERA] = { .35, { 0, 0, 0 }, { .93, .93, .93 }, 0 },
  [SL_LAYER_FRUSTUM] = { .12, { .1, .4, .8 }, { .47, .68, .93 }, .05 },
  [SL_LAYER_MOVE] = { .35, { .1, .4, .8 }, { .47, .68, .93 }, 0 },
  [SL_LAYER_MARK] = { .4, { .7, .5, 0 }, { .9, .72, .23 }, 0 },
  [SL_LAYER_DIMENSION] = { .15, { 0, 0, 0 }, { .64, .64, .64 }, 0 },
};

double
sl_paper_x (const SlPaper *p, SlVec3 v)
{
  return p->ox + v.x * p->per_metre;
}

double
sl_paper_y (const SlPaper *p, SlVec3 v)
{
  return p->oy - v.y * p->per_metre;
}

void
sl_paper_set_ink (const SlPaper *p, SlLayer layer, double alpha)
{
  Ink ink = p->screen ? styles[layer].screen : styles[layer].paper;

  cairo_set_source_rgba (p->cr, ink.r, ink.g, ink.b, alpha);
}

void
sl_paper_set_line (const SlPaper *p, SlLayer layer, gboolean dashed)
{
  const double dash[] = { 1.6 * p->mm, p->mm };

  sl_paper_set_ink (p, layer, 1);
  cairo_set_line_width (p->cr, styles[layer].width * p->mm);
  cairo_set_dash (p->cr, dash, dashed ? 2 : 0, 0);
}

void
sl_paper_hatch (const SlPaper *p, SlLayer layer, SlArea around)
{
  cairo_path_t *path = cairo_copy_path (p->cr);
  const double step = HATCH_MM * p->mm * G_SQRT2, slant = around.h;

  cairo_save (p->cr);
  cairo_clip (p->cr);
  sl_paper_set_ink (p, layer, .55);
  cairo_set_line_width (p->cr, .15 * p->mm);
  cairo_set_dash (p->cr, NULL, 0, 0);
  for (double x = around.x - slant; x < around.x + around.w; x += step)
    {
      cairo_move_to (p->cr, x, around.y + around.h);
      cairo_line_to (p->cr, x + slant, around.y);
    }
  cairo_stroke (p->cr);
  cairo_restore (p->cr);
  cairo_new_path (p->cr);
  cairo_append_path (p->cr, path);
  cairo_path_destroy (path);
}

/* --- texts --- */

/* Letters are laid out in points, whatever the context's units are. */
static PangoLayout *
lay_out (const SlPaper *p, double size_mm, gboolean bold, const char *text)
{
  const char *names = bold ? "Inter, Noto Sans CJK SC, Sans Bold" : "Inter, Noto Sans CJK SC, Sans";
  PangoFontDescription *font = pango_font_description_from_string (names);
  PangoLayout *layout = pango_cairo_create_layout (p->cr);

  pango_context_set_round_glyph_positions (pango_layout_get_context (layout), FALSE);
  pango_font_description_set_absolute_size (font, size_mm * POINTS_A_MM * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, text, -1);
  pango_font_description_free (font);
  return layout;
}

/* Calls must stand between cairo_save() and cairo_restore(). */
static void
scale_to_points (const SlPaper *p)
{
  cairo_scale (p->cr, p->mm / POINTS_A_MM, p->mm / POINTS_A_MM);
}

void
sl_paper_measure (const SlPaper *p, double size_mm, gboolean bold, const char *text, double *w, double *h)
{
  PangoLayout *layout;
  int width, height;

  cairo_save (p->cr);
  scale_to_points (p);
  layout = lay_out (p, size_mm, bold, text);
  pango_layout_get_size (layout, &width, &height);
  *w = (double) width / PANGO_SCALE * p->mm / POINTS_A_MM;
  *h = (double) height / PANGO_SCALE * p->mm / POINTS_A_MM;
  g_object_unref (layout);
  cairo_restore (p->cr);
}

void
sl_paper_text (const SlPaper *p, double x, double y, double angle_deg, double size_mm, gboolean bold, gboolean halo,
               const char *text)
{
  PangoLayout *layout;

  cairo_save (p->cr);
  cairo_translate (p->cr, x, y);
  scale_to_points (p);
  cairo_rotate (p->cr, -angle_deg * G_PI / 180);
  layout = lay_out (p, size_mm, bold, text);
  cairo_move_to (p->cr, 0, 0);
  if (halo)
    {
      cairo_save (p->cr);
      pango_cairo_layout_path (p->cr, layout);
      cairo_set_source_rgba (p->cr, 1, 1, 1, .85);
      cairo_set_line_width (p->cr, .9 * POINTS_A_MM);
      cairo_set_line_join (p->cr, CAIRO_LINE_JOIN_ROUND);
      cairo_set_dash (p->cr, NULL, 0, 0);
      cairo_stroke (p->cr);
      cairo_restore (p->cr);
      cairo_move_to (p->cr, 0, 0);
    }
  pango_cairo_show_layout (p->cr, layout);
  g_object_unref (layout);
  cairo_restore (p->cr);
}

/* Centred on its line where it is turned; on a screen beside what it names, which is small there. */
static void
paint_text (const SlPaper *p, const SlStroke *shape, SlVec3 at)
{
  const double size = p->screen ? 4 : SL_SHEET_TEXT_MM;
  double x = sl_paper_x (p, at), y = sl_paper_y (p, at), w, h;

  sl_paper_set_ink (p, shape->layer, 1);
  if (p->screen)
    {
      sl_paper_text (p, x + 4 * p->mm, y, 0, size, FALSE, FALSE, shape->text);
      return;
    }
  sl_paper_measure (p, size, FALSE, shape->text, &w, &h);
  const double turn = shape->angle * G_PI / 180, left = shape->layer == SL_LAYER_DIMENSION ? w / 2 : 0;
  x -= left * cos (turn) + h * sin (turn);
  y += left * sin (turn) - h * cos (turn);
  sl_paper_text (p, x, y, shape->angle, size, FALSE, TRUE, shape->text);
}

/* --- lines --- */

static SlArea
area_of (const SlPaper *p, const GArray *points)
{
  SlBox box = sl_box_empty ();

  for (guint i = 0; i < points->len; i++)
    {
      const SlVec3 v = g_array_index (points, SlVec3, i);
      sl_box_add (&box, sl_vec3 (sl_paper_x (p, v), sl_paper_y (p, v), 0));
    }
  return (SlArea) { box.min.x, box.min.y, box.max.x - box.min.x, box.max.y - box.min.y };
}

void
sl_paper_shape (const SlPaper *p, const SlStroke *shape)
{
  const SlVec3 *points = (const SlVec3 *) (const void *) shape->points->data;

  if (shape->kind == SL_STROKE_TEXT)
    {
      if (p->screen || !shape->free)
        paint_text (p, shape, points[0]);
      return;
    }
  cairo_new_path (p->cr);
  if (shape->kind == SL_STROKE_CIRCLE)
    cairo_arc (p->cr, sl_paper_x (p, points[0]), sl_paper_y (p, points[0]), shape->radius * p->per_metre, 0,
               2 * G_PI);
  for (guint i = 0; shape->kind == SL_STROKE_LINE && i < shape->points->len; i++)
    cairo_line_to (p->cr, sl_paper_x (p, points[i]), sl_paper_y (p, points[i]));
  if (shape->closed)
    cairo_close_path (p->cr);
  if ((shape->filled || shape->kind == SL_STROKE_CIRCLE) && styles[shape->layer].fill > 0)
    {
      sl_paper_set_ink (p, shape->layer, styles[shape->layer].fill);
      cairo_fill_preserve (p->cr);
    }
  if (shape->hatched && shape->points->len > 2)
    sl_paper_hatch (p, shape->layer, area_of (p, shape->points));
  sl_paper_set_line (p, shape->layer, shape->dashed);
  cairo_stroke (p->cr);
}
