#include "sl-opentrackio.h"

#include <string.h>

#include "sl-i18n.h"

enum {
  CHECKED = 14, LAST = 0x8000, LENGTH = 0x7fff, MOST_AHEAD = 0x8000,
  LATE_IN_A_ROW = 16, /* packets after which the sender is believed to have begun anew */
};

static const char magic[4] = { 'O', 'T', 'r', 'k' };

const char *
sl_packet_state_text (SlPacketState state)
{
  static const char *const texts[SL_N_PACKETS] = {
    N_("sample"), N_("part of a sample"), N_("too short"), N_("too long"), N_("not of this protocol"),
    N_("wrong checksum"), N_("came twice"), N_("came too late"), N_("lies about its length"), N_("unreadable"),
  };

  return _(texts[state]);
}

guint16
sl_opentrackio_checksum (const guint8 *head, gsize n_head, const guint8 *body, gsize n_body)
{
  guint8 a = 0, b = 0;

  for (gsize i = 0; i < n_head; i++)
    b = (guint8) (b + (a = (guint8) (a + head[i])));
  for (gsize i = 0; i < n_body; i++)
    b = (guint8) (b + (a = (guint8) (a + body[i])));
  return (guint16) (b << 8 | a);
}

static guint32
get (const guint8 *at, guint bytes)
{
  guint32 value = 0;

  for (guint i = 0; i < bytes; i++)
    value = value << 8 | at[i];
  return value;
}

static void
put (guint8 *at, guint bytes, guint32 value)
{
  for (guint i = bytes; i-- > 0; value >>= 8)
    at[i] = (guint8) value;
}

/* --- there --- */

GPtrArray *
sl_opentrackio_packets (const guint8 *payload, gsize size, SlOpenTrackIOEncoding encoding, guint16 sequence)
{
  GPtrArray *packets = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  gsize at = 0;

  do
    {
      const gsize length = MIN (size - at, (gsize) SL_OPENTRACKIO_SEGMENT);
      guint8 *packet = g_malloc (SL_OPENTRACKIO_HEADER + length);

      memcpy (packet, magic, sizeof magic);
      packet[4] = 0;
      packet[5] = (guint8) encoding;
      put (packet + 6, 2, sequence);
      put (packet + 8, 4, (guint32) at);
      put (packet + 12, 2, (guint32) ((at + length == size ? LAST : 0) | length));
      if (length > 0)
        memcpy (packet + SL_OPENTRACKIO_HEADER, payload + at, length);
      put (packet + CHECKED, 2, sl_opentrackio_checksum (packet, CHECKED, payload + at, length));
      g_ptr_array_add (packets, g_bytes_new_take (packet, SL_OPENTRACKIO_HEADER + length));
      at += length;
    }
  while (at < size);
  return packets;
}

/* --- back --- */

struct SlReassembly {
  gboolean    begun;    /* `sequence` is one that came */
  gboolean    whole;    /* the sample of `sequence` is */
  guint16     sequence;
  guint8      encoding;
  GByteArray *payload;  /* with holes where segments have not come */
  GByteArray *have;     /* for each of its bytes, whether it came */
  guint       late;     /* packets in a row */
  gsize       got, end; /* bytes that came; bytes in all, 0 while the last segment has not come */
};

SlReassembly *
sl_reassembly_new (void)
{
  SlReassembly *reassembly = g_new0 (SlReassembly, 1);

  reassembly->payload = g_byte_array_new ();
  reassembly->have = g_byte_array_new ();
  return reassembly;
}

void
sl_reassembly_free (SlReassembly *reassembly)
{
  if (reassembly == NULL)
    return;
  g_byte_array_unref (reassembly->payload);
  g_byte_array_unref (reassembly->have);
  g_free (reassembly);
}

gsize
sl_opentrackio_packet_size (const guint8 *data, gsize size)
{
  if (size < SL_OPENTRACKIO_HEADER || memcmp (data, magic, sizeof magic) != 0)
    return 0;
  const gsize whole = SL_OPENTRACKIO_HEADER + (get (data + 12, 2) & LENGTH);
  return whole <= size ? whole : 0;
}

