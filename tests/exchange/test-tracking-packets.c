/* Packets, segments and CBOR, byte by byte. */
#include "test-tracking.h"

#include "../sl-test.h"
#include "sl-take.h"

/* "{}" as the first packet: sums of the 14 bytes and the two behind are 0xFC and 0x14. */
static const guint8 first[] = {
  'O', 'T', 'r', 'k', 0, 1, 0, 1, 0, 0, 0, 0, 0x80, 2, 0x14, 0xfc, '{', '}',
};

static void
test_packet_bytes (void)
{
  g_autoptr (GPtrArray) packets = sl_opentrackio_packets ((const guint8 *) "{}", 2, SL_OPENTRACKIO_JSON, 1);
  gsize size;
  gconstpointer data = g_bytes_get_data (packets->pdata[0], &size);

  g_assert_cmpuint (packets->len, ==, 1);
  g_assert_cmpmem (data, size, first, sizeof first);
}

static GPtrArray *
segments (gsize size, guint16 sequence)
{
  g_autofree guint8 *payload = g_malloc (size);

  for (gsize i = 0; i < size; i++)
    payload[i] = (guint8) (i * 7 + i / 251);
  return sl_opentrackio_packets (payload, size, SL_OPENTRACKIO_JSON, sequence);
}

static SlPacketState
give (SlReassembly *r, GBytes *packet, const GByteArray **payload, guint64 *lost)
{
  SlOpenTrackIOEncoding encoding;
  gsize size;
  const guint8 *data = g_bytes_get_data (packet, &size);

  return sl_reassembly_take (r, data, size, payload, &encoding, lost);
}

static void
test_segments (void)
{
  static const struct { gsize size; guint n; } sizes[] = {
    { 0, 1 }, { 1, 1 }, { 1484, 1 }, { 1485, 2 }, { 2968, 2 }, { 2969, 3 }, { 65536, 45 },
  };
  static const int orders[][4] = { { 0, 1, 2, 3 }, { 3, 2, 1, 0 }, { 2, 0, 3, 1 }, { 1, 3, 0, 2 } };
  const GByteArray *payload = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GPtrArray) packets = segments (sizes[i].size, 1);
      g_assert_cmpuint (packets->len, ==, sizes[i].n);
      g_autoptr (SlReassembly) r = sl_reassembly_new ();
      for (guint k = 0; k < packets->len; k++)
        {
          g_assert_cmpuint (g_bytes_get_size (packets->pdata[k]), <=, 1500);
          g_assert_cmpint (give (r, packets->pdata[k], &payload, NULL), ==,
                           (sizes[i].size == 0 ? SL_PACKET_SHORT : k + 1 == packets->len ? SL_PACKET_SAMPLE
                                                                                         : SL_PACKET_PART));
        }
      g_assert_true (sizes[i].size == 0 || payload->len == sizes[i].size);
    }
  for (guint o = 0; o < G_N_ELEMENTS (orders); o++)
    {
      g_autoptr (SlReassembly) r = sl_reassembly_new ();
      g_autoptr (GPtrArray) packets = segments (5000, 9);
      guint64 lost = 0;

      for (guint i = 0; i < 3; i++)
        {
          g_assert_cmpint (give (r, packets->pdata[orders[o][i]], &payload, &lost), ==, SL_PACKET_PART);
          g_assert_cmpint (give (r, packets->pdata[orders[o][i]], &payload, &lost), ==, SL_PACKET_REPEATED);
        }
      g_assert_cmpint (give (r, packets->pdata[orders[o][3]], &payload, &lost), ==, SL_PACKET_SAMPLE);
      g_assert_cmpuint (payload->len, ==, 5000);
      for (guint i = 0; i < payload->len; i++)
        g_assert_cmpuint (payload->data[i], ==, (guint8) (i * 7 + i / 251));
      g_assert_cmpint (give (r, packets->pdata[0], &payload, &lost), ==, SL_PACKET_REPEATED);
      g_assert_cmpuint (lost, ==, 0);
    }
}

