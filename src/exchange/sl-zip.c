#include "sl-zip.h"

#include <stdio.h>
#include <string.h>

#include "sl-error.h"
#include "sl-file-name.h"
#include "sl-file.h"
#include "sl-i18n.h"

enum {
  LOCAL = 0x04034b50, CENTRAL = 0x02014b50, END = 0x06054b50, /* what each part begins with */
  LOCAL_BYTES = 30, CENTRAL_BYTES = 46, END_BYTES = 22,
  STORED = 0, DEFLATED = 8,
  ENCRYPTED = 1, UTF8_NAMES = 1 << 11,
  VERSION = 20,
  FIRST_DAY = 1 << 5 | 1, /* 1 January 1980, in the bits of DOS */
  MOST_ENTRIES = 0xffff,
  PADDING = 0x1986, PADDING_HEAD = 4, /* an extra field of that name, which USD's own tools pad with, and its head */
};

typedef struct {
  char   *name;
  GBytes *packed;   /* NULL in one that was read */
  guint   method;
  guint   flags;
  guint32 crc;
  guint64 size, packed_size;
  guint64 at;       /* of its local header, in one that was read */
} Entry;

struct SlZip {
  GPtrArray  *entries;
  GHashTable *names; /* folded → Entry */
  guint       alignment; /* 0: none, and what can be made smaller is */
  GBytes     *data;  /* of one that was read */
  char       *file;  /* likewise */
};

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->name);
  g_clear_pointer (&entry->packed, g_bytes_unref);
  g_free (entry);
}

SlZip *
sl_zip_new (void)
{
  SlZip *zip = g_new0 (SlZip, 1);

  zip->entries = g_ptr_array_new_with_free_func (entry_free);
  zip->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return zip;
}

void
sl_zip_free (SlZip *zip)
{
  if (zip == NULL)
    return;
  g_ptr_array_unref (zip->entries);
  g_hash_table_unref (zip->names);
  g_clear_pointer (&zip->data, g_bytes_unref);
  g_free (zip->file);
  g_free (zip);
}

static Entry *
find (const SlZip *zip, const char *name)
{
  g_autofree char *folded = sl_file_name_key (name);

  for (guint i = 0; i < zip->entries->len && zip->data != NULL; i++) /* two that differ by case are two to a reader */
    if (g_str_equal (((Entry *) zip->entries->pdata[i])->name, name))
      return zip->entries->pdata[i];
  return g_hash_table_lookup (zip->names, folded);
}

gboolean
sl_zip_has (const SlZip *zip, const char *name)
{
  return find (zip, name) != NULL;
}

guint
sl_zip_count (const SlZip *zip)
{
  return zip->entries->len;
}

const char *
sl_zip_name (const SlZip *zip, guint index)
{
  return ((Entry *) zip->entries->pdata[index])->name;
}

static void
take (SlZip *zip, Entry *entry)
{
  g_ptr_array_add (zip->entries, entry);
  g_hash_table_replace (zip->names, sl_file_name_key (entry->name), entry);
}

/* --- content --- */

static guint32
crc_of (const guint8 *data, gsize length)
{
  static guint32 table[256];
  static gsize made;
  guint32 crc = 0xffffffff;

  if (g_once_init_enter (&made))
    {
      for (guint32 i = 0; i < 256; i++)
        {
          table[i] = i;
          for (guint k = 0; k < 8; k++)
            table[i] = table[i] >> 1 ^ (table[i] & 1 ? 0xedb88320 : 0);
        }
      g_once_init_leave (&made, 1);
    }
  for (gsize i = 0; i < length; i++)
    crc = table[(crc ^ data[i]) & 255] ^ crc >> 8;
  return crc ^ 0xffffffff;
}

/* All of `data` through a converter; NULL where it refuses it or gives more than `most`. */
static GBytes *
convert (GConverter *converter, const guint8 *data, gsize length, gsize most)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  g_autofree guint8 *part = g_malloc (1 << 16);

  for (gsize at = 0;;)
    {
      gsize read, written;
      const GConverterResult result = g_converter_convert (converter, data + at, length - at, part, 1 << 16,
                                                           G_CONVERTER_INPUT_AT_END, &read, &written, NULL);

      if (result == G_CONVERTER_ERROR || written > most - out->len)
        return NULL;
      g_byte_array_append (out, part, (guint) written);
      at += read;
      if (result == G_CONVERTER_FINISHED)
        return g_byte_array_free_to_bytes (g_steal_pointer (&out));
    }
}

void
sl_zip_align (SlZip *zip, guint bytes)
{
  zip->alignment = bytes;
}

