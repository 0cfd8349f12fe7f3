#include <string.h>

#include "../sl-test.h"
#include "sl-check.h"
#include "sl-error.h"
#include "sl-curve.h"
#include "test-plan.h"

SlPlan *
parse (const char *text, GError **error)
{
  return sl_plan_parse (text, strlen (text), "p.sightline", NULL, error);
}

SlPlan *
load (const char *path, char **text)
{
  g_autoptr (GError) error = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, text, &length, NULL));
  SlPlan *plan = sl_plan_parse (*text, length, path, NULL, &error);
  g_assert_no_error (error);
  return plan;
}

/* --- editing --- */

void
must_apply (SlHistory *history, SlCommand *command)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = sl_command_print (command);
  g_autoptr (GPtrArray) back = NULL;
  const char *rest;

  sl_history_apply (history, command, &error);
  g_assert_no_error (error);
  back = sl_commands_parse (text, &rest, &error); /* the log holds the same command */
  g_assert_no_error (error);
  g_assert_cmpuint (back->len, ==, 1);
  g_autofree char *again = sl_command_print (back->pdata[0]);
  g_assert_cmpstr (again, ==, text);
  sl_command_unref (command);
}

SlCommand *
set (const char *id, const char *path, const char *text)
{
  SlCommand *command = sl_command_new ("Set \"it\"");
  sl_command_set (command, id, path, text);
  return command;
}

