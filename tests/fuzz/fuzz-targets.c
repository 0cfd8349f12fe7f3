#include "fuzz-targets.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#include "import-gltf.h"
#include "sl-check.h"
#include "sl-edit.h"
#include "sl-number.h"
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
