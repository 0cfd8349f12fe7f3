#include <stdlib.h>
#include <string.h>

#include "sl-error.h"
#include "sl-file.h"
#include "sl-freed.h"
#include "sl-i18n.h"
#include "sl-json.h"
#include "sl-opentrackio.h"
#include "sl-take.h"

enum { MAX_BYTES = 512 << 20, MAX_FILE = 1 << 20, MAX_NAMES = SL_TAKE_MAX, PREFIX = 4 };

SlTake *
sl_take_new (void)
{
  SlTake *take = g_new0 (SlTake, 1);

  take->samples = g_array_new (FALSE, FALSE, sizeof (SlTrackingSample));
  sl_tracking_static_init (&take->fixed);
  return take;
}

void
sl_take_free (SlTake *take)
{
  if (take == NULL)
    return;
  g_array_unref (take->samples);
  sl_tracking_static_clear (&take->fixed);
  g_free (take);
}

/* FALSE when there are enough. */
static gboolean
add_object (SlTake *take, JsonObject *object)
{
  SlTrackingSample sample;

  if (object != NULL && sl_opentrackio_read (object, &sample, &take->fixed, NULL))
    g_array_append_val (take->samples, sample);
  else
    take->unread++;
  return take->samples->len < SL_TAKE_MAX;
}

/* --- packets --- */

static void
read_packets (SlTake *take, const guint8 *data, gsize size, const SlWatch *watch)
{
  g_autoptr (SlReassembly) reassembly = sl_reassembly_new ();
  const GByteArray *payload;
  SlOpenTrackIOEncoding encoding;

  for (gsize at = 0; at < size && !sl_watch_is_cancelled (watch);)
    {
      const gsize length = sl_opentrackio_packet_size (data + at, size - at);

      if (length == 0) /* a length before it, or something that is none: the next one is looked for */
        {
          const guint8 *next = memmem (data + at + 1, size - at - 1, "OTrk", 4);
          take->unread += next == NULL || next != data + at + PREFIX;
          at = next != NULL ? (gsize) (next - data) : size;
          continue;
        }
      const SlPacketState state = sl_reassembly_take (reassembly, data + at, length, &payload, &encoding, NULL);
      at += length;
      if (state == SL_PACKET_SAMPLE)
        {
          g_autoptr (JsonObject) object = sl_opentrackio_decode (payload->data, payload->len, encoding, NULL);
          if (!add_object (take, object))
            return;
        }
      else
        take->unread += state != SL_PACKET_PART && state != SL_PACKET_REPEATED;
    }
}

/* --- JSON --- */

/* Where the object that begins at `text` ends: behind its last bracket, or at the end of all. */
static const char *
object_end (const char *text, const char *end)
{
  guint depth = 0;
  gboolean quoted = FALSE;

  for (const char *p = text; p < end; p++)
    if (quoted && *p == '\\')
      p++;
    else if (*p == '"')
      quoted = !quoted;
    else if (!quoted && *p == '{')
      depth++;
    else if (!quoted && *p == '}' && --depth == 0)
      return p + 1;
  return end;
}

/* Objects one behind the other, whatever stands between them: lines, commas and the brackets of a list. */
static void
read_objects (SlTake *take, const char *text, gsize size, const SlWatch *watch)
{
  const char *end = text + size, *at = text;

  while (!sl_watch_is_cancelled (watch) && (at = memchr (at, '{', (gsize) (end - at))) != NULL)
    {
      const char *behind = object_end (at, end);
      g_autofree char *one = g_strndup (at, MIN ((gsize) (behind - at), (gsize) SL_OPENTRACKIO_MAX_SAMPLE));
      g_autoptr (JsonObject) object = sl_json_parse (one, NULL, NULL);

      if (!add_object (take, object))
        return;
      at = behind;
    }
}

/* --- FreeD --- */

static void
read_freed (SlTake *take, const guint8 *data, gsize size, gboolean lens)
{
  SlTrackingSample sample;

  for (gsize at = 0; at < size && take->samples->len < SL_TAKE_MAX;)
    if (sl_freed_read (data + at, size - at, lens, &sample, NULL) == SL_FREED_GOOD)
      {
        sample.source = 0;
        g_array_append_val (take->samples, sample);
        at += SL_FREED_SIZE;
      }
    else /* the next one is looked for */
      {
        const guint8 *next = memchr (data + at + 1, data[0], size - at - 1);
        take->unread++;
        at = next != NULL ? (gsize) (next - data) : size;
      }
}

/* --- all --- */

static SlTake *
finish (SlTake *take, const char *name, const SlWatch *watch, GError **error)
{
  if (take->samples->len > 0 && !sl_watch_is_cancelled (watch))
    return take;
  if (!sl_watch_stops (watch, error))
    sl_error_set_at (error, SL_ERROR_INPUT, name, 0,
                     _("there is no sample of camera tracking in it; choose OpenTrackIO (.otrk, .ndjson, .json, a "
                       "folder of .json) or FreeD (.bin)"));
  sl_take_free (take);
  return NULL;
}

SlTake *
sl_take_parse (const guint8 *data, gsize size, const char *name, gboolean lens, const SlWatch *watch, GError **error)
{
  SlTake *take = sl_take_new ();

  if (sl_file_has_suffix (name, ".bin"))
    read_freed (take, data, size, lens);
  else if (memmem (data, MIN (size, (gsize) PREFIX + 4), "OTrk", 4) != NULL)
    read_packets (take, data, size, watch);
  else
    read_objects (take, (const char *) data, size, watch);
  return finish (take, name, watch, error);
}

/* "a2" before "a10": by the last number in the name. */
static int
compare_names (gconstpointer a, gconstpointer b)
{
  g_autofree char *first = g_utf8_collate_key_for_filename (*(char *const *) a, -1);
  g_autofree char *second = g_utf8_collate_key_for_filename (*(char *const *) b, -1);

  return strcmp (first, second);
}

static void
read_file_of (SlTake *take, const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL), *data = NULL;
  gsize size;

  if (sl_file_read (path, MAX_FILE, &data, &size, NULL))
    read_objects (take, data, size, NULL);
  else
    take->unread++;
}

static SlTake *
read_folder (const char *path, const SlWatch *watch, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, error);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;
  SlTake *take;

  if (dir == NULL)
    return NULL;
  while ((name = g_dir_read_name (dir)) != NULL && names->len < MAX_NAMES)
    if (sl_file_has_suffix (name, ".json"))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  take = sl_take_new ();
  for (guint i = 0; i < names->len && take->samples->len < SL_TAKE_MAX && !sl_watch_is_cancelled (watch); i++)
    read_file_of (take, path, names->pdata[i]);
  return finish (take, path, watch, error);
}

SlTake *
sl_take_read (const char *path, gboolean lens, const SlWatch *watch, GError **error)
{
  g_autofree char *data = NULL;
  gsize size;

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    return read_folder (path, watch, error);
  if (!sl_file_read (path, MAX_BYTES, &data, &size, error))
    return NULL;
  return sl_take_parse ((const guint8 *) data, size, path, lens, watch, error);
}
