/* The shot's camera in a hand: what it does, one step, and what it says where there is none. */
#include "tests.h"

#include <string.h>

#include "../sl-test.h"
#include "sl-operations.h"
#include "sl-steer.h"

static char *
pose_of (SlEditor *e)
{
  g_autofree char *position = sl_editor_text_now (e, "camera-a", "position");
  g_autofree char *pan = sl_editor_text_now (e, "camera-a", "pan"), *tilt = sl_editor_text_now (e, "camera-a", "tilt");
  g_autofree char *roll = sl_editor_text_now (e, "camera-a", "roll");

  return g_strdup_printf ("%s, %s %s %s", position, pan, tilt, roll);
}

/* The camera is at 0 −4 1.5, level, looks upstage and is focused 4 m away: at the stage's middle. */
static void
test_moves (void)
{
  static const struct {
    const char *what;
    gboolean    level;
    double      orbit[2], look[2], truck[2], dolly, roll;
    const char *pose;
  } rows[] = {
      { "nothing", TRUE, { 0 }, { 0 }, { 0 }, 0, 0, "0 -4 1.5, 0 0 0" },
      { "look", TRUE, { 0 }, { 30, 10 }, { 0 }, 0, 0, "0 -4 1.5, 30 10 0" },
      { "not past the zenith", TRUE, { 0 }, { 0, 200 }, { 0 }, 0, 0, "0 -4 1.5, 0 89.5 0" },
      { "truck", TRUE, { 0 }, { 0 }, { 1, .5 }, 0, 0, "1 -4 2, 0 0 0" },
      { "dolly at its height", TRUE, { 0 }, { 0, -30 }, { 0 }, 1, 0, "0 -3 1.5, 0 -30 0" },
      { "dolly along the axis", FALSE, { 0 }, { 0, -30 }, { 0 }, 1, 0, "0 -3.134 1, 0 -30 0" },
      { "orbit", TRUE, { -90, 0 }, { 0 }, { 0 }, 0, 0, "-4 0 1.5, -90 0 0" },
      { "rolled", FALSE, { 0 }, { 0 }, { 0 }, 0, 5, "0 -4 1.5, 0 0 5" },
      { "not with a locked horizon", TRUE, { 0 }, { 0 }, { 0 }, 0, 5, "0 -4 1.5, 0 0 0" },
    };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SlBench) bench = sl_bench_new (make_document ());
      g_autoptr (GError) error = NULL;
      SlEditor *e = bench->editor;

      sl_editor_set_shot (e, "s1");
      g_autofree char *before = pose_of (e);
      {
        g_autoptr (SlSteer) s = sl_steer_begin (e, rows[i].level, &error);

        g_assert_no_error (error);
        sl_steer_orbit (s, rows[i].orbit[0], rows[i].orbit[1]);
        sl_steer_look (s, rows[i].look[0], rows[i].look[1]);
        sl_steer_truck (s, rows[i].truck[0], rows[i].truck[1]);
        sl_steer_dolly (s, rows[i].dolly);
        sl_steer_roll (s, rows[i].roll);
        sl_steer_finish (s, &error);
        g_assert_no_error (error);
      }
      g_autofree char *pose = pose_of (e);
      if (!g_str_equal (pose, rows[i].pose))
        g_error ("%s: %s", rows[i].what, pose);
      if (!g_str_equal (pose, before))
        sl_editor_undo (e);
      g_autofree char *after = pose_of (e);
      g_assert_cmpstr (after, ==, before); /* one step */
    }
}

/* The camera goes as the cap does, level where it is locked; nothing makes it stand nowhere. */
static void
test_space (void)
{
  static const struct {
    gboolean      level;
    SlSpaceMotion motion;
    const char   *pose;
  } rows[] = {
      { TRUE, { .right = .1, .up = .05 }, "0.2 -4 1.6, 0 0 0" },
      { TRUE, { .forward = .1 }, "0 -3.8 1.5, 0 0 0" },
      { TRUE, { .pan = .1, .tilt = -.1, .roll = .1 }, "0 -4 1.5, 4.5 -4.5 0" },
      { FALSE, { .roll = .1 }, "0 -4 1.5, 0 0 4.5" },
      { TRUE, { .tilt = 99 }, "0 -4 1.5, 0 89.5 0" },
    };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SlBench) bench = sl_bench_new (make_document ());
      SlEditor *e = bench->editor;

      sl_editor_set_shot (e, "s1");
      {
        g_autoptr (SlSteer) s = sl_steer_begin (e, rows[i].level, NULL);

        sl_steer_space (s, &rows[i].motion);
        g_assert_true (sl_steer_finish (s, NULL));
      }
      g_autofree char *pose = pose_of (e);
      g_assert_cmpstr (pose, ==, rows[i].pose);
    }
}

