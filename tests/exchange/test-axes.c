/* The table of axes: each row as its target documents it, and the same place come back through every one. */
#include "../sl-test.h"
#include "sl-axes.h"

#define assert_vec(a, X, Y, Z) \
  do \
    { \
      const SlVec3 v_ = (a); \
      assert_within (v_.x, X, 1e-9); \
      assert_within (v_.y, Y, 1e-9); \
      assert_within (v_.z, Z, 1e-9); \
    } \
  while (0)

static void
test_points (void)
{
  const SlVec3 p = { 1, 2, 3 };

  assert_vec (sl_axes_point (SL_AXES_GLTF, p), 1, 3, -2);
  assert_vec (sl_axes_point (SL_AXES_USD, p), 100, 200, 300);
  assert_vec (sl_axes_point (SL_AXES_UNREAL, p), 200, 100, 300);
  assert_vec (sl_axes_point (SL_AXES_OBJ, p), 1, 3, -2);
  assert_vec (sl_axes_point (SL_AXES_OBJ_MIRROR, p), 1, 3, 2);
  assert_vec (sl_axes_point (SL_AXES_MVR, p), 1000, 2000, 3000);
  assert_vec (sl_axes_point (SL_AXES_OPENTRACKIO, p), 1, 2, 3);
  assert_vec (sl_axes_point (SL_AXES_FREED, p), 1, 2, 3);
  assert_vec (sl_axes_extent (SL_AXES_GLTF, p), 1, 3, 2);
}

/* A level camera at nought looks along +Y: in each target along what its cameras look along. */
static void
test_cameras (void)
{
  const SlFrame level = sl_frame_from_pose (sl_vec3 (1, 2, 3), 0, 0, 0);
  SlFrame f = sl_axes_camera (SL_AXES_GLTF, &level);

  assert_vec (f.x, 1, 0, 0); /* the turn is none: it looks along −Z, which is upstage */
  assert_vec (f.y, 0, 1, 0);
  assert_vec (f.z, 0, 0, 1);
  f = sl_axes_camera (SL_AXES_USD, &level); /* turned about X by +90°: Y becomes Z, Z becomes −Y */
  assert_vec (f.x, 1, 0, 0);
  assert_vec (f.y, 0, 0, 1);
  assert_vec (f.z, 0, -1, 0);
  assert_vec (f.o, 100, 200, 300);
  f = sl_axes_camera (SL_AXES_UNREAL, &level);
  assert_vec (f.x, 1, 0, 0);
  assert_vec (f.y, 0, 1, 0);
  assert_vec (f.z, 0, 0, 1);

  /* 30° to the right: Unreal's yaw +30, which turns X to Y */
  const SlFrame right = sl_frame_from_pose (sl_vec3 (0, 0, 0), -30, 0, 0);
  f = sl_axes_camera (SL_AXES_UNREAL, &right);
  assert_vec (f.x, cos (G_PI / 6), sin (G_PI / 6), 0);
}

static void
assert_frame (const SlFrame *a, const SlFrame *b)
{
  assert_vec (a->x, b->x.x, b->x.y, b->x.z);
  assert_vec (a->y, b->y.x, b->y.y, b->y.z);
  assert_vec (a->z, b->z.x, b->z.y, b->z.z);
  assert_vec (a->o, b->o.x, b->o.y, b->o.z);
}

static void
test_there_and_back (void)
{
  const SlFrame plain = sl_frame_from_pose (sl_vec3 (-4.2, 7.5, 1.6), -30, 10, 5);
  const SlFrame scaled = sl_frame_scaled (&plain, sl_vec3 (2, 3, 0.5));
  const SlVec3 inside = { 0.3, -0.7, 1.1 };

  for (int axes = 0; axes < SL_AXES_LAST; axes++)
    {
      SlFrame there = sl_axes_frame (axes, &scaled), back = sl_axes_unframe (axes, &there);
      SlVec3 world = sl_frame_point (&scaled, inside);
      /* what stands in it goes with it */
      SlVec3 target = sl_frame_point (&there, sl_axes_point (axes, inside));

      assert_frame (&back, &scaled);
      world = sl_axes_point (axes, world);
      assert_vec (target, world.x, world.y, world.z);
      there = sl_axes_camera (axes, &plain);
      back = sl_axes_uncamera (axes, &there);
      assert_frame (&back, &plain);
      assert_vec (sl_axes_unpoint (axes, sl_axes_point (axes, inside)), inside.x, inside.y, inside.z);
    }
}

static void
test_quaternions (void)
{
  static const double poses[][3] = { { 0, 0, 0 }, { 30, 10, 5 }, { 180, 0, 0 }, { 0, 180, 0 }, { 0, 0, 180 },
                                     { 170, 80, -120 }, { -135, -89, 91 } };

  for (guint i = 0; i < G_N_ELEMENTS (poses); i++)
    {
      const SlFrame frame = sl_frame_from_pose (sl_vec3 (1, 2, 3), poses[i][0], poses[i][1], poses[i][2]);
      const SlFrame longer = sl_frame_scaled (&frame, sl_vec3 (2, 3, 4));
      double q[4];

      sl_axes_quaternion (&longer, q);
      const SlFrame back = sl_axes_turned (q, frame.o);
      assert_frame (&back, &frame);
    }
  /* 90° about Z */
  const SlFrame left = sl_frame_from_pose (sl_vec3 (0, 0, 0), 90, 0, 0);
  double q[4];
  sl_axes_quaternion (&left, q);
  assert_within (q[2], G_SQRT2 / 2, 1e-12);
  assert_within (q[3], G_SQRT2 / 2, 1e-12);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/axes/points", test_points);
  g_test_add_func ("/axes/cameras", test_cameras);
  g_test_add_func ("/axes/there-and-back", test_there_and_back);
  g_test_add_func ("/axes/quaternions", test_quaternions);
  return g_test_run ();
}
