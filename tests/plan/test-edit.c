/* References that commands keep whole, and what many edits cost. */
#include <string.h>
#include <time.h>

#include "../sl-test.h"
#include "sl-check.h"
#include "sl-refs.h"
#include "test-plan.h"

/* --- ids inside texts --- */

static const char references[] =
  HEAD "<stage id=\"st\"/><setup id=\"se\" stage=\"st\" absent=\"w\">"
  "<value target=\"w\" path=\"cabinet\" value=\"q\"/>"
  "<value target=\"w\" path=\"patches\" value=\"&lt;patch cabinet=&quot;r&quot;/>\"/>"
  "<value target=\"s1\" path=\"with\" value=\"s2 s3\"/>"
  "<value target=\"s1\" path=\"tracks[cam.pan].keys[0].value\" value=\"4\"/>"
  "<value target=\"s1\" path=\"scene\" value=\"sc\"/></setup>"
  "<wall id=\"w\" stage=\"st\" cabinet=\"p\"/><panel id=\"p\"/><panel id=\"q\"/><panel id=\"r\"/>"
  "<camera id=\"cam\" stage=\"st\"/><camera id=\"cam2\" stage=\"st\"/>"
  "<person id=\"pe\" stage=\"st\"/><cast id=\"ca\"/><scene id=\"sc\"/>"
  "<shot id=\"s1\" setup=\"se\" camera=\"cam\"><track target=\"cam\" path=\"pan\"><key value=\"1\"/></track>"
  "<track target=\"pe\" path=\"cast\"><key value=\"ca\"/><key frame=\"5\" value=\"\"/></track></shot>"
  "<shot id=\"s2\" camera=\"cam2\" with=\"s1\"/><shot id=\"s3\" camera=\"cam2\"/></sightline>";

/* What a text names cannot be removed, and who names it is said. */
static void
test_remove_refused (void)
{
  static const struct { const char *id, *user; } rows[] = {
    { "q", "se" }, { "r", "se" }, { "s2", "se" }, { "s3", "se" }, { "sc", "se" }, { "ca", "s1" }, { "pe", "s1" },
    { "w", "se" },
  };
  g_autoptr (SlPlan) plan = parse (references, NULL);
  g_autoptr (SlHistory) history = sl_history_new (plan);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SlCommand) command = sl_command_new ("x");
      g_autoptr (GError) error = NULL;
      g_autofree char *says = g_strdup_printf ("“%s” is still used by ", rows[i].id);

      sl_command_remove (command, rows[i].id);
      if (sl_history_apply (history, command, &error))
        g_error ("removed: %s", rows[i].id);
      if (!g_str_has_prefix (error->message, says) || strstr (error->message, rows[i].user) == NULL)
        g_error ("%s: %s", rows[i].id, error->message);
    }
  SlCommand *all = sl_command_new ("with what names it");
  sl_command_set (all, "se", "values[w.cabinet]", "");
  sl_command_remove (all, "q");
  must_apply (history, all);
}

/* What was removed may come back under its id, but not as another kind while something names it. */
static void
test_other_kind (void)
{
  g_autoptr (SlPlan) plan = parse (references, NULL), next = NULL;
  g_autoptr (SlCommand) renamed = sl_command_new ("x"), added = sl_command_new ("x"), same = sl_command_new ("x");

  sl_command_remove (renamed, "q");
  sl_command_rename (renamed, "cam2", "q");
  g_assert_null (sl_plan_apply (plan, renamed, NULL));
  sl_command_remove (added, "q");
  sl_command_add (added, SL_KIND_PROP, "q");
  g_assert_null (sl_plan_apply (plan, added, NULL));
  sl_command_remove (same, "q");
  sl_command_add (same, SL_KIND_PANEL, "q");
  next = sl_plan_apply (plan, same, NULL);
  g_assert_nonnull (next);
}

static void
rename_to (SlHistory *history, const char *id, const char *new_id)
{
  SlCommand *command = sl_command_new ("Rename");

  sl_command_rename (command, id, new_id);
  must_apply (history, command);
}

static void
test_rename_rewrites (void)
{
  g_autoptr (SlPlan) plan = parse (references, NULL);
  g_autoptr (SlHistory) history = sl_history_new (plan);

  rename_to (history, "q", "panel.2");
  rename_to (history, "r", "r-2");
  rename_to (history, "s2", "zwei");
  rename_to (history, "cam", "机");
  rename_to (history, "w", "wall");
  rename_to (history, "ca", "actor");
  rename_to (history, "s1", "one");
  rename_to (history, "sc", "sc.1");
  assert_field (history, "se", "values[#0].value", "panel.2");
  assert_field (history, "se", "values[wall.patches].value", "<patch cabinet=\"r-2\"/>");
  assert_field (history, "se", "values[one.with].value", "zwei s3");
  assert_field (history, "se", "values[#3].path", "tracks[机.pan].keys[0].value");
  assert_field (history, "se", "values[one.scene].value", "sc.1");
  assert_field (history, "se", "absent", "wall");
  assert_field (history, "one", "tracks[pe.cast].keys[0].value", "actor");
  assert_field (history, "one", "tracks[机.pan].keys[0].value", "1");
  assert_field (history, "zwei", "with", "one");
  g_autoptr (GPtrArray) findings = sl_plan_check (sl_history_plan (history));
  for (guint i = 0; i < findings->len; i++)
    g_assert_null (strstr (((SlFinding *) findings->pdata[i])->message, "not in the plan"));
  while (sl_history_undo (history))
    ;
  g_assert_true (sl_plan_same (plan, sl_history_plan (history)));
}

