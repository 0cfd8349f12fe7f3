/* What a rig does to the camera that it carries: it holds it, and it sways, by the seed of the shot. */
#include "../sl-test.h"
#include "sl-plan-xml.h"
#include "sl-scene-reads.h"
#include "tests.h"

/* A camera at 0 −4 1.5 that stands, or goes 4 m in 48 frames, on a rig as said, in a shot as said. */
static SlPlan *
make_plan (const char *rig, const char *shot, const char *tracks)
{
  g_autofree char *text = g_strdup_printf (
    "<sightline version=\"1.0\"><stage id=\"stage\"/><setup id=\"setup\" stage=\"stage\"/>"
    "<rig id=\"rig\" stage=\"stage\" %s/><body id=\"body\"><mode name=\"full\"/></body>"
    "<camera id=\"cam\" stage=\"stage\" position=\"0 -4 1.5\" pan=\"10\" body=\"body\" rig=\"rig\"/>"
    "<shot id=\"s\" setup=\"setup\" camera=\"cam\" %s>%s</shot></sightline>", rig, shot, tracks);
  g_autoptr (GError) error = NULL;
  SlPlan *plan = sl_plan_parse (text, strlen (text), "test", NULL, &error);

  g_assert_no_error (error);
  return plan;
}

#define GOING "<track target=\"cam\" path=\"position\"><key value=\"-2 -4 1.5\" ease=\"smooth\"/>" \
              "<key frame=\"48\" value=\"2 -4 1.5\"/></track>"
#define HAND "form=\"steadicam\" sway=\"0.04\" sway_angle=\"1.5\" sway_hz=\"0.8\""

static SlSceneCamera
camera_at (const SlSceneMaker *maker, double frame)
{
  SlSceneCamera camera;
  g_autoptr (GError) error = NULL;

  sl_scene_maker_camera (maker, frame, &camera, &error);
  g_assert_no_error (error);
  return camera;
}

/* To the bit, whatever the seed and the quickness. */
static void
test_none (void)
{
  g_autoptr (SlPlan) without = make_plan ("", "", GOING);
  g_autoptr (SlPlan) with = make_plan ("sway=\"0\" sway_angle=\"0\" sway_hz=\"3\"", "seed=\"7\"", GOING);
  g_autoptr (SlSceneMaker) a = sl_scene_maker_new_shot (without, NULL, "s", NULL);
  g_autoptr (SlSceneMaker) b = sl_scene_maker_new_shot (with, NULL, "s", NULL);

  for (double frame = 0; frame < 60; frame += .7)
    {
      const SlSceneCamera one = camera_at (a, frame), other = camera_at (b, frame);
      SlSceneMotion moves, move;

      g_assert_cmpmem (&one.frame, sizeof one.frame, &other.frame, sizeof other.frame);
      g_assert_true (sl_scene_maker_motion (b, frame, SL_SIDE_AFTER, &moves, NULL));
      g_assert_true (sl_scene_maker_move (a, frame, SL_SIDE_AFTER, &move, NULL));
      g_assert_cmpmem (&moves, sizeof moves, &move, sizeof move);
    }
}

/* It stays about where keys have it, by no more than is said, moves all six numbers, and hands still take hold of what
 * the keys say. */
