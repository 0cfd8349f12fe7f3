/* One round with a booking store, for a worker thread: what is open in the outbox is finished, the plan's bookings are
 * sent where that is wanted, and then it is read who has which days.
 *
 *   outbox ─ finish ─▶ [ push ] ─▶ list ─▶ who has what, what is still to be sent, what was refused */
#pragma once

#include "sl-book.h"
#include "sl-watch.h"

G_BEGIN_DECLS

typedef struct {
  const char *store; /* address of a server, published calendar or folder */
  const char *file;  /* the plan's */
  gboolean    push;  /* sends the plan's bookings */
  gint64      now;   /* seconds since 1970, UTC */
} SlBookSyncOptions;

typedef struct {
  GPtrArray *days;      /* SlStageDay of everybody, by stage, day and rank; what cannot be read is among them */
  gboolean   whole;     /* FALSE: a calendar cannot be read, so nothing may be taken as free */
  GPtrArray *waiting;   /* ids of bookings (sl_book_id()) that are in the outbox still; char * */
  GPtrArray *conflicts; /* SlStageDay that others have of what was sent */
  GPtrArray *refused;   /* what was sent of the bookings that were not stored, for sl_book_standings(); char * */
  GPtrArray *requests;  /* SlRequest of everybody, to stages whose facility answers */
  guint      to_answer; /* how many of them wait for this user, who may write the stage's days */
  GPtrArray *problems;  /* texts: what cannot be read, or was not done, and how it can be */
  gboolean   pushed;    /* the plan's bookings were sent */
} SlBookSync;

/* FALSE with an error where there is nothing to show: SL_ERROR_OFFLINE where trying again later may help, otherwise
 * somebody must do something first. What is on the disk of the outbox is told in each case: `sync->waiting`. */
gboolean    sl_book_sync       (const SlPlan *plan, const SlBookSyncOptions *options, SlWatch *watch, SlBookSync *sync,
                                GError **error);
/* Frees what it owns, not itself. */
void        sl_book_sync_clear (SlBookSync *sync);

/* How a booking of the plan stands in the store. */
typedef enum {
  SL_BOOK_STORED,  /* the store has exactly what the plan says, or both have nothing */
  SL_BOOK_TO_SEND, /* the plan says something else */
  SL_BOOK_WAITING, /* it was sent, and the store has not answered yet */
  SL_BOOK_ASKED,   /* the stage's facility was asked for it, and has not answered yet */
  SL_BOOK_REFUSED, /* others have its days, or the store or the facility would not have it */
} SlBookStanding;

/* Of each booking of the plan that is not stored: SlBookStanding by the booking's id in the plan (borrowed from it).
 * Where nothing was read (`sync` has no days) only those that wait are told.
 * `gone` (may be NULL) counts bookings that the plan (of that file) has no more, whose days it still has there. */
GHashTable *sl_book_standings  (const SlPlan *plan, const char *file, const SlBookSync *sync, guint *gone);

G_END_DECLS
