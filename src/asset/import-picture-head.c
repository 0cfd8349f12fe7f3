/* PNG:  signature | chunks of length, type, data, checksum: IHDR (width, height, …) first, IEND last
 * JPEG: FF D8 | segments of FF, marker, length with its own two bytes, data | … SOS and coded data, in which FF is
 *       followed by 00 or a restart marker … | FF D9
 * EXIF: in JPEG's APP1 behind "Exif\0\0", in PNG's eXIf: a TIFF header, then its first folder of tags, 12 bytes each.
 * All big endian, but TIFF says which it is. */
#include "import-picture-head.h"

#include <string.h>

typedef struct {
  const guint8 *data;
  gsize         length;
  gboolean      little;
} Tiff;

static guint32
big (const guint8 *p, guint n)
{
  guint32 value = 0;

  for (guint i = 0; i < n; i++)
    value = value << 8 | p[i];
  return value;
}

static guint32
tiff_number (const Tiff *tiff, gsize at, guint n)
{
  const guint8 *p = tiff->data + at;

  if (!tiff->little)
    return big (p, n);
  return n == 2 ? (guint32) (p[0] | p[1] << 8) : GUINT32_SWAP_LE_BE (big (p, 4));
}

/* The orientation that a TIFF block's first folder holds; 1 without one. */
static guint
read_orientation (const guint8 *data, gsize length)
{
  enum { ORIENTATION = 0x112, SHORT = 3, ENTRY = 12 };
  const Tiff tiff = { data, length, length >= 2 && data[0] == 'I' };
  gsize at, n;

  if (length < 8 || (memcmp (data, "II*\0", 4) != 0 && memcmp (data, "MM\0*", 4) != 0))
    return 1;
  at = tiff_number (&tiff, 4, 4);
  if (at < 8 || at > length - 2)
    return 1;
  n = tiff_number (&tiff, at, 2);
  at += 2;
  for (gsize i = 0; i < n && at + ENTRY <= length; i++, at += ENTRY)
    if (tiff_number (&tiff, at, 2) == ORIENTATION && tiff_number (&tiff, at + 2, 2) == SHORT)
      {
        const guint32 value = tiff_number (&tiff, at + 8, 2);
        return value >= 1 && value <= 8 ? value : 1;
      }
  return 1;
}

static void
read_png (const guint8 *data, gsize length, ImportPictureHead *head)
{
  for (gsize at = 8; at + 12 <= length;)
    {
      const gsize n = big (data + at, 4);
      const guint8 *type = data + at + 4, *content = data + at + 8;

      if (n > length - at - 12)
        return;
      if (memcmp (type, "IHDR", 4) == 0 && n >= 8)
        {
          head->width = big (content, 4);
          head->height = big (content + 4, 4);
        }
      else if (memcmp (type, "eXIf", 4) == 0)
        head->orientation = read_orientation (content, n);
      else if (memcmp (type, "IEND", 4) == 0)
        {
          head->whole = TRUE;
          return;
        }
      at += 12 + n;
    }
}

/* Where the coded data that begins at `at` ends: at the next marker that is none of a restart. */
static gsize
skip_coded (const guint8 *data, gsize length, gsize at)
{
  while (at + 1 < length)
    {
      const guint8 *next = memchr (data + at, 0xff, length - 1 - at);
      if (next == NULL)
        return length;
      at = (gsize) (next - data);
      const guint8 code = data[at + 1];
      if (code != 0 && code != 0xff && (code < 0xd0 || code > 0xd7))
        return at;
      at += code == 0xff ? 1 : 2;
    }
  return length;
}

static void
read_segment (guint8 marker, const guint8 *content, gsize n, ImportPictureHead *head)
{
  const gboolean is_frame = marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;

  if (is_frame && n >= 5)
    {
      head->height = big (content + 1, 2);
      head->width = big (content + 3, 2);
    }
  else if (marker == 0xe1 && n > 6 && memcmp (content, "Exif\0\0", 6) == 0)
    head->orientation = read_orientation (content + 6, n - 6);
}

static void
read_jpeg (const guint8 *data, gsize length, ImportPictureHead *head)
{
  enum { END = 0xd9, SCAN = 0xda };

  for (gsize at = 2; at + 4 <= length || (at + 2 <= length && data[at + 1] == END);)
    {
      const guint8 marker = data[at + 1];
      gsize n;

      if (data[at] != 0xff)
        return;
      if (marker == END)
        {
          head->whole = TRUE;
          return;
        }
      if (marker == 0xff) /* one may be filled up with more of them */
        {
          at++;
          continue;
        }
      n = big (data + at + 2, 2);
      if (n < 2 || n > length - at - 2)
        return;
      read_segment (marker, data + at + 4, n - 2, head);
      at += 2 + n;
      if (marker == SCAN)
        at = skip_coded (data, length, at);
    }
}

gboolean
import_picture_head (const guint8 *data, gsize length, ImportPictureHead *head)
{
  *head = (ImportPictureHead) { .orientation = 1 };
  if (length >= 8 && memcmp (data, "\x89PNG\r\n\x1a\n", 8) == 0)
    {
      head->type = "png";
      read_png (data, length, head);
      return TRUE;
    }
  if (length >= 3 && memcmp (data, "\xff\xd8\xff", 3) == 0)
    {
      head->type = "jpeg";
      read_jpeg (data, length, head);
      return TRUE;
    }
  return FALSE;
}