void
assert_field (SlHistory *history, const char *id, const char *path, const char *expected)
{
  g_autofree char *text = sl_entity_get (sl_plan_find (sl_history_plan (history), id), path, NULL);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_undo_all (void)
{
  g_autofree char *text = NULL, *end = NULL;
  g_autoptr (SlPlan) plan = load (SAMPLE ("yongchuan.sightline"), &text);
  g_autoptr (SlHistory) history = sl_history_new (plan);
  SlCommand *command;

  must_apply (history, set ("cam-a", "position.x", "8'2\""));
  must_apply (history, set ("wall-main", "seams", "1 2 3"));
  must_apply (history, set ("wall-main", "seams[1]", "2.5"));
  assert_field (history, "wall-main", "seams", "1 2.5 3");
  must_apply (history, set ("shot-12a", "tracks[cam-a.pan].keys[1].value", "-18"));
  assert_field (history, "shot-12a", "tracks[cam-a.pan].keys[1].value", "-18");
  must_apply (history, set ("shot-12a", "tracks[+].target", "key"));
  must_apply (history, set ("shot-12a", "tracks",
                            "<track target=\"key\" path=\"kelvin\"><key frame=\"3\" value=\"4000\"/></track>"));
  must_apply (history, set ("deck", "name", "a \"quoted\"\nname \\ 甲板"));
  assert_field (history, "deck", "name", "a \"quoted\"\nname \\ 甲板");
  command = sl_command_new ("Rename");
  sl_command_rename (command, "cam-a", "camera-1");
  must_apply (history, command);
  assert_field (history, "shot-12a", "camera", "camera-1");
  command = sl_command_new ("Order");
  sl_command_order (command, "shot-14", 0);
  must_apply (history, command);
  g_assert_cmpint (sl_plan_index (sl_history_plan (history), "shot-14"), ==, 0);
  command = sl_command_new ("Add and remove");
  sl_command_add (command, SL_KIND_WALL, "new");
  sl_command_set (command, "new", "stage", "stage-1");
  sl_command_remove (command, "crate-1");
  must_apply (history, command);
  g_assert_cmpuint (sl_history_position (history), ==, 10);
  g_assert_cmpstr (sl_history_undo_label (history), ==, "Add and remove");
  while (sl_history_undo (history))
    ;
  end = sl_plan_print (sl_history_plan (history), NULL);
  g_assert_cmpstr (end, ==, text);
  while (sl_history_redo (history))
    ;
  g_assert_nonnull (sl_plan_find (sl_history_plan (history), "new"));
}

static void
test_nothing_and_folding (void)
{
  g_autofree char *text = NULL;
  g_autoptr (SlPlan) plan = load (SAMPLE ("small-flat.sightline"), &text);
  g_autoptr (SlHistory) history = sl_history_new (plan);

  must_apply (history, set ("wall", "columns", "16")); /* as it is */
  g_assert_cmpuint (sl_history_position (history), ==, 0);
  for (guint i = 0; i < 50; i++)
    {
      g_autofree char *value = g_strdup_printf ("%u", i);
      SlCommand *command = set ("cam-a", "pan", value);
      sl_command_set_fold (command, "drag");
      must_apply (history, command);
    }
  g_assert_cmpuint (sl_history_position (history), ==, 1);
  sl_history_break_fold (history);
  SlCommand *command = set ("cam-a", "pan", "99");
  sl_command_set_fold (command, "drag");
  must_apply (history, command);
  g_assert_cmpuint (sl_history_position (history), ==, 2);
  /* unchanged entities are shared between the snapshots */
  g_assert_true (sl_plan_find (plan, "wall") == sl_plan_find (sl_history_plan (history), "wall"));
  g_assert_true (sl_plan_find (plan, "cam-a")->stamp != sl_plan_find (sl_history_plan (history), "cam-a")->stamp);
}

static void
test_refused_edits (void)
{
  g_autofree char *text = NULL, *after = NULL;
  g_autoptr (SlPlan) plan = load (SAMPLE ("yongchuan.sightline"), &text);
  g_autoptr (SlHistory) history = sl_history_new (plan);
  static const struct { SlEditType type; const char *id, *what, *value, *says; } rows[] = {
    { SL_EDIT_REMOVE, "cam-a", NULL, NULL, "shot-11" }, { SL_EDIT_REMOVE, "nobody", NULL, NULL, "nobody" },
      { SL_EDIT_SET, "nobody", "pan", "1", "nobody" },
    { SL_EDIT_SET, "cam-a", "nofield", "1", "nofield" }, { SL_EDIT_SET, "cam-a", "pan", "much", "much" }, { SL_EDIT_SET,
      "cam-a", "id", "x", "renam" },
    { SL_EDIT_SET, "cam-a", "body", "no-such-body", "no-such-body" }, { SL_EDIT_SET, "cam-a", "stage", "wall-main",
      "wall" }, { SL_EDIT_SET, "shot-11", "tracks[9].path", "x", "[9]" },
    { SL_EDIT_SET, "shot-11", "tracks[", "x", "path" }, { SL_EDIT_SET, "shot-11", "", "x", "path" }, { SL_EDIT_SET,
      "shot-11", "tracks", "<key/>", "" }, { SL_EDIT_SET, "shot-11", "tracks", "<track", "" },
    { SL_EDIT_RENAME, "cam-a", "cam-b", NULL, "cam-b" }, { SL_EDIT_RENAME, "cam-a", "a b", NULL, "a b" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SlCommand) command = sl_command_new ("x");
      g_autoptr (GError) error = NULL;

      if (rows[i].type == SL_EDIT_REMOVE)
        sl_command_remove (command, rows[i].id);
      else if (rows[i].type == SL_EDIT_RENAME)
        sl_command_rename (command, rows[i].id, rows[i].what);
      else
        sl_command_set (command, rows[i].id, rows[i].what, rows[i].value);
      if (sl_history_apply (history, command, &error) || strstr (error->message, rows[i].says) == NULL)
        g_error ("row %u: %s", i, error != NULL ? error->message : "applied");
    }
  after = sl_plan_print (sl_history_plan (history), NULL);
  g_assert_cmpstr (after, ==, text);
}

static void
test_bad_log (void)
{
  static const char *const bad[] = { "set a b c\n", "do \"x\"\nset \"a\n", "do \"x\"\nfly \"a\"\nend\n", "end\n",
      "do \"x\"\nset \"a\" \"b\"\nend\n", "do\nend\n" };
  const char *rest;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GPtrArray) commands = sl_commands_parse (bad[i], &rest, NULL);
      if (commands != NULL)
        g_error ("taken: %s", bad[i]);
    }
  g_autoptr (GPtrArray) cut = sl_commands_parse ("do \"one\"\nremove \"a\"\nend\ndo \"two\"\nrem", &rest, NULL);
  g_assert_cmpuint (cut->len, ==, 1);
  g_assert_true (g_str_has_prefix (rest, "do \"two\""));
}

