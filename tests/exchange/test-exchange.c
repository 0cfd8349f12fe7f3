#include <json-glib/json-glib.h>

#include "../sl-test-plan.h"
#include "../sl-test.h"
#include "sl-check.h"
#include "sl-edit.h"
#include "sl-error.h"
#include "sl-exporter.h"
#include "sl-gltf-private.h"
#include "test-ics.h"

static SlPlan *
plan_with (const char *id, const char *field, const char *value)
{
  g_autoptr (SlPlan) plan = sl_test_plan (SAMPLE ("small-flat.sightline"));
  g_autoptr (SlCommand) command = sl_command_new ("x");
  g_autoptr (GError) error = NULL;

  sl_command_add (command, SL_KIND_PROP, "box");
  sl_command_set (command, "box", "stage", "stage-1");
  sl_command_set (command, "box", "position", "1 2 0");
  sl_command_set (command, id, field, value);
  SlPlan *changed = sl_plan_apply (plan, command, &error);
  g_assert_no_error (error);
  return changed;
}

/* --- the file --- */

static void
test_sizes_have_64_bits (void)
{
  const guint8 byte = 7;
  g_autoptr (SlGltfFile) small = sl_gltf_file_new (100), whole = sl_gltf_file_new (0);
  g_autoptr (GError) error = NULL;

  sl_gltf_file_add_view (small, (guint8[96]) { 0 }, 96);
  g_assert_true (sl_gltf_file_fits (small, NULL));
  sl_gltf_file_add_view (small, &byte, 1);
  g_assert_true (sl_gltf_file_fits (small, NULL));
  sl_gltf_file_add_view (small, &byte, 1);
  g_assert_false (sl_gltf_file_fits (small, NULL));
  /* modulo 2³² this would be one byte */
  sl_gltf_file_add_view (whole, &byte, ((gsize) 1 << 32) + 1);
  g_assert_false (sl_gltf_file_write (whole, "/nowhere/x.glb", NULL, &error));
  g_assert_error (error, SL_ERROR, SL_ERROR_INPUT);
  g_assert_nonnull (strstr (error->message, "4.3"));
}

/* --- scenes --- */

static JsonObject *
exported (const SlPlan *plan, SlAssets *assets, GPtrArray *omissions, JsonParser *parser)
{
  g_autofree char *folder = g_dir_make_tmp ("sl-XXXXXX", NULL), *path = g_build_filename (folder, "x.gltf", NULL);
  const SlExportInput input = { plan, assets, "stage-1", NULL, omissions };
  g_autoptr (GError) error = NULL;

  g_assert_true (sl_gltf_export (&input, path, &error));
  g_assert_no_error (error);
  g_assert_true (json_parser_load_from_file (parser, path, &error));
  sl_test_remove_tree (folder);
  return json_node_get_object (json_parser_get_root (parser));
}

static JsonObject *
nth (JsonObject *root, const char *list, gint64 n)
{
  return json_array_get_object_element (json_object_get_array_member (root, list), (guint) n);
}

static gint64
node_of (JsonObject *root, const char *id)
{
  JsonArray *nodes = json_object_get_array_member (root, "nodes");

  for (guint i = 0; i < json_array_get_length (nodes); i++)
    {
      JsonObject *extras = json_object_get_object_member (json_array_get_object_element (nodes, i), "extras");
      if (g_str_equal (json_object_get_string_member (json_object_get_object_member (extras, "sightline"), "id"), id))
        return i;
    }
  return -1;
}

/* The numbers of the channel of `path` of a node in the only animation; NULL when there is none. Free with g_free(). */
static float *
channel (JsonObject *root, gint64 node, const char *path, guint *count)
{
  const char *uri = json_object_get_string_member (nth (root, "buffers", 0), "uri");
  JsonArray *channels = json_object_get_array_member (nth (root, "animations", 0), "channels");
  gsize length;
  g_autofree guchar *data = g_base64_decode (strchr (uri, ',') + 1, &length);

  for (guint i = 0; i < json_array_get_length (channels); i++)
    {
      JsonObject *c = json_array_get_object_element (channels, i);
      JsonObject *target = json_object_get_object_member (c, "target");
      if (json_object_get_int_member (target, "node") != node
          || !g_str_equal (json_object_get_string_member (target, "path"), path))
        continue;
      JsonObject *sampler = nth (nth (root, "animations", 0), "samplers", json_object_get_int_member (c, "sampler"));
      JsonObject *accessor = nth (root, "accessors", json_object_get_int_member (sampler, "output"));
      JsonObject *view = nth (root, "bufferViews", json_object_get_int_member (accessor, "bufferView"));
      *count = (guint) json_object_get_int_member (accessor, "count");
      return g_memdup2 (data + json_object_get_int_member (view, "byteOffset"),
                        (gsize) json_object_get_int_member (view, "byteLength"));
    }
  return NULL;
}

