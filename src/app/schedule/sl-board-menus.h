/* The menus over a board. */
#pragma once

#include "sl-board-desk.h"

G_BEGIN_DECLS

/* Boards of all productions, the one that is shown marked, and what makes others. A new reference, as all below. */
GMenuModel *sl_board_menu_boards (SlBoardDesk *desk, const SlPlan *plan);
/* Stages, episodes, places and lights of the scenes that there are. */
GMenuModel *sl_board_menu_filter (const SlPlan *plan);
/* Days by themselves, and orders. */
GMenuModel *sl_board_menu_order  (void);
/* Strips, and what else a schedule has. */
GMenuModel *sl_board_menu_add    (void);
/* What is done with the chosen strips. */
GMenuModel *sl_board_menu_more   (void);
/* The same and what may stand between, for a row. */
GMenuModel *sl_board_menu_row    (void);
/* What the search over actions finds of them all. */
GMenuModel *sl_board_menu_searched (void);
/* "All stages", or what is shown; free with g_free(). */
char       *sl_board_filter_text (const SlPlan *plan, const SlBoardFilter *filter);
/* Changes the filter by a choice of the menu: "all", "stage=ID", "episode=2", "place=ext", "light=night". FALSE for
 * anything else. */
gboolean    sl_board_filter_take (SlBoardFilter *filter, const char *choice);

G_END_DECLS
