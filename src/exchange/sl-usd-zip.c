#include "sl-usd-zip.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "sl-error.h"
#include "sl-file.h"
#include "sl-i18n.h"

enum {
  ALIGNMENT = 64,
  HEADER = 30,     /* bytes of a file's header before its name */
  EXTRA_HEAD = 4,  /* of a field beside the name: what it is, how long it is */
  EXTRA_ID = 0x1986, /* of the padding, as the format's own tools have it */
  VERSION = 10,    /* of what a reader must know */
  DAY = 0x21,      /* 1 January 1980: the same plan gives the same bytes */
};

static guint32
checksum (const guint8 *data, gsize length)
{
  static guint32 table[256];
  static gsize ready;
  guint32 crc = ~0u;

  if (g_once_init_enter (&ready))
    {
      for (guint32 i = 0; i < 256; i++)
        {
          guint32 c = i;
          for (int bit = 0; bit < 8; bit++)
            c = c & 1 ? 0xedb88320u ^ c >> 1 : c >> 1;
          table[i] = c;
        }
      g_once_init_leave (&ready, 1);
    }
  for (gsize i = 0; i < length; i++)
    crc = table[(crc ^ data[i]) & 255] ^ crc >> 8;
  return ~crc;
}

static void
put_16 (GByteArray *out, guint value)
{
  const guint8 bytes[2] = { (guint8) value, (guint8) (value >> 8) };

  g_byte_array_append (out, bytes, 2);
}

static void
put_32 (GByteArray *out, guint32 value)
{
  put_16 (out, value & 0xffff);
  put_16 (out, value >> 16);
}

/* What a file's header and its line in the directory have alike. */
static void
put_entry (GByteArray *out, const SlUsdFile *file, guint32 crc, guint extra)
{
  put_16 (out, VERSION);
  put_16 (out, 0); /* flags: lengths are here, and names are ASCII */
  put_16 (out, 0); /* stored */
  put_16 (out, 0);
  put_16 (out, DAY);
  put_32 (out, crc);
  put_32 (out, (guint32) file->length);
  put_32 (out, (guint32) file->length);
  put_16 (out, (guint) strlen (file->name));
  put_16 (out, extra);
}

static void
put_directory (GByteArray *directory, const SlUsdFile *file, guint32 crc, guint64 at)
{
  put_32 (directory, 0x02014b50);
  put_16 (directory, VERSION);
  put_entry (directory, file, crc, 0);
  put_16 (directory, 0); /* no remark */
  put_16 (directory, 0); /* disk */
  put_16 (directory, 0);
  put_32 (directory, 0);
  put_32 (directory, (guint32) at);
  g_byte_array_append (directory, (const guint8 *) file->name, (guint) strlen (file->name));
}

static GByteArray *
header_of (const SlUsdFile *file, guint32 crc, guint64 at)
{
  GByteArray *header = g_byte_array_new ();
  const guint64 bare = at + HEADER + strlen (file->name);
  guint extra = (ALIGNMENT - bare % ALIGNMENT) % ALIGNMENT;

  if (extra > 0 && extra < EXTRA_HEAD)
    extra += ALIGNMENT;
  put_32 (header, 0x04034b50);
  put_entry (header, file, crc, extra);
  g_byte_array_append (header, (const guint8 *) file->name, (guint) strlen (file->name));
  if (extra > 0)
    {
      put_16 (header, EXTRA_ID);
      put_16 (header, extra - EXTRA_HEAD);
      guint length = header->len;
      g_byte_array_set_size (header, length + extra - EXTRA_HEAD);
      memset (header->data + length, 0, extra - EXTRA_HEAD);
    }
  return header;
}

static gboolean
put_all (FILE *out, const SlUsdFile *files, guint n, SlWatch *watch)
{
  g_autoptr (GByteArray) directory = g_byte_array_new ();
  guint64 at = 0;
  gboolean ok = TRUE;

  for (guint i = 0; i < n && ok && !sl_watch_is_cancelled (watch); i++)
    {
      const guint32 crc = checksum (files[i].data, files[i].length);
      g_autoptr (GByteArray) header = header_of (&files[i], crc, at);

      put_directory (directory, &files[i], crc, at);
      ok = fwrite (header->data, 1, header->len, out) == header->len
           && fwrite (files[i].data, 1, files[i].length, out) == files[i].length;
      at += header->len + files[i].length;
    }
  const guint size = directory->len;
  put_32 (directory, 0x06054b50);
  put_16 (directory, 0);
  put_16 (directory, 0);
  put_16 (directory, n);
  put_16 (directory, n);
  put_32 (directory, size);
  put_32 (directory, (guint32) at);
  put_16 (directory, 0);
  return ok && fwrite (directory->data, 1, directory->len, out) == directory->len;
}

/* A plain zip's lengths have 32 bits, its count 16. */
static gboolean
check_size (const SlUsdFile *files, guint n, GError **error)
{
  guint64 sum = 0;

  for (guint i = 0; i < n; i++)
    sum += files[i].length + 512;
  if (sum < G_MAXUINT32 && n < G_MAXUINT16)
    return TRUE;
  g_autofree char *has = g_format_size (sum), *can = g_format_size (G_MAXUINT32);
  sl_error_set (error, SL_ERROR_INPUT,
                _("the scene takes up %s, and this form of file at most %s; take coarser models or fewer of them"), has,
                can);
  return FALSE;
}

gboolean
sl_usd_zip_write (const SlUsdFile *files, guint n, const char *path, SlWatch *watch, GError **error)
{
  char *temporary;
  FILE *out;
  int trouble = 0;

  if (!check_size (files, n, error) || (temporary = sl_file_begin (path, error)) == NULL)
    return FALSE;
  errno = 0;
  out = g_fopen (temporary, "wb");
  if (out == NULL || !put_all (out, files, n, watch) || fflush (out) != 0)
    trouble = errno != 0 ? errno : EIO;
  if (out != NULL && fclose (out) != 0 && trouble == 0)
    trouble = errno;
  if (trouble == 0 && !sl_watch_stops (watch, error))
    return sl_file_commit (temporary, path, error);
  sl_file_discard (temporary);
  if (trouble != 0)
    sl_error_set_at (error, SL_ERROR_IO, path, 0,
                     _("cannot be written (%s); choose another folder or free some space"), g_strerror (trouble));
  return FALSE;
}
