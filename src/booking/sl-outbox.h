/* What is still to be sent to a booking store: an append-only journal in the user's state folder, one for a plan file
 * and a store. An entry is on the disk before anything of it is sent, and goes when the store has all of it, or refused
 * it and what was taken is given back. Whatever ends the program in between, the next one finds the entry.
 *
 *   want BOOKING STAGE SINCE DAYS    the days that the booking is to have there, none to give all back
 *   had  BOOKING STAGE OBJECTS       what it had there before anything was sent
 *   try  BOOKING STAGE               once more
 *   done BOOKING STAGE
 *
 * A later "want" takes the place of an open one of the same booking and stage. Never a password. */
#pragma once

#include "sl-stage-day.h"

G_BEGIN_DECLS

enum { SL_OUTBOX_MAX_BYTES = 32 << 20 };

typedef struct {
  char      *booking, *stage;
  gint64     since;    /* seconds since 1970, UTC */
  guint      attempts;
  GPtrArray *days;     /* SlStageDay, ascending; empty: all go back */
  GPtrArray *before;   /* names of objects; NULL as long as nothing was sent */
} SlOutboxEntry;       /* all owned */

typedef struct SlOutbox SlOutbox;

/* The journal's file of that plan file and store address. Free with g_free(). */
char          *sl_outbox_path   (const char *plan_file, const char *store);
/* Opens the journal, which is made where there is none, for this program alone; waits up to `wait_s` seconds for others.
 * What a killed program wrote in part at its end is dropped. NULL with SL_ERROR_IO where it cannot be had or written,
 * SL_ERROR_INPUT, which names file, line and remedy, where it is none. */
SlOutbox      *sl_outbox_open   (const char *path, double wait_s, GError **error);
/* NULL is fine. Open entries stay on the disk. */
void           sl_outbox_free   (SlOutbox *outbox);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlOutbox, sl_outbox_free)

/* How many entries are open. */
guint          sl_outbox_count  (const SlOutbox *outbox);
/* The open entry `i`, the oldest first; borrowed until the next change. */
const SlOutboxEntry *sl_outbox_at (const SlOutbox *outbox, guint i);
/* The open one of a booking and stage; NULL for none. Borrowed as above. */
const SlOutboxEntry *sl_outbox_find (const SlOutbox *outbox, const char *booking, const char *stage);

/* These are on the disk when they are TRUE; FALSE with SL_ERROR_IO: then nothing may be sent. */
gboolean       sl_outbox_want   (SlOutbox *outbox, const char *booking, const char *stage, gint64 since,
                                 const GPtrArray *days, GError **error);
gboolean       sl_outbox_had    (SlOutbox *outbox, const char *booking, const char *stage, const GPtrArray *names,
                                 GError **error);
gboolean       sl_outbox_try    (SlOutbox *outbox, const char *booking, const char *stage, GError **error);
/* With the last open entry the journal becomes empty. */
gboolean       sl_outbox_done   (SlOutbox *outbox, const char *booking, const char *stage, GError **error);

G_END_DECLS
