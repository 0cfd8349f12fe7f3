#include "sl-calendar-paint.h"

#include <math.h>

#include "sl-day-text.h"
#include "sl-i18n.h"

#define NAMES SL_CALENDAR_NAMES
#define HEAD  SL_CALENDAR_HEAD
/* px, with the letters: what a day needs for its letter, for letter and number, and a week and a month for theirs */
#define LETTER_LEAST ((int) (9 * sl_text_scale ()))
#define NUMBER_LEAST ((int) (34 * sl_text_scale ()))
#define WEEK_LEAST   ((int) (52 * sl_text_scale ()))
#define MONTH_LEAST  ((int) (30 * sl_text_scale ()))
static const double SMALL = .8;

/* --- pieces --- */

double
sl_calendar_x (const SlCalendarView *view, int width, double day)
{
  return NAMES + (day - view->from) * (width - NAMES) / view->days;
}

void
sl_calendar_ink (cairo_t *cr, const GdkRGBA *colour, double alpha)
{
  cairo_set_source_rgba (cr, colour->red, colour->green, colour->blue, alpha);
}

/* `y` is the middle of the line, or its top. */
static void
put (GtkWidget *widget, cairo_t *cr, const char *text, double x, double y, double width, double scale, gboolean bold,
     gboolean middle)
{
  int height = 0;

  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  if (width < 4)
    return;
  pango_attr_list_insert (attributes, pango_attr_scale_new (scale));
  if (bold)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  if (middle)
    pango_layout_get_pixel_size (layout, NULL, &height);
  cairo_move_to (cr, x, y - height / 2.);
  pango_cairo_show_layout (cr, layout);
}

void
sl_calendar_text (GtkWidget *widget, cairo_t *cr, const char *text, double x, double y, double width, double scale,
                  gboolean bold)
{
  put (widget, cr, text, x, y, width, scale, bold, FALSE);
}

void
sl_calendar_middle (GtkWidget *widget, cairo_t *cr, const char *text, double x, double y, double width, double scale,
                    gboolean bold)
{
  put (widget, cr, text, x, y, width, scale, bold, TRUE);
}

void
sl_calendar_round (cairo_t *cr, double x, double y, double w, double h, double radius)
{
  double r = fmin (radius, fmin (w, h) / 2);

  cairo_new_path (cr);
  cairo_arc (cr, x + w - r, y + r, r, -G_PI / 2, 0);
  cairo_arc (cr, x + w - r, y + h - r, r, 0, G_PI / 2);
  cairo_arc (cr, x + r, y + h - r, r, G_PI / 2, G_PI);
  cairo_arc (cr, x + r, y + r, r, G_PI, 3 * G_PI / 2);
  cairo_close_path (cr);
}

void
sl_calendar_hatch (cairo_t *cr, double x, double y, double w, double h)
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

void
sl_calendar_row (GtkWidget *widget, cairo_t *cr, const char *name, const char *below, double y, double height,
                 int width, const GdkRGBA *colour)
{
  const double room = NAMES - 2 * SL_CALENDAR_PAD;

  sl_calendar_ink (cr, colour, 1);
  sl_calendar_text (widget, cr, name, SL_CALENDAR_PAD, y + 4, room, .9, TRUE);
  sl_calendar_ink (cr, colour, .6);
  if (below != NULL && height > 30 * sl_text_scale ())
    sl_calendar_text (widget, cr, below, SL_CALENDAR_PAD, y + 5 + 16 * sl_text_scale (), room, SMALL, FALSE);
  sl_calendar_ink (cr, colour, .14);
  cairo_rectangle (cr, 0, y + height - 1, width, 1);
  cairo_fill (cr);
}

/* --- days --- */

static gboolean
is_monday (guint32 day)
{
  return (day + 6) % 7 == 0; /* Julian day 1 was a Monday */
}

static gboolean
is_off (const SlCalendarView *view, guint32 day)
{
  return view->calendar != NULL ? !sl_calendar_works (view->calendar, day) : (day + 6) % 7 >= 5;
}

static char *
format_day (guint32 day, const char *format)
{
  char text[32];
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);
  return g_date_strftime (text, sizeof text, format, &date) > 0 ? g_strdup (text) : g_strdup ("");
}

static guint
day_of_month (guint32 day)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);
  return g_date_get_day (&date);
}

static void
shade_day (cairo_t *cr, const SlCalendarView *view, guint32 day, double x, double w, int height, const GdkRGBA *colour)
{
  if (is_off (view, day))
    {
      sl_calendar_ink (cr, colour, .055);
      cairo_rectangle (cr, x, HEAD / 2., w, height);
      cairo_fill (cr);
    }
  if (view->calendar != NULL && sl_calendar_use (view->calendar, day) == SL_DAY_HOLIDAY)
    {
      cairo_rectangle (cr, x, HEAD / 2., w, height);
      sl_calendar_ink (cr, colour, .07);
      sl_calendar_hatch (cr, x, HEAD / 2., w, height);
    }
}

/* "M", or 一: of the weekday. */
static const char *
letter_of (guint32 day)
{
  /* Translators: one letter of each weekday, Monday first */
  const char *const letters[] = { C_("weekday", "M"), C_("weekday 2", "T"), C_("weekday 3", "W"),
                                  C_("weekday 4", "T"), C_("weekday 5", "F"), C_("weekday 6", "S"),
                                  C_("weekday 7", "S") };

  return letters[(day + 6) % 7];
}