/* A text that names nothing is refused when it is set and found when it was read. */
static void
test_dangling (void)
{
  static const struct { const char *id, *path, *text; } rows[] = {
    { "se", "values[w.cabinet].value", "nobody" }, { "se", "values[w.cabinet].value", "cam" },
    { "se", "values[s1.with].value", "s2 nobody" }, { "se", "values[w.patches].value", "<patch cabinet=\"nobody\"/>" },
    { "s1", "tracks[pe.cast].keys[0].value", "nobody" },
    { "s1", "tracks[pe.cast].keys[0].value", "pe" }, { "s1", "tracks[+].target", "nobody" },
  };
  g_autoptr (SlPlan) plan = parse (references, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SlCommand) command = set (rows[i].id, rows[i].path, rows[i].text);
      g_autoptr (SlPlan) next = sl_plan_apply (plan, command, NULL), raw = sl_plan_fork (plan);
      g_autoptr (GPtrArray) before = sl_plan_check (plan), after = NULL;
      SlEntity *entity = sl_entity_edit (sl_plan_find (plan, rows[i].id));

      g_assert_null (next);
      g_assert_true (sl_entity_set (entity, rows[i].path, rows[i].text, FALSE, NULL));
      sl_plan_put (raw, entity);
      after = sl_plan_check (raw);
      g_assert_cmpuint (after->len, ==, before->len + 1);
    }
}

/* --- the list of a kind --- */

static void
assert_model (const SlPlan *plan, const GPtrArray *model)
{
  g_assert_cmpuint (sl_plan_count (plan, SL_KIND_MARK), ==, model->len);
  for (guint i = 0; i < model->len; i++)
    {
      const SlEntity *entity = sl_plan_at (plan, SL_KIND_MARK, i);
      g_assert_cmpstr (entity->id, ==, model->pdata[i]);
      g_assert_true (sl_plan_find (plan, model->pdata[i]) == entity);
      g_assert_cmpint (sl_plan_index (plan, model->pdata[i]), ==, (int) i);
    }
}

static void
random_change (GRand *random, SlPlan *plan, GPtrArray *model, guint n)
{
  guint at = model->len > 0 ? (guint) g_rand_int_range (random, 0, (gint32) model->len) : 0;
  g_autofree char *fresh = g_strdup_printf ("m%u", n);

  switch (model->len == 0 ? 0 : g_rand_int_range (random, 0, 7))
    {
    case 0: case 1: case 2:
      sl_plan_put (plan, sl_entity_new (SL_KIND_MARK, fresh));
      g_ptr_array_add (model, g_steal_pointer (&fresh));
      break;
    case 3:
      sl_plan_take_out (plan, model->pdata[at]);
      g_ptr_array_remove_index (model, at);
      break;
    case 4:
      sl_plan_put (plan, sl_entity_edit (sl_plan_find (plan, model->pdata[at])));
      break;
    case 5:
      {
        guint to = (guint) g_rand_int_range (random, 0, (gint32) model->len + 3);
        sl_plan_move (plan, model->pdata[at], to);
        char *id = g_ptr_array_steal_index (model, at);
        g_ptr_array_insert (model, (int) MIN (to, model->len), id);
        break;
      }
    default:
      sl_plan_rename (plan, model->pdata[at], fresh);
      g_free (model->pdata[at]);
      model->pdata[at] = g_steal_pointer (&fresh);
    }
}

/* Against a plain array; older snapshots stay what they were. */
static void
test_list (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autoptr (SlPlan) plan = sl_plan_new (), old = NULL;
  g_autoptr (GPtrArray) model = g_ptr_array_new_with_free_func (g_free), old_model = NULL;

  for (guint n = 0; n < 6000; n++)
    {
      random_change (random, plan, model, n);
      if (n % 500 == 250)
        {
          if (old != NULL)
            assert_model (old, old_model);
          assert_model (plan, model);
          g_clear_pointer (&old, sl_plan_unref);
          g_clear_pointer (&old_model, g_ptr_array_unref);
          old = sl_plan_fork (plan);
          old_model = g_ptr_array_copy (model, (GCopyFunc) (void (*) (void)) g_strdup, NULL);
          g_ptr_array_set_free_func (old_model, g_free);
        }
    }
  for (guint i = 0; i < 400; i++) /* until no rank is free between two */
    {
      sl_plan_move (plan, model->pdata[model->len - 1], 1);
      char *id = g_ptr_array_steal_index (model, model->len - 1);
      g_ptr_array_insert (model, 1, id);
    }
  assert_model (plan, model);
  while (model->len > 0) /* until nothing is left */
    {
      guint at = (guint) g_rand_int_range (random, 0, (gint32) model->len);
      sl_plan_take_out (plan, model->pdata[at]);
      g_ptr_array_remove_index (model, at);
      if (model->len % 400 == 0)
        assert_model (plan, model);
    }
}

