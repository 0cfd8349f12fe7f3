#include "sl-draw-faces.h"

#include <string.h>

/* In one plane of one wall, and the same to look at. */
static gboolean
is_alike (const SlDrawPanel *a, const SlDrawPanel *b)
{
  return a->wall == b->wall && a->stretch == b->stretch && memcmp (&a->tint, &b->tint, sizeof a->tint) == 0;
}

/* Of a face one row high. */
static gboolean
is_right_of (const SlDrawFace *face, const SlDrawPanel *next)
{
  return is_alike (&face->panel, next) && next->row == face->panel.row
         && next->column == face->panel.column + face->columns;
}

static gboolean
is_below (const SlDrawFace *face, const SlDrawFace *next)
{
  return is_alike (&face->panel, &next->panel) && face->columns == next->columns
         && next->panel.column == face->panel.column && next->panel.row == face->panel.row + 1;
}

/* Rows of what stands side by side. */
static GArray *
join_rows (const GArray *panels)
{
  GArray *faces = g_array_new (FALSE, FALSE, sizeof (SlDrawFace));

  for (guint i = 0; i < panels->len; i++)
    {
      const SlDrawPanel *panel = &g_array_index (panels, SlDrawPanel, i);
      SlDrawFace *last = faces->len > 0 ? &g_array_index (faces, SlDrawFace, faces->len - 1) : NULL;

      if (last != NULL && is_right_of (last, panel))
        {
          last->columns++;
          last->panel.right_u = panel->right_u;
        }
      else
        {
          SlDrawFace face = { *panel, 1, 1 };
          g_array_append_val (faces, face);
        }
    }
  return faces;
}

/* For each column of each wall, the number from 1 of the face that last began there, 0 for none; `offsets` says where
 * a wall's columns begin. */
static guint *
empty_columns (const GArray *walls, guint *offsets)
{
  guint n = 0;

  for (guint i = 0; i < walls->len; i++)
    {
      offsets[i] = n;
      n += g_array_index (walls, SlDrawWall, i).columns;
    }
  return g_new0 (guint, n);
}

GArray *
sl_draw_join_panels (const SlDrawList *list)
{
  g_autoptr (GArray) rows = join_rows (list->panels);
  g_autofree guint *offsets = g_new (guint, list->walls->len), *above = empty_columns (list->walls, offsets);
  GArray *faces = g_array_new (FALSE, FALSE, sizeof (SlDrawFace));

  for (guint i = 0; i < rows->len; i++)
    {
      const SlDrawFace *row = &g_array_index (rows, SlDrawFace, i);
      guint *at = &above[offsets[row->panel.wall] + row->panel.column];
      SlDrawFace *face = *at > 0 ? &g_array_index (faces, SlDrawFace, *at - 1) : NULL;

      if (face != NULL && is_below (face, row))
        {
          const float top_v = face->panel.top_v;

          face->rows++;
          face->panel = row->panel;
          face->panel.top_v = top_v;
        }
      else
        {
          g_array_append_val (faces, *row);
          *at = faces->len;
        }
    }
  return faces;
}
