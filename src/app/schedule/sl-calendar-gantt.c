/* Gantt: a row a production, and of those that are opened by a click a row a stage and a unit. */
#include <math.h>

#include "sl-calendar-paint.h"
#include "sl-gantt.h"
#include "sl-i18n.h"

#define PAD   SL_CALENDAR_PAD
#define NAMES SL_CALENDAR_NAMES
#define HEAD  SL_CALENDAR_HEAD
#define ROW   ((int) (34 * sl_text_scale ()))
#define BAR   SL_CALENDAR_BAR
#define NUMBER_LEAST ((int) (14 * sl_text_scale ())) /* px of a day, for its number */

static double
height_of (const SlCalendarView *view)
{
  return HEAD + (double) view->rows->len * ROW;
}

static double
foot_of (const SlCalendarView *view)
{
  return 0;
}

static gboolean
place_bar (const SlCalendarView *view, const SlGanttBar *bar, int width, double *x, double *w)
{
  *x = fmax (sl_calendar_x (view, width, bar->from), NAMES) + .5;
  *w = fmin (sl_calendar_x (view, width, bar->to + 1.), width) - *x - .5;
  return bar->to + 1. > view->from && bar->from < view->from + view->days && *w > 0;
}

/* What a bar says: a shooting day its number, a booking in the production's row where it is, below that what for. */
static char *
text_of (const SlCalendarView *view, const SlGanttRow *row, const SlGanttBar *bar)
{
  const SlRecordType *type = &sl_kind_info (SL_KIND_BOOKING)->record;
  const SlEntity *stage;

  if (bar->booking == NULL)
    return g_strdup_printf ("%u", bar->number);
  if (row->inner)
    return g_strdup (_(sl_record_field (type, "phase")->values[bar->booking->phase].label));
  stage = sl_plan_get (view->lanes->plan, SL_KIND_STAGE, bar->booking->stage);
  return g_strdup (stage != NULL ? sl_entity_title (stage) : "");
}

static void
paint_bar (GtkWidget *widget, cairo_t *cr, const SlCalendarView *view, const SlGanttRow *row, const SlGanttBar *bar,
           double y, int width, const GdkRGBA *colour)
{
  const gboolean firm = bar->booking == NULL || bar->booking->state == SL_BOOKING_CONFIRMED;
  const gboolean dark = bar->booking != NULL && bar->booking->phase != SL_PHASE_SHOOT;
  const gboolean own = g_strcmp0 (row->production->id, view->production) == 0;
  double x, w;

  if (!place_bar (view, bar, width, &x, &w))
    return;
  g_autofree char *text = text_of (view, row, bar);
  sl_calendar_round (cr, x, y, w, BAR, 4);
  if (own)
    cairo_set_source_rgba (cr, .208, .518, .894, !firm ? .5 : dark ? .55 : 1);
  else
    cairo_set_source_rgba (cr, .45, .46, .49, !firm ? .5 : dark ? .6 : 1);
  if (firm)
    cairo_fill (cr);
  else
    sl_calendar_hatch (cr, x, y, w, BAR);
  if (bar->booking != NULL && g_strcmp0 (view->selected, bar->booking->entity.id) == 0)
    {
      sl_calendar_round (cr, x, y, w, BAR, 4);
      sl_calendar_ink (cr, colour, 1);
      cairo_set_line_width (cr, 2);
      cairo_stroke (cr);
    }
  if (firm)
    cairo_set_source_rgb (cr, 1, 1, 1);
  else
    sl_calendar_ink (cr, colour, 1);
  if (w >= NUMBER_LEAST)
    sl_calendar_middle (widget, cr, text, x + 3, y + BAR / 2., w - 4, .8, FALSE);
}

static void
paint_row (GtkWidget *widget, cairo_t *cr, const SlCalendarView *view, const SlGanttRow *row, double y, int width,
           const GdkRGBA *colour)
{
  g_autofree char *name = g_strdup_printf ("%s%s", row->inner ? "    " : row->open ? "▾ " : "▸ ",
                                           sl_entity_title (row->about));

  sl_calendar_ink (cr, colour, row->inner ? .7 : 1);
  sl_calendar_middle (widget, cr, name, PAD, y + ROW / 2., NAMES - 2 * PAD, .85, !row->inner);
  for (guint i = 0; i < row->bars->len; i++)
    paint_bar (widget, cr, view, row, &g_array_index (row->bars, SlGanttBar, i), y + (ROW - BAR) / 2., width, colour);
  sl_calendar_ink (cr, colour, .14);
  cairo_rectangle (cr, 0, y + ROW - 1, width, 1);
  cairo_fill (cr);
}

static void
paint (GtkWidget *widget, cairo_t *cr, const SlCalendarView *view, int width, int height)
{
  GdkRGBA colour;

  sl_text_colour (widget, &colour);
  cairo_save (cr);
  cairo_rectangle (cr, 0, HEAD, width, height - HEAD);
  cairo_clip (cr);
  for (guint i = 0; i < view->rows->len; i++)
    {
      const double y = HEAD + (double) i * ROW - view->top;

      if (y < height && y + ROW > HEAD)
        paint_row (widget, cr, view, &g_array_index (view->rows, SlGanttRow, i), y, width, &colour);
    }
  cairo_restore (cr);
}

/* Beside all days the production, to open it. */
static void
pick (const SlCalendarView *view, int width, double x, double y, SlCalendarSpot *spot)
{
  const double at = (y + view->top - HEAD) / ROW;
  double left, w;

  if (at < 0 || at >= view->rows->len)
    return;
  const SlGanttRow *row = &g_array_index (view->rows, SlGanttRow, (guint) at);
  if (spot->day == 0)
    spot->id = row->production->id;
  for (guint i = 0; spot->day != 0 && i < row->bars->len; i++)
    {
      const SlGanttBar *bar = &g_array_index (row->bars, SlGanttBar, i);
      if (bar->booking != NULL && place_bar (view, bar, width, &left, &w) && x >= left && x < left + w)
        spot->id = bar->booking->entity.id;
    }
}

const SlCalendarPainter sl_gantt_painter = { height_of, foot_of, paint, pick };