/* Numbers that jump, go back, come round and begin anew. */
static void
test_sequence (void)
{
  static const struct { guint16 number; SlPacketState state; guint64 lost; } steps[] = {
    { 1, SL_PACKET_SAMPLE, 0 },     { 2, SL_PACKET_SAMPLE, 0 },     { 2, SL_PACKET_REPEATED, 0 },
    { 5, SL_PACKET_SAMPLE, 2 },     { 4, SL_PACKET_LATE, 2 },       { 6, SL_PACKET_SAMPLE, 2 },
    { 30000, SL_PACKET_SAMPLE, 29995 }, { 60000, SL_PACKET_SAMPLE, 59994 }, { 65535, SL_PACKET_SAMPLE, 65528 },
    { 0, SL_PACKET_SAMPLE, 65528 }, { 1, SL_PACKET_SAMPLE, 65528 }, { 65535, SL_PACKET_LATE, 65528 },
  };
  g_autoptr (SlReassembly) r = sl_reassembly_new ();
  const GByteArray *payload;
  guint64 lost = 0;
  guint late = 0;

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (GPtrArray) packets = segments (20, steps[i].number);
      g_assert_cmpint (give (r, packets->pdata[0], &payload, &lost), ==, steps[i].state);
      g_assert_cmpuint (lost, ==, steps[i].lost);
    }
  for (guint16 i = 50000; late < 100; i++) /* a sender that was started again */
    {
      g_autoptr (GPtrArray) packets = segments (20, i);
      if (give (r, packets->pdata[0], &payload, &lost) == SL_PACKET_SAMPLE)
        break;
      late++;
    }
  g_assert_cmpuint (late, ==, 14); /* and the one before: 15 */
}

static void
seal (guint8 *packet, gsize size)
{
  const guint16 sum = sl_opentrackio_checksum (packet, 14, packet + 16, size - 16);

  packet[14] = (guint8) (sum >> 8);
  packet[15] = (guint8) sum;
}

static void
test_bad_packets (void)
{
  /* byte, its value, whether the checksum is made right again, how many bytes come */
  static const struct { int at; guint8 value; gboolean sealed; gsize size; SlPacketState state; } cases[] = {
    { -1, 0, FALSE, 18, SL_PACKET_SAMPLE }, { -1, 0, FALSE, 0, SL_PACKET_SHORT },
    { -1, 0, FALSE, 15, SL_PACKET_SHORT },  { -1, 0, FALSE, 17, SL_PACKET_SHORT },
    { -1, 0, FALSE, 19, SL_PACKET_LONG },   { 0, 'o', TRUE, 18, SL_PACKET_FOREIGN },
    { 5, 0, TRUE, 18, SL_PACKET_FOREIGN },  { 5, 3, TRUE, 18, SL_PACKET_FOREIGN },
    { 5, 2, FALSE, 18, SL_PACKET_CHECKSUM }, { 16, '[', FALSE, 18, SL_PACKET_CHECKSUM },
    { 13, 3, TRUE, 18, SL_PACKET_SHORT },   { 12, 0xff, TRUE, 18, SL_PACKET_SHORT },
    { 13, 1, TRUE, 18, SL_PACKET_LONG },    { 8, 0xff, TRUE, 18, SL_PACKET_LIES },
    { 9, 1, TRUE, 18, SL_PACKET_LIES },     { 12, 0, TRUE, 18, SL_PACKET_PART },
  };
  const GByteArray *payload;
  SlOpenTrackIOEncoding encoding;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SlReassembly) r = sl_reassembly_new ();
      g_autofree guint8 *packet = g_malloc0 (cases[i].size + 1); /* exactly as long, for the sanitizers */
      guint8 whole[sizeof first + 1] = { 0 };

      memcpy (whole, first, sizeof first);
      if (cases[i].at >= 0)
        whole[cases[i].at] = cases[i].value;
      if (cases[i].sealed)
        seal (whole, sizeof first);
      memcpy (packet, whole, cases[i].size);
      g_assert_cmpint (sl_reassembly_take (r, packet, cases[i].size, &payload, &encoding, NULL), ==, cases[i].state);
      g_assert_cmpstr (sl_packet_state_text (cases[i].state), !=, "");
    }
}

