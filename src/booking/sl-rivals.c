#include "sl-rivals.h"

typedef struct {
  SlRivals    *rivals;
  GThread     *thread;
  GAsyncQueue *orders; /* Order, borrowed by whoever takes it */
  GError      *error;  /* why it cannot connect; owned */
  SlWrite      result;
} Rival;

struct SlRivals {
  Rival       *all;
  guint        n, ready; /* ready: who stand at the line */
  SlRivalOpen  open;
  gpointer     data;
  GAsyncQueue *answers; /* Rival, borrowed */
  GMutex       lock;
  GCond        start;
};

typedef struct {
  const char *name, *etag, *text; /* no name: go home */
} Order;

/* Until all are there, so that their requests leave together. */
static void
line_up (SlRivals *r)
{
  g_mutex_lock (&r->lock);
  if (++r->ready == r->n)
    g_cond_broadcast (&r->start);
  while (r->ready < r->n)
    g_cond_wait (&r->start, &r->lock);
  g_mutex_unlock (&r->lock);
}

static void
run (Rival *rival, SlBackend *backend, const Order *order)
{
  g_autoptr (SlResource) seen = sl_backend_get (backend, order->name, NULL, NULL); /* the connection is made before */

  line_up (rival->rivals);
  rival->result = order->etag != NULL
                    ? sl_backend_replace (backend, order->name, order->etag, order->text, NULL, NULL)
                    : sl_backend_create (backend, order->name, order->text, NULL, NULL);
}

static gpointer
live (gpointer data)
{
  Rival *rival = data;
  SlRivals *r = rival->rivals;
  g_autoptr (SlBackend) backend = r->open (r->data, &rival->error);

  g_async_queue_push (r->answers, rival);
  for (const Order *order = g_async_queue_pop (rival->orders); order->name != NULL;
       order = g_async_queue_pop (rival->orders))
    {
      run (rival, backend, order);
      g_async_queue_push (r->answers, rival);
    }
  return NULL;
}

static void
wait_for_all (SlRivals *r)
{
  for (guint i = 0; i < r->n; i++)
    g_async_queue_pop (r->answers);
}

SlRivals *
sl_rivals_new (guint n, SlRivalOpen open, gpointer data, GError **error)
{
  g_autoptr (SlRivals) r = g_new0 (SlRivals, 1);

  *r = (SlRivals) { .all = g_new0 (Rival, n), .n = n, .open = open, .data = data, .answers = g_async_queue_new () };
  g_mutex_init (&r->lock);
  g_cond_init (&r->start);
  for (guint i = 0; i < n; i++)
    {
      r->all[i].rivals = r;
      r->all[i].orders = g_async_queue_new ();
      r->all[i].thread = g_thread_new ("rival", live, &r->all[i]);
    }
  wait_for_all (r);
  for (guint i = 0; i < n; i++)
    if (r->all[i].error != NULL)
      {
        g_propagate_error (error, g_steal_pointer (&r->all[i].error));
        return NULL;
      }
  return g_steal_pointer (&r);
}

void
sl_rivals_free (SlRivals *r)
{
  static Order home = { NULL };

  if (r == NULL)
    return;
  for (guint i = 0; i < r->n; i++)
    {
      g_async_queue_push (r->all[i].orders, &home);
      g_thread_join (r->all[i].thread);
      g_async_queue_unref (r->all[i].orders);
      g_clear_error (&r->all[i].error);
    }
  g_async_queue_unref (r->answers);
  g_mutex_clear (&r->lock);
  g_cond_clear (&r->start);
  g_free (r->all);
  g_free (r);
}

void
sl_rivals_race (SlRivals *r, const char *name, const char *etag, char *const *texts, SlWrite *results)
{
  g_autofree Order *orders = g_new (Order, r->n);

  r->ready = 0;
  for (guint i = 0; i < r->n; i++)
    {
      orders[i] = (Order) { name, etag, texts[i] };
      g_async_queue_push (r->all[i].orders, &orders[i]);
    }
  wait_for_all (r);
  for (guint i = 0; i < r->n; i++)
    results[i] = r->all[i].result;
}
