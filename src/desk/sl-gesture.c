#include "sl-gesture.h"

#include <string.h>

#include "sl-error.h"
#include "sl-gesture-private.h"
#include "sl-i18n.h"

#define LEVEL_VIEW .25 /* a ray that goes down less looks at things from the side: they are moved up and down */
#define BLIND      .999
#define LEAST      1e-9

enum { MOST_TYPED = 32 };

/* --- what is taken --- */

/* Those of the selection that stand on the scene's stage: cameras and marks too. */
static gboolean
stands_here (const SlScene *scene, const SlEntity *entity)
{
  const SlPlaced *placed = entity != NULL ? sl_entity_placed (entity) : NULL;

  return placed != NULL && g_strcmp0 (placed->stage, scene->stage.entity->id) == 0;
}

static gboolean
frame_of (SlEditor *editor, const char *id, SlFrame *frame)
{
  g_autoptr (SlEntity) now = sl_editor_entity_now (editor, id);
  double numbers[6] = { 0 };
  static const char *const paths[6] = { "position.x", "position.y", "position.z", "pan", "tilt", "roll" };

  for (guint i = 0; now != NULL && i < G_N_ELEMENTS (paths); i++)
    {
      SlField field;
      const double *number = sl_record_find (&sl_kind_info (now->kind)->record, now, paths[i], &field, NULL);
      numbers[i] = number != NULL ? *number : 0;
    }
  *frame = sl_frame_from_pose (sl_vec3 (numbers[0], numbers[1], numbers[2]), numbers[3], numbers[4], numbers[5]);
  return now != NULL;
}

gboolean
sl_gesture_place (SlEditor *editor, SlTool tool, SlFrame *frame)
{
  const SlScene *scene = sl_editor_scene (editor, NULL);
  g_autoptr (GPtrArray) ids = sl_editor_taken (editor);
  SlBox box = sl_box_empty ();
  guint n = 0;

  *frame = sl_frame_from_pose (sl_vec3 (0, 0, 0), 0, 0, 0);
  for (guint i = 0; scene != NULL && i < ids->len; i++)
    {
      SlFrame own;

      if (!stands_here (scene, sl_plan_find (sl_editor_plan (editor), ids->pdata[i]))
          || !frame_of (editor, ids->pdata[i], &own))
        continue;
      sl_box_add (&box, own.o);
      if (n++ == 0)
        *frame = own;
    }
  if (n == 0)
    return FALSE;
  if (n > 1 || tool == SL_TOOL_MOVE || tool == SL_TOOL_SELECT)
    *frame = sl_frame_from_pose (n > 1 ? sl_vec3_lerp (box.min, box.max, .5) : frame->o, 0, 0, 0);
  return TRUE;
}

/* --- beginning --- */

static const char *
operation_id (SlTool tool)
{
  return tool == SL_TOOL_MOVE ? "move" : tool == SL_TOOL_ROTATE ? "rotate" : "scale";
}

static gboolean
take_things (SlGesture *g, GError **error)
{
  g_autoptr (GPtrArray) ids = sl_editor_taken (g->editor);

  for (guint i = 0; i < ids->len; i++)
    {
      const SlEntity *entity = sl_plan_find (g->plan, ids->pdata[i]);

      if (sl_editor_is_locked (g->editor, ids->pdata[i]))
        {
          sl_error_set (error, SL_ERROR_INPUT, _("%s is locked; open its lock in the list first"),
                        sl_entity_title (entity));
          return FALSE;
        }
      if (stands_here (g->scene, entity))
        g_ptr_array_add (g->ids, g_strdup (ids->pdata[i]));
    }
  if (g->ids->len == 0)
    sl_error_set (error, SL_ERROR_INPUT, _("nothing that stands on this stage is selected; pick something first"));
  return g->ids->len > 0;
}

/* Where the hand is held to: the plane of a free move is the floor's, or, seen from the side, the one that faces the
 * eye. */
static void
choose_plane (SlGesture *g, SlVec3 direction)
{
  const SlVec3 d = sl_vec3_normalize (direction);

  if (fabs (d.z) >= LEVEL_VIEW)
    g->plane = sl_vec3 (0, 0, 1);
  else
    g->plane = fabs (d.y) >= fabs (d.x) ? sl_vec3 (0, 1, 0) : sl_vec3 (1, 0, 0);
}