static void
test_bounds (void)
{
  for (int seed = 0; seed < 20; seed++)
    {
      g_autofree char *shot = g_strdup_printf ("frames=\"400\" seed=\"%d\"", seed);
      g_autoptr (SlPlan) plan = make_plan (HAND, shot, GOING), calm = make_plan ("", "", GOING);
      g_autoptr (SlSceneMaker) maker = sl_scene_maker_new_shot (plan, NULL, "s", NULL);
      g_autoptr (SlSceneMaker) still = sl_scene_maker_new_shot (calm, NULL, "s", NULL);
      double most[6] = { 0 }, sum[6] = { 0 };

      for (int frame = 0; frame < 400; frame++)
        {
          const SlSceneCamera now = camera_at (maker, frame), meant = camera_at (still, frame);
          const double off[6] = { now.frame.o.x - meant.frame.o.x, now.frame.o.y - meant.frame.o.y,
                                  now.frame.o.z - meant.frame.o.z, now.pan - meant.pan, now.tilt - meant.tilt,
                                  now.roll - meant.roll };
          SlScenePose pose;

          for (int i = 0; i < 6; i++)
            {
              most[i] = fmax (most[i], fabs (off[i]));
              sum[i] += off[i];
            }
          g_assert_true (sl_scene_maker_pose (maker, "cam", frame, &pose));
          g_assert_cmpmem (&pose.position, sizeof pose.position, &meant.frame.o, sizeof meant.frame.o);
          g_assert_cmpfloat (pose.pan, ==, meant.pan);
        }
      for (int i = 0; i < 6; i++)
        {
          const double amplitude = i < 3 ? .04 : 1.5;

          g_assert_cmpfloat (most[i], <=, amplitude);
          g_assert_cmpfloat (most[i], >, .3 * amplitude);
          g_assert_cmpfloat (fabs (sum[i] / 400), <, .1 * amplitude);
        }
    }
}

/* At an instant it is the same whatever the frame rate, and the same again; another seed is another take. */
static void
test_seeds (void)
{
  g_autoptr (SlPlan) slow = make_plan (HAND, "fps=\"24\"", ""), fast = make_plan (HAND, "fps=\"60\"", "");
  g_autoptr (SlPlan) film = make_plan (HAND, "fps=\"24000/1001\"", ""), take = make_plan (HAND, "seed=\"2\"", "");
  g_autoptr (SlSceneMaker) a = sl_scene_maker_new_shot (slow, NULL, "s", NULL);
  g_autoptr (SlSceneMaker) b = sl_scene_maker_new_shot (fast, NULL, "s", NULL);
  g_autoptr (SlSceneMaker) c = sl_scene_maker_new_shot (film, NULL, "s", NULL);
  g_autoptr (SlSceneMaker) d = sl_scene_maker_new_shot (take, NULL, "s", NULL);

  for (double seconds = 0; seconds < 5; seconds += .25)
    {
      const SlVec3 one = camera_at (a, seconds * 24).frame.o, again = camera_at (a, seconds * 24).frame.o;
      SlSceneMotion at_24, at_60;

      g_assert_cmpmem (&one, sizeof one, &again, sizeof again);
      g_assert_cmpfloat (sl_vec3_length (sl_vec3_sub (one, camera_at (b, seconds * 60).frame.o)), <, 1e-12);
      g_assert_cmpfloat (sl_vec3_length (sl_vec3_sub (one, camera_at (c, seconds * 24000 / 1001).frame.o)), <, 1e-12);
      g_assert_cmpfloat (sl_vec3_length (sl_vec3_sub (one, camera_at (d, seconds * 24).frame.o)), >, 1e-4);
      g_assert_true (sl_scene_maker_motion (a, seconds * 24, SL_SIDE_AFTER, &at_24, NULL));
      g_assert_true (sl_scene_maker_motion (b, seconds * 60, SL_SIDE_AFTER, &at_60, NULL));
      g_assert_cmpfloat (sl_vec3_length (sl_vec3_sub (at_24.velocity, at_60.velocity)), <, 1e-9);
      g_assert_cmpfloat (sl_vec3_length (at_24.velocity), >, 1e-4); /* real motion, though no key moves */
    }
}

