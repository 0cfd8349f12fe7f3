/* Walls by intention: LED floors laid before a wall, and ceilings hung over it. */
#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-operation-private.h"
#include "sl-wall-styles.h"

#define UPRIGHT .99 /* of a wall's own Z */

typedef struct {
  SlRecord    record;
  const char *cabinet, *name;
  double      width, depth, gap;
} Lay;

#define LAY_OPTIONS \
  OPTION (Lay, width, N_("Width"), REAL, .unit = SL_UNIT_METRE, .min = 0.01, .max = 5000, \
          .help = N_("In whole cabinets; unset: from end to end of the wall")), \
  OPTION (Lay, depth, N_("Depth"), REAL, .unit = SL_UNIT_METRE, .min = 0.01, .max = 2000, \
          .help = N_("From the wall toward the viewer, in whole cabinets; unset: up to its ends, three metres at " \
                     "least")), \
  OPTION (Lay, cabinet, N_("Cabinet"), TEXT, .help = N_("Its id; unset: the wall's own")), \
  OPTION (Lay, name, N_("Name"), TEXT, .help = N_("Unset: after the wall"))

static const SlField floor_fields[] = {
  LAY_OPTIONS,
  OPTION (Lay, gap, N_("Gap"), REAL, .unit = SL_UNIT_METRE, .min = -10, .max = 100, .def = "0",
          .help = N_("Between the wall's foot and the floor")),
};
OPTIONS (floor_options, "wall-floor", N_("LED floor"), Lay, floor_fields);
static const SlField ceiling_fields[] = {
  LAY_OPTIONS,
  OPTION (Lay, gap, N_("Gap"), REAL, .unit = SL_UNIT_METRE, .min = -10, .max = 100, .def = "0.1",
          .help = N_("Between the wall's top and the ceiling")),
};
OPTIONS (ceiling_options, "wall-ceiling", N_("LED ceiling"), Lay, ceiling_fields);

/* The wall from above, in its own frame: x to the viewer's right, y upstage. */
typedef struct {
  SlBox     box;
  GArray   *faces; /* SlWallFace in that frame, owned */
} Plot;

static void
plot_wall (const SlSceneWall *wall, Plot *plot)
{
  plot->faces = sl_wall_faces (wall);
  plot->box = sl_box_empty ();
  for (guint i = 0; i < plot->faces->len; i++)
    {
      SlWallFace *face = &g_array_index (plot->faces, SlWallFace, i);

      face->left = sl_frame_unpoint (&wall->frame, face->left);
      face->right = sl_frame_unpoint (&wall->frame, face->right);
      sl_box_add (&plot->box, face->left);
      sl_box_add (&plot->box, face->right);
    }
}

/* How far upstage (m) the wall lets one go at `x`; nothing holds one beside it. */
static double
reach_at (const Plot *plot, double x)
{
  double reach = INFINITY;

  for (guint i = 0; i < plot->faces->len; i++)
    {
      const SlWallFace *face = &g_array_index (plot->faces, SlWallFace, i);
      const double low = fmin (face->left.x, face->right.x), high = fmax (face->left.x, face->right.x);

      if (x < low - 1e-9 || x > high + 1e-9 || high - low < 1e-9)
        continue;
      reach = fmin (reach, face->left.y + (face->right.y - face->left.y) * (x - face->left.x)
                                              / (face->right.x - face->left.x));
    }
  return reach;
}

/* The least of it between two x: at the ends and where cabinets meet. */
static double
reach_between (const Plot *plot, double x0, double x1)
{
  double reach = fmin (reach_at (plot, x0), reach_at (plot, x1));

  for (guint i = 0; i < plot->faces->len; i++)
    {
      const SlVec3 points[] = { g_array_index (plot->faces, SlWallFace, i).left,
                                g_array_index (plot->faces, SlWallFace, i).right };
      for (guint k = 0; k < 2; k++)
        if (points[k].x > x0 && points[k].x < x1)
          reach = fmin (reach, points[k].y);
    }
  return reach;
}

/* Leaves out the cabinets of a floor that would stand in the wall. Its rows count from the wall, whose deepest point is
 * at `back` (m). */
