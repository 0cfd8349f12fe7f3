/* Walls by intention: a new one of a shape, sized in whole cabinets, with what docks to it. */
#include "sl-devices.h"
#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-operation-private.h"
#include "sl-wall-dock.h"
#include "sl-wall-styles.h"

typedef struct {
  SlRecord    record;
  int         style;
  double      width, height;
  gint64      columns, rows;
  double      radius, sweep, seam;
  gint64      before;
  gboolean    left, floor, ceiling;
  const char *cabinet, *stage, *name;
  SlVec3      at;
  double      pan;
} Add;

static const SlField add_fields[] = {
  { .name = "shape", .label = N_("Shape"), .type = SL_TYPE_ENUM, .offset = offsetof (Add, style),
    .values = sl_wall_style_names, .def = "flat", .help = N_("Ceilings and floors dock to the wall that is named") },
  OPTION (Add, width, N_("Width"), REAL, .unit = SL_UNIT_METRE, .min = 0.01, .max = 5000,
          .help = N_("Developed, in whole cabinets; unset: columns")),
  OPTION (Add, height, N_("Height"), REAL, .unit = SL_UNIT_METRE, .min = 0.01, .max = 2000,
          .help = N_("In whole cabinets, of a floor or a ceiling its depth; unset: rows")),
  OPTION (Add, columns, N_("Columns"), INTEGER, .max = 5000, .def = "0", .help = N_("0: as wide as said")),
  OPTION (Add, rows, N_("Rows"), INTEGER, .max = 2000, .def = "0", .help = N_("0: as high as said")),
  SL_BEND_OPTIONS (Add),
  OPTION (Add, floor, N_("LED floor"), BOOL, .def = "false", .help = N_("Lays one before it too")),
  OPTION (Add, ceiling, N_("Ceiling"), BOOL, .def = "false", .help = N_("Hangs one over it too")),
  OPTION (Add, cabinet, N_("Cabinet"), TEXT, .help = N_("Its id; unset: the catalogue's default")),
  OPTION (Add, stage, N_("Stage"), TEXT, .help = N_("Its id; unset: the first")),
  OPTION (Add, name, N_("Name"), TEXT, .help = N_("Unset: “Wall” with a number")),
  OPTION (Add, at, N_("At"), VECTOR, .unit = SL_UNIT_METRE, .min = -10000, .max = 10000,
          .help = N_("Its bottom middle; unset: upstage, where nothing is")),
  OPTION (Add, pan, N_("Pan"), REAL, .unit = SL_UNIT_DEGREE, .min = -360, .max = 360, .def = "0",
          .help = N_("To the left, seen from above")),
};
OPTIONS (add_options, "wall-add", N_("Add a wall"), Add, add_fields);

/* What docks to the wall `id`, which `command` adds or the plan has. */
static gboolean
dock (const SlOperationInput *input, const char *id, const SlWallLaid *laid, gboolean is_floor, SlCommand *command,
      GPtrArray *added, GError **error)
{
  g_autoptr (SlCommand) whole = input->catalogue != NULL
                                  ? sl_command_complete (command, input->plan, input->catalogue)
                                  : sl_command_ref (command);
  g_autoptr (SlPlan) plan = sl_plan_apply (input->plan, whole, error);
  SlOperationInput then = *input;

  if (plan == NULL)
    return FALSE;
  then.plan = plan;
  return sl_wall_lay (&then, id, laid, is_floor, command, added, error);
}

static double
length_of (double said_m, gint64 n, double cabinet_mm)
{
  return n > 0 ? (double) n * cabinet_mm / 1000 : said_m;
}