/* What the ray says of where the hand is on what it is held to: a point, an angle or a length. FALSE where it says
 * nothing. */
static gboolean
read_hand (SlGesture *g, const SlRay *ray, SlVec3 *point, double *number)
{
  const int axis = sl_handle_axis (g->handle);
  const SlVec3 axes[3] = { g->axes.x, g->axes.y, g->axes.z };

  *point = g->grabbed;
  *number = 0;
  if (g->tool == SL_TOOL_ROTATE)
    return sl_ray_about_axis (ray, g->begun.o, axis >= 0 ? axes[axis] : sl_vec3 (0, 0, 1), number);
  if (g->tool == SL_TOOL_SCALE && (axis < 0 || sl_handle_is_plane (g->handle)))
    {
      const SlVec3 facing = sl_vec3_normalize (g->first.ray.direction);

      if (!sl_ray_on_plane (ray, g->begun.o, facing, point))
        return FALSE;
      *number = sl_vec3_length (sl_vec3_sub (*point, g->begun.o));
      return TRUE;
    }
  if (axis >= 0 && !sl_handle_is_plane (g->handle))
    {
      if (!sl_ray_along_line (ray, g->tool == SL_TOOL_SCALE ? g->begun.o : g->grabbed, axes[axis], number))
        return FALSE;
      *point = sl_vec3_mad (g->grabbed, axes[axis], *number);
      return TRUE;
    }
  return sl_ray_on_plane (ray, g->grabbed, axis >= 0 ? axes[axis] : g->plane, point);
}

/* The hand begins anew from here, with what it is held to now. */
static void
hold (SlGesture *g)
{
  if (!read_hand (g, &g->first.ray, &g->from_point, &g->from_number))
    {
      g->from_point = g->grabbed;
      g->from_number = 0;
    }
  g->last_number = g->from_number;
  g->turned = 0;
}

static void
plan_changed (SlGesture *g)
{
  g->over = TRUE;
}

static SlGesture *
gesture_alloc (SlEditor *editor, SlTool tool, SlHandle handle, const SlHand *hand)
{
  SlGesture *g = g_new0 (SlGesture, 1);
  static const char *const changes[] = { "plan-changed", "time-changed", "assets-changed", "selection-changed" };

  g->editor = g_object_ref (editor);
  g->plan = sl_plan_ref (sl_editor_plan (editor));
  g->when = sl_editor_when (editor);
  g->tool = tool;
  g->handle = handle;
  g->first = g->hand = *hand;
  g->ids = g_ptr_array_new_with_free_func (g_free);
  g->typed = g_string_new (NULL);
  g->factor = 1;
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    g_signal_connect_swapped (editor, changes[i], G_CALLBACK (plan_changed), g);
  return g;
}

SlGesture *
sl_gesture_begin (SlEditor *editor, SlTool tool, SlHandle handle, const SlHand *hand, const SlVec3 *grabbed,
                  GError **error)
{
  const SlSceneMaker *maker = sl_editor_maker (editor);
  const SlScene *scene = sl_editor_scene (editor, error);
  g_autoptr (SlGesture) g = NULL;

  if (scene == NULL || maker == NULL)
    {
      if (scene != NULL)
        sl_error_set (error, SL_ERROR_INPUT, _("the shot cannot be shown, so nothing can be moved in it"));
      return NULL;
    }
  g = gesture_alloc (editor, tool, handle, hand);
  g->maker = sl_scene_maker_new_overlaid (maker, NULL, 0, NULL);
  g->scene = sl_scene_maker_at (maker, (double) g->when.frame, error);
  if (g->scene == NULL || (tool != SL_TOOL_MEASURE && !take_things (g, error)))
    return NULL;
  sl_gesture_place (editor, tool, &g->begun);
  g->axes = g->begun;
  g->base = g->begun.o;
  g->grabbed = grabbed != NULL ? *grabbed : g->begun.o;
  choose_plane (g, hand->ray.direction);
  sl_gesture_prepare_snaps (g);
  if (tool == SL_TOOL_MEASURE)
    g->from = g->to = sl_gesture_spot (g, hand);
  else
    hold (g);
  return g_steal_pointer (&g);
}

