#include "sl-axes.h"


/* where X, Y, Z of the plan point | the target's camera's X, Y, Z in the plan's | pan, tilt, roll */
static const SlAxesRow rows[SL_AXES_LAST] = {
  [SL_AXES_GLTF] = { "gltf", 1, { 1, 0, 0 }, { 0, 0, -1 }, { 0, 1, 0 },
                     { 1, 0, 0 }, { 0, 0, 1 }, { 0, -1, 0 }, 1, 1, 1 },
  [SL_AXES_USD] = { "usd", 100, { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 },
                    { 1, 0, 0 }, { 0, 0, 1 }, { 0, -1, 0 }, 1, 1, 1 },
  [SL_AXES_UNREAL] = { "unreal", 100, { 0, 1, 0 }, { 1, 0, 0 }, { 0, 0, 1 },
                       { 0, 1, 0 }, { 1, 0, 0 }, { 0, 0, 1 }, -1, 1, 1 },
  [SL_AXES_OBJ] = { "obj", 1, { 1, 0, 0 }, { 0, 0, -1 }, { 0, 1, 0 },
                    { 1, 0, 0 }, { 0, 0, 1 }, { 0, -1, 0 }, 1, 1, 1 },
  [SL_AXES_OBJ_MIRROR] = { "obj-mirror", 1, { 1, 0, 0 }, { 0, 0, 1 }, { 0, 1, 0 },
                           { 1, 0, 0 }, { 0, 0, 1 }, { 0, 1, 0 }, -1, 1, 1 },
  [SL_AXES_MVR] = { "mvr", 1000, { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 },
                    { 1, 0, 0 }, { 0, 0, 1 }, { 0, -1, 0 }, 1, 1, 1 },
  [SL_AXES_OPENTRACKIO] = { "opentrackio", 1, { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 },
                            { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 }, 1, 1, 1 },
  [SL_AXES_FREED] = { "freed", 1, { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 },
                      { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 }, -1, 1, 1 },
};

const SlAxesRow *
sl_axes_row (SlAxes axes)
{
  g_return_val_if_fail (axes < SL_AXES_LAST, NULL);
  return &rows[axes];
}

/* --- there --- */

SlVec3
sl_axes_direction (SlAxes axes, SlVec3 d)
{
  const SlAxesRow *row = &rows[axes];

  return sl_vec3_mad (sl_vec3_mad (sl_vec3_scale (row->x, d.x), row->y, d.y), row->z, d.z);
}

SlVec3
sl_axes_point (SlAxes axes, SlVec3 point)
{
  return sl_vec3_scale (sl_axes_direction (axes, point), rows[axes].scale);
}

SlVec3
sl_axes_extent (SlAxes axes, SlVec3 extent)
{
  const SlVec3 d = sl_axes_direction (axes, extent);

  return sl_vec3 (fabs (d.x), fabs (d.y), fabs (d.z));
}

/* The frame of local axes `x`, `y`, `z`, which are told in the plan's, where the plan's stand in `frame`. */
static SlFrame
turned_into (SlAxes axes, const SlFrame *frame, SlVec3 x, SlVec3 y, SlVec3 z)
{
  return (SlFrame) {
    .x = sl_axes_direction (axes, sl_frame_direction (frame, x)),
    .y = sl_axes_direction (axes, sl_frame_direction (frame, y)),
    .z = sl_axes_direction (axes, sl_frame_direction (frame, z)),
    .o = sl_axes_point (axes, frame->o),
  };
}

SlFrame
sl_axes_frame (SlAxes axes, const SlFrame *frame)
{
  return turned_into (axes, frame, sl_axes_undirection (axes, sl_vec3 (1, 0, 0)),
                      sl_axes_undirection (axes, sl_vec3 (0, 1, 0)), sl_axes_undirection (axes, sl_vec3 (0, 0, 1)));
}

SlFrame
sl_axes_camera (SlAxes axes, const SlFrame *frame)
{
  const SlAxesRow *row = &rows[axes];

  return turned_into (axes, frame, row->camera_x, row->camera_y, row->camera_z);
}

/* --- and back: the rows' axes stand at right angles, so that the inverse is the transpose --- */

SlVec3
sl_axes_undirection (SlAxes axes, SlVec3 d)
{
  const SlAxesRow *row = &rows[axes];

  return sl_vec3 (sl_vec3_dot (row->x, d), sl_vec3_dot (row->y, d), sl_vec3_dot (row->z, d));
}

SlVec3
sl_axes_unpoint (SlAxes axes, SlVec3 point)
{
  return sl_vec3_scale (sl_axes_undirection (axes, point), 1 / rows[axes].scale);
}

/* The plan's local axis that is told by (a, b, c) of the target's local ones, which stand in `frame`. */
static SlVec3
turned_back (SlAxes axes, const SlFrame *frame, double a, double b, double c)
{
  return sl_axes_undirection (axes, sl_frame_direction (frame, sl_vec3 (a, b, c)));
}

