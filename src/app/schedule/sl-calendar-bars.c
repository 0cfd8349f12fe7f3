/* A booking as a bar: firm ones are filled, holds hatched with their rank in a circle, the plan's own production in the
 * accent's colour; what is not shooting is darker. */
#include "sl-calendar-bars.h"

#include <math.h>

#include "sl-book.h"
#include "sl-deadlines.h"
#include "sl-i18n.h"

#define BAR  SL_CALENDAR_BAR
#define MARK (BAR * .2) /* px, half of it */

static const double own[] = { SL_BAR_OWN }, own_dark[] = { SL_BAR_OWN_DARK };
static const double firm[] = { SL_BAR_FIRM }, firm_dark[] = { SL_BAR_FIRM_DARK };

static void
set_rgb (cairo_t *cr, const double rgb[3])
{
  cairo_set_source_rgb (cr, rgb[0], rgb[1], rgb[2]);
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
fill_bar (cairo_t *cr, const SlCalendarView *view, const SlBooking *b, const SlBarPlace *p, const GdkRGBA *colour)
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
put_rank (GtkWidget *widget, cairo_t *cr, const SlBooking *b, const SlBarPlace *p, const GdkRGBA *colour)
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

/* Of the mark at the end; 0 where there is none. */
static double
mark_width (const SlCalendarView *view, const SlBooking *b, const SlBarPlace *p)
{
  const double w = MARK * 2 + 8;

  return p->w >= 2 * w && sl_sync_standing (view->sync, b->entity.id) != SL_BOOK_STORED ? w : 0;
}

/* What is no shooting says first what it is. */
static void
put_title (GtkWidget *widget, cairo_t *cr, const SlCalendarView *view, const SlBooking *b, const SlBarPlace *p,
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
  sl_calendar_middle (widget, cr, text, p->x + used, p->y + BAR / 2., p->w - used - 4 - mark_width (view, b, p), .85,
                      b->phase == SL_PHASE_SHOOT && confirmed);
}

/* An edge in red, of warnings in amber, and a mark where it begins, so that colour is not all. */
static void
put_clash (cairo_t *cr, const SlBarPlace *p, gboolean warning)
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

/* An arrow up for what is still to be sent, three dots for what waits for an answer, a cross for what was refused. */
static void
put_standing_mark (cairo_t *cr, SlBookStanding standing, double x, double y, double r)
{
  switch (standing)
    {
    case SL_BOOK_REFUSED:
      cairo_move_to (cr, x - r, y - r);
      cairo_line_to (cr, x + r, y + r);
      cairo_move_to (cr, x - r, y + r);
      cairo_line_to (cr, x + r, y - r);
      break;
    case SL_BOOK_WAITING:
    case SL_BOOK_ASKED:
      cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
      cairo_set_line_width (cr, .7 * r);
      for (int i = -1; i <= 1; i++)
        {
          cairo_move_to (cr, x + i * r, y);
          cairo_line_to (cr, x + i * r, y);
        }
      break;
    case SL_BOOK_TO_SEND:
      cairo_move_to (cr, x, y + r);
      cairo_line_to (cr, x, y - r);
      cairo_move_to (cr, x - r, y);
      cairo_line_to (cr, x, y - r);
      cairo_line_to (cr, x + r, y);
      break;
    case SL_BOOK_STORED:
      break;
    }
  cairo_stroke (cr);
}

/* Not in the store as the plan has it: a dashed edge, and a mark of how it stands at the end. */
static void
put_standing (cairo_t *cr, const SlCalendarView *view, const SlBooking *b, const SlBarPlace *p)
{
  const SlBookStanding standing = sl_sync_standing (view->sync, b->entity.id);
  const double dash[] = { 4, 3 };

  if (standing == SL_BOOK_STORED)
    return;
  cairo_save (cr);
  sl_calendar_round (cr, p->x + 1, p->y + 1, p->w - 2, BAR - 2, 4);
  cairo_set_source_rgb (cr, SL_BAR_ALERT);
  cairo_set_line_width (cr, 1.6);
  cairo_set_dash (cr, dash, 2, 0);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
  if (mark_width (view, b, p) > 0)
    put_standing_mark (cr, standing, p->x + p->w - MARK - 6, p->y + BAR / 2., MARK);
  cairo_restore (cr);
}

void
sl_bar_paint (GtkWidget *widget, cairo_t *cr, const SlCalendarView *view, const SlBooking *b, const SlBarPlace *p,
              const GdkRGBA *colour)
{
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

/* Until it lapses, by the clock of its stage; NULL where that is not known. */
static char *
time_left (const SlCalendarView *view, const SlBooking *b)
{
  const gint64 lapses = sl_book_lapses (view->lanes->plan, b);

  return lapses != 0 ? sl_deadline_left (lapses, view->now) : NULL;
}

void
sl_bar_put_clock (GtkWidget *widget, cairo_t *cr, const SlCalendarView *view, const SlBooking *b, const SlBarPlace *p,
                  int width)
{
  g_autofree char *left = time_left (view, b);
  const double h = BAR - 6, w = left != NULL ? 46 * sl_text_scale () : h;
  const double x = p->x + p->w + 4 + w <= width ? p->x + p->w + 4 : fmax (p->x, p->x + p->w - w - 3);
  const double y = p->y + 3, r = h * .3, cx = x + h / 2, cy = y + h / 2;

  sl_calendar_round (cr, x, y, w, h, h / 2);
  cairo_set_source_rgb (cr, .24, .19, .06);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, SL_BAR_ALERT);
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
