/* What a scheduler does to the strips of a board: moves them, takes them off, puts them on, ends days between. */
#include <math.h>

#include "sl-board-op-private.h"
#include "sl-error.h"
#include "sl-i18n.h"

/* --- shared --- */

const SlBoard *
sl_board_op_unlocked (const SlBoard *board, GError **error)
{
  if (board->locked == 0)
    return board;
  g_autofree char *since = sl_date_to_text (board->locked);
  sl_error_set (error, SL_ERROR_INPUT, _("“%s” is locked since %s; work on a copy of it"),
                sl_entity_title (&board->entity), since);
  return NULL;
}

const SlBoard *
sl_board_op_board (const SlOperationInput *input, GError **error)
{
  const SlEntity *entity = sl_plan_find (input->plan, input->ids[0]);

  if (entity->kind == SL_KIND_BOARD)
    return sl_board_op_unlocked ((const SlBoard *) entity, error);
  sl_error_set (error, SL_ERROR_INPUT, _("“%s” is no board; name a board"), entity->id);
  return NULL;
}

static gboolean
are_scenes (const SlOperationInput *input, GError **error)
{
  for (guint i = 0; i < input->n_ids; i++)
    {
      const SlEntity *entity = sl_plan_find (input->plan, input->ids[i]);

      if (entity->kind == SL_KIND_SCENE)
        continue;
      sl_error_set (error, SL_ERROR_INPUT, _("“%s” is no scene; name scenes"), entity->id);
      return FALSE;
    }
  return TRUE;
}

const SlBoard *
sl_board_op_scenes (const SlOperationInput *input, const char *named, GError **error)
{
  const SlBoard *board = named != NULL ? sl_plan_get (input->plan, SL_KIND_BOARD, named) : NULL;

  if (!are_scenes (input, error))
    return NULL;
  const SlSceneEntity *first = (const SlSceneEntity *) sl_plan_find (input->plan, input->ids[0]);
  const SlProduction *production = first->production != NULL
                                   ? sl_plan_get (input->plan, SL_KIND_PRODUCTION, first->production) : NULL;
  if (named == NULL && production != NULL)
    board = sl_production_board (input->plan, production);
  if (board != NULL)
    return sl_board_op_unlocked (board, error);
  if (named != NULL)
    sl_error_set (error, SL_ERROR_REFERENCE, _("there is no board “%s”; name one that there is"), named);
  else
    sl_error_set (error, SL_ERROR_INPUT, _("the production has no board; make one with board-new"));
  return NULL;
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const guint x = *(const guint *) a, y = *(const guint *) b;

  return (x > y) - (x < y);
}

GArray *
sl_board_op_places (const SlBoard *board, const SlList *places, GError **error)
{
  GArray *which = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n = 0;

  for (guint i = 0; i < sl_list_n (places); i++)
    {
      const gint64 place = *sl_list_at (places, gint64, i);
      const guint at = (guint) place;

      if (place < 0 || place >= sl_list_n (board->strips))
        {
          sl_error_set (error, SL_ERROR_INPUT, _("“%s” has no strip %d; its last is %d"),
                        sl_entity_title (&board->entity), (int) place, (int) sl_list_n (board->strips) - 1);
          g_array_unref (which);
          return NULL;
        }
      g_array_append_val (which, at);
    }
  g_array_sort (which, compare_places);
  for (guint i = 0; i < which->len; i++)
    if (n == 0 || g_array_index (which, guint, n - 1) != g_array_index (which, guint, i))
      g_array_index (which, guint, n++) = g_array_index (which, guint, i);
  g_array_set_size (which, n);
  return which;
}

void
sl_board_op_set (SlCommand *command, const SlBoard *board, SlList *strips)
{
  sl_command_set_strips (command, board->entity.id, strips);
  sl_list_unref (strips);
}

guint
sl_board_op_place (const SlBoard *board, gint64 at)
{
  const guint n = sl_list_n (board->strips);

  return at < 0 || at > n ? n : (guint) at;
}

/* --- move --- */

typedef struct {
  SlRecord record;
  SlList  *strips;
  gint64   to;
} Move;

#define STRIPS(Struct) \
  OPTION (Struct, strips, N_("Strips"), LIST, .item = SL_TYPE_INTEGER, .min = 0, .max = 1e6, \
          .flags = SL_FIELD_REQUIRED, .help = N_("Their places on the board, from 0"))
