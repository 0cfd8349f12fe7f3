/* What the files of the viewport share. */
#pragma once

#include "sl-cabinets.h"
#include "sl-flight.h"
#include "sl-gesture.h"
#include "sl-gpu.h"
#include "sl-navigation.h"
#include "sl-picture-zoom.h"
#include "sl-stroke.h"
#include "sl-path.h"
#include "sl-steer.h"
#include "sl-view.h"
#include "sl-viewport.h"

enum { SL_CLICK_PX = 4 /* that a hand may slip in a click */ };

struct _SlViewport {
  AdwBin       parent;
  SlBench     *bench;
  SlEditor    *editor; /* the bench’s */
  GtkWidget   *stack, *overlay, *area, *labels, *trouble, *monitor, *ball, *section, *camera_bar;
  SlGpu       *gpu;
  SlDrawList  *list;       /* without a camera; NULL when it has to be made */
  SlView       view;
  gboolean     through_camera;
  SlPictureZoom zoom;     /* of what is seen through it */
  gboolean     open_ceilings;
  SlShading    shading;
  gboolean     active;     /* it follows the editor's shading */
  SlViewport  *first;      /* whose list it draws where that shows the same; borrowed, NULL for the first itself */
  char        *miss;       /* what is told of the shown frame, NULL where nothing misses */
  gboolean     framed;     /* the first view was chosen: */
  SlView       first_view;
  double       first_aspect; /* of the pane that it was chosen for: width / height */
  gboolean     moving;
  guint        settle_source, monitor_source;
  double       pointer_x, pointer_y; /* px */

  /* hands: sl-viewport-hands.c */
  SlTool       tool;
  SlNavigation navigation;
  gboolean     zoom_to_pointer;
  SlViewDrag   drag;           /* what the drag does to the view */
  SlGesture   *gesture;        /* NULL when nothing is done */
  SlStroke    *stroke;         /* the wall that is drawn, NULL when none is */
  SlCabinets  *cabinets;       /* of the wall whose cabinets are picked, NULL when none are */
  SlHandle     hot;            /* handle under the pointer */
  double       begun_x, begun_y; /* where the drag began (px) */
  double       last_x, last_y; /* of the drag so far (px) */
  gboolean     boxing;         /* it is a box to select by */
  double       pinch;          /* scale of the two fingers so far */
  gboolean     steers, level;  /* drags through the camera move it; its horizon is locked */
  SlSteer     *steer;          /* NULL when it is in no hand */
  guint        steer_rest;

  /* flight: sl-viewport-fly.c */
  gboolean     flies;
  guint        fly_keys, fly_tick;
  double       fly_speed;      /* m/s */
  gint64       fly_time;       /* µs, of the last step */
  SlView       fly_from;

  GPtrArray   *paths;          /* SlPath of what is selected; NULL when they have to be made */
  GArray      *names;          /* SlViewName: where labels were painted */
};

/* Draws it again. */
void         sl_viewport_redraw     (SlViewport *v);
/* The same with another list, as something of what it shows is another. */
void         sl_viewport_draw_anew  (SlViewport *v);
/* The same, coarsely until the hand rests. */
void         sl_viewport_moved      (SlViewport *v);
/* Makes the list and gives it its camera; FALSE where there is nothing to draw. */
gboolean     sl_viewport_ready      (SlViewport *v);
/* Width over height. */
double       sl_viewport_aspect     (SlViewport *v);
/* The eye's ray through a place of the area (px), with how near something is to be meant. */
SlHand       sl_viewport_hand       (SlViewport *v, double x, double y, gboolean magnet);

/* --- sl-viewport-gl.c --- */

/* Makes the area, and the page that stands for it where nothing can be drawn. */
void         sl_viewport_add_area   (SlViewport *v);

/* --- sl-viewport-pick.c --- */

/* The name under a place of the area (px), else what is drawn there; NULL for nothing, and for what is locked. */
const char  *sl_viewport_pick_at    (SlViewport *v, double x, double y);
/* What a click there takes hold of: the group, for who is not inside of it. */
const char  *sl_viewport_take_at    (SlViewport *v, double x, double y);
/* One group deeper, or to the cabinets of a wall. */
void         sl_viewport_enter_at   (SlViewport *v, double x, double y);
/* A click on `id`, beside the group that hands are in, leaves it. */
void         sl_viewport_leave_beside (SlViewport *v, const char *id);
/* A box meets the floor and the walls behind what it is drawn around: the stage itself is not meant. */
gboolean     sl_viewport_is_thing   (SlViewport *v, const char *id);
/* Takes all that shows in the box from where the drag began into the selection (px). */
void         sl_viewport_select_box (SlViewport *v, double dx, double dy);

/* --- sl-viewport-hands.c --- */

/* Mouse, trackpad and keys. */
void         sl_viewport_add_hands  (SlViewport *v);
/* Gives up what a hand does. */
void         sl_viewport_drop       (SlViewport *v);
/* A hand that points at a point of the world (m), however it is looked at; the view must be ready. */
SlHand       sl_viewport_hand_through (SlViewport *v, SlVec3 point, gboolean magnet);

/* --- sl-viewport-draw.c: walls drawn on the floor --- */

