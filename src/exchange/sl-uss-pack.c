/* The text of an imported file as a plan keeps it: compressed, as letters. */
#include <gio/gio.h>
#include <string.h>

#include "sl-uss-private.h"

/* All of `bytes` through a converter; NULL where it refuses them or gives more than `most`. */
static GByteArray *
convert (GConverter *converter, const void *bytes, gsize length, gsize most)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  guint8 part[16384];
  gsize at = 0;

  for (;;)
    {
      gsize read, written;
      const GConverterResult result
        = g_converter_convert (converter, (const char *) bytes + at, length - at, part, sizeof part,
                               G_CONVERTER_INPUT_AT_END, &read, &written, NULL);

      if (result == G_CONVERTER_ERROR || out->len + written > most)
        return NULL;
      g_byte_array_append (out, part, (guint) written);
      at += read;
      if (result == G_CONVERTER_FINISHED)
        return g_steal_pointer (&out);
    }
}

char *
sl_uss_pack (const char *text)
{
  g_autoptr (GConverter) converter = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 9));
  g_autoptr (GByteArray) bytes = convert (converter, text, strlen (text), G_MAXUINT);

  return bytes != NULL ? g_base64_encode (bytes->data, bytes->len) : NULL;
}

char *
sl_uss_unpack (const char *packed)
{
  g_autoptr (GConverter) converter = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB));
  gsize length;
  g_autofree guchar *bytes = g_base64_decode (packed, &length);
  g_autoptr (GByteArray) text = length > 0 ? convert (converter, bytes, length, SL_SCRIPT_MAX_BYTES) : NULL;
  const guint8 zero = 0;

  if (text == NULL || memchr (text->data, 0, text->len) != NULL)
    return NULL;
  g_byte_array_append (text, &zero, 1);
  if (!g_utf8_validate ((const char *) text->data, -1, NULL))
    return NULL;
  return (char *) g_byte_array_free (g_steal_pointer (&text), FALSE);
}
