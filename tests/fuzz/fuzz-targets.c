#include "fuzz-targets.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "import-gltf.h"
#include "sl-check.h"
#include "sl-edit.h"
#include "sl-number.h"
#include "sl-plan-xml.h"

/* What is read must print, and what was printed must read back the same. */
void
sl_fuzz_plan (const guint8 *data, gsize size)
{
  g_autoptr (SlPlan) plan = sl_plan_parse ((const char *) data, size, "fuzz", NULL), again = NULL;
  g_autofree char *once = NULL, *twice = NULL;
  gsize length;

  if (plan == NULL)
    return;
  once = sl_plan_print (plan, &length);
  again = sl_plan_parse (once, length, "again", NULL);
  g_assert_nonnull (again);
  twice = sl_plan_print (again, NULL);
  g_assert_true (g_str_equal (once, twice));
  g_autoptr (GPtrArray) findings = sl_plan_check (plan);
  (void) findings;
}

void
sl_fuzz_records (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (SlEntity) shot = sl_entity_new (SL_KIND_SHOT, "s"), wall = sl_entity_new (SL_KIND_WALL, "w");
  g_autoptr (GPtrArray) commands = NULL;
  const char *rest;
  double value;

  sl_entity_set (shot, "tracks", text, TRUE, NULL);
  sl_entity_set (wall, "seams", text, TRUE, NULL);
  sl_entity_set (wall, "position", text, TRUE, NULL);
  sl_entity_set (shot, text, "1", TRUE, NULL);
  sl_number_parse_formula (text, SL_UNIT_METRE, &value, NULL);
  commands = sl_commands_parse (text, &rest, NULL);
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
