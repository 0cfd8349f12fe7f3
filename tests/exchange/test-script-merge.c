/* Revisions of a script: what they change, and what they leave alone. */
#include "test-scripts.h"

#include "sl-check.h"
#include "sl-error.h"

#define FIRST \
  "INT. HOUSE - DAY #1#\n\nSARA\nHello.\n\nEXT. QUAY - NIGHT #2#\n\nRain.\n\nINT. CAB - DAY #3#\n\nNOAH\nGo.\n\n" \
  "EXT. ROAD - DAY #4#\n\nDust.\n"

static SlPlan *
work_on (const SlPlan *plan, const char *script)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlCommand) command = sl_command_new ("work");
  g_auto (GStrv) lines = g_strsplit (script, "\n", -1);

  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_auto (GStrv) words = g_strsplit (lines[i], "|", 4);
      if (g_str_equal (words[0], "add"))
        sl_command_add (command, sl_kind_from_name (words[2]), words[1]);
      else
        sl_command_set (command, words[1], words[2], words[3]);
    }
  SlPlan *after = sl_plan_apply (plan, command, &error);
  g_assert_no_error (error);
  return after;
}

static guint
count_code (const GPtrArray *told, const char *code)
{
  guint n = 0;

  for (guint i = 0; i < told->len; i++)
    n += g_str_equal (((SlFinding *) told->pdata[i])->code, code);
  return n;
}

static GPtrArray *
new_report (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) sl_finding_free);
}

/* What people did stays; what the script says changes; nothing is lost. */
static void
test_revision (void)
{
  g_autoptr (SlPlan) empty = sl_plan_new ();
  g_autoptr (GPtrArray) first = new_report (), told = new_report (), again = new_report ();
  g_autoptr (SlPlan) one = bring_in (empty, "a.fountain", FIRST, -1, first);
  g_autoptr (SlPlan) worked = work_on (one,
    "set|scene-1|minutes|95\nset|scene-1|notes|dolly\nset|scene-3|minutes|40\nset|scene-2|eighths|7\n"
    "add|extra|cast\nset|extra|production|a\nset|scene-1|cast|sara extra\nset|scene-1|shot_on|2026-11-20\n"
    "add|b|board\nset|b|production|a\nset|b|strips[+]|\nset|b|strips[#0].scene|scene-3\n");
  g_autoptr (SlPlan) two = bring_in (worked, "a.fountain",
    "INT. HOUSE - NIGHT #1#\n\nSARA\nHello again.\n\nMIRA\nYes.\n\nEXT. ROAD - DAY #4#\n\nDust.\n\n"
    "EXT. QUAY - NIGHT #2#\n\nRain.\n\nINT. NEW - DAY #2A#\n\nx\n", -1, told);
  const SlSceneEntity *house = sl_plan_get (two, SL_KIND_SCENE, "scene-1"), *quay, *cab;

  g_assert_cmpuint (first->len, ==, 1); /* the sum alone: all of it is new */
  g_assert_cmpuint (sl_plan_count (two, SL_KIND_SCENE), ==, 5);
  g_assert_cmpuint (sl_plan_count (two, SL_KIND_PRODUCTION), ==, 1);
  g_assert_cmpint (house->light, ==, SL_HOUR_NIGHT);
  assert_within (house->minutes, 95, 0);
  g_assert_cmpstr (house->notes, ==, "dolly");
  g_assert_cmpuint (house->shot_on, !=, 0);
  g_assert_cmpuint (sl_list_n (house->cast), ==, 3); /* Sara, whom somebody put there, and Mira */
  quay = sl_plan_get (two, SL_KIND_SCENE, "scene-2");
  g_assert_cmpint (quay->eighths, ==, 7); /* its text is as it was: a length that was corrected stays */
  cab = sl_plan_get (two, SL_KIND_SCENE, "scene-3");
  g_assert_true (cab->omitted);
  assert_within (cab->minutes, 40, 0);
  const SlBoard *board = sl_plan_get (two, SL_KIND_BOARD, "b");
  g_assert_cmpuint (sl_list_n (board->strips), ==, 1);
  /* in the order of the script */
  g_assert_cmpint (sl_plan_index (two, "scene-1"), <, sl_plan_index (two, "scene-4"));
  g_assert_cmpint (sl_plan_index (two, "scene-4"), <, sl_plan_index (two, "scene-2"));
  g_assert_cmpint (sl_plan_index (two, "scene-2"), <, sl_plan_index (two, "scene-2a"));
  g_assert_cmpuint (count_code (told, "scene-added"), ==, 1);
  g_assert_cmpuint (count_code (told, "scene-changed"), ==, 1);
  g_assert_cmpuint (count_code (told, "scene-moved"), ==, 1);
  g_assert_cmpuint (count_code (told, "scene-vanished"), ==, 1);
  g_assert_cmpuint (count_code (told, "cast-silent"), ==, 1);
  /* back again: the scene is what it was */
  g_autoptr (SlPlan) three = bring_in (two, "a.fountain", FIRST, -1, again);
  g_assert_false (((const SlSceneEntity *) sl_plan_get (three, SL_KIND_SCENE, "scene-3"))->omitted);
  g_assert_true (((const SlSceneEntity *) sl_plan_get (three, SL_KIND_SCENE, "scene-2a"))->omitted);
}

