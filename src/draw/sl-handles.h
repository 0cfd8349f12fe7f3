/* The handles of a tool, laid over a picture: as large however far they are, and never behind what they move. */
#pragma once

#include "sl-draw-list.h"

G_BEGIN_DECLS

typedef enum {
  SL_TOOL_SELECT, SL_TOOL_MOVE, SL_TOOL_ROTATE, SL_TOOL_SCALE, SL_TOOL_MEASURE,
  SL_TOOL_WALL,     /* draws one on the floor */
  SL_TOOL_CABINETS, /* picks single ones of a wall */
  SL_N_TOOLS,
} SlTool;

/* What a hand is held to: an axis, a plane of two, nothing. */
typedef enum {
  SL_HANDLE_NONE,
  SL_HANDLE_X, SL_HANDLE_Y, SL_HANDLE_Z,
  SL_HANDLE_YZ, SL_HANDLE_ZX, SL_HANDLE_XY, /* as the axis that each lacks, in the same order */
  SL_HANDLE_FREE,
  SL_N_HANDLES,
} SlHandle;

typedef enum { SL_MARK_LINE, SL_MARK_ARROW, SL_MARK_KNOB, SL_MARK_PATCH } SlMarkLook; /* PATCH: closed and filled */

enum { SL_MARK_POINTS = 65 };

/* One of them as it is painted and met. */
typedef struct {
  SlHandle   handle;
  SlMarkLook look;
  guint      n;
  double     x[SL_MARK_POINTS], y[SL_MARK_POINTS]; /* px from the top left */
} SlHandleMark;

/* In actions: "move", "scale"… */
const char *sl_tool_id          (SlTool tool);
/* For people, translated. */
const char *sl_tool_label       (SlTool tool);
/* SL_N_TOOLS when there is none of that name. */
SlTool      sl_tool_from_id     (const char *id);
/* In actions: "x", "xy", "free"; "none". */
const char *sl_handle_id        (SlHandle handle);
/* SL_N_HANDLES when there is none of that name. */
SlHandle    sl_handle_from_id   (const char *id);
/* 0, 1, 2 for X, Y, Z, and for the planes the axis that they lack; −1 for the others. */
int         sl_handle_axis      (SlHandle handle);
/* YZ, ZX or XY. */
gboolean    sl_handle_is_plane  (SlHandle handle);

/* SlHandleMark elements of the tool at `frame` (m, world, its axes unit), seen through the camera in a picture `width`
 * × `height` px: those that can be taken. None but for MOVE, ROTATE and SCALE, and where the frame is behind the eye.
 * Free with g_array_unref(). */
GArray     *sl_handles_new      (SlTool tool, const SlFrame *frame, const SlDrawCamera *camera, double width,
                                 double height);
/* The handle that is met at x, y (px), SL_HANDLE_NONE for none. */
SlHandle    sl_handles_hit      (const GArray *handles, double x, double y);

/* How many metres a pixel is at `point` (m) in a picture `height` px high. */
double      sl_draw_camera_pixel (const SlDrawCamera *camera, SlVec3 point, double height);

G_END_DECLS
