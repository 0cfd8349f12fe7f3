/* A shot from above: how much of a wall it covers, where it goes over it, its path, and scale bars. */
#include <string.h>

#include "../sl-test-plan.h"
#include "../sl-test.h"
#include "sl-draw-scene.h"
#include "sl-edit.h"
#include "sl-shot-plan.h"
#include "tests.h"

/* The small flat plan, 8 m of wall 8 m away, after edits "id path=value". */
static SlSceneMaker *
maker_of (const char *const edits[])
{
  g_autoptr (SlPlan) plan = sl_test_plan (SAMPLE ("small-flat.sightline")), edited = NULL;
  g_autoptr (SlCommand) command = sl_command_new ("x");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; edits[i] != NULL; i += 3)
    sl_command_set (command, edits[i], edits[i + 1], edits[i + 2]);
  edited = sl_plan_apply (plan, command, &error);
  g_assert_no_error (error);
  SlSceneMaker *maker = sl_scene_maker_new_shot (edited, NULL, "shot-1", &error);
  g_assert_no_error (error);
  return maker;
}

static double
length_of (const GPtrArray *stretches)
{
  double sum = 0;

  for (guint s = 0; s < stretches->len; s++)
    {
      const GArray *points = stretches->pdata[s];
      for (guint i = 1; i < points->len; i++)
        sum += sl_vec3_length (sl_vec3_sub (g_array_index (points, SlVec3, i), g_array_index (points, SlVec3, i - 1)));
    }
  return sum;
}

static void
test_covered (void)
{
  static const struct { const char *edits[7]; double covered_m; guint stretches; gboolean over; } rows[] = {
    { { "shot-1", "focal_mm", "28" }, 8, 1, FALSE },
    { { "shot-1", "focal_mm", "56" }, 5, 1, FALSE },    /* 4 m of it, in whole cabinets of half a metre */
    { { "shot-1", "focal_mm", "12" }, 8, 1, TRUE },
    { { "shot-1", "focal_mm", "56", "cam-a", "pan", "180" }, 0, 0, FALSE },
    { { "shot-1", "focal_mm", "56", "wall", "pan", "180" }, 0, 0, FALSE }, /* from behind */
    { { "shot-1", "focal_mm", "56", "cam-a", "tilt", "20" }, 5, 1, TRUE },
    { { "shot-1", "focal_mm", "56", "cam-a", "tilt", "-90" }, 0, 0, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SlSceneMaker) maker = maker_of (rows[i].edits);
      g_autoptr (SlScene) scene = sl_scene_maker_at (maker, 0, NULL);
      g_autoptr (SlShotGaze) gaze = sl_shot_gaze_new (scene, 40);

      g_test_message ("%s=%s %s", rows[i].edits[1], rows[i].edits[2], rows[i].edits[5]);
      assert_within (length_of (gaze->covered), rows[i].covered_m, 1);
      g_assert_cmpuint (gaze->covered->len, ==, rows[i].stretches);
      g_assert_cmpint (gaze->over->len > 0, ==, rows[i].over);
      for (guint k = 0; k < gaze->wedge->len; k++)
        g_assert_true (isfinite (g_array_index (gaze->wedge, SlVec3, k).x));
    }
}

/* Over the wall it is hatched up to where the picture ends, when something is told of it: tilted up by 20° to 6.5 m. */
static void
test_hatch (void)
{
  static const struct { const char *tilt, *told; gboolean hatched; } rows[] = {
    { "20", "Miss 20 %", TRUE }, { "20", NULL, FALSE }, { "0", "Miss 1 %", FALSE }, { "-90", "Miss 99 %", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SlSceneMaker) maker = maker_of ((const char *[]) { "shot-1", "focal_mm", "56", "cam-a", "tilt",
                                                                    rows[i].tilt, NULL });
      g_autoptr (SlScene) scene = sl_scene_maker_at (maker, 0, NULL);
      const SlDrawOptions plain = { 0 }, told = { .miss = rows[i].told };
      const SlDrawOptions picture = { .picture = TRUE, .miss = "told only" };
      g_autoptr (SlDrawList) before = sl_draw_scene (scene, &plain), list = sl_draw_scene (scene, &told);
      g_autoptr (SlDrawList) taken = sl_draw_scene (scene, &picture);
      g_autofree char *dump = sl_draw_list_dump (list), *of_camera = sl_draw_list_dump (taken);
      double highest = 0;

      g_assert_cmpint (list->lines->len > before->lines->len, ==, rows[i].hatched);
      g_assert_cmpint (rows[i].told != NULL && strstr (dump, rows[i].told) != NULL, ==, rows[i].hatched);
      g_assert_null (strstr (of_camera, "told only"));
      for (guint k = before->lines->len; k < list->lines->len; k++)
        highest = fmax (highest, (double) g_array_index (list->lines, SlDrawLine, k).to[2]);
      if (rows[i].hatched)
        assert_within (highest, 6.5, .1);
    }
}

/* Beside its ends and below its lower edge too, as far as the picture goes; not where another wall goes on, or where
 * the floor is set. The picture is 28 × 15.7 mm, so with 56 mm it turns 14.04° from its middle to either side. */
