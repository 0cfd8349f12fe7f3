#include "sl-calendar-paint.h"

#include <math.h>

#include "sl-i18n.h"

/* px */
enum { PAD = 6 };
/* In px, with the letters; a day of the last has room for its number. */
#define NAMES     ((int) (150 * fmin (sl_text_scale (), 1.6)))
#define HEAD      ((int) (40 * sl_text_scale ()))
#define SECOND    ((int) (14 * sl_text_scale ())) /* line of a stage, below the first */
#define LINE      ((int) (26 * sl_text_scale ()))
#define BAR       ((int) (22 * sl_text_scale ()))
#define DAY_LEAST ((int) (18 * sl_text_scale ()))

static const double accent[] = { .21, .52, .89 };

static double
x_of (const SlCalendarView *view, int width, double day)
{
  return NAMES + (day - view->from) * (width - NAMES) / view->days;
}

double
sl_calendar_height (const SlLanes *lanes)
{
  double height = HEAD;

  for (guint i = 0; i < lanes->counts->len; i++)
    height += g_array_index (lanes->counts, guint, i) * LINE + 2 * PAD;
  return height;
}

/* --- days --- */

static gboolean
is_weekend (guint32 day)
{
  return (day + 6) % 7 >= 5; /* Julian day 1 was a Monday */
}

static void
put_text (GtkWidget *widget, cairo_t *cr, const char *text, double x, double y, double width, gboolean small)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (small ? .8 : .9));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_width (layout, (int) (MAX (1, width) * PANGO_SCALE));
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  cairo_move_to (cr, x, y);
  pango_cairo_show_layout (cr, layout);
}

static void
paint_day (GtkWidget *widget, cairo_t *cr, const SlCalendarView *view, guint32 day, int width, int height,
           const GdkRGBA *colour)
{
  double x = x_of (view, width, day), next = x_of (view, width, day + 1.);
  gboolean monday = (day + 6) % 7 == 0, numbered = next - x >= DAY_LEAST;
  GDate date;
  char text[32];

  if (day == view->today || is_weekend (day))
    {
      gboolean now = day == view->today;
      cairo_set_source_rgba (cr, now ? accent[0] : colour->red, now ? accent[1] : colour->green,
                             now ? accent[2] : colour->blue, now ? .22 : .05);
      cairo_rectangle (cr, x, HEAD / 2., next - x, height);
      cairo_fill (cr);
    }
  gdk_cairo_set_source_rgba (cr, colour);
  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);
  if (monday)
    {
      g_date_strftime (text, sizeof text, _("%-d %b"), &date);
      put_text (widget, cr, text, x + 2, 2, x_of (view, width, day + 7.) - x - 4, TRUE);
      cairo_set_source_rgba (cr, colour->red, colour->green, colour->blue, .14);
      cairo_rectangle (cr, x, 0, 1, height);
      cairo_fill (cr);
    }
  cairo_set_source_rgba (cr, colour->red, colour->green, colour->blue, .6);
  if (numbered)
    {
      g_date_strftime (text, sizeof text, next - x >= 2 * DAY_LEAST ? "%a %-d" : "%-d", &date);
      put_text (widget, cr, text, x + 2, HEAD / 2. + 1, next - x - 2, TRUE);
    }
}

/* --- bookings --- */

static void
round_rectangle (cairo_t *cr, double x, double y, double w, double h)
{
  double r = MIN (5, MIN (w, h) / 2);

  cairo_new_path (cr);
  cairo_arc (cr, x + w - r, y + r, r, -G_PI / 2, 0);
  cairo_arc (cr, x + w - r, y + h - r, r, 0, G_PI / 2);
  cairo_arc (cr, x + r, y + h - r, r, G_PI / 2, G_PI);
  cairo_arc (cr, x + r, y + r, r, G_PI, 3 * G_PI / 2);
  cairo_close_path (cr);
}

