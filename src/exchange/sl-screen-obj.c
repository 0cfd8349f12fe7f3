#include "sl-screen-obj.h"

#include "sl-axes.h"
#include "sl-number.h"
#include "sl-wall-facets.h"

typedef struct {
  SlVec3 corner, right, up, normal;     /* m, world */
  double left, right_u, bottom, top;    /* 0…1, v from the bottom */
} Face;

static void
add_cabinets (GArray *faces, const SlFacetWall *walls, const SlFacet *facet)
{
  for (guint row = facet->cut.row; row < facet->cut.row + facet->cut.rows; row++)
    for (guint column = facet->cut.column; column < facet->cut.column + facet->cut.columns; column++)
      {
        const SlScenePanel *p = sl_facet_wall_panel (walls, column, row);
        Face face;

        if (p == NULL)
          continue;
        face = (Face) { p->corner, p->right, p->up, p->normal, (double) p->left_u, (double) p->right_u,
                        1 - (double) p->bottom_v, 1 - (double) p->top_v };
        g_array_append_val (faces, face);
      }
}

static GArray *
find_faces (const SlSceneWall *wall)
{
  const SlCanvasCut all = { 0, 0, wall->columns, wall->rows };
  g_autoptr (SlFacetWall) walls = sl_facet_wall_new (wall);
  g_autoptr (GArray) facets = sl_facet_wall_cut (walls, &all);
  GArray *faces = g_array_new (FALSE, FALSE, sizeof (Face));
  double w = 0, h = 0;

  for (guint i = 0; i < wall->columns; i++)
    w += (double) wall->columns_px[i];
  for (guint i = 0; i < wall->rows; i++)
    h += (double) wall->rows_px[i];
  for (guint i = 0; i < facets->len; i++)
    {
      const SlFacet *f = &g_array_index (facets, SlFacet, i);
      const Face face = { f->corner, f->right, f->up, f->normal, (double) f->x / w, (double) (f->x + f->w) / w,
                          1 - (double) (f->y + f->h) / h, 1 - (double) f->y / h };

      if (f->whole)
        g_array_append_val (faces, face);
      else
        add_cabinets (faces, walls, f);
    }
  return faces;
}

/* From the bottom left, counter-clockwise for the viewer. */
static SlVec3
corner (const Face *face, guint k)
{
  return sl_vec3_mad (sl_vec3_mad (face->corner, face->right, k == 1 || k == 2), face->up, k >= 2);
}

static SlVec3
find_origin (const GArray *faces)
{
  SlBox box = sl_box_empty ();

  for (guint i = 0; i < faces->len; i++)
    for (guint k = 0; k < 4; k++)
      sl_box_add (&box, corner (&g_array_index (faces, Face, i), k));
  return sl_vec3_scale (sl_vec3_add (box.min, box.max), .5);
}

static void
put (GString *out, const char *word, const double *values, guint n, int decimals)
{
  g_string_append (out, word);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = sl_number_fixed (values[i], decimals);
      g_string_append_printf (out, " %s", text);
    }
  g_string_append_c (out, '\n');
}

static void
put_face (GString *out, const Face *face, guint index, SlAxes axes, SlVec3 origin)
{
  const SlVec3 normal = sl_vec3_normalize (sl_axes_direction (axes, face->normal));
  const guint first = 4 * index;
  const gboolean turned = axes == SL_AXES_OBJ_MIRROR; /* so that the face looks where its normal does */

  for (guint k = 0; k < 4; k++)
    {
      const SlVec3 at = sl_axes_point (axes, sl_vec3_sub (corner (face, k), origin));
      put (out, "v", (double[]) { at.x, at.y, at.z }, 3, 6);
    }
  for (guint k = 0; k < 4; k++)
    put (out, "vt", (double[]) { k == 1 || k == 2 ? face->right_u : face->left, k >= 2 ? face->top : face->bottom }, 2,
         9);
  put (out, "vn", (double[]) { normal.x, normal.y, normal.z }, 3, 6);
  g_string_append_c (out, 'f');
  for (guint k = 0; k < 4; k++)
    {
      const guint vertex = first + 1 + (turned ? 3 - k : k);
      g_string_append_printf (out, " %u/%u/%u", vertex, vertex, index + 1);
    }
  g_string_append_c (out, '\n');
}

char *
sl_screen_obj (const SlSceneWall *wall, const char *name, gboolean mirror, SlScreenMesh *mesh)
{
  g_autoptr (GArray) faces = find_faces (wall);
  g_autoptr (GString) out = g_string_new (NULL);

  *mesh = (SlScreenMesh) { find_origin (faces), 4 * faces->len };
  g_string_append_printf (out, "# sightline id=%s kind=wall\n# metres, %s, Y up\no %s\n", wall->entity->id,
                          mirror ? "left-handed" : "right-handed", name);
  for (guint i = 0; i < faces->len; i++)
    put_face (out, &g_array_index (faces, Face, i), i, mirror ? SL_AXES_OBJ_MIRROR : SL_AXES_OBJ, mesh->origin);
  return g_string_free (g_steal_pointer (&out), FALSE);
}
