#include "tests.h"

#include <glib/gstdio.h>

#include "../sl-test.h"
#include "sl-document.h"
#include "sl-missing-assets.h"
#include "sl-plan-file.h"
#include "sl-scene.h"

static const char cube[] = "v 0 0 0\nv 1 0 0\nv 0 1 0\nv 0 0 1\nf 1 3 2\nf 1 2 4\nf 2 3 4\nf 3 1 4\n";

/* A folder with plans/plan.sightline, a small stage; removed at the end. */
typedef struct {
  char       *folder;
  SlDocument *document;
} Place;

static void
write_in (const Place *p, const char *name, const char *content)
{
  g_autofree char *path = g_build_filename (p->folder, name, NULL), *below = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (below, 0777), ==, 0);
  g_assert_true (g_file_set_contents (path, content, -1, NULL));
}

static void
move_in (const Place *p, const char *from, const char *to)
{
  g_autofree char *old = g_build_filename (p->folder, from, NULL), *new = g_build_filename (p->folder, to, NULL);
  g_autofree char *below = g_path_get_dirname (new);

  g_assert_cmpint (g_mkdir_with_parents (below, 0777), ==, 0);
  g_assert_cmpint (g_rename (old, new), ==, 0);
}

static void
place_set_up (Place *p, gconstpointer data)
{
  g_autofree char *text = NULL, *path = NULL;
  g_autoptr (GError) error = NULL;

  p->folder = g_dir_make_tmp ("sl-XXXXXX", NULL);
  path = g_build_filename (p->folder, "plans/plan.sightline", NULL);
  g_assert_true (g_file_get_contents (SAMPLE ("small-flat.sightline"), &text, NULL, NULL));
  write_in (p, "plans/plan.sightline", text);
  p->document = sl_document_open (path, SL_OPEN_EDITING, &error);
  g_assert_no_error (error);
}

static void
place_tear_down (Place *p, gconstpointer data)
{
  sl_document_free (p->document);
  sl_test_remove_tree (p->folder);
  g_free (p->folder);
}

static void
add_prop (const Place *p, const char *id, const char *model)
{
  g_autoptr (SlCommand) command = sl_command_new ("Add");
  const char *stage = sl_plan_at (sl_document_plan (p->document), SL_KIND_STAGE, 0)->id;
  g_autoptr (GError) error = NULL;

  sl_command_add (command, SL_KIND_PROP, id);
  sl_command_set (command, id, "stage", stage);
  sl_command_set (command, id, "shape", "model");
  sl_command_set (command, id, "model", model);
  sl_command_set (command, id, "size", "2 1 0.5");
  sl_command_set (command, id, "scale", "3");
  sl_document_apply (p->document, command, &error);
  g_assert_no_error (error);
}

/* "NAME: USER, USER" of each, with spaces between; after what is loaded is loaded. */
static char *
missing_text (const Place *p)
{
  sl_document_load_assets (p->document, NULL, NULL);
  g_autoptr (GPtrArray) missing = sl_missing_assets (sl_document_plan (p->document), sl_document_assets (p->document));
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < missing->len; i++)
    {
      const SlMissingAsset *asset = missing->pdata[i];
      g_string_append_printf (text, "%s%s:", i > 0 ? " " : "", asset->name);
      for (guint k = 0; k < asset->users->len; k++)
        g_string_append_printf (text, "%s%s", k > 0 ? "," : "", (char *) asset->users->pdata[k]);
    }
  return g_string_free (text, FALSE);
}

static void
assert_missing (const Place *p, const char *expected)
{
  g_autofree char *text = missing_text (p);

  g_assert_cmpstr (text, ==, expected);
}

static guint
locate (const Place *p, const char *name, const char *at)
{
  g_autoptr (GPtrArray) missing = sl_missing_assets (sl_document_plan (p->document), sl_document_assets (p->document));
  g_autofree char *path = g_build_filename (p->folder, at, NULL);
  g_autoptr (GError) error = NULL;
  guint found = 0;
  g_autoptr (SlCommand) command = sl_missing_assets_locate (sl_document_plan (p->document), missing,
                                                            sl_document_folder (p->document), name, path, &found);

  sl_document_apply (p->document, command, &error);
  g_assert_no_error (error);
  return found;
}

static void
assert_model (const Place *p, const char *id, const char *name)
{
  g_autofree char *is = sl_entity_get (sl_plan_find (sl_document_plan (p->document), id), "model", NULL);

  g_assert_cmpstr (is, ==, name);
}

