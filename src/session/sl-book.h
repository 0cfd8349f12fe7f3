/* A plan's bookings against a store. */
#pragma once

#include "sl-booking-store.h"
#include "sl-plan.h"

G_BEGIN_DECLS

#define SL_BOOK_MOST_DAYS 3660

/* The id under which a plan's booking stands in a store: its production and its own id. Free with g_free(). */
char      *sl_book_id   (const SlPlan *plan, const SlBooking *booking);
/* The instant at which a hold lapses by what the plan says (seconds since 1970, UTC); 0 for never. */
gint64     sl_book_lapses (const SlPlan *plan, const SlBooking *booking);
/* The stage-days of a plan's booking, ascending; SlStageDay. Released and expired ones have none. NULL for one of more
 * days than SL_BOOK_MOST_DAYS. */
GPtrArray *sl_book_days (const SlPlan *plan, const SlBooking *booking);

typedef struct {
  const char *stage; /* only this; NULL for all */
  const char *file;  /* the plan's; NULL for none. Days that a copy of it in another file placed are not touched */
  gboolean    adopt; /* but with this, they become this file's */
} SlBookOptions;

typedef struct {
  guint      held, confirmed, released; /* days */
  guint      refused;                   /* bookings that were not stored, because of a conflict */
  guint      omitted;                   /* bookings that were not stored, because they cannot be */
  guint      queued;                    /* bookings that the outbox keeps, because the store gives no answer */
  guint      asked;                     /* bookings that a stage's facility was asked for, see
                                         * sl_booking_store_asked() */
  GPtrArray *conflicts;                 /* owned; SlStageDay that others have, or that cannot be read */
  GPtrArray *strangers;                 /* owned; SlStageDay of others' events over days that were stored */
  GPtrArray *remarks;                   /* owned; texts of what was not done, and how it can be */
} SlBookResult;

void       sl_book_result_clear (SlBookResult *result); /* frees what it holds */
/* A folder as a store, its stages' days counted as the plan's stages are. Free with sl_booking_store_free(). */
SlBookingStore *sl_book_open_folder (const SlPlan *plan, const char *folder);
/* The same at an address; see sl_booking_store_open(). `stage` is the only one that is asked for, NULL for all. NULL
 * with SL_ERROR_INPUT. */
SlBookingStore *sl_book_open        (const SlPlan *plan, const char *url, const SlHttpAccount *account,
                                     const char *stage, GError **error);
/* Makes the store hold what the plan's bookings say, each booking whole or not at all, first places before later ones;
 * bookings that are gone from the plan give their days back. FALSE only when the store failed; conflicts are in the
 * result. */
gboolean   sl_book_push (const SlPlan *plan, SlBookingStore *store, const SlBookOptions *options, SlBookResult *result,
                         GError **error);
/* The folder store that belongs to a plan file: "NAME.bookings" beside it. Free with g_free(). */
char      *sl_book_default_store (const char *plan_path);

G_END_DECLS
