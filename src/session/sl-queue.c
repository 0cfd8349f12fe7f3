#include "sl-queue.h"

#include <sys/resource.h>
#include <unistd.h>

#include "sl-error.h"

enum { TELL_EVERY_MS = 100, NICENESS = 10 };

typedef enum { WAITING, RUNNING, ENDED /* its callback is on the way */, DONE } JobState;

struct SlJob {
  gatomicrefcount refs;
  SlQueue        *queue;   /* borrowed; NULL once it is done */
  SlLane          lane;
  char           *name, *key;
  SlWatch        *watch;
  GMainContext   *context; /* of the callback */
  SlJobWork       work;
  SlJobDone       done;
  gpointer        data;
  GDestroyNotify  free_data;
  /* under the queue's lock */
  JobState        state;
  gboolean        stale;
  GError         *error;
  GSource        *source;  /* of the callback */
  gboolean        called;  /* its callback has begun */
};

typedef struct {
  guint          id;
  SlQueueChanged changed;
  gpointer       data;
} Listener;

struct SlQueue {
  GMainContext *context;   /* of the listeners */
  GThreadPool  *pools[SL_N_LANES];
  GArray       *listeners; /* Listener; of the context's thread */
  guint         last_id;
  GMutex        lock;      /* of what follows */
  GPtrArray    *jobs;      /* SlJob, not done, in the order of adding */
  GQueue        waiting[SL_N_LANES]; /* SlJob, borrowed from `jobs` */
  GSource      *notice;    /* tells the listeners once */
  GSource      *timer;     /* tells them of progress */
};

static void finish (SlQueue *queue, SlJob *job, GError *error);

/* --- jobs --- */

SlJob *
sl_job_ref (SlJob *job)
{
  g_atomic_ref_count_inc (&job->refs);
  return job;
}

static void
free_data (SlJob *job)
{
  if (job->free_data != NULL)
    job->free_data (job->data);
  job->free_data = NULL;
  job->data = NULL;
}

void
sl_job_unref (SlJob *job)
{
  if (job == NULL || !g_atomic_ref_count_dec (&job->refs))
    return;
  free_data (job);
  g_clear_error (&job->error);
  g_clear_pointer (&job->source, g_source_unref);
  g_main_context_unref (job->context);
  sl_watch_unref (job->watch);
  g_free (job->name);
  g_free (job->key);
  g_free (job);
}

const char *
sl_job_name (const SlJob *job)
{
  return job->name;
}

SlLane
sl_job_lane (const SlJob *job)
{
  return job->lane;
}

SlWatch *
sl_job_watch (SlJob *job)
{
  return job->watch;
}

gboolean
sl_job_is_running (SlJob *job)
{
  return g_atomic_int_get (&job->state) == RUNNING;
}

/* Under the lock. */
static void
cancel_locked (SlQueue *queue, SlJob *job)
{
  GError *error = NULL;

  sl_watch_cancel (job->watch);
  if (job->state != WAITING || !g_queue_remove (&queue->waiting[job->lane], job))
    return;
  sl_error_set_if_cancelled (TRUE, &error);
  finish (queue, job, error);
}

void
sl_job_cancel (SlJob *job)
{
  SlQueue *queue = g_atomic_pointer_get (&job->queue);

  if (queue == NULL)
    return;
  g_mutex_lock (&queue->lock);
  if (job->state < ENDED)
    cancel_locked (queue, job);
  g_mutex_unlock (&queue->lock);
}

/* --- telling --- */

static void
tell_listeners (SlQueue *queue)
{
  g_autoptr (GArray) now = g_array_copy (queue->listeners); /* a listener may stop listening */

  for (guint i = 0; i < now->len; i++)
    {
      const Listener *listener = &g_array_index (now, Listener, i);
      listener->changed (queue, listener->data);
    }
}

static gboolean
on_notice (gpointer data)
{
  SlQueue *queue = data;

  g_mutex_lock (&queue->lock);
  g_clear_pointer (&queue->notice, g_source_unref);
  g_mutex_unlock (&queue->lock);
  tell_listeners (queue);
  return G_SOURCE_REMOVE;
}

static guint
count_listed (const SlQueue *queue)
{
  guint n = 0;

  for (guint i = 0; i < queue->jobs->len; i++)
    n += ((SlJob *) queue->jobs->pdata[i])->name != NULL;
  return n;
}