static SlPacketState
check (const guint8 *packet, gsize size)
{
  if (size < SL_OPENTRACKIO_HEADER)
    return SL_PACKET_SHORT;
  if (memcmp (packet, magic, sizeof magic) != 0
      || (packet[5] != SL_OPENTRACKIO_JSON && packet[5] != SL_OPENTRACKIO_CBOR))
    return SL_PACKET_FOREIGN;
  const gsize length = get (packet + 12, 2) & LENGTH, there = size - SL_OPENTRACKIO_HEADER;
  if (there != length || length == 0) /* nothing is no part of a sample */
    return there <= length ? SL_PACKET_SHORT : SL_PACKET_LONG;
  if (sl_opentrackio_checksum (packet, CHECKED, packet + SL_OPENTRACKIO_HEADER, length) != get (packet + CHECKED, 2))
    return SL_PACKET_CHECKSUM;
  const guint64 from = get (packet + 8, 4);
  return from + length > SL_OPENTRACKIO_MAX_SAMPLE ? SL_PACKET_LIES : SL_PACKET_SAMPLE;
}

/* A sample begins; what is left of another is lost. */
static void
restart (SlReassembly *r, guint16 sequence, guint8 encoding, guint64 *lost)
{
  const guint16 ahead = (guint16) (sequence - r->sequence);

  if (r->begun && lost != NULL)
    *lost += (guint) (ahead - 1) + (r->whole ? 0u : 1u);
  r->begun = TRUE;
  r->whole = FALSE;
  r->sequence = sequence;
  r->encoding = encoding;
  r->got = r->end = 0;
  g_byte_array_set_size (r->payload, 0);
  g_byte_array_set_size (r->have, 0);
}

/* FALSE where it lies about where it belongs. */
static SlPacketState
add_segment (SlReassembly *r, const guint8 *packet, gsize from, gsize length, gboolean last)
{
  const gsize end = from + length, before = r->have->len;
  gsize known = 0;

  if ((r->end > 0 && (end > r->end || (last && end != r->end))) || (last && end < before))
    return SL_PACKET_LIES;
  if (end > before)
    {
      g_byte_array_set_size (r->payload, (guint) end);
      g_byte_array_set_size (r->have, (guint) end);
      memset (r->have->data + before, 0, end - before);
    }
  for (gsize i = from; i < end; i++)
    known += r->have->data[i];
  if (known > 0)
    return known == length ? SL_PACKET_REPEATED : SL_PACKET_LIES;
  memcpy (r->payload->data + from, packet + SL_OPENTRACKIO_HEADER, length);
  memset (r->have->data + from, 1, length);
  r->got += length;
  r->end = last ? end : r->end;
  if (r->end == 0 || r->got < r->end)
    return SL_PACKET_PART;
  r->whole = TRUE;
  return SL_PACKET_SAMPLE;
}

SlPacketState
sl_reassembly_take (SlReassembly *r, const guint8 *packet, gsize size, const GByteArray **payload,
                    SlOpenTrackIOEncoding *encoding, guint64 *lost)
{
  SlPacketState state = check (packet, size);

  if (state != SL_PACKET_SAMPLE)
    return state;
  const guint16 sequence = (guint16) get (packet + 6, 2), ahead = (guint16) (sequence - r->sequence);
  const gboolean late = r->begun && ahead >= MOST_AHEAD;
  r->late = late ? r->late + 1 : 0;
  if (late && r->late < LATE_IN_A_ROW)
    return SL_PACKET_LATE;
  r->begun = r->begun && !late;
  if (r->begun && ahead == 0 && r->whole)
    return SL_PACKET_REPEATED;
  if (!r->begun || ahead != 0)
    restart (r, sequence, packet[5], lost);
  if (packet[5] != r->encoding)
    return SL_PACKET_LIES;
  state = add_segment (r, packet, get (packet + 8, 4), size - SL_OPENTRACKIO_HEADER,
                       (get (packet + 12, 2) & LAST) != 0);
  if (state == SL_PACKET_SAMPLE)
    {
      *payload = r->payload;
      *encoding = r->encoding;
    }
  return state;
}
