/* The numbers of cabinets. */
#include "../sl-test.h"

#include "sl-edit.h"
#include "sl-wall-numbers.h"
#include "sl-wall-order.h"
#include "tests.h"

typedef struct { const char *path, *value; } Set;

/* A wall of 4 × 3 whose second and third cabinets of the top row are left out, with fields set. */
static SlPlan *
plan_with (const Set *sets, guint n)
{
  static const struct { const char *id, *path, *value; } rows[] = {
    { "cab", "width_mm", "500" }, { "cab", "height_mm", "500" }, { "wall", "cabinet", "cab" },
    { "wall", "columns", "4" }, { "wall", "rows", "3" }, { "wall", "patches[+]", "" },
    { "wall", "patches[#0].column", "1" }, { "wall", "patches[#0].row", "0" }, { "wall", "patches[#0].columns", "2" },
  };
  g_autoptr (SlPlan) empty = sl_plan_new ();
  g_autoptr (SlCommand) command = sl_command_new ("Make");
  g_autoptr (GError) error = NULL;

  sl_command_add (command, SL_KIND_PANEL, "cab");
  sl_command_add (command, SL_KIND_WALL, "wall");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    sl_command_set (command, rows[i].id, rows[i].path, rows[i].value);
  for (guint i = 0; i < n && sets[i].path != NULL; i++)
    sl_command_set (command, "wall", sets[i].path, sets[i].value);
  SlPlan *plan = sl_plan_apply (empty, command, &error);
  g_assert_no_error (error);
  return plan;
}

static SlSceneWall *
wall_of (const SlPlan *plan)
{
  return sl_scene_wall_new (plan, sl_plan_find (plan, "wall"), NULL);
}

static void
test_table (void)
{
  static const struct { Set sets[5]; const char *numbers; } rows[] = {
    { { { NULL } }, "1 - - 2 3 4 5 6 7 8 9 10" },
    { { { "number_left_out", "true" } }, "1 2 3 4 5 6 7 8 9 10 11 12" },
    { { { "number_first", "0" } }, "0 - - 1 2 3 4 5 6 7 8 9" },
    { { { "number_from", "top-right" }, { "number_left_out", "true" } }, "4 3 2 1 8 7 6 5 12 11 10 9" },
    { { { "number_from", "bottom-left" }, { "number_left_out", "true" } }, "9 10 11 12 5 6 7 8 1 2 3 4" },
    { { { "number_from", "bottom-right" }, { "number_first", "101" } }, "110 - - 109 108 107 106 105 104 103 102 101" },
    { { { "number_serpentine", "true" }, { "number_left_out", "true" } }, "1 2 3 4 8 7 6 5 9 10 11 12" },
    { { { "number_serpentine", "true" }, { "number_from", "bottom-right" }, { "number_left_out", "true" } },
      "12 11 10 9 5 6 7 8 4 3 2 1" },
    { { { "number_run", "columns" }, { "number_left_out", "true" } }, "1 4 7 10 2 5 8 11 3 6 9 12" },
    { { { "number_run", "columns" } }, "1 - - 8 2 4 6 9 3 5 7 10" },
    { { { "number_run", "columns" }, { "number_serpentine", "true" }, { "number_left_out", "true" } },
      "1 6 7 12 2 5 8 11 3 4 9 10" },
    { { { "number_run", "columns" }, { "number_serpentine", "true" }, { "number_from", "bottom-left" } },
      "3 - - 8 2 4 7 9 1 5 6 10" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SlPlan) plan = plan_with (rows[i].sets, 5);
      g_autoptr (SlSceneWall) wall = wall_of (plan);
      g_autoptr (GString) text = g_string_new (NULL);

      for (guint row = 0; row < 3; row++)
        for (guint column = 0; column < 4; column++)
          {
            const gint64 number = sl_wall_number (wall, column, row);
            if (number == SL_NO_NUMBER)
              g_string_append (text, " -");
            else
              g_string_append_printf (text, " %d", (int) number);
          }
      g_assert_cmpstr (text->str + 1, ==, rows[i].numbers);
    }
}

/* Whatever the order, each cabinet has one number of its own, and they follow each other without a gap. */
static void
test_each_once (void)
{
  for (guint i = 0; i < 200; i++)
    {
      const SlWallOrder order = { (SlCorner) g_test_rand_int_range (0, 4), g_test_rand_bit (), g_test_rand_bit () };
      const gsize columns = (gsize) g_test_rand_int_range (1, 9), rows = (gsize) g_test_rand_int_range (1, 9);
      g_autofree guint8 *seen = g_new0 (guint8, columns * rows);

      for (gsize row = 0; row < rows; row++)
        for (gsize column = 0; column < columns; column++)
          {
            const gsize turn = sl_wall_order (&order, columns, rows, column, row);
            g_assert_cmpuint (turn, <, columns * rows);
            g_assert_false (seen[turn]);
            seen[turn] = 1;
          }
    }
}

static void
test_corners (void)
{
  static const struct { gsize columns, rows, column, row; SlCorner like; int corner; } rows[] = {
    { 4, 3, 0, 0, SL_CORNER_TOP_LEFT, SL_CORNER_TOP_LEFT },
    { 4, 3, 3, 0, SL_CORNER_TOP_LEFT, SL_CORNER_TOP_RIGHT },
    { 4, 3, 0, 2, SL_CORNER_TOP_LEFT, SL_CORNER_BOTTOM_LEFT },
    { 4, 3, 3, 2, SL_CORNER_TOP_LEFT, SL_CORNER_BOTTOM_RIGHT },
    { 4, 3, 1, 0, SL_CORNER_TOP_LEFT, -1 }, { 4, 3, 0, 1, SL_CORNER_TOP_LEFT, -1 },
    { 4, 3, 2, 1, SL_CORNER_TOP_LEFT, -1 },
    { 4, 1, 0, 0, SL_CORNER_BOTTOM_RIGHT, SL_CORNER_BOTTOM_LEFT },
    { 4, 1, 3, 0, SL_CORNER_TOP_LEFT, SL_CORNER_TOP_RIGHT },
    { 1, 3, 0, 2, SL_CORNER_TOP_RIGHT, SL_CORNER_BOTTOM_RIGHT },
    { 1, 1, 0, 0, SL_CORNER_BOTTOM_RIGHT, SL_CORNER_BOTTOM_RIGHT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SlCorner corner = SL_CORNER_TOP_LEFT;
      const bool is = sl_wall_corner (rows[i].columns, rows[i].rows, rows[i].column, rows[i].row, rows[i].like,
                                      &corner);

      g_assert_cmpint (is ? (int) corner : -1, ==, rows[i].corner);
    }
}

static void
test_beyond (void)
{
  g_autoptr (SlPlan) plan = plan_with (NULL, 0);
  g_autoptr (SlSceneWall) wall = wall_of (plan);

  g_assert_cmpint (sl_wall_number (wall, 4, 0), ==, SL_NO_NUMBER);
  g_assert_cmpint (sl_wall_number (wall, 0, 3), ==, SL_NO_NUMBER);
}

void
add_number_tests (void)
{
  g_test_add_func ("/tally/numbers/table", test_table);
  g_test_add_func ("/tally/numbers/each-once", test_each_once);
  g_test_add_func ("/tally/numbers/corners", test_corners);
  g_test_add_func ("/tally/numbers/beyond", test_beyond);
}
