/* Broken and hostile glTF: each is refused in words, within limits, and nothing outside of its folder is read. */
#include "test-asset.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../sl-test.h"
#include "import-gltf.h"
#include "sl-assets.h"

/* Two triangles with a skin, a morph target and a sparse part; each broken model changes one thing of it. */
static const char whole[] =
  "{\"asset\":{\"version\":\"2.0\"},\"scene\":0,\"scenes\":[{\"nodes\":[0,1]}],"
  "\"nodes\":[{\"mesh\":0,\"skin\":0,\"weights\":[0.5]},{\"children\":[2],\"translation\":[1,0,0]},"
  "{\"scale\":[2,2,2]}],"
  "\"skins\":[{\"joints\":[1,2],\"inverseBindMatrices\":6}],"
  "\"meshes\":[{\"primitives\":[{\"attributes\":{\"POSITION\":0,\"NORMAL\":1,\"TEXCOORD_0\":2,\"JOINTS_0\":3,"
  "\"WEIGHTS_0\":4},"
  "\"indices\":5,\"mode\":4,\"material\":0,\"targets\":[{\"POSITION\":1}]}]}],"
  "\"materials\":[{\"pbrMetallicRoughness\":{\"baseColorFactor\":[1,1,1,1],\"roughnessFactor\":0.5}}],"
  "\"buffers\":[{\"byteLength\":380,\"uri\":\"data.bin\"}],"
  "\"bufferViews\":[{\"buffer\":0,\"byteLength\":48},"
  "{\"buffer\":0,\"byteOffset\":48,\"byteLength\":48,\"byteStride\":12},"
  "{\"buffer\":0,\"byteOffset\":96,\"byteLength\":32},{\"buffer\":0,\"byteOffset\":128,\"byteLength\":16},"
  "{\"buffer\":0,\"byteOffset\":144,\"byteLength\":64},{\"buffer\":0,\"byteOffset\":208,\"byteLength\":12},"
  "{\"buffer\":0,\"byteOffset\":220,\"byteLength\":128},{\"buffer\":0,\"byteOffset\":348,\"byteLength\":8},"
  "{\"buffer\":0,\"byteOffset\":356,\"byteLength\":24}],"
  "\"accessors\":[{\"bufferView\":0,\"componentType\":5126,\"count\":4,\"type\":\"VEC3\",\"sparse\":{\"count\":2,"
  "\"indices\":{\"bufferView\":7,\"componentType\":5123},\"values\":{\"bufferView\":8}}},"
  "{\"bufferView\":1,\"componentType\":5126,\"count\":4,\"type\":\"VEC3\"},"
  "{\"bufferView\":2,\"componentType\":5126,\"count\":4,\"type\":\"VEC2\"},"
  "{\"bufferView\":3,\"componentType\":5121,\"count\":4,\"type\":\"VEC4\"},"
  "{\"bufferView\":4,\"componentType\":5126,\"count\":4,\"type\":\"VEC4\"},"
  "{\"bufferView\":5,\"componentType\":5123,\"count\":6,\"type\":\"SCALAR\"},"
  "{\"bufferView\":6,\"componentType\":5126,\"count\":2,\"type\":\"MAT4\"}]}";

/* What its buffer holds, by byte. */
static void
fill_buffer (guint8 *data)
{
  static const float square[12] = { 0, 0, 0, 1, 0, 0, 1, 1, 0, 0, 1, 0 };
  static const float up[12] = { 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1 };
  static const float uvs[8] = { 0, 0, 1, 0, 1, 1, 0, 1 }, moved[6] = { 1, 2, 0, 0, 2, 0 };
  static const float weights[16] = { 1, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0 };
  static const float same[16] = { 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1 };
  static const guint8 joints[16] = { 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0 };
  static const guint16 faces[6] = { 0, 1, 2, 0, 2, 3 }, places[4] = { 2, 3, 0, 0 };

  memcpy (data, square, 48);
  memcpy (data + 48, up, 48);
  memcpy (data + 96, uvs, 32);
  memcpy (data + 128, joints, 16);
  memcpy (data + 144, weights, 64);
  memcpy (data + 208, faces, 12);
  memcpy (data + 220, same, 64);
  memcpy (data + 284, same, 64);
  memcpy (data + 348, places, 8);
  memcpy (data + 356, moved, 24);
}

typedef struct {
  const char *from, *to; /* one change to `whole` */
  const char *said;      /* in the error; NULL: the model is as good as before */
} Broken;

