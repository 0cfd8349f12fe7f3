/* What the two files of breaches share. */
#pragma once

#include "sl-board-breaches.h"

G_BEGIN_DECLS

/* One more, which the board owns; no advice, about nothing. */
SlBreach *sl_breach_add          (SlBoardRead *read, SlBreachForm form, guint day, gint scene, const char *remedy,
                                  const char *format, ...) G_GNUC_PRINTF (6, 7);
/* What is wrong with the scenes of a day: who and what they need, and when. */
void      sl_board_check_scenes  (SlBoardRead *read, guint day);
/* Whether the stage is open on that date, and nobody else has it. */
gboolean  sl_board_is_stage_free (const SlBoardRead *read, const SlStage *stage, guint32 date);

G_END_DECLS
