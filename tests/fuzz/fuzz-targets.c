#include "fuzz-targets.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#include "import-gltf.h"
#include "sl-check.h"
#include "sl-edit.h"
#include "sl-number.h"
#include "sl-psplib.h"
#include "sl-plan-xml.h"

/* What is read can be saved, and what was saved opens as the same plan and is saved as the same bytes. */
void
sl_fuzz_plan (const guint8 *data, gsize size)
{
  g_autoptr (SlPlan) plan = sl_plan_parse ((const char *) data, size, "fuzz", NULL, NULL), again = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *once = NULL, *twice = NULL;
  gsize length;

  if (plan == NULL)
    return;
  once = sl_plan_print_checked (plan, &length, &error);
  g_assert_no_error (error);
  again = sl_plan_parse (once, length, "again", NULL, NULL);
  g_assert_nonnull (again);
  g_assert_true (sl_plan_equal (plan, again));
  twice = sl_plan_print (again, NULL);
  g_assert_cmpstr (once, ==, twice);
  g_autoptr (GPtrArray) findings = sl_plan_check (plan);
  for (guint i = 0; i < findings->len; i++)
    g_assert_cmpstr (((SlFinding *) findings->pdata[i])->message, !=, "");
}

/* A value that was taken prints as what is taken again and is the same value; one that was refused left the old one. */
static void
fuzz_value (SlKind kind, const char *path, const char *text)
{
  g_autoptr (SlEntity) first = sl_entity_new (kind, "a"), second = sl_entity_new (kind, "a");
  g_autoptr (SlEntity) untouched = sl_entity_new (kind, "a");
  g_autoptr (GError) error = NULL;
  g_autofree char *printed = NULL;

  if (!sl_entity_set (first, path, text, TRUE, &error))
    {
      g_assert_nonnull (error);
      g_assert_true (sl_entity_equal (first, untouched));
      return;
    }
  printed = sl_entity_get (first, path, NULL);
  if (printed == NULL) /* an item that was appended or taken out */
    return;
  g_assert_true (sl_entity_set (second, path, printed, FALSE, &error));
  g_assert_no_error (error);
  g_assert_true (sl_entity_equal (first, second));
}

/* What the log gives is the same command when it is written and read again. */
static void
fuzz_log (const char *text)
{
  const char *rest;
  g_autoptr (GPtrArray) commands = sl_commands_parse (text, &rest, NULL);

  for (guint i = 0; commands != NULL && i < commands->len; i++)
    {
      g_autofree char *once = sl_command_print (commands->pdata[i]), *twice = NULL;
      g_autoptr (GPtrArray) again = sl_commands_parse (once, &rest, NULL);

      g_assert_cmpuint (again->len, ==, 1);
      g_assert_cmpstr (rest, ==, "");
      twice = sl_command_print (again->pdata[0]);
      g_assert_cmpstr (once, ==, twice);
    }
}

void
sl_fuzz_records (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  double value = 7;

  fuzz_value (SL_KIND_SHOT, "tracks", text);
  fuzz_value (SL_KIND_WALL, "seams", text);
  fuzz_value (SL_KIND_WALL, "position", text);
  fuzz_value (SL_KIND_STAGE, "outline", text);
  fuzz_value (SL_KIND_STAGE, "zones", text);
  fuzz_value (SL_KIND_SETUP, "absent", text);
  fuzz_value (SL_KIND_PROP, "notes", text);
  fuzz_value (SL_KIND_SHOT, text, "1");
  if (sl_number_parse_formula (text, SL_UNIT_METRE, &value, NULL))
    g_assert_true (isfinite (value));
  else
    g_assert_cmpfloat (value, ==, 7);
  fuzz_log (text);
}

/* What is read makes a mesh that its own reader takes: nothing points outside, nothing is no number. */
void
sl_fuzz_gltf (const guint8 *data, gsize size)
{
  g_autofree char *path = g_strdup_printf ("%s/sl-fuzz-%d.gltf", g_get_tmp_dir (), (int) getpid ());
  g_autoptr (SlMeshBuilder) builder = sl_mesh_builder_new ();
  g_autoptr (ImportFiles) files = import_files_new (path);
  g_autoptr (GError) error = NULL;

  if (!g_file_set_contents_full (path, (const char *) data, (gssize) size, G_FILE_SET_CONTENTS_NONE, 0600, NULL))
    return;
  if (import_gltf (builder, files, &error))
    {
      g_autoptr (GBytes) block = sl_mesh_builder_pack (builder);
      g_autoptr (SlMesh) mesh = sl_mesh_from_block (block, NULL);
      g_assert_nonnull (mesh);
    }
  else
    g_assert_true (error != NULL && error->message[0] != '\0');
  g_unlink (path);
}

