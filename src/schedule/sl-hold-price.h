/* What a second hold is worth: so many days of the stage right behind the planned ones, held in case they are needed,
 * against going on when the stage is free again. Both are shot with the same luck. */
#pragma once

#include "sl-board-odds.h"

G_BEGIN_DECLS

typedef struct {
  const SlProduction *production; /* borrowed from the plan, as the stage */
  const SlStage      *stage;      /* on which its last scene is planned */
  guint32             from, to;   /* Julian: the days held; those on which the unit works count */
  guint               days;       /* how many of them */
  guint32             resumes;    /* Julian: without the hold it goes on then, when nobody else has the stage */
  double              day_rate;   /* of the stage, with rates for its days; 0 where the plan has none */
  double              cost;       /* of the hold: days × rate */
  SlBoardOdds        *board;      /* owned; what both rest on, without the hold */
  SlOdds             *without, *with; /* owned */
  SlOddsDifference    difference; /* with − without */
} SlHoldPrice;

/* Frees what it owns, and itself. Not NULL. */
void         sl_hold_price_free (SlHoldPrice *price);
/* The price of `days` (1…366) for the production that `input` names. NULL with SL_ERROR_INPUT as sl_board_odds_new(),
 * and where its last scene has no stage; with SL_ERROR_CANCELLED. */
SlHoldPrice *sl_hold_price_new  (const SlBoardOddsInput *input, guint days, guint runs, guint64 seed, guint threads,
                                 SlWatch *watch, GError **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlHoldPrice, sl_hold_price_free)

G_END_DECLS
