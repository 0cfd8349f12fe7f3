/* One stage's calendar, wherever it is kept: who has which days, and how days are taken so that two can never both have
 * one.
 *
 *   wanted ─┐
 *           ├─ difference ─▶ create, ascending ─▶ replace ─▶ look again ─▶ remove
 *   had ────┘                    └─ refused: all that was made goes, all that was changed comes back
 *
 * A day is taken by creating its object where none may be (sl-day-object.h). All take days in ascending order, so that
 * of two who overlap one is refused at his first day. An answer that was lost is replaced by reading.
 *
 * A hold lapses at its own hour, or at the deadline that a hold behind it on the same day has set in its own object
 * (X-SIGHTLINE-CHALLENGE), as long as that one counts: nobody writes into what another holds. What has lapsed keeps
 * nobody out, and goes when its place is taken. */
#pragma once

#include "sl-backend.h"
#include "sl-object.h"
#include "sl-stage-day.h"
#include "sl-stage-settings.h"

G_BEGIN_DECLS

typedef struct SlStageCalendar SlStageCalendar;

/* Takes `backend`. `zone` is the stage's (IANA; NULL: UTC), `today` (Julian) is when holds lapse; others' events are
 * followed through the ten years before and after it. Nothing is asked yet. */
SlStageCalendar *sl_stage_calendar_new  (SlBackend *backend, const char *stage, const char *zone, guint32 today);
/* NULL is fine. */
void             sl_stage_calendar_free (SlStageCalendar *calendar);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlStageCalendar, sl_stage_calendar_free)

/* Holds lapse by their hour, as of this instant (seconds since 1970, UTC); until it is told, as of the beginning of
 * `today`. */
void             sl_stage_calendar_set_now (SlStageCalendar *calendar, gint64 now);

/* Reads what has changed. FALSE with an error: then nothing may be taken as free. */
gboolean         sl_stage_calendar_sync (SlStageCalendar *calendar, SlWatch *watch, GError **error);
/* Whether it was read at least once. */
gboolean         sl_stage_calendar_is_read (const SlStageCalendar *calendar);
/* Whether this user may not write there, as far as the place tells beforehand. */
gboolean         sl_stage_calendar_is_read_only (const SlStageCalendar *calendar);
/* Its folder or address. Borrowed. */
const char      *sl_stage_calendar_title (const SlStageCalendar *calendar);
/* What the stage's own object says as of the last sync. Borrowed. */
const SlStageSettings *sl_stage_calendar_settings (const SlStageCalendar *calendar);
/* SlStageDay elements as of the last sync, by day and rank: of ours, of strangers, and of what cannot be read but has a
 * day in its name. What cannot be read, or only in part, is a GError in `problems` (may be NULL). Free with
 * g_ptr_array_unref(). */
GPtrArray       *sl_stage_calendar_days (SlStageCalendar *calendar, GPtrArray *problems);

/* --- sl-stage-take.c --- */

/* SL_QUEUED is a store’s with an outbox, SL_ASKED one's whose facility answers (sl-booking-store.h). */
typedef enum { SL_ACQUIRED, SL_CONFLICT, SL_STORE_FAILED, SL_QUEUED, SL_ASKED } SlAcquire;

typedef struct {
  guint      taken, changed, released; /* days, or slots of them */
  gboolean   undone;    /* of what failed nothing is left */
  GPtrArray *conflicts; /* SlStageDay that others have, or that cannot be read; owned */
  GPtrArray *strangers; /* SlStageDay of others' events over days that the booking has; owned */
} SlTaken;

/* Frees what it owns, not itself. */
void             sl_taken_clear         (SlTaken *taken);

/* Makes `booking` have exactly the `wanted` days of the stage (SlStageDay, ascending), or what it had before. A day
 * without a slot is all slots of the stage. `before` (names of objects, NULL: what it has now) is what it had before an
 * earlier attempt that was cut: on a conflict, what came since goes too. SL_STORE_FAILED with an error: what is there
 * must be brought about by doing it again. Who cancels `watch` gets what was had before; once all days are taken, it is
 * too late for that, and the rest is done. */
SlAcquire        sl_stage_calendar_set  (SlStageCalendar *calendar, const char *booking, const GPtrArray *wanted,
                                         const GPtrArray *before, SlTaken *taken, SlWatch *watch, GError **error);

/* --- sl-stage-calendar-settings.c --- */

/* Writes what its facility says of the stage, into the object as it stands. FALSE with an error: SL_ERROR_INPUT for
 * what cannot be, and for other slots while somebody has days. */
gboolean         sl_stage_calendar_change (SlStageCalendar *calendar, const SlSettingsChange *change, SlWatch *watch,
                                           GError **error);

G_END_DECLS