static void
test_schema (void)
{
  g_autofree char *made = sl_plan_schema (), *stored = NULL;

  g_assert_true (g_file_get_contents (SL_SOURCE "/data/plan.rng", &stored, NULL, NULL));
  if (!g_str_equal (made, stored))
    g_error ("data/plan.rng is not what the tables say; tests/plan/write-schema writes it");
}

/* Every field: a default that prints and parses, a label, a help, and room for its value. */
static void
check_table (const SlRecordType *type)
{
  g_autofree guint8 *record = g_malloc0 (type->size);

  sl_record_init (type, record);
  for (guint i = 0; i < type->n_fields; i++)
    {
      const SlField *f = &type->fields[i];
      g_assert_nonnull (f->label);
      g_assert_nonnull (f->help);
      g_assert_cmpuint (f->offset + sl_field_size (f), <=, type->size);
      g_assert_true (sl_field_is_default (f, SL_MEMBER (record, f)));
      for (guint k = 0; k < i; k++)
        {
          g_assert_cmpstr (type->fields[k].name, !=, f->name);
          g_assert_true (type->fields[k].offset != f->offset);
        }
      if (f->type == SL_TYPE_RECORDS)
        check_table (f->record);
      g_auto (GStrv) kinds = g_strsplit (f->refs != NULL && !g_str_equal (f->refs, "*") ? f->refs : "", " ", -1);
      for (guint k = 0; kinds[k] != NULL && *kinds[k] != '\0'; k++)
        g_assert_cmpint (sl_kind_from_name (kinds[k]), !=, SL_N_KINDS);
    }
  sl_record_clear (type, record);
}

static void
test_tables (void)
{
  for (guint kind = 0; kind < SL_N_KINDS; kind++)
    check_table (&sl_kind_info (kind)->record);
}

static void
test_tracks (void)
{
  g_autofree char *text = NULL;
  g_autoptr (SlPlan) plan = load (SAMPLE ("small-flat.sightline"), &text);
  g_autoptr (SlHistory) history = sl_history_new (plan);
  static const struct { double frame; const char *value; } rows[] = {
    { -5, "0 0 0" }, { 0, "0 0 0" },    { 5, "1 2 3" },  { 10, "2 4 6" },
    { 15, "2 4 6" }, { 19.5, "2 4 6" }, { 20, "0 0 1" }, { 99, "0 0 1" },
  };

  must_apply (history,
              set ("shot-1", "tracks",
                   "<track target=\"cam-a\" path=\"position\"><key frame=\"0\" value=\"0 0 0\"/>"
                   "<key frame=\"10\" value=\"2 4 6\" ease=\"hold\"/><key frame=\"20\" value=\"0 0 1\"/></track>"));
  const SlShot *shot = sl_plan_get (sl_history_plan (history), SL_KIND_SHOT, "shot-1");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SlEntity) camera = sl_entity_edit (sl_plan_find (sl_history_plan (history), "cam-a"));
      g_autoptr (SlCurve) curve = sl_curve_new (SL_KIND_CAMERA, sl_list_at (shot->tracks, SlTrack, 0), NULL);
      g_assert_true (sl_curve_apply (curve, rows[i].frame, camera, NULL));
      g_autofree char *value = sl_entity_get (camera, "position", NULL);
      g_assert_cmpstr (value, ==, rows[i].value);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_xml_tests ();
  g_test_add_func ("/plan/schema", test_schema);
  g_test_add_func ("/plan/tables", test_tables);
  g_test_add_func ("/plan/edit/undo-all", test_undo_all);
  g_test_add_func ("/plan/edit/nothing-and-folding", test_nothing_and_folding);
  g_test_add_func ("/plan/edit/refused", test_refused_edits);
  g_test_add_func ("/plan/edit/bad-log", test_bad_log);
  g_test_add_func ("/plan/tracks", test_tracks);
  add_edit_tests ();
  add_random_tests ();
  add_check_tests ();
  add_typed_tests ();
  add_group_tests ();
  return g_test_run ();
}
