/* The table of feeds: as many as the tally counts, and each pixel of a wall in one of them. */
#include "../sl-test.h"
#include "../sl-test-plan.h"
#include "sl-check.h"
#include "sl-edit.h"
#include "sl-feeds.h"
#include "tests.h"

static gint64
total (const gint64 *lengths, guint first, guint n)
{
  gint64 sum = 0;

  for (guint i = first; i < first + n; i++)
    sum += lengths[i];
  return sum;
}

/* Every cabinet in one rectangle, none larger than asked for, and as many as are counted. */
static void
check_cuts (const gint64 *widths, guint columns, const gint64 *heights, guint rows, gint64 max_w, gint64 max_h,
            gint64 max_pixels)
{
  const gint64 count = sl_tally_canvases (widths, columns, heights, rows, max_w, max_h, max_pixels);
  g_autoptr (GArray) cuts = sl_tally_cut (widths, columns, heights, rows, max_w, max_h, max_pixels);
  g_autofree guint8 *in = g_new0 (guint8, (gsize) columns * rows);

  if (count < 0)
    {
      g_assert_null (cuts);
      return;
    }
  g_assert_cmpint (cuts->len, ==, count);
  for (guint i = 0; i < cuts->len; i++)
    {
      const SlCanvasCut *c = &g_array_index (cuts, SlCanvasCut, i);
      const gint64 w = total (widths, c->column, c->columns), h = total (heights, c->row, c->rows);

      g_assert_true (max_w <= 0 || w <= max_w);
      g_assert_true (max_h <= 0 || h <= max_h);
      g_assert_true (max_pixels <= 0 || w * h <= max_pixels);
      g_assert_cmpuint (c->columns * c->rows, >, 0);
      for (guint row = c->row; row < c->row + c->rows; row++)
        for (guint column = c->column; column < c->column + c->columns; column++)
          g_assert_cmpuint (in[(gsize) row * columns + column]++, ==, 0);
    }
  for (gsize i = 0; i < (gsize) columns * rows; i++)
    g_assert_cmpuint (in[i], ==, 1);
}

static void
test_cuts (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  guint refused = 0;

  for (guint turn = 0; turn < 4000; turn++)
    {
      gint64 widths[12], heights[9];
      const guint columns = (guint) g_rand_int_range (rand, 1, 13), rows = (guint) g_rand_int_range (rand, 1, 10);
      const gint64 max_w = g_rand_int_range (rand, 0, 5) == 0 ? 0 : g_rand_int_range (rand, 3, 40);
      const gint64 max_h = g_rand_int_range (rand, 0, 5) == 0 ? 0 : g_rand_int_range (rand, 3, 40);
      const gint64 most = g_rand_boolean (rand) ? 0 : g_rand_int_range (rand, 16, 600);

      for (guint i = 0; i < columns; i++)
        widths[i] = g_rand_int_range (rand, 1, 6);
      for (guint i = 0; i < rows; i++)
        heights[i] = g_rand_int_range (rand, 1, 6);
      check_cuts (widths, columns, heights, rows, max_w, max_h, most);
      refused += sl_tally_canvases (widths, columns, heights, rows, max_w, max_h, most) < 0;
    }
  g_assert_cmpuint (refused, >, 0);
}

static void
test_as_tallied (void)
{
  g_autoptr (SlPlan) plan = sl_test_plan (SAMPLE ("yongchuan.sightline"));
  g_autoptr (SlTally) tally = sl_tally_new (plan, NULL);
  g_autoptr (GPtrArray) omissions = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_finding_free);
  g_autoptr (GError) error = NULL;
  guint walls = 0;

  for (guint s = 0; s < sl_plan_count (plan, SL_KIND_STAGE); s++)
    {
      g_autoptr (SlFeeds) feeds = sl_feeds_new (plan, sl_plan_at (plan, SL_KIND_STAGE, s)->id, NULL, NULL, omissions,
                                                &error);
      gint64 left = 0;

      g_assert_no_error (error);
      for (guint i = 0; i < feeds->walls->len; i++, walls++)
        {
          const SlFeedWall *wall = sl_feeds_wall (feeds, i);
          const SlWallTally *t = NULL;
          gint64 pixels = 0;

          for (guint k = 0; k < tally->walls->len; k++)
            if (g_str_equal (g_array_index (tally->walls, SlWallTally, k).id, wall->scene->entity->id))
              t = &g_array_index (tally->walls, SlWallTally, k);
          g_assert_nonnull (t);
          g_assert_cmpint (wall->n, ==, t->canvases);
          g_assert_cmpint (wall->w, ==, t->pixels_w);
          g_assert_cmpint (wall->left, ==, left);
          left += wall->w;
          for (guint k = wall->first; k < wall->first + wall->n; k++)
            {
              const SlFeed *feed = sl_feeds_at (feeds, k);
              g_assert_cmpuint (feed->wall, ==, i);
              g_assert_cmpint (feed->x + feed->w, <=, wall->w);
              g_assert_cmpint (feed->y + feed->h, <=, wall->h);
              pixels += feed->w * feed->h;
            }
          g_assert_cmpint (pixels, ==, wall->w * wall->h);
        }
    }
  g_assert_cmpuint (walls, ==, tally->walls->len);
  g_assert_cmpuint (omissions->len, ==, 0);
}

