#include "sl-gltf-guard.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "sl-error.h"
#include "sl-file.h"
#include "sl-i18n.h"

/* Extensions that may be required because leaving them out changes looks only. */
static const char *const known[] = {
  "KHR_materials_unlit", "KHR_materials_pbrSpecularGlossiness", "KHR_materials_emissive_strength", "KHR_materials_ior",
  "KHR_materials_clearcoat", "KHR_materials_transmission", "KHR_materials_specular", "KHR_materials_sheen",
  "KHR_materials_volume", "KHR_texture_transform", "KHR_lights_punctual", NULL,
};

typedef struct {
  const char *path, *folder;
  gint64      bin; /* bytes of the GLB's own chunk, −1 without */
} File;

static gboolean
bad (const File *file, GError **error, const char *what)
{
  sl_error_set_at (error, SL_ERROR_INPUT, file->path, 0, _("the glTF file is broken (%s); export it again"), what);
  return FALSE;
}

static JsonArray *
array_of (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);
  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static gint64
integer_of (JsonObject *object, const char *name, gint64 otherwise)
{
  JsonNode *node = json_object_get_member (object, name);
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_int (node) : otherwise;
}

static const char *
text_of (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

static JsonObject *
object_at (JsonArray *array, gint64 index)
{
  JsonNode *node;

  if (array == NULL || index < 0 || index >= json_array_get_length (array))
    return NULL;
  node = json_array_get_element (array, (guint) index);
  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static gboolean
is_inside (const char *uri)
{
  return !g_path_is_absolute (uri) && strstr (uri, "..") == NULL && strstr (uri, "://") == NULL && !g_str_has_prefix (uri, "file:");
}

static gboolean
check_buffers (const File *file, JsonArray *buffers, GError **error)
{
  for (guint i = 0; buffers != NULL && i < json_array_get_length (buffers); i++)
    {
      JsonObject *buffer = object_at (buffers, i);
      const char *uri = buffer != NULL ? text_of (buffer, "uri") : NULL;
      gint64 need = buffer != NULL ? integer_of (buffer, "byteLength", -1) : -1;

      if (need < 0)
        return bad (file, error, _("a buffer has no length"));
      if (uri == NULL)
        {
          if (file->bin < need)
            return bad (file, error, _("its data is cut short"));
          continue;
        }
      if (g_str_has_prefix (uri, "data:"))
        continue;
      if (!is_inside (uri))
        return bad (file, error, _("it names a file outside its folder"));
      g_autofree char *name = g_uri_unescape_string (uri, NULL);
      g_autofree char *path = g_build_filename (file->folder, name != NULL ? name : uri, NULL);
      g_autoptr (GMappedFile) mapped = g_mapped_file_new (path, FALSE, NULL);
      if (mapped == NULL || (gint64) g_mapped_file_get_length (mapped) < need)
        {
          sl_error_set_at (error, SL_ERROR_INPUT, path, 0, _("a buffer of the model is missing or cut short; copy it again"));
          return FALSE;
        }
    }
  return TRUE;
}

static gint64
component_bytes (gint64 type)
{
  switch (type)
    {
    case 5120: case 5121: return 1;
    case 5122: case 5123: return 2;
    case 5125: case 5126: return 4;
    default: return -1;
    }
}

static gint64
component_count (const char *type)
{
  static const struct { const char *name; gint64 n; } counts[] = {
    { "SCALAR", 1 }, { "VEC2", 2 }, { "VEC3", 3 }, { "VEC4", 4 }, { "MAT2", 4 }, { "MAT3", 9 }, { "MAT4", 16 },
  };
  for (guint i = 0; type != NULL && i < G_N_ELEMENTS (counts); i++)
    if (g_str_equal (type, counts[i].name))
      return counts[i].n;
  return -1;
}

static gboolean
check_views (const File *file, JsonArray *buffers, JsonArray *views, GError **error)
{
  for (guint i = 0; views != NULL && i < json_array_get_length (views); i++)
    {
      JsonObject *view = object_at (views, i);
      JsonObject *buffer = view != NULL ? object_at (buffers, integer_of (view, "buffer", -1)) : NULL;
      gint64 offset = view != NULL ? integer_of (view, "byteOffset", 0) : -1, length = view != NULL ? integer_of (view, "byteLength", -1) : -1;

      if (buffer == NULL || offset < 0 || length < 0 || offset > G_MAXINT64 / 2 || length > G_MAXINT64 / 2
          || offset + length > integer_of (buffer, "byteLength", 0))
        return bad (file, error, _("a view leaves its buffer"));
    }
  return TRUE;
}

static gboolean
check_accessors (const File *file, JsonArray *views, JsonArray *accessors, GError **error)
{
  for (guint i = 0; accessors != NULL && i < json_array_get_length (accessors); i++)
    {
      JsonObject *accessor = object_at (accessors, i);
      gint64 bytes, parts, count, offset;

      if (accessor == NULL)
        return bad (file, error, _("an accessor is no object"));
      bytes = component_bytes (integer_of (accessor, "componentType", 0));
      parts = component_count (text_of (accessor, "type"));
      count = integer_of (accessor, "count", -1);
      offset = integer_of (accessor, "byteOffset", 0);
      if (bytes < 0 || parts < 0 || count < 0 || count > G_MAXINT32 || offset < 0 || offset > G_MAXINT32)
        return bad (file, error, _("an accessor has no valid type or count"));
      if (!json_object_has_member (accessor, "bufferView"))
        continue;
      JsonObject *view = object_at (views, integer_of (accessor, "bufferView", -1));
      gint64 stride = view != NULL ? integer_of (view, "byteStride", bytes * parts) : 0;
      if (view == NULL || stride < bytes * parts || stride > 4096
          || (count > 0 && offset + stride * (count - 1) + bytes * parts > integer_of (view, "byteLength", 0)))
        return bad (file, error, _("an accessor leaves its view"));
    }
  return TRUE;
}

static gboolean
check_json (const File *file, const char *json, gssize length, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonNode *root;
  JsonObject *object;
  JsonArray *required, *images;

  if (!json_parser_load_from_data (parser, json, length, NULL) || (root = json_parser_get_root (parser)) == NULL
      || !JSON_NODE_HOLDS_OBJECT (root))
    return bad (file, error, _("its JSON cannot be read"));
  object = json_node_get_object (root);
  required = array_of (object, "extensionsRequired");
  for (guint i = 0; required != NULL && i < json_array_get_length (required); i++)
    {
      JsonNode *node = json_array_get_element (required, i);
      const char *name = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
      if (name == NULL || !g_strv_contains (known, name))
        {
          sl_error_set_at (error, SL_ERROR_INPUT, file->path, 0, _("the model needs %s, which is not supported; export it without"), name != NULL ? name : "?");
          return FALSE;
        }
    }
  images = array_of (object, "images");
  for (guint i = 0; images != NULL && i < json_array_get_length (images); i++)
    {
      JsonObject *image = object_at (images, i);
      const char *uri = image != NULL ? text_of (image, "uri") : NULL;
      if (uri != NULL && !g_str_has_prefix (uri, "data:") && !is_inside (uri))
        return bad (file, error, _("it names a file outside its folder"));
    }
  return check_buffers (file, array_of (object, "buffers"), error)
         && check_views (file, array_of (object, "buffers"), array_of (object, "bufferViews"), error)
         && check_accessors (file, array_of (object, "bufferViews"), array_of (object, "accessors"), error);
}

/* GLB: "glTF", version, length, then chunks of length, type, bytes; JSON first, BIN second. All little endian. */
static gboolean
check_glb (File *file, const char *data, gsize length, GError **error)
{
  guint32 header[5], bin;

  if (length < sizeof header)
    return bad (file, error, _("it is cut short"));
  memcpy (header, data, sizeof header);
  gsize json = GUINT32_FROM_LE (header[3]);
  if (GUINT32_FROM_LE (header[1]) != 2 || GUINT32_FROM_LE (header[2]) > length || json > length - 20
      || GUINT32_FROM_LE (header[4]) != 0x4e4f534a)
    return bad (file, error, _("it is cut short or of another version"));
  if (length >= 20 + json + 8)
    {
      memcpy (&bin, data + 20 + json, sizeof bin);
      file->bin = MIN ((gint64) GUINT32_FROM_LE (bin), (gint64) (length - 28 - json));
    }
  return check_json (file, data + 20, (gssize) json, error);
}

gboolean
sl_gltf_guard (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GMappedFile) mapped = NULL;
  File file = { path, folder, -1 };

  if (!sl_file_has_suffix (path, ".glb") && !sl_file_has_suffix (path, ".gltf"))
    return TRUE;
  mapped = g_mapped_file_new (path, FALSE, error);
  if (mapped == NULL)
    return FALSE;
  const char *data = g_mapped_file_get_contents (mapped);
  gsize length = g_mapped_file_get_length (mapped);
  if (length >= 4 && memcmp (data, "glTF", 4) == 0)
    return check_glb (&file, data, length, error);
  return check_json (&file, data != NULL ? data : "", (gssize) length, error);
}
