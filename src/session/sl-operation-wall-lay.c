/* Walls by intention: LED floors laid before a wall, and ceilings hung over it. */
#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-operation-private.h"
#include "sl-wall-dock.h"
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

gboolean
sl_wall_lay (const SlOperationInput *input, const char *wall_id, const SlWallLaid *options, gboolean is_floor,
             SlCommand *command, GPtrArray *added, GError **error)
{
  g_autoptr (SlSceneWall) wall = sl_operation_wall (input->plan, wall_id, error);
  g_autoptr (SlCopier) copier = sl_copier_new (input->plan, command, added);
  g_auto (SlWallLying) lying = { 0 };
  g_autofree char *name = NULL;
  const SlPanel *cabinet;

  if (wall == NULL
      || (cabinet = options->cabinet != NULL ? sl_wall_find_cabinet (input, options->cabinet, error) : wall->usual)
             == NULL)
    return FALSE;
  if (!sl_wall_can_dock (wall))
    {
      sl_error_set (error, SL_ERROR_INPUT, _("“%s” does not stand upright; name a wall that does"), wall->entity->id);
      return FALSE;
    }
  const SlWallDocking asked = { is_floor, cabinet, options->width, options->depth, 0, 0, options->gap };
  if (!sl_wall_dock_lay (wall, &asked, &lying, error))
    return FALSE;
  name = options->name != NULL ? g_strdup (options->name)
                               : g_strdup_printf (is_floor ? _("%s floor") : _("%s ceiling"),
                                                  sl_entity_title (wall->entity));
  const char *id = sl_wall_new (copier, command, input, sl_entity_placed (wall->entity)->stage, name, cabinet,
                                lying.cut.columns, lying.cut.rows);
  sl_command_set (command, id, "role", is_floor ? "floor" : "ceiling");
  sl_command_set (command, id, "docks", wall_id);
  sl_command_set_number (command, id, "dock_gap", options->gap);
  if (isnan (options->width))
    sl_command_set (command, id, "dock_fits_width", "true");
  if (isnan (options->depth))
    sl_command_set (command, id, "dock_fits_depth", "true");
  sl_wall_set_place (command, id, lying.position, lying.pan, lying.tilt);
  sl_wall_grid_write (&lying.cut, command, id);
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

      if (wall == NULL || g_str_equal (entity->id, own->entity->id) || !sl_wall_can_dock (wall)
          || g_strcmp0 (sl_entity_placed (entity)->stage, stage) != 0
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
  const char *id = own->entity->id;
  g_auto (SlWallLying) lying = { 0 };
  SlWallDocking asked = { is_floor, own->usual, own->width_m, own->height_m, own->columns, own->rows, 0 };

  asked.gap = is_floor ? sl_wall_dock_clear (wall, own->width_m) : SL_WALL_CEILING_GAP;
  if (!sl_wall_dock_lay (wall, &asked, &lying, NULL))
    return;
  sl_wall_set_place (command, id, lying.position, lying.pan, lying.tilt);
  sl_command_set (command, id, "docks", wall->entity->id);
  sl_command_set_number (command, id, "dock_gap", asked.gap);
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
    {
      sl_command_set (command, id, "tilt", "0");
      sl_command_set (command, id, "docks", "");
    }
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