static void
cut_to_wall (SlCommand *command, const char *id, const Plot *plot, double back, gint64 columns, gint64 rows,
             const SlPanel *cabinet)
{
  const double w = cabinet->width_mm / 1000, h = cabinet->height_mm / 1000, left = -w * (double) columns / 2;
  guint n = 0;

  for (gint64 column = 0; column < columns; column++)
    {
      const double x = left + w * (double) column;
      /* a hair of the cabinet's edge may lie in the seam */
      const double over = back - reach_between (plot, x + 1e-6, x + w - 1e-6) - 1e-3;
      const gint64 out = over > 0 ? MIN (rows, (gint64) ceil (over / h)) : 0;

      if (out == 0)
        continue;
      const struct { const char *name; gint64 value; } fields[] = {
        { "column", column }, { "row", 0 }, { "columns", 1 }, { "rows", out },
      };
      g_autofree char *item = g_strdup ("patches[+]");
      sl_command_set (command, id, item, "");
      for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
        {
          g_autofree char *path = g_strdup_printf ("patches[#%u].%s", n, fields[i].name);
          sl_command_set_count (command, id, path, fields[i].value);
        }
      n++;
    }
}

gboolean
sl_wall_lay (const SlOperationInput *input, const char *wall_id, const SlWallLaid *options, gboolean is_floor,
             SlCommand *command, GPtrArray *added, GError **error)
{
  g_autoptr (SlSceneWall) wall = sl_operation_wall (input->plan, wall_id, error);
  g_autoptr (SlCopier) copier = sl_copier_new (input->plan, command, added);
  g_autofree char *name = NULL;
  g_autoptr (GArray) faces = NULL;
  const SlPanel *cabinet;
  gint64 columns, rows;
  Plot plot;

  if (wall == NULL
      || (cabinet = options->cabinet != NULL ? sl_wall_find_cabinet (input, options->cabinet, error) : wall->usual)
             == NULL)
    return FALSE;
  if (wall->n_panels == 0 || fabs (wall->frame.z.z) < UPRIGHT)
    {
      sl_error_set (error, SL_ERROR_INPUT, _("“%s” does not stand upright; name a wall that does"), wall->entity->id);
      return FALSE;
    }
  plot_wall (wall, &plot);
  faces = plot.faces;
  const double width = isnan (options->width) ? plot.box.max.x - plot.box.min.x : options->width;
  const double depth = isnan (options->depth) ? fmax (3, plot.box.max.y - plot.box.min.y) : options->depth;
  if (!sl_wall_whole (width, cabinet->width_mm, "columns", &columns, error)
      || !sl_wall_whole (depth, cabinet->height_mm, "rows", &rows, error) || !sl_wall_check_size (columns, rows, error))
    return FALSE;
  name = options->name != NULL ? g_strdup (options->name)
                               : g_strdup_printf (is_floor ? _("%s floor") : _("%s ceiling"),
                                                  sl_entity_title (wall->entity));
  const char *id = sl_wall_new (copier, command, input, sl_entity_placed (wall->entity)->stage, name, cabinet, columns,
                             rows);
  const double middle = (plot.box.min.x + plot.box.max.x) / 2, back = plot.box.max.y;
  double pan, tilt, roll;
  sl_frame_to_pose (&wall->frame, &pan, &tilt, &roll);
  sl_command_set (command, id, "role", is_floor ? "floor" : "ceiling");
  if (is_floor) /* its top row is at the wall, so its bottom edge lies toward the viewer */
    {
      const double front = back - options->gap - (double) rows * cabinet->height_mm / 1000;
      sl_wall_set_place (command, id, sl_frame_point (&wall->frame, sl_vec3 (middle, front, 0)), pan, -90);
      for (guint i = 0; i < faces->len; i++)
        {
          g_array_index (faces, SlWallFace, i).left.x -= middle;
          g_array_index (faces, SlWallFace, i).right.x -= middle;
        }
      cut_to_wall (command, id, &plot, back - options->gap, columns, rows, cabinet);
    }
  else /* its bottom edge is over the wall's deepest point */
    sl_wall_set_place (command, id,
                       sl_frame_point (&wall->frame, sl_vec3 (middle, back, wall->height_m + options->gap)), pan, 90);
  return TRUE;
}

/* --- by role --- */

