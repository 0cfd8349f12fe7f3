/* Single cabinets, picked by rays and keys. */
#include "tests.h"

#include <string.h>

#include "../sl-test.h"
#include "sl-cabinets.h"

/* Level, from before the wall of 8 × 6 cabinets of half a metre at y = 5. */
static SlRay
at (double x, double z)
{
  return (SlRay) { sl_vec3 (x, -3, z), sl_vec3 (0, 1, 0) };
}

static guint
standing (SlCabinets *c)
{
  const GArray *places = sl_cabinets_places (c);
  guint n = 0;

  for (guint i = 0; i < places->len; i++)
    n += g_array_index (places, SlCabinetPlace, i).stands;
  return n;
}

static void
test_rays (void)
{
  g_autoptr (SlBench) bench = sl_bench_new (make_document ());
  g_autoptr (GError) error = NULL;
  g_autoptr (SlCabinets) c = sl_cabinets_new (bench->editor, "wall-a", &error);
  const SlRay first = at (-1.9, 2.9), last = at (1.9, .1), over = at (0, 3.1), beside = at (2.1, 1);
  guint column, row;

  g_assert_no_error (error);
  g_assert_true (sl_cabinets_at (c, &first, &column, &row));
  g_assert_cmpuint (column * 100 + row, ==, 0);
  g_assert_true (sl_cabinets_at (c, &last, &column, &row));
  g_assert_cmpuint (column * 100 + row, ==, 705);
  g_assert_false (sl_cabinets_at (c, &over, &column, &row));
  g_assert_false (sl_cabinets_at (c, &beside, &column, &row));
}

/* What is left out can be met and put back; each is one step. */
static void
test_out_and_in (void)
{
  g_autoptr (SlBench) bench = sl_bench_new (make_document ());
  SlEditor *e = bench->editor;
  g_autoptr (SlPlan) before = sl_plan_ref (sl_editor_plan (e));
  g_autoptr (GError) error = NULL;
  g_autoptr (SlCabinets) c = sl_cabinets_new (e, "wall-a", &error);
  const SlRay gap = at (-1.4, 2.9);
  guint column = 9, row = 9;

  sl_cabinets_pick (c, 1, 0, FALSE);
  sl_cabinets_pick_to (c, 2, 1);
  sl_cabinets_pick (c, 7, 5, TRUE);
  sl_cabinets_pick (c, 7, 5, TRUE); /* no more */
  g_assert_cmpuint (sl_cabinets_count (c), ==, 4);
  g_assert_true (sl_cabinets_leave_out (c, &error));
  g_assert_cmpstr (sl_history_undo_label (sl_document_history (sl_editor_document (e))), ==,
                   "Leave cabinets out of wall-a");
  g_assert_cmpuint (standing (c), ==, 44);
  g_assert_true (sl_cabinets_at (c, &gap, &column, &row));
  g_assert_cmpuint (column * 100 + row, ==, 100);
  g_assert_true (sl_cabinets_put_in (c, NULL, &error));
  g_assert_cmpuint (standing (c), ==, 48);
  sl_editor_undo (e);
  g_assert_cmpuint (standing (c), ==, 44);
  g_assert_cmpuint (sl_cabinets_count (c), ==, 4); /* what is picked is no part of the plan */
  sl_editor_undo (e);
  g_assert_true (sl_plan_same (before, sl_editor_plan (e)));
}

static void
test_keys (void)
{
  g_autoptr (SlBench) bench = sl_bench_new (make_document ());
  g_autoptr (SlCabinets) c = sl_cabinets_new (bench->editor, "wall-a", NULL);
  guint column, row;

  sl_cabinets_step (c, 3, 2, FALSE);
  sl_cabinets_step (c, 1, 0, TRUE);
  sl_cabinets_step (c, 0, 1, TRUE);
  g_assert_cmpuint (sl_cabinets_count (c), ==, 3);
  sl_cabinets_step (c, 100, -100, FALSE);
  sl_cabinets_cursor (c, &column, &row);
  g_assert_cmpuint (column * 100 + row, ==, 700);
  g_assert_cmpuint (sl_cabinets_count (c), ==, 1);
  g_autofree char *said = sl_cabinets_text (c);
  g_assert_cmpstr (said, ==, "column 8, row 1 of wall-a · number 8");
  sl_cabinets_pick_all (c, TRUE);
  g_assert_cmpuint (sl_cabinets_count (c), ==, 48);
}

