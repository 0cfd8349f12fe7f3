/* What shots read, told by numbers: which of them change with an edit or with a file, and which do not. */
#include <utime.h>

#include "../sl-test.h"
#include "sl-plan-assets.h"
#include "tests.h"

static const char *const shots[] = { "s1", "s2", "t1" };

/* The numbers of all shots for coverage and for pictures. */
typedef struct {
  guint64 coverage[G_N_ELEMENTS (shots)], picture[G_N_ELEMENTS (shots)];
} Numbers;

static Numbers
numbers_now (SlEditor *e)
{
  Numbers now;

  for (guint i = 0; i < G_N_ELEMENTS (shots); i++)
    {
      now.coverage[i] = sl_scene_reads_coverage (sl_editor_reads (e), shots[i]);
      now.picture[i] = sl_scene_reads_picture (sl_editor_reads (e), shots[i]);
      g_assert_cmpuint (now.coverage[i], !=, 0);
    }
  return now;
}

/* The shots that have another number now, as "s1 t1 ". */
static void
assert_changed (const guint64 *before, const guint64 *now, const char *expected)
{
  g_autoptr (GString) changed = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (shots); i++)
    if (now[i] != before[i])
      g_string_append_printf (changed, "%s ", shots[i]);
  g_assert_cmpstr (changed->str, ==, expected);
}

static void
test_edits (void)
{
  /* which of s1, s2, t1 have another coverage, and another picture, after the edit */
  static const struct {
    const char *id, *path, *value, *coverage, *picture;
  } edits[] = {
    { "a1", "pan", "5", "s1 s2 ", "s1 s2 " },
    { "a2", "pan", "5", "s1 ", "s1 " }, /* struck in the setup of s2 */
    { "b1", "position", "0 2 0", "t1 ", "t1 " },
    { "b1", "stage", "a", "s1 s2 t1 ", "s1 s2 t1 " },
    { "light-a", "kelvin", "3200", "", "s1 s2 " },
    { "wall-b", "columns", "9", "t1 ", "t1 " },
    { "camera-a", "iso", "400", "s1 s2 ", "s1 s2 " },
    { "s2", "focal_mm", "47", "s2 ", "s2 " },
    { "setup-struck", "absent", "", "s2 ", "s2 " },
    { "s1", "absent", "a2", "s1 ", "s1 " },
    { "s1", "notes", "Hold on both", "", "" }, /* words are measured by nobody */
    { "s1", "name", "Two at the rail", "", "" },
    { "s1", "number", "12A", "", "" },
    { "s1", "size", "WS", "", "" },
    { "s1", "description", "He turns.", "", "" },
    { "s1", "remarks[+].text", "Lamp", "", "" },
    { "a1", "notes", "By the door", "", "" },
    { "wall-b", "name", "Back wall", "", "" },
    { "s1", "frames", "12", "s1 ", "s1 " },
    { "roe-bp2v2", "pitch_mm", "3", "s1 s2 t1 ", "s1 s2 t1 " },
    { "arri-signature-prime", "squeeze", "2", "s1 s2 t1 ", "s1 s2 t1 " },
  };
  g_autoptr (SlEditor) e = sl_editor_new (make_document ());

  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      const Numbers before = numbers_now (e);

      g_test_message ("%s.%s", edits[i].id, edits[i].path);
      set (e, edits[i].id, edits[i].path, edits[i].value);
      const Numbers after = numbers_now (e);
      assert_changed (before.coverage, after.coverage, edits[i].coverage);
      assert_changed (before.picture, after.picture, edits[i].picture);
      sl_editor_undo (e);
      const Numbers undone = numbers_now (e);
      assert_changed (before.coverage, undone.coverage, "");
      assert_changed (before.picture, undone.picture, "");
    }
  g_assert_cmpuint (sl_scene_reads_coverage (sl_editor_reads (e), "nobody"), ==, 0);
}

/* A value of a setup may give a wall other cabinets: those are read too. */
static void
test_overlay (void)
{
  g_autoptr (SlEditor) e = sl_editor_new (make_document ());
  g_autoptr (SlCommand) command = sl_command_new ("Overlay");
  g_autoptr (GError) error = NULL;

  sl_command_set (command, "setup-b", "values[+]", "");
  sl_command_set (command, "setup-b", "values[0].target", "wall-b");
  sl_command_set (command, "setup-b", "values[0].path", "cabinet");
  sl_command_set (command, "setup-b", "values[0].value", "roe-cb5mk2");
  ADD (WALL, "spare", "stage", "a", "cabinet", "roe-cb5mk2");
  sl_document_apply (sl_editor_document (e), command, &error);
  g_assert_no_error (error);
  sl_editor_document_changed (e);
  guint64 before = sl_scene_reads_coverage (sl_editor_reads (e), "t1");
  set (e, "roe-cb5mk2", "pitch_mm", "4");
  g_assert_cmpuint (sl_scene_reads_coverage (sl_editor_reads (e), "t1"), !=, before);
}