/* The upright wall nearest to it on its stage; NULL for none. */
static SlSceneWall *
nearest_upright (const SlPlan *plan, const SlSceneWall *own)
{
  const char *stage = sl_entity_placed (own->entity)->stage;
  SlSceneWall *nearest = NULL;

  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_WALL); i++)
    {
      const SlEntity *entity = sl_plan_at (plan, SL_KIND_WALL, i);
      g_autoptr (SlSceneWall) wall = sl_scene_wall_new (plan, entity, NULL);

      if (wall == NULL || g_str_equal (entity->id, own->entity->id) || wall->n_panels == 0
          || fabs (wall->frame.z.z) < UPRIGHT || g_strcmp0 (sl_entity_placed (entity)->stage, stage) != 0
          || (nearest != NULL && sl_vec3_length (sl_vec3_sub (wall->frame.o, own->frame.o))
                                     >= sl_vec3_length (sl_vec3_sub (nearest->frame.o, own->frame.o))))
        continue;
      sl_scene_wall_unref (nearest);
      nearest = g_steal_pointer (&wall);
    }
  return nearest;
}

/* Before that wall, as far upstage as it lets all of it go; or over it. */
static void
dock (SlCommand *command, const SlSceneWall *own, const SlSceneWall *wall, gboolean is_floor)
{
  Plot plot;
  double pan, tilt, roll;

  plot_wall (wall, &plot);
  g_autoptr (GArray) faces = plot.faces;
  const double middle = (plot.box.min.x + plot.box.max.x) / 2, half = own->width_m / 2;
  const double reach = is_floor ? reach_between (&plot, middle - half + 1e-6, middle + half - 1e-6) : INFINITY;
  const double back = isfinite (reach) ? reach : plot.box.max.y;
  sl_frame_to_pose (&wall->frame, &pan, &tilt, &roll);
  const SlVec3 foot = is_floor ? sl_vec3 (middle, back - own->height_m, 0)
                               : sl_vec3 (middle, back, wall->height_m + SL_WALL_CEILING_GAP);
  sl_wall_set_place (command, own->entity->id, sl_frame_point (&wall->frame, foot), pan, is_floor ? -90 : 90);
}

void
sl_wall_follow_role (SlCommand *command, const SlPlan *plan, const char *id, const char *role)
{
  const gboolean is_floor = g_str_equal (role, "floor"), lies = is_floor || g_str_equal (role, "ceiling");
  const SlEntity *entity = sl_plan_get (plan, SL_KIND_WALL, id);
  g_autoptr (SlSceneWall) own = entity != NULL ? sl_scene_wall_new (plan, entity, NULL) : NULL;
  g_autoptr (SlSceneWall) wall = own != NULL && lies ? nearest_upright (plan, own) : NULL;
  const double up = own != NULL ? own->frame.z.z : 0;

  if (own == NULL || (lies ? fabs (up) < UPRIGHT : fabs (up) > 1 - UPRIGHT))
    return; /* it is as a person turned it */
  if (!lies)
    sl_command_set (command, id, "tilt", "0");
  else if (wall != NULL)
    dock (command, own, wall, is_floor);
  else
    {
      const SlVec3 foot = is_floor ? sl_vec3 (0, -own->height_m, 0) : sl_vec3 (0, 0, own->height_m);
      double pan, tilt, roll;

      sl_frame_to_pose (&own->frame, &pan, &tilt, &roll);
      sl_wall_set_place (command, id, sl_frame_point (&own->frame, foot), pan, is_floor ? -90 : 90);
    }
}

/* --- operations --- */

static gboolean
lay (const SlOperationInput *input, const Lay *o, gboolean is_floor, SlCommand *command, GPtrArray *added,
     GError **error)
{
  const SlWallLaid laid = { o->cabinet, o->name, o->width, o->depth, o->gap };

  return sl_wall_lay (input, input->ids[0], &laid, is_floor, command, added, error);
}

static gboolean
lay_floor (const SlOperationInput *input, gconstpointer options, SlCommand *command, GPtrArray *added, GError **error)
{
  return lay (input, options, TRUE, command, added, error);
}

static gboolean
hang_ceiling (const SlOperationInput *input, gconstpointer options, SlCommand *command, GPtrArray *added,
              GError **error)
{
  return lay (input, options, FALSE, command, added, error);
}

const SlOperation sl_operation_wall_floor = {
  "wall-floor", N_("LED floor before %s"), N_("Lays an LED floor before a wall, cut to its curve in whole cabinets"),
  "WALL", 1, 1, &floor_options, lay_floor,
};
const SlOperation sl_operation_wall_ceiling = {
  "wall-ceiling", N_("LED ceiling over %s"), N_("Hangs an LED ceiling over a wall"), "WALL", 1, 1, &ceiling_options,
  hang_ceiling,
};
