/* What a drag in the view does, by the habits of other programs. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* In the order of the settings' enum. */
typedef enum { SL_NAVIGATION_SIGHTLINE, SL_NAVIGATION_BLENDER, SL_NAVIGATION_CAD, SL_NAVIGATION_MAYA, SL_N_NAVIGATIONS
} SlNavigation;

typedef enum { SL_DRAG_NOTHING, SL_DRAG_TURN, SL_DRAG_SLIDE, SL_DRAG_ZOOM, SL_DRAG_BOX } SlViewDrag;

typedef enum { SL_KEY_SHIFT = 1 << 0, SL_KEY_CTRL = 1 << 1, SL_KEY_ALT = 1 << 2 } SlDragKeys;

/* Of a drag with `button` (1 left, 2 middle, 3 right) on nothing that a tool takes; `keys` are SlDragKeys. */
SlViewDrag sl_navigation_drag  (SlNavigation navigation, guint button, guint keys);
/* Whether such a drag is the view's even where a tool would take something: Alt and the left button in Maya. */
gboolean   sl_navigation_first (SlNavigation navigation, guint button, guint keys);

G_END_DECLS
