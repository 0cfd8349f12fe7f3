/* Sliders and where they stop. */
#include "tests.h"

#include "../sl-test.h"
#include "sl-range.h"

static SlBench *
make_bench (void)
{
  g_autoptr (SlPlan) empty = sl_plan_new ();
  SlDocument *document = sl_document_new_from_plan (empty, SL_OPEN_PLAIN);
  g_autoptr (SlCommand) command = sl_command_new ("Add");
  g_autoptr (GError) error = NULL;

  ADD (LENS_SET, "primes", "model", "Primes", "lenses[+]", "", "lenses[#0].focal_mm", "50", "lenses[+]", "",
       "lenses[#1].focal_mm", "25", "lenses[+]", "", "lenses[#2].focal_mm", "35");
  ADD (LENS_SET, "zoom", "model", "Zoom", "lenses[+]", "", "lenses[#0].focal_mm", "20", "lenses[#0].focal_max_mm",
       "120");
  ADD (CAMERA, "c", "lenses", "primes");
  ADD (SHOT, "s", "camera", "c");
  sl_command_add (command, SL_KIND_BOOKING, "b");
  sl_command_add (command, SL_KIND_PROP, "p");
  sl_document_apply (document, command, &error);
  g_assert_no_error (error);
  return sl_bench_new (document);
}

static void
test_primes (void)
{
  g_autoptr (SlBench) bench = make_bench ();
  g_autoptr (SlRange) range = sl_range_new (bench->editor, "s", "focal_mm");

  g_assert_true (range->only_stops);
  g_assert_cmpuint (range->stops->len, ==, 3);
  assert_near (sl_range_share (range, 25), 0);
  assert_near (sl_range_share (range, 35), log (35 / 25.) / log (2));
  assert_near (sl_range_share (range, 1000), 1);
  assert_near (sl_range_value (range, .1), 25);
  assert_near (sl_range_value (range, .6), 35);
  assert_near (sl_range_value (range, 2), 50);
  assert_near (sl_range_next (range, 25, TRUE), 35);
  assert_near (sl_range_next (range, 40, TRUE), 50);
  assert_near (sl_range_next (range, 40, FALSE), 35);
  assert_near (sl_range_next (range, 50, TRUE), 50);
  g_assert_true (sl_range_is_stop (range, 35));
  g_assert_false (sl_range_is_stop (range, 36));
}

/* Focus and stop of the lens that is on the camera: of two of a length the faster one. */
static void
test_lens (void)
{
  g_autoptr (SlBench) bench = make_bench ();
  SlEditor *e = bench->editor;

  set (e, "primes", "lenses[#2].t_stop", "1.8");
  set (e, "primes", "lenses[#2].close_focus", "0.45");
  set (e, "primes", "lenses[+].focal_mm", "35");
  set (e, "primes", "lenses[#3].name", "35 Macro");
  set (e, "primes", "lenses[#3].t_stop", "2.9");
  g_autoptr (SlRange) stop = sl_range_new (e, "s", "stop");
  g_autoptr (SlRange) focus = sl_range_new (e, "s", "focus");
  g_assert_true (stop->strict && focus->strict);
  assert_near (stop->lo, 1.8);
  g_assert_true (sl_range_is_stop (stop, 1.8));
  g_assert_false (sl_range_is_stop (stop, 1.4));
  assert_near (sl_range_keep (stop, 1.4), 1.8);
  assert_near (sl_range_keep (stop, 32), 32);
  assert_near (sl_range_value (stop, -1), 1.8);
  assert_near (focus->lo, .45);
  assert_near (sl_range_keep (focus, .1), .45);
  assert_near (sl_range_keep (focus, 1000), 1000);
  set (e, "s", "focal_mm", "42"); /* no lens of the set */
  g_autoptr (SlRange) unknown = sl_range_new (e, "s", "stop");
  g_assert_false (unknown->strict);
  assert_near (sl_range_keep (unknown, .7), .7);
}

static void
test_zoom (void)
{
  g_autoptr (SlBench) bench = make_bench ();

  set (bench->editor, "c", "lenses", "zoom");
  g_autoptr (SlRange) zoom = sl_range_new (bench->editor, "s", "focal_mm");
  g_assert_false (zoom->only_stops);
  assert_near (zoom->lo, 20);
  assert_near (zoom->hi, 120);
  assert_near (sl_range_value (zoom, .5), 49); /* √(20 · 120) = 48.99, of two digits */
  set (bench->editor, "c", "lenses", "");
  g_autoptr (SlRange) none = sl_range_new (bench->editor, "s", "focal_mm");
  g_assert_false (none->only_stops);
  assert_near (none->hi, 300);
  g_assert_false (sl_range_equal (zoom, none));
  g_assert_true (sl_range_equal (none, none));
}

static void
test_fields (void)
{
  g_autoptr (SlBench) bench = make_bench ();
  g_autoptr (SlRange) stop = sl_range_new (bench->editor, "s", "stop");
  g_autoptr (SlRange) shutter = sl_range_new (bench->editor, "s", "shutter");
  g_autoptr (SlRange) rank = sl_range_new (bench->editor, "b", "rank");

  assert_near (sl_range_next (stop, 2.8, TRUE), 4);
  assert_near (sl_range_value (stop, sl_range_share (stop, 2.78)), 2.8); /* near enough */
  assert_near (sl_range_value (stop, sl_range_share (stop, 3.3)), 3.3);
  assert_near (sl_range_value (shutter, sl_range_share (shutter, 173)), 172.8);
  assert_near (sl_range_value (shutter, sl_range_share (shutter, 120)), 120);
  g_assert_cmpuint (rank->stops->len, ==, 9);
  g_assert_null (sl_range_new (bench->editor, "p", "position.x"));
  g_assert_null (sl_range_new (bench->editor, "p", "tilt"));
  g_assert_null (sl_range_new (bench->editor, "p", "price"));
  g_assert_null (sl_range_new (bench->editor, "p", "nothing"));
  g_assert_null (sl_range_new (bench->editor, "nobody", "stop"));
}

void
add_range_tests (void)
{
  g_test_add_func ("/desk/range/primes", test_primes);
  g_test_add_func ("/desk/range/lens", test_lens);
  g_test_add_func ("/desk/range/zoom", test_zoom);
  g_test_add_func ("/desk/range/fields", test_fields);
}
