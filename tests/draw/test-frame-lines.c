/* Boxes over a picture. */
#include "../sl-test.h"
#include "sl-frame-lines.h"
#include "tests.h"

static void
test_boxes (void)
{
  static const struct { SlFrameBox outer; double ratio; SlFrameBox box; } rows[] = {
    { { 0, 0, 1600, 900 }, 16. / 9, { 0, 0, 1600, 900 } },
    { { 0, 0, 1600, 900 }, 1, { 350, 0, 900, 900 } },
    { { 10, 20, 900, 900 }, 2, { 10, 245, 900, 450 } },
    { { 0, 0, 100, 100 }, 9. / 16, { 21.875, 0, 56.25, 100 } },
    /* what is no ratio, and where there is no room */
    { { 0, 0, 100, 50 }, 0, { 0, 0, 100, 50 } },
    { { 0, 0, 100, 50 }, -1, { 0, 0, 100, 50 } },
    { { 0, 0, 100, 50 }, NAN, { 0, 0, 100, 50 } },
    { { 0, 0, 100, 50 }, INFINITY, { 0, 0, 100, 50 } },
    { { 0, 0, 0, 0 }, 2, { 0, 0, 0, 0 } },
    { { 5, 5, -1, 10 }, 2, { 5, 5, -1, 10 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const SlFrameBox box = sl_frame_box_within (rows[i].outer, rows[i].ratio);

      assert_within (box.x, rows[i].box.x, 1e-9);
      assert_within (box.y, rows[i].box.y, 1e-9);
      assert_within (box.width, rows[i].box.width, 1e-9);
      assert_within (box.height, rows[i].box.height, 1e-9);
    }
  const SlFrameBox safe = sl_frame_box_share ((SlFrameBox) { 100, 0, 1000, 500 }, SL_SAFE_TITLE);
  assert_within (safe.x, 150, 1e-9);
  assert_within (safe.y, 25, 1e-9);
  assert_within (safe.width, 900, 1e-9);
  assert_within (safe.height, 450, 1e-9);
}

static void
test_ratios (void)
{
  static const struct { double ratio; const char *text; } rows[] = {
    { 2.39, "2.39 : 1" }, { 2.3925, "2.39 : 1" }, { 16. / 9, "16 : 9" }, { 1.7835, "16 : 9" }, { 2.1, "2.10 : 1" },
    { .5625, "9 : 16" },  { 1, "1 : 1" },         { .1, "0.10 : 1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = sl_frame_ratio_text (rows[i].ratio);
      g_assert_cmpstr (text, ==, rows[i].text);
    }
  for (guint i = 0; sl_frame_ratio_at (i) != NULL; i++)
    g_assert_true (sl_frame_ratio_find (sl_frame_ratio_at (i)->id) == sl_frame_ratio_at (i));
  g_assert_null (sl_frame_ratio_find ("none"));
  g_assert_null (sl_frame_ratio_find (""));
}

void
add_frame_line_tests (void)
{
  g_test_add_func ("/draw/frame-lines/boxes", test_boxes);
  g_test_add_func ("/draw/frame-lines/ratios", test_ratios);
}
