#include "sl-order-paint.h"

#include <math.h>

#include "sl-i18n.h"

/* In px, with the letters. */
#define LEFT   (40 * sl_text_scale ())
#define BOTTOM (40 * sl_text_scale ())

enum { TOP = 30, RIGHT = 20, DOT = 5, NEAR = 40, LINES = 5 };

static const double accent[] = { .47, .68, .93 };

typedef struct {
  const SlOrderView *view;
  GtkWidget         *widget;
  cairo_t           *cr;
  GdkRGBA            ink;
  gboolean           by_days;
  double             x0, x1, y0, y1; /* what is drawn of both figures */
  double             width, height;
} Chart;

static const SlBoardOrder *
order_at (const SlOrderView *view, guint i)
{
  return &g_array_index (view->orders->orders, SlBoardOrder, i);
}

static double
across (const Chart *c, const SlBoardOrder *o)
{
  return c->by_days ? o->sum.days : o->sum.loads + o->sum.walls;
}

/* --- places --- */

static void
range (const Chart *c, gboolean up, double *from, double *to)
{
  *from = INFINITY;
  *to = -INFINITY;
  for (guint i = 0; i < c->view->orders->orders->len; i++)
    {
      const SlBoardOrder *o = order_at (c->view, i);
      const double value = up ? o->sum.hold_days : across (c, o);

      *from = fmin (*from, value);
      *to = fmax (*to, value);
    }
}

static void
lay_out (Chart *c)
{
  range (c, FALSE, &c->x0, &c->x1);
  c->by_days = c->x1 <= c->x0;
  range (c, FALSE, &c->x0, &c->x1);
  range (c, TRUE, &c->y0, &c->y1);
  c->x1 = fmax (c->x1, c->x0 + 1);
  c->y1 = fmax (c->y1, c->y0 + 1);
}

static double
x_of (const Chart *c, double value)
{
  return LEFT + DOT + (value - c->x0) / (c->x1 - c->x0) * (c->width - LEFT - RIGHT - 2 * DOT);
}

static double
y_of (const Chart *c, double value)
{
  return TOP + (c->y1 - value) / (c->y1 - c->y0) * (c->height - TOP - BOTTOM - DOT);
}

/* --- drawing --- */

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
  cairo_move_to (c->cr, CLAMP (x - along * w, 0, MAX (0, c->width - w)), CLAMP (y - h / 2., 0, c->height - h));
  pango_cairo_show_layout (c->cr, layout);
}

/* Whole numbers, not more than there is room for. */
static double
step_of (double from, double to)
{
  const double rough = fmax (1, (to - from) / LINES), power = pow (10, floor (log10 (rough)));

  return ceil (rough / power) * power;
}

static void
paint_grid (const Chart *c)
{
  const double step_x = step_of (c->x0, c->x1), step_y = step_of (c->y0, c->y1);

  for (double value = ceil (c->y0 / step_y) * step_y; value <= c->y1; value += step_y)
    {
      g_autofree char *text = g_strdup_printf ("%.0f", value);

      ink (c, .12);
      cairo_rectangle (c->cr, LEFT, round (y_of (c, value)), c->width - LEFT - RIGHT, 1);
      cairo_fill (c->cr);
      ink (c, .7);
      put (c, text, LEFT - 8, y_of (c, value), 1);
    }
  for (double value = ceil (c->x0 / step_x) * step_x; value <= c->x1; value += step_x)
    {
      g_autofree char *text = g_strdup_printf ("%.0f", value);

      ink (c, .7);
      put (c, text, x_of (c, value), c->height - .72 * BOTTOM, .5);
    }
  put (c, _("Hold days"), 0, TOP / 3., 0);
  put (c, c->by_days ? _("Days") : _("Loads and wall changes"), c->width - RIGHT, c->height - .22 * BOTTOM, 1);
}

static gboolean
is_beaten (const Chart *c, const SlBoardOrder *o)
{
  for (guint i = 0; i < c->view->orders->orders->len; i++)
    {
      const SlBoardOrder *other = order_at (c->view, i);
      const double by = across (c, o) - across (c, other), hold = (double) o->sum.hold_days - other->sum.hold_days;

      if (by >= 0 && hold >= 0 && by + hold > 0)
        return TRUE;
    }
  return FALSE;
}

