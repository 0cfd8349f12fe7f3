#include "import-gltf-private.h"

#include <string.h>

#include "sl-error.h"
#include "sl-file.h"
#include "sl-i18n.h"

/* "glTF" and the chunks' "JSON" and "BIN", little endian. */
enum { MAGIC = 0x46546c67, CHUNK_JSON = 0x4e4f534a, CHUNK_BIN = 0x004e4942, GLB_HEADER = 12, CHUNK_HEADER = 8 };

/* --- extensions --- */

/* What is done about an extension. What is in neither list changes where things are or whether they are there at all: a
 * model that requires it is refused. */
static const char *const honoured[] = {
  "EXT_mesh_gpu_instancing", "EXT_meshopt_compression", "KHR_materials_pbrSpecularGlossiness",
  "KHR_materials_transmission", "KHR_materials_unlit", "KHR_mesh_quantization", "KHR_node_visibility",
  "KHR_texture_transform", NULL,
};
static const char *const looks_only[] = {
  "EXT_texture_avif", "EXT_texture_webp", "KHR_animation_pointer", "KHR_lights_punctual", "KHR_materials_anisotropy",
  "KHR_materials_clearcoat", "KHR_materials_diffuse_transmission", "KHR_materials_dispersion",
  "KHR_materials_emissive_strength", "KHR_materials_ior", "KHR_materials_iridescence", "KHR_materials_sheen",
  "KHR_materials_specular", "KHR_materials_variants", "KHR_materials_volume", "KHR_texture_basisu", "KHR_xmp",
  "KHR_xmp_json_ld", "MSFT_texture_dds", NULL,
};

static void
check_required (Gltf *g)
{
  ImportValue list = import_json_member (import_json_root (g->json), "extensionsRequired");
  g_autoptr (GString) missing = g_string_new (NULL);
  guint n;
  g_autofree ImportValue *items = import_json_items (list, &n);

  for (guint i = 0; i < n && missing->len < 1000; i++)
    {
      g_autofree char *name = import_json_text (items[i]);

      if (name == NULL || g_strv_contains (honoured, name) || g_strv_contains (looks_only, name))
        continue;
      g_string_append_printf (missing, "%s%s", missing->len > 0 ? ", " : "", name);
    }
  if (missing->len > 0)
    gltf_fail_with (g, g_error_new (SL_ERROR, SL_ERROR_INPUT,
                                    _("the model needs %s, which is not supported; export it without"), missing->str));
}

static void
note_extensions (Gltf *g)
{
  ImportValue root = import_json_root (g->json);
  guint n;
  g_autofree ImportValue *items = import_json_items (import_json_member (root, "extensionsUsed"), &n);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = import_json_text (items[i]);

      if (name != NULL && !g_strv_contains (honoured, name))
        sl_mesh_builder_note (g->builder, SL_NOTE_EXTENSION, name);
    }
  if (import_json_kind (import_json_member (root, "animations")) == IMPORT_JSON_ARRAY)
    sl_mesh_builder_note (g->builder, SL_NOTE_ANIMATION, NULL);
}

/* --- the file --- */

static guint32
word_at (const guint8 *data)
{
  guint32 word;

  memcpy (&word, data, sizeof word);
  return GUINT32_FROM_LE (word);
}

static void
parse_json (Gltf *g, const guint8 *data, gsize length)
{
  g_autoptr (GError) error = NULL;

  g->json = import_json_parse ((const char *) data, length, &error);
  if (g->json == NULL)
    gltf_fail (g, _("its JSON cannot be read, %s"), error->message);
}

/* A binary glTF: a header, then chunks; the first is JSON, and the second, if it is BIN, the first buffer. */
static void
read_glb (Gltf *g, GBytes *bytes)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  gsize length = size >= GLB_HEADER ? word_at (data + 8) : 0, at = GLB_HEADER;

  if (length < GLB_HEADER || length > size)
    {
      gltf_fail (g, _("it is cut short"));
      return;
    }
  if (word_at (data + 4) != 2)
    {
      gltf_fail (g, _("it is glTF %u, and only 2 is read"), word_at (data + 4));
      return;
    }
  for (guint i = 0; i < 2 && length - at >= CHUNK_HEADER && g->error == NULL; i++)
    {
      guint32 chunk = word_at (data + at), type = word_at (data + at + 4);

      at += CHUNK_HEADER;
      if (chunk > length - at)
        gltf_fail (g, _("it is cut short"));
      else if (i == 0 && type == CHUNK_JSON)
        parse_json (g, data + at, chunk);
      else if (i == 1 && type == CHUNK_BIN)
        g->own = g_bytes_new_from_bytes (bytes, at, chunk);
      at += MIN (chunk, length - at);
    }
  if (g->json == NULL)
    gltf_fail (g, _("it begins with no JSON"));
}

