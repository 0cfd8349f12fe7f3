#include "sl-sheet.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>

#include "sl-check.h"
#include "sl-error.h"
#include "sl-file.h"
#include "sl-i18n.h"
#include "sl-sheet-private.h"

static const double POINTS_A_MM = 72 / 25.4;
static const double AIR_MM = 4;      /* inside the frame, all round */
static const double CLOSEST_MM = .5; /* of grid lines */

/* Over the part of the stage that `window` (m) shows. */
static void
paint_grid (const SlPaper *p, SlBox window, double step)
{
  sl_paper_set_line (p, SL_LAYER_GRID, FALSE);
  for (double n = ceil (window.min.x / step); n * step <= window.max.x + 1e-9; n++)
    {
      double x = sl_paper_x (p, sl_vec3 (n * step, 0, 0));
      cairo_move_to (p->cr, x, sl_paper_y (p, window.min));
      cairo_line_to (p->cr, x, sl_paper_y (p, window.max));
    }
  for (double n = ceil (window.min.y / step); n * step <= window.max.y + 1e-9; n++)
    {
      double y = sl_paper_y (p, sl_vec3 (0, n * step, 0));
      cairo_move_to (p->cr, sl_paper_x (p, window.min), y);
      cairo_line_to (p->cr, sl_paper_x (p, window.max), y);
    }
  cairo_stroke (p->cr);
}

static void
paint_drawing (const SlPaper *p, const SlDrawing *drawing, const SlLayout *l)
{
  for (guint layer = 0; layer < SL_N_LAYERS; layer++)
    for (guint i = 0; i < drawing->shapes->len; i++)
      if (((SlStroke *) drawing->shapes->pdata[i])->layer == layer && sl_sheet_shows (l, drawing->shapes->pdata[i]))
        sl_paper_shape (p, drawing->shapes->pdata[i]);
}

/* --- the sheet, in millimetres --- */

static double
inner_width (const SlLayout *l)
{
  return l->width - 2 * SL_SHEET_MARGIN_MM;
}

static double
inner_height (const SlLayout *l)
{
  return l->height - 2 * SL_SHEET_MARGIN_MM - l->title;
}

SlArea
sl_sheet_frame (const SlLayout *l)
{
  return (SlArea) { SL_SHEET_MARGIN_MM, SL_SHEET_MARGIN_MM, inner_width (l), inner_height (l) };
}

/* The drawing's middle comes to the middle of the paper. */
static void
paint_sheet (cairo_t *cr, const SlDrawing *drawing, const SlLayout *l)
{
  const SlBox box = drawing->box;
  const gboolean empty = sl_box_is_empty (&box);
  const double x = empty ? 0 : (box.min.x + box.max.x) / 2, y = empty ? 0 : (box.min.y + box.max.y) / 2;
  SlPaper paper = { .cr = cr, .mm = 1, .per_metre = 1000 / l->scale };
  SlBox window = box; /* no more grid than there is paper */

  paper.ox = l->width / 2 - x * paper.per_metre;
  paper.oy = SL_SHEET_MARGIN_MM + inner_height (l) / 2 + y * paper.per_metre;
  window.min.x = fmax (box.min.x, x - inner_width (l) / 2 / paper.per_metre);
  window.max.x = fmin (box.max.x, x + inner_width (l) / 2 / paper.per_metre);
  window.min.y = fmax (box.min.y, y - inner_height (l) / 2 / paper.per_metre);
  window.max.y = fmin (box.max.y, y + inner_height (l) / 2 / paper.per_metre);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_save (cr);
  cairo_rectangle (cr, SL_SHEET_MARGIN_MM, SL_SHEET_MARGIN_MM, inner_width (l), inner_height (l));
  cairo_clip (cr);
  if (l->grid_m > 0 && !empty)
    paint_grid (&paper, window, l->grid_m);
  paint_drawing (&paper, drawing, l);
  sl_sheet_labels (&paper, drawing, l);
  cairo_restore (cr);
  sl_sheet_title (&paper, drawing, l);
}

/* --- what is asked for --- */

gboolean
sl_sheet_paper (const char *name, double *width_mm, double *height_mm, GError **error)
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
  sl_error_set (error, SL_ERROR_INPUT, _("“%s” is no paper; use A4 to A0, letter, tabloid, ansi-c to ansi-e or archd"),
                name);
  return FALSE;
}

