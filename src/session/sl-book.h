/* A plan's bookings against a store. */
#pragma once

#include "sl-booking-store.h"
#include "sl-plan.h"

G_BEGIN_DECLS

/* The id under which a plan's booking stands in a store: its production and its own id. Free with g_free(). */
char      *sl_book_id   (const SlPlan *plan, const SlBooking *booking);
/* The stage-days of a plan's bookings, ascending; SlStageDay. Released and expired ones have none. */
GPtrArray *sl_book_days (const SlPlan *plan, const SlBooking *booking);

typedef struct {
  guint      held, confirmed, released; /* days */
  guint      refused;                   /* bookings that were not stored, because of a conflict */
  GPtrArray *conflicts;                 /* owned; SlStageDay that others have, or that cannot be read */
} SlBookResult;

void       sl_book_result_clear (SlBookResult *result); /* frees what it holds */
/* Makes the store hold what the plan's bookings say, each booking whole or not at all; `stage` NULL for all. FALSE only
 * when the store failed; conflicts are in the result. */
gboolean   sl_book_push (const SlPlan *plan, SlBookingStore *store, const char *stage, SlBookResult *result,
                         GError **error);
/* The folder store that belongs to a plan file: "NAME.bookings" beside it. Free with g_free(). */
char      *sl_book_default_store (const char *plan_path);

G_END_DECLS
