/* Stages: a row a stage, a bar a booking. Firm ones are filled, holds hatched with their rank in a circle, the plan's
 * own production in the accent's colour; what is not shooting is darker. */
#include <math.h>

#include "sl-book.h"
#include "sl-calendar-paint.h"
#include "sl-deadlines.h"
#include "sl-i18n.h"

#define PAD   SL_CALENDAR_PAD
#define NAMES SL_CALENDAR_NAMES
#define HEAD  SL_CALENDAR_HEAD
#define LINE  SL_CALENDAR_LINE
#define BAR   SL_CALENDAR_BAR
#define FOOT  ((int) (46 * sl_text_scale ()))
#define LEAST ((int) (46 * sl_text_scale ())) /* px of a stage: two lines of text */
enum { EDGE = 8 }; /* px in which an end is taken hold of */

static const double own[] = { .208, .518, .894 }, own_dark[] = { .11, .33, .60 };
static const double firm[] = { .38, .39, .41 }, firm_dark[] = { .27, .28, .30 };

static void
set_rgb (cairo_t *cr, const double rgb[3])
{
  cairo_set_source_rgb (cr, rgb[0], rgb[1], rgb[2]);
}

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

typedef struct { double x, y, w; } Place;

/* Of days on a line of a stage; FALSE out of sight. */
static gboolean
place_bar (const SlCalendarView *view, guint32 from, guint32 to, guint stage, guint lane, int width, Place *place)
{
  const double left = fmax (sl_calendar_x (view, width, from), NAMES);
  const double right = fmin (sl_calendar_x (view, width, to + 1.), width);

  *place = (Place) { left + .5, row_top (view->lanes, stage) + PAD + lane * LINE - view->top, right - left - 1 };
  return place->w > 0;
}

static gboolean
is_own (const SlCalendarView *view, const SlBooking *b)
{
  return view->production != NULL && g_strcmp0 (b->production, view->production) == 0;
}

static gboolean
is_others (const SlCalendarView *view, const SlBooking *b)
{
  return sl_plan_get (view->mine, SL_KIND_BOOKING, b->entity.id) == NULL;
}

/* Of bookings that others have in the store, by their owner; FALSE for the plan's. */
static gboolean
tint_of (const SlCalendarView *view, const SlBooking *b, double rgb[3])
{
  const SlProduction *p = sl_plan_get (view->lanes->plan, SL_KIND_PRODUCTION, b->production);

  if (p == NULL || !is_others (view, b))
    return FALSE;
  for (int i = 0; i < 3; i++)
    rgb[i] = (p->colour >> (16 - 8 * i) & 0xff) / 255.;
  return TRUE;
}

static void
fill_bar (cairo_t *cr, const SlCalendarView *view, const SlBooking *b, const Place *p, const GdkRGBA *colour)
{
  const gboolean dark = b->phase != SL_PHASE_SHOOT;
  double tint[3];
  const gboolean tinted = tint_of (view, b, tint);

  sl_calendar_round (cr, p->x, p->y, p->w, BAR, 5);
  if (b->state == SL_BOOKING_CONFIRMED)
    {
      set_rgb (cr, tinted ? tint : is_own (view, b) ? (dark ? own_dark : own) : dark ? firm_dark : firm);
      cairo_fill (cr);
      return;
    }
  sl_calendar_ink (cr, colour, .05);
  cairo_fill_preserve (cr);
  if (tinted)
    cairo_set_source_rgba (cr, tint[0], tint[1], tint[2], dark ? .4 : .6);
  else if (is_own (view, b))
    cairo_set_source_rgba (cr, own[0], own[1], own[2], dark ? .35 : .5);
  else
    sl_calendar_ink (cr, colour, dark ? .14 : .22);
  sl_calendar_hatch (cr, p->x, p->y, p->w, BAR);
  sl_calendar_round (cr, p->x + .5, p->y + .5, p->w - 1, BAR - 1, 5);
  cairo_set_line_width (cr, 1);
  if (tinted)
    set_rgb (cr, tint);
  else if (is_own (view, b))
    cairo_set_source_rgba (cr, own[0], own[1], own[2], .9);
  else
    sl_calendar_ink (cr, colour, .4);
  cairo_stroke (cr);
}

