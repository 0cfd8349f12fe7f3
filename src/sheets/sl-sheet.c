#include "sl-sheet.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <pango/pangocairo.h>
#include <string.h>

#include "sl-error.h"
#include "sl-file.h"
#include "sl-i18n.h"

#define MM (72 / 25.4) /* points */
#define MARGIN_MM 10.
#define TITLE_MM 16.

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
  [SL_LAYER_WALL] = { .5, { .05, .25, .6 }, { .47, .68, .93 }, 0 },
  [SL_LAYER_SET] = { .2, { .25, .2, .15 }, { .55, .5, .45 }, .12 },
  [SL_LAYER_PEOPLE] = { .3, { .6, .1, .1 }, { .94, .5, .4 }, .2 },
  [SL_LAYER_CAMERA] = { .35, { 0, 0, 0 }, { .93, .93, .93 }, 0 },
  [SL_LAYER_FRUSTUM] = { .12, { .1, .4, .8 }, { .47, .68, .93 }, .05 },
  [SL_LAYER_MOVE] = { .35, { .1, .4, .8 }, { .47, .68, .93 }, 0 },
  [SL_LAYER_MARK] = { .4, { .7, .5, 0 }, { .9, .72, .23 }, 0 },
  [SL_LAYER_DIMENSION] = { .15, { 0, 0, 0 }, { .64, .64, .64 }, 0 },
};

/* A drawing on a cairo context whose units are points. */
typedef struct {
  cairo_t *cr;
  double   per_metre;  /* points */
  double   ox, oy;     /* where the drawing's origin lies (points) */
  gboolean screen;
} Paper;

static void
paint_text (const Paper *p, double x, double y, double angle_deg, double size_mm, gboolean bold, const char *text)
{
  PangoLayout *layout = pango_cairo_create_layout (p->cr);
  PangoFontDescription *font = pango_font_description_from_string (bold ? "Inter, Noto Sans CJK SC, Sans Bold" : "Inter, Noto Sans CJK SC, Sans");

  pango_font_description_set_absolute_size (font, size_mm * MM * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, text, -1);
  cairo_save (p->cr);
  cairo_translate (p->cr, x, y);
  cairo_rotate (p->cr, -angle_deg * G_PI / 180);
  if (angle_deg != 0) /* centred on its dimension line */
    {
      int width;
      pango_layout_get_size (layout, &width, NULL);
      cairo_translate (p->cr, -(double) width / PANGO_SCALE / 2, 0);
    }
  cairo_move_to (p->cr, 0, -(double) pango_layout_get_baseline (layout) / PANGO_SCALE);
  pango_cairo_show_layout (p->cr, layout);
  cairo_restore (p->cr);
  pango_font_description_free (font);
  g_object_unref (layout);
}

static double px (const Paper *p, SlVec3 v) { return p->ox + v.x * p->per_metre; }
static double py (const Paper *p, SlVec3 v) { return p->oy - v.y * p->per_metre; }

static void
set_ink (const Paper *p, SlLayer layer, double alpha)
{
  Ink ink = p->screen ? styles[layer].screen : styles[layer].paper;
  cairo_set_source_rgba (p->cr, ink.r, ink.g, ink.b, alpha);
}

static void
paint_shape (const Paper *p, const SlStroke *shape)
{
  const SlVec3 *points = (const SlVec3 *) (const void *) shape->points->data;
  const double dash[] = { 1.6 * MM, 1 * MM };

  if (shape->kind == SL_STROKE_TEXT)
    {
      double beside = p->screen ? 4 * MM : 0; /* there, what it names is small beside its letters */

      set_ink (p, shape->layer, 1);
      paint_text (p, px (p, points[0]) + beside, py (p, points[0]) + beside, shape->angle, p->screen ? 4 : 2.1, FALSE, shape->text);
      return;
    }
  cairo_new_path (p->cr);
  if (shape->kind == SL_STROKE_CIRCLE)
    cairo_arc (p->cr, px (p, points[0]), py (p, points[0]), shape->radius * p->per_metre, 0, 2 * G_PI);
  for (guint i = 0; shape->kind == SL_STROKE_LINE && i < shape->points->len; i++)
    cairo_line_to (p->cr, px (p, points[i]), py (p, points[i]));
  if (shape->closed)
    cairo_close_path (p->cr);
  if ((shape->filled || shape->kind == SL_STROKE_CIRCLE) && styles[shape->layer].fill > 0)
    {
      set_ink (p, shape->layer, styles[shape->layer].fill);
      cairo_fill_preserve (p->cr);
    }
  set_ink (p, shape->layer, 1);
  cairo_set_line_width (p->cr, styles[shape->layer].width * MM);
  cairo_set_dash (p->cr, dash, shape->dashed ? 2 : 0, 0);
  cairo_stroke (p->cr);
}

