/* A camera on its rig, in hands: what is done to the camera the rig does. */
#include "tests.h"

#include <string.h>

#include "../sl-test.h"
#include "sl-operations.h"
#include "sl-path.h"
#include "sl-steer.h"

/* The camera of shot s1, of 48 frames, on a rig of that form at the stage's middle. */
static SlBench *
make_bench (const char *form)
{
  SlBench *bench = sl_bench_new (make_document ());
  g_autoptr (SlCommand) command = sl_command_new ("Rig");

  ADD (RIG, "rig", "stage", "a", "form", form, "name", "Rig 1");
  sl_command_set (command, "camera-a", "rig", "rig");
  sl_command_set (command, "s1", "frames", "48");
  g_assert_true (sl_editor_apply (bench->editor, command));
  sl_editor_set_shot (bench->editor, "s1");
  return bench;
}

static gboolean
operate (SlEditor *e, const char *operation_id, const char *id, const char *name, const char *text, GError **error)
{
  const SlOperation *operation = sl_operation_find (operation_id);
  const SlOperationInput input = { sl_editor_plan (e), NULL, NULL, &id, 1, sl_editor_when (e), NULL, FALSE };
  gpointer options = sl_operation_options_new (operation);
  g_autoptr (SlCommand) command = NULL;

  g_assert_true (sl_record_set (operation->options, options, name, text, FALSE, NULL));
  command = sl_operation_run (operation, &input, options, NULL, error);
  sl_operation_options_free (operation, options);
  return command != NULL && sl_editor_apply (e, command);
}

