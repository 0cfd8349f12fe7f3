/* A 3D mouse over the view: it moves what is looked at, the eye that flies, or the camera that is steered. */
#include "sl-viewport-private.h"

#include <string.h>

void
sl_viewport_space (SlViewport *v, const SlSpaceMotion *motion)
{
  const SlSpaceMotion none = { 0 };

  if (memcmp (motion, &none, sizeof none) == 0 || v->gesture != NULL)
    return;
  if (v->flies)
    sl_view_space_fly (&v->view, motion, v->fly_speed);
  else if (sl_viewport_zooms (v))
    sl_picture_zoom_space (&v->zoom, motion);
  else if (v->through_camera)
    sl_viewport_steer_space (v, motion);
  else
    sl_view_space (&v->view, motion);
  sl_viewport_moved (v);
}

void
sl_viewport_reset (SlViewport *v)
{
  sl_viewport_fly_end (v);
  sl_viewport_zoom_reset (v);
  if (v->through_camera)
    return;
  v->framed = FALSE; /* the first view again */
  sl_viewport_draw_anew (v);
}
