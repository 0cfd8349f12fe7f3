/* How the cabinets of walls are numbered. */
#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-operation-private.h"
#include "sl-wall-order.h"
#include "sl-wall-places.h"

enum { KEEP, SECOND = 2 };

typedef struct {
  SlRecord    record;
  const char *from;
  int         start, run, way, left_out;
  gint64      first;
} Numbers;

static const SlEnumValue starts[] = {
  { "keep", N_("As it is") }, { "top-left", N_("Top left") }, { "top-right", N_("Top right") },
  { "bottom-left", N_("Bottom left") }, { "bottom-right", N_("Bottom right") }, { NULL },
};
static const SlEnumValue runs[] = {
  { "keep", N_("As it is") }, { "rows", N_("By rows") }, { "columns", N_("By columns") }, { NULL },
};
static const SlEnumValue ways[] = {
  { "keep", N_("As it is") }, { "straight", N_("All the same way") }, { "serpentine", N_("Serpentine") }, { NULL },
};
static const SlEnumValue gaps[] = {
  { "keep", N_("As it is") }, { "skip", N_("Have no number") }, { "count", N_("Keep their numbers") }, { NULL },
};

static const SlField number_fields[] = {
  OPTION (Numbers, start, N_("Starts"), ENUM, .values = starts, .def = "keep",
          .help = N_("The corner of the first, as the viewer sees it")),
  OPTION (Numbers, run, N_("Runs"), ENUM, .values = runs, .def = "keep",
          .help = N_("Along the rows, or up and down the columns")),
  OPTION (Numbers, way, N_("Every other line"), ENUM, .values = ways, .def = "keep",
          .help = N_("Serpentine: every other row or column runs back")),
  OPTION (Numbers, first, N_("First number"), INTEGER, .min = -1, .max = 1000000, .def = "-1",
          .help = N_("Of the cabinet where it starts; −1: as it is")),
  { .name = "left-out", .label = N_("Left-out places"), .type = SL_TYPE_ENUM, .offset = offsetof (Numbers, left_out),
    .values = gaps, .def = "keep", .help = N_("Whether a place without a cabinet keeps its number") },
  OPTION (Numbers, from, N_("From"), TEXT, .help = N_("The corner cabinet where it starts, as 1.8, instead of a name")),
};
OPTIONS (number_options, "cabinets-number", N_("Number cabinets"), Numbers, number_fields);

static void
set_choice (SlCommand *command, const char *id, const char *path, const SlEnumValue *values, int choice)
{
  if (choice != KEEP)
    sl_command_set (command, id, path, values[choice].id);
}

/* The corner that a text names, as a choice of `starts`. */
static gboolean
choose_corner (const SlSceneWall *wall, const char *text, int *start, GError **error)
{
  g_autoptr (GArray) places = sl_wall_places_parse (text, wall->columns, wall->rows, error);
  const SlCorner like = (SlCorner) ((const SlWall *) wall->entity)->number_from;
  SlCorner corner;

  if (places == NULL)
    return FALSE;
  const SlWallPlace *place = places->len == 1 ? &g_array_index (places, SlWallPlace, 0) : NULL;
  if (place == NULL || !sl_wall_corner (wall->columns, wall->rows, place->column, place->row, like, &corner))
    {
      sl_error_set (error, SL_ERROR_INPUT, _("“%s” is no corner of %s; numbers begin at one of its four corners"), text,
                    sl_entity_title (wall->entity));
      return FALSE;
    }
  *start = (int) corner + 1;
  return TRUE;
}

static gboolean
number_wall (const SlOperationInput *input, const char *id, const Numbers *o, SlCommand *command, GError **error)
{
  g_autoptr (SlSceneWall) wall = sl_operation_wall (input->plan, id, error);
  int start = o->start;

  if (wall == NULL || (o->from != NULL && !choose_corner (wall, o->from, &start, error)))
    return FALSE;
  set_choice (command, id, "number_from", starts, start);
  set_choice (command, id, "number_run", runs, o->run);
  if (o->way != KEEP)
    sl_command_set (command, id, "number_serpentine", o->way == SECOND ? "true" : "false");
  if (o->left_out != KEEP)
    sl_command_set (command, id, "number_left_out", o->left_out == SECOND ? "true" : "false");
  if (o->first >= 0)
    sl_command_set_count (command, id, "number_first", o->first);
  return TRUE;
}

static gboolean
number (const SlOperationInput *input, gconstpointer options, SlCommand *command, GPtrArray *added, GError **error)
{
  for (guint i = 0; i < input->n_ids; i++)
    if (!number_wall (input, input->ids[i], options, command, error))
      return FALSE;
  return TRUE;
}

const SlOperation sl_operation_cabinets_number = {
  "cabinets-number", N_("Number cabinets of %s"),
  N_("Says from where and which way the cabinets of walls are numbered"), "WALL…", 1, G_MAXUINT, &number_options,
  number,
};
