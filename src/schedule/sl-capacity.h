/* What room the stages have left, from the plan's own bookings: occupancy, utilisation, the first free slot, conflicts.
 *
 * A day of a stage has one first place, for whoever is confirmed or holds it first, and one place for each further
 * rank, as the booking store has. Two bookings in one place of a day are a conflict, whoever they are for. */
#pragma once

#include "sl-plan.h"

G_BEGIN_DECLS

/* Days on which a place is taken more than once. */
typedef struct {
  guint32    from, to;  /* both included, Julian */
  gint64     place;     /* 1…9 */
  GPtrArray *bookings;  /* SlBooking, borrowed from the plan, by their first day */
} SlConflict;

/* What the conflict is, in words; free with g_free(). */
char      *sl_conflict_why (const SlConflict *conflict);

typedef struct {
  const SlStage *stage;        /* borrowed from the plan */
  guint          days;         /* of the period, less closures */
  guint          confirmed;    /* days confirmed */
  guint          held;         /* days only held */
  guint          shooting;     /* confirmed days whose phase is shooting */
  double         occupancy;    /* confirmed over days, 0…1 */
  double         occupancy_holds; /* holds counted by rank: the first as half a day, each further one half of that */
  double         utilisation;  /* shooting over confirmed, 0…1; NAN without */
  guint          holds;        /* bookings that only hold days of the period */
  guint          challenged;   /* of these, those that stand challenged */
  guint32        first_free;   /* Julian; see sl_capacity(); 0 for none */
  GArray        *conflicts;    /* SlConflict, by day */
} SlStageCapacity;

/* Frees what an SlStageCapacity owns, not itself. */
void       sl_stage_capacity_clear (gpointer capacity);

/* First and last day of all bookings that count (neither released nor expired); FALSE without any. */
gboolean   sl_capacity_span (const SlPlan *plan, guint32 *from, guint32 *to);

/* SlStageCapacity elements in plan order; free with g_array_unref(). `from` and `to` are Julian, both included; both 0:
 * the span of the bookings. `first_free` is the first day from `from` on of `length` (≥ 1) days in a row without
 * booking, hold or closure, whether within the period or after it; 0 when there is none within ten years. Bookings that
 * lack a stage or days are left out and named in `omissions` (SlFinding, may be NULL). n·log n for n bookings. */
GArray    *sl_capacity (const SlPlan *plan, guint32 from, guint32 to, guint length, GPtrArray *omissions);

/* The part of a calendar month that lies in a period. */
typedef struct {
  guint32 from, to;   /* Julian, both included */
  GArray *stages;     /* SlStageCapacity of these days, in plan order; owned */
} SlCapacityMonth;

/* SlCapacityMonth elements in order, of a period as sl_capacity() takes it (0, 0: the span of the bookings; without any
 * none); free with g_array_unref(). */
GArray    *sl_capacity_months (const SlPlan *plan, guint32 from, guint32 to);

G_END_DECLS
