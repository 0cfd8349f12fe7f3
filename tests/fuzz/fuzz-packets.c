/* Camera tracking, as it comes over the network and as it is recorded. */
#include "fuzz-targets.h"

#include <math.h>
#include <string.h>

#include "sl-opentrackio.h"
#include "sl-take.h"
#include "sl-tracking-listen.h"

/* What is told as a sample stands somewhere. */
static gboolean
hear (const SlTrackingHeard *heard, gpointer data)
{
  const SlTrackingSample *s = heard->sample;

  g_assert_true (isfinite (s->position.x + s->position.y + s->position.z + s->pan + s->tilt + s->roll));
  g_assert_true (s->rate.den > 0 && s->rate.num >= 0);
  g_assert_cmpuint (s->distortion.n_radial, <=, SL_TRACKING_RADIAL);
  g_assert_false (sl_tracking_overscan (s, heard->fixed) < 1); /* unknown is fine */
  return TRUE;
}

static void
listen_to (SlTrackingProtocol protocol, const guint8 *data, gsize size)
{
  const SlListenOptions options = { .address.protocol = protocol, .lens = TRUE, .heard = hear };
  SlListenReport report;
  SlListener *listener = sl_listener_new (&options, &report);

  for (gsize at = 0; at < size;) /* packets as they are told, or a few bytes that are none */
    {
      const gsize told = sl_opentrackio_packet_size (data + at, size - at);
      const gsize length = told > 0 ? told : MIN (size - at, (gsize) 29);

      g_assert_true (sl_listener_take (listener, "a", data + at, length));
      at += length;
    }
  sl_listener_take (listener, "b", data, size);
  sl_listener_free (listener);
}

/* A packet whose checksum is right and whose payload is anything. */
static void
carry (SlOpenTrackIOEncoding encoding, const guint8 *data, gsize size)
{
  g_autoptr (GPtrArray) packets = sl_opentrackio_packets (data, size, encoding, 1);
  const SlListenOptions options = { .heard = hear };
  SlListenReport report;
  SlListener *listener = sl_listener_new (&options, &report);

  for (guint i = 0; i < packets->len; i++)
    {
      gsize length;
      const guint8 *packet = g_bytes_get_data (packets->pdata[i], &length);
      sl_listener_take (listener, "a", packet, length);
    }
  sl_listener_free (listener);
}

static void
read_as (const char *name, const guint8 *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlTake) take = sl_take_parse (data, size, name, TRUE, NULL, &error);

  g_assert_true ((take == NULL) == (error != NULL));
  g_assert_true (take == NULL || take->samples->len > 0);
}

void
sl_fuzz_tracking (const guint8 *data, gsize size)
{
  listen_to (SL_TRACKING_OPENTRACKIO, data, size);
  listen_to (SL_TRACKING_FREED, data, size);
  if (size <= SL_OPENTRACKIO_MAX_SAMPLE)
    {
      carry (SL_OPENTRACKIO_JSON, data, size);
      carry (SL_OPENTRACKIO_CBOR, data, size);
    }
  read_as ("a.otrk", data, size);
  read_as ("a.json", data, size);
  read_as ("a.bin", data, size);
}
