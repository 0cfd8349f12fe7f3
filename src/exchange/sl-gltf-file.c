#include "sl-gltf-file.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sl-error.h"
#include "sl-file.h"
#include "sl-i18n.h"

static const char *const list_names[SL_GLTF_N_LISTS] = {
  "nodes", "meshes", "materials", "accessors", "bufferViews", "cameras", "animations", "images", "samplers", "textures",
  NULL,
};

/* A GLB's lengths have 32 bits, and its text needs room too; a text holds its numbers in letters, and has to be
 * read. */
static const guint64 MOST_BYTES = (guint64) G_MAXUINT32 - (256u << 20), MOST_BYTES_TEXT = 1u << 30;

struct SlGltfFile {
  JsonArray *lists[SL_GLTF_N_LISTS], *roots;
  GPtrArray *chunks; /* GBytes: the numbers, each a multiple of 4 long */
  guint64    length; /* of all that was asked for, held or not */
  guint64    most;
};

SlGltfFile *
sl_gltf_file_new (gsize most_bytes)
{
  SlGltfFile *file = g_new0 (SlGltfFile, 1);

  for (guint i = 0; i < SL_GLTF_N_LISTS; i++)
    file->lists[i] = json_array_new ();
  file->roots = json_array_new ();
  file->chunks = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  file->most = most_bytes > 0 ? most_bytes : MOST_BYTES;
  return file;
}

void
sl_gltf_file_free (SlGltfFile *file)
{
  if (file == NULL)
    return;
  for (guint i = 0; i < SL_GLTF_N_LISTS; i++)
    json_array_unref (file->lists[i]);
  json_array_unref (file->roots);
  g_ptr_array_unref (file->chunks);
  g_free (file);
}

JsonArray *
sl_gltf_numbers (const double *values, guint n)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < n; i++)
    json_array_add_double_element (array, isfinite (values[i]) ? values[i] : 0);
  return array;
}

guint
sl_gltf_file_push (SlGltfFile *file, SlGltfList list, JsonObject *object)
{
  json_array_add_object_element (file->lists[list], object);
  return json_array_get_length (file->lists[list]) - 1;
}

guint
sl_gltf_file_push_root (SlGltfFile *file, JsonObject *node)
{
  guint index = sl_gltf_file_push (file, SL_GLTF_NODES, node);

  json_array_add_int_element (file->roots, index);
  return index;
}

guint
sl_gltf_file_add_view (SlGltfFile *file, gconstpointer data, gsize length)
{
  guint64 padded = ((guint64) length + 3) / 4 * 4, offset = file->length;
  JsonObject *view = json_object_new ();

  json_object_set_int_member (view, "buffer", 0);
  json_object_set_int_member (view, "byteOffset", (gint64) offset);
  json_object_set_int_member (view, "byteLength", (gint64) length);
  file->length += padded;
  if (file->length <= file->most)
    {
      guint8 *copy = g_malloc0 (padded);
      memcpy (copy, data, length);
      g_ptr_array_add (file->chunks, g_bytes_new_take (copy, padded));
    }
  return sl_gltf_file_push (file, SL_GLTF_VIEWS, view);
}

static void
set_bounds (JsonObject *accessor, const float *data, gsize n, guint parts)
{
  double low[4], high[4];

  for (guint k = 0; k < parts; k++)
    {
      low[k] = INFINITY;
      high[k] = -INFINITY;
      for (gsize i = 0; i < n; i++)
        {
          low[k] = fmin (low[k], (double) data[i * parts + k]);
          high[k] = fmax (high[k], (double) data[i * parts + k]);
        }
    }
  json_object_set_array_member (accessor, "min", sl_gltf_numbers (low, parts));
  json_object_set_array_member (accessor, "max", sl_gltf_numbers (high, parts));
}

