#include <stdlib.h>
#include <string.h>

#include "import-assimp.h"

/* Where more corners than this meet, looking at each pair costs more than a smooth tip is worth. */
enum { CORNERS_AT_A_POINT = 256 };

typedef struct {
  SlVec3  at;
  guint32 corner, face;
} Corner;

static int
compare_places (const void *a, const void *b)
{
  return memcmp (&((const Corner *) a)->at, &((const Corner *) b)->at, sizeof (SlVec3));
}

/* Twice the face's area along its normal (Newell). */
static SlVec3
face_area (const SlVec3 *corners, guint32 n)
{
  SlVec3 sum = sl_vec3 (0, 0, 0);

  for (guint32 i = 1; i + 1 < n; i++)
    {
      const SlVec3 a = sl_vec3_sub (corners[i], corners[0]), b = sl_vec3_sub (corners[i + 1], corners[0]);
      sum = sl_vec3_add (sum, sl_vec3_cross (a, b));
    }
  return sum;
}

/* For the `n` corners at one point: each takes the faces that lie within the angle of its own. */
static void
smooth_point (const Corner *at, guint32 n, const SlVec3 *areas, SlVec3 *normals)
{
  const double least = cos (50 * G_PI / 180);

  for (guint32 i = 0; i < n; i++)
    {
      const SlVec3 own = sl_vec3_normalize (areas[at[i].face]);
      SlVec3 sum = areas[at[i].face];

      for (guint32 k = 0; n <= CORNERS_AT_A_POINT && k < n; k++)
        if (at[k].face != at[i].face && sl_vec3_dot (own, sl_vec3_normalize (areas[at[k].face])) > least)
          sum = sl_vec3_add (sum, areas[at[k].face]);
      normals[at[i].corner] = sl_vec3_normalize (sum);
    }
}

void
import_smooth (const SlVec3 *corners, const guint32 *starts, guint32 n_faces, SlVec3 *normals)
{
  const guint32 n = starts[n_faces];
  g_autofree SlVec3 *areas = g_new (SlVec3, n_faces);
  g_autofree Corner *sorted = g_new (Corner, n);

  for (guint32 f = 0; f < n_faces; f++)
    {
      areas[f] = face_area (corners + starts[f], starts[f + 1] - starts[f]);
      for (guint32 i = starts[f]; i < starts[f + 1]; i++)
        sorted[i] = (Corner) { sl_vec3_add (corners[i], sl_vec3 (0, 0, 0)), i, f }; /* −0 becomes 0 */
    }
  qsort (sorted, n, sizeof *sorted, compare_places);
  for (guint32 i = 0, end; i < n; i = end)
    {
      for (end = i + 1; end < n && compare_places (&sorted[i], &sorted[end]) == 0; end++)
        ;
      smooth_point (sorted + i, end - i, areas, normals);
    }
}
