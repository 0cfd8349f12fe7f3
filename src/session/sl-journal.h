/* What keeps unsaved work through a crash: a log in the user's state folder (sl-journal-log.h), one for each
 * document that is open for editing, written and synced by a thread of its own: after each edit it is written at
 * once, and synced when nothing came for a moment, such as at the end of a drag. The log is locked while its
 * document is open, which also tells a second program that somebody is editing; it goes when the document is
 * closed, and is kept when the program dies. */
#pragma once

#include "sl-journal-log.h"

G_BEGIN_DECLS

typedef struct SlJournal SlJournal;

/* Begins a log for the plan at `path` (NULL: it has no file yet), whose file has this `checksum` (NULL for none)
 * and holds the step `serial`; finds what a crash left for the same path. Without a writable state folder it keeps
 * nothing and sl_journal_trouble() says so. */
SlJournal *sl_journal_new       (const char *path, const char *checksum, guint64 serial);
/* Goes on with what a crash left in `log`, whatever path it is for. NULL when another program has it open, or it is not
 * there. */
SlJournal *sl_journal_new_from_log (const char *log);
/* Removes its log, but not what a crash left and nobody has decided on. NULL is fine. */
void       sl_journal_close     (SlJournal *journal);
/* TRUE when another program had the same plan open when this one began. */
gboolean   sl_journal_is_shared (const SlJournal *journal);
/* Why edits are not kept at present, translated; NULL when they are. Free with g_free(). */
char      *sl_journal_trouble   (SlJournal *journal);

/* An edit: `command` as sl_command_print() gives it made `to` of `from`. The numbers are the steps' serials. */
void       sl_journal_step      (SlJournal *journal, const char *command, guint64 from_serial, const SlPlan *from,
                                 guint64 to_serial, const SlPlan *to);
/* Undo or redo went to a step. */
void       sl_journal_at        (SlJournal *journal, guint64 serial, const SlPlan *plan);
/* A file of this checksum at `path` is going to hold the step; when this returns, the log says so. Any thread. */
void       sl_journal_file      (SlJournal *journal, const char *path, const char *checksum, guint64 serial);
/* It does, and it is the document's own file; when this returns, the log says so, or holds nothing older than the file.
 * Any thread. */
void       sl_journal_done      (SlJournal *journal, const char *path, const char *checksum, guint64 serial);
/* The document is that of another path now, saved as step `serial`; its steps have changed all at once. */
void       sl_journal_move      (SlJournal *journal, const char *path, const char *checksum, guint64 serial);
/* Waits until all is written and synced. */
void       sl_journal_flush     (SlJournal *journal);

/* --- what a crash left --- */

/* Steps that can be brought back, 0 for none; and how often that was begun before without an end. */
guint      sl_journal_steps     (const SlJournal *journal);
guint      sl_journal_attempts  (const SlJournal *journal); /* as above */
/* The steps without the last `leave_out`. The journal goes on with the log that they come from, which stays as it
 * is until the next save, so that nothing is lost when this is killed. `checksum` is of the file as it is now, NULL
 * for none. NULL when nothing can be read; free with sl_replay_free(). */
SlReplay  *sl_journal_recover   (SlJournal *journal, const char *checksum, guint leave_out);
/* Removes it. */
void       sl_journal_forget    (SlJournal *journal);

/* A plan that has unsaved work, which no program has open. */
typedef struct {
  char  *log;      /* for sl_journal_new_from_log() */
  char  *path;     /* NULL for a plan that was never saved */
  guint  steps;
  guint  attempts; /* to bring them back, that did not come to an end */
  gint64 time;     /* of the last edit, in seconds of the Unix epoch */
} SlLeftBehind;

/* SlLeftBehind elements, the newest first; free with g_ptr_array_unref(). Logs in which all is saved are removed. */
GPtrArray *sl_journals_left_behind (void);

G_END_DECLS
