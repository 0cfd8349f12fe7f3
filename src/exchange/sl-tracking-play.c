#include "sl-tracking-play.h"

#include <pthread.h>
#include <time.h>

#include "sl-error.h"
#include "sl-freed.h"
#include "sl-opentrackio.h"
#include "sl-tracking-export.h"

#define SECOND G_GINT64_CONSTANT (1000000000) /* ns */
#define NAP (SECOND / 20)                     /* how long it sleeps without a look at its watch */
#define AWAKE (SECOND / 500)                  /* how long before an instant it is awake: waking takes its time */

typedef struct {
  const SlPlayOptions *options;
  SlTrackingShot      *shot;
  GSocket             *socket;
  GSocketAddress      *target;
  SlWatch             *watch;
  SlPlayReport        *report;
  int                  source;
  gint64               frames, start_ns, interval_ns;
  double               start_s; /* of the wall clock */
  char                *seed;    /* of this run: names of samples never come again */
  double               error_sum_ms;
  guint                clamped;
} Play;

static gint64
now_ns (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);
  return (gint64) now.tv_sec * SECOND + now.tv_nsec;
}

/* From the start to the instant of sample `index`: exact for a year and more, whatever the rate. */
static gint64
offset_ns (SlRational rate, gint64 index)
{
  const gint64 whole = index / rate.num, rest = index % rate.num;

  return whole * rate.den * SECOND + rest * rate.den * SECOND / rate.num;
}

/* FALSE when it is to stop. */
static gboolean
wait_until (const Play *play, gint64 instant)
{
  while (!sl_watch_is_cancelled (play->watch))
    {
      const gint64 now = now_ns (), wake = instant - AWAKE, next = wake < now + NAP ? wake : now + NAP;
      const struct timespec until = { next / SECOND, next % SECOND };

      if (now >= instant)
        return TRUE;
      if (now < wake)
        clock_nanosleep (CLOCK_MONOTONIC, TIMER_ABSTIME, &until, NULL);
    }
  return FALSE;
}

/* --- one sample --- */

static GPtrArray *
freed_packets (Play *play, const SlTrackingSample *sample)
{
  GPtrArray *packets = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  guint8 message[SL_FREED_SIZE];

  play->clamped |= sl_freed_write (sample, play->source, message);
  g_ptr_array_add (packets, g_bytes_new (message, sizeof message));
  return packets;
}

static GPtrArray *
opentrackio_packets (Play *play, const SlTrackingSample *sample)
{
  const SlOpenTrackIOEncoding encoding = play->options->cbor ? SL_OPENTRACKIO_CBOR : SL_OPENTRACKIO_JSON;
  const gboolean whole = sl_tracking_static_due (sample->rate, sample->sequence);
  SlTrackingStatic names = *sl_tracking_shot_static (play->shot);
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (GByteArray) payload = NULL;

  names.sample_seed = play->seed;
  object = sl_opentrackio_sample (sample, &names, whole ? &names : NULL, play->source);
  payload = sl_opentrackio_encode (object, encoding);
  return sl_opentrackio_packets (payload->data, payload->len, encoding, (guint16) (sample->sequence + 1));
}

static GPtrArray *
make_packets (Play *play, gint64 index, GError **error)
{
  SlTrackingSample sample;

  if (!sl_tracking_shot_sample (play->shot, index % play->frames, &sample, error))
    return NULL;
  sample.sequence = index;
  sample.time_s = play->start_s + (double) offset_ns (sample.rate, index) / (double) SECOND;
  return play->options->address.protocol == SL_TRACKING_FREED ? freed_packets (play, &sample)
                                                              : opentrackio_packets (play, &sample);
}

static gboolean
send_all (Play *play, const GPtrArray *packets, GError **error)
{
  g_autoptr (GError) trouble = NULL;

  for (guint i = 0; i < packets->len; i++)
    {
      gsize size;
      const char *data = g_bytes_get_data (packets->pdata[i], &size);

      if (g_socket_send_to (play->socket, play->target, data, size, NULL, &trouble) < 0)
        {
          sl_tracking_set_error (error, &play->options->address, trouble);
          return FALSE;
        }
      play->report->packets++;
      play->report->bytes += size;
    }
  return TRUE;
}

