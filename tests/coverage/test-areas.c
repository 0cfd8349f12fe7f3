/* What misses, to the last strip: areas computed by hand or by cutting the picture into rows, against the analysis on
 * samples of any size. */
#include "coverage-fixture.h"

static const struct { guint w, h; } samples[] = { { 8, 8 }, { 17, 9 }, { 61, 33 }, { 240, 135 } };

/* On each size of samples: the miss and where it lies. */
static void
expect_miss (const SlPlan *plan, double left, double right, double top, double bottom, double tolerance)
{
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autoptr (SlCoverage) c = analyse (plan, samples[i].w, samples[i].h, 1);
      const SlFrameCoverage *f = &c->frames[0];

      assert_within (f->miss, left + right + top + bottom, tolerance);
      assert_within (f->miss_edge[SL_EDGE_LEFT], left, tolerance);
      assert_within (f->miss_edge[SL_EDGE_RIGHT], right, tolerance);
      assert_within (f->miss_edge[SL_EDGE_TOP], top, tolerance);
      assert_within (f->miss_edge[SL_EDGE_BOTTOM], bottom, tolerance);
      assert_within (f->led + f->set + f->miss, 1, 1e-9);
      assert_within (f->coverage, 1 - f->miss, 1e-12);
    }
}

/* 3 cm too far back: strips of 0.19 % at the sides and 0.03 % above and below, thinner than half a sample. */
static void
test_strips (void)
{
  double d = 8.03, side = .5 * (1 - 4 / (FLAT_TAN_H * d)), edge = .5 * (1 - 2.25 / (FLAT_TAN_V * d));
  /* a strip at the side loses a triangle at either end, which is nearer to the other edge */
  double total = 1 - (1 - 2 * side) * (1 - 2 * edge), sides = side - side * side, edges = total / 2 - sides;
  /* the practical floor shows up to its end at y = 6, 10.03 m away */
  double floor = .5 * (1 - 2.25 / (FLAT_TAN_V * 10.03));
  g_autoptr (SlPlan) practical = EDITED (flat (), "cam-a position=0 -4.03 2.25");
  g_autoptr (SlPlan) bare = EDITED (flat (), "cam-a position=0 -4.03 2.25", "stage-1 floor=bare");

  expect_miss (bare, sides, sides, edges, edges, 1e-9);
  expect_miss (practical, side * (1 - floor) - side * side / 2, side * (1 - floor) - side * side / 2, edges, 0, 1e-9);
  g_autoptr (SlCoverage) c = analyse (bare, 0, 0, 1);
  g_assert_cmpint (c->grades[SL_SUBJECT_COVERAGE], ==, SL_GRADE_ORANGE);
  g_assert_cmpint (c->first_spill, ==, 0);
}

/* A cabinet left out, and a joint of 10 mm between two walls: inside the picture, whatever the samples. */
static void
test_holes (void)
{
  double picture = (2 * FLAT_TAN_H * 8) * (2 * FLAT_TAN_V * 8);
  g_autoptr (SlPlan) hole = EDITED (flat (), "stage-1 floor=bare", "cam-a position=0 -4 2.25",
                                    "wall patches=<patch column=\"2\" row=\"4\"/>");
  g_autoptr (SlPlan) joint = EDITED (flat (), "stage-1 floor=bare", "wall columns=8", "wall position=-2.005 4 0",
                                     "+wall wall-2", "wall-2 stage=stage-1", "wall-2 cabinet=roe-bp2v2",
                                     "wall-2 columns=8", "wall-2 rows=9", "wall-2 position=2.005 4 0");
  /* seen from 2 m, so that the outer ends are out of the picture: 10 mm of 2 m, and all its height */
  g_autoptr (SlPlan) near = EDITED (sl_plan_ref (joint), "cam-a position=0 2 2.25");

  expect_miss (hole, .25 / picture, 0, 0, 0, 1e-9);
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autoptr (SlCoverage) c = analyse (near, samples[i].w, samples[i].h, 1);
      assert_within (c->frames[0].miss, .01 / 2, 1e-9);
      g_assert_cmpint (c->grades[SL_SUBJECT_COVERAGE], ==, SL_GRADE_ORANGE);
    }
}