/* A floor or a ceiling for a wall that the plan has. */
static gboolean
add_docked (const SlOperationInput *input, const Add *o, const SlWallStyle *style, SlCommand *command,
            GPtrArray *added, GError **error)
{
  g_autofree char *own = NULL;
  const SlPanel *cabinet;
  const SlEntity *wall = input->n_ids == 1 ? sl_plan_get (input->plan, SL_KIND_WALL, input->ids[0]) : NULL;

  if (wall == NULL)
    {
      sl_error_set (error, SL_ERROR_INPUT, _("“%s” docks to a wall that stands; name that wall"), style->id);
      return FALSE;
    }
  own = sl_entity_get (wall, "cabinet", NULL);
  if ((cabinet = sl_wall_find_cabinet (input, o->cabinet != NULL ? o->cabinet : own, error)) == NULL)
    return FALSE;
  const SlWallLaid laid = { o->cabinet, o->name, length_of (o->width, o->columns, cabinet->width_mm),
                            length_of (o->height, o->rows, cabinet->height_mm),
                            style->role == SL_WALL_FLOOR ? 0 : SL_WALL_CEILING_GAP };
  return sl_wall_lay (input, wall->id, &laid, style->role == SL_WALL_FLOOR, command, added, error);
}

static void
set_place (SlCommand *command, const SlOperationInput *input, const Add *o, const char *id)
{
  const gboolean said = !isnan (o->at.x);

  sl_wall_set_place (command, id, said ? o->at : sl_vec3 (0, 5, 0), o->pan, 0);
  if (!said)
    sl_operation_settle (command, input->plan, input->catalogue, input->assets, id);
}

static gboolean
add_standing (const SlOperationInput *input, const Add *o, const SlWallStyle *style, SlCommand *command,
              GPtrArray *added, GError **error)
{
  SlWallAsked asked = { style->shape, o->width, o->height, o->columns, o->rows, o->radius, o->sweep, o->seam,
                        o->before, o->left };
  g_autoptr (SlCopier) copier = sl_copier_new (input->plan, command, added);
  const SlWallLaid floor = { o->cabinet, NULL, NAN, NAN, 0 }, ceiling = { o->cabinet, NULL, NAN, NAN,
                                                                          SL_WALL_CEILING_GAP };
  g_autofree char *seams = NULL;
  const SlPanel *cabinet;
  const char *stage, *id;
  gint64 columns, rows;

  if ((cabinet = sl_wall_find_cabinet (input, o->cabinet, error)) == NULL
      || !sl_wall_whole (style->width, cabinet->width_mm, "columns", &columns, error)
      || !sl_wall_whole (style->height, cabinet->height_mm, "rows", &rows, error))
    return FALSE;
  if (asked.shape == SL_WALL_SHAPE_ARC && isnan (asked.radius) && isnan (asked.sweep) && isnan (asked.seam))
    asked.sweep = 90;
  if (!sl_wall_course (&asked, cabinet, &columns, &rows, &seams, error)
      || (stage = sl_operation_stage (copier, command, input, o->stage, error)) == NULL)
    return FALSE;
  const char *name = o->name != NULL ? o->name : style->role == SL_WALL_WILD ? _(style->label) : _("Wall");
  id = sl_wall_new (copier, command, input, stage, name, cabinet, columns, rows);
  if (style->role == SL_WALL_WILD)
    sl_command_set (command, id, "role", "wild");
  sl_command_set (command, id, "seams", seams);
  set_place (command, input, o, id);
  return (!o->floor || dock (input, id, &floor, TRUE, command, added, error))
         && (!o->ceiling || dock (input, id, &ceiling, FALSE, command, added, error));
}

static gboolean
add (const SlOperationInput *input, gconstpointer options, SlCommand *command, GPtrArray *added, GError **error)
{
  const Add *o = options;
  const SlWallStyle *style = sl_wall_style_at ((guint) o->style);

  if (style->docks)
    return add_docked (input, o, style, command, added, error);
  if (input->n_ids == 0)
    return add_standing (input, o, style, command, added, error);
  sl_error_set (error, SL_ERROR_INPUT, _("“%s” stands by itself; name no wall for it"), style->id);
  return FALSE;
}

const SlOperation sl_operation_wall_add = {
  "wall-add", N_("Add a wall"), N_("A new wall of a shape, in whole cabinets, with floor and ceiling on request"),
  "[WALL]", 0, 1, &add_options, add,
};
