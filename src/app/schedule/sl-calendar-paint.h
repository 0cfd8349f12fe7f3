/* How the calendar of the stages is drawn: names on the left, the days along the top, bookings as bars. Only what is in
 * sight is drawn, however long the span of the bookings is. */
#pragma once

#include "sl-lanes.h"
#include "sl-widgets.h"

typedef struct {
  const SlLanes *lanes;
  const GArray  *capacity; /* SlStageCapacity, perhaps of an older plan; may be NULL */
  const char    *selected; /* id; may be NULL */
  double         from;     /* first day in sight (Julian) */
  double         days;     /* how many are in sight */
  double         top;      /* how much of the height is scrolled away (px) */
  guint32        today;    /* Julian */
} SlCalendarView;

/* Of all stages (px). */
double           sl_calendar_height (const SlLanes *lanes);
/* In a picture of `width` × `height` px. */
void             sl_calendar_paint  (GtkWidget *widget, cairo_t *cr, const SlCalendarView *view, int width, int height);
/* The booking at a point of that picture (px), NULL for none. Borrowed from the plan. */
const SlBooking *sl_calendar_pick   (const SlCalendarView *view, int width, double x, double y);