/* Speeds and accelerations are those of the way itself. */
static void
test_speed (void)
{
  g_autoptr (SlPlan) plan = make_plan (HAND, "fps=\"25\"", GOING);
  g_autoptr (SlSceneMaker) maker = sl_scene_maker_new_shot (plan, NULL, "s", NULL);
  const double step = 1e-3;

  for (double frame = 1.3; frame < 47; frame += 1.1)
    {
      const SlSceneCamera now = camera_at (maker, frame);
      const SlVec3 before = camera_at (maker, frame - step).frame.o, after = camera_at (maker, frame + step).frame.o;
      const SlVec3 speed = sl_vec3_scale (sl_vec3_sub (after, before), 25 / (2 * step));
      const SlVec3 twice = sl_vec3_sub (sl_vec3_add (before, after), sl_vec3_scale (now.frame.o, 2));
      const SlVec3 gain = sl_vec3_scale (twice, 25 * 25 / (step * step));
      SlSceneMotion motion;

      g_assert_true (sl_scene_maker_motion (maker, frame, SL_SIDE_AFTER, &motion, NULL));
      assert_within (motion.velocity.x, sl_vec3_dot (speed, now.frame.x), 1e-5);
      assert_within (motion.velocity.z, sl_vec3_dot (speed, now.frame.z), 1e-5);
      assert_within (motion.acceleration.y, sl_vec3_dot (gain, now.frame.y), 1e-3);
    }
}

/* The whole scene, and where its camera is drawn, have it too; caches learn of it. */
static void
test_everywhere (void)
{
  g_autoptr (SlPlan) plan = make_plan (HAND, "", ""), other = make_plan ("sway=\"0.1\"", "", "");
  g_autoptr (SlSceneMaker) maker = sl_scene_maker_new_shot (plan, NULL, "s", NULL);
  g_autoptr (SlScene) scene = sl_scene_maker_at (maker, 10, NULL);
  const SlSceneCamera alone = camera_at (maker, 10);
  const SlScenePlace *place = &g_array_index (scene->cameras, SlScenePlace, 0);

  g_assert_cmpmem (&alone.frame, sizeof alone.frame, &scene->camera.frame, sizeof scene->camera.frame);
  g_assert_cmpmem (&alone.frame, sizeof alone.frame, &place->frame, sizeof place->frame);
  g_autoptr (SlPlan) fork = sl_plan_fork (plan);
  sl_plan_put (fork, sl_entity_ref ((SlEntity *) sl_plan_find (other, "rig")));
  g_autoptr (SlSceneReads) before = sl_scene_reads_new (plan, NULL), after = sl_scene_reads_new (fork, NULL);
  g_assert_cmpuint (sl_scene_reads_coverage (before, "s"), !=, sl_scene_reads_coverage (after, "s"));
}

/* --- riding --- */

static SlSceneMaker *
maker_of (const SlPlan *plan)
{
  GError *error = NULL;
  SlSceneMaker *maker = sl_scene_maker_new_shot (plan, NULL, "s", &error);

  g_assert_no_error (error);
  return maker;
}

static void
near_vector (SlVec3 a, SlVec3 b, double tolerance)
{
  assert_within (a.x, b.x, tolerance);
  assert_within (a.y, b.y, tolerance);
  assert_within (a.z, b.z, tolerance);
}

#define ANYWHERE " position=\"1 2 .5\" pan=\"40\" tilt=\"10\" roll=\"-7\""

