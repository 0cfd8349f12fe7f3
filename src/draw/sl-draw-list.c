#include "sl-draw-list.h"

static void
mesh_clear (gpointer data)
{
  sl_mesh_unref (((SlDrawMesh *) data)->mesh);
}

static void
label_clear (gpointer data)
{
  g_free (((SlDrawLabel *) data)->text);
}

SlDrawList *
sl_draw_list_new (void)
{
  SlDrawList *list = g_new0 (SlDrawList, 1);

  list->meshes = g_array_new (FALSE, FALSE, sizeof (SlDrawMesh));
  g_array_set_clear_func (list->meshes, mesh_clear);
  list->panels = g_array_new (FALSE, FALSE, sizeof (SlDrawPanel));
  list->floor = g_array_new (FALSE, FALSE, sizeof (SlDrawVertex));
  list->glass = g_array_new (FALSE, FALSE, sizeof (SlDrawVertex));
  list->lines = g_array_new (FALSE, FALSE, sizeof (SlDrawLine));
  list->labels = g_array_new (FALSE, FALSE, sizeof (SlDrawLabel));
  g_array_set_clear_func (list->labels, label_clear);
  list->picks = g_ptr_array_new_with_free_func (g_free);
  list->light = sl_vec3_normalize (sl_vec3 (-.35, -.55, 1));
  list->glow = 1;
  return list;
}

void
sl_draw_list_free (SlDrawList *list)
{
  if (list == NULL)
    return;
  g_array_unref (list->meshes);
  g_array_unref (list->panels);
  g_array_unref (list->floor);
  g_array_unref (list->glass);
  g_array_unref (list->lines);
  g_array_unref (list->labels);
  g_ptr_array_unref (list->picks);
  sl_image_unref (list->picture);
  g_free (list);
}

guint32
sl_draw_list_pick (SlDrawList *list, const char *id)
{
  for (guint i = 0; i < list->picks->len; i++)
    if (g_str_equal (list->picks->pdata[i], id))
      return i + 1;
  g_ptr_array_add (list->picks, g_strdup (id));
  return list->picks->len;
}

void
sl_draw_list_mesh (SlDrawList *list, SlMesh *mesh, const SlFrame *frame, SlColour colour, gboolean tinted, guint32 pick, gboolean selected)
{
  SlDrawMesh item = { sl_mesh_ref (mesh), *frame, colour, tinted, pick, selected };
  g_array_append_val (list->meshes, item);
}

void
sl_draw_list_line (SlDrawList *list, SlVec3 a, SlVec3 b, SlColour colour, double width_px, guint32 pick)
{
  SlDrawLine line = { { (float) a.x, (float) a.y, (float) a.z }, { (float) b.x, (float) b.y, (float) b.z }, colour, (float) width_px, (float) pick };
  g_array_append_val (list->lines, line);
}

void
sl_draw_list_triangle (GArray *vertices, SlVec3 a, SlVec3 b, SlVec3 c, SlColour colour)
{
  SlDrawVertex corners[3] = {
    { { (float) a.x, (float) a.y, (float) a.z }, colour },
    { { (float) b.x, (float) b.y, (float) b.z }, colour },
    { { (float) c.x, (float) c.y, (float) c.z }, colour },
  };
  g_array_append_vals (vertices, corners, 3);
}

void
sl_draw_list_label (SlDrawList *list, const char *text, SlVec3 at, guint32 pick, gboolean strong)
{
  SlDrawLabel label = { g_strdup (text), at, pick, strong };
  g_array_append_val (list->labels, label);
}

static float
linear (guint32 byte)
{
  double c = byte / 255.;
  return (float) (c <= .04045 ? c / 12.92 : pow ((c + .055) / 1.055, 2.4));
}

SlColour
sl_colour (guint32 rgb, double alpha)
{
  return (SlColour) { linear (rgb >> 16 & 255), linear (rgb >> 8 & 255), linear (rgb & 255), (float) alpha };
}

gboolean
sl_draw_camera_project (const SlDrawCamera *camera, SlVec3 point, double *x, double *y)
{
  SlVec3 p = sl_frame_unpoint (&camera->frame, point);
  double depth = camera->parallel ? 1 : p.y;

  if (p.y <= camera->near_m)
    return FALSE;
  *x = .5 + p.x / depth / camera->tan_h / 2;
  *y = .5 - p.z / depth / camera->tan_v / 2;
  return TRUE;
}

char *
sl_draw_list_dump (const SlDrawList *list)
{
  GString *out = g_string_new (NULL);

  g_string_append_printf (out, "panels %u\n", list->panels->len);
  for (guint i = 0; i < list->panels->len; i++)
    {
      const SlDrawPanel *p = &g_array_index (list->panels, SlDrawPanel, i);
      g_string_append_printf (out, "panel %.3f %.3f %.3f uv %.4f %.4f pick %s\n", (double) p->corner[0], (double) p->corner[1], (double) p->corner[2],
                              (double) p->u0, (double) p->v0, (char *) list->picks->pdata[(guint) p->pick - 1]);
    }
  for (guint i = 0; i < list->meshes->len; i++)
    {
      const SlDrawMesh *m = &g_array_index (list->meshes, SlDrawMesh, i);
      g_string_append_printf (out, "mesh %u at %.3f %.3f %.3f pick %s%s\n", m->mesh->n_indices / 3, m->frame.o.x, m->frame.o.y, m->frame.o.z,
                              m->pick > 0 ? (char *) list->picks->pdata[m->pick - 1] : "-", m->selected ? " selected" : "");
    }
  g_string_append_printf (out, "floor %u\nglass %u\nlines %u\n", list->floor->len / 3, list->glass->len / 3, list->lines->len);
  for (guint i = 0; i < list->labels->len; i++)
    g_string_append_printf (out, "label %s\n", g_array_index (list->labels, SlDrawLabel, i).text);
  return g_string_free (out, FALSE);
}
