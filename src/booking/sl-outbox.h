/* What is still to be sent to a booking store: an append-only journal in the user's state folder, one for a plan file
 * and a store. An entry is on the disk before anything of it is sent, and goes when the store has all of it, or refused
 * it and what was taken is given back. Whatever ends the program in between, the next one finds the entry.
 *
 *   want BOOKING STAGE SINCE GROUP MARK DAYS   the days that the booking is to have there, none to give all back
 *   had  BOOKING STAGE DAYS                    what it had there before anything was sent
 *   try  BOOKING STAGE                         once more
 *   sent BOOKING STAGE                         it has them, others of its group have not yet
 *   done BOOKING STAGE
 *
 * A later "want" takes the place of an open one of the same booking and stage. Those of a group (not 0) are all done,
 * or none: where one is refused, the others get back what they had. Never a password. */
#pragma once

#include "sl-stage-day.h"

G_BEGIN_DECLS

enum { SL_OUTBOX_MAX_BYTES = 32 << 20 };

typedef struct {
  char      *booking, *stage;
  gint64     since;    /* seconds since 1970, UTC */
  guint      group, attempts;
  gboolean   sent;
  char      *mark;     /* of the plan's file: days that another file placed refuse it; NULL: none does */
  GPtrArray *days;     /* SlStageDay, ascending; empty: all go back */
  GPtrArray *before;   /* SlStageDay; NULL as long as nothing was sent */
} SlOutboxEntry;       /* all owned */

/* What is wanted; all borrowed. */
typedef struct {
  const char      *booking, *stage;
  const GPtrArray *days;  /* as above */
  const char      *mark;  /* as above */
  guint            group;
} SlOutboxWish;

typedef struct SlOutbox SlOutbox;

/* The journal's file of that plan file and store, an address or a folder, however either is written. Free with
 * g_free(). */
char          *sl_outbox_path   (const char *plan_file, const char *store);
/* Opens the journal, which is made where there is none, for this program alone; waits up to `wait_s` seconds for
 * others. What a killed program wrote in part at its end is dropped. NULL with SL_ERROR_IO where it cannot be had or
 * written, SL_ERROR_INPUT, which names file, line and remedy, where it is none. */
SlOutbox      *sl_outbox_open   (const char *path, double wait_s, GError **error);
/* One that is kept nowhere: it goes with the program. */
SlOutbox      *sl_outbox_new    (void);
/* NULL is fine. Open entries stay on the disk. */
void           sl_outbox_free   (SlOutbox *outbox);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlOutbox, sl_outbox_free)

/* How many entries are open. */
guint          sl_outbox_count  (const SlOutbox *outbox);
/* The open entry `i`, the oldest first; borrowed until the next change. */
const SlOutboxEntry *sl_outbox_at (const SlOutbox *outbox, guint i);
/* The open one of a booking and stage; NULL for none. Borrowed as above. */
const SlOutboxEntry *sl_outbox_find (const SlOutbox *outbox, const char *booking, const char *stage);

/* A number of a group that no entry has. */
guint          sl_outbox_free_group (const SlOutbox *outbox);

/* Wants it; it is on the disk when this is TRUE, as the next. FALSE with SL_ERROR_IO: then nothing may be sent. */
gboolean       sl_outbox_want   (SlOutbox *outbox, const SlOutboxWish *wish, GError **error);
/* Notes what it had there before, SlStageDay. */
gboolean       sl_outbox_had    (SlOutbox *outbox, const char *booking, const char *stage, const GPtrArray *days,
                                 GError **error);
/* Notes an attempt. This and the next may be lost when the machine stops; then what was sent is sent once more, which
 * changes nothing. */
gboolean       sl_outbox_try    (SlOutbox *outbox, const char *booking, const char *stage, GError **error);
/* Notes that it has them. */
gboolean       sl_outbox_sent   (SlOutbox *outbox, const char *booking, const char *stage, GError **error);
/* Closes it. With the last open entry the journal becomes empty. */
gboolean       sl_outbox_done   (SlOutbox *outbox, const char *booking, const char *stage, GError **error);

G_END_DECLS