static void
paint_grid (const Paper *p, SlBox box, double step)
{
  set_ink (p, SL_LAYER_GRID, 1);
  cairo_set_dash (p->cr, NULL, 0, 0);
  cairo_set_line_width (p->cr, styles[SL_LAYER_GRID].width * MM);
  for (double x = ceil (box.min.x / step) * step; x <= box.max.x + 1e-9; x += step)
    {
      cairo_move_to (p->cr, px (p, sl_vec3 (x, 0, 0)), py (p, sl_vec3 (0, box.min.y, 0)));
      cairo_line_to (p->cr, px (p, sl_vec3 (x, 0, 0)), py (p, sl_vec3 (0, box.max.y, 0)));
    }
  for (double y = ceil (box.min.y / step) * step; y <= box.max.y + 1e-9; y += step)
    {
      cairo_move_to (p->cr, px (p, sl_vec3 (box.min.x, 0, 0)), py (p, sl_vec3 (0, y, 0)));
      cairo_line_to (p->cr, px (p, sl_vec3 (box.max.x, 0, 0)), py (p, sl_vec3 (0, y, 0)));
    }
  cairo_stroke (p->cr);
}

static void
paint_drawing (const Paper *p, const SlDrawing *drawing)
{
  for (guint layer = 0; layer < SL_N_LAYERS; layer++)
    for (guint i = 0; i < drawing->shapes->len; i++)
      if (((SlStroke *) drawing->shapes->pdata[i])->layer == layer)
        paint_shape (p, drawing->shapes->pdata[i]);
}

/* A bar of five equal parts of a round length. */
static void
paint_scale_bar (const Paper *p, double x, double y)
{
  static const double lengths[] = { .1, .2, .5, 1, 2, 5, 10, 20 };
  double part = lengths[0];

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    if (lengths[i] * p->per_metre <= 14 * MM)
      part = lengths[i];
  cairo_set_dash (p->cr, NULL, 0, 0);
  cairo_set_line_width (p->cr, .2 * MM);
  for (int i = 0; i < 5; i++)
    {
      cairo_set_source_rgb (p->cr, 0, 0, 0);
      cairo_rectangle (p->cr, x + i * part * p->per_metre, y, part * p->per_metre, 1.5 * MM);
      if (i % 2 == 0)
        cairo_fill_preserve (p->cr);
      cairo_stroke (p->cr);
    }
  g_autofree char *end = g_strdup_printf ("%g m", part * 5);
  paint_text (p, x, y - 1 * MM, 0, 2, FALSE, "0");
  paint_text (p, x + 5 * part * p->per_metre, y - 1 * MM, 0, 2, FALSE, end);
}

static void
paint_title (const Paper *p, const SlDrawing *drawing, double width, double height, double scale)
{
  double left = MARGIN_MM * MM, top = height - (MARGIN_MM + TITLE_MM) * MM, right = width - MARGIN_MM * MM;
  g_autofree char *scale_text = g_strdup_printf ("1:%g", scale);

  cairo_set_source_rgb (p->cr, 0, 0, 0);
  cairo_set_dash (p->cr, NULL, 0, 0);
  cairo_set_line_width (p->cr, .35 * MM);
  cairo_rectangle (p->cr, left, MARGIN_MM * MM, right - left, height - 2 * MARGIN_MM * MM);
  cairo_move_to (p->cr, left, top);
  cairo_line_to (p->cr, right, top);
  cairo_stroke (p->cr);
  paint_text (p, left + 4 * MM, top + 6.5 * MM, 0, 4, TRUE, drawing->title);
  paint_text (p, left + 4 * MM, top + 12.5 * MM, 0, 2.8, FALSE, drawing->subtitle);
  paint_text (p, right - 30 * MM, top + 7 * MM, 0, 4, TRUE, scale_text);
  paint_text (p, right - 30 * MM, top + 12.5 * MM, 0, 2.5, FALSE, _("metres · upstage ↑"));
  paint_scale_bar (p, right - 120 * MM, top + 8 * MM);
}

static gboolean
paper_size (const char *name, double *width_mm, double *height_mm)
{
  static const struct { const char *name; double w, h; } papers[] = {
    { "A4", 297, 210 }, { "A3", 420, 297 }, { "A2", 594, 420 }, { "A1", 841, 594 }, { "A0", 1189, 841 },
    { "letter", 279.4, 215.9 }, { "tabloid", 431.8, 279.4 }, { "archd", 914.4, 609.6 },
  };
  for (guint i = 0; i < G_N_ELEMENTS (papers); i++)
    if (g_ascii_strcasecmp (papers[i].name, name) == 0)
      {
        *width_mm = papers[i].w;
        *height_mm = papers[i].h;
        return TRUE;
      }
  return FALSE;
}

static double
usual_scale (const SlDrawing *drawing, double width_mm, double height_mm)
{
  static const double scales[] = { 10, 20, 25, 50, 75, 100, 125, 150, 200, 250, 300, 400, 500, 1000, 2000, 5000 };
  double w = drawing->box.max.x - drawing->box.min.x, h = drawing->box.max.y - drawing->box.min.y;

  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    if (w * 1000 / scales[i] <= width_mm - 2 * MARGIN_MM - 8 && h * 1000 / scales[i] <= height_mm - 2 * MARGIN_MM - TITLE_MM - 8)
      return scales[i];
  return 10000;
}

