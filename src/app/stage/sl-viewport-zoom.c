/* Hands that look through the shot's camera without steering it: they magnify its picture and move it about. */
#include "sl-viewport-private.h"

gboolean
sl_viewport_zooms (SlViewport *v)
{
  return v->through_camera && !v->steers;
}

void
sl_viewport_zoom_by (SlViewport *v, double factor, double x, double y)
{
  sl_picture_zoom_by (&v->zoom, factor, x, y);
  sl_viewport_moved (v);
}

void
sl_viewport_zoom_drag (SlViewport *v, double dx, double dy)
{
  if (v->drag == SL_DRAG_ZOOM)
    sl_picture_zoom_by (&v->zoom, pow (1.01, -dy), 0, 0);
  else if (v->drag == SL_DRAG_SLIDE || v->drag == SL_DRAG_TURN) /* it is flat */
    sl_picture_zoom_slide (&v->zoom, dx / MAX (1, gtk_widget_get_width (v->area)),
                           dy / MAX (1, gtk_widget_get_height (v->area)));
  else
    return;
  sl_viewport_moved (v);
}

void
sl_viewport_zoom_reset (SlViewport *v)
{
  v->zoom = sl_picture_zoom_none ();
  sl_viewport_redraw (v);
}
