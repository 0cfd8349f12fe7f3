/* Scenes at an instant: cameras alone and how they move, numbers laid over, what is left out. */
#include <string.h>

#include "../sl-test.h"
#include "../sl-test-plan.h"
#include "sl-check.h"
#include "sl-edit.h"
#include "sl-scene-reads.h"
#include "tests.h"

#define DEG (G_PI / 180)

/* `plan` with fields set: "id", "path", "value", … and NULL. */
static SlPlan *
plan_with (const SlPlan *plan, ...)
{
  SlPlan *fork = sl_plan_fork (plan);
  const char *id;
  va_list values;

  va_start (values, plan);
  while ((id = va_arg (values, const char *)) != NULL)
    {
      const char *path = va_arg (values, const char *), *value = va_arg (values, const char *);
      SlEntity *entity = sl_entity_edit (sl_plan_find (fork, id));
      g_autoptr (GError) error = NULL;

      g_assert_true (sl_entity_set (entity, path, value, FALSE, &error));
      sl_plan_put (fork, entity);
    }
  va_end (values);
  return fork;
}

/* The small sample with camera A on the move: pan, tilt, roll and position at once. */
static SlPlan *
moving_plan (void)
{
  g_autoptr (SlPlan) plan = sl_test_plan (SAMPLE ("small-flat.sightline"));

  return plan_with (plan, "shot-1", "tracks[+].target", "cam-a", "shot-1", "tracks[0].path", "pan",
                    "shot-1", "tracks[0].keys[+].value", "0", "shot-1", "tracks[0].keys[0].ease", "smooth",
                    "shot-1", "tracks[0].keys[+].frame", "48", "shot-1", "tracks[0].keys[1].value", "40",
                    "shot-1", "tracks[+].target", "cam-a", "shot-1", "tracks[1].path", "tilt",
                    "shot-1", "tracks[1].keys[+].value", "-10", "shot-1", "tracks[1].keys[+].frame", "30",
                    "shot-1", "tracks[1].keys[1].value", "35",
                    "shot-1", "tracks[+].target", "cam-a", "shot-1", "tracks[2].path", "roll",
                    "shot-1", "tracks[2].keys[+].value", "5", "shot-1", "tracks[2].keys[0].ease", "smooth",
                    "shot-1", "tracks[2].keys[+].frame", "40", "shot-1", "tracks[2].keys[1].value", "60",
                    "shot-1", "tracks[+].target", "cam-a", "shot-1", "tracks[3].path", "position",
                    "shot-1", "tracks[3].keys[+].value", "0 -4 2", "shot-1", "tracks[3].keys[0].ease", "smooth",
                    "shot-1", "tracks[3].keys[+].frame", "20", "shot-1", "tracks[3].keys[1].value", "2 -3 1", NULL);
}

static void
same_camera (const SlSceneCamera *a, const SlSceneCamera *b)
{
  g_assert_cmpstr (a->id, ==, b->id);
  g_assert_cmpmem (&a->frame, sizeof a->frame, &b->frame, sizeof b->frame);
  g_assert_cmpfloat (a->focal_mm, ==, b->focal_mm);
  g_assert_cmpfloat (a->focus_m, ==, b->focus_m);
  g_assert_cmpfloat (a->tan_h, ==, b->tan_h);
  g_assert_cmpfloat (a->mode_tan_v, ==, b->mode_tan_v);
}

/* Alone it is the scene's own, for every shot of the samples, between frames too. */
static void
test_camera_alone (void)
{
  static const char *const files[] = { SAMPLE ("yongchuan.sightline"), SAMPLE ("small-flat.sightline") };

  for (guint f = 0; f < G_N_ELEMENTS (files); f++)
    {
      g_autoptr (SlPlan) plan = sl_test_plan (files[f]);

      for (guint i = 0; i < sl_plan_count (plan, SL_KIND_SHOT); i++)
        {
          const SlShot *shot = (const SlShot *) sl_plan_at (plan, SL_KIND_SHOT, i);
          g_autoptr (SlSceneMaker) maker = sl_scene_maker_new_shot (plan, NULL, shot->entity.id, NULL);

          for (double frame = 0; frame < (double) shot->frames; frame += 7.5)
            {
              g_autoptr (SlScene) scene = sl_scene_maker_at (maker, frame, NULL);
              SlSceneCamera camera;

              g_assert_true (sl_scene_maker_camera (maker, frame, &camera, NULL));
              same_camera (&camera, &scene->camera);
            }
        }
    }
}

