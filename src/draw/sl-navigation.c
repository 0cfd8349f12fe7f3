#include "sl-navigation.h"

typedef struct {
  guint      button, keys;
  SlViewDrag drag;
} Row;

/* The first that fits; what is in no row is nothing. */
static const Row sightline[] = {
  { 1, SL_KEY_CTRL, SL_DRAG_BOX }, { 1, SL_KEY_SHIFT, SL_DRAG_SLIDE }, { 1, 0, SL_DRAG_TURN },
  { 2, SL_KEY_SHIFT, SL_DRAG_SLIDE }, { 2, SL_KEY_CTRL, SL_DRAG_ZOOM }, { 2, 0, SL_DRAG_TURN },
  { 3, 0, SL_DRAG_SLIDE }, { 0 },
};
static const Row blender[] = {
  { 1, 0, SL_DRAG_BOX }, { 1, SL_KEY_CTRL, SL_DRAG_BOX }, { 2, SL_KEY_SHIFT, SL_DRAG_SLIDE },
  { 2, SL_KEY_CTRL, SL_DRAG_ZOOM }, { 2, 0, SL_DRAG_TURN }, { 0 },
};
static const Row cad[] = {
  { 1, 0, SL_DRAG_BOX }, { 1, SL_KEY_CTRL, SL_DRAG_BOX }, { 2, SL_KEY_SHIFT, SL_DRAG_TURN },
  { 2, SL_KEY_CTRL, SL_DRAG_ZOOM }, { 2, 0, SL_DRAG_SLIDE }, { 3, 0, SL_DRAG_SLIDE }, { 0 },
};
static const Row maya[] = {
  { 1, SL_KEY_ALT, SL_DRAG_TURN }, { 2, SL_KEY_ALT, SL_DRAG_SLIDE }, { 3, SL_KEY_ALT, SL_DRAG_ZOOM },
  { 1, 0, SL_DRAG_BOX }, { 1, SL_KEY_CTRL, SL_DRAG_BOX }, { 2, 0, SL_DRAG_TURN }, { 2, SL_KEY_SHIFT, SL_DRAG_SLIDE },
  { 0 },
};
static const Row *const presets[SL_N_NAVIGATIONS] = { sightline, blender, cad, maya };

SlViewDrag
sl_navigation_drag (SlNavigation navigation, guint button, guint keys)
{
  for (const Row *row = presets[navigation]; row->button != 0; row++)
    if (row->button == button && row->keys == keys)
      return row->drag;
  return SL_DRAG_NOTHING;
}

gboolean
sl_navigation_first (SlNavigation navigation, guint button, guint keys)
{
  return navigation == SL_NAVIGATION_MAYA && keys == SL_KEY_ALT && button == 1;
}
