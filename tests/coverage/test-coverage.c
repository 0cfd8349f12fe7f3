/* Analytic cases of docs/PHYSICS.md §14. */
#include <string.h>

#include "coverage-fixture.h"
#include "sl-optics.h"

static void
test_exact_width (void)
{
  g_autoptr (SlPlan) plan = flat ();
  g_autoptr (SlCoverage) c = analyse (plan, 240, 135, 1);

  assert_within (c->min, 1, .001);
  g_assert_cmpuint (c->walls[0].panels_seen, ==, 16 * 9);
  g_assert_cmpint (c->first_spill, ==, -1);
}

/* At 1.25 times the distance a wall taller than the picture covers 1/1.25 of it; the misses lie left and right. */
static void
test_farther (void)
{
  g_autoptr (SlPlan) plan = EDITED (flat (), "wall rows=40", "cam-a position=0 -6 10");
  g_autoptr (SlCoverage) c = analyse (plan, 240, 135, 1);
  const SlFrameCoverage *f = &c->frames[0];

  assert_within (f->coverage, .8, .002);
  assert_within (f->miss_edge[SL_EDGE_LEFT], f->miss_edge[SL_EDGE_RIGHT], 1e-9);
  assert_within (f->miss_edge[0] + f->miss_edge[1] + f->miss_edge[2] + f->miss_edge[3], f->miss, 1e-12);
  g_assert_cmpint (c->grades[SL_SUBJECT_COVERAGE], ==, SL_GRADE_RED);
  g_assert_cmpint (c->first_spill, ==, 0);
}

/* From the axis of a half ring the covered angle is the arc: a lens wider than it sees past both ends. */
static void
test_cylinder (void)
{
  /* 20 cabinets, seams of 4°: 80° in all; the axis lies one circumradius in front of the middle seam */
  g_autofree char *position = g_strdup_printf ("0 %.9f 12", 4 - .5 / (2 * sin (2 * G_PI / 180)));
  g_autoptr (SlPlan) plan = EDITED (flat (), "wall columns=20", "wall rows=48", "wall seams=4", "cam-a position",
                                    position, "shot-1 focal_mm=14");
  double half = atan (28. / 2 / 14), covered = 40 * G_PI / 180;

  g_autoptr (SlCoverage) c = analyse (plan, 960, 64, 1);
  assert_within (c->min, tan (covered) / tan (half), .002);
}

static void
test_wider_never_covers_more (void)
{
  double last = 2;

  for (int focal = 60; focal >= 10; focal -= 5)
    {
      g_autofree char *text = g_strdup_printf ("%d", focal);
      g_autoptr (SlPlan) plan = EDITED (flat (), "wall rows=40", "cam-a position=0 -6 10", "shot-1 focal_mm", text);
      g_autoptr (SlCoverage) c = analyse (plan, 240, 135, 1);
      g_assert_cmpfloat (c->min, <=, last);
      last = c->min;
    }
}

static void
test_threads_agree (void)
{
  g_autoptr (SlPlan) plan = EDITED (flat (), "stage-1 floor=bare", "+person man", "man stage=stage-1",
                                    "man position=2 2 0", "+prop box", "box stage=stage-1", "box position=-4 3 0",
                                    "shot-1 tracks=<track target=\"cam-a\" path=\"pan\">"
                                    "<key frame=\"0\" value=\"-20\"/><key frame=\"23\" value=\"25\"/></track>"
                                    "<track target=\"box\" path=\"pan\"><key frame=\"0\" value=\"0\"/>"
                                    "<key frame=\"23\" value=\"90\"/></track>");
  g_autoptr (SlCoverage) one = analyse (plan, 120, 68, 1), many = analyse (plan, 120, 68, 7);

  g_assert_cmpmem (one->frames, one->n_frames * sizeof *one->frames,
                   many->frames, many->n_frames * sizeof *many->frames);
  g_assert_cmpuint (one->walls[0].panels_seen, ==, many->walls[0].panels_seen);
  g_assert_cmpfloat (one->frames[3].overscan_angle_factor, ==, 1); /* no latency chain */
}

/* A wall seen from behind shows nothing; the floor is set only where it is practical and inside the outline. */
static void
test_behind_and_floor (void)
{
  g_autoptr (SlPlan) behind = EDITED (flat (), "cam-a position=0 5 2.25", "cam-a pan=180");
  g_autoptr (SlCoverage) b = analyse (behind, 60, 34, 1);
  g_assert_cmpfloat (b->frames[0].led, ==, 0);
  g_autoptr (SlPlan) reversed = EDITED (flat (), "wall pan=180");
  g_autoptr (SlCoverage) r = analyse (reversed, 60, 34, 1);
  g_assert_cmpfloat (r->frames[0].led, ==, 0);
  g_assert_cmpuint (r->walls[0].panels_seen, ==, 0);
  g_assert_true (isnan (r->frames[0].distance_min_m));
  g_autoptr (SlPlan) down = EDITED (flat (), "cam-a tilt=-90", "cam-a position=0 -4 2");
  g_autoptr (SlCoverage) d = analyse (down, 60, 34, 1);
  assert_within (d->min, 1, 1e-9);
  g_autoptr (SlPlan) bare = EDITED (flat (), "cam-a tilt=-90", "cam-a position=0 -4 2", "stage-1 floor=bare");
  g_autoptr (SlCoverage) n = analyse (bare, 60, 34, 1);
  g_assert_cmpfloat (n->min, ==, 0);
}

