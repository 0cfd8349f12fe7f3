#include "sl-tracked-private.h"

#include "sl-error.h"
#include "sl-i18n.h"

#define KEY "listen-to-stage"

enum { TICK_MS = 16, TELL_US = 250000 };

G_DEFINE_FINAL_TYPE (SlTracked, sl_tracked, G_TYPE_OBJECT)

enum { CHANGED, TOLD, N_SIGNALS };

static guint signals[N_SIGNALS];

void
sl_tracked_tell (SlTracked *tracked)
{
  tracked->told_us = g_get_monotonic_time ();
  g_signal_emit (tracked, signals[TOLD], 0);
}

/* --- the clock --- */

static gboolean
is_late (const SlTracked *tracked, gint64 now)
{
  const gint64 last = tracked->now.samples > 0 ? tracked->now.heard_us : tracked->began_us;

  return now - last > (gint64) (SL_EAR_SILENCE_S * G_USEC_PER_SEC);
}

static void
end_full_take (SlTracked *tracked)
{
  g_autofree char *most = NULL, *text = NULL;

  if (!tracked->now.records || tracked->now.recorded < tracked->most)
    return;
  most = g_strdup_printf ("%u", tracked->most);
  text = g_strdup_printf (_("The take is full: it has %s samples; record on in another one"), most);
  sl_editor_message (tracked->editor, text);
  sl_tracked_record (tracked, FALSE);
}

/* Looks at what came since it last did: however much that is, it is shown once. */
static gboolean
tick (gpointer data)
{
  SlTracked *tracked = data;
  const gint64 now = g_get_monotonic_time ();
  const guint64 before = tracked->now.samples;
  const gboolean silent = tracked->silent;

  sl_ear_look (tracked->ear, &tracked->now);
  tracked->silent = is_late (tracked, now);
  if (tracked->now.samples != before || tracked->silent != silent)
    g_signal_emit (tracked, signals[CHANGED], 0);
  if (now - tracked->told_us >= TELL_US || tracked->silent != silent || (before == 0 && tracked->now.samples > 0))
    {
      sl_tracked_mark (tracked);
      sl_tracked_tell (tracked);
    }
  end_full_take (tracked);
  return G_SOURCE_CONTINUE;
}

/* --- the job --- */

typedef struct {
  SlTracked      *tracked; /* borrowed: the queue ends its jobs before it goes */
  guint           serial;
  SlEar          *ear;
  char           *interface;
  SlListenOptions options;
  SlListenReport  report;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  sl_tracking_address_clear (&job->options.address);
  sl_ear_unref (job->ear);
  g_free (job->interface);
  g_free (job);
}

static gboolean
work (SlWatch *watch, gpointer data, GError **error)
{
  Job *job = data;

  return sl_tracking_listen (&job->options, watch, &job->report, error);
}

/* Hears no more; what was recorded is kept. */
static void
stop (SlTracked *tracked)
{
  sl_tracked_make_take (tracked);
  tracked->serial++;
  g_clear_handle_id (&tracked->clock, g_source_remove);
  g_clear_pointer (&tracked->ear, sl_ear_unref);
  tracked->now = (SlHeardNow) { 0 };
  tracked->silent = FALSE;
  tracked->n_marks = 0;
}

static void
tell_all (SlTracked *tracked)
{
  g_signal_emit (tracked, signals[CHANGED], 0);
  sl_tracked_tell (tracked);
}

static void
done (const GError *error, gpointer data)
{
  Job *job = data;
  SlTracked *tracked = job->tracked;

  if (job->serial != tracked->serial)
    return;
  stop (tracked);
  if (error != NULL && !g_error_matches (error, SL_ERROR, SL_ERROR_CANCELLED))
    tracked->trouble = g_strdup (error->message);
  tell_all (tracked);
}

void
sl_tracked_end (SlTracked *tracked)
{
  stop (tracked);
  g_clear_pointer (&tracked->trouble, g_free);
  if (tracked->queue != NULL)
    sl_queue_cancel (tracked->queue, KEY);
  tell_all (tracked);
}

static Job *
job_new (SlTracked *tracked, const char *interface, gboolean lens)
{
  Job *job = g_new0 (Job, 1);

  job->tracked = tracked;
  job->serial = tracked->serial;
  job->ear = sl_ear_ref (tracked->ear);
  job->interface = interface != NULL && *interface != '\0' ? g_strdup (interface) : NULL;
  job->options = (SlListenOptions) { .interface = job->interface, .lens = lens, .heard = sl_ear_heard,
                                     .told = sl_ear_told, .data = job->ear };
  return job;
}

gboolean
sl_tracked_listen (SlTracked *tracked, const char *address, const char *interface, gboolean lens, GError **error)
{
  g_autofree char *name = NULL;
  SlTrackingAddress where;
  Job *job;

  if (!sl_tracking_address_parse (address, &where, error))
    return FALSE;
  if (tracked->queue == NULL)
    {
      sl_tracking_address_clear (&where);
      return TRUE;
    }
  stop (tracked);
  g_clear_pointer (&tracked->trouble, g_free);
  g_free (tracked->address);
  tracked->address = g_strdup (address);
  tracked->protocol = where.protocol;
  tracked->ear = sl_ear_new ();
  tracked->began_us = g_get_monotonic_time ();
  job = job_new (tracked, interface, lens);
  job->options.address = where;
  name = g_strdup_printf (_("Listening to %s"), address);
  sl_queue_add (tracked->queue, &(SlJobSpec) { .lane = SL_LANE_TRACKING, .name = name, .key = KEY, .work = work,
                                               .done = done, .data = job, .free_data = job_free });
  tracked->clock = g_timeout_add (TICK_MS, tick, tracked);
  tell_all (tracked);
  return TRUE;
}

/* --- the object --- */

gboolean
sl_tracked_is_listening (SlTracked *tracked)
{
  return tracked->ear != NULL;
}

const char *
sl_tracked_trouble (SlTracked *tracked)
{
  return tracked->trouble;
}

const SlTrackingSample *
sl_tracked_sample (SlTracked *tracked)
{
  return tracked->now.samples > 0 ? &tracked->now.newest : NULL;
}

gboolean
sl_tracked_is_silent (SlTracked *tracked)
{
  return tracked->silent;
}

static void
sl_tracked_finalize (GObject *object)
{
  SlTracked *tracked = SL_TRACKED (object);

  sl_tracked_close (tracked);
  g_clear_object (&tracked->editor);
  g_free (tracked->address);
  g_free (tracked->trouble);
  g_free (tracked->label);
  g_free (tracked->shot);
  sl_take_log_unref (tracked->log);
  G_OBJECT_CLASS (sl_tracked_parent_class)->finalize (object);
}

static void
sl_tracked_class_init (SlTrackedClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sl_tracked_finalize;
  signals[CHANGED] = g_signal_new ("changed", SL_TYPE_TRACKED, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[TOLD] = g_signal_new ("told", SL_TYPE_TRACKED, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sl_tracked_init (SlTracked *tracked)
{
  tracked->most = SL_TAKE_MAX;
}

SlTracked *
sl_tracked_new (SlEditor *editor, SlQueue *queue)
{
  SlTracked *tracked = g_object_new (SL_TYPE_TRACKED, NULL);

  tracked->editor = g_object_ref (editor);
  tracked->queue = queue;
  return tracked;
}

void
sl_tracked_close (SlTracked *tracked)
{
  tracked->queue = NULL;
  stop (tracked);
}
