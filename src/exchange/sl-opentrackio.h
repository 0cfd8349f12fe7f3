/* OpenTrackIO 1.0.1 (SMPTE RIS-OSVP): samples as JSON or CBOR, and the packets that carry them.
 *
 *   "OTrk" | 0 | encoding | u16 sequence | u32 offset of the segment | last:1 length:15 | u16 Fletcher-16 | payload
 *
 * Numbers are big-endian; the checksum is of the 14 bytes before it and the payload, with sums modulo 256. A payload
 * that is longer than a packet takes comes in segments of one sequence number. */
#pragma once

#include <json-glib/json-glib.h>

#include "sl-packet-state.h"
#include "sl-tracking.h"

G_BEGIN_DECLS

typedef enum { SL_OPENTRACKIO_JSON = 1, SL_OPENTRACKIO_CBOR = 2 } SlOpenTrackIOEncoding;

enum {
  SL_OPENTRACKIO_HEADER = 16,       /* bytes */
  SL_OPENTRACKIO_SEGMENT = 1484,    /* bytes of payload that a packet takes at most: readers take 1500 in all */
  SL_OPENTRACKIO_MAX_SAMPLE = 65536, /* bytes of a sample that is read: far more than any has */
  SL_OPENTRACKIO_PORT = 55555,
  SL_OPENTRACKIO_MAX_SOURCE = 200,
};

/* --- sl-opentrackio-write.c --- */

/* The sample, with `fixed` (may be NULL) as its static block; its names come from `names` (may be NULL), and its number
 * from `source` (1…200). Free with json_object_unref(). */
JsonObject *sl_opentrackio_sample    (const SlTrackingSample *sample, const SlTrackingStatic *names,
                                      const SlTrackingStatic *fixed, int source);
/* As one line without a line's end. Free with g_free(). */
char       *sl_opentrackio_print     (JsonObject *sample, gboolean pretty);
/* The bytes of a sample in either encoding. Free with g_byte_array_unref(). */
GByteArray *sl_opentrackio_encode    (JsonObject *sample, SlOpenTrackIOEncoding encoding);

/* --- sl-opentrackio-read.c --- */

/* What a sample holds; what is there but is none of its kind is as if it were not there. Names, units and senses are
 * the plan's from here on. `fixed` (may be NULL; initialised) takes the static block where there is one. FALSE with an
 * error for what has no pose that counts, or is of another protocol. */
gboolean    sl_opentrackio_read      (JsonObject *object, SlTrackingSample *sample, SlTrackingStatic *fixed,
                                      GError **error);
/* The object that a payload holds. NULL with an error. Free with json_object_unref(). */
JsonObject *sl_opentrackio_decode    (const guint8 *data, gsize size, SlOpenTrackIOEncoding encoding, GError **error);

/* --- sl-opentrackio-cbor.c --- */

/* Appends the node as CBOR. */
void        sl_cbor_append           (GByteArray *bytes, JsonNode *node);
/* An object of CBOR with a limit on depth and size; the last of two equal keys counts. NULL with an error. */
JsonObject *sl_cbor_parse            (const guint8 *data, gsize size, GError **error);

/* --- sl-opentrackio-packet.c --- */

/* Fletcher-16 with sums modulo 256 of two runs of bytes. */
guint16     sl_opentrackio_checksum  (const guint8 *head, gsize n_head, const guint8 *body, gsize n_body);
/* The packets (GBytes) of a payload; `sequence` as it goes into their headers, where 0 is never used first. Free with
 * g_ptr_array_unref(). */
GPtrArray  *sl_opentrackio_packets   (const guint8 *payload, gsize size, SlOpenTrackIOEncoding encoding,
                                      guint16 sequence);

/* Puts segments together, of one sample at a time. */
typedef struct SlReassembly SlReassembly;
SlReassembly *sl_reassembly_new   (void); /* free with sl_reassembly_free() */
void          sl_reassembly_free  (SlReassembly *reassembly); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlReassembly, sl_reassembly_free)
/* Takes a packet; with SL_PACKET_SAMPLE, `payload` (borrowed until the next call) is a sample's. `lost` (may be NULL)
 * grows by the samples that were left out before it. */
SlPacketState sl_reassembly_take  (SlReassembly *reassembly, const guint8 *packet, gsize size,
                                   const GByteArray **payload, SlOpenTrackIOEncoding *encoding, guint64 *lost);
/* The bytes of the packet that begins at `data`, by what its header tells; 0 where none does. For packets in a file. */
gsize         sl_opentrackio_packet_size (const guint8 *data, gsize size);

G_END_DECLS