static char *
texts_of (SlEditor *e, const char *id, const char *names)
{
  g_auto (GStrv) words = g_strsplit (names, " ", -1);
  g_autoptr (GString) out = g_string_new (NULL);

  for (char **word = words; *word != NULL; word++)
    {
      g_autofree char *text = sl_editor_text_now (e, id, *word);

      g_string_append_printf (out, "%s%s", out->len > 0 ? ", " : "", text);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

#define assert_texts(e, id, names, expected) \
  do \
    { \
      g_autofree char *texts_ = texts_of (e, id, names); \
      g_assert_cmpstr (texts_, ==, expected); \
    } \
  while (0)

/* Typed, or placed by a hand, it goes as near as the rig can; the camera keeps its own place for when it gets off. */
static void
test_placed (void)
{
  static const struct { const char *form, *to, *camera, *names, *rig; } rows[] = {
    { "dolly", "2 1 1.7", "2 0 1.7", "along height position", "2, 1.7, 0 0 0" },
    { "crane", "-3 0 1.5", "-3 0 1.5", "swing boom extension height", "90, 0, 3, 1.5" },
    { "jib", "0 0 4", "0 0 4", "swing boom extension", "0, 90, 2.5" },
    { "static", "1 2 1.2", "1 2 1.2", "position height", "1 2 0, 1.2" },
    { "drone", "0 0 9", "0 0 9", "position height", "0 0 0, 9" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    for (guint way = 0; way < 3; way++)
      {
        g_autoptr (SlBench) bench = make_bench (rows[i].form);
        SlEditor *e = bench->editor;

        if (way == 0)
          set (e, "camera-a", "position", rows[i].to);
        else if (way == 1)
          g_assert_true (operate (e, "pose", "camera-a", "position", rows[i].to, NULL));
        else
          set (e, "s1", "position", rows[i].to); /* the shot's place is its camera's */
        assert_texts (e, "camera-a", "position", rows[i].camera);
        assert_texts (e, "rig", rows[i].names, rows[i].rig);
        g_autofree char *own = sl_entity_get (sl_plan_find (sl_editor_plan (e), "camera-a"), "position", NULL);
        g_assert_cmpstr (own, ==, "0 -4 1.5");
        sl_editor_undo (e);
        assert_texts (e, "rig", "along height swing extension position", "0, 1.5, 0, 2, 0 0 0"); /* one step */
      }
}

/* On the stage as it is built too; and the rig takes it along. */
static void
test_as_built (void)
{
  g_autoptr (SlBench) bench = make_bench ("dolly");
  SlEditor *e = bench->editor;

  sl_editor_set_shot (e, NULL);
  assert_texts (e, "camera-a", "position", "0 0 1.5");
  set (e, "camera-a", "position.x", "3");
  assert_texts (e, "rig", "along height", "3, 1.5");
  set (e, "rig", "position", "0 -2 0");
  set (e, "rig", "pan", "90");
  sl_editor_set_shot (e, "s1");
  assert_texts (e, "camera-a", "position", "0 1 1.5");
  assert_texts (e, "camera-a", "pan", "0");
}

/* Keys are the rig's: one number along the track. */
static void
test_keys (void)
{
  g_autoptr (SlBench) bench = make_bench ("dolly");
  SlEditor *e = bench->editor;
  const SlWhen first = { "s1", 0, FALSE };

  g_assert_true (operate (e, "key", "rig", "fields", "along", NULL));
  sl_editor_set_frame (e, 20);
  set (e, "camera-a", "position", "2 0 1.5");
  const SlShot *shot = sl_editor_shot (e);
  g_assert_cmpuint (sl_list_n (shot->tracks), ==, 1);
  const SlTrack *track = sl_list_at (shot->tracks, SlTrack, 0);
  g_assert_cmpstr (track->target, ==, "rig");
  g_assert_cmpstr (track->path, ==, "along");
  g_assert_cmpuint (sl_list_n (track->keys), ==, 2);
  sl_editor_set_frame (e, 10);
  assert_texts (e, "camera-a", "position", "1 0 1.5");
  g_assert_cmpint (sl_keyed_keys (sl_editor_plan (e), &first, "camera-a", "position"), ==, SL_KEYS_HERE);

  sl_editor_select (e, "camera-a"); /* whose way is drawn, with the keys on it */
  g_autoptr (GPtrArray) paths = sl_paths_new (e);
  g_assert_cmpuint (paths->len, ==, 1);
  const SlPath *path = paths->pdata[0];
  g_assert_cmpuint (path->keys->len, ==, 2);
  assert_within (g_array_index (path->keys, SlPathKey, 1).at.x, 2, 1e-12);

  sl_editor_set_frame (e, 0);
  g_assert_true (operate (e, "unkey", "camera-a", "fields", "position", NULL));
  g_assert_cmpuint (sl_list_n (sl_list_at (sl_editor_shot (e)->tracks, SlTrack, 0)->keys), ==, 1);
  g_assert_true (operate (e, "key", "camera-a", "fields", "position pan", NULL)); /* all that holds it */
  g_assert_cmpuint (sl_list_n (sl_editor_shot (e)->tracks), ==, 3);
  g_assert_cmpstr (sl_list_at (sl_editor_shot (e)->tracks, SlTrack, 1)->path, ==, "height");
}

/* In a hand that looks through it the camera keeps to its track, and is there afterwards. */
static void
test_steered (void)
{
  g_autoptr (SlBench) bench = make_bench ("slider");
  SlEditor *e = bench->editor;
  SlSceneCamera camera;
  g_autoptr (SlSteer) s = sl_steer_begin (e, TRUE, NULL);

  sl_steer_truck (s, .5, .25);
  sl_steer_dolly (s, 2);
  g_assert_true (sl_scene_maker_camera (sl_editor_maker (e), 0, &camera, NULL));
  assert_within (camera.frame.o.x, .5, 1e-9);
  assert_within (camera.frame.o.y, 0, 1e-9);
  g_assert_true (sl_steer_finish (s, NULL));
  assert_texts (e, "camera-a", "position", "0.5 0 1.75");
}

/* What does not fit is said as of the camera, and nothing is done. */
static void
test_refused (void)
{
  g_autoptr (SlBench) bench = make_bench ("dolly");
  SlEditor *e = bench->editor;
  g_autoptr (GError) error = NULL;

  g_assert_false (sl_editor_set_field (e, "camera-a", "position", "left", NULL, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_false (sl_editor_set_field (e, "camera-a", "position", "5000 0 0", NULL, &error));
  g_assert_nonnull (strstr (error->message, "1000"));
  assert_texts (e, "rig", "along height", "0, 1.5");
}

void
add_ride_tests (void)
{
  g_test_add_func ("/desk/ride/placed", test_placed);
  g_test_add_func ("/desk/ride/as-built", test_as_built);
  g_test_add_func ("/desk/ride/keys", test_keys);
  g_test_add_func ("/desk/ride/steered", test_steered);
  g_test_add_func ("/desk/ride/refused", test_refused);
}