void
sl_gesture_free (SlGesture *g)
{
  if (g == NULL)
    return;
  g_signal_handlers_disconnect_by_data (g->editor, g);
  if (g->laid && !g->over)
    sl_editor_set_overlay (g->editor, NULL, 0, NULL);
  sl_tracer_free (g->tracer);
  g_clear_pointer (&g->points, g_array_unref);
  sl_scene_free (g->still);
  sl_scene_free (g->scene);
  sl_scene_maker_free (g->maker);
  sl_plan_unref (g->plan);
  g_ptr_array_unref (g->ids);
  g_string_free (g->typed, TRUE);
  g_clear_error (&g->trouble);
  g_object_unref (g->editor);
  g_free (g);
}

/* --- following --- */

/* The part of a way that what it is held to allows. */
static SlVec3
allowed (const SlGesture *g, SlVec3 way)
{
  const int axis = sl_handle_axis (g->handle);
  const SlVec3 axes[3] = { g->axes.x, g->axes.y, g->axes.z };

  if (axis < 0)
    return sl_vec3_mad (way, g->plane, -sl_vec3_dot (way, g->plane));
  const double along = sl_vec3_dot (way, axes[axis]);
  return sl_handle_is_plane (g->handle) ? sl_vec3_mad (way, axes[axis], -along) : sl_vec3_scale (axes[axis], along);
}

/* To the grid's lines, where the axis is the stage's; along another, in steps from where it began. */
static SlVec3
to_grid (SlGesture *g, SlVec3 by)
{
  const double step = sl_editor_snap (g->editor)->grid;
  const int axis = sl_handle_axis (g->handle);
  const SlVec3 to = sl_vec3_add (g->base, by);

  if (step <= 0)
    return by;
  g->snapped = (SlSnapPoint) { .kind = SL_SNAP_GRID };
  if (axis >= 0 && !sl_handle_is_plane (g->handle) && g->local)
    {
      const double along = sl_vec3_length (by);
      return along > LEAST ? sl_vec3_scale (by, sl_snap_step (along, step) / along) : by;
    }
  const SlVec3 on = { sl_snap_step (to.x, step), sl_snap_step (to.y, step), sl_snap_step (to.z, step) };
  return allowed (g, sl_vec3_sub (on, g->base));
}

static void
follow_move (SlGesture *g, const SlHand *hand)
{
  SlVec3 point, by;
  double number;

  if (!read_hand (g, &hand->ray, &point, &number))
    return;
  by = sl_vec3_sub (point, g->from_point);
  if (hand->magnet && sl_snap_nearest (g->points, &hand->ray, &hand->reach, &g->snapped))
    {
      const SlVec3 to = sl_vec3_sub (g->snapped.at, g->base);
      /* seen straight from above one cannot tell how high a point is */
      const gboolean blind = fabs (sl_vec3_dot (sl_vec3_normalize (hand->ray.direction), g->plane)) > BLIND;
      by = sl_handle_axis (g->handle) < 0 && !blind ? to : allowed (g, to);
    }
  else if (hand->magnet && sl_handle_axis (g->handle) < 0 && g->plane.z == 1 && sl_gesture_onto (g, hand, &by))
    ;
  else if (hand->magnet)
    by = to_grid (g, by);
  g->by = by;
}

static void
follow_turn (SlGesture *g, const SlHand *hand)
{
  SlVec3 point;
  double number;
  const double step = sl_editor_snap (g->editor)->angle;

  if (!read_hand (g, &hand->ray, &point, &number))
    return;
  g->turned += remainder (number - g->last_number, 360); /* it may go round more than once */
  g->last_number = number;
  g->angle = hand->magnet ? sl_snap_step (g->turned, step) : g->turned;
  if (hand->magnet && step > 0)
    g->snapped = (SlSnapPoint) { .kind = SL_SNAP_ANGLE };
}

static void
follow_scale (SlGesture *g, const SlHand *hand)
{
  SlVec3 point;
  double number;

  if (!read_hand (g, &hand->ray, &point, &number) || fabs (g->from_number) < LEAST)
    return;
  g->factor = fmax (.001, number / g->from_number);
  if (hand->magnet)
    g->factor = fmax (.1, sl_snap_step (g->factor, .1));
}

