/* A folder of calendars that several productions share, one folder a stage (sl-backend-folder.h):
 *
 *   STORE/STAGE/day-2026-11-24.ics        who has the day
 *   STORE/STAGE/day-2026-11-24-hold2.ics  who waits for it
 *
 * What its days mean, and how they are taken, is sl-stage-calendar.h's. */
#pragma once

#include "sl-stage-calendar.h"

G_BEGIN_DECLS

typedef struct SlBookingStore SlBookingStore;

/* The folder is made when the first day is taken. `today` (Julian) is when holds lapse. */
SlBookingStore *sl_booking_store_new_folder (const char *folder, guint32 today);
/* NULL is fine. */
void            sl_booking_store_free       (SlBookingStore *store);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlBookingStore, sl_booking_store_free)

/* Holds lapse by their hour, as of this instant (seconds since 1970, UTC); see sl_stage_calendar_set_now(). */
void            sl_booking_store_set_now    (SlBookingStore *store, gint64 now);
/* The stage's days are counted in that zone (IANA; UTC where nobody says). Before it is read. */
void            sl_booking_store_set_zone   (SlBookingStore *store, const char *stage, const char *zone);

/* SlStageDay elements of a stage (NULL: all), by stage, day and rank; never NULL, free with g_ptr_array_unref().
 * What cannot be read is a GError in `problems` (may be NULL). An object whose name tells its day makes that day
 * unreadable: it is never free. `whole` (may be NULL) is FALSE when a folder that is there cannot be read: then
 * nothing may be taken as free, though what can be read is listed. */
GPtrArray      *sl_booking_store_list (SlBookingStore *store, const char *stage, GPtrArray *problems, gboolean *whole);

/* Makes a booking have all of `days` (SlStageDay of `stage`, ascending) and no others on that stage, or leaves what it
 * has; see sl_stage_calendar_set(). Clear `taken` with sl_taken_clear(). */
SlAcquire       sl_booking_store_set     (SlBookingStore *store, const char *stage, const char *booking,
                                          const GPtrArray *days, SlTaken *taken, GError **error);
/* Gives back every day of a booking on all stages but `except` (may be NULL); the number given back, −1 with an error
 * when one cannot be given back or a folder cannot be read. */
int             sl_booking_store_release (SlBookingStore *store, const char *booking, const char *except,
                                          GError **error);

G_END_DECLS
