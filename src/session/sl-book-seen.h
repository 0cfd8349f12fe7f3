/* A plan as it looks with what a booking store has beside it: others' days become bookings of it, for looking at. */
#pragma once

#include "sl-book.h"

G_BEGIN_DECLS

/* The plan with a booking for each run of alike days (SlStageDay by stage, day and rank, as they are listed) that none
 * of its own bookings is behind, and a production for each owner. They keep their ids as long as they begin on the same
 * day. What has lapsed, and stages that the plan has not, are left out; a day that cannot be read is one that is
 * taken. A new reference. */
SlPlan     *sl_book_seen    (const SlPlan *plan, const GPtrArray *days);

G_END_DECLS
