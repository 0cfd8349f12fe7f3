#include "sl-strip-marks.h"

#include <math.h>

#include "sl-kinds.h"

/* A context for a square around a point. */
static cairo_t *
around (GtkSnapshot *snapshot, double x, double y, double half)
{
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT ((float) (x - half), (float) (y - half),
                                                                          (float) (2 * half), (float) (2 * half)));

  cairo_translate (cr, x, y);
  return cr;
}

static void
moon (cairo_t *cr, double r)
{
  /* a disc of .85 r is cut out of one of r, .636 r away to the upper right */
  cairo_arc (cr, 0, 0, r, 12.6 / 180 * G_PI, 257.4 / 180 * G_PI);
  cairo_arc_negative (cr, r * .45, -r * .45, r * .85, 218.2 / 180 * G_PI, 51.8 / 180 * G_PI);
  cairo_close_path (cr);
  cairo_fill (cr);
}

/* Above a line, with rays when it rises. */
static void
half_sun (cairo_t *cr, double r, gboolean rises)
{
  cairo_arc (cr, 0, r * .35, r * .72, G_PI, 2 * G_PI);
  cairo_fill (cr);
  cairo_move_to (cr, -r, r * .68);
  cairo_line_to (cr, r, r * .68);
  if (rises)
    {
      cairo_move_to (cr, 0, -r * .6);
      cairo_line_to (cr, 0, -r);
    }
  cairo_stroke (cr);
}

void
sl_strip_light (GtkSnapshot *snapshot, int light, double x, double y, double radius, const GdkRGBA *colour)
{
  cairo_t *cr = around (snapshot, x, y, radius + 1);

  gdk_cairo_set_source_rgba (cr, colour);
  cairo_set_line_width (cr, radius * .3);
  if (light == SL_HOUR_NIGHT)
    moon (cr, radius);
  else if (light == SL_HOUR_DAWN || light == SL_HOUR_DUSK)
    half_sun (cr, radius, light == SL_HOUR_DAWN);
  else
    {
      cairo_arc (cr, 0, 0, radius * .8, 0, 2 * G_PI);
      cairo_stroke (cr);
    }
  cairo_destroy (cr);
}

static void
corners (cairo_t *cr, guint n, double radius, double from)
{
  for (guint i = 0; i < n; i++)
    cairo_line_to (cr, radius * sin (from + 2 * G_PI * i / n), -radius * cos (from + 2 * G_PI * i / n));
  cairo_close_path (cr);
}

void
sl_strip_grade (GtkSnapshot *snapshot, SlGrade grade, double x, double y, double radius)
{
  static const GdkRGBA colours[SL_N_GRADES] = {
    [SL_GRADE_GREEN] = { .09f, .40f, .22f, 1 }, [SL_GRADE_AMBER] = { .46f, .34f, .02f, 1 },
    [SL_GRADE_ORANGE] = { .66f, .29f, .04f, 1 }, [SL_GRADE_RED] = { .75f, .11f, .16f, 1 },
  };
  cairo_t *cr = around (snapshot, x, y, radius + 1);

  gdk_cairo_set_source_rgba (cr, &colours[grade]);
  if (grade == SL_GRADE_GREEN)
    {
      cairo_set_line_width (cr, radius * .3);
      cairo_arc (cr, 0, 0, radius * .75, 0, 2 * G_PI);
      cairo_stroke (cr);
    }
  else
    {
      corners (cr, grade == SL_GRADE_ORANGE ? 5 : 4, radius, grade == SL_GRADE_AMBER ? G_PI / 4 : 0);
      cairo_fill (cr);
    }
  cairo_destroy (cr);
}

void
sl_strip_warning (GtkSnapshot *snapshot, double x, double y, double radius, gboolean error)
{
  const GdkRGBA colour = error ? (GdkRGBA) { .878f, .39f, .10f, 1 } : (GdkRGBA) { .898f, .722f, .227f, 1 };
  cairo_t *cr = around (snapshot, x, y, radius + 1);

  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_width (cr, 1.5);
  gdk_cairo_set_source_rgba (cr, &colour);
  cairo_translate (cr, 0, radius * .15);
  corners (cr, 3, radius * .9, 0);
  cairo_fill_preserve (cr);
  cairo_stroke (cr);
  cairo_set_source_rgb (cr, .08, .09, .1);
  cairo_rectangle (cr, -radius * .1, -radius * .4, radius * .2, radius * .5);
  cairo_rectangle (cr, -radius * .1, radius * .2, radius * .2, radius * .2);
  cairo_fill (cr);
  cairo_destroy (cr);
}

void
sl_strip_hatch (GtkSnapshot *snapshot, const graphene_rect_t *box, const GdkRGBA *colour)
{
  const float h = box->size.height, w = box->size.width, step = h / 5;
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, box);

  gdk_cairo_set_source_rgba (cr, colour);
  cairo_set_line_width (cr, step * .34);
  for (float y = box->origin.y; y < box->origin.y + h + w; y += step)
    {
      cairo_move_to (cr, box->origin.x, y);
      cairo_line_to (cr, box->origin.x + w, y - w);
    }
  cairo_stroke (cr);
  cairo_destroy (cr);
}

void
sl_strip_dashes (GtkSnapshot *snapshot, const graphene_rect_t *box, const GdkRGBA *colour)
{
  const double dashes[] = { 4, 3 };
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, box);

  gdk_cairo_set_source_rgba (cr, colour);
  cairo_set_line_width (cr, 1);
  cairo_set_dash (cr, dashes, 2, 0);
  cairo_rectangle (cr, box->origin.x + .5, box->origin.y + .5, box->size.width - 1, box->size.height - 1);
  cairo_stroke (cr);
  cairo_destroy (cr);
}
