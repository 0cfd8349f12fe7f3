#include "sl-tracking-listen.h"

#include "sl-error.h"
#include "sl-freed.h"
#include "sl-opentrackio.h"

enum {
  BUFFER = 65536, /* bytes: more than any packet has */
  MAX_SENDERS = 64,
  NAP_US = 50000, /* how long it waits without a look at its watch */
};

#define MAX_DELAY_S 10.0 /* beyond that, the clocks do not agree */

/* Each sender counts its own packets. */
typedef struct {
  SlReassembly    *reassembly;
  SlTrackingStatic fixed;
} Sender;

struct SlListener {
  const SlListenOptions *options;
  SlListenReport        *report;
  GHashTable            *senders; /* name → Sender */
  gint64                 first_us, last_us;
  double                 delay_sum_ms;
};

static void
sender_free (gpointer data)
{
  Sender *sender = data;

  sl_reassembly_free (sender->reassembly);
  sl_tracking_static_clear (&sender->fixed);
  g_free (sender);
}

SlListener *
sl_listener_new (const SlListenOptions *options, SlListenReport *report)
{
  SlListener *listener = g_new0 (SlListener, 1);

  *report = (SlListenReport) { 0 };
  listener->options = options;
  listener->report = report;
  listener->senders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, sender_free);
  return listener;
}

void
sl_listener_free (SlListener *listener)
{
  if (listener == NULL)
    return;
  g_hash_table_unref (listener->senders);
  g_free (listener);
}

/* When more come than there may be, all are forgotten: whoever floods the port gets no memory by it. */
static Sender *
find_sender (SlListener *listener, const char *name)
{
  Sender *sender = g_hash_table_lookup (listener->senders, name);

  if (sender != NULL)
    return sender;
  if (g_hash_table_size (listener->senders) >= MAX_SENDERS)
    g_hash_table_remove_all (listener->senders);
  sender = g_new0 (Sender, 1);
  sender->reassembly = sl_reassembly_new ();
  sl_tracking_static_init (&sender->fixed);
  g_hash_table_insert (listener->senders, g_strdup (name), sender);
  return sender;
}

static double
delay_of (SlListener *listener, const SlTrackingSample *sample)
{
  SlListenReport *report = listener->report;
  const double delay = (double) g_get_real_time () / 1e6 - sample->time_s;

  if (!(fabs (delay) <= MAX_DELAY_S)) /* NAN too */
    return NAN;
  report->timed++;
  listener->delay_sum_ms += delay * 1000;
  report->delay_mean_ms = listener->delay_sum_ms / (double) report->timed;
  report->delay_max_ms = report->timed == 1 ? delay * 1000 : MAX (report->delay_max_ms, delay * 1000);
  return delay * 1000;
}

static gboolean
tell (SlListener *listener, SlTrackingHeard *heard)
{
  SlListenReport *report = listener->report;
  const gint64 now = g_get_monotonic_time ();

  if (report->samples == 0)
    listener->first_us = now;
  listener->last_us = now;
  report->seconds = (double) (now - listener->first_us) / 1e6;
  if (report->samples > 0 && report->seconds > 0)
    report->rate_hz = (double) report->samples / report->seconds;
  report->samples++;
  heard->delay_ms = delay_of (listener, heard->sample);
  return listener->options->heard == NULL || listener->options->heard (heard, listener->options->data);
}

static gboolean
take_opentrackio (SlListener *listener, const char *name, const guint8 *packet, gsize size)
{
  Sender *sender = find_sender (listener, name);
  const GByteArray *payload;
  SlOpenTrackIOEncoding encoding;
  SlPacketState state = sl_reassembly_take (sender->reassembly, packet, size, &payload, &encoding,
                                            &listener->report->lost);
  g_autoptr (JsonObject) object = NULL;
  SlTrackingSample sample;

  if (state == SL_PACKET_SAMPLE)
    {
      object = sl_opentrackio_decode (payload->data, payload->len, encoding, NULL);
      if (object == NULL || !sl_opentrackio_read (object, &sample, &sender->fixed, NULL))
        state = SL_PACKET_UNREADABLE;
    }
  if (state != SL_PACKET_SAMPLE && state != SL_PACKET_PART)
    listener->report->bad[state]++;
  if (state != SL_PACKET_SAMPLE)
    return TRUE;
  return tell (listener, &(SlTrackingHeard) { .sample = &sample, .fixed = &sender->fixed, .object = object,
                                              .packet = packet, .packet_size = size, .sender = name });
}

