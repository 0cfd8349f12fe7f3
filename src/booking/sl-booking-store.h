/* The calendars of all stages, which several productions share: a folder, with one folder a stage
 * (sl-backend-folder.h), or a calendar server (sl-caldav.h):
 *
 *   STORE/STAGE/day-2026-11-24.ics        who has the day
 *   STORE/STAGE/day-2026-11-24-hold2.ics  who waits for it
 *
 * What its days mean, and how they are taken, is sl-stage-calendar.h's. Calls block, and belong to one thread. */
#pragma once

#include "sl-http.h"
#include "sl-outbox.h"
#include "sl-request.h"
#include "sl-stage-calendar.h"

G_BEGIN_DECLS

typedef struct SlBookingStore SlBookingStore;

/* The folder is made when the first day is taken. `today` (Julian) is when holds lapse. */
SlBookingStore *sl_booking_store_new_folder (const char *folder, guint32 today);
/* Of an address: https, a server's, a user's home or one stage's calendar; http where it is this machine; file, or no
 * address at all, a folder; webcal, or a file called .ics, a calendar that can only be read. `account` is who asks the
 * server (NULL: nobody). Where the address is a calendar's own, it is that of the stage `own` (NULL: of the one that
 * it is called after). Nothing is asked yet. NULL with SL_ERROR_INPUT where none of that can be. */
SlBookingStore *sl_booking_store_open       (const char *url, const SlHttpAccount *account, const char *own,
                                             guint32 today, GError **error);
/* Whether such an address is a server's, which wants to know who asks. */
gboolean        sl_booking_store_is_server  (const char *url);
/* NULL is fine. */
void            sl_booking_store_free       (SlBookingStore *store);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlBookingStore, sl_booking_store_free)

/* Holds lapse by their hour, as of this instant (seconds since 1970, UTC); see sl_stage_calendar_set_now(). */
void            sl_booking_store_set_now    (SlBookingStore *store, gint64 now);
/* All that follows goes under it; NULL for none. */
void            sl_booking_store_set_watch  (SlBookingStore *store, SlWatch *watch);
/* Tells of a stage before it is read: its days are counted in that zone (IANA; NULL: UTC), and a server's calendar may
 * have its id or its name (NULL for none). */
void            sl_booking_store_add_stage  (SlBookingStore *store, const char *stage, const char *name,
                                             const char *zone);
/* From now on what is to be set is written there first, and goes from there when it is done; borrowed, NULL for none.
 * Where the store gives no answer, or the program ends within it, the entry stays, and is sent by the next finish. */
void            sl_booking_store_set_outbox (SlBookingStore *store, SlOutbox *outbox);
/* Asks for days even where this user may write them, on stages whose facility answers. */
void            sl_booking_store_set_asks   (SlBookingStore *store, gboolean asks);
/* Whether it has one, so that what cannot be sent now is kept. */
gboolean        sl_booking_store_queues     (const SlBookingStore *store);
/* Why a store with an outbox gives no answer, SL_ERROR_OFFLINE; it is asked no more then. NULL while it does. */
const GError   *sl_booking_store_away       (const SlBookingStore *store);
/* Does what is open in the outbox, the oldest first. A booking that is refused goes into `conflicts` (SlStageDay of who
 * has the days) and its entry goes, with its group's; FALSE with an error where one cannot be done: it and those behind
 * it stay, but one whose stage has no calendar there (SL_ERROR_REFERENCE). */
gboolean        sl_booking_store_finish     (SlBookingStore *store, GPtrArray *conflicts, GError **error);
/* Whether there is a store: the folder, or a server that knows the user and shows calendars. FALSE with
 * SL_ERROR_SERVICE; for whoever would not make it. */
gboolean        sl_booking_store_check      (SlBookingStore *store, GError **error);

