/* What scripts do in the view as a hand would, fed in metres. */
#include "sl-viewport-private.h"

/* The eye's ray through a point of the world, however it is looked at. */
SlHand
sl_viewport_hand_through (SlViewport *v, SlVec3 point, gboolean with_magnet)
{
  const double width = MAX (1, gtk_widget_get_width (v->area)), height = MAX (1, gtk_widget_get_height (v->area));
  double x = .5, y = .5;

  sl_draw_camera_project (&v->list->camera, point, &x, &y);
  return sl_viewport_hand (v, x * width, y * height, with_magnet);
}

gboolean
sl_viewport_drag (SlViewport *v, SlTool tool, SlHandle handle, const SlVec3 *points, guint n, const char *keys,
                  gboolean copies, GError **error)
{
  g_autoptr (SlGesture) gesture = NULL;

  if (n == 0 || !sl_viewport_ready (v))
    return TRUE;
  if (tool == SL_TOOL_WALL)
    return sl_viewport_draw_wall (v, points, n, keys, error);
  const gboolean snaps = sl_editor_snap (v->editor)->magnet;
  SlHand hand = sl_viewport_hand_through (v, points[0], snaps);
  gesture = sl_gesture_begin (v->editor, tool, handle, &hand, &points[0], error);
  for (guint i = 1; gesture != NULL && i < n; i++)
    {
      hand = sl_viewport_hand_through (v, points[i], snaps);
      sl_gesture_follow (gesture, &hand);
    }
  for (; gesture != NULL && *keys != '\0'; keys++)
    if (*keys >= 'X' && *keys <= 'Z')
      sl_gesture_lock (gesture, *keys - 'X');
    else
      sl_gesture_type (gesture, *keys);
  return gesture != NULL && sl_gesture_finish (gesture, copies, error);
}