/* ω in the camera's own frame from two frames that lie close: the antisymmetric part of Fᵀ·dF. */
static SlVec3
turn_between (const SlFrame *f, const SlFrame *a, const SlFrame *b, double dt)
{
  SlVec3 dx = sl_vec3_scale (sl_vec3_sub (b->x, a->x), 1 / dt), dy = sl_vec3_scale (sl_vec3_sub (b->y, a->y), 1 / dt);
  SlVec3 dz = sl_vec3_scale (sl_vec3_sub (b->z, a->z), 1 / dt);

  return sl_vec3_scale (sl_vec3 (sl_vec3_dot (f->z, dy), sl_vec3_dot (f->x, dz), sl_vec3_dot (f->y, dx)), 1 / DEG);
}

static void
near_vector (SlVec3 a, SlVec3 b, double epsilon)
{
  g_assert_cmpfloat_with_epsilon (a.x, b.x, epsilon);
  g_assert_cmpfloat_with_epsilon (a.y, b.y, epsilon);
  g_assert_cmpfloat_with_epsilon (a.z, b.z, epsilon);
}

/* From the keys as from differences of frames that lie close, where nothing has a corner. */
static void
test_motion (void)
{
  g_autoptr (SlPlan) plan = moving_plan ();
  g_autoptr (SlSceneMaker) maker = sl_scene_maker_new_shot (plan, NULL, "shot-1", NULL);
  const double step = 1e-3, fps = 24;

  for (double frame = 1.4; frame < 50; frame += 1.7)
    {
      SlSceneCamera now, before, after;
      SlSceneMotion motion, earlier, later;

      g_assert_true (sl_scene_maker_camera (maker, frame, &now, NULL));
      g_assert_true (sl_scene_maker_camera (maker, frame - step, &before, NULL));
      g_assert_true (sl_scene_maker_camera (maker, frame + step, &after, NULL));
      g_assert_true (sl_scene_maker_motion (maker, frame, SL_SIDE_AFTER, &motion, NULL));
      g_assert_true (sl_scene_maker_motion (maker, frame - step, SL_SIDE_AFTER, &earlier, NULL));
      g_assert_true (sl_scene_maker_motion (maker, frame + step, SL_SIDE_AFTER, &later, NULL));
      near_vector (motion.turn_deg, turn_between (&now.frame, &before.frame, &after.frame, 2 * step / fps), 1e-4);
      near_vector (motion.turn_acceleration_deg,
                   sl_vec3_scale (sl_vec3_sub (later.turn_deg, earlier.turn_deg), fps / (2 * step)), 1e-3);
      SlVec3 way = sl_vec3_scale (sl_vec3_sub (after.frame.o, before.frame.o), fps / (2 * step));
      near_vector (motion.velocity, sl_vec3 (sl_vec3_dot (way, now.frame.x), sl_vec3_dot (way, now.frame.y),
                                             sl_vec3_dot (way, now.frame.z)), 1e-6);
    }
}

