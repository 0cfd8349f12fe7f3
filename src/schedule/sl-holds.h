/* Who stands behind whom on a stage's days: what becomes of the holds below one that goes.
 *
 * A hold that goes leaves its place; each lower one that overlaps it moves up by one, and so on behind those that
 * moved,
 * where the place above is free on all of the days of who moves. */
#pragma once

#include "sl-plan.h"

G_BEGIN_DECLS

/* A hold that moves up. */
typedef struct {
  const SlBooking *booking; /* borrowed from the plan */
  gint64           rank;    /* that it gets */
} SlHoldMove;

/* Whether it takes part in who gets a day: neither released nor expired, with a stage and days. */
gboolean sl_booking_counts   (const SlBooking *booking);
/* Its place in a day: 1 for who is confirmed, else its rank. */
gint64   sl_booking_place    (const SlBooking *booking);
/* Whether both count, stand on one stage and share a day. */
gboolean sl_bookings_overlap (const SlBooking *one, const SlBooking *other);
/* What moves up when the booking goes: SlHoldMove elements, by rank. Free with g_array_unref(). n² for the n bookings
 * of one stage. */
GArray  *sl_holds_without    (const SlPlan *plan, const SlBooking *booking);
/* The first place, from 1, that nobody has on any of these days of the stage; `but` (may be NULL) is left out. 10 where
 * all nine are taken. */
gint64   sl_holds_free_rank  (const SlPlan *plan, const char *stage, guint32 from, guint32 to, const SlBooking *but);
/* What releasing it does, in words: who moves up, and who gets which days first. Free with g_free(). */
char    *sl_holds_say_released   (const SlPlan *plan, const SlBooking *booking);
/* What challenging it does, in words: who gets the days if it is not confirmed by then (`deadline`, Julian, 0 for
 * none). Free with g_free(). */
char    *sl_holds_say_challenged (const SlPlan *plan, const SlBooking *booking, guint32 deadline);

G_END_DECLS
