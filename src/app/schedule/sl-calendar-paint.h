/* How the facility is drawn: names on the left, days along the top, and below them what a painter puts there, all on
 * one axis of days. Only what is in sight is drawn, however long the span of the bookings is. */
#pragma once

#include "sl-booking-hand.h"
#include "sl-heat.h"
#include "sl-lanes.h"
#include "sl-sync.h"
#include "sl-widgets.h"
#include "sl-workdays.h"

typedef struct {
  const SlLanes       *lanes;
  const SlHeat        *heat;       /* of the days in sight */
  const SlBookingHand *hand;
  GHashTable          *clashing;   /* ids of what conflicts: 2, or 1 for a warning */
  const SlCalendar    *calendar;   /* the production's; NULL for none */
  const char          *production; /* id of the one whose bookings stand out; may be NULL */
  const char          *selected;   /* id; may be NULL */
  const GPtrArray     *beside;     /* char *: what is said below each stage's name; may be NULL */
  const SlPlan        *mine;       /* what is edited: bookings that are not in it others have in the store */
  SlSync              *sync;       /* how its own stand there */
  const GArray        *rows;       /* SlGanttRow, of the productions */
  double               from;       /* first day in sight (Julian) */
  double               days;       /* how many are in sight */
  double               top;        /* how much of the height is scrolled away (px) */
  guint32              today;      /* Julian */
  gint64               now;        /* s since 1970 */
} SlCalendarView;

/* What is at a point. */
typedef struct {
  const char *id;      /* of a booking or production; NULL for none; borrowed from the plan */
  const char *stage;   /* id of the row's; NULL beside all rows */
  guint32     day;     /* 0 beside all days */
  int         edge;    /* of a bar: −1 its beginning, +1 its end, 0 between */
} SlCalendarSpot;

/* One way to show the facility. All take pictures of `width` × `height` px. */
typedef struct {
  double (*height) (const SlCalendarView *view); /* of all rows, head and foot (px) */
  double (*foot)   (const SlCalendarView *view); /* what stays at the bottom (px) */
  void   (*paint)  (GtkWidget *widget, cairo_t *cr, const SlCalendarView *view, int width, int height);
  void   (*pick)   (const SlCalendarView *view, int width, double x, double y, SlCalendarSpot *spot);
} SlCalendarPainter;

extern const SlCalendarPainter sl_stages_painter; /* sl-calendar-stages.c: a row a stage, a bar a booking */
extern const SlCalendarPainter sl_heat_painter;   /* sl-calendar-heat.c: a row a stage, a field a day or a week */
extern const SlCalendarPainter sl_gantt_painter;  /* sl-calendar-gantt.c: a row a production, a stage or a unit of it */

/* In px, with the size of letters. */
#define SL_CALENDAR_PAD   6
#define SL_CALENDAR_NAMES ((int) (112 * fmin (sl_text_scale (), 1.6)))
#define SL_CALENDAR_HEAD  ((int) (40 * sl_text_scale ()))
#define SL_CALENDAR_LINE  ((int) (26 * sl_text_scale ()))
#define SL_CALENDAR_BAR   ((int) (22 * sl_text_scale ()))

/* All of it: days, head, and what the painter draws between them. */
void    sl_calendar_paint  (GtkWidget *widget, cairo_t *cr, const SlCalendarPainter *painter,
                            const SlCalendarView *view, int width, int height);
/* What is there; head and names are beside all days. */
void    sl_calendar_pick   (const SlCalendarPainter *painter, const SlCalendarView *view, int width, int height,
                            double x, double y, SlCalendarSpot *spot);
/* Where a day begins (px). */
double  sl_calendar_x      (const SlCalendarView *view, int width, double day);
/* "国庆 to 7 Oct": the first span of days off in sight that has a name; NULL for none. Free with g_free(). */
char   *sl_calendar_named  (const SlCalendarView *view);

/* For painters. */

/* Text of one line, cut at `width` (px); its size against the window's letters. */
void    sl_calendar_text   (GtkWidget *widget, cairo_t *cr, const char *text, double x, double y, double width,
                            double scale, gboolean bold);
/* The same about the line whose middle is at `y`. */
void    sl_calendar_middle (GtkWidget *widget, cairo_t *cr, const char *text, double x, double y, double width,
                            double scale, gboolean bold);
/* A path. */
void    sl_calendar_round  (cairo_t *cr, double x, double y, double w, double h, double radius);
/* Slanted lines over the path, which is used up. */
void    sl_calendar_hatch  (cairo_t *cr, double x, double y, double w, double h);
void    sl_calendar_ink    (cairo_t *cr, const GdkRGBA *colour, double alpha); /* as source */
/* A row's name, with what is said small below it (NULL for nothing), and the line under the row. */
void    sl_calendar_row    (GtkWidget *widget, cairo_t *cr, const char *name, const char *below, double y,
                            double height, int width, const GdkRGBA *colour);
