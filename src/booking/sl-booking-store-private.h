/* What the files of sl-booking-store share. */
#pragma once

#include "sl-booking-store.h"
#include "sl-requests.h"
#include "sl-store-place.h"

G_BEGIN_DECLS

typedef struct {
  char *name, *zone; /* owned; NULL where nobody says */
} StoreStage;

struct SlBookingStore {
  SlPlace    *place;
  guint32     today;
  gint64      now;       /* 0: nobody has told */
  SlWatch    *watch;     /* owned, NULL for none */
  SlOutbox   *outbox;    /* borrowed, NULL for none */
  GError     *away;      /* SL_ERROR_OFFLINE; NULL as long as it answers. Then nobody asks it again */
  GHashTable *known;     /* StoreStage by id; owned */
  GHashTable *calendars; /* SlStageCalendar by stage; owned */
  GHashTable *requests;  /* SlRequests by stage, of those that were read; owned */
  GPtrArray  *asked;     /* SlRequest: what was asked for in place of being set; owned */
  gboolean    asks;      /* even where this user may write */
  gboolean    answers;   /* a request is being approved: days are written */
};

/* Borrowed; NULL with an error for what names no calendar of the store. */
SlStageCalendar *sl_store_calendar  (SlBookingStore *store, const char *stage, GError **error);
/* Ids of the stages whose days are listed and given back; what was read stays when FALSE. */
gboolean         sl_store_stages    (SlBookingStore *store, GPtrArray *stages, GError **error);
/* Remembers that the store gives no answer, where that is the error and there is an outbox. */
void             sl_store_note_away (SlBookingStore *store, const GError *error);

/* --- sl-booking-store-ask.c --- */

/* Whether the days of that stage, whose calendar was read, are asked for in place of being written. */
gboolean         sl_store_asks      (const SlBookingStore *store, const SlStageCalendar *calendar);
/* Asks for an entry's days: SL_ASKED; SL_ACQUIRED where the booking has just these, SL_CONFLICT where they were
 * refused. */
SlAcquire        sl_store_ask       (SlBookingStore *store, SlStageCalendar *calendar, const SlOutboxEntry *entry,
                                     SlTaken *taken, GError **error);
/* The instant, for what is written down. */
gint64           sl_store_now       (const SlBookingStore *store);
/* A stage's requests, which were read at least once; NULL with an error, without one where the stage takes none.
 * Borrowed. */
SlRequests      *sl_store_requests  (SlBookingStore *store, const char *stage, GError **error);

/* TRUE, with that error, where it gave none. */
gboolean         sl_store_is_away   (SlBookingStore *store, GError **error);

G_END_DECLS