static void
test_what_moves_is_animated (void)
{
  g_autoptr (SlPlan) plan = plan_with ("shot-1", "tracks",
                                       "<track target=\"box\" path=\"position\"><key frame=\"0\" value=\"1 2 0\"/>"
                                       "<key frame=\"23\" value=\"-3 5 1\"/></track>"
                                       "<track target=\"box\" path=\"size\">"
                                       "<key frame=\"0\" value=\"1 1 1\"/><key frame=\"23\" value=\"3 1 1\"/></track>");
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *root = exported (plan, NULL, NULL, parser);
  gint64 box = node_of (root, "box"), wall = node_of (root, "wall");
  guint n = 0;
  g_autofree float *t = channel (root, box, "translation", &n), *s = channel (root, box, "scale", &n);
  g_autofree float *still = channel (root, wall, "translation", &n);

  g_assert_nonnull (t);
  g_assert_nonnull (s);
  g_assert_null (still);
  g_assert_cmpuint (n, ==, 24);
  for (guint i = 0; i < 24; i++)
    {
      double along = i / 23.;
      assert_within ((double) t[3 * i], 1 - 4 * along, 1e-5);
      assert_within ((double) t[3 * i + 1], along, 1e-5);
      assert_within ((double) t[3 * i + 2], -2 - 3 * along, 1e-5);
      assert_within ((double) s[3 * i], 1 + 2 * along, 1e-5);
    }
}

/* A setup that puts a thing elsewhere: it stands there throughout its shots. */
static void
test_what_stands_elsewhere (void)
{
  g_autoptr (SlPlan) plan = plan_with ("setup-1", "values",
                                       "<value target=\"box\" path=\"position\" value=\"4 1 0\"/>");
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *root = exported (plan, NULL, NULL, parser);
  guint n = 0;
  g_autofree float *t = channel (root, node_of (root, "box"), "translation", &n);
  g_autofree float *still = channel (root, node_of (root, "wall"), "translation", &n);

  g_assert_nonnull (t);
  g_assert_null (still);
  for (guint i = 0; i < 24; i++)
    assert_within ((double) t[3 * i], 4, 1e-6);
}

/* What a setup strikes stands in the stage as built and is not drawn in its shots; named twice it is struck once. */
static void
test_what_is_absent (void)
{
  g_autoptr (SlPlan) plan = plan_with ("setup-1", "absent", "box box shot-1");
  g_autoptr (SlPlan) whole = plan_with ("box", "pan", "1");
  g_autoptr (JsonParser) parser = json_parser_new (), other = json_parser_new ();
  JsonObject *root = exported (plan, NULL, NULL, parser), *as_built = exported (whole, NULL, NULL, other);
  JsonObject *shot = nth (root, "nodes", node_of (root, "shot-1"));
  JsonArray *absent = json_object_get_array_member (sl_gltf_extras (shot), "absent");
  guint n = 0, n_whole = 0;
  g_autofree float *scale = channel (root, node_of (root, "box"), "scale", &n);
  g_autofree float *wall = channel (root, node_of (root, "wall"), "scale", &n_whole);
  g_autofree float *stands = channel (as_built, node_of (as_built, "box"), "scale", &n_whole);

  g_assert_nonnull (scale);
  g_assert_cmpuint (n, ==, 1);
  g_assert_true (scale[0] == 0 && scale[1] == 0 && scale[2] == 0);
  g_assert_true (wall == NULL && stands == NULL);
  g_assert_false (json_object_has_member (nth (root, "nodes", node_of (root, "box")), "scale"));
  g_assert_cmpuint (json_array_get_length (absent), ==, 1);
  g_assert_cmpstr (json_array_get_string_element (absent, 0), ==, "box");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (nth (root, "animations", 0), "channels")), ==,
                    3);
}

