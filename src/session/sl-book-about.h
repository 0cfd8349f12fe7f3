/* What a stage is to know of a booking, as people read it in their calendars. */
#pragma once

#include "sl-plan.h"
#include "sl-tally.h"

G_BEGIN_DECLS

/* Lines: the hand-off package, who answers, the booking's notes; each wall of its stage with size, pixels, power,
 * weight and signal, as far as they are known; set-ups, contents and rates. "" where there is nothing to say. Free with
 * g_free(). */
char *sl_book_about (const SlPlan *plan, const SlTally *tally, const SlBooking *booking);

G_END_DECLS