/* In the rig's own frame, and the rig anywhere, turned about all its axes. */
static void
test_places (void)
{
  static const struct { const char *rig; SlVec3 local; } rows[] = {
    { "form=\"dolly\" along=\"2\" height=\"1.2\"", { 2, 0, 1.2 } },
    { "form=\"slider\" along=\"-.3\" height=\"1\" swing=\"30\"", { -.3, 0, 1 } },
    { "form=\"crane\" height=\"1\" extension=\"3\"", { 0, 3, 1 } },
    { "form=\"crane\" height=\"1\" extension=\"3\" swing=\"90\" along=\"5\"", { -3, 0, 1 } },
    { "form=\"jib\" height=\"1\" extension=\"2\" boom=\"30\"", { 0, 1.7320508075688772, 2 } },
    { "form=\"static\" height=\"1.4\"", { 0, 0, 1.4 } },
    { "form=\"steadicam\"", { 0, 0, 1.5 } },
    { "form=\"drone\" height=\"0\"", { 0, 0, 0 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *rig = g_strconcat (rows[i].rig, ANYWHERE, NULL);
      g_autoptr (SlPlan) plan = make_plan (rig, "", "");
      g_autoptr (SlSceneMaker) maker = maker_of (plan);
      g_autoptr (SlSceneMaker) stage = sl_scene_maker_new_stage (plan, NULL, "stage", NULL, NULL);
      const SlFrame foot = sl_frame_from_pose (sl_vec3 (1, 2, .5), 40, 10, -7);
      const SlVec3 expected = sl_frame_point (&foot, rows[i].local);
      g_autoptr (SlScene) scene = sl_scene_maker_at (maker, 0, NULL), built = sl_scene_maker_at (stage, 0, NULL);
      const SlSceneRig *drawn = &g_array_index (scene->rigs, SlSceneRig, 0);
      SlScenePose pose;

      near_vector (camera_at (maker, 0).frame.o, expected, 1e-12);
      g_assert_cmpfloat (camera_at (maker, 0).pan, ==, 10); /* its head keeps its direction */
      g_assert_true (sl_scene_maker_pose (maker, "cam", 7, &pose));
      near_vector (pose.position, expected, 1e-12);
      near_vector (g_array_index (built->cameras, SlScenePlace, 0).frame.o, expected, 1e-12);
      g_assert_true (drawn->carries);
      near_vector (drawn->head, expected, 1e-12);
    }
}

#define KEYED(path, from, ease, to) \
  "<track target=\"rig\" path=\"" path "\"><key value=\"" from "\" ease=\"" ease "\"/>" \
  "<key frame=\"48\" value=\"" to "\"/></track>"
#define FOOT KEYED ("position", "0 0 0", "smooth", "1 2 0") KEYED ("pan", "0", "smooth", "70") \
             KEYED ("tilt", "-5", "linear", "12")
#define ARM  KEYED ("swing", "10", "smooth", "90") KEYED ("boom", "-20", "smooth", "50") \
             KEYED ("extension", "2", "linear", "5")

/* Foot, arm and sway at once: as the way itself has it. */
static void
test_ride_speed (void)
{
  g_autoptr (SlPlan) plan = make_plan ("form=\"crane\" sway=\".02\" roll=\"3\"", "fps=\"25\" frames=\"49\"",
                                         FOOT ARM);
  g_autoptr (SlSceneMaker) maker = maker_of (plan);
  const double step = 1e-3;

  for (double frame = 1.3; frame < 47; frame += 1.1)
    {
      const SlSceneCamera now = camera_at (maker, frame);
      const SlVec3 before = camera_at (maker, frame - step).frame.o, after = camera_at (maker, frame + step).frame.o;
      const SlVec3 speed = sl_vec3_scale (sl_vec3_sub (after, before), 25 / (2 * step));
      const SlVec3 twice = sl_vec3_sub (sl_vec3_add (before, after), sl_vec3_scale (now.frame.o, 2));
      const SlVec3 gain = sl_vec3_scale (twice, 25 * 25 / (step * step));
      SlSceneMotion motion;

      g_assert_true (sl_scene_maker_motion (maker, frame, SL_SIDE_AFTER, &motion, NULL));
      near_vector (motion.velocity, sl_vec3 (sl_vec3_dot (speed, now.frame.x), sl_vec3_dot (speed, now.frame.y),
                                             sl_vec3_dot (speed, now.frame.z)), 1e-4);
      near_vector (motion.acceleration, sl_vec3 (sl_vec3_dot (gain, now.frame.x), sl_vec3_dot (gain, now.frame.y),
                                                 sl_vec3_dot (gain, now.frame.z)), 2e-2);
    }
}

/* It stands where it is put: by the shot, by keys, by a value of its setup; and off a rig of another stage. */
static void
test_not_riding (void)
{
  g_autoptr (SlPlan) own = make_plan ("along=\"2\"", "position=\"5 5 5\"", "");
  g_autoptr (SlPlan) keyed = make_plan ("along=\"2\"", "", GOING);
  g_autoptr (SlPlan) part = make_plan ("along=\"2\"", "",
                                       "<track target=\"cam\" path=\"position.x\"><key value=\"3\"/></track>");
  g_autoptr (SlPlan) turned = make_plan ("along=\"2\"", "",
                                         "<track target=\"cam\" path=\"pan\"><key value=\"3\"/></track>");
  const struct { const SlPlan *plan; SlVec3 at; } rows[] = {
    { own, { 5, 5, 5 } }, { keyed, { -2, -4, 1.5 } }, { part, { 3, -4, 1.5 } }, { turned, { 2, 0, 1.5 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SlSceneMaker) maker = maker_of (rows[i].plan);

      near_vector (camera_at (maker, 0).frame.o, rows[i].at, 1e-12);
    }
  g_autoptr (SlPlan) fork = sl_plan_fork (turned);
  SlEntity *rig = sl_entity_edit (sl_plan_find (fork, "rig"));
  g_assert_true (sl_entity_set (rig, "stage", "", FALSE, NULL));
  sl_plan_put (fork, rig);
  g_autoptr (SlSceneMaker) off = maker_of (fork);
  near_vector (camera_at (off, 0).frame.o, sl_vec3 (0, -4, 1.5), 1e-12);
}

/* Where the rig would have to be is where it then is, or the nearest place on its line. */
static void
test_rig_for (void)
{
  static const char *const rigs[] = { "form=\"dolly\"", "form=\"slider\"", "form=\"crane\"",
                                      "form=\"jib\" swing=\"-170\"", "form=\"steadicam\"", "form=\"static\"",
                                      "form=\"drone\"" };
  const SlVec3 wanted[] = { { 1, -2, 3 }, { -4, .5, 1.5 }, { 0, 0, 9 }, { 3, 3, -1 } };

  for (guint i = 0; i < G_N_ELEMENTS (rigs); i++)
    for (guint k = 0; k < G_N_ELEMENTS (wanted); k++)
      {
        g_autofree char *turned = g_strconcat (rigs[i], " position=\"1 2 0\" pan=\"35\"", NULL);
        g_autoptr (SlPlan) plan = make_plan (turned, "", ""), other = NULL;
        g_autoptr (SlSceneMaker) maker = maker_of (plan), then = NULL;
        const gboolean on_line = i < 2;
        SlRigHold hold;

        g_assert_true (sl_scene_maker_rig_for (maker, "rig", 0, wanted[k], &hold));
        const SlOverlay numbers[] = {
          { "rig", "position.x", hold.position.x }, { "rig", "position.y", hold.position.y },
          { "rig", "position.z", hold.position.z }, { "rig", "along", hold.along }, { "rig", "height", hold.height },
          { "rig", "swing", hold.swing }, { "rig", "boom", hold.boom }, { "rig", "extension", hold.extension },
        };
        then = sl_scene_maker_new_overlaid (maker, numbers, G_N_ELEMENTS (numbers), NULL);
        g_assert_nonnull (then);
        near_vector (camera_at (then, 0).frame.o, hold.head, 1e-9);
        if (!on_line)
          near_vector (hold.head, wanted[k], 1e-9);
        assert_within (hold.head.z, wanted[k].z, 1e-9);
      }
  g_autoptr (SlPlan) plan = make_plan ("", "", "");
  g_autoptr (SlSceneMaker) maker = maker_of (plan);
  SlRigHold hold;
  g_assert_false (sl_scene_maker_rig_for (maker, "cam", 0, wanted[0], &hold));
}

void
add_rig_tests (void)
{
  g_test_add_func ("/scene/ride/places", test_places);
  g_test_add_func ("/scene/ride/speed", test_ride_speed);
  g_test_add_func ("/scene/ride/not", test_not_riding);
  g_test_add_func ("/scene/ride/rig-for", test_rig_for);
  g_test_add_func ("/scene/sway/none", test_none);
  g_test_add_func ("/scene/sway/bounds", test_bounds);
  g_test_add_func ("/scene/sway/seeds", test_seeds);
  g_test_add_func ("/scene/sway/speed", test_speed);
  g_test_add_func ("/scene/sway/everywhere", test_everywhere);
}
