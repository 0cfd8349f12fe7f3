/* Crash recovery: every command is appended to a log in the user's state folder and synced. The log is locked
 * while its plan is open, which also tells a second program that somebody is editing.
 *
 *   # plan PATH
 *   # base SHA-256 of the plan that the commands start from
 *   do "Move Camera A" … end | undo | redo
 */
#pragma once

#include "sl-plan.h"

G_BEGIN_DECLS

typedef struct SlJournal SlJournal;

/* Opens the journal of the plan at `path` (NULL for a new plan). What an earlier run left for the same base is kept
 * for sl_journal_left_behind(). Without a writable state folder the journal stays silent. */
SlJournal *sl_journal_new      (const char *path, const SlPlan *base);
/* Removes the log unless a crash left work in it that nobody has looked at. */
void       sl_journal_close    (SlJournal *journal);
void       sl_journal_append   (SlJournal *journal, const char *text);
/* Starts anew after a save. */
void       sl_journal_restart  (SlJournal *journal, const char *path, const SlPlan *base);
gboolean   sl_journal_is_shared (const SlJournal *journal);
/* Steps that a crash left for this base, and their text (NULL for none; free with g_free()). */
guint      sl_journal_count    (const SlJournal *journal);
char      *sl_journal_left_behind (SlJournal *journal);

G_END_DECLS