static gboolean
on_timer (gpointer data)
{
  SlQueue *queue = data;
  gboolean ends;

  g_mutex_lock (&queue->lock);
  ends = count_listed (queue) == 0;
  if (ends)
    g_clear_pointer (&queue->timer, g_source_unref);
  g_mutex_unlock (&queue->lock);
  if (!ends)
    tell_listeners (queue);
  return ends ? G_SOURCE_REMOVE : G_SOURCE_CONTINUE;
}

static GSource *
attach (GSource *source, GMainContext *context, GSourceFunc func, gpointer data)
{
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, func, data, NULL);
  g_source_attach (source, context);
  return source;
}

/* Under the lock: the list of named jobs changed. */
static void
notice (SlQueue *queue)
{
  if (queue->notice == NULL)
    queue->notice = attach (g_idle_source_new (), queue->context, on_notice, queue);
  if (queue->timer == NULL && count_listed (queue) > 0)
    queue->timer = attach (g_timeout_source_new (TELL_EVERY_MS), queue->context, on_timer, queue);
}

guint
sl_queue_listen (SlQueue *queue, SlQueueChanged changed, gpointer data)
{
  const Listener listener = { ++queue->last_id, changed, data };

  g_array_append_val (queue->listeners, listener);
  return listener.id;
}

void
sl_queue_unlisten (SlQueue *queue, guint id)
{
  for (guint i = 0; i < queue->listeners->len; i++)
    if (g_array_index (queue->listeners, Listener, i).id == id)
      {
        g_array_remove_index (queue->listeners, i);
        return;
      }
}

/* --- running --- */

static gboolean
call_done (gpointer data)
{
  g_autoptr (SlJob) job = sl_job_ref (data);
  SlQueue *queue = job->queue;

  g_mutex_lock (&queue->lock);
  job->state = DONE;
  job->called = TRUE;
  g_mutex_unlock (&queue->lock);
  if (job->done != NULL)
    job->done (job->error, job->data);
  free_data (job);
  if (g_atomic_pointer_get (&job->queue) == NULL) /* the callback freed the queue */
    return G_SOURCE_REMOVE;
  g_mutex_lock (&queue->lock);
  g_atomic_pointer_set (&job->queue, NULL);
  g_ptr_array_remove (queue->jobs, job);
  if (job->name != NULL)
    notice (queue);
  g_mutex_unlock (&queue->lock);
  return G_SOURCE_REMOVE;
}

/* Under the lock; takes the error. */
static void
finish (SlQueue *queue, SlJob *job, GError *error)
{
  g_atomic_int_set (&job->state, ENDED);
  if (job->stale && error == NULL)
    sl_error_set_if_cancelled (TRUE, &error);
  job->error = error;
  job->source = attach (g_idle_source_new (), job->context, call_done, job);
}

/* What a person waits for at the screen comes before what runs beside it; threads that a job makes do the same. */
static void
give_way (void)
{
  setpriority (PRIO_PROCESS, (id_t) gettid (), NICENESS);
}

/* One call for each job that was added; a cancelled one leaves a call that finds nothing to do. */
static void
work (gpointer lane, gpointer data)
{
  SlQueue *queue = data;
  GError *error = NULL;

  g_mutex_lock (&queue->lock);
  SlJob *job = g_queue_pop_head (&queue->waiting[GPOINTER_TO_UINT (lane) - 1]);
  if (job != NULL)
    g_atomic_int_set (&job->state, RUNNING);
  g_mutex_unlock (&queue->lock);
  if (job == NULL)
    return;
  give_way ();
  sl_watch_begin (job->watch);
  if (job->work (job->watch, job->data, &error))
    g_clear_error (&error);
  else if (error == NULL)
    sl_error_set_if_cancelled (TRUE, &error);
  g_mutex_lock (&queue->lock);
  finish (queue, job, error);
  g_mutex_unlock (&queue->lock);
}

SlQueue *
sl_queue_new (void)
{
  static const int workers[SL_N_LANES] = { 2, 1, 1, 1, 1 };
  SlQueue *queue = g_new0 (SlQueue, 1);

  queue->context = g_main_context_ref_thread_default ();
  queue->listeners = g_array_new (FALSE, FALSE, sizeof (Listener));
  queue->jobs = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_job_unref);
  g_mutex_init (&queue->lock);
  for (guint i = 0; i < SL_N_LANES; i++)
    {
      g_queue_init (&queue->waiting[i]);
      queue->pools[i] = g_thread_pool_new (work, queue, workers[i], FALSE, NULL);
    }
  return queue;
}