/* What is typed stands for the hand, in its direction. */
static void
take_typed (SlGesture *g)
{
  const SlUnit unit = g->tool == SL_TOOL_ROTATE ? SL_UNIT_DEGREE : g->tool == SL_TOOL_SCALE ? SL_UNIT_NONE
                                                                                           : SL_UNIT_METRE;
  const SlVec3 axes[3] = { g->axes.x, g->axes.y, g->axes.z };
  const int axis = sl_handle_axis (g->handle);
  double value;

  if (g->typed->len == 0 || g_str_equal (g->typed->str, "-")
      || !sl_number_parse_formula (g->typed->str, unit, &value, &g->trouble))
    return;
  g->snapped = (SlSnapPoint) { SL_SNAP_NONE };
  if (g->tool == SL_TOOL_ROTATE)
    g->angle = value;
  else if (g->tool == SL_TOOL_SCALE)
    g->factor = value;
  else if (axis >= 0 && !sl_handle_is_plane (g->handle))
    g->by = sl_vec3_scale (axes[axis], value);
  else
    g->by = sl_vec3_scale (sl_vec3_length (g->by) > LEAST ? sl_vec3_normalize (g->by) : sl_vec3 (1, 0, 0), value);
}

static void
update (SlGesture *g)
{
  const SlHand *hand = &g->hand;

  g->snapped = (SlSnapPoint) { SL_SNAP_NONE };
  g_clear_error (&g->trouble);
  if (g->over)
    return;
  if (g->tool == SL_TOOL_MEASURE)
    {
      g->to = sl_gesture_spot (g, hand);
      return;
    }
  if (g->tool == SL_TOOL_MOVE)
    follow_move (g, hand);
  else if (g->tool == SL_TOOL_ROTATE)
    follow_turn (g, hand);
  else
    follow_scale (g, hand);
  take_typed (g);
  sl_gesture_lay_over (g);
}

void
sl_gesture_at (SlGesture *g, gint64 frame)
{
  g->when.frame = frame;
}

void
sl_gesture_follow (SlGesture *g, const SlHand *hand)
{
  g->hand = *hand;
  update (g);
}

void
sl_gesture_lock (SlGesture *g, int axis)
{
  const SlHandle handle = SL_HANDLE_X + (SlHandle) axis;
  const gboolean same = g->handle == handle && g->locked;
  SlFrame own;

  if (same && g->local)
    {
      g->handle = g->tool == SL_TOOL_ROTATE ? SL_HANDLE_Z : SL_HANDLE_FREE;
      g->locked = g->local = FALSE;
    }
  else
    {
      g->handle = handle;
      g->locked = TRUE;
      g->local = same;
    }
  g->axes = sl_frame_from_pose (g->begun.o, 0, 0, 0);
  if (g->local && frame_of (g->editor, g->ids->len > 0 ? g->ids->pdata[g->ids->len - 1] : "", &own))
    g->axes = own;
  g->by = sl_vec3 (0, 0, 0);
  g->angle = 0;
  g->factor = 1;
  hold (g);
  update (g);
}

gboolean
sl_gesture_type (SlGesture *g, char character)
{
  if (g->tool == SL_TOOL_MEASURE)
    return FALSE;
  if (character == '\b' && g->typed->len > 0)
    g_string_truncate (g->typed, g->typed->len - 1);
  else if (strchr ("0123456789.,-+*/'\"mcftin ", character) != NULL && character != '\0' && g->typed->len < MOST_TYPED
           && (g->typed->len > 0 || strchr ("0123456789.,-", character) != NULL))
    g_string_append_c (g->typed, character == ',' ? '.' : character);
  else
    return FALSE;
  update (g);
  return TRUE;
}

/* --- what it tells --- */

gboolean
sl_gesture_holds (const SlGesture *g)
{
  return !g->over;
}

SlTool
sl_gesture_tool (const SlGesture *g)
{
  return g->tool;
}

SlHandle
sl_gesture_handle (const SlGesture *g)
{
  return g->handle;
}

SlFrame
sl_gesture_frame (const SlGesture *g)
{
  SlFrame frame = g->axes;

  frame.o = g->tool == SL_TOOL_MOVE ? sl_vec3_add (g->begun.o, g->by) : g->begun.o;
  return frame;
}

const SlSnapPoint *
sl_gesture_snapped (const SlGesture *g)
{
  return &g->snapped;
}

void
sl_gesture_span (const SlGesture *g, SlVec3 *from, SlVec3 *to)
{
  *from = g->from;
  *to = g->to;
}

const char *
sl_gesture_operation (const SlGesture *g)
{
  return operation_id (g->tool);
}