/* Segments that overlap, go beyond the last one, or end twice. */
static void
test_lies (void)
{
  static const struct { guint16 offset; guint8 length; gboolean last; SlPacketState state; } cases[][3] = {
    { { 0, 10, FALSE, SL_PACKET_PART }, { 5, 10, TRUE, SL_PACKET_LIES }, { 10, 5, TRUE, SL_PACKET_SAMPLE } },
    { { 10, 10, TRUE, SL_PACKET_PART }, { 20, 5, FALSE, SL_PACKET_LIES }, { 0, 10, FALSE, SL_PACKET_SAMPLE } },
    { { 10, 10, TRUE, SL_PACKET_PART }, { 0, 5, TRUE, SL_PACKET_LIES }, { 0, 10, FALSE, SL_PACKET_SAMPLE } },
    { { 10, 10, FALSE, SL_PACKET_PART }, { 0, 10, TRUE, SL_PACKET_LIES }, { 0, 10, FALSE, SL_PACKET_PART } },
  };
  const GByteArray *payload;
  SlOpenTrackIOEncoding encoding;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SlReassembly) r = sl_reassembly_new ();
      for (guint k = 0; k < 3; k++)
        {
          guint8 packet[16 + 255] = { 'O', 'T', 'r', 'k', 0, 1, 0, 1, 0, 0 };
          const gsize size = 16 + cases[i][k].length;

          packet[10] = (guint8) (cases[i][k].offset >> 8);
          packet[11] = (guint8) cases[i][k].offset;
          packet[12] = cases[i][k].last ? 0x80 : 0;
          packet[13] = cases[i][k].length;
          seal (packet, size);
          g_assert_cmpint (sl_reassembly_take (r, packet, size, &payload, &encoding, NULL), ==, cases[i][k].state);
        }
    }
}

/* --- CBOR --- */

static void
test_cbor_bytes (void)
{
  /* {"a": [1, −2, "x", true, null, 1.5]}, from RFC 8949's table of heads */
  static const guint8 bytes[] = { 0xa1, 0x61, 'a', 0x86, 0x01, 0x21, 0x61, 'x', 0xf5, 0xf6,
                                  0xfb, 0x3f, 0xf8, 0, 0, 0, 0, 0, 0 };
  g_autoptr (JsonObject) object = sl_cbor_parse (bytes, sizeof bytes, NULL);
  g_autoptr (GByteArray) again = NULL;
  g_autofree char *text = NULL;

  g_assert_nonnull (object);
  text = sl_opentrackio_print (object, FALSE);
  g_assert_cmpstr (text, ==, "{\"a\":[1,-2,\"x\",true,null,1.5]}");
  again = sl_opentrackio_encode (object, SL_OPENTRACKIO_CBOR);
  g_assert_cmpmem (again->data, again->len, bytes, sizeof bytes);
}

#define BYTES(...) (const guint8[]) { __VA_ARGS__ }, sizeof ((const guint8[]) { __VA_ARGS__ })

