/* The log of a journal: what is written while a plan is edited, and how it is read after a crash.
 *
 *   @KIND A B LENGTH SUM        a line; SUM is over everything else of the record, LENGTH counts the payload's bytes
 *   payload                     then a line end
 *
 *   @log  N    -        …       the first: the Nth log of this plan, and the name of the log in whose place it is
 *   @file STEP CHECKSUM …       path: a file with this SHA-256 holds the step; written before the file is
 *   @done STEP CHECKSUM …       path ("" for a plan that has none): so it does, and it is the plan's
 *   @plan STEP -        …       the plan as XML: the step as a whole, where no command leads to it
 *   @do   FROM TO       …       a command, as the command log prints it, that makes one step of another
 *   @at   STEP -        …       undo or redo went to a step
 *   @try  -    -        …       somebody began to bring the work back
 *   @took N    -        …       names of steps: session N goes on with them, and counts them from 0
 *
 * A step is named SESSION.SERIAL: serials are those of the history, and every program that goes on with a log
 * begins a new session. A record that is torn or spoilt fails its sum; reading goes on at the next one, and what
 * needs the lost step is applied to the step before it, so that one bad record never takes the rest with it. After
 * an error of writing, the next record is the step as a whole. Of several logs of a plan the one with the highest N is
 * the newest, whatever the clock said; a log gets its name when its beginning is whole, so that the one in whose place
 * it is can go. */
#pragma once

#include "sl-plan.h"

G_BEGIN_DECLS

typedef enum {
  SL_RECORD_LOG,
  SL_RECORD_FILE,
  SL_RECORD_DONE,
  SL_RECORD_PLAN,
  SL_RECORD_DO,
  SL_RECORD_AT,
  SL_RECORD_TRY,
  SL_RECORD_TOOK,
  SL_N_RECORDS,
} SlRecordKind;

/* The bytes of a record; NULL for `a` and `b` where there is nothing to say. Free with g_string_free(). */
GString *sl_journal_record (SlRecordKind kind, const char *a, const char *b, const char *payload, gsize length);

/* What a log says without being replayed. */
typedef struct {
  char    *path;     /* of the plan; NULL when it never had a file */
  char    *target;   /* of the last file that was to be written, which may be another; NULL for none */
  guint    steps;    /* since the step that the file holds; 0: nothing is unsaved */
  guint    attempts; /* to bring them back */
  guint    session;  /* the highest */
} SlJournalSummary;

/* `checksum` is what the plan's file has now, NULL when there is none. FALSE when `file` cannot be read. */
gboolean sl_journal_log_scan     (const char *file, const char *checksum, SlJournalSummary *summary);
void     sl_journal_summary_clear (SlJournalSummary *summary); /* frees what it holds */
/* N of the log, from its first record alone; 0 when that cannot be read. `follows` (may be NULL) is set to the name of
 * the log in whose place it is, where there is one; free with g_free(). */
guint    sl_journal_log_generation (const char *file, char **follows);

/* The steps that a log leads to. */
typedef struct {
  GPtrArray *plans;   /* SlPlan, oldest first, at least one */
  GPtrArray *labels;  /* char *, of the step to each plan; NULL for the first */
  GPtrArray *names;   /* char *, the log's own, of each plan */
  guint      at;      /* the one that was current */
  int        saved;   /* the one that the file holds as far as the log knows, −1 when it is none of them, */
  char      *checksum; /* and the file's then; NULL for none */
  guint      steps;   /* records that were used since then */
  guint      skipped; /* records that could not be used */
} SlReplay;

/* `leave_out` steps from the end are not taken. NULL when the log holds no plan at all; free with sl_replay_free(). */
SlReplay *sl_journal_log_replay (const char *file, const char *checksum, guint leave_out);
void      sl_replay_free        (SlReplay *replay); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlReplay, sl_replay_free)

G_END_DECLS
