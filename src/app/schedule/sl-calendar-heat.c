/* Capacity: a row a stage, a field a day (where those are narrow a week): the more of it is booked, the stronger; held
 * days are counted by rank and hatched. Behind the name how much of what is in sight is booked and used. */
#include <math.h>

#include "sl-calendar-paint.h"
#include "sl-i18n.h"

#define PAD   SL_CALENDAR_PAD
#define NAMES SL_CALENDAR_NAMES
#define HEAD  SL_CALENDAR_HEAD
#define ROW   ((int) (52 * sl_text_scale ()))
#define FOOT  ((int) (46 * sl_text_scale ()))
#define DAY_LEAST ((int) (9 * sl_text_scale ())) /* px, below which weeks are drawn */

static double
height_of (const SlCalendarView *view)
{
  return HEAD + view->lanes->counts->len * ROW + FOOT;
}

static double
foot_of (const SlCalendarView *view)
{
  return FOOT;
}

/* "72 % · 81 % with holds", and what of it is shooting. */
static char *
sum_text (const SlHeatSum *sum)
{
  const double open = MAX (1, sum->open);

  return g_strdup_printf (_("%.0f %%, %.0f with holds"), 100. * sum->confirmed / open, 100. * sum->weight / open);
}

static char *
used_text (const SlHeatSum *sum)
{
  if (sum->confirmed == 0)
    return g_strdup (_("nothing confirmed"));
  return g_strdup_printf (_("%.0f %% shooting"), 100. * sum->shooting / sum->confirmed);
}

/* Days until the next Monday, or one. */
static guint
step_from (guint32 day, gboolean by_weeks)
{
  return by_weeks ? 7 - (day + 6) % 7 : 1;
}

static void
paint_field (cairo_t *cr, const SlHeatSum *sum, double x, double y, double w, const GdkRGBA *colour)
{
  const double h = ROW - 2 * PAD, open = MAX (1, sum->open);

  sl_calendar_round (cr, x + .5, y, w - 1, h, 3);
  if (sum->open == 0)
    {
      sl_calendar_ink (cr, colour, .2);
      sl_calendar_hatch (cr, x, y, w, h);
      return;
    }
  sl_calendar_ink (cr, colour, .05);
  cairo_fill_preserve (cr);
  cairo_set_source_rgba (cr, .208, .518, .894, .9 * sum->confirmed / open);
  cairo_fill (cr);
  if (sum->held == 0)
    return;
  sl_calendar_round (cr, x + .5, y, w - 1, h, 3);
  cairo_set_source_rgba (cr, .208, .518, .894, .2 + .5 * (sum->weight - sum->confirmed) / open);
  sl_calendar_hatch (cr, x, y, w, h);
}

static void
paint_stage (GtkWidget *widget, cairo_t *cr, const SlCalendarView *view, guint stage, double y, int width,
             const GdkRGBA *colour)
{
  const gboolean by_weeks = (width - NAMES) / view->days < DAY_LEAST;
  SlHeatSum all = { 0 };

  for (guint i = 0, n; i < view->heat->days; i += n)
    {
      const double x = sl_calendar_x (view, width, (double) view->heat->from + i);
      SlHeatSum sum = { 0 };

      n = step_from (view->heat->from + i, by_weeks);
      const double next = fmin (sl_calendar_x (view, width, (double) view->heat->from + i + n), width);
      sl_heat_add (view->heat, stage, i, n, &sum);
      paint_field (cr, &sum, x, y + PAD, next - x, colour);
    }
  sl_heat_add (view->heat, stage, 0, view->heat->days, &all);
  g_autofree char *sums = sum_text (&all), *used = used_text (&all);
  sl_calendar_row (widget, cr, sl_entity_title (sl_plan_at (view->lanes->plan, SL_KIND_STAGE, stage)), sums, y, ROW,
                   width, colour);
  sl_calendar_ink (cr, colour, .6);
  sl_calendar_text (widget, cr, used, PAD, y + 4 + 28 * sl_text_scale (), NAMES - 2 * PAD, .8, FALSE);
}

static void
paint (GtkWidget *widget, cairo_t *cr, const SlCalendarView *view, int width, int height)
{
  const double bottom = height - FOOT;
  SlHeatSum all = { 0 };
  GdkRGBA colour;

  sl_text_colour (widget, &colour);
  cairo_save (cr);
  cairo_rectangle (cr, 0, HEAD, width, bottom - HEAD);
  cairo_clip (cr);
  for (guint i = 0; i < view->heat->stages; i++)
    {
      const double y = HEAD + (double) i * ROW - view->top;

      sl_heat_add (view->heat, i, 0, view->heat->days, &all);
      if (y < bottom && y + ROW > HEAD)
        paint_stage (widget, cr, view, i, y, width, &colour);
    }
  cairo_restore (cr);
  g_autofree char *text = g_strdup_printf (_("%u stage-days open · %u confirmed · %u held · %u shooting"), all.open,
                                           all.confirmed, all.held, all.shooting);
  g_autofree char *sums = sum_text (&all);
  sl_calendar_ink (cr, &colour, .14);
  cairo_rectangle (cr, 0, bottom, width, 1);
  cairo_fill (cr);
  sl_calendar_ink (cr, &colour, .85);
  sl_calendar_text (widget, cr, _("All stages"), PAD, bottom + 4, NAMES - 2 * PAD, .9, TRUE);
  sl_calendar_text (widget, cr, sums, NAMES, bottom + 4, width - NAMES - PAD, .9, TRUE);
  sl_calendar_ink (cr, &colour, .6);
  sl_calendar_text (widget, cr, text, NAMES, bottom + FOOT / 2., width - NAMES - PAD, .8, FALSE);
}

static void
pick (const SlCalendarView *view, int width, double x, double y, SlCalendarSpot *spot)
{
  const double at = (y + view->top - HEAD) / ROW;

  if (at >= 0 && at < view->heat->stages)
    spot->stage = sl_plan_at (view->lanes->plan, SL_KIND_STAGE, (guint) at)->id;
}

const SlCalendarPainter sl_heat_painter = { height_of, foot_of, paint, pick };
