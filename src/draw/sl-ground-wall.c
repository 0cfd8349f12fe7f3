/* A wall on a ground plan. */
#include "sl-ground-private.h"
#include "sl-i18n.h"
#include "sl-outline.h"

/* m: a wall whose middle lies less off its chord is flat; and how far the edges may lie off a circle */
static const double FLAT_M = .01, ROUND_M = .05;

char *
sl_ground_length (double metres, int decimals, gboolean feet)
{
  return feet ? sl_length_to_feet (metres) : sl_number_fixed (metres, decimals);
}

static void
add_face (SlDrawing *drawing, const SlSceneWall *wall)
{
  const char *id = wall->entity->id;
  SlStroke *face = NULL;
  guint last = G_MAXUINT;

  for (guint i = 0; i < wall->n_panels; i++)
    {
      const SlScenePanel *p = &wall->panels[i];
      double depth = isnan (p->panel->depth_mm) ? .08 : p->panel->depth_mm / 1000;

      if (p->row + 1 != wall->rows)
        continue;
      if (face == NULL || p->column != last + 1)
        {
          face = sl_drawing_add (drawing, SL_STROKE_LINE, SL_LAYER_WALL, id);
          sl_drawing_add_point (drawing, face, p->corner);
        }
      sl_drawing_add_point (drawing, face, sl_vec3_add (p->corner, p->right));
      last = p->column;
      sl_drawing_add_line (drawing, SL_LAYER_WALL, id, p->corner,
                           sl_vec3_mad (p->corner, p->normal, -depth));
    }
}

/* A floor is hatched, a ceiling dashed. */
static void
add_lying (SlDrawing *drawing, const SlSceneWall *wall, gboolean hangs)
{
  const SlLayer layer = hangs ? SL_LAYER_LED_CEILING : SL_LAYER_LED_FLOOR;
  SlStroke *shape = sl_drawing_add (drawing, SL_STROKE_LINE, layer, wall->entity->id);
  g_autoptr (GArray) outline = sl_outline_wall (wall);

  for (guint i = 0; i < outline->len; i++)
    sl_drawing_add_point (drawing, shape, g_array_index (outline, SlVec3, i));
  shape->closed = TRUE;
  shape->dashed = hangs;
  shape->hatched = !hangs;
}

/* --- how large it is --- */

/* Edges of the columns that stand at the foot, from the viewer's left; SlVec3. */
static GArray *
foot_edges (const SlSceneWall *wall)
{
  GArray *edges = g_array_new (FALSE, FALSE, sizeof (SlVec3));

  for (guint i = 0; i < wall->n_panels; i++)
    {
      const SlScenePanel *p = &wall->panels[i];
      const SlVec3 end = sl_vec3_add (p->corner, p->right);

      if (p->row + 1 != wall->rows)
        continue;
      if (edges->len == 0)
        g_array_append_val (edges, p->corner);
      g_array_append_val (edges, end);
    }
  return edges;
}

static double
apart (SlVec3 a, SlVec3 b)
{
  return hypot (a.x - b.x, a.y - b.y);
}

/* Where the circle through three points has its middle; FALSE where they lie on a line. */
static gboolean
circle_through (SlVec3 a, SlVec3 b, SlVec3 c, SlVec3 *middle)
{
  const double d = 2 * ((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x));
  const double bb = (b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y);
  const double cc = (c.x - a.x) * (c.x - a.x) + (c.y - a.y) * (c.y - a.y);

  if (fabs (d) < 1e-9)
    return FALSE;
  *middle = sl_vec3 (a.x + ((c.y - a.y) * bb - (b.y - a.y) * cc) / d, a.y + ((b.x - a.x) * cc - (c.x - a.x) * bb) / d,
                     0);
  return TRUE;
}

/* Of the arc that all edges lie on (m); NAN for a wall that is flat or curved in another way. */
static double
radius_of (const GArray *edges)
{
  const SlVec3 *e = (const SlVec3 *) (const void *) edges->data;
  SlVec3 middle;
  double radius;

  if (edges->len < 3 || !circle_through (e[0], e[edges->len / 2], e[edges->len - 1], &middle))
    return NAN;
  radius = apart (e[0], middle);
  for (guint i = 0; i < edges->len; i++)
    if (fabs (apart (e[i], middle) - radius) > ROUND_M)
      return NAN;
  return radius;
}