/* What a shot leaves out, by itself or by way of a group, is no matter to it. */
static void
test_left_out (void)
{
  g_autoptr (SlEditor) e = sl_editor_new (make_document ());
  g_autoptr (SlCommand) command = sl_command_new ("Group");
  g_autoptr (GError) error = NULL;
  Numbers before, after;

  ADD (GROUP, "g", "name", "Side");
  sl_command_set (command, "a2", "group", "g");
  sl_command_set (command, "s1", "absent", "g");
  sl_command_set (command, "s2", "absent", "a2"); /* which its setup strikes too */
  sl_document_apply (sl_editor_document (e), command, &error);
  g_assert_no_error (error);
  sl_editor_document_changed (e);
  before = numbers_now (e);
  set (e, "a2", "pan", "5");
  after = numbers_now (e);
  assert_changed (before.coverage, after.coverage, "");
  assert_changed (before.picture, after.picture, "");
  sl_editor_set_shot (e, "s1");
  const SlScene *scene = sl_editor_scene (e, NULL);
  for (guint i = 0; i < scene->meshes->len; i++)
    g_assert_cmpstr (((SlSceneMesh *) scene->meshes->pdata[i])->entity->id, !=, "a2");
  set (e, "a1", "group", "g"); /* goes out too */
  before = after;
  after = numbers_now (e);
  assert_changed (before.coverage, after.coverage, "s1 s2 ");
}

/* --- files --- */

static void
write_file (const char *path, gboolean is_model, guint version)
{
  const guint8 rgba[4] = { (guint8) (version * 100), 0, 0, 255 };
  g_autofree char *solid = g_strdup_printf ("v 0 0 0\nv %u 0 0\nv 0 1 0\nv 0 0 1\n"
                                            "f 1 3 2\nf 1 2 4\nf 2 3 4\nf 3 1 4\n", version);
  const time_t then = 1000 * (time_t) version;

  if (is_model)
    g_assert_true (g_file_set_contents (path, solid, -1, NULL));
  else
    g_assert_true (sl_image_write_png (path, rgba, 1, 1, NULL));
  g_assert_cmpint (utime (path, &(struct utimbuf) { then, then }), ==, 0);
}

static void
load_files (SlEditor *e)
{
  SlDocument *document = sl_editor_document (e);
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_finding_free);

  sl_plan_load_assets (sl_editor_plan (e), sl_document_assets (document), sl_document_folder (document), NULL,
                       findings);
  g_assert_cmpuint (findings->len, ==, 0);
  sl_editor_assets_changed (e);
}

/* Edits (id, path, value by turns) that have a file shown; FILE stands for its path. */
typedef struct {
  const char *const *edits;
  gboolean           is_model; /* or a picture */
  const char        *coverage, *picture; /* which shots have another number when the file is another */
} FileRow;

#define EDITS(...) (const char *const[]) { __VA_ARGS__, NULL }

static const FileRow file_rows[] = {
  { EDITS ("sky-b", "picture", "FILE"), FALSE, "", "t1 " },
  { EDITS ("setup-b", "values[+].target", "sky-b", "setup-b", "values[0].path", "picture", "setup-b",
           "values[0].value", "FILE"), FALSE, "", "t1 " },
  { EDITS ("s2", "tracks[+].target", "sky-a", "s2", "tracks[0].path", "picture", "s2", "tracks[0].keys[+].value",
           "FILE"), FALSE, "", "s2 " },
  { EDITS ("a2", "shape", "model", "a2", "model", "FILE"), TRUE, "s1 ", "s1 " }, /* struck in the setup of s2 */
  { EDITS ("b1", "shape", "model", "setup-b", "values[+].target", "b1", "setup-b", "values[0].path", "model",
           "setup-b", "values[0].value", "FILE"), TRUE, "t1 ", "t1 " },
  { EDITS ("b1", "model", "FILE", "setup-b", "values[+].target", "b1", "setup-b", "values[0].path", "shape", "setup-b",
           "values[0].value", "model"), TRUE, "t1 ", "t1 " },
  { EDITS ("a1", "shape", "model", "s2", "tracks[+].target", "a1", "s2", "tracks[0].path", "model", "s2",
           "tracks[0].keys[+].value", "FILE"), TRUE, "s2 ", "s2 " },
};

