#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "../sl-test.h"
#include "tests.h"
#include "sl-book.h"
#include "sl-catalogue.h"
#include "sl-document.h"
#include "sl-operations.h"
#include "sl-places.h"
#include "sl-plan-xml.h"

static GPtrArray *folders; /* of copies, to be removed at the end */

static char *
copy_of (const char *sample)
{
  char *folder = g_dir_make_tmp ("sl-XXXXXX", NULL);
  g_autofree char *text = NULL;
  char *path = g_build_filename (folder, "计划 plan.sightline", NULL);
  gsize length;

  g_ptr_array_add (folders, folder);
  g_assert_true (g_file_get_contents (sample, &text, &length, NULL));
  g_assert_true (g_file_set_contents (path, text, (gssize) length, NULL));
  return path;
}

static void
set (SlDocument *document, const char *id, const char *path, const char *value)
{
  g_autoptr (SlCommand) command = sl_command_new ("Set");
  g_autoptr (GError) error = NULL;

  sl_command_set (command, id, path, value);
  sl_document_apply (document, command, &error);
  g_assert_no_error (error);
}

static SlDocument *
must_open (const char *path)
{
  g_autoptr (GError) error = NULL;
  SlDocument *document = sl_document_open (path, SL_OPEN_EDITING, &error);

  g_assert_no_error (error);
  return document;
}

/* A device comes from the catalogue in the same step as the field that names it. */
static void
test_devices_are_copied (void)
{
  g_autoptr (SlDocument) document = sl_document_new_from_template ("empty", SL_OPEN_PLAIN, NULL);
  g_autofree char *id = NULL;
  g_autoptr (SlCommand) command =
      sl_operation_add (sl_document_plan (document), sl_document_catalogue (document), SL_KIND_SHOT, NULL, NULL, &id);
  g_autoptr (GError) error = NULL;

  sl_document_apply (document, command, &error);
  g_assert_no_error (error);
  g_assert_nonnull (sl_plan_get (sl_document_plan (document), SL_KIND_BODY, "arri-alexa-35"));
  g_autoptr (GPtrArray) findings = sl_document_check (document, NULL);
  g_assert_cmpuint (findings->len, ==, 0); /* a new shot is complete, and its devices are the catalogue's */
  g_assert_true (sl_document_undo (document));
  g_assert_null (sl_plan_find (sl_document_plan (document), "arri-alexa-35"));
}

static void
write_file (const char *folder, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

/* The catalogue says what new things are made of, and the user's own files have the last word; a plan's copy of a
 * device does not say it. */
static void
test_default_devices (void)
{
  g_autofree char *own = g_dir_make_tmp ("sl-XXXXXX", NULL), *id = NULL;
  const char *const both[] = { SL_SOURCE "/data/catalogue", own, NULL };
  g_autoptr (SlPlan) catalogue = NULL, plan = sl_plan_new ();

  write_file (
      own, "own.xml",
      "<sightline version=\"1.0\"><panel id=\"own\" source=\"x\" default=\"true\"/>"
      "<body id=\"b\" source=\"x\" default=\"true\"><mode name=\"A\"/><mode name=\"B\" default=\"true\"/></body>"
      "</sightline>");
  catalogue = sl_catalogue_load (both, NULL);
  g_assert_cmpstr (sl_catalogue_default (catalogue, SL_KIND_PANEL)->id, ==, "own");
  g_assert_cmpstr (sl_catalogue_default (catalogue, SL_KIND_LENS_SET)->id, ==, "arri-signature-prime");
  g_assert_null (sl_catalogue_default (plan, SL_KIND_PANEL));
  g_assert_null (sl_catalogue_default (catalogue, SL_KIND_WALL));

  g_autoptr (SlEntity) copy = sl_catalogue_copy (sl_plan_find (catalogue, "b"));
  g_autofree char *flag = sl_entity_get (copy, "default", NULL),
                  *mode_flag = sl_entity_get (copy, "modes[B].default", NULL);
  g_assert_cmpstr (flag, ==, "false");
  g_assert_cmpstr (mode_flag, ==, "false");
  g_autofree char *kept = sl_entity_get (sl_plan_find (catalogue, "b"), "modes[B].default", NULL);
  g_assert_cmpstr (kept, ==, "true");

  g_autoptr (SlCommand) command = sl_operation_add (plan, catalogue, SL_KIND_CAMERA, NULL, NULL, &id);
  g_autofree char *text = sl_command_print (command);
  g_assert_nonnull (strstr (text, "\"body\" \"b\""));
  g_assert_nonnull (strstr (text, "\"mode\" \"B\""));
  sl_test_remove_tree (own);
}

/* Every kind can be added, and duplicated, on an empty plan. */
static void
test_add_every_kind (void)
{
  for (guint kind = 0; kind < SL_KIND_FIRST_DEVICE; kind++)
    {
      g_autoptr (SlDocument) document = sl_document_new_from_template ("empty", SL_OPEN_PLAIN, NULL);
      g_autofree char *id = NULL, *copy = NULL;
      g_autoptr (SlCommand) add =
          sl_operation_add (sl_document_plan (document), sl_document_catalogue (document), kind, NULL, NULL, &id),
                            twice = NULL;
      g_autoptr (GError) error = NULL;

      sl_document_apply (document, add, &error);
      g_assert_no_error (error);
      twice = sl_operation_duplicate (sl_document_plan (document), id, &copy);
      sl_document_apply (document, twice, &error);
      g_assert_no_error (error);
      g_assert_nonnull (sl_plan_get (sl_document_plan (document), kind, copy));
    }
}

static void
assert_file (const char *path, const char *wanted)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, wanted);
}

