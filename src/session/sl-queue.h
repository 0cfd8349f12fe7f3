/* Work that takes longer than a moment: jobs in lanes, each lane with worker threads of its own, so that an export does
 * not hold up a picture. A job runs under a watch (progress, time left, cancel) and ends with a callback in the main
 * context that it was added in.
 *
 *   waiting ── a worker is free ──▶ running ── work returns ──▶ done (callback, then the data is freed)
 *      └── cancelled, or a newer job has its key ──────────────▶ done (SL_ERROR_CANCELLED)
 */
#pragma once

#include "sl-watch.h"

G_BEGIN_DECLS

typedef enum {
  SL_LANE_LIVE,     /* what somebody waits for: opening, saving, pictures; two workers */
  SL_LANE_ANALYSIS, /* coverage, tallies, odds: one worker, for each takes all cores by itself */
  SL_LANE_EXPORT,   /* clips, sheets, hand-offs: one worker, in the order in which they were asked for */
  SL_LANE_STAGE,    /* what plays on the stage for as long as somebody wants: one worker, which is there at once */
  SL_LANE_TRACKING, /* what listens to the stage as long: one worker likewise */
  SL_N_LANES,
} SlLane;

typedef struct SlQueue SlQueue;
typedef struct SlJob   SlJob;

/* In a worker thread. FALSE with an error; SL_ERROR_CANCELLED when `watch` told it to stop, within 100 ms. */
typedef gboolean (*SlJobWork)      (SlWatch *watch, gpointer data, GError **error);
/* In the main context that the job was added in, exactly once unless the queue is freed before. `error` is NULL
 * when the work is done; a job whose key a newer one took always ends in SL_ERROR_CANCELLED, so a stale answer is
 * never shown. */
typedef void     (*SlJobDone)      (const GError *error, gpointer data);
/* In the main context that the queue was made in: jobs came, started, went on or ended. */
typedef void     (*SlQueueChanged) (SlQueue *queue, gpointer data);

/* What sl_queue_add() takes; texts are copied. */
typedef struct {
  SlLane         lane;
  const char    *name;      /* for the list, translated; NULL for work of a moment that nobody needs to see */
  const char    *key;       /* a newer job with this key takes the older one's place; NULL for none */
  gboolean       first;     /* before those of its lane that wait already */
  SlJobWork      work;
  SlJobDone      done;      /* may be NULL */
  gpointer       data;
  GDestroyNotify free_data; /* frees `data` after `done`, in the same context; may be NULL */
} SlJobSpec;

/* The queue tells its listeners in the thread-default main context of the thread that makes it. */
SlQueue    *sl_queue_new      (void);
/* Cancels everything, waits for the work that runs, and frees all data; no callback comes any more. In the thread
 * of the main context of its jobs. NULL is fine. */
void        sl_queue_free     (SlQueue *queue);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlQueue, sl_queue_free)

/* Borrowed until the job's callback has returned; take a reference to keep it. Thread-safe. */
SlJob      *sl_queue_add      (SlQueue *queue, const SlJobSpec *spec);
/* Cancels the jobs with this key, waiting or running; their callbacks come as for any other. */
void        sl_queue_cancel   (SlQueue *queue, const char *key);
void        sl_queue_cancel_all (SlQueue *queue); /* the same for all jobs */

/* The jobs that have a name and are not done, in the order in which they were added: SlJob, a reference each. Free with
 * g_ptr_array_unref(). */
GPtrArray  *sl_queue_list     (SlQueue *queue);
/* How many of them there are: closing asks when it is not 0. */
guint       sl_queue_busy     (SlQueue *queue);
/* All jobs that are not done, with those that have no name. */
guint       sl_queue_pending  (SlQueue *queue);
/* Runs the calling thread's main context until nothing is pending: for the command line and for tests. */
void        sl_queue_wait     (SlQueue *queue);

/* `changed` is called a moment after a change, and ten times a second while a listed job runs. An id for
 * sl_queue_unlisten(). In the thread of the queue's main context. */
guint       sl_queue_listen   (SlQueue *queue, SlQueueChanged changed, gpointer data);
void        sl_queue_unlisten (SlQueue *queue, guint id); /* by the id; the listener is not called any more */

SlJob      *sl_job_ref        (SlJob *job);   /* atomic; gives the job */
void        sl_job_unref      (SlJob *job);   /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlJob, sl_job_unref)

const char *sl_job_name       (const SlJob *job); /* NULL when it has none */
SlLane      sl_job_lane       (const SlJob *job); /* that it was added to */
/* FALSE while it waits for a worker, and when it is done. */
gboolean    sl_job_is_running (SlJob *job);
/* Its fraction, seconds and seconds left; borrowed. The clock starts when the work does. */
SlWatch    *sl_job_watch      (SlJob *job);
/* A waiting job is done at once, a running one when its work returns. Done already: nothing happens. */
void        sl_job_cancel     (SlJob *job);

G_END_DECLS
