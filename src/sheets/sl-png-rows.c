/* A PNG is a signature and chunks:
 *
 *   IHDR size, 8 bits, palette ─ PLTE colours ─ IDAT… ─ IEND       chunk = length, name, data, CRC of name and data
 *
 * The IDATs are one zlib stream: for each row a filter and its bytes. Rows are told by how they differ from the one
 * above ("up"), because most are the same. */
#include "sl-png-rows.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "sl-error.h"
#include "sl-i18n.h"

enum { FILTER_UP = 2, BUFFER = 1 << 16 };

struct SlPngRows {
  FILE       *out;
  char       *path;
  GConverter *zlib;
  guint32     width;
  guint8     *above, *line; /* width; 1 + width */
  gboolean    failed;
};

/* ISO 3309, as the PNG specification's annex tells. */
static guint32
crc (guint32 sum, const guint8 *data, gsize length)
{
  static guint32 table[256];
  static gsize made;

  if (g_once_init_enter (&made))
    {
      for (guint32 i = 0; i < 256; i++)
        {
          guint32 c = i;
          for (guint k = 0; k < 8; k++)
            c = c & 1 ? 0xedb88320 ^ c >> 1 : c >> 1;
          table[i] = c;
        }
      g_once_init_leave (&made, 1);
    }
  for (gsize i = 0; i < length; i++)
    sum = table[(sum ^ data[i]) & 255] ^ sum >> 8;
  return sum;
}

static void
put (SlPngRows *png, const void *data, gsize length)
{
  png->failed |= length > 0 && fwrite (data, 1, length, png->out) != length;
}

static void
put_u32 (SlPngRows *png, guint32 number)
{
  const guint32 big = GUINT32_TO_BE (number);

  put (png, &big, sizeof big);
}

static void
put_chunk (SlPngRows *png, const char *name, const guint8 *data, gsize length)
{
  guint32 sum = crc (0xffffffff, (const guint8 *) name, 4);

  put_u32 (png, (guint32) length);
  put (png, name, 4);
  put (png, data, length);
  put_u32 (png, crc (sum, data, length) ^ 0xffffffff);
}

static gboolean
is_written (const SlPngRows *png, GError **error)
{
  if (!png->failed)
    return TRUE;
  sl_error_set_at (error, SL_ERROR_IO, png->path, 0,
                   _("cannot be written (%s); choose another folder or free some space"),
                   g_strerror (errno != 0 ? errno : EIO));
  return FALSE;
}

static void
put_head (SlPngRows *png, guint32 width, guint32 height, const guint32 *palette, guint n)
{
  static const guint8 signature[8] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
  guint8 head[13] = { 0 }, colours[3 * 256];
  const guint32 size[2] = { GUINT32_TO_BE (width), GUINT32_TO_BE (height) };

  memcpy (head, size, sizeof size);
  head[8] = 8; /* bits */
  head[9] = 3; /* a palette */
  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < 3; k++)
      colours[3 * i + k] = (guint8) (palette[i] >> (16 - 8 * k));
  put (png, signature, sizeof signature);
  put_chunk (png, "IHDR", head, sizeof head);
  put_chunk (png, "PLTE", colours, 3 * (gsize) n);
}

SlPngRows *
sl_png_rows_new (const char *path, guint32 width, guint32 height, const guint32 *palette, guint n, GError **error)
{
  g_autoptr (SlPngRows) png = g_new0 (SlPngRows, 1);

  png->path = g_strdup (path);
  png->width = width;
  png->above = g_malloc0 (width);
  png->line = g_malloc0 ((gsize) width + 1);
  png->zlib = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 6));
  png->out = g_fopen (path, "wbe");
  png->failed = png->out == NULL;
  if (!png->failed)
    put_head (png, width, height, palette, n);
  return is_written (png, error) ? g_steal_pointer (&png) : NULL;
}

/* What the compressor makes of these bytes; with `end`, all that is left in it. */
static void
deflate (SlPngRows *png, const guint8 *bytes, gsize length, gboolean end)
{
  guint8 out[BUFFER];
  GConverterResult result;

  do
    {
      gsize read = 0, written = 0;

      result = g_converter_convert (png->zlib, bytes, length, out, sizeof out,
                                    end ? G_CONVERTER_INPUT_AT_END : G_CONVERTER_NO_FLAGS, &read, &written, NULL);
      png->failed |= result == G_CONVERTER_ERROR;
      bytes += read;
      length -= read;
      if (written > 0)
        put_chunk (png, "IDAT", out, written);
    }
  while (!png->failed && (end ? result != G_CONVERTER_FINISHED : length > 0));
}

gboolean
sl_png_rows_push (SlPngRows *png, const guint8 *row, GError **error)
{
  png->line[0] = FILTER_UP;
  for (guint32 x = 0; x < png->width; x++)
    png->line[x + 1] = (guint8) (row[x] - png->above[x]);
  memcpy (png->above, row, png->width);
  deflate (png, png->line, (gsize) png->width + 1, FALSE);
  return is_written (png, error);
}

gboolean
sl_png_rows_finish (SlPngRows *png, GError **error)
{
  deflate (png, NULL, 0, TRUE);
  put_chunk (png, "IEND", NULL, 0);
  png->failed |= fflush (png->out) != 0;
  return is_written (png, error);
}

void
sl_png_rows_free (SlPngRows *png)
{
  if (png == NULL)
    return;
  if (png->out != NULL)
    fclose (png->out);
  g_clear_object (&png->zlib);
  g_free (png->above);
  g_free (png->line);
  g_free (png->path);
  g_free (png);
}
