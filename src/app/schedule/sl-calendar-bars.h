/* Bookings as bars of the facility's view. */
#pragma once

#include "sl-calendar-paint.h"

/* Red, green, blue: of the plan's own production, and of all others; firm days, and such as are no shooting. */
#define SL_BAR_OWN       .208, .518, .894
#define SL_BAR_OWN_DARK  .11, .33, .60
#define SL_BAR_FIRM      .38, .39, .41
#define SL_BAR_FIRM_DARK .27, .28, .30
#define SL_BAR_ALERT     .93, .72, .25 /* of what is challenged, or is not in the store */

/* Its upper left corner and how wide it is (px); all are SL_CALENDAR_BAR high. */
typedef struct { double x, y, w; } SlBarPlace;

/* The bar with all that stands on it. */
void sl_bar_paint     (GtkWidget *widget, cairo_t *cr, const SlCalendarView *view, const SlBooking *booking,
                       const SlBarPlace *place, const GdkRGBA *colour);
/* A challenged one's time left, behind the bar, or on its end where the picture (`width` px) has no room behind it. */
void sl_bar_put_clock (GtkWidget *widget, cairo_t *cr, const SlCalendarView *view, const SlBooking *booking,
                       const SlBarPlace *place, int width);
