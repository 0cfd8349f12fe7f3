#include "sl-handles.h"

#include "sl-i18n.h"
#include "sl-ray.h"

/* px */
#define LENGTH     76.
#define REACH      7.  /* of a hand */
#define MIDDLE     8.
#define LEAST_AXIS 14. /* an axis that looks shorter points at the eye: a hand cannot follow it */

#define LEAST_PLANE .2 /* how much of itself a plane must show */
#define BEHIND      -.05

static const struct {
  const char *id, *label;
} tools[SL_N_TOOLS] = {
  { "select", N_("Select") }, { "move", N_("Move") }, { "rotate", N_("Rotate") }, { "scale", N_("Scale") },
  { "measure", N_("Measure") }, { "wall", N_("Draw a wall") },
  { "cabinets", N_("Cabinets") },
};
static const char *const handle_ids[SL_N_HANDLES] = { "none", "x", "y", "z", "yz", "zx", "xy", "free" };

const char *sl_tool_id (SlTool tool) { return tools[tool].id; }
const char *sl_tool_label (SlTool tool) { return _(tools[tool].label); }

SlTool
sl_tool_from_id (const char *id)
{
  SlTool tool = 0;

  while (tool < SL_N_TOOLS && !g_str_equal (tools[tool].id, id))
    tool++;
  return tool;
}

const char *sl_handle_id (SlHandle handle) { return handle_ids[handle]; }

SlHandle
sl_handle_from_id (const char *id)
{
  SlHandle handle = 0;

  while (handle < SL_N_HANDLES && !g_str_equal (handle_ids[handle], id))
    handle++;
  return handle;
}

int
sl_handle_axis (SlHandle handle)
{
  if (handle >= SL_HANDLE_X && handle <= SL_HANDLE_Z)
    return (int) handle - SL_HANDLE_X;
  return sl_handle_is_plane (handle) ? (int) handle - SL_HANDLE_YZ : -1;
}

gboolean
sl_handle_is_plane (SlHandle handle)
{
  return handle >= SL_HANDLE_YZ && handle <= SL_HANDLE_XY;
}

/* --- the camera --- */

double
sl_draw_camera_pixel (const SlDrawCamera *camera, SlVec3 point, double height)
{
  const double depth = camera->parallel ? 1 : sl_frame_unpoint (&camera->frame, point).y;

  return fmax (depth, camera->parallel ? 1 : camera->near_m) * 2 * camera->tan_v / fmax (1, height);
}

/* --- making them --- */

typedef struct {
  const SlDrawCamera *camera;
  double width, height;
  SlFrame frame;
  double  size;   /* m, as long as LENGTH looks */
  SlVec3  toward; /* unit, to the eye */
  GArray *marks;
} Maker;

static SlVec3
axis_of (const Maker *m, int axis)
{
  return axis == 0 ? m->frame.x : axis == 1 ? m->frame.y : m->frame.z;
}

/* Where it lies in the mark; leaves it out when it is not in front. */
static void
put (const Maker *m, SlHandleMark *mark, SlVec3 point)
{
  double x, y;

  if (mark->n < SL_MARK_POINTS && sl_draw_camera_project (m->camera, point, &x, &y))
    {
      mark->x[mark->n] = x * m->width;
      mark->y[mark->n++] = y * m->height;
    }
}

static void
add_axis (Maker *m, int axis, SlMarkLook look)
{
  SlHandleMark mark = { .handle = SL_HANDLE_X + (SlHandle) axis, .look = look };

  put (m, &mark, sl_vec3_mad (m->frame.o, axis_of (m, axis), .18 * m->size));
  put (m, &mark, sl_vec3_mad (m->frame.o, axis_of (m, axis), m->size));
  if (mark.n == 2 && hypot (mark.x[1] - mark.x[0], mark.y[1] - mark.y[0]) >= LEAST_AXIS)
    g_array_append_val (m->marks, mark);
}

static void
add_plane (Maker *m, int axis)
{
  static const double corners[4][2] = { { .34, .34 }, { .58, .34 }, { .58, .58 }, { .34, .58 } };
  const SlVec3 one = axis_of (m, (axis + 1) % 3), other = axis_of (m, (axis + 2) % 3);
  SlHandleMark mark = { .handle = SL_HANDLE_YZ + (SlHandle) axis, .look = SL_MARK_PATCH };

  if (fabs (sl_vec3_dot (m->toward, axis_of (m, axis))) < LEAST_PLANE)
    return;
  for (guint i = 0; i < 4; i++)
    put (m, &mark, sl_vec3_mad (sl_vec3_mad (m->frame.o, one, corners[i][0] * m->size), other,
                                corners[i][1] * m->size));
  if (mark.n == 4)
    g_array_append_val (m->marks, mark);
}

