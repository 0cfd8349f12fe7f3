/* The words of a board's rows: what canvases, papers and screen readers say of them. */
#pragma once

#include "sl-board-rows.h"

G_BEGIN_DECLS

/* "17", else its id. Borrowed. */
const char *sl_scene_number        (const SlSceneEntity *scene);
/* "1, 2, 4": cast by number, else by name. Free with g_free(). */
char       *sl_scene_cast_numbers  (const SlPlan *plan, const SlSceneEntity *scene);
/* "Mon 19 Oct", "" for none. Free with g_free(). */
char       *sl_short_date          (guint32 julian);
/* What a screen reader says of the row. Free with g_free(). */
char       *sl_board_row_spoken    (const SlBoardRead *read, const SlBoardRow *row);
/* The breaches of the row, one a line with what would mend it, "" for none. Free with g_free(). */
char       *sl_board_row_breaches  (const SlBoardRead *read, const SlBoardRow *row);
/* The one that weighs most, in short; NULL for none. Borrowed. */
const char *sl_board_row_breach    (const SlBoardRead *read, const SlBoardRow *row);

/* What the strip has no room for: its synopsis, what is different, its breaches; "" for none. Free with g_free(). */
char       *sl_board_row_tooltip   (const SlBoardRead *read, const SlBoardRow *row);
/* "Was on day 8": what is different of the row's scene; NULL where nothing is. Free with g_free(). */
char       *sl_board_row_drift     (const SlBoardRow *row);

G_END_DECLS
