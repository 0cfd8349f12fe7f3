#include "sl-path.h"

#include <math.h>
#include <string.h>

enum { MOST_PATHS = 8, MOST_POINTS = 240 };

static void
path_free (gpointer data)
{
  SlPath *path = data;

  g_free (path->id);
  g_array_unref (path->points);
  g_array_unref (path->beats);
  g_array_unref (path->keys);
  g_free (path);
}

/* NAN where that cannot be said. */
static SlVec3
position_at (const SlSceneMaker *maker, const char *id, double frame)
{
  SlScenePose pose;

  return sl_scene_maker_pose (maker, id, frame, &pose) ? pose.position : sl_vec3 (NAN, NAN, NAN);
}

/* Whether a track says where it is: its own, or what else moves the shot's camera. */
static gboolean
is_way_of (const SlPlan *plan, const SlTrack *track, const SlShot *shot, const char *id)
{
  const gboolean own = g_strcmp0 (track->target, id) == 0;

  if (g_strcmp0 (shot->camera, id) == 0)
    return sl_scene_moves_camera (plan, shot, track);
  return own && track->path != NULL && strncmp (track->path, "position", 8) == 0
         && (track->path[8] == '\0' || track->path[8] == '.');
}

static int
by_frame (gconstpointer a, gconstpointer b)
{
  return ((const SlPathKey *) a)->frame - ((const SlPathKey *) b)->frame;
}

/* Each frame once. */
static void
collect_keys (SlPath *path, const SlPlan *plan, const SlSceneMaker *maker, const SlShot *shot)
{
  g_autoptr (GHashTable) frames = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < sl_list_n (shot->tracks); i++)
    {
      const SlTrack *track = sl_list_at (shot->tracks, SlTrack, i);

      for (guint k = 0; is_way_of (plan, track, shot, path->id) && k < sl_list_n (track->keys); k++)
        {
          const SlKey *key = sl_list_at (track->keys, SlKey, k);
          const SlPathKey at = { (int) key->frame, position_at (maker, path->id, (double) key->frame),
                                 key->ease == SL_EASE_HOLD };

          if (!isnan (at.at.x) && g_hash_table_add (frames, GINT_TO_POINTER (at.frame)))
            g_array_append_val (path->keys, at);
        }
    }
  g_array_sort (path->keys, by_frame);
}

/* From the first key to the last: before and after it stands. */
static void
collect_points (SlPath *path, const SlSceneMaker *maker, double fps)
{
  const double first = g_array_index (path->keys, SlPathKey, 0).frame;
  const double last = g_array_index (path->keys, SlPathKey, path->keys->len - 1).frame;
  const guint n = (guint) CLAMP (last - first, 1, MOST_POINTS);

  for (guint i = 0; i <= n; i++)
    {
      const SlVec3 at = position_at (maker, path->id, first + (last - first) * i / n);
      g_array_append_val (path->points, at);
    }
  for (double frame = first; frame <= last && path->beats->len < MOST_POINTS; frame += fps)
    {
      const SlVec3 at = position_at (maker, path->id, frame);
      g_array_append_val (path->beats, at);
    }
}

/* NULL for what stands. */
static SlPath *
path_new (const SlPlan *plan, const SlSceneMaker *maker, const SlShot *shot, const char *id)
{
  SlPath *path = g_new0 (SlPath, 1);

  *path = (SlPath) { g_strdup (id), g_array_new (FALSE, FALSE, sizeof (SlVec3)),
                     g_array_new (FALSE, FALSE, sizeof (SlVec3)), g_array_new (FALSE, FALSE, sizeof (SlPathKey)) };
  collect_keys (path, plan, maker, shot);
  if (path->keys->len == 0)
    {
      path_free (path);
      return NULL;
    }
  collect_points (path, maker, sl_rational_to_real (shot->fps));
  return path;
}

GPtrArray *
sl_paths_new (SlEditor *editor)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (path_free);
  const GPtrArray *ids = sl_editor_selection (editor);
  const SlSceneMaker *maker = sl_editor_maker (editor);
  const SlShot *shot = sl_editor_shot (editor);

  for (guint i = ids->len; maker != NULL && shot != NULL && sl_scene_maker_shot (maker) != NULL && i-- > 0
                           && paths->len < MOST_PATHS;)
    {
      const char *id = g_strcmp0 (ids->pdata[i], shot->entity.id) == 0 ? shot->camera : ids->pdata[i];
      SlPath *path = id != NULL ? path_new (sl_editor_plan (editor), maker, shot, id) : NULL;

      if (path != NULL)
        g_ptr_array_add (paths, path);
    }
  return paths;
}
