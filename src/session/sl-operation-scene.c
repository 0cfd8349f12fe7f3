/* A scene that no script brought: with its place on the board, where the production has one. */
#include <math.h>

#include "sl-board-op-private.h"
#include "sl-error.h"
#include "sl-i18n.h"

typedef struct {
  SlRecord    record;
  const char *number, *set, *board;
  gint64      at;
  gboolean    off;
} New;

static const SlField new_fields[] = {
  OPTION (New, number, N_("Number"), TEXT, .help = N_("As the script counts: 12, 12A or I-1-A")),
  OPTION (New, set, N_("Set"), TEXT, .help = N_("Where it plays")),
  OPTION (New, board, N_("Board"), REF, .refs = "board", .help = N_("None: the one that counts for the production")),
  OPTION (New, at, N_("Before"), INTEGER, .min = -1, .max = 1e6, .def = "-1",
          .help = N_("The place of the strip that it comes before; −1: the end")),
  OPTION (New, off, N_("Into the boneyard"), BOOL, .def = "false", .help = N_("It waits in the boneyard")),
};
OPTIONS (new_options, "scene-new", N_("New scene"), New, new_fields);

/* The board that is named, NULL for none; FALSE with an error. */
static gboolean
named_board (const SlOperationInput *input, const New *options, const SlBoard **board, GError **error)
{
  *board = options->board != NULL ? sl_plan_get (input->plan, SL_KIND_BOARD, options->board) : NULL;
  if (options->board == NULL || *board != NULL)
    return TRUE;
  sl_error_set (error, SL_ERROR_REFERENCE, _("there is no board “%s”; name one that there is"), options->board);
  return FALSE;
}

/* The one that is named, else the board's, else the first; NULL where there is none, or with an error. */
static const SlProduction *
production_of (const SlOperationInput *input, const SlBoard *board, GError **error)
{
  const SlProduction *production = input->n_ids > 0 ? sl_board_op_production (input, 0, error) : NULL;

  if (input->n_ids > 0 && production != NULL && board != NULL
      && g_strcmp0 (board->production, production->entity.id) != 0)
    {
      sl_error_set (error, SL_ERROR_INPUT, _("“%s” is the board of another production; name one of “%s”"),
                    sl_entity_title (&board->entity), sl_entity_title (&production->entity));
      return NULL;
    }
  if (input->n_ids > 0)
    return production;
  if (board != NULL && board->production != NULL)
    return sl_plan_get (input->plan, SL_KIND_PRODUCTION, board->production);
  return sl_plan_count (input->plan, SL_KIND_PRODUCTION) > 0
           ? (const SlProduction *) sl_plan_at (input->plan, SL_KIND_PRODUCTION, 0) : NULL;
}

static void
put_on (SlCommand *command, const SlBoard *board, const char *id, gint64 at)
{
  const SlStrip strip = { .scene = g_ref_string_new (id), .minutes = NAN, .call = -1 };

  sl_board_op_set (command, board, sl_strips_with (board->strips, sl_board_op_place (board, at), &strip, 1));
  g_ref_string_release ((char *) strip.scene);
}

/* A plan without a production gets one: scenes belong to it. */
static void
add_scene (const SlOperationInput *input, const New *options, const SlProduction *production, const char *id,
           SlCommand *command, GPtrArray *added)
{
  g_autofree char *made = production == NULL ? sl_plan_free_id (input->plan, "production") : NULL;

  if (made != NULL)
    {
      sl_command_add (command, SL_KIND_PRODUCTION, made);
      g_ptr_array_add (added, g_strdup (made));
    }
  sl_command_add (command, SL_KIND_SCENE, id);
  sl_command_set (command, id, "production", made != NULL ? made : production->entity.id);
  if (options->number != NULL)
    sl_command_set (command, id, "number", options->number);
  if (options->set != NULL)
    sl_command_set (command, id, "set", options->set);
  g_ptr_array_add (added, g_strdup (id));
}

static gboolean
new_scene (const SlOperationInput *input, gconstpointer data, SlCommand *command, GPtrArray *added, GError **error)
{
  const New *options = data;
  const SlBoard *board;
  g_autoptr (GError) trouble = NULL;

  if (!named_board (input, options, &board, error))
    return FALSE;
  const SlProduction *production = production_of (input, board, &trouble);
  if (trouble != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&trouble));
      return FALSE;
    }
  if (board == NULL && production != NULL)
    board = sl_production_board (input->plan, production);
  if (board != NULL && !options->off && sl_board_op_unlocked (board, error) == NULL)
    return FALSE;
  g_autofree char *id = sl_plan_free_id (input->plan, "scene");
  add_scene (input, options, production, id, command, added);
  if (board != NULL && !options->off)
    put_on (command, board, id, options->at);
  return TRUE;
}

const SlOperation sl_operation_scene_new = {
  "scene-new", N_("Add a scene"), N_("Makes a scene, which stands on the production's board"), "[PRODUCTION]", 0, 1,
  &new_options, new_scene,
};
