#include "sl-draw-scene.h"

static void
add_corners (GArray *points, const SlFrame *frame, const SlBox *box)
{
  for (guint k = 0; k < 8; k++)
    {
      SlVec3 local = sl_vec3 (k & 1 ? box->max.x : box->min.x, k & 2 ? box->max.y : box->min.y,
                              k & 4 ? box->max.z : box->min.z);
      SlVec3 corner = sl_frame_point (frame, local);
      g_array_append_val (points, corner);
    }
}

static void
add_wall_corners (GArray *points, const SlSceneWall *wall)
{
  for (guint i = 0; i < wall->n_panels; i++)
    {
      const SlScenePanel *p = &wall->panels[i];
      SlVec3 right = sl_vec3_add (p->corner, p->right), top = sl_vec3_add (p->corner, p->up);
      SlVec3 corners[4] = { p->corner, right, top, sl_vec3_add (right, p->up) };
      g_array_append_vals (points, corners, 4);
    }
}

static void
add_camera_corners (GArray *points, const SlScenePlace *camera)
{
  SlFrame frame = sl_frame_from_pose (camera->frame.o, 0, 0, 0);
  SlBox box = { { -.5, -.5, -.5 }, { .5, .5, .3 } };

  box.min.z = fmin (box.min.z, -frame.o.z); /* its legs */
  add_corners (points, &frame, &box);
}

/* What of the scene stands and is `id`, or all of it. */
static void
add_standing (GArray *points, const SlScene *scene, const char *id)
{
  for (guint i = 0; i < scene->walls->len; i++)
    if (id == NULL || g_str_equal (((SlSceneWall *) scene->walls->pdata[i])->entity->id, id))
      add_wall_corners (points, scene->walls->pdata[i]);
  for (guint i = 0; i < scene->meshes->len; i++)
    {
      const SlSceneMesh *mesh = scene->meshes->pdata[i];

      if (id == NULL || g_str_equal (mesh->entity->id, id))
        add_corners (points, &mesh->frame, &mesh->mesh->box);
    }
  for (guint i = 0; i < scene->cameras->len; i++)
    {
      const SlScenePlace *camera = &g_array_index (scene->cameras, SlScenePlace, i);

      if (id == NULL || g_str_equal (camera->entity->id, id))
        add_camera_corners (points, camera);
    }
}

GArray *
sl_draw_extent (const SlScene *scene, const char *id)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (SlVec3));

  add_standing (points, scene, id);
  if (points->len == 0 && id != NULL)
    add_standing (points, scene, NULL);
  for (guint i = 0, none = points->len == 0; none && i < sl_list_n (scene->stage.outline); i++)
    g_array_append_val (points, *sl_list_at (scene->stage.outline, SlVec3, i));
  if (points->len == 0)
    {
      const SlFrame origin = sl_frame_from_pose (sl_vec3 (0, 0, 0), 0, 0, 0);
      const SlBox around = { { -5, -5, 0 }, { 5, 5, 3 } };
      add_corners (points, &origin, &around);
    }
  return points;
}