/* A model with vertices that are no numbers: they stand at its origin, which is said, and nothing else is lost. */
static void
test_no_nan_is_handed_on (void)
{
  const float positions[] = { 0, 0, 0, (float) NAN, 5, 5, 1, 0, 0, 0, 1, (float) INFINITY, 1, 1, 1 };
  const float normals[] = { 0, 0, 1, (float) NAN, 0, 0, 0, 0, 0, 0, 0, 1, 0, (float) INFINITY, 0 };
  const float uvs[] = { 0, 0, (float) NAN, 0, 1, 0, 0, 1, 1, (float) -INFINITY };
  const guint32 indices[] = { 0, 1, 2, 2, 3, 4 };
  const float none = (float) NAN;
  const SlSubmesh part = { .n_indices = 6, .colour = { none, 1, 1, 1 }, .texture = -1, .roughness = none };
  SlMesh mesh = { .n_vertices = 5, .n_indices = 6, .n_submeshes = 1, .positions = positions, .normals = normals,
                  .uvs = uvs, .indices = indices, .submeshes = &part };
  g_autoptr (SlPlan) plan = plan_with ("box", "pan", "0");
  g_autoptr (GPtrArray) omissions = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_finding_free);
  g_autoptr (GHashTable) meshes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (SlGltfFile) file = sl_gltf_file_new (0);
  g_autofree char *folder = g_dir_make_tmp ("sl-XXXXXX", NULL), *path = g_build_filename (folder, "x.gltf", NULL);
  const SlExportInput input = { plan, NULL, "stage-1", NULL, omissions };
  SlGltfExport e = { &input, file, meshes, NULL };
  SlSceneMesh item = { .entity = (SlEntity *) sl_plan_find (plan, "box"), .mesh = &mesh };
  g_autofree char *text = NULL;

  g_assert_cmpint (sl_gltf_add_mesh (&e, &item), ==, 0);
  g_assert_cmpuint (omissions->len, ==, 1);
  g_assert_true (sl_gltf_file_write (file, path, NULL, NULL));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_null (strstr (text, "nan,"));
  g_assert_null (strstr (text, "inf"));
  g_autofree guchar *numbers = NULL;
  gsize length;
  char *data = strstr (text, "base64,") + 7;
  *strchr (data, '"') = '\0';
  numbers = g_base64_decode (data, &length);
  for (gsize i = 0; i < 5 * (3 + 3 + 2); i++)
    g_assert_true (isfinite (((const float *) (const void *) numbers)[i]));
  sl_test_remove_tree (folder);
}

static void
test_unfinished_is_left_out_and_said (void)
{
  g_autoptr (SlPlan) half = plan_with ("wall", "cabinet", "");
  g_autoptr (SlCommand) command = sl_command_new ("x");
  sl_command_set (command, "shot-1", "camera", "");
  g_autoptr (SlPlan) plan = sl_plan_apply (half, command, NULL);
  g_autoptr (GPtrArray) omissions = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_finding_free);
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *root = exported (plan, NULL, omissions, parser);

  g_assert_cmpint (node_of (root, "box"), >=, 0);
  g_assert_cmpint (node_of (root, "cam-a"), >=, 0);
  g_assert_cmpint (node_of (root, "wall"), ==, -1);
  g_assert_cmpint (node_of (root, "shot-1"), ==, -1);
  g_assert_cmpuint (omissions->len, ==, 2);
  g_assert_cmpstr (((SlFinding *) omissions->pdata[0])->id, ==, "wall");
  g_assert_cmpstr (((SlFinding *) omissions->pdata[1])->id, ==, "shot-1");
}

static char *
bytes_of (const SlPlan *plan)
{
  g_autofree char *folder = g_dir_make_tmp ("sl-XXXXXX", NULL), *path = g_build_filename (folder, "x.gltf", NULL);
  const SlExportInput input = { plan, NULL, "stage-1", NULL, NULL };
  char *text = NULL;

  g_assert_true (sl_gltf_export (&input, path, NULL));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  sl_test_remove_tree (folder);
  return text;
}

static void
test_any_locale (void)
{
  g_autoptr (SlPlan) plan = plan_with ("shot-1", "focal_mm", "37.5");
  g_autofree char *plain = bytes_of (plan), *comma = NULL;

  if (!sl_test_begin_comma ())
    {
      g_test_skip ("no localedef");
      return;
    }
  comma = bytes_of (plan);
  sl_test_end_comma ();
  g_assert_true (g_str_equal (plain, comma));
}

static void
test_cancelled_leaves_what_was_there (void)
{
  g_autoptr (SlPlan) plan = plan_with ("box", "pan", "1");
  g_autofree char *folder = g_dir_make_tmp ("sl-XXXXXX", NULL), *path = g_build_filename (folder, "x.glb", NULL);
  g_autoptr (SlWatch) watch = sl_watch_new (NULL, NULL);
  const SlExportInput input = { plan, NULL, "stage-1", watch, NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_assert_true (g_file_set_contents (path, "before", -1, NULL));
  sl_watch_cancel (watch);
  g_assert_false (sl_gltf_export (&input, path, &error));
  g_assert_error (error, SL_ERROR, SL_ERROR_CANCELLED);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "before");
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_assert_nonnull (g_dir_read_name (dir));
  g_assert_null (g_dir_read_name (dir));
  sl_test_remove_tree (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/gltf/sizes-have-64-bits", test_sizes_have_64_bits);
  g_test_add_func ("/exchange/gltf/what-moves", test_what_moves_is_animated);
  g_test_add_func ("/exchange/gltf/what-stands-elsewhere", test_what_stands_elsewhere);
  g_test_add_func ("/exchange/gltf/what-is-absent", test_what_is_absent);
  g_test_add_func ("/exchange/gltf/no-nan", test_no_nan_is_handed_on);
  g_test_add_func ("/exchange/gltf/unfinished", test_unfinished_is_left_out_and_said);
  g_test_add_func ("/exchange/gltf/any-locale", test_any_locale);
  g_test_add_func ("/exchange/gltf/cancelled", test_cancelled_leaves_what_was_there);
  add_ics_tests ();
  return g_test_run ();
}