static SlPlan *
changed (const SlPlan *plan, const char *id, const char *field, const char *value)
{
  g_autoptr (SlCommand) command = sl_command_new ("x");
  g_autoptr (GError) error = NULL;
  SlPlan *after;

  sl_command_set (command, id, field, value);
  after = sl_plan_apply (plan, command, &error);
  g_assert_no_error (error);
  return after;
}

static void
test_limits (void)
{
  g_autoptr (SlPlan) plan = sl_test_plan (SAMPLE ("small-flat.sightline")); /* 2816 × 1584 px */
  const SlFeedLimits half = { .max_w = 1500, .max_h = 1600, .outputs = 2 }, tiny = { .max_w = 100 };
  g_autoptr (GPtrArray) omissions = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_finding_free);
  g_autoptr (SlFeeds) feeds = sl_feeds_new (plan, "stage-1", &half, NULL, omissions, NULL);
  g_autofree char *name = sl_feeds_name (feeds, 1);
  gint64 w, h;

  g_assert_cmpuint (feeds->feeds->len, ==, 2);
  g_assert_cmpuint (feeds->nodes, ==, 1);
  g_assert_cmpint (sl_feeds_at (feeds, 1)->to_x, ==, sl_feeds_at (feeds, 0)->w);
  sl_feeds_node (feeds, 0, &w, &h);
  g_assert_cmpint (w, ==, 2816);
  g_assert_cmpint (h, ==, 1584);
  g_assert_cmpstr (name, ==, "wall-c02");
  g_assert_cmpuint (omissions->len, ==, 0);

  g_autoptr (SlFeeds) none = sl_feeds_new (plan, "stage-1", &tiny, NULL, omissions, NULL);
  g_assert_cmpuint (none->feeds->len, ==, 0);
  g_assert_cmpuint (omissions->len, ==, 1);

  g_autoptr (SlPlan) bare = changed (plan, "wall", "processor", "");
  g_autoptr (SlFeeds) usual = sl_feeds_new (bare, "stage-1", NULL, NULL, omissions, NULL);
  g_assert_cmpuint (usual->feeds->len, ==, 1);
  g_assert_cmpuint (omissions->len, ==, 2);

  g_autoptr (SlPlan) gone = changed (plan, "wall", "patches", "<patch columns=\"16\" rows=\"9\"/>");
  g_autoptr (SlFeeds) empty = sl_feeds_new (gone, "stage-1", NULL, NULL, omissions, NULL);
  g_assert_cmpuint (empty->walls->len, ==, 0);
  g_assert_cmpuint (omissions->len, ==, 3);
}

static void
test_refused (void)
{
  g_autoptr (SlPlan) plan = sl_test_plan (SAMPLE ("small-flat.sightline"));
  g_autoptr (SlWatch) watch = sl_watch_new (NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (sl_feeds_new (plan, "wall", NULL, NULL, NULL, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  sl_watch_cancel (watch);
  g_assert_null (sl_feeds_new (plan, "stage-1", NULL, watch, NULL, &error));
  g_assert_nonnull (error);
}

void
add_feed_tests (void)
{
  g_test_add_func ("/feeds/cuts", test_cuts);
  g_test_add_func ("/feeds/as-tallied", test_as_tallied);
  g_test_add_func ("/feeds/limits", test_limits);
  g_test_add_func ("/feeds/refused", test_refused);
}