guint
sl_gltf_file_add_accessor (SlGltfFile *file, gconstpointer data, gsize n, guint parts, int component, gboolean bounds)
{
  static const char *const types[] = { "", "SCALAR", "VEC2", "VEC3", "VEC4" };
  JsonObject *accessor = json_object_new ();

  json_object_set_int_member (accessor, "bufferView", sl_gltf_file_add_view (file, data, n * parts * 4));
  json_object_set_int_member (accessor, "componentType", component);
  json_object_set_int_member (accessor, "count", (gint64) n);
  json_object_set_string_member (accessor, "type", types[parts]);
  if (bounds && file->length <= file->most)
    set_bounds (accessor, data, n, parts);
  return sl_gltf_file_push (file, SL_GLTF_ACCESSORS, accessor);
}

void
sl_gltf_file_aim (SlGltfFile *file, guint accessor, int target)
{
  JsonObject *object = json_array_get_object_element (file->lists[SL_GLTF_ACCESSORS], accessor);
  const gint64 view = json_object_get_int_member (object, "bufferView");

  json_object_set_int_member (json_array_get_object_element (file->lists[SL_GLTF_VIEWS], (guint) view), "target",
                              target);
}

/* --- writing --- */

/* The lists that glTF knows by their names, and the lights of its extension; it forbids empty ones. */
static void
set_lists (const SlGltfFile *file, JsonObject *root)
{
  JsonObject *lights, *extensions;
  JsonArray *used;

  for (guint i = 0; i < SL_GLTF_N_LISTS; i++)
    if (list_names[i] != NULL && json_array_get_length (file->lists[i]) > 0)
      json_object_set_array_member (root, list_names[i], json_array_ref (file->lists[i]));
  if (json_array_get_length (file->lists[SL_GLTF_LIGHTS]) == 0)
    return;
  lights = json_object_new ();
  json_object_set_array_member (lights, "lights", json_array_ref (file->lists[SL_GLTF_LIGHTS]));
  extensions = json_object_new ();
  json_object_set_object_member (extensions, "KHR_lights_punctual", lights);
  json_object_set_object_member (root, "extensions", extensions);
  used = json_array_new ();
  json_array_add_string_element (used, "KHR_lights_punctual");
  json_object_set_array_member (root, "extensionsUsed", used);
}

static gboolean
check_length (guint64 length, guint64 most, GError **error)
{
  g_autofree char *has = g_format_size (length), *can = g_format_size (most);

  if (length <= most)
    return TRUE;
  sl_error_set (error, SL_ERROR_INPUT,
                _("the scene takes up %s, and this form of file at most %s; take coarser models or fewer of them"), has,
                can);
  return FALSE;
}

gboolean
sl_gltf_file_fits (const SlGltfFile *file, GError **error)
{
  return check_length (file->length, file->most, error);
}

/* `uri`: where the numbers are; NULL for the chunk beside the text. */
static char *
build_json (const SlGltfFile *file, const char *uri)
{
  JsonObject *root = json_object_new (), *asset = json_object_new (), *scene = json_object_new ();
  JsonArray *scenes = json_array_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_object_set_string_member (asset, "version", "2.0");
  json_object_set_string_member (asset, "generator", "Sightline");
  json_object_set_object_member (root, "asset", asset);
  if (json_array_get_length (file->roots) > 0)
    json_object_set_array_member (scene, "nodes", json_array_ref (file->roots));
  json_array_add_object_element (scenes, scene);
  json_object_set_int_member (root, "scene", 0);
  json_object_set_array_member (root, "scenes", scenes);
  if (file->length > 0)
    {
      JsonObject *buffer = json_object_new ();
      JsonArray *buffers = json_array_new ();
      json_object_set_int_member (buffer, "byteLength", (gint64) file->length);
      if (uri != NULL)
        json_object_set_string_member (buffer, "uri", uri);
      json_array_add_object_element (buffers, buffer);
      json_object_set_array_member (root, "buffers", buffers);
    }
  set_lists (file, root);
  json_node_take_object (node, root);
  return json_to_string (node, FALSE);
}

static gboolean
put (FILE *out, gconstpointer data, gsize length)
{
  return fwrite (data, 1, length, out) == length;
}