static void
check_version (Gltf *g)
{
  ImportValue asset = import_json_member (import_json_root (g->json), "asset");
  g_autofree char *version = import_json_text (import_json_member (asset, "version"));
  g_autofree char *least = import_json_text (import_json_member (asset, "minVersion"));

  if (version == NULL)
    gltf_fail (g, _("it does not say of which version it is"));
  else if (!g_str_has_prefix (version, "2.") || (least != NULL && !g_str_equal (least, "2.0")))
    gltf_fail (g, _("it is glTF %s, and only 2.0 is read"), least != NULL ? least : version);
}

static void
find_lists (Gltf *g)
{
  static const char *const names[GLTF_N_LISTS] = {
    [GLTF_ACCESSORS] = "accessors", [GLTF_BUFFERS] = "buffers", [GLTF_IMAGES] = "images",
    [GLTF_MATERIALS] = "materials", [GLTF_MESHES] = "meshes", [GLTF_NODES] = "nodes", [GLTF_SAMPLERS] = "samplers",
    [GLTF_SCENES] = "scenes", [GLTF_SKINS] = "skins", [GLTF_TEXTURES] = "textures", [GLTF_VIEWS] = "bufferViews",
  };

  for (guint i = 0; i < GLTF_N_LISTS; i++)
    {
      ImportValue list = import_json_member (import_json_root (g->json), names[i]);
      ImportJsonKind kind = import_json_kind (list);

      if (kind != IMPORT_JSON_NOTHING && kind != IMPORT_JSON_ARRAY)
        gltf_fail (g, _("%s is no list"), names[i]);
      else
        g->lists[i].items = import_json_items (list, &g->lists[i].n);
    }
  g_ptr_array_set_size (g->buffers, (gint) g->lists[GLTF_BUFFERS].n);
  g_ptr_array_set_size (g->views, (gint) g->lists[GLTF_VIEWS].n);
}

static void
read_container (Gltf *g)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = import_files_main (g->files, &error);
  gsize size;
  const guint8 *data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;

  if (bytes == NULL)
    gltf_fail_with (g, g_steal_pointer (&error));
  else if (size >= 4 && word_at (data) == MAGIC)
    read_glb (g, bytes);
  else
    parse_json (g, data, size);
}

static void
unref_bytes (gpointer data)
{
  if (data != NULL)
    g_bytes_unref (data);
}

static void
gltf_init (Gltf *g, SlMeshBuilder *builder, ImportFiles *files)
{
  *g = (Gltf) { .builder = builder, .files = files };
  g->buffers = g_ptr_array_new_with_free_func (unref_bytes);
  g->views = g_ptr_array_new_with_free_func (unref_bytes);
  g->looks = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g->pixels = g_hash_table_new_full (NULL, NULL, NULL, g_free);
}

static void
gltf_clear (Gltf *g)
{
  for (guint i = 0; i < GLTF_N_LISTS; i++)
    g_free (g->lists[i].items);
  g_ptr_array_unref (g->buffers);
  g_ptr_array_unref (g->views);
  g_hash_table_unref (g->looks);
  g_hash_table_unref (g->pixels);
  g_clear_pointer (&g->own, g_bytes_unref);
  import_json_free (g->json);
  g_free (g->frames);
  g_free (g->shown);
  g_clear_error (&g->error);
}

static void
read_model (Gltf *g)
{
  static void (*const steps[]) (Gltf *g) = {
    read_container, check_version, check_required, find_lists, gltf_check_accessors, gltf_place_nodes, gltf_flatten,
    note_extensions,
  };

  for (guint i = 0; i < G_N_ELEMENTS (steps) && g->error == NULL; i++)
    steps[i] (g);
}

gboolean
import_is_gltf (const char *path, const guint8 *head, gsize length)
{
  return (length >= 4 && word_at (head) == MAGIC) || sl_file_has_suffix (path, ".gltf")
         || sl_file_has_suffix (path, ".glb");
}

gboolean
import_gltf (SlMeshBuilder *builder, ImportFiles *files, GError **error)
{
  Gltf g;
  gboolean ok;

  gltf_init (&g, builder, files);
  read_model (&g);
  ok = g.error == NULL;
  if (!ok)
    g_propagate_error (error, g_steal_pointer (&g.error));
  gltf_clear (&g);
  return ok;
}