static int
compare_across (gconstpointer a, gconstpointer b, gpointer data)
{
  const double x = across (data, *(SlBoardOrder *const *) a), y = across (data, *(SlBoardOrder *const *) b);

  return (x > y) - (x < y);
}

/* In steps, since there is nothing between two orders. */
static void
paint_line (Chart *c)
{
  g_autoptr (GPtrArray) front = g_ptr_array_new ();

  for (guint i = 0; i < c->view->orders->orders->len; i++)
    if (!is_beaten (c, order_at (c->view, i)))
      g_ptr_array_add (front, (gpointer) order_at (c->view, i));
  g_ptr_array_sort_with_data (front, compare_across, c);
  cairo_set_line_width (c->cr, 1.5);
  cairo_new_path (c->cr); /* text leaves its end */
  ink (c, .35);
  for (guint i = 0; i < front->len; i++)
    {
      const SlBoardOrder *o = front->pdata[i];

      if (i > 0)
        cairo_line_to (c->cr, x_of (c, across (c, o)), y_of (c, ((SlBoardOrder *) front->pdata[i - 1])->sum.hold_days));
      cairo_line_to (c->cr, x_of (c, across (c, o)), y_of (c, o->sum.hold_days));
    }
  cairo_stroke (c->cr);
}

/* Whole days are discs, opened ones rings; the board as it is stands in a square. */
static void
paint_point (const Chart *c, guint i)
{
  const SlBoardOrder *o = order_at (c->view, i);
  const double x = x_of (c, across (c, o)), y = y_of (c, o->sum.hold_days);
  const gboolean chosen = i == c->view->chosen;

  if (chosen)
    {
      cairo_set_source_rgba (c->cr, accent[0], accent[1], accent[2], .3);
      cairo_arc (c->cr, x, y, 2.2 * DOT, 0, 2 * G_PI);
      cairo_fill (c->cr);
      cairo_set_source_rgb (c->cr, accent[0], accent[1], accent[2]);
    }
  else
    ink (c, o->aim == SL_ORDER_BETWEEN ? .6 : 1);
  cairo_new_path (c->cr);
  if (o->aim == SL_ORDER_AS_IS)
    cairo_rectangle (c->cr, x - DOT, y - DOT, 2 * DOT, 2 * DOT);
  else
    cairo_arc (c->cr, x, y, DOT, 0, 2 * G_PI);
  cairo_set_line_width (c->cr, 2);
  if (o->whole_days)
    cairo_fill (c->cr);
  else
    cairo_stroke (c->cr);
}

static void
paint_name (const Chart *c, guint i)
{
  const SlBoardOrder *o = order_at (c->view, i);
  const double x = x_of (c, across (c, o)), y = y_of (c, o->sum.hold_days);
  const gboolean to_left = x > c->width * .6;

  ink (c, .9);
  put (c, sl_order_aim_label (o->aim), x + (to_left ? -2.6 : 2.6) * DOT, y < 2 * TOP ? y + 14 : y - 12, to_left);
}

void
sl_order_paint (GtkWidget *widget, cairo_t *cr, const SlOrderView *view, int width, int height)
{
  Chart c = { .view = view, .widget = widget, .cr = cr, .width = width, .height = height };

  sl_text_colour (widget, &c.ink);
  lay_out (&c);
  paint_grid (&c);
  paint_line (&c);
  for (guint i = view->orders->orders->len; i-- > 0;)
    if (i != view->chosen)
      paint_point (&c, i);
  if (view->chosen > 0)
    paint_name (&c, 0);
  paint_point (&c, view->chosen);
  paint_name (&c, view->chosen);
}

int
sl_order_at (const SlOrderView *view, int width, int height, double x, double y)
{
  Chart c = { .view = view, .width = width, .height = height };
  double least = NEAR * NEAR;
  int best = -1;

  lay_out (&c);
  for (guint i = 0; i < view->orders->orders->len; i++)
    {
      const SlBoardOrder *o = order_at (view, i);
      const double dx = x_of (&c, across (&c, o)) - x, dy = y_of (&c, o->sum.hold_days) - y;

      if (dx * dx + dy * dy < least)
        {
          least = dx * dx + dy * dy;
          best = (int) i;
        }
    }
  return best;
}
