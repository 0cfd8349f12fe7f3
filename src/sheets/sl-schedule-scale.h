/* Columns of time, and bars over them. Of this room's sl-schedule-*.c alone. */
#pragma once

#include "sl-schedule-sheets.h"

G_BEGIN_DECLS

typedef struct {
  SlReportTable *table; /* borrowed */
  guint32        from, to; /* both included */
  guint          step, n;  /* days of a column; columns */
} SlScale;

/* What stands in a column of a row. */
typedef struct {
  const char  *text; /* the report's; NULL for nothing */
  SlReportTone tone;
  gboolean     joins; /* goes on from the column before */
} SlScaleSlot;

/* What the plan's bookings and, with `board`, the board's days span, as far as it is asked for; FALSE for nothing. */
gboolean     sl_scale_span     (const SlScheduleAsk *ask, gboolean board, guint32 *from, guint32 *to);
/* The same for a scale of at most so many days; FALSE with an error. */
gboolean     sl_scale_check    (const SlScheduleAsk *ask, SlScale *scale, gboolean board, guint most, GError **error);
/* Adds the table's columns of time, and counts them. */
void         sl_scale_columns  (SlScale *scale);
/* A bar from day to day, as far as the scale goes; what stands there already stays. */
void         sl_scale_lay      (const SlScale *scale, SlScaleSlot *slots, guint32 from, guint32 to, const char *text,
                                SlReportTone tone);
/* Adds a cell each to the table's last row. */
void         sl_scale_put      (const SlScale *scale, const SlScaleSlot *slots);
/* SlBooking, borrowed from the plan: those of the stage and of the production (NULL: any) that count and touch the
 * scale, by their first day. Free with g_ptr_array_unref(). */
GPtrArray   *sl_scale_bookings (const SlScheduleAsk *ask, const SlScale *scale, const char *stage,
                                const char *production);
/* Dark to shoot, grey for other work, hatched while held, crossed where it is closed. */
SlReportTone sl_booking_tone   (const SlBooking *booking);
/* "The Ferry · Shoot (Hold 2)", the production where `whose`; the report's. */
const char  *sl_booking_text   (const SlScheduleAsk *ask, SlReport *report, const SlBooking *booking, gboolean whose);

G_END_DECLS