/* physics §7: a smooth pan of 40° in 48 frames at 24, 6 frames of latency. */
static void
test_motion_at_keys (void)
{
  g_autoptr (SlPlan) flat = sl_test_plan (SAMPLE ("small-flat.sightline"));
  g_autoptr (SlPlan) plan = plan_with (flat, "shot-1", "tracks[+].target", "cam-a", "shot-1", "tracks[0].path", "pan",
                                       "shot-1", "tracks[0].keys[+].value", "0", "shot-1", "tracks[0].keys[0].ease",
                                       "smooth", "shot-1", "tracks[0].keys[+].frame", "48", "shot-1",
                                       "tracks[0].keys[1].value", "40", NULL);
  g_autoptr (SlSceneMaker) maker = sl_scene_maker_new_shot (plan, NULL, "shot-1", NULL);
  static const struct { double frame; SlSide side; double delta; } rows[] = {
    { 0, SL_SIDE_BEFORE, 0 },     { 0, SL_SIDE_AFTER, 1.875 },
    { 12, SL_SIDE_BEFORE, 6.5625 }, { 12, SL_SIDE_AFTER, 6.5625 },
    { 48, SL_SIDE_BEFORE, 1.875 }, { 48, SL_SIDE_AFTER, 0 }, { 54, SL_SIDE_BEFORE, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SlSceneMotion motion;
      double tau = 6 / 24.;

      g_assert_true (sl_scene_maker_motion (maker, rows[i].frame, rows[i].side, &motion, NULL));
      double late = fabs (motion.turn_deg.z) * tau + fabs (motion.turn_acceleration_deg.z) * tau * tau / 2;
      g_assert_cmpfloat_with_epsilon (late, rows[i].delta, 1e-9);
      g_assert_cmpfloat_with_epsilon (motion.turn_deg.x, 0, 1e-12);
      g_assert_cmpfloat_with_epsilon (motion.turn_deg.y, 0, 1e-12);
    }
}

static const SlSceneWall *
first_wall (const SlScene *scene)
{
  return scene->walls->pdata[0];
}

/* Numbers laid over stand over tracks and over the plan's own, each for itself; what they touch begins to move. */
static void
test_overlay (void)
{
  g_autoptr (SlPlan) plan = moving_plan ();
  g_autoptr (SlSceneMaker) maker = sl_scene_maker_new_shot (plan, NULL, "shot-1", NULL);
  static const SlOverlay overlay[] = {
    { "cam-a", "position.x", 5 }, { "cam-a", "pan", 12 }, { "shot-1", "focal_mm", 50 }, { "wall", "position.z", 1 },
  };
  g_autoptr (SlSceneMaker) overlaid = sl_scene_maker_new_overlaid (maker, overlay, G_N_ELEMENTS (overlay), NULL);
  g_autoptr (SlScene) before = sl_scene_maker_at (maker, 10, NULL), after = sl_scene_maker_at (overlaid, 10, NULL);
  SlSceneMotion motion;

  g_assert_cmpfloat (after->camera.frame.o.x, ==, 5);
  g_assert_cmpfloat (after->camera.frame.o.y, ==, before->camera.frame.o.y);
  g_assert_cmpfloat (after->camera.pan, ==, 12);
  g_assert_cmpfloat (after->camera.tilt, ==, before->camera.tilt);
  g_assert_cmpfloat (after->camera.focal_mm, ==, 50);
  g_assert_cmpfloat (before->camera.focal_mm, ==, 28);
  g_assert_true (sl_scene_maker_is_still (maker));
  g_assert_false (sl_scene_maker_is_still (overlaid));
  g_assert_cmpuint (before->n_still_walls, ==, 1);
  g_assert_cmpuint (after->n_still_walls, ==, 0);
  g_assert_cmpfloat (first_wall (before)->frame.o.z, ==, 0);
  g_assert_cmpfloat (first_wall (after)->frame.o.z, ==, 1);
  g_assert_true (sl_scene_maker_motion (overlaid, 10, SL_SIDE_AFTER, &motion, NULL));
  SlSceneMotion whole;
  g_assert_true (sl_scene_maker_motion (maker, 10, SL_SIDE_AFTER, &whole, NULL));
  g_assert_cmpfloat (fabs (motion.turn_deg.z), <, fabs (whole.turn_deg.z)); /* the pan stands */
}

/* A part laid over leaves the rest where the shot has it, whichever of the two it is given for. */
static void
test_overlay_of_own_pose (void)
{
  g_autoptr (SlPlan) flat = sl_test_plan (SAMPLE ("small-flat.sightline"));
  g_autoptr (SlPlan) plan = plan_with (flat, "shot-1", "position", "1 -5 2", "shot-1", "pan", "7", NULL);
  g_autoptr (SlSceneMaker) maker = sl_scene_maker_new_shot (plan, NULL, "shot-1", NULL);
  static const char *const ids[] = { "cam-a", "shot-1" };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      const SlOverlay overlay[] = { { ids[i], "position.x", 3 }, { ids[i], "tilt", 4 } };
      const SlOverlay again = { ids[i], "position.y", -6 };
      g_autoptr (SlSceneMaker) first = sl_scene_maker_new_overlaid (maker, overlay, 2, NULL);
      g_autoptr (SlSceneMaker) second = sl_scene_maker_new_overlaid (first, &again, 1, NULL);
      g_autoptr (SlEntity) entity = sl_scene_maker_entity (second, "cam-a", 0, NULL);
      SlSceneCamera camera;

      g_assert_true (sl_scene_maker_camera (second, 0, &camera, NULL));
      near_vector (camera.frame.o, sl_vec3 (3, -6, 2), 1e-12);
      near_vector (((SlCamera *) entity)->placed.position, sl_vec3 (3, -6, 2), 1e-12);
      g_assert_cmpfloat (camera.pan, ==, 7);
      g_assert_cmpfloat (camera.tilt, ==, 4);
      g_assert_true (sl_scene_maker_camera (first, 0, &camera, NULL));
      near_vector (camera.frame.o, sl_vec3 (3, -5, 2), 1e-12);
    }
}