SlFrame
sl_axes_unframe (SlAxes axes, const SlFrame *frame)
{
  const SlAxesRow *row = &rows[axes];

  return (SlFrame) {
    .x = turned_back (axes, frame, row->x.x, row->x.y, row->x.z),
    .y = turned_back (axes, frame, row->y.x, row->y.y, row->y.z),
    .z = turned_back (axes, frame, row->z.x, row->z.y, row->z.z),
    .o = sl_axes_unpoint (axes, frame->o),
  };
}

SlFrame
sl_axes_uncamera (SlAxes axes, const SlFrame *frame)
{
  const SlAxesRow *row = &rows[axes];

  return (SlFrame) {
    .x = turned_back (axes, frame, row->camera_x.x, row->camera_y.x, row->camera_z.x),
    .y = turned_back (axes, frame, row->camera_x.y, row->camera_y.y, row->camera_z.y),
    .z = turned_back (axes, frame, row->camera_x.z, row->camera_y.z, row->camera_z.z),
    .o = sl_axes_unpoint (axes, frame->o),
  };
}

/* --- turns --- */

void
sl_axes_quaternion (const SlFrame *frame, double q[4])
{
  const SlVec3 x = sl_vec3_normalize (frame->x), y = sl_vec3_normalize (frame->y), z = sl_vec3_normalize (frame->z);
  const double trace = x.x + y.y + z.z;

  if (trace > 0)
    {
      double s = sqrt (trace + 1) * 2;
      q[0] = (y.z - z.y) / s, q[1] = (z.x - x.z) / s, q[2] = (x.y - y.x) / s, q[3] = s / 4;
    }
  else if (x.x > y.y && x.x > z.z)
    {
      double s = sqrt (1 + x.x - y.y - z.z) * 2;
      q[0] = s / 4, q[1] = (y.x + x.y) / s, q[2] = (z.x + x.z) / s, q[3] = (y.z - z.y) / s;
    }
  else if (y.y > z.z)
    {
      double s = sqrt (1 + y.y - x.x - z.z) * 2;
      q[0] = (y.x + x.y) / s, q[1] = s / 4, q[2] = (z.y + y.z) / s, q[3] = (z.x - x.z) / s;
    }
  else
    {
      double s = sqrt (1 + z.z - x.x - y.y) * 2;
      q[0] = (z.x + x.z) / s, q[1] = (z.y + y.z) / s, q[2] = s / 4, q[3] = (x.y - y.x) / s;
    }
  const double length = sqrt (q[0] * q[0] + q[1] * q[1] + q[2] * q[2] + q[3] * q[3]);
  for (int i = 0; i < 4; i++)
    q[i] /= length;
}

SlFrame
sl_axes_turned (const double q[4], SlVec3 origin)
{
  const double n = q[0] * q[0] + q[1] * q[1] + q[2] * q[2] + q[3] * q[3], s = 2 / n;
  const double x = q[0], y = q[1], z = q[2], w = q[3];

  return (SlFrame) {
    .x = { 1 - s * (y * y + z * z), s * (x * y + w * z), s * (x * z - w * y) },
    .y = { s * (x * y - w * z), 1 - s * (x * x + z * z), s * (y * z + w * x) },
    .z = { s * (x * z + w * y), s * (y * z - w * x), 1 - s * (x * x + y * y) },
    .o = origin,
  };
}

/* --- places --- */

gboolean
sl_axes_place (SlAxes axes, const SlFrame *frame, gboolean camera, SlAxesPlace *place)
{
  const SlFrame in = camera ? sl_axes_camera (axes, frame) : sl_axes_frame (axes, frame);
  double sum = 0;

  *place = (SlAxesPlace) {
    .translation = { in.o.x, in.o.y, in.o.z },
    .scale = { sl_vec3_length (in.x), sl_vec3_length (in.y), sl_vec3_length (in.z) },
  };
  sl_axes_quaternion (&in, place->rotation);
  for (guint i = 0; i < 4; i++)
    sum += place->rotation[i] + (i < 3 ? place->translation[i] + place->scale[i] : 0);
  if (!isfinite (sum) || place->scale[0] <= 0 || place->scale[1] <= 0 || place->scale[2] <= 0)
    return FALSE;
  for (guint i = 0; i < 3; i++) /* what rounding leaves of 1 is 1 */
    if (camera || fabs (place->scale[i] - 1) <= 1e-9)
      place->scale[i] = 1;
  return TRUE;
}

gboolean
sl_axes_place_differs (const SlAxesPlace *a, const SlAxesPlace *b)
{
  double dot = 0, most = 0;

  for (guint i = 0; i < 3; i++)
    most = fmax (most, fmax (fabs (a->translation[i] - b->translation[i]), fabs (a->scale[i] - b->scale[i])));
  for (guint i = 0; i < 4; i++)
    dot += a->rotation[i] * b->rotation[i];
  return most > 1e-9 || fabs (dot) < 1 - 1e-12;
}
