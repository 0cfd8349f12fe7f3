/* A board held against another, work against what was planned, and a scene's breakdown, as lines for people. */
#include "tests.h"

#include <string.h>

#include "../sl-test.h"
#include "sl-breakdown.h"
#include "sl-drift-lines.h"

/* Two boards of a production: scene 1 goes from day 1 to 2, 2 stays, 3 goes off, 4 comes. */
static SlBench *
make_bench (void)
{
  SlBench *bench = sl_bench_new (make_document ());
  g_autoptr (SlCommand) command = sl_command_new ("Boards");

  ADD (PRODUCTION, "film", "start", "2026-10-19"); /* a Monday */
  ADD (UNIT, "crew", "production", "film");
  for (guint i = 1; i <= 4; i++)
    {
      g_autofree char *id = g_strdup_printf ("n%u", i), *number = g_strdup_printf ("%u", i);
      ADD (SCENE, id, "production", "film", "number", number, "set", i == 4 ? "Quay" : "Deck");
    }
  ADD (BOARD, "old", "production", "film", "strips[+].scene", "n1", "strips[+].scene", "n2", "strips[+].is", "day",
       "strips[+].scene", "n3");
  ADD (BOARD, "new", "production", "film", "strips[+].scene", "n4", "strips[+].scene", "n2", "strips[+].is", "day",
       "strips[+].scene", "n1");
  g_assert_true (sl_editor_apply (bench->editor, command));
  sl_board_desk_show (bench->board, "new");
  return bench;
}

static const SlBoardRow *
row_of (SlBench *bench, const char *id)
{
  const SlBoardRow *row = sl_board_desk_row (bench->board, id);

  g_assert_nonnull (row);
  return row;
}

static void
assert_drift (SlBench *bench, const char *id, SlDrift drift, const char *says)
{
  g_autofree char *text = sl_board_row_drift (row_of (bench, id));

  g_assert_cmpint (row_of (bench, id)->drift, ==, drift);
  g_assert_cmpstr (text, ==, says);
}

static void
test_strips_tell_what_is_different (void)
{
  SlBench *bench = make_bench ();
  SlBoardDesk *desk = bench->board;

  assert_drift (bench, "n1", SL_DRIFT_SAME, NULL);
  g_assert_null (sl_board_desk_drift (desk));
  sl_board_desk_hold_against (desk, "old");
  assert_drift (bench, "n1", SL_DRIFT_MOVED, "Was on day 1");
  assert_drift (bench, "n2", SL_DRIFT_SAME, NULL);
  assert_drift (bench, "n3", SL_DRIFT_TAKEN_OFF, "Taken off day 2"); /* in the boneyard */
  assert_drift (bench, "n4", SL_DRIFT_ADDED, "Was not on the board");
  g_autofree char *spoken = sl_board_row_spoken (sl_board_desk_read (desk), row_of (bench, "n1"));
  g_assert_true (g_str_has_suffix (spoken, ", day 2. Was on day 1"));
  sl_board_desk_choose (desk, "n1", SL_CHOOSE_ONE);
  g_assert_true (sl_board_desk_try (desk, 0)); /* a hand that would bring it back */
  assert_drift (bench, "n1", SL_DRIFT_SAME, NULL);
  sl_board_desk_try (desk, SL_BOARD_STAYS);
  assert_drift (bench, "n1", SL_DRIFT_MOVED, "Was on day 1");
  sl_board_desk_move (desk, 0);
  assert_drift (bench, "n1", SL_DRIFT_SAME, NULL);
  sl_editor_undo (bench->editor);
  sl_board_desk_hold_against (desk, "new"); /* itself */
  g_assert_null (sl_board_desk_other (desk));
  sl_board_desk_hold_against (desk, "nothing");
  g_assert_null (sl_board_desk_other (desk));
  sl_board_desk_hold_against (desk, NULL);
  assert_drift (bench, "n1", SL_DRIFT_SAME, NULL);
  sl_bench_unref (bench);
}

static void
test_lines_of_two_boards (void)
{
  static const char *const wanted[][4] = {
    { "4 · Quay", "—", "day 1, Mon 19 Oct", "added" },
    { "1 · Deck", "day 1, Mon 19 Oct", "day 2, Tue 20 Oct", "1 day later" },
    { "3 · Deck", "day 2, Tue 20 Oct", "—", "taken off" },
  };
  SlBench *bench = make_bench ();
  SlBoardDesk *desk = bench->board;

  sl_board_desk_hold_against (desk, "old");
  g_autoptr (GPtrArray) lines = sl_drift_lines (sl_board_desk_other (desk), sl_board_desk_read (desk),
                                                sl_board_desk_drift (desk));
  g_autofree char *sum = sl_drift_sum (sl_board_desk_drift (desk));
  g_assert_cmpstr (sum, ==, "1 moved, 1 added, 1 taken off");
  g_assert_cmpuint (lines->len, ==, G_N_ELEMENTS (wanted));
  for (guint i = 0; i < lines->len; i++)
    {
      const SlDriftLine *line = lines->pdata[i];

      g_assert_cmpstr (line->scene, ==, wanted[i][0]);
      g_assert_cmpstr (line->was, ==, wanted[i][1]);
      g_assert_cmpstr (line->is, ==, wanted[i][2]);
      g_assert_cmpstr (line->change, ==, wanted[i][3]);
    }
  sl_bench_unref (bench);
}

static guint32
day_of (const char *text)
{
  guint32 day = 0;

  g_assert_true (sl_date_parse (text, &day));
  return day;
}