static void
count (Play *play, gint64 error_ns)
{
  SlPlayReport *report = play->report;
  const double error_ms = (double) error_ns / 1e6;

  report->samples++;
  report->late += error_ns > play->interval_ns / 2;
  play->error_sum_ms += error_ms;
  report->error_mean_ms = play->error_sum_ms / (double) report->samples;
  report->error_max_ms = MAX (report->error_max_ms, error_ms);
  report->seconds = (double) (now_ns () - play->start_ns) / (double) SECOND;
}

/* --- all of them --- */

/* Made before its instant, so that only the network stands between that and the sending. */
static gboolean
play_sample (Play *play, SlRational rate, gint64 index, GError **error)
{
  const gint64 instant = play->start_ns + offset_ns (rate, index);
  g_autoptr (GPtrArray) packets = NULL;

  if (now_ns () > instant + play->interval_ns) /* the machine slept: what is over is not sent any more */
    {
      play->report->skipped++;
      return TRUE;
    }
  if ((packets = make_packets (play, index, error)) == NULL)
    return FALSE;
  if (!wait_until (play, instant))
    return TRUE;
  const gint64 late = now_ns () - instant;
  if (!send_all (play, packets, error))
    return FALSE;
  count (play, late);
  return TRUE;
}

static gboolean
play_all (Play *play, GError **error)
{
  const SlRational rate = sl_tracking_shot_rate (play->shot);
  const gint64 all = play->options->loops > 0 && play->options->loops < G_MAXINT64 / play->frames
                     ? play->options->loops * play->frames : G_MAXINT64;
  const gint64 second = MAX (1, llround (sl_rational_to_real (rate)));

  play->interval_ns = offset_ns (rate, 1);
  play->start_ns = now_ns () + SECOND / 20; /* time to make the first one */
  play->start_s = (double) g_get_real_time () / 1e6 + .05;
  play->seed = g_strdup_printf ("%s/%.6f", sl_tracking_shot_static (play->shot)->sample_seed, play->start_s);
  for (gint64 index = 0; index < all && !sl_watch_is_cancelled (play->watch); index++)
    {
      if (!play_sample (play, rate, index, error))
        return FALSE;
      if (all < G_MAXINT64)
        sl_watch_tell (play->watch, (double) (index + 1) / (double) all);
      if (play->options->told != NULL && index % second == 0)
        play->options->told (play->report, play->options->data);
    }
  play->report->stopped = sl_watch_is_cancelled (play->watch);
  return TRUE;
}

/* Before other threads, where the system lets us: the thread sleeps but for two milliseconds a sample. */
static gboolean
play_first (Play *play, GError **error)
{
  const struct sched_param first = { .sched_priority = 1 };
  struct sched_param before;
  int policy;
  gboolean ok;

  pthread_getschedparam (pthread_self (), &policy, &before);
  pthread_setschedparam (pthread_self (), SCHED_RR, &first);
  ok = play_all (play, error);
  pthread_setschedparam (pthread_self (), policy, &before);
  return ok;
}

gboolean
sl_tracking_play (const SlPlan *plan, const SlPlayOptions *options, SlWatch *watch, GPtrArray *omissions,
                  SlPlayReport *report, GError **error)
{
  g_autoptr (SlTrackingShot) shot = sl_tracking_shot_new (plan, options->shot, omissions, error);
  g_autoptr (GSocketAddress) target = NULL;
  g_autoptr (GSocket) socket = NULL;
  Play play = { .options = options, .shot = shot, .watch = watch, .report = report, .source = options->source };
  gboolean ok;

  *report = (SlPlayReport) { 0 };
  if (shot == NULL || (socket = sl_tracking_socket_out (&options->address, options->interface, &target,
                                                        sl_watch_cancellable (watch), error)) == NULL)
    return FALSE;
  play.socket = socket;
  play.target = target;
  play.frames = sl_tracking_shot_frames (shot);
  if (play.source == 0)
    play.source = MAX (1, sl_tracking_address_source (&options->address));
  ok = play_first (&play, error);
  sl_freed_say_clamped (play.clamped, sl_plan_find (plan, sl_tracking_shot_static (shot)->shot_id), omissions);
  g_free (play.seed);
  return ok;
}
