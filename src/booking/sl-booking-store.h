/* Stage-days on a store that several productions share. The default store is a folder of iCalendar objects, one
 * calendar a stage (the vdir layout that khal and vdirsyncer read):
 *
 *   STORE/STAGE/day-2026-11-24.ics        who has the day
 *   STORE/STAGE/day-2026-11-24-hold2.ics  who waits for it
 *
 * A day is taken by creating its file where none may exist, so that two productions can never both have it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  char   *stage;       /* calendar's name */
  guint32 day;         /* Julian */
  char   *booking;     /* the booking's id, unique over all plans: "PLAN-UUID/ID" */
  char   *title, *owner;
  char   *state;       /* hold, confirmed… as in plans */
  char   *phase;
  int     rank;        /* 1 first */
  guint32 expires;     /* Julian, 0 for none */
  char   *path;        /* file that holds it, NULL before it is stored */
} SlStageDay;

typedef struct SlBookingStore SlBookingStore;

void            sl_stage_day_free (SlStageDay *day);
SlStageDay     *sl_stage_day_copy (const SlStageDay *day);

/* A folder store; the folder is made when the first day is taken. */
SlBookingStore *sl_booking_store_new_folder (const char *folder);
void            sl_booking_store_free       (SlBookingStore *store);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlBookingStore, sl_booking_store_free)

/* SlStageDay elements of a stage (NULL: all), by stage, day and rank. Objects that cannot be read are reported as GError
 * elements in `problems` (may be NULL) and left alone. NULL with an error when the store itself cannot be read. */
GPtrArray      *sl_booking_store_list (SlBookingStore *store, const char *stage, GPtrArray *problems, GError **error);

typedef enum { SL_ACQUIRED, SL_CONFLICT, SL_STORE_FAILED } SlAcquire;

/* Takes all of `days` (SlStageDay, ascending) or none of them. Days that the same booking holds already are rewritten.
 * On a conflict `conflicts` (SlStageDay, may be NULL) says who has them. */
SlAcquire       sl_booking_store_acquire (SlBookingStore *store, const GPtrArray *days, GPtrArray *conflicts, GError **error);
/* Gives back every day of a booking that is not among `keep` (SlStageDay, may be NULL); the number given back, −1 on failure. */
int             sl_booking_store_release (SlBookingStore *store, const char *booking, const GPtrArray *keep, GError **error);

G_END_DECLS