static cairo_surface_t *
open_surface (const char *path, const char *temporary, double width, double height, double dpi, GError **error)
{
  cairo_surface_t *surface;

  if (sl_file_has_suffix (path, ".pdf"))
    return cairo_pdf_surface_create (temporary, width, height);
  if (sl_file_has_suffix (path, ".svg"))
    {
      surface = cairo_svg_surface_create (temporary, width, height);
      cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PT);
      return surface;
    }
  if (sl_file_has_suffix (path, ".png"))
    {
      surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) (width * dpi / 72), (int) (height * dpi / 72));
      cairo_surface_set_device_scale (surface, dpi / 72, dpi / 72);
      return surface;
    }
  sl_error_set_at (error, SL_ERROR_INPUT, path, 0, _("the name must end in .pdf, .svg or .png"));
  return NULL;
}

static void
paint_sheet (cairo_t *cr, const SlDrawing *drawing, double width, double height, double scale, double grid_m)
{
  double free_h = height - (2 * MARGIN_MM + TITLE_MM) * MM;
  Paper paper = { cr, 1000 / scale * MM, 0, 0, FALSE };

  paper.ox = width / 2 - (drawing->box.min.x + drawing->box.max.x) / 2 * paper.per_metre;
  paper.oy = MARGIN_MM * MM + free_h / 2 + (drawing->box.min.y + drawing->box.max.y) / 2 * paper.per_metre;
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_save (cr);
  cairo_rectangle (cr, MARGIN_MM * MM, MARGIN_MM * MM, width - 2 * MARGIN_MM * MM, free_h);
  cairo_clip (cr);
  if (grid_m > 0)
    paint_grid (&paper, drawing->box, grid_m);
  paint_drawing (&paper, drawing);
  cairo_restore (cr);
  paint_title (&paper, drawing, width, height, scale);
}

gboolean
sl_sheet_write (const SlDrawing *drawing, const SlSheetOptions *options, const char *path, double *scale_used, GError **error)
{
  double width_mm, height_mm, scale;
  const char *name = options->paper != NULL ? options->paper : "A3";

  if (!paper_size (name, &width_mm, &height_mm))
    {
      sl_error_set (error, SL_ERROR_INPUT, _("“%s” is no paper; use A4 to A0, letter, tabloid or archd"), name);
      return FALSE;
    }
  scale = options->scale > 0 ? options->scale : usual_scale (drawing, width_mm, height_mm);
  g_autofree char *temporary = sl_file_begin (path, error);
  if (temporary == NULL)
    return FALSE;
  cairo_surface_t *surface = open_surface (path, temporary, width_mm * MM, height_mm * MM, options->dpi > 0 ? options->dpi : 150, error);
  if (surface == NULL)
    {
      sl_file_discard (g_steal_pointer (&temporary));
      return FALSE;
    }
  cairo_t *cr = cairo_create (surface);
  paint_sheet (cr, drawing, width_mm * MM, height_mm * MM, scale, options->grid_m);
  cairo_status_t status = cairo_status (cr);
  cairo_destroy (cr);
  if (status == CAIRO_STATUS_SUCCESS && cairo_surface_get_type (surface) == CAIRO_SURFACE_TYPE_IMAGE)
    status = cairo_surface_write_to_png (surface, temporary);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      sl_file_discard (g_steal_pointer (&temporary));
      sl_error_set_at (error, SL_ERROR_IO, path, 0, _("cannot be written (%s); choose another folder or free some space"), cairo_status_to_string (status));
      return FALSE;
    }
  if (scale_used != NULL)
    *scale_used = scale;
  return sl_file_commit (g_steal_pointer (&temporary), path, error);
}

/* On a small screen: what the shots are about fills it, and only cameras are named. */
void
sl_sheet_paint_on_screen (const SlDrawing *drawing, void *cairo, double width, double height)
{
  SlBox box = sl_box_empty ();
  Paper paper = { .cr = cairo, .screen = TRUE };

  for (guint i = 0; i < drawing->shapes->len; i++)
    {
      const SlStroke *shape = drawing->shapes->pdata[i];
      gboolean matters = shape->layer == SL_LAYER_WALL || shape->layer == SL_LAYER_FRUSTUM || shape->layer == SL_LAYER_MOVE;
      for (guint k = 0; matters && k < shape->points->len; k++)
        sl_box_add (&box, g_array_index (shape->points, SlVec3, k));
    }
  if (sl_box_is_empty (&box))
    box = drawing->box;
  paper.per_metre = fmin (width / fmax (.1, box.max.x - box.min.x), height / fmax (.1, box.max.y - box.min.y)) * .9;
  paper.ox = width / 2 - (box.min.x + box.max.x) / 2 * paper.per_metre;
  paper.oy = height / 2 + (box.min.y + box.max.y) / 2 * paper.per_metre;
  for (guint layer = 0; layer < SL_N_LAYERS; layer++)
    for (guint i = 0; i < drawing->shapes->len; i++)
      {
        const SlStroke *shape = drawing->shapes->pdata[i];
        if (shape->layer == layer && (shape->kind != SL_STROKE_TEXT || layer == SL_LAYER_CAMERA))
          paint_shape (&paper, shape);
      }
}
