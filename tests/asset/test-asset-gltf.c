/* What comes out of glTF files, against values worked out by hand from what models/make-gltf.py writes, or found with
 * Blender for the rigs. */
#include "test-asset.h"

#include <meshoptimizer.h>
#include <string.h>

#include "../sl-test.h"
#include "import-gltf.h"

#define MODELS SL_SOURCE "/tests/asset/models/"

static SlMesh *
read_model (const char *path)
{
  g_autoptr (SlMeshBuilder) builder = sl_mesh_builder_new ();
  g_autoptr (ImportFiles) files = import_files_new (path);
  g_autoptr (GBytes) block = NULL;
  g_autoptr (GError) error = NULL;
  SlMesh *mesh;

  if (!import_gltf (builder, files, &error))
    g_error ("%s: %s", path, error->message);
  block = sl_mesh_builder_pack (builder);
  mesh = sl_mesh_from_block (block, &error);
  g_assert_no_error (error);
  return mesh;
}

static SlMesh *
read_named (const char *name)
{
  g_autofree char *path = g_strconcat (MODELS, name, NULL);

  return read_model (path);
}

static SlVec3
point (const SlMesh *mesh, guint32 corner)
{
  const float *p = mesh->positions + 3 * (gsize) mesh->indices[corner];
  return sl_vec3 ((double) p[0], (double) p[1], (double) p[2]);
}

static SlVec3
normal (const SlMesh *mesh, guint32 corner)
{
  const float *n = mesh->normals + 3 * (gsize) mesh->indices[corner];
  return sl_vec3 ((double) n[0], (double) n[1], (double) n[2]);
}

static SlVec3
across (const SlMesh *mesh, guint32 corner)
{
  SlVec3 a = point (mesh, corner);
  return sl_vec3_cross (sl_vec3_sub (point (mesh, corner + 1), a), sl_vec3_sub (point (mesh, corner + 2), a));
}

typedef struct {
  const char *name;
  double      box[6]; /* m: left, right, front, back, bottom, top */
  double      area;   /* m² */
  guint       n_triangles, n_parts;
  double      uv[4];  /* least and most u, least and most v */
} Case;

static const Case cases[] = {
  { "name-bin-chinese.gltf", { 0, 1, 0, 0, 0, 2 }, 2, 2, 1, { 0, 1, 0, 1 } },
  { "name-bin-space.gltf", { 0, 1, 0, 0, 0, 2 }, 2, 2, 1, { 0, 1, 0, 1 } },
  { "name-picture-chinese.gltf", { 0, 1, 0, 0, 0, 2 }, 2, 2, 1, { 0, 1, 0, 1 } },
  { "name-picture-space.gltf", { 0, 1, 0, 0, 0, 2 }, 2, 2, 1, { 0, 1, 0, 1 } },
  { "skin-node-scale.gltf", { 5, 6, -1, 0, 0, 1 }, 6, 12, 1, { 0, 0, 0, 0 } },
  { "skin-rig-in-cm.glb", { -.2, .2, -.2, .2, 0, 1.8 }, 3.52, 24, 1, { 0, 0, 0, 0 } },
  { "skin-rig-moved.glb", { 2.8, 3.2, 1.8, 2.2, 0, 1.8 }, 3.52, 24, 1, { 0, 0, 0, 0 } },
  { "skin-two-sets.gltf", { 3.5, 4.5, 0, 0, 0, 1 }, 1, 2, 1, { 0, 0, 0, 0 } },
  { "uv-second-set.gltf", { 0, 1, 0, 0, 0, 2 }, 2, 2, 1, { .5, .75, .5, .75 } },
  { "uv-transform.gltf", { 0, 1, 0, 0, 0, 2 }, 2, 2, 1, { .25, 4.25, .5, 6.5 } },
  { "uv-turned.gltf", { 0, 1, 0, 0, 0, 1 }, 1, 2, 1, { 0, .5, .5, 1 } },
  { "quantised.gltf", { 0, 1, 0, 0, 0, 2 }, 2, 2, 1, { 0, 0, 0, 0 } },
  { "types.gltf", { 0, 11, 0, 0, 0, 1 }, 6, 12, 1, { 0, 0, 0, 0 } },
  { "types-lowest.gltf", { -1, 1, -1, 0, 0, 1 }, 2, 2, 1, { 0, 0, 0, 0 } },
  { "sparse.gltf", { 0, 5, 0, 0, 0, 3 }, 4, 4, 1, { 0, 0, 0, 0 } },
  { "strip-fan.gltf", { 0, 6, 0, 0, 0, 2 }, 5, 6, 1, { 0, 0, 0, 0 } },
  { "mirrored.gltf", { -1, 5, 0, 1, -3, 1 }, 5, 6, 1, { 0, 0, 0, 0 } },
  { "uneven.gltf", { 0, .25, 0, 1, 0, 1 }, 1.0307764, 2, 1, { 0, 0, 0, 0 } },
  { "morph.gltf", { 0, 5, -4, 0, 0, 1 }, 3, 6, 1, { 0, 2, 0, 1 } },
  { "copies.gltf", { 0, 20, -3, -3, 0, 2 }, 6, 6, 1, { 0, 0, 0, 0 } },
  { "colours.gltf", { 0, 5, 0, 0, 0, 1 }, 3, 6, 3, { 0, 0, 0, 0 } },
  { "materials.gltf", { 0, 7, 0, 0, 0, 1 }, 4, 8, 4, { 0, 0, 0, 0 } },
  { "left-out.gltf", { 0, 7, 0, 0, 0, 1 }, 4, 8, 1, { 0, 0, 0, 0 } },
  { "scenes.gltf", { 3, 4, 0, 0, 0, 1 }, 1, 2, 1, { 0, 0, 0, 0 } },
  { "inside.glb", { 0, 1, 0, 0, 0, 1 }, 1, 2, 1, { 0, 1, 0, 1 } },
  { "no-numbers.gltf", { 0, 1, 0, 0, 0, 1 }, .5, 1, 1, { 0, 0, 0, 0 } },
  { "alpha-mask.gltf", { 0, 1, 0, 0, 0, 2 }, 2, 2, 1, { 0, 1, 0, 1 } },
};