static const SlField move_fields[] = {
  STRIPS (Move),
  OPTION (Move, to, N_("Before"), INTEGER, .min = -1, .max = 1e6, .def = "-1",
          .help = N_("The place of the strip that they come before; −1: the end")),
};
OPTIONS (move_options, "board-move", N_("Move of strips"), Move, move_fields);

static gboolean
move (const SlOperationInput *input, gconstpointer data, SlCommand *command, GPtrArray *added, GError **error)
{
  const Move *options = data;
  const SlBoard *board = sl_board_op_board (input, error);
  g_autoptr (GArray) which = board != NULL ? sl_board_op_places (board, options->strips, error) : NULL;

  if (which == NULL)
    return FALSE;
  sl_board_op_set (command, board, sl_strips_moved (board->strips, (const guint *) (gpointer) which->data, which->len,
                                                    sl_board_op_place (board, options->to)));
  return TRUE;
}

const SlOperation sl_operation_board_move = {
  "board-move", N_("Move strips of %s"), N_("Moves strips of a board to another place"), "BOARD", 1, 1, &move_options,
  move,
};

/* --- cut --- */

typedef struct {
  SlRecord record;
  SlList  *strips;
} Cut;

static const SlField cut_fields[] = { STRIPS (Cut) };
OPTIONS (cut_options, "board-cut", N_("Strips taken off"), Cut, cut_fields);

static gboolean
cut (const SlOperationInput *input, gconstpointer data, SlCommand *command, GPtrArray *added, GError **error)
{
  const Cut *options = data;
  const SlBoard *board = sl_board_op_board (input, error);
  g_autoptr (GArray) which = board != NULL ? sl_board_op_places (board, options->strips, error) : NULL;

  if (which == NULL)
    return FALSE;
  sl_board_op_set (command, board,
                   sl_strips_without (board->strips, (const guint *) (gpointer) which->data, which->len));
  return TRUE;
}

const SlOperation sl_operation_board_cut = {
  "board-cut", N_("Take strips off %s"), N_("Takes strips off a board; its scenes go to the boneyard"), "BOARD", 1, 1,
  &cut_options, cut,
};

/* --- scenes on and off --- */

typedef struct {
  SlRecord    record;
  const char *board;
  gint64      at;
} Place;

#define ITS_BOARD(Struct) \
  OPTION (Struct, board, N_("Board"), REF, .refs = "board", .help = N_("None: the one that counts for the production"))
static const SlField off_fields[] = { ITS_BOARD (Place) };
OPTIONS (off_options, "board-off", N_("Scenes in the boneyard"), Place, off_fields);
static const SlField place_fields[] = {
  ITS_BOARD (Place),
  OPTION (Place, at, N_("Before"), INTEGER, .min = -1, .max = 1e6, .def = "-1",
          .help = N_("The place of the strip that they come before; −1: the end")),
};
OPTIONS (place_options, "board-place", N_("Scenes on the board"), Place, place_fields);

/* Where the input's scenes stand, ascending. */
static GArray *
places_of (const SlOperationInput *input, const SlBoard *board)
{
  GArray *which = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < input->n_ids; i++)
    {
      g_autoptr (GArray) found = sl_strips_find (board->strips, input->ids[i]);

      if (found->len > 0)
        g_array_append_vals (which, found->data, found->len);
    }
  g_array_sort (which, compare_places);
  return which;
}

static gboolean
off (const SlOperationInput *input, gconstpointer data, SlCommand *command, GPtrArray *added, GError **error)
{
  const SlBoard *board = sl_board_op_scenes (input, ((const Place *) data)->board, error);

  if (board == NULL)
    return FALSE;
  g_autoptr (GArray) which = places_of (input, board);
  sl_board_op_set (command, board,
                   sl_strips_without (board->strips, (const guint *) (gpointer) which->data, which->len));
  return TRUE;
}

const SlOperation sl_operation_board_off = {
  "board-off", N_("Take %s off the board"), N_("Takes scenes off a board into the boneyard"), "SCENE…", 1, G_MAXUINT,
  &off_options, off,
};

