/* A shot on a ground plan: its camera, its path, and what it sees. */
#include "sl-ground-private.h"

enum { RAYS = 12, PATH = SL_GROUND_PATH };

gboolean
sl_ground_view_init (SlGroundView *view, const SlSceneMaker *maker, GError **error)
{
  SlSceneCamera camera;
  SlScenePose pose;

  view->shot = sl_scene_maker_shot (maker);
  if (!sl_scene_maker_camera (maker, 0, &view->first, error))
    return FALSE;
  view->shortest_mm = view->longest_mm = view->first.focal_mm;
  for (int i = 0; i <= PATH; i++)
    {
      if (!sl_scene_maker_camera (maker, (double) (view->shot->frames - 1) * i / PATH, &camera, error))
        return FALSE;
      if (!sl_scene_maker_pose (maker, camera.id, (double) (view->shot->frames - 1) * i / PATH, &pose))
        return FALSE; /* it was there just now */
      view->path[i] = pose.position; /* without sway: what is marked on the floor */
      view->shortest_mm = fmin (view->shortest_mm, camera.focal_mm);
      view->longest_mm = fmax (view->longest_mm, camera.focal_mm);
    }
  return TRUE;
}

void
sl_ground_add_camera (SlDrawing *drawing, const SlGroundView *view)
{
  static const double outline[][2] = {
    { 0, 0 }, { .12, .12 }, { -.12, .12 }, { 0, 0 }, { -.15, 0 }, { -.15, -.45 }, { .15, -.45 }, { .15, 0 },
  };
  const SlShot *shot = view->shot;
  const SlFrame *frame = &view->first.frame;
  SlStroke *body = sl_drawing_add (drawing, SL_STROKE_LINE, SL_LAYER_CAMERA, view->first.id);
  SlStroke *path = sl_drawing_add (drawing, SL_STROKE_LINE, SL_LAYER_MOVE, shot->entity.id);
  g_autofree char *shortest = sl_number_brief (view->shortest_mm), *longest = sl_number_brief (view->longest_mm);
  gboolean zooms = !g_str_equal (shortest, longest);
  g_autofree char *label = g_strdup_printf ("%s  %s%s%s mm", shot->number != NULL ? shot->number : shot->entity.id,
                                            shortest, zooms ? "–" : "", zooms ? longest : "");

  body->closed = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (outline); i++)
    sl_drawing_add_point (drawing, body, sl_frame_point (frame, sl_vec3 (outline[i][0], outline[i][1], 0)));
  sl_drawing_add_label (drawing, SL_LAYER_CAMERA, sl_frame_point (frame, sl_vec3 (0, -.3, 0)), label);
  for (int i = 0; i <= PATH; i++)
    sl_drawing_add_point (drawing, path, view->path[i]);
}

/* Along one axis, how far it is from `o` to the end of min … max that `direction` goes to. */
static double
way_along (double min, double max, double o, double direction)
{
  if (direction == 0)
    return INFINITY;
  return ((direction > 0 ? max : min) - o) / direction;
}

/* How far it is from `o` to where `direction` leaves the box (m); 0 outside it. */
static double
way_out (const SlBox *box, SlVec3 o, SlVec3 direction)
{
  double x = way_along (box->min.x, box->max.x, o.x, direction.x);
  double y = way_along (box->min.y, box->max.y, o.y, direction.y);

  return fmax (0, fmin (x, y));
}

double
sl_ground_reach (const SlScene *scene, SlVec3 o, SlVec3 direction, double most)
{
  double best = most;

  for (guint w = 0; w < scene->walls->len; w++)
    {
      const SlSceneWall *wall = scene->walls->pdata[w];
      for (guint i = 0; i < wall->n_panels && wall->panels[i].row == 0; i++) /* the rows come from the top */
        {
          const SlScenePanel *p = &wall->panels[i];
          double cross = direction.x * p->right.y - direction.y * p->right.x;
          double dx = p->corner.x - o.x, dy = p->corner.y - o.y;
          if (fabs (cross) < 1e-12 || fabs (p->up.z) < 1e-9)
            continue;
          double t = (dx * p->right.y - dy * p->right.x) / cross, s = (dx * direction.y - dy * direction.x) / cross;
          if (t > 0 && s >= 0 && s <= 1)
            best = fmin (best, t);
        }
    }
  return best;
}

/* It ends at the edge of all else that is drawn, so that it does not move the stage off the paper. */
void
sl_ground_add_wedge (SlDrawing *drawing, const SlGroundView *view)
{
  const SlFrame *frame = &view->first.frame;
  const SlBox box = drawing->box;
  SlStroke *wedge = sl_drawing_add (drawing, SL_STROKE_LINE, SL_LAYER_FRUSTUM, view->shot->entity.id);

  wedge->filled = wedge->closed = TRUE;
  sl_drawing_add_point (drawing, wedge, frame->o);
  for (int i = 0; i <= RAYS; i++)
    {
      SlVec3 direction = sl_frame_direction (frame, sl_vec3 (view->first.tan_h * (2. * i / RAYS - 1), 1, 0));
      direction.z = 0;
      direction = sl_vec3_normalize (direction);
      double length = sl_ground_reach (view->scene, frame->o, direction, way_out (&box, frame->o, direction));
      sl_drawing_add_point (drawing, wedge, sl_vec3_mad (frame->o, direction, length));
    }
}