static void
check_uv (const SlMesh *mesh, const Case *c)
{
  double uv[4] = { INFINITY, -INFINITY, INFINITY, -INFINITY };

  for (guint32 i = 0; i < mesh->n_indices; i++)
    for (guint k = 0; k < 2; k++)
      {
        double value = (double) mesh->uvs[2 * (gsize) mesh->indices[i] + k];
        uv[2 * k] = fmin (uv[2 * k], value);
        uv[2 * k + 1] = fmax (uv[2 * k + 1], value);
      }
  for (guint k = 0; k < 4; k++)
    assert_within (uv[k], c->uv[k], 1e-6);
}

static void
test_values (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (SlMesh) mesh = read_named (c->name);
  const SlBox *b = &mesh->box;
  const double box[6] = { b->min.x, b->max.x, b->min.y, b->max.y, b->min.z, b->max.z };
  gboolean rig = g_str_has_prefix (c->name, "skin-rig"); /* these were made inside out */
  double area = 0;

  for (guint k = 0; k < 6; k++)
    assert_within (box[k], c->box[k], 1e-5);
  g_assert_cmpuint (mesh->n_indices, ==, 3 * c->n_triangles);
  g_assert_cmpuint (mesh->n_submeshes, ==, c->n_parts);
  for (guint32 i = 0; i < mesh->n_indices; i += 3)
    {
      area += sl_vec3_length (across (mesh, i)) / 2;
      assert_within (sl_vec3_length (normal (mesh, i)), 1, 1e-5);
      g_assert_true (rig || sl_vec3_dot (across (mesh, i), normal (mesh, i)) > 0);
    }
  assert_within (area, c->area, 1e-5);
  check_uv (mesh, c);
}

