/* Flat meshes: their blocks, and what is see-through. */
#include "test-asset.h"

#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../sl-test.h"
#include "sl-mesh-cache.h"
#include "sl-mesh.h"

/* `n` triangles over n + 2 points. */
static void
add_strip (SlMeshBuilder *builder, guint32 n)
{
  for (guint32 i = 0; i < n + 2; i++)
    sl_mesh_builder_vertex (builder, sl_vec3 (i, i % 2, 0), sl_vec3 (0, 0, 1), 0, 0);
  for (guint32 i = 0; i < n; i++)
    sl_mesh_builder_triangle (builder, i, i + 1, i + 2);
}

/* One byte of `alphas` a texel. */
static void
add_texture (SlMeshBuilder *builder, guint32 width, guint32 height, const char *alphas)
{
  SlTexture texture = { .width = width, .height = height, .offset = builder->pixels->len };

  for (guint32 i = 0; i < width * height; i++)
    {
      const guint8 texel[4] = { 1, 2, 3, (guint8) alphas[i] };
      g_byte_array_append (builder->pixels, texel, 4);
    }
  g_array_append_val (builder->textures, texture);
}

static SlMesh *
finish (SlMeshBuilder *builder)
{
  g_autoptr (GBytes) block = sl_mesh_builder_pack (builder);
  g_autoptr (GError) error = NULL;
  SlMesh *mesh = sl_mesh_from_block (block, &error);

  g_assert_no_error (error);
  return mesh;
}

/* Every texel lies in the block: the sanitizers look. */
static void
touch (const SlMesh *mesh, guint i)
{
  const SlTexture *t = &mesh->textures[i];
  volatile guint8 sum = 0;

  for (gsize k = 0; k < (gsize) t->width * t->height * 4; k++)
    sum ^= mesh->pixels[t->offset + k];
  (void) sum;
}

/* A block whose sizes, indices or coarser forms point outside is refused, whatever byte was changed. */
static void
test_damaged_blocks (void)
{
  g_autoptr (SlMeshBuilder) builder = sl_mesh_builder_new ();
  SlSubmesh part = { .n_indices = 36, .texture = 0, .lods = { { 0, 3, .5f } } };
  const guint32 coarse[3] = { 0, 1, 2 };

  add_strip (builder, 12);
  g_array_append_vals (builder->lod_indices, coarse, 3);
  g_array_append_val (builder->submeshes, part);
  add_texture (builder, 2, 2, "\x10\x20\x30\x40");
  sl_mesh_builder_note (builder, SL_NOTE_EXTENSION, "KHR_any");
  g_autoptr (GBytes) whole = sl_mesh_builder_pack (builder);
  g_autoptr (SlMesh) mesh = sl_mesh_from_block (whole, NULL);
  g_assert_nonnull (mesh);
  g_assert_cmpuint (mesh->n_lod_indices, ==, 3);
  gsize size;
  const guint8 *bytes = g_bytes_get_data (whole, &size);
  for (gsize at = 0; at < size; at++)
    {
      guint8 *copy = g_memdup2 (bytes, size);
      copy[at] ^= 0xff;
      g_autoptr (GBytes) damaged = g_bytes_new_take (copy, size);
      g_autoptr (SlMesh) other = sl_mesh_from_block (damaged, NULL);
      for (guint i = 0; other != NULL && i < other->n_submeshes; i++)
        {
          g_assert_cmpuint (other->submeshes[i].first_index + other->submeshes[i].n_indices, <=, other->n_indices);
          for (guint k = 0; k < SL_MESH_LODS; k++)
            {
              const SlMeshLod *lod = &other->submeshes[i].lods[k];
              g_assert_cmpuint (lod->first_index + lod->n_indices, <=, other->n_lod_indices);
            }
        }
      for (guint i = 0; other != NULL && i < other->n_textures; i++)
        touch (other, i);
      for (guint i = 0; other != NULL && i < other->n_notes; i++)
        {
          g_autofree char *text = sl_mesh_note_message (&other->notes[i]);
          g_assert_true (g_utf8_validate (text, -1, NULL));
        }
      for (guint i = 0; other != NULL && i < other->n_lod_indices; i++)
        g_assert_cmpuint (other->lod_indices[i], <, other->n_vertices);
    }
  for (gsize length = 0; length < size; length += 7)
    {
      g_autoptr (GBytes) cut = g_bytes_new_from_bytes (whole, 0, length);
      g_autoptr (GError) error = NULL;
      g_assert_null (sl_mesh_from_block (cut, &error));
      g_assert_nonnull (error);
    }
}