/* Lines from below left to above right, as a hold has them. */
static void
hatch (cairo_t *cr, double x, double y, double w, double h)
{
  cairo_save (cr);
  cairo_clip (cr);
  for (double at = x - h; at < x + w; at += 8)
    {
      cairo_move_to (cr, at, y + h);
      cairo_line_to (cr, at + h, y);
    }
  cairo_set_line_width (cr, 2.5);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static gboolean
bar_place (const SlCalendarView *view, const SlBar *bar, int width, double stage_y, double *x, double *y, double *w)
{
  double from = MAX (x_of (view, width, bar->booking->from), NAMES);
  double to = MIN (x_of (view, width, bar->booking->to + 1.), width);

  *x = from + 1;
  *w = to - from - 2;
  *y = stage_y + PAD + bar->lane * LINE - view->top;
  return *w > 0;
}

static void
paint_bar (GtkWidget *widget, cairo_t *cr, const SlCalendarView *view, const SlBar *bar, double x, double y, double w,
           const GdkRGBA *colour)
{
  const SlPlan *plan = view->lanes->plan;
  const SlBooking *b = bar->booking;
  const SlEntity *own = sl_plan_count (plan, SL_KIND_PRODUCTION) > 0 ? sl_plan_at (plan, SL_KIND_PRODUCTION, 0) : NULL;
  gboolean ours = own != NULL && g_strcmp0 (b->production, own->id) == 0, confirmed = b->state == SL_BOOKING_CONFIRMED;
  g_autofree char *text = confirmed ? g_strdup (sl_entity_title (&b->entity))
                                    : g_strdup_printf ("%d  %s", (int) b->rank, sl_entity_title (&b->entity));

  round_rectangle (cr, x, y, w, BAR);
  if (ours)
    cairo_set_source_rgba (cr, accent[0], accent[1], accent[2], confirmed ? 1 : .45);
  else if (confirmed)
    cairo_set_source_rgb (cr, .29, .302, .322);
  else
    cairo_set_source_rgba (cr, colour->red, colour->green, colour->blue, .22);
  if (confirmed)
    cairo_fill (cr);
  else
    hatch (cr, x, y, w, BAR);
  if (g_strcmp0 (view->selected, b->entity.id) == 0)
    {
      round_rectangle (cr, x, y, w, BAR);
      gdk_cairo_set_source_rgba (cr, colour);
      cairo_set_line_width (cr, 2);
      cairo_stroke (cr);
    }
  if (confirmed)
    cairo_set_source_rgb (cr, 1, 1, 1);
  else
    gdk_cairo_set_source_rgba (cr, colour);
  put_text (widget, cr, text, x + 6, y + 3, w - 8, FALSE);
}

/* --- stages --- */

static const SlStageCapacity *
capacity_of (const SlCalendarView *view, const SlEntity *stage)
{
  for (guint i = 0; view->capacity != NULL && i < view->capacity->len; i++)
    {
      const SlStageCapacity *c = &g_array_index (view->capacity, SlStageCapacity, i);
      if (g_str_equal (c->stage->entity.id, stage->id))
        return c;
    }
  return NULL;
}

static void
paint_stage (GtkWidget *widget, cairo_t *cr, const SlCalendarView *view, guint index, double y, double height,
             int width, const GdkRGBA *colour)
{
  const SlEntity *stage = sl_plan_at (view->lanes->plan, SL_KIND_STAGE, index);
  const SlStageCapacity *c = capacity_of (view, stage);

  gdk_cairo_set_source_rgba (cr, colour);
  put_text (widget, cr, sl_entity_title (stage), PAD, y + PAD - 2, NAMES - 2 * PAD, FALSE);
  if (c != NULL && !isnan (c->occupancy))
    {
      g_autofree char *text = g_strdup_printf (_("%.0f %% occupied"), c->occupancy * 100);
      cairo_set_source_rgba (cr, colour->red, colour->green, colour->blue, .6);
      put_text (widget, cr, text, PAD, y + PAD + SECOND, NAMES - 2 * PAD, TRUE);
    }
  cairo_set_source_rgba (cr, colour->red, colour->green, colour->blue, .14);
  cairo_rectangle (cr, 0, y + height - 1, width, 1);
  cairo_fill (cr);
}

/* Where each stage begins (px), and after the last the end. */
static double *
stage_tops (const SlLanes *lanes)
{
  double *tops = g_new (double, lanes->counts->len + 1);

  tops[0] = HEAD;
  for (guint i = 0; i < lanes->counts->len; i++)
    tops[i + 1] = tops[i] + g_array_index (lanes->counts, guint, i) * LINE + 2 * PAD;
  return tops;
}

static gboolean
is_in_sight (const SlCalendarView *view, const SlBooking *b)
{
  return b->to + 1. > view->from && b->from < view->from + view->days;
}

void
sl_calendar_paint (GtkWidget *widget, cairo_t *cr, const SlCalendarView *view, int width, int height)
{
  g_autofree double *tops = stage_tops (view->lanes);
  GdkRGBA colour;
  double x, y, w;

  sl_text_colour (widget, &colour);
  for (guint32 day = (guint32) view->from; day < view->from + view->days; day++)
    paint_day (widget, cr, view, day, width, height, &colour);
  cairo_rectangle (cr, 0, HEAD, width, height - HEAD);
  cairo_clip (cr);
  for (guint i = 0; i < view->lanes->counts->len; i++)
    if (tops[i + 1] > view->top && tops[i] < view->top + height)
      paint_stage (widget, cr, view, i, tops[i] - view->top, tops[i + 1] - tops[i], width, &colour);
  for (guint i = 0; i < view->lanes->bars->len; i++)
    {
      const SlBar *bar = &g_array_index (view->lanes->bars, SlBar, i);
      if (is_in_sight (view, bar->booking) && bar_place (view, bar, width, tops[bar->stage], &x, &y, &w) && y > -LINE
          && y < height)
        paint_bar (widget, cr, view, bar, x, y, w, &colour);
    }
}

const SlBooking *
sl_calendar_pick (const SlCalendarView *view, int width, double x, double y)
{
  g_autofree double *tops = stage_tops (view->lanes);
  double at, top, w;

  if (y < HEAD)
    return NULL;
  for (guint i = view->lanes->bars->len; i-- > 0;) /* the last is drawn over the others */
    {
      const SlBar *bar = &g_array_index (view->lanes->bars, SlBar, i);
      if (is_in_sight (view, bar->booking) && bar_place (view, bar, width, tops[bar->stage], &at, &top, &w)
          && x >= at && x < at + w && y >= top && y < top + BAR)
        return bar->booking;
    }
  return NULL;
}
