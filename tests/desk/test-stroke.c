/* Walls drawn on the floor, fed in metres as a script feeds them. */
#include "tests.h"

#include <string.h>

#include "../sl-test.h"
#include "sl-stroke.h"

static SlHand
down (double x, double y, gboolean magnet)
{
  return (SlHand) { { sl_vec3 (x, y, 50), sl_vec3 (0, 0, -1) }, { .1, 0 }, magnet };
}

typedef struct {
  const char *what;
  double      points[4][2];
  guint       n;
  const char *keys; /* A for an arc, F for the other side, '.', others are typed at the last point */
  const char *columns, *seams, *position, *pan;
} Row;

static const Row rows[] = {
  { "a line", { { -4, 0 }, { 4, 0 } }, 2, "", "16", "", "0 0 0", "0" },
  { "seen from the other side", { { -4, 0 }, { 4, 0 } }, 2, "F", "16", "", "0 0 0", "180" },
  { "a length typed", { { 0, 0 }, { 3, 0 } }, 2, "7.5 m", "15", "", "3.75 0 0", "0" },
  { "in feet", { { 0, 0 }, { 0, 3 } }, 2, "16'5\"", "10", "", "0 2.5019 0", "90" },
  { "two pieces", { { 0, 0 }, { 4, 0 }, { 4, -4 } }, 3, "", "16", "0 0 0 0 0 0 0 90 0 0 0 0 0 0 0", "", "-45" },
  { "an arc", { { -3, 0 }, { 0, 1 }, { 3, 0 } }, 3, "A", "13", "5.6723", "", "0" },
};

static void
test_drawn (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const Row *row = &rows[i];
      g_autoptr (SlBench) bench = sl_bench_new (make_document ());
      SlEditor *e = bench->editor;
      g_autoptr (SlPlan) before = sl_plan_ref (sl_editor_plan (e));
      g_autoptr (GError) error = NULL;
      g_autoptr (SlStroke) s = sl_stroke_begin (e, &error);
      const char *const paths[] = { "columns", "seams", "position", "pan" };
      const char *const values[] = { row->columns, row->seams, row->position, row->pan };

      g_test_message ("%s", row->what);
      g_assert_no_error (error);
      for (guint k = 0; k < row->n; k++)
        {
          const SlHand hand = down (row->points[k][0], row->points[k][1], FALSE);

          sl_stroke_follow (s, &hand);
          for (const char *key = row->keys; k + 1 == row->n && *key != '\0'; key++)
            if (*key == 'A')
              sl_stroke_set_arc (s, TRUE);
            else if (*key == 'F')
              sl_stroke_turn (s);
            else
              g_assert_true (sl_stroke_type (s, *key));
          g_assert_true (sl_stroke_put (s, &error));
        }
      g_assert_nonnull (sl_stroke_wall (s));
      g_assert_true (sl_plan_same (before, sl_editor_plan (e)));
      g_assert_true (sl_stroke_finish (s, &error));
      for (guint k = 0; k < G_N_ELEMENTS (paths); k++)
        {
          g_autofree char *value = sl_entity_get (sl_plan_find (sl_editor_plan (e), sl_editor_selected (e)), paths[k],
                                                  NULL);
          if (*values[k] != '\0' || k == 1)
            g_assert_cmpstr (value != NULL ? value : "", ==, values[k]);
        }
      g_assert_cmpstr (sl_history_undo_label (sl_document_history (sl_editor_document (e))), ==, "Draw a wall");
      sl_editor_undo (e);
      g_assert_true (sl_plan_same (before, sl_editor_plan (e)));
    }
}

static void
put (SlStroke *s, double x, double y)
{
  const SlHand hand = down (x, y, FALSE);

  sl_stroke_follow (s, &hand);
  sl_stroke_put (s, NULL);
}