static void
test_cbor_odd (void)
{
  const struct { const guint8 *bytes; gsize size; const char *json; } cases[] = {
    { BYTES (0xa0), "{}" },
    { BYTES (0xbf, 0x61, 'a', 0x9f, 1, 0xff, 0xff), "{\"a\":[1]}" },          /* without lengths */
    { BYTES (0xa1, 0x61, 'a', 0xf9, 0x3e, 0x00), "{\"a\":1.5}" },              /* half of a float */
    { BYTES (0xa1, 0x61, 'a', 0xfa, 0x3f, 0xc0, 0, 0), "{\"a\":1.5}" },
    { BYTES (0xa1, 0x61, 'a', 0xc1, 0x05), "{\"a\":5}" },                      /* with a tag */
    { BYTES (0xa1, 0x61, 'a', 0x42, 1, 2), "{\"a\":null}" },                   /* bytes are nothing of ours */
    { BYTES (0xa1, 0x61, 'a', 0xf7), "{\"a\":null}" },
    { BYTES (0x00), NULL },                                                     /* no object */
    { BYTES (0xa1, 0x61, 'a'), NULL },                                          /* cut */
    { BYTES (0xa1, 0x61, 'a', 1, 2), NULL },                                    /* more behind it */
    { BYTES (0xa1, 1, 2), NULL },                                               /* a key that is no text */
    { BYTES (0xbf, 0x61, 'a', 0xff), NULL },                                    /* a key without a value */
    { BYTES (0xff), NULL },
    { BYTES (0xa1, 0x61, 'a', 0x9b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff), NULL }, /* lies */
    { BYTES (0xbb, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff), NULL },
    { BYTES (0xa1, 0x7b, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 'a'), NULL },
    { BYTES (0xa1, 0x61, 'a', 0x7f, 0x61, 'b', 0xff), NULL },                  /* text in pieces */
    { BYTES (0xa1, 0x61, 'a', 0xfc), NULL },                                   /* reserved */
  };
  guint8 deep[200];

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree guint8 *exact = g_memdup2 (cases[i].bytes, cases[i].size);
      g_autoptr (JsonObject) object = sl_cbor_parse (exact, cases[i].size, &error);
      g_autofree char *text = object != NULL ? sl_opentrackio_print (object, FALSE) : NULL;

      g_assert_cmpstr (text, ==, cases[i].json);
      g_assert_true ((error == NULL) == (text != NULL));
    }
  memset (deep, 0x81, sizeof deep);
  g_assert_null (sl_cbor_parse (deep, sizeof deep, NULL));
  g_assert_null (sl_cbor_parse (deep, 0, NULL));
}

/* --- the reference program --- */

/* Its packets stand behind their lengths; its camera walks about (1, 4, 3), and it says 1.0.1. */
static void
test_reference (gconstpointer data)
{
  g_autofree char *path = g_build_filename (SL_SOURCE "/tests/samples/opentrackio", data, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (SlTake) take = sl_take_read (path, FALSE, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (take->samples->len, ==, 7);
  g_assert_cmpuint (take->unread, ==, 0);
  for (guint i = 0; i < take->samples->len; i++)
    {
      const SlTrackingSample *sample = &g_array_index (take->samples, SlTrackingSample, i);

      assert_within (sample->focal_mm, 24.305, 1);
      assert_within (sample->pupil_offset_m, .123, .01);
      g_assert_cmpint (sample->rate.num, ==, 24000);
      g_assert_cmpint (sample->source, ==, g_array_index (take->samples, SlTrackingSample, 0).source);
      g_assert_cmpuint (sample->distortion.n_radial, ==, 3);
      assert_within (sample->distortion.overscan, 3.1, .2);
    }
}

void
test_tracking_add_packets (void)
{
  g_test_add_func ("/packets/bytes", test_packet_bytes);
  g_test_add_func ("/packets/segments", test_segments);
  g_test_add_func ("/packets/sequence", test_sequence);
  g_test_add_func ("/packets/bad", test_bad_packets);
  g_test_add_func ("/packets/lies", test_lies);
  g_test_add_func ("/cbor/bytes", test_cbor_bytes);
  g_test_add_func ("/cbor/odd", test_cbor_odd);
  g_test_add_data_func ("/reference/json", "camdkit_sender_json.otrk", test_reference);
  g_test_add_data_func ("/reference/cbor", "camdkit_sender_cbor.otrk", test_reference);
}
