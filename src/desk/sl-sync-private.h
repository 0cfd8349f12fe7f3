/* What the parts of SlSync share: sl-sync.c asks, sl-sync-known.c keeps what was read. */
#pragma once

#include "sl-sync.h"

G_BEGIN_DECLS

struct _SlSync {
  GObject     parent;
  SlEditor   *editor;
  SlQueue    *queue;     /* NULL when it takes nothing any more */
  gboolean    started, sends_next;
  char       *file;      /* the plan's as of the choice; NULL for none */
  char       *choice, *place;
  SlSyncState state;
  SlJob      *job;       /* NULL: nothing is asked */
  gboolean    sending;   /* the job sends */
  gint64      last, next;
  guint       timer, tick, wait_s, sends;
  char       *trouble, *answer_trouble;
  gboolean    has_read;
  SlBookSync  read;
  SlPlan     *seen, *seen_of; /* the latter without what others have; NULL: to be made */
  GHashTable *standings; /* of seen_of, its ids borrowed from it */
  guint       gone, serial; /* the latter of what is derived */
};

/* Keeps what was read, which is emptied; what was refused stays so until the next send. */
void sl_sync_know         (SlSync *sync, SlBookSync *read);
/* Nobody has answered; what waits to be sent is known all the same, and taken from `read`. */
void sl_sync_know_waiting (SlSync *sync, SlBookSync *read);
/* Nothing was read. */
void sl_sync_forget       (SlSync *sync);

G_END_DECLS