/* Scenes without numbers: by heading and text, then by heading, then by text. */
static void
test_no_numbers (void)
{
  g_autoptr (SlPlan) empty = sl_plan_new ();
  g_autoptr (GPtrArray) told = new_report ();
  g_autoptr (SlPlan) one = bring_in (empty, "a.fountain",
                                     "INT. A - DAY\n\nOne.\n\nINT. A - DAY\n\nTwo.\n\nINT. B - DAY\n\nThree.\n",
                                     -1, NULL);
  g_autoptr (SlPlan) worked = work_on (one, "set|scene-1|minutes|1\nset|scene-2|minutes|2\nset|scene-3|minutes|3\n");
  g_autoptr (SlPlan) two = bring_in (worked, "a.fountain",
                                     "INT. A - DAY\n\nTwo.\n\nINT. A - DAY\n\nOne, more.\n\nINT. C - DAY\n\n"
                                     "Three.\n", -1,
                                     told);

  g_assert_cmpuint (sl_plan_count (two, SL_KIND_SCENE), ==, 3);
  assert_within (scene_at (two, 0)->minutes, 2, 0);
  assert_within (scene_at (two, 1)->minutes, 1, 0);
  assert_within (scene_at (two, 2)->minutes, 3, 0);
  g_assert_cmpstr (scene_at (two, 2)->set, ==, "C");
  g_assert_cmpuint (count_code (told, "scene-moved"), ==, 1);
  g_assert_cmpuint (count_code (told, "scene-vanished"), ==, 0);
}

/* The same once more changes nothing, whichever file it is. */
static void
test_same_again (void)
{
  static const char *const files[] = {
    "scripts/As_I_Am_a_Cat_I_Eat_Mice.fountain", "scripts/screenplay-tools_SceneHeading.fountain",
    "scripts/screenplay-tools_TestFDX-FD.fdx", "uss/small_sample_schedule.uss", "uss/large_sample_schedule.uss",
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (SL_SOURCE, "tests", "samples", files[i], NULL);
      g_autoptr (SlPlan) empty = sl_plan_new (), one = bring_in_file (empty, path, NULL);
      g_autoptr (SlPlan) two = bring_in_file (one, path, NULL);
      g_assert_true (sl_plan_same (one, two));
      g_autoptr (GPtrArray) findings = sl_plan_check (one);
      g_assert_cmpuint (findings->len, ==, 0);
    }
}

/* Another production's scenes are left alone; one that is not there is refused. */
static void
test_production (void)
{
  g_autoptr (SlPlan) empty = sl_plan_new (), one = bring_in (empty, "a.fountain", FIRST, -1, NULL);
  g_autoptr (SlPlan) both = work_on (one, "add|other|production\n");
  gpointer options = sl_import_options_new (&sl_import_fountain), content;
  g_autofree char *folder = g_dir_make_tmp ("sl-XXXXXX", NULL), *path = g_build_filename (folder, "a.fountain", NULL);
  g_autoptr (GError) error = NULL;
  char *id = NULL;

  g_assert_true (g_file_set_contents (path, FIRST, -1, NULL));
  g_assert_true (sl_importer_load (&sl_import_fountain, NULL, NULL, path, NULL, &content, NULL));
  const SlImportInput input = { both, "a.fountain", NULL, NULL, content, NULL };
  g_assert_true (sl_record_set (sl_import_fountain.options, options, "production", "other", TRUE, NULL));
  g_autoptr (SlCommand) command = sl_import_fountain.make (&input, options, &id, &error);
  g_autoptr (SlPlan) two = sl_plan_apply (both, command, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (id, ==, "other");
  g_assert_cmpuint (sl_plan_count (two, SL_KIND_SCENE), ==, 8);
  g_assert_cmpuint (sl_plan_count (two, SL_KIND_CAST), ==, 4);
  g_free (g_steal_pointer (&id));
  g_assert_true (sl_record_set (sl_import_fountain.options, options, "production", "none", TRUE, NULL));
  g_assert_null (sl_import_fountain.make (&input, options, &id, &error));
  g_assert_error (error, SL_ERROR, SL_ERROR_REFERENCE);
  sl_importer_free_content (&sl_import_fountain, content);
  sl_import_options_free (&sl_import_fountain, options);
  sl_test_remove_tree (folder);
}

void
add_merge_tests (void)
{
  g_test_add_func ("/scripts/revision", test_revision);
  g_test_add_func ("/scripts/no-numbers", test_no_numbers);
  g_test_add_func ("/scripts/same-again", test_same_again);
  g_test_add_func ("/scripts/production", test_production);
}