static const Broken broken[] = {
  { "\"byteOffset\":48", "\"byteOffset\":48 ", NULL },
  /* the file as such */
  { "\"2.0\"", "\"1.0\"", "glTF 1.0" }, { "\"2.0\"", "2.0", "version" },
  { "\"2.0\"", "\"2.0\",\"minVersion\":\"2.9\"", "2.9" },
  { "{\"asset\"", "[\"asset\"", "JSON" }, { "\"scene\":0", "\"scene\":7", "scene" },
  { "\"scene\":0", "\"scene\":-1", "scene" },
  { "\"materials\":[", "\"textures\":{},\"materials\":[", "textures is no list" },
  { "\"scene\":0", "\"extensionsRequired\":[\"KHR_draco_mesh_compression\",\"KHR_lights_punctual\"]",
    "KHR_draco_mesh_compression" },
  /* buffers */
  { "\"byteLength\":380", "\"byteLength\":381", "cut short" }, { "\"byteLength\":380,", "", "no length" },
  { "\"byteLength\":380", "\"byteLength\":-1", "byteLength" },
  { "\"byteLength\":380", "\"byteLength\":1e300", "byteLength" },
  { "\"byteLength\":380", "\"byteLength\":379", "leaves buffer" },
  { "\"byteLength\":380", "\"byteLength\":380.5", "whole number" },
  { ",\"uri\":\"data.bin\"", "", "no data" }, { "data.bin", "nowhere.bin", "nowhere.bin" },
  { "data.bin", "../data.bin", "outside" },
  { "data.bin", "a/%2e%2e/%2E%2E/data.bin", "outside" }, { "data.bin", "/etc/passwd", "outside" },
  { "data.bin", "%2Fetc%2Fpasswd", "outside" }, { "data.bin", "file:///etc/passwd", "outside" },
  { "data.bin", "http://localhost/data.bin", "outside" }, { "data.bin", "data:nothing", "data:" },
  { "data.bin", "data:;base64,AAAA", "cut short" }, { "data.bin", "", "" }, { "data.bin", ".", "" },
  { "data.bin", "pipe.bin", "pipe.bin" }, { "data.bin", "link.bin", "outside" }, { "data.bin", "fol%64er", "" },
  /* views */
  { "\"bufferViews\":[{\"buffer\":0", "\"bufferViews\":[{\"buffer\":1", "buffer" },
  { "\"bufferViews\":[{\"buffer\":0", "\"bufferViews\":[{\"buffer\":4294967296", "buffer" },
  { "\"bufferViews\":[{\"buffer\":0,", "\"bufferViews\":[{", "no buffer" },
  { "\"byteOffset\":48", "\"byteOffset\":-48", "byteOffset" },
  { "\"byteOffset\":48", "\"byteOffset\":9007199254740992", "leaves buffer" },
  { "\"byteOffset\":48", "\"byteOffset\":18446744073709551600", "byteOffset" },
  { "\"byteLength\":48}", "\"byteLength\":0}", "byteLength" },
  { "\"byteLength\":48}", "\"byteLength\":47}", "leaves its bufferView" },
  { "\"byteStride\":12", "\"byteStride\":8", "overlap" },
  { "\"byteStride\":12", "\"byteStride\":13", "leaves its bufferView" },
  { "\"byteStride\":12", "\"byteStride\":4294967295", "byteStride" },
  { "\"byteStride\":12", "\"byteStride\":0", "byteStride" },
  /* accessors */
  { "5126,\"count\":4,\"type\":\"VEC3\"}", "5126,\"count\":5,\"type\":\"VEC3\"}", "leaves its bufferView" },
  { "5126,\"count\":4,\"type\":\"VEC3\"}", "5126,\"count\":3,\"type\":\"VEC3\"}", "number of vertices" },
  { "5126,\"count\":4,\"type\":\"VEC3\"}", "5126,\"count\":4294967295,\"type\":\"VEC3\"}", "count" },
  { "5126,\"count\":4,\"type\":\"VEC3\"}", "5126,\"count\":2147483647,\"type\":\"VEC3\"}", "leaves its bufferView" },
  { "5126,\"count\":4,\"type\":\"VEC3\"}", "5126,\"count\":-4,\"type\":\"VEC3\"}", "count" },
  { "5126,\"count\":4,\"type\":\"VEC3\"}", "5126,\"type\":\"VEC3\"}", "count" },
  { "5126,\"count\":4,\"type\":\"VEC3\"}", "5126,\"count\":\"4\",\"type\":\"VEC3\"}", "count" },
  { "5126,\"count\":4,\"type\":\"VEC3\"}", "5124,\"count\":4,\"type\":\"VEC3\"}", "type" },
  { "5126,\"count\":4,\"type\":\"VEC3\"}", "5126,\"count\":4,\"type\":\"VEC5\"}", "type" },
  { "5126,\"count\":4,\"type\":\"VEC3\"}", "5126,\"count\":4,\"type\":\"VEC2\"}", "another type" },
  { "\"bufferView\":1,", "\"bufferView\":9,", "bufferView" },
  { "\"bufferView\":1,", "\"bufferView\":1.5,", "bufferView" },
  { "\"bufferView\":1,", "\"bufferView\":1,\"byteOffset\":4,", "leaves its bufferView" },
  { "\"bufferView\":1,\"componentType\":5126,\"count\":4", "\"componentType\":5126,\"count\":2000000000",
    "out of nothing" },
  { "5123,\"count\":6", "5126,\"count\":3", "another type" },
  { "5123,\"count\":6", "5122,\"count\":6", "another type" },
  { "5123,\"count\":6", "5121,\"count\":12", NULL },
  { "5121,\"count\":4,\"type\":\"VEC4\"", "5123,\"count\":2,\"type\":\"VEC4\"", "go together" },
  /* sparse parts */
  { "\"sparse\":{\"count\":2", "\"sparse\":{\"count\":5", "count" },
  { "\"sparse\":{\"count\":2", "\"sparse\":{\"count\":0", "count" },
  { "\"sparse\":{\"count\":2", "\"sparse\":{\"count\":4294967295", "count" },
  { "\"sparse\":{\"count\":2", "\"sparse\":{\"count\":3", "leaves its" },
  { "\"sparse\":{\"count\":2", "\"sparse\":{\"count\":1", NULL },
  { "7,\"componentType\":5123", "7,\"componentType\":5126", "componentType" },
  { "7,\"componentType\":5123", "7,\"componentType\":5122", "sparse" },
  { "7,\"componentType\":5123", "7,\"componentType\":5121", "points outside" },
  { "\"values\":{\"bufferView\":8}", "\"values\":{}", "sparse" },
  { "\"indices\":{\"bufferView\":7", "\"indices\":{\"bufferView\":0", "points outside" },
  { "\"values\":{\"bufferView\":8}", "\"values\":{\"bufferView\":8,\"byteOffset\":4}", "leaves its" },
  /* nodes */
  { "\"children\":[2]", "\"children\":[1]", "circle" }, { "\"children\":[2]", "\"children\":[2,2]", "two places" },
  { "{\"scale\":[2,2,2]}", "{\"children\":[1]}", "circle" }, { "\"children\":[2]", "\"children\":[3]", "node" },
  { "\"children\":[2]", "\"children\":[\"2\"]", "node" }, { "\"nodes\":[0,1]", "\"nodes\":[0,9]", "node" },
  { "[1,0,0]}", "[1,0]}", "3 numbers" }, { "[1,0,0]}", "[1,0,1e999]}", "3 numbers" },
  { "[1,0,0]}", "\"1 0 0\"}", "3 numbers" },
  { "\"mesh\":0,", "\"mesh\":1,", "mesh" }, { "\"skin\":0", "\"skin\":3", "skin" },
  { "\"weights\":[0.5]", "\"weights\":[[]]", "weights" },
  { "\"weights\":[0.5]", "\"weights\":[0.5,9,9]", NULL }, { "\"weights\":[0.5]", "\"weights\":[1e300]", NULL },
  /* skins */
  { "\"joints\":[1,2]", "\"joints\":[]", "no joints" }, { "\"joints\":[1,2]", "\"joints\":[1]", "joint" },
  { "\"joints\":[1,2]", "\"joints\":[1,2,1]", "more joints" }, { "\"joints\":[1,2]", "\"joints\":[1,99]", "node" },
  { "\"inverseBindMatrices\":6", "\"inverseBindMatrices\":0", "another type" },
  { ",\"WEIGHTS_0\":4", "", "go together" },
  /* meshes and materials */
  { "\"POSITION\":0,", "\"POSITION\":99,", "accessor" }, { "\"POSITION\":0,", "\"POSITION\":2,", "another type" },
  { "\"indices\":5", "\"indices\":-1", "accessor" }, { "\"mode\":4", "\"mode\":7", "mode" },
  { "\"mode\":4", "\"mode\":6", NULL },
  { "\"material\":0", "\"material\":1", "material" }, { "[1,1,1,1],", "[1,1,1],", "4 numbers" },
  { "\"roughnessFactor\":0.5", "\"roughnessFactor\":\"rough\"", "roughnessFactor" },
  { "{\"POSITION\":1}", "{\"POSITION\":5}", "another type" },
  { "\"roughnessFactor\":0.5", "\"baseColorTexture\":{\"index\":0}", "texture" },
  /* compression */
  { "\"byteStride\":12}",
    "\"extensions\":{\"EXT_meshopt_compression\":{\"buffer\":0,\"byteLength\":48,\"byteStride\":12,"
    "\"count\":4,\"mode\":\"ATTRIBUTES\"}}}", "decompressed" },
  { "\"byteStride\":12}",
    "\"extensions\":{\"EXT_meshopt_compression\":{\"buffer\":0,\"byteLength\":48,\"byteStride\":12,"
    "\"count\":2147483647,\"mode\":\"ATTRIBUTES\"}}}", "too little" },
  { "\"byteStride\":12}",
    "\"extensions\":{\"EXT_meshopt_compression\":{\"buffer\":0,\"byteLength\":48,\"byteStride\":13,"
    "\"count\":4,\"mode\":\"ATTRIBUTES\"}}}", "cannot be" },
  { "\"byteStride\":12}",
    "\"extensions\":{\"EXT_meshopt_compression\":{\"buffer\":0,\"byteLength\":48,\"byteStride\":4,"
    "\"count\":4,\"mode\":\"TRIANGLES\"}}}", "cannot be" },
  { "\"byteStride\":12}",
    "\"extensions\":{\"EXT_meshopt_compression\":{\"buffer\":0,\"byteLength\":480,\"byteStride\":4,"
    "\"count\":4,\"mode\":\"ATTRIBUTES\"}}}", "leaves buffer" },
  { "\"byteStride\":12}", "\"extensions\":{\"EXT_meshopt_compression\":{}}}", "cannot be" },
};

