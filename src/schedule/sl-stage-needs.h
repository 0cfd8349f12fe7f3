/* The days of stages that a board needs: runs of days in a row, with those that come before and behind.
 *
 *   days of a board ─▶ stage-days ─▶ runs ─▶ + prep, strike ─▶ held against bookings (sl-stage-changes.h)
 *
 * A stage is needed on each date on which a scene of the board is shot on it. A scene that was shot counts on the day
 * on which it was, as far as that is booked: nobody books the past. Omitted scenes, days without a date and locations
 * need none. Prep goes before strike where both want one day between two runs. */
#pragma once

#include "sl-board.h"

G_BEGIN_DECLS

typedef struct {
  guint       prep, strike; /* days before and behind each run, on which the stage is not closed */
  guint       bridge;       /* so many days off between two days are held too, at most; 0: none */
  const char *stage;        /* that one alone; NULL: all. Borrowed */
} SlNeedOptions;

/* What a booking's days are for, roughly. */
typedef enum { SL_NEED_PREP, SL_NEED_SHOOT, SL_NEED_STRIKE, SL_N_NEEDS, SL_NEED_NONE = SL_N_NEEDS } SlNeedFor;

typedef struct {
  const SlStage *stage;    /* borrowed from the plan */
  SlNeedFor      what;
  guint32        from, to; /* Julian, both included */
} SlStageNeed;

/* SlStageNeed elements by stage (in the plan's order), what, and first day; those of one stage and purpose neither
 * overlap nor touch. `options` may be NULL. Free with g_array_unref(). Time grows with scenes times stages. */
GArray    *sl_stage_needs    (const SlBoardRead *read, const SlNeedOptions *options);
/* What a phase (SlPhase) is: load-in and rehearsals are prep, load-out is strike, closures are none of it. */
SlNeedFor  sl_need_of_phase  (int phase);

G_END_DECLS
