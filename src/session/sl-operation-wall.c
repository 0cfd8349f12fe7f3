/* Walls by intention: bent, and sized in whole cabinets. */
#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-operation-private.h"
#include "sl-wall-shape.h"

typedef struct {
  SlRecord record;
  int      shape;
  double   width, height;
  gint64   columns, rows;
  double   radius, sweep, seam;
  gint64   before;
  gboolean left;
} Shape;

static const SlEnumValue shapes[SL_N_WALL_SHAPES + 1] = {
  [SL_WALL_SHAPE_FLAT] = { "flat", N_("Flat") },           [SL_WALL_SHAPE_ARC] = { "arc", N_("Arc") },
  [SL_WALL_SHAPE_CORNER] = { "corner", N_("Corner") },     [SL_WALL_SHAPE_J] = { "j", N_("J") },
  [SL_WALL_SHAPE_HORSESHOE] = { "horseshoe", N_("Horseshoe") },
};
#define BEND_OPTIONS(Struct) \
  OPTION (Struct, radius, N_("Radius"), REAL, .unit = SL_UNIT_METRE, .min = -100000, .max = 100000, \
          .help = N_("From the axis to the middle of the LED faces; + opens toward the viewer")), \
  OPTION (Struct, sweep, N_("Sweep"), REAL, .unit = SL_UNIT_DEGREE, .min = -360, .max = 360, \
          .help = N_("How far the bend turns")), \
  OPTION (Struct, seam, N_("Seam angle"), REAL, .unit = SL_UNIT_DEGREE, .min = -90, .max = 90, \
          .help = N_("Between two cabinets of the bend"))
static const SlField shape_fields[] = {
  OPTION (Shape, shape, N_("Shape"), ENUM, .values = shapes, .def = "arc", .help = N_("Seen from above")),
  OPTION (Shape, width, N_("Width"), REAL, .unit = SL_UNIT_METRE, .min = 0.01, .max = 5000,
          .help = N_("Developed, in whole cabinets; unset: columns")),
  OPTION (Shape, height, N_("Height"), REAL, .unit = SL_UNIT_METRE, .min = 0.01, .max = 2000,
          .help = N_("In whole cabinets; unset: rows")),
  OPTION (Shape, columns, N_("Columns"), INTEGER, .max = 5000, .def = "0", .help = N_("0: as it is")),
  OPTION (Shape, rows, N_("Rows"), INTEGER, .max = 2000, .def = "0", .help = N_("0: as it is")),
  BEND_OPTIONS (Shape),
  OPTION (Shape, before, N_("Before the corner"), INTEGER, .max = 5000, .def = "0",
          .help = N_("Columns at the viewer's left of a corner; 0: half of them")),
  OPTION (Shape, left, N_("At the left"), BOOL, .def = "false", .help = N_("A J bends at the viewer's left end")),
};
OPTIONS (shape_options, "wall-shape", N_("Wall shape"), Shape, shape_fields);

static gint64
integer_of (const SlEntity *entity, const char *path)
{
  SlField field;
  const gint64 *number = sl_record_find (&sl_kind_info (entity->kind)->record, entity, path, &field, NULL);

  return number != NULL ? *number : 0;
}

/* What the options make of the grid. */
static gboolean
choose_grid (const Shape *options, const SlEntity *wall, const SlPanel *cabinet, gint64 *columns, gint64 *rows,
             GError **error)
{
  const SlWallBend bend = { options->seam, options->radius, options->sweep };

  *columns = options->columns > 0 ? options->columns : integer_of (wall, "columns");
  *rows = options->rows > 0 ? options->rows : integer_of (wall, "rows");
  if (options->columns == 0 && !isnan (options->width)
      && !sl_wall_whole (options->width, cabinet->width_mm, "columns", columns, error))
    return FALSE;
  if (options->rows == 0 && !isnan (options->height)
      && !sl_wall_whole (options->height, cabinet->height_mm, "rows", rows, error))
    return FALSE;
  /* an arc that says how tight and how far is as long as that takes */
  if (options->shape == SL_WALL_SHAPE_ARC && options->columns == 0 && isnan (options->width)
      && !isnan (options->sweep) && (!isnan (options->radius) || !isnan (options->seam)))
    *columns = (gint64) sl_wall_arc_columns (&bend, cabinet->width_mm / 1000);
  if (*columns < 1 || *columns > sl_record_field (&sl_kind_info (SL_KIND_WALL)->record, "columns")->max)
    {
      sl_error_set (error, SL_ERROR_INPUT,
                    _("no wall of whole cabinets bends so; give the sweep with a seam or a radius"));
      return FALSE;
    }
  return sl_wall_check_size (*columns, *rows, error);
}

static gboolean
shape_wall (SlCommand *command, const SlOperationInput *input, const char *id, const Shape *options, GError **error)
{
  const SlEntity *wall = sl_plan_get (input->plan, SL_KIND_WALL, id);
  g_autofree char *cabinet_id = wall != NULL ? sl_entity_get (wall, "cabinet", NULL) : NULL, *text = NULL;
  g_autofree double *seams = NULL;
  const SlPanel *cabinet;
  gint64 columns, rows;

  if (wall == NULL)
    {
      sl_error_set (error, SL_ERROR_INPUT, _("“%s” is no wall, so it has no shape of cabinets; leave it out"), id);
      return FALSE;
    }
  if (options->radius == 0)
    {
      sl_error_set (error, SL_ERROR_INPUT,
                    _("a radius of 0 makes no wall; say how far the axis is from the LED faces"));
      return FALSE;
    }
  if ((cabinet = sl_wall_find_cabinet (input, cabinet_id != NULL ? cabinet_id : "", error)) == NULL
      || !choose_grid (options, wall, cabinet, &columns, &rows, error))
    return FALSE;
  const SlWallBend bend = { options->seam, options->radius, options->sweep };
  seams = g_new0 (double, columns);
  if (!sl_wall_shape_seams (seams, (SlWallShape) options->shape, (gsize) columns, cabinet->width_mm / 1000, &bend,
                            (gsize) (options->before > 0 ? options->before : columns / 2), options->left))
    {
      sl_error_set (error, SL_ERROR_INPUT,
                    _("%d columns are too few for that bend; take more, a smaller radius or a larger seam"),
                    (int) columns);
      return FALSE;
    }
  if (!sl_wall_check_seams (seams, (gsize) columns - 1, cabinet, error))
    return FALSE;
  text = sl_wall_seams_text (seams, (gsize) columns - 1);
  sl_command_set_count (command, id, "columns", columns);
  sl_command_set_count (command, id, "rows", rows);
  sl_command_set (command, id, "seams", text);
  return TRUE;
}

static gboolean
shape (const SlOperationInput *input, gconstpointer options, SlCommand *command, GPtrArray *added, GError **error)
{
  for (guint i = 0; i < input->n_ids; i++)
    if (!shape_wall (command, input, input->ids[i], options, error))
      return FALSE;
  return TRUE;
}

const SlOperation sl_operation_wall_shape = {
  "wall-shape", N_("Shape %s"), N_("Bends walls, and sizes them in whole cabinets"), "WALL…", 1, G_MAXUINT,
  &shape_options, shape,
};
