/* Undo and redo: steps between snapshots. Snapshots share what did not change; the oldest steps are forgotten when what
 * they hold beside that takes more memory than the limit. */
#pragma once

#include "sl-edit.h"

G_BEGIN_DECLS

typedef struct SlHistory SlHistory;

#define SL_HISTORY_MAX_BYTES ((gsize) 256 << 20)

/* Begins with a snapshot, of which it takes a reference; free with sl_history_free(). */
SlHistory    *sl_history_new  (const SlPlan *plan);
void          sl_history_free (SlHistory *history); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlHistory, sl_history_free)
/* Another limit than SL_HISTORY_MAX_BYTES, from the next step on. One step can always be undone. */
void          sl_history_set_limit (SlHistory *history, gsize bytes);

/* The current snapshot, borrowed until the next call. */
const SlPlan *sl_history_plan (const SlHistory *history);
/* FALSE with an error leaves everything as it was; an edit that changes nothing makes no step. */
gboolean      sl_history_apply (SlHistory *history, const SlCommand *command, GError **error);
/* FALSE when there is nothing to undo. */
gboolean      sl_history_undo (SlHistory *history);
/* FALSE when there is nothing to redo. */
gboolean      sl_history_redo (SlHistory *history);
/* The label of the step that undo would take, NULL for none. Borrowed. */
const char   *sl_history_undo_label (const SlHistory *history);
/* The label of the step that redo would take, NULL for none. Borrowed. */
const char   *sl_history_redo_label (const SlHistory *history);
/* After this, a command with the same fold key makes a step of its own. */
void          sl_history_break_fold (SlHistory *history);
/* A step to a snapshot that was made elsewhere, such as one that a journal brings back. */
void          sl_history_push (SlHistory *history, const SlPlan *plan, const char *label);
/* Puts in place of each snapshot what `map` gives for it (a reference that it takes, never NULL), for a change that
 * is no step: the file that all of them belong to has moved. */
void          sl_history_map  (SlHistory *history, SlPlan *(*map) (const SlPlan *plan, gpointer data), gpointer data);
/* Which step the current snapshot is: every step has a number of its own, which it keeps when it is undone, redone or
 * folded into, and when older ones are forgotten. */
guint64       sl_history_serial (const SlHistory *history);
/* How many steps lie behind the current snapshot, forgotten ones included. */
guint         sl_history_position (const SlHistory *history);
/* How many of the oldest steps can no longer be undone because of the limit. */
guint         sl_history_forgotten (const SlHistory *history);
/* About how many bytes the steps hold beside the first snapshot. */
gsize         sl_history_bytes (const SlHistory *history);

G_END_DECLS