static char *
changed (const char *from, const char *to)
{
  const char *at = strstr (whole, from);

  if (at == NULL)
    g_error ("%s is nowhere in the whole model", from);
  return g_strdup_printf ("%.*s%s%s", (int) (at - whole), whole, to, at + strlen (from));
}

/* What is said of a model; NULL when it is read. What is read must be whole. */
static char *
refusal (const char *path)
{
  g_autoptr (SlMeshBuilder) builder = sl_mesh_builder_new ();
  g_autoptr (ImportFiles) files = import_files_new (path);
  g_autoptr (GError) error = NULL;

  if (import_gltf (builder, files, &error))
    {
      g_autoptr (GBytes) block = sl_mesh_builder_pack (builder);
      g_autoptr (SlMesh) mesh = sl_mesh_from_block (block, &error);
      g_assert_no_error (error);
      g_assert_nonnull (mesh);
      return NULL;
    }
  g_assert_nonnull (error);
  return g_strdup (error->message);
}

/* The model's folder, with what its buffer may be and what lies outside. */
static char *
make_folder (const char *top)
{
  g_autofree char *outside = g_build_filename (top, "data.bin", NULL);
  char *folder = g_build_filename (top, "model", NULL);
  g_autofree char *inside = g_build_filename (folder, "data.bin", NULL);
  g_autofree char *pipe = g_build_filename (folder, "pipe.bin", NULL);
  g_autofree char *link = g_build_filename (folder, "link.bin", NULL);
  g_autofree char *below = g_build_filename (folder, "folder", NULL);
  guint8 data[380] = { 0 };

  fill_buffer (data);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_cmpint (g_mkdir (below, 0700), ==, 0);
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  g_assert_cmpint (symlink ("../data.bin", link), ==, 0);
  g_assert_true (g_file_set_contents (inside, (const char *) data, sizeof data, NULL));
  g_assert_true (g_file_set_contents (outside, (const char *) data, sizeof data, NULL));
  return folder;
}

