/* What the files of sl-booking-store share. */
#pragma once

#include "sl-booking-store.h"
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
};

/* Borrowed; NULL with an error for what names no calendar of the store. */
SlStageCalendar *sl_store_calendar  (SlBookingStore *store, const char *stage, GError **error);
/* Ids of the stages whose days are listed and given back; what was read stays when FALSE. */
gboolean         sl_store_stages    (SlBookingStore *store, GPtrArray *stages, GError **error);
/* Remembers that the store gives no answer, where that is the error and there is an outbox. */
void             sl_store_note_away (SlBookingStore *store, const GError *error);
/* TRUE, with that error, where it gave none. */
gboolean         sl_store_is_away   (SlBookingStore *store, GError **error);

G_END_DECLS