/* The corner where the cursor is becomes the first; elsewhere nothing happens, and why is said. */
static void
test_numbers (void)
{
  g_autoptr (SlBench) bench = sl_bench_new (make_document ());
  SlEditor *e = bench->editor;
  g_autoptr (SlCabinets) c = sl_cabinets_new (e, "wall-a", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_array_index (sl_cabinets_places (c), SlCabinetPlace, 0).number, ==, 1);
  sl_cabinets_pick (c, 7, 5, FALSE);
  g_assert_true (sl_cabinets_number_from (c, &error));
  g_assert_cmpint (g_array_index (sl_cabinets_places (c), SlCabinetPlace, 0).number, ==, 48);
  set (e, "wall-a", "number_run", "columns");
  g_assert_cmpint (g_array_index (sl_cabinets_places (c), SlCabinetPlace, 7).number, ==, 6);
  sl_cabinets_pick (c, 7, 0, FALSE);
  sl_cabinets_leave_out (c, NULL);
  g_assert_cmpint (g_array_index (sl_cabinets_places (c), SlCabinetPlace, 7).number, ==, SL_NO_NUMBER);
  g_assert_cmpint (g_array_index (sl_cabinets_places (c), SlCabinetPlace, 0).number, ==, 47);
  sl_cabinets_pick (c, 3, 3, FALSE);
  g_assert_false (sl_cabinets_number_from (c, &error));
  g_assert_nonnull (strstr (error->message, "corner"));
}

static void
test_bad (void)
{
  g_autoptr (SlBench) bench = sl_bench_new (make_document ());
  SlEditor *e = bench->editor;
  g_autoptr (SlPlan) before = sl_plan_ref (sl_editor_plan (e));
  g_autoptr (GError) none = NULL, prop = NULL, all = NULL, beyond = NULL, unknown = NULL, locked = NULL;
  g_autoptr (SlCabinets) c = sl_cabinets_new (e, "wall-a", NULL);

  g_assert_null (sl_cabinets_new (e, "a1", &prop));
  g_assert_nonnull (prop);
  g_assert_false (sl_cabinets_leave_out (c, &none));
  g_assert_nonnull (none);
  sl_cabinets_pick (c, 8, 0, FALSE); /* beyond */
  g_assert_cmpuint (sl_cabinets_count (c), ==, 0);
  g_assert_true (sl_cabinets_pick_named (c, "2.2-3.3", NULL));
  g_assert_false (sl_cabinets_pick_named (c, "9.1", &beyond));
  g_assert_cmpuint (sl_cabinets_count (c), ==, 4);
  g_assert_false (sl_cabinets_put_in (c, "nobody", &unknown));
  sl_cabinets_pick_all (c, TRUE);
  g_assert_false (sl_cabinets_leave_out (c, &all)); /* nothing would be left */
  g_assert_nonnull (all);
  g_assert_true (sl_plan_same (before, sl_editor_plan (e)));
  set (e, "wall-a", "columns", "3");
  g_assert_cmpuint (sl_cabinets_places (c)->len, ==, 18);
  g_assert_cmpuint (sl_cabinets_count (c), ==, 18);
  sl_editor_set_locked (e, "wall-a", TRUE);
  g_assert_null (sl_cabinets_new (e, "wall-a", &locked));
}

void
add_cabinet_tests (void)
{
  g_test_add_func ("/desk/cabinets/rays", test_rays);
  g_test_add_func ("/desk/cabinets/out-and-in", test_out_and_in);
  g_test_add_func ("/desk/cabinets/keys", test_keys);
  g_test_add_func ("/desk/cabinets/numbers", test_numbers);
  g_test_add_func ("/desk/cabinets/bad", test_bad);
}
