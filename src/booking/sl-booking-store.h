/* Stage-days on a store that several productions share. The default store is a folder of iCalendar objects, one
 * calendar a stage (the vdir layout that khal and vdirsyncer read):
 *
 *   STORE/STAGE/day-2026-11-24.ics        who has the day
 *   STORE/STAGE/day-2026-11-24-hold2.ics  who waits for it
 *
 * A day is taken by creating its file where none may exist, so that two productions can never both have it. */
#pragma once

#include "sl-stage-calendar.h"

G_BEGIN_DECLS

typedef struct SlBookingStore SlBookingStore;

/* A folder store; the folder is made when the first day is taken. */
SlBookingStore *sl_booking_store_new_folder (const char *folder);
/* NULL is fine. */
void            sl_booking_store_free       (SlBookingStore *store);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlBookingStore, sl_booking_store_free)

/* SlStageDay elements of a stage (NULL: all), by stage, day and rank; never NULL, free with g_ptr_array_unref().
 * What cannot be read is a GError in `problems` (may be NULL). An object whose name tells its day makes that day
 * unreadable: it is never free. `whole` (may be NULL) is FALSE when a folder that is there cannot be read: then
 * nothing may be taken as free, though what can be read is listed. */
GPtrArray      *sl_booking_store_list (SlBookingStore *store, const char *stage, GPtrArray *problems, gboolean *whole);

/* Takes all of `days` (SlStageDay, ascending) or none of them. Days that the same booking holds already are rewritten.
 * On a conflict `conflicts` (SlStageDay, may be NULL) says who has them; a day that cannot be read is one. */
SlAcquire       sl_booking_store_acquire (SlBookingStore *store, const GPtrArray *days, GPtrArray *conflicts,
                                          GError **error);
/* Gives back every day of a booking that is not among `keep` (SlStageDay, may be NULL); the number given back, −1
 * with an error when one cannot be given back or a folder cannot be read. */
int             sl_booking_store_release (SlBookingStore *store, const char *booking, const GPtrArray *keep,
                                          GError **error);

G_END_DECLS