/* How much of a rolled picture lies off a rectangle around its middle (all as tangents), from a cut through each of
 * many rows: no polygon is clipped. */
static double
off_rectangle (double half_w, double half_h, double roll_deg)
{
  const guint rows = 40000;
  double c = cos (roll_deg * G_PI / 180), s = sin (roll_deg * G_PI / 180), in = 0;

  for (guint i = 0; i < rows; i++)
    {
      double z = ((i + .5) / rows * 2 - 1) * FLAT_TAN_V, from = -FLAT_TAN_H, to = FLAT_TAN_H;
      /* x·c + z·s within ±half_w, z·c − x·s within ±half_h */
      const double slopes[2] = { c, -s }, rests[2] = { z * s, z * c }, limits[2] = { half_w, half_h };

      for (guint k = 0; k < 2; k++)
        if (fabs (slopes[k]) < 1e-12)
          to = fabs (rests[k]) <= limits[k] ? to : from;
        else
          {
            double a = (-limits[k] - rests[k]) / slopes[k], b = (limits[k] - rests[k]) / slopes[k];
            from = fmax (from, fmin (a, b));
            to = fmin (to, fmax (a, b));
          }
      in += fmax (0, to - from) / (2 * FLAT_TAN_H) / rows;
    }
  return 1 - in;
}

static void
test_rolled (void)
{
  static const double rolls[] = { 0, 5, 30, 45, 60, 90, 135, 175 };

  for (guint i = 0; i < G_N_ELEMENTS (rolls); i++)
    {
      g_autofree char *roll = g_strdup_printf ("%g", rolls[i]);
      g_autoptr (SlPlan) plan = EDITED (flat (), "stage-1 floor=bare", "cam-a roll", roll, "cam-a position=0 -3 2.25");
      g_autoptr (SlCoverage) c = analyse (plan, 16, 9, 1);

      assert_within (c->frames[0].miss, off_rectangle (4. / 7, 2.25 / 7, rolls[i]), 2e-7);
    }
}

/* The overscan of a pan and the protection of a taller mode, by hand. */
static void
test_wider_pictures (void)
{
  /* 20°/s with 6 frames of latency: 5° to either side */
  g_autoptr (SlPlan) plan = EDITED (flat (), "stage-1 floor=bare", "stage-1 latency=<delay name=\"all\" frames=\"6\"/>",
                                    "cam-a position=0 -3 2.25", "shot-1 ratio=2.39",
                                    "shot-1 tracks=<track target=\"cam-a\" path=\"pan\">"
                                    "<key frame=\"0\" value=\"-10\"/>"
                                    "<key frame=\"24\" value=\"10\"/></track>");
  double half = atan (.5), wide = half + 5 * G_PI / 180, w = tan (wide), h = 1 / 2.39 / 2 * cos (half) / cos (wide);

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autoptr (SlCoverage) c = analyse (plan, samples[i].w, samples[i].h, 1);
      const SlFrameCoverage *f = &c->frames[12]; /* straight ahead, 7 m away */

      g_assert_cmpfloat (f->miss, ==, 0);
      assert_within (f->overscan_miss, 1 - 4. / 7 / w * fmin (1, 2.25 / 7 / h), 1e-9);
      assert_within (f->protection_miss, 0, 1e-9);
      assert_within (c->frames[12].overscan_width_factor, w / .5, 1e-6);
    }
  g_autoptr (SlPlan) tall = EDITED (flat (), "stage-1 floor=bare", "shot-1 ratio=2.39", "cam-a position=0 -4 2.25",
                                    "wall rows=8", "wall position=0 4 0.25", "cam-a mode=4.6K 3:2 Open Gate");
  g_autoptr (SlCoverage) c = analyse (tall, 16, 9, 1);
  g_assert_cmpfloat (c->frames[0].miss, ==, 0);
  assert_within (c->frames[0].protection_miss, 1 - 2 / (19.2 / 56 * 8), 1e-9);
}

