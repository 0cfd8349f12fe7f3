/* What a gesture snaps to. */
#include "sl-gesture-private.h"

#define UPRIGHT      .7
#define IN_THE_AIR_M 10. /* from the eye, where there is nothing to measure to */

static GHashTable *
moving_set (const SlGesture *g)
{
  GHashTable *set = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < g->ids->len; i++)
    g_hash_table_add (set, g->ids->pdata[i]);
  return set;
}

/* The corner of what moves that the hand took hold of is what goes to another's. */
static void
choose_base (SlGesture *g, const GArray *own)
{
  SlSnapPoint point;

  if (sl_snap_nearest (own, &g->first.ray, &g->first.reach, &point))
    g->base = point.at;
}

void
sl_gesture_prepare_snaps (SlGesture *g)
{
  g_autoptr (GHashTable) moving = moving_set (g);
  g_autoptr (GArray) own = g_array_new (FALSE, FALSE, sizeof (SlSnapPoint));
  g_autoptr (GArray) all = sl_snap_points (g->scene, NULL);

  g->points = g_array_new (FALSE, FALSE, sizeof (SlSnapPoint));
  g->box = sl_box_empty ();
  for (guint i = 0; i < all->len; i++)
    {
      const SlSnapPoint *point = &g_array_index (all, SlSnapPoint, i);
      const gboolean is_own = g_hash_table_contains (moving, point->id);

      g_array_append_vals (is_own ? own : g->points, point, 1);
      if (is_own)
        sl_box_add (&g->box, point->at);
    }
  if (g->tool == SL_TOOL_MOVE && sl_handle_axis (g->handle) < 0)
    choose_base (g, own);
}

/* Numbers that change nothing make what they are laid over count as moving, and so stand apart. */
static void
ensure_tracer (SlGesture *g)
{
  g_autoptr (GArray) overlay = g_array_new (FALSE, FALSE, sizeof (SlOverlay));
  g_autoptr (SlSceneMaker) maker = NULL;

  if (g->still != NULL)
    return;
  for (guint i = 0; i < g->ids->len; i++)
    {
      g_autoptr (SlEntity) now = sl_scene_maker_entity (g->maker, g->ids->pdata[i], (double) g->when.frame, NULL);
      SlField field;
      const double *x = now == NULL ? NULL
                        : sl_record_find (&sl_kind_info (now->kind)->record, now, "position.x", &field, NULL);
      const SlOverlay value = { g->ids->pdata[i], "position.x", x != NULL ? *x : 0 };

      g_array_append_val (overlay, value);
    }
  maker = sl_scene_maker_new_overlaid (g->maker, (const SlOverlay *) (gpointer) overlay->data, overlay->len, NULL);
  g->still = sl_scene_maker_at (maker != NULL ? maker : g->maker, (double) g->when.frame, NULL);
  if (g->still != NULL)
    g->tracer = sl_tracer_new_still (g->still, 1, NULL);
}

static gboolean
find_surface (SlGesture *g, const SlRay *ray, SlSnapPoint *found)
{
  ensure_tracer (g);
  return sl_snap_surface (g->tracer, g->still != NULL ? g->still : g->scene, ray, found);
}

/* The lowest number of the box's corners along a direction. */
static double
reach_of (const SlBox *box, SlVec3 d)
{
  return (d.x > 0 ? box->min.x : box->max.x) * d.x + (d.y > 0 ? box->min.y : box->max.y) * d.y
         + (d.z > 0 ? box->min.z : box->max.z) * d.z;
}

gboolean
sl_gesture_onto (SlGesture *g, const SlHand *hand, SlVec3 *by)
{
  SlBox box = g->box;
  SlSnapPoint first, now;

  if (!find_surface (g, &hand->ray, &now))
    return FALSE;
  if (sl_box_is_empty (&box))
    sl_box_add (&box, g->begun.o);
  const SlVec3 foot = { (box.min.x + box.max.x) / 2, (box.min.y + box.max.y) / 2, box.min.z };
  g->snapped = now;
  if (now.kind == SL_SNAP_FACE && fabs (now.normal.z) < UPRIGHT) /* its back to the face, where it stands */
    {
      const SlVec3 out = sl_vec3_normalize (sl_vec3 (now.normal.x, now.normal.y, 0));
      const SlVec3 level = { now.at.x - foot.x, now.at.y - foot.y, 0 };
      const double gap = reach_of (&box, out) + sl_vec3_dot (level, out) - sl_vec3_dot (now.at, out) + now.at.z * out.z;

      *by = sl_vec3_mad (level, out, -gap);
    }
  else if (now.kind == SL_SNAP_FACE) /* under it */
    *by = sl_vec3 (now.at.x - foot.x, now.at.y - foot.y, now.at.z - box.max.z);
  else if (find_surface (g, &g->first.ray, &first) && first.kind != SL_SNAP_FACE) /* as the hand went over the ground */
    *by = sl_vec3 (now.at.x - first.at.x, now.at.y - first.at.y,
                   now.at.z - (now.kind == first.kind ? first.at.z : box.min.z));
  else
    *by = sl_vec3_sub (now.at, foot);
  if (now.kind == SL_SNAP_FLOOR)
    {
      const double step = sl_editor_snap (g->editor)->grid;

      by->x = sl_snap_step (g->base.x + by->x, step) - g->base.x;
      by->y = sl_snap_step (g->base.y + by->y, step) - g->base.y;
    }
  return TRUE;
}

SlVec3
sl_gesture_spot (SlGesture *g, const SlHand *hand)
{
  if (hand->magnet && sl_snap_nearest (g->points, &hand->ray, &hand->reach, &g->snapped))
    return g->snapped.at;
  if (find_surface (g, &hand->ray, &g->snapped) || !isnan (g->snapped.at.x))
    return g->snapped.at;
  return sl_vec3_mad (hand->ray.origin, sl_vec3_normalize (hand->ray.direction), IN_THE_AIR_M);
}
