/* Several things selected, and edited in one step. */
#include "tests.h"

#include <string.h>

#include "../sl-test.h"
#include "sl-bench.h"

static SlBench *
make_bench (void)
{
  g_autoptr (SlPlan) empty = sl_plan_new ();
  SlDocument *document = sl_document_new_from_plan (empty, SL_OPEN_PLAIN);
  g_autoptr (SlCommand) command = sl_command_new ("Add");
  g_autoptr (GError) error = NULL;

  sl_command_add (command, SL_KIND_STAGE, "stage-1");
  sl_command_add (command, SL_KIND_PROP, "a");
  sl_command_add (command, SL_KIND_PROP, "b");
  sl_command_add (command, SL_KIND_PROP, "c");
  sl_document_apply (document, command, &error);
  g_assert_no_error (error);
  return sl_bench_new (document);
}

/* "a b c", the primary last. */
static void
assert_selected (SlEditor *editor, const char *expected)
{
  const GPtrArray *ids = sl_editor_selection (editor);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (text, i > 0 ? " %s" : "%s", (const char *) ids->pdata[i]);
  g_assert_cmpstr (text->str, ==, expected);
  g_assert_cmpstr (sl_editor_selected (editor), ==, ids->len > 0 ? ids->pdata[ids->len - 1] : NULL);
}

static void
count (int *n)
{
  ++*n;
}

/* a and b in g, which lies in h. */
static void
add_groups (SlEditor *e)
{
  g_autoptr (SlCommand) command = sl_command_new ("Group");

  sl_command_add (command, SL_KIND_GROUP, "g");
  sl_command_add (command, SL_KIND_GROUP, "h");
  sl_command_set (command, "g", "group", "h");
  sl_command_set (command, "a", "group", "g");
  sl_command_set (command, "b", "group", "g");
  g_assert_true (sl_editor_apply (e, command));
}

static void
test_groups (void)
{
  g_autoptr (SlBench) bench = make_bench ();
  SlEditor *e = bench->editor;
  const char *const some[] = { "a", "c", "g" };

  add_groups (e);
  sl_editor_select_set (e, some, G_N_ELEMENTS (some)); /* a goes with g */
  assert_selected (e, "c g");
  sl_editor_select_add (e, "b");
  assert_selected (e, "c g");
  g_autoptr (GPtrArray) taken = sl_editor_taken (e);
  g_assert_cmpuint (taken->len, ==, 3);
  g_autoptr (GHashTable) drawn = sl_editor_selected_set (e);
  g_assert_true (g_hash_table_contains (drawn, "a") && g_hash_table_contains (drawn, "b"));

  sl_editor_set_locked (e, "h", TRUE);
  g_assert_true (sl_editor_is_locked (e, "a"));
  sl_editor_set_locked (e, "h", FALSE);
  g_assert_false (sl_editor_is_locked (e, "b"));
  sl_editor_set_hidden (e, "g", TRUE);
  g_assert_true (!sl_editor_is_shown (e, "a") && sl_editor_is_shown (e, "c"));
  sl_editor_set_hidden (e, "g", FALSE);

  sl_editor_select (e, "g");
  sl_editor_isolate (e, TRUE);
  g_assert_true (sl_editor_is_shown (e, "a") && !sl_editor_is_shown (e, "c") && !sl_editor_is_hidden (e, "c"));
  sl_editor_isolate (e, FALSE);
  g_assert_true (sl_editor_is_shown (e, "c"));

  sl_editor_enter (e, "g");
  g_assert_cmpstr (sl_editor_entered (e), ==, "g");
  sl_editor_enter (e, "a"); /* no group */
  g_assert_cmpstr (sl_editor_entered (e), ==, "g");
  sl_editor_undo (e); /* the groups go, and who is in one is in none */
  g_assert_null (sl_editor_entered (e));
}

static void
test_picking (void)
{
  g_autoptr (SlBench) bench = make_bench ();
  SlEditor *e = bench->editor;
  const char *const three[] = { "c", "nobody", "a", "b", "a" };
  int told = 0;

  g_signal_connect_swapped (e, "selection-changed", G_CALLBACK (count), &told);
  sl_editor_select (e, "a");
  sl_editor_select_add (e, "b");
  assert_selected (e, "a b");
  sl_editor_select_add (e, "b"); /* as it is */
  sl_editor_select_add (e, "nobody");
  sl_editor_select_toggle (e, "nobody");
  g_assert_cmpint (told, ==, 2);
  sl_editor_select_add (e, "a"); /* the primary now */
  assert_selected (e, "b a");
  sl_editor_select_toggle (e, "c");
  assert_selected (e, "b a c");
  sl_editor_select_toggle (e, "c");
  assert_selected (e, "b a");
  g_assert_true (sl_editor_is_selected (e, "b"));
  g_assert_false (sl_editor_is_selected (e, "c"));
  sl_editor_select_set (e, three, G_N_ELEMENTS (three));
  assert_selected (e, "c b a");
  told = 0;
  sl_editor_select_set (e, three, G_N_ELEMENTS (three));
  g_assert_cmpint (told, ==, 0);
  sl_editor_select (e, "b");
  assert_selected (e, "b");
  sl_editor_select (e, NULL);
  assert_selected (e, "");
}