/* 20 m high, the camera at its middle and 40 cm too far back for its width. */
static SlPlan *
tall (void)
{
  return EDITED (flat (), "stage-1 floor=bare", "wall rows=40", "cam-a position=0 -4.4 10");
}

#define BOARD(id, at, extent) "+prop " id, id " stage=stage-1", id " position", at, id " size=" extent

/* What stands before a miss takes its part of it: a board over the strip at the right, another over the lower half of
 * the one at the left. */
static void
test_set_before_a_strip (void)
{
  g_autoptr (SlPlan) plan = EDITED (tall (), BOARD ("right", "4.1 3.9 2", "0.6 0.01 16"),
                                    BOARD ("left", "-4.1 3.9 0", "0.6 0.01 10"));
  double side = .5 * (1 - 4 / (FLAT_TAN_H * 8.4));

  expect_miss (plan, side / 2 - side * side / 2, 0, side * side / 2, 0, 1e-4);
}

/* A board that leaves a slit of a thousandth at the picture's border, and one that leaves it beside the wall. */
static void
test_slit_beside_set (void)
{
  /* from the left edge of what the picture shows at the board's front, 8.295 m away */
  double outer = -.499 * 8.295, wall_edge = -4 / 8.4, slit = .001;
  g_autofree char *at = g_strdup_printf ("%.9f 3.9 2", outer + .3);
  g_autofree char *inner = g_strdup_printf ("%.9f 3.9 2", (wall_edge - slit) * 8.305 - .3);
  g_autoptr (SlPlan) border = EDITED (tall (), BOARD ("left", at, "0.6 0.01 16"),
                                      BOARD ("right", "4.1 3.9 2", "0.6 0.01 16"));
  g_autoptr (SlPlan) joint = EDITED (tall (), BOARD ("left", inner, "0.6 0.01 16"),
                                     BOARD ("right", "4.1 3.9 2", "0.6 0.01 16"));

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autoptr (SlCoverage) b = analyse (border, samples[i].w, samples[i].h, 1);
      g_autoptr (SlCoverage) j = analyse (joint, samples[i].w, samples[i].h, 1);
      assert_within (b->frames[0].miss, slit, 1e-4);
      assert_within (j->frames[0].miss, slit, 1e-4);
    }
}

/* Walls that hide each other, from the front and from behind. */
static void
test_walls_before_walls (void)
{
  g_autoptr (SlPlan) back = EDITED (flat (), "stage-1 floor=bare", "cam-a position=0 -3 2.25", "+wall wild",
                                    "wild stage=stage-1", "wild cabinet=roe-bp2v2", "wild columns=2", "wild rows=3",
                                    "wild position=1 0 1.5", "wild pan=180");
  g_autoptr (SlPlan) front = EDITED (sl_plan_ref (back), "wild pan=0");
  double picture = (2 * FLAT_TAN_H * 3) * (2 * FLAT_TAN_V * 3);

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autoptr (SlCoverage) b = analyse (back, samples[i].w, samples[i].h, 1);
      g_autoptr (SlCoverage) f = analyse (front, samples[i].w, samples[i].h, 1);
      /* 1 × 1.5 m, 3 m away, of which the picture shows all but what lies above its upper edge */
      double high = fmin (3, 2.25 + FLAT_TAN_V * 3) - 1.5;
      assert_within (b->frames[0].miss, high / picture, 1e-9);
      g_assert_cmpfloat (f->frames[0].miss, ==, 0);
    }
}

/* Nothing leaks at any roll: inside a closed ring, in the areas as in the rays. */
static void
test_closed_ring (void)
{
  for (int roll = 0; roll <= 180; roll += 5)
    for (int pan = 0; pan <= 90; pan += 45)
      {
        g_autofree char *r = g_strdup_printf ("%d", roll), *p = g_strdup_printf ("%d", pan);
        g_autoptr (SlPlan) plan = EDITED (flat (), "stage-1 floor=bare", "wall columns=36", "wall rows=60",
                                          "wall seams=10", "wall position=0 2.85751 -15", "cam-a position=0 0 12",
                                          "cam-a roll", r, "cam-a pan", p,
                                          /* a board behind the ring: rays are traced, but none may get to it */
                                          "+prop box", "box stage=stage-1", "box position=0 9 0", "box size=40 0.1 30");
        g_autoptr (SlCoverage) c = analyse (plan, 240, 135, 1);
        g_assert_cmpfloat (c->frames[0].miss, ==, 0);
        g_assert_cmpfloat (c->frames[0].led, ==, 1);
      }
}

