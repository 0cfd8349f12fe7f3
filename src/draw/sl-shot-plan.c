#include "sl-shot-plan.h"

#include <math.h>
#include <string.h>

#include "sl-draw-private.h"
#include "sl-ground-private.h"
#include "sl-number.h"

enum { PATH_MOST = 120, RAYS = 16 };
static const double FOOT_M = .3048;

/* --- the path --- */

static gboolean
stands (const SlSceneWall *wall)
{
  return wall->n_panels > 0 && fabs (wall->panels[0].normal.z) <= .7;
}

static void
add_feet (SlBox *box, const SlScene *scene)
{
  for (guint w = 0; w < scene->walls->len; w++)
    {
      const SlSceneWall *wall = scene->walls->pdata[w];

      for (guint i = 0; stands (wall) && i < wall->n_panels; i++)
        {
          sl_box_add (box, wall->panels[i].corner);
          sl_box_add (box, sl_vec3_add (wall->panels[i].corner, wall->panels[i].right));
        }
    }
}

static gboolean
add_point (GArray *points, const SlSceneMaker *maker, double frame, GError **error)
{
  SlSceneCamera camera;
  SlScenePose pose;

  if (!sl_scene_maker_camera (maker, frame, &camera, error))
    return FALSE;
  if (!sl_scene_maker_pose (maker, camera.id, frame, &pose))
    return FALSE; /* it was there just now */
  g_array_append_val (points, pose.position);
  return TRUE;
}

static void
add_keys (SlShotPath *path, const SlPlan *plan, const SlSceneMaker *maker, const SlShot *shot)
{
  for (guint t = 0; t < sl_list_n (shot->tracks); t++)
    {
      const SlTrack *track = sl_list_at (shot->tracks, SlTrack, t);

      for (guint k = 0; sl_scene_moves_camera (plan, shot, track) && k < sl_list_n (track->keys); k++)
        {
          const gint64 frame = sl_list_at (track->keys, SlKey, k)->frame;
          if (frame >= 0 && frame < shot->frames)
            add_point (path->keys, maker, (double) frame, NULL);
        }
    }
}

SlShotPath *
sl_shot_path_new (const SlSceneMaker *maker, const SlScene *scene, GError **error)
{
  const SlShot *shot = sl_scene_maker_shot (maker);
  g_autoptr (SlShotPath) path = g_new0 (SlShotPath, 1);
  const gint64 last = shot != NULL ? shot->frames - 1 : 0, n = CLAMP (last, 0, PATH_MOST);

  path->path = g_array_new (FALSE, FALSE, sizeof (SlVec3));
  path->keys = g_array_new (FALSE, FALSE, sizeof (SlVec3));
  path->box = sl_box_empty ();
  for (gint64 i = 0; i <= n; i++)
    if (!add_point (path->path, maker, n > 0 ? (double) last * (double) i / (double) n : 0, error))
      return NULL;
  if (shot != NULL)
    add_keys (path, scene->plan, maker, shot);
  for (guint i = 0; i < path->path->len; i++)
    sl_box_add (&path->box, g_array_index (path->path, SlVec3, i));
  add_feet (&path->box, scene);
  return g_steal_pointer (&path);
}

void
sl_shot_path_free (SlShotPath *path)
{
  if (path == NULL)
    return;
  g_clear_pointer (&path->path, g_array_unref);
  g_clear_pointer (&path->keys, g_array_unref);
  g_free (path);
}

/* --- what is seen --- */

/* The feet of the columns that are marked, a stretch each run of them. */
static void
add_stretches (GPtrArray *stretches, const SlSceneWall *wall, const gboolean *marked)
{
  GArray *stretch = NULL;
  guint last = G_MAXUINT - 1;

  for (guint i = 0; i < wall->n_panels; i++)
    {
      const SlScenePanel *p = &wall->panels[i];
      const SlVec3 end = sl_vec3_add (p->corner, p->right);

      if (p->row + 1 != wall->rows || !marked[p->column])
        continue;
      if (stretch == NULL || p->column != last + 1)
        {
          stretch = g_array_new (FALSE, FALSE, sizeof (SlVec3));
          g_ptr_array_add (stretches, stretch);
          g_array_append_val (stretch, p->corner);
        }
      g_array_append_val (stretch, end);
      last = p->column;
    }
}

static void
add_wall (SlShotGaze *gaze, const SlSceneCamera *camera, const SlSceneWall *wall)
{
  g_autofree gboolean *covered = g_new0 (gboolean, wall->columns), *over = g_new0 (gboolean, wall->columns);

  for (guint i = 0; i < wall->n_panels; i++)
    {
      const SlScenePanel *p = &wall->panels[i];

      if (!sl_draw_panel_in_picture (camera, p))
        continue;
      covered[p->column] = TRUE;
      over[p->column] |= sl_draw_panel_passed (camera, p);
    }
  add_stretches (gaze->covered, wall, covered);
  add_stretches (gaze->over, wall, over);
}

static void
add_wedge (SlShotGaze *gaze, const SlScene *scene, double far_m)
{
  const SlFrame *frame = &scene->camera.frame;

  g_array_append_val (gaze->wedge, frame->o);
  for (int i = 0; i <= RAYS; i++)
    {
      SlVec3 direction = sl_frame_direction (frame, sl_vec3 (scene->camera.tan_h * (2. * i / RAYS - 1), 1, 0));

      direction.z = 0;
      direction = sl_vec3_normalize (direction);
      const SlVec3 end = sl_vec3_mad (frame->o, direction, sl_ground_reach (scene, frame->o, direction, far_m));
      g_array_append_val (gaze->wedge, end);
    }
}

SlShotGaze *
sl_shot_gaze_new (const SlScene *scene, double far_m)
{
  SlShotGaze *gaze;

  if (!scene->has_camera)
    return NULL;
  gaze = g_new0 (SlShotGaze, 1);
  gaze->wedge = g_array_new (FALSE, FALSE, sizeof (SlVec3));
  gaze->covered = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  gaze->over = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  add_wedge (gaze, scene, far_m);
  for (guint w = 0; w < scene->walls->len; w++)
    if (stands (scene->walls->pdata[w]))
      add_wall (gaze, &scene->camera, scene->walls->pdata[w]);
  return gaze;
}

void
sl_shot_gaze_free (SlShotGaze *gaze)
{
  if (gaze == NULL)
    return;
  g_array_unref (gaze->wedge);
  g_ptr_array_unref (gaze->covered);
  g_ptr_array_unref (gaze->over);
  g_free (gaze);
}

/* --- the scale bar --- */

double
sl_scale_bar (double per_metre, double most, gboolean feet, char **text)
{
  static const double steps[] = { 5, 2, 1 };
  const double unit = feet ? FOOT_M : 1, reach = most / per_metre / unit;

  if (!isfinite (reach) || reach <= 0)
    {
      *text = g_strdup ("");
      return NAN;
    }
  const double decade = pow (10, floor (log10 (reach)));
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (steps[i] * decade <= reach * (1 + 1e-9))
      {
        g_autofree char *number = sl_number_brief (steps[i] * decade);

        *text = g_strdup_printf (feet ? "%s′" : "%s m", number);
        return steps[i] * decade * unit;
      }
  *text = g_strdup ("");
  return NAN;
}
