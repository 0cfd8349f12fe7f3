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

/* Numbers that follow one another and mean the pieces of a part of an entity. */
typedef struct {
  char   *id;
  SlPart  part;
  guint32 first, n;
} PickRange;

static void
range_clear (gpointer data)
{
  g_free (((PickRange *) data)->id);
}

SlDrawList *
sl_draw_list_new (void)
{
  SlDrawList *list = g_new0 (SlDrawList, 1);

  list->meshes = g_array_new (FALSE, FALSE, sizeof (SlDrawMesh));
  g_array_set_clear_func (list->meshes, mesh_clear);
  list->walls = g_array_new (FALSE, FALSE, sizeof (SlDrawWall));
  list->panels = g_array_new (FALSE, FALSE, sizeof (SlDrawPanel));
  list->floor = g_array_new (FALSE, FALSE, sizeof (SlDrawVertex));
  list->glass = g_array_new (FALSE, FALSE, sizeof (SlDrawVertex));
  list->lines = g_array_new (FALSE, FALSE, sizeof (SlDrawLine));
  list->labels = g_array_new (FALSE, FALSE, sizeof (SlDrawLabel));
  g_array_set_clear_func (list->labels, label_clear);
  list->picks = g_array_new (FALSE, FALSE, sizeof (PickRange));
  g_array_set_clear_func (list->picks, range_clear);
  list->bodies = g_hash_table_new (g_str_hash, g_str_equal);
  list->light = sl_vec3_normalize (sl_vec3 (-.35, -.55, 1));
  list->glow = 1;
  return list;
}

SlDrawList *
sl_draw_list_ref (SlDrawList *list)
{
  list->others++;
  return list;
}

void
sl_draw_list_free (SlDrawList *list)
{
  if (list == NULL || list->others-- > 0)
    return;
  g_array_unref (list->meshes);
  g_array_unref (list->walls);
  g_array_unref (list->panels);
  g_array_unref (list->floor);
  g_array_unref (list->glass);
  g_array_unref (list->lines);
  g_array_unref (list->labels);
  g_hash_table_unref (list->bodies);
  g_array_unref (list->picks);
  sl_image_unref (list->picture);
  g_free (list);
}

/* --- picks --- */

const char *
sl_part_id (SlPart part)
{
  static const char *const ids[SL_N_PARTS] = {
    [SL_PART_BODY] = "body", [SL_PART_PANEL] = "panel",   [SL_PART_DOOR] = "door",   [SL_PART_VIEW] = "view",
    [SL_PART_KEY] = "key",   [SL_PART_HANDLE] = "handle", [SL_PART_LABEL] = "label",
  };

  return ids[part];
}

guint32
sl_draw_list_pick_parts (SlDrawList *list, const char *id, SlPart part, guint n)
{
  const PickRange *last = list->picks->len > 0 ? &g_array_index (list->picks, PickRange, list->picks->len - 1) : NULL;
  PickRange range = { g_strdup (id), part, last != NULL ? last->first + last->n : 1, n };

  g_array_append_val (list->picks, range);
  return range.first;
}

guint32
sl_draw_list_pick (SlDrawList *list, const char *id)
{
  guint32 number = GPOINTER_TO_UINT (g_hash_table_lookup (list->bodies, id));

  if (number == 0)
    {
      number = sl_draw_list_pick_parts (list, id, SL_PART_BODY, 1);
      g_hash_table_insert (list->bodies, g_array_index (list->picks, PickRange, list->picks->len - 1).id,
                           GUINT_TO_POINTER (number));
    }
  return number;
}

SlPick
sl_draw_list_picked (const SlDrawList *list, guint32 number)
{
  guint low = 0, high = list->picks->len;

  while (low < high) /* the first range that begins beyond the number */
    {
      guint middle = (low + high) / 2;

      if (g_array_index (list->picks, PickRange, middle).first <= number)
        low = middle + 1;
      else
        high = middle;
    }
  const PickRange *range = low > 0 ? &g_array_index (list->picks, PickRange, low - 1) : NULL;
  if (range == NULL || number - range->first >= range->n)
    return (SlPick) { NULL, SL_PART_BODY, 0 };
  return (SlPick) { range->id, range->part, number - range->first };
}