/* The whole tree has moved: one file found is all found, in one step. */
static void
test_a_tree (Place *p, gconstpointer data)
{
  static const char *const files[] = { "models/set/sofa.obj", "models/set/rugs/rug.obj", "models/lamp.obj" };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    write_in (p, files[i], cube);
  add_prop (p, "sofa", "../models/set/sofa.obj");
  add_prop (p, "sofa-too", "../models/set/sofa.obj");
  add_prop (p, "rug", "../models/set/rugs/rug.obj");
  add_prop (p, "lamp", "../models/lamp.obj");
  assert_missing (p, "");
  move_in (p, "models", "archive/models");
  write_in (p, "archive/models/lamp.obj", "o broken");
  const guint before = sl_history_position (sl_document_history (p->document));

  assert_missing (p, "../models/set/sofa.obj:sofa,sofa-too ../models/set/rugs/rug.obj:rug ../models/lamp.obj:lamp");
  g_assert_cmpuint (locate (p, "../models/set/sofa.obj", "archive/models/set/sofa.obj"), ==, 3);
  g_assert_cmpuint (sl_history_position (sl_document_history (p->document)), ==, before + 1);
  assert_model (p, "sofa-too", "../archive/models/set/sofa.obj");
  assert_model (p, "rug", "../archive/models/set/rugs/rug.obj");
  assert_missing (p, "../archive/models/lamp.obj:lamp"); /* it is there, and no model */
  g_assert_true (sl_document_undo (p->document));
  assert_model (p, "rug", "../models/set/rugs/rug.obj");
  assert_model (p, "lamp", "../models/lamp.obj");
}

/* In one folder now, one of them under another name; what is nowhere stays as it was. */
static void
test_one_folder (Place *p, gconstpointer data)
{
  write_in (p, "all/sofa v2.obj", cube);
  write_in (p, "all/rug.obj", cube);
  add_prop (p, "sofa", "../models/set/sofa.obj");
  add_prop (p, "rug", "/nowhere/rugs/rug.obj");
  add_prop (p, "gone", "../models/set/gone.obj");
  assert_missing (p, "../models/set/sofa.obj:sofa /nowhere/rugs/rug.obj:rug ../models/set/gone.obj:gone");
  g_assert_cmpuint (locate (p, "../models/set/sofa.obj", "all/sofa v2.obj"), ==, 2);
  assert_model (p, "sofa", "../all/sofa v2.obj");
  assert_model (p, "rug", "../all/rug.obj");
  assert_missing (p, "../models/set/gone.obj:gone");
}

static const SlSceneMesh *
mesh_of (const SlScene *scene, const char *id)
{
  for (guint i = 0; i < scene->meshes->len; i++)
    if (g_str_equal (((SlSceneMesh *) scene->meshes->pdata[i])->entity->id, id))
      return scene->meshes->pdata[i];
  return NULL;
}

/* A box of its size stands in as soon as the file was looked for, and nothing before. */
static void
test_stand_in (Place *p, gconstpointer data)
{
  for (guint i = 0; i < 2; i++)
    {
      if (i == 0)
        add_prop (p, "sofa", "gone.obj");
      else
        sl_document_load_assets (p->document, NULL, NULL);
      const SlPlan *plan = sl_document_plan (p->document);
      g_autoptr (SlSceneMaker) maker = sl_scene_maker_new_stage (plan, sl_document_assets (p->document),
                                                                 sl_plan_at (plan, SL_KIND_STAGE, 0)->id, NULL, NULL);
      g_autoptr (SlScene) scene = sl_scene_maker_at (maker, 0, NULL);
      const SlSceneMesh *mesh = mesh_of (scene, "sofa");

      g_assert_true ((mesh != NULL) == (i == 1));
      g_assert_cmpuint (sl_scene_maker_findings (maker)->len, ==, 1);
      if (mesh == NULL)
        continue;
      g_assert_cmpstr (mesh->stands_in, ==, "gone.obj");
      const SlVec3 corner = sl_frame_point (&mesh->frame, mesh->mesh->box.max);
      g_assert_cmpfloat_with_epsilon (corner.x, 3, 1e-9);
      g_assert_cmpfloat_with_epsilon (corner.y, 1.5, 1e-9);
      g_assert_cmpfloat_with_epsilon (corner.z, 1.5, 1e-9);
    }
}

void
add_missing_tests (void)
{
  g_test_add ("/session/missing/tree", Place, NULL, place_set_up, test_a_tree, place_tear_down);
  g_test_add ("/session/missing/folder", Place, NULL, place_set_up, test_one_folder, place_tear_down);
  g_test_add ("/session/missing/stand-in", Place, NULL, place_set_up, test_stand_in, place_tear_down);
}
