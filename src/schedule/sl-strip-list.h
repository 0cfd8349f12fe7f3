/* Boards' lists of strips as values: each function gives a new list and leaves the one that it was given. What the
 * board's operations and a drag's preview are made of. */
#pragma once

#include "sl-board.h"
#include "sl-edit.h"

G_BEGIN_DECLS

/* Strips `which` (`n` places, ascending, each once) come, in their order, before the strip that is at `to` now; a `to`
 * of as many as there are strips is the end. Free with sl_list_unref(). */
SlList *sl_strips_moved   (const SlList *strips, const guint *which, guint n, guint to);
/* All but `which`. Free with sl_list_unref(). */
SlList *sl_strips_without (const SlList *strips, const guint *which, guint n);
/* With copies of `n` more (whose texts are GRefStrings) before the strip at `at`. Free with sl_list_unref(). */
SlList *sl_strips_with    (const SlList *strips, guint at, const SlStrip *more, guint n);
/* Without ends of days but for those with a date, and with new ones where a day would take more than `minutes` or
 * `eighths` (0: no limit; both 0: the length of the unit's days). A scene alone may take more. Days end behind the
 * strips that the input names. Free with sl_list_unref(). */
SlList *sl_strips_broken  (const SlBoardInput *input, gint32 minutes, gint64 eighths);
/* One strip for each scene of the production that is not omitted, in plan order. Free with sl_list_unref(). */
SlList *sl_strips_of_all  (const SlPlan *plan, const SlProduction *production);
/* Places of strips of that scene, ascending (guint). Free with g_array_unref(). */
GArray *sl_strips_find    (const SlList *strips, const char *scene);
/* Shots (ids) in the order of the strips' scenes, those of a scene as they stand in `ids`, then the rest; each once.
 * Ids are borrowed from `ids`. Free with g_ptr_array_unref(). */
GPtrArray *sl_strips_shots (const SlPlan *plan, const SlList *strips, const GPtrArray *ids);
/* Appends the edit that gives a board these strips. */
void    sl_command_set_strips (SlCommand *command, const char *board, const SlList *strips);

G_END_DECLS