static gboolean
take_freed (SlListener *listener, const char *name, const guint8 *packet, gsize size)
{
  static const SlPacketState states[] = { [SL_FREED_SHORT] = SL_PACKET_SHORT, [SL_FREED_FOREIGN] = SL_PACKET_FOREIGN,
                                          [SL_FREED_CHECKSUM] = SL_PACKET_CHECKSUM };
  Sender *sender = find_sender (listener, name);
  SlTrackingSample sample;
  const SlFreeDState state = sl_freed_read (packet, size, listener->options->lens, &sample, NULL);

  if (state != SL_FREED_GOOD || size > SL_FREED_SIZE)
    {
      listener->report->bad[state != SL_FREED_GOOD ? states[state] : SL_PACKET_LONG]++;
      return TRUE;
    }
  return tell (listener, &(SlTrackingHeard) { .sample = &sample, .fixed = &sender->fixed, .packet = packet,
                                              .packet_size = size, .sender = name });
}

static void
tell_how (const SlListener *listener)
{
  if (listener->options->told != NULL)
    listener->options->told (listener->report, listener->options->data);
}

gboolean
sl_listener_take (SlListener *listener, const char *sender, const guint8 *packet, gsize size)
{
  gboolean on;

  listener->report->packets++;
  listener->report->bytes += size;
  on = listener->options->address.protocol == SL_TRACKING_FREED ? take_freed (listener, sender, packet, size)
                                                                : take_opentrackio (listener, sender, packet, size);
  tell_how (listener);
  return on;
}

/* --- the network --- */

static char *
name_of (GSocketAddress *from)
{
  return from != NULL && G_IS_SOCKET_CONNECTABLE (from) ? g_socket_connectable_to_string (G_SOCKET_CONNECTABLE (from))
                                                        : g_strdup ("?");
}

/* FALSE at the end, with an error or without. */
static gboolean
receive (SlListener *listener, GSocket *socket, guint8 *buffer, GError **error)
{
  g_autoptr (GSocketAddress) from = NULL;
  g_autoptr (GError) trouble = NULL;
  g_autofree char *name = NULL;
  gssize size;

  if (!g_socket_condition_timed_wait (socket, G_IO_IN, NAP_US, NULL, NULL))
    {
      tell_how (listener);
      return TRUE;
    }
  size = g_socket_receive_from (socket, &from, (char *) buffer, BUFFER, NULL, &trouble);
  if (size < 0)
    {
      if (g_error_matches (trouble, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK)
          || g_error_matches (trouble, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED))
        return TRUE;
      sl_tracking_set_error (error, &listener->options->address, trouble);
      return FALSE;
    }
  name = name_of (from);
  return sl_listener_take (listener, name, buffer, (gsize) size);
}

gboolean
sl_tracking_listen (const SlListenOptions *options, SlWatch *watch, SlListenReport *report, GError **error)
{
  g_autoptr (GSocket) socket = sl_tracking_socket_in (&options->address, options->interface,
                                                      sl_watch_cancellable (watch), error);
  SlListener *listener = sl_listener_new (options, report);
  g_autofree guint8 *buffer = g_malloc (BUFFER);
  const gint64 end = options->seconds > 0 ? g_get_monotonic_time () + (gint64) (options->seconds * 1e6) : G_MAXINT64;
  GError *trouble = NULL;

  if (socket != NULL)
    g_socket_set_blocking (socket, FALSE);
  while (socket != NULL && !sl_watch_is_cancelled (watch) && g_get_monotonic_time () < end)
    if (!receive (listener, socket, buffer, &trouble))
      break;
  sl_listener_free (listener);
  if (trouble != NULL)
    g_propagate_error (error, g_steal_pointer (&trouble));
  else if (socket != NULL)
    return TRUE;
  return FALSE;
}
