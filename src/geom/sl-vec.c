#include "sl-vec.h"

#define DEG (3.14159265358979323846 / 180)

SlVec3
sl_vec3_normalize (SlVec3 a)
{
  double length = sl_vec3_length (a);
  return length > 0 ? sl_vec3_scale (a, 1 / length) : a;
}

SlVec3
sl_vec3_lerp (SlVec3 a, SlVec3 b, double t)
{
  return sl_vec3_mad (a, sl_vec3_sub (b, a), t);
}

SlFrame
sl_frame_from_pose (SlVec3 position, double pan_deg, double tilt_deg, double roll_deg)
{
  double cp = cos (pan_deg * DEG), sp = sin (pan_deg * DEG);
  double ct = cos (tilt_deg * DEG), st = sin (tilt_deg * DEG);
  double cr = cos (roll_deg * DEG), sr = sin (roll_deg * DEG);

  /* Rz(pan) · Rx(tilt) · Ry(roll), column by column */
  return (SlFrame) {
    .x = { cp * cr - sp * st * sr, sp * cr + cp * st * sr, -ct * sr },
    .y = { -sp * ct, cp * ct, st },
    .z = { cp * sr + sp * st * cr, sp * sr - cp * st * cr, ct * cr },
    .o = position,
  };
}

void
sl_frame_to_pose (const SlFrame *frame, double *pan_deg, double *tilt_deg, double *roll_deg)
{
  double st = fmax (-1, fmin (1, frame->y.z));

  *tilt_deg = asin (st) / DEG;
  if (fabs (st) > 1 - 1e-12)
    {
      *pan_deg = atan2 (frame->x.y, frame->x.x) / DEG;
      *roll_deg = 0;
      return;
    }
  *pan_deg = atan2 (-frame->y.x, frame->y.y) / DEG;
  *roll_deg = atan2 (-frame->x.z, frame->z.z) / DEG;
}

SlVec3
sl_frame_direction (const SlFrame *frame, SlVec3 v)
{
  return sl_vec3_mad (sl_vec3_mad (sl_vec3_scale (frame->x, v.x), frame->y, v.y), frame->z, v.z);
}

SlVec3
sl_frame_point (const SlFrame *frame, SlVec3 local)
{
  return sl_vec3_add (frame->o, sl_frame_direction (frame, local));
}

SlVec3
sl_frame_unpoint (const SlFrame *frame, SlVec3 world)
{
  SlVec3 d = sl_vec3_sub (world, frame->o);
  return sl_vec3 (sl_vec3_dot (d, frame->x), sl_vec3_dot (d, frame->y), sl_vec3_dot (d, frame->z));
}

SlFrame
sl_frame_compose (const SlFrame *outer, const SlFrame *inner)
{
  return (SlFrame) {
    .x = sl_frame_direction (outer, inner->x),
    .y = sl_frame_direction (outer, inner->y),
    .z = sl_frame_direction (outer, inner->z),
    .o = sl_frame_point (outer, inner->o),
  };
}

SlFrame
sl_frame_scaled (const SlFrame *frame, SlVec3 scale)
{
  return (SlFrame) { sl_vec3_scale (frame->x, scale.x), sl_vec3_scale (frame->y, scale.y),
                     sl_vec3_scale (frame->z, scale.z), frame->o };
}

SlBox
sl_box_empty (void)
{
  return (SlBox) { { INFINITY, INFINITY, INFINITY }, { -INFINITY, -INFINITY, -INFINITY } };
}

void
sl_box_add (SlBox *box, SlVec3 p)
{
  box->min = sl_vec3 (fmin (box->min.x, p.x), fmin (box->min.y, p.y), fmin (box->min.z, p.z));
  box->max = sl_vec3 (fmax (box->max.x, p.x), fmax (box->max.y, p.y), fmax (box->max.z, p.z));
}

bool
sl_box_is_empty (const SlBox *box)
{
  return box->min.x > box->max.x;
}

SlBox
sl_frame_box (const SlFrame *frame, const SlBox *box)
{
  if (sl_box_is_empty (box))
    return sl_box_empty ();
  SlVec3 half = sl_vec3_scale (sl_vec3_sub (box->max, box->min), .5);
  SlVec3 middle = sl_frame_point (frame, sl_vec3_scale (sl_vec3_add (box->min, box->max), .5));
  SlVec3 reach = { fabs (frame->x.x) * half.x + fabs (frame->y.x) * half.y + fabs (frame->z.x) * half.z,
                   fabs (frame->x.y) * half.x + fabs (frame->y.y) * half.y + fabs (frame->z.y) * half.z,
                   fabs (frame->x.z) * half.x + fabs (frame->y.z) * half.y + fabs (frame->z.z) * half.z };

  return (SlBox) { sl_vec3_sub (middle, reach), sl_vec3_add (middle, reach) };
}