/* A click at x, y of the area (px), the `n`th in a row. */
void         sl_viewport_draw_click  (SlViewport *v, double x, double y, int n, gboolean magnet);
/* The pointer went there. */
void         sl_viewport_draw_follow (SlViewport *v, double x, double y, gboolean magnet);
/* FALSE for a key that is not the tool's. */
gboolean     sl_viewport_draw_key    (SlViewport *v, guint key);
/* What a script draws: points in metres, then keys; FALSE with an error. */
gboolean     sl_viewport_draw_wall   (SlViewport *v, const SlVec3 *points, guint n, const char *keys, GError **error);
/* The wall as it would stand. */
void         sl_viewport_draw_paint  (SlViewport *v, cairo_t *cr, double width, double height);

/* --- sl-view-path.c --- */

/* The ways of what is selected, with their keys. */
void         sl_view_path_paint     (SlViewport *v, cairo_t *cr);
/* They are others by now. */
void         sl_view_path_forget    (SlViewport *v);
/* Whose key is at x, y of the area (px); NULL for none. Borrowed until something changes. */
const char  *sl_view_path_hit       (SlViewport *v, double x, double y, SlPathKey *key);
/* Takes hold of it, at its frame; FALSE where there is none. */
gboolean     sl_view_path_take      (SlViewport *v, double x, double y, gboolean magnet);

/* --- sl-viewport-steer.c --- */

/* A drag by x, y (px) through the camera; `rolls` turns it about its line of sight. */
void         sl_viewport_steer_drag (SlViewport *v, double x, double y, gboolean rolls);
/* The wheel, by so many steps downward. */
void         sl_viewport_steer_wheel (SlViewport *v, double dy);
/* What a 3D mouse does to the camera. */
void         sl_viewport_steer_space (SlViewport *v, const SlSpaceMotion *motion);
/* TRUE for a key that flies. */
gboolean     sl_viewport_steer_key  (SlViewport *v, guint key, GdkModifierType state);
/* The hand lets go: one step of the history. */
void         sl_viewport_steer_end  (SlViewport *v);
/* The camera is where it was. */
void         sl_viewport_steer_drop (SlViewport *v);
/* What hands can do through the camera, translated; NULL in another view. */
const char  *sl_viewport_steer_hint (SlViewport *v);

/* --- sl-viewport-fly.c --- */

/* Stays where it flew. */
void         sl_viewport_fly_end    (SlViewport *v);
/* FALSE for a key that is not the flight's, or where nothing flies. */
gboolean     sl_viewport_fly_key    (SlViewport *v, guint key, GdkModifierType state);
/* A key is no longer held. */
void         sl_viewport_fly_let_go (SlViewport *v, guint key);
/* A drag by x, y (px). */
void         sl_viewport_fly_look   (SlViewport *v, double x, double y);
/* The wheel, by so many steps downward. */
void         sl_viewport_fly_wheel  (SlViewport *v, double dy);
/* That it flies, and how fast, translated. Free with g_free(). */
char        *sl_viewport_fly_name   (SlViewport *v);
/* What the keys do, translated; NULL where nothing flies. */
const char  *sl_viewport_fly_hint   (SlViewport *v);

/* --- sl-viewport-zoom.c --- */

/* Whether hands look through the camera and do not steer it: they magnify its picture. */
gboolean     sl_viewport_zooms      (SlViewport *v);
/* As sl_picture_zoom_by(). */
void         sl_viewport_zoom_by    (SlViewport *v, double factor, double x, double y);
/* A drag by dx, dy (px). */
void         sl_viewport_zoom_drag  (SlViewport *v, double dx, double dy);
/* The whole picture again. */
void         sl_viewport_zoom_reset (SlViewport *v);

/* --- sl-viewport-cabinets.c: single cabinets of the selected wall --- */

/* The tool for them is taken, or put away. */
void         sl_viewport_cabinets_begin (SlViewport *v, gboolean begin);
/* FALSE where no cabinet of that wall is. */
gboolean     sl_viewport_cabinets_click (SlViewport *v, double x, double y, GdkModifierType state);
/* All whose middle is seen between two corners (px). */
void         sl_viewport_cabinets_box   (SlViewport *v, double x0, double y0, double x1, double y1);
/* FALSE for a key that is not the tool's. */
gboolean     sl_viewport_cabinets_key   (SlViewport *v, guint key, GdkModifierType state);
/* Those that are picked, what is left out, and their numbers. */
void         sl_viewport_cabinets_paint (SlViewport *v, cairo_t *cr);

/* --- sl-viewport-miss.c --- */

/* From now on what the shown frame misses is told in the view. */
void         sl_viewport_follow_miss (SlViewport *v);
/* Before the bench goes. */
void         sl_viewport_drop_miss   (SlViewport *v);

/* --- sl-view-tools.c --- */

/* The handles of what is selected, guides, and what is read at the pointer. */
void         sl_view_tools_paint    (SlViewport *v, cairo_t *cr, double width, double height);
/* What is read at the pointer, beside the monitor. */
void         sl_view_pointer_paint  (SlViewport *v, cairo_t *cr, double width, double height, const char *text);
/* The box to select by. */
void         sl_view_box_paint      (SlViewport *v, cairo_t *cr);
/* Name of the view, grid and frame; what the hand can do now. No name goes there, nor under the widgets that lie over
 * the view. */
void         sl_view_corners_paint  (SlViewport *v, cairo_t *cr, double width, double height);
/* Those of the handles that can be taken; SlHandleMark elements. */
GArray      *sl_view_tools_handles  (SlViewport *v);