static void
drop_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

void
sl_queue_free (SlQueue *queue)
{
  if (queue == NULL)
    return;
  sl_queue_cancel_all (queue);
  for (guint i = 0; i < SL_N_LANES; i++)
    g_thread_pool_free (queue->pools[i], FALSE, TRUE);
  for (guint i = 0; i < queue->jobs->len; i++)
    {
      SlJob *job = queue->jobs->pdata[i];
      drop_source (&job->source);
      job->state = DONE;
      g_atomic_pointer_set (&job->queue, NULL);
      if (!job->called)
        free_data (job);
    }
  drop_source (&queue->notice);
  drop_source (&queue->timer);
  g_ptr_array_unref (queue->jobs);
  g_array_unref (queue->listeners);
  g_main_context_unref (queue->context);
  g_mutex_clear (&queue->lock);
  g_free (queue);
}

/* Under the lock. */
static void
cancel_key (SlQueue *queue, const char *key, gboolean stale)
{
  for (guint i = 0; i < queue->jobs->len; i++)
    {
      SlJob *job = queue->jobs->pdata[i];

      if (job->state >= DONE || g_strcmp0 (job->key, key) != 0)
        continue;
      job->stale |= stale;
      if (job->state < ENDED)
        cancel_locked (queue, job);
      else if (stale && job->error == NULL)
        sl_error_set_if_cancelled (TRUE, &job->error);
    }
}

SlJob *
sl_queue_add (SlQueue *queue, const SlJobSpec *spec)
{
  SlJob *job = g_new0 (SlJob, 1);

  g_atomic_ref_count_init (&job->refs);
  job->queue = queue;
  job->lane = spec->lane;
  job->name = g_strdup (spec->name);
  job->key = g_strdup (spec->key);
  job->watch = sl_watch_new (NULL, NULL);
  job->context = g_main_context_ref_thread_default ();
  job->work = spec->work;
  job->done = spec->done;
  job->data = spec->data;
  job->free_data = spec->free_data;

  g_mutex_lock (&queue->lock);
  if (spec->key != NULL)
    cancel_key (queue, spec->key, TRUE);
  g_ptr_array_add (queue->jobs, job);
  if (spec->first)
    g_queue_push_head (&queue->waiting[spec->lane], job);
  else
    g_queue_push_tail (&queue->waiting[spec->lane], job);
  if (job->name != NULL)
    notice (queue);
  g_thread_pool_push (queue->pools[spec->lane], GUINT_TO_POINTER (spec->lane + 1), NULL);
  g_mutex_unlock (&queue->lock);
  return job;
}

void
sl_queue_cancel (SlQueue *queue, const char *key)
{
  g_mutex_lock (&queue->lock);
  cancel_key (queue, key, FALSE);
  g_mutex_unlock (&queue->lock);
}

void
sl_queue_cancel_all (SlQueue *queue)
{
  g_mutex_lock (&queue->lock);
  for (guint i = 0; i < queue->jobs->len; i++)
    if (((SlJob *) queue->jobs->pdata[i])->state < ENDED)
      cancel_locked (queue, queue->jobs->pdata[i]);
  g_mutex_unlock (&queue->lock);
}

GPtrArray *
sl_queue_list (SlQueue *queue)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_job_unref);

  g_mutex_lock (&queue->lock);
  for (guint i = 0; i < queue->jobs->len; i++)
    {
      SlJob *job = queue->jobs->pdata[i];
      if (job->name != NULL && job->state < DONE)
        g_ptr_array_add (list, sl_job_ref (job));
    }
  g_mutex_unlock (&queue->lock);
  return list;
}

guint
sl_queue_busy (SlQueue *queue)
{
  g_autoptr (GPtrArray) list = sl_queue_list (queue);

  return list->len;
}

guint
sl_queue_pending (SlQueue *queue)
{
  guint n;

  g_mutex_lock (&queue->lock);
  n = queue->jobs->len;
  g_mutex_unlock (&queue->lock);
  return n;
}

void
sl_queue_wait (SlQueue *queue)
{
  g_autoptr (GMainContext) context = g_main_context_ref_thread_default ();

  while (sl_queue_pending (queue) > 0)
    g_main_context_iteration (context, TRUE);
}
