#include "sl-sheet.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <pango/pangocairo.h>
#include <string.h>

#include "sl-check.h"
#include "sl-error.h"
#include "sl-file.h"
#include "sl-i18n.h"

static const double POINTS_A_MM = 72 / 25.4;
static const double MARGIN_MM = 10, TITLE_MM = 16, AIR_MM = 4; /* the last inside the frame, all round */
static const double CLOSEST_MM = .5; /* of grid lines */

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

/* A drawing on a cairo context. */
typedef struct {
  cairo_t *cr;
  double   mm;         /* units of the context that are a millimetre on paper */
  double   per_metre;  /* units that are a metre of the stage */
  double   ox, oy;     /* where the stage's origin lies (units) */
  gboolean screen;
} Paper;

/* Letters are laid out in points, whatever the context's units are. */
static void
paint_text (const Paper *p, double x, double y, double angle_deg, double size_mm, gboolean bold, const char *text)
{
  const char *names = bold ? "Inter, Noto Sans CJK SC, Sans Bold" : "Inter, Noto Sans CJK SC, Sans";
  PangoFontDescription *font = pango_font_description_from_string (names);
  PangoLayout *layout;

  cairo_save (p->cr);
  cairo_translate (p->cr, x, y);
  cairo_scale (p->cr, p->mm / POINTS_A_MM, p->mm / POINTS_A_MM);
  cairo_rotate (p->cr, -angle_deg * G_PI / 180);
  layout = pango_cairo_create_layout (p->cr);
  pango_context_set_round_glyph_positions (pango_layout_get_context (layout), FALSE);
  pango_font_description_set_absolute_size (font, size_mm * POINTS_A_MM * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, text, -1);
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
  const double dash[] = { 1.6 * p->mm, p->mm };

  if (shape->kind == SL_STROKE_TEXT)
    {
      double beside = p->screen ? 4 * p->mm : 0; /* there, what it names is small beside its letters */

      set_ink (p, shape->layer, 1);
      paint_text (p, px (p, points[0]) + beside, py (p, points[0]) + beside, shape->angle, p->screen ? 4 : 2.1, FALSE,
                  shape->text);
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
  cairo_set_line_width (p->cr, styles[shape->layer].width * p->mm);
  cairo_set_dash (p->cr, dash, shape->dashed ? 2 : 0, 0);
  cairo_stroke (p->cr);
}

/* Over the part of the stage that `window` (m) shows. */
static void
paint_grid (const Paper *p, SlBox window, double step)
{
  set_ink (p, SL_LAYER_GRID, 1);
  cairo_set_dash (p->cr, NULL, 0, 0);
  cairo_set_line_width (p->cr, styles[SL_LAYER_GRID].width * p->mm);
  for (double n = ceil (window.min.x / step); n * step <= window.max.x + 1e-9; n++)
    {
      double x = px (p, sl_vec3 (n * step, 0, 0));
      cairo_move_to (p->cr, x, py (p, window.min));
      cairo_line_to (p->cr, x, py (p, window.max));
    }
  for (double n = ceil (window.min.y / step); n * step <= window.max.y + 1e-9; n++)
    {
      double y = py (p, sl_vec3 (0, n * step, 0));
      cairo_move_to (p->cr, px (p, window.min), y);
      cairo_line_to (p->cr, px (p, window.max), y);
    }
  cairo_stroke (p->cr);
}

/* Of the sheet, in millimetres. */
typedef struct {
  double width, height; /* of the paper */
  double scale, grid_m;
  gboolean feet, no_names;
  guint  hidden;        /* layers */
} Layout;

static gboolean
is_shown (const SlStroke *shape, guint layer, const Layout *l)
{
  return shape->layer == layer && (l->hidden & 1u << layer) == 0
         && (shape->kind != SL_STROKE_TEXT || layer == SL_LAYER_DIMENSION || !l->no_names);
}

static void
paint_drawing (const Paper *p, const SlDrawing *drawing, const Layout *l)
{
  for (guint layer = 0; layer < SL_N_LAYERS; layer++)
    for (guint i = 0; i < drawing->shapes->len; i++)
      if (is_shown (drawing->shapes->pdata[i], layer, l))
        paint_shape (p, drawing->shapes->pdata[i]);
}

/* A bar of five equal parts of a round length. */
static void
paint_scale_bar (const Paper *p, double x, double y)
{
  static const double lengths[] = { .1, .2, .5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000 };
  double part = lengths[0];

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    if (lengths[i] * p->per_metre <= 14 * p->mm)
      part = lengths[i];
  cairo_set_dash (p->cr, NULL, 0, 0);
  cairo_set_line_width (p->cr, .2 * p->mm);
  for (int i = 0; i < 5; i++)
    {
      cairo_set_source_rgb (p->cr, 0, 0, 0);
      cairo_rectangle (p->cr, x + i * part * p->per_metre, y, part * p->per_metre, 1.5 * p->mm);
      if (i % 2 == 0)
        cairo_fill_preserve (p->cr);
      cairo_stroke (p->cr);
    }
  g_autofree char *length = sl_number_brief (part * 5), *end = g_strconcat (length, " m", NULL);
  paint_text (p, x, y - p->mm, 0, 2, FALSE, "0");
  paint_text (p, x + 5 * part * p->per_metre, y - p->mm, 0, 2, FALSE, end);
}

/* --- the sheet, in millimetres --- */

static double
inner_width (const Layout *l)
{
  return l->width - 2 * MARGIN_MM;
}

static double
inner_height (const Layout *l)
{
  return l->height - 2 * MARGIN_MM - TITLE_MM;
}

static void
paint_title (const Paper *p, const SlDrawing *drawing, const Layout *l)
{
  double left = MARGIN_MM, top = l->height - MARGIN_MM - TITLE_MM, right = l->width - MARGIN_MM;
  g_autofree char *scale = sl_number_brief (l->scale), *ratio = g_strconcat ("1:", scale, NULL);

  cairo_set_source_rgb (p->cr, 0, 0, 0);
  cairo_set_dash (p->cr, NULL, 0, 0);
  cairo_set_line_width (p->cr, .35);
  cairo_rectangle (p->cr, left, MARGIN_MM, right - left, l->height - 2 * MARGIN_MM);
  cairo_move_to (p->cr, left, top);
  cairo_line_to (p->cr, right, top);
  cairo_stroke (p->cr);
  paint_text (p, left + 4, top + 6.5, 0, 4, TRUE, drawing->title);
  paint_text (p, left + 4, top + 12.5, 0, 2.8, FALSE, drawing->subtitle);
  paint_text (p, right - 30, top + 7, 0, 4, TRUE, ratio);
  paint_text (p, right - 30, top + 12.5, 0, 2.5, FALSE,
              l->feet ? _("feet and inches · upstage ↑") : _("metres · upstage ↑"));
  paint_scale_bar (p, right - 120, top + 8);
}

/* The drawing's middle comes to the middle of the paper. */
static void
paint_sheet (cairo_t *cr, const SlDrawing *drawing, const Layout *l)
{
  const SlBox box = drawing->box;
  const gboolean empty = sl_box_is_empty (&box);
  const double x = empty ? 0 : (box.min.x + box.max.x) / 2, y = empty ? 0 : (box.min.y + box.max.y) / 2;
  Paper paper = { .cr = cr, .mm = 1, .per_metre = 1000 / l->scale };
  SlBox window = box; /* no more grid than there is paper */

  paper.ox = l->width / 2 - x * paper.per_metre;
  paper.oy = MARGIN_MM + inner_height (l) / 2 + y * paper.per_metre;
  window.min.x = fmax (box.min.x, x - inner_width (l) / 2 / paper.per_metre);
  window.max.x = fmin (box.max.x, x + inner_width (l) / 2 / paper.per_metre);
  window.min.y = fmax (box.min.y, y - inner_height (l) / 2 / paper.per_metre);
  window.max.y = fmin (box.max.y, y + inner_height (l) / 2 / paper.per_metre);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_save (cr);
  cairo_rectangle (cr, MARGIN_MM, MARGIN_MM, inner_width (l), inner_height (l));
  cairo_clip (cr);
  if (l->grid_m > 0 && !empty)
    paint_grid (&paper, window, l->grid_m);
  paint_drawing (&paper, drawing, l);
  cairo_restore (cr);
  paint_title (&paper, drawing, l);
}

/* --- what is asked for --- */

static gboolean
paper_size (const char *name, double *width_mm, double *height_mm)
{
  static const struct { const char *name; double w, h; } papers[] = {
    { "A4", 297, 210 }, { "A3", 420, 297 }, { "A2", 594, 420 }, { "A1", 841, 594 }, { "A0", 1189, 841 },
    { "letter", 279.4, 215.9 }, { "tabloid", 431.8, 279.4 }, { "ansi-c", 558.8, 431.8 }, { "ansi-d", 863.6, 558.8 },
    { "ansi-e", 1117.6, 863.6 }, { "archd", 914.4, 609.6 },
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

static gboolean
fits (const SlDrawing *drawing, const Layout *l, double scale)
{
  double w = drawing->box.max.x - drawing->box.min.x, h = drawing->box.max.y - drawing->box.min.y;

  return w * 1000 / scale <= inner_width (l) - 2 * AIR_MM && h * 1000 / scale <= inner_height (l) - 2 * AIR_MM;
}

static double
usual_scale (const SlDrawing *drawing, const Layout *l)
{
  static const double scales[] = { 10, 20, 25, 50, 75, 100, 125, 150, 200, 250, 300, 400, 500, 1000, 2000, 5000, 10000,
                                   20000, 50000 };

  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    if (fits (drawing, l, scales[i]))
      return scales[i];
  return 100000;
}

/* The paper comes lying. */
static void
turn (const SlDrawing *drawing, const SlSheetOptions *o, Layout *l)
{
  const Layout upright = { .width = l->height, .height = l->width };
  gboolean better = o->scale > 0 ? !fits (drawing, l, o->scale) && fits (drawing, &upright, o->scale)
                                 : usual_scale (drawing, &upright) < usual_scale (drawing, l);

  if (o->orientation == SL_ORIENTATION_PORTRAIT || (o->orientation == SL_ORIENTATION_BEST && better))
    *l = upright;
}

static double
usual_grid (double scale)
{
  static const double steps[] = { 1, 5, 10, 50, 100, 500 };
  guint i = 0;

  while (i + 1 < G_N_ELEMENTS (steps) && steps[i] * 1000 / scale < CLOSEST_MM)
    i++;
  return steps[i];
}

static gboolean
set_range_error (GError **error, const char *what, double value, double least, double most)
{
  g_autofree char *text = isfinite (value) ? sl_number_brief (value) : g_strdup (_("this"));
  g_autofree char *low = sl_number_brief (least), *high = sl_number_brief (most);

  sl_error_set (error, SL_ERROR_INPUT, _("%s: %s is out of range; use %s to %s"), what, text, low, high);
  return FALSE;
}

/* NANs are out of every range. */
static gboolean
read_options (const SlDrawing *drawing, const SlSheetOptions *o, Layout *l, GError **error)
{
  const char *name = o->paper != NULL ? o->paper : "A3";

  if (!paper_size (name, &l->width, &l->height))
    {
      sl_error_set (error, SL_ERROR_INPUT, _("“%s” is no paper; use A4 to A0, letter, tabloid, ansi-c to ansi-e or "
                                               "archd"), name);
      return FALSE;
    }
  if (o->scale != 0 && !(o->scale >= 1 && o->scale <= 100000))
    return set_range_error (error, _("scale"), o->scale, 1, 100000);
  if (o->dpi != 0 && !(o->dpi >= 10 && o->dpi <= 300))
    return set_range_error (error, _("resolution"), o->dpi, 10, 300);
  turn (drawing, o, l);
  l->feet = o->feet;
  l->no_names = o->no_names;
  l->hidden = o->hidden;
  l->scale = o->scale > 0 ? o->scale : usual_scale (drawing, l);
  l->grid_m = o->grid_m == SL_GRID_AUTO ? usual_grid (l->scale) : o->grid_m;
  if (l->grid_m != 0 && !(l->grid_m * 1000 / l->scale >= CLOSEST_MM && l->grid_m <= 10000))
    return set_range_error (error, _("grid (m)"), o->grid_m, CLOSEST_MM * l->scale / 1000, 10000);
  return TRUE;
}

static void
say_what_does_not_fit (const SlDrawing *drawing, const Layout *l, GPtrArray *omissions)
{
  g_autofree char *scale = sl_number_brief (l->scale), *best = sl_number_brief (usual_scale (drawing, l));

  if (!fits (drawing, l, l->scale) && !sl_box_is_empty (&drawing->box))
    sl_findings_add (omissions, SL_SEVERITY_WARNING, NULL, NULL, _("Take a larger paper or a smaller scale"),
                     _("At 1:%s the drawing is larger than the paper, and its edges are cut off; 1:%s would fit"),
                     scale, best);
}

/* --- files --- */

/* Cairo reports no error of a file that it writes itself. */
static cairo_status_t
collect (void *bytes, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (bytes, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* `unit` receives the context's units a millimetre. */
static cairo_surface_t *
open_surface (const char *path, const Layout *l, double dpi, GByteArray *bytes, double *unit, GError **error)
{
  if (sl_file_has_suffix (path, ".pdf"))
    {
      *unit = POINTS_A_MM;
      return cairo_pdf_surface_create_for_stream (collect, bytes, l->width * *unit, l->height * *unit);
    }
  if (sl_file_has_suffix (path, ".svg"))
    {
      cairo_surface_t *surface = cairo_svg_surface_create_for_stream (collect, bytes, l->width, l->height);
      *unit = 1;
      cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_MM);
      return surface;
    }
  if (sl_file_has_suffix (path, ".png"))
    {
      *unit = dpi / 25.4;
      return cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) (l->width * *unit), (int) (l->height * *unit));
    }
  sl_error_set_at (error, SL_ERROR_INPUT, path, 0, _("the name must end in .pdf, .svg or .png"));
  return NULL;
}

static cairo_status_t
paint_surface (cairo_surface_t *surface, const SlDrawing *drawing, const Layout *l, double unit, GByteArray *bytes)
{
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  cairo_scale (cr, unit, unit);
  paint_sheet (cr, drawing, l);
  status = cairo_status (cr);
  cairo_destroy (cr);
  if (status == CAIRO_STATUS_SUCCESS && cairo_surface_get_type (surface) == CAIRO_SURFACE_TYPE_IMAGE)
    status = cairo_surface_write_to_png_stream (surface, collect, bytes);
  cairo_surface_finish (surface);
  return status == CAIRO_STATUS_SUCCESS ? cairo_surface_status (surface) : status;
}

gboolean
sl_sheet_write (const SlDrawing *drawing, const SlSheetOptions *options, const char *path, double *scale_used,
                GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface;
  cairo_status_t status;
  double unit = 1;
  Layout l = { 0 };

  if (!read_options (drawing, options, &l, error))
    return FALSE;
  surface = open_surface (path, &l, options->dpi > 0 ? options->dpi : 150, bytes, &unit, error);
  if (surface == NULL)
    return FALSE;
  status = paint_surface (surface, drawing, &l, unit, bytes);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      sl_error_set_at (error, SL_ERROR_IO, path, 0,
                       _("cannot be written (%s); choose another folder or free some space"),
                       cairo_status_to_string (status));
      return FALSE;
    }
  say_what_does_not_fit (drawing, &l, options->omissions);
  if (scale_used != NULL)
    *scale_used = l.scale;
  return !sl_watch_stops (options->watch, error)
         && sl_file_write (path, (const char *) bytes->data, (gssize) bytes->len, error);
}

/* On a small screen: what the shots are about fills it, and only cameras are named. */
void
sl_sheet_paint_on_screen (const SlDrawing *drawing, void *cairo, double width, double height)
{
  SlBox box = sl_box_empty ();
  Paper paper = { .cr = cairo, .mm = POINTS_A_MM, .screen = TRUE };

  for (guint i = 0; i < drawing->shapes->len; i++)
    {
      const SlStroke *shape = drawing->shapes->pdata[i];
      gboolean matters = shape->layer == SL_LAYER_WALL || shape->layer == SL_LAYER_FRUSTUM
                         || shape->layer == SL_LAYER_MOVE;
      for (guint k = 0; matters && k < shape->points->len; k++)
        sl_box_add (&box, g_array_index (shape->points, SlVec3, k));
    }
  if (sl_box_is_empty (&box))
    box = drawing->box;
  paper.per_metre = .9 * fmin (width / fmax (.1, box.max.x - box.min.x), height / fmax (.1, box.max.y - box.min.y));
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
