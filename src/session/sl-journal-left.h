/* What a crash left in the state folder. */
#pragma once

#include "sl-journal.h"

G_BEGIN_DECLS

/* A log whose program is dead; it is locked as long as this is held. */
typedef struct {
  char            *file;
  int              fd; /* −1 for none */
  SlJournalSummary summary;
} SlJournalLeft;

void     sl_journal_left_clear (SlJournalLeft *left); /* unlocks it and frees what it holds */
/* Locks the log and looks into it; removes it when all of it is saved. `checksum` is of the plan's file, NULL for
 * none. FALSE when there is nothing to bring back; `in_use` is TRUE when another program has it. */
gboolean sl_journal_left_look  (const char *file, const char *checksum, SlJournalLeft *left, gboolean *in_use);
/* The newest of the plan at `path`, `fd` −1 for none; TRUE when another program has the plan open. */
gboolean sl_journal_left_find  (SlJournalLeft *found, const char *path, const char *checksum);

/* The folder of logs, which is made when it is not there; and how the names of a plan's logs begin (NULL: of plans
 * without a file). Free with g_free(). */
char    *sl_journal_folder     (void);
char    *sl_journal_prefix     (const char *path); /* as above */
/* The highest of the logs whose names begin so, 0 for none. */
guint    sl_journal_last_generation (const char *prefix);

G_END_DECLS