/* SlStageDay elements of a stage (NULL: all of a folder; of a server those that it was told of), by stage, day and
 * rank; never NULL, free with g_ptr_array_unref(). What cannot be read is a GError in `problems` (may be NULL), with
 * SL_ERROR_REFERENCE where a stage has no calendar there. An object whose name tells its day makes that day unreadable:
 * it is never free. `whole` (may be NULL) is FALSE when a calendar cannot be read: then nothing may be taken as free,
 * though what can be read is listed. */
GPtrArray      *sl_booking_store_list (SlBookingStore *store, const char *stage, GPtrArray *problems, gboolean *whole);

/* --- sl-booking-store-set.c --- */

/* Makes bookings have all of their days (SlStageDay of the wish's stage, ascending) and no others on that stage, all of
 * the `n` wishes or none: then they have what they had before; see sl_stage_calendar_set(). A wish's group is chosen
 * here. SL_QUEUED: the store gives no answer, and the outbox keeps it. SL_ASKED: only the facility writes days of one
 * of the stages at least; it was asked for them, and nobody has them yet. SL_CONFLICT without conflicts: it has refused
 * just these days. SL_ERROR_REFERENCE where a stage has no calendar
 * there. Clear `taken` with sl_taken_clear(). */
SlAcquire       sl_booking_store_set_all (SlBookingStore *store, const SlOutboxWish *wishes, guint n, SlTaken *taken,
                                          GError **error);
/* The same of one. */
SlAcquire       sl_booking_store_set     (SlBookingStore *store, const char *stage, const char *booking,
                                          const GPtrArray *days, SlTaken *taken, GError **error);
/* What the outbox keeps of these is wanted no more; of what was sent in part, what was had before is. */
gboolean        sl_booking_store_forget  (SlBookingStore *store, const SlOutboxWish *wishes, guint n, GError **error);
/* Gives back every day of a booking on all stages but `except` (may be NULL); the number given back, −1 with an error
 * when one cannot be given back or a calendar cannot be read. */
int             sl_booking_store_release (SlBookingStore *store, const char *booking, const char *except,
                                          GError **error);

/* --- sl-booking-store-ask.c --- */

/* SlRequest elements: what this store asked for, since it was opened, in place of setting it. Borrowed. */
const GPtrArray *sl_booking_store_asked   (const SlBookingStore *store);
/* SlRequest elements of a stage (NULL: of all that are listed), by stage and first day; of stages that take none there
 * are none. What cannot be read is a GError in `problems` (may be NULL). Free with g_ptr_array_unref(). */
GPtrArray       *sl_booking_store_requests (SlBookingStore *store, const char *stage, GPtrArray *problems);

/* --- sl-booking-store-answer.c: the facility's --- */

/* Takes the days that a booking's request asks for, in the production's name, all or none, and says so in the request.
 * SL_CONFLICT: others have days; the request waits on. SL_STORE_FAILED with SL_ERROR_INPUT where there is nothing to be
 * approved any more, or this user may not write days. Clear `taken` with sl_taken_clear() in each case. */
SlAcquire        sl_booking_store_approve (SlBookingStore *store, const char *stage, const char *booking,
                                           SlTaken *taken, GError **error);
/* Refuses a booking's request; `why` is for the production. FALSE with an error as above. */
gboolean         sl_booking_store_refuse  (SlBookingStore *store, const char *stage, const char *booking,
                                           const char *why, GError **error);
/* Whether this user answers what is asked of a stage, as far as is known. */
gboolean         sl_booking_store_answers (SlBookingStore *store, const char *stage);
/* How the calendar of a stage's requests is to be called, which lies beside the stage's own; NULL with an error where
 * nobody can tell. Free with g_free(). */
char            *sl_booking_store_beside   (SlBookingStore *store, const char *stage, GError **error);
/* Writes what its facility says of a stage, and gives what it says then (borrowed until the next call); NULL with an
 * error, see sl_stage_calendar_change(). With nothing to change it only reads. */
const SlStageSettings *sl_booking_store_set_stage (SlBookingStore *store, const char *stage,
                                                   const SlSettingsChange *change, GError **error);

G_END_DECLS