/* Long lenses at 45°, where a whole packet of rays lies on both sides of an axis. */
static void
test_long_lenses (void)
{
  static const char *const lenses[] = { "400", "1200" };

  for (guint i = 0; i < G_N_ELEMENTS (lenses); i++)
    for (int roll = 0; roll <= 180; roll += 15)
      {
        g_autofree char *r = g_strdup_printf ("%d", roll);
        g_autoptr (SlPlan) plan = EDITED (flat (), "wall pan=10", "wall rows=12", "cam-a position=0 -4 2.51",
                                          "cam-a roll", r, "shot-1 focal_mm", lenses[i], "+prop box",
                                          "box stage=stage-1", "box position=0 6 0", "box size=14 0.1 8");
        g_autoptr (SlCoverage) c = analyse (plan, 240, 135, 1);
        g_assert_cmpfloat (c->frames[0].miss, ==, 0);
        g_assert_cmpfloat (c->frames[0].led, ==, 1);
      }
}

/* A camera in the plane of a wall's face sees nothing of it, whichever way it looks. */
static void
test_in_the_plane (void)
{
  static const char *const pans[] = { "0", "90", "-90", "30", "180" };

  for (guint i = 0; i < G_N_ELEMENTS (pans); i++)
    {
      g_autoptr (SlPlan) plan = EDITED (flat (), "stage-1 floor=bare", "cam-a position=0 4 2.25", "cam-a pan", pans[i],
                                        "+prop box", "box stage=stage-1", "box position=0 30 0");
      g_autoptr (SlCoverage) c = analyse (plan, 60, 34, 1);
      g_assert_cmpfloat (c->frames[0].led, ==, 0);
      g_assert_cmpuint (c->walls[0].panels_seen, ==, 0);
      g_assert_true (isnan (c->frames[0].distance_min_m));
    }
}

/* And it hides nothing of what is beyond. */
static void
test_through_the_plane (void)
{
  g_autoptr (SlPlan) plan = EDITED (flat (), "stage-1 floor=bare", "cam-a position=0 4 2.25", "+wall beyond",
                                    "beyond stage=stage-1", "beyond cabinet=roe-bp2v2", "beyond columns=16",
                                    "beyond rows=12", "beyond position=0 8 0");
  g_autoptr (SlCoverage) c = analyse (plan, 60, 34, 1);

  g_assert_cmpfloat (c->frames[0].miss, ==, 0);
  g_assert_cmpfloat (c->frames[0].led, ==, 1);
  assert_within (c->frames[0].distance_min_m, 4, 1e-9);
  g_assert_cmpuint (c->walls[0].panels_seen, ==, 0);
}

void
add_area_tests (void)
{
  g_test_add_func ("/coverage/areas/strips", test_strips);
  g_test_add_func ("/coverage/areas/holes", test_holes);
  g_test_add_func ("/coverage/areas/rolled", test_rolled);
  g_test_add_func ("/coverage/areas/wider-pictures", test_wider_pictures);
  g_test_add_func ("/coverage/areas/set-before-a-strip", test_set_before_a_strip);
  g_test_add_func ("/coverage/areas/slit-beside-set", test_slit_beside_set);
  g_test_add_func ("/coverage/areas/walls-before-walls", test_walls_before_walls);
  g_test_add_func ("/coverage/areas/closed-ring", test_closed_ring);
  g_test_add_func ("/coverage/areas/long-lenses", test_long_lenses);
  g_test_add_func ("/coverage/areas/in-the-plane", test_in_the_plane);
  g_test_add_func ("/coverage/areas/through-the-plane", test_through_the_plane);
}