static void
test_overlay_refused (void)
{
  g_autoptr (SlPlan) plan = sl_test_plan (SAMPLE ("small-flat.sightline"));
  g_autoptr (SlSceneMaker) maker = sl_scene_maker_new_shot (plan, NULL, "shot-1", NULL);
  static const SlOverlay bad[] = {
    { "nobody", "pan", 1 },      { "cam-a", "nothing", 1 }, { "cam-a", "position", 1 }, { "cam-a", "pan", 1e9 },
    { "cam-a", "pan", INFINITY }, { "cam-a", "body", 1 },    { "wall", "seams[4]", 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (sl_scene_maker_new_overlaid (maker, &bad[i], 1, &error));
      g_assert_nonnull (error);
    }
}

static void
must_find (const SlSceneMaker *maker, const char *id, const char *field)
{
  const GPtrArray *findings = sl_scene_maker_findings (maker);

  for (guint i = 0; i < findings->len; i++)
    {
      const SlFinding *finding = findings->pdata[i];
      if (g_str_equal (finding->id, id) && g_str_equal (finding->field, field) && *finding->remedy != '\0')
        return;
    }
  g_error ("nothing is said of %s of %s", field, id);
}

/* What is unfinished is left out and said; the rest stands. */
static void
test_unfinished (void)
{
  g_autoptr (SlPlan) moving = moving_plan ();
  g_autoptr (SlPlan) plan = plan_with (moving, "wall", "cabinet", "", "setup-1", "values[+].target", "cam-a", "setup-1",
                                       "values[0].path", "pan", "setup-1", "values[0].value", "left", "shot-1",
                                       "tracks[1].keys[1].value", "up", "shot-1", "tracks[3].target", "gone", NULL);
  g_autoptr (SlSceneMaker) maker = sl_scene_maker_new_shot (plan, NULL, "shot-1", NULL);
  g_autoptr (SlScene) scene = sl_scene_maker_at (maker, 48, NULL);
  g_autoptr (SlSceneMaker) whole = sl_scene_maker_new_shot (moving, NULL, "shot-1", NULL);

  g_assert_cmpuint (scene->walls->len, ==, 0);
  g_assert_cmpfloat (scene->camera.pan, ==, 40); /* the tracks that fit */
  g_assert_cmpfloat (scene->camera.tilt, ==, 0);
  must_find (maker, "wall", "cabinet");
  must_find (maker, "setup-1", "values");
  must_find (maker, "shot-1", "tracks");
  g_assert_cmpuint (sl_scene_maker_findings (maker)->len, ==, 4);
  g_assert_cmpuint (sl_scene_maker_findings_of_values (maker)->len, ==, 3); /* all but the wall */
  g_assert_cmpuint (sl_scene_maker_findings (whole)->len, ==, 0);
}

/* A shot without a camera that can be made has no scene, and says what to set. */
static void
test_no_camera (void)
{
  static const char *const changes[][3] = { { "shot-1", "camera", "" }, { "cam-a", "body", "" },
                                            { "cam-a", "stage", "" }, { "cam-a", "mode", "no such mode" } };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (SlPlan) flat = sl_test_plan (SAMPLE ("small-flat.sightline"));
      g_autoptr (SlPlan) plan = plan_with (flat, changes[i][0], changes[i][1], changes[i][2], NULL);
      g_autoptr (SlSceneMaker) maker = sl_scene_maker_new_shot (plan, NULL, "shot-1", NULL);
      g_autoptr (GError) error = NULL, again = NULL;
      SlSceneCamera camera;

      g_assert_nonnull (maker);
      g_assert_null (sl_scene_maker_at (maker, 0, &error));
      g_assert_nonnull (error);
      g_assert_false (sl_scene_maker_camera (maker, 0, &camera, &again));
      g_assert_cmpstr (error->message, ==, again->message);
    }
}

