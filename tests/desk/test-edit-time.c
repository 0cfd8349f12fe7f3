/* Time along the edit, and playing it. */
#include "tests.h"

#include "../sl-test.h"
#include "sl-edit-time.h"

/* 2, 5 and 1 s. */
static SlPlan *
sample (void)
{
  static const char *const edits[][3] = {
    { "a", "shot", NULL }, { "a", "frames", "48" },
    { "b", "shot", NULL }, { "b", "frames", "125" }, { "b", "fps", "25" },
    { "c", "shot", NULL }, { "c", "frames", "24" },
  };
  g_autoptr (SlPlan) empty = sl_plan_new ();
  g_autoptr (SlCommand) command = sl_command_new ("Make");

  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    if (edits[i][2] == NULL)
      sl_command_add (command, SL_KIND_SHOT, edits[i][0]);
    else
      sl_command_set (command, edits[i][0], edits[i][1], edits[i][2]);
  return sl_plan_apply (empty, command, NULL);
}

static void
test_places (void)
{
  static const struct { double seconds; const char *shot; double frame; } rows[] = {
    { 0, "a", 0 },    { -5, "a", 0 },   { 1.99, "a", 47 }, { 2, "b", 0 },
    { 4.5, "b", 62 }, { 7.5, "c", 12 }, { 99, "c", 23 },
  };
  g_autoptr (SlPlan) plan = sample (), empty = sl_plan_new ();
  double frame;

  assert_within (sl_edit_length (plan), 8, 1e-12);
  assert_within (sl_edit_length (empty), 0, 0);
  assert_within (sl_edit_start (plan, "c"), 7, 1e-12);
  assert_within (sl_edit_start (plan, "nobody"), 0, 0);
  assert_within (sl_edit_start (plan, NULL), 0, 0);
  g_assert_null (sl_edit_at (empty, 1, &frame));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_cmpstr (sl_edit_at (plan, rows[i].seconds, &frame)->entity.id, ==, rows[i].shot);
      g_assert_cmpfloat (frame, ==, rows[i].frame);
    }
}

static void
test_play (void)
{
  static const struct {
    double     from, elapsed;
    SlEditSpan span;
    gboolean   loop;
    double     seconds;
    gboolean   goes_on;
  } rows[] = {
    { 0, 3, { 0, 0 }, FALSE, 3, TRUE },
    { 6, 3, { 0, 0 }, FALSE, 8, FALSE },
    { 6, 3, { 0, 0 }, TRUE, 1, TRUE },
    { 2, 100, { 2, 7 }, TRUE, 2, TRUE },
    { 3, 5.5, { 2, 7 }, TRUE, 3.5, TRUE },
    { 3, 5.5, { 2, 7 }, FALSE, 7, FALSE },
    { 0, 1, { 2, 7 }, TRUE, 1, TRUE },      /* comes from before it */
    { 7.5, .1, { 2, 7 }, FALSE, 7, FALSE }, /* begins behind it */
    { 0, 9, { 7, 2 }, TRUE, 1, TRUE },      /* no span: all */
    { 0, 9, { 50, 60 }, TRUE, 1, TRUE },
    { 0, 9, { 6, 60 }, TRUE, 7, TRUE },
    { 0, 7, { -5, 3 }, TRUE, 1, TRUE },
  };
  g_autoptr (SlPlan) plan = sample (), empty = sl_plan_new ();
  double seconds;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_cmpint (sl_edit_play (plan, rows[i].from, rows[i].elapsed, &rows[i].span, rows[i].loop, &seconds), ==,
                       rows[i].goes_on);
      assert_within (seconds, rows[i].seconds, 1e-9);
    }
  g_assert_false (sl_edit_play (empty, 0, 1, NULL, TRUE, &seconds));
  assert_within (seconds, 0, 0);
}

void
add_edit_time_tests (void)
{
  g_test_add_func ("/desk/edit-time/places", test_places);
  g_test_add_func ("/desk/edit-time/play", test_play);
}
