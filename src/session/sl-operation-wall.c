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
  [SL_WALL_SHAPE_FLAT] = { "flat", N_("Straight") },         [SL_WALL_SHAPE_ARC] = { "arc", N_("Arc") },
  [SL_WALL_SHAPE_CORNER] = { "corner", N_("Corner") },     [SL_WALL_SHAPE_J] = { "j", N_("J") },
  [SL_WALL_SHAPE_HORSESHOE] = { "horseshoe", N_("Horseshoe") },
};
static const SlField shape_fields[] = {
  OPTION (Shape, shape, N_("Shape"), ENUM, .values = shapes, .def = "arc", .help = N_("Seen from above")),
  OPTION (Shape, width, N_("Width"), REAL, .unit = SL_UNIT_METRE, .min = 0.01, .max = 5000,
          .help = N_("Developed, in whole cabinets; unset: columns")),
  OPTION (Shape, height, N_("Height"), REAL, .unit = SL_UNIT_METRE, .min = 0.01, .max = 2000,
          .help = N_("In whole cabinets; unset: rows")),
  OPTION (Shape, columns, N_("Columns"), INTEGER, .max = 5000, .def = "0", .help = N_("0: as it is")),
  OPTION (Shape, rows, N_("Rows"), INTEGER, .max = 2000, .def = "0", .help = N_("0: as it is")),
  SL_BEND_OPTIONS (Shape),
};
OPTIONS (shape_options, "wall-shape", N_("Wall shape"), Shape, shape_fields);

static gint64
integer_of (const SlEntity *entity, const char *path)
{
  SlField field;
  const gint64 *number = sl_record_find (&sl_kind_info (entity->kind)->record, entity, path, &field, NULL);

  return number != NULL ? *number : 0;
}

/* What is asked for makes of the grid. */
static gboolean
choose_grid (const SlWallAsked *asked, const SlPanel *cabinet, gint64 *columns, gint64 *rows, GError **error)
{
  const SlWallBend bend = { asked->seam, asked->radius, asked->sweep };

  *columns = asked->columns > 0 ? asked->columns : *columns;
  *rows = asked->rows > 0 ? asked->rows : *rows;
  if (asked->columns == 0 && !isnan (asked->width)
      && !sl_wall_whole (asked->width, cabinet->width_mm, "columns", columns, error))
    return FALSE;
  if (asked->rows == 0 && !isnan (asked->height)
      && !sl_wall_whole (asked->height, cabinet->height_mm, "rows", rows, error))
    return FALSE;
  /* an arc that says how tight and how far is as long as that takes */
  if (asked->shape == SL_WALL_SHAPE_ARC && asked->columns == 0 && isnan (asked->width)
      && !isnan (asked->sweep) && (!isnan (asked->radius) || !isnan (asked->seam)))
    *columns = (gint64) sl_wall_arc_columns (&bend, cabinet->width_mm / 1000);
  if (*columns < 1 || *columns > sl_record_field (&sl_kind_info (SL_KIND_WALL)->record, "columns")->max)
    {
      sl_error_set (error, SL_ERROR_INPUT,
                    _("no wall of whole cabinets bends so; give the sweep with a seam or a radius"));
      return FALSE;
    }
  return sl_wall_check_size (*columns, *rows, error);
}

gboolean
sl_wall_course (const SlWallAsked *asked, const SlPanel *cabinet, gint64 *columns, gint64 *rows, char **text,
                GError **error)
{
  const SlWallBend bend = { asked->seam, asked->radius, asked->sweep };
  g_autofree double *seams = NULL;

  if (asked->radius == 0)
    {
      sl_error_set (error, SL_ERROR_INPUT,
                    _("a radius of 0 makes no wall; say how far the axis is from the LED faces"));
      return FALSE;
    }
  if (!choose_grid (asked, cabinet, columns, rows, error))
    return FALSE;
  seams = g_new0 (double, *columns);
  if (!sl_wall_shape_seams (seams, asked->shape, (gsize) *columns, cabinet->width_mm / 1000, &bend,
                            (gsize) (asked->before > 0 ? asked->before : *columns / 2), asked->left))
    {
      sl_error_set (error, SL_ERROR_INPUT,
                    _("%d columns are too few for that bend; take more, a smaller radius or a larger seam"),
                    (int) *columns);
      return FALSE;
    }
  if (!sl_wall_check_seams (seams, (gsize) *columns - 1, cabinet, error))
    return FALSE;
  *text = sl_wall_seams_text (seams, (gsize) *columns - 1);
  return TRUE;
}

static gboolean
shape_wall (SlCommand *command, const SlOperationInput *input, const char *id, const Shape *o, GError **error)
{
  const SlEntity *wall = sl_plan_get (input->plan, SL_KIND_WALL, id);
  const SlWallAsked asked = { (SlWallShape) o->shape, o->width, o->height, o->columns, o->rows, o->radius, o->sweep,
                              o->seam, o->before, o->left };
  g_autofree char *cabinet_id = wall != NULL ? sl_entity_get (wall, "cabinet", NULL) : NULL, *text = NULL;
  const SlPanel *cabinet;

  if (wall == NULL)
    {
      sl_error_set (error, SL_ERROR_INPUT, _("“%s” is no wall, so it has no shape of cabinets; leave it out"), id);
      return FALSE;
    }
  gint64 columns = integer_of (wall, "columns"), rows = integer_of (wall, "rows");
  if ((cabinet = sl_wall_find_cabinet (input, cabinet_id != NULL ? cabinet_id : "", error)) == NULL
      || !sl_wall_course (&asked, cabinet, &columns, &rows, &text, error))
    return FALSE;
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
