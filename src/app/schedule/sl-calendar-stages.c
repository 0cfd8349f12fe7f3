/* Stages: a row a stage, a bar a booking. */
#include <math.h>

#include "sl-calendar-bars.h"
#include "sl-i18n.h"

#define PAD   SL_CALENDAR_PAD
#define NAMES SL_CALENDAR_NAMES
#define HEAD  SL_CALENDAR_HEAD
#define LINE  SL_CALENDAR_LINE
#define BAR   SL_CALENDAR_BAR
#define FOOT  ((int) (46 * sl_text_scale ()))
#define LEAST ((int) (46 * sl_text_scale ())) /* px of a stage: two lines of text */
enum { EDGE = 8 }; /* px in which an end is taken hold of */

static double
row_height (const SlLanes *lanes, guint stage)
{
  return fmax (g_array_index (lanes->counts, guint, stage) * LINE + 2 * PAD, LEAST);
}

static double
row_top (const SlLanes *lanes, guint stage)
{
  double y = HEAD;

  for (guint i = 0; i < stage; i++)
    y += row_height (lanes, i);
  return y;
}

static double
height_of (const SlCalendarView *view)
{
  return row_top (view->lanes, view->lanes->counts->len) + FOOT;
}

static double
foot_of (const SlCalendarView *view)
{
  return FOOT;
}

/* --- bars --- */

/* Of days on a line of a stage; FALSE out of sight. */
static gboolean
place_bar (const SlCalendarView *view, guint32 from, guint32 to, guint stage, guint lane, int width, SlBarPlace *place)
{
  const double left = fmax (sl_calendar_x (view, width, from), NAMES);
  const double right = fmin (sl_calendar_x (view, width, to + 1.), width);

  *place = (SlBarPlace) { left + .5, row_top (view->lanes, stage) + PAD + lane * LINE - view->top, right - left - 1 };
  return place->w > 0;
}

/* Where what is in the hand would come to lie, with its days above it. */
static void
paint_hand (GtkWidget *widget, cairo_t *cr, const SlCalendarView *view, int width, const GdkRGBA *colour)
{
  const SlBar *bar = sl_lanes_find (view->lanes, view->hand->id);
  const int stage = sl_plan_index (view->lanes->plan, view->hand->stage);
  g_autofree char *text = sl_booking_hand_text (view->hand);
  const double dash[] = { 5, 3 }, w = 130 * sl_text_scale (), h = 20 * sl_text_scale ();
  SlBarPlace p;

  if (stage < 0)
    return;
  const gboolean stays = bar != NULL && bar->stage == (guint) stage;
  const guint lanes = g_array_index (view->lanes->counts, guint, stage);
  if (!place_bar (view, view->hand->from, view->hand->to, (guint) stage, stays ? bar->lane : lanes - 1, width, &p))
    return;
  sl_calendar_round (cr, p.x, p.y, p.w, BAR, 5);
  cairo_set_source_rgba (cr, SL_BAR_OWN, .45);
  cairo_fill_preserve (cr);
  cairo_set_source_rgb (cr, SL_BAR_OWN);
  cairo_set_dash (cr, dash, 2, 0);
  cairo_set_line_width (cr, 2);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
  const double x = CLAMP (p.x, NAMES, fmax (NAMES, width - w)), y = p.y - h - 3 > HEAD ? p.y - h - 3 : p.y + BAR + 3;
  sl_calendar_round (cr, x, y, w, h, 5);
  cairo_set_source_rgb (cr, .1, .1, .11);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  sl_calendar_middle (widget, cr, text, x + 6, y + h / 2, w - 8, .85, TRUE);
}

/* --- rows --- */

static void
paint_closed (cairo_t *cr, const SlCalendarView *view, guint stage, double y, double height, int width,
              const GdkRGBA *colour)
{
  for (guint i = 0; view->heat != NULL && i < view->heat->days; i++)
    {
      const double x = sl_calendar_x (view, width, (double) view->heat->from + i);

      if (sl_heat_at (view->heat, stage, i) != SL_HEAT_CLOSED)
        continue;
      cairo_rectangle (cr, x, y, sl_calendar_x (view, width, view->heat->from + i + 1.) - x, height);
      sl_calendar_ink (cr, colour, .16);
      sl_calendar_hatch (cr, x, y, sl_calendar_x (view, width, view->heat->from + i + 1.) - x, height);
    }
}

/* One field a day: what part of the stages is booked. */
static void
paint_occupancy (GtkWidget *widget, cairo_t *cr, const SlCalendarView *view, double y, int width, const GdkRGBA *colour)
{
  const double h = FOOT * .36;
  SlHeatSum all = { 0 };

  for (guint i = 0; i < view->heat->days; i++)
    {
      const double x = sl_calendar_x (view, width, (double) view->heat->from + i);
      const double next = fmin (sl_calendar_x (view, width, view->heat->from + i + 1.), width);
      SlHeatSum day = { 0 };

      for (guint s = 0; s < view->heat->stages; s++)
        {
          sl_heat_add (view->heat, s, i, 1, &day);
          sl_heat_add (view->heat, s, i, 1, &all);
        }
      sl_calendar_ink (cr, colour, .05 + (day.open > 0 ? .55 * day.confirmed / day.open : 0));
      sl_calendar_round (cr, x + .5, y + 4, fmax (next - x - 1, .5), h, 3);
      cairo_fill (cr);
    }
  g_autofree char *text = g_strdup_printf (_("%.0f %%"), all.open > 0 ? 100. * all.confirmed / all.open : 0);
  sl_calendar_ink (cr, colour, .8);
  sl_calendar_text (widget, cr, _("Occupancy"), PAD, y + 2, NAMES - 2 * PAD, .8, FALSE);
  sl_calendar_ink (cr, colour, .6);
  sl_calendar_text (widget, cr, text, PAD, y + FOOT / 2. - 2, NAMES - 2 * PAD, .8, FALSE);
}

