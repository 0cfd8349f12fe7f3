/* The table of importers, what it makes of files, and who else must say the same. */
#include "../sl-test.h"
#include "sl-importer.h"

static void
test_names (void)
{
  static const struct { const char *name, *title, *id; } names[] = {
    { "wood_panel-v2.glb", "wood panel v2", "wood-panel-v2" },
    { "../models/FlightHelmet.gltf", "FlightHelmet", "flighthelmet" },
    { "a.b.OBJ", "a.b", "a-b" },
    { "树 木.fbx", "树 木", "prop" },
    { "12.glb", "12", "prop" },
    { "-_.glb", "", "prop" },
    { ".glb", ".glb", "glb" },
  };
  g_autoptr (SlPlan) plan = sl_plan_new ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *title = sl_import_title (names[i].name), *id = sl_import_id (plan, names[i].name, "prop");
      g_assert_cmpstr (title, ==, names[i].title);
      g_assert_cmpstr (id, ==, names[i].id);
    }
}

static void
test_suffixes (void)
{
  static const struct { const char *path, *id; } files[] = {
    { "/a/b.glb", "model" }, { "b.GLTF", "model" },  { "b.obj", "model" }, { "b.3ds", "model" },
    { "b.JPG", "picture" },  { "b.png", "picture" }, { "b.svg", NULL },    { "b.sightline", NULL },
    { "glb", NULL },         { "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      const SlImporter *importer = sl_importer_for (files[i].path);
      g_assert_cmpstr (importer != NULL ? importer->id : NULL, ==, files[i].id);
      if (importer != NULL)
        g_assert_true (sl_importer_find (importer->id) == importer);
    }
  g_assert_null (sl_importer_find ("screenplay"));
}

static SlPlan *
bring_in (const SlPlan *plan, const char *kind, const char *name, const char *const *settings, char **id)
{
  const SlImporter *importer = sl_importer_find (kind);
  const SlImportInput input = { plan, name, NULL, NULL };
  gpointer options = sl_import_options_new (importer);
  g_autoptr (GError) error = NULL;

  for (; *settings != NULL; settings += 2)
    g_assert_true (sl_record_set (importer->options, options, settings[0], settings[1], TRUE, NULL));
  g_autoptr (SlCommand) command = importer->make (&input, options, id, &error);
  sl_import_options_free (importer, options);
  g_assert_no_error (error);
  SlPlan *after = sl_plan_apply (plan, command, &error);
  g_assert_no_error (error);
  return after;
}

/* A prop on the plan's first stage, which is made where there is none, and an environment that a setup shows. */
static void
test_commands (void)
{
  static const char *const pose[] = { "position", "1 2 8'", "pan", "30", NULL }, *const none[] = { NULL };
  static const char *const shown[] = { "setup", "setup", "name", "Dusk", NULL };
  g_autoptr (SlPlan) empty = sl_plan_new ();
  g_autofree char *first = NULL, *second = NULL, *third = NULL;

  g_autoptr (SlPlan) one = bring_in (empty, "model", "m/oak_table.obj", pose, &first);
  const SlProp *prop = sl_plan_get (one, SL_KIND_PROP, "oak-table");
  g_assert_cmpstr (first, ==, "oak-table");
  g_assert_cmpstr (prop->entity.name, ==, "oak table");
  g_assert_cmpstr (prop->model, ==, "m/oak_table.obj");
  g_assert_cmpint (prop->shape, ==, SL_SHAPE_MODEL);
  g_assert_nonnull (sl_plan_get (one, SL_KIND_STAGE, prop->placed.stage));
  assert_within (prop->placed.position.z, 8 * .3048, 1e-9);
  assert_within (prop->placed.pan, 30, 0);
  g_autoptr (SlPlan) two = bring_in (one, "model", "m/oak_table.obj", none, &second);
  g_assert_cmpstr (second, ==, "oak-table-2");
  g_assert_cmpstr (sl_entity_title (sl_plan_find (two, "oak-table-2")), ==, "oak table 2");
  g_assert_cmpuint (sl_plan_count (two, SL_KIND_STAGE), ==, 1);
  g_autoptr (SlCommand) add = sl_command_new ("add");
  sl_command_add (add, SL_KIND_SETUP, "setup");
  g_autoptr (SlPlan) three = sl_plan_apply (two, add, NULL),
                     four = bring_in (three, "picture", "sky.jpg", shown, &third);
  g_assert_cmpstr (((const SlEnvironment *) sl_plan_get (four, SL_KIND_ENVIRONMENT, "sky"))->entity.name, ==, "Dusk");
  g_assert_cmpstr (((const SlSetup *) sl_plan_get (four, SL_KIND_SETUP, "setup"))->environment, ==, "sky");
}

/* A model that was loaded comes in with its own size. */
static void
test_size (void)
{
  g_autofree char *folder = g_dir_make_tmp ("sl-XXXXXX", NULL), *model = g_build_filename (folder, "a.obj", NULL);
  g_autofree char *helper = g_build_filename (g_getenv ("SL_BUILD"), "src", "sightline-import", NULL), *id = NULL;
  g_autoptr (SlAssets) assets = sl_assets_new (helper, folder);
  g_autoptr (SlPlan) plan = sl_plan_new ();
  const SlImporter *importer = sl_importer_for (model);
  const SlImportInput input = { plan, "a.obj", NULL, assets };
  gpointer options = sl_import_options_new (importer);

  g_assert_true (g_file_set_contents (model, "v 0 0 0\nv 2 0 0\nv 2 1 0\nv 0 1 -3\nf 1 2 3\nf 1 3 4\n", -1, NULL));
  g_assert_true (importer->load (assets, folder, "a.obj", NULL, NULL));
  g_autoptr (SlCommand) command = importer->make (&input, options, &id, NULL);
  g_autoptr (SlPlan) after = sl_plan_apply (plan, command, NULL);
  sl_import_options_free (importer, options);
  const SlProp *prop = sl_plan_get (after, SL_KIND_PROP, id);
  assert_within (prop->size.x, 2, 1e-9);
  assert_within (prop->size.y, 3, 1e-9);
  assert_within (prop->size.z, 1, 1e-9);
  sl_test_remove_tree (folder);
}

/* Which way up, and the middle of its base at the position however it is turned: the model is 2 × 3 × 1 m, with its
 * origin in a corner. */
static void
test_pose (void)
{
  static const struct { const char *turn, *anchor, *scale, *pan, *position, *tilt; SlVec3 size; } rows[] = {
    { "none", "origin", "1", "0", "5 6 0", "0", { 2, 3, 1 } },
    { "none", "base", "1", "0", "4 7.5 0", "0", { 2, 3, 1 } },
    { "none", "base", "0.1", "0", "4.9 6.15 0", "0", { .2, .3, .1 } },
    { "none", "base", "1", "90", "3.5 5 0", "0", { 3, 2, 1 } },
    { "stand", "base", "1", "0", "4 6.5 3", "90", { 2, 1, 3 } },
    { "lie", "base", "1", "0", "4 5.5 0", "-90", { 2, 1, 3 } },
  };
  g_autofree char *folder = g_dir_make_tmp ("sl-XXXXXX", NULL), *model = g_build_filename (folder, "a.obj", NULL);
  g_autofree char *helper = g_build_filename (g_getenv ("SL_BUILD"), "src", "sightline-import", NULL);
  g_autoptr (SlAssets) assets = sl_assets_new (helper, folder);
  g_autoptr (SlPlan) plan = sl_plan_new ();
  const SlImporter *importer = sl_importer_for (model);
  const SlImportInput input = { plan, "a.obj", NULL, assets };

  g_assert_true (g_file_set_contents (model, "v 0 0 0\nv 2 0 0\nv 2 1 0\nv 0 1 3\nf 1 2 3\nf 1 3 4\n", -1, NULL));
  g_assert_true (importer->load (assets, folder, "a.obj", NULL, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gpointer options = sl_import_options_new (importer);
      g_autofree char *id = NULL;

      g_assert_true (sl_record_set (importer->options, options, "turn", rows[i].turn, TRUE, NULL));
      g_assert_true (sl_record_set (importer->options, options, "anchor", rows[i].anchor, TRUE, NULL));
      g_assert_true (sl_record_set (importer->options, options, "scale", rows[i].scale, TRUE, NULL));
      g_assert_true (sl_record_set (importer->options, options, "pan", rows[i].pan, TRUE, NULL));
      g_assert_true (sl_record_set (importer->options, options, "position", "5 6 0", TRUE, NULL));
      g_autoptr (SlCommand) command = importer->make (&input, options, &id, NULL);
      g_autoptr (SlPlan) after = sl_plan_apply (plan, command, NULL);
      g_autoptr (SlMesh) mesh = sl_assets_mesh (assets, "a.obj");
      const SlBox box = sl_import_model_box (mesh, options);
      g_autofree char *position = sl_entity_get (sl_plan_find (after, id), "position", NULL);
      g_autofree char *tilt = sl_entity_get (sl_plan_find (after, id), "tilt", NULL);
      sl_import_options_free (importer, options);
      g_assert_cmpstr (position, ==, rows[i].position);
      g_assert_cmpstr (tilt, ==, rows[i].tilt);
      assert_within (box.max.x - box.min.x, rows[i].size.x, 1e-6);
      assert_within (box.max.y - box.min.y, rows[i].size.y, 1e-6);
      assert_within (box.max.z - box.min.z, rows[i].size.z, 1e-6);
    }
  sl_test_remove_tree (folder);
}

/* A picture for a setup that is not there is refused. */
static void
test_no_setup (void)
{
  g_autoptr (SlPlan) plan = sl_plan_new ();
  const SlImportInput input = { plan, "sky.jpg", NULL, NULL };
  gpointer options = sl_import_options_new (&sl_import_picture);
  g_autoptr (GError) error = NULL;
  char *id = NULL;

  g_assert_true (sl_record_set (sl_import_picture.options, options, "setup", "none", TRUE, NULL));
  g_assert_null (sl_import_picture.make (&input, options, &id, &error));
  g_assert_nonnull (strstr (error->message, "none"));
  g_assert_null (id);
  sl_import_options_free (&sl_import_picture, options);
}

/* The desktop file names the plan's own type and those of the table, no more and no less; what the desktop does not
 * know by itself our media types explain. */
static void
test_desktop (void)
{
  g_autoptr (GKeyFile) desktop = g_key_file_new ();
  g_autofree char *mime = NULL;
  g_autoptr (GHashTable) wanted = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_true (g_key_file_load_from_file (desktop, SL_SOURCE "/data/org.sightline.Sightline.desktop", 0, NULL));
  g_assert_true (g_file_get_contents (SL_SOURCE "/data/org.sightline.Sightline.mime.xml", &mime, NULL, NULL));
  g_auto (GStrv) types = g_key_file_get_string_list (desktop, "Desktop Entry", "MimeType", NULL, NULL);
  g_hash_table_add (wanted, (gpointer) "application/vnd.sightline+xml");
  for (guint i = 0; sl_importer_at (i) != NULL; i++)
    for (const SlImportFormat *format = sl_importer_at (i)->formats; format->suffix != NULL; format++)
      g_hash_table_add (wanted, (gpointer) format->media_type);
  g_assert_cmpuint (g_strv_length (types), ==, g_hash_table_size (wanted));
  for (guint i = 0; types[i] != NULL; i++)
    g_assert_true (g_hash_table_contains (wanted, types[i]));
  g_assert_nonnull (strstr (mime, "type=\"model/x-fbx\""));
  g_assert_nonnull (strstr (mime, "\"*.fbx\""));
  g_assert_nonnull (strstr (mime, "type=\"model/vnd.collada+xml\""));
  g_assert_nonnull (strstr (mime, "\"*.dae\""));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/importer/names", test_names);
  g_test_add_func ("/importer/suffixes", test_suffixes);
  g_test_add_func ("/importer/commands", test_commands);
  g_test_add_func ("/importer/size", test_size);
  g_test_add_func ("/importer/pose", test_pose);
  g_test_add_func ("/importer/no-setup", test_no_setup);
  g_test_add_func ("/importer/desktop", test_desktop);
  return g_test_run ();
}
