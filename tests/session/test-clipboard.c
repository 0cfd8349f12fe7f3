/* Things copied as text and pasted, into the same plan and into others. */
#include "tests.h"

#include <string.h>

#include "../sl-test.h"
#include "../sl-test-plan.h"
#include "sl-clipboard.h"

typedef struct {
  SlPlan    *plan;
  GPtrArray *added, *left_out;
  GError    *error;
} Pasted;

static Pasted
paste (const SlPlan *plan, const char *text, const char *stage, const SlVec3 *at)
{
  Pasted p = { NULL, g_ptr_array_new_with_free_func (g_free), g_ptr_array_new_with_free_func (g_free), NULL };
  g_autoptr (SlCommand) command = sl_clipboard_paste (plan, "/elsewhere/plans", text, stage, at, p.added, p.left_out,
                                                      &p.error);

  if (command != NULL)
    {
      p.plan = sl_plan_apply (plan, command, &p.error);
      g_assert_no_error (p.error);
    }
  return p;
}

static void
pasted_clear (Pasted *p)
{
  g_clear_pointer (&p->plan, sl_plan_unref);
  g_ptr_array_unref (p->added);
  g_ptr_array_unref (p->left_out);
  g_clear_error (&p->error);
}

static char *
copy_of (const SlPlan *plan, const char *ids)
{
  g_auto (GStrv) words = g_strsplit (ids, " ", -1);

  return sl_clipboard_copy (plan, "/here/samples", (const char *const *) words, g_strv_length (words));
}

static void
assert_value (const SlPlan *plan, const char *id, const char *path, const char *expected)
{
  const SlEntity *entity = sl_plan_find (plan, id);

  g_assert_nonnull (entity);
  g_autofree char *value = sl_entity_get (entity, path, NULL);
  g_assert_cmpstr (value, ==, expected);
}

/* The copies get numbers, name each other, and go to the place that is meant. */
static void
test_same_plan (void)
{
  g_autoptr (SlPlan) plan = sl_test_plan (SAMPLE ("small-flat.sightline"));
  g_autofree char *text = copy_of (plan, "cam-a shot-1 setup-1");
  const SlVec3 at = { 2, -3, 0 };
  Pasted p = paste (plan, text, "stage-1", &at);

  g_assert_no_error (p.error);
  g_assert_cmpuint (p.added->len, ==, 3);
  g_assert_cmpuint (p.left_out->len, ==, 0);
  assert_value (p.plan, "shot-2", "camera", "cam-a-2");
  assert_value (p.plan, "shot-2", "setup", "setup-2");
  assert_value (p.plan, "cam-a-2", "position", "2 -3 2.25");
  assert_value (p.plan, "cam-a-2", "name", "Camera A 2");
  assert_value (p.plan, "shot-1", "camera", "cam-a");
  pasted_clear (&p);
}

/* Into another plan come the devices too; what it has not got is left out and told. */
static void
test_other_plan (void)
{
  g_autoptr (SlPlan) plan = sl_test_plan (SAMPLE ("small-flat.sightline"));
  g_autoptr (SlPlan) empty = sl_plan_new ();
  g_autoptr (SlCommand) stage = sl_command_new ("Stage");
  g_autofree char *text = copy_of (plan, "wall shot-1");

  sl_command_add (stage, SL_KIND_STAGE, "other");
  g_autoptr (SlPlan) other = sl_plan_apply (empty, stage, NULL);
  Pasted p = paste (other, text, "other", NULL);
  g_assert_no_error (p.error);
  assert_value (p.plan, "wall", "stage", "other");
  assert_value (p.plan, "wall", "position", "0 4 0");
  assert_value (p.plan, "wall", "cabinet", "roe-bp2v2");
  g_assert_nonnull (sl_plan_get (p.plan, SL_KIND_PANEL, "roe-bp2v2"));
  assert_value (p.plan, "shot-1", "camera", "");
  g_assert_cmpuint (p.left_out->len, ==, 2); /* the shot's setup and camera */
  Pasted again = paste (p.plan, text, "other", NULL);
  g_assert_cmpuint (sl_plan_count (again.plan, SL_KIND_PANEL), ==, 1); /* the plan's own */
  g_assert_cmpuint (sl_plan_count (again.plan, SL_KIND_WALL), ==, 2);
  pasted_clear (&again);
  pasted_clear (&p);
}

/* A file keeps its place wherever the other plan lies. */
static void
test_files (void)
{
  g_autoptr (SlPlan) plan = sl_test_plan (SAMPLE ("yongchuan.sightline"));
  g_autoptr (SlPlan) empty = sl_plan_new ();
  g_autofree char *text = copy_of (plan, "helmet");
  Pasted p = paste (empty, text, NULL, NULL);

  g_assert_no_error (p.error);
  assert_value (p.plan, "helmet", "model", "../../here/models/FlightHelmet/FlightHelmet.gltf");
  pasted_clear (&p);
}

/* All of a plan into an empty one is the same plan. */
static void
test_whole (void)
{
  g_autoptr (SlPlan) plan = sl_test_plan (SAMPLE ("yongchuan.sightline"));
  g_autoptr (SlPlan) empty = sl_plan_new ();
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (SlKind kind = 0; kind < SL_N_KINDS; kind++)
    for (guint i = 0; i < sl_plan_count (plan, kind); i++)
      g_ptr_array_add (ids, sl_plan_at (plan, kind, i)->id);
  g_autofree char *text = sl_clipboard_copy (plan, "/elsewhere/plans", (const char *const *) ids->pdata, ids->len);
  Pasted p = paste (empty, text, NULL, NULL);
  g_assert_no_error (p.error);
  g_assert_cmpuint (p.left_out->len, ==, 0);
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (SlEntity) was = sl_entity_edit (sl_plan_find (plan, ids->pdata[i]));

      if (sl_record_field (&sl_kind_info (was->kind)->record, "uid") != NULL)
        continue; /* a production of its own */
      if (sl_plan_find (p.plan, was->id)->name != NULL) /* a name that two had is one's alone now */
        sl_entity_set (was, "name", sl_plan_find (p.plan, was->id)->name, FALSE, NULL);
      g_test_message ("%s", was->id);
      g_assert_true (sl_entity_equal (was, sl_plan_find (p.plan, ids->pdata[i])));
    }
  pasted_clear (&p);
}

static void
test_nonsense (void)
{
  static const char *const texts[] = {
    "", "hello", "# sightline things", "add x wall\n", SL_CLIPBOARD_HEAD "nonsense\n",
    SL_CLIPBOARD_HEAD "set nobody name \"x\"\n", SL_CLIPBOARD_HEAD "remove x\n", "\xff\xfe",
  };
  g_autoptr (SlPlan) plan = sl_test_plan (SAMPLE ("small-flat.sightline"));

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      Pasted p = paste (plan, texts[i], NULL, NULL);

      g_test_message ("text %u", i);
      g_assert_true (p.error != NULL || sl_plan_same (p.plan, plan));
      pasted_clear (&p);
    }
}

void
add_clipboard_tests (void)
{
  g_test_add_func ("/session/clipboard/same-plan", test_same_plan);
  g_test_add_func ("/session/clipboard/other-plan", test_other_plan);
  g_test_add_func ("/session/clipboard/files", test_files);
  g_test_add_func ("/session/clipboard/whole", test_whole);
  g_test_add_func ("/session/clipboard/nonsense", test_nonsense);
}