/* A circle with the rank; how much room it takes. */
static double
put_rank (GtkWidget *widget, cairo_t *cr, const SlBooking *b, const Place *p, const GdkRGBA *colour)
{
  const double r = BAR * .32, x = p->x + 4 + r, y = p->y + BAR / 2.;
  g_autofree char *text = g_strdup_printf ("%d", (int) b->rank);

  if (p->w < 2 * r + 8)
    return 4;
  cairo_new_path (cr);
  cairo_arc (cr, x, y, r, 0, 2 * G_PI);
  sl_calendar_ink (cr, colour, .12);
  cairo_fill_preserve (cr);
  sl_calendar_ink (cr, colour, .8);
  cairo_set_line_width (cr, 1.2);
  cairo_stroke (cr);
  sl_calendar_middle (widget, cr, text, x - 3.2 * sl_text_scale (), y, 2 * r, .75, TRUE);
  return 2 * r + 9;
}

static const char *
phase_label (const SlBooking *b)
{
  return _(sl_record_field (&sl_kind_info (SL_KIND_BOOKING)->record, "phase")->values[b->phase].label);
}

/* What is no shooting says first what it is. */
static void
put_title (GtkWidget *widget, cairo_t *cr, const SlCalendarView *view, const SlBooking *b, const Place *p,
           const GdkRGBA *colour)
{
  const gboolean confirmed = b->state == SL_BOOKING_CONFIRMED;
  const double used = confirmed ? 6 : put_rank (widget, cr, b, p, colour);
  const char *title = sl_entity_title (&b->entity);
  g_autofree char *text = b->phase == SL_PHASE_SHOOT || g_str_has_prefix (title, phase_label (b))
                            ? g_strdup (title) : g_strdup_printf ("%s  %s", phase_label (b), title);

  if (confirmed)
    cairo_set_source_rgb (cr, 1, 1, 1);
  else
    sl_calendar_ink (cr, colour, 1);
  sl_calendar_middle (widget, cr, text, p->x + used, p->y + BAR / 2., p->w - used - 4, .85,
                      b->phase == SL_PHASE_SHOOT && confirmed);
}

/* Until it lapses, by the clock of its stage; NULL where that is not known. */
static char *
time_left (const SlCalendarView *view, const SlBooking *b)
{
  const gint64 lapses = sl_book_lapses (view->lanes->plan, b);

  return lapses != 0 ? sl_deadline_left (lapses, view->now) : NULL;
}

/* Behind the bar, or on its end where there is no room behind it. */
static void
put_clock (GtkWidget *widget, cairo_t *cr, const SlCalendarView *view, const SlBooking *b, const Place *p, int width)
{
  g_autofree char *left = time_left (view, b);
  const double h = BAR - 6, w = left != NULL ? 46 * sl_text_scale () : h;
  const double x = p->x + p->w + 4 + w <= width ? p->x + p->w + 4 : fmax (p->x, p->x + p->w - w - 3);
  const double y = p->y + 3, r = h * .3, cx = x + h / 2, cy = y + h / 2;

  sl_calendar_round (cr, x, y, w, h, h / 2);
  cairo_set_source_rgb (cr, .24, .19, .06);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, .93, .72, .25);
  cairo_set_line_width (cr, 1.4);
  cairo_arc (cr, cx, cy, r, 0, 2 * G_PI);
  cairo_stroke (cr);
  cairo_move_to (cr, cx, cy - r * .7);
  cairo_line_to (cr, cx, cy);
  cairo_line_to (cr, cx + r * .5, cy);
  cairo_stroke (cr);
  if (left != NULL)
    sl_calendar_middle (widget, cr, left, x + h, y + h / 2, w - h, .75, TRUE);
}

/* An edge in red, of warnings in amber, and a mark where it begins, so that colour is not all. */
static void
put_clash (cairo_t *cr, const Place *p, gboolean warning)
{
  sl_calendar_round (cr, p->x + 1, p->y + 1, p->w - 2, BAR - 2, 4);
  cairo_set_source_rgb (cr, warning ? .90 : .88, warning ? .65 : .16, .20);
  cairo_set_line_width (cr, 2);
  cairo_stroke (cr);
  cairo_move_to (cr, p->x, p->y);
  cairo_line_to (cr, p->x + 9, p->y);
  cairo_line_to (cr, p->x, p->y + 9);
  cairo_close_path (cr);
  cairo_fill (cr);
}