static void
test_broken (void)
{
  g_autofree char *top = g_dir_make_tmp ("sl-XXXXXX", NULL), *folder = make_folder (top);
  g_autofree char *path = g_build_filename (folder, "m.gltf", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autofree char *json = changed (broken[i].from, broken[i].to), *said = NULL;

      g_assert_true (g_file_set_contents (path, json, -1, NULL));
      said = refusal (path);
      if (broken[i].said == NULL ? said != NULL : said == NULL || strstr (said, broken[i].said) == NULL)
        g_error ("with %s for %s: %s", broken[i].to, broken[i].from, said != NULL ? said : "it is read");
    }
  sl_test_remove_tree (top);
}

/* --- the container and its JSON --- */

typedef struct {
  const char *name, *bytes; /* \x are bytes; sizes of GLB are little endian */
  gsize       length;       /* 0: as long as the text */
  const char *said;
} Content;

#define JSON "{\"asset\":{\"version\":\"2.0\"}}"

static const Content contents[] = {
  { "m.gltf", "", 0, "JSON" }, { "m.gltf", "{", 0, "JSON" }, { "m.gltf", "{}", 0, "version" },
  { "m.gltf", "[]", 0, "version" },
  { "m.gltf", "null", 0, "version" }, { "m.gltf", "\xff\xfe", 0, "UTF-8" }, { "m.gltf", JSON "x", 0, "behind its end" },
  { "m.gltf", "{\"a\":01}", 0, "JSON" }, { "m.gltf", "{\"a\":1.}", 0, "JSON" }, { "m.gltf", "{\"a\":.5}", 0, "JSON" },
  { "m.gltf", "{\"a\":1e}", 0, "JSON" }, { "m.gltf", "{\"a\":-}", 0, "JSON" }, { "m.gltf", "{\"a\":NaN}", 0, "JSON" },
  { "m.gltf", "{\"a\" 1}", 0, "JSON" }, { "m.gltf", "{a:1}", 0, "JSON" }, { "m.gltf", "{\"a\":1,}", 0, "JSON" },
  { "m.gltf", "[1,]", 0, "JSON" },
  { "m.gltf", "[1 2]", 0, "JSON" }, { "m.gltf", "{\"a\":\"\\x\"}", 0, "JSON" },
  { "m.gltf", "{\"a\":\"\\u12\"}", 0, "JSON" },
  { "m.gltf", "{\"a\":\"\n\"}", 0, "JSON" }, { "m.gltf", "{\"a\":\"", 0, "JSON" },
  { "m.gltf", "{\"a\":\"\\", 0, "JSON" },
  { "m.gltf", "[}", 0, "JSON" }, { "m.gltf", "{]", 0, "JSON" }, { "m.gltf", "{\"a\":1]", 0, "JSON" },
  { "m.gltf", "{\"a\":1\0}", 8, "UTF-8" },
  { "m.glb", "hello", 0, "JSON" }, { "m.glb", "glTF", 0, "cut short" },
  { "m.glb", "glTF\2\0\0\0\xff\xff\0\0", 12, "cut short" },
  { "m.glb", "glTF\1\0\0\0\x14\0\0\0\0\0\0\0\0\0\0\0", 20, "glTF 1" },
  { "m.glb", "glTF\2\0\0\0\x0c\0\0\0", 12, "no JSON" },
  { "m.glb", "glTF\2\0\0\0\x0b\0\0\0\0", 12, "cut short" },
  { "m.glb", "glTF\2\0\0\0\x16\0\0\0\x03\0\0\0JSON{}", 22, "cut short" },
  { "m.glb", "glTF\2\0\0\0\x16\0\0\0\xff\xff\xff\xffJSON{}", 22, "cut short" },
  { "m.glb", "glTF\2\0\0\0\x16\0\0\0\2\0\0\0BIN\0{}", 22, "no JSON" },
  { "m.glb", "glTF\2\0\0\0\x16\0\0\0\2\0\0\0JSON{}", 22, "version" },
};