/* The save before stays beside the plan; what would not open again does not replace it. */
static void
test_backup (void)
{
  g_autofree char *path = copy_of (SAMPLE ("small-flat.sightline")), *beside = g_strconcat (path, "~", NULL),
                  *first = NULL;
  g_autoptr (SlDocument) document = must_open (path);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_get_contents (path, &first, NULL, NULL));
  g_assert_false (g_file_test (beside, G_FILE_TEST_EXISTS));
  set (document, "wall", "rows", "12");
  g_assert_true (sl_document_save (document, NULL, &error));
  assert_file (beside, first);
  g_autofree char *second = sl_plan_print (sl_document_plan (document), NULL);
  assert_file (path, second);

  g_autoptr (SlPlan) bad = sl_plan_new ();
  SlEntity *prop = sl_entity_new (SL_KIND_PROP, "p");
  ((SlProp *) prop)->notes = g_ref_string_new ("\xef\xbf\xbe"); /* past all commands */
  sl_plan_put (bad, prop);
  g_autoptr (SlDocument) broken = sl_document_new_from_plan (bad, SL_OPEN_PLAIN);
  g_assert_false (sl_document_save (broken, path, &error));
  g_assert_nonnull (error);
  assert_file (path, second);
  assert_file (beside, first);
}

static void
test_unwritable_target (void)
{
  g_autoptr (SlDocument) document = must_open (SAMPLE ("small-flat.sightline"));
  g_autoptr (GError) error = NULL;

  g_assert_false (sl_document_save (document, "/proc/plan.sightline", &error));
  g_assert_nonnull (strstr (error->message, "/proc/plan.sightline"));
  g_assert_cmpstr (sl_document_path (document), ==, SAMPLE ("small-flat.sightline"));
  g_clear_error (&error);
  g_assert_false (sl_document_save (document, "/nowhere/at/all.sightline", &error));
  if (g_file_test ("/dev/full", G_FILE_TEST_EXISTS))
    {
      g_clear_error (&error);
      g_assert_false (sl_document_save (document, "/dev", &error));
    }
}

/* Models of every bad kind are findings with a remedy; the plan stays usable. */
static void
test_bad_models (void)
{
  g_autofree char *path = copy_of (SAMPLE ("small-flat.sightline")), *folder = g_path_get_dirname (path);
  static const struct { const char *name, *content; } models[] = {
    { "empty.obj", "" },
    { "text.glb", "hello" },
    { "cut.glb", "glTF\2\0\0\0\xff\xff\0\0" },
    { "bad.gltf", "{\"asset\":{\"version\":\"2.0\"}" },
    { "climb.gltf",
      "{\"asset\":{\"version\":\"2.0\"},\"buffers\":[{\"uri\":\"../../etc/passwd\",\"byteLength\":10}]}" },
    { "needs.gltf", "{\"asset\":{\"version\":\"2.0\"},\"extensionsRequired\":[\"KHR_mesh_quantization\"]}" },
    { "bounds.gltf", "{\"asset\":{\"version\":\"2.0\"},\"buffers\":[{\"uri\":\"data:application/"
                     "octet-stream;base64,AAAA\",\"byteLength\":3}],\"bufferViews\":[{\"buffer\":0,\"byteLength\":3}],"
                     "\"accessors\":[{\"bufferView\":0,\"componentType\":5126,\"count\":1000000,\"type\":\"VEC3\"}]}" },
    { "point.obj", "v 0 0 0\nv 0 0 0\nv 0 0 0\nf 1 2 3\n" },
    { "nan.obj", "v nan 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 3\n" },
    { "junk.fbx", "Kaydara FBX Binary  \0\x1a\0junk" },
    { "junk.dae", "<COLLADA><" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (models); i++)
    {
      g_autofree char *file = g_build_filename (folder, models[i].name, NULL);
      g_autoptr (SlDocument) document = must_open (path);
      g_autoptr (SlCommand) command = sl_command_new ("Add");

      g_assert_true (g_file_set_contents (
          file, models[i].content,
          (gssize) MAX (strlen (models[i].content), g_str_has_suffix (models[i].name, "cut.glb") ? 12 : 0), NULL));
      sl_command_add (command, SL_KIND_PROP, "p");
      sl_command_set (command, "p", "stage", "stage-1");
      sl_command_set (command, "p", "shape", "model");
      sl_command_set (command, "p", "model", models[i].name);
      g_assert_true (sl_document_apply (document, command, NULL));
      g_autoptr (GPtrArray) findings = sl_document_check (document, NULL);
      if (findings->len != 1 || !g_str_equal (((SlFinding *) findings->pdata[0])->id, "p"))
        g_error ("%s gave %u findings", models[i].name, findings->len);
    }
}

static char *
value_of (SlDocument *document, const char *id, const char *path)
{
  return sl_entity_get (sl_plan_find (sl_document_plan (document), id), path, NULL);
}

static void
append (SlDocument *document, const char *id, const char *path, gint64 frame)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlCommand) command = sl_operation_append (sl_document_plan (document), id, path, frame, &error);

  g_assert_no_error (error);
  sl_document_apply (document, command, &error);
  g_assert_no_error (error);
}

