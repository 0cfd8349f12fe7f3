/* Where a booking that a store refused could go instead: who has its days, the next rank, the next free days. */
#pragma once

#include "sl-book-sync.h"

G_BEGIN_DECLS

/* SlStageDay of others that stand before the booking or in its place, by day and rank; what has lapsed is left out.
 * Borrowed from `sync`; free with g_ptr_array_unref(). */
GPtrArray *sl_book_takers    (const SlPlan *plan, const SlBookSync *sync, const SlBooking *booking);
/* The first rank behind all others on its days that no other hold of the plan has there; 0 where there is none, the
 * store was not read whole, or the booking is no hold. */
int        sl_book_next_rank (const SlPlan *plan, const SlBookSync *sync, const SlBooking *booking);
/* The first day (Julian) after its own from which its stage is free for as many days, in the store and in the plan; 0
 * where there is none within a year, or the store was not read whole. */
guint32    sl_book_next_run  (const SlPlan *plan, const SlBookSync *sync, const SlBooking *booking);

G_END_DECLS