/* How far the edges lie off the line between the outer two (m). */
static double
depth_of (const GArray *edges)
{
  const SlVec3 *e = (const SlVec3 *) (const void *) edges->data;
  double depth = 0;

  for (guint i = 1; i + 1 < edges->len; i++)
    {
      const SlVec3 a = e[0], b = e[edges->len - 1];
      const double cross = (b.x - a.x) * (e[i].y - a.y) - (b.y - a.y) * (e[i].x - a.x);

      depth = fmax (depth, fabs (cross) / fmax (apart (a, b), 1e-9));
    }
  return depth;
}

/* "Chord 34.10 m, depth 10.20 m, radius 20.05 m" of a curved wall; NULL for a flat one. Free with g_free(). */
static char *
curve_text (const GArray *edges, gboolean feet)
{
  const char *unit = feet ? "" : " m";
  const double depth = depth_of (edges), radius = radius_of (edges);
  g_autofree char *chord = NULL, *deep = NULL, *round = NULL;

  if (depth < FLAT_M)
    return NULL;
  chord = sl_ground_length (apart (g_array_index (edges, SlVec3, 0), g_array_index (edges, SlVec3, edges->len - 1)), 2,
                            feet);
  deep = sl_ground_length (depth, 2, feet);
  round = isnan (radius) ? NULL : sl_ground_length (radius, 2, feet);
  if (round != NULL)
    return g_strdup_printf (_("Chord %s%s, depth %s%s, radius %s%s"), chord, unit, deep, unit, round, unit);
  return g_strdup_printf (_("Chord %s%s, depth %s%s"), chord, unit, deep, unit);
}

/* Free with g_free(). */
static char *
label_of (const SlSceneWall *wall, const GArray *edges, gboolean stands, gboolean feet)
{
  const char *unit = feet ? "" : " m";
  g_autofree char *width = sl_ground_length (sl_scene_wall_width (wall), 2, feet);
  g_autofree char *height = sl_ground_length (sl_scene_wall_height (wall), 2, feet);
  g_autofree char *curve = stands ? curve_text (edges, feet) : NULL;
  g_autofree char *foot = NULL;
  GString *text = g_string_new (sl_entity_title (wall->entity));

  g_string_append_printf (text, "\n%s%s × %s%s (%d × %d)", width, unit, height, unit, (int) wall->columns,
                          (int) wall->rows);
  if (curve != NULL)
    g_string_append_printf (text, "\n%s", curve);
  if (edges->len > 0 && fabs (g_array_index (edges, SlVec3, 0).z) >= .005)
    {
      foot = sl_ground_length (g_array_index (edges, SlVec3, 0).z, 2, feet);
      g_string_append_printf (text, _(", %s%s above the floor"), foot, unit);
    }
  return g_string_free (text, FALSE);
}

/* Of all its cabinets. */
static SlVec3
middle_of (const SlSceneWall *wall)
{
  SlBox box = sl_box_empty ();

  for (guint i = 0; i < wall->n_panels; i++)
    {
      const SlScenePanel *p = &wall->panels[i];
      sl_box_add (&box, p->corner);
      sl_box_add (&box, sl_vec3_add (p->corner, sl_vec3_add (p->right, p->up)));
    }
  return sl_vec3_lerp (box.min, box.max, .5);
}

void
sl_ground_add_wall (SlDrawing *drawing, const SlSceneWall *wall, gboolean feet)
{
  if (wall->n_panels == 0)
    return;
  const double up = wall->panels[0].normal.z;
  const gboolean stands = fabs (up) <= .7;
  g_autoptr (GArray) edges = foot_edges (wall);
  g_autofree char *text = label_of (wall, edges, stands, feet);
  const SlLayer layer = stands ? SL_LAYER_WALL : up < 0 ? SL_LAYER_LED_CEILING : SL_LAYER_LED_FLOOR;
  SlVec3 at = stands && edges->len > 0 ? g_array_index (edges, SlVec3, edges->len / 2) : middle_of (wall);

  if (stands)
    add_face (drawing, wall);
  else
    add_lying (drawing, wall, up < 0);
  sl_drawing_add_label (drawing, layer, at, text);
}