/* A record that is added stands at once, and keys stay in the order of time. */
static void
test_lists_grow_and_shrink (void)
{
  g_autofree char *path = copy_of (SAMPLE ("yongchuan.sightline"));
  g_autoptr (SlDocument) document = must_open (path);
  static const struct { const char *path, *expected; } values[] = {
    { "tracks[cam-a.position].keys[0].frame", "0" },
    { "tracks[cam-a.position].keys[1].frame", "50" },
    { "tracks[cam-a.pan].keys[0].frame", "0" },
    { "tracks[cam-a.position].keys[2].frame", "51" },
    { "tracks[cam-a.position].keys[3].frame", "215" },
    { "tracks[4].target", "cam-a" },
    { "tracks[4].path", "roll" },
    { "tracks[4].keys[0].frame", "7" },
    { "tracks[4].keys[0].value", "0" },
  };

  append (document, "shot-12a", "tracks[cam-a.position].keys", 50);
  append (document, "shot-12a", "tracks[cam-a.position].keys", 50); /* taken: the next frame */
  append (document, "shot-12a", "tracks", 7);
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autofree char *text = value_of (document, "shot-12a", values[i].path);
      g_assert_cmpstr (text, ==, values[i].expected);
    }
  g_autofree char *start = value_of (document, "shot-12a", "tracks[cam-a.position].keys[1].value");
  g_assert_cmpfloat (g_ascii_strtod (start, NULL), >, -4.4); /* on the way, where the move was */
  append (document, "stage-1", "doors", 0);
  append (document, "wall-main", "patches", 0);
  set (document, "shot-12a", "tracks[4]", "");
  set (document, "shot-12a", "tracks[cam-a.position].keys[1]", "");
  set (document, "shot-12a", "tracks[cam-a.position].keys[1]", "");
  g_assert_null (value_of (document, "shot-12a", "tracks[4].target"));
  g_autofree char *last = value_of (document, "shot-12a", "tracks[cam-a.position].keys[1].frame");
  g_assert_cmpstr (last, ==, "215");
  while (sl_document_undo (document))
    ;
  g_assert_false (sl_document_is_changed (document));
  static const struct { const char *id, *path; } bad[] = { { "nothing", "tracks" },
              { "shot-12a", "focal_mm" },
              { "shot-12a", "tracks[9].keys" },
              { "shot-12a", "" },
              { "stage-1", "position.x" } };
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (sl_operation_append (sl_document_plan (document), bad[i].id, bad[i].path, 0, &error));
      g_assert_nonnull (error);
    }
}