guint32
sl_draw_list_panel_pick (const SlDrawList *list, const SlDrawPanel *panel)
{
  const SlDrawWall *wall = &g_array_index (list->walls, SlDrawWall, panel->wall);

  return wall->pick + panel->row * wall->columns + panel->column;
}

/* --- what is drawn --- */

void
sl_draw_list_mesh (SlDrawList *list, SlMesh *mesh, const SlFrame *frame, SlColour colour, gboolean tinted, guint32 pick,
                   gboolean selected)
{
  SlDrawMesh item = { sl_mesh_ref (mesh), *frame, colour, tinted, pick, selected };
  g_array_append_val (list->meshes, item);
}

void
sl_draw_list_line (SlDrawList *list, SlVec3 a, SlVec3 b, SlColour colour, double width_px, guint32 pick)
{
  SlDrawLine line = { { (float) a.x, (float) a.y, (float) a.z }, { (float) b.x, (float) b.y, (float) b.z }, colour,
                      (float) width_px, (float) pick };
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
  *x = .5 + (p.x / depth - camera->shift_h) / camera->tan_h / 2;
  *y = .5 - (p.z / depth - camera->shift_v) / camera->tan_v / 2;
  return TRUE;
}

void
sl_draw_camera_ray (const SlDrawCamera *camera, double x, double y, SlVec3 *origin, SlVec3 *direction)
{
  const double right = camera->shift_h + (2 * x - 1) * camera->tan_h;
  const double up = camera->shift_v + (1 - 2 * y) * camera->tan_v;

  *origin = sl_frame_point (&camera->frame, camera->parallel ? sl_vec3 (right, 0, up) : sl_vec3 (0, 0, 0));
  *direction = sl_frame_direction (&camera->frame, camera->parallel ? sl_vec3 (0, 1, 0) : sl_vec3 (right, 1, up));
}

gboolean
sl_draw_camera_floor (const SlDrawCamera *camera, double x, double y, SlVec3 *point)
{
  SlVec3 from, direction;

  sl_draw_camera_ray (camera, x, y, &from, &direction);
  const double depth = -from.z / direction.z;
  if (fabs (direction.z) < 1e-9 || depth <= camera->near_m || depth > camera->far_m)
    return FALSE;
  *point = sl_vec3_mad (from, direction, depth);
  return TRUE;
}

/* --- as text --- */

static void
dump_pick (GString *out, const SlDrawList *list, guint32 number)
{
  SlPick pick = sl_draw_list_picked (list, number);

  if (pick.id == NULL)
    g_string_append (out, " pick -");
  else if (pick.part == SL_PART_BODY)
    g_string_append_printf (out, " pick %s", pick.id);
  else
    g_string_append_printf (out, " pick %s %s %u", pick.id, sl_part_id (pick.part), pick.index);
}

static void
dump_panels (GString *out, const SlDrawList *list)
{
  g_string_append_printf (out, "panels %u\n", list->panels->len);
  for (guint i = 0; i < list->panels->len; i++)
    {
      const SlDrawPanel *p = &g_array_index (list->panels, SlDrawPanel, i);

      g_string_append_printf (out, "panel %.3f %.3f %.3f column %u row %u stretch %u", (double) p->corner[0],
                              (double) p->corner[1], (double) p->corner[2], p->column, p->row, p->stretch);
      dump_pick (out, list, sl_draw_list_panel_pick (list, p));
      g_string_append_c (out, '\n');
    }
}

char *
sl_draw_list_dump (const SlDrawList *list)
{
  GString *out = g_string_new (NULL);

  dump_panels (out, list);
  for (guint i = 0; i < list->meshes->len; i++)
    {
      const SlDrawMesh *m = &g_array_index (list->meshes, SlDrawMesh, i);

      g_string_append_printf (out, "mesh %u at %.3f %.3f %.3f", m->mesh->n_indices / 3, m->frame.o.x, m->frame.o.y,
                              m->frame.o.z);
      dump_pick (out, list, m->pick);
      g_string_append (out, m->selected ? " selected\n" : "\n");
    }
  g_string_append_printf (out, "floor %u\nglass %u\nlines %u\n", list->floor->len / 3, list->glass->len / 3,
                          list->lines->len);
  for (guint i = 0; i < list->labels->len; i++)
    g_string_append_printf (out, "label %s\n", g_array_index (list->labels, SlDrawLabel, i).text);
  return g_string_free (out, FALSE);
}
