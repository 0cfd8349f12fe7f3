/* A verb of booking while it is done to plan and store. */
#pragma once

#include "sl-book-verbs.h"
#include "sl-stage-clock.h"

G_BEGIN_DECLS

typedef struct {
  SlDocument       *document;
  SlBookingStore   *store;
  const SlBookWish *wish;
  SlBookAnswer     *answer;
  const SlPlan     *plan;       /* as it was; borrowed until it is edited */
  SlPlan           *after;      /* as it is to be; owned */
  SlCommand        *command;    /* owned */
  char             *mark;       /* of the plan's file; owned */
  GPtrArray        *had;        /* SlStageDay of the store; owned */
  GPtrArray        *bookings;   /* ids in `after`, by stage and day; owned */
  const char       *deadline;   /* of a challenge; NULL for none */
  gboolean          withdraws;  /* a challenge of before goes */
  gboolean          queued;     /* the store gives no answer, and keeps what it is told */
  gboolean          asked;      /* a stage's facility was asked for it, and has not answered */
} SlBookDeed;

/* FALSE with an error where the store cannot be read; one that gives no answer but keeps what it is told (see
 * sl_booking_store_queues()) is taken as empty. In each case clear it with sl_book_deed_clear(). */
gboolean         sl_book_deed_init    (SlBookDeed *deed, SlDocument *document, SlBookingStore *store,
                                       const SlBookWish *wish, SlBookAnswer *answer, GError **error);
/* Frees what it owns, not itself. */
void             sl_book_deed_clear   (SlBookDeed *deed);
/* The booking `i` as it is in `plan`. Borrowed. */
const SlBooking *sl_book_deed_at      (const SlBookDeed *deed, const SlPlan *plan, guint i);
/* Finds the plan's bookings of the wish's days, which are held, confirmed and given back as a whole. FALSE with an
 * error, or with a conflict as the answer where only others have some. */
gboolean         sl_book_deed_find    (SlBookDeed *deed, GError **error);
/* Makes the store hold what the bookings say after the command, all or none, then edits and saves the plan. TRUE also
 * for a conflict, which is the answer, and for what is queued; else that is `result`. */
gboolean         sl_book_deed_do      (SlBookDeed *deed, const char *result, GError **error);

/* Whether the wish is about the booking. */
gboolean         sl_book_is_meant     (const SlBookWish *wish, const SlBooking *booking);
/* Whether the booking called `id` in the store has that day, on that stage. */
gboolean         sl_book_has_id       (const SlStageDay *day, const char *id, const char *stage);
/* FALSE with an error for what is no moment, or over. */
gboolean         sl_book_check_moment (const SlBookWish *wish, const char *text, const char *zone,
                                       SlStageMoment *moment, GError **error);

G_END_DECLS
