#include "sl-draw-faces.h"

#include <math.h>
#include <string.h>

static SlVec3
vector (const float v[3])
{
  return sl_vec3 ((double) v[0], (double) v[1], (double) v[2]);
}

static gboolean
is_near (SlVec3 a, SlVec3 b, double size)
{
  return sl_vec3_length (sl_vec3_sub (a, b)) < 1e-4 * size;
}

/* The same size and look, in one plane. */
static gboolean
is_alike (const SlDrawPanel *a, const SlDrawPanel *b)
{
  SlVec3 right = vector (a->right), up = vector (a->up);

  return a->pick == b->pick && memcmp (&a->tint, &b->tint, sizeof a->tint) == 0 && is_near (right, vector (b->right), sl_vec3_length (right) * .1)
         && is_near (up, vector (b->up), sl_vec3_length (up) * .1);
}

/* The picture runs on by as much a cabinet. */
static gboolean
runs_on (float from, float to, float next_from, float next_to)
{
  return fabsf (to - next_from) < 1e-5f && fabsf ((to - from) - (next_to - next_from)) < 1e-5f;
}

/* `one`: the face's own panel nearest to `next`. */
static gboolean
is_right_of (const SlDrawFace *face, const SlDrawPanel *one, const SlDrawPanel *next)
{
  SlVec3 right = vector (face->panel.right);

  return is_alike (&face->panel, next) && runs_on (one->u0, one->u1, next->u0, next->u1) && face->panel.v0 == next->v0 && face->panel.v1 == next->v1
         && is_near (sl_vec3_mad (vector (face->panel.corner), right, face->columns), vector (next->corner), sl_vec3_length (right));
}

static SlVec3
top_left (const SlDrawFace *face)
{
  return sl_vec3_add (vector (face->panel.corner), vector (face->panel.up));
}

static gboolean
is_below (const SlDrawFace *face, const SlDrawFace *next)
{
  float v = (face->panel.v1 - face->panel.v0) / (float) face->rows;

  return is_alike (&face->panel, &next->panel) && face->columns == next->columns && face->panel.u0 == next->panel.u0 && face->panel.u1 == next->panel.u1
         && runs_on (face->panel.v1 - v, face->panel.v1, next->panel.v0, next->panel.v1)
         && is_near (vector (face->panel.corner), top_left (next), sl_vec3_length (vector (face->panel.up)));
}

/* A place to a millimetre, as a key. Two that are the same but round apart stay two faces, which shows nowhere. */
static gpointer
place_key (SlVec3 p)
{
  guint64 key = 14695981039346656037u;
  const double c[3] = { p.x, p.y, p.z };

  for (guint i = 0; i < 3; i++)
    key = (key ^ (guint64) (gint64) floor (c[i] * 1000 + .37)) * 1099511628211u;
  return GSIZE_TO_POINTER (key ^ key >> 32);
}

/* Rows of what stands side by side in the list. */
static GArray *
join_rows (const GArray *panels)
{
  GArray *faces = g_array_new (FALSE, FALSE, sizeof (SlDrawFace));

  for (guint i = 0; i < panels->len; i++)
    {
      const SlDrawPanel *panel = &g_array_index (panels, SlDrawPanel, i);
      SlDrawFace *last = faces->len > 0 ? &g_array_index (faces, SlDrawFace, faces->len - 1) : NULL;

      if (last != NULL && is_right_of (last, panel - 1, panel))
        {
          last->columns++;
          last->panel.u1 = panel->u1;
        }
      else
        {
          SlDrawFace face = { *panel, 1, 1 };
          g_array_append_val (faces, face);
        }
    }
  return faces;
}

GArray *
sl_draw_join_panels (const GArray *panels)
{
  g_autoptr (GArray) rows = join_rows (panels);
  g_autoptr (GHashTable) feet = g_hash_table_new (NULL, NULL); /* lower left corner → number of the face, from 1 */
  GArray *faces = g_array_new (FALSE, FALSE, sizeof (SlDrawFace));

  for (guint i = 0; i < rows->len; i++)
    {
      const SlDrawFace *row = &g_array_index (rows, SlDrawFace, i);
      gpointer above = place_key (top_left (row));
      guint at = GPOINTER_TO_UINT (g_hash_table_lookup (feet, above));

      if (at > 0 && is_below (&g_array_index (faces, SlDrawFace, at - 1), row))
        {
          SlDrawFace *face = &g_array_index (faces, SlDrawFace, at - 1);
          face->rows++;
          face->panel.v1 = row->panel.v1;
          memcpy (face->panel.corner, row->panel.corner, sizeof face->panel.corner);
          g_hash_table_remove (feet, above);
        }
      else
        {
          g_array_append_val (faces, *row);
          at = faces->len;
        }
      g_hash_table_insert (feet, place_key (vector (row->panel.corner)), GUINT_TO_POINTER (at));
    }
  return faces;
}