static void
label_day (GtkWidget *widget, cairo_t *cr, guint32 day, double x, double w, const GdkRGBA *colour)
{
  g_autofree char *number = NULL, *text = NULL;

  if (w < LETTER_LEAST)
    return;
  number = format_day (day, "%-d");
  text = w >= NUMBER_LEAST ? g_strdup_printf ("%s %s", letter_of (day), number) : g_strdup (letter_of (day));
  sl_calendar_ink (cr, colour, .6);
  put (widget, cr, text, x + (w < NUMBER_LEAST ? fmax (0, w / 2 - 4 * sl_text_scale ()) : 3), HEAD / 2. + 1, w + 4,
      SMALL,
       FALSE, FALSE);
}

/* Weeks where there is room for their names, else months. */
static void
label_week (GtkWidget *widget, cairo_t *cr, const SlCalendarView *view, guint32 day, int width, int height,
            const GdkRGBA *colour)
{
  const double x = sl_calendar_x (view, width, day), week = 7 * (width - NAMES) / view->days;
  const gboolean by_weeks = week >= WEEK_LEAST, begins = by_weeks ? is_monday (day) : day_of_month (day) == 1;

  if (!begins || (!by_weeks && week * 4 < MONTH_LEAST && day_of_month (day) != 1))
    return;
  g_autofree char *text = format_day (day, by_weeks ? _("%-d %b") : _("%b %Y"));
  sl_calendar_ink (cr, colour, .85);
  sl_calendar_text (widget, cr, text, x + 3, 2, (by_weeks ? week : week * 4.2) - 4, SMALL, FALSE);
  sl_calendar_ink (cr, colour, .16);
  cairo_rectangle (cr, x, 0, 1, height);
  cairo_fill (cr);
}

/* A line through all rows, its number in a label above. */
static void
mark_today (GtkWidget *widget, cairo_t *cr, const SlCalendarView *view, int width, int height, const GdkRGBA *colour)
{
  const double day = (width - NAMES) / view->days, x = sl_calendar_x (view, width, view->today + .5);
  g_autofree char *text = format_day (view->today, "%-d");
  const double w = 22 * sl_text_scale (), h = HEAD / 2. - 3;

  if (view->today < view->from || view->today >= view->from + view->days)
    return;
  sl_calendar_ink (cr, colour, .8);
  cairo_rectangle (cr, x - .75, HEAD - 2, 1.5, height);
  cairo_fill (cr);
  if (day < 4)
    return;
  sl_calendar_round (cr, x - w / 2, HEAD / 2., w, h, 4);
  sl_calendar_ink (cr, colour, 1);
  cairo_fill (cr);
  const gboolean light = colour->red + colour->green + colour->blue > 1.5;
  cairo_set_source_rgb (cr, light ? .1 : 1, light ? .1 : 1, light ? .1 : 1);
  sl_calendar_text (widget, cr, text, x - (strlen (text) > 1 ? 7 : 3.5) * sl_text_scale (), HEAD / 2., w, SMALL, TRUE);
}

char *
sl_calendar_named (const SlCalendarView *view)
{
  for (guint32 day = (guint32) view->from; view->calendar != NULL && day < view->from + view->days; day++)
    {
      const char *name = sl_calendar_works (view->calendar, day) ? NULL : sl_calendar_name (view->calendar, day);
      guint32 last = day;

      if (name == NULL)
        continue;
      while (last < day + 400 && g_strcmp0 (sl_calendar_name (view->calendar, last + 1), name) == 0)
        last++;
      g_autofree char *until = sl_day_text (last);
      return g_strdup_printf (_("%s to %s"), name, until);
    }
  return NULL;
}

static void
paint_head (GtkWidget *widget, cairo_t *cr, const SlCalendarView *view, int width, int height, const GdkRGBA *colour)
{
  g_autofree char *named = sl_calendar_named (view);
  const double room = NAMES - SL_CALENDAR_PAD;

  sl_calendar_ink (cr, colour, .6);
  sl_calendar_text (widget, cr, _("Week"), SL_CALENDAR_PAD, 2, room, SMALL, FALSE);
  if (named != NULL)
    sl_calendar_text (widget, cr, named, SL_CALENDAR_PAD, HEAD / 2. + 1, room, SMALL, FALSE);
  cairo_save (cr);
  cairo_rectangle (cr, NAMES, 0, width - NAMES, height);
  cairo_clip (cr);
  for (guint32 day = (guint32) view->from; day < view->from + view->days; day++)
    {
      const double x = sl_calendar_x (view, width, day), w = sl_calendar_x (view, width, day + 1.) - x;

      shade_day (cr, view, day, x, w, height, colour);
      label_week (widget, cr, view, day, width, height, colour);
      if (day != view->today)
        label_day (widget, cr, day, x, w, colour);
    }
  cairo_restore (cr);
  sl_calendar_ink (cr, colour, .16);
  cairo_rectangle (cr, 0, HEAD - 1, width, 1);
  cairo_fill (cr);
}

/* --- all of it --- */

void
sl_calendar_paint (GtkWidget *widget, cairo_t *cr, const SlCalendarPainter *painter, const SlCalendarView *view,
                   int width, int height)
{
  const double bottom = height - painter->foot (view);
  GdkRGBA colour;

  sl_text_colour (widget, &colour);
  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, width, bottom);
  cairo_clip (cr);
  paint_head (widget, cr, view, width, (int) bottom, &colour);
  mark_today (widget, cr, view, width, (int) bottom, &colour);
  cairo_restore (cr);
  painter->paint (widget, cr, view, width, height);
}

void
sl_calendar_pick (const SlCalendarPainter *painter, const SlCalendarView *view, int width, int height, double x,
                  double y, SlCalendarSpot *spot)
{
  *spot = (SlCalendarSpot) { 0 };
  if (y < HEAD || y >= height - painter->foot (view))
    return;
  if (x >= NAMES && x < width)
    spot->day = (guint32) (view->from + (x - NAMES) * view->days / MAX (1, width - NAMES));
  painter->pick (view, width, x, y, spot);
}