/* A file that has a setup or a track change what is one for the whole shot: scenes are as if it had not, and say so. */
static void
test_whole_shot (void)
{
  static const SlOverlay longer = { "shot-1", "frames", 99 };
  g_autoptr (SlPlan) plain = sl_test_plan (SAMPLE ("small-flat.sightline"));
  g_autoptr (SlPlan) plan = plan_with (plain, "setup-1", "values[+].target", "shot-1",
                                       "setup-1", "values[0].path", "frames", "setup-1", "values[0].value", "7",
                                       "setup-1", "values[+].target", "shot-1",
                                       "setup-1", "values[1].path", "camera", "setup-1", "values[1].value", "",
                                       "setup-1", "values[+].target", "setup-1",
                                       "setup-1", "values[2].path", "absent", "setup-1", "values[2].value", "wall",
                                       "shot-1", "tracks[+].target", "shot-1", "shot-1", "tracks[0].path", "fps",
                                       "shot-1", "tracks[0].keys[+].value", "30", NULL);
  g_autoptr (SlSceneMaker) maker = sl_scene_maker_new_shot (plan, NULL, "shot-1", NULL);
  g_autoptr (SlScene) scene = sl_scene_maker_at (maker, 0, NULL);
  const SlShot *shot = (const SlShot *) scene->shot;

  g_assert_cmpuint (sl_scene_maker_findings (maker)->len, ==, 4);
  g_assert_cmpint (sl_scene_maker_shot (maker)->frames, ==, 24);
  g_assert_cmpint (shot->frames, ==, 24);
  g_assert_cmpint (shot->fps.num, ==, 24);
  g_assert_cmpstr (scene->camera.id, ==, "cam-a");
  g_assert_cmpuint (scene->walls->len, ==, 1);
  g_assert_null (sl_scene_maker_new_overlaid (maker, &longer, 1, NULL));
}

/* What a setup or a track changes is as it is then: lights, marks, cameras, the lens a shot begins with. */
static void
test_things (void)
{
  g_autoptr (SlPlan) moving = moving_plan ();
  g_autoptr (SlPlan) with = sl_plan_fork (moving);
  SlEntity *light = sl_entity_new (SL_KIND_LIGHT, "lamp"), *mark = sl_entity_new (SL_KIND_MARK, "mark");

  sl_entity_set (light, "stage", "stage-1", FALSE, NULL);
  sl_entity_set (mark, "stage", "stage-1", FALSE, NULL);
  sl_plan_put (with, light);
  sl_plan_put (with, mark);
  g_autoptr (SlPlan) plan = plan_with (with, "setup-1", "values[+].target", "lamp",
                                       "setup-1", "values[0].path", "kelvin",
                                       "setup-1", "values[0].value", "3200",
                                       "setup-1", "values[+].target", "mark",
                                       "setup-1", "values[1].path", "position",
                                       "setup-1", "values[1].value", "1 2 0",
                                       "setup-1", "values[+].target", "shot-1",
                                       "setup-1", "values[2].path", "focal_mm",
                                       "setup-1", "values[2].value", "40", NULL);
  g_autoptr (SlSceneMaker) maker = sl_scene_maker_new_shot (plan, NULL, "shot-1", NULL);
  g_autoptr (SlScene) scene = sl_scene_maker_at (maker, 20, NULL);
  const SlSceneLight *lamp = &g_array_index (scene->lights, SlSceneLight, 0);
  const SlScenePlace *camera = &g_array_index (scene->cameras, SlScenePlace, 0);

  g_assert_cmpfloat (lamp->kelvin, ==, 3200);
  near_vector (g_array_index (scene->marks, SlScenePlace, 0).frame.o, sl_vec3 (1, 2, 0), 1e-12);
  near_vector (camera->frame.o, scene->camera.frame.o, 1e-12);
  g_assert_cmpuint (first_wall (scene)->columns, ==, 16);
  g_assert_cmpstr (first_wall (scene)->usual->entity.id, ==, "roe-bp2v2");
  g_assert_cmpfloat (sl_scene_shot_focal_mm (plan, "shot-1"), ==, 40);
  g_assert_cmpfloat (sl_scene_shot_focal_mm (moving, "shot-1"), ==, 28);
  g_autoptr (SlPlan) nowhere = plan_with (moving, "shot-1", "setup", "", NULL);
  g_assert_cmpfloat (sl_scene_shot_focal_mm (nowhere, "shot-1"), ==, 28);
  g_assert_true (isnan (sl_scene_shot_focal_mm (plan, "nobody")));
}