/* Whoever walks over what was selected may change it meanwhile; and what goes is not selected any more. */
static void
test_going (void)
{
  g_autoptr (SlBench) bench = make_bench ();
  SlEditor *e = bench->editor;
  const char *const all[] = { "a", "b", "c" };
  int told = 0;

  sl_editor_select_set (e, all, 3);
  g_autoptr (GPtrArray) before = g_ptr_array_ref ((GPtrArray *) sl_editor_selection (e));
  g_signal_connect_swapped (e, "selection-changed", G_CALLBACK (count), &told);
  g_autoptr (SlCommand) command = sl_command_new ("Remove");
  sl_command_remove (command, "c");
  g_assert_true (sl_editor_apply (e, command));
  assert_selected (e, "a b");
  g_assert_cmpint (told, ==, 1);
  g_assert_cmpuint (before->len, ==, 3);
  g_assert_cmpstr (before->pdata[2], ==, "c");
}

static void
test_editing (void)
{
  g_autoptr (SlBench) bench = make_bench ();
  SlEditor *e = bench->editor;
  const char *const ids[] = { "a", "b" }, *const texts[] = { "1.5", "15 cm" }, *const bad[] = { "2", "much" };
  g_autoptr (GError) error = NULL;

  g_assert_true (sl_editor_set_fields (e, ids, 2, "position.x", texts, NULL, NULL));
  g_autofree char *a = sl_entity_get (sl_plan_find (sl_editor_plan (e), "a"), "position.x", NULL);
  g_autofree char *b = sl_entity_get (sl_plan_find (sl_editor_plan (e), "b"), "position.x", NULL);
  g_assert_cmpstr (a, ==, "1.5");
  g_assert_cmpstr (b, ==, "0.15");
  g_assert_cmpstr (sl_history_undo_label (sl_document_history (sl_editor_document (e))), ==,
                   "Change Position of 2 things");
  g_assert_false (sl_editor_set_fields (e, ids, 2, "position.x", bad, NULL, &error)); /* neither */
  g_assert_nonnull (strstr (error->message, "much"));
  g_autofree char *still = sl_entity_get (sl_plan_find (sl_editor_plan (e), "a"), "position.x", NULL);
  g_assert_cmpstr (still, ==, "1.5");
  sl_editor_undo (e);
  g_autofree char *back = sl_entity_get (sl_plan_find (sl_editor_plan (e), "b"), "position.x", NULL);
  g_assert_cmpstr (back, ==, "0");
}

/* A file that is chosen is shown, in the same step; away again, it leaves the shape. */
static void
test_files (void)
{
  g_autoptr (SlBench) bench = make_bench ();
  SlEditor *e = bench->editor;
  static const struct { const char *value, *model, *shape; } steps[] = {
    { "../m/a.glb", "../m/a.glb", "model" }, { "", "", "model" }, { NULL, "../m/b.glb", "model" },
  };
  g_autofree char *folder = g_canonicalize_filename (sl_document_folder (sl_editor_document (e)), NULL);
  g_autofree char *absolute = g_canonicalize_filename ("../m/b.glb", folder);

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      const char *value = steps[i].value != NULL ? steps[i].value : absolute;
      g_assert_true (sl_editor_set_field (e, "a", "model", value, NULL, NULL));
      g_autofree char *model = sl_entity_get (sl_plan_find (sl_editor_plan (e), "a"), "model", NULL);
      g_autofree char *shape = sl_entity_get (sl_plan_find (sl_editor_plan (e), "a"), "shape", NULL);
      g_assert_cmpstr (model, ==, steps[i].model);
      g_assert_cmpstr (shape, ==, steps[i].shape);
    }
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    sl_editor_undo (e);
  g_autofree char *shape = sl_entity_get (sl_plan_find (sl_editor_plan (e), "a"), "shape", NULL);
  g_assert_cmpstr (shape, ==, "box");
}

/* What the logs of this user hold. */
static char *
all_logs (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_state_dir (), "sightline", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GString *all = g_string_new (NULL);

  g_assert_nonnull (dir);
  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL), *text = NULL;
      if (g_file_get_contents (path, &text, NULL, NULL))
        g_string_append (all, text);
    }
  return g_string_free (all, FALSE);
}

/* A day is kept with its year, so that the log says the same when it is read in another one. */
static void
test_days (void)
{
  g_autoptr (SlPlan) empty = sl_plan_new ();
  g_autoptr (SlBench) bench = sl_bench_new (sl_document_new_from_plan (empty, SL_OPEN_EDITING));
  SlEditor *e = bench->editor;
  g_autoptr (SlCommand) command = sl_command_new ("Add");

  sl_command_add (command, SL_KIND_BOOKING, "b");
  sl_command_set (command, "b", "from", "2031-11-21");
  g_assert_true (sl_editor_apply (e, command));
  g_assert_true (sl_editor_set_field (e, "b", "from", "28 Nov", NULL, NULL));
  g_assert_false (sl_editor_set_field (e, "b", "from", "28 Nox", NULL, NULL));
  g_autofree char *from = sl_entity_get (sl_plan_find (sl_editor_plan (e), "b"), "from", NULL);
  g_assert_cmpstr (from, ==, "2031-11-28");
  sl_document_sync (sl_editor_document (e));
  g_autofree char *logs = all_logs ();
  g_assert_nonnull (strstr (logs, "2031-11-28"));
  g_assert_null (strstr (logs, "Nov"));
}

void
add_several_tests (void)
{
  g_test_add_func ("/desk/several/picking", test_picking);
  g_test_add_func ("/desk/several/groups", test_groups);
  g_test_add_func ("/desk/several/going", test_going);
  g_test_add_func ("/desk/several/editing", test_editing);
  g_test_add_func ("/desk/several/files", test_files);
  g_test_add_func ("/desk/several/days", test_days);
}
