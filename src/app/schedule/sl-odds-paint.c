#include "sl-odds-paint.h"

#include <math.h>

#include "sl-i18n.h"

/* In px, with the letters. */
#define LEFT   (46 * sl_text_scale ())
#define BOTTOM (24 * sl_text_scale ())
#define EACH   (48 * sl_text_scale ()) /* of a date below */

enum { TOP = 10, RIGHT = 12, DOT = 4 };

static const double after_colour[] = { .47, .68, .93 }, planned_colour[] = { .9, .7, .15 };

typedef struct {
  const SlOddsView *view;
  GtkWidget        *widget;
  cairo_t          *cr;
  GdkRGBA           ink;
  guint32           from, to; /* days that are drawn */
  double            width, height;
} Chart;

char *
sl_odds_date_text (guint32 julian)
{
  GDate date;
  char text[64];

  if (julian == 0 || !g_date_valid_julian (julian))
    return g_strdup ("–");
  g_date_clear (&date, 1);
  g_date_set_julian (&date, julian);
  g_date_strftime (text, sizeof text, _("%-d %b"), &date);
  return g_strdup (text);
}

/* The end of a day. */
static double
x_of (const Chart *c, double day)
{
  return LEFT + (day - c->from + 1) * (c->width - LEFT - RIGHT) / (c->to - c->from + 2);
}

static double
y_of (const Chart *c, double chance)
{
  return TOP + (1 - chance) * (c->height - TOP - BOTTOM);
}

static void
ink (const Chart *c, double alpha)
{
  cairo_set_source_rgba (c->cr, c->ink.red, c->ink.green, c->ink.blue, alpha);
}

static void
put (const Chart *c, const char *text, double x, double y, double along)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (c->widget, text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  int w, h;

  pango_attr_list_insert (attributes, pango_attr_scale_new (.85));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_get_pixel_size (layout, &w, &h);
  cairo_move_to (c->cr, CLAMP (x - along * w, 0, MAX (0, c->width - w)), y - h / 2.);
  pango_cairo_show_layout (c->cr, layout);
}

static void
paint_grid (const Chart *c)
{
  const guint step = (guint) fmax (1, ceil (EACH * (c->to - c->from + 2) / (c->width - LEFT - RIGHT)));

  for (int i = 0; i <= 4; i++)
    {
      g_autofree char *text = g_strdup_printf (_("%d %%"), 25 * i);
      const double y = y_of (c, i / 4.);

      ink (c, .12);
      cairo_rectangle (c->cr, LEFT, round (y), c->width - LEFT - RIGHT, 1);
      cairo_fill (c->cr);
      ink (c, .7);
      put (c, text, LEFT - 8, y, 1);
    }
  for (guint32 day = c->from; day <= c->to; day += step)
    {
      g_autofree char *text = sl_odds_date_text (day);
      put (c, text, x_of (c, day), c->height - BOTTOM / 2., .5);
    }
}

static void
paint_bars (const Chart *c)
{
  const GArray *curve = c->view->now->curve;
  const double wide = fmin (22, .6 * (x_of (c, 1) - x_of (c, 0)));
  double before = 0;

  ink (c, .2);
  for (guint i = 0; i < curve->len; i++)
    {
      const SlOddsDate *d = &g_array_index (curve, SlOddsDate, i);

      cairo_rectangle (c->cr, x_of (c, d->date) - wide / 2, y_of (c, d->chance - before), wide,
                       y_of (c, 0) - y_of (c, d->chance - before));
      before = d->chance;
    }
  cairo_fill (c->cr);
}

/* From nothing on the day before the first. */
static void
trace (const Chart *c, const GArray *curve)
{
  cairo_move_to (c->cr, x_of (c, g_array_index (curve, SlOddsDate, 0).date - 1.), y_of (c, 0));
  for (guint i = 0; i < curve->len; i++)
    {
      const SlOddsDate *d = &g_array_index (curve, SlOddsDate, i);
      cairo_line_to (c->cr, x_of (c, d->date), y_of (c, d->chance));
    }
  cairo_stroke (c->cr);
}

static void
paint_percentile (const Chart *c, const char *name, double share, guint32 date)
{
  const double dashes[] = { 2, 3 };
  const double x = x_of (c, date), y = y_of (c, share);

  if (date == 0)
    return;
  ink (c, .5);
  cairo_set_line_width (c->cr, 1);
  cairo_set_dash (c->cr, dashes, 2, 0);
  cairo_move_to (c->cr, LEFT, y);
  cairo_line_to (c->cr, x, y);
  cairo_line_to (c->cr, x, y_of (c, 0));
  cairo_stroke (c->cr);
  cairo_set_dash (c->cr, NULL, 0, 0);
  ink (c, 1);
  cairo_arc (c->cr, x, y, DOT, 0, 2 * G_PI);
  cairo_fill (c->cr);
  put (c, name, LEFT + 6, y - 9, 0);
}

static void
paint_planned (const Chart *c)
{
  const guint32 day = c->view->planned;
  g_autofree char *date = sl_odds_date_text (day), *text = NULL;

  if (day == 0)
    return;
  text = g_strdup_printf (_("Planned %s, %.0f %%"), date, 100 * sl_odds_chance (c->view->now, day, NULL));
  cairo_set_source_rgb (c->cr, planned_colour[0], planned_colour[1], planned_colour[2]);
  cairo_rectangle (c->cr, round (x_of (c, day)) - 1, TOP, 2, y_of (c, 0) - TOP);
  cairo_fill (c->cr);
  ink (c, 1);
  put (c, text, x_of (c, day) + 8, y_of (c, .33), x_of (c, day) > c->width * .6 ? 1.2 : 0);
}

void
sl_odds_paint (GtkWidget *widget, cairo_t *cr, const SlOddsView *view, int width, int height)
{
  const GArray *curve = view->now->curve;
  const double dashes[] = { 6, 4 };
  Chart c = { view, widget, cr, .width = width, .height = height };

  if (curve->len == 0)
    return;
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &c.ink);
  c.from = g_array_index (curve, SlOddsDate, 0).date;
  c.to = g_array_index (curve, SlOddsDate, curve->len - 1).date;
  if (view->after != NULL && view->after->len > 0)
    {
      c.from = MIN (c.from, g_array_index (view->after, SlOddsDate, 0).date);
      c.to = MAX (c.to, g_array_index (view->after, SlOddsDate, view->after->len - 1).date);
    }
  if (view->planned != 0)
    {
      c.from = MIN (c.from, view->planned);
      c.to = MAX (c.to, view->planned);
    }
  c.from -= 1;
  paint_grid (&c);
  paint_bars (&c);
  paint_planned (&c);
  cairo_set_line_width (cr, 2);
  ink (&c, .95);
  trace (&c, curve);
  if (view->after != NULL && view->after->len > 0)
    {
      cairo_set_source_rgb (cr, after_colour[0], after_colour[1], after_colour[2]);
      cairo_set_dash (cr, dashes, 2, 0);
      trace (&c, view->after);
      cairo_set_dash (cr, NULL, 0, 0);
    }
  paint_percentile (&c, "P50", .5, view->now->p50.date);
  paint_percentile (&c, "P80", .8, view->now->p80.date);
  paint_percentile (&c, "P90", .9, view->now->p90.date);
}