static void
test_contents (void)
{
  g_autofree char *folder = g_dir_make_tmp ("sl-XXXXXX", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      const Content *c = &contents[i];
      g_autofree char *path = g_build_filename (folder, c->name, NULL), *said = NULL;

      const gsize length = c->length > 0 ? c->length : strlen (c->bytes);

      g_assert_true (g_file_set_contents (path, c->bytes, (gssize) length, NULL));
      said = refusal (path);
      if (said == NULL || strstr (said, c->said) == NULL)
        g_error ("%u, %s: %s", i, c->bytes, said != NULL ? said : "it is read");
    }
  sl_test_remove_tree (folder);
}

/* --- what is large --- */

static char *
repeated (const char *head, const char *what, guint n, const char *tail)
{
  GString *out = g_string_new (head);

  for (guint i = 0; i < n; i++)
    g_string_append (out, what);
  g_string_append (out, tail);
  return g_string_free (out, FALSE);
}

/* A chain of nodes, each within the one before, with the square at its end. */
static char *
chain (guint n)
{
  GString *out = g_string_new ("{\"asset\":{\"version\":\"2.0\"},\"nodes\":[");

  for (guint i = 0; i + 1 < n; i++)
    g_string_append_printf (out, "{\"children\":[%u]},", i + 1);
  g_string_append (out, "{}]}");
  return g_string_free (out, FALSE);
}