/* Not in the store as the plan has it: a dashed edge, and at the end an arrow up, or a cross where it was refused. */
static void
put_standing (cairo_t *cr, const SlCalendarView *view, const SlBooking *b, const Place *p)
{
  const SlBookStanding standing = sl_sync_standing (view->sync, b->entity.id);
  const double dash[] = { 4, 3 }, r = BAR * .18, x = p->x + p->w - r - 6, y = p->y + BAR / 2.;

  if (standing == SL_BOOK_STORED)
    return;
  sl_calendar_round (cr, p->x + 1, p->y + 1, p->w - 2, BAR - 2, 4);
  cairo_set_source_rgb (cr, .93, .72, .25);
  cairo_set_line_width (cr, 1.6);
  cairo_set_dash (cr, dash, 2, 0);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
  if (p->w < 4 * r + 12)
    return;
  cairo_move_to (cr, x, y + r);
  cairo_line_to (cr, x, y - r);
  cairo_move_to (cr, x - r, y);
  if (standing == SL_BOOK_REFUSED)
    {
      cairo_new_path (cr);
      cairo_move_to (cr, x - r, y - r);
      cairo_line_to (cr, x + r, y + r);
      cairo_move_to (cr, x - r, y + r);
      cairo_line_to (cr, x + r, y - r);
    }
  else
    {
      cairo_line_to (cr, x, y - r);
      cairo_line_to (cr, x + r, y);
    }
  cairo_stroke (cr);
}

static void
paint_bar (GtkWidget *widget, cairo_t *cr, const SlCalendarView *view, const SlBar *bar, const Place *p,
           const GdkRGBA *colour)
{
  const SlBooking *b = bar->booking;
  const int clash = GPOINTER_TO_INT (g_hash_table_lookup (view->clashing, b->entity.id));
  const gboolean in_hand = view->hand != NULL && g_strcmp0 (view->hand->id, b->entity.id) == 0;

  if (in_hand)
    cairo_push_group (cr);
  fill_bar (cr, view, b, p, colour);
  put_title (widget, cr, view, b, p, colour);
  put_standing (cr, view, b, p);
  if (clash > 0)
    put_clash (cr, p, clash == 1);
  if (g_strcmp0 (view->selected, b->entity.id) == 0)
    {
      sl_calendar_round (cr, p->x - .5, p->y - .5, p->w + 1, BAR + 1, 5);
      sl_calendar_ink (cr, colour, 1);
      cairo_set_line_width (cr, 2);
      cairo_stroke (cr);
    }
  if (!in_hand)
    return;
  cairo_pop_group_to_source (cr);
  cairo_paint_with_alpha (cr, .35);
}

/* Where what is in the hand would come to lie, with its days above it. */
static void
paint_hand (GtkWidget *widget, cairo_t *cr, const SlCalendarView *view, int width, const GdkRGBA *colour)
{
  const SlBar *bar = sl_lanes_find (view->lanes, view->hand->id);
  const int stage = sl_plan_index (view->lanes->plan, view->hand->stage);
  g_autofree char *text = sl_booking_hand_text (view->hand);
  const double dash[] = { 5, 3 }, w = 130 * sl_text_scale (), h = 20 * sl_text_scale ();
  Place p;

  if (stage < 0)
    return;
  const gboolean stays = bar != NULL && bar->stage == (guint) stage;
  const guint lanes = g_array_index (view->lanes->counts, guint, stage);
  if (!place_bar (view, view->hand->from, view->hand->to, (guint) stage, stays ? bar->lane : lanes - 1, width, &p))
    return;
  sl_calendar_round (cr, p.x, p.y, p.w, BAR, 5);
  cairo_set_source_rgba (cr, own[0], own[1], own[2], .45);
  cairo_fill_preserve (cr);
  cairo_set_source_rgb (cr, own[0], own[1], own[2]);
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
      else if (i == 4)
        cairo_set_source_rgb (cr, .93, .72, .25);
      else
        set_rgb (cr, i == 0 ? firm : i == 1 ? firm_dark : own);
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
  Place place;

  for (guint i = 0; i < view->lanes->bars->len; i++)
    {
      const SlBar *bar = &g_array_index (view->lanes->bars, SlBar, i);
      const SlBooking *b = bar->booking;

      if (b->to + 1. <= view->from || b->from >= view->from + view->days
          || !place_bar (view, b->from, b->to, bar->stage, bar->lane, width, &place) || place.y < -LINE
          || place.y > bottom)
        continue;
      if (!over)
        paint_bar (widget, cr, view, bar, &place, colour);
      else if (b->state == SL_BOOKING_CHALLENGED)
        put_clock (widget, cr, view, b, &place, width);
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
  Place p;

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
