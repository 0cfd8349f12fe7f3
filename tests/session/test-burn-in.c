#include "tests.h"

#include <string.h>

#include "../sl-test-plan.h"
#include "../sl-test.h"
#include "sl-burn-in.h"
#include "sl-edit.h"

static const SlBurnIn usual = { .what = SL_BURN_USUAL };

static SlScene *
scene_at (const char *focal)
{
  g_autoptr (SlPlan) plan = sl_test_plan (SAMPLE ("small-flat.sightline"));
  g_autoptr (SlCommand) command = sl_command_new ("x");

  sl_command_set (command, "shot-1", "focal_mm", focal);
  g_autoptr (SlPlan) changed = sl_plan_apply (plan, command, NULL);
  g_autoptr (SlSceneMaker) maker = sl_scene_maker_new_shot (changed, NULL, "shot-1", NULL);
  return sl_scene_maker_at (maker, 3, NULL);
}

/* The picture has guards on both sides that no size may touch. */
static void
test_every_size (void)
{
  enum { GUARD = 256, MOST = 72 };
  g_autoptr (SlScene) scene = scene_at ("28");

  for (int height = 1; height <= MOST; height++)
    for (int width = 1; width <= MOST; width += 5)
      {
        gsize n = (gsize) width * (gsize) height * 4;
        g_autofree guint8 *all = g_malloc (n + 2 * GUARD);
        memset (all, 77, n + 2 * GUARD);
        sl_burn_in (all + GUARD, width, height, scene, &usual);
        for (gsize i = 0; i < GUARD; i++)
          g_assert_true (all[i] == 77 && all[GUARD + n + i] == 77);
      }
}

static guint8 *
burned (const char *focal)
{
  enum { W = 640, H = 360 };
  g_autoptr (SlScene) scene = scene_at (focal);
  guint8 *rgba = g_malloc0 ((gsize) W * H * 4);

  sl_burn_in (rgba, W, H, scene, &usual);
  return rgba;
}

/* With a decimal comma the same picture, and another for another number. */
static void
test_any_locale (void)
{
  const gsize n = (gsize) 640 * 360 * 4;
  g_autofree guint8 *plain = burned ("37.5"), *other = burned ("37.6"), *comma = NULL;

  if (!sl_test_begin_comma ())
    {
      g_test_skip ("no localedef");
      return;
    }
  comma = burned ("37.5");
  sl_test_end_comma ();
  g_assert_cmpmem (plain, n, comma, n);
  g_assert_true (memcmp (plain, other, n) != 0);
}

void
add_burn_in_tests (void)
{
  g_test_add_func ("/session/burn-in/every-size", test_every_size);
  g_test_add_func ("/session/burn-in/any-locale", test_any_locale);
}