void
sl_zip_add (SlZip *zip, const char *name, GBytes *content)
{
  g_autoptr (GConverter) converter = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW, 6));
  gsize length;
  const guint8 *data = g_bytes_get_data (content, &length);
  GBytes *smaller = zip->alignment == 0 && length > 0 && length < G_MAXUINT
                      ? convert (converter, data, length, length - 1) : NULL;
  Entry *entry = g_new0 (Entry, 1);

  entry->name = g_strdup (name);
  entry->packed = smaller != NULL ? smaller : g_bytes_ref (content);
  entry->method = smaller != NULL ? DEFLATED : STORED;
  entry->crc = crc_of (data, length);
  entry->size = length;
  entry->packed_size = g_bytes_get_size (entry->packed);
  take (zip, entry);
}

/* --- writing --- */

static void
put (GByteArray *out, guint64 value, guint bytes)
{
  for (guint i = 0; i < bytes; i++)
    {
      const guint8 byte = (guint8) (value >> 8 * i);
      g_byte_array_append (out, &byte, 1);
    }
}

/* What the local header and the list have in common, from the flags on. */
static void
put_facts (GByteArray *out, const Entry *entry, guint extra)
{
  put (out, g_str_is_ascii (entry->name) ? 0 : UTF8_NAMES, 2);
  put (out, entry->method, 2);
  put (out, 0, 2);
  put (out, FIRST_DAY, 2);
  put (out, entry->crc, 4);
  put (out, entry->packed_size, 4);
  put (out, entry->size, 4);
  put (out, strlen (entry->name), 2);
  put (out, extra, 2);
}

/* The bytes of an extra field behind which content begins where it should, in a file whose header is at `at`. */
static guint
padding_of (const SlZip *zip, const Entry *entry, guint64 at)
{
  const guint64 bare = at + LOCAL_BYTES + strlen (entry->name);
  guint extra = zip->alignment == 0 ? 0 : (zip->alignment - (guint) (bare % zip->alignment)) % zip->alignment;

  while (extra > 0 && extra < PADDING_HEAD)
    extra += zip->alignment;
  return extra;
}

static void
put_padding (GByteArray *out, guint extra)
{
  if (extra == 0)
    return;
  put (out, PADDING, 2);
  put (out, extra - PADDING_HEAD, 2);
  for (guint i = PADDING_HEAD; i < extra; i++)
    put (out, 0, 1);
}

static void
put_name (GByteArray *out, const Entry *entry)
{
  g_byte_array_append (out, (const guint8 *) entry->name, (guint) strlen (entry->name));
}

static gboolean
put_entries (FILE *out, gpointer data_of, SlWatch *watch)
{
  const SlZip *zip = data_of;
  g_autoptr (GByteArray) list = g_byte_array_new ();
  guint64 at = 0;

  for (guint i = 0; i < zip->entries->len && !sl_watch_is_cancelled (watch); i++)
    {
      const Entry *entry = zip->entries->pdata[i];
      g_autoptr (GByteArray) head = g_byte_array_new ();
      gsize length;
      const guint8 *data = g_bytes_get_data (entry->packed, &length);

      put (head, LOCAL, 4);
      put (head, VERSION, 2);
      put_facts (head, entry, padding_of (zip, entry, at));
      put_name (head, entry);
      put_padding (head, padding_of (zip, entry, at));
      put (list, CENTRAL, 4);
      put (list, VERSION, 2);
      put (list, VERSION, 2);
      put_facts (list, entry, 0);
      put (list, 0, 4); /* no comment, disk 0 */
      put (list, 0, 6); /* no attributes */
      put (list, at, 4);
      put_name (list, entry);
      if (fwrite (head->data, 1, head->len, out) != head->len || fwrite (data, 1, length, out) != length)
        return FALSE;
      at += head->len + length;
    }
  const guint size = list->len;
  put (list, END, 4);
  put (list, 0, 4);
  put (list, zip->entries->len, 2);
  put (list, zip->entries->len, 2);
  put (list, size, 4);
  put (list, at, 4);
  put (list, 0, 2);
  return fwrite (list->data, 1, list->len, out) == list->len;
}

static gboolean
check_fits (const SlZip *zip, const char *path, GError **error)
{
  guint64 bytes = END_BYTES;

  for (guint i = 0; i < zip->entries->len; i++)
    {
      const Entry *entry = zip->entries->pdata[i];
      bytes += MAX (entry->size, entry->packed_size) + LOCAL_BYTES + CENTRAL_BYTES + 2 * strlen (entry->name)
               + 2 * zip->alignment;
    }
  if (zip->entries->len <= MOST_ENTRIES && bytes <= G_MAXUINT32)
    return TRUE;
  sl_error_set_at (error, SL_ERROR_INPUT, path, 0,
                   _("a zip file takes 65,535 files and 4 GiB at most; take coarser models or fewer of them"));
  return FALSE;
}

gboolean
sl_zip_write (const SlZip *zip, const char *path, SlWatch *watch, GError **error)
{
  return check_fits (zip, path, error) && sl_file_write_with (path, put_entries, (gpointer) zip, watch, error);
}

/* --- reading --- */

static guint64
number_at (const guint8 *data, gsize at, guint bytes)
{
  guint64 value = 0;

  for (guint i = 0; i < bytes; i++)
    value |= (guint64) data[at + i] << 8 * i;
  return value;
}