/* Given up, changed under the hand, locked. */
static void
test_not_done (void)
{
  g_autoptr (SlBench) bench = sl_bench_new (make_document ());
  SlEditor *e = bench->editor;
  GError *error = NULL;

  sl_editor_set_shot (e, "s1");
  SlSteer *s = sl_steer_begin (e, TRUE, NULL);
  sl_steer_look (s, 20, 0);
  g_assert_true (sl_editor_is_overlaid (e));
  sl_steer_free (s);
  g_assert_false (sl_editor_is_overlaid (e));
  g_autofree char *pose = pose_of (e);
  g_assert_cmpstr (pose, ==, "0 -4 1.5, 0 0 0");

  s = sl_steer_begin (e, TRUE, NULL);
  sl_steer_look (s, 20, 0);
  set (e, "a1", "price", "1"); /* as another program or window would */
  sl_steer_look (s, 20, 0);
  g_assert_false (sl_steer_finish (s, &error));
  g_assert_nonnull (strstr (error->message, "changed meanwhile"));
  g_clear_error (&error);
  sl_steer_free (s);
  g_autofree char *still = pose_of (e);
  g_assert_cmpstr (still, ==, "0 -4 1.5, 0 0 0");

  sl_editor_set_locked (e, "camera-a", TRUE);
  g_assert_null (sl_steer_begin (e, TRUE, &error));
  g_assert_nonnull (strstr (error->message, "locked"));
  g_clear_error (&error);
}

/* What sways by itself is no part of what a hand does: nothing of it goes into the plan. */
static void
test_sway (void)
{
  g_autoptr (SlBench) bench = sl_bench_new (make_document ());
  g_autoptr (SlCommand) command = sl_command_new ("Rig");
  g_autoptr (GError) error = NULL;
  SlEditor *e = bench->editor;
  SlSceneCamera before, laid;

  ADD (RIG, "hand", "stage", "a", "position", "0 -4 0", "form", "steadicam", "sway", "0.2", "sway_angle", "4");
  sl_command_set (command, "camera-a", "rig", "hand");
  g_assert_true (sl_editor_apply (e, command));
  sl_editor_set_shot (e, "s1");
  g_assert_true (sl_scene_maker_camera (sl_editor_maker (e), 0, &before, NULL));
  g_assert_cmpfloat (fabs (before.pan), >, .01);
  g_autoptr (SlSteer) s = sl_steer_begin (e, TRUE, &error);
  g_assert_no_error (error);
  sl_steer_look (s, 30, 0);
  g_assert_true (sl_scene_maker_camera (sl_editor_maker (e), 0, &laid, NULL));
  assert_within (laid.pan, before.pan + 30, 1e-9); /* it goes on swaying in the hand */
  assert_within (laid.frame.o.x, before.frame.o.x, 1e-9);
  g_assert_true (sl_steer_finish (s, &error));
  g_autofree char *pose = pose_of (e);
  g_assert_cmpstr (pose, ==, "0 -4 1.5, 30 0 0");
}

/* Into the key, where there is one. */
static void
test_keys (void)
{
  g_autoptr (SlBench) bench = sl_bench_new (make_document ());
  SlEditor *e = bench->editor;

  sl_editor_set_shot (e, "s1");
  sl_editor_set_auto_key (e, TRUE);
  g_assert_true (sl_camera_pose (e, sl_vec3 (1, 2, 3), 10, 0));
  sl_editor_set_frame (e, 2);
  g_assert_true (sl_camera_pose (e, sl_vec3 (3, 2, 3), 20, 0));
  sl_editor_set_frame (e, 1);
  g_autofree char *pose = pose_of (e);
  g_assert_cmpstr (pose, ==, "2 2 3, 15 0 0");
  g_autofree char *own = sl_entity_get (sl_plan_find (sl_editor_plan (e), "camera-a"), "position", NULL);
  g_assert_cmpstr (own, ==, "0 -4 1.5");
}

static void
test_aim (void)
{
  g_autoptr (SlBench) bench = sl_bench_new (make_document ());
  SlEditor *e = bench->editor;

  sl_editor_set_shot (e, "s1");
  sl_editor_select (e, "camera-a");
  g_assert_false (sl_camera_aim (e)); /* at itself */
  sl_editor_select (e, "a1");
  g_assert_true (sl_camera_aim (e));
  g_autofree char *pan = sl_editor_text_now (e, "camera-a", "pan"), *tilt = sl_editor_text_now (e, "camera-a", "tilt");
  g_autofree char *focus = sl_editor_text_now (e, "s1", "focus");
  g_assert_cmpfloat_with_epsilon (g_ascii_strtod (pan, NULL), 0, 1e-3);
  assert_within (g_ascii_strtod (tilt, NULL), atan2 (-1, 5) * 180 / G_PI, 1e-3); /* the middle of a box of 1 m */
  assert_within (g_ascii_strtod (focus, NULL), hypot (5, 1), 1e-3);
}

