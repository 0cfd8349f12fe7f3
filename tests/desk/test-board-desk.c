/* The board that a window works on: what is chosen, what a drop would do, and that each edit is one step. */
#include "tests.h"

#include <string.h>

#include "../sl-test.h"
#include "sl-board-shots.h"

/* Scenes 1 to 5 of a production that starts on a Monday, shot by one unit of 10 hours; two of cast. */
static SlBench *
make_bench (void)
{
  SlBench *bench = sl_bench_new (make_document ());
  g_autoptr (SlCommand) command = sl_command_new ("Scenes");

  ADD (PRODUCTION, "film", "start", "2026-10-19");
  ADD (UNIT, "crew", "production", "film", "day_hours", "10", "call", "08:00");
  ADD (CAST, "ann", "production", "film", "number", "1", "name", "Captain", "day_rate", "1000");
  ADD (CAST, "bob", "production", "film", "number", "2", "name", "Deckhand", "day_rate", "500");
  ADD (SCENE, "n1", "production", "film", "number", "1", "set", "Deck",
       "minutes", "200", "eighths", "12", "cast", "ann");
  ADD (SCENE, "n2", "production", "film", "number", "2", "set", "Engine room",
       "minutes", "300", "eighths", "8", "cast", "bob");
  ADD (SCENE, "n3", "production", "film", "number", "3", "set", "Deck",
       "minutes", "200", "eighths", "4", "cast", "ann bob");
  ADD (SCENE, "n4", "production", "film", "number", "4", "set", "Quay",
       "minutes", "100", "eighths", "8", "place", "ext");
  ADD (SCENE, "n5", "production", "film", "number", "5", "set", "Cut", "omitted", "true");
  g_assert_true (sl_editor_apply (bench->editor, command));
  sl_board_desk_show (bench->board, "film");
  return bench;
}