/* Through the helper, as the program reads models: refused or read within a few seconds and its memory. */
static void
test_large (void)
{
  g_autofree char *top = g_dir_make_tmp ("sl-XXXXXX", NULL), *folder = make_folder (top);
  g_autofree char *cache = g_build_filename (top, "cache", NULL);
  g_autofree char *importer = g_build_filename (g_getenv ("SL_BUILD"), "src", "sightline-import", NULL);
  struct { const char *name; char *text; const char *said; } large[] = {
    { "brackets.gltf", repeated ("", "[", 3000000, ""), "nested" },
    { "objects.gltf", repeated ("", "{\"a\":", 1000000, ""), "nested" },
    { "zeros.gltf", repeated ("[", "0,", 10000000, "0]"), "too many values" },
    { "one-text.gltf", repeated ("{\"", "a", 10000000, "\"}"), "JSON" },
    { "members.gltf", repeated ("{\"asset\":{\"version\":\"2.0\"}", ",\"extras\":1", 1000000, "}"), "no surface" },
    { "number.gltf", repeated ("[", "9", 10000000, "]"), "JSON" }, { "chain.gltf", chain (200000), "no surface" },
    { "circle.gltf", changed ("{\"scale\":[2,2,2]}", "{\"children\":[1]}"), "circle" },
    { "pipe.gltf", changed ("data.bin", "pipe.bin"), "pipe.bin" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (large); i++)
    {
      g_autoptr (SlAssets) assets = sl_assets_new (importer, cache);
      g_autofree char *path = g_build_filename (folder, large[i].name, NULL);
      g_autoptr (GError) error = NULL;
      gint64 start = g_get_monotonic_time ();

      g_assert_true (g_file_set_contents (path, large[i].text, -1, NULL));
      g_assert_false (sl_assets_load_mesh (assets, folder, large[i].name, NULL, &error));
      if (strstr (error->message, large[i].said) == NULL)
        g_error ("%s: %s", large[i].name, error->message);
      /* a busy machine under the sanitizers */
      g_assert_cmpint (g_get_monotonic_time () - start, <, 20 * G_USEC_PER_SEC);
      g_free (large[i].text);
    }
  sl_test_remove_tree (top);
}

/* A mesh of 4,000 triangles named by 4,000 nodes: each by itself is harmless. */
static void
test_too_many_copies (void)
{
  g_autofree char *folder = g_dir_make_tmp ("sl-XXXXXX", NULL), *path = g_build_filename (folder, "m.gltf", NULL);
  g_autofree char *nodes = repeated ("{\"mesh\":0}", ",{\"mesh\":0}", 3999, ""), *json = NULL, *said = NULL;

  json = g_strdup_printf ("{\"asset\":{\"version\":\"2.0\"},\"nodes\":[%s],"
                          "\"meshes\":[{\"primitives\":[{\"attributes\":{\"POSITION\":0}}]}],"
                          "\"accessors\":[{\"componentType\":5126,\"count\":12000,\"type\":\"VEC3\"}]}", nodes);
  g_assert_true (g_file_set_contents (path, json, -1, NULL));
  said = refusal (path);
  g_assert_nonnull (said);
  g_assert_nonnull (strstr (said, "copies"));
  sl_test_remove_tree (folder);
}

void
test_asset_gltf_bad (void)
{
  g_test_add_func ("/asset/gltf-broken", test_broken);
  g_test_add_func ("/asset/gltf-contents", test_contents);
  g_test_add_func ("/asset/gltf-large", test_large);
  g_test_add_func ("/asset/gltf-too-many-copies", test_too_many_copies);
}