/* So is the stage itself, what its walls show, and what is measured on it. */
static void
test_stage (void)
{
  g_autoptr (SlPlan) flat = sl_test_plan (SAMPLE ("small-flat.sightline")), with = sl_plan_fork (flat);
  SlEntity *dimension = sl_entity_new (SL_KIND_DIMENSION, "width");

  sl_entity_set (dimension, "stage", "stage-1", FALSE, NULL);
  sl_plan_put (with, dimension);
  sl_plan_put (with, sl_entity_new (SL_KIND_DIMENSION, "elsewhere"));
  static const char values[] =
    "<value target=\"stage-1\" path=\"floor\" value=\"bare\"/>"
    "<value target=\"stage-1\" path=\"outline\" value=\"0 0 0, 4 0 0, 0 4 0\"/>"
    "<value target=\"stage-1\" path=\"fps\" value=\"48\"/>"
    "<value target=\"stage-1\" path=\"latency\" value=\"&lt;delay name=&quot;t&quot; frames=&quot;6&quot;/&gt;\"/>"
    "<value target=\"stage-1\" path=\"bits\" value=\"12\"/>"
    "<value target=\"grid\" path=\"content\" value=\"colour\"/>"
    "<value target=\"grid\" path=\"depth\" value=\"30\"/>"
    "<value target=\"width\" path=\"to\" value=\"5 0 0\"/>";
  g_autoptr (SlPlan) plan = plan_with (with, "setup-1", "values", values,
                                       "shot-1", "tracks[+].target", "width", "shot-1", "tracks[0].path", "offset",
                                       "shot-1", "tracks[0].keys[+].value", "2", NULL);
  g_autoptr (SlSceneMaker) maker = sl_scene_maker_new_shot (plan, NULL, "shot-1", NULL);
  g_autoptr (SlScene) scene = sl_scene_maker_at (maker, 0, NULL);
  const SlSceneDimension *d = &g_array_index (scene->dimensions, SlSceneDimension, 0);
  SlSceneStage built;

  g_assert_cmpuint (sl_scene_maker_findings (maker)->len, ==, 0);
  g_assert_cmpint (scene->stage.floor, ==, SL_FLOOR_BARE);
  g_assert_cmpuint (sl_list_n (scene->stage.outline), ==, 3);
  g_assert_cmpfloat_with_epsilon (scene->stage.latency_s, .125, 1e-12);
  g_assert_cmpfloat (scene->stage.fps, ==, 48);
  g_assert_cmpint (scene->stage.bits, ==, 12);
  g_assert_cmpint (scene->environment->content, ==, SL_CONTENT_COLOUR);
  g_assert_cmpfloat (scene->environment->depth_m, ==, 30);
  g_assert_cmpuint (scene->dimensions->len, ==, 1);
  g_assert_cmpfloat (d->to.x, ==, 5);
  g_assert_cmpfloat (d->offset, ==, 2);
  sl_scene_stage_init (&built, sl_plan_find (plan, "stage-1"));
  g_assert_cmpint (built.floor, ==, SL_FLOOR_PRACTICAL);
  g_assert_cmpint (built.bits, ==, 10);
  g_assert_cmpfloat (built.latency_s, ==, 0);
  g_autoptr (SlPlan) struck = plan_with (plan, "setup-1", "absent", "width", NULL);
  g_autoptr (SlSceneMaker) without = sl_scene_maker_new_shot (struck, NULL, "shot-1", NULL);
  g_autoptr (SlScene) bare = sl_scene_maker_at (without, 0, NULL);
  g_assert_cmpuint (bare->dimensions->len, ==, 0);
}