static void
test_lines_of_what_was_shot (void)
{
  SlBench *bench = make_bench ();
  const SlBoardRead *read;

  g_autofree char *nothing = sl_shot_sum (sl_board_desk_read (bench->board), day_of ("2026-10-18"));
  g_assert_cmpstr (nothing, ==, "Until Sun 18 Oct nothing is due and nothing is shot");
  set (bench->editor, "n2", "shot_on", "2026-10-19");
  set (bench->editor, "n2", "shot_minutes", "200");
  set (bench->editor, "n2", "shot_eighths", "4");
  read = sl_board_desk_read (bench->board);
  g_autoptr (GPtrArray) lines = sl_shot_lines (read, day_of ("2026-10-19"));
  const SlShotLine *first = lines->pdata[0], *second = lines->pdata[1];
  g_assert_cmpuint (lines->len, ==, 2);
  g_assert_cmpstr (first->day, ==, "day 1, Mon 19 Oct");
  g_assert_cmpstr (first->scenes, ==, "2 → 1");
  g_assert_cmpstr (first->pages, ==, "2 → 4/8");
  g_assert_cmpstr (first->minutes, ==, "5:20 → 3:20"); /* 2 pages of 160 min */
  g_assert_cmpstr (first->behind, ==, "1 4/8 pages behind");
  g_assert_true (first->late);
  g_assert_cmpstr (second->scenes, ==, "1"); /* still to come */
  g_assert_cmpstr (second->behind, ==, "");
  g_autofree char *sum = sl_shot_sum (read, day_of ("2026-10-19"));
  g_assert_cmpstr (sum, ==, "Until Mon 19 Oct: 1 of 2 scenes, 4/8 of 2 pages; 1.0 days behind");
  sl_bench_unref (bench);
}

/* --- breakdown --- */

static char *
items_of (SlBench *bench, const char *scene, int group)
{
  const SlPlan *plan = sl_editor_plan (bench->editor);
  g_autoptr (GPtrArray) items = sl_breakdown_items (plan, sl_plan_get (plan, SL_KIND_SCENE, scene), group);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < items->len; i++)
    {
      const SlBreakdownItem *item = items->pdata[i];
      g_string_append_printf (text, "%s%s(%s)", i > 0 ? " " : "", item->name, item->facts);
    }
  return g_string_free (text, FALSE);
}

static void
assert_items (SlBench *bench, const char *scene, int group, const char *wanted)
{
  g_autofree char *text = items_of (bench, scene, group);

  g_assert_cmpstr (text, ==, wanted);
}

static void
assert_others (SlBench *bench, const char *scene, int group, const char *wanted)
{
  const SlPlan *plan = sl_editor_plan (bench->editor);
  g_autoptr (GPtrArray) names = sl_breakdown_others (plan, sl_plan_get (plan, SL_KIND_SCENE, scene), group);

  g_ptr_array_add (names, NULL);
  g_autofree char *text = g_strjoinv (" ", (char **) names->pdata);
  g_assert_cmpstr (text, ==, wanted);
}

static void
test_needs_come_and_go_in_one_step_each (void)
{
  SlBench *bench = make_bench ();
  SlEditor *editor = bench->editor;

  g_assert_cmpstr (sl_breakdown_title (SL_BREAKDOWN_CAST), ==, "Cast");
  g_assert_cmpstr (sl_breakdown_title (SL_CATEGORY_VEHICLES), ==, "Vehicles");
  g_assert_cmpint (sl_breakdown_end (), ==, SL_CATEGORY_OTHER + 1);
  g_assert_true (sl_breakdown_add (editor, "n1", SL_BREAKDOWN_CAST, "Captain"));
  assert_items (bench, "n1", SL_BREAKDOWN_CAST, "1  Captain()");
  assert_others (bench, "n1", SL_BREAKDOWN_CAST, "");
  assert_others (bench, "n2", SL_BREAKDOWN_CAST, "Captain");
  g_assert_true (sl_breakdown_add (editor, "n2", SL_BREAKDOWN_CAST, "1"));
  g_assert_false (sl_breakdown_add (editor, "n2", SL_BREAKDOWN_CAST, "captain")); /* it is there */
  g_assert_false (sl_breakdown_add (editor, "n2", SL_BREAKDOWN_CAST, "12"));
  g_assert_true (sl_breakdown_add (editor, "n1", SL_CATEGORY_VEHICLES, "Ferry"));
  set (editor, "element-ferry", "count", "2");
  assert_items (bench, "n1", SL_CATEGORY_VEHICLES, "Ferry(2 of them)");
  assert_items (bench, "n1", SL_CATEGORY_PROPS, "");
  assert_others (bench, "n2", SL_CATEGORY_VEHICLES, "Ferry");
  assert_others (bench, "n2", SL_CATEGORY_PROPS, "");
  g_assert_true (sl_breakdown_remove (editor, "n1", "element-ferry"));
  assert_items (bench, "n1", SL_CATEGORY_VEHICLES, "");
  g_assert_false (sl_breakdown_remove (editor, "n1", "element-ferry"));
  for (guint i = 0; i < 3; i++) /* out, count, in and new */
    sl_editor_undo (editor);
  g_assert_null (sl_plan_find (sl_editor_plan (editor), "element-ferry"));
  sl_editor_undo (editor);
  sl_editor_undo (editor);
  g_assert_null (sl_plan_find (sl_editor_plan (editor), "cast-captain"));
  sl_bench_unref (bench);
}

void
add_drift_tests (void)
{
  g_test_add_func ("/desk/drift/strips", test_strips_tell_what_is_different);
  g_test_add_func ("/desk/drift/boards", test_lines_of_two_boards);
  g_test_add_func ("/desk/drift/shot", test_lines_of_what_was_shot);
  g_test_add_func ("/desk/breakdown", test_needs_come_and_go_in_one_step_each);
}
