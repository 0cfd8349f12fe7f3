/* What would have to be done to a production's bookings so that they follow its board.
 *
 *   days needed (sl-stage-needs.h) ──┐
 *                                    ├─▶ kept, made, moved, stretched, cut, no longer needed
 *   bookings of the production ──────┘
 *
 * A booking that shares days with what is needed goes to where the needed ones among its days are, and further where
 * days beside it are missing and its own place is free on them. Days that are still missing take a booking that has
 * none of its days needed any more, one of the same length and near them before others; what nobody can take is made.
 * Days off or of another's within a booking stay with it.
 *
 * Without prep of its own among the options, what is booked right before a shoot goes with the shoot; the same holds
 * behind it for strike. A rehearsal counts as having its days. */
#pragma once

#include "sl-stage-needs.h"

G_BEGIN_DECLS

typedef enum {
  SL_CHANGE_KEEP, SL_CHANGE_MAKE, SL_CHANGE_MOVE, SL_CHANGE_STRETCH, SL_CHANGE_CUT, SL_CHANGE_DROP,
} SlStageChangeForm;

typedef struct {
  SlStageChangeForm is;
  const SlStage    *stage;    /* borrowed from the plan, as the booking */
  const SlBooking  *booking;  /* NULL for one to be made */
  SlNeedFor         what;
  guint32           from, to; /* Julian, both included: as it is to be; as it is for one that is dropped */
  guint             idle;     /* of these, on which the stage is not needed */
  gboolean          firm;     /* it is confirmed, so that nobody but people changes it */
  gboolean          gives;    /* it does nothing but give days back */
} SlStageChange;

typedef struct {
  GArray *needs;   /* SlStageNeed */
  GArray *changes; /* SlStageChange, by stage and first day */
  guint   needed, missing; /* stage-days to be shot on, and those of them that nobody has booked */
  guint   astray;          /* bookings for shooting on none of whose days anything is shot */
  guint   bookings;        /* of the production that count, on these stages */
} SlStageChanges;

/* `options` may be NULL. Free with sl_stage_changes_free(). Time grows with days times bookings. */
SlStageChanges *sl_stage_changes_new  (const SlBoardRead *read, const SlNeedOptions *options);
/* NULL is fine. */
void            sl_stage_changes_free (SlStageChanges *changes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlStageChanges, sl_stage_changes_free)

/* "keep", "make", "move", "stretch", "cut", "drop". Static. */
const char     *sl_stage_change_id    (SlStageChangeForm form);
/* By which people name one: the booking's id, "STAGE/shoot/2026-11-24" of one to be made. Free with g_free(). */
char           *sl_stage_change_key   (const SlStageChange *change);
/* Whether it is done without being asked for by name: no confirmed booking changes, and nothing is given back. */
gboolean        sl_stage_change_goes  (const SlStageChange *change);
/* In words: "Stage 1: hold 12–16 Oct, 5 days, new". Free with g_free(). */
char           *sl_stage_change_text  (const SlStageChange *change);
/* What is wrong, in words: "the schedule needs 2 stage-days that are not booked; 1 booking lies on days nothing is
 * shot". NULL where nothing is, or where the production books nothing at all. Free with g_free(). */
char           *sl_stage_changes_text (const SlStageChanges *changes);

G_END_DECLS