/* x, y, z of the normal at the first corner of a triangle. */
static void
test_normals (void)
{
  static const struct { const char *name; guint triangle; double n[3]; } known[] = {
    { "mirrored.gltf", 0, { 0, -1, 0 } }, { "mirrored.gltf", 2, { 1, 0, 0 } }, { "mirrored.gltf", 4, { 0, -1, 0 } },
    /* (1, 0, 1)/√2 with its x four times as long: (4, 0, 1)/√17, y up */
    { "uneven.gltf", 0, { .9701425, -.2425356, 0 } },
    { "inside.glb", 0, { 0, -1, 0 } }, { "strip-fan.gltf", 1, { 0, -1, 0 } }, { "skin-two-sets.gltf", 0, { 0, -1, 0 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      g_autoptr (SlMesh) mesh = read_named (known[i].name);
      SlVec3 n = normal (mesh, 3 * known[i].triangle);

      assert_within (n.x, known[i].n[0], 1e-5);
      assert_within (n.y, known[i].n[1], 1e-5);
      assert_within (n.z, known[i].n[2], 1e-5);
    }
}

typedef struct {
  const char *name;
  guint       part;
  float       colour[4], roughness;
  SlAlphaMode mode;
  float       cutoff;
  gint32      texture;
} Look;

static void
test_looks (void)
{
  static const Look looks[] = {
    { "alpha-blend.gltf", 0, { .9f, .9f, 1, .1f }, 1, SL_ALPHA_BLEND, .5f, -1 },
    { "alpha-mask.gltf", 0, { 1, 1, 1, 1 }, 1, SL_ALPHA_MASK, .5f, 0 },
    { "alpha-opaque.gltf", 0, { 1, 1, 1, 1 }, 1, SL_ALPHA_OPAQUE, .5f, 0 },
    { "colours.gltf", 0, { .5f, .5f, .25f, 1 }, .25f, SL_ALPHA_OPAQUE, .5f, -1 },
    { "colours.gltf", 1, { .5f, 0, .2f, .4f }, .25f, SL_ALPHA_OPAQUE, .5f, -1 },
    { "colours.gltf", 2, { .5f, 1, 1, 1 }, .25f, SL_ALPHA_OPAQUE, .5f, -1 },
    { "materials.gltf", 0, { .1f, .2f, .3f, 1 }, .25f, SL_ALPHA_OPAQUE, .5f, -1 },
    { "materials.gltf", 1, { 1, 1, 1, 0 }, 1, SL_ALPHA_BLEND, .5f, -1 },
    { "materials.gltf", 2, { 1, 1, 1, .15f }, 1, SL_ALPHA_BLEND, .5f, -1 },
    { "materials.gltf", 3, { 1, 1, 1, 1 }, 1, SL_ALPHA_MASK, .75f, -1 },
    { "name-picture-chinese.gltf", 0, { 1, 1, 1, 1 }, 1, SL_ALPHA_OPAQUE, .5f, 0 },
    { "name-picture-space.gltf", 0, { 1, 1, 1, 1 }, 1, SL_ALPHA_OPAQUE, .5f, 0 },
    { "inside.glb", 0, { 1, 1, 1, 1 }, 1, SL_ALPHA_OPAQUE, .5f, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      g_autoptr (SlMesh) mesh = read_named (looks[i].name);
      const SlSubmesh *part = &mesh->submeshes[looks[i].part];

      for (guint k = 0; k < 4; k++)
        assert_within (part->colour[k], looks[i].colour[k], 1e-6);
      assert_within (part->roughness, looks[i].roughness, 1e-6);
      g_assert_cmpint (part->alpha_mode, ==, looks[i].mode);
      assert_within (part->alpha_cutoff, looks[i].cutoff, 1e-6);
      g_assert_cmpint (part->texture, ==, looks[i].texture);
    }
}

/* The leaf fills the left half of its picture: what glTF calls MASK has a hole to the right, OPAQUE has none. */
static void
test_leaf (void)
{
  g_autoptr (SlMesh) mask = read_named ("alpha-mask.gltf"), opaque = read_named ("alpha-opaque.gltf");
  g_autoptr (SlMesh) glass = read_named ("alpha-blend.gltf"), turned = read_named ("uv-turned.gltf");
  double there = 0;

  for (guint i = 0; i < 100; i++)
    there += 1 - (double) sl_mesh_through (mask, mask->submeshes, (float) (i + .5) / 100, .5f);
  assert_within (there / 100, .5, .011);
  assert_within (sl_mesh_through (opaque, opaque->submeshes, .1f, .5f), 0, 0);
  assert_within (sl_mesh_through (opaque, opaque->submeshes, .9f, .5f), 0, 0);
  assert_within (sl_mesh_through (glass, glass->submeshes, 0, 0), .9, 1e-6);
  g_assert_cmpint (turned->textures[0].wrap_u, ==, SL_WRAP_CLAMP);
  g_assert_cmpint (turned->textures[0].wrap_v, ==, SL_WRAP_MIRROR);
}

static gboolean
has_note (const SlMesh *mesh, SlNoteKind kind, const char *what)
{
  for (guint i = 0; i < mesh->n_notes; i++)
    if (mesh->notes[i].kind == kind && g_str_equal (mesh->notes[i].what, what))
      return TRUE;
  return FALSE;
}

/* All that is left out is noted, and nothing else. */
static void
test_left_out (void)
{
  static const struct { const char *name; SlNoteKind kind; const char *what; } left[] = {
    { "left-out.gltf", SL_NOTE_PICTURE_MISSING, "not%20there.png" },
    { "left-out.gltf", SL_NOTE_PICTURE_OUTSIDE, "../p.png" },
    { "left-out.gltf", SL_NOTE_PICTURE_OUTSIDE, "https://x.org/p.png" },
    { "left-out.gltf", SL_NOTE_PICTURE_UNREADABLE, "my%20table.bin" },
    { "left-out.gltf", SL_NOTE_EXTENSION, "EXT_texture_webp" },
    { "left-out.gltf", SL_NOTE_EXTENSION, "NOBODY_knows" }, { "left-out.gltf", SL_NOTE_ANIMATION, "" },
    { "colours.gltf", SL_NOTE_VERTEX_COLOURS, "" }, { "materials.gltf", SL_NOTE_GLOW, "" },
    { "materials.gltf", SL_NOTE_EXTENSION, "KHR_materials_ior" }, { "strip-fan.gltf", SL_NOTE_POINTS_AND_LINES, "" },
    { "no-numbers.gltf", SL_NOTE_NO_NUMBERS, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (left); i++)
    {
      g_autoptr (SlMesh) mesh = read_named (left[i].name);
      if (!has_note (mesh, left[i].kind, left[i].what))
        g_error ("%s does not say that %s (%d) is left out", left[i].name, left[i].what, left[i].kind);
    }
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SlMesh) mesh = read_named (cases[i].name);
      guint n = 0;

      for (guint k = 0; k < G_N_ELEMENTS (left); k++)
        n += g_str_equal (left[k].name, cases[i].name);
      if (mesh->n_notes != n)
        g_error ("%s has %u notes, not %u", cases[i].name, mesh->n_notes, n);
    }
}

/* --- compressed views --- */

enum { RING = 40 };

/* A ring of RING squares, 1 m high and 1 m in radius, as meshoptimizer writes it. Its normals are octahedral, its
 * positions exponential, its indices a list of triangles or, with `sequence`, any list. */
static void
compress (GByteArray *data, gsize *sizes, gboolean sequence)
{
  float positions[2 * RING][3], normals[2 * RING][4];
  guint32 indices[6 * RING], packed_positions[2 * RING][3];
  gint8 packed_normals[2 * RING][4];
  guint8 out[8192];

  for (guint i = 0; i < 2 * RING; i++)
    {
      double a = G_PI * 2 * (i / 2) / RING;
      const float p[3] = { (float) cos (a), (float) (i % 2), (float) sin (a) };
      const float n[4] = { (float) cos (a), 0, (float) sin (a), 1 };
      memcpy (positions[i], p, sizeof p);
      memcpy (normals[i], n, sizeof n);
    }
  for (guint i = 0; i < RING; i++)
    {
      const guint32 a = 2 * i, b = 2 * ((i + 1) % RING), six[6] = { a, a + 1, b, b, a + 1, b + 1 };
      memcpy (indices + 6 * i, six, sizeof six);
    }
#if MESHOPTIMIZER_VERSION >= 200
  meshopt_encodeFilterExp (packed_positions, 2 * RING, 12, 20, &positions[0][0], meshopt_EncodeExpSharedVector);
#else
  meshopt_encodeFilterExp (packed_positions, 2 * RING, 12, 20, &positions[0][0]);
#endif
  meshopt_encodeFilterOct (packed_normals, 2 * RING, 4, 8, &normals[0][0]);
  sizes[0] = meshopt_encodeVertexBuffer (out, sizeof out, packed_positions, 2 * RING, 12);
  g_byte_array_append (data, out, (guint) sizes[0]);
  sizes[1] = meshopt_encodeVertexBuffer (out, sizeof out, packed_normals, 2 * RING, 4);
  g_byte_array_append (data, out, (guint) sizes[1]);
  sizes[2] = sequence ? meshopt_encodeIndexSequence (out, sizeof out, indices, 6 * RING)
                      : meshopt_encodeIndexBuffer (out, sizeof out, indices, 6 * RING);
  g_byte_array_append (data, out, (guint) sizes[2]);
}

/* The views' own buffer holds nothing: what they stand for is compressed in the other. */
static char *
compressed_model (gboolean sequence)
{
  g_autoptr (GByteArray) data = g_byte_array_new ();
  gsize sizes[3];

  compress (data, sizes, sequence);
  g_autofree char *base64 = g_base64_encode (data->data, data->len);
  return g_strdup_printf (
    "{\"asset\":{\"version\":\"2.0\"},\"extensionsUsed\":[\"EXT_meshopt_compression\",\"KHR_mesh_quantization\"],"
    "\"extensionsRequired\":[\"EXT_meshopt_compression\",\"KHR_mesh_quantization\"],"
    "\"buffers\":[{\"byteLength\":%u,\"uri\":\"data:application/octet-stream;base64,%s\"},{\"byteLength\":4096}],"
    "\"bufferViews\":["
    "{\"buffer\":1,\"byteLength\":960,\"byteStride\":12,\"extensions\":{\"EXT_meshopt_compression\":{\"buffer\":0,"
    "\"byteLength\":%zu,\"byteStride\":12,\"count\":80,\"mode\":\"ATTRIBUTES\",\"filter\":\"EXPONENTIAL\"}}},"
    "{\"buffer\":1,\"byteLength\":320,\"byteStride\":4,\"extensions\":{\"EXT_meshopt_compression\":{\"buffer\":0,"
    "\"byteOffset\":%zu,\"byteLength\":%zu,\"byteStride\":4,\"count\":80,\"mode\":\"ATTRIBUTES\","
    "\"filter\":\"OCTAHEDRAL\"}}},"
    "{\"buffer\":1,\"byteLength\":480,\"extensions\":{\"EXT_meshopt_compression\":{\"buffer\":0,\"byteOffset\":%zu,"
    "\"byteLength\":%zu,\"byteStride\":2,\"count\":240,\"mode\":\"%s\"}}}],"
    "\"accessors\":[{\"bufferView\":0,\"componentType\":5126,\"count\":80,\"type\":\"VEC3\"},"
    "{\"bufferView\":1,\"componentType\":5120,\"normalized\":true,\"count\":80,\"type\":\"VEC3\"},"
    "{\"bufferView\":2,\"componentType\":5123,\"count\":240,\"type\":\"SCALAR\"}],"
    "\"meshes\":[{\"primitives\":[{\"attributes\":{\"POSITION\":0,\"NORMAL\":1},\"indices\":2}]}],"
    "\"nodes\":[{\"mesh\":0}]}",
    data->len, base64, sizes[0], sizes[0], sizes[1], sizes[0] + sizes[1], sizes[2], sequence ? "INDICES" : "TRIANGLES");
}

static void
test_compressed (void)
{
  g_autofree char *folder = g_dir_make_tmp ("sl-XXXXXX", NULL), *path = g_build_filename (folder, "m.gltf", NULL);
  double side = 2 * sin (G_PI / RING); /* of a regular polygon in the unit circle */

  for (guint sequence = 0; sequence < 2; sequence++)
    {
      g_autofree char *json = compressed_model (sequence == 1);
      g_autoptr (SlMesh) mesh = NULL;
      double area = 0;

      g_assert_true (g_file_set_contents (path, json, -1, NULL));
      mesh = read_model (path);
      g_assert_cmpuint (mesh->n_indices, ==, 6 * RING);
      for (guint32 i = 0; i < mesh->n_indices; i += 3)
        {
          SlVec3 p = point (mesh, i), n = normal (mesh, i);

          area += sl_vec3_length (across (mesh, i)) / 2;
          assert_within (p.x * n.x + p.y * n.y, 1, .02); /* straight out */
        }
      assert_within (area, RING * side, 1e-3);
      assert_within (mesh->box.max.z - mesh->box.min.z, 1, 1e-4);
    }
  sl_test_remove_tree (folder);
}

void
test_asset_gltf (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/asset/gltf/", cases[i].name, NULL);
      g_test_add_data_func (path, &cases[i], test_values);
    }
  g_test_add_func ("/asset/gltf-normals", test_normals);
  g_test_add_func ("/asset/gltf-looks", test_looks);
  g_test_add_func ("/asset/gltf-leaf", test_leaf);
  g_test_add_func ("/asset/gltf-left-out", test_left_out);
  g_test_add_func ("/asset/gltf-compressed", test_compressed);
}
