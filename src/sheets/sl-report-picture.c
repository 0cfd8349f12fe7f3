/* Pictures in a report's cells. */
#include <math.h>

#include "sl-report-private.h"

static const double AROUND_MM = 1.5, BADGE_MM = 2.6;
/* Of a page's height, so that two rows fit; more where a picture has a page's width to itself. */
static const double MOST = .42, MOST_ALONE = .6;

/* Each grade has a shape of its own, as on the screen, for prints in black and white. */
static const struct {
  double colour[3];
  guint  corners; /* 0: a ring */
} badges[SL_N_GRADES] = {
  [SL_GRADE_GREEN] = { { .16, .60, .34 }, 0 },
  [SL_GRADE_AMBER] = { { .90, .72, .23 }, 4 },
  [SL_GRADE_ORANGE] = { { .94, .54, .24 }, 5 },
  [SL_GRADE_RED] = { { .85, .18, .22 }, 4 },
};

/* Of the picture alone: as wide as the cell's room, but no higher than a page has room for. */
static void
size_of (const SlReportLayout *layout, const SlReportPicture *picture, double width, double *w, double *h)
{
  const double most = (layout->bottom - layout->top) * (width > layout->width * .6 ? MOST_ALONE : MOST);

  *w = width - 2 * AROUND_MM;
  *h = *w * picture->height / picture->width;
  if (*h <= most)
    return;
  *w *= most / *h;
  *h = most;
}

double
sl_report_picture_mm (const SlReportLayout *layout, const SlReportCell *cell, double width)
{
  double w, h;

  if (cell->picture == NULL)
    return 0;
  size_of (layout, cell->picture, width, &w, &h);
  return h + AROUND_MM + .6;
}

/* A copy that cairo owns, as pages keep it until the file is done. Free with cairo_surface_destroy(). */
static cairo_surface_t *
surface_of (const SlReportPicture *picture)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, picture->width, picture->height);
  const int stride = cairo_image_surface_get_stride (surface);
  guint8 *to = cairo_image_surface_get_data (surface);

  for (int y = 0; to != NULL && y < picture->height; y++)
    for (int x = 0; x < picture->width; x++)
      {
        const guint8 *rgba = picture->rgba + ((gsize) y * (gsize) picture->width + (gsize) x) * 4;
        *(guint32 *) (gpointer) (to + (gsize) y * (gsize) stride + (gsize) x * 4)
          = (guint32) rgba[0] << 16 | (guint32) rgba[1] << 8 | rgba[2];
      }
  cairo_surface_mark_dirty (surface);
  return surface;
}

static void
paint_badge (cairo_t *cr, SlGrade grade, double x, double y)
{
  const double *colour = badges[grade].colour, turn = grade == SL_GRADE_AMBER ? G_PI / 4 : 0;

  cairo_new_path (cr);
  if (badges[grade].corners == 0)
    cairo_arc (cr, x, y, BADGE_MM * .75, 0, 2 * G_PI);
  for (guint i = 0; i < badges[grade].corners; i++)
    cairo_line_to (cr, x + BADGE_MM * sin (turn + 2 * G_PI * i / badges[grade].corners),
                   y - BADGE_MM * cos (turn + 2 * G_PI * i / badges[grade].corners));
  cairo_close_path (cr);
  cairo_set_source_rgb (cr, 1, 1, 1); /* keeps it apart from any picture */
  cairo_set_line_width (cr, 1.2);
  cairo_stroke_preserve (cr);
  if (badges[grade].corners == 0)
    cairo_fill_preserve (cr);
  cairo_set_source_rgb (cr, colour[0], colour[1], colour[2]);
  cairo_set_line_width (cr, .8);
  if (badges[grade].corners == 0)
    cairo_stroke (cr);
  else
    cairo_fill (cr);
}

void
sl_report_picture_paint (cairo_t *cr, const SlReportLayout *layout, const SlReportCell *cell, double x, double y,
                         double width)
{
  const SlReportPicture *picture = cell->picture;
  cairo_surface_t *surface;
  double w, h;

  if (picture == NULL)
    return;
  size_of (layout, picture, width, &w, &h);
  surface = surface_of (picture);
  cairo_save (cr);
  cairo_translate (cr, x + AROUND_MM, y + AROUND_MM);
  cairo_rectangle (cr, 0, 0, w, h);
  cairo_clip_preserve (cr);
  cairo_scale (cr, w / picture->width, h / picture->height);
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_paint (cr);
  cairo_restore (cr);
  cairo_surface_destroy (surface);
  cairo_new_path (cr);
  if (picture->graded)
    paint_badge (cr, picture->grade, x + AROUND_MM + w - BADGE_MM - 1, y + AROUND_MM + BADGE_MM + 1);
}
