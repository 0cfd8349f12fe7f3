/* An FBX names the axis that is up, the one that points at the viewer, and the one to the right, each with its sign:
 * UpAxis, FrontAxis, CoordAxis with 0, 1, 2 for X, Y, Z, and UnitScaleFactor, the centimetres of its unit. The plan has
 * Z up, X to the right and the viewer at −Y. */
#include "import-assimp.h"
#include "sl-file.h"

static const struct aiMetadataEntry *
find_entry (const struct aiScene *scene, const char *key)
{
  for (guint i = 0; scene->mMetaData != NULL && i < scene->mMetaData->mNumProperties; i++)
    if (g_str_equal (scene->mMetaData->mKeys[i].data, key))
      return &scene->mMetaData->mValues[i];
  return NULL;
}

static double
number_of (const struct aiScene *scene, const char *key, double otherwise)
{
  const struct aiMetadataEntry *entry = find_entry (scene, key);

  if (entry == NULL || entry->mData == NULL)
    return otherwise;
  switch ((guint) entry->mType)
    {
    case AI_INT32: return *(const gint32 *) entry->mData;
    case AI_UINT64: return (double) *(const guint64 *) entry->mData;
    case AI_FLOAT: return (double) *(const float *) entry->mData;
    case AI_DOUBLE: return *(const double *) entry->mData;
    default: return otherwise;
    }
}

typedef struct {
  int    axis; /* 0…2 */
  double sign; /* ±1 */
} Axis;

static Axis
axis_of (const struct aiScene *scene, const char *name, int otherwise)
{
  g_autofree char *sign = g_strconcat (name, "Sign", NULL);
  const double axis = number_of (scene, name, otherwise);

  return (Axis) { axis == 0 || axis == 1 || axis == 2 ? (int) axis : -1, number_of (scene, sign, 1) < 0 ? -1 : 1 };
}

static void
set_column (SlFrame *frame, Axis axis, SlVec3 image)
{
  SlVec3 *const columns[] = { &frame->x, &frame->y, &frame->z };

  *columns[axis.axis] = sl_vec3_scale (image, axis.sign);
}

static SlFrame
fbx_axes (const struct aiScene *scene)
{
  Axis right = axis_of (scene, "CoordAxis", 0), up = axis_of (scene, "UpAxis", 1);
  Axis front = axis_of (scene, "FrontAxis", 2);
  const double centimetres = number_of (scene, "UnitScaleFactor", 1);
  const double metres = centimetres > 0 && isfinite (centimetres) ? centimetres / 100 : .01;
  SlFrame frame = { 0 };

  if (right.axis < 0 || up.axis < 0 || front.axis < 0 || right.axis == up.axis || up.axis == front.axis
      || front.axis == right.axis)
    {
      right = (Axis) { 0, 1 };
      up = (Axis) { 1, 1 };
      front = (Axis) { 2, 1 };
    }
  set_column (&frame, right, sl_vec3 (metres, 0, 0));
  set_column (&frame, up, sl_vec3 (0, 0, metres));
  set_column (&frame, front, sl_vec3 (0, -metres, 0));
  return frame;
}

SlFrame
import_axes (const struct aiScene *scene, const char *path)
{
  if (sl_file_has_suffix (path, ".fbx"))
    return fbx_axes (scene);
  return (SlFrame) { .x = { 1, 0, 0 }, .y = { 0, 0, 1 }, .z = { 0, -1, 0 } };
}

SlFrame
import_frame (const struct aiMatrix4x4 *m)
{
  return (SlFrame) {
    .x = { (double) m->a1, (double) m->b1, (double) m->c1 },
    .y = { (double) m->a2, (double) m->b2, (double) m->c2 },
    .z = { (double) m->a3, (double) m->b3, (double) m->c3 },
    .o = { (double) m->a4, (double) m->b4, (double) m->c4 },
  };
}