/* A box before the wall hides cabinets exactly: those it covers whole are not seen. */
static void
test_occlusion (void)
{
  g_autoptr (SlCommand) command = sl_command_new ("x");
  g_autoptr (SlPlan) base = flat (), plan = NULL;

  sl_command_add (command, SL_KIND_PROP, "box");
  sl_command_set (command, "box", "stage", "stage-1");
  sl_command_set (command, "box", "position", "0 3.94 0");
  sl_command_set (command, "box", "size", "2 0.02 4.5");
  plan = sl_plan_apply (base, command, NULL);
  g_autoptr (SlCoverage) c = analyse (plan, 240, 135, 1);
  /* the shadow of 2 m at 7.93 of 8 m is a little wider than four cabinets: two columns beyond them stay partly seen */
  g_assert_cmpuint (c->walls[0].panels_seen, ==, (16 - 4) * 9);
  assert_within (c->frames[0].set, 2 * 8 / 7.93 / 8, .006);
  assert_within (c->min, 1, .001);
}

/* The same move whether the camera moves alone or with something else, so that still and moving scenes agree. */
static void
test_moving_scene (void)
{
  g_autoptr (SlCommand) command = sl_command_new ("x");
  g_autoptr (SlPlan) base = flat (), still = NULL, moving = NULL;

  sl_command_add (command, SL_KIND_PROP, "box");
  sl_command_set (command, "box", "stage", "stage-1");
  sl_command_set (command, "box", "position", "1 2 0");
  still = sl_plan_apply (base, command, NULL);
  moving = EDITED (sl_plan_ref (still),
                   "shot-1 tracks=<track target=\"box\" path=\"position\">"
                   "<key frame=\"0\" value=\"1 2 0\"/></track>"
                   "<track target=\"wall\" path=\"position\"><key frame=\"0\" value=\"0 4 0\"/></track>");
  g_autoptr (SlCoverage) a = analyse (still, 120, 68, 2), b = analyse (moving, 120, 68, 2);
  g_assert_cmpmem (a->frames, a->n_frames * sizeof *a->frames, b->frames, b->n_frames * sizeof *b->frames);
}

/* A coarse wall that the picture does not see has no say in the focus grade. */
static void
test_unseen_wall_has_no_say (void)
{
  g_autoptr (SlCommand) command = sl_command_new ("x");
  g_autoptr (SlPlan) plan = NULL, given = flat (), base = NULL;
  g_autoptr (SlCoverage) far = analyse (given, 60, 34, 1);
  const SlShot *shot = (const SlShot *) sl_plan_find (given, "shot-1");
  g_autoptr (GError) error = NULL;
  double zone_near, zone_far;

  /* Focused just before the zone in which the wall that is seen would show its grid; the coarse one's begins nearer. */
  sl_optics_moire_zone (2.84, shot->focal_mm, shot->stop, far->frames[0].depth_min_m * 1000, &zone_near, &zone_far);
  g_autofree char *focus = g_strdup_printf ("%.6f", zone_near * .98 / 1000);
  base = EDITED (sl_plan_ref (given), "shot-1 focus", focus);

  sl_command_add (command, SL_KIND_PANEL, "coarse");
  sl_command_set (command, "coarse", "pitch_mm", "20");
  sl_command_add (command, SL_KIND_WALL, "behind");
  sl_command_set (command, "behind", "stage", "stage-1");
  sl_command_set (command, "behind", "cabinet", "coarse");
  sl_command_set (command, "behind", "position", "0 -7 0");
  plan = sl_plan_apply (base, command, &error);
  g_assert_no_error (error);
  g_autoptr (SlCoverage) alone = analyse (base, 60, 34, 1), both = analyse (plan, 60, 34, 1);
  assert_within (both->frames[0].nearest_pitch_mm, 2.84, 1e-12);
  g_assert_cmpint (alone->grades[SL_SUBJECT_FOCUS], <, SL_GRADE_ORANGE);
  g_assert_cmpint (both->grades[SL_SUBJECT_FOCUS], ==, alone->grades[SL_SUBJECT_FOCUS]);
}

static void
test_refused (void)
{
  g_autoptr (SlPlan) base = flat ();
  static const char *const rows[] = {
    "shot-1 setup=", "shot-1 camera=", "cam-a body=", "cam-a mode=8K", "wall cabinet=", "wall stage=",
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SlPlan) plan = EDITED (sl_plan_ref (base), rows[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (SlCoverage) c = sl_coverage_analyse (plan, NULL, "shot-1", NULL, &error);
      if (c != NULL || error == NULL)
        g_error ("%s was analysed", rows[i]);
    }
}

static void
test_cancel (void)
{
  g_autoptr (SlPlan) plan = EDITED (flat (), "shot-1 frames=100000");
  g_autoptr (SlWatch) watch = sl_watch_new (NULL, NULL);
  const SlCoverageOptions options = { .watch = watch };
  g_autoptr (GError) error = NULL;

  sl_watch_cancel (watch);
  g_assert_null (sl_coverage_analyse (plan, NULL, "shot-1", &options, &error));
  g_assert_error (error, SL_ERROR, SL_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/coverage/exact-width", test_exact_width);
  g_test_add_func ("/coverage/farther", test_farther);
  g_test_add_func ("/coverage/cylinder", test_cylinder);
  g_test_add_func ("/coverage/wider-never-more", test_wider_never_covers_more);
  g_test_add_func ("/coverage/threads-agree", test_threads_agree);
  g_test_add_func ("/coverage/behind-and-floor", test_behind_and_floor);
  g_test_add_func ("/coverage/occlusion", test_occlusion);
  g_test_add_func ("/coverage/moving-scene", test_moving_scene);
  g_test_add_func ("/coverage/unseen-wall", test_unseen_wall_has_no_say);
  g_test_add_func ("/coverage/refused", test_refused);
  g_test_add_func ("/coverage/cancel", test_cancel);
  add_area_tests ();
  add_motion_tests ();
  add_reason_tests ();
  add_tracer_tests ();
  return g_test_run ();
}
