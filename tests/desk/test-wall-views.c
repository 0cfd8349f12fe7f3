/* Width, height, radius and sweep as fields of walls. */
#include <string.h>

#include "../sl-test.h"
#include "sl-editor.h"
#include "sl-wall-views.h"
#include "tests.h"

/* wall-a of 8 × 6 cabinets of half a metre, whose seams go from −5° to 10°, and a second one of other columns. */
static SlEditor *
make_editor (SlBench **bench)
{
  SlEditor *e;

  *bench = sl_bench_new (make_document ());
  e = (*bench)->editor;
  g_autofree char *cabinet = sl_entity_get (sl_plan_find (sl_editor_plan (e), "wall-a"), "cabinet", NULL);
  set (e, cabinet, "seam_min", "-5");
  set (e, cabinet, "seam_max", "10");
  return e;
}

static void
assert_reads (SlEditor *e, const char *id, const char *path, const char *expected)
{
  g_autofree char *text = sl_editor_text_now (e, id, path);

  if (g_strcmp0 (text, expected) != 0)
    g_error ("%s.%s is “%s”, not “%s”", id, path, text, expected);
}

/* One upon the other. */
static void
test_each_changes_the_others (void)
{
  static const struct { const char *path, *text, *width, *height, *radius, *sweep, *columns; } rows[] = {
    { "width", "7.9", "8", "3", "", "", "16" },
    { "height", "16'", "8", "5", "", "", "16" },
    { "sweep", "80", "8", "5", "5.73", "80", "16" },   /* straight until then: an arc */
    { "width", "4", "4", "5", "2.86", "80", "8" },     /* as far round, tighter */
    { "radius", "6 m", "4", "5", "6", "38.18", "8" },  /* as long, less far */
    { "sweep", "-40", "4", "5", "-5.73", "-40", "8" }, /* away from the viewer */
    { "sweep", "90/2", "4", "5", "5.09", "45", "8" },
    { "radius", "", "4", "5", "", "", "8" },           /* straight again */
    { "radius", "20", "4", "5", "20", "11.46", "8" },
    { "sweep", "0", "4", "5", "", "", "8" },
  };
  g_autoptr (SlBench) bench = NULL;
  SlEditor *e = make_editor (&bench);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SlPlan) before = sl_plan_ref (sl_editor_plan (e));

      g_test_message ("%s %s", rows[i].path, rows[i].text);
      set (e, "wall-a", rows[i].path, rows[i].text);
      assert_reads (e, "wall-a", "width", rows[i].width);
      assert_reads (e, "wall-a", "height", rows[i].height);
      assert_reads (e, "wall-a", "radius", rows[i].radius);
      assert_reads (e, "wall-a", "sweep", rows[i].sweep);
      assert_reads (e, "wall-a", "columns", rows[i].columns);
      sl_editor_undo (e); /* one step each */
      g_assert_true (sl_plan_same (before, sl_editor_plan (e)));
      sl_editor_redo (e);
    }
  g_assert_cmpstr (sl_history_undo_label (sl_document_history (sl_editor_document (e))), ==,
                   "Change Sweep of wall-a");
}

