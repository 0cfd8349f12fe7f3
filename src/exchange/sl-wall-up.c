#include "sl-wall-up.h"

#include "sl-error.h"
#include "sl-i18n.h"

/* Sines and cosines of angles: how upright it stands, what counts as flat, and as one direction; how even a picture is;
 * how steep a wall is that is taken to stand; how far a picture may roll it. */
static const double UPRIGHT = 2e-3, FLAT = 5e-4, SAME_WAY = 1 - 1e-9, EVEN = .98, UPWARD = .98, ROLLED = .7;

static SlVec3
point_at (const SlWallFace *face, guint corner)
{
  return g_array_index (face->points, SlVec3, g_array_index (face->corners, guint32, corner));
}

SlVec3
sl_wall_face_normal (const SlWallFace *face, guint corner)
{
  const SlVec3 a = point_at (face, corner), b = point_at (face, corner + 1), c = point_at (face, corner + 2);

  return sl_vec3_cross (sl_vec3_sub (b, a), sl_vec3_sub (c, a));
}

static gboolean
stands_along (const SlWallFace *face, SlVec3 up)
{
  for (guint i = 0; i + 2 < face->corners->len; i += 3)
    {
      const SlVec3 normal = sl_wall_face_normal (face, i);
      if (fabs (sl_vec3_dot (normal, up)) > UPRIGHT * sl_vec3_length (normal))
        return FALSE;
    }
  return isfinite (up.x) && sl_vec3_length (up) > .5;
}

/* Whether the picture's top is that way: how heights along `up` go with the rows of the picture, −1…1; 0 for no
 * picture. */
static double
picture_rises (const SlWallFace *face, SlVec3 up)
{
  const GArray *points = face->points, *uvs = face->uvs;
  double sum_h = 0, sum_v = 0, both = 0, of_h = 0, of_v = 0;

  if (uvs->len != 2 * points->len || points->len == 0)
    return 0;
  for (guint i = 0; i < points->len; i++)
    {
      sum_h += sl_vec3_dot (g_array_index (points, SlVec3, i), up);
      sum_v += (double) g_array_index (uvs, float, 2 * i + 1);
    }
  for (guint i = 0; i < points->len; i++)
    {
      const double h = sl_vec3_dot (g_array_index (points, SlVec3, i), up) - sum_h / points->len;
      const double v = sum_v / points->len - (double) g_array_index (uvs, float, 2 * i + 1);

      both += h * v;
      of_h += h * h;
      of_v += v * v;
    }
  return of_h > 0 && of_v > 0 && isfinite (both) ? both / sqrt (of_h * of_v) : 0;
}

/* Where the picture of a triangle rises most, by its first corner; nothing where it has no area in the picture. */
static SlVec3
rise_at (const SlWallFace *face, guint corner)
{
  const guint32 *c = &g_array_index (face->corners, guint32, corner);
  const SlVec3 e1 = sl_vec3_sub (point_at (face, corner + 1), point_at (face, corner));
  const SlVec3 e2 = sl_vec3_sub (point_at (face, corner + 2), point_at (face, corner)), n = sl_vec3_cross (e1, e2);
  double v[3];

  for (guint k = 0; k < 3; k++)
    v[k] = (double) g_array_index (face->uvs, float, 2 * (gsize) c[k] + 1);
  /* the gradient of v in the triangle's plane, as long as its doubled area makes it; v grows downward */
  return sl_vec3_sub (sl_vec3_scale (sl_vec3_cross (n, e1), v[0] - v[2]),
                      sl_vec3_scale (sl_vec3_cross (n, e2), v[0] - v[1]));
}

/* Where the picture of a flat face rises; FALSE where it has none that is even. One that stands on its head on a wall
 * does not turn the wall. */
static gboolean
find_rise (const SlWallFace *face, SlVec3 *up)
{
  SlVec3 sum = sl_vec3 (0, 0, 0);

  if (face->uvs->len != 2 * face->points->len)
    return FALSE;
  for (guint i = 0; i + 2 < face->corners->len; i += 3)
    sum = sl_vec3_add (sum, rise_at (face, i));
  *up = sl_vec3_normalize (sum);
  if (!isfinite (up->x) || picture_rises (face, *up) < EVEN)
    return FALSE;
  if (up->z < -.5)
    *up = sl_vec3_scale (*up, -1);
  return stands_along (face, *up);
}

/* The direction that no triangle of a curved face looks along; FALSE for a flat one, whose normal is `axis` then. */
static gboolean
find_axis (const SlWallFace *face, SlVec3 *axis)
{
  SlVec3 first = sl_vec3 (0, 0, 0), across = sl_vec3 (0, 0, 0);

  for (guint i = 0; i + 2 < face->corners->len; i += 3)
    {
      const SlVec3 normal = sl_wall_face_normal (face, i), unit = sl_vec3_normalize (normal);

      if (!(sl_vec3_length (normal) > 0) || !isfinite (unit.x))
        continue;
      if (sl_vec3_length (first) <= 0)
        first = unit;
      const SlVec3 own = sl_vec3_cross (first, unit);
      if (sl_vec3_length (own) > sl_vec3_length (across))
        across = own;
    }
  *axis = sl_vec3_length (across) > FLAT ? sl_vec3_normalize (across) : first;
  return sl_vec3_length (across) > FLAT;
}

/* Which of those along the picture's own axes it stands along; FALSE for none. */
static gboolean
take_told (const SlWallFace *face, guint n, SlVec3 *up)
{
  for (guint i = 0; i < n; i++)
    if (stands_along (face, face->up[i]))
      {
        *up = face->up[i];
        return TRUE;
      }
  return FALSE;
}

/* A flat face stands along any direction in it: as it was told, else along the steepest way up. Its picture knows it
 * better where it leans, lies or is rolled. */
static gboolean
take_flat_up (const SlWallFace *face, SlVec3 normal, SlVec3 *up)
{
  const SlVec3 told = face->up[0];
  const SlVec3 steepest = sl_vec3_normalize (sl_vec3_mad (told, normal, -sl_vec3_dot (told, normal)));
  SlVec3 rise;
  gboolean ok = take_told (face, 2, up);

  if (!ok && isfinite (steepest.x) && (ok = stands_along (face, steepest)))
    *up = steepest;
  ok = ok || take_told (face, 3, up);
  if (!find_rise (face, &rise))
    return ok;
  if (!ok || ((fabs (up->z) < UPWARD || rise.z > ROLLED) && sl_vec3_dot (rise, *up) < SAME_WAY))
    *up = rise;
  return TRUE;
}

gboolean
sl_wall_up (const SlWallFace *face, SlVec3 *up, GError **error)
{
  SlVec3 z, axis;
  const gboolean curved = find_axis (face, &axis);
  gboolean ok = curved ? take_told (face, G_N_ELEMENTS (face->up), &z) : take_flat_up (face, axis, &z);

  if (!ok && curved)
    {
      z = sl_vec3_dot (axis, face->up[0]) < 0 ? sl_vec3_scale (axis, -1) : axis;
      ok = stands_along (face, z);
    }
  if (ok && curved && fabs (z.z) < .5 && picture_rises (face, z) < 0)
    z = sl_vec3_scale (z, -1);
  if (!ok)
    {
      sl_error_set (error, SL_ERROR_INPUT,
                    _("its face is neither flat nor curved about one axis; split it into such walls"));
      return FALSE;
    }
  *up = z;
  return TRUE;
}
