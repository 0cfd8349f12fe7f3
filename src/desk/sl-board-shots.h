/* What the shots of a board's scenes say of it: how many set-ups there are, and whose coverage is red. */
#pragma once

#include "sl-analysis.h"
#include "sl-board.h"

G_BEGIN_DECLS

typedef struct {
  guint      setups;    /* of the scenes on the board that are not omitted */
  GPtrArray *red;       /* SlShot, in the plan's order; borrowed from it */
  guint      waiting;   /* shots that are not measured yet */
  guint      failed;    /* shots that cannot be measured */
  guint      shots;     /* all of them */
} SlBoardShots;

/* Grades may be of before the last edit until it is measured. Free with sl_board_shots_free(). */
SlBoardShots *sl_board_shots_new  (const SlBoardRead *read, SlAnalysis *analysis);
/* NULL is fine. */
void          sl_board_shots_free (SlBoardShots *shots);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlBoardShots, sl_board_shots_free)
/* "41 set-ups · 3 red shots", "41 set-ups · red shots not known yet". Free with g_free(). */
char         *sl_board_shots_text (const SlBoardShots *shots);
/* Which ones are red, and what is not known; "" for nothing. Free with g_free(). */
char         *sl_board_shots_more (const SlBoardShots *shots);

G_END_DECLS
