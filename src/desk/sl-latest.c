#include "sl-latest.h"

typedef struct {
  SlLatest      *latest; /* NULL: it is gone, and nobody waits */
  SlJobWork      work;
  SlJobDone      done;
  gpointer       data;
  GDestroyNotify free_data;
} Wish;

struct SlLatest {
  SlQueue *queue;   /* borrowed; NULL when it takes nothing any more */
  SlLane   lane;
  Wish    *running; /* owned by its job */
  Wish    *next;    /* owned */
};

static void
wish_free (gpointer data)
{
  Wish *wish = data;

  if (wish == NULL)
    return;
  if (wish->free_data != NULL)
    wish->free_data (wish->data);
  g_free (wish);
}

SlLatest *
sl_latest_new (SlQueue *queue, SlLane lane)
{
  SlLatest *latest = g_new0 (SlLatest, 1);

  latest->queue = queue;
  latest->lane = lane;
  return latest;
}

void
sl_latest_stop (SlLatest *latest)
{
  if (latest->running != NULL)
    latest->running->latest = NULL;
  latest->running = NULL;
  g_clear_pointer (&latest->next, wish_free);
  latest->queue = NULL;
}

void
sl_latest_free (SlLatest *latest)
{
  if (latest == NULL)
    return;
  sl_latest_stop (latest);
  g_free (latest);
}

static gboolean
work (SlWatch *watch, gpointer data, GError **error)
{
  Wish *wish = data;

  return wish->work (watch, wish->data, error);
}

static void start (SlLatest *latest, Wish *wish);

static void
done (const GError *error, gpointer data)
{
  Wish *wish = data, *next;
  SlLatest *latest = wish->latest;

  if (latest == NULL)
    return;
  latest->running = NULL;
  next = g_steal_pointer (&latest->next);
  if (next != NULL)
    start (latest, next);
  wish->done (error, wish->data);
}

static void
start (SlLatest *latest, Wish *wish)
{
  latest->running = wish;
  sl_queue_add (latest->queue, &(SlJobSpec) { .lane = latest->lane, .work = work, .done = done, .data = wish,
                                              .free_data = wish_free });
}

void
sl_latest_ask (SlLatest *latest, SlJobWork job_work, SlJobDone job_done, gpointer data, GDestroyNotify free_data)
{
  Wish *wish;

  if (latest->queue == NULL)
    {
      if (free_data != NULL)
        free_data (data);
      return;
    }
  wish = g_new (Wish, 1);
  *wish = (Wish) { latest, job_work, job_done, data, free_data };
  if (latest->running == NULL)
    {
      start (latest, wish);
      return;
    }
  wish_free (latest->next);
  latest->next = wish;
}
