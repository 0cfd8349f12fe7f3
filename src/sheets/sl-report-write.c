/* Reports as files. */
#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <string.h>

#include "sl-error.h"
#include "sl-file.h"
#include "sl-i18n.h"
#include "sl-report-private.h"

static const double POINTS_A_MM = 72 / 25.4;
enum { MOST_PIXELS = 32000 }; /* cairo's pictures end at 32767 */

static cairo_status_t
collect (void *bytes, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (bytes, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* Days and tables are a reader's bookmarks. */
static void
add_outline (cairo_surface_t *surface, const SlReportLayout *layout)
{
  for (guint i = 0; i < layout->pieces->len; i++)
    {
      const SlReportPiece *piece = &g_array_index (layout->pieces, SlReportPiece, i);
      const char *text = piece->title ? piece->table->title
                         : piece->row != NULL && (piece->row->form == SL_ROW_DAY || piece->row->form == SL_ROW_HEAD)
                         ? piece->row->text : NULL;
      g_autofree char *where = g_strdup_printf ("page=%u", piece->page + 1);

      if (text != NULL)
        cairo_pdf_surface_add_outline (surface, CAIRO_PDF_OUTLINE_ROOT, text, where, 0);
    }
}

/* Not the moment of writing, so that the same plan makes the same file. */
static void
say_what_it_is (cairo_surface_t *surface, const SlReport *report, const SlReportOptions *o)
{
  const gboolean dated = o->date != NULL && *o->date != '\0';
  g_autofree char *moment = g_strdup_printf ("%sT00:00:00", dated ? o->date : "2000-01-01");

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, report->title);
  if (report->whose != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_SUBJECT, report->whose);
  if (o->author != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_AUTHOR, o->author);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, moment);
}

static cairo_status_t
paint_page (cairo_surface_t *surface, double unit, const SlReport *report, const SlReportOptions *o,
            const SlReportLayout *layout, guint page)
{
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  cairo_scale (cr, unit, unit);
  sl_report_paint (cr, report, o, layout, page);
  cairo_show_page (cr);
  status = cairo_status (cr);
  cairo_destroy (cr);
  return status;
}

static cairo_status_t
write_pdf (const SlReport *report, const SlReportOptions *o, const SlReportLayout *layout, GByteArray *bytes)
{
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (collect, bytes, layout->width * POINTS_A_MM,
                                                                  layout->height * POINTS_A_MM);
  cairo_status_t status = CAIRO_STATUS_SUCCESS;

  say_what_it_is (surface, report, o);
  add_outline (surface, layout);
  for (guint i = 0; status == CAIRO_STATUS_SUCCESS && i < layout->pages && !sl_watch_is_cancelled (o->watch); i++)
    {
      status = paint_page (surface, POINTS_A_MM, report, o, layout, i);
      sl_watch_tell (o->watch, (i + 1.) / layout->pages);
    }
  cairo_surface_finish (surface);
  status = status == CAIRO_STATUS_SUCCESS ? cairo_surface_status (surface) : status;
  cairo_surface_destroy (surface);
  return status;
}

static cairo_status_t
write_picture (const SlReport *report, const SlReportOptions *o, const SlReportLayout *layout, gboolean svg,
               GByteArray *bytes)
{
  const double unit = svg ? 1 : (o->dpi > 0 ? o->dpi : 150) / 25.4;
  cairo_surface_t *surface;
  cairo_status_t status;

  if (svg)
    {
      surface = cairo_svg_surface_create_for_stream (collect, bytes, layout->width, layout->height);
      cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_MM);
    }
  else
    surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) (layout->width * unit),
                                          (int) (layout->height * unit));
  status = paint_page (surface, unit, report, o, layout, 0);
  if (status == CAIRO_STATUS_SUCCESS && !svg)
    status = cairo_surface_write_to_png_stream (surface, collect, bytes);
  cairo_surface_finish (surface);
  status = status == CAIRO_STATUS_SUCCESS ? cairo_surface_status (surface) : status;
  cairo_surface_destroy (surface);
  return status;
}

/* --- what is asked for --- */

static gboolean
read_paper (const SlReport *report, const SlReportOptions *o, double *width, double *height, GError **error)
{
  const gboolean lies = o->orientation == SL_ORIENTATION_BEST ? report->wide
                                                              : o->orientation == SL_ORIENTATION_LANDSCAPE;
  double w, h;

  if (!sl_sheet_paper (o->paper != NULL ? o->paper : "A4", &w, &h, error))
    return FALSE;
  if (o->dpi != 0 && !(o->dpi >= 10 && o->dpi <= 300))
    {
      sl_error_set (error, SL_ERROR_INPUT, _("the resolution is out of range; use 10 to 300"));
      return FALSE;
    }
  *width = lies ? w : h;
  *height = lies ? h : w;
  return TRUE;
}

/* One page: as high as the paper, or as all that stands on it. */
static gboolean
stretch (SlReportLayout *layout, const SlReport *report, const SlReportOptions *o, gboolean png, GError **error)
{
  const double needed = layout->end + sl_report_foot_mm (report) + SL_SHEET_MARGIN_MM + 2;

  layout->height = MAX (layout->height, needed);
  if (!png || layout->height * (o->dpi > 0 ? o->dpi : 150) / 25.4 <= MOST_PIXELS)
    return TRUE;
  sl_error_set (error, SL_ERROR_INPUT, _("the picture would be too high; write a .pdf, narrow it with from and to, or "
                                         "take a lower resolution"));
  return FALSE;
}

static gboolean
write_pages (const SlReport *report, const SlReportOptions *o, const char *path, GByteArray *bytes, GError **error)
{
  const gboolean pdf = sl_file_has_suffix (path, ".pdf"), png = sl_file_has_suffix (path, ".png");
  g_autoptr (SlReportLayout) layout = NULL;
  cairo_status_t status;
  double width, height;

  if (!read_paper (report, o, &width, &height, error)
      || (layout = sl_report_layout_new (report, width, height, !pdf, o->watch, error)) == NULL
      || (!pdf && !stretch (layout, report, o, png, error)))
    return FALSE;
  status = pdf ? write_pdf (report, o, layout, bytes) : write_picture (report, o, layout, !png, bytes);
  if (status == CAIRO_STATUS_SUCCESS)
    return !sl_watch_stops (o->watch, error);
  sl_error_set_at (error, SL_ERROR_IO, path, 0, _("cannot be written (%s); choose another folder or free some space"),
                   cairo_status_to_string (status));
  return FALSE;
}

gboolean
sl_report_write (const SlReport *report, const SlReportOptions *options, const char *path, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  if (sl_file_has_suffix (path, ".csv"))
    {
      g_autoptr (GString) text = sl_report_csv (report);
      return sl_file_write (path, text->str, (gssize) text->len, error);
    }
  if (!sl_file_has_suffix (path, ".pdf") && !sl_file_has_suffix (path, ".svg") && !sl_file_has_suffix (path, ".png"))
    {
      sl_error_set_at (error, SL_ERROR_INPUT, path, 0, _("the name must end in .pdf, .svg, .png or .csv"));
      return FALSE;
    }
  return write_pages (report, options, path, bytes, error)
         && sl_file_write (path, (const char *) bytes->data, (gssize) bytes->len, error);
}
