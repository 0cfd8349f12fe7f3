/* Rays: what is see-through, packets against single rays, and what is kept from frame to frame. */
#include <float.h>

#include "coverage-fixture.h"
#include "sl-measure.h"

static SlAssets *
load (const char *model)
{
  g_autofree char *importer = g_build_filename (g_getenv ("SL_BUILD"), "src", "sightline-import", NULL);
  g_autofree char *cache = g_dir_make_tmp ("sl-coverage-XXXXXX", NULL);
  g_autoptr (GError) error = NULL;
  SlAssets *assets = sl_assets_new (importer, cache);

  sl_assets_load_mesh (assets, SL_SOURCE "/tests/asset/models", model, NULL, &error);
  g_assert_no_error (error);
  sl_test_remove_tree (cache);
  return assets;
}

/* A card of 2 × 4 m halfway to the wall, where the picture is 4 m wide and less than 4 m high; the left half of its own
 * picture is a leaf. */
static SlPlan *
with_card (const char *model, const char *wall_pan)
{
  return EDITED (flat (), "wall pan", wall_pan, "stage-1 floor=bare", "wall rows=12", "+prop card",
                 "card stage=stage-1", "card shape=model", "card model", model, "card scale=2", "card position=-1 0 0");
}

static void
test_see_through (void)
{
  static const struct { const char *model; double hides; guint columns_seen; } rows[] = {
    { "alpha-opaque.gltf", .5, 8 }, { "alpha-mask.gltf", .25, 12 }, { "alpha-blend.gltf", .05, 16 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SlPlan) led = with_card (rows[i].model, "0"), none = with_card (rows[i].model, "180");
      g_autoptr (SlAssets) assets = load (rows[i].model);
      g_autoptr (SlCoverage) l = sl_coverage_analyse (led, assets, "shot-1", NULL, NULL);
      g_autoptr (SlCoverage) n = sl_coverage_analyse (none, assets, "shot-1", NULL, NULL);

      assert_within (l->frames[0].set, rows[i].hides, .003);
      assert_within (l->frames[0].led, 1 - rows[i].hides, .003);
      g_assert_cmpfloat (l->frames[0].miss, ==, 0);
      assert_within (n->frames[0].miss, 1 - rows[i].hides, .001);
      g_assert_cmpfloat (n->frames[0].led, ==, 0);
      /* the picture shows columns whole; the card's edges lie on seams */
      g_assert_cmpuint (l->walls[0].panels_seen, ==, rows[i].columns_seen * 9);
    }
}

/* Holes are holes however many lie behind each other, as in the leaves of a hedge. */
static void
test_many_holes (void)
{
  g_autoptr (SlAssets) assets = load ("alpha-mask.gltf");
  g_autoptr (SlCommand) command = sl_command_new ("x");
  g_autoptr (SlPlan) one = with_card ("alpha-mask.gltf", "0"), plan = NULL;

  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *id = g_strdup_printf ("card-%u", i), *at = g_strdup_printf ("-1 %.2f 0", .01 * (i + 1));

      sl_command_add (command, SL_KIND_PROP, id);
      sl_command_set (command, id, "stage", "stage-1");
      sl_command_set (command, id, "shape", "model");
      sl_command_set (command, id, "model", "alpha-mask.gltf");
      sl_command_set (command, id, "scale", "2");
      sl_command_set (command, id, "position", at);
    }
  plan = sl_plan_apply (one, command, NULL);
  g_autoptr (SlCoverage) c = sl_coverage_analyse (plan, assets, "shot-1", NULL, NULL);
  assert_within (c->frames[0].led, .75, .003); /* the nearest leaf hides those behind it */
}

/* --- packets --- */

typedef struct {
  const SlTracer *tracer;
  const SlFrame  *camera;
  SlRaster        raster;
  guint           rays, differ;
} Compare;

static void
compare_ray (guint x, guint y, const SlRayHit *hit, gpointer data)
{
  Compare *c = data;
  double u = (2 * (x + .5) / c->raster.w - 1) * c->raster.tan_h, v = (1 - 2 * (y + .5) / c->raster.h) * c->raster.tan_v;
  SlVec3 way = sl_vec3_mad (sl_vec3_mad (c->camera->y, c->camera->x, u), c->camera->z, v);
  SlRayHit alone = sl_tracer_ray (c->tracer, c->camera->o, way);

  c->rays++;
  c->differ += alone.hit != hit->hit || alone.wall != hit->wall;
}

