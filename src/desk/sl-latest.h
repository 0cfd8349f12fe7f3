/* Work of which only the newest wish counts: one runs at a time, and of those that were wished for meanwhile the last
 * one runs after it. Unlike a queue's keys it cancels nothing, so that answers keep coming during a drag. */
#pragma once

#include "sl-queue.h"

G_BEGIN_DECLS

typedef struct SlLatest SlLatest;

/* In `lane` of `queue`, which must live until sl_latest_free() or sl_latest_stop(). */
SlLatest *sl_latest_new  (SlQueue *queue, SlLane lane);
/* NULL is fine. No callback comes any more. */
void      sl_latest_free (SlLatest *latest);
/* Before the queue goes: nothing is taken or told any more. */
void      sl_latest_stop (SlLatest *latest);
/* As sl_queue_add(); `done` is not called for a wish that a newer one replaced. Takes `data`. */
void      sl_latest_ask  (SlLatest *latest, SlJobWork work, SlJobDone done, gpointer data, GDestroyNotify free_data);

G_END_DECLS