/* Where the end of the list is; −1 for nowhere. */
static gint64
find_end (const guint8 *data, gsize length)
{
  for (gsize back = END_BYTES; back <= length && back <= END_BYTES + 0xffff; back++)
    if (number_at (data, length - back, 4) == END)
      return (gint64) (length - back);
  return -1;
}

/* The list's entry at `*at`, which is then behind it; NULL when it is none. */
static Entry *
read_entry (const guint8 *data, gsize length, guint64 *at)
{
  const guint64 from = *at;

  if (from > length || length - from < CENTRAL_BYTES || number_at (data, from, 4) != CENTRAL)
    return NULL;
  const guint64 name = number_at (data, from + 28, 2);
  const guint64 rest = name + number_at (data, from + 30, 2) + number_at (data, from + 32, 2);
  if (rest > length - from - CENTRAL_BYTES)
    return NULL;
  g_autofree char *raw = g_strndup ((const char *) data + from + CENTRAL_BYTES, name);
  Entry *entry = g_new0 (Entry, 1);
  entry->name = g_utf8_make_valid (raw, -1);
  entry->flags = (guint) number_at (data, from + 8, 2);
  entry->method = (guint) number_at (data, from + 10, 2);
  entry->crc = (guint32) number_at (data, from + 16, 4);
  entry->packed_size = number_at (data, from + 20, 4);
  entry->size = number_at (data, from + 24, 4);
  entry->at = number_at (data, from + 42, 4);
  *at = from + CENTRAL_BYTES + rest;
  return entry;
}

SlZip *
sl_zip_read (GBytes *content, const char *file, GError **error)
{
  g_autoptr (SlZip) zip = sl_zip_new ();
  gsize length;
  const guint8 *data = g_bytes_get_data (content, &length);
  const gint64 end = find_end (data, length);
  guint64 n = end >= 0 ? number_at (data, (gsize) end + 10, 2) : 0, at = 0;

  zip->data = g_bytes_ref (content);
  zip->file = g_strdup (file);
  if (end >= 0)
    at = number_at (data, (gsize) end + 16, 4);
  for (guint64 i = 0; i < n; i++)
    {
      Entry *entry = read_entry (data, length, &at);

      if (entry == NULL)
        {
          sl_error_set_at (error, SL_ERROR_INPUT, file, 0,
                           _("the list of this zip file is damaged; fetch the file again"));
          return NULL;
        }
      take (zip, entry);
    }
  if (end >= 0)
    return g_steal_pointer (&zip);
  sl_error_set_at (error, SL_ERROR_INPUT, file, 0, _("this is no zip file; export it again"));
  return NULL;
}

/* Where the entry's own bytes begin; 0 when they are not in the file. */
static gsize
find_data (const Entry *entry, const guint8 *data, gsize length)
{
  if (entry->at > length || length - entry->at < LOCAL_BYTES || number_at (data, entry->at, 4) != LOCAL)
    return 0;
  const guint64 from = entry->at + LOCAL_BYTES + number_at (data, entry->at + 26, 2)
                       + number_at (data, entry->at + 28, 2);
  return from <= length && entry->packed_size <= length - from ? from : 0;
}

GBytes *
sl_zip_get (const SlZip *zip, const char *name, gsize limit, GError **error)
{
  const Entry *entry = find (zip, name);
  gsize length = 0, from;
  const guint8 *data = zip->data != NULL ? g_bytes_get_data (zip->data, &length) : NULL;
  g_autoptr (GBytes) content = NULL;

  if (entry == NULL)
    sl_error_set_at (error, SL_ERROR_INPUT, zip->file, 0, _("it has no “%s” in it; export it again"), name);
  else if (entry->size > limit)
    sl_error_set_at (error, SL_ERROR_INPUT, zip->file, 0, _("“%s” in it is too large; export less"), name);
  else if ((entry->flags & ENCRYPTED) != 0 || (entry->method != STORED && entry->method != DEFLATED))
    sl_error_set_at (error, SL_ERROR_INPUT, zip->file, 0,
                     _("“%s” in it is encrypted or packed in an unknown way; pack it as a plain zip file"), name);
  else if ((from = find_data (entry, data, length)) > 0)
    {
      g_autoptr (GConverter) converter = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW));
      content = entry->method == STORED ? g_bytes_new_from_bytes (zip->data, from, entry->packed_size)
                                        : convert (converter, data + from, entry->packed_size, entry->size);
    }
  else
    from = 0;
  if (content != NULL && g_bytes_get_size (content) == entry->size
      && crc_of (g_bytes_get_data (content, NULL), entry->size) == entry->crc)
    return g_steal_pointer (&content);
  if (error != NULL && *error == NULL)
    sl_error_set_at (error, SL_ERROR_INPUT, zip->file, 0, _("“%s” in it is damaged; fetch the file again"), name);
  return NULL;
}