static void
add_middle (Maker *m)
{
  static const double corners[4][2] = { { -1, -1 }, { 1, -1 }, { 1, 1 }, { -1, 1 } };
  SlHandleMark mark = { .handle = SL_HANDLE_FREE, .look = SL_MARK_PATCH }, at = { .n = 0 };

  put (m, &at, m->frame.o);
  for (guint i = 0; i < 4 && at.n == 1; i++)
    {
      mark.x[i] = at.x[0] + corners[i][0] * MIDDLE * .75;
      mark.y[i] = at.y[0] + corners[i][1] * MIDDLE * .75;
      mark.n = i + 1;
    }
  if (mark.n == 4)
    g_array_append_val (m->marks, mark);
}

/* The half of the circle about an axis that is nearer to the eye, or all of one that faces it. */
static void
add_circle (Maker *m, int axis)
{
  enum { STEPS = SL_MARK_POINTS - 1 };
  SlHandleMark mark = { .handle = SL_HANDLE_X + (SlHandle) axis, .look = SL_MARK_LINE };
  const SlVec3 toward = m->toward, normal = axis_of (m, axis);
  /* it begins where it is farthest from the eye, so that what is seen is of one piece */
  const SlVec3 level = sl_vec3_mad (toward, normal, -sl_vec3_dot (toward, normal));
  const gboolean faces = sl_vec3_length (level) < .2;
  SlVec3 one, other;

  if (faces)
    sl_axis_square (normal, &one, &other);
  else
    {
      one = sl_vec3_scale (sl_vec3_normalize (level), -1);
      other = sl_vec3_cross (normal, one);
    }
  for (guint i = 0; i <= STEPS; i++)
    {
      const double angle = 2 * G_PI * i / STEPS;
      const SlVec3 out = sl_vec3_add (sl_vec3_scale (one, cos (angle)), sl_vec3_scale (other, sin (angle)));

      if (faces || sl_vec3_dot (out, toward) >= BEHIND)
        put (m, &mark, sl_vec3_mad (m->frame.o, out, m->size));
    }
  if (mark.n >= 2)
    g_array_append_val (m->marks, mark);
}

GArray *
sl_handles_new (SlTool tool, const SlFrame *frame, const SlDrawCamera *camera, double width, double height)
{
  Maker m = { camera, width, height, *frame, LENGTH * sl_draw_camera_pixel (camera, frame->o, height),
              sl_vec3_scale (camera->frame.y, -1), g_array_new (FALSE, FALSE, sizeof (SlHandleMark)) };

  if (!camera->parallel)
    m.toward = sl_vec3_normalize (sl_vec3_sub (camera->frame.o, frame->o));
  if (sl_frame_unpoint (&camera->frame, frame->o).y <= camera->near_m)
    return m.marks;
  for (int axis = 0; axis < 3; axis++)
    {
      if (tool == SL_TOOL_MOVE)
        add_plane (&m, axis);
      if (tool == SL_TOOL_ROTATE)
        add_circle (&m, axis);
      else if (tool == SL_TOOL_MOVE || tool == SL_TOOL_SCALE)
        add_axis (&m, axis, tool == SL_TOOL_MOVE ? SL_MARK_ARROW : SL_MARK_KNOB);
    }
  if (tool == SL_TOOL_MOVE || tool == SL_TOOL_SCALE)
    add_middle (&m);
  return m.marks;
}

/* --- taking them --- */

static double
segment_distance (const SlHandleMark *mark, guint i, double x, double y)
{
  const double ax = mark->x[i], ay = mark->y[i], dx = mark->x[i + 1] - ax, dy = mark->y[i + 1] - ay;
  const double square = dx * dx + dy * dy;
  const double t = square > 0 ? CLAMP (((x - ax) * dx + (y - ay) * dy) / square, 0, 1) : 0;

  return hypot (x - ax - t * dx, y - ay - t * dy);
}

/* Of a convex patch; 0 within. */
static double
patch_distance (const SlHandleMark *mark, double x, double y)
{
  gboolean left = TRUE, right = TRUE;

  for (guint i = 0; i < mark->n; i++)
    {
      const guint k = (i + 1) % mark->n;
      const double side = (mark->x[k] - mark->x[i]) * (y - mark->y[i]) - (mark->y[k] - mark->y[i]) * (x - mark->x[i]);

      left = left && side <= 0;
      right = right && side >= 0;
    }
  return left || right ? 0 : INFINITY;
}

/* The middle comes first, then the planes, which are small, then whichever line is nearest. */
SlHandle
sl_handles_hit (const GArray *handles, double x, double y)
{
  SlHandle nearest = SL_HANDLE_NONE;
  double best = REACH;

  for (guint i = handles->len; i-- > 0;)
    {
      const SlHandleMark *mark = &g_array_index (handles, SlHandleMark, i);

      if (mark->look == SL_MARK_PATCH && patch_distance (mark, x, y) <= 0)
        return mark->handle;
    }
  for (guint i = 0; i < handles->len; i++)
    {
      const SlHandleMark *mark = &g_array_index (handles, SlHandleMark, i);

      for (guint k = 0; mark->look != SL_MARK_PATCH && k + 1 < mark->n; k++)
        if (segment_distance (mark, k, x, y) < best)
          {
            best = segment_distance (mark, k, x, y);
            nearest = mark->handle;
          }
    }
  return nearest;
}
