/* A facility's answer to what a production asked for, for a worker thread. */
#pragma once

#include "sl-book-sync.h"

G_BEGIN_DECLS

/* All borrowed. */
typedef struct {
  const char *stage, *booking; /* of the request: its stage's id, the booking's as the store has it */
  gboolean    approves;
  const char *why;             /* of a refusal, for the production; NULL for none */
} SlBookReply;

/* Approves a request, whose days are taken in the production's name, or refuses it. FALSE with an error: others have
 * its days (then it waits on), it was changed or withdrawn, or as of sl_book_sync(). */
gboolean sl_book_reply (const SlPlan *plan, const SlBookSyncOptions *options, const SlBookReply *reply,
                         SlWatch *watch, GError **error);

G_END_DECLS