/* Those that stand there already are moved, in the order in which they are named. */
static gboolean
place (const SlOperationInput *input, gconstpointer data, SlCommand *command, GPtrArray *added, GError **error)
{
  const Place *options = data;
  const SlBoard *board = sl_board_op_scenes (input, options->board, error);
  g_autoptr (GArray) strips = g_array_new (FALSE, TRUE, sizeof (SlStrip));

  if (board == NULL)
    return FALSE;
  g_autoptr (GArray) which = places_of (input, board);
  guint at = sl_board_op_place (board, options->at), before = 0;
  for (guint i = 0; i < which->len; i++)
    before += g_array_index (which, guint, i) < at;
  for (guint i = 0; i < input->n_ids; i++)
    {
      const SlStrip strip = { .scene = sl_plan_find (input->plan, input->ids[i])->id, .minutes = NAN, .call = -1 };
      g_array_append_val (strips, strip);
    }
  SlList *less = sl_strips_without (board->strips, (const guint *) (gpointer) which->data, which->len);
  SlList *more = sl_strips_with (less, at - before, (const SlStrip *) (gpointer) strips->data, strips->len);
  sl_list_unref (less);
  sl_board_op_set (command, board, more);
  return TRUE;
}

const SlOperation sl_operation_board_place = {
  "board-place", N_("Put %s on the board"), N_("Puts scenes on a board, or moves those that stand on it"), "SCENE…", 1,
  G_MAXUINT, &place_options, place,
};

/* --- what stands between scenes --- */

typedef struct {
  SlRecord    record;
  gint64      at;
  int         is; /* one less than SlStripForm */
  const char *text, *unit;
  double      minutes;
  guint32     date;
  gint32      call;
} Break;

static const SlEnumValue break_forms[] = {
  { "day", N_("End of day") }, { "week", N_("End of week") }, { "banner", N_("Banner") }, { NULL, NULL },
};
static const SlField break_fields[] = {
  OPTION (Break, at, N_("Before"), INTEGER, .min = -1, .max = 1e6, .def = "-1",
          .help = N_("The place of the strip that it comes before; −1: the end")),
  OPTION (Break, is, N_("Strip"), ENUM, .values = break_forms, .def = "day", .help = N_("What stands between scenes")),
  OPTION (Break, text, N_("Text"), TEXT, .help = N_("Of a banner or beside a day")),
  OPTION (Break, minutes, N_("Takes"), REAL, .unit = SL_UNIT_MINUTE, .min = 0, .max = 1e5,
          .help = N_("Time that a banner takes of the day")),
  OPTION (Break, unit, N_("Unit"), REF, .refs = "unit", .help = N_("Who shoots the day; none: the main unit")),
  OPTION (Break, date, N_("Date"), DATE, .help = N_("Of a day that is fixed; unset: the next that is worked")),
  OPTION (Break, call, N_("Call"), TIME, .help = N_("When the day begins; unset: when the unit's days do")),
};
OPTIONS (break_options, "board-break", N_("Break"), Break, break_fields);

/* For undo: which of them it is. */
static void
say_break (SlCommand *command, const SlBoard *board, int is)
{
  static const char *const labels[] = { N_("End a day in %s"), N_("End a week in %s"), N_("Put a banner into %s") };
  g_autofree char *label = g_strdup_printf (_(labels[is]), sl_entity_title (&board->entity));

  sl_command_set_label (command, label);
}

static gboolean
end_day (const SlOperationInput *input, gconstpointer data, SlCommand *command, GPtrArray *added, GError **error)
{
  const Break *options = data;
  const SlBoard *board = sl_board_op_board (input, error);
  const SlUnitEntity *unit = options->unit != NULL ? sl_plan_get (input->plan, SL_KIND_UNIT, options->unit) : NULL;

  if (board == NULL)
    return FALSE;
  if (options->unit != NULL && unit == NULL)
    {
      sl_error_set (error, SL_ERROR_REFERENCE, _("there is no unit “%s”; name one that there is"), options->unit);
      return FALSE;
    }
  const SlStrip strip = {
    .is = options->is + 1, .text = (char *) options->text, .unit = unit != NULL ? unit->entity.id : NULL,
    .minutes = options->minutes, .date = options->date, .call = options->call,
  };
  say_break (command, board, options->is);
  sl_board_op_set (command, board, sl_strips_with (board->strips, sl_board_op_place (board, options->at), &strip, 1));
  return TRUE;
}

const SlOperation sl_operation_board_break = {
  "board-break", N_("Break in %s"), N_("Ends a day or a week between strips, or puts a banner there"), "BOARD", 1, 1,
  &break_options, end_day,
};
