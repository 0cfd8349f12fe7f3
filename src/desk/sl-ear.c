#include "sl-ear.h"

struct SlEar {
  gatomicrefcount refs;
  GMutex          lock;  /* of all below */
  SlHeardNow      now;
  SlTake         *take;  /* NULL: nothing is recorded */
  SlTakeLog      *log;   /* of it; NULL: none */
  guint           most;
  gint64          began_us;
  guint64         unread; /* packets that were no sample when it began */
};

SlEar *
sl_ear_new (void)
{
  SlEar *ear = g_new0 (SlEar, 1);

  g_atomic_ref_count_init (&ear->refs);
  g_mutex_init (&ear->lock);
  return ear;
}

SlEar *
sl_ear_ref (SlEar *ear)
{
  g_atomic_ref_count_inc (&ear->refs);
  return ear;
}

void
sl_ear_unref (SlEar *ear)
{
  if (ear == NULL || !g_atomic_ref_count_dec (&ear->refs))
    return;
  sl_take_free (ear->take);
  sl_take_log_unref (ear->log);
  g_mutex_clear (&ear->lock);
  g_free (ear);
}

/* Several cameras may come by one address. */
static gboolean
is_followed (const SlHeardNow *now, const SlTrackingHeard *heard, gint64 time)
{
  return now->samples == 0 || (now->newest.source == heard->sample->source && g_str_equal (now->sender, heard->sender))
         || time - now->heard_us > (gint64) (SL_EAR_SILENCE_S * G_USEC_PER_SEC);
}

/* Gives the log that the sample goes into once nobody waits for the ear; NULL where it goes into none. Unref it. */
static SlTakeLog *
keep (SlEar *ear, const SlTrackingHeard *heard)
{
  if (ear->take == NULL || ear->take->samples->len >= ear->most)
    return NULL;
  g_array_append_val (ear->take->samples, *heard->sample);
  ear->now.recorded = ear->take->samples->len;
  return ear->log != NULL ? sl_take_log_ref (ear->log) : NULL;
}

gboolean
sl_ear_heard (const SlTrackingHeard *heard, gpointer data)
{
  SlEar *ear = data;
  SlHeardNow *now = &ear->now;
  const gint64 time = g_get_monotonic_time ();
  SlTakeLog *log = NULL;

  g_mutex_lock (&ear->lock);
  if (is_followed (now, heard, time))
    {
      now->samples++;
      now->newest = *heard->sample;
      now->sensor_w_mm = heard->fixed->sensor_w_mm;
      now->squeeze = heard->fixed->squeeze;
      now->heard_us = time;
      g_strlcpy (now->sender, heard->sender, sizeof now->sender);
      log = keep (ear, heard);
    }
  else
    now->others++;
  g_mutex_unlock (&ear->lock);
  if (log != NULL)
    sl_take_log_add (log, heard);
  sl_take_log_unref (log);
  return TRUE;
}

void
sl_ear_told (const SlListenReport *report, gpointer data)
{
  SlEar *ear = data;

  g_mutex_lock (&ear->lock);
  ear->now.report = *report;
  g_mutex_unlock (&ear->lock);
}

void
sl_ear_look (SlEar *ear, SlHeardNow *now)
{
  g_mutex_lock (&ear->lock);
  ear->now.records = ear->take != NULL;
  ear->now.recorded_us = ear->take != NULL ? g_get_monotonic_time () - ear->began_us : 0;
  *now = ear->now;
  g_mutex_unlock (&ear->lock);
}

static guint64
count_bad (const SlListenReport *report)
{
  guint64 n = 0;

  for (guint i = 0; i < SL_N_PACKETS; i++)
    n += report->bad[i];
  return n;
}

void
sl_ear_record (SlEar *ear, guint most, SlTakeLog *log)
{
  g_mutex_lock (&ear->lock);
  if (ear->take == NULL)
    {
      ear->take = sl_take_new ();
      ear->log = log != NULL ? sl_take_log_ref (log) : NULL;
      ear->most = MIN (most, SL_TAKE_MAX);
      ear->began_us = g_get_monotonic_time ();
      ear->unread = count_bad (&ear->now.report);
      ear->now.recorded = 0;
    }
  g_mutex_unlock (&ear->lock);
}

SlTake *
sl_ear_take (SlEar *ear)
{
  SlTakeLog *log;
  SlTake *take;

  g_mutex_lock (&ear->lock);
  log = g_steal_pointer (&ear->log);
  take = g_steal_pointer (&ear->take);
  if (take != NULL)
    take->unread = count_bad (&ear->now.report) - ear->unread;
  ear->now.recorded = 0;
  g_mutex_unlock (&ear->lock);
  sl_take_log_unref (log);
  if (take != NULL && take->samples->len == 0)
    g_clear_pointer (&take, sl_take_free);
  return take;
}
