/* The stage in 3D: orbit, pan, zoom, pick; the shot's picture in a corner. */
#pragma once

#include "sl-handles.h"
#include "sl-navigation.h"
#include "sl-space-mouse.h"
#include "sl-view.h"
#include "sl-widgets.h"

G_BEGIN_DECLS

#define SL_TYPE_VIEWPORT (sl_viewport_get_type ())
G_DECLARE_FINAL_TYPE (SlViewport, sl_viewport, SL, VIEWPORT, AdwBin)

/* Floating. */
GtkWidget  *sl_viewport_new      (SlBench *bench);
/* Frames the selection, or everything. */
void        sl_viewport_frame    (SlViewport *viewport);
/* All of the stage as it is seen at first; through a camera, its whole picture. */
void        sl_viewport_reset    (SlViewport *viewport);
/* What a 3D mouse does. */
void        sl_viewport_space    (SlViewport *viewport, const SlSpaceMotion *motion);
/* "perspective", "top", "front", "side", "axonometric" or "camera". */
void        sl_viewport_set_view (SlViewport *viewport, const char *view);
/* The plane that the stage is cut by, in its views; through the camera nothing is. "win.section" follows it. */
void        sl_viewport_set_section (SlViewport *viewport, const SlViewSection *section);
/* The one that the view is best looked at with. */
SlViewSection sl_viewport_usual_section (SlViewport *viewport);
/* Whether it is the one that a hand was in last: its shading is the editor's. */
void        sl_viewport_set_active (SlViewport *viewport, gboolean active);
/* Of its own: what the editor's was while it was active. */
SlShading   sl_viewport_shading  (SlViewport *viewport);
/* It is one of several panes, the `n`-th; where it shows the same, `first`, which outlives it, makes its list. */
void        sl_viewport_share    (SlViewport *viewport, SlViewport *first, guint n);
/* Tool and navigation of another, and its shading at first. */
void        sl_viewport_take_habits (SlViewport *viewport, SlViewport *from);
/* Where it is cut. Borrowed. */
const SlViewSection *sl_viewport_section (SlViewport *viewport);
/* Whether ceilings are seen through. */
gboolean    sl_viewport_has_open_ceilings (SlViewport *viewport);
/* LED ceilings are drawn as outlines, so that one sees what is below. */
void        sl_viewport_open_ceilings (SlViewport *viewport, gboolean open);
/* The last that was not "camera". */
const char *sl_viewport_stage_view (SlViewport *viewport);
/* The picture in the corner. */
void        sl_viewport_set_monitor (SlViewport *viewport, gboolean shown);
/* The one that is shown now; as sl_viewport_set_view(). */
const char *sl_viewport_view     (SlViewport *viewport);
/* The floor (m) under x, y of the view's own area, or where a new thing is seen well: with NAN for both, near the
 * middle. FALSE when there is no floor, or x, y lie outside. */
gboolean    sl_viewport_floor    (SlViewport *viewport, double x, double y, SlVec3 *point);

/* The same under the pointer, to the grid's step, where it is over the view; else near the middle. */
gboolean    sl_viewport_pointed  (SlViewport *viewport, SlVec3 *point);

/* MOVE at first. */
SlTool      sl_viewport_tool     (SlViewport *viewport);
/* Gives up what a hand does. */
void        sl_viewport_set_tool (SlViewport *viewport, SlTool tool);
/* How drags turn the view, and whether the wheel zooms to the pointer or to the middle. */
void        sl_viewport_set_navigation (SlViewport *viewport, SlNavigation navigation, gboolean zoom_to_pointer);
/* Whether drags through the shot's camera move it, and whether its horizon is locked. */
void        sl_viewport_set_steer (SlViewport *viewport, gboolean steers, gboolean level);
/* Flies through the stage by keys, or stays where it flew to. A message says why it cannot. */
void        sl_viewport_fly      (SlViewport *viewport);
/* Where the eye is and looks (m, deg); FALSE of a flat view, and through the camera. */
gboolean    sl_viewport_pose     (SlViewport *viewport, SlVec3 *position, double *pan, double *tilt);
/* What a hand would do that takes the handle at the first of `points` (m) and goes over the others, as they are seen
 * now; then `keys` are pressed: X Y Z lock an axis, others are typed. WALL draws through the points; A makes an arc of
 * them, F turns it to the other side. One step of the history; with `copies` what is selected stays. FALSE with an
 * error, which leaves everything as it was. */
gboolean    sl_viewport_drag     (SlViewport *viewport, SlTool tool, SlHandle handle, const SlVec3 *points, guint n,
                                  const char *keys, gboolean copies, GError **error);

/* Goes to the cabinets of the selected wall and picks those that a text names ("3.1 5.2-8.4": sl-wall-places.h), or
 * "all". What is wrong is said. */
void        sl_viewport_cabinets_pick (SlViewport *viewport, const char *places);
/* Numbers begin at the corner of that wall that was picked last. What is wrong is said. */
void        sl_viewport_cabinets_number (SlViewport *viewport);
/* Leaves those that are picked out, or puts in their places the cabinet of that id (NULL: the wall's own). What is
 * wrong is said. */
void        sl_viewport_cabinets_put  (SlViewport *viewport, const char *cabinet, gboolean out);

G_END_DECLS