/* What cannot be is said with the nearest that can, which then goes. */
static void
test_nearest (void)
{
  static const struct { const char *path, *text, *said, *nearest; } rows[] = {
    { "radius", "1", "2.86 m", "2.86" }, { "radius", "-3", "-5.73 m", "-5.73" }, { "sweep", "200", "80°", "80" },
    { "sweep", "-90", "-40°", "-40" }, { "width", "-1", "", NULL }, { "width", "near", "", NULL },
    { "height", "0", "", NULL }, { "sweep", "9999", "", NULL }, { "width", "1e9", "", NULL },
  };
  g_autoptr (SlBench) bench = NULL;
  SlEditor *e = make_editor (&bench);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SlPlan) before = sl_plan_ref (sl_editor_plan (e));
      g_autoptr (GError) error = NULL;

      g_test_message ("%s %s", rows[i].path, rows[i].text);
      g_assert_false (sl_editor_set_field (e, "wall-a", rows[i].path, rows[i].text, NULL, &error));
      g_assert_nonnull (error);
      g_assert_nonnull (strstr (error->message, rows[i].said));
      g_assert_true (sl_plan_same (before, sl_editor_plan (e)));
      if (rows[i].nearest == NULL)
        continue;
      set (e, "wall-a", rows[i].path, rows[i].nearest);
      sl_editor_undo (e);
    }
  g_autofree char *cabinet = sl_entity_get (sl_plan_find (sl_editor_plan (e), "wall-a"), "cabinet", NULL);
  g_autoptr (GError) turn = NULL;
  set (e, cabinet, "seam_max", ""); /* not known: once round is the limit */
  g_assert_false (sl_editor_set_field (e, "wall-a", "radius", "0.3", NULL, &turn));
  g_assert_nonnull (strstr (turn->message, "0.61 m"));
  set (e, "wall-a", "radius", "0.61");
  sl_editor_undo (e);
  sl_editor_undo (e);
  set (e, "wall-a", "sweep", "80"); /* a shorter wall would have to bend more */
  g_autoptr (GError) error = NULL;
  g_assert_false (sl_editor_set_field (e, "wall-a", "width", "2", NULL, &error));
  g_assert_nonnull (strstr (error->message, "4 m"));
}

static void
test_several (void)
{
  g_autoptr (SlBench) bench = NULL;
  SlEditor *e = make_editor (&bench);
  const char *const ids[] = { "wall-a", "wall-b" }, *const texts[] = { "60", "60" };
  g_autoptr (SlPlan) before = NULL;

  set (e, "wall-b", "columns", "12");
  before = sl_plan_ref (sl_editor_plan (e));
  g_assert_true (sl_editor_set_fields (e, ids, 2, "sweep", texts, NULL, NULL));
  assert_reads (e, "wall-a", "sweep", "60");
  assert_reads (e, "wall-b", "sweep", "60");
  assert_reads (e, "wall-a", "columns", "8");
  assert_reads (e, "wall-b", "columns", "12");
  g_assert_cmpstr (sl_history_undo_label (sl_document_history (sl_editor_document (e))), ==,
                   "Change Sweep of 2 things");
  sl_editor_undo (e);
  g_assert_true (sl_plan_same (before, sl_editor_plan (e)));
}

/* A wall that was bent by hand keeps its bends where only its size is given. */
static void
test_bent_by_hand (void)
{
  g_autoptr (SlBench) bench = NULL;
  SlEditor *e = make_editor (&bench);

  set (e, "wall-a", "seams", "0 5 0 -5 0 5 0");
  assert_reads (e, "wall-a", "radius", "");
  set (e, "wall-a", "height", "4");
  assert_reads (e, "wall-a", "rows", "8");
  set (e, "wall-a", "width", "5");
  assert_reads (e, "wall-a", "seams", "0 5 0 -5 0 5 0");
  set (e, "wall-a", "sweep", "40");
  assert_reads (e, "wall-a", "sweep", "40");
}

static void
test_others_have_none (void)
{
  g_autoptr (SlBench) bench = NULL;
  SlEditor *e = make_editor (&bench);

  g_assert_null (sl_wall_view_find (SL_KIND_PROP, "width", NULL));
  g_assert_null (sl_wall_view_find (SL_KIND_WALL, "columns", NULL));
  g_assert_null (sl_wall_view_text (sl_editor_plan (e), "a1", SL_WALL_WIDTH));
  g_assert_false (sl_editor_set_field (e, "a1", "width", "3", NULL, NULL));
}

void
add_wall_view_tests (void)
{
  g_test_add_func ("/desk/wall-views/each-changes-the-others", test_each_changes_the_others);
  g_test_add_func ("/desk/wall-views/nearest", test_nearest);
  g_test_add_func ("/desk/wall-views/several", test_several);
  g_test_add_func ("/desk/wall-views/bent-by-hand", test_bent_by_hand);
  g_test_add_func ("/desk/wall-views/others-have-none", test_others_have_none);
}
