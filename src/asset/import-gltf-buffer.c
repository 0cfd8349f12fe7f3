#include "import-gltf-private.h"

#include <meshoptimizer.h>
#include <string.h>

#include "import-limits.h"
#include "sl-error.h"
#include "sl-i18n.h"

/* meshoptimizer's codecs take at least one byte for so many of what they stand for. */
enum { MESHOPT_RATIO = 64, MESHOPT_STRIDE_MOST = 256 };

/* --- URIs --- */

/* data:[TYPE][;base64],DATA */
static GBytes *
read_data_uri (const char *uri, GError **error)
{
  const char *comma = strchr (uri, ',');
  g_autoptr (GBytes) plain = NULL;
  g_autofree char *copy = NULL;
  gsize length;

  if (comma == NULL)
    {
      sl_error_set (error, SL_ERROR_IO, _("a data: address holds no data"));
      return NULL;
    }
  plain = g_uri_unescape_bytes (comma + 1, -1, NULL, error);
  if (plain == NULL || comma - uri < 7 || memcmp (comma - 7, ";base64", 7) != 0)
    return g_steal_pointer (&plain);
  copy = g_strndup (g_bytes_get_data (plain, NULL), g_bytes_get_size (plain));
  if (strlen (copy) < 2) /* GLib takes no less */
    return g_bytes_new (NULL, 0);
  g_base64_decode_inplace (copy, &length);
  return g_bytes_new_take (g_steal_pointer (&copy), length);
}

/* Something before a colon, before any slash: not a name in a folder (RFC 3986, 3.1). */
static gboolean
has_scheme (const char *uri)
{
  return g_ascii_isalpha (*uri) && uri[strspn (uri, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "+-.")] == ':';
}

GBytes *
gltf_read_uri (Gltf *g, const char *uri, GError **error)
{
  g_autofree char *name = NULL;

  if (g_ascii_strncasecmp (uri, "data:", 5) == 0)
    return read_data_uri (uri, error);
  if (has_scheme (uri))
    {
      g_autofree char *start = g_utf8_substring (uri, 0, MIN (g_utf8_strlen (uri, -1), 100));
      sl_error_set (error, SL_ERROR_INPUT,
                    _("“%s” lies outside of the model's folder; put it beside the model"), start);
      return NULL;
    }
  name = g_uri_unescape_string (uri, NULL);
  return import_files_read (g->files, name != NULL ? name : uri, error); /* a percent sign that was not encoded */
}

/* --- buffers --- */

static GBytes *
read_buffer (Gltf *g, gint index)
{
  ImportValue buffer = gltf_at (g, GLTF_BUFFERS, index);
  gint64 need = gltf_integer (g, buffer, "byteLength", -1, 1, G_MAXINT64 / 2);
  g_autofree char *uri = import_json_text (import_json_member (buffer, "uri"));
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  if (need < 0)
    gltf_fail (g, _("buffer %d has no length"), index);
  else if (uri != NULL)
    bytes = gltf_read_uri (g, uri, &error);
  else if (index == 0 && g->own != NULL)
    bytes = g_bytes_ref (g->own);
  else
    gltf_fail (g, _("buffer %d has no data"), index);
  if (error != NULL)
    gltf_fail_with (g, g_steal_pointer (&error));
  if (bytes == NULL)
    return NULL;
  if (g_bytes_get_size (bytes) < (guint64) need)
    {
      gltf_fail (g, _("the data of buffer %d is cut short"), index);
      return NULL;
    }
  g->bytes += (guint64) need;
  return g_bytes_new_from_bytes (bytes, 0, (gsize) need);
}

/* A stretch of a buffer, borrowed. */
static gboolean
find_bytes (Gltf *g, ImportValue object, GltfBytes *bytes)
{
  gint index = gltf_index (g, object, "buffer", GLTF_BUFFERS);
  gint64 offset = gltf_integer (g, object, "byteOffset", 0, 0, G_MAXINT64 / 2);
  gint64 length = gltf_integer (g, object, "byteLength", 0, 1, G_MAXINT64 / 2);
  const guint8 *data;
  gsize size;

  if (index < 0)
    gltf_fail (g, _("a bufferView has no buffer"));
  if (g->error == NULL && g->buffers->pdata[index] == NULL)
    g->buffers->pdata[index] = read_buffer (g, index);
  if (g->error != NULL)
    return FALSE;
  data = g_bytes_get_data (g->buffers->pdata[index], &size);
  if (offset + length > (gint64) size)
    {
      gltf_fail (g, _("a bufferView leaves buffer %d"), index);
      return FALSE;
    }
  *bytes = (GltfBytes) { data + offset, (gsize) length };
  return TRUE;
}

/* --- EXT_meshopt_compression --- */

typedef enum { MODE_ATTRIBUTES, MODE_TRIANGLES, MODE_INDICES } Mode;
typedef enum { FILTER_NONE, FILTER_OCTAHEDRAL, FILTER_QUATERNION, FILTER_EXPONENTIAL } Filter;

