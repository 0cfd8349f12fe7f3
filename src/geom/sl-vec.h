/* Double-precision vectors and poses. World space: metres, right-handed, Z up, +Y upstage. */
#pragma once

#include <math.h>
#include <stdbool.h>

typedef struct {
  double x, y, z;
} SlVec3;

/* A rigid or scaled placement: columns are the images of local X, Y, Z, then the origin (m). */
typedef struct {
  SlVec3 x, y, z, o;
} SlFrame;

typedef struct {
  SlVec3 min, max; /* min > max when empty */
} SlBox;

static inline SlVec3 sl_vec3 (double x, double y, double z) { return (SlVec3) { x, y, z }; }
static inline SlVec3 sl_vec3_add (SlVec3 a, SlVec3 b) { return sl_vec3 (a.x + b.x, a.y + b.y, a.z + b.z); }
static inline SlVec3 sl_vec3_sub (SlVec3 a, SlVec3 b) { return sl_vec3 (a.x - b.x, a.y - b.y, a.z - b.z); }
static inline SlVec3 sl_vec3_scale (SlVec3 a, double s) { return sl_vec3 (a.x * s, a.y * s, a.z * s); }
static inline SlVec3 sl_vec3_mad (SlVec3 a, SlVec3 b, double s) { return sl_vec3_add (a, sl_vec3_scale (b, s)); }
static inline double sl_vec3_dot (SlVec3 a, SlVec3 b) { return a.x * b.x + a.y * b.y + a.z * b.z; }
static inline double sl_vec3_length (SlVec3 a) { return sqrt (sl_vec3_dot (a, a)); }
static inline SlVec3 sl_vec3_cross (SlVec3 a, SlVec3 b)
{
  return sl_vec3 (a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x);
}

SlVec3  sl_vec3_normalize   (SlVec3 a); /* the zero vector stays zero */
/* a at t = 0, b at t = 1, on the same line beyond. */
SlVec3  sl_vec3_lerp        (SlVec3 a, SlVec3 b, double t);

/* Pan, tilt, roll in degrees, intrinsic Z-X-Y: pan + left, tilt + up, roll + clockwise from behind. */
SlFrame sl_frame_from_pose  (SlVec3 position, double pan_deg, double tilt_deg, double roll_deg);
/* The inverse for an orthonormal frame: degrees out; roll is 0 where tilt is ±90. */
void    sl_frame_to_pose    (const SlFrame *frame, double *pan_deg, double *tilt_deg, double *roll_deg);
/* Local to world (m). */
SlVec3  sl_frame_point      (const SlFrame *frame, SlVec3 local);
/* The same for a direction, which the origin does not move; scaled as the frame is. */
SlVec3  sl_frame_direction  (const SlFrame *frame, SlVec3 local);
/* World to local for an orthonormal frame. */
SlVec3  sl_frame_unpoint    (const SlFrame *frame, SlVec3 world);
/* The frame of what stands in `inner`, which itself stands in `outer`. */
SlFrame sl_frame_compose    (const SlFrame *outer, const SlFrame *inner);
/* The same place with each local axis made `scale` times as long. */
SlFrame sl_frame_scaled     (const SlFrame *frame, SlVec3 scale);

/* Holds no point; the first one added makes it that point. */
SlBox   sl_box_empty        (void);
/* Grows it to hold `point`. */
void    sl_box_add          (SlBox *box, SlVec3 point);
/* Around `box`, which stands in `frame` (scaled or not), along the axes of what that stands in; empty stays empty. */
SlBox   sl_frame_box        (const SlFrame *frame, const SlBox *box);
/* TRUE until a point was added. */
bool    sl_box_is_empty     (const SlBox *box);