/* Two plans from one template are two productions on a shared store; a renamed production keeps its days. */
static void
test_productions_are_told_apart (void)
{
  char *ids[3];

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (SlDocument) document = sl_document_new_from_template ("yongchuan", SL_OPEN_PLAIN, NULL);
      g_autoptr (SlCommand) command = sl_command_new ("Book");
      g_autoptr (GError) error = NULL;
      const char *production = sl_plan_at (sl_document_plan (document), SL_KIND_PRODUCTION, 0)->id;

      sl_command_add (command, SL_KIND_BOOKING, "b");
      sl_command_set (command, "b", "production", production);
      sl_command_add (command, SL_KIND_PRODUCTION, "other");
      sl_document_apply (document, command, &error);
      g_assert_no_error (error);
      ids[i] =
          sl_book_id (sl_document_plan (document), sl_plan_get (sl_document_plan (document), SL_KIND_BOOKING, "b"));
      set (document, production, "name", "Another name");
      ids[2] =
          sl_book_id (sl_document_plan (document), sl_plan_get (sl_document_plan (document), SL_KIND_BOOKING, "b"));
      g_assert_cmpstr (ids[i], ==, ids[2]);
      g_free (ids[2]);
      g_assert_nonnull (
          ((const SlProduction *) sl_plan_get (sl_document_plan (document), SL_KIND_PRODUCTION, "other"))->uid);
    }
  g_assert_cmpstr (ids[0], !=, ids[1]);
  g_free (ids[0]);
  g_free (ids[1]);
}

/* A key that comes between others leaves each with its own handles. */
static void
test_keys_keep_their_handles (void)
{
  g_autoptr (SlDocument) document = sl_document_open (SAMPLE ("small-flat.sightline"), SL_OPEN_PLAIN, NULL);
  g_autoptr (SlCommand) command = sl_command_new ("keys"), more = NULL;
  static const char *const values[][2] = {
    { "tracks[+].target", "cam-a" },
    { "tracks[0].path", "pan" },
    { "tracks[0].keys[+].value", "0" },
    { "tracks[0].keys[+].frame", "8" },
    { "tracks[0].keys[1].value", "8" },
    { "tracks[0].keys[1].ease", "bezier" },
    { "tracks[0].keys[1].bend", "0.1 0 0.2 1" },
    { "tracks[0].keys[+].frame", "16" },
    { "tracks[0].keys[2].value", "4" },
  };
  static const char *const bends[] = { "", "", "0.1 0 0.2 1", "" };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    sl_command_set (command, "shot-1", values[i][0], values[i][1]);
  g_assert_true (sl_document_apply (document, command, NULL));
  more = sl_operation_append (sl_document_plan (document), "shot-1", "tracks[#0].keys", 4, NULL);
  g_assert_true (sl_document_apply (document, more, NULL));
  const SlShot *shot = sl_plan_get (sl_document_plan (document), SL_KIND_SHOT, "shot-1");
  g_assert_cmpuint (sl_list_n (sl_list_at (shot->tracks, SlTrack, 0)->keys), ==, 4);
  for (guint i = 0; i < G_N_ELEMENTS (bends); i++)
    {
      g_autofree char *path = g_strdup_printf ("tracks[#0].keys[#%u].bend", i);
      g_autofree char *bend = sl_entity_get (&shot->entity, path, NULL);
      g_assert_cmpstr (bend, ==, bends[i]);
    }
}

int
main (int argc, char **argv)
{
  int result;

  folders = g_ptr_array_new_with_free_func (g_free);
  sl_places_init (argv[0]);
  if (argc > 4 && g_str_equal (argv[1], "--editor"))
    return run_editor (argc, argv);
  if (argc > 4 && g_str_equal (argv[1], "--leave"))
    return run_leave (argc, argv);
  if (argc > 2 && g_str_equal (argv[1], "--edit"))
    return run_edit (argv[2]);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/productions", test_productions_are_told_apart);
  g_test_add_func ("/session/lists", test_lists_grow_and_shrink);
  g_test_add_func ("/session/handles", test_keys_keep_their_handles);
  g_test_add_func ("/session/devices", test_devices_are_copied);
  g_test_add_func ("/session/default-devices", test_default_devices);
  g_test_add_func ("/session/add-every-kind", test_add_every_kind);
  g_test_add_func ("/session/backup", test_backup);
  g_test_add_func ("/session/unwritable", test_unwritable_target);
  g_test_add_func ("/session/bad-models", test_bad_models);
  add_clipboard_tests ();
  add_board_tests ();
  add_book_days_tests ();
  add_booking_tests ();
  add_deadline_tests ();
  add_breakdown_tests ();
  add_burn_in_tests ();
  add_docked_tests ();
  add_export_tests ();
  add_operation_tests ();
  add_wall_tests ();
  add_queue_tests ();
  add_rig_tests ();
  add_saving_tests ();
  add_shot_tests ();
  add_journal_tests ();
  add_key_tests ();
  add_killed_tests ();
  add_last_second_tests ();
  add_lens_tests ();
  add_mend_tests ();
  add_missing_tests ();
  result = g_test_run ();
  for (guint i = 0; i < folders->len; i++)
    sl_test_remove_tree (folders->pdata[i]);
  g_ptr_array_unref (folders);
  return result;
}
