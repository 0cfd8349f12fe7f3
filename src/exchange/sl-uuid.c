#include "sl-uuid.h"

#include <string.h>

/* The name space: chosen once, and never to be changed, since every UUID that was handed out hangs on it. */
static const guint8 name_space[16] = { 0x8f, 0x2c, 0x61, 0x3a, 0x4d, 0x0e, 0x4b, 0x7c,
                                       0x9a, 0x15, 0xd3, 0x58, 0x6e, 0x20, 0xb7, 0x41 };

char *
sl_uuid_of (const char *name)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA1);
  guint8 d[20];
  gsize length = sizeof d;

  g_checksum_update (sum, name_space, sizeof name_space);
  g_checksum_update (sum, (const guint8 *) name, (gssize) strlen (name));
  g_checksum_get_digest (sum, d, &length);
  d[6] = (d[6] & 0x0f) | 0x50;
  d[8] = (d[8] & 0x3f) | 0x80;
  return g_strdup_printf ("%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x",
                          d[0], d[1], d[2], d[3], d[4], d[5], d[6], d[7], d[8], d[9],
                          d[10], d[11], d[12], d[13], d[14], d[15]);
}