static SlCommand *
follow (SlEditor *e, const char *shot, const char *target, const char *from, GError **error)
{
  const SlOperation *operation = sl_operation_find ("follow");
  const char *id = "camera-a";
  const SlOperationInput input = { .plan = sl_editor_plan (e), .ids = &id, .n_ids = 1, .when = { shot, 0, FALSE } };
  gpointer options = sl_operation_options_new (operation);

  g_assert_true (sl_record_set (operation->options, options, "target", target, FALSE, NULL));
  g_assert_true (sl_record_set (operation->options, options, "from", from, FALSE, NULL));
  g_assert_true (sl_record_set (operation->options, options, "step", "1", FALSE, NULL));
  SlCommand *command = sl_operation_run (operation, &input, options, NULL, error);
  sl_operation_options_free (operation, options);
  return command;
}

/* It looks at what walks past, all the way, and not the long way round. */
static void
test_follow (void)
{
  g_autoptr (SlBench) bench = sl_bench_new (make_document ());
  SlEditor *e = bench->editor;
  GError *error = NULL;

  sl_editor_set_shot (e, "s1");
  set (e, "light-a", "position", "-3 -5 1.5"); /* behind the camera's left */
  sl_editor_set_auto_key (e, TRUE);
  set (e, "light-a", "position", "-3 -5 1.5");
  sl_editor_set_frame (e, 2);
  set (e, "light-a", "position", "3 -5 1.5");
  sl_editor_set_auto_key (e, FALSE);
  for (guint again = 0; again < 2; again++) /* a second time replaces the first */
    {
      g_autoptr (SlCommand) command = follow (e, "s1", "light-a", "0", &error);
      g_assert_no_error (error);
      g_assert_true (sl_editor_apply (e, command));
    }
  static const double pans[] = { 108.435, 180, 251.565 };
  for (guint frame = 0; frame < 3; frame++)
    {
      sl_editor_set_frame (e, frame);
      g_autofree char *pan = sl_editor_text_now (e, "camera-a", "pan");
      g_autofree char *tilt = sl_editor_text_now (e, "camera-a", "tilt");
      assert_within (g_ascii_strtod (pan, NULL), pans[frame], 2e-3);
      assert_within (g_ascii_strtod (tilt, NULL), 0, 2e-3);
    }

  static const struct { const char *shot, *target, *from, *says; } bad[] = {
    { NULL, "a1", "0", "belongs to a shot" }, { "s1", "nobody", "0", "nothing to follow" },
    { "s1", "camera-a", "0", "cannot follow itself" }, { "s1", "a1", "9", "before it begins" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_assert_null (follow (e, bad[i].shot, bad[i].target, bad[i].from, &error));
      if (strstr (error->message, bad[i].says) == NULL)
        g_error ("%s: %s", bad[i].target, error->message);
      g_clear_error (&error);
    }
}

/* No camera: it is said, and one is offered. */
static void
test_offers (void)
{
  g_autoptr (SlBench) bench = sl_bench_new (make_document ());
  SlEditor *e = bench->editor;
  const char *offer;
  GError *error = NULL;

  sl_editor_set_shot (e, "s1");
  g_assert_null (sl_camera_lacks (e, &offer));
  set (e, "s1", "camera", "");
  g_autofree char *lacks = sl_camera_lacks (e, &offer);
  g_assert_nonnull (strstr (lacks, "has no camera"));
  g_assert_cmpstr (offer, ==, "camera-a");
  g_assert_null (sl_steer_begin (e, TRUE, &error));
  g_clear_error (&error);
  sl_camera_give (e);
  g_assert_null (sl_camera_lacks (e, &offer));
  sl_editor_undo (e);
  set (e, "setup-a", "absent", "camera-a");
  g_free (sl_camera_lacks (e, &offer));
  g_assert_cmpstr (offer, ==, ""); /* it does not stand in this setup */
  sl_editor_undo (e);
  sl_camera_give (e);
  set (e, "camera-a", "body", "");
  g_autofree char *bodiless = sl_camera_lacks (e, &offer);
  g_assert_nonnull (strstr (bodiless, "no body"));
  g_assert_null (offer);
  sl_camera_give (e); /* nothing to give */

  g_autoptr (SlPlan) empty = sl_plan_new ();
  g_autoptr (SlBench) bare = sl_bench_new (sl_document_new_from_plan (empty, SL_OPEN_PLAIN));
  g_autofree char *shotless = sl_camera_lacks (bare->editor, &offer);
  g_assert_nonnull (strstr (shotless, "no shot"));
  g_assert_cmpstr (offer, ==, "");
  sl_camera_give (bare->editor);
  g_autofree char *now = sl_camera_lacks (bare->editor, &offer);
  g_assert_null (now);
}

void
add_steer_tests (void)
{
  g_test_add_func ("/desk/steer/moves", test_moves);
  g_test_add_func ("/desk/steer/space", test_space);
  g_test_add_func ("/desk/steer/not-done", test_not_done);
  g_test_add_func ("/desk/steer/sway", test_sway);
  g_test_add_func ("/desk/steer/keys", test_keys);
  g_test_add_func ("/desk/steer/aim", test_aim);
  g_test_add_func ("/desk/steer/follow", test_follow);
  g_test_add_func ("/desk/steer/offers", test_offers);
}