/* A picture of packets says what each ray says alone, at every roll, in all of the picture and in a part of it. */
static void
test_packets (void)
{
  for (int roll = 0; roll <= 180; roll += 15)
    {
      g_autofree char *r = g_strdup_printf ("%d", roll);
      g_autoptr (SlPlan) plan = EDITED (flat (), "cam-a roll", r, "wall seams=4", "wall pan=10",
                                        "cam-a position=0 -4 2.51", "+prop box", "box stage=stage-1",
                                        "box position=1 2 0");
      g_autoptr (SlSceneMaker) maker = sl_scene_maker_new_shot (plan, NULL, "shot-1", NULL);
      g_autoptr (SlScene) scene = sl_scene_maker_at (maker, 0, NULL);
      g_autoptr (SlTracer) tracer = sl_tracer_new (scene, NULL);
      Compare c = { tracer, &scene->camera.frame, { scene->camera.tan_h, scene->camera.tan_v, 121, 67 }, 0, 0 };
      const SlCells all = { 0, 121, 0, 67 }, some = { 4, 30, 8, 9 };

      sl_tracer_picture (tracer, c.camera, &c.raster, &all, compare_ray, &c);
      g_assert_cmpuint (c.rays, ==, 121 * 67);
      g_assert_cmpuint (c.differ, ==, 0);
      sl_tracer_picture (tracer, c.camera, &c.raster, &some, compare_ray, &c);
      g_assert_cmpuint (c.rays, ==, 121 * 67 + 26);
      g_assert_cmpuint (c.differ, ==, 0);
      volatile double least = DBL_MIN;
      g_assert_cmpfloat (least / 2, >, 0); /* the processor's state is the caller's */
    }
}

/* --- kept from frame to frame --- */

static void
test_store (void)
{
  g_autoptr (SlPlan) still = EDITED (flat (), "+prop box", "box stage=stage-1", "box position=1 2 0");
  g_autoptr (SlPlan) moving = EDITED (sl_plan_ref (still),
                                      "shot-1 tracks=<track target=\"box\" path=\"position\">"
                                      "<key frame=\"0\" value=\"-1 2 0\"/>"
                                      "<key frame=\"23\" value=\"1 2 0\"/></track>");
  g_autoptr (SlSceneMaker) a = sl_scene_maker_new_shot (still, NULL, "shot-1", NULL);
  g_autoptr (SlSceneMaker) b = sl_scene_maker_new_shot (moving, NULL, "shot-1", NULL);
  g_autoptr (SlScene) first = sl_scene_maker_at (a, 0, NULL), later = sl_scene_maker_at (a, 20, NULL);
  g_autoptr (SlScene) left = sl_scene_maker_at (b, 0, NULL), right = sl_scene_maker_at (b, 23, NULL);
  g_autoptr (SlTracerStore) store = sl_tracer_store_new ();
  const SlTracer *kept = sl_tracer_store_get (store, first, NULL);
  SlVec3 eye = sl_vec3 (0, -4, .5), at = sl_vec3 (-1, 6, 0); /* to where the box begins, and is not at the end */

  g_assert_nonnull (kept);
  g_assert_true (sl_tracer_store_get (store, later, NULL) == kept);
  g_assert_cmpint (sl_tracer_ray (sl_tracer_store_get (store, left, NULL), eye, at).hit, ==, SL_HIT_SET);
  g_assert_cmpint (sl_tracer_ray (sl_tracer_store_get (store, right, NULL), eye, at).hit, ==, SL_HIT_LED);
  g_assert_cmpint (sl_tracer_bare_ray (sl_tracer_store_get (store, left, NULL), eye, at).hit, ==, SL_HIT_LED);
  kept = sl_tracer_store_get (store, first, NULL);
  g_assert_cmpint (sl_tracer_ray (kept, eye, sl_vec3 (1, 6, 0)).hit, ==, SL_HIT_SET);
}

/* Cabinets beyond those that were counted on are measured, and counted nowhere. */
static void
test_counts_stay_in_their_place (void)
{
  g_autoptr (SlPlan) plan = flat ();
  g_autoptr (SlSceneMaker) maker = sl_scene_maker_new_shot (plan, NULL, "shot-1", NULL);
  g_autoptr (SlScene) scene = sl_scene_maker_at (maker, 0, NULL);
  g_autoptr (SlTracer) tracer = sl_tracer_new (scene, NULL);
  g_autofree guint32 *seen = g_new0 (guint32, 3);
  SlWallCoverage walls[1] = { { .panels = 3, .frames_seen = seen } };
  SlMotion motion = { .n_velocities = 1 };
  const SlMeasure m = { tracer, scene, &motion, 24, 0, 16, 9 };
  const SlPictureSize size = { scene->camera.tan_h, scene->camera.tan_v }, sizes[SL_N_PICTURES] = { size, size, size };
  SlFrameCoverage frame = { 0 };
  SlAreas areas;

  sl_areas_measure (tracer, scene, sizes, 16, 9, &areas);
  sl_measure_panels (&m, &areas, &frame, walls, 1);
  g_assert_cmpuint (seen[0] + seen[1] + seen[2], ==, 3);
  assert_within (frame.led, 1, 1e-9);
  sl_measure_panels (&m, &areas, &frame, NULL, 0);
}

void
add_tracer_tests (void)
{
  g_test_add_func ("/coverage/tracer/see-through", test_see_through);
  g_test_add_func ("/coverage/tracer/many-holes", test_many_holes);
  g_test_add_func ("/coverage/tracer/packets", test_packets);
  g_test_add_func ("/coverage/tracer/store", test_store);
  g_test_add_func ("/coverage/tracer/counts-stay-in-their-place", test_counts_stay_in_their_place);
}