static void
show_file (SlEditor *e, const FileRow *row, const char *path)
{
  g_autoptr (SlCommand) command = sl_command_new ("Show");

  ADD (ENVIRONMENT, "sky-a", "content", "picture");
  ADD (ENVIRONMENT, "sky-b", "content", "picture");
  sl_command_set (command, "setup-a", "environment", "sky-a");
  sl_command_set (command, "setup-struck", "environment", "sky-a");
  sl_command_set (command, "setup-b", "environment", "sky-b");
  for (guint i = 0; row->edits[i] != NULL; i += 3)
    sl_command_set (command, row->edits[i], row->edits[i + 1],
                    g_str_equal (row->edits[i + 2], "FILE") ? path : row->edits[i + 2]);
  g_assert_true (sl_editor_apply (e, command));
}

/* A file that was changed on the disk, be it named by what shows it, by a value of a setup or by a track. */
static void
test_files (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (file_rows); i++)
    {
      const FileRow *row = &file_rows[i];
      g_autofree char *folder = g_dir_make_tmp ("sl-XXXXXX", NULL);
      g_autofree char *path = g_build_filename (folder, row->is_model ? "x.obj" : "x.png", NULL);
      g_autoptr (SlEditor) e = sl_editor_new (make_document ());

      g_test_message ("%s %s", row->edits[0], row->edits[1]);
      show_file (e, row, path);
      for (guint version = 1; version <= 2; version++) /* when it first loads, and when it is another */
        {
          const Numbers before = numbers_now (e);

          write_file (path, row->is_model, version);
          load_files (e);
          const Numbers after = numbers_now (e);
          assert_changed (before.coverage, after.coverage, row->coverage);
          assert_changed (before.picture, after.picture, row->picture);
        }
      sl_test_remove_tree (folder);
    }
}

/* An environment that a setup's value speaks of is not measured again for its colour. */
static void
test_colour_in_overlay (void)
{
  g_autoptr (SlEditor) e = sl_editor_new (make_document ());
  const FileRow row = { EDITS ("setup-b", "values[+].target", "sky-b", "setup-b", "values[0].path", "content",
                               "setup-b", "values[0].value", "colour"), FALSE, "", "" };

  show_file (e, &row, NULL);
  const Numbers before = numbers_now (e);
  set (e, "sky-b", "colour", "#102030");
  const Numbers after = numbers_now (e);
  assert_changed (before.coverage, after.coverage, "");
  assert_changed (before.picture, after.picture, "t1 ");
}

static gboolean
is_loaded (SlBench *bench)
{
  SlDocument *document = sl_editor_document (bench->editor);

  return sl_plan_assets_are_settled (sl_editor_plan (bench->editor), sl_document_assets (document),
                                     sl_document_folder (document))
         && sl_queue_pending (bench->queue) == 0;
}

/* The same in a window's bench: the shot that shows the changed model is measured, and no other. */
static void
test_file_is_measured (void)
{
  g_autofree char *folder = g_dir_make_tmp ("sl-XXXXXX", NULL), *path = g_build_filename (folder, "x.obj", NULL);
  g_autoptr (SlBench) bench = sl_bench_new (make_document ());
  guint runs;

  write_file (path, TRUE, 1);
  show_file (bench->editor, &file_rows[4], path);
  wait_until (is_loaded, bench);
  wait_until (all_measured, bench);
  runs = sl_analysis_runs (bench->analysis);
  write_file (path, TRUE, 2);
  sl_loader_look (bench->loader);
  g_assert_false (is_loaded (bench));
  wait_until (is_loaded, bench);
  wait_until (all_measured, bench);
  g_assert_cmpuint (sl_analysis_runs (bench->analysis) - runs, ==, 1);
  sl_test_remove_tree (folder);
}

void
add_reads_tests (void)
{
  g_test_add_func ("/desk/reads/edits", test_edits);
  g_test_add_func ("/desk/reads/overlay", test_overlay);
  g_test_add_func ("/desk/reads/left-out", test_left_out);
  g_test_add_func ("/desk/reads/files", test_files);
  g_test_add_func ("/desk/reads/colour-in-overlay", test_colour_in_overlay);
  g_test_add_func ("/desk/reads/file-is-measured", test_file_is_measured);
}