/* Files that only a setup or a move wants are wanted too. */
static void
test_assets (void)
{
  g_autoptr (SlPlan) flat = sl_test_plan (SAMPLE ("small-flat.sightline")), with = sl_plan_fork (flat);
  static const char *const expected[][3] = {
    { "box", "model", "other.glb" }, { "box", "model", "moved.glb" }, { "box", "model", "own.glb" },
    { "car", "model", "car.glb" },   { "grid", "picture", "sky.png" },
  };

  sl_plan_put (with, sl_entity_new (SL_KIND_PROP, "box")); /* a box, which shows its model in a setup only */
  sl_plan_put (with, sl_entity_new (SL_KIND_PROP, "car"));
  sl_plan_put (with, sl_entity_new (SL_KIND_PROP, "unused"));
  g_autoptr (SlPlan) plan = plan_with (with, "box", "model", "own.glb",
                                       "unused", "model", "unused.glb",
                                       "car", "model", "car.glb",
                                       "car", "shape", "model",
                                       "grid", "content", "picture",
                                       "grid", "picture", "sky.png",
                                       "setup-1", "values[+].target", "box",
                                       "setup-1", "values[0].path", "model",
                                       "setup-1", "values[0].value", "other.glb",
                                       "setup-1", "values[+].target", "box",
                                       "setup-1", "values[1].path", "shape",
                                       "setup-1", "values[1].value", "model",
                                       "shot-1", "tracks[+].target", "box",
                                       "shot-1", "tracks[0].path", "model",
                                       "shot-1", "tracks[0].keys[+].value", "moved.glb", NULL);
  g_autoptr (GArray) assets = sl_scene_assets (plan);

  g_assert_cmpuint (assets->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < assets->len; i++)
    {
      const SlSceneAsset *asset = &g_array_index (assets, SlSceneAsset, i);
      g_assert_cmpstr (asset->entity->id, ==, expected[i][0]);
      g_assert_cmpstr (asset->field, ==, expected[i][1]);
      g_assert_cmpstr (asset->name, ==, expected[i][2]);
    }
}

/* Coverage reads how deep the content is, and nothing else of an environment. */
static void
test_reads_depth (void)
{
  g_autoptr (SlPlan) flat = sl_test_plan (SAMPLE ("small-flat.sightline"));
  g_autoptr (SlPlan) deep = plan_with (flat, "grid", "depth", "20", NULL);
  g_autoptr (SlPlan) red = plan_with (flat, "grid", "colour", "#ff0000", NULL);
  g_autoptr (SlSceneReads) a = sl_scene_reads_new (flat, NULL), b = sl_scene_reads_new (deep, NULL);
  g_autoptr (SlSceneReads) c = sl_scene_reads_new (red, NULL);

  g_assert_true (sl_scene_reads_coverage (a, "shot-1") != sl_scene_reads_coverage (b, "shot-1"));
  g_assert_true (sl_scene_reads_coverage (a, "shot-1") == sl_scene_reads_coverage (c, "shot-1"));
  g_assert_true (sl_scene_reads_picture (a, "shot-1") != sl_scene_reads_picture (c, "shot-1"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene/camera/alone", test_camera_alone);
  g_test_add_func ("/scene/camera/motion", test_motion);
  g_test_add_func ("/scene/camera/motion-at-keys", test_motion_at_keys);
  g_test_add_func ("/scene/camera/none", test_no_camera);
  g_test_add_func ("/scene/overlay", test_overlay);
  g_test_add_func ("/scene/overlay/own-pose", test_overlay_of_own_pose);
  g_test_add_func ("/scene/overlay/refused", test_overlay_refused);
  g_test_add_func ("/scene/unfinished", test_unfinished);
  g_test_add_func ("/scene/whole-shot", test_whole_shot);
  g_test_add_func ("/scene/things", test_things);
  g_test_add_func ("/scene/stage", test_stage);
  g_test_add_func ("/scene/assets", test_assets);
  g_test_add_func ("/scene/reads-depth", test_reads_depth);
  add_rig_tests ();
  return g_test_run ();
}