static gboolean
fits (const SlDrawing *drawing, const SlLayout *l, double scale)
{
  double w = drawing->box.max.x - drawing->box.min.x, h = drawing->box.max.y - drawing->box.min.y;

  return w * 1000 / scale <= inner_width (l) - 2 * AIR_MM && h * 1000 / scale <= inner_height (l) - 2 * AIR_MM;
}

static double
usual_scale (const SlDrawing *drawing, const SlLayout *l)
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
turn (const SlDrawing *drawing, const SlSheetOptions *o, SlLayout *l)
{
  SlLayout upright = { .width = l->height, .height = l->width, .options = o };
  gboolean better;

  upright.title = sl_sheet_title_height (drawing, &upright);
  l->title = sl_sheet_title_height (drawing, l);
  better = o->scale > 0 ? !fits (drawing, l, o->scale) && fits (drawing, &upright, o->scale)
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
read_options (const SlDrawing *drawing, const SlSheetOptions *o, SlLayout *l, GError **error)
{
  const char *name = o->paper != NULL ? o->paper : "A3";

  if (!sl_sheet_paper (name, &l->width, &l->height, error))
    return FALSE;
  if (o->scale != 0 && !(o->scale >= 1 && o->scale <= 100000))
    return set_range_error (error, _("scale"), o->scale, 1, 100000);
  if (o->dpi != 0 && !(o->dpi >= 10 && o->dpi <= 300))
    return set_range_error (error, _("resolution"), o->dpi, 10, 300);
  l->options = o;
  turn (drawing, o, l);
  l->scale = o->scale > 0 ? o->scale : usual_scale (drawing, l);
  l->grid_m = o->grid_m == SL_GRID_AUTO ? usual_grid (l->scale) : o->grid_m;
  if (l->grid_m != 0 && !(l->grid_m * 1000 / l->scale >= CLOSEST_MM && l->grid_m <= 10000))
    return set_range_error (error, _("grid (m)"), o->grid_m, CLOSEST_MM * l->scale / 1000, 10000);
  return TRUE;
}

static void
say_what_does_not_fit (const SlDrawing *drawing, const SlLayout *l, GPtrArray *omissions)
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
open_surface (const char *path, const SlLayout *l, double dpi, GByteArray *bytes, double *unit, GError **error)
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

/* Not the moment of writing, so that the same plan makes the same file. */
static void
say_when (cairo_surface_t *surface, const char *date)
{
  g_autofree char *moment = g_strdup_printf ("%sT00:00:00", date != NULL && *date != '\0' ? date : "2000-01-01");

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, moment);
}

static cairo_status_t
paint_surface (cairo_surface_t *surface, const SlDrawing *drawing, const SlLayout *l, double unit, GByteArray *bytes)
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
  SlLayout l = { 0 };

  if (!read_options (drawing, options, &l, error))
    return FALSE;
  surface = open_surface (path, &l, options->dpi > 0 ? options->dpi : 150, bytes, &unit, error);
  if (surface == NULL)
    return FALSE;
  if (sl_file_has_suffix (path, ".pdf"))
    say_when (surface, options->date);
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

SlSheetView
sl_sheet_view (SlBox box, double width, double height)
{
  SlSheetView view = { 1, width / 2, height / 2 };

  if (sl_box_is_empty (&box))
    return view;
  view.per_metre = .86 * fmin (width / fmax (.1, box.max.x - box.min.x), height / fmax (.1, box.max.y - box.min.y));
  view.ox = width / 2 - (box.min.x + box.max.x) / 2 * view.per_metre;
  view.oy = height / 2 + (box.min.y + box.max.y) / 2 * view.per_metre;
  return view;
}

void
sl_sheet_paint_on_screen (const SlDrawing *drawing, void *cairo, const SlSheetView *view)
{
  const SlPaper paper = { .cr = cairo, .mm = POINTS_A_MM, .screen = TRUE, .per_metre = view->per_metre, .ox = view->ox,
                          .oy = view->oy };

  for (guint layer = 0; layer < SL_N_LAYERS; layer++)
    for (guint i = 0; i < drawing->shapes->len; i++)
      {
        const SlStroke *shape = drawing->shapes->pdata[i];
        const gboolean of_shot = layer == SL_LAYER_CAMERA || layer == SL_LAYER_FRUSTUM || layer == SL_LAYER_MOVE;

        if (shape->layer == layer && shape->kind != SL_STROKE_TEXT && !of_shot)
          sl_paper_shape (&paper, shape);
      }
}
