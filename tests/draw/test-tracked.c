/* The tracked camera is drawn over what is planned, in place of where it was, and leaves that as it is. */
#include <string.h>

#include "../sl-test.h"
#include "../sl-test-plan.h"
#include "sl-draw-tracked.h"
#include "tests.h"

static SlScene *
make_scene (void)
{
  g_autoptr (SlPlan) plan = sl_test_plan (SAMPLE ("small-flat.sightline"));
  g_autoptr (SlSceneMaker) maker = sl_scene_maker_new_shot (plan, NULL, "shot-1", NULL);
  SlScene *scene = sl_scene_maker_at (maker, 0, NULL);

  g_assert_nonnull (scene);
  return scene;
}

static SlDrawTracked
tracked_at (SlVec3 place, double pan)
{
  return (SlDrawTracked) { .frame = sl_frame_from_pose (place, pan, 0, 0), .tan_h = .5, .tan_v = .25, .focus_m = 2,
                           .label = "Tracked" };
}

/* How many of the list's lines end there, within a millimetre. */
static guint
count_at (const SlDrawList *list, SlVec3 place)
{
  guint n = 0;

  for (guint i = 0; i < list->lines->len; i++)
    {
      const SlDrawLine *line = &g_array_index (list->lines, SlDrawLine, i);
      const SlVec3 from = sl_vec3 (line->from[0], line->from[1], line->from[2]);
      const SlVec3 to = sl_vec3 (line->to[0], line->to[1], line->to[2]);

      n += sl_vec3_length (sl_vec3_sub (from, place)) < 1e-3;
      n += sl_vec3_length (sl_vec3_sub (to, place)) < 1e-3;
    }
  return n;
}

static void
test_over (void)
{
  const SlDrawOptions options = { .picture = FALSE };
  g_autoptr (SlScene) scene = make_scene ();
  g_autoptr (SlDrawList) list = sl_draw_scene (scene, &options);
  g_autofree char *planned = sl_draw_list_dump (list), *with = NULL, *again = NULL, *without = NULL;
  const SlVec3 place = sl_vec3 (1, -20, 1.7), other = sl_vec3 (-2, -20, 1.7);
  SlDrawTracked tracked = tracked_at (place, 180); /* away from the wall: eight metres of it are shown */
  const guint meshes = list->meshes->len;
  guint64 stamp = list->stamp;

  sl_draw_tracked (list, scene, FALSE, &tracked);
  with = sl_draw_list_dump (list);
  g_assert_nonnull (strstr (with, "label Tracked\n"));
  g_assert_cmpuint (list->meshes->len, ==, meshes + 1);
  g_assert_cmpuint (g_array_index (list->meshes, SlDrawMesh, meshes).pick, ==, 0); /* nobody takes hold of it */
  g_assert_cmpuint (count_at (list, place), ==, 5); /* four edges, and down to the floor */
  for (guint i = 0; i < 4; i++)
    { /* an edge and two sides of the rectangle meet in each corner; in half the sizes at two metres two do */
      const double x = i & 1 ? 1 : -1, z = i & 2 ? 1 : -1;
      g_assert_cmpuint (count_at (list, sl_vec3 (1 + x * 4, -28, 1.7 + z * 2)), ==, 3);
      g_assert_cmpuint (count_at (list, sl_vec3 (1 + x, -22, 1.7 + z * .5)), ==, 2);
    }
  g_assert_cmpuint (list->stamp, !=, stamp);
  stamp = list->stamp;
  tracked = tracked_at (other, 180);
  sl_draw_tracked (list, scene, FALSE, &tracked);
  again = sl_draw_list_dump (list);
  g_assert_cmpuint (list->meshes->len, ==, meshes + 1);
  g_assert_cmpuint (count_at (list, place), ==, 0);
  g_assert_cmpuint (count_at (list, other), ==, 5);
  g_assert_cmpuint (list->stamp, !=, stamp);
  sl_draw_tracked (list, scene, FALSE, NULL);
  without = sl_draw_list_dump (list);
  g_assert_cmpstr (without, ==, planned);
}

/* As far as the wall that it looks at; in a picture, where the shot's camera sees that. */
static void
test_reach (void)
{
  const SlDrawOptions options = { .picture = FALSE };
  g_autoptr (SlScene) scene = make_scene ();
  g_autoptr (SlDrawList) list = sl_draw_scene (scene, &options);
  const SlSceneWall *wall = scene->walls->pdata[0];
  const double y = wall->frame.o.y, reach = y + 2;
  const SlVec3 corner = sl_vec3 (.5 * reach, y, 1.5 + .25 * reach), eye = scene->camera.frame.o; /* level, toward +Y */
  const guint lines = list->lines->len, meshes = list->meshes->len;
  SlDrawTracked tracked = tracked_at (sl_vec3 (0, -2, 1.5), 0);

  sl_draw_tracked (list, scene, FALSE, &tracked);
  g_assert_cmpuint (count_at (list, corner), ==, 3);
  sl_draw_tracked (list, scene, TRUE, &tracked);
  g_assert_cmpuint (list->lines->len, ==, lines + 4);
  g_assert_cmpuint (list->meshes->len, ==, meshes);
  g_assert_cmpuint (count_at (list, sl_vec3_lerp (eye, corner, .2 / (y - eye.y))), ==, 2);
  tracked = tracked_at (sl_vec3 (0, -8, 1.5), 180); /* behind it */
  sl_draw_tracked (list, scene, TRUE, &tracked);
  g_assert_cmpuint (list->lines->len, ==, lines);
}

/* What a tracker may send, and no picture can show. */
static void
test_far (void)
{
  static const struct { double x, tan_h; } rows[] = {
    { 1e6, .5 }, { -1e300, .5 }, { NAN, .5 }, { INFINITY, .5 }, { 0, NAN }, { 0, INFINITY }, { 0, 0 }, { 0, -1 },
  };
  const SlDrawOptions options = { .picture = FALSE };
  g_autoptr (SlScene) scene = make_scene ();
  g_autoptr (SlDrawList) list = sl_draw_scene (scene, &options);
  g_autofree char *planned = sl_draw_list_dump (list);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SlDrawTracked tracked = tracked_at (sl_vec3 (rows[i].x, 0, 0), 0);

      tracked.tan_h = rows[i].tan_h;
      sl_draw_tracked (list, scene, FALSE, &tracked);
      g_autofree char *now = sl_draw_list_dump (list);
      g_assert_cmpstr (now, ==, planned);
    }
}

void
add_tracked_tests (void)
{
  g_test_add_func ("/draw/tracked/over", test_over);
  g_test_add_func ("/draw/tracked/reach", test_reach);
  g_test_add_func ("/draw/tracked/far", test_far);
}
