/* Things in order to each other: align, distribute. */
#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-operation-private.h"

static const SlEnumValue axes[] = { { "x", "X" }, { "y", "Y" }, { "z", "Z" }, { NULL } };

/* Moves a piece along one axis. */
static void
shift (SlCommand *command, const SlPiece *piece, int axis, double by)
{
  sl_piece_move (command, piece, sl_vec3_with_axis (piece->position, axis, sl_vec3_axis (piece->position, axis) + by));
}

/* --- align --- */

enum { SIDE_MIN, SIDE_MIDDLE, SIDE_MAX, SIDE_ORIGIN };

typedef struct {
  SlRecord record;
  int      axis, side;
  double   at;
} Align;

static const SlEnumValue sides[] = {
  { "min", N_("Left, downstage or lower side") }, { "middle", N_("Middle") },
  { "max", N_("Right, upstage or upper side") },  { "origin", N_("Own origin") },
  { NULL },
};
static const SlField align_fields[] = {
  OPTION (Align, axis, N_("Axis"), ENUM, .values = axes, .def = "x", .help = N_("Along which they come to one place")),
  OPTION (Align, side, N_("Side"), ENUM, .values = sides, .def = "middle", .help = N_("What of them is aligned")),
  OPTION (Align, at, N_("At"), REAL, .unit = SL_UNIT_METRE, .min = -10000, .max = 10000,
          .help = N_("Where to; unset: that side of all of them together")),
};
OPTIONS (align_options, "align", N_("Align"), Align, align_fields);

/* Where a box has that side. */
static double
side_of (const SlBox *box, int axis, int side)
{
  const double min = sl_vec3_axis (box->min, axis), max = sl_vec3_axis (box->max, axis);

  return side == SIDE_MIN ? min : side == SIDE_MAX ? max : (min + max) / 2;
}

static gboolean
align (const SlOperationInput *input, gconstpointer data, SlCommand *command, GPtrArray *added, GError **error)
{
  const Align *options = data;
  g_autoptr (GArray) pieces = sl_pieces_new (input, error);
  double at = options->at;

  if (pieces == NULL)
    return FALSE;
  if (isnan (at) && pieces->len < 2) /* a group moves as one */
    {
      sl_error_set (error, SL_ERROR_INPUT, _("one thing alone has nothing to be aligned with; name more, or say “at”"));
      return FALSE;
    }
  const SlBox all = sl_pieces_box (pieces);
  if (isnan (at)) /* origins go to the first one's */
    at = options->side == SIDE_ORIGIN ? sl_vec3_axis (g_array_index (pieces, SlPiece, 0).position, options->axis)
                                      : side_of (&all, options->axis, options->side);
  for (guint i = 0; i < pieces->len; i++)
    {
      const SlPiece *piece = &g_array_index (pieces, SlPiece, i);
      const double has = options->side == SIDE_ORIGIN ? sl_vec3_axis (piece->position, options->axis)
                                                      : side_of (&piece->box, options->axis, options->side);

      shift (command, piece, options->axis, at - has);
    }
  return TRUE;
}

const SlOperation sl_operation_align = {
  "align", N_("Align %s"), N_("Brings a side of things to one line"), "THING…", 1, G_MAXUINT, &align_options, align,
  TRUE,
};

/* --- distribute --- */

typedef struct {
  SlRecord record;
  int      axis;
  gboolean middles;
  double   gap;
} Distribute;

static const SlField distribute_fields[] = {
  OPTION (Distribute, axis, N_("Axis"), ENUM, .values = axes, .def = "x", .help = N_("Along which they are spread")),
  OPTION (Distribute, middles, N_("Middles"), BOOL, .def = "false",
          .help = N_("Equal distances of middles, not equal gaps")),
  OPTION (Distribute, gap, N_("Gap"), REAL, .unit = SL_UNIT_METRE, .min = -1000, .max = 1000,
          .help = N_("Between two; unset: the outermost stay and the others are spread between them")),
};
OPTIONS (distribute_options, "distribute", N_("Distribute"), Distribute, distribute_fields);

static int
by_middle (gconstpointer a, gconstpointer b, gpointer data)
{
  const int axis = GPOINTER_TO_INT (data);
  const double one = side_of (&((const SlPiece *) a)->box, axis, SIDE_MIDDLE);
  const double two = side_of (&((const SlPiece *) b)->box, axis, SIDE_MIDDLE);

  return (one > two) - (one < two);
}

/* How much of the axis a piece takes: its length, or nothing when middles count. */
static double
length_of (const SlPiece *piece, const Distribute *options)
{
  return options->middles ? 0
                          : sl_vec3_axis (piece->box.max, options->axis) - sl_vec3_axis (piece->box.min, options->axis);
}

/* From the first to the last, which both stay. */
static double
equal_gap (const GArray *pieces, const Distribute *options)
{
  const SlPiece *first = &g_array_index (pieces, SlPiece, 0), *last = &g_array_index (pieces, SlPiece, pieces->len - 1);
  double room = side_of (&last->box, options->axis, SIDE_MIDDLE) - side_of (&first->box, options->axis, SIDE_MIDDLE)
                - length_of (first, options) / 2 - length_of (last, options) / 2;

  for (guint i = 1; i + 1 < pieces->len; i++)
    room -= length_of (&g_array_index (pieces, SlPiece, i), options);
  return room / (pieces->len - 1);
}

static gboolean
distribute (const SlOperationInput *input, gconstpointer data, SlCommand *command, GPtrArray *added, GError **error)
{
  const Distribute *options = data;
  g_autoptr (GArray) pieces = sl_pieces_new (input, error);

  if (pieces == NULL)
    return FALSE;
  g_array_sort_with_data (pieces, by_middle, GINT_TO_POINTER (options->axis));
  const double gap = isnan (options->gap) ? equal_gap (pieces, options) : options->gap;
  const SlPiece *first = &g_array_index (pieces, SlPiece, 0);
  double at = side_of (&first->box, options->axis, SIDE_MIDDLE) - length_of (first, options) / 2;
  for (guint i = 0; i < pieces->len; i++)
    {
      const SlPiece *piece = &g_array_index (pieces, SlPiece, i);
      const double length = length_of (piece, options);

      shift (command, piece, options->axis, at + length / 2 - side_of (&piece->box, options->axis, SIDE_MIDDLE));
      at += length + gap;
    }
  return TRUE;
}

const SlOperation sl_operation_distribute = {
  "distribute", N_("Distribute %s"), N_("Spreads things evenly along an axis"), "THING THING…", 2, G_MAXUINT,
  &distribute_options, distribute, TRUE,
};