/* Ids of all rows, "*" before those that are chosen, "~" before what is carried. */
static char *
rows_of (SlBoardDesk *desk, gboolean bones)
{
  const GPtrArray *rows = bones ? sl_board_desk_bones (desk) : sl_board_desk_rows (desk);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      const SlBoardRow *row = rows->pdata[i];

      g_string_append_printf (text, "%s%s%s", i > 0 ? " " : "", row->carried ? "~"
                              : sl_board_desk_is_chosen (desk, row->id) ? "*" : "", row->id);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_rows (SlBench *bench, const char *wanted)
{
  g_autofree char *rows = rows_of (bench->board, FALSE);

  g_assert_cmpstr (rows, ==, wanted);
}

static void
assert_step (SlBench *bench, const char *label)
{
  g_assert_cmpstr (sl_history_undo_label (sl_document_history (sl_editor_document (bench->editor))), ==, label);
}

static void
test_first_edit_makes_the_board (void)
{
  SlBench *bench = make_bench ();

  assert_rows (bench, "n1 n2 n3 n4 open");
  g_assert_null (sl_board_desk_read (bench->board)->board);
  sl_board_desk_choose (bench->board, "n4", SL_CHOOSE_ONE);
  g_assert_cmpstr (sl_editor_selected (bench->editor), ==, "n4");
  g_assert_true (sl_board_desk_move (bench->board, 0));
  assert_rows (bench, "*n4 n1 n2 n3 open");
  assert_step (bench, "Move scene 4 to day 1");
  g_assert_cmpstr (sl_board_desk_read (bench->board)->board->entity.name, ==, "Draft A");
  sl_editor_undo (bench->editor);
  assert_rows (bench, "n1 n2 n3 *n4 open");
  g_assert_null (sl_board_desk_read (bench->board)->board);
  sl_bench_unref (bench);
}

static void
test_days_break_and_strips_move_by_keys (void)
{
  SlBench *bench = make_bench ();

  g_assert_true (sl_board_desk_break (bench->board, 0, 0)); /* 500 min, then 300 */
  assert_rows (bench, "n1 n2 day:1 n3 n4 day:2");
  assert_step (bench, "Break Draft A into days");
  sl_board_desk_step (bench->board, 0, FALSE);
  assert_rows (bench, "*n1 n2 day:1 n3 n4 day:2");
  sl_board_desk_step (bench->board, 1, TRUE);
  assert_rows (bench, "*n1 *n2 day:1 n3 n4 day:2");
  g_assert_true (sl_board_desk_move_by (bench->board, 1));
  assert_rows (bench, "day:1 *n1 *n2 n3 n4 day:2");
  assert_step (bench, "Move 2 strips to day 2");
  g_assert_true (sl_board_desk_move_days (bench->board, -1));
  assert_rows (bench, "*n1 *n2 day:1 n3 n4 day:2");
  g_assert_false (sl_board_desk_move_by (bench->board, -1));
  g_assert_false (sl_board_desk_move_days (bench->board, -1));
  sl_board_desk_choose (bench->board, "n4", SL_CHOOSE_ONE);
  g_assert_true (sl_board_desk_move_days (bench->board, 1)); /* a new day */
  assert_rows (bench, "n1 n2 day:1 n3 day:2 *n4 open");
  g_assert_false (sl_board_desk_move_days (bench->board, 1));
  sl_board_desk_step (bench->board, G_MAXINT, FALSE);
  assert_rows (bench, "n1 n2 day:1 n3 day:2 *n4 open");
  g_assert_true (sl_board_desk_insert (bench->board, SL_STRIP_DAY, NULL, NAN));
  assert_rows (bench, "n1 n2 day:1 n3 day:2 n4 *day:3");
  assert_step (bench, "End a day in Draft A");
  g_assert_null (sl_editor_selected (bench->editor)); /* a day is no entity */
  g_assert_true (sl_board_desk_insert (bench->board, SL_STRIP_BANNER, "Lunch", 60));
  assert_rows (bench, "n1 n2 day:1 n3 day:2 n4 day:3 *banner:1 open");
  sl_bench_unref (bench);
}

static void
test_a_drop_is_tried_before_it_is_done (void)
{
  SlBench *bench = make_bench ();
  SlBoardDesk *desk = bench->board;

  sl_board_desk_break (desk, 0, 0);
  g_assert_false (sl_board_desk_try (desk, 0)); /* nothing is chosen */
  sl_board_desk_choose (desk, "n3", SL_CHOOSE_ONE);
  g_assert_true (sl_board_desk_try (desk, 0));
  assert_rows (bench, "~n3 n1 n2 day:1 ghost:3 n4 day:2");
  g_assert_cmpstr (sl_board_desk_title (desk), ==, "Move scene 3 to day 1");
  const GPtrArray *effects = sl_board_desk_effects (desk);
  const SlBoardEffect *days = effects->pdata[0], *overtime = effects->pdata[4], *cost = effects->pdata[5];
  g_assert_cmpstr (days->before, ==, "2");
  g_assert_cmpstr (days->change, ==, "");
  g_assert_cmpstr (overtime->before, ==, "0:00");
  g_assert_cmpstr (overtime->change, ==, "+1:40"); /* 700 of 600 minutes */
  g_assert_cmpint (overtime->sense, ==, SL_EFFECT_WORSE);
  g_assert_cmpint (cost->sense, ==, SL_EFFECT_BETTER); /* two people for a day less */
  g_assert_true (sl_board_desk_would_change (desk));
  g_assert_true (sl_board_desk_try (desk, 3)); /* where it is */
  assert_rows (bench, "n1 n2 day:1 ~n3 n4 day:2");
  g_assert_false (sl_board_desk_would_change (desk));
  g_assert_false (sl_board_desk_drop (desk));
  assert_step (bench, "Break Draft A into days");
  assert_rows (bench, "n1 n2 day:1 *n3 n4 day:2");
  sl_board_desk_try (desk, 5);
  assert_rows (bench, "n1 n2 day:1 ghost:3 n4 ~n3 day:2");
  sl_board_desk_try (desk, SL_BOARD_STAYS);
  assert_rows (bench, "n1 n2 day:1 *n3 n4 day:2");
  sl_board_desk_choose (desk, "n1", SL_CHOOSE_TOGGLE);
  sl_board_desk_try (desk, 6);
  assert_rows (bench, "ghost:0 n2 day:1 ghost:3 n4 day:2 ~n1 ~n3 open");
  g_assert_true (sl_board_desk_drop (desk));
  assert_rows (bench, "n2 day:1 n4 day:2 *n1 *n3 open");
  assert_step (bench, "Move 2 strips to day 3");
  sl_bench_unref (bench);
}

static void
test_scenes_go_to_the_boneyard_and_back (void)
{
  SlBench *bench = make_bench ();
  SlBoardDesk *desk = bench->board;

  sl_board_desk_break (desk, 0, 0);
  sl_board_desk_choose (desk, "n2", SL_CHOOSE_ONE);
  g_assert_true (sl_board_desk_move (desk, SL_BOARD_OFF));
  assert_step (bench, "Take scene 2 off the board");
  assert_rows (bench, "n1 day:1 n3 n4 day:2");
  g_autofree char *bones = rows_of (desk, TRUE);
  g_assert_cmpstr (bones, ==, "*n2");
  g_assert_true (sl_board_desk_try (desk, 4));
  g_assert_cmpstr (sl_board_desk_title (desk), ==, "Place scene 2 on day 2");
  g_assert_true (sl_board_desk_drop (desk));
  assert_rows (bench, "n1 day:1 n3 n4 *n2 day:2");
  assert_step (bench, "Place scene 2 on day 2");
  sl_board_desk_choose (desk, "day:1", SL_CHOOSE_ONE);
  g_assert_true (sl_board_desk_move (desk, SL_BOARD_OFF));
  assert_step (bench, "Take out the end of day 1");
  assert_rows (bench, "n1 n3 n4 n2 *day:1"); /* what is the first end of a day now */
  sl_bench_unref (bench);
}

static void
test_what_is_looked_for_is_found_and_what_is_left_out_stays (void)
{
  SlBench *bench = make_bench ();
  SlBoardDesk *desk = bench->board;
  SlBoardFilter filter;

  sl_board_desk_break (desk, 0, 0);
  sl_board_filter_init (&filter);
  filter.find = g_strdup ("deck CAPTAIN");
  sl_board_desk_set_filter (desk, &filter);
  g_assert_cmpuint (sl_board_desk_found (desk), ==, 2);
  g_assert_true (sl_board_desk_find_next (desk, FALSE));
  g_assert_cmpstr (sl_board_desk_cursor (desk), ==, "n1");
  g_assert_true (sl_board_desk_find_next (desk, FALSE));
  g_assert_cmpstr (sl_board_desk_cursor (desk), ==, "n3");
  g_assert_true (sl_board_desk_find_next (desk, FALSE)); /* around */
  g_assert_cmpstr (sl_board_desk_cursor (desk), ==, "n1");
  g_assert_true (sl_board_desk_find_next (desk, TRUE));
  g_assert_cmpstr (sl_board_desk_cursor (desk), ==, "n3");
  g_free (filter.find);
  filter.find = g_strdup ("nowhere");
  sl_board_desk_set_filter (desk, &filter);
  g_assert_false (sl_board_desk_find_next (desk, FALSE));
  g_clear_pointer (&filter.find, g_free);
  filter.place = SL_PLACE_EXT;
  sl_board_desk_set_filter (desk, &filter);
  assert_rows (bench, "n4 day:2");
  sl_board_desk_choose (desk, "n4", SL_CHOOSE_ONE);
  g_assert_true (sl_board_desk_move_days (desk, -1)); /* behind scenes that are not shown */
  assert_rows (bench, "*n4 day:1");
  filter.place = -1;
  sl_board_desk_set_filter (desk, &filter);
  assert_rows (bench, "n1 n2 *n4 day:1 n3 day:2");
  sl_bench_unref (bench);
}

static void
test_boards_are_copied_locked_and_chosen (void)
{
  SlBench *bench = make_bench ();
  SlBoardDesk *desk = bench->board;

  sl_board_desk_break (desk, 0, 0);
  g_autofree char *first = g_strdup (sl_board_desk_read (desk)->board->entity.id);
  g_assert_true (sl_board_desk_lock (desk, TRUE));
  assert_step (bench, "Lock Draft A");
  sl_board_desk_choose (desk, "n1", SL_CHOOSE_ONE);
  g_assert_false (sl_board_desk_try (desk, 5));
  g_assert_false (sl_board_desk_move_by (desk, 1));
  g_assert_false (sl_board_desk_break (desk, 60, 0));
  assert_rows (bench, "*n1 n2 day:1 n3 n4 day:2");
  g_assert_true (sl_board_desk_add (desk, TRUE));
  const SlBoard *draft = sl_board_desk_read (desk)->board;
  g_assert_cmpstr (draft->entity.name, ==, "Draft B");
  g_assert_cmpstr (draft->baseline, ==, first);
  assert_rows (bench, "*n1 n2 day:1 n3 n4 day:2");
  g_assert_true (sl_board_desk_move_by (desk, 1));
  assert_rows (bench, "n2 *n1 day:1 n3 n4 day:2");
  sl_board_desk_show (desk, first);
  assert_rows (bench, "*n1 n2 day:1 n3 n4 day:2");
  g_assert_true (sl_board_desk_lock (desk, FALSE));
  g_assert_cmpuint (sl_board_desk_read (desk)->board->locked, ==, 0);
  g_assert_true (sl_board_desk_move_by (desk, 1));
  sl_bench_unref (bench);
}

static void
test_fields_of_days_are_set_where_they_stand (void)
{
  SlBench *bench = make_bench ();
  SlBoardDesk *desk = bench->board;
  g_autoptr (GError) error = NULL;

  sl_board_desk_break (desk, 0, 0);
  g_assert_true (sl_board_desk_set_strip (desk, 2, "date", "2026-10-22", &error));
  g_assert_no_error (error);
  assert_step (bench, "Change strips of Draft A");
  const SlBoardRow *row = sl_board_desk_row (desk, "day:1");
  g_autofree char *spoken = sl_board_row_spoken (sl_board_desk_read (desk), row);
  g_assert_cmpstr (spoken, ==, "End of day 1, Thu 22 Oct, 2 4/8 pages, 8:20");
  g_assert_false (sl_board_desk_set_strip (desk, 2, "date", "soon", &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_true (sl_board_desk_set_strip (desk, 5, "date", "2026-10-21", &error)); /* before the first */
  row = sl_board_desk_row (desk, "day:2");
  g_assert_cmpuint (row->errors, ==, 1);
  g_assert_cmpstr (sl_board_row_breach (sl_board_desk_read (desk), row), ==, "The day is not after the one before it");
  g_assert_true (sl_board_desk_set_strip (desk, 5, "date", " ", &error)); /* unset again */
  g_assert_no_error (error);
  g_assert_cmpuint (sl_board_desk_row (desk, "day:2")->strip->date, ==, 0);
  sl_bench_unref (bench);
}

static void
test_only_edits_that_matter_read_it_anew (void)
{
  SlBench *bench = make_bench ();
  const SlBoardRead *read = sl_board_desk_read (bench->board);

  set (bench->editor, "camera-a", "notes", "On sticks"); /* a camera may be calibrated for */
  g_assert_true (sl_board_desk_read (bench->board) != NULL);
  read = sl_board_desk_read (bench->board);
  {
    g_autoptr (SlCommand) command = sl_command_new ("Mark");
    ADD (MARK, "m", "name", "Here");
    g_assert_true (sl_editor_apply (bench->editor, command));
  }
  g_assert_true (sl_board_desk_read (bench->board) == read);
  set (bench->editor, "n1", "minutes", "900");
  g_assert_cmpint (sl_board_desk_read (bench->board)->sum.minutes, ==, 1500);
  sl_bench_unref (bench);
}

/* Numbers sort as people count, inside each day. */
static void
test_scenes_are_sorted_inside_their_days (void)
{
  SlBench *bench = make_bench ();

  set (bench->editor, "n1", "number", "12A");
  set (bench->editor, "n2", "number", "2");
  set (bench->editor, "n3", "number", "12");
  g_assert_true (sl_board_desk_sort (bench->board, "number"));
  assert_rows (bench, "n2 n4 n3 n1 open");
  assert_step (bench, "Sort Draft A");
  sl_bench_unref (bench);
}

/* Whether coverage is red is not known until it is measured; what is off the board does not count. */
static void
test_red_shots_are_unknown_until_they_are_measured (void)
{
  static const char *const shots[] = { "s1", "s2", "t1" };
  const SlCoverageOptions options = { .threads = 1 };
  SlBench *bench = make_bench ();
  guint red = 0;

  set (bench->editor, "n1", "setups", "4");
  for (guint i = 0; i < G_N_ELEMENTS (shots); i++)
    set (bench->editor, shots[i], "scene", i < 2 ? "n2" : "n5"); /* which is omitted */
  g_autoptr (SlBoardShots) before = sl_board_shots_new (sl_board_desk_read (bench->board), bench->analysis);
  g_autofree char *unknown = sl_board_shots_text (before), *why = sl_board_shots_more (before);
  g_assert_cmpstr (unknown, ==, "6 set-ups · red shots not known yet");
  g_assert_cmpstr (why, ==, "2 shots are not measured yet");
  wait_until (all_measured, bench);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (SlCoverage) told = sl_coverage_analyse (sl_editor_plan (bench->editor),
                                                         sl_document_assets (sl_editor_document (bench->editor)),
                                                         shots[i], &options, NULL);
      red += told->grade == SL_GRADE_RED;
    }
  g_autoptr (SlBoardShots) after = sl_board_shots_new (sl_board_desk_read (bench->board), bench->analysis);
  g_autofree char *known = sl_board_shots_text (after);
  g_autofree char *wanted = g_strdup_printf ("6 set-ups · %u red shot%s", red, red == 1 ? "" : "s");
  g_assert_cmpuint (red, >, 0);
  g_assert_cmpstr (known, ==, wanted);
  set (bench->editor, "s1", "scene", "");
  set (bench->editor, "s2", "scene", "");
  g_autoptr (SlBoardShots) none = sl_board_shots_new (sl_board_desk_read (bench->board), bench->analysis);
  g_autofree char *without = sl_board_shots_text (none);
  g_assert_cmpstr (without, ==, "4 set-ups");
  sl_bench_unref (bench);
}

void
add_board_desk_tests (void)
{
  g_test_add_func ("/desk/board/first-edit", test_first_edit_makes_the_board);
  g_test_add_func ("/desk/board/keys", test_days_break_and_strips_move_by_keys);
  g_test_add_func ("/desk/board/try", test_a_drop_is_tried_before_it_is_done);
  g_test_add_func ("/desk/board/boneyard", test_scenes_go_to_the_boneyard_and_back);
  g_test_add_func ("/desk/board/find", test_what_is_looked_for_is_found_and_what_is_left_out_stays);
  g_test_add_func ("/desk/board/drafts", test_boards_are_copied_locked_and_chosen);
  g_test_add_func ("/desk/board/days", test_fields_of_days_are_set_where_they_stand);
  g_test_add_func ("/desk/board/renewal", test_only_edits_that_matter_read_it_anew);
  g_test_add_func ("/desk/board/red-shots", test_red_shots_are_unknown_until_they_are_measured);
  g_test_add_func ("/desk/board/sort", test_scenes_are_sorted_inside_their_days);
}
