/* What room the stages have left, from the plan's own bookings: occupancy, utilisation, the first free slot, conflicts. */
#pragma once

#include "sl-plan.h"

G_BEGIN_DECLS

typedef struct {
  guint32     day;    /* first day of the overlap, Julian */
  guint32     last;
  const char *a, *b;  /* ids, borrowed from the plan */
} SlConflict;

typedef struct {
  const SlStage *stage;        /* borrowed from the plan */
  guint          days;         /* of the period, less closures */
  guint          confirmed;    /* days confirmed */
  guint          held;         /* days only held */
  guint          shooting;     /* confirmed days whose phase is shooting */
  double         occupancy;    /* confirmed over days */
  double         occupancy_holds; /* holds counted by rank: the first as half a day, each further one half of that */
  double         utilisation;  /* shooting over confirmed, NAN without */
  guint32        first_free;   /* Julian; first day of `length` free days in a row (days after the period count as free), 0 for none */
  GArray        *conflicts;    /* SlConflict */
} SlStageCapacity;

void       sl_stage_capacity_clear (gpointer capacity);
/* SlStageCapacity elements in plan order, over from…to (both included); 0 and 0: from the first to the last booking.
 * `length` is the slot looked for, in days. */
GArray    *sl_capacity (const SlPlan *plan, guint32 from, guint32 to, guint length);
/* The bookings of a stage on a day, firmest first; SlBooking, borrowed from the plan. Released ones are left out. */
GPtrArray *sl_capacity_on_day (const SlPlan *plan, const char *stage, guint32 day);
/* First and last booked day of the plan; FALSE when nothing is booked. */
gboolean   sl_capacity_span (const SlPlan *plan, guint32 *from, guint32 *to);

G_END_DECLS