/* One texture offset near 2^64 comes back to the start when it is added up carelessly. */
static void
test_far_textures (void)
{
  const gsize offsets[] = { G_MAXSIZE, G_MAXSIZE - 15, G_MAXSIZE - 3, (gsize) 1 << 63, 1, 16 };

  for (guint i = 0; i < G_N_ELEMENTS (offsets); i++)
    {
      g_autoptr (SlMeshBuilder) builder = sl_mesh_builder_new ();
      g_autoptr (GBytes) block = NULL;
      g_autoptr (GError) error = NULL;

      add_strip (builder, 1);
      add_texture (builder, 2, 2, "\x10\x20\x30\x40");
      g_array_index (builder->textures, SlTexture, 0).offset = offsets[i];
      block = sl_mesh_builder_pack (builder);
      g_assert_null (sl_mesh_from_block (block, &error));
      g_assert_nonnull (error);
    }
}

/* Mode, cut-off and alpha against the share of light that glTF 2.0, 3.9.4 lets through. */
static void
test_alpha_through (void)
{
  static const struct { SlAlphaMode mode; float cutoff, alpha, through; } cases[] = {
    { SL_ALPHA_OPAQUE, .5f, 0, 0 },      { SL_ALPHA_OPAQUE, .5f, 1, 0 },      { SL_ALPHA_MASK, .5f, .5f, 0 },
    { SL_ALPHA_MASK, .5f, .49f, 1 },     { SL_ALPHA_MASK, 0, 0, 0 },          { SL_ALPHA_MASK, 1.5f, 1, 1 },
    { SL_ALPHA_BLEND, .5f, .25f, .75f }, { SL_ALPHA_BLEND, .5f, 0, 1 },       { SL_ALPHA_BLEND, .5f, 1, 0 },
    { SL_ALPHA_BLEND, .5f, -3, 1 },      { SL_ALPHA_BLEND, .5f, 7, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_within (sl_alpha_through (cases[i].mode, cases[i].cutoff, cases[i].alpha), cases[i].through, 1e-6);
}

static SlMesh *
make_see_through (SlAlphaMode mode, SlWrap wrap, float base)
{
  g_autoptr (SlMeshBuilder) builder = sl_mesh_builder_new ();
  SlSubmesh part = { .n_indices = 3, .colour = { 1, 1, 1, base }, .alpha_mode = mode, .alpha_cutoff = .5f };

  add_strip (builder, 1);
  g_array_append_val (builder->submeshes, part);
  add_texture (builder, 4, 1, "\xff\xff\x00\x00");
  g_array_index (builder->textures, SlTexture, 0).wrap_u = wrap;
  return finish (builder);
}

/* A picture of four texels in a row, alpha 1 1 0 0: their middles stand at 1/8, 3/8, 5/8, 7/8, and between 3/8 and 5/8
 * alpha falls in a line. */
static void
test_mesh_through (void)
{
  static const struct { SlAlphaMode mode; SlWrap wrap; float base, u, through; } cases[] = {
    { SL_ALPHA_MASK, SL_WRAP_REPEAT, 1, .25f, 0 },       { SL_ALPHA_MASK, SL_WRAP_REPEAT, 1, .49f, 0 },
    { SL_ALPHA_MASK, SL_WRAP_REPEAT, 1, .51f, 1 },       { SL_ALPHA_MASK, SL_WRAP_REPEAT, 1, 3.25f, 0 },
    { SL_ALPHA_MASK, SL_WRAP_REPEAT, 1, -.25f, 1 },      { SL_ALPHA_MASK, SL_WRAP_MIRROR, 1, -.25f, 0 },
    { SL_ALPHA_MASK, SL_WRAP_MIRROR, 1, 1.75f, 0 },      { SL_ALPHA_MASK, SL_WRAP_MIRROR, 1, 1.25f, 1 },
    { SL_ALPHA_MASK, SL_WRAP_CLAMP, 1, -7, 0 },          { SL_ALPHA_MASK, SL_WRAP_CLAMP, 1, 7, 1 },
    { SL_ALPHA_MASK, SL_WRAP_REPEAT, .4f, .25f, 1 },     { SL_ALPHA_BLEND, SL_WRAP_REPEAT, 1, .5f, .5f },
    { SL_ALPHA_BLEND, SL_WRAP_REPEAT, .5f, .5f, .75f },  { SL_ALPHA_BLEND, SL_WRAP_REPEAT, 1, .4375f, .25f },
    { SL_ALPHA_BLEND, SL_WRAP_REPEAT, 1, 1, .5f },       { SL_ALPHA_BLEND, SL_WRAP_CLAMP, 1, 1, 1 },
    { SL_ALPHA_OPAQUE, SL_WRAP_REPEAT, .2f, .75f, 0 },   { SL_ALPHA_MASK, SL_WRAP_REPEAT, 1, 1e30f, 0 },
    { SL_ALPHA_MASK, SL_WRAP_REPEAT, 1, (float) NAN, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SlMesh) mesh = make_see_through (cases[i].mode, cases[i].wrap, cases[i].base);
      assert_within (sl_mesh_through (mesh, mesh->submeshes, cases[i].u, .5f), cases[i].through, 1e-5);
    }
}

/* Notes are counted once, cut between characters, printable, and not without end; they go through the block. */
static void
test_notes (void)
{
  g_autoptr (SlMeshBuilder) builder = sl_mesh_builder_new ();
  g_autoptr (SlMesh) mesh = NULL;
  g_autofree char *message = NULL;
  GString *name = g_string_new ("a");

  for (guint i = 0; i < 100; i++)
    g_string_append (name, "海");
  add_strip (builder, 1);
  sl_mesh_builder_note (builder, SL_NOTE_PICTURE_MISSING, "wood\033[2J.png");
  sl_mesh_builder_note (builder, SL_NOTE_PICTURE_MISSING, "wood\033[2J.png");
  sl_mesh_builder_note (builder, SL_NOTE_VERTEX_COLOURS, NULL);
  sl_mesh_builder_note (builder, SL_NOTE_EXTENSION, name->str);
  mesh = finish (builder);
  g_assert_cmpuint (mesh->n_notes, ==, 3);
  g_assert_cmpstr (mesh->notes[0].what, ==, "wood\xef\xbf\xbd[2J.png");
  message = sl_mesh_note_message (&mesh->notes[0]);
  g_assert_nonnull (strstr (message, mesh->notes[0].what));
  g_assert_true (sl_mesh_note_warns (&mesh->notes[0]));
  g_assert_false (sl_mesh_note_warns (&mesh->notes[1]));
  g_assert_cmpuint (strlen (mesh->notes[2].what), ==, 1 + 3 * 40); /* the 41st would end at 124 */
  for (guint i = 0; i < 200; i++)
    {
      g_string_printf (name, "EXT_%u", i);
      sl_mesh_builder_note (builder, SL_NOTE_EXTENSION, name->str);
    }
  g_assert_cmpuint (builder->notes->len, ==, SL_MESH_NOTES_MAX);
  g_assert_cmpint (g_array_index (builder->notes, SlMeshNote, SL_MESH_NOTES_MAX - 1).kind, ==, SL_NOTE_MORE);
  for (guint kind = 0; kind < SL_N_NOTES; kind++)
    {
      SlMeshNote note = { .kind = kind, .what = "%s%n" };
      g_autofree char *text = sl_mesh_note_message (&note);
      g_assert_cmpuint (strlen (text), >, 10);
      g_assert_cmpuint (strlen (sl_mesh_note_remedy (&note)), >, 10);
    }
  g_string_free (name, TRUE);
}

/* A mesh that somebody began and did not end; the name is that of the file. */
static char *
begin_part (const char *cache)
{
  char *part = sl_mesh_cache_begin (cache, NULL);

  g_assert_true (g_file_set_contents (part, "part", -1, NULL));
  return part;
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

/* Parts of programs that were killed go when the next one begins, also where another program has their number by now;
 * those of the living stay. */
static void
test_parts_left_behind (void)
{
  g_autofree char *cache = g_dir_make_tmp ("sl-XXXXXX", NULL), *part = NULL;
  int status;
  const pid_t living = fork ();

  if (living == 0)
    {
      prctl (PR_SET_PDEATHSIG, SIGKILL); /* where the test fails it is not left */
      part = begin_part (cache);
      raise (SIGSTOP);
      _exit (0);
    }
  g_assert_cmpint (waitpid (living, &status, WUNTRACED), ==, living);
  const pid_t dead = fork ();
  if (dead == 0)
    {
      part = begin_part (cache);
      _exit (0);
    }
  waitpid (dead, &status, 0);
  {
    g_autoptr (GDir) dir = g_dir_open (cache, 0, NULL);
    g_autofree char *mine = g_strdup_printf ("-%d-", (int) living), *again = NULL;
    const char *name;

    while ((name = g_dir_read_name (dir)) != NULL)
      if (strstr (name, mine) != NULL) /* one that had the number of the living before it, and began earlier */
        again = g_strdup_printf ("%s/%.*s1%s", cache, (int) (strstr (name, mine) - name + (long) strlen (mine)), name,
                                 strrchr (name, '-'));
    g_assert_nonnull (again);
    g_assert_true (g_file_set_contents (again, "part", -1, NULL));
  }
  g_assert_cmpuint (count_files (cache), ==, 3);
  sl_mesh_cache_prune (cache, 0, 0);
  part = sl_mesh_cache_begin (cache, NULL);
  g_assert_cmpuint (count_files (cache), ==, 1);
  kill (living, SIGKILL);
  waitpid (living, &status, 0);
  sl_test_remove_tree (cache);
}

void
test_asset_mesh (void)
{
  g_test_add_func ("/asset/parts-left-behind", test_parts_left_behind);
  g_test_add_func ("/asset/notes", test_notes);
  g_test_add_func ("/asset/damaged-blocks", test_damaged_blocks);
  g_test_add_func ("/asset/far-textures", test_far_textures);
  g_test_add_func ("/asset/alpha-through", test_alpha_through);
  g_test_add_func ("/asset/mesh-through", test_mesh_through);
}