typedef struct {
  Mode   mode;
  Filter filter;
  gsize  count, stride;
} Compressed;

/* Which of `names` a text is; −1 for another, `otherwise` when it is not given. */
static gint
which (ImportValue object, const char *name, const char *const *names, gint otherwise)
{
  g_autofree char *text = import_json_text (import_json_member (object, name));

  if (text == NULL)
    return import_json_kind (import_json_member (object, name)) == IMPORT_JSON_NOTHING ? otherwise : -1;
  for (gint i = 0; names[i] != NULL; i++)
    if (g_str_equal (names[i], text))
      return i;
  return -1;
}

/* What the extension allows; the decoders rely on it. */
static gboolean
is_allowed (const Compressed *c)
{
  if (c->mode == MODE_ATTRIBUTES && (c->stride % 4 != 0 || c->stride > MESHOPT_STRIDE_MOST))
    return FALSE;
  if (c->mode != MODE_ATTRIBUTES && ((c->stride != 2 && c->stride != 4) || c->filter != FILTER_NONE))
    return FALSE;
  if (c->mode == MODE_TRIANGLES && c->count % 3 != 0)
    return FALSE;
  return (c->filter != FILTER_OCTAHEDRAL || c->stride == 4 || c->stride == 8)
         && (c->filter != FILTER_QUATERNION || c->stride == 8);
}

static gboolean
read_compressed (Gltf *g, ImportValue extension, Compressed *c)
{
  static const char *const modes[] = { "ATTRIBUTES", "TRIANGLES", "INDICES", NULL };
  static const char *const filters[] = { "NONE", "OCTAHEDRAL", "QUATERNION", "EXPONENTIAL", NULL };
  gint mode = which (extension, "mode", modes, -1), filter = which (extension, "filter", filters, 0);

  c->count = (gsize) gltf_integer (g, extension, "count", 0, 1, G_MAXINT32);
  c->stride = (gsize) gltf_integer (g, extension, "byteStride", 0, 1, MESHOPT_STRIDE_MOST);
  c->mode = (Mode) mode;
  c->filter = (Filter) filter;
  if (g->error == NULL && (mode < 0 || filter < 0 || c->count == 0 || c->stride == 0 || !is_allowed (c)))
    gltf_fail (g, _("a compressed bufferView says what cannot be"));
  return g->error == NULL;
}

static gboolean
decode (const Compressed *c, guint8 *out, const GltfBytes *in)
{
  int result;

  if (c->mode == MODE_ATTRIBUTES)
    result = meshopt_decodeVertexBuffer (out, c->count, c->stride, in->data, in->length);
  else if (c->mode == MODE_TRIANGLES)
    result = meshopt_decodeIndexBuffer (out, c->count, c->stride, in->data, in->length);
  else
    result = meshopt_decodeIndexSequence (out, c->count, c->stride, in->data, in->length);
  if (result != 0)
    return FALSE;
  if (c->filter == FILTER_OCTAHEDRAL)
    meshopt_decodeFilterOct (out, c->count, c->stride);
  else if (c->filter == FILTER_QUATERNION)
    meshopt_decodeFilterQuat (out, c->count, c->stride);
  else if (c->filter == FILTER_EXPONENTIAL)
    meshopt_decodeFilterExp (out, c->count, c->stride);
  return TRUE;
}

static GBytes *
decompress (Gltf *g, gint index, ImportValue extension)
{
  Compressed c = { 0 };
  GltfBytes in;
  g_autofree guint8 *out = NULL;
  gsize size;

  if (!read_compressed (g, extension, &c) || !find_bytes (g, extension, &in))
    return NULL;
  size = c.count * c.stride;
  if (size / MESHOPT_RATIO > in.length)
    {
      gltf_fail (g, _("bufferView %d holds too little for what it says"), index);
      return NULL;
    }
  import_limits_grow (size / 8);
  out = g_malloc0 (size);
  if (decode (&c, out, &in))
    return g_bytes_new_take (g_steal_pointer (&out), size);
  gltf_fail (g, _("bufferView %d cannot be decompressed"), index);
  return NULL;
}

gboolean
gltf_view (Gltf *g, gint index, GltfBytes *bytes)
{
  ImportValue view = gltf_at (g, GLTF_VIEWS, index), extension = gltf_extension (view, "EXT_meshopt_compression");
  gint64 length = gltf_integer (g, view, "byteLength", 0, 1, G_MAXINT64 / 2);

  if (import_json_kind (extension) == IMPORT_JSON_NOTHING)
    return find_bytes (g, view, bytes);
  if (g->error == NULL && g->views->pdata[index] == NULL)
    g->views->pdata[index] = decompress (g, index, extension);
  if (g->error != NULL)
    return FALSE;
  bytes->data = g_bytes_get_data (g->views->pdata[index], &bytes->length);
  if (length > (gint64) bytes->length)
    gltf_fail (g, _("bufferView %d is longer than what it was compressed from"), index);
  bytes->length = MIN (bytes->length, (gsize) length);
  return g->error == NULL;
}
