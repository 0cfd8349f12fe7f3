/* Walls as a person designs them: figures that renew each other, what is typed wrongly, and one step at the end. */
#include "tests.h"

#include "../sl-test.h"
#include "sl-wall-design.h"

static SlEditor *
make_editor (SlBench **bench)
{
  *bench = sl_bench_new (make_document ());
  return (*bench)->editor;
}

static guint
style (const char *id)
{
  guint i = 0;

  while (!g_str_equal (sl_wall_style_at (i)->id, id))
    i++;
  return i;
}

static void
type (SlWallDesign *d, SlWallFigure which, const char *text)
{
  g_autoptr (GError) error = NULL;

  sl_wall_design_set (d, which, text, &error);
  g_assert_no_error (error);
}

static void
assert_reads (const SlWallDesign *d, SlWallFigure which, const char *expected)
{
  g_autofree char *text = sl_wall_design_text (d, which);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_new (void)
{
  g_autoptr (SlBench) bench = NULL;
  SlEditor *e = make_editor (&bench);
  g_autoptr (SlPlan) before = sl_plan_ref (sl_editor_plan (e));
  g_autoptr (SlWallDesign) d = sl_wall_design_new (e);
  g_autoptr (GError) error = NULL;
  const GPtrArray *walls;

  sl_wall_design_set_style (d, style ("arc"));
  assert_reads (d, SL_WALL_WIDTH, "20");
  assert_reads (d, SL_WALL_COLUMNS, "40");
  assert_reads (d, SL_WALL_SEAM, "2.25");
  type (d, SL_WALL_WIDTH, "7.9 m");
  assert_reads (d, SL_WALL_WIDTH, "8");
  assert_reads (d, SL_WALL_COLUMNS, "16");
  assert_reads (d, SL_WALL_SWEEP, "90");
  type (d, SL_WALL_HEIGHT, "9/2");
  assert_reads (d, SL_WALL_ROWS, "9");
  g_assert_true (sl_wall_design_follows (d, SL_WALL_RADIUS));
  sl_wall_design_choose (d, SL_WALL_WITH_FLOOR, TRUE);
  sl_wall_design_choose (d, SL_WALL_WITH_CEILING, TRUE);
  g_assert_nonnull (sl_wall_design_plan (d, &walls, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (walls->len, ==, 3);
  g_assert_true (sl_plan_same (before, sl_editor_plan (e)));
  g_assert_true (sl_wall_design_take (d, &error));
  g_assert_cmpuint (sl_plan_count (sl_editor_plan (e), SL_KIND_WALL), ==,
                    sl_plan_count (before, SL_KIND_WALL) + 3);
  sl_editor_undo (e);
  g_assert_true (sl_plan_same (before, sl_editor_plan (e)));
}

static void
test_typed_wrongly (void)
{
  static const struct { SlWallFigure which; const char *text; } bad[] = {
    { SL_WALL_WIDTH, "0" }, { SL_WALL_WIDTH, "-4" }, { SL_WALL_WIDTH, "wide" }, { SL_WALL_WIDTH, "" },
    { SL_WALL_HEIGHT, "5 kg" }, { SL_WALL_COLUMNS, "1e9" }, { SL_WALL_ROWS, "0" }, { SL_WALL_RADIUS, "0" },
    { SL_WALL_RADIUS, "1" }, { SL_WALL_SWEEP, "1000" }, { SL_WALL_SEAM, "0" }, { SL_WALL_SEAM, "nan" },
    { SL_WALL_COLUMNS, "1/0" },
  };
  g_autoptr (SlBench) bench = NULL;
  SlEditor *e = make_editor (&bench);
  g_autoptr (SlWallDesign) d = sl_wall_design_new (e);

  sl_wall_design_set_style (d, style ("arc"));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%u: %s", i, bad[i].text);
      g_assert_false (sl_wall_design_set (d, bad[i].which, bad[i].text, &error));
      g_assert_nonnull (error);
      assert_reads (d, SL_WALL_WIDTH, "20");
      assert_reads (d, SL_WALL_SWEEP, "90");
    }
}

/* What the cabinet cannot do is said before it is taken, and taking it does nothing. */
static void
test_beyond_the_cabinet (void)
{
  g_autoptr (SlBench) bench = NULL;
  SlEditor *e = make_editor (&bench);
  g_autoptr (SlPlan) before = NULL;
  g_autoptr (GError) error = NULL, again = NULL;
  const GPtrArray *walls;

  g_autoptr (SlWallDesign) first = sl_wall_design_new (e);
  g_autofree char *cabinet = g_strdup (sl_wall_design_cabinet (first));
  g_assert_true (sl_wall_design_take (first, NULL));
  set (e, cabinet, "seam_max", "3");
  before = sl_plan_ref (sl_editor_plan (e));
  g_autoptr (SlWallDesign) d = sl_wall_design_new (e);
  sl_wall_design_set_style (d, style ("arc"));
  type (d, SL_WALL_SEAM, "4");
  g_assert_null (sl_wall_design_plan (d, &walls, &error));
  g_assert_nonnull (strstr (error->message, "3°"));
  g_assert_false (sl_wall_design_take (d, &again));
  g_assert_true (sl_plan_same (before, sl_editor_plan (e)));
}

static void
test_reshaped (void)
{
  g_autoptr (SlBench) bench = NULL;
  SlEditor *e = make_editor (&bench);
  g_autoptr (GError) error = NULL;
  const char *id;

  g_autoptr (SlWallDesign) made = sl_wall_design_new (e);
  sl_wall_design_set_style (made, style ("j"));
  g_assert_true (sl_wall_design_take (made, &error));
  id = sl_editor_selected (e);
  g_autoptr (SlPlan) before = sl_plan_ref (sl_editor_plan (e));
  g_autoptr (SlWallDesign) d = sl_wall_design_of (e, id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (sl_wall_design_style (d), ==, style ("j"));
  assert_reads (d, SL_WALL_SWEEP, "90");
  assert_reads (d, SL_WALL_WIDTH, "18");
  g_assert_false (sl_wall_design_offers (d, style ("floor")));
  g_assert_true (sl_wall_design_take (d, &error)); /* as it is: no step */
  g_assert_true (sl_plan_same (before, sl_editor_plan (e)));
  sl_wall_design_set_style (d, style ("arc"));
  assert_reads (d, SL_WALL_WIDTH, "18"); /* keeps its size */
  type (d, SL_WALL_RADIUS, "20");
  g_assert_true (sl_wall_design_take (d, &error));
  g_assert_false (sl_plan_same (before, sl_editor_plan (e)));
  sl_editor_undo (e);
  g_assert_true (sl_plan_same (before, sl_editor_plan (e)));
  set (e, id, "seams", "0 5 0 -5 0");
  g_autoptr (SlWallDesign) bent = sl_wall_design_of (e, id, &error);
  g_assert_false (sl_wall_design_is_known (bent));
  g_assert_null (sl_wall_design_of (e, "nobody", &error));
  g_assert_nonnull (error);
}

static void
test_docked (void)
{
  g_autoptr (SlBench) bench = NULL;
  SlEditor *e = make_editor (&bench);
  g_autoptr (GError) error = NULL;
  g_autofree char *wall = NULL;

  g_autoptr (SlWallDesign) made = sl_wall_design_new (e);
  g_assert_true (sl_wall_design_take (made, &error));
  wall = g_strdup (sl_editor_selected (e));
  g_autoptr (SlWallDesign) d = sl_wall_design_new (e);
  g_assert_cmpstr (sl_wall_design_docks_to (d), ==, wall);
  sl_wall_design_set_style (d, style ("floor"));
  assert_reads (d, SL_WALL_WIDTH, "16"); /* from end to end */
  assert_reads (d, SL_WALL_HEIGHT, "3");
  type (d, SL_WALL_HEIGHT, "4.1");
  assert_reads (d, SL_WALL_ROWS, "8");
  g_assert_false (sl_wall_design_has (d, SL_WALL_RADIUS));
  g_assert_true (sl_wall_design_take (d, &error));
  g_autofree char *role = sl_entity_get (sl_plan_find (sl_editor_plan (e), sl_editor_selected (e)), "role", NULL);
  g_assert_cmpstr (role, ==, "floor");
}

/* A newcomer makes a floor of a wall by its role: it lies down before the wall that stands, in one step. */
static void
test_role (void)
{
  g_autoptr (SlBench) bench = NULL;
  SlEditor *e = make_editor (&bench);
  g_autofree char *id = NULL;
  static const struct { const char *role, *path, *value; } rows[] = {
    { "floor", "tilt", "-90" }, { "floor", "position", "0 0 0" }, /* 5 m deep, before the wall at y = 5 */
    { "floor", "docks", "wall-a" }, { "ceiling", "dock_gap", "0.1" },
    { "ceiling", "tilt", "90" }, { "ceiling", "position", "0 5 3.1" },
  };

  g_autoptr (SlWallDesign) made = sl_wall_design_new (e);
  g_assert_true (sl_wall_design_take (made, NULL));
  id = g_strdup (sl_editor_selected (e));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SlPlan) before = sl_plan_ref (sl_editor_plan (e));

      set (e, id, "role", rows[i].role);
      g_autofree char *value = sl_entity_get (sl_plan_find (sl_editor_plan (e), id), rows[i].path, NULL);
      g_assert_cmpstr (value, ==, rows[i].value);
      sl_editor_undo (e);
      g_assert_true (sl_plan_same (before, sl_editor_plan (e)));
    }
  set (e, id, "role", "floor");
  set (e, id, "tilt", "-80"); /* as a person wants it */
  set (e, id, "role", "ceiling");
  g_autofree char *tilt = sl_entity_get (sl_plan_find (sl_editor_plan (e), id), "tilt", NULL);
  g_assert_cmpstr (tilt, ==, "-80");
  set (e, "wall-a", "role", "floor"); /* none that stands is left but on the other stage: at its own foot */
  g_autofree char *own = sl_entity_get (sl_plan_find (sl_editor_plan (e), "wall-a"), "position", NULL);
  g_assert_cmpstr (own, ==, "0 2 0");
  set (e, "wall-a", "role", "wall");
  g_autofree char *up = sl_entity_get (sl_plan_find (sl_editor_plan (e), "wall-a"), "tilt", NULL);
  g_assert_cmpstr (up, ==, "0");
}

static void
test_feet (void)
{
  g_autoptr (SlBench) bench = NULL;
  SlEditor *e = make_editor (&bench);

  sl_editor_set_imperial (e, TRUE);
  g_autoptr (SlWallDesign) d = sl_wall_design_new (e);
  type (d, SL_WALL_WIDTH, "10");
  assert_reads (d, SL_WALL_WIDTH, "9'10.11\"");
  type (d, SL_WALL_WIDTH, "4 m");
  assert_reads (d, SL_WALL_COLUMNS, "8");
}

void
add_wall_design_tests (void)
{
  g_test_add_func ("/desk/wall-design/new", test_new);
  g_test_add_func ("/desk/wall-design/typed-wrongly", test_typed_wrongly);
  g_test_add_func ("/desk/wall-design/beyond-the-cabinet", test_beyond_the_cabinet);
  g_test_add_func ("/desk/wall-design/reshaped", test_reshaped);
  g_test_add_func ("/desk/wall-design/docked", test_docked);
  g_test_add_func ("/desk/wall-design/role", test_role);
  g_test_add_func ("/desk/wall-design/feet", test_feet);
}
