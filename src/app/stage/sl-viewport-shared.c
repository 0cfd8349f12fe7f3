/* A viewport that is one of several panes. */
#include "sl-viewport-private.h"

#include "sl-i18n.h"

void
sl_viewport_set_active (SlViewport *v, gboolean active)
{
  v->active = active;
}

SlShading
sl_viewport_shading (SlViewport *v)
{
  return v->shading;
}

void
sl_viewport_share (SlViewport *v, SlViewport *first, guint n)
{
  g_autofree char *name = g_strdup_printf (_("Stage in 3D, pane %u"), n);

  v->first = first;
  sl_set_name (v->area, name);
}

void
sl_viewport_take_habits (SlViewport *v, SlViewport *from)
{
  v->navigation = from->navigation;
  v->zoom_to_pointer = from->zoom_to_pointer;
  if (!v->framed)
    v->shading = from->shading;
  sl_viewport_set_steer (v, from->steers, from->level);
  sl_viewport_set_tool (v, from->tool);
}