static void
paint_key (GtkWidget *widget, cairo_t *cr, double y, int width, const GdkRGBA *colour)
{
  const char *const labels[] = { _("Confirmed"), _("Prep, strike"), _("Hold, by rank"), _("This plan"),
      _("Challenged") };
  static const double colours[][3] = { { SL_BAR_FIRM }, { SL_BAR_FIRM_DARK }, { 0 }, { SL_BAR_OWN }, { SL_BAR_ALERT } };
  const double h = 9 * sl_text_scale (), w = 14 * sl_text_scale ();
  double x = NAMES;

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, labels[i]);
      const double room = (pango_layout_set_width (layout, -1), 8 + w);
      int text_w, text_h;

      sl_calendar_round (cr, x, y + 5 * sl_text_scale (), w, h, 2);
      if (i == 2)
        {
          sl_calendar_ink (cr, colour, .4);
          sl_calendar_hatch (cr, x, y + 5 * sl_text_scale (), w, h);
        }
      else
        cairo_set_source_rgb (cr, colours[i][0], colours[i][1], colours[i][2]);
      cairo_fill (cr);
      sl_calendar_ink (cr, colour, .7);
      pango_layout_get_pixel_size (layout, &text_w, &text_h);
      sl_calendar_text (widget, cr, labels[i], x + w + 4, y, fmin (text_w, width - x - room), .8, FALSE);
      x += room + text_w * .8 + 8;
      if (x > width - 40)
        return;
    }
}

/* Of all in sight the bars, or what stands over them. */
static void
paint_bars (GtkWidget *widget, cairo_t *cr, const SlCalendarView *view, int width, double bottom, gboolean over,
            const GdkRGBA *colour)
{
  SlBarPlace place;

  for (guint i = 0; i < view->lanes->bars->len; i++)
    {
      const SlBar *bar = &g_array_index (view->lanes->bars, SlBar, i);
      const SlBooking *b = bar->booking;

      if (b->to + 1. <= view->from || b->from >= view->from + view->days
          || !place_bar (view, b->from, b->to, bar->stage, bar->lane, width, &place) || place.y < -LINE
          || place.y > bottom)
        continue;
      if (!over)
        sl_bar_paint (widget, cr, view, b, &place, colour);
      else if (b->state == SL_BOOKING_CHALLENGED)
        sl_bar_put_clock (widget, cr, view, b, &place, width);
    }
}

static void
paint (GtkWidget *widget, cairo_t *cr, const SlCalendarView *view, int width, int height)
{
  const SlLanes *lanes = view->lanes;
  const double bottom = height - FOOT;
  GdkRGBA colour;

  sl_text_colour (widget, &colour);
  cairo_save (cr);
  cairo_rectangle (cr, 0, HEAD, width, bottom - HEAD);
  cairo_clip (cr);
  for (guint i = 0; i < lanes->counts->len; i++)
    {
      const double y = row_top (lanes, i) - view->top, h = row_height (lanes, i);

      if (y > bottom || y + h < HEAD)
        continue;
      paint_closed (cr, view, i, y, h, width, &colour);
      sl_calendar_row (widget, cr, sl_entity_title (sl_plan_at (lanes->plan, SL_KIND_STAGE, i)),
                       view->beside != NULL ? view->beside->pdata[i] : NULL, y, h, width, &colour);
    }
  paint_bars (widget, cr, view, width, bottom, FALSE, &colour);
  paint_bars (widget, cr, view, width, bottom, TRUE, &colour);
  if (view->hand != NULL && view->hand->form != SL_BOOKING_HAND_NONE)
    paint_hand (widget, cr, view, width, &colour);
  cairo_restore (cr);
  sl_calendar_ink (cr, &colour, .14);
  cairo_rectangle (cr, 0, bottom, width, 1);
  cairo_fill (cr);
  paint_occupancy (widget, cr, view, bottom, width, &colour);
  paint_key (widget, cr, bottom + FOOT * .5, width, &colour);
}

/* The last drawn is the first that is met. */
static void
pick (const SlCalendarView *view, int width, double x, double y, SlCalendarSpot *spot)
{
  const SlLanes *lanes = view->lanes;
  SlBarPlace p;

  for (guint i = 0; i < lanes->counts->len && spot->stage == NULL; i++)
    if (y + view->top >= row_top (lanes, i) && y + view->top < row_top (lanes, i) + row_height (lanes, i))
      spot->stage = sl_plan_at (lanes->plan, SL_KIND_STAGE, i)->id;
  for (guint i = lanes->bars->len; i-- > 0 && spot->id == NULL;)
    {
      const SlBar *bar = &g_array_index (lanes->bars, SlBar, i);
      const SlBooking *b = bar->booking;

      if (b->to + 1. <= view->from || b->from >= view->from + view->days
          || !place_bar (view, b->from, b->to, bar->stage, bar->lane, width, &p) || x < p.x || x >= p.x + p.w
          || y < p.y || y >= p.y + BAR)
        continue;
      spot->id = b->entity.id;
      /* an end that is out of sight is not there to be taken; a short bar keeps a middle */
      const double edge = fmin (EDGE, p.w / 4);
      spot->edge = x < p.x + edge && b->from >= view->from                        ? -1
                   : x >= p.x + p.w - edge && b->to < view->from + view->days ? 1 : 0;
    }
}

const SlCalendarPainter sl_stages_painter = { height_of, foot_of, paint, pick };
