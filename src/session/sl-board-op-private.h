/* What the operations on boards share. */
#pragma once

#include "sl-operation-private.h"
#include "sl-strip-list.h"

G_BEGIN_DECLS

/* The board that the input's first id names; NULL with an error where it is none, or is locked. */
const SlBoard *sl_board_op_board   (const SlOperationInput *input, GError **error);
/* The board of scenes: the one named, else the one that counts for the first scene's production; NULL with an error
 * where an id is no scene, there is no board, or it is locked. */
const SlBoard *sl_board_op_scenes  (const SlOperationInput *input, const char *named, GError **error);
/* The board; NULL with an error where it is locked. */
const SlBoard *sl_board_op_unlocked (const SlBoard *board, GError **error);
/* The production that the input's id `at` names; NULL with an error where it is none. */
const SlProduction *sl_board_op_production (const SlOperationInput *input, guint at, GError **error);
/* A place before which something comes; the end for −1 and what is beyond. */
guint          sl_board_op_place   (const SlBoard *board, gint64 at);
/* Places of a list of whole numbers, ascending and each once (guint); NULL with an error where the board has no such
 * strip. Free with g_array_unref(). */
GArray        *sl_board_op_places  (const SlBoard *board, const SlList *places, GError **error);
/* Edits the board to the strips, which are freed. */
void           sl_board_op_set     (SlCommand *command, const SlBoard *board, SlList *strips);

G_END_DECLS
