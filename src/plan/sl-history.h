/* Undo and redo: steps between snapshots. */
#pragma once

#include "sl-edit.h"

G_BEGIN_DECLS

typedef struct SlHistory SlHistory;

SlHistory    *sl_history_new  (const SlPlan *plan);
void          sl_history_free (SlHistory *history);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlHistory, sl_history_free)

/* The current snapshot, borrowed until the next call. */
const SlPlan *sl_history_plan (const SlHistory *history);
/* FALSE with an error leaves everything as it was; an edit that changes nothing makes no step. */
gboolean      sl_history_apply (SlHistory *history, const SlCommand *command, GError **error);
/* FALSE when there is nothing to undo or redo. */
gboolean      sl_history_undo (SlHistory *history);
gboolean      sl_history_redo (SlHistory *history);
/* The label of the step that undo or redo would take, NULL for none. Borrowed. */
const char   *sl_history_undo_label (const SlHistory *history);
const char   *sl_history_redo_label (const SlHistory *history);
/* After this, a command with the same fold key makes a step of its own. */
void          sl_history_break_fold (SlHistory *history);
/* How many steps lie behind the current snapshot. */
guint         sl_history_position (const SlHistory *history);

G_END_DECLS