static void
test_hatch_all_around (void)
{
  static const struct {
    const char *what, *edits[13];
    double x[2], z[2]; /* m, what is hatched beyond the wall; NAN for nothing there */
  } rows[] = {
    { "past the left end", { "shot-1", "focal_mm", "56", "cam-a", "pan", "20" }, { -5.4, NAN }, { NAN, NAN } },
    { "past the right end", { "shot-1", "focal_mm", "56", "cam-a", "pan", "-20" }, { NAN, 5.4 }, { NAN, NAN } },
    { "past both", { "shot-1", "focal_mm", "18", "cam-a", "tilt", "0" }, { -6.22, 6.22 }, { NAN, 5.74 } },
    { "under a wall that hangs", { "shot-1", "focal_mm", "56", "cam-a", "tilt", "-4", "wall", "position", "0 4 2",
                                   "stage-1", "floor", "bare" }, { NAN, NAN }, { .55, NAN } },
    { "down to the floor", { "shot-1", "focal_mm", "35", "cam-a", "tilt", "-10", "wall", "position", "0 4 1",
                             "stage-1", "floor", "bare" }, { NAN, NAN }, { 0, NAN } },
    { "on floor that is set", { "shot-1", "focal_mm", "56", "cam-a", "tilt", "-12", "wall", "position", "0 4 .5",
                                "stage-1", "outline", "-20 -20 0, 20 -20 0, 20 90 0, -20 90 0" }, { NAN, NAN },
      { NAN, NAN } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SlSceneMaker) maker = maker_of (rows[i].edits);
      g_autoptr (SlScene) scene = sl_scene_maker_at (maker, 0, NULL);
      const SlDrawOptions plain = { 0 }, told = { .miss = "1 m past the edge" };
      g_autoptr (SlDrawList) before = sl_draw_scene (scene, &plain), list = sl_draw_scene (scene, &told);
      const double bottom = scene->walls->len > 0 ? ((SlSceneWall *) scene->walls->pdata[0])->frame.o.z : 0;
      double least[3] = { -4, 0, bottom }, most[3] = { 4, 0, bottom + 4.5 };

      g_test_message ("%s", rows[i].what);
      for (guint k = before->lines->len; k < list->lines->len; k++)
        for (guint axis = 0; axis < 3; axis++)
          {
            const SlDrawLine *line = &g_array_index (list->lines, SlDrawLine, k);
            least[axis] = fmin (least[axis], fmin ((double) line->from[axis], (double) line->to[axis]));
            most[axis] = fmax (most[axis], fmax ((double) line->from[axis], (double) line->to[axis]));
          }
      assert_within (least[0], isnan (rows[i].x[0]) ? -4 : rows[i].x[0], .15);
      assert_within (most[0], isnan (rows[i].x[1]) ? 4 : rows[i].x[1], .15);
      assert_within (least[2], isnan (rows[i].z[0]) ? bottom : rows[i].z[0], .15);
      assert_within (most[2], isnan (rows[i].z[1]) ? bottom + 4.5 : rows[i].z[1], .15);
    }
}

static void
test_path (void)
{
  g_autoptr (SlSceneMaker) still = maker_of ((const char *[]) { "shot-1", "frames", "1", NULL });
  g_autoptr (SlScene) there = sl_scene_maker_at (still, 0, NULL);
  g_autoptr (SlShotPath) point = sl_shot_path_new (still, there, NULL);
  g_autoptr (SlSceneMaker) maker = maker_of ((const char *[]) {
    "shot-1", "frames", "1000", "shot-1", "tracks[+].target", "cam-a", "shot-1", "tracks[#0].path", "position",
    "shot-1", "tracks[#0].keys[+].frame", "-10", "shot-1", "tracks[#0].keys[#0].value", "0 -4 1",
    "shot-1", "tracks[#0].keys[+].frame", "0", "shot-1", "tracks[#0].keys[#1].value", "0 -4 1",
    "shot-1", "tracks[#0].keys[+].frame", "999", "shot-1", "tracks[#0].keys[#2].value", "3 -9 1", NULL });
  g_autoptr (SlScene) scene = sl_scene_maker_at (maker, 0, NULL);
  g_autoptr (SlShotPath) path = sl_shot_path_new (maker, scene, NULL);

  g_assert_cmpuint (point->path->len, ==, 1);
  g_assert_cmpuint (point->keys->len, ==, 0);
  g_assert_cmpuint (path->keys->len, ==, 2); /* the one before the shot is not on it */
  assert_within (g_array_index (path->path, SlVec3, path->path->len - 1).x, 3, 1e-9);
  assert_within (path->box.min.y, -9, 1e-9);
  g_assert_cmpfloat (path->box.max.y, >=, 3.9); /* the wall */
}

static void
test_scale_bar (void)
{
  static const struct { double per_metre, most; gboolean feet; const char *text; double metres; } rows[] = {
    { 10, 60, FALSE, "5 m", 5 },      { 10, 50, FALSE, "5 m", 5 },      { 10, 49, FALSE, "2 m", 2 },
    { 100, 60, FALSE, "0.5 m", .5 },  { 1, 199, FALSE, "100 m", 100 },  { 10, 60, TRUE, "10′", 3.048 },
    /* no scale, no room */
    { 0, 60, FALSE, "", NAN },        { -1, 60, FALSE, "", NAN },       { 10, 0, FALSE, "", NAN },
    { NAN, 60, FALSE, "", NAN },      { INFINITY, 60, FALSE, "", NAN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = NULL;
      const double metres = sl_scale_bar (rows[i].per_metre, rows[i].most, rows[i].feet, &text);

      g_assert_cmpstr (text, ==, rows[i].text);
      g_assert_true (isnan (rows[i].metres) ? isnan (metres) : fabs (metres - rows[i].metres) < 1e-9);
    }
}

void
add_shot_plan_tests (void)
{
  g_test_add_func ("/draw/shot-plan/covered", test_covered);
  g_test_add_func ("/draw/shot-plan/hatch", test_hatch);
  g_test_add_func ("/draw/shot-plan/hatch-all-around", test_hatch_all_around);
  g_test_add_func ("/draw/shot-plan/path", test_path);
  g_test_add_func ("/draw/shot-plan/scale-bar", test_scale_bar);
}