static void
test_bad (void)
{
  g_autoptr (SlBench) bench = sl_bench_new (make_document ());
  SlEditor *e = bench->editor;
  g_autoptr (SlPlan) before = sl_plan_ref (sl_editor_plan (e));
  g_autoptr (SlStroke) s = sl_stroke_begin (e, NULL);
  const SlHand sky = { { sl_vec3 (0, 0, 5), sl_vec3 (0, 0, 1) }, { .1, 0 }, FALSE }, spot = down (1, 1, FALSE);
  g_autoptr (GError) nowhere = NULL, alone = NULL, same = NULL, nothing = NULL, short_arc = NULL;

  g_assert_false (sl_stroke_type (s, '5')); /* of what? */
  sl_stroke_follow (s, &sky);
  g_assert_false (sl_stroke_put (s, &nowhere));
  g_assert_nonnull (nowhere);
  put (s, 1, 1);
  g_assert_false (sl_stroke_finish (s, &alone));
  g_assert_nonnull (alone);
  sl_stroke_follow (s, &spot);
  g_assert_false (sl_stroke_put (s, &same));
  g_assert_nonnull (same);
  for (const char *key = "0-*"; *key != '\0'; key++)
    sl_stroke_type (s, *key);
  g_assert_false (sl_stroke_type (s, '!'));
  g_assert_false (sl_stroke_put (s, &nothing));
  g_autofree char *said = sl_stroke_text (s);
  g_assert_nonnull (strstr (said, "[0-*]"));
  for (guint i = 0; i < 3; i++)
    g_assert_true (sl_stroke_back (s));
  put (s, 5, 1);
  sl_stroke_set_arc (s, TRUE);
  g_assert_false (sl_stroke_finish (s, &short_arc));
  g_assert_cmpuint (sl_stroke_points (s)->len, ==, 2);
  g_assert_true (sl_stroke_back (s));
  g_assert_true (sl_stroke_back (s));
  g_assert_false (sl_stroke_back (s));
  g_assert_true (sl_plan_same (before, sl_editor_plan (e)));
  g_assert_true (sl_stroke_holds (s));
  set (e, "wall-a", "columns", "9");
  g_assert_false (sl_stroke_holds (s));
}

/* A corner that the cabinet cannot do is said while it is drawn, and nothing is lost. */
static void
test_beyond_the_cabinet (void)
{
  g_autoptr (SlBench) bench = sl_bench_new (make_document ());
  SlEditor *e = bench->editor;
  const SlHand on = down (6, 0, FALSE);
  g_autoptr (GError) error = NULL;

  set (e, "roe-bp2v2", "seam_max", "5");
  g_autoptr (SlStroke) s = sl_stroke_begin (e, NULL);
  put (s, 0, 0);
  put (s, 4, 0);
  put (s, 4, -4);
  g_assert_null (sl_stroke_wall (s));
  g_autofree char *said = sl_stroke_text (s);
  g_assert_nonnull (strstr (said, "90°"));
  g_assert_false (sl_stroke_finish (s, &error));
  g_assert_cmpuint (sl_stroke_points (s)->len, ==, 3);
  g_assert_true (sl_stroke_back (s));
  sl_stroke_follow (s, &on);
  g_assert_nonnull (sl_stroke_wall (s));
}

/* The grid and the ends of what stands; as high as the wall that stands. */
static void
test_snaps (void)
{
  g_autoptr (SlBench) bench = sl_bench_new (make_document ());
  g_autoptr (SlStroke) s = sl_stroke_begin (bench->editor, NULL);
  const SlHand grid = down (7.1, 8.9, TRUE), corner = down (2.03, 4.98, TRUE); /* of the wall's foot */

  sl_stroke_follow (s, &grid);
  g_assert_true (sl_stroke_put (s, NULL));
  sl_stroke_follow (s, &corner);
  g_autofree char *said = sl_stroke_text (s);
  g_assert_nonnull (strstr (said, "wall-a"));
  g_assert_true (sl_stroke_put (s, NULL));
  const SlVec3 *points = (const SlVec3 *) (gpointer) sl_stroke_points (s)->data;
  g_assert_cmpfloat_with_epsilon (points[0].x, 7, 1e-9);
  g_assert_cmpfloat_with_epsilon (points[0].y, 9, 1e-9);
  g_assert_cmpfloat_with_epsilon (points[1].x, 2, 1e-6);
  g_assert_cmpfloat_with_epsilon (points[1].y, 5, 1e-6);
  g_assert_cmpfloat (points[1].z, ==, 0);
  g_assert_cmpuint (sl_stroke_wall (s)->rows, ==, 6);
}

void
add_stroke_tests (void)
{
  g_test_add_func ("/desk/stroke/drawn", test_drawn);
  g_test_add_func ("/desk/stroke/bad", test_bad);
  g_test_add_func ("/desk/stroke/beyond-the-cabinet", test_beyond_the_cabinet);
  g_test_add_func ("/desk/stroke/snaps", test_snaps);
}