/* Reads all that a mesh points to. */
static guint
touch_mesh (const SlMesh *mesh)
{
  guint sum = 0;

  for (guint i = 0; i < mesh->n_indices; i++)
    sum += (guint) (mesh->positions[3 * (gsize) mesh->indices[i]] > 0);
  for (guint i = 0; i < mesh->n_lod_indices; i++)
    sum += (guint) (mesh->uvs[2 * (gsize) mesh->lod_indices[i]] > 0);
  for (guint i = 0; i < mesh->n_textures; i++)
    sum += mesh->pixels[mesh->textures[i].offset + (gsize) mesh->textures[i].width * mesh->textures[i].height * 4 - 1];
  for (guint i = 0; i < mesh->n_submeshes; i++)
    {
      const SlSubmesh *part = &mesh->submeshes[i];

      if (part->n_indices > 0)
        sum += mesh->indices[part->first_index + part->n_indices - 1];
      sum += sl_mesh_through (mesh, part, .3f, -7.1f) > .5f;
    }
  for (guint i = 0; i < mesh->n_notes; i++)
    {
      g_autofree char *text = sl_mesh_note_message (&mesh->notes[i]);
      sum += g_utf8_validate (text, -1, NULL);
    }
  return sum;
}

static void
read_block (guint8 *bytes, gsize size)
{
  g_autoptr (GBytes) block = g_bytes_new_take (bytes, size);
  g_autoptr (SlMesh) mesh = sl_mesh_from_block (block, NULL);

  if (mesh != NULL)
    touch_mesh (mesh);
}

static GBytes *
whole_block (void)
{
  g_autoptr (SlMeshBuilder) builder = sl_mesh_builder_new ();
  SlTexture texture = { .width = 2, .height = 2 };
  SlSubmesh part = { .n_indices = 3, .colour = { 1, 1, 1, .5f }, .alpha_mode = SL_ALPHA_BLEND,
                     .lods = { { 0, 3, 0 } } };
  const guint32 coarse[3] = { 0, 1, 2 };

  for (guint i = 0; i < 3; i++)
    sl_mesh_builder_vertex (builder, sl_vec3 (i, i % 2, 0), sl_vec3 (0, 0, 1), 0, 0);
  sl_mesh_builder_triangle (builder, 0, 1, 2);
  g_array_append_vals (builder->lod_indices, coarse, 3);
  g_array_append_val (builder->submeshes, part);
  g_array_append_val (builder->textures, texture);
  g_byte_array_set_size (builder->pixels, 16);
  memset (builder->pixels->data, 0x80, 16);
  sl_mesh_builder_note (builder, SL_NOTE_EXTENSION, "any");
  return sl_mesh_builder_pack (builder);
}

/* The bytes as a block, and a good block with some of its bytes changed: two say where and one to what, so that saved
 * inputs stay useful when the format changes. */
void
sl_fuzz_mesh (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) block = whole_block ();
  gsize length;
  const guint8 *whole = g_bytes_get_data (block, &length);
  guint8 *bytes = g_memdup2 (whole, length);

  for (gsize i = 0; i + 2 < MIN (size, 30); i += 3)
    bytes[(data[i] | data[i + 1] << 8) % length] = data[i + 2];
  read_block (bytes, length);
  if (size > 0)
    read_block (g_memdup2 (data, size), size);
}

/* What is read is levelled, or refused in words; a start is known for every activity. */
void
sl_fuzz_psplib (const guint8 *data, gsize size)
{
  const SlRcpspLimits limits = { .seconds = .01, .rounds = 1 };
  g_autoptr (GError) error = NULL;
  g_autoptr (SlRcpsp) problem = sl_psplib_parse ((const char *) data, size, "fuzz", &error);
  g_autoptr (SlRcpspResult) result = NULL;

  if (problem != NULL)
    result = sl_rcpsp_solve (problem, &limits, NULL, &error);
  g_assert_true ((result != NULL) == (error == NULL));
  if (result == NULL)
    {
      g_assert_cmpstr (error->message, !=, "");
      return;
    }
  g_assert_cmpuint (result->n, ==, problem->activities->len);
  g_assert_cmpint (result->lower_bound, <=, result->makespan);
  for (guint i = 0; i < result->n; i++)
    g_assert_cmpint (result->start[i], >=, 0);
}