static gboolean
put_u32 (FILE *out, guint64 value)
{
  guint32 little = GUINT32_TO_LE ((guint32) value);

  return put (out, &little, sizeof little);
}

static gboolean
put_glb (const SlGltfFile *file, FILE *out, const char *json, SlWatch *watch)
{
  guint64 text = strlen (json), padding = (4 - text % 4) % 4, numbers = file->length > 0 ? 8 + file->length : 0;
  gboolean ok = put (out, "glTF", 4) && put_u32 (out, 2) && put_u32 (out, 12 + 8 + text + padding + numbers)
                && put_u32 (out, text + padding) && put (out, "JSON", 4) && put (out, json, text)
                && put (out, "    ", padding);

  if (ok && numbers > 0)
    ok = put_u32 (out, file->length) && put (out, "BIN\0", 4);
  for (guint i = 0; ok && i < file->chunks->len && !sl_watch_is_cancelled (watch); i++)
    {
      gsize length;
      gconstpointer data = g_bytes_get_data (file->chunks->pdata[i], &length);
      ok = put (out, data, length);
    }
  return ok;
}

/* A file and its text. */
typedef struct {
  const SlGltfFile *file;
  const char       *json;
} Glb;

static gboolean
put_all (FILE *out, gpointer data, SlWatch *watch)
{
  const Glb *glb = data;

  return put_glb (glb->file, out, glb->json, watch);
}

static gboolean
write_glb (const SlGltfFile *file, const char *path, SlWatch *watch, GError **error)
{
  g_autofree char *json = build_json (file, NULL);
  Glb glb = { file, json };

  return check_length (strlen (json) + file->length, (guint64) G_MAXUINT32 - 64, error)
         && sl_file_write_with (path, put_all, &glb, watch, error);
}

/* The same as one text, the numbers within. */
static gboolean
write_text (const SlGltfFile *file, const char *path, SlWatch *watch, GError **error)
{
  g_autoptr (GString) uri = g_string_new ("data:application/octet-stream;base64,");
  g_autofree guint8 *all = NULL;
  g_autofree char *numbers = NULL, *json = NULL;
  gsize at = 0;

  if (!check_length (file->length, MOST_BYTES_TEXT, error) || sl_watch_stops (watch, error))
    return FALSE;
  all = g_malloc (file->length + 1);
  for (guint i = 0; i < file->chunks->len; i++)
    {
      gsize length;
      gconstpointer data = g_bytes_get_data (file->chunks->pdata[i], &length);
      memcpy (all + at, data, length);
      at += length;
    }
  numbers = g_base64_encode (all, at);
  g_string_append (uri, numbers);
  json = build_json (file, uri->str);
  return !sl_watch_stops (watch, error) && sl_file_write (path, json, -1, error);
}

gboolean
sl_gltf_file_write (SlGltfFile *file, const char *path, SlWatch *watch, GError **error)
{
  if (!sl_gltf_file_fits (file, error))
    return FALSE;
  return sl_file_has_suffix (path, ".gltf") ? write_text (file, path, watch, error)
                                            : write_glb (file, path, watch, error);
}

GBytes *
sl_gltf_file_bytes (SlGltfFile *file, SlWatch *watch, GError **error)
{
  g_autofree char *json = NULL;
  char *data = NULL;
  size_t length = 0;
  FILE *out;
  gboolean ok;

  if (!sl_gltf_file_fits (file, error))
    return NULL;
  json = build_json (file, NULL);
  if (!check_length (strlen (json) + file->length, (guint64) G_MAXUINT32 - 64, error))
    return NULL;
  out = open_memstream (&data, &length);
  ok = out != NULL && put_glb (file, out, json, watch);
  if (out != NULL)
    ok = fclose (out) == 0 && ok;
  if (ok && !sl_watch_stops (watch, error))
    return g_bytes_new_with_free_func (data, length, free, data);
  free (data);
  if (!ok)
    sl_error_set (error, SL_ERROR_IO, _("the memory does not suffice; take coarser models or fewer of them"));
  return NULL;
}
