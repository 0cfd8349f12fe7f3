#include "sl-watch.h"

#include <math.h>

#include "sl-error.h"

/* Too early to say how long it takes. */
static const double TELLS_ENOUGH = 0.01, LASTS_ENOUGH_S = 0.5;

struct SlWatch {
  gatomicrefcount refs;
  SlWatch        *whole;  /* owned, of a part */
  double          from, to;
  GCancellable   *cancellable;
  SlProgress      progress;
  gpointer        data;   /* borrowed */
  GMutex          lock;   /* of what follows */
  gint64          started_us;
  double          fraction;
  gpointer        best;
  GDestroyNotify  free_best;
};

SlWatch *
sl_watch_new (SlProgress progress, gpointer data)
{
  SlWatch *watch = g_new0 (SlWatch, 1);

  g_atomic_ref_count_init (&watch->refs);
  g_mutex_init (&watch->lock);
  watch->cancellable = g_cancellable_new ();
  watch->progress = progress;
  watch->data = data;
  watch->started_us = g_get_monotonic_time ();
  return watch;
}

SlWatch *
sl_watch_new_part (SlWatch *whole, double from, double to)
{
  SlWatch *watch = sl_watch_new (NULL, NULL);

  if (whole == NULL)
    return watch;
  g_set_object (&watch->cancellable, whole->cancellable);
  watch->whole = sl_watch_ref (whole);
  watch->from = from;
  watch->to = to;
  return watch;
}

SlWatch *
sl_watch_ref (SlWatch *watch)
{
  if (watch != NULL)
    g_atomic_ref_count_inc (&watch->refs);
  return watch;
}

static void
drop_best (SlWatch *watch)
{
  if (watch->best != NULL && watch->free_best != NULL)
    watch->free_best (watch->best);
  watch->best = NULL;
}

void
sl_watch_unref (SlWatch *watch)
{
  if (watch == NULL || !g_atomic_ref_count_dec (&watch->refs))
    return;
  drop_best (watch);
  g_clear_pointer (&watch->whole, sl_watch_unref);
  g_object_unref (watch->cancellable);
  g_mutex_clear (&watch->lock);
  g_free (watch);
}

void
sl_watch_cancel (SlWatch *watch)
{
  if (watch != NULL)
    g_cancellable_cancel (watch->cancellable);
}

gboolean
sl_watch_is_cancelled (const SlWatch *watch)
{
  return watch != NULL && g_cancellable_is_cancelled (watch->cancellable);
}

gboolean
sl_watch_stops (const SlWatch *watch, GError **error)
{
  return sl_error_set_if_cancelled (sl_watch_is_cancelled (watch), error);
}

GCancellable *
sl_watch_cancellable (const SlWatch *watch)
{
  return watch != NULL ? watch->cancellable : NULL;
}

void
sl_watch_tell (SlWatch *watch, double fraction)
{
  if (watch == NULL)
    return;
  fraction = CLAMP (fraction, 0.0, 1.0);
  g_mutex_lock (&watch->lock);
  const gboolean further = fraction > watch->fraction;
  if (further)
    watch->fraction = fraction;
  g_mutex_unlock (&watch->lock);
  if (!further)
    return;
  if (watch->progress != NULL)
    watch->progress (fraction, watch->data);
  sl_watch_tell (watch->whole, watch->from + (watch->to - watch->from) * fraction);
}

double
sl_watch_fraction (const SlWatch *watch)
{
  double fraction;

  if (watch == NULL)
    return 0;
  g_mutex_lock ((GMutex *) &watch->lock);
  fraction = watch->fraction;
  g_mutex_unlock ((GMutex *) &watch->lock);
  return fraction;
}

void
sl_watch_begin (SlWatch *watch)
{
  if (watch == NULL)
    return;
  g_mutex_lock (&watch->lock);
  watch->started_us = g_get_monotonic_time ();
  g_mutex_unlock (&watch->lock);
}

double
sl_watch_elapsed_s (const SlWatch *watch)
{
  gint64 started;

  if (watch == NULL)
    return 0;
  g_mutex_lock ((GMutex *) &watch->lock);
  started = watch->started_us;
  g_mutex_unlock ((GMutex *) &watch->lock);
  return (double) (g_get_monotonic_time () - started) / G_USEC_PER_SEC;
}

double
sl_watch_remaining_s (const SlWatch *watch)
{
  const double fraction = sl_watch_fraction (watch), elapsed = sl_watch_elapsed_s (watch);

  if (fraction < TELLS_ENOUGH || elapsed < LASTS_ENOUGH_S)
    return NAN;
  return elapsed * (1 - fraction) / fraction;
}

void
sl_watch_offer (SlWatch *watch, gpointer best, GDestroyNotify free_best)
{
  if (watch == NULL)
    {
      if (free_best != NULL)
        free_best (best);
      return;
    }
  g_mutex_lock (&watch->lock);
  drop_best (watch);
  watch->best = best;
  watch->free_best = free_best;
  g_mutex_unlock (&watch->lock);
}

gpointer
sl_watch_take (SlWatch *watch)
{
  gpointer best;

  if (watch == NULL)
    return NULL;
  g_mutex_lock (&watch->lock);
  best = g_steal_pointer (&watch->best);
  g_mutex_unlock (&watch->lock);
  return best;
}