/* --- what many edits cost --- */

static SlPlan *
many_marks (guint n)
{
  SlPlan *plan = sl_plan_new ();

  sl_plan_put (plan, sl_entity_new (SL_KIND_STAGE, "st"));
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("mark-%u", i);
      SlEntity *mark = sl_entity_new (SL_KIND_MARK, id);
      sl_entity_set (mark, "stage", "st", FALSE, NULL);
      sl_plan_put (plan, mark);
    }
  return plan;
}

static double
removal_seconds (guint n)
{
  g_autoptr (SlPlan) plan = many_marks (n), next = NULL;
  g_autoptr (SlCommand) command = sl_command_new ("Remove");
  double start;

  for (guint i = 0; i < n / 5; i++)
    {
      g_autofree char *id = g_strdup_printf ("mark-%u", i * 5);
      sl_command_remove (command, id);
    }
  start = (double) clock () / CLOCKS_PER_SEC;
  next = sl_plan_apply (plan, command, NULL);
  g_assert_cmpuint (sl_plan_count (next, SL_KIND_MARK), ==, n - n / 5);
  return (double) clock () / CLOCKS_PER_SEC - start;
}

/* Four times the removals of four times the things: about four times the time, not sixteen. */
static void
test_many_removals (void)
{
  double few = removal_seconds (5000), many = removal_seconds (20000);

  if (many > .05 && many > 10 * fmax (few, .005))
    g_error ("%g s for 1,000 of 5,000, %g s for 4,000 of 20,000", few, many);
}

/* Two thousand edits of one thing among ten thousand share all but a little. */
static void
test_many_steps (void)
{
  g_autoptr (SlPlan) plan = many_marks (10000);
  g_autoptr (SlHistory) history = sl_history_new (plan);

  for (guint i = 0; i < 2000; i++)
    {
      g_autofree char *pan = g_strdup_printf ("%u", i % 360 + 1);
      g_autoptr (SlCommand) command = set ("mark-5000", "pan", pan);
      g_assert_true (sl_history_apply (history, command, NULL));
    }
  g_assert_cmpuint (sl_history_forgotten (history), ==, 0);
  g_assert_cmpuint (sl_history_bytes (history), <, 32 << 20);
}

/* Over the limit the oldest steps go, and it is told. */
static void
test_forgotten_steps (void)
{
  g_autoptr (SlPlan) plan = many_marks (3);
  g_autoptr (SlHistory) history = sl_history_new (plan);
  g_autofree char *long_text = g_strnfill (100000, 'x');

  sl_history_set_limit (history, 1000000);
  for (guint i = 0; i < 30; i++)
    {
      g_autofree char *text = g_strdup_printf ("%u %s", i, long_text);
      must_apply (history, set ("st", "notes", text));
    }
  g_assert_cmpuint (sl_history_position (history), ==, 30);
  g_assert_cmpuint (sl_history_bytes (history), <=, 1000000);
  g_assert_cmpuint (sl_history_forgotten (history), >, 15);
  guint undone = 0;
  while (sl_history_undo (history))
    undone++;
  g_assert_cmpuint (undone + sl_history_forgotten (history), ==, 30);
  g_assert_null (sl_history_undo_label (history));
  sl_history_set_limit (history, 0); /* the last step can still be undone */
  must_apply (history, set ("st", "notes", "short"));
  must_apply (history, set ("st", "notes", "shorter"));
  g_assert_true (sl_history_undo (history));
  assert_field (history, "st", "notes", "short");
}

void
add_edit_tests (void)
{
  g_test_add_func ("/plan/refs/remove-refused", test_remove_refused);
  g_test_add_func ("/plan/refs/other-kind", test_other_kind);
  g_test_add_func ("/plan/refs/rename-rewrites", test_rename_rewrites);
  g_test_add_func ("/plan/refs/dangling", test_dangling);
  g_test_add_func ("/plan/list", test_list);
  g_test_add_func ("/plan/cost/many-removals", test_many_removals);
  g_test_add_func ("/plan/cost/many-steps", test_many_steps);
  g_test_add_func ("/plan/cost/forgotten-steps", test_forgotten_steps);
}
