/* The pen of a journal: puts records into its log, in one thread. What could not be written is remembered, and
 * written as the step as a whole when there is room again. */
#pragma once

#include "sl-journal-log.h"

G_BEGIN_DECLS

typedef struct SlJournalWriter SlJournalWriter;

/* For the plan at `path` (NULL: it has no file), whose file has this `checksum` (NULL: none) and holds the step.
 * Without a log as yet. */
SlJournalWriter *sl_journal_writer_new     (const char *path, const char *checksum, guint64 serial);
/* Removes its log. NULL is fine. */
void             sl_journal_writer_free    (SlJournalWriter *writer);
/* A log of its own, locked; FALSE when there is no place for it. */
gboolean         sl_journal_writer_begin   (SlJournalWriter *writer);
/* Goes on with another log, which it takes (`file` too), and names its own steps by `session`; what the plan's file
 * holds is as for a new one. */
void             sl_journal_writer_adopt   (SlJournalWriter *writer, char *file, int fd, guint session,
                                            const char *checksum, guint64 serial, const char *names);

/* As the functions of the journal (sl-journal.h). */
void             sl_journal_writer_step    (SlJournalWriter *writer, const char *command, guint64 from_serial,
                                            const SlPlan *from, guint64 to_serial, const SlPlan *to);
void             sl_journal_writer_at      (SlJournalWriter *writer, guint64 serial, const SlPlan *plan); /* as above */
void             sl_journal_writer_file    (SlJournalWriter *writer, const char *path, const char *checksum,
                                            guint64 serial); /* as above */
void             sl_journal_writer_done    (SlJournalWriter *writer, const char *path, const char *checksum,
                                            guint64 serial); /* as above */
void             sl_journal_writer_move    (SlJournalWriter *writer, const char *path, const char *checksum,
                                            guint64 serial); /* as above */

/* A step could not be written. */
gboolean         sl_journal_writer_lacks   (const SlJournalWriter *writer);
/* Tries it again. */
void             sl_journal_writer_retry   (SlJournalWriter *writer);
/* How long something has been written and not synced, in microseconds; 0: all is. */
gint64           sl_journal_writer_unsynced_us (const SlJournalWriter *writer);
void             sl_journal_writer_sync    (SlJournalWriter *writer); /* syncs it */
/* Why nothing is kept at present, translated, NULL when it is; free with g_free(). Any thread. */
char            *sl_journal_writer_trouble (SlJournalWriter *writer);

G_END_DECLS
