/* What carries a camera is drawn beneath it along the move, and where the camera goes on paper is what is meant. */
#include "../sl-test.h"
#include "sl-draw-scene.h"
#include "sl-plan-xml.h"
#include "sl-shot-plan.h"
#include "tests.h"

static SlPlan *
make_plan (const char *form, const char *tracks)
{
  g_autofree char *text = g_strdup_printf (
    "<sightline version=\"1.0\"><stage id=\"stage\"/><setup id=\"setup\" stage=\"stage\"/>"
    "<rig id=\"rig\" stage=\"stage\" %s/><body id=\"body\"><mode name=\"full\"/></body>"
    "<camera id=\"cam\" stage=\"stage\" body=\"body\" rig=\"rig\"/>"
    "<shot id=\"s\" setup=\"setup\" camera=\"cam\" frames=\"49\">%s</shot></sightline>", form, tracks);
  g_autoptr (GError) error = NULL;
  SlPlan *plan = sl_plan_parse (text, strlen (text), "test", NULL, &error);

  g_assert_no_error (error);
  return plan;
}

/* The meshes of that rig. */
static GArray *
meshes_of (const SlDrawList *list, const char *id)
{
  GArray *out = g_array_new (FALSE, FALSE, sizeof (SlFrame));

  for (guint i = 0; i < list->meshes->len; i++)
    {
      const SlDrawMesh *mesh = &g_array_index (list->meshes, SlDrawMesh, i);
      const SlPick pick = sl_draw_list_picked (list, mesh->pick);

      if (pick.id != NULL && g_str_equal (pick.id, id))
        g_array_append_val (out, mesh->frame);
    }
  return out;
}

static const SlDrawOptions view = { .picture = FALSE };

/* The dolly's carriage and column under it; an arm that ends at it. */
static void
test_beneath (void)
{
  static const struct { const char *form, *tracks; SlVec3 at[2]; } rows[] = {
    { "form=\"dolly\" reach=\"8\"", "<track target=\"rig\" path=\"along\"><key value=\"-2\"/>"
      "<key frame=\"48\" value=\"3\"/></track>", { { -2, 0, 1.5 }, { 3, 0, 1.5 } } },
    { "form=\"slider\"", "<track target=\"cam\" path=\"position\"><key value=\"-1 0.1 1\"/>" /* keyed itself */
      "<key frame=\"48\" value=\"1 0.1 1\"/></track>", { { -1, .1, 1 }, { 1, .1, 1 } } },
    { "form=\"crane\" height=\"1\" extension=\"3\"", "<track target=\"rig\" path=\"swing\"><key value=\"0\"/>"
      "<key frame=\"48\" value=\"90\"/></track>", { { 0, 3, 1 }, { -3, 0, 1 } } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SlPlan) plan = make_plan (rows[i].form, rows[i].tracks);
      g_autoptr (SlSceneMaker) maker = sl_scene_maker_new_shot (plan, NULL, "s", NULL);

      for (guint k = 0; k < 2; k++)
        {
          g_autoptr (SlScene) scene = sl_scene_maker_at (maker, 48. * k, NULL);
          g_autoptr (SlDrawList) list = sl_draw_scene (scene, &view);
          g_autoptr (GArray) meshes = meshes_of (list, "rig");
          gboolean carries = FALSE;

          for (guint m = 0; m < meshes->len; m++)
            {
              const SlFrame *f = &g_array_index (meshes, SlFrame, m);
              carries |= sl_vec3_length (sl_vec3_sub (sl_vec3_add (f->o, f->z), rows[i].at[k])) < .2;
            }
          g_assert_true (carries);
        }
    }
}

/* A camera on a rig has no legs of its own, one whose rig is struck has. */
static void
test_legs (void)
{
  g_autoptr (SlPlan) plan = make_plan ("", ""), fork = sl_plan_fork (plan);
  SlEntity *setup = sl_entity_edit (sl_plan_find (fork, "setup"));
  const SlPlan *plans[] = { plan, fork };

  g_assert_true (sl_entity_set (setup, "absent", "rig", FALSE, NULL));
  sl_plan_put (fork, setup);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (SlSceneMaker) maker = sl_scene_maker_new_shot (plans[i], NULL, "s", NULL);
      g_autoptr (SlScene) scene = sl_scene_maker_at (maker, 0, NULL);
      g_autoptr (SlDrawList) list = sl_draw_scene (scene, &view);
      guint legs = 0;

      for (guint k = 0; k < list->lines->len; k++)
        {
          const SlDrawLine *line = &g_array_index (list->lines, SlDrawLine, k);
          const SlPick pick = sl_draw_list_picked (list, (guint32) line->pick);

          legs += pick.id != NULL && g_str_equal (pick.id, "cam") && line->to[2] == 0 && line->width == 2;
        }
      g_assert_cmpuint (legs, ==, i == 0 ? 0 : 3);
    }
}

/* On paper the way is the planned one, though the camera sways; a rig's keys are on it. */
static void
test_way (void)
{
  g_autoptr (SlPlan) plan = make_plan ("sway=\".5\"", "<track target=\"rig\" path=\"along\"><key value=\"-2\"/>"
                                       "<key frame=\"48\" value=\"3\"/></track>");
  g_autoptr (SlSceneMaker) maker = sl_scene_maker_new_shot (plan, NULL, "s", NULL);
  g_autoptr (SlScene) scene = sl_scene_maker_at (maker, 0, NULL);
  g_autoptr (SlShotPath) path = sl_shot_path_new (maker, scene, NULL);

  g_assert_nonnull (path);
  g_assert_cmpuint (path->keys->len, ==, 2);
  for (guint i = 0; i < path->path->len; i++)
    g_assert_cmpfloat (g_array_index (path->path, SlVec3, i).y, ==, 0);
}

void
add_rig_tests (void)
{
  g_test_add_func ("/draw/rigs/beneath", test_beneath);
  g_test_add_func ("/draw/rigs/legs", test_legs);
  g_test_add_func ("/draw/rigs/way", test_way);
}
